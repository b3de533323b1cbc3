"""Next commit of the published branch, prepared where nobody can see it.

It is made in a temporary repository that borrows the objects of the project's: a process that dies leaves at most
unused objects.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mike import commands, git_utils

from ..data.corrections import Correction
from ..model.git import Repository
from ..model.hashing import sha256, sha256_file
from ..model.scratch import temporary_folder
from ..model.settings import Settings
from .branch import (
    ALIAS,
    SUMS,
    Published,
    newest_first,
    redirect_template,
    root_files,
    sums,
)
from .branch_state import BranchState, Target, tag_ref

MADE = "refs/heads/made"
"""What the branch's next commit is called in the side repository until it is fetched."""


UNPACKED = str(10**9)
"""More files than any release has: mike's import is to write each by itself. In a pack it would store each file as its
difference from the file imported before it, and every copy of the branch would take these over; left alone, git looks
for files that are alike."""


@dataclass(frozen=True)
class Prepared:
    """A publication that is complete and that nobody can see yet.

    Attributes
    ----------
    commit : str
        The branch's next commit.
    tag : str
        The release's tag object; empty if there is no release in it.
    added : int
        Files added.
    growth : int
        Bytes that pushing it sends. Once git packs the branch, it finds more that releases have in common.
    """

    commit: str
    tag: str
    added: int
    growth: int


def file_digests(folder: Path) -> dict[str, str]:
    """Return the hash of each file below a folder by its address."""
    return {
        path.relative_to(folder).as_posix(): sha256_file(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }


@contextlib.contextmanager
def open_side_repository(target: Target, base: str) -> Iterator[Repository]:
    """Yield a temporary repository with the branch at its base, borrowing the objects of the project's."""
    repository = target.repository
    objects = Path(repository.text("rev-parse", "--path-format=absolute", "--git-path", "objects"))
    with temporary_folder() as folder:
        side = Repository(folder)
        side.git("init", "--quiet", "--bare", "--initial-branch", "none", ".")
        side.git("config", "fastimport.unpackLimit", UNPACKED)
        (side.folder / "objects" / "info" / "alternates").write_text(f"{objects}\n", encoding="utf-8")
        if base:
            side.git("update-ref", target.ref, base)
        yield side


@contextlib.contextmanager
def _working_in(folder: Path, **variables: str) -> Iterator[None]:
    """Work in a folder with these variables set: mike takes both from the process."""
    kept = dict(os.environ)
    leading = {key for key in kept if key.startswith("GIT_")}
    for key in leading:
        del os.environ[key]
    os.environ.update(variables)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _deploy(side: Repository, branch: str, site: Path, entry: Published, newest: bool) -> None:
    """Have mike put a site into a release's folder, and move the alias to it if it is the newest."""
    (side.folder / "redirect.html").write_text(redirect_template(), encoding="utf-8")
    config = {"site_dir": str(site), "use_directory_urls": True}
    properties = [("released", entry.released), ("reason", entry.reason), ("commit", entry.commit)]
    with commands.deploy(
        config,
        entry.release,
        aliases=[ALIAS] if newest else [],
        update_aliases=True,
        alias_type=commands.AliasType.redirect,
        template=str(side.folder / "redirect.html"),
        branch=branch,
        message=f"Release {entry.release}",
        set_props=properties,
    ):
        pass


def _write_files(side: Repository, branch: str, files: Mapping[str, bytes], message: str) -> None:
    with git_utils.Commit(branch, message, allow_empty=True) as commit:
        for name, content in files.items():
            commit.add_file(git_utils.FileInfo(name, content))


def _one_commit(side: Repository, target: Target, base: str, message: str, identity: Mapping[str, str]) -> str:
    """Return a single commit on top of the base that holds what the steps in the side repository have made."""
    parents = ["-p", base] if base else []
    commit = side.git("commit-tree", f"{target.ref}^{{tree}}", *parents, "-m", message, env=identity)
    return commit.decode().strip()


def prepare_release(  # noqa: PLR0917
    target: Target,
    state: BranchState,
    settings: Settings,
    site: Path,
    entry: Published,
    corrections: Sequence[Correction],
) -> Prepared:
    """Make the branch's next commit with a release in it, and its tag, unseen.

    Parameters
    ----------
    target : Target
        Where to publish.
    state : BranchState
        The branch as it was seen.
    settings : Settings
        The site's name and address.
    site : Path
        The finished site; its very bytes are published.
    entry : Published
        The release.
    corrections : sequence of Correction
        The register.
    """
    identity = target.repository.identity()
    releases = newest_first([*state.releases, entry])
    digests = file_digests(site)
    listed = sums(digests)
    with open_side_repository(target, state.base) as side:
        with _working_in(side.folder, **identity):
            _deploy(side, target.branch, site, entry, releases[0] == entry)
            files = {f"{entry.release}/{SUMS}": listed, **root_files(settings, releases, corrections)}
            _write_files(side, target.branch, files, "Files at the root")
        message = f"Release {entry.release}\n\n{entry.reason}\n\nBuilt from commit {entry.commit}.\n"
        commit = _one_commit(side, target, state.base, message, identity)
        tag = make_tag(side, entry, sha256(listed), identity)
        growth = side.growth(commit, state.base)
        side.git("update-ref", MADE, commit)
        target.repository.fetch(side.folder, MADE, tag_ref(entry.release))
    return Prepared(commit, tag, len(digests) + 1, growth)


def make_tag(side: Repository, entry: Published, digest: str, identity: Mapping[str, str]) -> str:
    """Return a tag object for a release; no reference to it exists outside the side repository."""
    message = f"Release {entry.release}\n\n{entry.reason}\n\n{SUMS} {digest}\nmanifest.json {entry.manifest_sha256}\n"
    ref = tag_ref(entry.release)
    side.git("-c", "tag.gpgSign=false", "tag", "--annotate", entry.release, entry.commit, "-m", message, env=identity)
    return side.text("rev-parse", ref)


def prepare_corrections(
    target: Target, state: BranchState, settings: Settings, corrections: Sequence[Correction]
) -> Prepared | None:
    """Make the branch's next commit with new files at the root and no new release; None if nothing would change."""
    identity = target.repository.identity()
    files = root_files(settings, state.releases, corrections)
    files = {name: content for name, content in files.items() if target.repository.read(state.base, name) != content}
    if not files:
        return None
    with open_side_repository(target, state.base) as side:
        with _working_in(side.folder, **identity):
            _write_files(side, target.branch, files, "Corrections")
        commit = _one_commit(side, target, state.base, "Corrections\n\nNo release changes.\n", identity)
        growth = side.growth(commit, state.base)
        side.git("update-ref", MADE, commit)
        target.repository.fetch(side.folder, MADE)
    return Prepared(commit, "", len(files), growth)
