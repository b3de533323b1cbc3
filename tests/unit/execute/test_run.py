"""Which notebooks run, in what environment, and when a stored result may stand for a run."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.data.tables import read_table
from proofpress.execute.plan import plan
from proofpress.execute.run import Reports, execute_notebooks, kernel_environment
from proofpress.model.canonical_json import to_json
from proofpress.model.errors import NotebookError
from proofpress.model.hashing import sha256
from proofpress.model.records import ExecutedNotebook, Input
from proofpress.model.settings import load_settings
from tests.support.projects import project_of


def test_every_notebook_is_planned_with_its_slug(data_project: Path) -> None:
    """There is a job for each notebook, named by its slug, in the site's order."""
    jobs = plan(project_of(data_project))
    assert [(job.slug, job.shown) for job in jobs] == [
        ("plants", "notebooks/plants.py"),
        ("power-mix", "notebooks/power_mix.py"),
    ]


def test_a_key_depends_on_the_text_alone_not_on_the_folder(data_project: Path, tmp_path: Path) -> None:
    """The same notebook in another folder has the same key; another text has another, and only that one."""
    first = {job.slug: job.parts for job in plan(project_of(data_project))}
    moved = Path(shutil.copytree(data_project, tmp_path / "elsewhere"))
    assert {job.slug: job.parts for job in plan(project_of(moved))} == first
    path = moved / "notebooks" / "plants.py"
    path.write_text(path.read_text() + "\n# more\n")
    second = {job.slug: job.parts for job in plan(project_of(moved))}
    assert {slug for slug in first if first[slug] != second[slug]} == {"plants"}


def test_no_notebook_is_refused(data_project: Path) -> None:
    """A project without notebooks is told what to add."""
    shutil.rmtree(data_project / "notebooks")
    with pytest.raises(NotebookError, match=r"notebooks/: no notebook; expected at least one `\*\.py`"):
        plan(project_of(data_project))


def test_every_unreadable_notebook_is_named(data_project: Path) -> None:
    """Two notebooks that are not UTF-8 are two problems of one error."""
    for name in ("plants", "power_mix"):
        (data_project / "notebooks" / f"{name}.py").write_bytes(b"# K\xf8rt")
    with pytest.raises(NotebookError) as caught:
        plan(project_of(data_project))
    text = str(caught.value)
    assert "notebooks/plants.py: cannot be read; expected UTF-8 text" in text
    assert "notebooks/power_mix.py: cannot be read" in text


def test_an_ordered_analysis_without_a_notebook_is_refused(data_project: Path) -> None:
    """An analysis that ``mkdocs.yml`` orders and no notebook is, is named with the nearest that is."""
    settings = replace(load_settings(data_project), analyses=("power-mxi",))
    with pytest.raises(NotebookError, match=r"no notebook `power-mxi`.*Did you mean `power-mix`"):
        plan(project_of(data_project, settings))


def test_two_notebooks_of_one_slug_are_refused(data_project: Path) -> None:
    """``power_mix`` and ``power-mix`` would be one page, so both are named instead of one being dropped."""
    shutil.copy(data_project / "notebooks" / "power_mix.py", data_project / "notebooks" / "power-mix.py")
    with pytest.raises(NotebookError, match=r"power_mix\.py: its slug `power-mix` is that of notebooks/power-mix\.py"):
        plan(project_of(data_project))


def test_a_kernel_knows_no_home_and_no_here(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seed, zone, locale and date are fixed, and what the author's shell sets does not reach a notebook."""
    for name, text in (("TZ", "Asia/Tokyo"), ("LC_ALL", "de_DE"), ("PYTHONHASHSEED", "7"), ("SECRET", "x")):
        monkeypatch.setenv(name, text)
    env = kernel_environment(load_settings(data_project), data_project / "home")
    assert (env["TZ"], env["LC_ALL"], env["PYTHONHASHSEED"]) == ("UTC", "C.UTF-8", "0")
    assert env["SOURCE_DATE_EPOCH"] == "1768435200"
    assert env["HOME"] == str(data_project / "home")
    assert "SECRET" not in env


def table_input(root: Path) -> Input:
    """Return the input of a notebook that loaded the table."""
    table, _ = read_table("shares", root)
    return Input("table", "shares", table.path, sha256(table.sha256 + to_json(dict(table.resource["schema"]))))


def test_stored_results_are_told_and_returned_in_order(fixture_project: Path) -> None:
    """Reused results come in the site's order, each reported once, with inputs and without the report cell."""
    texts: list[ExecutedNotebook] = []
    result = execute_notebooks(project_of(fixture_project), reports=Reports(texts.append))
    assert [item.analysis for item in result] == ["plants", "power-mix"]
    assert sorted(item.analysis for item in texts) == ["plants", "power-mix"]
    names = {entry.analysis: {(item.kind, item.name) for item in entry.inputs} for entry in result}
    assert ("table", "power_mix") in names["power-mix"]
    assert ("claim", "press-coal-2030") in names["power-mix"]
    assert ("claim", "press-coal-2012") not in names["power-mix"]
    assert ("table", "power_mix") not in names["plants"]
    for element in result:
        assert "_p.report()" not in json.dumps(element.notebook)
