"""Copied words: a statement shares no run of eight words with its document, names aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.evidence.copied_runs import check_copied_runs, longest_run
from proofpress.model.errors import DataError
from tests.support.projects import change

DOCUMENT = "Coal made thirty-nine percent of all the power that Gridland used in the year, says the Ministry of Power."


@pytest.mark.parametrize(
    ("statement", "run"),
    [
        (
            "Coal made thirty-nine percent of all the power that was sold",
            "Coal made thirty-nine percent of all the power that",
        ),
        ("of all the power that Gridland used", ""),
        ("COAL made thirty-nine percent, of all the power", "COAL made thirty-nine percent of all the power"),
        ("Gridland’s power was made from coal, for the most part", ""),
        ("", ""),
    ],
)
def test_the_longest_run(statement: str, run: str) -> None:
    """Eight words in a row are a copy whatever stands between them; seven are none."""
    assert longest_run(statement, DOCUMENT) == run


def test_names_are_no_copy() -> None:
    """A title that cannot be said otherwise is none."""
    title = "Annex to Standard Agreement Ministry Power Plants Grids Committee"
    assert longest_run(f"The {title} met", f"It was the {title} that met") == ""


def test_a_copy_is_refused(data_project: Path, tmp_path: Path) -> None:
    """A statement that copies its document is told by its claim and the run; own words pass and are counted."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "trade-press.txt").write_text("Other words.")
    assert check_copied_runs(data_project, folder) == 2
    claims = data_project / "data/claims/trade-press.csv"
    change(claims, "Coal made 39 percent of power in 2012.", "Coal made a good part of the power of that year.")
    (folder / "trade-press.txt").write_text("They say coal made a good part of the power of it all.")
    with pytest.raises(DataError, match=r"claim `press-coal-2012`.*“Coal made a good part of the power of”"):
        check_copied_runs(data_project, folder)
