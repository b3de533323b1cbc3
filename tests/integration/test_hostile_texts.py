"""Every field that an author can fill is tried with a text that wants to run: refused by name, or shown as text."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from proofpress.render.csp import script_hashes
from tests.support.hostile import HOSTILE, IN_CELLS, MARK, Page, free_texts
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


def test_no_page_holds_what_would_run(hostile_build: tuple[Path, dict[str, Any]]) -> None:
    """No page has a handler, an address that runs, or a script other than those that pages without the text have."""
    site = files_below(hostile_build[0] / "site")
    pages = {name: path.read_text() for name, path in site.items() if name.endswith(".html")}
    assert len(pages) > 20
    assert sum(MARK in text for text in pages.values()) > 15, "the text is shown"
    for name, text in pages.items():
        page = Page(text)
        assert page.bad == [], name
        assert all(MARK not in body for kind, body in page.scripts if "json" not in kind), name
        for kind, body in page.scripts:
            assert "json" not in kind or json.loads(body) is not None, name
        policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
        assert len(policy) == 1, name
        assert set(script_hashes("<script>ran=true</script>")).isdisjoint(policy[0].split()), name


def test_other_files_say_the_same(hostile_build: tuple[Path, dict[str, Any]]) -> None:
    """References are one record, feeds and pictures are well formed, and tables hold the very text."""
    files = files_below(hostile_build[0] / "site")
    for name, path in files.items():
        if name.endswith((".xml", ".svg")):
            root = ElementTree.fromstring(path.read_bytes())
            assert not [node for node in root.iter() if node.tag.endswith(("script", "foreignObject"))], name
        elif name.endswith(".ris"):
            lines = path.read_text().splitlines()
            assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines if line), name
            assert path.read_text().count("TY  - ") == path.read_text().count("ER  - "), name
        elif name.endswith((".json", "json-metadata")):
            json.loads(path.read_text())
    feed = json.loads(files["feed.json"].read_text())
    assert HOSTILE in feed["title"]
    rows = list(csv.DictReader(io.StringIO(files["data/tables/plants.csv"].read_text())))
    assert any(IN_CELLS in cell for row in rows for cell in row.values())
    published = list(csv.DictReader(io.StringIO(files["figures/plants/capacity/values.csv"].read_text())))
    assert any(IN_CELLS in cell for row in published for cell in row.values())
