"""What may be reused, and when it may not."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.tables import read_table
from proofpress.evidence.audit import register_digest
from proofpress.execute import cache as reuse
from proofpress.execute.cache import KEPT_RESULTS, Job, current_digest, notebook_parts, results_store
from proofpress.model import keys
from proofpress.model.canonical_json import to_json
from proofpress.model.files import ProjectFiles
from proofpress.model.hashing import sha256
from proofpress.model.records import ExecutedNotebook, Input
from proofpress.model.settings import Settings
from tests.support.projects import project_of
from tests.support.registers import write_json
from tests.support.strategies import FIELDS, table_bytes, tables, write_project


def a_job(root: Path, slug: str = "a", text: str = "text") -> Job:
    """Return a notebook to execute."""
    shown = f"notebooks/{slug}.py"
    return Job(slug, root / shown, shown, text, notebook_parts({"python": "3"}, shown, text))


def stored(root: Path, inputs: tuple[Input, ...] = (), packages: tuple[str, ...] = ()) -> tuple[Settings, Job]:
    """Store a result of a notebook that used some inputs, and return what finds it again."""
    settings, job = Settings(root), a_job(root)
    done = ExecutedNotebook("a", job.shown, sha256(job.text), {"cells": []}, inputs, packages=packages)
    reuse.keep_notebook(job, done, project_of(root))
    return settings, job


def recall(job: Job, settings: Settings) -> ExecutedNotebook | None:
    """Return the kept result, if it still holds for the project as it stands."""
    return reuse.recall_notebook(job, project_of(settings.root))


def table_input(root: Path) -> Input:
    """Return the input of a notebook that loaded the table."""
    table, _ = read_table("shares", root)
    return Input("table", "shares", table.path, sha256(table.sha256 + to_json(dict(table.resource["schema"]))))


@given(tables(min_size=1), st.data())
def test_any_changed_cell_makes_the_result_stale(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """A stored result is reused as long as its table is the same, and not after any one cell has changed."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_project(Path(folder), table_bytes(rows))
        settings, job = stored(root, (table_input(root),))
        hit = recall(job, settings)
        assert hit is not None
        assert hit.reused
        at = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.sampled_from([field["name"] for field in FIELDS]))
        changed = [dict(row) for row in rows]
        changed[at][column] = f"{changed[at][column]}1"
        write_project(root, table_bytes(changed))
        assert recall(job, settings) is None
        write_project(root, table_bytes(rows))
        assert recall(job, settings) is not None


@pytest.mark.parametrize(
    "name",
    [
        "claims/trade-press.csv",
        "tables/plants.csv",
        "tables/power_mix.csv",
        "audit/checks.json",
        "audit/links.json",
        "sources.json",
        "datapackage.json",
    ],
)
def test_any_file_of_the_register_makes_the_result_stale(data_project: Path, name: str) -> None:
    """A result that rests on the whole register is not reused after any claims, audit or table file has changed."""
    for empty in ("audit/checks.json", "audit/links.json"):
        write_json(data_project, f"data/{empty}", [])
    item = Input("register", "claims", "data/audit", register_digest(data_project))
    settings, job = stored(data_project, (item,))
    assert recall(job, settings) is not None
    (data_project / "docs" / "index.md").write_text("# Another\n")
    assert recall(job, settings) is not None
    path = data_project / "data" / name
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    assert recall(job, settings) is None
    path.write_bytes(content)
    assert recall(job, settings) is not None


def test_a_file_that_comes_or_goes_makes_the_result_stale(data_project: Path) -> None:
    """So is a claims file that is added to the register, or taken from it."""
    settings, job = stored(data_project, (Input("register", "claims", "data/audit", register_digest(data_project)),))
    added = data_project / "data" / "claims" / "more.csv"
    added.write_text((data_project / "data" / "claims" / "trade-press.csv").read_text())
    assert recall(job, settings) is None
    added.unlink()
    assert recall(job, settings) is not None


def test_a_gone_table_makes_the_result_stale(tmp_path: Path) -> None:
    """Without its table a result is not reused, and asking does not fail."""
    root = write_project(tmp_path, b"country,year\n")
    settings, job = stored(root, (table_input(root),))
    project = replace(project_of(settings.root), tables={})
    assert reuse.recall_notebook(job, project) is None
    assert current_digest(Input("table", "nothing", "data/tables/nothing.csv", ""), project) == ""


def test_what_it_was_made_under_is_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another text, a part more or less, and another version of a package that it imported make a result stale."""
    settings, job = stored(tmp_path, packages=("pandas",))
    hit = recall(job, settings)
    assert hit is not None
    assert hit.reused
    assert recall(a_job(tmp_path, text="other"), settings) is None
    assert recall(replace(job, parts={**job.parts, "generator model/new.py": "1"}), settings) is None
    assert recall(replace(job, parts={}), settings) is None
    monkeypatch.setattr(keys, "_installed", lambda: {"pandas": "0"})
    assert recall(job, settings) is None


def test_undoing_an_edit_of_a_table_is_free(tmp_path: Path) -> None:
    """Results of one text with different tables lie side by side, and each is found when its table is back."""
    rows = [[{"country": "A", "year": 2020, "share": share, "source": "s"}] for share in (1, 2)]
    for cells in rows:
        root = write_project(tmp_path, table_bytes(cells))
        stored(root, (table_input(root),))
    assert len(list((Settings(tmp_path).cache / "executed").rglob("*.kept"))) == 2
    for cells in rows:
        root = write_project(tmp_path, table_bytes(cells))
        assert recall(a_job(root), Settings(root)) is not None


@pytest.mark.parametrize("name", ["notebook.json", "inputs.json"])
@pytest.mark.parametrize("content", ["", "{", "5", '[{"kind": 5}]', None])
def test_a_result_of_another_shape_is_no_result(tmp_path: Path, name: str, content: str | None) -> None:
    """A stored result that lacks a file or holds another structure is computed anew, without a word."""
    settings, job = stored(tmp_path)
    kept = results_store(settings).latest("a")
    assert kept is not None
    files = {**kept.files, name: (content or "").encode()}
    if content is None:
        del files[name]
    results_store(settings).keep("a", kept.key, files, kept.parts)
    result = recall(job, settings)
    assert result is None or (name == "notebook.json" and content not in {"", "{", None})


def test_old_results_go(tmp_path: Path) -> None:
    """Of each notebook the last few results are kept, so that undoing an edit is free and the cache stays small."""
    settings = Settings(tmp_path)
    done = ExecutedNotebook("a", "notebooks/a.py", "x", {"cells": []}, ())
    for number in range(KEPT_RESULTS + 3):
        reuse.keep_notebook(a_job(tmp_path, text=str(number)), done, project_of(tmp_path))
    result = [recall(a_job(tmp_path, text=str(number)), settings) for number in range(KEPT_RESULTS + 3)]
    assert [hit is not None for hit in result] == [False] * 3 + [True] * KEPT_RESULTS


def test_a_notebook_without_a_kept_text_will_surely_run(tmp_path: Path) -> None:
    """Kernels are made ready early if a notebook's text is not among the kept ones; a damaged entry is no help."""
    root = write_project(tmp_path, table_bytes([]))
    (root / "notebooks").mkdir(exist_ok=True)
    (root / "notebooks" / "a.py").write_text("text")
    assert reuse.will_run(Settings(root), ProjectFiles(root))
    settings, job = stored(root)
    assert not reuse.will_run(settings, ProjectFiles(root))
    (root / "notebooks" / "a.py").write_text("another text")
    assert reuse.will_run(settings, ProjectFiles(root))
    (root / "notebooks" / "a.py").write_text("text")
    [kept] = results_store(settings).folder.joinpath(job.slug).glob("*")
    kept.write_bytes(b"nothing\n{")
    assert reuse.will_run(settings, ProjectFiles(root))
