"""Procedures and indices of frameworks: decision tables and weighted sums that a reader can apply.

A decision table is questions, rules tried in order, outcomes, and the text's own cases, which must land where the text
puts them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.errors import Problem, nearest
from ..model.records import Claim

SHOWN = 3
"""How many of a kind of fault are told before the rest is counted."""


@dataclass(frozen=True)
class Question:
    """A question of a procedure, with its answers by id."""

    id: str
    text: str
    help: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class RuleRow:
    """A row of a decision table: answers that must be given, and the outcome they lead to."""

    when: Mapping[str, str]
    outcome: str
    why: str

    def fits(self, answers: Mapping[str, str]) -> bool:
        """Whether some answers meet every condition."""
        return all(answers.get(key) == answer for key, answer in self.when.items())


@dataclass(frozen=True)
class Outcome:
    """Where a procedure can lead."""

    id: str
    text: str
    explain: str


@dataclass(frozen=True)
class Example:
    """One of the text's own cases, answered."""

    case: str
    answers: Mapping[str, str]
    outcome: str
    paragraph: int


@dataclass(frozen=True)
class Procedure:
    """A decision table: the first rule that fits decides."""

    intro: str
    questions: tuple[Question, ...]
    rules: tuple[RuleRow, ...]
    outcomes: tuple[Outcome, ...]
    examples: tuple[Example, ...]

    def decide(self, answers: Mapping[str, str]) -> RuleRow | None:
        """Return the first rule that the answers meet; None if no rule does."""
        return next((rule for rule in self.rules if rule.fits(answers)), None)

    def combinations(self) -> Iterator[dict[str, str]]:
        """Yield every way to answer all questions."""
        ids = [question.id for question in self.questions]
        for answers in itertools.product(*(question.answers for question in self.questions)):
            yield dict(zip(ids, answers, strict=True))


@dataclass(frozen=True)
class ScoreInput:
    """One component of an index: its weight, and the range of its values."""

    id: str
    text: str
    weight: float
    weight_claim: str
    low: float
    high: float
    help: str


@dataclass(frozen=True)
class Zone:
    """A band of an index, from its lower bound to below its upper; a bound that the text leaves open is None."""

    name: str
    low: float | None
    high: float | None
    text: str


@dataclass(frozen=True)
class Score:
    """An index: the weighted sum of its inputs, read in zones."""

    intro: str
    inputs: tuple[ScoreInput, ...]
    zones: tuple[Zone, ...]


def procedure_from(entry: Mapping[str, Any]) -> Procedure:
    """Return a decision table from its entry."""
    questions = (
        Question(
            question["id"],
            question["text"],
            question.get("help", ""),
            {answer["id"]: answer["text"] for answer in question["answers"]},
        )
        for question in entry["questions"]
    )
    outcomes = (Outcome(outcome["id"], outcome["text"], outcome.get("explain", "")) for outcome in entry["outcomes"])
    examples = (
        Example(example["case"], dict(example["answers"]), example["outcome"], example["paragraph"])
        for example in entry.get("examples", ())
    )
    rules = (RuleRow(dict(rule["when"]), rule["outcome"], rule.get("why", "")) for rule in entry["rules"])
    return Procedure(entry.get("intro", ""), tuple(questions), tuple(rules), tuple(outcomes), tuple(examples))


def score_from(entry: Mapping[str, Any], claims: Mapping[str, Claim]) -> Score:
    """Return an index from its entry; a number may be one that a claim states."""
    inputs = (
        ScoreInput(
            component["id"],
            component["text"],
            _number(component["weight"], claims),
            component["weight"].removeprefix("claim:") if isinstance(component["weight"], str) else "",
            _number(component["min"], claims),
            _number(component["max"], claims),
            component.get("help", ""),
        )
        for component in entry["inputs"]
    )
    zones = (
        Zone(zone["name"], _bound(zone["from"], claims), _bound(zone["to"], claims), zone.get("text", ""))
        for zone in entry["zones"]
    )
    return Score(entry.get("intro", ""), tuple(inputs), tuple(zones))


def _number(given: float | str, claims: Mapping[str, Claim]) -> float:
    """Return a number, or the one that ``claim:<id>`` states."""
    if not isinstance(given, str):
        return float(given)
    claim = claims[given.removeprefix("claim:")]
    number = claim.low if claim.low is not None else claim.high
    if number is None:
        raise ValueError(f"claim `{claim.id}` states no number")
    return number


def _bound(given: float | str | None, claims: Mapping[str, Claim]) -> float | None:
    return None if given is None else _number(given, claims)


def score_problems(entry: Mapping[str, Any], claims: Mapping[str, Claim], place: str) -> list[Problem]:
    """Return a problem for each number of an index that is to come from a claim and cannot."""
    given = [component[key] for component in entry["inputs"] for key in ("weight", "min", "max")]
    given += [zone[key] for zone in entry["zones"] for key in ("from", "to")]
    problems = []
    for key in dict.fromkeys(text.removeprefix("claim:") for text in given if isinstance(text, str)):
        if key not in claims:
            problems.append(Problem("unknown-claim", place, f"no claim `{key}`", fix=nearest(key, claims)))
        elif claims[key].low is None and claims[key].high is None:
            fix = "Name a claim with a value, or write the number."
            problems.append(Problem("claim-without-number", place, f"claim `{key}`", "a number", "none", fix))
    return problems


def procedure_problems(procedure: Procedure, place: str) -> list[Problem]:
    """Return what is wrong with a decision table.

    Unknown answers or outcomes, rules that never decide, answers that lead nowhere, and cases of the text that land
    elsewhere.
    """
    known = {question.id: question.answers for question in procedure.questions}
    outcomes = {outcome.id for outcome in procedure.outcomes}
    given = [(f"rule {number}", rule.when, rule.outcome) for number, rule in enumerate(procedure.rules, 1)]
    given += [(f"example `{example.case}`", example.answers, example.outcome) for example in procedure.examples]
    problems = [
        Problem("unknown-answer", f"{place}, {where}", f"`{key}`: `{answer}`", "a question and one of its answers")
        for where, answers, _ in given
        for key, answer in answers.items()
        if answer not in known.get(key, ())
    ]
    problems += [
        Problem("unknown-outcome", f"{place}, {where}", f"outcome `{outcome}`", ", ".join(sorted(outcomes)))
        for where, _, outcome in given
        if outcome not in outcomes
    ]
    if problems:
        return problems
    decided = [procedure.decide(answers) for answers in procedure.combinations()]
    nowhere = [answers for answers, rule in zip(procedure.combinations(), decided, strict=True) if rule is None]
    problems += [
        Problem("no-outcome", place, f"the answers {answers} lead nowhere", "a rule that fits", fix="Add a rule.")
        for answers in nowhere[:SHOWN]
    ]
    used = {id(rule) for rule in decided}
    problems += [
        Problem("idle-rule", f"{place}, rule {number}", "an earlier rule always decides", fix="Remove or reorder it.")
        for number, rule in enumerate(procedure.rules, 1)
        if id(rule) not in used
    ]
    for example in procedure.examples:
        rule = procedure.decide(example.answers)
        if rule is None or rule.outcome != example.outcome:
            got = rule.outcome if rule else "nowhere"
            problems.append(
                Problem("example-astray", f"{place}, example `{example.case}`", "the text’s case", example.outcome, got)
            )
    return problems
