"""The fixture site through ``mkdocs build --strict``: the files, the listings, the links, the search index."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from proofpress.render.csp import script_hashes
from tests.support.commands import mkdocs, mkdocs_here
from tests.support.projects import ROOT, change, copy_project, differences, digests, files_below, names_of
from tests.support.site_pages import broken_links, missing_loads, outside_loads, read_pages

FIGURES = ("plants/capacity", "power-mix/coal-halves")
CITATIONS = ("cite.txt", "cite.bib", "cite.ris", "cite.json")
FIGURE_FILES = (
    "chart-dark.png",
    "chart-dark.svg",
    "chart-narrow.svg",
    "chart.png",
    "chart.svg",
    *CITATIONS,
    "embed.html",
    "explore.json",
    "index.html",
    "package.zip",
    "provenance.json",
    "share.png",
    "preview.png",
    "share.svg",
    "spec.json",
    "values.csv",
    "values.csv-metadata.json",
)
LISTINGS = ("figures", "values", "claims", "sources")
PAGES = (
    *("audit", "changes", "claims", "data", "debate", "figures", "frameworks"),
    *("methods", "quote-check", "reproduce", "sources", "values"),
)
EXPECTED = {
    "404.html",
    "index.html",
    "sitemap.xml",
    "sitemap.xml.gz",
    "search/search_index.json",
    "search/words.json",
    "analyses/index.html",
    *(f"data/{folder}/index.html" for folder in ("audit", "claims", "coverage", "frameworks", "tables")),
    *(f"data/{table}.zip" for table in ("plants", "power-mix")),
    *(f"figures/{analysis}/index.html" for analysis in ("plants", "power-mix")),
    "data/audit/origins.json",
    *(f"assets/proofpress/{name}.js" for name in ("lunr", "numbers", "search", "search_worker")),
    *(f"{page}/index.html" for page in PAGES),
    *(
        f"analyses/{page}/{name}"
        for page in ("plants", "power-mix")
        for name in ("index.html", "brief.html", "brief.pdf", "package.zip", *CITATIONS)
    ),
    *(f"about/{name}" for name in CITATIONS),
    "feed.json",
    "feed.xml",
    *(f"data/{page}/index.html" for page in ("plants", "power-mix")),
    *(f"values/{page}/{name}" for page in ("plants", "power-mix") for name in ("index.html", *CITATIONS)),
    "claims/trade-press/index.html",
    *(f"figures/{key}/{name}" for key in FIGURES for name in FIGURE_FILES),
    *(f"{name}.json" for name in LISTINGS),
    "manifest.json",
    "quotes.json",
    "quotes.js",
    "data/datapackage.json",
    "data/tables/plants.csv",
    "data/tables/power_mix.csv",
    "data/claims/trade-press.csv",
    "data/coverage/trade-press.csv",
    "data/audit/checks.json",
    "data/audit/links.json",
    "data/frameworks/trade-press.json",
    "data/debate.json",
    "assets/proofpress/figures.js",
    "assets/proofpress/site-sans-italic.woff2",
    "assets/proofpress/site-sans.woff2",
    "assets/proofpress/procedures.js",
    "assets/proofpress/quotes.js",
    "assets/proofpress/hints.js",
    "assets/proofpress/offers.js",
    "assets/proofpress/ordering.js",
    "assets/proofpress/registers.js",
    "assets/proofpress/releases.js",
    "assets/proofpress/style.css",
    "assets/proofpress/vega.js",
}
RELEASE = "/2026.01/"
"""Where the release is served: the page for unknown addresses names everything from there."""
ENCODING_IN = 1000
"""Bytes within which a browser looks for a page's encoding."""
THEME = re.compile(r"assets/(?:images/favicon\.png|stylesheets/|javascripts/)")
"""What the theme adds under names of its own."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(fixture_build: tuple[Path, str]) -> Path:
    """Return the fixture site's folder."""
    return fixture_build[0] / "site"


def listing(site: Path, name: str) -> list[dict[str, Any]]:
    """Return one of the site-wide listings."""
    return list(json.loads((site / f"{name}.json").read_text(encoding="utf-8"))[name])


def test_files_are_exactly_these(site: Path) -> None:
    """The build writes these files, none less, none more."""
    result = {name for name in files_below(site) if not THEME.match(name)}
    missing, extra = EXPECTED - result, result - EXPECTED
    assert not missing, f"missing:{names_of(sorted(missing))}"
    assert not extra, f"extra:{names_of(sorted(extra))}"


def test_build_tells_what_it_did(fixture_build: tuple[Path, str]) -> None:
    """The log names the data that were valid, each notebook and the figures; a reused notebook is said to be reused."""
    log = fixture_build[1]
    for words in (
        "2 tables, 2 claims, 4 sources are valid",
        "audit: 2 checks, 1 links, 2 frameworks",
        "notebooks/plants.py: ",
        "figures: 2 drawn",
    ):
        assert words in log
    assert "WARNING" not in log, log


@pytest.mark.parametrize("name", LISTINGS)
def test_listing_keeps_its_schema(name: str, site: Path) -> None:
    """Each listing at the root holds something and keeps the schema that readers rely on."""
    schema = json.loads((ROOT / "tests" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    content = json.loads((site / f"{name}.json").read_text(encoding="utf-8"))
    assert content[name]
    result = [
        f"{list(error.path)}: {error.message}" for error in jsonschema.Draft202012Validator(schema).iter_errors(content)
    ]
    assert result == [], names_of(result)
    ids = [item["id"] for item in content[name]]
    assert len(ids) == len(set(ids))


def test_figures_json_states_the_hashes_of_the_files(site: Path) -> None:
    """Each hash in ``figures.json`` and in a figure's provenance is that of the bytes at the address it stands by."""
    figures = listing(site, "figures")
    assert sorted(item["id"] for item in figures) == sorted(FIGURES)
    for item in figures:
        assert item["files"]
        assert (site / item["page"] / "index.html").is_file()
        folder = site / item["page"]
        for name, file in item["files"].items():
            assert file["path"] == f"{item['page']}{name}"
            assert hashlib.sha256((site / file["path"]).read_bytes()).hexdigest() == file["sha256"], file["path"]
        for path, digest in item["inputs"].items():
            assert hashlib.sha256((site / path).read_bytes()).hexdigest() == digest, path
        provenance = json.loads((folder / "provenance.json").read_text(encoding="utf-8"))
        assert provenance["files"] == {
            name: file["sha256"] for name, file in item["files"].items() if name != "provenance.json"
        }
        assert provenance["inputs"] == item["inputs"]
        assert provenance["rows"]


def test_notebook_hash_is_of_the_notebook(fixture_build: tuple[Path, str], site: Path) -> None:
    """``figures.json`` states path and hash of the notebook that made the figure."""
    for item in listing(site, "figures"):
        notebook = fixture_build[0] / item["notebook"]["path"]
        assert hashlib.sha256(notebook.read_bytes()).hexdigest() == item["notebook"]["sha256"]


def test_listings_refer_to_one_another(site: Path) -> None:
    """Every source and claim that a figure or value names is listed, and every source lists what cites it."""
    sources = {item["id"]: item for item in listing(site, "sources")}
    claims = {item["id"] for item in listing(site, "claims")}
    items = [*listing(site, "figures"), *listing(site, "values")]
    assert len(items) == 5
    for item in items:
        assert set(item["sources"]) <= set(sources)
        assert set(item.get("claims", ())) <= claims
        assert all(item["id"] in sources[key]["cited_by"] for key in item["sources"])
    cited = sorted(key for source in sources.values() for key in source["cited_by"])
    assert cited == sorted(item["id"] for item in items for _ in item["sources"])


def test_values_csv_says_where_each_mark_came_from(site: Path) -> None:
    """The last column of ``values.csv`` names for each mark rows that stand in the tables offered beside it."""
    for key in FIGURES:
        rows = list(csv.DictReader(io.StringIO((site / "figures" / key / "values.csv").read_text(encoding="utf-8"))))
        assert rows
        assert list(rows[0])[-1] == "rows"
        for row in rows:
            for name in row["rows"].split():
                table, _, at = name.partition(":")
                page = (site / "data" / table.replace("_", "-") / "index.html").read_text(encoding="utf-8")
                assert f'id="{at}"' in page, name


def test_every_page_says_what_it_may_load(site: Path) -> None:
    """Each page, the one for unknown addresses too, names first of all the scripts that it carries, and no other."""
    pages = {
        name: path.read_text(encoding="utf-8") for name, path in files_below(site).items() if name.endswith("html")
    }
    assert len(pages) > 20
    for name, text in pages.items():
        head = re.search(r'<head[^>]*><meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        assert head, name
        assert text.count("Content-Security-Policy") == 1, name
        assert head[1].endswith(" ".join(["script-src 'self'", *script_hashes(text)])), name
        assert text.encode().find(b'charset="utf-8"') < ENCODING_IN, f"{name} tells its encoding too late"


def test_svg_is_complete_without_the_page(site: Path) -> None:
    """Each picture has title, description, image role and letters, no script, no variable, and no address to load."""
    for key in FIGURES:
        for name in ("chart.svg", "chart-dark.svg", "chart-narrow.svg"):
            svg = (site / "figures" / key / name).read_text(encoding="utf-8")
            assert re.search(
                r'^<svg [^>]*role="img"[^>]*><title id="[^"]+">[^<]+</title><desc id="[^"]+">[^<]+</desc>', svg
            )
            assert "var(--" not in svg
            assert "<script" not in svg
            assert re.findall(r'(?:href|src)="(?!#)', svg) == []
            assert re.findall(r"url\((?!#)", svg.replace('url("data:font/woff2;base64,', "")) == []
            families = set(re.findall(r'font-family="([^",]+)', svg))
            assert families
            assert families <= set(re.findall(r'@font-face\{font-family:"([^"]+)"', svg)), name


def test_no_placeholder_is_left(site: Path) -> None:
    """No page, listing or picture shows ``{{`` or the name of a number in place of the number.

    The registers below ``data/`` are offered as they are kept: their texts name what the pages bind.
    """
    result = files_below(site)
    files = [path for name, path in result.items() if not THEME.match(name) and not name.startswith("data/")]
    files += [path for name, path in result.items() if name.startswith("data/") and path.suffix == ".html"]
    files = [path for path in files if path.suffix in {".html", ".json", ".svg", ".xml"}]
    assert len(files) > 20
    bad = [path.relative_to(site).as_posix() for path in files if "{{" in path.read_text(encoding="utf-8")]
    assert bad == []
    pages = read_pages(site)
    assert pages
    for name, page in pages.items():
        text = " ".join(page.text)
        assert not re.search(r"\{\{|\}\}|\{%|\bundefined\b|\bNaN\b|\bNone\b(?! of)", text), name
        assert "\x00" not in text
        assert not re.search(r"\]\(|\*\*", text), f"{name} shows unrendered Markdown"


def test_search_finds_prose_only(site: Path) -> None:
    """The search index holds findings, sections and registers, but no code, no printed output and no chart labels."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    docs = index["docs"]
    assert len(docs) > 20
    text = "\n".join(f"{doc['title']}\n{doc['text']}" for doc in docs)
    for words in ("Coal fell to 19% of power in 2023", "Gross generation.", "A plant opens", "less than 15%"):
        assert words in text, f"search cannot find {words!r}"
    code = ("import altair", "load_table", "publish_value", "alt.Chart", "groupby")
    printed = ("6 rows, 2012 to 2023",)
    labels = ("vega", "<svg", "<path", "<text", "aria-roledescription", "Two bars")
    for words in (*code, *printed, *labels):
        assert words not in text, f"search finds {words!r}"
    svg = (site / "figures" / "plants" / "capacity" / "chart.svg").read_text(encoding="utf-8")
    ticks = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
    assert "400" in ticks, "the fixture's axis has other ticks: adapt the test"
    assert not re.search(r"(?<![\d,])(?:200|400|600)(?![\d,])", text), "search finds the ticks of an axis"


def test_every_link_and_anchor_resolves(site: Path) -> None:
    """Every link of every page that stays on the site leads to a file that exists, and to an anchor in it."""
    pages = read_pages(site)
    links = [link for page in pages.values() for link in page.links if not link.startswith("http")]
    assert len(links) > 100
    broken = broken_links(site, pages, RELEASE)
    assert broken == [], names_of(broken)


def test_anchors_are_unique(site: Path) -> None:
    """No page uses an id twice: a link to it has one target."""
    pages = read_pages(site)
    assert pages
    repeated = [f"{name}: {page.repeated}" for name, page in pages.items() if page.repeated]
    assert repeated == [], names_of(repeated)


def test_nothing_loads_from_elsewhere(site: Path) -> None:
    """No page, style sheet or script of ours fetches anything from another host; only links may leave."""
    pages = read_pages(site)
    loads = [load for page in pages.values() for load in page.loads]
    assert len(loads) > 50
    assert outside_loads(pages) == []
    sheets = [path for path in files_below(site).values() if path.suffix == ".css"]
    assert sheets
    result = [
        f"{path.name}: {link}"
        for path in sheets
        for link in re.findall(r"(?:url\(\s*['\"]?|@import\s+['\"])([^'\")]+)", path.read_text(encoding="utf-8"))
        if re.match(r"(?:https?:)?//", link)
    ]
    assert result == []
    script = (site / "assets" / "proofpress" / "figures.js").read_text(encoding="utf-8")
    assert re.findall(r"(?:https?:)?//[a-z]", script) == []


def test_everything_loaded_exists(site: Path) -> None:
    """Every script, style sheet, picture and typeface that a page loads is a file of the site."""
    missing = missing_loads(site, read_pages(site), RELEASE)
    assert missing == [], names_of(missing)


def test_figure_block_is_whole(site: Path) -> None:
    """A figure's block has title, subtitle, both pictures, table, note, source with grade, and every action."""
    text = (site / "analyses" / "power-mix" / "index.html").read_text(encoding="utf-8")
    block = re.search(r'<h[23] [^>]*id="coal-halves".*?</figure>', text, re.DOTALL)
    assert block
    html = block[0]
    for words in (
        "Coal fell to 19% of power",
        "Coal's share of generation, percent, 2012 and 2023",
        "Gross generation.",
        "Grid Office 2024",
        'class="pp-wide"',
        'class="pp-narrow"',
        "<summary>Table</summary>",
        "Share (%)",
    ):
        assert words in html, words
    assert len(re.findall(r'role="img"', html)) == 2
    for action in ("SVG", "PNG", "Data (CSV)", "Specification", "Embed", "Cite", "How this was made"):
        assert re.search(rf"<a [^>]*>{re.escape(action)}</a>", html), action


def test_takeaways_and_bound_numbers_are_links(site: Path) -> None:
    """Each takeaway says how sure it is, and each number in it leads to its entry."""
    text = (site / "analyses" / "power-mix" / "index.html").read_text(encoding="utf-8")
    section = re.search(r'<section class="pp-take".*?</section>', text, re.DOTALL)
    assert section
    items = re.findall(r"<li>(.*?)</li>", section[0], re.DOTALL)
    assert len(items) == 3
    for item in items:
        assert re.search(r'<a class="pp-conf"[^>]*>\w+ confidence</a>', item)
        assert re.search(r'<a class="pp-v" href="\.\./\.\./(?:values/power-mix|claims/trade-press)/#[^"]+"', item)


def test_unchanged_build_is_the_same(fixture_build: tuple[Path, str], site: Path, tmp_path: Path) -> None:
    """A second build with nothing changed reuses everything and writes the same bytes."""
    project = copy_project(fixture_build[0], tmp_path / "again", cache=True)
    done = mkdocs_here(project, "build", "--strict")
    assert done.returncode == 0, done.stdout
    assert "nothing has changed since the last build" in done.stdout
    assert differences(digests(site), digests(project / "site")) == []


def test_changed_prose_reuses_the_notebooks(fixture_build: tuple[Path, str], tmp_path: Path) -> None:
    """An edited page is rendered anew without running any notebook."""
    project = copy_project(fixture_build[0], tmp_path / "prose", cache=True)
    change(project / "docs" / "reproduce.md", "Run it.", "Run it again.")
    done = mkdocs_here(project, "build", "--strict")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("unchanged, reused") == 2
    assert "Run it again." in (project / "site" / "reproduce" / "index.html").read_text(encoding="utf-8")


def test_only_the_touched_notebook_runs(fixture_build: tuple[Path, str], tmp_path: Path) -> None:
    """After an edit in one notebook only that one is executed."""
    project = copy_project(fixture_build[0], tmp_path / "notebook", cache=True)
    change(project / "notebooks" / "plants.py", "# - Two plants only.", "# - Only two plants.")
    done = mkdocs_here(project, "build", "--strict")
    assert done.returncode == 0, done.stdout
    assert "notebooks/plants.py: executed" in done.stdout
    assert "notebooks/power_mix.py: unchanged, reused" in done.stdout


@pytest.mark.parametrize("kind", ["cell", "page"])
def test_failed_build_leaves_the_site_whole(kind: str, fixture_build: tuple[Path, str], tmp_path: Path) -> None:
    """A build that fails, in our checks or in MkDocs' own, leaves every file of the previous site as it was."""
    project = copy_project(fixture_build[0], tmp_path / kind, cache=True)
    shutil.copytree(fixture_build[0] / "site", project / "site")
    before = digests(project / "site")
    if kind == "cell":
        change(project / "data" / "tables" / "power_mix.csv", "2023,19,", "2023,20,")
        expected = [
            "power-mix/coal-halves",
            "power-mix.coal-share",
            "expected 19; got 19.801980198",
            "data/tables/power_mix.csv",
        ]
    else:
        change(project / "docs" / "reproduce.md", "Run it.", "[Run it](nowhere.md).")
        expected = ["nowhere.md"]
    done = mkdocs(project, "build", "--strict")
    assert done.returncode != 0, done.stdout
    assert "Traceback" not in done.stdout
    for words in expected:
        assert words in done.stdout, done.stdout
    assert differences(before, digests(project / "site")) == []
    left = sorted(path.name for path in project.iterdir() if path.name.startswith(".site"))
    assert left == []
