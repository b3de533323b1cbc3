"""What may be reused, and when it may not."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.tables import read_table
from proofpress.evidence.audit import register_digest
from proofpress.execute import cache as reuse
from proofpress.execute.cache import KEPT_RESULTS, Job, current_digest, environment_hash, package_hash
from proofpress.model.canonical_json import to_json
from proofpress.model.hashing import sha256
from proofpress.model.records import ExecutedNotebook, Input
from proofpress.model.settings import Settings, load_settings
from tests.support.projects import project_of
from tests.support.registers import write_json
from tests.support.strategies import FIELDS, table_bytes, tables, write_project


def stored(root: Path, inputs: tuple[Input, ...] = ()) -> tuple[Settings, Job]:
    """Store a result of a notebook that used some inputs, and return what finds it again."""
    settings = Settings(root)
    job = Job("a", root / "notebooks" / "a.py", "notebooks/a.py", "text", "k" * 64)
    reuse.keep_notebook(job, ExecutedNotebook("a", job.shown, sha256(job.text), {"cells": []}, inputs), settings)
    return settings, job


def table_input(root: Path) -> Input:
    """Return the input of a notebook that loaded the table."""
    table, _ = read_table("shares", root)
    return Input("table", "shares", table.path, sha256(table.sha256 + to_json(dict(table.resource["schema"]))))


def test_the_package_hash_covers_every_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changing, adding or removing any file of the package changes its hash; compiled files do not count."""
    folder = Path(shutil.copytree(Path(reuse.__file__).parents[1], tmp_path / "proofpress"))
    monkeypatch.setattr(reuse, "__file__", str(folder / "execute" / "cache.py"))
    first = package_hash()
    (folder / "__pycache__").mkdir(exist_ok=True)
    (folder / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert package_hash() == first
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    assert {".py", ".j2", ".css", ".js"} <= {path.suffix for path in files}
    for path in (files[0], next(path for path in files if path.suffix == ".j2"), files[-1]):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert package_hash() != first, path
        path.write_bytes(content)
    assert package_hash() == first
    (folder / "new.py").write_text("")
    assert package_hash() != first


def test_the_environment_hash_covers_lock_and_installation(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another lock, or another version of a library that results depend on, is another environment."""
    settings = load_settings(data_project)
    first = environment_hash(settings)
    lock = settings.lock.read_text()
    settings.lock.write_text(lock + "# more\n")
    assert environment_hash(settings) != first
    settings.lock.write_text(lock)
    assert environment_hash(settings) == first
    monkeypatch.setattr(metadata, "version", lambda name: "0")
    assert environment_hash(settings) != first


@given(tables(min_size=1), st.data())
def test_any_changed_cell_makes_the_result_stale(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """A stored result is reused as long as its table is the same, and not after any one cell has changed."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_project(Path(folder), table_bytes(rows))
        settings, job = stored(root, (table_input(root),))
        hit = reuse.recall_notebook(job, project_of(settings.root))
        assert hit is not None
        assert hit.reused
        at = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.sampled_from([field["name"] for field in FIELDS]))
        changed = [dict(row) for row in rows]
        changed[at][column] = f"{changed[at][column]}1"
        write_project(root, table_bytes(changed))
        assert reuse.recall_notebook(job, project_of(settings.root)) is None
        write_project(root, table_bytes(rows))
        assert reuse.recall_notebook(job, project_of(settings.root)) is not None


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
    assert reuse.recall_notebook(job, project_of(settings.root)) is not None
    (data_project / "docs" / "index.md").write_text("# Another\n")
    assert reuse.recall_notebook(job, project_of(settings.root)) is not None
    path = data_project / "data" / name
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    assert reuse.recall_notebook(job, project_of(settings.root)) is None
    path.write_bytes(content)
    assert reuse.recall_notebook(job, project_of(settings.root)) is not None


def test_a_file_that_comes_or_goes_makes_the_result_stale(data_project: Path) -> None:
    """So is a claims file that is added to the register, or taken from it."""
    settings, job = stored(data_project, (Input("register", "claims", "data/audit", register_digest(data_project)),))
    added = data_project / "data" / "claims" / "more.csv"
    added.write_text((data_project / "data" / "claims" / "trade-press.csv").read_text())
    assert reuse.recall_notebook(job, project_of(settings.root)) is None
    added.unlink()
    assert reuse.recall_notebook(job, project_of(settings.root)) is not None


def test_a_gone_table_makes_the_result_stale(tmp_path: Path) -> None:
    """Without its table a result is not reused, and asking does not fail."""
    root = write_project(tmp_path, b"country,year\n")
    settings, job = stored(root, (table_input(root),))
    project = replace(project_of(settings.root), tables={})
    assert reuse.recall_notebook(job, project) is None
    assert current_digest(Input("table", "nothing", "data/tables/nothing.csv", ""), project) == ""


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"inputs": [{}], "notebook": {}}', '{"inputs": 5}'])
def test_a_broken_cache_is_no_cache(tmp_path: Path, content: str) -> None:
    """A stored result that is cut, empty or of another shape is computed anew, without a word."""
    settings, job = stored(tmp_path)
    [file] = (settings.cache / "executed").iterdir()
    file.write_text(content)
    assert reuse.recall_notebook(job, project_of(settings.root)) is None


def test_old_results_go(tmp_path: Path) -> None:
    """Of each notebook the last few results are kept, so that undoing an edit is free and the cache stays small."""
    settings = Settings(tmp_path)
    done = ExecutedNotebook("a", "notebooks/a.py", "x", {"cells": []}, ())
    for number in range(KEPT_RESULTS + 3):
        job = Job("a", tmp_path, "notebooks/a.py", "t", sha256(str(number)))
        reuse.keep_notebook(job, done, settings)
        os.utime(settings.cache / "executed" / f"a-{job.key[:20]}.json", (number, number))
    kept = list((settings.cache / "executed").iterdir())
    assert len(kept) == KEPT_RESULTS
    assert settings.cache / "executed" / f"a-{sha256(str(KEPT_RESULTS + 2))[:20]}.json" in kept


def test_a_longer_name_is_another_notebook(tmp_path: Path) -> None:
    """Results of ``a-b`` neither count as results of ``a`` nor go with them."""
    settings = Settings(tmp_path)
    for number, slug in enumerate([*["a-b"] * KEPT_RESULTS, *["a"] * KEPT_RESULTS]):
        done = ExecutedNotebook(slug, f"notebooks/{slug}.py", "x", {"cells": []}, ())
        reuse.keep_notebook(Job(slug, tmp_path, done.path, "t", sha256(str(number))), done, settings)
    assert len(list((settings.cache / "executed").iterdir())) == 2 * KEPT_RESULTS
