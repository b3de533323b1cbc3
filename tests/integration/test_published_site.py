"""The real site as built: links, listings, search and addresses hold for what readers get, not only for a fixture."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.projects import PROJECT, ROOT, files_below, names_of
from tests.site_pages import broken_links, missing_loads, outside_loads, read_pages

LISTINGS = ("figures", "values", "claims", "sources")
FILES = ("chart.svg", "chart.png", "values.csv", "spec.json", "provenance.json", "embed.html", "index.html")

pytestmark = pytest.mark.slow


def test_every_link_and_anchor_resolves(real_site: Path) -> None:
    """Every link that stays on the site leads to a file, and to an anchor in it; nothing loads from elsewhere."""
    pages = read_pages(real_site)
    assert len(pages) > 30
    broken = broken_links(real_site, pages)
    assert broken == [], names_of(broken[:40])
    assert outside_loads(pages) == []
    assert missing_loads(real_site, pages) == []
    repeated = [f"{name}: {page.repeated}" for name, page in pages.items() if page.repeated]
    assert repeated == [], names_of(repeated)


def test_no_placeholder_and_no_markup_is_left(real_site: Path) -> None:
    """No page shows a placeholder, the name of nothing, or Markdown that was not rendered."""
    pages = read_pages(real_site)
    assert pages
    for name, page in pages.items():
        text = "\n".join(page.text)
        found = re.search(r".{0,40}(?:\{\{|\}\}|\bundefined\b|\bNaN\b|\x00|\]\(|\*\*|^#+ ).{0,40}", text, re.MULTILINE)
        assert not found, f"{name}: …{found[0]}…"


@pytest.mark.parametrize("name", LISTINGS)
def test_listing_keeps_its_schema(name: str, real_site: Path) -> None:
    """Each listing at the root holds something and keeps the schema that readers rely on."""
    schema = json.loads((ROOT / "tests" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    content = json.loads((real_site / f"{name}.json").read_text(encoding="utf-8"))
    errors = jsonschema.Draft202012Validator(schema).iter_errors(content)
    found = [f"{list(error.path)}: {error.message[:200]}" for error in errors]
    assert found == [], names_of(found[:20])
    assert content[name]


def test_figures_stand_at_their_addresses(real_site: Path) -> None:
    """Each figure's page and files stand at the fixed addresses, with the hashes that ``figures.json`` states."""
    figures = json.loads((real_site / "figures.json").read_text(encoding="utf-8"))["figures"]
    assert figures
    for item in figures:
        for name in FILES:
            assert (real_site / "figures" / item["id"] / name).is_file(), f"{item['id']}: {name}"
        for file in item["files"].values():
            digest = hashlib.sha256((real_site / file["path"]).read_bytes()).hexdigest()
            assert digest == file["sha256"], file["path"]


def test_search_holds_prose_only(real_site: Path) -> None:
    """The search index holds every finding, and no code, no printed output, no words of charts."""
    docs = json.loads((real_site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    figures = json.loads((real_site / "figures.json").read_text(encoding="utf-8"))["figures"]
    titles = {re.sub(r"<[^>]+>", "", doc["title"]) for doc in docs}
    assert figures
    import html

    shown = {html.unescape(title) for title in titles}
    assert [item["title"] for item in figures if item["title"] not in shown] == []
    text = "\n".join(doc["text"] for doc in docs)
    for words in ("import altair", "publish_figure", "alt.Chart", "<svg", "<path", "aria-roledescription", "pp-output"):
        assert words not in text, f"search finds {words!r}"


def test_every_record_file_is_offered(real_site: Path) -> None:
    """The pictures and values that readers download are byte for byte those of the record."""
    published = PROJECT / "docs" / "published"
    recorded = {name: path for name, path in files_below(published).items() if path.name != "record.json"}
    assert recorded
    different = [
        name for name, path in recorded.items() if (real_site / "figures" / name).read_bytes() != path.read_bytes()
    ]
    assert different == []


def test_site_does_not_publish_the_record_itself(real_site: Path) -> None:
    """The record, notebooks and caches are no pages of the site."""
    found = [
        name for name in files_below(real_site) if name.startswith(("published/", ".cache")) or name.endswith(".py")
    ]
    assert found == []
