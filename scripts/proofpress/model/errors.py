"""What can go wrong, said so that the reader can mend it.

Every error the site's authors can fix is a :class:`SiteError` holding one or more :class:`Problem` records.
A stage gathers all the problems it finds and raises once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from .count_noun import count_noun


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    Attributes
    ----------
    code : str
        Stable reason code, such as ``"unknown-source"``.
    place : str
        Where it is: a path with row and column, or a notebook with its cell.
    thing : str
        What is wrong, naming the thing.
    expected, got : str
        What would have been right, and what stands there; either may be empty.
    fix : str
        The next step.
    """

    code: str
    place: str
    thing: str
    expected: str = ""
    got: str = ""
    fix: str = ""

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.thing}" if self.place else self.thing]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.got:
            parts.append(f"got {self.got}")
        return " ".join(_ended(text) for text in ("; ".join(parts), self.fix) if text)


def _ended(text: str) -> str:
    """Return a sentence with one mark at its end, whatever was quoted there."""
    text = text.rstrip()
    if text.endswith(("…", "...", "!", "?")):
        return text
    return f"{text.rstrip('.,;: ')}."


class SiteError(Exception):
    """A stage found problems that an author of data, notebooks or pages can fix."""

    stage = "build"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*self.problems)

    def __str__(self) -> str:
        head = f"{self.stage}: {count_noun(len(self.problems), 'problem')}"
        return "\n".join([head, *(f"  [{p.code}] {p}" for p in self.problems)])


class SettingsError(SiteError):
    """``mkdocs.yml`` or the folder layout is not usable."""

    stage = "settings"


class InputsError(SiteError):
    """Files changed while a build read them."""

    stage = "inputs"


class DataError(SiteError):
    """A table, claim, source or descriptor breaks a rule."""

    stage = "data"


class PublishError(SiteError):
    """A notebook's publishing call breaks the figure or value contract."""

    stage = "publish"


class NotebookError(SiteError):
    """A notebook could not be read or did not run to its end."""

    stage = "notebooks"


class ProseError(SiteError):
    """A page names a value that does not exist, or types a number it should bind."""

    stage = "prose"


class RecordError(SiteError):
    """Results and the published record differ, or the record cannot be read."""

    stage = "record"


class HistoryError(SiteError):
    """The committed past cannot be read, or two states cannot be compared."""

    stage = "history"


class OutputError(SiteError):
    """The site could not be written."""

    stage = "output"


class LockError(SiteError):
    """Another command holds what this one would write."""

    stage = "lock"


class ReleaseError(SiteError):
    """A release cannot be published as things stand; nothing has been published."""

    stage = "release"


class GitError(SiteError):
    """A git command that should have worked did not."""

    stage = "git"


def of_system(err: OSError) -> Problem:
    """Return the problem that an error of the system names a file for."""
    fix = "Mend the file, its permissions or the room on the disk, then run this again."
    return Problem("unusable-file", str(err.filename), "cannot be used", got=str(err.strerror or err), fix=fix)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint naming the closest known name.

    Parameters
    ----------
    name : str
        The unknown name.
    known : iterable of str
        The names that exist.

    Returns
    -------
    str
        ``"Did you mean `x`?"``, or the whole list when it is short, or an empty string.

    Examples
    --------
    >>> nearest("wine_regoins", ["wine_regions", "gii"])
    'Did you mean `wine_regions`?'
    """
    names = sorted(set(known))
    close = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{close[0]}`?"
    if 0 < len(names) <= 8:
        return "Known: " + ", ".join(f"`{known_name}`" for known_name in names) + "."
    return ""
