"""How to cite a page: each format is well formed, says the same, and holds any title."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.render.citing import Citation, cite_analysis, cite_figure, cite_site
from proofpress.settings import Settings

SETTINGS = Settings(Path(), "Ledger & Co", "https://ledger.example/2026.01/", "2026.01", "2026-01-05")
TITLE = "Coal fell to 19% in A & B_C #1 {by $5} \\ ~half 2^3"
CITATION = cite_figure("power/bars", TITLE, SETTINGS)
ADDRESS = "https://ledger.example/2026.01/figures/power/bars/"
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)
PLAIN = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
"""What LaTeX shows for its own words."""


def shown(latex: str) -> str:
    """Return what LaTeX prints for an escaped text."""
    return re.sub(r"\\text\w+\{\}|\\([%$&#_{}])", lambda match: match[1] if match[1] else PLAIN[match[0]], latex)


def bibtex_fields(text: str) -> dict[str, str]:
    """Return the fields of a BibTeX entry, one a line."""
    return dict(re.findall(r"^  (\w+) = \{(.*)\},$", text, re.MULTILINE))


def test_a_line_says_all() -> None:
    """The plain citation has site, year, title, kind, release and address."""
    title = "Coal fell"
    assert cite_figure("power/bars", title, SETTINGS).plain() == (
        f"Ledger & Co (2026). “Coal fell”, figure power/bars, release 2026.01. {ADDRESS}"
    )


@given(TITLES)
def test_bibtex_braces_balance_and_show_the_title(title: str) -> None:
    """Every title stands in braces that balance, with each special character escaped, and reads as it was."""
    entry = Citation("key", "figure a/b", title, "figures/a/b/", SETTINGS).bibtex()
    depth = 0
    for mark in re.findall(r"\\[\\{}]|[{}]", entry):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0
    found = bibtex_fields(entry)["title"]
    assert shown(found[1:-1]) == title
    assert re.findall(r"(?<!\\)[%$&#_]", found) == []


def test_bibtex_has_its_fields() -> None:
    """Author, title, year, month, how it was published and address, the site's name escaped and kept whole."""
    entry = CITATION.bibtex()
    assert entry.startswith("@misc{ledger-2026.01-power-bars,\n")
    assert entry.endswith("\n}\n")
    assert bibtex_fields(entry) == {
        "author": r"{Ledger \& Co}",
        "title": r"{Coal fell to 19\% in A \& B\_C \#1 \{by \$5\} \textbackslash{} \textasciitilde{}half 2"
        r"\textasciicircum{}3}",
        "year": "2026",
        "month": "1",
        "howpublished": "Figure power/bars, release 2026.01",
        "url": ADDRESS,
    }


@given(TITLES)
def test_ris_is_tagged_lines(title: str) -> None:
    """Every line has a tag of two characters; the first names the type, the last ends the entry."""
    lines = Citation("key", "figure a/b", title, "figures/a/b/", SETTINGS).ris().split("\n")
    assert lines.pop() == ""
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert (lines[0], lines[-1]) == ("TY  - ELEC", "ER  - ")
    fields = {line[:2]: line[6:] for line in lines}
    assert len(fields) == len(lines)
    assert fields["TI"] == title
    assert (fields["AU"], fields["PY"], fields["DA"], fields["ET"]) == ("Ledger & Co,", "2026", "2026/01/05", "2026.01")
    assert fields["UR"] == "https://ledger.example/2026.01/figures/a/b/"


def test_csl_has_its_fields() -> None:
    """CSL-JSON is a list of one item with id, type, author, title, container, date, version and address."""
    [item] = json.loads(CITATION.csl())
    assert item == {
        "id": "ledger-2026.01-power-bars",
        "type": "webpage",
        "author": [{"literal": "Ledger & Co"}],
        "title": TITLE,
        "container-title": "Ledger & Co",
        "genre": "figure power/bars",
        "version": "2026.01",
        "issued": {"date-parts": [[2026, 1, 5]]},
        "URL": ADDRESS,
    }


def test_files_hold_the_formats() -> None:
    """Four files, one a format, in UTF-8."""
    files = CITATION.files()
    assert {name: content.decode() for name, content in files.items()} == {
        "cite.txt": f"{CITATION.plain()}\n",
        "cite.bib": CITATION.bibtex(),
        "cite.ris": CITATION.ris(),
        "cite.json": CITATION.csl(),
    }


@pytest.mark.parametrize(
    ("citation", "key", "path"),
    [
        (CITATION, "ledger-2026.01-power-bars", "figures/power/bars/"),
        (cite_analysis("power", "T", SETTINGS), "ledger-2026.01-power", "analyses/power/"),
        (cite_site(SETTINGS), "ledger-2026.01", ""),
    ],
)
def test_what_is_cited_has_key_and_address(citation: Citation, key: str, path: str) -> None:
    """A figure, an analysis and the site have keys of their own in each release, and whole addresses."""
    assert citation.key == key
    assert citation.url == f"{SETTINGS.site_url}{path}"
    assert citation.title
