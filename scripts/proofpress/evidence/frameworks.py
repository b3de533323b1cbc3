"""The frameworks register, ``data/frameworks/<source>.json``.

A framework is a model, a test, a ladder or a rule that a document describes, in our words. Where a reader can apply it,
it has a procedure or an index, see :mod:`proofpress.evidence.procedures`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..data.registers import read_entries
from ..model.errors import DataError, Problem, nearest
from ..model.files import Root, project_files
from ..model.records import Claim
from ..model.settings import Settings
from ..text.escape import in_script
from .procedures import Procedure, Score, procedure_from, procedure_problems, score_from, score_problems

FOLDER = "data/frameworks"
DEBATE_PAGE = "debate"
"""The page that puts a framework to work which no analysis does."""


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
        yield from (text for element in self.elements for text in (element.name, element.text))
        yield from (text for case in self.cases for text in (case.case, case.why))
        if self.procedure:
            yield self.procedure.intro
            yield from (text for question in self.procedure.questions for text in (question.text, question.help))
            yield from (answer for question in self.procedure.questions for answer in question.answers.values())
            yield from (rule.why for rule in self.procedure.rules)
            yield from (text for outcome in self.procedure.outcomes for text in (outcome.text, outcome.explain))
            yield from (example.case for example in self.procedure.examples)
        if self.score:
            yield self.score.intro
            yield from (text for component in self.score.inputs for text in (component.text, component.help))
            yield from (text for zone in self.score.zones for text in (zone.name, zone.text))


def framework_from(entry: Mapping[str, Any], source: str, claims: Mapping[str, Claim]) -> Framework:
    """Return a framework from its entry, which has the shape that the schema asks for."""
    return Framework(
        id=entry["id"],
        name=entry["name"],
        kind=entry["kind"],
        source=source,
        section=entry["section"],
        paragraphs=tuple(entry["paragraphs"]),
        what=entry["what"],
        elements=tuple(Element(element["name"], element["text"]) for element in entry["elements"]),
        relations=entry["relations"],
        cases=tuple(
            Case(case["case"], case["place"], case.get("why", ""), case["paragraph"]) for case in entry["cases"]
        ),
        analysis=entry["analysis"],
        use=entry["use"],
        procedure=procedure_from(entry["procedure"]) if "procedure" in entry else None,
        score=score_from(entry["score"], claims) if "score" in entry else None,
    )


def _framework_problems(framework: Framework, place: str, analyses: tuple[str, ...]) -> list[Problem]:
    places = {element.name for element in framework.elements}
    if framework.procedure:
        places |= {outcome.text for outcome in framework.procedure.outcomes}
    problems = []
    if framework.analysis not in {*analyses, DEBATE_PAGE}:
        fix = nearest(framework.analysis, [*analyses, DEBATE_PAGE])
        problems.append(Problem("unknown-analysis", place, f"analysis `{framework.analysis}`", fix=fix))
    problems += [
        Problem("case-place", f"{place}, case `{case.case}`", f"place `{case.place}`", "an element’s name", case.place)
        for case in framework.cases
        if case.place not in places
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
    frameworks: list[Framework] = []
    problems: list[Problem] = []
    files = project_files(root or settings.root)
    places: dict[str, str] = {}
    for path in files.glob(FOLDER, "*.json"):
        entries, wrong = read_entries(files, path, "frameworks")
        problems += wrong
        for entry in entries:
            place = f"{path}, framework `{entry['id']}`"
            if places.setdefault(entry["id"], path) != path:
                thing = f"the id stands in {places[entry['id']]} too"
                problems.append(Problem("duplicate-framework", place, thing, fix="Rename one."))
            if unknown := score_problems(entry["score"], claims, place) if "score" in entry else []:
                problems += unknown
                continue
            framework = framework_from(entry, Path(path).stem, claims)
            problems += _framework_problems(framework, place, settings.analyses)
            frameworks.append(framework)
    if problems:
        raise DataError(problems)
    return tuple(frameworks)


def procedure_json(framework: Framework, say: Callable[[str], str]) -> str:
    """Return what the page's script needs to run a procedure or an index, as JSON.

    Parameters
    ----------
    framework : Framework
        One that works.
    say : callable
        Binds a text's numbers and returns it plain.
    """
    content: dict[str, Any] = {}
    if table := framework.procedure:
        content["questions"] = [question.id for question in table.questions]
        content["rules"] = [
            {"when": dict(rule.when), "outcome": rule.outcome, "why": say(rule.why)} for rule in table.rules
        ]
        content["outcomes"] = {
            outcome.id: {"text": say(outcome.text), "explain": say(outcome.explain)} for outcome in table.outcomes
        }
        content["examples"] = [{"case": example.case, "answers": dict(example.answers)} for example in table.examples]
    if score := framework.score:
        content["inputs"] = [
            {"id": part.id, "weight": part.weight, "low": part.low, "high": part.high} for part in score.inputs
        ]
        content["zones"] = [
            {"name": zone.name, "from": zone.low, "to": zone.high, "text": say(zone.text)} for zone in score.zones
        ]
    return in_script(json.dumps(content, ensure_ascii=False, sort_keys=True))
