"""Every rule on the data, all failures at once, before any notebook runs.

A schema says what the descriptor must hold, frictionless checks the tables against it; what neither knows is checked
here: bytes, sources, grades, and markup that has no place in a cell.
"""

from __future__ import annotations

import copy
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..model.characters import is_formula
from ..model.errors import DataError, Problem, SiteError, nearest
from ..model.exchange import write_whole
from ..model.files import ProjectFiles, Root, project_files
from ..model.locks import locked
from ..model.records import Drift, Source
from ..model.scratch import scratch_folder
from .cells import field_faults
from .claim_checks import claim_id_problems, claim_row_problems
from .claims import COLUMNS
from .csv_checks import MARKUP, check_bytes, check_schema
from .parquet import SUFFIX, is_parquet
from .parquet_checks import parquet_problems
from .places import show_place
from .row_ids import RESERVED, key_of
from .shapes import shape_problems
from .tables import DESCRIPTOR, ROWS, load_descriptor
from .valid_before import ValidBefore, table_key

SHOWN_FAILURES = 50
FOR_READERS = frozenset({"`description`", "`licenses`", "`meaning`", "`title`", "`unit`"})
"""Parts of a description that tell readers something, and nothing of how a cell is read."""
LISTED = (("tables", "*.csv"), ("tables", f"*{SUFFIX}"), ("claims", "*.csv"), ("coverage", "*.csv"))
"""Folders and names of the files that the data package describes."""


def _fields(resource: Mapping[str, Any]) -> list[Any]:
    """Return the columns that a resource describes; none where its schema is of another shape."""
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    return fields if isinstance(fields, list) else []


def _check_shapes(resource: Mapping[str, Any], place: str) -> list[Problem]:
    """Return what is wrong with the shape of a resource, of its columns one by one."""
    fields = _fields(resource)
    bare = {**resource, "schema": {**resource["schema"], "fields": []}} if fields else resource
    problems = shape_problems(bare, place, "datapackage", "resource")
    for number, field in enumerate(fields, 1):
        name = (field.get("name") if isinstance(field, Mapping) else "") or number
        if is_formula(str(name)):
            problems.append(_formula(f"{place}, field `{name}`", str(name)))
        shape = shape_problems(field, f"{place}, field `{name}`", "datapackage", "field")
        problems += shape or list(_field_problems(field, f"{place}, field `{name}`"))
    return problems


def _field_problems(field: Mapping[str, Any], place: str) -> Iterator[Problem]:
    """Yield what is wrong with a column's description beyond its shape."""
    for key, expected in field_faults(field):
        yield Problem("bad-field", place, f"`{key}`", expected, repr(field[key]), "Correct it.")
    if field["name"] == ROWS:
        thing = "a loaded table has a column of this name, which holds the ids of its rows"
        yield Problem("reserved-name", place, thing, "another name", fix="Rename the column.")


def _check_key(resource: Mapping[str, Any], place: str) -> list[Problem]:
    """Return what is wrong with the ids that a table's rows would have."""
    problems = []
    if resource.get("name") in RESERVED and not str(resource.get("path")).startswith("claims/"):
        thing = "the ids of its rows would be those of claims or of the audit"
        problems.append(Problem("reserved-name", place, thing, "another name", fix="Rename the table."))
    names = [field.get("name") for field in _fields(resource) if isinstance(field, Mapping)]
    problems += [
        Problem("unknown-column", place, f"`schema.primaryKey` names `{name}`", fix=nearest(name, map(str, names)))
        for name in key_of(resource["schema"])
        if name not in names
    ]
    return problems


def _check_resource(resource: Mapping[str, Any], registry: Mapping[str, Source]) -> list[Problem]:
    """Return what is wrong with a resource: its shape, the columns that trace its rows, its sources."""
    place = f"{DESCRIPTOR}, `{resource.get('name', '?')}`"
    problems = _check_shapes(resource, place)
    problems += [] if problems else _check_key(resource, place)
    fields = [field for field in _fields(resource) if isinstance(field, Mapping)]
    names = [field.get("name") for field in fields]
    problems += [
        Problem("no-source-column", place, f"the table has no column `{needed}`", fix="Add it; each row has one.")
        for needed in ("id", "source")
        if needed not in names
    ]
    problems += [
        Problem("unknown-source", place, f"source `{key}` is not in the registry", fix=nearest(key, registry))
        for key in _sources(resource)
        if key not in registry
    ]
    return problems


def _check_pages(resources: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """Return a problem for each table whose page would stand at the address of another's."""
    seen: dict[str, str] = {}
    problems = []
    for resource in resources:
        name = str(resource.get("name", ""))
        page = name.replace("_", "-")
        if page in seen:
            thing = f"the page of `{name}` would be that of `{seen[page]}`"
            problems.append(Problem("same-page", DESCRIPTOR, thing, "names that differ", fix="Rename one."))
        seen.setdefault(page, name)
    return problems


def _formula(place: str, text: str) -> Problem:
    return Problem(
        "formula",
        place,
        "a spreadsheet would run this instead of showing it",
        "a text that does not begin with `=`, `+`, `-`, `@` or a tab, or a number",
        repr(text[:60]),
        "Put a word before it.",
    )


def _sources(resource: Mapping[str, Any]) -> list[str]:
    """Return the ids of the sources that a resource cites."""
    sources = resource.get("sources")
    named = [source for source in sources if isinstance(source, Mapping)] if isinstance(sources, list) else []
    return [str(source["name"]) for source in named if "name" in source]


def _check_rows(path: str, text: str, resource: Mapping[str, Any], registry: Mapping[str, Source]) -> list[Problem]:
    """Return what is wrong with a table's cells beyond its schema."""
    problems = []
    cited = set(_sources(resource))
    is_claims = path.startswith("data/claims/")
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        for column, cell in row.items():
            if isinstance(cell, str) and is_formula(cell):
                problems.append(_formula(show_place(path, number, str(column)), cell))
            if isinstance(cell, str) and any(mark in cell for mark in MARKUP):
                problems.append(
                    Problem(
                        "markup",
                        show_place(path, number, str(column)),
                        "the cell holds markup",
                        "plain text",
                        repr(cell[:60]),
                        "Remove it.",
                    )
                )
        source = row.get("source") or ""
        if source not in registry:
            problems.append(
                Problem(
                    "unknown-source",
                    show_place(path, number, "source"),
                    "the source is not in the registry",
                    got=repr(source),
                    fix=nearest(source, registry),
                )
            )
        elif source not in cited:
            problems.append(
                Problem(
                    "uncited-source",
                    show_place(path, number, "source"),
                    f"source `{source}` is not among the resource's sources",
                    fix=f"Add it in {DESCRIPTOR}.",
                )
            )
        if is_claims and source in registry:
            problems += claim_row_problems(path, number, row, registry[source])
    return problems


def _found_files(files: ProjectFiles) -> set[str]:
    return {path.removeprefix("data/") for folder, pattern in LISTED for path in files.glob(f"data/{folder}", pattern)}


def _check_listing(files: ProjectFiles, listed: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    found_files = _found_files(files)
    problems = [
        Problem(
            "undescribed-file",
            f"data/{path}",
            "the file is not in the data package",
            fix=f"Describe it in {DESCRIPTOR}.",
        )
        for path in sorted(found_files - listed.keys())
    ]
    problems += [
        Problem("missing-table", f"data/{path}", f"`{listed[path].get('name')}` has no file", fix="Restore the file.")
        for path in sorted(listed.keys() - found_files)
    ]
    if not listed and not problems:
        problems.append(Problem("no-tables", DESCRIPTOR, "the data package lists no table", fix="Add one."))
    return problems


def _are_described(resource: Mapping[str, Any]) -> bool:
    """Whether a resource's columns are described well enough to check cells against them."""
    fields = _fields(resource)
    return bool(fields) and all(isinstance(field, Mapping) and field.get("name") for field in fields)


def _leaves_cells_open(problem: Problem) -> bool:
    """Whether a wrong part of a description leaves open what cells say; words for readers say nothing of that."""
    return problem.code == "bad-field" and problem.thing not in FOR_READERS


def _check_table(
    files: ProjectFiles, shown: str, resource: Mapping[str, Any], registry: Mapping[str, Source]
) -> list[Problem]:
    """Return what is wrong with a resource and its file; nothing is read that its key does not hold."""
    problems = _check_resource(resource, registry)
    if is_parquet(resource):
        problems += parquet_problems(shown, files, resource, registry) if files.exists(shown) and not problems else []
    elif files.exists(shown):
        content = files.read(shown)
        raw = check_bytes(shown, content)
        problems += raw
        if not raw and not any(map(_leaves_cells_open, problems)) and _are_described(resource):
            problems += check_schema(shown, content, resource["schema"])
            problems += _check_rows(shown, content.decode(), resource, registry)
    if shown.startswith("data/claims/"):
        names = tuple(field.get("name") for field in _fields(resource) if isinstance(field, Mapping))
        if names != COLUMNS:
            place, got = f"{DESCRIPTOR}, `{resource.get('name')}`", ", ".join(map(str, names))
            problems.append(Problem("claim-columns", place, "the register's columns", ", ".join(COLUMNS), got))
    return problems


def find_problems(root: Root, registry: Mapping[str, Source], before: ValidBefore | None = None) -> list[Problem]:
    """Return all that is wrong with the data, most basic first.

    Parameters
    ----------
    root : Path or ProjectFiles
        The project.
    registry : mapping of str to Source
        The sources there are.
    before : ValidBefore, optional
        Tables that are known to be valid, which are not checked again; is told of those that are valid now.
    """
    files = project_files(root)
    try:
        package = load_descriptor(files)
    except SiteError as err:
        return list(err.problems)
    before = before or ValidBefore()
    listed = {str(resource.get("path", "")): resource for resource in package["resources"]}
    problems = shape_problems({**package, "resources": []}, DESCRIPTOR, "datapackage")
    problems += [*_check_listing(files, listed), *_check_pages(listed.values())]
    for path, resource in listed.items():
        shown = f"data/{path}"
        digest = files.sha256(shown) if files.exists(shown) else ""
        key = table_key(resource, digest, _sources(resource), registry)
        if before.knows(key):
            continue
        bad = _check_table(files, shown, resource, registry)
        if digest and not bad and files.is_untouched(shown):
            before.add(key)
        problems += bad
    return problems + claim_id_problems(files)


def validate_data(root: Root, registry: Mapping[str, Source], before: ValidBefore | None = None) -> None:
    """Check every table, claim and descriptor; tables known to be valid are not checked again.

    Raises
    ------
    DataError
        With all failures, each with file, row, column, value and rule; beyond fifty, a count.
    """
    problems = find_problems(root, registry, before)
    if len(problems) > SHOWN_FAILURES:
        more = len(problems) - SHOWN_FAILURES
        problems = [*problems[:SHOWN_FAILURES], Problem("more", "data/", f"and {more} more", fix="Mend these first.")]
    if problems:
        raise DataError(problems)


def data_drift(root: Root) -> list[Drift]:
    """Return the files whose bytes are not those that the data package states.

    A changed table does not stop the build at once: what it moves is found first, and told together with it.
    """
    result = []
    files = project_files(root)
    for resource in load_descriptor(files)["resources"]:
        path = f"data/{resource['path']}"
        size, actual = files.size(path), files.sha256(path)
        stated = str(resource["hash"]).removeprefix("sha256:")
        if stated != actual:
            result.append(Drift(path, "data", "sha256", stated[:12], actual[:12]))
        elif resource["bytes"] != size:
            result.append(Drift(path, "data", "bytes", str(resource["bytes"]), str(size)))
    return result


def accept_data(root: Path) -> list[Drift]:
    """Write the files' true sizes and hashes into the data package; return what changed."""
    drifts = data_drift(root)
    if drifts:
        package = copy.deepcopy(load_descriptor(root))  # what was read is shared
        files = ProjectFiles(root)
        for resource in package["resources"]:
            path = f"data/{resource['path']}"
            resource["bytes"], resource["hash"] = files.size(path), f"sha256:{files.sha256(path)}"
        with locked(root), scratch_folder(root, ".data-") as work:
            write_whole(root / DESCRIPTOR, json.dumps(package, indent=1, ensure_ascii=False) + "\n", work)
    return drifts
