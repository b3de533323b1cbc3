"""A result is reused only if notebook, inputs, package code and lock all hash the same; each of them is edited here."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import proofpress as package
from proofpress.execute.run import execute_notebooks
from proofpress.model.settings import load_settings
from tests.support.commands import environment, proofpress
from tests.support.projects import change

pytestmark = pytest.mark.slow

NONE: set[str] = set()
CLAIMS = "data/claims/trade-press.csv"
TABLES = "data/tables"


def run_again(root: Path) -> set[str]:
    """Return the slugs of the notebooks that executed rather than being reused."""
    found = execute_notebooks(load_settings(root))
    assert {one.analysis for one in found} == {"plants", "power-mix"}
    return {one.analysis for one in found if not one.reused}


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


def test_other_package_code_runs_everything_again(fixture_project: Path, tmp_path: Path) -> None:
    """A copy of the package reuses what it made itself until one of its files changes; then everything runs again."""
    library = tmp_path / "library"
    [original] = package.__path__
    code = Path(shutil.copytree(original, library / "proofpress", ignore=shutil.ignore_patterns("__pycache__")))
    env = environment(PYTHONPATH=str(library))

    def lint() -> dict[str, str]:
        done = proofpress(fixture_project, "lint", env=env)
        assert done.returncode == 0, done.stdout
        return dict(re.findall(r"^notebooks/(\w+)\.py: (\w+)", done.stdout, re.MULTILINE))

    lint()
    assert lint() == {"plants": "unchanged", "power_mix": "unchanged"}
    with (code / "text" / "quantities.py").open("a") as file:
        file.write("\n# another line\n")
    assert lint() == {"plants": "executed", "power_mix": "executed"}
    assert lint() == {"plants": "unchanged", "power_mix": "unchanged"}
