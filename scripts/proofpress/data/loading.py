"""A project's data, validated and read; what was found valid before is not checked again.

A table's check takes longer than most notebooks. After an edit of one table that one is checked, and what holds between
tables; after an edit of a text, nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from ..model.errors import DataError
from ..model.files import ProjectFiles
from ..model.keys import generator_parts, installed_parts, python_part
from ..model.settings import Settings
from ..model.store import Store, key_of
from .project import Project, read_project
from .sources import read_sources
from .valid_before import ValidBefore
from .validate import find_problems, validate_data

VALIDATING = ("model", "text", "data", "evidence", "schemas")
"""Folders of the generator that say whether data are valid."""
VALID_TABLES = "tables.json"
"""The file that keeps the hash of each valid table's check."""


def load_data(settings: Settings, files: ProjectFiles | None = None) -> Project:
    """Validate and read a project's data; a state found valid before is not checked again.

    Parameters
    ----------
    settings : Settings
        Where the project is.
    files : ProjectFiles, optional
        Its files as this build reads them.

    Raises
    ------
    DataError
        With all failures.
    """
    files = files or ProjectFiles(settings.root)
    sources, problems = read_sources(files)
    if problems:
        raise DataError([*problems, *find_problems(files, sources)])
    code = {**generator_parts(*VALIDATING), **installed_parts(), **python_part()}
    paths = _data_files(files)
    parts = {**code, **{f"file {path}": files.sha256(path) for path in paths}}
    valid, key = Store(settings.cache / "valid", 1), key_of(parts)
    if valid.recall("data", key) is None:
        with _tables_before(valid, code) as before:
            validate_data(files, sources, before)
        if all(map(files.is_untouched, paths)):
            valid.keep("data", key, {}, parts)
    return read_project(settings, files, sources)


@contextmanager
def _tables_before(valid: Store, code: Mapping[str, str]) -> Iterator[ValidBefore]:
    """Yield the tables that the same code has found valid, and keep those that are valid now, whatever is wrong else.

    A file that was mended is then the only one that is checked again.
    """
    key = key_of(code)
    kept = valid.recall("tables", key)
    before = ValidBefore.from_bytes(kept.files.get(VALID_TABLES, b"[]") if kept else b"[]")
    try:
        yield before
    finally:
        valid.keep("tables", key, {VALID_TABLES: before.to_bytes()}, code)


def _data_files(files: ProjectFiles) -> list[str]:
    """Return the files that validation looks at."""
    folders = ("data", *(f"data/{name}" for name in ("tables", "claims", "coverage")))
    return [path for folder in folders for path in files.glob(folder)]
