"""Tables of other projects through the data stage: frictionless's own faulty ones, and public data packages."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from outside import Trial, bare_project, source_of

TABLE, PACKAGE = "table", "package"
MORE = ("source", "id")
"""Columns that each row of a site's table has."""
SENT = re.compile(r"https?://|\.(?:zip|xlsx?|json|parquet)$")


def faulty(folder: Path) -> Iterator[Trial]:
    """Yield what came of each table and schema that frictionless's tests call invalid."""
    source = source_of("frictionless", folder / "sources")
    data = next(iter(source.glob("*/data")), None) if source else None
    if data is None:
        return
    tables = sorted(
        {*data.glob("*invalid*.csv"), *data.glob("invalid/*.csv"), *data.glob("*blank*.csv"), *data.glob("bad*.csv")}
    )
    for path in tables:
        yield Trial(TABLE, path.name, *_tried(folder, path.read_bytes(), None))
    plain = b"id,name\n1,english\n2,chinese\n"
    for path in sorted(data.glob("schema-invalid*.json")):
        try:
            schema = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as err:
            yield Trial(TABLE, path.name, "no-json", str(err))
            continue
        yield Trial(TABLE, path.name, *_tried(folder, plain, schema))


def packages(folder: Path, given: Path | None) -> Iterator[Trial]:
    """Yield what came of each CSV table of the data packages below a folder."""
    for descriptor in sorted(given.glob("*/datapackage.json")) if given else ():
        package = json.loads(descriptor.read_text(encoding="utf-8"))
        for resource in package.get("resources", ()):
            path = resource.get("path")
            if not isinstance(path, str) or SENT.search(path) or not (descriptor.parent / path).is_file():
                continue
            name = f"{descriptor.parent.name}/{resource.get('name') or Path(path).stem}"
            content = (descriptor.parent / path).read_bytes()
            yield Trial(PACKAGE, name, *_tried(folder, content, resource.get("schema")))


def _tried(folder: Path, content: bytes, schema: Any) -> tuple[str, str]:
    """Return what came of a table in a site: that it loads with so many rows, or the first reason why not."""
    from proofpress.data.loading import load_data
    from proofpress.model.errors import SiteError
    from proofpress.model.settings import load_settings

    project = bare_project(folder / "tables")
    _add(project, content, schema)
    try:
        loaded = load_data(load_settings(project))
    except SiteError as err:
        codes = sorted({problem.code for problem in err.problems})
        return "refused: " + ", ".join(codes), " ".join(str(err.problems[0]).split())
    return "loads", _same(loaded)


def _same(loaded: Any) -> str:
    """Return what a notebook gets of the table: as many rows as the data stage has read, with so many columns."""
    from proofpress.data.tables import to_frame

    table = loaded.tables["trial"]
    frame = to_frame(table, loaded.files.read(table.path))
    rows = sum(key.startswith("trial:") for key in loaded.rows)
    return f"{rows} rows" if len(frame) == rows else f"{rows} rows, BUT {len(frame)} for notebooks"


def _add(project: Path, content: bytes, schema: Any) -> None:
    """Put a table into a site as its author would: with row ids, sources, units and the line ends that git gives."""
    header, *lines = content.replace(b"\r\n", b"\n").split(b"\n") if content else [b""]
    names = next(csv.reader([header.decode("utf-8", errors="replace")]), [])
    more = [name for name in MORE if name not in names]
    whole = [b",".join([*(name.encode() for name in more), header])] if more else [header]
    for number, line in enumerate(lines, 2):
        cells = {"id": f"r{number}", "source": "ice-office"}
        whole.append(
            b",".join([*(cells[name].encode() for name in more), line]) if line.strip() or b"," in line else line
        )
    content = b"\n".join(whole)
    (project / "data" / "tables" / "trial.csv").write_bytes(content)
    path = project / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    like = package["resources"][0]
    digest = hashlib.sha256(content).hexdigest()
    package["resources"].append(
        {
            **like, "name": "trial", "path": "tables/trial.csv", "title": "Trial", "description": "Tried.",
            "bytes": len(content), "hash": f"sha256:{digest}", "schema": _schema(names, more, schema),
        }
    )  # fmt: skip
    path.write_text(json.dumps(package), encoding="utf-8")


def _schema(names: list[str], more: list[str], schema: Any) -> Any:
    """Return a table's schema with what a site asks for beyond: descriptions, units and the columns put before."""
    if schema is None:
        schema = {"fields": [{"name": name, "type": "string"} for name in names]}
    if not isinstance(schema, Mapping) or not isinstance(schema.get("fields"), list):
        return schema
    fields = [_field(field) if isinstance(field, Mapping) else field for field in schema["fields"]]
    put = [{"name": name, "type": "string", "description": "Put before."} for name in more]
    return {**schema, "fields": [*put, *fields], "primaryKey": schema.get("primaryKey") or ["id"]}


def _field(field: Mapping[str, Any]) -> dict[str, Any]:
    """Return a column with a description, a type that says something, and a unit where it is a number."""
    kept = dict(field)
    kept["type"] = "string" if kept.get("type", "any") == "any" else kept["type"]
    unit = {"unit": "as there"} if kept["type"] in {"number", "integer", "year"} else {}
    return {**kept, **unit, "description": str(field.get("description") or "As there.")}
