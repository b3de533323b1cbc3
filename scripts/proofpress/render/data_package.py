"""A table as one file to take away: rows, description, licence, citation, and a line each that loads it."""

from __future__ import annotations

from pathlib import PurePosixPath

from ..model.records import Table
from ..model.settings import Settings
from ..record.site_input import SiteInput
from .citing import DATA, Citation, citation_key
from .licences import licence_lines
from .packing import load_lines, packed, readme, told_lines

MOST_BYTES = 8_000_000
"""Bytes of a large table up to which its file is part of the site; a longer one stands in the repository alone."""


def cite_table(table: Table, settings: Settings) -> Citation:
    """Return the citation of a table."""
    return Citation(
        citation_key(settings, table.name), DATA, table.title, f"{address_of(table)}/", settings, table.sha256
    )


def address_of(table: Table) -> str:
    """Return the address of a table's page."""
    return f"data/{table.name.replace('_', '-')}"


def is_published(table: Table) -> bool:
    """Whether a table's file is part of the site."""
    return not table.is_large or int(table.resource["bytes"]) <= MOST_BYTES


def loading_lines(table: Table) -> dict[str, str]:
    """Return a line that loads the table's file, by language."""
    return load_lines(table.name, PurePosixPath(table.path).name if table.is_large else f"{table.name}.csv")


def data_package(table: Table, evidence: SiteInput) -> bytes:
    """Return a table as a ZIP file that holds a data package of its own."""
    settings = evidence.settings
    citation = cite_table(table, settings)
    licences = table.resource.get("licenses", ())
    descriptor = {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "description": table.description,
        "homepage": settings.address(f"{address_of(table)}/"),
        "version": settings.release,
        "licenses": list(licences),
        "resources": [{**table.resource, "path": f"{table.name}.csv"}],
    }
    parts = {"": table.description, "Load": told_lines(loading_lines(table)), "Cite": citation.plain()}
    parts["Licence"] = f"{licence_lines(licences)}\n\nEach row names its source; sources keep their own terms."
    rows = evidence.project.files.read(table.path)
    return packed(descriptor, readme(table.title, parts), {f"{table.name}.csv": rows, **citation.files()})
