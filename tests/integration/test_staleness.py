"""Each layer is made again exactly when what it depends on changes; each is edited here, and what is made counted."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from proofpress import pipeline
from proofpress.execute.run import execute_notebooks
from proofpress.figures import kept
from proofpress.figures.draw import DrawJob
from proofpress.model.records import Picture
from proofpress.model.settings import load_settings
from proofpress.render import assets, context
from tests.support.projects import change, project_of

pytestmark = pytest.mark.slow

NONE: set[str] = set()
CLAIMS = "data/claims/trade-press.csv"
TABLES = "data/tables"
CITING = "methods.md"
"""The page that cites the whole site, with the hash of its manifest, which names the generator's code."""


def run_again(root: Path) -> set[str]:
    """Return the slugs of the notebooks that executed rather than being reused."""
    result = execute_notebooks(project_of(root))
    assert {item.analysis for item in result} == {"plants", "power-mix"}
    return {item.analysis for item in result if not item.reused}


@pytest.fixture
def warm(fixture_project: Path) -> Path:
    """Give a project whose notebooks have both run, as they stand now."""
    run_again(fixture_project)
    assert run_again(fixture_project) == NONE
    return fixture_project


def test_only_what_an_edit_touches_runs_again(warm: Path) -> None:
    """A notebook, table, claim or source re-executes exactly the notebooks that rest on it; undoing one, none."""
    change(warm / "notebooks" / "plants.py", "# - Two plants only.", "# - Only the two plants.")
    assert run_again(warm) == {"plants"}
    change(warm / "notebooks" / "plants.py", "# - Only the two plants.", "# - Two plants only.")
    assert run_again(warm) == NONE
    change(warm / TABLES / "power_mix.csv", "gas-2023,gas,2023,42", "gas-2023,gas,2023,43")
    assert run_again(warm) == {"power-mix"}
    change(warm / CLAIMS, ",,15,percent,15,2030", ",,16,percent,15,2030")
    assert run_again(warm) == {"power-mix"}
    change(warm / "data" / "sources.json", '"Trade Press 2023", "grade": "C"', '"Trade Press 2023", "grade": "B"')
    assert run_again(warm) == {"plants"}
    assert run_again(warm) == NONE


def test_what_no_notebook_uses_runs_nothing(warm: Path) -> None:
    """A claim that no notebook loaded, an unused source's grade and a hand-written page re-execute nothing."""
    change(warm / CLAIMS, ",39,39,percent,39,2012", ",38,38,percent,39,2012")
    change(warm / "data" / "sources.json", '"Unsigned post", "grade": "D"', '"Unsigned post", "grade": "C"')
    (warm / "docs" / "reproduce.md").write_text("# Reproduce\n\nAnother text.\n")
    assert run_again(warm) == NONE


def test_a_fields_meaning_is_part_of_its_table(warm: Path) -> None:
    """A schema edit re-executes the notebook that loads the table, and no other."""
    change(warm / "data" / "datapackage.json", '"unit": "MW"', '"unit": "GW"')
    assert run_again(warm) == {"plants"}


def test_another_lock_runs_everything_again(warm: Path) -> None:
    """When the locked environment changes, no old result is trusted."""
    with (warm / "requirements.txt").open("a") as lock:
        lock.write("# renewed\n")
    assert run_again(warm) == {"plants", "power-mix"}
    assert run_again(warm) == NONE


@dataclass
class Counts:
    """What one build did: the notebooks that executed, the figures that were drawn, and the pages that differ."""

    executed: set[str] = field(default_factory=set)
    drawn: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)


class Builds:
    """Builds of one project in this process, each counted and compared with the one before."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.counts = Counts()
        self.pages: Mapping[str, str] = {}
        draw = kept.draw_figures

        def counted(orders: Sequence[DrawJob], *arguments: Any) -> list[Picture]:
            self.counts.drawn |= {order.figure.id for order in orders}
            return draw(orders, *arguments)

        monkeypatch.setattr(kept, "draw_figures", counted)

    def build(self) -> Counts:
        """Build strictly and return what it took."""
        self.counts = Counts()
        assets.style.cache_clear()
        context.templates().cache.clear()

        def tell(line: str) -> None:
            match = re.fullmatch(r"notebooks/(\w+)\.py: executed in .*", line)
            if match:
                self.counts.executed.add(match[1])

        site = pipeline.build(load_settings(self.root), progress=tell)
        changed = {path for path, text in site.pages.items() if self.pages.get(path) != text}
        self.counts.pages = changed
        self.pages = site.pages
        return self.counts


def own_pictures(root: Path) -> None:
    """Give a project its own copy of the pictures that all tests share."""
    pictures = load_settings(root).cache / "pictures"
    if pictures.is_symlink():
        shared = pictures.resolve()
        pictures.unlink()
        shutil.copytree(shared, pictures)


@pytest.fixture
def builds(fixture_project: Path, generator: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """Give a project that has just been built with everything as it stands, with its own pictures.

    Of each figure a few are kept: other tests of the run, which share them, could drop those of this one.
    """
    own_pictures(fixture_project)
    result = Builds(fixture_project, monkeypatch)
    result.build()
    assert result.build() == Counts()
    return result


def append(path: Path, text: str) -> None:
    """Add a text to the end of a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_style_edit_executes_and_draws_nothing(builds: Builds, generator: Path) -> None:
    """A comment in a style sheet runs no notebook and draws no chart; no page changes but by the hashes it states."""
    append(generator / "render" / "assets" / "style" / "text.css", "/* another comment */\n")
    counts = builds.build()
    assert (counts.executed, counts.drawn) == (NONE, NONE)
    assert counts.pages == {"figures/plants/capacity.md", "figures/power-mix/coal-halves.md", CITING}


def test_a_template_edit_renders_the_pages_that_use_it(builds: Builds, generator: Path) -> None:
    """What a template says anew stands on exactly the pages that use it; nothing runs and nothing is drawn."""
    append(generator / "render" / "templates" / "foot.md.j2", "\nAnother foot.\n")
    counts = builds.build()
    assert (counts.executed, counts.drawn) == (NONE, NONE)
    pages = {"analyses/plants.md", "analyses/power-mix.md"}
    assert counts.pages == {*pages, CITING}
    assert all("Another foot." in builds.pages[path] for path in pages)


@pytest.mark.parametrize("name", ["render/site.py", "record/compare.py", "changes/causes.py", "release/build.py"])
def test_a_docstring_of_a_later_stage_runs_nothing(builds: Builds, generator: Path, name: str) -> None:
    """Code that neither runs in a kernel nor draws is no part of what did."""
    append(generator / name, '\n"""Another sentence."""\n')
    counts = builds.build()
    assert (counts.executed, counts.drawn) == (NONE, NONE)


def test_drawing_code_draws_and_runs_nothing(builds: Builds, generator: Path) -> None:
    """An edit of what draws draws each figure again, and executes no notebook."""
    append(generator / "figures" / "draw.py", "\n# another line\n")
    counts = builds.build()
    assert (counts.executed, counts.drawn) == (NONE, {"plants/capacity", "power-mix/coal-halves"})


def test_kernel_code_runs_everything_and_draws_nothing(builds: Builds, generator: Path) -> None:
    """An edit of what runs in the kernel executes each notebook; the same specifications are not drawn again."""
    append(generator / "text" / "quantities.py", "\n# another line\n")
    counts = builds.build()
    assert (counts.executed, counts.drawn) == ({"plants", "power_mix"}, NONE)


def test_a_figure_is_drawn_while_its_notebook_runs(
    fixture_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a core is idle nothing is left to draw after the run, and the picture is the one that is drawn then."""
    change(fixture_project / TABLES / "plants.csv", "North,1200", "North,1301")
    drawn: list[list[str]] = []
    draw = kept.draw_figures

    def noted(orders: Sequence[DrawJob], *arguments: Any) -> list[Picture]:
        drawn.append([order.figure.id for order in orders])
        return draw(orders, *arguments)

    monkeypatch.setattr(kept, "draw_figures", noted)
    other = tmp_path / "other"
    shutil.copytree(fixture_project, other, symlinks=True)
    for root in (fixture_project, other):
        own_pictures(root)
    idle = pipeline.compute(replace(load_settings(fixture_project), workers=2))
    assert drawn == [["plants/capacity"], []]
    drawn.clear()
    busy = pipeline.compute(replace(load_settings(other), workers=1))
    assert drawn == [["plants/capacity"]]
    assert idle.pictures == busy.pictures


def test_edited_data_never_serve_a_stale_page(builds: Builds) -> None:
    """A changed row runs its notebook and changes its pages; a title reaches the page of its table without a run."""
    change(builds.root / TABLES / "plants.csv", "North,1200", "North,1300")
    pipeline.accept(load_settings(builds.root))
    counts = builds.build()
    assert counts.pages >= {"analyses/plants.md", "figures/plants/capacity.md", "data/plants.md"}
    assert "1,300" in builds.pages["analyses/plants.md"]
    descriptor = builds.root / "data" / "datapackage.json"
    package = json.loads(descriptor.read_text())
    next(entry for entry in package["resources"] if entry["name"] == "plants")["title"] = "Another title"
    descriptor.write_text(json.dumps(package))
    counts = builds.build()
    assert counts.executed == NONE
    assert "Another title" in builds.pages["data/plants.md"]
