"""A source comes from a DOI, a citation file or an address; what is none of these is refused, and nothing written."""

from __future__ import annotations

import io
import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from proofpress.data.shapes import SCHEMAS
from proofpress.data.sources import REGISTRY
from proofpress.model.errors import DataError
from proofpress.model.settings import Settings
from proofpress.scaffold.sources import OF_CROSSREF, is_unanswered, new_source

CFF = """cff-version: 1.2.0
title: Rain of the world
type: dataset
authors:
  - {family-names: Example, given-names: Ann}
  - {name: Weather Office}
  - Somebody
date-released: 2024-05-01
doi: 10.1000/rain
"""


@pytest.fixture
def site(tmp_path: Path) -> Settings:
    """Give a project with one source."""
    root = tmp_path / "site"
    (root / "data").mkdir(parents=True)
    (root / REGISTRY).write_text('[{"id": "office"}]')
    return Settings(root)


def added(site: Settings) -> dict[str, Any]:
    """Return the last source of the registry."""
    entry: dict[str, Any] = json.loads((site.root / REGISTRY).read_text())[-1]
    return entry


def test_a_citation_file_tells_what_it_holds(site: Settings, tmp_path: Path) -> None:
    """Persons, institutions and bare names are authors; day and DOI are kept; CSL-JSON of one entry is read as well."""
    (tmp_path / "CITATION.cff").write_text(CFF)
    assert new_source(site, str(tmp_path / "CITATION.cff"), grade="B") == ([REGISTRY], "rain-of-the-world")
    entry = added(site)
    assert entry["author"] == [
        {"family": "Example", "given": "Ann"},
        {"literal": "Weather Office"},
        {"literal": "Somebody"},
    ]
    assert (entry["DOI"], entry["issued"]) == ("10.1000/rain", {"date-parts": [[2024, 5, 1]]})
    assert entry["custom"] == {"short": "Rain of the world", "grade": "B", "licence": ""}
    (tmp_path / "one.json").write_text('[{"type": "report", "title": "Snow", "language": "en"}]')
    new_source(site, str(tmp_path / "one.json"), key="snow")
    assert (added(site)["id"], "language" in added(site)) == ("snow", False)


@pytest.mark.parametrize(
    ("name", "text", "got"),
    [
        ("a.json", '{"a": ', "Expecting value"),
        ("a.json", "[]", "0 entries"),
        ("a.json", '[{"title": "a"}, {"title": "b"}]', "2 entries"),
        ("a.json", '"a"', "str"),
        ("CITATION.cff", "title: a: b", "mapping values are not allowed"),
        ("CITATION.cff", "- a\n- b", "2 entries"),
        ("CITATION.cff", "", "NoneType"),
    ],
)
def test_a_file_that_is_no_citation_is_refused(site: Settings, tmp_path: Path, name: str, text: str, got: str) -> None:
    """What cannot be read, holds none or several is told with what it holds."""
    (tmp_path / name).write_text(text)
    before = (site.root / REGISTRY).read_bytes()
    with pytest.raises(DataError, match=f"{name}: a citation file; expected one entry.*got {got}"):
        new_source(site, str(tmp_path / name))
    assert (site.root / REGISTRY).read_bytes() == before


@pytest.mark.parametrize("what", ["", "foo", "their-data/CITATION.cff", "ftp://host.example/a", "https://", "10.1/x"])
def test_what_names_no_source_is_refused(site: Settings, what: str) -> None:
    """A word, a file that is not there and the address of no page make no entry."""
    with pytest.raises(DataError, match="it names no source; expected a DOI"):
        new_source(site, what)


@pytest.mark.parametrize(
    ("what", "key", "message"),
    [
        ("https://me:secret@host.example/", "", "it holds a secret"),
        ("https://host.example/", "Not a slug", "an id; expected small letters"),
        ("https://host.example/", "office", "`office` is there already"),
    ],
)
def test_an_address_or_id_that_cannot_be_is_refused(site: Settings, what: str, key: str, message: str) -> None:
    """Secrets stay out of the registry; an id is a slug of its own."""
    with pytest.raises(DataError, match=message):
        new_source(site, what, key)


def test_a_doi_is_asked_for_where_the_network_allows(site: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its registry's answer fills the entry in; without an answer address and DOI stand there to be filled in."""
    asked = []

    def answer(request: urllib.request.Request, timeout: float) -> io.BytesIO:
        asked.append(request.full_url)
        return io.BytesIO(b'{"type": "dataset", "title": "Rain", "publisher": "Office", "score": 1}')

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    assert new_source(site, "doi:10.1000/rain")[1] == "rain"
    assert asked == ["https://doi.org/10.1000/rain"]
    assert added(site) == {
        "type": "dataset", "title": "Rain", "publisher": "Office", "id": "rain",
        "custom": {"short": "Office", "grade": "", "licence": ""},
    }  # fmt: skip

    def refuse(*_: object, **__: object) -> None:
        raise urllib.error.URLError("no network")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    assert new_source(site, "https://doi.org/10.1000/snow")[1] == "doi-org-10-1000-snow"
    assert (added(site)["DOI"], added(site)["title"]) == ("10.1000/snow", "")
    assert is_unanswered(site, "doi-org-10-1000-snow")
    assert not is_unanswered(site, "rain")
    with pytest.raises(DataError, match="source `doi-org-10-1000-snow` has this DOI already"):
        new_source(site, "10.1000/SNOW")


@pytest.mark.parametrize(("said", "kept"), [*OF_CROSSREF.items(), ("report", "report"), ("legislation", "legislation")])
def test_a_type_is_one_of_csl(site: Settings, tmp_path: Path, said: str, kept: str) -> None:
    """What a registry of DOIs calls in words of its own stands as CSL has it; the registry's schema knows it."""
    (tmp_path / "one.json").write_text(json.dumps([{"type": said, "title": f"Of {said}"}]))
    new_source(site, str(tmp_path / "one.json"))
    assert added(site)["type"] == kept
    schema = json.loads((SCHEMAS / "sources.schema.json").read_text(encoding="utf-8"))
    assert kept in schema["$defs"]["entry"]["properties"]["type"]["enum"]
