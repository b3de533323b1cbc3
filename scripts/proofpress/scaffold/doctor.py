"""What is wrong with a machine or a project before a build says so: each finding with the command that mends it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata, util
from typing import Literal

from packaging.version import Version

from ..model.git import Repository
from ..model.settings import Settings

State = Literal["ok", "note", "wrong"]
OLDEST = (3, 11)
ROOM_BYTES = 1_000_000_000
"""Free bytes below which a build with its caches may not fit."""
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*(.*?))?\s*\\?$", re.MULTILINE)
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NEEDED = ("ipykernel", "nbclient", "jupytext", "altair", "vl_convert", "pandas", "frictionless", "mkdocs", "material")
SHOWN = 5


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what it is, how it stands, and what mends it."""

    name: str
    state: State
    said: str
    fix: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Return what was looked at, in order."""
    looks: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
        _interpreter,
        _environment,
        _libraries,
        _fonts,
        _chromium,
        _git,
        _line_ends,
        _room,
        _pages,
    )
    return [finding for look in looks for finding in look(settings)]


def _interpreter(_: Settings) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    old = sys.version_info < OLDEST
    fix = f"Install Python {OLDEST[0]}.{OLDEST[1]} or newer, then `make clean site`."
    yield Finding("interpreter", "wrong" if old else "ok", f"Python {version}", fix if old else "")


def _environment(settings: Settings) -> Iterator[Finding]:
    if not settings.lock.is_file():
        yield Finding(
            "lock", "note", f"no {settings.lock.name}: builds elsewhere may have other versions", "Commit one."
        )
        return
    other = [
        f"{name} {installed or 'missing'}, locked {locked}"
        for name, locked, marker in PIN.findall(settings.lock.read_text(encoding="utf-8"))
        if not _is_locked(installed := _version(name), locked) and not marker
    ]
    said = (
        "as locked"
        if not other
        else "; ".join(other[:SHOWN]) + (f" and {len(other) - SHOWN} more" if other[SHOWN:] else "")
    )
    fix = f"`{sys.executable} -m pip install --require-hashes --requirement {settings.lock.name}`"
    yield Finding("lock", "wrong" if other else "ok", said, fix if other else "")


def _is_locked(installed: str, locked: str) -> bool:
    """Whether two versions are the same, however each is written.

    Examples
    --------
    >>> _is_locked("2.012", "2.12"), _is_locked("2.13", "2.12"), _is_locked("", "2.12")
    (True, False, False)
    """
    return bool(installed) and Version(installed) == Version(locked)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _libraries(_: Settings) -> Iterator[Finding]:
    missing = [name for name in NEEDED if util.find_spec(name) is None]
    said = f"missing: {', '.join(missing)}" if missing else "the kernel and what draws can be loaded"
    yield Finding("kernel", "wrong" if missing else "ok", said, "`make site` installs them." if missing else "")


def _fonts(_: Settings) -> Iterator[Finding]:
    missing = util.find_spec("fontpkg_source_sans_3") is None
    said = "the shipped typeface is missing" if missing else "the shipped typeface is there"
    yield Finding("fonts", "wrong" if missing else "ok", said, "`make site` installs it." if missing else "")


def _chromium(_: Settings) -> Iterator[Finding]:
    path = os.environ.get("PROOFPRESS_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), "")
    fix = "Only browser tests need it: `apt install chromium`, or name one in PROOFPRESS_CHROMIUM."
    yield Finding("Chromium", "ok" if path else "note", path or "none found", "" if path else fix)


def _git(settings: Settings) -> Iterator[Finding]:
    if shutil.which("git") is None:
        yield Finding("git", "wrong", "there is no git", "`apt install git`")
        return
    repository = Repository(settings.root)
    if not repository.exists():
        fix = "`git init && git add --all && git commit --message Start`"
        yield Finding("git", "note", "the project is in no repository with a commit; releases need one", fix)
        return
    known = bool(repository.identity())
    fix = '`git config user.name "…"` and `git config user.email "…"`'
    yield Finding(
        "git",
        "ok" if known else "wrong",
        "knows who commits" if known else "does not know who commits",
        "" if known else fix,
    )


def _line_ends(settings: Settings) -> Iterator[Finding]:
    paths = [path for folder in ("data", "docs", "notebooks") for path in (settings.root / folder).rglob("*")]
    texts = [path for path in paths if path.suffix in {".csv", ".json", ".md", ".py"} and path.is_file()]
    crlf = [path.relative_to(settings.root).as_posix() for path in texts if b"\r\n" in path.read_bytes()]
    said = f"CRLF in {', '.join(crlf[:SHOWN])}" if crlf else f"{len(texts)} files end their lines with LF"
    fix = "`git config core.autocrlf input`, then convert them: `sed -i 's/\\r$//' FILE`"
    yield Finding("line ends", "wrong" if crlf else "ok", said, fix if crlf else "")


def _room(settings: Settings) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.root).free
    small = free < ROOM_BYTES
    yield Finding(
        "disk", "wrong" if small else "ok", f"{free / 1e9:.1f} GB free", "Make room; `.cache` may go." if small else ""
    )
    places = [settings.root, settings.cache if settings.cache.exists() else settings.root]
    closed = [str(path) for path in places if not os.access(path, os.W_OK)]
    fix = f"`chmod -R u+w {closed[0]}`" if closed else ""
    yield Finding(
        "permissions", "wrong" if closed else "ok", f"not writable: {closed[0]}" if closed else "writable", fix
    )


def _pages(settings: Settings) -> Iterator[Finding]:
    workflows = sorted((settings.root / ".github" / "workflows").glob("*.y*ml"))
    deploys = any("actions/deploy-pages" in path.read_text(encoding="utf-8") for path in workflows)
    unset = not settings.site_url or re.search(r"//[^/]*\.example(/|$)", settings.site_url)
    if unset:
        yield Finding("Pages", "note", "`site_url` is not the address of a published site yet", "Set it in mkdocs.yml.")
    elif not deploys:
        fix = "Hand the published branch to `actions/deploy-pages`, and set Settings, Pages, Source “GitHub Actions”."
        yield Finding("Pages", "note", "no workflow deploys the published branch", fix)
    else:
        yield Finding("Pages", "ok", f"{settings.site_url}, deployed by a workflow", "")
