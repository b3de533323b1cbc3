"""Copies of projects to build and to break: tests never write into the tree."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from proofpress.data.project import Project, read_project
from proofpress.data.sources import REGISTRY, load_sources
from proofpress.data.tables import DESCRIPTOR
from proofpress.model.files import ProjectFiles
from proofpress.model.settings import Settings, load_settings
from proofpress.record.site_input import SiteInput

ROOT = Path(__file__).parents[2]
PROJECT = Path(os.environ.get("PROOFPRESS_TEST_PROJECT", ROOT))
"""The project whose published figures are tested: this repository's, unless another is named."""
FIXTURE = ROOT / "tests" / "fixture_site"
BARE = ROOT / "tests" / "bare_site"
PARTS = (
    "data",
    "docs",
    "documents",
    "notebooks",
    "scripts/ledger",
    "mkdocs.yml",
    "requirements.txt",
)
"""What a project is made of; its caches and its site are not."""
CACHE_VARIABLE = "PROOFPRESS_TEST_CACHE"
"""Names a folder that the projects of one test run share."""
SHARED_CACHE = ("pictures", "pages")
"""Parts of a project's cache whose files are named by the hash of all that they are made from."""


def copy_project(source: Path, target: Path, *, cache: bool = False, shared_cache: bool = True) -> Path:
    """Return a copy of a project.

    Parameters
    ----------
    source, target : Path
        The project, and where its copy will be.
    cache : bool
        Take along the notebooks that were executed before.
    shared_cache : bool
        Find what other projects of this run have drawn and cut already; otherwise the copy has nothing.
    """
    for part in PARTS:
        old, new = source / part, target / part
        new.parent.mkdir(parents=True, exist_ok=True)
        if old.is_dir():
            shutil.copytree(old, new, ignore=shutil.ignore_patterns("__pycache__"))
        elif old.exists():
            shutil.copy2(old, new)
    executed = source / ".cache" / "proofpress"
    if cache and executed.is_dir():
        shutil.copytree(executed, target / ".cache" / "proofpress", symlinks=True)
    elif shared_cache:
        share_cache(target)
    return target


def share_cache(project: Path) -> None:
    """Have a project keep pictures where the other projects of the run keep theirs."""
    if CACHE_VARIABLE not in os.environ:
        return
    own = project / ".cache" / "proofpress"
    own.mkdir(parents=True, exist_ok=True)
    for name in SHARED_CACHE:
        folder = Path(os.environ[CACHE_VARIABLE]) / name
        folder.mkdir(exist_ok=True)
        (own / name).symlink_to(folder, target_is_directory=True)


def files_below(folder: Path) -> dict[str, Path]:
    """Return every file below a folder by its address."""
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def digests(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files_below(folder).items()}


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return, in words, every file that is missing, extra or not the same."""
    result = [f"missing: {name}" for name in sorted(old.keys() - new.keys())]
    result += [f"extra: {name}" for name in sorted(new.keys() - old.keys())]
    return result + [f"differs: {name}" for name in sorted(old.keys() & new.keys()) if old[name] != new[name]]


def change(path: Path, old: str, new: str) -> None:
    """Replace the only occurrence of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def project_of(root: Path, settings: Settings | None = None) -> Project:
    """Return a project's data as a build reads them, without validating them; what is missing is left out."""
    files = ProjectFiles(root)
    sources = load_sources(files) if files.exists(REGISTRY) else {}
    settings = settings or (load_settings(root) if files.exists("mkdocs.yml") else Settings(root))
    if not files.exists(DESCRIPTOR):
        return Project(settings, files, sources, {}, {}, {}, {})
    return read_project(settings, files, sources)


def varied(site_input: SiteInput, **changes: Any) -> SiteInput:
    """Return a site's input with some fields changed, those of its project among them."""
    own = {field.name for field in fields(site_input)}
    project = replace(site_input.project, **{key: value for key, value in changes.items() if key not in own})
    return replace(site_input, **{"project": project, **{key: changes[key] for key in changes.keys() & own}})


def accept_hashes(project: Path) -> None:
    """Write the files' true hashes into the data package, as ``proofpress accept`` does."""
    from proofpress.data.validate import accept_data

    accept_data(project)


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Any]) -> tuple[Path, Any]:
    """Return a folder and a result made once for all processes of a test run.

    Parameters
    ----------
    factory : TempPathFactory
        Where the run keeps its folders.
    name : str
        The folder's name.
    make : callable
        Fills the folder and returns a result that can be pickled; if it raises, every process fails with that error.
    """
    base = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    folder, kept = base / name, base / f"{name}.pickle"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            folder.mkdir()
            try:
                outcome = (True, make(folder))
            except Exception as err:
                outcome = (False, f"{type(err).__name__}: {err}")
            kept.write_bytes(pickle.dumps(outcome))
        good, result = pickle.loads(kept.read_bytes())
    if not good:
        pytest.fail(f"{name} could not be made: {result}", pytrace=False)
    return folder, result


def names_of(entries: Iterable[str]) -> str:
    """Return names one a line, for messages."""
    return "\n".join(["", *(f"  {entry}" for entry in entries)])
