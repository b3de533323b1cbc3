"""What is compared: a release, a commit or the working tree, as a folder; the user's checkout is not touched."""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from pathlib import Path

from ..model.errors import HistoryError, Problem, SettingsError
from ..model.git import Repository
from ..model.settings import Settings, load_settings, site_packages

WORKING_TREE = "."
PACKAGE = "scripts/proofpress"
FOLDERS = ("data/tables", "data/claims", "data/audit", "notebooks", PACKAGE)
FILES = ("data/datapackage.json", "data/sources.json", "mkdocs.yml", "requirements.txt")
"""All that a notebook can read and that runs it; other registers, such as the frameworks, only appear on pages."""


@dataclass(frozen=True)
class Revision:
    """One state of the project.

    Attributes
    ----------
    name : str
        As the reader asked for it: a release, a commit, or ``.``.
    commit : str
        Its commit; empty for the working tree.
    settings : Settings
        Of the folder that holds its files.
    """

    name: str
    commit: str
    settings: Settings

    @property
    def root(self) -> Path:
        """The folder that holds its files."""
        return self.settings.root

    def files(self) -> dict[str, Path]:
        """Return the files that figures and values are made from, by path."""
        own_code = [path.relative_to(self.root).as_posix() for path in site_packages(self.root)]
        result = [
            path
            for folder in (*FOLDERS, *own_code)
            for path in (self.root / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts
        ]
        result += [path for name in FILES if (path := self.root / name).is_file()]
        return {path.relative_to(self.root).as_posix(): path for path in sorted(result)}


def commit_of(repository: Repository, name: str) -> str:
    """Return the commit that a release, tag, branch or commit names.

    Raises
    ------
    HistoryError
        If there is none.
    GitError
        If there is no repository.
    """
    for tried in (f"refs/tags/{name}", f"refs/tags/v{name}", name):
        if commit := repository.resolve(f"{tried}^{{commit}}"):
            return commit
    tags = repository.text("tag", "--list").split()
    problem = Problem(
        "unknown-state",
        "changes",
        f"no release or commit `{name}`",
        "a release's tag, a commit, or `.` for the working tree",
        f"tags: {', '.join(tags[-8:]) or 'none'}",
        "Fetch it, or name another.",
    )
    raise HistoryError([problem])


def open_revision(settings: Settings, name: str, folder: Path) -> Revision:
    """Return a state, its files unpacked below a folder unless it is the working tree.

    Parameters
    ----------
    settings : Settings
        The project.
    name : str
        A release, tag, branch or commit, or ``.``.
    folder : Path
        An empty folder for its files.

    Raises
    ------
    HistoryError
        If there is no such state, or it holds no project.
    GitError
        If there is no repository, or the commit does not have the project's folder.
    """
    if name == WORKING_TREE:
        return Revision(name, "", settings)
    repository = Repository(settings.root)
    commit = commit_of(repository, name)
    try:
        repository.export(commit, folder)
        return Revision(name, commit, load_settings(folder, past=True))
    except (SettingsError, tarfile.ReadError) as err:
        problem = Problem("no-project", name, f"commit {commit[:12]} holds no project", "`mkdocs.yml`", str(err))
        raise HistoryError([problem]) from err
