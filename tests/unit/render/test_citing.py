"""How to cite a page: each format is well formed, says the same, and holds any title."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.model.hashing import sha256
from proofpress.model.records import Value
from proofpress.model.settings import Settings
from proofpress.record.facts import content_hash
from proofpress.record.site_input import SiteInput
from proofpress.render.citing import (
    Citation,
    citation_files,
    cite_analysis,
    cite_figure,
    cite_site,
    cite_value,
)
from proofpress.render.data_package import cite_table

if TYPE_CHECKING:
    from proofpress.render.site import Site

SETTINGS = Settings(
    Path(),
    "Ledger & Co",
    "https://ledger.example/",
    release="2026.01",
    released="2026-01-05",
    citation_key="power-book",
)
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
    result = bibtex_fields(entry)["title"]
    assert shown(result[1:-1]) == title
    assert re.findall(r"(?<!\\)[%$&#_]", result) == []


def test_bibtex_has_its_fields() -> None:
    """Author, title, year, month, how it was published and address, the site's name escaped and kept whole."""
    entry = CITATION.bibtex()
    assert entry.startswith("@misc{power-book-2026.01-power-bars,\n")
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
        "id": "power-book-2026.01-power-bars",
        "type": "webpage",
        "author": [{"literal": "Ledger & Co"}],
        "title": TITLE,
        "container-title": "Ledger & Co",
        "genre": "figure power/bars",
        "version": "2026.01",
        "issued": {"date-parts": [[2026, 1, 5]]},
        "URL": ADDRESS,
    }


def test_a_table_is_cited_as_data(evidence: SiteInput) -> None:
    """A data set is of the type that reference managers have for data, published by the site; BibTeX has none."""
    table = next(iter(evidence.tables.values()))
    citation = cite_table(table, SETTINGS)
    [item] = json.loads(citation.csl())
    assert (item["type"], item["genre"], item["publisher"]) == ("dataset", "data set", "Ledger & Co")
    assert "container-title" not in item
    assert citation.ris().startswith("TY  - DATA\n")
    assert citation.bibtex().startswith(f"@misc{{power-book-2026.01-{table.name},\n")


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
        (CITATION, "power-book-2026.01-power-bars", "figures/power/bars/"),
        (cite_analysis("power", "T", SETTINGS), "power-book-2026.01-power", "analyses/power/"),
        (cite_site(SETTINGS), "power-book-2026.01", ""),
    ],
)
def test_what_is_cited_has_key_and_address(citation: Citation, key: str, path: str) -> None:
    """A figure, an analysis and the site have keys of their own in each release, and whole addresses."""
    assert citation.key == key
    assert citation.url == f"https://ledger.example/2026.01/{path}"
    assert citation.title


DIGEST = "1a2b3c4d5e6f" + "0" * 52
VALUE = Value("power", "coal", 19.2, "percent", "19%", "coal over all fuels", "2023", (), (), "A", 3)


def test_a_hash_is_short_in_text_and_whole_in_references() -> None:
    """The line of text shows the start of the content's hash, BibTeX, RIS and CSL-JSON have all of it."""
    citation = cite_figure("power/bars", "Coal fell", SETTINGS, DIGEST)
    assert "release 2026.01 (sha256:1a2b3c4d5e6f…). https://" in citation.plain()
    assert DIGEST not in citation.plain()
    assert bibtex_fields(citation.bibtex())["note"] == f"SHA-256 of the content: {DIGEST}"
    assert f"N1  - figure power/bars; SHA-256 of the content: {DIGEST}\n" in citation.ris()
    assert json.loads(citation.csl())[0]["note"] == f"SHA-256 of the content: {DIGEST}"


def test_a_doi_is_shown_once_there_is_one() -> None:
    """Without a DOI no format has an empty field for it; with one, all four have it."""
    assert not any("doi" in text.decode().lower() for text in CITATION.files().values())
    result = cite_site(replace(SETTINGS, doi="10.5281/zenodo.77"), DIGEST)
    assert result.plain().endswith("https://ledger.example/2026.01/ https://doi.org/10.5281/zenodo.77")
    assert bibtex_fields(result.bibtex())["doi"] == "10.5281/zenodo.77"
    assert "DO  - 10.5281/zenodo.77\n" in result.ris()
    assert json.loads(result.csl())[0]["DOI"] == "10.5281/zenodo.77"


def test_the_site_is_not_named_twice() -> None:
    """The citation of the whole site has its name once."""
    assert cite_site(SETTINGS, DIGEST).plain() == (
        "Ledger & Co (2026). Research site, release 2026.01 (sha256:1a2b3c4d5e6f…). https://ledger.example/2026.01/"
    )


def test_a_value_is_cited_by_what_it_says() -> None:
    """A value's citation has its text, of what and when, its id, and the address of its entry."""
    citation = cite_value(VALUE, SETTINGS, DIGEST)
    assert citation.plain() == (
        "Ledger & Co (2026). “19%: coal over all fuels, 2023”, value power.coal, release 2026.01 "
        "(sha256:1a2b3c4d5e6f…). https://ledger.example/2026.01/values/power/#power.coal"
    )
    assert citation.key == "power-book-2026.01-power.coal"


def test_several_citations_share_a_file() -> None:
    """All values of an analysis are in one file a format, each entry whole."""
    both = [cite_value(VALUE, SETTINGS), cite_value(replace(VALUE, name="wind", text="7%"), SETTINGS)]
    files = {name: content.decode() for name, content in citation_files(both).items()}
    assert [item["id"] for item in json.loads(files["cite.json"])] == [item.key for item in both]
    assert files["cite.bib"].count("@misc{") == files["cite.ris"].count("ER  - ") == files["cite.txt"].count("\n") == 2
    assert {name: content.decode() for name, content in both[0].files().items()} == {
        "cite.txt": f"{both[0].plain()}\n",
        "cite.bib": both[0].bibtex(),
        "cite.ris": both[0].ris(),
        "cite.json": both[0].csl(),
    }


def test_hashes_are_those_of_the_manifest(rendered: Site) -> None:
    """What citations name is what the release's manifest says of the same thing, and the manifest's own hash."""
    manifest = json.loads(rendered.files["manifest.json"])
    hashes = {key: item["sha256"] for kind in ("figures", "values") for key, item in manifest[kind].items()}
    assert len(hashes) > 4
    for key in manifest["figures"]:
        assert hashes[key] in rendered.files[f"figures/{key}/cite.bib"].decode()
    for slug in ("plants", "power-mix"):
        listed = rendered.files[f"values/{slug}/cite.bib"].decode()
        own = {key: hashes[key] for key in hashes if re.match(rf"{slug}[./]", key)}
        assert all(own[key] in listed for key in own if "." in key)
        assert content_hash(own) in rendered.files[f"analyses/{slug}/cite.bib"].decode()
        for key in own:
            if "." in key:
                assert f"sha256:{own[key][:12]}…" in rendered.pages[f"values/{slug}.md"]
    assert sha256(rendered.files["manifest.json"]) in rendered.files["about/cite.bib"].decode()
    assert f"sha256:{sha256(rendered.files['manifest.json'])[:12]}…" in rendered.pages["methods.md"]


def test_keys_begin_with_the_sites_name_unless_it_says_otherwise() -> None:
    """A site that chooses no key is cited by its name; one without a name by a word that is true of any."""
    assert cite_site(replace(SETTINGS, citation_key="")).key == "ledger-co-2026.01"
    assert cite_site(replace(SETTINGS, citation_key="", site_name="")).key == "site-2026.01"
