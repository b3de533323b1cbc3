"""``mkdocs.yml`` and the folder layout, read once into frozen settings; creates no folders."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .errors import Problem, SettingsError
from .safe_yaml import read_yaml

GENERATOR = __name__.partition(".")[0]
"""The name of this package, which a project may hold beside its own code."""
ROOT_VARIABLE = "PROOFPRESS_ROOT"
NO_PAGES = ("published/", "history/")
"""Folders below ``docs/`` that hold no pages: the record and the committed past."""


@dataclass(frozen=True)
class Settings:
    """Where things are and how the site is built.

    Attributes
    ----------
    root : Path
        The project folder, holding ``mkdocs.yml``.
    release : str
        ``YYYY.MM`` or ``YYYY.MM.N``.
    released : str
        ISO date of the release; with it, builds need no clock.
    timeout : int
        Seconds a notebook may run.
    workers : int
        Notebooks that run at a time.
    reason : str
        Why this release, in a line for readers.
    branch : str
        The git branch that releases are published on.
    doi : str
        The release's DOI, such as ``10.5281/zenodo.1234567``; empty until it has one.
    author, abstract, keywords, licences : str, str, tuple of str, tuple of str
        What references and archives say of the site; licences as SPDX names.
    """

    root: Path
    site_name: str = "The Chokepoint Ledger"
    site_url: str = ""
    release: str = "0000.00"
    released: str = "1980-01-01"
    timeout: int = 120
    workers: int = 2
    repository: str = ""
    reason: str = ""
    branch: str = "gh-pages"
    doi: str = ""
    author: str = "The Chokepoint Ledger"
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    licences: tuple[str, ...] = ("CC-BY-4.0",)
    analyses: tuple[str, ...] = field(default_factory=tuple)

    @property
    def docs(self) -> Path:
        """Pages written by hand."""
        return self.root / "docs"

    @property
    def notebooks(self) -> Path:
        """One py:percent notebook an analysis."""
        return self.root / "notebooks"

    @property
    def data(self) -> Path:
        """Tables, claims, sources and their descriptor."""
        return self.root / "data"

    @property
    def record(self) -> Path:
        """What is published, committed."""
        return self.root / "docs" / "published"

    @property
    def cache(self) -> Path:
        """Results kept between builds; always safe to delete."""
        return self.root / ".cache" / "proofpress"

    @property
    def lock(self) -> Path:
        """The hash-locked environment of the site."""
        return self.root / "requirements.txt"

    @property
    def epoch(self) -> int:
        """The release date as seconds since 1970, UTC: the build's ``SOURCE_DATE_EPOCH``."""
        return int(datetime.fromisoformat(self.released).replace(tzinfo=UTC).timestamp())

    def address(self, path: str) -> str:
        """Return the whole address of a page or file of this release, which stays what it is.

        Parameters
        ----------
        path : str
            Its address below the release's folder, such as ``figures/plants/capacity/``.

        Examples
        --------
        >>> Settings(Path(), site_url="https://s.example/", release="2026.11").address("claims/")
        'https://s.example/2026.11/claims/'
        """
        return f"{self.home}{self.release}/{path}"

    @property
    def home(self) -> str:
        """The address that releases stand below."""
        return f"{self.site_url.rstrip('/')}/"

    def notebook_paths(self) -> tuple[Path, ...]:
        """Return the notebooks: in the order of ``mkdocs.yml``, the rest by name."""
        found = {path.stem.replace("_", "-"): path for path in sorted(self.notebooks.glob("*.py"))}
        order = [*self.analyses, *sorted(set(found) - set(self.analyses))]
        return tuple(found[slug] for slug in order if slug in found)


def site_packages(root: Path) -> tuple[Path, ...]:
    """Return the folders of a site's own code: packages under ``scripts/`` other than the generator."""
    folders = sorted((root / "scripts").glob("*/__init__.py"))
    return tuple(file.parent for file in folders if file.parent.name != GENERATOR)


def find_root(start: Path | None = None) -> Path:
    """Return the project folder: ``PROOFPRESS_ROOT``, or the first parent that holds ``mkdocs.yml``.

    Raises
    ------
    SettingsError
        If there is none.
    """
    named = os.environ.get(ROOT_VARIABLE)
    if named:
        return Path(named)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise SettingsError(
        [
            Problem(
                "no-project",
                str(here),
                "no project here",
                "`mkdocs.yml` in this folder or above it",
                "none",
                "Change to the project's folder and try again.",
            )
        ]
    )


def _check(options: Mapping[str, Any], place: str) -> list[Problem]:
    """Return every bad option."""
    rules: dict[str, tuple[str, str]] = {
        "release": (r"\d{4}\.\d{2}(\.\d+)?", "`YYYY.MM` or `YYYY.MM.N`"),
        "released": (r"\d{4}-\d{2}-\d{2}", "an ISO date"),
        "timeout": (r"[1-9]\d*", "a whole number of seconds"),
        "workers": (r"[1-9]\d*", "a whole number from one"),
        "reason": (r"[^\n]{0,160}", "a line of at most 160 characters"),
        "branch": (r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*", "the name of a branch"),
        "doi": (r"(10\.\d{4,9}/[^\s{}]+)?", "a DOI such as `10.5281/zenodo.1234567`, without an address before it"),
    }
    return [
        Problem(
            "bad-option",
            place,
            f"option `extra.proofpress.{name}`",
            expected,
            repr(options[name]),
            "Correct it in `mkdocs.yml`.",
        )
        for name, (pattern, expected) in rules.items()
        if name in options and not re.fullmatch(pattern, str(options[name]))
    ]


def load_settings(root: Path | None = None) -> Settings:
    """Read ``mkdocs.yml`` into settings.

    Parameters
    ----------
    root : Path, optional
        The project folder; found from the working folder when missing.

    Raises
    ------
    SettingsError
        With every bad option, not only the first.
    """
    folder = (root or find_root()).resolve()
    try:
        text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    except OSError as err:
        raise _unreadable("mkdocs.yml", err) from err
    return parse_settings(text, folder)


def _unreadable(place: str, err: Exception) -> SettingsError:
    return SettingsError([Problem("bad-settings", place, "cannot be read", "YAML", str(err).splitlines()[0])])


def parse_settings(text: str, root: Path, place: str = "mkdocs.yml") -> Settings:
    """Return settings from the text of a ``mkdocs.yml``.

    Raises
    ------
    SettingsError
        If it is no YAML, with each tag that is not read, or with every bad option.
    """
    return settings_from(read_yaml(text, place), root)


def settings_from(config: Mapping[str, Any], root: Path) -> Settings:
    """Return settings from the parsed ``mkdocs.yml``, reporting every bad option."""
    extra = config.get("extra") or {}
    options = dict(extra.get("proofpress") or {})
    problems = _check(options, "mkdocs.yml")
    if problems:
        raise SettingsError(problems)
    cores = os.cpu_count() or 1
    return Settings(
        root=root,
        site_name=str(config.get("site_name") or "The Chokepoint Ledger"),
        site_url=str(config.get("site_url") or ""),
        release=str(options.get("release", "0000.00")),
        released=str(options.get("released", "1980-01-01")),
        timeout=int(options.get("timeout", 120)),
        workers=int(options.get("workers", max(1, min(4, cores)))),
        repository=str(options.get("repository", "")),
        reason=str(options.get("reason", "")),
        branch=str(options.get("branch", "gh-pages")),
        doi=str(options.get("doi") or ""),
        author=str(config.get("site_author") or config.get("site_name") or "The Chokepoint Ledger"),
        abstract=" ".join(str(options.get("abstract") or config.get("site_description") or "").split()),
        keywords=tuple(str(word) for word in options.get("keywords") or ()),
        licences=tuple(str(name) for name in options.get("licences") or ("CC-BY-4.0",)),
        analyses=tuple(str(name) for name in options.get("analyses", ())),
    )
