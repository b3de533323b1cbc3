"""``data/vocabulary.json``: read where it is, empty where it is not, refused in full where it is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from proofpress.data.shapes import shape_problems
from proofpress.data.vocabulary import VOCABULARY, read_vocabulary
from proofpress.model.errors import DataError
from proofpress.model.vocabulary import Vocabulary
from tests.support import wines

ROOT = Path(__file__).parents[3]


def write(text: str, folder: Path) -> Path:
    """Write a vocabulary into a project."""
    (folder / "data").mkdir()
    (folder / VOCABULARY).write_text(text, encoding="utf-8")
    return folder


def test_a_site_need_not_have_one(tmp_path: Path) -> None:
    """Without the file the vocabulary is empty."""
    assert read_vocabulary(tmp_path) == Vocabulary()


def test_it_is_read(tmp_path: Path) -> None:
    """Subjects of all groups, synonyms, labels, counts and units are read."""
    read = read_vocabulary(write(json.dumps({**wines.VOCABULARY, "units": {"casks": "count"}}), tmp_path))
    assert dict(read.subjects)["Rioja"] == ("Riojan",)
    assert dict(read.subjects)["touriga"] == ()
    assert (read.numbered, read.counted, read.units) == (("Cask",), ("bottles",), (("casks", "count"),))


def test_this_sites_is_right() -> None:
    """The vocabulary of this site keeps to the schema, and so does that of the tests."""
    assert shape_problems(wines.VOCABULARY, VOCABULARY, "vocabulary") == []
    assert read_vocabulary(ROOT).subjects


@pytest.mark.parametrize("text", ["{", "[1]", '{"subjects": []}'])
def test_a_bad_file_is_refused(text: str, tmp_path: Path) -> None:
    """What is no JSON, or of another shape, is refused with the file's name."""
    with pytest.raises(DataError, match=VOCABULARY):
        read_vocabulary(write(text, tmp_path))


def test_all_that_is_wrong_is_told() -> None:
    """Every wrong key is told, with what belongs there."""
    content = {
        "subject": {}, "subjects": {"grapes": {"touriga": "red"}}, "synonyms": {"red": [1]}, "numbered": "Cask",
        "counted": [""], "units": {"casks": 1},
    }  # fmt: skip
    problems = shape_problems(content, VOCABULARY, "vocabulary")
    assert {problem.thing for problem in problems} == {
        "unknown field `subject`", "`subjects.grapes.touriga`", "`synonyms.red[0]`", "`numbered`", "`counted[0]`",
        "`units.casks`",
    }  # fmt: skip
    [unknown] = [problem for problem in problems if problem.code == "unknown-field"]
    assert unknown.fix == "Did you mean `subjects`?"
