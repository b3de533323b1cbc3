"""Made-up registers: claims, rows, checks, links, frameworks and theses, to audit and to show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from proofpress.evidence.audit import run_audit
from proofpress.evidence.checks import run_check
from proofpress.evidence.origins import Origins
from proofpress.evidence.records import Audit, Check, Register
from proofpress.model.records import Claim, Source
from tests.support import samples

Entry = dict[str, Any]
GRADES = {"office": "A", "bureau": "A", "paper": "B", "review": "B", "press": "C", "wire": "C", "post": "D"}
"""The made-up sources and their grades."""
UNITS = {
    ("stats", "value"): "see column unit",
    ("stats", "sales"): "billion US dollars",
    ("stats", "year"): "year",
    ("stats", "day"): "date",
    ("stats", "period"): "",
    ("stats", "note"): "",
}
"""Units of the one made-up table's columns."""


def origins(**rests_on: Iterable[str]) -> Origins:
    """Return origins by what rests on them: a made-up source, a claim, or a row as ``stats:<id>``."""
    named = {key: frozenset(ids) for key, ids in rests_on.items() if ids}
    names = {name: name.title() for ids in named.values() for name in ids}
    rows = {key if ":" in key else f"claim:{key}": ids for key, ids in named.items() if key not in GRADES}
    of_source = {key: ids for key, ids in named.items() if key in GRADES}
    return Origins(names, rows, of_source)


def source(key: str) -> Source:
    """Return one of the made-up sources."""
    grade, short = GRADES[key], key.title()
    return Source(key, f"The {key}’s report", short, short, "2024", "", grade, "facts only", "", {"id": key})


SOURCES = {key: source(key) for key in GRADES}
OWN = Origins({key: key.title() for key in GRADES}, {}, {key: frozenset({key}) for key in GRADES})
"""Each made-up source rests on itself alone."""


def said(key: str, printed: str, unit: str = "percent", *, of: str = "paper", **changes: Any) -> Claim:
    """Return a claim as printed, exact unless ``changes`` say otherwise; of a date, the period is what is printed."""
    fields: dict[str, Any] = {"source": of, "grade": GRADES[of], "unit": unit, "as_printed": printed, "hedge": "exact"}
    if unit == "date":
        fields |= {"low": None, "high": None, "period": printed, "kind": "date"}
    else:
        number = float(printed.replace(",", ""))
        fields |= {"low": number, "high": number, "kind": "statistic", "statement": f"It is {printed}."}
    return samples.claim(key, **{**fields, **changes})


def row(of: str = "office", **cells: str) -> dict[str, str]:
    """Return a row of the made-up table ``stats``."""
    return {"id": "r", "unit": "percent", "note": "words", "period": "2030", "source": of, **cells}


def register(*claims: Claim, **rows: Mapping[str, str]) -> Register:
    """Return a register of some claims, and of some rows of ``stats`` by their id."""
    cells = {f"stats:{key}": cells for key, cells in rows.items()}
    return Register({claim.id: claim for claim in claims}, cells, UNITS, SOURCES, origins=OWN)


def check(rule: str = "same", key: str = "one", **changes: Any) -> Entry:
    """Return a check's entry that sets claim ``a`` beside claim ``b``, changed as told."""
    inputs = {"a": "claim:a", "b": "claim:b"}
    entry = {"id": key, "rule": rule, "inputs": inputs, "title": f"The check {key}", "reading": "Read it so."}
    return {**entry, **changes}


def link(key: str = "one", **changes: Any) -> Entry:
    """Return a link's entry that sets claim ``a`` beside claim ``b`` of an independent source, changed as told."""
    entry = {"id": key, "claim": "a", "relation": "same", "target": "claim:b", "why": "One market"}
    if isinstance(changes.get("independent"), bool):
        changes["independent"] = {"is": changes["independent"], "why": "The editor says so."}
    return {**entry, **changes}


def write_json(root: Path, path: str, content: Any) -> None:
    """Write one of a project's JSON registers."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content), encoding="utf-8")


def reviewed(entry: Entry, known: Register) -> Entry:
    """Return a check's entry with the verdict that a reviewer would find; one that is not whole stays as it is."""
    _, problems = run_check(entry, known)
    if [problem.code for problem in problems] == ["verdict-moved"]:
        return reviewed({**entry, "verdict": problems[0].expected}, known)
    if [problem.code for problem in problems] == ["failure-uncounted"]:
        return {**entry, "informs": "It could come out otherwise."}
    return entry


def run(entry: Entry, known: Register) -> Check:
    """Return the result of a check that has nothing wrong with it."""
    result, problems = run_check(reviewed(entry, known), known)
    assert problems == []
    assert result is not None
    return result


def audit(root: Path, known: Register, checks: Iterable[Entry] = (), links: Iterable[Entry] = ()) -> Audit:
    """Run the audit of some checks, each reviewed, and of some links, by way of their files."""
    write_json(root, "data/audit/checks.json", [reviewed(entry, known) for entry in checks])
    write_json(root, "data/audit/links.json", list(links))
    return run_audit(root, known)


def procedure(**changes: Any) -> Entry:
    """Return a decision table of two questions, three rules and two outcomes, with one case of the text."""
    yes_or_no = [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]
    entry: Entry = {
        "intro": "Answer for one plant.",
        "questions": [
            {"id": "open", "text": "Is it open?", "help": "Today.", "answers": yes_or_no},
            {"id": "paid", "text": "Is it paid for?", "answers": yes_or_no},
        ],
        "rules": [
            {"when": {"open": "no"}, "outcome": "shut", "why": "It makes nothing."},
            {"when": {"paid": "no"}, "outcome": "shut", "why": "The bank will close it."},
            {"when": {}, "outcome": "runs", "why": "Nothing is in the way."},
        ],
        "outcomes": [
            {"id": "runs", "text": "It runs", "explain": "It makes power."},
            {"id": "shut", "text": "It is shut", "explain": "It makes none."},
        ],
        "examples": [
            {"case": "North", "answers": {"open": "yes", "paid": "yes"}, "outcome": "runs", "paragraph": 2},
        ],
    }
    return {**entry, **changes}


def score(**changes: Any) -> Entry:
    """Return an index of one input, whose weight a claim states, read in two zones."""
    entry: Entry = {
        "intro": "Enter what you know.",
        "inputs": [{"id": "load", "text": "Load", "weight": "claim:a", "min": 0, "max": 100, "help": "At noon."}],
        "zones": [
            {"name": "Low", "from": None, "to": "claim:a", "text": "Idle."},
            {"name": "High", "from": "claim:a", "to": None, "text": "Busy."},
        ],
    }
    return {**entry, **changes}


def framework(key: str = "ladder", **changes: Any) -> Entry:
    """Return a framework's entry of one element that holds one case, changed as told."""
    entry: Entry = {
        "id": key,
        "name": "Ladder of plants",
        "kind": "ladder",
        "section": "Power in brief",
        "paragraphs": [2],
        "what": "Plants are ranked by age.",
        "elements": [{"name": "Old", "text": "Built before the law."}],
        "relations": "Each follows the one before.",
        "cases": [{"case": "North", "place": "Old", "why": "It is the first.", "paragraph": 2}],
        "analysis": "plants",
        "use": "The page ranks them.",
    }
    return {**entry, **changes}


def thesis(key: str = "coal-stays", **changes: Any) -> Entry:
    """Return a thesis's entry on which claim ``a`` bears, changed as told."""
    entry: Entry = {
        "id": key,
        "author": "A. Writer",
        "essay": "On coal",
        "source": "press",
        "paragraphs": [2],
        "topic": "Will coal go?",
        "thesis": "Coal stays.",
        "needs": "A series of shares.",
        "bears": [{"claim": "a", "side": "for", "how": "The share did not move."}],
        "answers": [],
    }
    return {**entry, **changes}
