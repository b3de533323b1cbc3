"""A table as one file to take away: rows, description, licence, citation, and a line each that loads it."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import PurePosixPath

from ..model.records import Table
from ..model.settings import Settings
from ..record.site_input import SiteInput
from .citing import Citation

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the archive, the same whenever it is built; nothing is packed, since libraries differ."""
DESCRIPTOR = "datapackage.json"
README = "README.md"
MOST_BYTES = 8_000_000
"""Bytes of a large table up to which its file is part of the site; a longer one stands in the repository alone."""


def cite_table(table: Table, settings: Settings) -> Citation:
    """Return the citation of a table."""
    key = f"{settings.citation_key or 'site'}-{table.name}"
    return Citation(key, "data set", table.title, f"{address_of(table)}/", settings, table.sha256)


def address_of(table: Table) -> str:
    """Return the address of a table's page."""
    return f"data/{table.name.replace('_', '-')}"


def is_published(table: Table) -> bool:
    """Whether a table's file is part of the site."""
    return not table.is_large or int(table.resource["bytes"]) <= MOST_BYTES


def loading_lines(table: Table) -> dict[str, str]:
    """Return a line that loads the table's file, by language."""
    file = PurePosixPath(table.path).name if table.is_large else f"{table.name}.csv"
    if table.is_large:
        return {
            "Python": f'import pandas; {table.name} = pandas.read_parquet("{file}")',
            "R": f'{table.name} <- arrow::read_parquet("{file}")',
        }
    return {
        "Python": f'import pandas; {table.name} = pandas.read_csv("{file}")',
        "R": f'{table.name} <- read.csv("{file}")',
    }


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
    terms = "\n".join(
        f"- {licence.get('title') or licence['name']}{': ' + licence['path'] if licence.get('path') else ''}"
        for licence in licences
    )
    lines = "\n".join(f"{language}: `{line}`\n" for language, line in loading_lines(table).items())
    readme = (
        f"# {table.title}\n\n{table.description}\n\n## Load\n\n{lines}\n## Cite\n\n{citation.plain()}\n\n"
        f"## Licence\n\n{terms}\n\nEach row names its source; sources keep their own terms.\n"
    )
    files = {
        README: readme.encode(),
        f"{table.name}.csv": evidence.project.files.read(table.path),
        DESCRIPTOR: (json.dumps(descriptor, indent=1, ensure_ascii=False) + "\n").encode(),
        **citation.files(),
    }
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return result.getvalue()
