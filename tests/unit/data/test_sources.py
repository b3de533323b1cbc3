"""The sources registry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from proofpress.data.shapes import SCHEMAS
from proofpress.data.sources import cite, load_sources, read_sources, source_line
from proofpress.model.errors import DataError
from proofpress.model.records import GRADE_MEANING, GRADES, worst_grade

ENTRY: dict[str, Any] = {
    "id": "report-2024",
    "type": "report",
    "title": "A report",
    "publisher": "An institute",
    "issued": {"date-parts": [[2024, 10, 4]]},
    "URL": "https://example.org/report",
    "author": [{"family": "Doe", "given": "Jo"}, {"literal": "Staff"}],
    "custom": {"short": "Institute 2024", "grade": "B", "licence": "CC BY 4.0"},
}


CSL_TYPES = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
periodical personal_communication post post-weblog regulation report review review-book software song speech
standard thesis treaty webpage
"""
"""The types of items in CSL 1.0.2, appendix III."""


def write(root: Path, content: object) -> Path:
    """Write a registry; a string goes in as it is."""
    (root / "data").mkdir(exist_ok=True)
    text = content if isinstance(content, str) else json.dumps(content)
    (root / "data" / "sources.json").write_text(text, encoding="utf-8")
    return root


def changed(**changes: Any) -> dict[str, Any]:
    """Return the entry with changes; None removes a field, ``custom`` is merged."""
    custom = {**ENTRY["custom"], **changes.pop("custom", {})}
    entry = {**ENTRY, **changes, "custom": {k: v for k, v in custom.items() if v is not None}}
    return {key: value for key, value in entry.items() if value is not None}


def test_types_are_those_of_csl() -> None:
    """A source is of a type of CSL 1.0.2, and of any of them: reference managers take what we export as it is."""
    schema = json.loads((SCHEMAS / "sources.schema.json").read_text(encoding="utf-8"))
    assert sorted(schema["$defs"]["entry"]["properties"]["type"]["enum"]) == sorted(CSL_TYPES.split())


def test_a_source_is_read(tmp_path: Path) -> None:
    """An entry becomes a source with its grade, date and whole CSL entry."""
    source = load_sources(write(tmp_path, [ENTRY]))["report-2024"]
    assert (source.grade, source.issued, source.short) == ("B", "2024-10-04", "Institute 2024")
    assert source.csl == ENTRY


@pytest.mark.parametrize(
    ("reached", "grade", "shown"),
    [
        ("original", "A", "A"),
        ("copied", "A", "A"),
        ("parsed", "A", "B"),
        ("quoted", "A", "C"),
        ("quoted", "B", "C"),
        ("coded", "B", "C"),
        ("original", "D", "D"),
        ("quoted", "D", "D"),
    ],
)
def test_how_values_reached_us_limits_the_grade(reached: str, grade: str, shown: str, tmp_path: Path) -> None:
    """The grade shown is the weaker of what the source is and what its copy allows."""
    custom = {"grade": grade, "reached": reached, "totals": "All columns add up."}
    source = load_sources(write(tmp_path, [changed(custom=custom)]))["report-2024"]
    assert (source.grade, source.reached) == (shown, reached)


@pytest.mark.parametrize(
    ("custom", "told"),
    [
        (
            {"accessed-via": "a stored page"},
            "`custom.reached`; expected original, copied, parsed, quoted, coded; got nothing",
        ),
        ({"reached": "copied"}, "`custom.totals`; expected what agrees; got nothing"),
        ({"reached": "seen"}, "`custom.reached`"),
    ],
)
def test_a_copy_says_what_it_is(custom: dict[str, str], told: str, tmp_path: Path) -> None:
    """A copy without a word on how it reached us, or called whole without a total that agrees, is refused."""
    with pytest.raises(DataError) as caught:
        load_sources(write(tmp_path, [changed(custom=custom)]))
    assert told in str(caught.value)


def test_a_doi_is_an_address(tmp_path: Path) -> None:
    """A source without a web address is found by its DOI; without either it has none."""
    entries = [changed(id="a", URL=None, DOI="10.1/x"), changed(id="b", URL=None), changed(id="c")]
    sources = load_sources(write(tmp_path, entries))
    assert [sources[key].address for key in "abc"] == ["https://doi.org/10.1/x", "", ENTRY["URL"]]


@pytest.mark.parametrize(
    ("issued", "text"),
    [
        ({"date-parts": [[2024]]}, "2024"),
        ({"date-parts": [[2020, 2]]}, "2020-02"),
        ({"literal": "undated"}, "undated"),
    ],
)
def test_dates_are_as_exact_as_the_source(tmp_path: Path, issued: dict[str, Any], text: str) -> None:
    """A year, a month, a day or words: the date says no more than the registry does."""
    assert load_sources(write(tmp_path, [changed(issued=issued)]))["report-2024"].issued == text


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (changed(title=None), r"source `report-2024`: `title` is missing"),
        (changed(publisher=""), r"`publisher`; expected a text; got \"\""),
        (changed(issued=None), r"`issued` is missing"),
        (changed(issued={"date-parts": []}), r"`issued\.date-parts`; expected a list with one list"),
        (changed(issued="2024"), r"`issued`; expected a date of CSL: `date-parts` or `literal`; got \"2024\""),
        (changed(custom={"grade": None}), r"`custom\.grade` is missing; expected A, B, C, D; got nothing"),
        (changed(custom={"grade": "E"}), r"`custom\.grade`; expected A, B, C, D; got \"E\""),
        (changed(custom={"licence": None}), r"`custom\.licence` is missing"),
        (changed(custom={"short": ""}), r"`custom\.short`; expected a text; got \"\""),
        (changed(id=None), r"data/sources\.json, source 1: `id` is missing"),
        (changed(publishre="Us"), r"unknown field `publishre`\. Did you mean `publisher`\?"),
    ],
)
def test_incomplete_entries_are_refused(tmp_path: Path, entry: dict[str, Any], message: str) -> None:
    """A source without id, title, publisher, date, short name, licence or grade is refused by name."""
    with pytest.raises(DataError, match=message):
        load_sources(write(tmp_path, [entry]))


def test_all_problems_come_together(tmp_path: Path) -> None:
    """One reading reports every entry's faults, a doubled id among them."""
    with pytest.raises(DataError) as caught:
        load_sources(write(tmp_path, [ENTRY, ENTRY, changed(id="other", title=None, custom={"grade": None})]))
    assert sorted(p.code for p in caught.value.problems) == ["entry-id", "missing-field", "missing-field"]


@pytest.mark.parametrize("content", ["{", "{}", '"a"', "", '[{"id": "a", "id": "b"}]'])
def test_unreadable_registry(tmp_path: Path, content: str) -> None:
    """A registry that is no JSON, holds no list, or has a key twice is refused by its path."""
    with pytest.raises(DataError, match=r"\[bad-json\] data/sources\.json: .*; expected (JSON|a list of entries); got"):
        load_sources(write(tmp_path, content))


def test_an_object_holds_the_entries_as_well(tmp_path: Path) -> None:
    """A registry may be an object with a schema for editors and the entries."""
    content = {"$schema": "../schemas/sources.schema.json", "entries": [ENTRY]}
    assert list(load_sources(write(tmp_path, content))) == ["report-2024"]
    with pytest.raises(DataError, match=r"`\$schema`; expected the address of this schema; got \"glossary"):
        load_sources(write(tmp_path, {**content, "$schema": "glossary.schema.json"}))


def test_missing_registry(tmp_path: Path) -> None:
    """So is a missing one."""
    with pytest.raises(DataError, match=r"data/sources\.json: cannot be read"):
        load_sources(tmp_path)


def test_citation(tmp_path: Path) -> None:
    """A citation names who, when, what and publisher, the publisher once."""
    registry = load_sources(write(tmp_path, [ENTRY, changed(id="anon", author=None)]))
    assert cite(registry["report-2024"]) == "Doe, Jo; Staff (2024) A report. An institute."
    assert cite(registry["anon"]) == "An institute (2024) A report."


def test_source_line_order(tmp_path: Path) -> None:
    """A source line names each source once, best grade first, then by short name."""
    entries = [
        changed(id="c", custom={"grade": "C", "short": "A"}),
        changed(id="a2", custom={"grade": "A", "short": "Z"}),
        changed(id="a1", custom={"grade": "A", "short": "Y"}),
    ]
    registry = load_sources(write(tmp_path, entries))
    expected = [("a1", "Y", "A"), ("a2", "Z", "A"), ("c", "A", "C")]
    assert source_line(["c", "a2", "a1", "c"], registry) == expected


def test_grades() -> None:
    """Every grade has a meaning, and the weakest decides."""
    assert tuple(GRADE_MEANING) == GRADES
    assert worst_grade(["A", "D", "B"]) == "D"
    assert worst_grade([]) == ""


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("URL", "javascript:alert(1)", "field `URL`: the address cannot be followed"),
        ("URL", "java\nscript:alert(1)", "field `URL`: the address cannot be followed"),
        ("title", "A\x00b", "field `title`: the text holds U+0000"),
        ("note", "A\u202eb", "field `note`: the text holds U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("id", "../../evil", "`id`; expected a slug"),
        ("id", "newsletter\n", "`id`; expected a slug"),
    ],
)
def test_a_source_that_no_page_could_show(data_project: Path, field: str, text: str, told: str) -> None:
    """An address that runs, a character that none can see and an id that is no part of an address name the field."""
    path = data_project / "data" / "sources.json"
    entries = json.loads(path.read_text())
    entries[0][field] = text
    path.write_text(json.dumps(entries))
    assert told in "\n".join(map(str, read_sources(data_project)[1]))
