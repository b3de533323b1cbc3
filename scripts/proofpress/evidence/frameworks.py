"""The frameworks register and the theses of the debate: ``data/frameworks/*.json`` and ``data/debate.json``.

A framework is a model, a test, a ladder or a rule that a document describes, in our words. Where it is a procedure it
carries a decision table, so that a reader can apply it: questions, rules tried in order, outcomes, and the text's own
cases, which must land where the text puts them.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..data.registers import read_entries
from ..model.errors import DataError, Problem, nearest
from ..model.files import Root, project_files
from ..model.records import Claim, Source
from ..model.settings import Settings

FOLDER = "data/frameworks"
DEBATE = "data/debate.json"
DEBATE_PAGE = "debate"
KINDS = ("model", "typology", "test", "ladder", "timeline", "decision rule", "process", "checklist")
SIDES = ("for", "against", "neither")
SHOWN = 3
"""How many of a kind of fault are told before the rest is counted."""


@dataclass(frozen=True)
class Element:
    """A part of a framework."""

    name: str
    text: str


@dataclass(frozen=True)
class Case:
    """A case that the text places in one of its framework's elements."""

    case: str
    place: str
    why: str
    paragraph: int


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


@dataclass(frozen=True)
class Framework:
    """A model, typology, test, ladder, timeline, rule, process or checklist that a document describes."""

    id: str
    name: str
    kind: str
    source: str
    section: str
    paragraphs: tuple[int, ...]
    what: str
    elements: tuple[Element, ...]
    relations: str
    cases: tuple[Case, ...]
    analysis: str
    use: str
    procedure: Procedure | None = None
    score: Score | None = None

    @property
    def works(self) -> bool:
        """Whether a reader can apply it on the page."""
        return self.procedure is not None or self.score is not None

    def texts(self) -> Iterator[str]:
        """Yield every text a person wrote."""
        yield from (self.name, self.what, self.relations, self.use)
        yield from (text for one in self.elements for text in (one.name, one.text))
        yield from (text for one in self.cases for text in (one.case, one.why))
        if self.procedure:
            yield self.procedure.intro
            yield from (text for one in self.procedure.questions for text in (one.text, one.help))
            yield from (answer for one in self.procedure.questions for answer in one.answers.values())
            yield from (rule.why for rule in self.procedure.rules)
            yield from (text for one in self.procedure.outcomes for text in (one.text, one.explain))
            yield from (one.case for one in self.procedure.examples)
        if self.score:
            yield self.score.intro
            yield from (text for one in self.score.inputs for text in (one.text, one.help))
            yield from (text for zone in self.score.zones for text in (zone.name, zone.text))


@dataclass(frozen=True)
class Bearing:
    """A figure or a claim that bears on a thesis, and on which side."""

    figure: str
    claim: str
    side: str
    how: str


@dataclass(frozen=True)
class Thesis:
    """What an essay maintains, what evidence that would need, and what we hold."""

    id: str
    author: str
    essay: str
    source: str
    paragraphs: tuple[int, ...]
    topic: str
    thesis: str
    needs: str
    bears: tuple[Bearing, ...]
    answers: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Yield every text a person wrote."""
        yield from (self.thesis, self.needs, *(one.how for one in self.bears))


def _procedure(entry: Mapping[str, Any]) -> Procedure:
    return Procedure(
        entry.get("intro", ""),
        tuple(
            Question(q["id"], q["text"], q.get("help", ""), {answer["id"]: answer["text"] for answer in q["answers"]})
            for q in entry["questions"]
        ),
        tuple(RuleRow(dict(rule["when"]), rule["outcome"], rule.get("why", "")) for rule in entry["rules"]),
        tuple(Outcome(one["id"], one["text"], one.get("explain", "")) for one in entry["outcomes"]),
        tuple(
            Example(one["case"], dict(one["answers"]), one["outcome"], int(one["paragraph"]))
            for one in entry.get("examples", ())
        ),
    )


def _number(given: Any, claims: Mapping[str, Claim]) -> float:
    """Return a number, or the one that ``claim:<id>`` states."""
    if isinstance(given, int | float):
        return float(given)
    claim = claims[str(given).removeprefix("claim:")]
    number = claim.low if claim.low is not None else claim.high
    if number is None:
        raise ValueError(f"claim `{claim.id}` states no number")
    return number


def _bound(given: Any, claims: Mapping[str, Claim]) -> float | None:
    return None if given is None else _number(given, claims)


def _score(entry: Mapping[str, Any], claims: Mapping[str, Claim]) -> Score:
    return Score(
        entry.get("intro", ""),
        tuple(
            ScoreInput(
                one["id"],
                one["text"],
                _number(one["weight"], claims),
                str(one["weight"]).removeprefix("claim:") if isinstance(one["weight"], str) else "",
                _number(one["min"], claims),
                _number(one["max"], claims),
                one.get("help", ""),
            )
            for one in entry["inputs"]
        ),
        tuple(
            Zone(one["name"], _bound(one["from"], claims), _bound(one["to"], claims), one.get("text", ""))
            for one in entry["zones"]
        ),
    )


def framework_from(entry: Mapping[str, Any], source: str, claims: Mapping[str, Claim]) -> Framework:
    """Return a framework from its entry.

    Raises
    ------
    KeyError, TypeError, ValueError
        If a field is missing or is of another shape.
    """
    return Framework(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        source=source,
        section=entry["section"],
        paragraphs=tuple(int(number) for number in entry["paragraphs"]),
        what=entry["what"],
        elements=tuple(Element(one["name"], one["text"]) for one in entry["elements"]),
        relations=entry["relations"],
        cases=tuple(Case(c["case"], c["place"], c.get("why", ""), int(c["paragraph"])) for c in entry["cases"]),
        analysis=entry["analysis"],
        use=entry["use"],
        procedure=_procedure(entry["procedure"]) if entry.get("procedure") else None,
        score=_score(entry["score"], claims) if entry.get("score") else None,
    )


def procedure_problems(procedure: Procedure, place: str) -> list[Problem]:
    """Return what is wrong with a decision table.

    Unknown answers or outcomes, rules that never decide, answers that lead nowhere, and cases of the text that land
    elsewhere.
    """
    known = {question.id: question.answers for question in procedure.questions}
    outcomes = {one.id for one in procedure.outcomes}
    given = [(f"rule {number}", rule.when, rule.outcome) for number, rule in enumerate(procedure.rules, 1)]
    given += [(f"example `{one.case}`", one.answers, one.outcome) for one in procedure.examples]
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
    nowhere = [a for a, rule in zip(procedure.combinations(), decided, strict=True) if rule is None]
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
    for one in procedure.examples:
        rule = procedure.decide(one.answers)
        if rule is None or rule.outcome != one.outcome:
            got = rule.outcome if rule else "nowhere"
            problems.append(
                Problem("example-astray", f"{place}, example `{one.case}`", "the text’s case", one.outcome, got)
            )
    return problems


def _framework_problems(framework: Framework, place: str, analyses: tuple[str, ...]) -> list[Problem]:
    places = {one.name for one in framework.elements}
    if framework.procedure:
        places |= {one.text for one in framework.procedure.outcomes}
    problems = []
    if framework.kind not in KINDS:
        problems.append(Problem("framework-kind", place, "kind", ", ".join(KINDS), framework.kind))
    if not framework.elements:
        problems.append(Problem("framework-empty", place, "it has no elements", fix="List its parts."))
    if framework.analysis not in {*analyses, DEBATE_PAGE}:
        fix = nearest(framework.analysis, [*analyses, DEBATE_PAGE])
        problems.append(Problem("unknown-analysis", place, f"analysis `{framework.analysis}`", fix=fix))
    problems += [
        Problem("case-place", f"{place}, case `{one.case}`", f"place `{one.place}`", "an element’s name", one.place)
        for one in framework.cases
        if one.place not in places
    ]
    if framework.procedure:
        problems += procedure_problems(framework.procedure, place)
    return problems


def read_frameworks(settings: Settings, claims: Mapping[str, Claim], root: Root | None = None) -> tuple[Framework, ...]:
    """Read the frameworks register, by document.

    Parameters
    ----------
    settings : Settings
        The project; a framework is put to work in one of its analyses, or in the debate.
    claims : mapping of str to Claim
        Where weights and bounds may come from.
    root : ProjectFiles, optional
        The files as the build reads them.

    Raises
    ------
    DataError
        With all that is wrong with all entries.
    """
    found: list[Framework] = []
    problems: list[Problem] = []
    files = project_files(root or settings.root)
    for path in files.glob(FOLDER, "*.json"):
        entries, bad = read_entries(files, path)
        problems += bad
        for entry in entries:
            place = f"{path}, framework `{entry.get('id', '?')}`"
            try:
                framework = framework_from(entry, Path(path).stem, claims)
            except (AttributeError, KeyError, TypeError, ValueError) as err:
                problems.append(Problem("framework-shape", place, "the entry", "all fields", repr(err)))
                continue
            problems += _framework_problems(framework, place, settings.analyses)
            if any(framework.id == other.id for other in found):
                problems.append(Problem("duplicate-framework", place, "the id stands in another file too"))
            found.append(framework)
    if problems:
        raise DataError(problems)
    return tuple(found)


def _thesis_from(entry: Mapping[str, Any]) -> Thesis:
    bears = tuple(Bearing(b.get("figure", ""), b.get("claim", ""), b["side"], b["how"]) for b in entry["bears"])
    return Thesis(
        id=entry["id"],
        author=entry["author"],
        essay=entry["essay"],
        source=entry["source"],
        paragraphs=tuple(int(number) for number in entry["paragraphs"]),
        topic=entry["topic"],
        thesis=entry["thesis"],
        needs=entry["needs"],
        bears=bears,
        answers=tuple(entry.get("answers", ())),
    )


def read_theses(root: Root, claims: Mapping[str, Claim]) -> tuple[Thesis, ...]:
    """Read the theses of the debate, in the register's order.

    Raises
    ------
    DataError
        With every unknown side, claim or thesis.
    """
    entries, problems = read_entries(root, DEBATE)
    found: list[Thesis] = []
    for entry in entries:
        try:
            found.append(_thesis_from(entry))
        except (AttributeError, KeyError, TypeError, ValueError) as err:
            place = f"{DEBATE}, thesis `{entry.get('id', '?')}`"
            problems.append(Problem("thesis-shape", place, "the entry", "all fields", repr(err)))
    ids = [thesis.id for thesis in found]
    for thesis in found:
        place = f"{DEBATE}, thesis `{thesis.id}`"
        for one in thesis.bears:
            if one.side not in SIDES:
                problems.append(Problem("thesis-side", place, "side", ", ".join(SIDES), one.side))
            if bool(one.figure) == bool(one.claim):
                problems.append(Problem("thesis-bearing", place, "what bears on it", "a figure or a claim", str(one)))
            if one.claim and one.claim not in claims:
                problems.append(
                    Problem("unknown-claim", place, f"no claim `{one.claim}`", fix=nearest(one.claim, claims))
                )
        problems += [
            Problem("unknown-thesis", place, f"no thesis `{key}`", fix=nearest(key, ids))
            for key in thesis.answers
            if key not in ids
        ]
    if problems:
        raise DataError(problems)
    return tuple(found)


def check_documents(frameworks: Iterable[Framework], theses: Iterable[Thesis], sources: Mapping[str, Source]) -> None:
    """Refuse frameworks and theses of documents that are not in the registry.

    Raises
    ------
    DataError
        Naming each file or thesis, and the nearest source.
    """
    unknown = {(f"{FOLDER}/{one.source}.json", one.source) for one in frameworks if one.source not in sources}
    unknown |= {(f"{DEBATE}, thesis `{one.id}`", one.source) for one in theses if one.source not in sources}
    if unknown:
        raise DataError(
            Problem("unknown-source", place, f"source `{key}` is not in the registry", fix=nearest(key, sources))
            for place, key in sorted(unknown)
        )


def procedure_json(framework: Framework, say: Callable[[str], str]) -> str:
    """Return what the page's script needs to run a procedure or an index, as JSON.

    Parameters
    ----------
    framework : Framework
        One that works.
    say : callable
        Binds a text's numbers and returns it plain.
    """
    made: dict[str, Any] = {}
    if table := framework.procedure:
        made["questions"] = [question.id for question in table.questions]
        made["rules"] = [{"when": dict(r.when), "outcome": r.outcome, "why": say(r.why)} for r in table.rules]
        made["outcomes"] = {one.id: {"text": say(one.text), "explain": say(one.explain)} for one in table.outcomes}
        made["examples"] = [{"case": one.case, "answers": dict(one.answers)} for one in table.examples]
    if score := framework.score:
        made["inputs"] = [
            {"id": one.id, "weight": one.weight, "low": one.low, "high": one.high} for one in score.inputs
        ]
        made["zones"] = [{"name": z.name, "from": z.low, "to": z.high, "text": say(z.text)} for z in score.zones]
    return json.dumps(made, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
