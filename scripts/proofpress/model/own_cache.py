"""Whose cache it is: no proof reads kept results that it did not make, and none may come with a commit.

What lies in a cache decides what is published, and nobody reviews it. So a tracked cache is refused by name, and a
proof starts from an empty folder outside the checkout.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from .errors import GitError, Problem, SettingsError
from .git import Repository
from .machine_cache import machine_cache
from .scratch import temporary_folder
from .settings import CACHE, Settings

SHOWN = 3
"""Tracked files that a message names."""
ASKING = ("-c", "safe.directory=*", "-c", "core.fsmonitor=false")
"""Lets git list the files of a checkout that another user owns, and run no program that its settings name."""


def tracked_cache_problems(settings: Settings) -> list[Problem]:
    """Return that files of the cache folder are under version control; none without git."""
    if not any((folder / ".git").exists() for folder in (settings.root, *settings.root.resolve().parents)):
        return []
    try:
        done = Repository(settings.root).attempt(*ASKING, "ls-files", "-z", "--", *_places(settings))
    except GitError:  # no git on this machine: nothing here came with a commit that it could name
        return []
    tracked = [os.fsdecode(name) for name in done.stdout.split(b"\0") if name] if done.returncode == 0 else []
    if not tracked:
        return []
    more = f" and {len(tracked) - SHOWN} more" if len(tracked) > SHOWN else ""
    return [
        Problem(
            "tracked-cache",
            tracked[0].partition("/")[0],
            "kept results are under version control: a site could come from them instead of from its data",
            "no file of the cache folder in git",
            ", ".join(tracked[:SHOWN]) + more,
            f"Run `git rm -r --cached {tracked[0].partition('/')[0]}`, list it in `.gitignore`, and commit.",
        )
    ]


def _places(settings: Settings) -> list[str]:
    """Return what git is asked for: the project's own cache folder and those in use, as far as they lie below it."""
    root = settings.root.resolve()
    used = (settings.root / CACHE, settings.cache, machine_cache(settings))
    folders = [*used, *(folder.resolve() for folder in used)]
    below = {os.path.relpath(folder, base) for base in (root, settings.root) for folder in folders}
    names = {path for path in below if path != "." and not path.startswith("..")}
    return [f":(literal){path}" for path in sorted(names)]


def refuse_tracked_cache(settings: Settings) -> None:
    """Refuse a cache that came with the commit.

    Raises
    ------
    SettingsError
        Naming its first files.
    """
    problems = tracked_cache_problems(settings)
    if problems:
        raise SettingsError(problems)


@contextmanager
def with_empty_cache(settings: Settings) -> Iterator[Settings]:
    """Give the same settings with an empty cache outside the checkout, which goes when the proof is done."""
    with temporary_folder() as folder:
        yield replace(settings, cache_folder=Path(folder) / "cache")
