"""State of the published branch: what it holds here and at the remote, and whether the two follow one another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from ..data.corrections import Correction
from ..model.errors import Problem, ReleaseError
from ..model.git import Repository
from ..render.manifest import NAME as MANIFEST
from .branch import (
    CORRECTIONS,
    RELEASES,
    Published,
    published_corrections,
    releases_from,
)


@dataclass(frozen=True)
class Target:
    """Where to publish.

    Attributes
    ----------
    repository : Repository
        The project's.
    branch : str
        The published branch.
    remote : str
        Where to push to at once; empty to publish here only.
    """

    repository: Repository
    branch: str
    remote: str = ""

    @property
    def ref(self) -> str:
        """The branch's whole name."""
        return f"refs/heads/{self.branch}"


@dataclass(frozen=True)
class BranchState:
    """The published branch as it was seen.

    Attributes
    ----------
    base : str
        The newest commit known, here or at the remote; empty if nothing has been published.
    local, remote : str
        The branch's commit here and at the remote; empty where it does not exist.
    releases : tuple of Published
        Newest first.
    corrections : tuple of Correction
        As published.
    """

    base: str
    local: str
    remote: str
    releases: tuple[Published, ...]
    corrections: tuple[Correction, ...]

    def find(self, release: str) -> Published | None:
        """Return a release if it has been published."""
        return next((entry for entry in self.releases if entry.release == release), None)


def tag_ref(release: str) -> str:
    """Return the whole name of a release's tag."""
    return f"refs/tags/{release}"


def read_branch(target: Target) -> BranchState:
    """Return the published branch as it stands now; with a remote, as it stands there.

    Raises
    ------
    ReleaseError
        If here and there do not follow one another, or the branch holds what this package did not write.
    """
    repository = target.repository
    local = repository.resolve(target.ref)
    if target.remote:
        remote = repository.remote_refs(target.remote, target.ref).get(target.ref, "")
        if remote and not repository.resolve(f"{remote}^{{commit}}"):
            repository.fetch(target.remote, target.ref)
    else:
        remote = repository.resolve(f"refs/remotes/origin/{target.branch}")
    base = _newer(repository, local, remote, target)
    releases, corrections = _read(repository, base, target.branch)
    return BranchState(base, local, remote, releases, corrections)


def _newer(repository: Repository, local: str, remote: str, target: Target) -> str:
    """Return which of two commits follows the other."""
    if not local or not remote or local == remote:
        return local or remote
    if repository.contains(local, remote):
        return local
    if repository.contains(remote, local):
        return remote
    where = target.remote or "origin"
    raise ReleaseError(
        [
            Problem(
                "branch-diverged",
                f"branch {target.branch}",
                f"here and at `{where}` it holds different publications",
                f"one that follows the other (there {remote[:12]})",
                f"here {local[:12]}",
                f"Nothing was published. Compare `git log {target.branch}` with `git log {where}/{target.branch}`; "
                f"if the one here was never pushed, remove it with `git branch -D {target.branch}` and run this again.",
            )
        ]
    )


def _read(repository: Repository, base: str, branch: str) -> tuple[tuple[Published, ...], tuple[Correction, ...]]:
    if not base:
        return (), ()
    content = repository.read(base, RELEASES)
    try:
        if content is None:
            raise ValueError("no such file")
        releases = releases_from(content)
    except ValueError as err:
        problem = Problem(
            "unknown-branch",
            f"branch {branch}",
            f"it holds something, and no `{RELEASES}` that can be read",
            "a branch that `proofpress release` made, or none",
            str(err),
            "Set `plugins.proofpress.branch` in `mkdocs.yml` to another branch, or move this one aside with "
            f"`git branch -m {branch} {branch}-old`.",
        )
        raise ReleaseError([problem]) from err
    return releases, published_corrections(repository.read(base, CORRECTIONS) or b'{"corrections": []}')


def manifest_on(repository: Repository, base: str, release: str) -> dict[str, Any]:
    """Return a published release's manifest."""
    content = repository.read(base, f"{release}/{MANIFEST}")
    return dict(json.loads(content)) if content else {}
