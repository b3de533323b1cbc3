"""Tests of reading the committed past."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from proofpress.data.history import Cause, Change, History, PastRelease, Point, ReleaseChanges, missing_notes, order
from proofpress.data.history_files import read_history
from proofpress.model.errors import HistoryError
from proofpress.model.settings import Settings
from tests.support.samples import change, stored_changes

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings of an empty project."""
    return Settings(root=tmp_path)


def put(settings: Settings, name: str, content: Any) -> None:
    """Write a file of the past: bytes as they are, anything else as JSON."""
    path = settings.docs / "history" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())


def released(name: str, **changes: str) -> dict[str, str]:
    """Return an entry of ``releases.json``."""
    return {"release": name, "released": "2026-01-15", "reason": "", "note": "", **changes}


def test_a_first_release_has_no_past(settings: Settings) -> None:
    """Without the folder, and with an empty one, all is empty."""
    assert read_history(settings) == History()
    (settings.docs / "history").mkdir(parents=True)
    assert read_history(settings) == History()


def test_what_was_written_is_read(settings: Settings) -> None:
    """Releases, changes in their order, values and superseded forms."""
    one, two = change(order=2), change(id="power/bars", what="figure", order=1, causes=(Cause("data", "a", "b", 0.5),))
    put(settings, "releases.json", [released("2026.01", reason="First.")])
    put(settings, "2026.02/changes.json", stored_changes([one, two]))
    points = [{"release": "2026.01", "number": 1, "text": "1%", "unit": "percent"}]
    put(settings, "values.json", {"power.share": points})
    put(settings, "2026.01/power/bars/chart.svg", PICTURE)
    put(settings, "2026.01/power/bars/values.csv", b"a\n1\n")
    past = read_history(settings)
    assert past.releases == (PastRelease("2026.01", "2026-01-15", "First.", ""),)
    assert past.changes_by_release["2026.02"].changes == (two, one)
    assert past.values == {"power.share": (Point("2026.01", 1, "1%", "percent"),)}
    [version] = past.figures["power/bars"]
    assert (version.release, version.chart, version.values) == ("2026.01", PICTURE, b"a\n1\n")


def test_a_renamed_figure_keeps_its_earlier_forms(settings: Settings) -> None:
    """Forms under the old name belong to the new one, through two renames."""
    put(settings, "releases.json", [released("2026.01"), released("2026.02"), released("2026.03")])
    for number, (old, new) in enumerate((("one", "two"), ("two", "three")), 2):
        renamed = change(id=f"power/{new}", what="figure", kind="renamed", old=f"power/{old}", new=f"power/{new}")
        put(settings, f"2026.0{number}/changes.json", stored_changes([renamed], to=f"2026.0{number}"))
    for release, name in (("2026.01", "one"), ("2026.02", "two"), ("2026.03", "three")):
        put(settings, f"{release}/power/{name}/chart.svg", PICTURE)
        put(settings, f"{release}/power/{name}/values.csv", b"a\n1\n")
    assert [item.release for item in read_history(settings).figures["power/three"]] == ["2026.03", "2026.02", "2026.01"]


def test_releases_are_ordered_by_their_numbers() -> None:
    """Corrections after their release, and the tenth after the ninth."""
    assert sorted(["2026.11.10", "2026.12", "2026.11.9", "2026.11"], key=order) == [
        "2026.11",
        "2026.11.9",
        "2026.11.10",
        "2026.12",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("releases.json", b"{", "releases.json: cannot be read; expected JSON"),
        ("releases.json", {}, "releases.json: the content; expected a list; got {}"),
        (
            "releases.json",
            [released("26.1")],
            '`[0].release`; expected a release, `YYYY.MM` or `YYYY.MM.N`; got "26.1"',
        ),
        ("releases.json", [released("2026.01"), released("2026.01")], "the releases; expected each once, oldest first"),
        ("releases.json", [{"release": "2026.01"}], "`[0].released` is missing"),
        ("releases.json", [released("2026.01", author="me")], "unknown field `[0].author`"),
        ("values.json", {"power.share": 1}, "`power.share`; expected a list; got 1"),
        ("values.json", {"power.share": [{"release": "2026.01"}]}, "`power.share[0].number` is missing"),
        ("2026.02/changes.json", {"schema_version": 2}, "`schema_version`; expected `1`; got 2"),
        ("2026.03/changes.json", stored_changes([]), "`to` is not its folder; expected 2026.03; got 2026.02"),
        ("2026.02/changes.json", stored_changes([{}]), "`changes[0].kind` is missing"),
        ("2026.02/changes.json", stored_changes([change(kind="moved")]), "`changes[0].kind`; expected added, removed"),
        (
            "2026.02/changes.json",
            stored_changes([change(causes=(Cause("weather", "a"),))]),
            "`changes[0].causes[0].factor`; expected data, analysis",
        ),
        ("2026.01/power/bars/chart.svg", PICTURE, "a form of no release in `releases.json`"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_a_problem(
    settings: Settings, name: str, content: Any, message: str
) -> None:
    """The file, the place in it, what was expected and what stands there."""
    put(settings, name, content)
    with pytest.raises(HistoryError) as caught:
        read_history(settings)
    assert message in str(caught.value)


def test_every_bad_file_is_told_at_once(settings: Settings) -> None:
    """All problems of the past together, a form without its values among them."""
    put(settings, "releases.json", [released("2026.01")])
    put(settings, "values.json", b"[")
    put(settings, "2026.02/changes.json", b"")
    put(settings, "2026.01/power/bars/chart.svg", PICTURE)
    with pytest.raises(HistoryError) as caught:
        read_history(settings)
    assert len(caught.value.problems) == 3
    assert "values.csv" in str(caught.value)


def test_a_consequential_change_needs_a_note() -> None:
    """A release without a note, or with a blank one, is named, oldest first; one without consequence is not."""
    turned, calm = change(consequential=True), change()

    def into(release: str, change: Change, note: str) -> ReleaseChanges:
        return ReleaseChanges("2026.01", release, "2026-02-15", (change,), note)

    result = [into("2026.10", turned, " "), into("2026.09", turned, ""), into("2026.08", calm, "")]
    result.append(into("2026.07", turned, "We counted again."))
    assert missing_notes(History(changes_by_release={item.to: item for item in result})) == ("2026.09", "2026.10")


def test_records_of_the_past_are_frozen() -> None:
    """What was published cannot be written over."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        change().order = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    "part", [b"<script>evil()</script>", b'<g onload="evil()"/>', b"<foreignObject/>", b"<unclosed>", b"\xff"]
)
def test_a_superseded_picture_only_draws(settings: Settings, part: bytes) -> None:
    """A committed picture in which something could run, or that is no picture, is refused by its file."""
    put(settings, "releases.json", [released("2026.01")])
    put(settings, "2026.01/power/bars/chart.svg", PICTURE.replace(b"</svg>", part + b"</svg>"))
    put(settings, "2026.01/power/bars/values.csv", b"a\n1\n")
    with pytest.raises(HistoryError, match=r"2026\.01/power/bars/chart\.svg: holds more than a drawing"):
        read_history(settings)
