"""What archives and reference managers read of a release: ``CITATION.cff`` and a deposit file as Zenodo takes it.

Both are made from ``mkdocs.yml``, as it is or as a tag has it, and from nothing else.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

import yaml

from ..model.canonical_json import to_json
from ..model.errors import Problem, SettingsError
from ..model.git import Repository
from ..model.settings import Settings, parse_settings

MESSAGE = "Please cite the release you used. Each page, figure and number of the site says how to cite it."
CFF, DEPOSIT = "CITATION.cff", ".zenodo.json"
WIDTH = 120


def citation_file(settings: Settings) -> str:
    """Return ``CITATION.cff``, version 1.2.0 of the Citation File Format."""
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": MESSAGE,
        "type": "dataset",
        "title": settings.site_name,
        "version": _Quoted(settings.release),
        "date-released": _Quoted(settings.released),
        "doi": settings.doi,
        "url": settings.address("") if settings.site_url else "",
        "authors": [{"name": settings.author}],
        "abstract": settings.abstract,
        "keywords": list(settings.keywords),
        "license": list(settings.licences),
    }
    kept = {key: value for key, value in fields.items() if value}
    return yaml.dump(kept, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def deposit_file(settings: Settings) -> str:
    """Return the metadata of a deposit of the release, as Zenodo reads them from a repository."""
    fields: dict[str, Any] = {
        "title": f"{settings.site_name}, release {settings.release}",
        "upload_type": "dataset",
        "version": settings.release,
        "publication_date": settings.released,
        "creators": [{"name": settings.author}],
        "description": f"<p>{escape(settings.abstract, quote=False)}</p>",
        "keywords": list(settings.keywords),
        "license": settings.data_licence,
        "access_right": "open",
        "language": "eng",
        "notes": f"Licences: {', '.join(settings.licences)}. Sources keep their own terms.",
        "doi": settings.doi,
        "related_identifiers": _related(settings),
    }
    return to_json({key: value for key, value in fields.items() if value})


def _related(settings: Settings) -> list[dict[str, str]]:
    if not settings.site_url:
        return []
    return [{"identifier": settings.address(""), "relation": "isIdenticalTo", "resource_type": "dataset"}]


def deposit_files(settings: Settings) -> dict[str, str]:
    """Return both files by name."""
    return {CFF: citation_file(settings), DEPOSIT: deposit_file(settings)}


def settings_at(root: Path, tag: str) -> Settings:
    """Return the settings as a tag has them.

    Raises
    ------
    SettingsError
        If there is no such tag, or it has no ``mkdocs.yml``.
    """
    done = Repository(root).attempt("show", f"refs/tags/{tag}:./mkdocs.yml")
    if done.returncode:
        reason = (done.stderr.decode(errors="replace").strip().splitlines() or ["git gave no reason"])[0]
        fix = "`proofpress release` sets the tag; `git tag` lists those there are."
        raise SettingsError([Problem("unknown-tag", tag, "no such tag with a `mkdocs.yml`", got=reason, fix=fix)])
    return parse_settings(done.stdout.decode(), root, f"{tag}:mkdocs.yml")


class _Quoted(str):
    """A text that YAML would otherwise take for a number or a date."""


class _Dumper(yaml.SafeDumper):
    """Writes lists below their key with an indent, as the file's readers expect it."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_representer(_Quoted, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
