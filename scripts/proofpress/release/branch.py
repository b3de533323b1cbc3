"""What stands on the published branch beside the releases, as pure functions of what has been published.

A release's folder never changes. These few files at the root are written anew at each publication: they lead to the
latest release, list all, and say what is known to be wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import jinja2

from ..data.corrections import SCHEMA_VERSION as CORRECTIONS_VERSION
from ..data.corrections import Correction, corrections_from
from ..data.history import order
from ..model.canonical_json import to_json
from ..model.settings import Settings
from ..notebook.fonts import webfont_name
from ..render.assets import palette_css
from ..render.context import TEMPLATES, templates
from ..render.csp import with_policy

SCHEMA_VERSION = 1
RELEASES = "releases.json"
CORRECTIONS = "corrections.json"
SUMS = "SHA256SUMS"
"""In each release's folder: the hash of each of its files."""
ALIAS = "latest"


@dataclass(frozen=True)
class Published:
    """A release on the branch.

    Attributes
    ----------
    release, released, reason : str
        Its name, ISO date and one-line reason.
    note : str
        What its editors wrote on consequential changes; may be empty.
    commit : str
        The commit that it was built from.
    manifest_sha256 : str
        Hash of its ``manifest.json``.
    consequential : bool
        Whether it turned a finding or crossed a stated threshold.
    """

    release: str
    released: str
    reason: str
    note: str
    commit: str
    manifest_sha256: str
    consequential: bool


def newest_first(releases: Iterable[Published]) -> tuple[Published, ...]:
    """Return releases in the order in which they are listed."""
    return tuple(sorted(releases, key=lambda entry: order(entry.release), reverse=True))


def releases_json(releases: Sequence[Published]) -> bytes:
    """Return ``releases.json``."""
    listed = newest_first(releases)
    latest = listed[0].release if listed else ""
    content = {"schema_version": SCHEMA_VERSION, "latest": latest, "releases": [asdict(entry) for entry in listed]}
    return to_json(content).encode()


def releases_from(content: bytes) -> tuple[Published, ...]:
    """Return the releases of a ``releases.json``.

    Raises
    ------
    ValueError
        If it is not one that this package wrote.
    """
    try:
        stored = json.loads(content)
        if stored["schema_version"] != SCHEMA_VERSION:
            raise ValueError(f"schema version {stored['schema_version']}")
        return newest_first(Published(**entry) for entry in stored["releases"])
    except (KeyError, TypeError) as err:
        raise ValueError(f"{type(err).__name__}: {err}") from err


def corrections_json(corrections: Sequence[Correction]) -> bytes:
    """Return ``corrections.json``."""
    entries = [entry.to_json() for entry in corrections]
    return to_json({"schema_version": CORRECTIONS_VERSION, "corrections": entries}).encode()


def published_corrections(content: bytes) -> tuple[Correction, ...]:
    """Return the corrections of a ``corrections.json``."""
    return corrections_from(json.loads(content)["corrections"], CORRECTIONS)


def address_of(correction: Correction) -> str:
    """Return where a release shows what a correction concerns, below the release's folder."""
    if correction.target == "figure":
        return f"figures/{correction.name}/"
    return f"values/{correction.name.partition('.')[0]}/#{correction.name}"


def redirect_template() -> str:
    """Return the page that leads on to another, for mike: it keeps query and anchor, and works without script."""
    return with_policy((TEMPLATES / "root" / "redirect.html").read_text(encoding="utf-8"))


def redirect(href: str) -> bytes:
    """Return a page that leads on to an address."""
    page = jinja2.Template(redirect_template(), autoescape=True, keep_trailing_newline=True)
    return str(page.render(href=href)).encode()


def root_files(
    settings: Settings, releases: Sequence[Published], corrections: Sequence[Correction]
) -> dict[str, bytes]:
    """Return the files at the branch's root by address.

    Parameters
    ----------
    settings : Settings
        The site's name and address.
    releases : sequence of Published
        Every release on the branch; at least one.
    corrections : sequence of Correction
        The register.
    """
    listed = newest_first(releases)
    context: Mapping[str, Any] = {
        "site": settings.site_name,
        "site_url": settings.site_url,
        "base": urlsplit(settings.site_url).path.rstrip("/") + "/",
        "css": palette_css(),
        "font": settings.font,
        "font_file": webfont_name(settings.font),
        "latest": listed[0],
        "releases": listed,
        "known": {entry.release for entry in listed},
        "corrections": corrections,
        "address_of": address_of,
    }

    def page(name: str, kind: str = "html") -> bytes:
        text = templates().get_template(f"root/{name}.{kind}.j2").render(context)
        return (with_policy(text) if kind == "html" else text).encode()

    return {
        ".nojekyll": b"",
        **_contact(settings, listed[0]),
        "index.html": redirect(f"{listed[0].release}/"),
        RELEASES: releases_json(listed),
        CORRECTIONS: corrections_json(corrections),
        "releases/index.html": page("releases"),
        "404.html": page("missing"),
        "sitemap.xml": page("sitemap", kind="xml"),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {settings.home}sitemap.xml\n".encode(),
    }


def _contact(settings: Settings, latest: Published) -> dict[str, bytes]:
    """Return where faults are reported, as RFC 9116 has it; good for a year from the latest release."""
    if not settings.contact:
        return {}
    day = date.fromisoformat(latest.released)
    name = ".well-known/security.txt"
    lines = [f"Contact: {settings.contact}", f"Expires: {day.year + 1}-{day:%m}-01T00:00:00Z"]
    if settings.site_url:
        lines.append(f"Canonical: {settings.home}{name}")
    return {name: "".join(f"{line}\n" for line in lines).encode()}


def sums(digests: Mapping[str, str]) -> bytes:
    r"""Return the hashes of a release's files as ``sha256sum --check`` reads them.

    Examples
    --------
    >>> sums({"b.txt": "22", "a.txt": "11"})
    b'11  a.txt\n22  b.txt\n'
    """
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()
