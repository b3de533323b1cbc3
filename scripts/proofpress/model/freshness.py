"""Freshness of a result: whether what is kept still holds, and if not, what has changed since it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .keys import differing

FRESH, STALE, MISSING = "fresh", "stale", "would run"
SHOWN_VALUE = 60
"""Characters of a setting's value that a reason quotes."""
QUOTED = ("package", "python", "setting")
"""Parts whose value says more than that it changed: versions, and settings as they are written."""
NOTHING_KEPT = "nothing is kept of it"


@dataclass(frozen=True)
class Freshness:
    """Whether a result is fresh.

    Attributes
    ----------
    kind : str
        ``notebook``, ``figure``, ``page`` or ``site``.
    name : str
        The analysis, the figure's id, or the page's path below ``docs/``.
    state : str
        ``fresh``, ``stale``, or ``would run`` where nothing is kept.
    why : tuple of str
        What changed since it was made.
    """

    kind: str
    name: str
    state: str
    why: tuple[str, ...] = ()


def compare_parts(
    kind: str,
    name: str,
    kept: Mapping[str, str] | None,
    present: Mapping[str, str],
    details: Mapping[str, tuple[str, ...]] | None = None,
) -> Freshness:
    """Return whether a result is fresh, by the parts of its key.

    Parameters
    ----------
    kind, name : str
        Of the result.
    kept : mapping of str to str, optional
        The parts that it was made under; missing where nothing is kept.
    present : mapping of str to str
        The parts as they are now.
    details : mapping of str to tuple of str, optional
        What is known more closely of a part that changed, such as the rows of a table.
    """
    if kept is None:
        return Freshness(kind, name, MISSING, (NOTHING_KEPT,))
    why: list[str] = []
    for part in differing(kept, present):
        why += (details or {}).get(part) or (_reason(part, kept.get(part), present.get(part)),)
    return Freshness(kind, name, STALE if why else FRESH, tuple(why))


def _reason(part: str, old: str | None, new: str | None) -> str:
    """Return what happened to a part, in words.

    Examples
    --------
    >>> _reason("package pandas", "2.3", "3.0"), _reason("file docs/index.md", "1f…", None)
    ('package pandas: 2.3 → 3.0', 'file docs/index.md is gone')
    """
    if not old:
        return f"{part} is new"
    if not new:
        return f"{part} is gone"
    if part.partition(" ")[0] in QUOTED:
        return f"{part}: {old[:SHOWN_VALUE]} → {new[:SHOWN_VALUE]}"
    return f"{part} changed"


def changed_names(old: Mapping[str, str], new: Mapping[str, str], noun: str) -> tuple[str, ...]:
    """Return each changed, new or missing name in words, such as ``row plants:north changed``."""
    return tuple(_reason(f"{noun} {name}", old.get(name), new.get(name)) for name in differing(old, new))
