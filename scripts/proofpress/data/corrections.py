"""The register of corrections: figures and values of published releases that turned out wrong.

A published release never changes. What is known to be wrong with it stands in ``data/corrections.json`` and is
published beside the releases, where every page of every release finds it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..model.errors import DataError, Problem
from ..model.slug import is_slug

SCHEMA_VERSION = 1
REGISTER = "data/corrections.json"
KINDS = ("corrected", "withdrawn")
RELEASE = re.compile(r"\d{4}\.\d{2}(\.\d+)?")
TARGETS: Mapping[str, re.Pattern[str]] = {
    "figure": re.compile(r"[a-z0-9-]+/[a-z0-9-]+"),
    "value": re.compile(r"[a-z0-9-]+\.[a-z0-9-]+"),
}
TEXTS = ("what", "why", "decided_by")
FIELDS = {"id", "kind", *TEXTS, "since", "releases", "fixed_in"}


@dataclass(frozen=True)
class Correction:
    """One thing of one or more releases that is wrong.

    Attributes
    ----------
    id : str
        Slug; the notice's address is ``releases/#<id>``.
    target, name : str
        ``figure`` or ``value``, and which.
    kind : str
        ``corrected`` (a later release has it right) or ``withdrawn``.
    what, why : str
        What is wrong, and how it came to be.
    since : str
        ISO date since which it is known.
    decided_by : str
        Who decided it.
    releases : tuple of str
        The releases that show it wrong.
    fixed_in : str
        The release that has it right; empty if none has.
    """

    id: str
    target: str
    name: str
    kind: str
    what: str
    why: str
    since: str
    decided_by: str
    releases: tuple[str, ...]
    fixed_in: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as registers and ``corrections.json`` hold it."""
        kept = {key: getattr(self, key) for key in ("id", "kind", *TEXTS, "since", "fixed_in")}
        return {**kept, self.target: self.name, "releases": list(self.releases)}


def _is_date(text: Any) -> bool:
    try:
        return date.fromisoformat(str(text)).isoformat() == str(text)
    except ValueError:
        return False


def _is_release(text: Any) -> bool:
    return isinstance(text, str) and RELEASE.fullmatch(text) is not None


def _check(entry: Any, place: str) -> list[Problem]:
    """Return everything that is wrong with an entry."""
    if not isinstance(entry, dict):
        return [Problem("bad-correction", place, "an entry is no object", "an object", type(entry).__name__)]
    problems = []

    def bad(field: str, expected: str) -> None:
        got = json.dumps(entry[field], ensure_ascii=False) if field in entry else "nothing"
        problems.append(Problem("bad-correction", place, f"field `{field}`", expected, got))

    targets = [key for key in TARGETS if key in entry]
    if len(targets) != 1:
        problems.append(
            Problem("bad-correction", place, "what it concerns", "either `figure` or `value`", " and ".join(targets))
        )
    for key in targets:
        if not TARGETS[key].fullmatch(str(entry[key])):
            bad(key, "`analysis/figure`" if key == "figure" else "`analysis.value`")
    if not is_slug(str(entry.get("id", ""))):
        bad("id", "a slug")
    if entry.get("kind") not in KINDS:
        bad("kind", " or ".join(f"`{kind}`" for kind in KINDS))
    for key in TEXTS:
        if not (isinstance(entry.get(key), str) and entry[key].strip()):
            bad(key, "a text")
    if not _is_date(entry.get("since")):
        bad("since", "an ISO date")
    releases = entry.get("releases")
    if not (isinstance(releases, list) and releases and all(_is_release(one) for one in releases)):
        bad("releases", "a list of releases, `YYYY.MM` or `YYYY.MM.N`")
    if entry.get("fixed_in") and not _is_release(entry["fixed_in"]):
        bad("fixed_in", "a release, or empty")
    elif entry.get("kind") == "corrected" and not entry.get("fixed_in"):
        bad("fixed_in", "the release that has it right, as its kind is `corrected`")
    problems += [
        Problem("bad-correction", place, f"unknown field `{key}`", fix=f"Known: {', '.join(sorted(FIELDS))}.")
        for key in sorted(entry.keys() - FIELDS - TARGETS.keys())
    ]
    return problems


def corrections_from(entries: Iterable[Any], place: str) -> tuple[Correction, ...]:
    """Return checked entries, the newest first.

    Raises
    ------
    DataError
        With everything that is wrong with any of them.
    """
    problems: list[Problem] = []
    found: dict[str, Correction] = {}
    for number, entry in enumerate(entries, 1):
        name = entry.get("id", number) if isinstance(entry, dict) else number
        bad = _check(entry, f"{place}, entry {name}")
        if not bad and entry["id"] in found:
            bad = [Problem("bad-correction", f"{place}, entry {name}", "the id is there twice", "ids of their own")]
        problems += bad
        if not bad:
            target = "figure" if "figure" in entry else "value"
            kept = {key: entry[key] for key in ("id", "kind", *TEXTS, "since")}
            releases, fixed = tuple(entry["releases"]), str(entry.get("fixed_in") or "")
            found[entry["id"]] = Correction(
                target=target, name=entry[target], releases=releases, fixed_in=fixed, **kept
            )
    if problems:
        raise DataError(problems)
    return tuple(sorted(found.values(), key=lambda one: (one.since, one.id), reverse=True))


def read_corrections(root: Path) -> tuple[Correction, ...]:
    """Read a project's register; one that is not there is empty.

    Raises
    ------
    DataError
        If it cannot be read, or with everything that is wrong with it.
    """
    path = root / REGISTER
    if not path.is_file():
        return ()
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as err:
        raise DataError([Problem("bad-correction", REGISTER, "cannot be read", "a JSON list", str(err))]) from err
    if not isinstance(entries, list):
        raise DataError([Problem("bad-correction", REGISTER, "no list", "a JSON list", type(entries).__name__)])
    return corrections_from(entries, REGISTER)
