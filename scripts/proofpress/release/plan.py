"""Plan of a release: what has been asked for, and all that decides whether it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..data.corrections import Correction
from ..data.history import History, order
from ..model.errors import Problem, ReleaseError
from ..model.git import Repository
from ..model.hashing import sha256_file
from ..model.settings import Settings
from ..render.manifest import NAME as MANIFEST
from .branch import ALIAS, Published
from .branch_state import BranchState, Target

RELEASE = re.compile(r"\d{4}\.(0[1-9]|1[0-2])(\.[1-9]\d*)?")


SHOWN = 8
"""Of a list in a message, how many are named."""


@dataclass(frozen=True)
class Plan:
    """A release that has been asked for, and all that decides whether it may be.

    Attributes
    ----------
    settings : Settings
        The project's.
    version, reason : str
        Its name and one-line reason.
    target : Target
        Where to publish.
    state : BranchState
        The branch as it stands.
    commit : str
        The commit that it will be built from.
    history : History
        The committed past.
    corrections : tuple of Correction
        The register.
    """

    settings: Settings
    version: str
    reason: str
    target: Target
    state: BranchState
    commit: str
    history: History
    corrections: tuple[Correction, ...]

    @property
    def previous(self) -> str:
        """The published release that this one follows; empty for the first."""
        earlier = [entry.release for entry in self.state.releases if order(entry.release) < order(self.version)]
        return max(earlier, key=order, default="")

    @property
    def newest(self) -> bool:
        """Whether it becomes the latest release."""
        return all(order(entry.release) < order(self.version) for entry in self.state.releases)

    def entry(self, site: Path) -> Published:
        """Return the release as the branch lists it."""
        changes = self.history.changes_by_release.get(self.version)
        return Published(
            release=self.version,
            released=self.settings.released,
            reason=self.reason,
            note=changes.note if changes else "",
            commit=self.commit,
            manifest_sha256=sha256_file(site / MANIFEST),
            consequential=bool(changes and changes.consequential),
        )

    def lines(self) -> list[str]:
        """Return the plan in words."""
        target = self.target
        latest = "becomes" if self.newest else "does not become"
        where = f"branch {target.branch}" + (f", pushed to {target.remote}" if target.remote else ", not pushed")
        return [
            f"release {self.version} of {self.settings.released}: {self.reason}",
            f"from commit {self.commit[:12]}, after {self.previous or 'no earlier release'}",
            "checks: every figure and value regenerates in fresh kernels; two builds in different folders, time zones, "
            "locales, hash seeds and masks give the same bytes",
            f"adds: {self.version}/ with the site, manifest.json and SHA256SUMS; it {latest} `{ALIAS}`",
            "writes anew: the files at the root (index.html, releases.json, corrections.json, releases/, 404.html)",
            f"to: {where}",
            f"tag: {self.version} on {self.commit[:12]}",
        ]


def next_correction(version: str, published: Sequence[str]) -> str:
    """Return the name of the next correction of a release.

    Examples
    --------
    >>> next_correction("2026.11", ["2026.11", "2026.11.1"])
    '2026.11.2'
    >>> next_correction("2026.11.1", ["2026.11", "2026.11.1"])
    '2026.11.2'
    """
    month = ".".join(version.split(".")[:2])
    numbers = [int(name.split(".")[2]) for name in published if name.startswith(f"{month}.")]
    return f"{month}.{max(numbers, default=0) + 1}"


def named(names: Sequence[str]) -> str:
    """Return a list for a message, a long one cut with the number of the rest."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def target_of(settings: Settings, remote: str = "") -> Target:
    """Return where a project publishes.

    Raises
    ------
    ReleaseError
        If the project is in no git repository, or has no such remote.
    """
    repository = Repository(settings.root)
    if repository.is_distrusted():
        thing = "git trusts no checkout that belongs to another user"
        fix = f"Run `git config --global --add safe.directory {settings.root}`, or take the folder over."
        raise ReleaseError([Problem("other-owner", str(settings.root), thing, fix=fix)])
    if not repository.exists():
        problem = Problem(
            "no-repository", str(settings.root), "the project is in no git repository with a commit",
            fix="Run `git init`, add the project and commit it.",
        )  # fmt: skip
        raise ReleaseError([problem])
    if remote and not repository.has_remote(remote):
        known = repository.text("remote").replace("\n", ", ")
        problem = Problem("no-remote", str(settings.root), f"no remote `{remote}`", got=known or "none")
        raise ReleaseError([problem])
    return Target(repository, settings.branch, remote)
