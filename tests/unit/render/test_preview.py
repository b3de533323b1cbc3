"""What a preview shows beside the site: problems with their places, differences, and both sides of a figure."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from proofpress.model.errors import Problem
from proofpress.model.records import Drift
from proofpress.record.site_input import SiteInput
from proofpress.render.preview import EDITOR_VARIABLE, Findings, find_place, panel, review_page, source_page


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("data/tables/plants.csv, row 3, column `x`: y", ("data/tables/plants.csv", 3)),
        ("notebooks/plants.py:31, cell 4 (`x`): y", ("notebooks/plants.py", 31)),
        ("docs/index.md:7: a number", ("docs/index.md", 7)),
        ("mkdocs.yml, `plugins`: y", ("mkdocs.yml", 1)),
        ("data/sources.json: entry `a`", ("data/sources.json", 1)),
        ("figure `plants/capacity`, row 1", None),
    ],
)
def test_a_place_is_a_file_and_a_line(text: str, place: tuple[str, int] | None) -> None:
    """The file that a message names is found with its line or row, so that the panel can lead there."""
    found = find_place(text)
    assert (found and (found.path, found.line)) == place


def test_a_panel_escapes_what_it_tells() -> None:
    """A message may quote anything that an author wrote; the panel shows it as text."""
    problem = Problem("x", "docs/index.md:7", "<script>alert(1)</script>", "<b>", '"><img src=x>', "Mend it.")
    text = panel(Findings((problem,)), "/_preview/")
    assert "<script>alert" not in text
    assert "<img src=x>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_there_is_no_panel_where_nothing_is_wrong() -> None:
    """A page of a preview that would pass a build is the page of the build."""
    assert panel(Findings(), "/_preview/") == ""


def test_a_review_shows_both_sides(fixture_results: SiteInput) -> None:
    """A figure that differs has its picture of the record beside today's, whole in the page; a new one is alone."""
    figure, other = (figure.id for figure in fixture_results.figures[:2])
    record = {key: entry for key, entry in fixture_results.record.items() if key != other}
    drifts = (
        Drift(figure, "cell", "row 1, column x", "1", "<2>"),
        Drift(other, "new", "", "not recorded", "published"),
    )
    results = dataclasses.replace(fixture_results, record=record, drifts=drifts)
    text = review_page(results)
    assert text.count('<img src="data:image/svg+xml;base64,') == 3
    assert text.count("<p>Not there.</p>") == 1
    assert "<td>1</td><td>&lt;2&gt;</td>" in text
    assert other not in review_page(results, [figure])
    assert "Nothing differs" in review_page(dataclasses.replace(results, drifts=()))


def test_a_line_leads_to_an_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line's number is a link that the editor named by the variable opens."""
    monkeypatch.setenv(EDITOR_VARIABLE, "idea://open?file={path}&line={line}")
    text = source_page("notebooks/a.py", "x = 1\n<y>", tmp_path)
    assert f'<li id="L2"><a href="idea://open?file={tmp_path}/notebooks/a.py&amp;line=2">2</a>' in text
    assert "&lt;y&gt;" in text
