"""Every field that an author can fill is tried with a text that wants to run: refused by name, or shown as text."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from proofpress.model.data_table import Column
from proofpress.render.csp import script_hashes
from tests.support.hostile import HOSTILE, IN_CELLS, MARK, free_texts
from tests.support.hostile_site import SCRIPT, faults_of_file
from tests.support.projects import files_below

pytestmark = pytest.mark.slow
UNTRIED = {"$schema", "brief"}
"""Fields that no reader meets, and one that names figures."""


def test_every_field_was_tried(hostile_build: tuple[Path, dict[str, Any]]) -> None:
    """Each free text that a schema names was filled somewhere, or refused with its file named."""
    tried, taken = hostile_build[1]["tried"], hostile_build[1]["taken"]
    assert hostile_build[1]["unnamed"] == []
    assert sum(map(len, taken.values())) > 40
    for kind, names in free_texts().items():
        assert names - tried.get(kind, set()) - UNTRIED == set(), kind
    assert len(hostile_build[1]["tables"]) > 5


def test_every_text_of_a_column_was_tried(hostile_build: tuple[Path, dict[str, Any]]) -> None:
    """Heading, unit, format, dots and tally of a table's column hold the text, and its page shows it as text."""
    assert {field.name for field in fields(Column)} == hostile_build[1]["tried"]["column"]
    page = (hostile_build[0] / "site" / "figures" / "plants" / "listed" / "index.html").read_text()
    table = page[page.index("<table") : page.index("</table>")]
    assert table.count(MARK) > 12
    assert '"pp-dot"' in table
    assert "<tfoot>" in table


def test_no_page_holds_what_would_run(hostile_build: tuple[Path, dict[str, Any]]) -> None:
    """No page has a handler, an address that runs, or a script other than those that pages without the text have."""
    pages = [path for name, path in files_below(hostile_build[0] / "site").items() if name.endswith(".html")]
    assert len(pages) > 20
    assert sum(MARK in path.read_text() for path in pages) > 15, "the text is shown"
    assert {path.name: faults for path in pages if (faults := [*faults_of_file(path)])} == {}


def test_other_files_say_the_same(hostile_build: tuple[Path, dict[str, Any]]) -> None:
    """References are one record, feeds and pictures are well formed, and tables hold the very text."""
    files = files_below(hostile_build[0] / "site")
    for suffix in (".xml", ".svg", ".ris", ".json"):
        assert any(name.endswith(suffix) for name in files), suffix
    others = {name: path for name, path in files.items() if not name.endswith(".html")}
    assert {name: faults for name, path in others.items() if (faults := [*faults_of_file(path)])} == {}
    feed = json.loads(files["feed.json"].read_text())
    assert HOSTILE in feed["title"]
    rows = list(csv.DictReader(io.StringIO(files["data/tables/plants.csv"].read_text())))
    assert any(IN_CELLS in cell for row in rows for cell in row.values())
    published = list(csv.DictReader(io.StringIO(files["figures/plants/capacity/values.csv"].read_text())))
    assert any(IN_CELLS in cell for row in published for cell in row.values())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", '<meta http-equiv="Content-Security-Policy" content="x"><p onclick="ran=true">'),
        ("a.html", '<meta http-equiv="Content-Security-Policy" content="x"><a href="javascript:ran=true">a</a>'),
        ("a.html", f'<meta http-equiv="Content-Security-Policy" content="x"><script>"{MARK}"</script>'),
        ("a.html", f'<meta http-equiv="Content-Security-Policy" content="{script_hashes(SCRIPT)[0]}"><p>'),
        ("a.html", "<p>no policy</p>"),
        ("a.svg", "<svg><script>ran=true</script></svg>"),
        ("a.xml", "<feed><title>cut</feed>"),
        ("a.ris", "TY  - RPRT\nTI  - two\nlines\nER  - \n"),
        ("a.json", '{"title": "cut'),
    ],
)
def test_what_would_run_is_seen(name: str, text: str, tmp_path: Path) -> None:
    """Each kind of fault that the two tests above look for is found where it is."""
    (tmp_path / name).write_text(text)
    assert [*faults_of_file(tmp_path / name)] != []
