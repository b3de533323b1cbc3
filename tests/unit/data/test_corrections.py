"""The register of corrections: what is checked, and what is read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from proofpress.data.corrections import REGISTER, corrections_from, read_corrections
from proofpress.model.errors import DataError
from proofpress.release.branch import corrections_json, published_corrections

GOOD: dict[str, Any] = {
    "id": "swapped",
    "figure": "plants/capacity",
    "kind": "corrected",
    "what": "Bars were swapped.",
    "why": "Columns were confused.",
    "since": "2026-02-01",
    "decided_by": "The editors",
    "releases": ["2026.01", "2026.01.1"],
    "fixed_in": "2026.02",
}
VALUE = {**{key: item for key, item in GOOD.items() if key != "figure"}, "value": "plants.largest", "id": "later"}


def write(root: Path, content: str) -> Path:
    """Write a register and return the project's folder."""
    path = root / REGISTER
    path.parent.mkdir(parents=True)
    path.write_text(content, encoding="utf-8")
    return root


def test_no_register_is_an_empty_one(tmp_path: Path) -> None:
    """A project without corrections needs no file."""
    assert read_corrections(tmp_path) == ()


def test_register_is_read_newest_first(tmp_path: Path) -> None:
    """Figures and values are read with all their fields, the newest first, and written back as they were."""
    entries = [GOOD, {**VALUE, "since": "2026-03-01", "kind": "withdrawn", "fixed_in": ""}]
    corrections = read_corrections(write(tmp_path, json.dumps(entries)))
    assert [(item.id, item.target, item.name) for item in corrections] == [
        ("later", "value", "plants.largest"),
        ("swapped", "figure", "plants/capacity"),
    ]
    assert corrections[1].releases == ("2026.01", "2026.01.1")
    assert [item.to_json() for item in corrections] == entries[::-1]
    assert published_corrections(corrections_json(corrections)) == corrections


@pytest.mark.parametrize("content", ["{", "{}", "7"])
def test_what_is_no_list_is_refused(content: str, tmp_path: Path) -> None:
    """A file that is not a JSON list is refused by name."""
    with pytest.raises(DataError, match=REGISTER):
        read_corrections(write(tmp_path, content))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "Not a slug"),
        ("figure", "capacity"),
        ("kind", "wrong"),
        ("what", " "),
        ("why", None),
        ("decided_by", ""),
        ("since", "1 February"),
        ("since", "2026-02-30"),
        ("releases", []),
        ("releases", "2026.01"),
        ("releases", ["v1"]),
        ("fixed_in", "next"),
        ("fixed_in", ""),
    ],
)
def test_a_bad_field_is_named(field: str, value: object) -> None:
    """Each field that is not what it should be is refused with entry, field and what stands there."""
    with pytest.raises(DataError) as caught:
        corrections_from([{**GOOD, field: value}], "register")
    [problem] = caught.value.problems
    assert f"`{field}" in problem.thing
    assert problem.got == json.dumps(value[0] if value == ["v1"] else value)


def test_all_that_is_wrong_comes_at_once() -> None:
    """Missing and unknown fields, two targets and a repeated id come in one error."""
    both = {**GOOD, "value": "plants.largest"}
    short = {key: item for key, item in GOOD.items() if key not in {"why", "figure"}}
    with pytest.raises(DataError) as caught:
        corrections_from([GOOD, GOOD, both, short, {**GOOD, "id": "third", "colour": "red"}, 3], "register")
    text = str(caught.value)
    for words in ("an id of its own", "`figure` and `value`", "`why` is missing", "unknown field `colour`", "got 3"):
        assert words in text
    assert "either `figure` or `value`" in text
