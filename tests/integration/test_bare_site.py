"""A site of four files: settings, data, one notebook, a home page. Everything else comes with the generator."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.commands import TIMEOUT, build_here, environment, mkdocs_here, proofpress_here
from tests.support.projects import BARE, FIXTURE, ROOT, change, files_below
from tests.support.site_pages import broken_links, missing_loads, outside_loads, read_pages

pytestmark = pytest.mark.slow

LINES = 15
"""Of ``mkdocs.yml``, at most."""
DEFAULT_PAGES = {"analyses", "data", "figures", "methods", "quote-check", "reproduce", "sources", "values"}
OPTIONAL_PAGES = {"audit", "changes", "claims", "debate", "frameworks", "glossary"}
CLAIM = (
    "id,source,section,paragraph,footnote,statement,metric,entity,iso3,value_low,value_high,unit,as_printed,period,hedge,kind,"
    "origin,grade,fingerprint\n"
    "lake-2021,ice-office,Summary,2,,Ice lay for 41 days in 2021.,days,Lake,,41,41,days,41,2021,exact,statistic,,A,"
    f"{'0' * 64}\n"
)
CHECKS = """[
 {"id": "days-2021", "rule": "same", "inputs": {"a": "claim:lake-2021", "b": "table:ice:w2021.days"},
  "title": "The days of 2021", "reading": "Report and table agree.", "verdict": "holds"}
]
"""
COUNTS = """
# %%
register = pp.load_register()
alone = pp.publish_value(
    "alone",
    int((register.status == "single-source").sum()),
    format="{:d}",
    unit="count",
    rows=register.standing,
    formula="claims that no other source speaks of",
)
pp.load_checks()

# %% [markdown]
# ## What reports say
# Of the claims, {{ alone }} stands alone.
"""


def built(project: Path, base: str = "/") -> Path:
    """Return the site of a project, accepted and built strictly; every link of it leads somewhere."""
    build_here(project)
    return whole(project / "site", base)


def whole(site: Path, base: str = "/") -> Path:
    """Return a site after looking at every link and load of its pages; ``base`` is where it stands on its host."""
    pages = read_pages(site)
    assert len(pages) > 10
    assert broken_links(site, pages, base) == []
    assert missing_loads(site, pages, base) == []
    assert outside_loads(pages) == []
    return site


def describe_claims(descriptor: Path) -> None:
    """Describe the file of claims in the data package, as the fixture site does."""
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    described = json.loads((FIXTURE / "data" / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    (claims,) = (resource for resource in described if resource["path"].startswith("claims/"))
    claims |= {"name": "claims-ice-office", "path": "claims/ice-office.csv"}
    claims["sources"] = package["resources"][0]["sources"]
    package["resources"].append(claims)
    descriptor.write_text(json.dumps(package), encoding="utf-8")


def sections(site: Path) -> set[str]:
    """Return the folders of a site that are pages."""
    return {path.parent.name for path in site.glob("*/index.html")}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a copy of the bare site."""
    return Path(shutil.copytree(BARE, tmp_path / "bare"))


def test_the_site_is_four_kinds_of_file() -> None:
    """Settings of a few lines, the data, one notebook and a home page: nothing is copied from the generator."""
    assert set(files_below(BARE)) == {
        "mkdocs.yml",
        "data/datapackage.json",
        "data/sources.json",
        "data/tables/ice.csv",
        "docs/index.md",
        "notebooks/ice.py",
    }
    assert len((BARE / "mkdocs.yml").read_text(encoding="utf-8").splitlines()) <= LINES


def test_a_bare_site(bare: Path) -> None:
    """It builds strictly, with a page for each thing it has and none for what it has not; the record stays out."""
    site = built(bare)
    assert sections(site) == DEFAULT_PAGES
    assert not (site / "published").exists()
    home = (site / "index.html").read_text(encoding="utf-8")
    assert "41 days" in home
    assert "Changes" not in home
    menu = re.findall(r'class="md-tabs__link">\s*([^<]*?)\s*<', home)
    assert menu == ["Home", "Analyses", "Figures", "Evidence", "About"]


def test_a_bare_site_with_a_timeline(bare: Path) -> None:
    """A table named in the settings is a page of its own, in the menu; a column that is none is told before a run."""
    timeline = "{winters: {title: Winters, table: ice, name: winter, announced: winter}}"
    change(bare / "mkdocs.yml", "  - proofpress", f"  - proofpress:\n      timelines: {timeline}")
    site = built(bare)
    assert sections(site) == DEFAULT_PAGES | {"winters"}
    page = (site / "winters" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h3 id="(\w+)">', page) == ["w2023", "w2022", "w2021"]
    assert '<time datetime="2023">2023</time>' in page
    menu = re.findall(r'class="md-tabs__link">\s*([^<]*?)\s*<', page)
    assert menu == ["Home", "Analyses", "Figures", "Winters", "Evidence", "About"]
    change(bare / "mkdocs.yml", "name: winter", "name: wintr")
    failed = mkdocs_here(bare, "build", "--strict")
    assert failed.returncode != 0
    assert "`ice` has no column `wintr`, which `name` names" in failed.stdout
    assert "Did you mean `winter`" in failed.stdout


def test_a_bare_site_with_claims(bare: Path) -> None:
    """Claims bring their register and the audit's page; the audit is a source, and a notebook may count over it."""
    for name, text in (("claims/ice-office.csv", CLAIM), ("audit/checks.json", CHECKS)):
        path = bare / "data" / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    describe_claims(bare / "data" / "datapackage.json")
    change(bare / "notebooks" / "ice.py", "\n# %% [markdown]\n# ## Limits", COUNTS + "\n# %% [markdown]\n# ## Limits")
    site = built(bare)
    assert sections(site) == DEFAULT_PAGES | {"audit", "claims"}
    values = (site / "values" / "ice" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../sources/#claim-audit"' in values
    sources = (site / "sources" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'id="claim-audit">Claim audit.{0,200}Grade C', sources, re.DOTALL)


def test_a_site_with_every_part_and_no_page_of_its_own(tmp_path: Path) -> None:
    """Claims, audit, frameworks, theses and glossary each have a page that nobody wrote, and a menu leads to them."""
    project = Path(shutil.copytree(FIXTURE, tmp_path / "project"))
    for page in (project / "docs").glob("*.md"):
        if page.name != "index.md":
            page.unlink()
    (project / "data" / "glossary.json").write_text(
        '[{"id": "mw", "term": "megawatt", "also": ["MW"], "meaning": "A million watts."}]', encoding="utf-8"
    )
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"^nav:\n(?:  .*\n)+", "", text, flags=re.MULTILINE), encoding="utf-8")
    site = built(project, "/2026.01/")
    assert sections(site) == DEFAULT_PAGES | OPTIONAL_PAGES - {"changes"}
    home = (site / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{page}/"' in home for page in sections(site))


def test_bad_settings_are_told_all_at_once(bare: Path) -> None:
    """What the site cannot have is named before anything runs: options of the plugin, then of MkDocs itself."""
    config = bare / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("  - proofpress\n", "  - proofpress: {relase: x, timeout: 0}\n"), encoding="utf-8")
    done = mkdocs_here(bare, "build", "--strict")
    assert done.returncode != 0
    assert "no option `plugins.proofpress.relase`. Did you mean `release`?" in done.stdout
    assert "option `plugins.proofpress.timeout`; expected a whole number of seconds; got 0" in done.stdout
    config.write_text(
        text.replace(
            "theme: material", "theme: {name: mkdocs, font: {text: Roboto}}\nuse_directory_urls: false\ndocs_dir: data"
        ),
        encoding="utf-8",
    )
    done = mkdocs_here(bare, "build", "--strict")
    assert done.returncode != 0
    for entry in (
        "`theme`; expected `material`; got `mkdocs`",
        "`theme.font` loads from another site",
        "`use_directory_urls`; expected true",
        "`docs_dir`; expected docs; got data",
    ):
        assert entry in done.stdout, done.stdout
    assert not (bare / "site").exists()


def test_parts_of_the_theme_that_go_past_the_checks_are_refused(bare: Path) -> None:
    """A blog reads posts itself, a site for offline use renames pages, instant pages keep the first one's scripts."""
    (bare / "docs" / "blog" / "posts").mkdir(parents=True)
    (bare / "docs" / "blog" / "posts" / "post.md").write_text("---\ndate: 2026-01-01\n---\n# Post\n", encoding="utf-8")
    config = bare / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    theme = "theme: {name: material, features: [navigation.tabs, navigation.instant.progress]}"
    text = text.replace("theme: material", theme).replace(
        "  - search\n", "  - search\n  - blog\n  - material/offline\n"
    )
    config.write_text(text, encoding="utf-8")
    done = mkdocs_here(bare, "build", "--strict")
    assert done.returncode != 0
    for entry in ("plugin `blog`", "plugin `offline`", "`theme.features`, `navigation.instant.progress`"):
        assert entry in done.stdout, done.stdout
    assert "navigation.tabs" not in done.stdout
    assert "Traceback" not in done.stdout
    assert not (bare / "site").exists()


def test_what_would_be_loaded_from_another_site_is_refused(bare: Path) -> None:
    """Its policy keeps browsers from it, so that readers would see a gap: each is named once, with file and line."""
    with (bare / "docs" / "index.md").open("a", encoding="utf-8") as page:
        page.write('\n![map](https://maps.example/a.png)\n\n<iframe src="https://films.example/b"></iframe>\n')
    for name in ("first", "second"):
        (bare / "docs" / f"{name}.md").write_text("# Page\n![both](https://both.example/e.png)\n", encoding="utf-8")
    (bare / "docs" / "own.css").write_text(".a { background: url(https://styles.example/c.png) }\n", encoding="utf-8")
    config = bare / "mkdocs.yml"
    options = "extra_css:\n  - own.css\n  - https://styles.example/d.css\n"
    config.write_text(config.read_text(encoding="utf-8") + options, encoding="utf-8")
    assert proofpress_here(bare, "accept").returncode == 0
    done = mkdocs_here(bare, "build", "--strict")
    assert done.returncode != 0
    lines = (bare / "docs" / "index.md").read_text(encoding="utf-8").split("\n")
    for place, address in (
        (f"docs/index.md:{lines.index('![map](https://maps.example/a.png)') + 1}", "https://maps.example/a.png"),
        (f"docs/index.md:{len(lines) - 1}", "https://films.example/b"),
        ("docs/own.css", "https://styles.example/c.png"),
        (f"mkdocs.yml:{len(config.read_text(encoding='utf-8').splitlines())}", "https://styles.example/d.css"),
    ):
        assert re.search(rf"{re.escape(place)}\S*: `{re.escape(address)}`", done.stdout), done.stdout
        assert done.stdout.count(f"`{address}`") == 1
    assert set(re.findall(r"docs/(\w+)\.md:2: `https://both\.example/e\.png`", done.stdout)) == {"first", "second"}
    assert not (bare / "site").exists()


@pytest.mark.parametrize("text", ["A share of $\\frac{a$ is lost.", "```mermaid\ngraph TD; A-->B\n```"])
def test_what_no_page_could_show_is_refused_before_it_is_accepted(text: str, bare: Path) -> None:
    """A formula that cannot be read, or a diagram that only a script could draw, by its line; nothing is written."""
    notebook = bare / "notebooks" / "ice.py"
    cell = "\n# %% [markdown]\n" + "".join(f"# {line}\n" for line in text.split("\n"))
    with notebook.open("a", encoding="utf-8") as file:
        file.write(cell)
    line = notebook.read_text(encoding="utf-8").split("\n").index(f"# {text.split(chr(10), maxsplit=1)[0]}") + 1
    done = proofpress_here(bare, "accept")
    assert done.returncode != 0
    assert f"notebooks/ice.py:{line}: " in done.stdout, done.stdout
    assert not (bare / "docs" / "published").exists()


def make_wheel(folder: Path) -> Path:
    """Return a wheel of this checkout's package, built from a copy."""
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "scripts", source / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    command = ["wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(folder), "."]
    run(source, sys.executable, "-m", "pip", *command)
    (wheel,) = folder.glob("*.whl")
    return wheel


def make_environment(folder: Path, wheel: Path) -> Path:
    """Return the programs' folder of a fresh environment: the wheel, and the locked packages without this checkout."""
    run(folder, sys.executable, "-m", "venv", "--without-pip", "fresh")
    python = folder / "fresh" / "bin" / "python"
    command = ["install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    run(folder, sys.executable, "-m", "pip", "--python", str(python), *command)
    (packages,) = (folder / "fresh" / "lib").glob("python*/site-packages")
    locked = next(path for path in sys.path if path.endswith("site-packages"))
    (packages / "locked.pth").write_text(f"{locked}\n", encoding="utf-8")  # .pth files in there are not followed
    share = folder / "fresh" / "share"
    share.mkdir(exist_ok=True)
    (share / "jupyter").symlink_to(Path(sys.prefix) / "share" / "jupyter")  # what nbconvert installs beside its module
    return python.parent


def run(folder: Path, *command: str) -> str:
    """Run a command that must succeed, without what would lead it to this checkout, and return what it printed."""
    env = {key: value for key, value in environment().items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    out, timeout = subprocess.PIPE, TIMEOUT
    done = subprocess.run(
        command, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT, text=True, timeout=timeout, check=False
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.skipif(os.name != "posix", reason="the environment's programs lie elsewhere")
def test_the_installed_wheel_builds_the_bare_site(bare: Path, tmp_path: Path) -> None:
    """What is installed from the wheel, with nothing of this checkout in reach, builds the site and verifies it."""
    wheel = make_wheel(tmp_path)
    held = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in held if name.startswith(("ledger", "bench"))]
    assert {"proofpress/render/theme/main.html", "proofpress/render/templates/pages/methods.md.j2"} <= set(held)
    programs = make_environment(tmp_path, wheel)
    python = str(programs / "python")
    place = run(bare, python, "-c", "import proofpress; print(proofpress.__file__)")
    assert Path(place.strip()).is_relative_to(tmp_path / "fresh")
    assert "None" in run(bare, python, "-c", "import importlib.util as u; print(u.find_spec('ledger'))")
    run(bare, str(programs / "proofpress"), "accept")
    run(bare, python, "-m", "mkdocs", "build", "--strict")
    whole(bare / "site")
    assert "2 of 2 regenerate, 0 differ" in run(bare, str(programs / "proofpress"), "verify")


def test_a_bare_site_offers_choices(bare: Path) -> None:
    """One argument lets a reader choose, on any site: a form, the rows, the script; a page without figures has none."""
    offered = 'period="winter", absolute="days", among=ice'
    before = '    alt="Three bars, each shorter than the one before.",\n'
    notebook = bare / "notebooks" / "ice.py"
    change(notebook, before, f"{before}    {offered},\n")
    last = "ice[ice.winter > 2021].reset_index(drop=True)"
    change(notebook, "chart = (\n", f"last = {last}\nchart = (\n")
    change(notebook, "alt.Chart(ice)", "alt.Chart(last)")
    change(notebook, "data=ice,", "data=last,")
    site = built(bare)
    rows = json.loads((site / "figures" / "ice" / "days" / "offer.json").read_text(encoding="utf-8"))["rows"]
    assert [facts for _, facts, *_ in rows] == [[2021, 41], [2022, 35], [2023, 28]]
    values = (site / "figures" / "ice" / "days" / "values.csv").read_text(encoding="utf-8").splitlines()
    assert [line.partition(",")[0] for line in values] == ["layer", "main", "main", "offered", "offered", "offered"]
    page = (site / "analyses" / "ice" / "index.html").read_text(encoding="utf-8")
    assert "<option>2021</option><option selected>2022</option>" in page
    assert "offers.js" in page
    assert "offers.js" not in (site / "sources" / "index.html").read_text(encoding="utf-8")
