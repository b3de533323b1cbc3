"""The record of what is published, in ``docs/published/``: today's entries, reading it, writing it anew.

An analysis's folder holds ``record.json`` (texts, values, hashes) and for each figure ``values.csv`` (what the marks
show), ``spec.json`` (how) and ``chart.svg`` (the picture).
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from ..figures.draw import full_spec
from ..model.canonical_json import exact_number, keeping, to_json
from ..model.errors import Problem, RecordError
from ..model.exchange import on_same_disk, put_in_place, read_settled
from ..model.hashing import sha256
from ..model.locks import locked
from ..model.records import RECORD_FILES, TEXTS, Analysis, Claim, Entry, Figure, Picture, Value
from ..model.scratch import ANY_PREFIX, scratch_folder, sweep
from ..notebook.theme import LIGHT, is_colour, resolve_colours
from ..text.quantities import format_claim
from .shape import SCHEMA_VERSION, parts_of

CLAIM = "claim."
"""What an entry's name begins with where it is a claim, as in a placeholder."""

Resolve = Callable[[str, str], str]
"""Fills the placeholders of a text of an analysis."""


def values_csv(figure: Figure) -> bytes:
    """Return what a figure's marks show as CSV: each layer's rows, with the ids of the rows they came from.

    Columns that only colour the marks are left out, and those that only place a table's cells in its picture; they
    stand in the specification.
    """
    records = [row for layer in figure.layers for row in layer.records]
    known = figure.table.fields if figure.table else dict.fromkeys(key for row in records for key in row)
    fields = [key for key in known if not _colours(key, records)]
    several = len(figure.layers) > 1
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(["layer"] if several else []), *fields, "rows"])
    for layer in figure.layers:
        for record, rows in zip(layer.records, layer.row_ids, strict=True):
            cells = ["" if record.get(key) is None else _cell(record[key]) for key in fields]
            writer.writerow([*([layer.name] if several else []), *cells, rows])
    return out.getvalue().encode()


def _colours(key: str, records: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a column holds nothing but colours of the house palette."""
    cells = {row[key] for row in records if row.get(key) is not None}
    return bool(cells) and all(is_colour(cell) for cell in cells)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value) if isinstance(value, int | float) else str(value)


def spec_json(figure: Figure) -> bytes:
    """Return a figure's specification as JSON that stands alone, in light colours."""
    return resolve_colours(to_json(full_spec(figure, figure.spec), number=keeping(figure.carried)), LIGHT).encode()


def figure_entry(figure: Figure, picture: Picture, resolve: Resolve) -> Entry:
    """Return a figure's entry."""
    files = {"values.csv": values_csv(figure), "spec.json": spec_json(figure), "chart.svg": picture.files["chart.svg"]}
    hashes = {name: sha256(content) for name, content in sorted({**picture.files, **files}.items())}
    fields = {
        **{key: resolve(figure.analysis, getattr(figure, key)) for key in TEXTS},
        "columns": dict(figure.columns),
        "computed": figure.computed,
        "grade": figure.grade,
        "rows": list(figure.row_ids),
        "sources": list(figure.sources),
        "files": hashes,
    }
    return Entry(figure.id, fields, files)


def value_entry(value: Value) -> Entry:
    """Return a value's entry."""
    fields: dict[str, Any] = {
        "number": value.number,
        "unit": value.unit,
        "text": value.text,
        "formula": value.formula,
        "period": value.period,
        "grade": value.grade,
        "rows": list(value.row_ids),
        "sources": list(value.sources),
    }
    if value.is_choice:
        fields["kind"] = value.kind
    if value.thresholds:
        fields["thresholds"] = [list(threshold) for threshold in value.thresholds]
    return Entry(value.id, fields, {})


def claim_entry(analysis: str, claim: Claim) -> Entry:
    """Return the entry of a claim that an analysis rests on: what it says there, as ``analysis.claim.id``."""
    fields = {
        "text": format_claim(claim),
        "low": claim.low,
        "high": claim.high,
        "unit": claim.unit,
        "hedge": claim.hedge,
        "period": claim.period,
        "statement": claim.statement,
        "grade": claim.grade,
        "rows": [claim.row],
    }
    return Entry(f"{analysis}.{CLAIM}{claim.id}", fields, {})


def entries_of(
    analyses: Iterable[Analysis], pictures: Mapping[str, Picture], claims: Mapping[str, Claim], resolve: Resolve
) -> dict[str, Entry]:
    """Return today's entries by id: ``analysis/figure``, ``analysis.value`` and ``analysis.claim.id``."""
    entries = {}
    for analysis in analyses:
        for figure in analysis.figures:
            entries[figure.id] = figure_entry(figure, pictures[figure.id], resolve)
        for value in analysis.values:
            entries[value.id] = value_entry(value)
        for key in analysis.claims:
            entry = claim_entry(analysis.slug, claims[key])
            entries[entry.id] = entry
    return entries


def _broken(path: Path, root: Path, got: str) -> Problem:
    return Problem(
        "broken-record",
        path.relative_to(root).as_posix(),
        "the record cannot be read",
        "what `accept` wrote",
        got,
        "Restore it from version control, or review and run `proofpress accept`.",
    )


def load_record(root: Path, folder: Path) -> dict[str, Entry]:
    """Read the record.

    Parameters
    ----------
    root, folder : Path
        The project folder and the record's.

    Returns
    -------
    dict of str to Entry
        Empty when nothing has been accepted so far.

    Raises
    ------
    RecordError
        With every file that is missing, unreadable or not what its hash says.
    """
    sweep(_beside(folder), ANY_PREFIX)
    record, problems = read_settled(folder, lambda: _read_analyses(root, folder))
    if problems:
        raise RecordError(problems)
    return record


def _beside(folder: Path) -> Path:
    """Return where a record's unfinished work stands: in the project's folder, where no page is looked for."""
    root = folder.parent.parent
    fits = (root / "mkdocs.yml").is_file() and folder.parent.is_dir() and on_same_disk(root, folder.parent)
    return root if fits else folder.parent


def _read_analyses(root: Path, folder: Path) -> tuple[dict[str, Entry], list[Problem]]:
    """Return the entries of all analyses, and every problem with their files."""
    problems: list[Problem] = []
    analyses: dict[str, Entry] = {}
    for path in sorted(folder.glob("[!.]*/record.json")):
        try:
            figures, values, claims = parts_of(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as err:
            problems.append(_broken(path, root, f"{type(err).__name__}: {err}"))
            continue
        analysis = path.parent.name
        for name, fields in figures.items():
            files, bad = _read_files(path.parent / name, fields["files"], root)
            problems += bad
            analyses[f"{analysis}/{name}"] = Entry(f"{analysis}/{name}", fields, files)
        for name, fields in {**values, **{f"{CLAIM}{key}": item for key, item in claims.items()}}.items():
            analyses[f"{analysis}.{name}"] = Entry(f"{analysis}.{name}", fields, {})
    return analyses, problems


def _read_files(folder: Path, hashes: Mapping[str, str], root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    files, problems = {}, []
    for name in RECORD_FILES:
        path = folder / name
        try:
            files[name] = path.read_bytes()
        except OSError as err:
            problems.append(_broken(path, root, str(err.strerror or err)))
            continue
        if sha256(files[name]) != hashes.get(name):
            problems.append(_broken(path, root, f"bytes whose hash is not {str(hashes.get(name))[:12]}…"))
    return files, problems


def write_record(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Write the record anew, whole or not at all; whoever reads meanwhile finds the old or the new.

    Parameters
    ----------
    folder : Path
        ``docs/published``.
    entries : mapping of str to Entry
        All that the record shall hold; what it holds beside them goes, but for files of its own at its top.

    Raises
    ------
    RecordError
        If the folder cannot be written.
    LockError
        If another command does not finish writing it.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with locked(folder.parent), scratch_folder(_beside(folder), f".{folder.name}-") as work:
            new = work / folder.name
            new.mkdir()
            new.chmod(0o755)
            for path in folder.glob("[!.]*"):
                if path.is_file():
                    shutil.copy2(path, new)
            _write_analyses(new, entries)
            put_in_place(new, folder)
    except OSError as err:
        problem = Problem(
            "unwritable",
            str(folder),
            "the record cannot be written",
            "a folder with space and permission",
            str(err),
            "Make room or mend the permissions, then run `proofpress accept` again.",
        )
        raise RecordError([problem]) from err


def _write_analyses(folder: Path, entries: Mapping[str, Entry]) -> None:
    analyses: dict[str, dict[str, Entry]] = {}
    for key, entry in entries.items():
        analyses.setdefault(key.replace("/", ".").split(".")[0], {})[key] = entry
    for name, group in analyses.items():
        (folder / name).mkdir()
        (folder / name).chmod(0o755)
        _write_analysis(folder / name, group)


def _write_analysis(folder: Path, entries: Mapping[str, Entry]) -> None:
    figures = {key.split("/")[1]: entry for key, entry in entries.items() if "/" in key}
    named = {key.split(".", 1)[1]: entry for key, entry in entries.items() if "/" not in key}
    for name, entry in figures.items():
        (folder / name).mkdir()
        for file, content in entry.files.items():
            (folder / name / file).write_bytes(content)
    stored = {
        "schema_version": SCHEMA_VERSION,
        "figures": {name: entry.fields for name, entry in figures.items()},
        "values": {name: entry.fields for name, entry in named.items() if not name.startswith(CLAIM)},
        "claims": {name.removeprefix(CLAIM): entry.fields for name, entry in named.items() if name.startswith(CLAIM)},
    }
    (folder / "record.json").write_text(to_json(stored, number=exact_number), encoding="utf-8")
