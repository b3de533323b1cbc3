"""`proofpress explain` names what changed, for each kind of cause, and runs nothing."""

from __future__ import annotations

import json
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.cli.common import Options
from proofpress.cli.explain import freshness_of
from proofpress.model import keys
from proofpress.model.freshness import FRESH, Freshness
from proofpress.model.settings import load_settings
from tests.support.commands import mkdocs_here, proofpress_here
from tests.support.projects import change, digests

pytestmark = pytest.mark.slow

NOTEBOOKS = ("notebook plants", "notebook power-mix")
FIGURES = ("figure plants/capacity", "figure power-mix/coal-halves")


def explained(root: Path) -> dict[str, Freshness]:
    """Return what is said of each thing by its kind and name."""
    items = freshness_of(Options(root, debug=False))
    assert len(items) > 10
    return {f"{item.kind} {item.name}": item for item in items}


def reasons(root: Path) -> dict[str, tuple[str, ...]]:
    """Return why each thing that is not fresh is not."""
    return {name: item.why for name, item in explained(root).items() if item.state != FRESH}


@pytest.fixture
def project(fixture_project: Path) -> Path:
    """Give a project that has just been built."""
    return fixture_project


def append(path: Path) -> None:
    """Add a line to a file."""
    with path.open("ab") as file:
        file.write(b"\n")


def test_after_a_build_all_is_fresh(project: Path) -> None:
    """Notebooks, figures, every page and the site are fresh, and asking changes no file."""
    before = digests(project)
    assert reasons(project) == {}
    assert {*NOTEBOOKS, *FIGURES, "page index.md", "page analyses/plants.md", "site site"} <= explained(project).keys()
    assert digests(project) == before


def test_without_a_cache_all_would_run(project: Path) -> None:
    """Nothing kept is said as such."""
    shutil.rmtree(project / ".cache")
    items = freshness_of(Options(project, debug=False))
    assert {item.state for item in items} == {"would run"}
    assert {f"{item.kind} {item.name}" for item in items} == {*NOTEBOOKS, "site site"}


CAUSES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "a row": (
        "data/tables/plants.csv",
        "North,1200",
        "North,1300",
        {
            "notebook plants": "table plants: row plants:north changed",
            "figure plants/capacity": "notebook plants is stale",
            "page analyses/plants.md": "notebook plants is stale",
            "site site": "file data/tables/plants.csv changed",
        },
    ),
    "a schema": (
        "data/datapackage.json",
        '"unit": "MW"',
        '"unit": "GW"',
        {"notebook plants": "table plants: its description or schema changed"},
    ),
    "a claim": (
        "data/claims/trade-press.csv",
        ",,15,percent,15,2030",
        ",,16,percent,15,2030",
        {"notebook power-mix": "claim press-coal-2030 changed"},
    ),
    "a source": (
        "data/sources.json",
        '"Trade Press 2023", "grade": "C"',
        '"Trade Press 2023", "grade": "B"',
        {"notebook plants": "source trade-press changed"},
    ),
    "a notebook": (
        "notebooks/plants.py",
        "# - Two plants only.",
        "# - Only the two plants.",
        {"notebook plants": "notebook notebooks/plants.py changed"},
    ),
    "a setting": (
        "mkdocs.yml",
        "site_name: Fixture",
        "site_name: Another",
        {
            "figure plants/capacity": "frame credit changed",
            "site site": 'setting site_name: "Fixture" → "Another"',
        },
    ),
    "a page": (
        "docs/reproduce.md",
        "Run it.",
        "Run it again.",
        {"page reproduce.md": "file docs/reproduce.md changed", "site site": "file docs/reproduce.md changed"},
    ),
    "the lock": (
        "requirements.txt",
        "",
        "",
        {
            "notebook plants": "lock requirements.txt changed",
            "notebook power-mix": "lock requirements.txt changed",
            "site site": "lock requirements.txt changed",
        },
    ),
}


@pytest.mark.parametrize("name", CAUSES)
def test_each_cause_is_named(project: Path, name: str) -> None:
    """What changed is said of exactly the notebooks that rest on it, and of the figures, pages and site after them."""
    path, old, new, expected = CAUSES[name]
    if old:
        change(project / path, old, new)
    else:
        append(project / path)
    known = reasons(project)
    for thing, reason in expected.items():
        assert reason in known[thing], thing
    notebooks = {thing for thing in known if thing.startswith("notebook ")}
    assert notebooks == {thing for thing in expected if thing.startswith("notebook ")}
    assert "site site" in known


def test_site_code_is_named(project: Path) -> None:
    """A module of the site's own that a notebook imported is named when it changes."""
    module = project / "scripts" / "own" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.write_text("FACTOR = 1\n")
    change(project / "notebooks" / "plants.py", "import proofpress as pp", "import own\nimport proofpress as pp")
    pipeline.build(load_settings(project))
    assert reasons(project) == {}
    module.write_text("FACTOR = 1.0\n")
    assert reasons(project)["notebook plants"] == ("code own changed",)


EDITS: dict[str, tuple[str, set[str], str]] = {
    "kernel code": ("text/quantities.py", {*NOTEBOOKS, *FIGURES}, "generator text/quantities.py changed"),
    "drawing code": ("figures/draw.py", {*FIGURES}, "generator figures/draw.py changed"),
    "a style": ("render/assets/style/text.css", set(), "generator render/assets/style/text.css changed"),
    "a docstring": ("render/site.py", set(), "generator render/site.py changed"),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_file_of_the_generator_is_named(project: Path, generator: Path, name: str) -> None:
    """Each layer names its own file; what the file does not make stays fresh."""
    path, stale, reason = EDITS[name]
    append(generator / path)
    known = reasons(project)
    assert {thing for thing in known if thing.startswith(("notebook ", "figure "))} == stale
    assert reason in known["site site"]
    for thing in stale & {*NOTEBOOKS}:
        assert known[thing] == (reason,)


def test_a_template_names_the_pages_that_use_it(project: Path, generator: Path) -> None:
    """Of a template that says something else, exactly the pages that come out otherwise are stale."""
    template = generator / "render" / "templates" / "foot.md.j2"
    template.write_text(template.read_text() + "\nAnother foot.\n")
    known = reasons(project)
    pages = {thing for thing in known if thing.startswith("page ")}
    assert pages == {"page analyses/plants.md", "page analyses/power-mix.md", "page methods.md"}
    assert "generator render/templates/foot.md.j2 changed" in known["page analyses/plants.md"]


def test_a_package_is_named_with_its_versions(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of what a notebook imported is named, old and new."""
    real = metadata.version("pandas")
    monkeypatch.setattr(keys, "_installed", lambda old=keys._installed: {**old(), "pandas": "9.9"})
    known = reasons(project)
    assert known["notebook plants"] == (f"package pandas: {real} → 9.9",)
    assert not any(thing.startswith("figure ") and f"pandas: {real}" in str(why) for thing, why in known.items())


def test_the_register_names_its_file(project: Path) -> None:
    """A notebook that loaded the whole register names the file of it that changed."""
    change(
        project / "notebooks" / "plants.py", "import proofpress as pp", "import proofpress as pp\npp.load_register()"
    )
    pipeline.accept(load_settings(project))
    change(project / "data" / "claims" / "trade-press.csv", ",39,39,percent,39,2012", ",38,38,percent,39,2012")
    assert "file data/claims/trade-press.csv changed" in reasons(project)["notebook plants"]


def test_the_table_is_plain_and_json_is_whole(project: Path) -> None:
    """The table has a line a thing and counts what is alike; `--json` and NAME narrow and widen; all exit with 0."""
    done = proofpress_here(project, "explain")
    assert done.returncode == 0
    assert "notebook  plants " in done.stdout
    assert "other pages fresh" in done.stdout
    change(project / "data" / "tables" / "plants.csv", "North,1200", "North,1300")
    lines = proofpress_here(project, "explain").stdout
    assert "other pages stale: the site is rendered again once all else is fresh" in lines
    known = json.loads(proofpress_here(project, "explain", "plants", "--json").stdout)
    assert [(item["kind"], item["name"], item["state"]) for item in known[:2]] == [
        ("notebook", "plants", "stale"),
        ("figure", "plants/capacity", "stale"),
    ]
    assert {item["name"] for item in known} >= {"analyses/plants.md", "figures/plants/capacity.md"}
    assert not any("power-mix" in item["name"] for item in known)
    done = proofpress_here(project, "explain", "plnts")
    assert done.returncode == 1
    assert "nothing is called `plnts`. Did you mean `plants`?" in done.stdout


def test_mkdocs_own_arguments_make_nothing_stale(project: Path) -> None:
    """A site that was built into another folder is explained by what its file says."""
    assert mkdocs_here(project, "build", "--strict", "--site-dir", "elsewhere").returncode == 0
    assert reasons(project) == {}
