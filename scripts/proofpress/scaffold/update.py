"""A site and the template that it was begun with: where later versions come from, and how they are brought in.

Copier merges them: what the template changed since, into what the author made of its files meanwhile.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from importlib import util
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from ..model.errors import OutputError, Problem
from ..model.git import Repository
from ..model.safe_yaml import read_yaml
from ..model.settings import GENERATOR

ANSWERS = ".copier-answers.yml"
"""What a site was begun with, as copier keeps it."""
CONFLICT = re.compile(rb"^<{7} ", re.MULTILINE)
"""Begins what copier could not merge."""
WHEELS = "generator"
"""The folder of a site that holds the generator, where its source is not there."""


@dataclass(frozen=True)
class Origin:
    """Where a site's template comes from.

    Attributes
    ----------
    source : str
        Address or folder of the generator's repository; empty where it is in none.
    commit : str
        The commit that the site was begun with.
    """

    source: str = ""
    commit: str = ""


def origin_of(folder: Path, source: str = "") -> Origin:
    """Return where later versions of a copy of the generator come from.

    Parameters
    ----------
    folder : Path
        The copy.
    source : str
        The address, where the author names one; else where the copy was cloned from, or the copy itself.
    """
    repository = Repository(folder)
    if shutil.which("git") is None or not repository.exists():
        return Origin()
    remote = repository.attempt("remote", "get-url", "origin").stdout.decode().strip()
    return Origin(source or _without_secrets(remote) or str(folder), repository.resolve("HEAD"))


def _without_secrets(address: str) -> str:
    """Return an address without the name and password that a clone may have in it.

    Examples
    --------
    >>> _without_secrets("https://x:token@git.example/a/b.git"), _without_secrets("git@git.example:a/b.git")
    ('https://git.example/a/b.git', 'git@git.example:a/b.git')
    """
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])) if parts.scheme == "https" else address


def check_site(folder: Path) -> None:
    """Refuse to update what was not begun from the template, or what is not committed.

    Raises
    ------
    OutputError
        With each thing that is in the way.
    """
    path, repository = folder / ANSWERS, Repository(folder)
    said = read_yaml(path.read_text(encoding="utf-8"), ANSWERS) if path.is_file() else {}
    problems = []
    if not (said.get("_src_path") and said.get("_commit")):
        thing = "it does not say which version of the template the site was begun with"
        fix = f"Write `_src_path` (the generator's repository) and `_commit` into {ANSWERS}."
        problems.append(Problem("no-origin", str(path), thing, fix=fix))
    if not repository.exists() or repository.changed():
        thing, fix = "what is merged into must be in version control first", "Commit, then run this again."
        problems.append(Problem("dirty-tree", str(folder), thing, "everything committed", fix=fix))
    if util.find_spec("copier") is None:
        fix = "`python -m pip install copier`, or run `copier update` by itself."
        problems.append(Problem("no-copier", "", "copier, which merges the template, is not installed", fix=fix))
    if problems:
        raise OutputError(problems)


def merge_template(folder: Path) -> list[str]:
    """Bring what the template has changed into a site; return the files that an author has to settle.

    Raises
    ------
    OutputError
        If copier cannot.
    """
    import copier

    try:
        copier.run_update(folder, defaults=True, overwrite=True, quiet=True)
    except Exception as err:  # copier's own, git's and those of the template that it has fetched
        fix = f"Nothing is committed: `git reset --hard` undoes it. {ANSWERS} says where the template is."
        problem = Problem("no-update", str(folder), "copier could not bring the template", got=str(err), fix=fix)
        raise OutputError([problem]) from err
    repository = Repository(folder)
    return [path for path in repository.changed() if _has_conflict(folder / path)]


def _has_conflict(path: Path) -> bool:
    return path.is_file() and CONFLICT.search(path.read_bytes()) is not None


def holds_source(folder: Path) -> bool:
    """Whether a site holds the generator's source, which it merges from its upstream by git."""
    return (folder / "scripts" / GENERATOR).is_dir()
