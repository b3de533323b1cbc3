"""``mkdocs.yml`` and the folder layout, read once into frozen settings; creates no folders."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .characters import check_texts, is_address
from .errors import Problem, SettingsError
from .files import HIDDEN
from .in_force import settings_in_force
from .mkdocs_file import plugin_options, read_mkdocs
from .options import PLUGIN, Options, read_options
from .safe_yaml import read_yaml
from .slug import slugify

GENERATOR = __name__.partition(".")[0]
"""The name of this package, which a project may hold beside its own code."""
ROOT_VARIABLE = "PROOFPRESS_ROOT"
CACHE_VARIABLE = "PROOFPRESS_CACHE"
"""Names the folder of kept results; a proof gives its commands an empty one."""
CACHE = ".cache"
"""A project's own folder of kept results."""
MOST_WORKERS = 4
"""Notebooks that run at a time unless a site says otherwise: each takes a kernel's memory."""
SHOWN = ("site_name", "site_description", "site_author", "copyright", "nav")
"""What the file says that pages show."""
ADDRESSES = ("site_url", "repo_url")
NO_PAGES = ("published/", "history/")
"""Folders below ``docs/`` that hold no pages: the record and the committed past."""


@dataclass(frozen=True)
class Settings(Options):
    """Where things are and how the site is built: the plugin's options, and what MkDocs itself is told.

    Attributes
    ----------
    root : Path
        The project folder, holding ``mkdocs.yml``.
    site_name, site_url, author : str
        What the site is called, where it is published, and who publishes it.
    cache_folder : Path, optional
        Where results are kept between builds; below the project when missing.
    in_force : tuple of (str, str)
        Every setting in force by its dotted name, whichever file, variable or argument it came from.
    """

    root: Path
    site_name: str = ""
    site_url: str = ""
    author: str = ""
    workers: int = field(default=2, kw_only=True)
    cache_folder: Path | None = field(default=None, kw_only=True)
    in_force: tuple[tuple[str, str], ...] = field(default=(), kw_only=True, repr=False)

    @property
    def slug(self) -> str:
        """The site's name as part of an address or key."""
        return slugify(self.site_name) or "site"

    @property
    def citation_prefix(self) -> str:
        """What the keys of citations begin with."""
        return self.citation_key or self.slug

    @property
    def message_type(self) -> str:
        """The type of the messages of an embedded figure."""
        return self.message or f"{self.slug}-figure"

    @property
    def data_licence(self) -> str:
        """The SPDX name of the licence of texts, figures and data: the last, after that of code; empty without one."""
        return self.licences[-1] if self.licences else ""

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
        return self.cache_folder or self.root / CACHE / "proofpress"

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
            Its address below the release's folder, such as ``figures/plants/capacity/``; all that is known
            of it as long as the site has no web address.

        Examples
        --------
        >>> Settings(Path(), site_url="https://s.example/", release="2026.11").address("claims/")
        'https://s.example/2026.11/claims/'
        """
        return f"{self.home}{self.release}/{path}" if self.site_url else path

    @property
    def home(self) -> str:
        """The address that releases stand below."""
        return f"{self.site_url.rstrip('/')}/"

    def notebook_files(self) -> tuple[Path, ...]:
        """Return the files that hold notebooks, by name; hidden ones, editors' locks and copies are none."""
        files = sorted(self.notebooks.glob("*.py"))
        return tuple(path for path in files if not HIDDEN.search(path.name) and path.is_file())

    def notebook_paths(self) -> tuple[Path, ...]:
        """Return the notebooks: in the order of ``mkdocs.yml``, the rest by name."""
        result = {slugify(path.stem): path for path in self.notebook_files()}
        order = [*self.analyses, *sorted(set(result) - set(self.analyses))]
        return tuple(result[slug] for slug in order if slug in result)


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
    result = (start or Path.cwd()).resolve()
    for folder in (result, *result.parents):
        if (folder / "mkdocs.yml").is_file():
            return folder
    raise SettingsError(
        [
            Problem(
                "no-project",
                str(result),
                "no project here",
                "`mkdocs.yml` in this folder or above it",
                "none",
                "Change to the project's folder and try again.",
            )
        ]
    )


def load_settings(root: Path | None = None, *, past: bool = False) -> Settings:
    """Read ``mkdocs.yml`` into settings, without running anything.

    Parameters
    ----------
    root : Path, optional
        The project folder; found from the working folder when missing.
    past : bool
        Whether the project is an earlier state, which may have its options where they stood before.

    Raises
    ------
    SettingsError
        With every bad option, not only the first.
    """
    folder = (root or find_root()).resolve()
    return settings_from(read_mkdocs(folder / "mkdocs.yml"), folder, past=past)


def parse_settings(text: str, root: Path, place: str = "mkdocs.yml") -> Settings:
    """Return settings from the text of an earlier ``mkdocs.yml``.

    Raises
    ------
    SettingsError
        If it is no YAML, with each tag that is not read, or with every bad option.
    """
    return settings_from(read_yaml(text, place), root, place, past=True)


def settings_from(
    config: Mapping[str, Any],
    root: Path,
    place: str = "mkdocs.yml",
    *,
    given: Mapping[str, Any] | None = None,
    past: bool = False,
) -> Settings:
    """Return settings from the parsed ``mkdocs.yml``.

    Parameters
    ----------
    config : mapping
        The parsed file.
    root : Path
        The project folder.
    place : str
        What the file is called, for messages.
    given : mapping, optional
        The plugin's options; taken from the list of plugins when missing.
    past : bool
        Whether it is an earlier state's file.

    Raises
    ------
    SettingsError
        With every bad option.
    """
    listed = plugin_options(config, PLUGIN) if given is None else given
    former = (config.get("extra") or {}).get(PLUGIN)
    if past and listed is None and isinstance(former, dict):
        listed = former
    options, problems = read_options(listed or {}, place)
    if not past:
        problems += _file_problems(config, former is not None, place)
    if problems:
        raise SettingsError(problems)
    return _settings(config, options, root)


def _file_problems(config: Mapping[str, Any], moved: bool, place: str) -> list[Problem]:
    """Return what is wrong with the file beside the plugin's options."""
    problems = []
    if moved:
        thing, plugin = f"options stand under `extra.{PLUGIN}`", f"`plugins: [search, {PLUGIN}: {{…}}]`"
        fix = "Move them to the plugin and take `scripts/hook.py` from `hooks`."
        problems.append(Problem("moved-option", place, thing, plugin, fix=fix))
    if not config.get("site_name"):
        thing, expected = "`site_name` is missing", "what the site is called"
        problems.append(Problem("no-name", place, thing, expected, "nothing", "Add it."))
    shown = {key: config.get(key) for key in (*SHOWN, *ADDRESSES)}
    problems += check_texts(shown, place)
    problems += [
        Problem("bad-address", place, f"`{key}`", "an `https` or `http` address", repr(shown[key]), "Correct it.")
        for key in ADDRESSES
        if shown[key] and not (is_address(str(shown[key])) and re.match("https?://[^/]", str(shown[key])))
    ]
    return problems


def _settings(config: Mapping[str, Any], options: Options, root: Path) -> Settings:
    values = {entry.name: getattr(options, entry.name) for entry in fields(Options)}
    abstract = " ".join((options.abstract or str(config.get("site_description") or "")).split())
    workers = options.workers or max(1, min(MOST_WORKERS, os.cpu_count() or 1))
    name = str(config.get("site_name") or "")
    return Settings(
        root,
        site_name=name,
        site_url=str(config.get("site_url") or ""),
        author=str(config.get("site_author") or name),
        cache_folder=Path(named) if (named := os.environ.get(CACHE_VARIABLE)) else None,
        in_force=settings_in_force(config, root),
        **{**values, "abstract": abstract, "workers": workers},
    )
