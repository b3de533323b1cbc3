"""The schemas of what authors write, each tried field by field, so that a new field is tried by itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from proofpress.data.reference import reference
from proofpress.data.registers import check_entries, entries_of
from proofpress.data.shapes import (
    _validator,
    find_schema,
    fits,
    load_schema,
    part_of,
    schema_names,
    shape_problems,
    write_schemas,
)
from proofpress.model.errors import DataError
from tests.support.projects import FIXTURE
from tests.support.shapes import WRONG, fitting, objects, resolved

ROOT = Path(__file__).parents[3]
OBJECTS = list(objects())
FIELDS = [(name, part, field) for name, part in OBJECTS for field in part_of(name, part)["properties"]]
ODD = (
    *(float("nan"), float("inf"), -1, 1.0, 10**400, b"x", {1: 2}, "2026-W01-1", "0000-01-01", "2026-02-30"),
    *("2026-01-31\n", "٢٠٢٦-٠١-٣١", "claim:a b", "claim:a\u2028", "\u00a0", "HTTPS://x", "a\x00", "\ud800", "x" * 5000),
)
"""What validators have judged differently before, or might: numbers that JSON has none of, other digits and spaces."""
FILES = [
    (name, path)
    for name in schema_names()
    for root in (ROOT, FIXTURE)
    for path in sorted(root.glob(re.sub(r"<\w+>", "*", load_schema(name)["x-files"])))
    if path.suffix == ".json"
]


def things(content: Any, name: str, part: str) -> list[str]:
    """Return what is told of some content."""
    return [problem.thing for problem in shape_problems(content, "here", name, part)]


def test_there_is_something_to_try() -> None:
    """Every kind of file has a schema, with parts and fields."""
    assert len(schema_names()) >= 13
    assert len(FIELDS) > 200
    assert {name for name, _ in FILES} >= {"sources", "datapackage", "checks", "links", "frameworks", "debate"}


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_one(name: str) -> None:
    """Each schema is valid, says which files it is for, and refers to nothing that it lacks."""
    schema = load_schema(name)
    Draft202012Validator.check_schema(schema)
    assert schema["title"]
    assert schema["description"]
    assert schema["x-files"]
    named = set(re.findall(r'"#/\$defs/([^"]+)"', json.dumps(schema)))
    assert named == schema["$defs"].keys() - {"entry"} | (named & {"entry"})


@pytest.mark.parametrize(("name", "part"), OBJECTS)
def test_what_fits_is_told_nothing_of(name: str, part: str) -> None:
    """An object with all of its fields, each as it should be, has nothing wrong with it."""
    assert shape_problems(fitting(part_of(name, part), load_schema(name)), "here", name, part) == []


@pytest.mark.parametrize(("name", "part"), OBJECTS)
def test_a_missing_field_is_told(name: str, part: str) -> None:
    """Without a required field an object is refused by the name of that field and no other."""
    content = fitting(part_of(name, part), load_schema(name))
    for key in part_of(name, part).get("required", ()):
        short = {field: value for field, value in content.items() if field != key}
        assert things(short, name, part) == [f"`{key}` is missing"]


@pytest.mark.parametrize(("name", "part", "field"), FIELDS)
def test_a_field_of_another_shape_is_told(name: str, part: str, field: str) -> None:
    """What a field cannot hold is refused by its name, with what would have been right and what stands there."""
    schema = load_schema(name)
    content = fitting(part_of(name, part), schema)
    given = part_of(name, part)["properties"][field]
    alone = Draft202012Validator({"$defs": {**schema["$defs"], "tried": given}, "$ref": "#/$defs/tried"})
    wrong = [value for value in WRONG if not finds_nothing(alone, value)]
    assert wrong or given is True
    for value in wrong:
        result = shape_problems({**content, field: value}, "here", name, part)
        assert any(f"`{field}" in problem.thing or f".{field}" in problem.thing for problem in result), value
        assert all(problem.expected or problem.code == "unknown-field" for problem in result)
        assert all(problem.fix for problem in result)


@pytest.mark.parametrize(("name", "part", "field"), FIELDS)
def test_what_surely_fits_is_told_nothing_of(name: str, part: str, field: str) -> None:
    """The compiled validator passes nothing that the one that tells would tell of, whatever a field holds."""
    content = fitting(part_of(name, part), load_schema(name))
    tell = _validator(name, part)
    assert fits(content, name, part)
    for value in (*WRONG, *ODD, content.get(field)):
        for given in (value, [value], f"{value}\n"):
            tried = {**content, field: given}
            assert not fits(tried, name, part) or tell.is_valid(tried), given


def finds_nothing(validator: Draft202012Validator, value: Any) -> bool:
    """Whether a validator finds nothing wrong."""
    try:
        validator.validate(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("name", "part"), OBJECTS)
def test_an_unknown_field_is_told(name: str, part: str) -> None:
    """A misspelt field is refused with the nearest, unless any name may stand there or it is one's own."""
    schema = part_of(name, part)
    content = fitting(schema, load_schema(name))
    known = max(schema["properties"], key=len)
    result = shape_problems({**content, f"{known}z": 1}, "here", name, part)
    if schema.get("additionalProperties") is False:
        [problem] = result
        assert (problem.thing, problem.fix) == (f"unknown field `{known}z`", f"Did you mean `{known}`?")
    if "patternProperties" in schema:
        assert shape_problems({**content, "x-mine": 1}, "here", name, part) == []


@pytest.mark.parametrize(("name", "part", "field"), FIELDS)
def test_a_field_says_what_it_holds(name: str, part: str, field: str) -> None:
    """Each field has words for what is expected, and what an author must write is described."""
    schema = part_of(name, part)
    given = schema["properties"][field]
    assert given is True or resolved(given, load_schema(name)).get("title")


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda item: item.name if isinstance(item, Path) else item)
def test_our_data_fit(name: str, path: Path) -> None:
    """The registers of this site and of the fixture fit their schemas, as an editor would check them."""
    content = json.loads(path.read_text(encoding="utf-8"))
    assert shape_problems(content, path.name, name) == []
    if "entry" in load_schema(name)["$defs"] and "entries" in load_schema(name)["$defs"]:
        wrapped = {"$schema": f"../{name}.schema.json", "entries": content}
        assert check_entries(wrapped, path.name, name) == (entries_of(content), [])


@pytest.mark.parametrize("content", [7, None, "x", {"entries": 7}, {"$schema": "other.json", "entries": []}])
def test_what_is_no_register_is_refused(content: Any) -> None:
    """Neither a list nor an object with a list, or one that names another schema."""
    entries, problems = check_entries(content, "here", "glossary")
    assert entries == []
    assert len(problems) == 1


def test_an_entry_is_told_by_its_id_or_number() -> None:
    """The place of a problem names the entry; all of a file come at once, ids that stand twice too."""
    term = {"id": "a", "term": "A", "meaning": "First."}
    _, problems = check_entries([term, {**term, "term": 1}, {"id": ""}, term], "here", "glossary")
    assert [problem.place for problem in problems] == [
        "here, term `a`", "here, term 3", "here, term 3", "here, term 3", "here, term `a`",
    ]  # fmt: skip
    assert problems[-1].expected == "an id of its own"


def test_schemas_are_found_and_written(tmp_path: Path) -> None:
    """Each is written as it is packaged; one that does not exist names the nearest."""
    assert [path.name for path in write_schemas(tmp_path / "new")] == [f"{name}.schema.json" for name in schema_names()]
    assert (tmp_path / "new" / "links.schema.json").read_bytes() == find_schema("links").read_bytes()
    with pytest.raises(DataError, match=r"no schema `link`\. Did you mean `links`\?"):
        find_schema("link")


def test_the_reference_is_what_the_schemas_say() -> None:
    """The page of the registers is the one that is made from the schemas."""
    page = ROOT / "docs" / "reference" / "registers.md"
    assert page.read_text(encoding="utf-8") == reference(), (
        "run `proofpress schemas --reference > docs/reference/registers.md`"
    )
    for name, part, field in FIELDS:
        assert f"`{field}`" in reference(), (name, part)
