"""Stage 5: the record of what is published, in ``docs/published/``, and its comparison with today's results.

An analysis's folder holds ``record.json`` (texts, values, hashes) and for each figure ``values.csv`` (what the marks
show), ``spec.json`` (how) and ``chart.svg`` (the picture). Values and specification are compared by meaning, the
picture by its bytes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .canonical import sha256, to_json
from .draw import full_spec
from .errors import Problem, RecordError
from .records import Analysis, Figure, Picture, Value

SCHEMA_VERSION = 1
TOLERANCE = 1e-9
"""Relative difference below which two published numbers are the same."""
TEXTS = ("title", "subtitle", "note", "alt")
SHOWN_TEXT = 160
"""Characters of a changed text that a message shows."""
FILES = ("values.csv", "spec.json", "chart.svg")

Resolve = Callable[[str, str], str]


@dataclass(frozen=True, order=True)
class Drift:
    """One place where today's result and the record differ.

    Attributes
    ----------
    id : str
        Figure or value.
    what : str
        ``cell``, ``row``, ``text``, ``specification``, ``picture``, ``value``, ``new``, ``gone`` or ``file``.
    where : str
        Row and column, or the field.
    old, new : str
        What the record says, and today's result.
    """

    id: str
    what: str
    where: str
    old: str
    new: str

    def __str__(self) -> str:
        place = f", {self.where}" if self.where else ""
        return f"{self.id}{place}: {self.old or 'nothing'} → {self.new or 'nothing'}"


@dataclass(frozen=True)
class Entry:
    """A figure or value as the record keeps it: its texts and numbers, and for a figure its files."""

    id: str
    fields: Mapping[str, Any]
    files: Mapping[str, bytes]


def values_csv(figure: Figure) -> bytes:
    """Return what a figure's marks show as CSV: each layer's rows, with the ids of the rows they came from."""
    fields = list(dict.fromkeys(key for layer in figure.layers for row in layer.records for key in row))
    several = len(figure.layers) > 1
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*(["layer"] if several else []), *fields, "rows"])
    for layer in figure.layers:
        for record, rows in zip(layer.records, layer.rows, strict=True):
            cells = ["" if record.get(key) is None else _cell(record[key]) for key in fields]
            writer.writerow([*([layer.name] if several else []), *cells, rows])
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value) if isinstance(value, int | float) else str(value)


def spec_json(figure: Figure) -> bytes:
    """Return a figure's specification as JSON that stands alone, in light colours."""
    from .charts import LIGHT, resolve_colours

    return resolve_colours(to_json(full_spec(figure, figure.spec)), LIGHT).encode()


def figure_entry(figure: Figure, picture: Picture, resolve: Resolve) -> Entry:
    """Return a figure's entry."""
    files = {"values.csv": values_csv(figure), "spec.json": spec_json(figure), "chart.svg": picture.files["chart.svg"]}
    hashes = {name: sha256(content) for name, content in sorted({**picture.files, **files}.items())}
    fields = {
        **{key: resolve(figure.analysis, getattr(figure, key)) for key in TEXTS},
        "columns": dict(figure.columns),
        "computed": figure.computed,
        "grade": figure.grade,
        "rows": list(figure.rows),
        "sources": list(figure.sources),
        "files": hashes,
    }
    return Entry(figure.id, fields, files)


def value_entry(value: Value) -> Entry:
    """Return a value's entry."""
    fields = {
        "number": value.number,
        "unit": value.unit,
        "text": value.text,
        "formula": value.formula,
        "period": value.period,
        "grade": value.grade,
        "rows": list(value.rows),
        "sources": list(value.sources),
    }
    return Entry(value.id, fields, {})


def entries_of(analyses: Iterable[Analysis], pictures: Mapping[str, Picture], resolve: Resolve) -> dict[str, Entry]:
    """Return today's entries by id: ``analysis/figure`` and ``analysis.value``."""
    found = {}
    for analysis in analyses:
        for figure in analysis.figures:
            found[figure.id] = figure_entry(figure, pictures[figure.id], resolve)
        for value in analysis.values:
            found[value.id] = value_entry(value)
    return found


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
    problems: list[Problem] = []
    found: dict[str, Entry] = {}
    for path in sorted(folder.glob("[!.]*/record.json")):  # a folder with a dot is one that an `accept` left unfinished
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
            if stored["schema_version"] != SCHEMA_VERSION:
                raise ValueError(f"schema version {stored['schema_version']}")
            figures, values = dict(stored["figures"]), dict(stored["values"])
        except (OSError, ValueError, KeyError, TypeError) as err:
            problems.append(_broken(path, root, f"{type(err).__name__}: {err}"))
            continue
        analysis = path.parent.name
        for name, fields in figures.items():
            files, bad = _read_files(path.parent / name, fields.get("files", {}), root)
            problems += bad
            found[f"{analysis}/{name}"] = Entry(f"{analysis}/{name}", fields, files)
        for name, fields in values.items():
            found[f"{analysis}.{name}"] = Entry(f"{analysis}.{name}", fields, {})
    if problems:
        raise RecordError(problems)
    return found


def _read_files(folder: Path, hashes: Mapping[str, str], root: Path) -> tuple[dict[str, bytes], list[Problem]]:
    files, problems = {}, []
    for name in FILES:
        path = folder / name
        try:
            files[name] = path.read_bytes()
        except OSError as err:
            problems.append(_broken(path, root, str(err.strerror or err)))
            continue
        if sha256(files[name]) != hashes.get(name):
            problems.append(_broken(path, root, f"bytes whose hash is not {str(hashes.get(name))[:12]}…"))
    return files, problems


def same_number(old: Any, new: Any) -> bool:
    """Whether two cells are the same, numbers within :data:`TOLERANCE`."""
    if old == new:
        return True
    try:
        return math.isclose(float(old), float(new), rel_tol=TOLERANCE)
    except (TypeError, ValueError):
        return False


def _table(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(content.decode()))
    rows = list(reader)
    return list(reader.fieldnames or ()), rows


def _row_name(number: int, row: Mapping[str, str]) -> str:
    ids = row.get("rows", "").split()
    name = ids[0] + (f" and {len(ids) - 1} more" if len(ids) > 1 else "") if ids else ""
    return f"row {number}" + (f" ({name})" if name else "")


def compare_values(key: str, old: bytes, new: bytes) -> Iterator[Drift]:
    """Yield each cell, row or column of a figure's values that differs."""
    if old == new:
        return
    old_fields, old_rows = _table(old)
    new_fields, new_rows = _table(new)
    for name in sorted(set(old_fields) ^ set(new_fields)):
        yield Drift(key, "row", f"column {name}", *(("present", "") if name in old_fields else ("", "present")))
    if len(old_rows) != len(new_rows):
        yield Drift(key, "row", "number of rows", str(len(old_rows)), str(len(new_rows)))
    shared = [name for name in old_fields if name in new_fields]
    for number, (before, after) in enumerate(zip(old_rows, new_rows, strict=False), 1):
        for name in shared:
            if not same_number(before[name], after[name]):
                yield Drift(key, "cell", f"{_row_name(number, after)}, column {name}", before[name], after[name])


def _same_json(old: Any, new: Any) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(_same_json(old[key], new[key]) for key in old)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_same_json, old, new))
    return same_number(old, new) if type(old) is not str else bool(old == new)


def _parts(content: bytes) -> tuple[Any, Any]:
    spec = json.loads(content)
    spec.pop("$schema", None)
    return spec, spec.pop("datasets", None)


def compare_figure(key: str, old: Entry, new: Entry) -> Iterator[Drift]:
    """Yield each difference between a figure's entry and today's."""
    yield from compare_values(key, old.files["values.csv"], new.files["values.csv"])
    for name in (*TEXTS, "columns", "computed", "grade", "sources", "rows"):
        before, after = old.fields.get(name), new.fields[name]
        if before != after:
            yield Drift(key, "text", name, *_short(before, after))
    old_spec, _ = _parts(old.files["spec.json"])
    new_spec, _ = _parts(new.files["spec.json"])
    if not _same_json(old_spec, new_spec):
        yield Drift(key, "specification", "spec.json", "recorded", "another")
    if old.files["chart.svg"] != new.files["chart.svg"]:
        yield Drift(
            key, "picture", "chart.svg", sha256(old.files["chart.svg"])[:12], sha256(new.files["chart.svg"])[:12]
        )
    before_files, after_files = dict(old.fields.get("files", {})), dict(new.fields["files"])
    for name in sorted((before_files.keys() | after_files.keys()) - set(FILES)):
        if before_files.get(name) != after_files.get(name):
            yield Drift(key, "file", name, before_files.get(name, "")[:12], after_files.get(name, "")[:12])


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = " ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _short(old: Any, new: Any) -> tuple[str, str]:
    """Return two texts, long ones cut to where they begin to differ."""
    before, after = _text(old), _text(new)
    if max(len(before), len(after)) <= SHOWN_TEXT:
        return before, after
    differs = (n for n, (one, two) in enumerate(zip(before, after, strict=False)) if one != two)
    start = max(0, next(differs, min(len(before), len(after))) - SHOWN_TEXT // 4)

    def cut(text: str) -> str:
        shown = text[start : start + SHOWN_TEXT]
        return f"{'…' if start else ''}{shown}{'…' if start + SHOWN_TEXT < len(text) else ''}"

    return cut(before), cut(after)


def compare_value(key: str, old: Entry, new: Entry) -> Iterator[Drift]:
    """Yield each difference between a value's entry and today's."""
    for name, after in new.fields.items():
        before = old.fields.get(name)
        same = same_number(before, after) if name == "number" else before == after
        if not same:
            yield Drift(key, "value", name, *_short(before, after))


def compare(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> list[Drift]:
    """Return every difference between the record and today's results, in order of id."""
    found: list[Drift] = []
    for key in sorted(old.keys() | new.keys()):
        if key not in new:
            found.append(Drift(key, "gone", "", "recorded", "not published"))
        elif key not in old:
            found.append(Drift(key, "new", "", "not recorded", "published"))
        else:
            found += (compare_figure if "/" in key else compare_value)(key, old[key], new[key])
    return found


def drift_problems(drifts: Iterable[Drift]) -> list[Problem]:
    """Return the differences as problems that stop a strict build."""
    fix = "If that is right, review it and run `proofpress accept`."
    problems = []
    for drift in drifts:
        noun = "figure" if "/" in drift.id else "value"
        if drift.what == "gone":
            problem = Problem(
                "record-without-result",
                "docs/published",
                f"{noun} `{drift.id}` is in the record but no notebook publishes it",
                fix=fix,
            )
        elif drift.what == "new":
            problem = Problem(
                "result-without-record", "notebooks", f"{noun} `{drift.id}` is published but not in the record", fix=fix
            )
        else:
            problem = Problem(
                f"drift-{drift.what}",
                "",
                f"{noun} `{drift.id}`, {drift.where}",
                drift.old or "nothing",
                drift.new or "nothing",
                fix,
            )
        problems.append(problem)
    return problems


def write_record(folder: Path, entries: Mapping[str, Entry]) -> None:
    """Write the record anew, each analysis's folder whole or not at all.

    Parameters
    ----------
    folder : Path
        ``docs/published``.
    entries : mapping of str to Entry
        All that the record shall hold; what it holds beside them goes.

    Raises
    ------
    RecordError
        If the folder cannot be written.
    """
    try:
        _write_analyses(folder, entries)
    except OSError as err:
        for part in folder.glob(".*-*"):
            shutil.rmtree(part, ignore_errors=True)
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
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.is_dir() and old.name not in analyses:
            shutil.rmtree(old)
    for name, found in analyses.items():
        part = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder))
        part.chmod(0o755)
        _write_analysis(part, found)
        target = folder / name
        trash = folder / f".{name}-old"
        if target.exists():
            target.replace(trash)
        part.replace(target)
        shutil.rmtree(trash, ignore_errors=True)


def _write_analysis(folder: Path, entries: Mapping[str, Entry]) -> None:
    figures = {key.split("/")[1]: entry for key, entry in entries.items() if "/" in key}
    values = {key.split(".")[1]: entry for key, entry in entries.items() if "/" not in key}
    for name, entry in figures.items():
        (folder / name).mkdir()
        for file, content in entry.files.items():
            (folder / name / file).write_bytes(content)
    stored = {
        "schema_version": SCHEMA_VERSION,
        "figures": {name: entry.fields for name, entry in figures.items()},
        "values": {name: entry.fields for name, entry in values.items()},
    }
    (folder / "record.json").write_text(to_json(stored), encoding="utf-8")
