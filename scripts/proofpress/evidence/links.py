"""Links: a claim beside another statement on the same matter, and whether the two agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..model.errors import Problem, nearest
from ..model.records import Claim
from ..text.periods import year_span
from .origins import ORIGINS
from .records import JUDGED, LINKS, Link, Ref, Register
from .references import INSTANT, any_ref, base_unit, claim_ref, find_ref
from .rules import judge

JUDGEMENT = "judged"
"""Marks what a judgement names: statements, which are not compared as numbers."""


def run_link(item: Mapping[str, Any], register: Register) -> tuple[Link | None, list[Problem]]:
    """Compare a claim with what it is linked to; return the result, or what is wrong with the entry."""
    place = f"{LINKS}, link `{item['id']}`"
    problems = []
    claim = register.claims.get(item["claim"])
    if claim is None:
        name = item["claim"]
        problems.append(Problem("unknown-claim", place, f"no claim `{name}`", fix=nearest(name, register.claims)))
    if item["target"] == f"claim:{item['claim']}":
        problems.append(Problem("link-to-itself", place, "a claim cannot bear out itself", fix="Remove the link."))
    if problems or claim is None:
        return None, problems
    try:
        target, verdict = _compare(claim, item["relation"], item, register)
    except ValueError as err:
        return None, [Problem("link-target", place, item["target"], fix=str(err))]
    side, other = claim.row, target.row
    problems = _place_problems(claim, target, place, register)
    problems += _origin_problems(item, side, other, place, register) if verdict == "agrees" else []
    if problems:
        return None, problems
    independent = item["independent"]["is"] if "independent" in item else _independent(side, other, register)
    link = Link(
        id=item["id"],
        claim=claim.id,
        relation=item["relation"],
        target=target,
        independent=independent,
        why=item["why"],
        grade=register.grade(other),
        verdict=verdict,
        origins=_origins_told(side, other, register),
        apart=years_apart(claim.period, _period(target, register)),
        within=int(item.get("years", 0)),
    )
    return link, []


def _independent(side: str, other: str, register: Register) -> bool:
    """Whether two rows are of two documents and have no origin in common."""
    if register.source_id(side) == register.source_id(other):
        return False
    return not register.origins_of(side) & register.origins_of(other)


def _origins_told(side: str, other: str, register: Register) -> str:
    """Return what two rows rest on, as a reader is told."""
    own, theirs = register.origins_of(side), register.origins_of(other)
    if shared := sorted(own & theirs):
        return f"both rest on {', '.join(shared)}"
    return f"{', '.join(sorted(own))}; {', '.join(sorted(theirs))}"


def _origin_problems(item: Mapping[str, Any], side: str, other: str, place: str, register: Register) -> list[Problem]:
    """Return a problem if nobody said what a row rests on that would count as independent, or typed it for one text."""
    if register.source_id(side) == register.source_id(other):
        if item.get("independent", {}).get("is"):
            got = f"both are of {register.source_id(side)}"
            return [Problem("not-independent", place, "`independent`", "false", got, "One document is one origin.")]
        return []
    if "independent" in item or not _independent(side, other, register):
        return []
    return [
        Problem("origin-unsaid", place, f"`{row}` has no origin", f"its claim, row or source in {ORIGINS}", "none",
                "Say what it rests on; where that is its own publisher, say so.")
        for row in (side, other)
        if not register.origins.named(row, register.source_id(row))
    ]  # fmt: skip


def _place_problems(claim: Claim, target: Ref, place: str, register: Register) -> list[Problem]:
    """Return a problem if a numeric comparison is of two countries."""
    cells = register.rows.get(target.row, {})
    theirs = register.claims[target.claim].iso3 if target.claim else cells.get("iso3", "")
    if not (claim.iso3 and theirs) or claim.iso3 == theirs or target.why == JUDGEMENT:
        return []
    fix = "Two places are two quantities: remove the link, or judge it with `supports` or `opposes`."
    return [Problem("two-places", place, target.row, claim.iso3, theirs, fix)]


PERIOD_COLUMNS = ("period", "date", "year", "edition")
"""Columns of a table that may say of when a row is, the most exact first."""


def _period(target: Ref, register: Register) -> str:
    """Return of when a row is; nothing where it does not say."""
    if target.claim:
        return register.claims[target.claim].period
    cells = register.rows[target.row]
    if target.unit == "date":
        return cells[target.column]
    return next((cells[name] for name in PERIOD_COLUMNS if cells.get(name)), "")


def years_apart(one: str, other: str) -> int | None:
    """Return how many years lie between two periods: none where they overlap or fall in one year.

    Examples
    --------
    >>> years_apart("2017", "2019-03"), years_apart("2018-01/2018-08", "2018"), years_apart("undated", "2018")
    (2, 0, None)
    """
    try:
        (start, end), (first, last) = year_span(one), year_span(other)
    except ValueError:
        return None
    if start < last and first < end:
        return 0
    later, earlier = (start, last) if start >= last else (first, end)
    return int(later) - int(earlier - INSTANT)


def _compare(claim: Claim, relation: str, item: Mapping[str, Any], register: Register) -> tuple[Ref, Any]:
    if relation in JUDGED:
        target = replace(any_ref(item["target"], register), why=JUDGEMENT)
        return target, {"supports": "agrees", "opposes": "differs"}.get(relation, "cannot tell")
    target = find_ref(item["target"], register)  # a constant has no grade
    own = claim_ref(claim)
    if base_unit(own.unit, register.unit_names)[1] != base_unit(target.unit, register.unit_names)[1]:
        raise ValueError(f"a {own.unit} cannot be compared with a {target.unit}")
    verdict = judge(own.interval, target.interval, "equal", float(item.get("tolerance", 0)))
    return target, {"holds": "agrees", "fails": "differs"}.get(verdict, "cannot tell")
