"""A register that was found right once is right as long as it is the same, and as the register that it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.data import registers
from proofpress.data.registers import read_entries

PATH = "data/glossary.json"
RIGHT = [{"id": "hhi", "term": "Herfindahl index", "meaning": "A sum of squares."}]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that holds a glossary and nothing else."""
    (tmp_path / "data").mkdir()
    (tmp_path / PATH).write_text(json.dumps(RIGHT))
    return tmp_path


def test_a_right_register_is_held_to_its_schema_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that reads the same text again gives the same entries, and looks at no schema."""
    (project / PATH).write_text(json.dumps([{**RIGHT[0], "meaning": "Of this test alone."}]))
    first = read_entries(project, PATH, "glossary")
    monkeypatch.setattr(registers, "check_entries", lambda *_: pytest.fail("checked again"))
    assert read_entries(project, PATH, "glossary") == first
    assert first == ([{**RIGHT[0], "meaning": "Of this test alone."}], [])


def test_what_is_wrong_is_told_each_time(project: Path) -> None:
    """A wrong edit of a right register is told, as often as it is read, until it is mended."""
    assert read_entries(project, PATH, "glossary") == (RIGHT, [])
    (project / PATH).write_text(json.dumps([{**RIGHT[0], "term": ""}]))
    for _ in range(2):
        entries, problems = read_entries(project, PATH, "glossary")
        assert (entries, len(problems)) == ([], 1)
    (project / PATH).write_text(json.dumps(RIGHT))
    assert read_entries(project, PATH, "glossary") == (RIGHT, [])


def test_a_right_register_is_not_right_as_another(project: Path) -> None:
    """The same text under the same path, read as a register of another kind, is held to that kind's schema."""
    assert read_entries(project, PATH, "glossary") == (RIGHT, [])
    entries, problems = read_entries(project, PATH, "sources")
    assert (entries, bool(problems)) == ([], True)
