"""Tests of telling and storing what was found between two states."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.changes.archive import changes_json, changes_text, note_missing, store
from proofpress.changes.attribute import Comparison
from proofpress.data.history import Cause
from proofpress.data.history_files import read_history
from proofpress.model.errors import HistoryError
from proofpress.model.records import Entry
from proofpress.model.settings import Settings
from proofpress.pipeline import read_documents
from proofpress.record.store import value_entry
from tests.support import samples
from tests.support.entries import one_entry

CAUSES = (
    Cause("data", "data/tables/mix.csv", "r1: 19 → 21", 0.75),
    Cause("analysis", "notebooks/power.py", "cell 3", 0.25),
)


def settings(root: Path, release: str) -> Settings:
    """Return settings of a release."""
    return Settings(root=root, release=release, released="2026-01-15", reason=f"Release {release}.")


def entries(number: float, picture: bytes = b"<svg></svg>") -> dict[str, Entry]:
    """Return a record of a figure and a value."""
    value = value_entry(samples.value(number=number, text=f"{number:g}%"))
    return {value.id: value, **one_entry(content=picture)}


def found(root: Path, origin: str = "2026.01", to: str = "2026.02", old: float = 19, new: float = 21) -> Comparison:
    """Return a comparison in which the figure and the value changed."""
    value = samples.change(
        causes=CAUSES, consequential=True, threshold="It reached the threshold of 20: much.", order=1
    )
    figure = samples.change(id="power/bars", what="figure", old=None, new=None, order=2)
    before, after = entries(old), entries(new, b"<svg>2</svg>")
    return Comparison(settings(root, origin), settings(root, to), (origin, to), (value, figure), before, after)


def test_text_has_a_paragraph_a_change(tmp_path: Path) -> None:
    """Sentence, what it is, what it crosses, and each cause with its share."""
    assert changes_text(found(tmp_path)).splitlines() == [
        "2 changes from 2026.01 to 2026.02",
        "",
        f"1. {samples.change().sentence}",
        "   changed value power.share",
        "   consequential: It reached the threshold of 20: much.",
        "   data: 75%, data/tables/mix.csv: r1: 19 → 21",
        "   analysis: 25%, notebooks/power.py: cell 3",
        "",
        f"2. {samples.change().sentence}",
        "   changed figure power/bars",
    ]


def test_nothing_is_said_as_nothing(tmp_path: Path) -> None:
    """No change is said in one line."""
    assert changes_text(replace(found(tmp_path), changes=())) == "0 changes from 2026.01 to 2026.02"


def test_json_is_what_is_stored(tmp_path: Path) -> None:
    """The command's JSON and the stored file are the same bytes, and are read back as the same changes."""
    comparison = found(tmp_path)
    store(comparison.to, comparison, "Counted again.")
    stored = (tmp_path / "docs/history/2026.02/changes.json").read_text()
    assert stored == changes_json(comparison, "Counted again.")
    assert read_history(comparison.to).changes_by_release["2026.02"].changes == comparison.changes


def test_a_note_stays_until_another_is_given(tmp_path: Path) -> None:
    """Without one it is missing; written again without, it is kept."""
    comparison = found(tmp_path)
    store(comparison.to, comparison)
    assert note_missing(comparison.to, comparison)
    for note in ("Counted again.", None):
        store(comparison.to, comparison, note)
        assert read_history(comparison.to).changes_by_release["2026.02"].note == "Counted again."
        assert not note_missing(comparison.to, comparison)


def test_a_value_that_came_back_keeps_its_way(tmp_path: Path) -> None:
    """Three releases: there and back again is three points; the releases are listed with their reasons."""
    first, second = found(tmp_path), found(tmp_path, "2026.02", "2026.03", old=21, new=19)
    store(first.to, first, "Up.")
    store(second.to, second)
    past = read_history(second.to)
    assert [(item.release, item.text) for item in past.values["power.share"]] == [
        ("2026.01", "19%"),
        ("2026.02", "21%"),
        ("2026.03", "19%"),
    ]
    assert [(release.release, release.reason, release.note) for release in past.releases] == [
        ("2026.01", "Release 2026.01.", ""),
        ("2026.02", "Release 2026.02.", "Up."),
    ]


def test_a_form_that_was_not_superseded_after_all_goes(tmp_path: Path) -> None:
    """Stored again after the figure's change was taken back, its old form is no longer kept."""
    comparison = found(tmp_path)
    store(comparison.to, comparison)
    assert "power/bars" in read_history(comparison.to).figures
    store(comparison.to, replace(comparison, changes=comparison.changes[:1]))
    assert read_history(comparison.to).figures == {}
    assert (tmp_path / "docs/history/2026.02/changes.json").is_file()


@pytest.mark.parametrize("to", ["2026.01", "2025.12"])
def test_changes_are_stored_between_two_releases_in_order(tmp_path: Path, to: str) -> None:
    """The same release twice, or the wrong way round: refused, nothing written."""
    with pytest.raises(HistoryError, match=r"a release after 2026\.01"):
        store(settings(tmp_path, to), found(tmp_path, to=to))
    assert not (tmp_path / "docs").exists()


def test_the_past_is_no_page(tmp_path: Path) -> None:
    """What is stored is not taken for pages, whatever lies there."""
    comparison = found(tmp_path)
    store(comparison.to, comparison)
    (tmp_path / "docs/history/readme.md").write_text("# No page")
    (tmp_path / "docs/index.md").write_text("# Home")
    assert list(read_documents(comparison.to)) == ["index.md"]
    assert json.loads((tmp_path / "docs/history/releases.json").read_text())[0]["release"] == "2026.01"
