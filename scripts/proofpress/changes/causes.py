"""Which factors moved an entry, from what each does when it alone is swapped; nothing is computed here but comparisons.

Two experiments are read for each factor: the old state with this factor new, and the new state with this factor old.
A factor is the sole cause if it alone brings the new result, or taking it back alone undoes the change, and no other
factor moves anything. Several causes get shares if their single effects add up to the whole change; if they do not, or
if one cannot be built without another, they interact, and no share belongs to one of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..model.records import Entry
from .differences import Key, Parts, differing, parts_of

TOLERANCE = 0.05
"""Part of the whole change that single effects may miss it by; within it, shares are scaled to the whole."""


@dataclass(frozen=True)
class Outcome:
    """What an experiment gave for one entry: the entry, None if it was not published; or not known, with the reason.

    ``bound`` says that there is nothing to know: what was swapped cannot be built without something that was not.
    """

    known: bool
    entry: Entry | None = None
    reason: str = ""
    bound: bool = False


@dataclass(frozen=True)
class Trial:
    """A factor's two experiments for one entry."""

    factor: str
    alone: Outcome
    """The old state with this factor new."""
    without: Outcome
    """The new state with this factor old."""


@dataclass(frozen=True)
class Finding:
    """What moved an entry.

    Attributes
    ----------
    shares : mapping of str to float or None
        Each cause with its part of the whole change; None where effects interact.
    interaction : bool
        Whether the causes act only together, or not independently.
    unknown : str
        Why the cause cannot be told; empty if it can.
    """

    shares: Mapping[str, float | None] = field(default_factory=dict)
    interaction: bool = False
    unknown: str = ""
    words: tuple[str, ...] = ()
    """Factors that moved none of the numbers, and revised the words around them."""


def _same(outcome: Outcome, target: Parts, keys: Sequence[Key]) -> bool:
    """Whether an experiment is known to have given a state's result, in the parts that changed."""
    parts = parts_of(outcome.entry)
    return outcome.known and not differing(
        {key: parts[key] for key in keys if key in parts}, {key: target[key] for key in keys if key in target}
    )


def find_causes(old: Entry | None, new: Entry | None, trials: Sequence[Trial]) -> Finding:
    """Return which factors moved an entry.

    Parameters
    ----------
    old, new : Entry or None
        What the two states publish; None for an entry that is added or removed.
    trials : sequence of Trial
        One for each factor that could have moved it.

    Returns
    -------
    Finding
    """
    before, after = parts_of(old), parts_of(new)
    keys = _telling(differing(before, after))
    if not trials:
        return Finding(unknown="nothing that it rests on differs between the two states")
    sole = _sole_cause(trials, before, after, keys)
    causes = Finding({sole: 1.0}) if sole else _several(trials, before, after, keys)
    return replace(causes, words=_wordings(trials, before, after, causes))


def _wordings(trials: Sequence[Trial], before: Parts, after: Parts, finding: Finding) -> tuple[str, ...]:
    """Return the factors beside the causes that changed words: texts apart from the digits in them."""
    old, new = _words(before), _words(after)
    moved = [key for key in old if old[key] != new.get(key)]
    return tuple(
        trial.factor
        for trial in trials
        if trial.factor not in finding.shares
        and trial.alone.known
        and any(_words(parts_of(trial.alone.entry)).get(key) != old[key] for key in moved)
    )


def _words(parts: Parts) -> dict[Key, str]:
    return {key: re.sub(r"[\d.,−-]+", "", str(text)) for key, text in parts.items() if key[0] == "text"}


def _sole_cause(trials: Sequence[Trial], before: Parts, after: Parts, keys: Sequence[Key]) -> str:
    """Return the one factor that moved everything; empty if there is none."""
    if len(trials) == 1:
        return trials[0].factor
    idle = [trial for trial in trials if _is_idle(trial, before, after, keys)]
    movers = [trial for trial in trials if trial not in idle]
    if len(movers) == 1:
        return movers[0].factor
    sole = [mover for mover in movers if _does_it_all(mover, before, after, keys)]
    if len(sole) == 1 and all(_adds_nothing(trial, before, after, keys) for trial in trials if trial is not sole[0]):
        return sole[0].factor
    return ""


def _several(trials: Sequence[Trial], before: Parts, after: Parts, keys: Sequence[Key]) -> Finding:
    """Return what several factors did between them: their shares, or that they interact."""
    movers = [trial for trial in trials if not _is_idle(trial, before, after, keys)]
    if not movers:
        return Finding({trial.factor: None for trial in trials}, interaction=True)
    dark = [mover for mover in movers if not mover.alone.known and not mover.without.known]
    missing = [outcome for item in dark for outcome in (item.alone, item.without) if not outcome.bound]
    if missing:
        return Finding(unknown=missing[0].reason or "the states in between cannot be built")
    shares = None if dark else _shares(movers, before, after, keys)
    if shares is not None:
        return Finding(shares)
    return Finding({mover.factor: None for mover in movers}, interaction=True)


def _telling(keys: list[Key]) -> list[Key]:
    """Return the parts that decide: numbers before the words and the picture that follow from them."""
    for kinds in (("cell",), ("field",), ("text", "spec")):
        result = [key for key in keys if key[0] in kinds]
        if kinds == ("field",) and ("field", "number") in result:
            return [("field", "number")]
        if result:
            return result
    return keys


def _is_idle(trial: Trial, before: Parts, after: Parts, keys: Sequence[Key]) -> bool:
    """Whether a factor is known to move nothing, put in or taken out."""
    return _same(trial.alone, before, keys) and _same(trial.without, after, keys)


def _does_it_all(trial: Trial, before: Parts, after: Parts, keys: Sequence[Key]) -> bool:
    brings = _same(trial.alone, after, keys)
    undoes = _same(trial.without, before, keys)
    return (brings or not trial.alone.known) and (undoes or not trial.without.known) and (brings or undoes)


def _adds_nothing(trial: Trial, before: Parts, after: Parts, keys: Sequence[Key]) -> bool:
    """Whether no experiment that could be made shows a factor to move anything."""
    if not trial.alone.known and not trial.without.known:
        return True
    alone = not trial.alone.known or _same(trial.alone, before, keys)
    return alone and (not trial.without.known or _same(trial.without, after, keys))


def _amount(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _shares(
    movers: Sequence[Trial], before: Parts, after: Parts, keys: Sequence[Key]
) -> dict[str, float | None] | None:
    """Return each factor's part of the change, averaged over the parts that changed; None if effects do not add up."""
    totals = dict.fromkeys((mover.factor for mover in movers), 0.0)
    for key in keys:
        effects = [_effect(mover, key, before, after) for mover in movers]
        if any(effect is None for effect in effects):
            return None
        known = [effect for effect in effects if effect is not None]
        if abs(sum(known) - 1) > TOLERANCE:
            return None
        for trial, effect in zip(movers, known, strict=True):
            totals[trial.factor] += effect / sum(known) / len(keys)
    return {factor: round(total, 4) for factor, total in totals.items()}


def _effect(trial: Trial, key: Key, before: Parts, after: Parts) -> float | None:
    """Return the part of one change that a factor makes: of a number in proportion, of a word all or nothing."""
    outcome = trial.alone if trial.alone.known else trial.without
    start = before if trial.alone.known else after
    got = parts_of(outcome.entry).get(key)
    old, new, base = (_amount(parts.get(key)) for parts in (before, after, start))
    amount = _amount(got)
    if old is not None and new is not None and base is not None and amount is not None:
        change = (amount - base) / (new - old)
        return change if trial.alone.known else -change
    same_as_new = got == after.get(key)
    same_as_old = got == before.get(key)
    if not (same_as_new or same_as_old):
        return None
    return float(same_as_new if trial.alone.known else same_as_old)
