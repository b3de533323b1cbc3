"""Every published figure and value, regenerated from the data in fresh kernels and compared with the record.

The cases are collected from ``docs/published/`` itself, so that the record cannot shrink unnoticed; the reverse tests
hold what the site shows against the record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from proofpress.model.hashing import sha256
from proofpress.model.records import CHOICE, RECORD_FILES, Entry
from proofpress.model.settings import load_settings
from proofpress.notebook.theme import LIGHT, resolve_colours
from proofpress.pipeline import render
from proofpress.record import compare
from proofpress.record import store as record
from proofpress.record.site_input import SiteInput
from proofpress.text.periods import with_said_dates
from proofpress.text.placeholders import find_placeholders
from tests.support.projects import PROJECT, names_of
from tests.support.site_pages import offered

PUBLISHED = PROJECT / "docs" / "published"


def recorded(kind: str) -> dict[str, dict[str, Any]]:
    """Return the record's figures, values or claims by id, read without the package's help."""
    mark = {"figures": "/", "values": ".", "claims": ".claim."}[kind]
    return {
        f"{path.parent.name}{mark}{name}": fields
        for path in sorted(PUBLISHED.glob("*/record.json"))
        for name, fields in json.loads(path.read_text(encoding="utf-8"))[kind].items()
    }


FIGURES = recorded("figures")
VALUES = recorded("values")
CLAIMS = recorded("claims")
Regenerated = tuple[Path, SiteInput]

pytestmark = pytest.mark.slow


def figure_entry(key: str, regenerated: Regenerated) -> Entry:
    """Return a figure's regeneration, or fail because no notebook publishes it."""
    entries = regenerated[1].entries
    assert key in entries, f"figure {key} is in the record, but no notebook publishes it"
    return entries[key]


def quoting() -> list[str]:
    """Return the notebooks that quote claims."""
    files = sorted((PROJECT / "notebooks").glob("*.py"))
    return [path.name for path in files if "{{ claim." in path.read_text(encoding="utf-8")]


def test_something_is_recorded() -> None:
    """The record holds figures, values and the claims that are quoted: no test below passes on nothing."""
    assert FIGURES, f"no figure in {PUBLISHED}"
    assert VALUES, f"no value in {PUBLISHED}"
    assert CLAIMS or not quoting(), f"no claim in {PUBLISHED}, but {quoting()} quote some"


@pytest.mark.parametrize("key", FIGURES)
def test_figure_regenerates(key: str, regenerated: Regenerated) -> None:
    """A published figure follows from the data: values, texts, specification, picture and hashes are the recorded."""
    new = figure_entry(key, regenerated)
    folder = PUBLISHED / key
    fields = FIGURES[key]
    files = {name: (folder / name).read_bytes() for name in RECORD_FILES}
    old = Entry(key, fields, files)
    drifts = [str(drift) for drift in compare.compare_figure(key, old, new)]
    assert drifts == [], names_of(drifts)
    assert files["chart.svg"] == new.files["chart.svg"]
    assert {name: sha256(content) for name, content in files.items()} == {
        name: fields["files"][name] for name in RECORD_FILES
    }
    drawn = regenerated[1].pictures[key].files
    assert set(fields["files"]) == set(RECORD_FILES) | set(drawn)
    assert {name: sha256(content) for name, content in drawn.items()} == {name: fields["files"][name] for name in drawn}


@pytest.mark.parametrize("key", FIGURES)
def test_figure_shows_its_values(key: str, regenerated: Regenerated) -> None:
    """The specification of a published figure draws exactly the cells of its ``values.csv``, each with its rows."""
    entry = figure_entry(key, regenerated)
    fields, rows = compare._table(entry.files["values.csv"])
    assert rows
    assert fields[-1] == "rows"
    known = set(entry.fields["rows"])
    assert known
    assert {row for line in rows for row in line["rows"].split()} == known
    assert all(line["rows"] for line in rows), "a mark without a row that it came from"
    spec = json.loads(entry.files["spec.json"])
    layers = {
        layer.name: layer for a in regenerated[1].analyses for f in a.figures if f.id == key for layer in f.layers
    }
    assert spec["datasets"]
    for name, data in spec["datasets"].items():
        records = json.dumps([dict(row) for row in layers[name].records])
        assert data == json.loads(resolve_colours(records, LIGHT)), name  # the specification stands alone, in light
    assert len(rows) == sum(len(layer.records) for layer in layers.values())


def test_values_say_what_they_are() -> None:
    """Citations, answers and changes name a value by its formula, away from the sentence that it stands in."""
    leaning = re.compile(r"(of (these|those|them)|those|they|it|its|as|there)\b", re.IGNORECASE)
    assert [key for key, value in VALUES.items() if leaning.match(value["formula"])] == []


@pytest.mark.parametrize("key", VALUES)
def test_value_regenerates(key: str, regenerated: Regenerated) -> None:
    """A published value follows from the data: number, text, unit, formula, grade and rows are the recorded."""
    entries = regenerated[1].entries
    assert key in entries, f"value {key} is in the record, but no notebook publishes it"
    drifts = [str(drift) for drift in compare.compare_value(key, Entry(key, VALUES[key], {}), entries[key])]
    assert drifts == [], names_of(drifts)
    assert VALUES[key].keys() == entries[key].fields.keys()
    is_choice = VALUES[key].get("kind") == CHOICE
    assert bool(VALUES[key]["rows"]) != is_choice, "a value that came from no row, or a choice that came from one"


@pytest.mark.parametrize("key", CLAIMS)
def test_claim_regenerates(key: str, regenerated: Regenerated) -> None:
    """A claim that a page quotes says what it said when it was published: bounds, hedge, words and grade."""
    entries = regenerated[1].entries
    assert key in entries, f"claim {key} is in the record, but no page quotes it"
    assert CLAIMS[key] == entries[key].fields


def test_data_are_what_the_package_states(regenerated: Regenerated) -> None:
    """No table or claims file was edited after the record was accepted."""
    drifts = [str(drift) for drift in regenerated[1].drifts if drift.what == "data"]
    assert drifts == [], names_of(drifts)


def test_results_and_record_name_the_same(regenerated: Regenerated) -> None:
    """What the notebooks publish and what the record holds are the same figures, values and claims."""
    assert sorted(regenerated[1].entries.keys() ^ {*FIGURES, *VALUES, *CLAIMS}) == []


def test_record_holds_nothing_else() -> None:
    """The record's folders hold the files of its figures and nothing else."""
    expected = {f"{key}/{name}" for key in FIGURES for name in RECORD_FILES}
    expected |= {f"{key.partition('/')[0]}/record.json" for key in FIGURES}
    result = {path.relative_to(PUBLISHED).as_posix() for path in PUBLISHED.rglob("*") if path.is_file()}
    assert expected
    assert sorted(result ^ expected) == []


class Shown(HTMLParser):
    """Collects which figures and values an HTML text shows."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: set[str] = set()
        self.values: set[str] = set()
        self.claims: set[str] = set()
        self.texts: list[tuple[str, str]] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note figure blocks, gallery pictures and bound numbers."""
        result = dict(attrs)
        if result.get("data-figure"):
            self.figures.add(str(result["data-figure"]))
        for link in (result.get("src"), result.get("href")):
            match = re.search(r"(?:^|/)figures/([a-z0-9-]+/[a-z0-9-]+)/", link or "")
            if match:
                self.figures.add(match[1])
        claim = re.search(r"(?:^|/)claims/[a-z0-9/-]+/#(\S+)$", result.get("href") or "")
        if claim and result.get("class") == "pp-v":
            self.claims.add(claim[1])
        match = re.search(r"(?:^|/)values/[a-z0-9-]+/#(\S+)$", result.get("href") or "")
        if match:
            self.values.add(match[1])
            self.texts.append((match[1], ""))
            self._open = match[1] if tag == "a" else ""

    def handle_endtag(self, tag: str) -> None:
        """Note where a bound number ends."""
        if tag == "a":
            self._open = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of a bound number."""
        if self._open:
            key, text = self.texts[-1]
            self.texts[-1] = (key, text + data)


@pytest.fixture(scope="module")
def site(regenerated: Regenerated) -> Any:
    """Return the site rendered from the regeneration."""
    return render(regenerated[1])


def shown(pages: dict[str, str]) -> Iterator[tuple[str, Shown]]:
    """Yield what each page shows."""
    for path, text in pages.items():
        parser = Shown()
        parser.feed(text)
        yield path, parser


def test_everything_shown_is_recorded(site: Any, regenerated: Regenerated) -> None:
    """Each figure and each number that a page shows is in the record, the number in the recorded words, dates in ours.

    Checks and procedures, placed on an analysis's page, show claims of the register, which the hash of its file guards.
    """
    figures, values = set(), 0
    results = regenerated[1]
    in_registers = {ref.claim for check in results.audit.checks for ref in check.refs}
    texts = [check.reading for check in results.audit.checks]
    texts += [text for framework in results.frameworks for text in framework.texts()]
    in_registers |= {holder.name.removeprefix("claim.") for text in texts for holder in find_placeholders(text)}
    for path, page in shown(site.pages):
        assert page.figures <= set(FIGURES), f"{path} shows {sorted(page.figures - set(FIGURES))}"
        assert page.values <= set(VALUES), f"{path} shows {sorted(page.values - set(VALUES))}"
        figures |= page.figures
        if path.startswith("analyses/"):
            result = {f"{Path(path).stem}.claim.{key}" for key in page.claims - in_registers}
            assert result <= set(CLAIMS), f"{path} quotes {sorted(result - set(CLAIMS))}"
        for key, text in page.texts:
            assert text == with_said_dates(VALUES[key]["text"]), f"{path} shows {key} as {text!r}"
            values += 1
    assert figures
    assert values


def test_everything_recorded_is_shown(site: Any) -> None:
    """Each recorded figure stands on its own page, its analysis's and the gallery; each value has its entry."""
    assert FIGURES
    assert VALUES
    by_page = dict(shown(site.pages))
    for key in FIGURES:
        for path in (f"figures/{key}.md", f"analyses/{key.partition('/')[0]}.md", "figures.md"):
            assert path in by_page, f"no page {path}"
            assert key in by_page[path].figures, f"{path} does not show {key}"
    for analysis in {key.partition(".")[0] for key in VALUES}:
        entries = set(re.findall(r'<dt id="([^"]+)"', site.pages[f"values/{analysis}.md"]))
        assert sorted(entries ^ {key for key in VALUES if key.startswith(f"{analysis}.")}) == []


def test_listings_and_record_name_the_same(site: Any) -> None:
    """``figures.json``, ``values.json`` and ``claims.json`` list what the record holds, in the same words."""
    figures = {item["id"]: item for item in json.loads(site.files["figures.json"])["figures"]}
    values = {item["id"]: item for item in json.loads(site.files["values.json"])["values"]}
    assert figures
    assert values
    assert sorted(figures.keys() ^ FIGURES.keys()) == []
    assert sorted(values.keys() ^ VALUES.keys()) == []
    family = load_settings(PROJECT).font
    for key, item in figures.items():
        assert {name: item[name] for name in record.TEXTS} == {name: FIGURES[key][name] for name in record.TEXTS}
        files = {name: file for name, file in item["files"].items() if name in FIGURES[key]["files"]}
        listed = {name: file.get("record_sha256", file["sha256"]) for name, file in files.items()}
        assert listed == FIGURES[key]["files"], key
        kept = {name: path for name in files if (path := PUBLISHED / key / name).is_file()}
        assert len(kept) >= 3
        for name, path in kept.items():
            assert files[name]["sha256"] == sha256(offered(path, family)), f"{key}, {name}"
    for key, item in values.items():
        same = ("number", "unit", "text", "formula", "period", "grade", "rows", "sources")
        assert {name: item[name] for name in same} == {name: VALUES[key][name] for name in same}
    claims = {item["id"]: item for item in json.loads(site.files["claims.json"])["claims"]}
    for key, fields in CLAIMS.items():
        item = claims[key.partition(".claim.")[2]]
        assert (fields["low"], fields["high"]) == (item["value_low"], item["value_high"]), key
        assert {name: item[name] for name in ("unit", "hedge", "statement", "grade")} == {
            name: fields[name] for name in ("unit", "hedge", "statement", "grade")
        }, key
