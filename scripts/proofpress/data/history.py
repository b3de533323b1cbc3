"""The committed past: releases, what changed on the way into each, and forms superseded since.

These are the records; :mod:`proofpress.data.history_files` reads them from ``docs/history/``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ..model.settings import Settings

SCHEMA_VERSION = 1
FOLDER = "history"
"""The folder below ``docs/``."""
RELEASE = re.compile(r"\d{4}\.\d{2}(\.\d+)?")
IDENTITY = re.compile(r"[a-z0-9-]+[/.][a-z0-9.-]+")

Number = float | int


@dataclass(frozen=True)
class PastRelease:
    """A release before the one that is being prepared."""

    release: str
    released: str
    reason: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cause:
    """One thing that moved a figure or value.

    Attributes
    ----------
    factor : str
        ``data``, ``analysis`` or ``software``.
    name : str
        The table's or register's path, the notebook's path, or the package with its versions.
    detail : str
        Which rows and source edition, or which cells; in plain words.
    share : float or None
        Part of the whole change that it accounts for; None where the parts cannot be told apart.
    """

    factor: str
    name: str
    detail: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Change:
    """One figure or value that was added, removed, renamed or changed between two releases.

    Attributes
    ----------
    id : str
        The figure or value; for a renamed one its new id.
    old, new : number, str or None
        A value's numbers; a figure's old and new id if it was renamed.
    old_text, new_text : str
        A value as printed, a figure's title.
    direction : str
        ``up``, ``down``, ``same``, or empty where there is none.
    size : float or None
        Relative size: of a value the change over the old number, of a figure the part of its cells that differ.
    sentence : str
        One plain line that says all of it.
    consequential : bool
        Whether it turns a direction, crosses a stated threshold, or changes a finding.
    threshold : str
        What was crossed or turned, in words; empty if nothing was.
    interaction : bool
        Whether several causes move it together, so that no share belongs to one alone.
    order : int
        Place on the page: the most consequential first, from one.
    """

    id: str
    kind: str
    what: Literal["figure", "value"]
    old: Number | str | None
    new: Number | str | None
    old_text: str
    new_text: str
    unit: str
    direction: str
    size: float | None
    sentence: str
    consequential: bool
    threshold: str
    causes: tuple[Cause, ...]
    interaction: bool
    order: int


@dataclass(frozen=True)
class ReleaseChanges:
    """What changed on the way from one release into the next, with the editors' note."""

    origin: str
    to: str
    released: str
    changes: tuple[Change, ...]
    note: str = ""

    @property
    def consequential(self) -> bool:
        """Whether any of the changes is consequential, so that the release needs a note."""
        return any(change.consequential for change in self.changes)

    @property
    def needs_note(self) -> bool:
        """Whether it has a consequential change and no note that explains it."""
        return self.consequential and not self.note.strip()


@dataclass(frozen=True)
class Point:
    """A value as a release printed it."""

    release: str
    number: Number | str
    text: str
    unit: str


@dataclass(frozen=True)
class Version:
    """A figure as an earlier release showed it; ``release`` is the last one that did."""

    release: str
    figure: str
    chart: bytes = field(repr=False)
    values: bytes = field(repr=False)


@dataclass(frozen=True)
class History:
    """The past of a site, empty for its first release.

    Attributes
    ----------
    releases : tuple of PastRelease
        Oldest first, without the one that is being prepared.
    changes_by_release : mapping of str to ReleaseChanges
        By the release that they led into.
    values : mapping of str to tuple of Point
        For each value that has ever moved, its numbers, oldest first, only where they changed.
    figures : mapping of str to tuple of Version
        For each figure its superseded forms, newest first, those under an earlier name among them.
    """

    releases: tuple[PastRelease, ...] = ()
    changes_by_release: Mapping[str, ReleaseChanges] = field(default_factory=dict)
    values: Mapping[str, tuple[Point, ...]] = field(default_factory=dict)
    figures: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)

    @property
    def newest_first(self) -> tuple[ReleaseChanges, ...]:
        """The changes of all releases, newest first."""
        return tuple(self.changes_by_release[key] for key in sorted(self.changes_by_release, key=order, reverse=True))


def order(release: str) -> tuple[int, ...]:
    """Return a release as numbers to sort by.

    Examples
    --------
    >>> order("2026.11.2") > order("2026.11") > order("2026.02")
    True
    """
    return tuple(int(part) for part in release.split("."))


def is_identity(name: object) -> bool:
    """Whether something is the id of a figure or value, ``analysis/figure`` or ``analysis.value``."""
    return isinstance(name, str) and IDENTITY.fullmatch(name) is not None


def folder_of(settings: Settings) -> Path:
    """Return the folder of the committed past."""
    return settings.docs / FOLDER


def missing_notes(history: History) -> tuple[str, ...]:
    """Return the releases that have a consequential change and no written note, oldest first."""
    unexplained = [key for key, changes in history.changes_by_release.items() if changes.needs_note]
    return tuple(sorted(unexplained, key=order))
