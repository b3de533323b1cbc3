"""Stage 3, inside the notebook: load by name, publish figures and values with their contract fields.

What is published rides in the notebook's outputs under the MIME types below, so that no side files are needed and
the same calls show charts and numbers in JupyterLab.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import charts
from .canonical import canonical_number, is_slug, sha256, to_json
from .claims import claim_digest, find_claims
from .errors import Problem, PublishError, nearest
from .guard import trusted
from .load import read_table, to_frame
from .prose import fill, find_placeholders, find_typed_numbers
from .records import Claim, Source, worst_grade
from .settings import find_root
from .sources import load_sources

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

FIGURE_MIME = "application/vnd.proofpress.figure+json"
VALUE_MIME = "application/vnd.proofpress.value+json"
SESSION_MIME = "application/vnd.proofpress.session+json"
BATCH_VARIABLE = "PROOFPRESS_BATCH"
ROWS = "rows"
"""The column that says where each row of a frame came from: row ids such as ``table:key``, joined by spaces."""

SERIES_CHANNELS = ("color", "stroke", "fill", "shape", "strokeDash", "detail", "facet", "row", "column")
POSITIONS = ("x", "y", "x2", "y2", "xError", "yError", "theta", "theta2", "size")


@dataclass
class Session:
    """What one kernel has loaded and published so far."""

    root: Path
    sources: dict[str, Source]
    row_sources: dict[str, str] = field(default_factory=dict)
    row_grades: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, dict[str, str]] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)
    values: dict[str, Value] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)


@dataclass(frozen=True)
class Value:
    """A published value; written into a text it binds that text: ``f"reached {share}"``."""

    name: str
    number: float | int | str
    text: str
    rows: tuple[str, ...]
    grade: str

    def __str__(self) -> str:
        return f"{{{{ {self.name} }}}}"

    def __format__(self, spec: str) -> str:
        if spec:
            raise ValueError(f"value `{self.name}` has its own format; write it without `:{spec}`")
        return str(self)

    def _repr_html_(self) -> str:
        return f"<code>{self.name}</code> = <b>{self.text}</b>"


_state: dict[str, Session] = {}


def session() -> Session:
    """Return this kernel's session, opened at first use."""
    if "it" not in _state:
        root = find_root()
        with trusted():
            _state["it"] = Session(root=root, sources=load_sources(root))
        charts.enable_theme()
    return _state["it"]


def reset() -> None:
    """Forget all that was loaded and published: a notebook run again in the same kernel starts anew."""
    _state.clear()


def load_table(name: str) -> pd.DataFrame:
    """Load a table by name.

    Parameters
    ----------
    name : str
        A table of the data package.

    Returns
    -------
    DataFrame, shape (rows, fields + 1)
        Sorted by primary key, typed by the schema, with the column ``rows`` holding each row's id.

    Raises
    ------
    DataError
        If there is no such table; the message names the nearest.
    """
    here = session()
    with trusted():
        table, content = read_table(name, here.root)
    frame = to_frame(table, content)
    for row, source in zip(frame[ROWS], frame["source"], strict=True):
        here.row_sources[row] = source
        here.row_grades[row] = here.sources[source].grade if source in here.sources else ""
    digest = sha256(table.sha256 + to_json(dict(table.resource["schema"])))
    here.inputs[f"table:{name}"] = {"kind": "table", "name": name, "path": table.path, "sha256": digest}
    return frame


def load_claims(*ids: str) -> pd.DataFrame:
    """Load claims by id.

    Parameters
    ----------
    *ids : str
        Claim ids.

    Returns
    -------
    DataFrame, shape (ids, claim fields + 2)
        In the order asked for; ``low`` and ``high`` in base units, ``text`` as a reader sees it, ``rows`` the id.

    Raises
    ------
    DataError
        Naming each unknown id.
    """
    import pandas as pd

    found = [claim(key) for key in ids]
    return pd.DataFrame([{**vars(one), "text": one.text, ROWS: one.row} for one in found])


def claim(key: str) -> Claim:
    """Load one claim; written into a text it binds that text, like a value."""
    here = session()
    with trusted():
        [(one, path)] = find_claims([key], here.root)
    here.row_sources[one.row] = one.source
    here.row_grades[one.row] = one.grade
    here.claims[key] = one
    here.inputs[one.row] = {"kind": "claim", "name": key, "path": path, "sha256": claim_digest(one)}
    return one


def join_rows(rows: Iterable[str]) -> str:
    """Return row ids joined into one cell: sorted, each once. Use it to aggregate the column ``rows``.

    Examples
    --------
    >>> join_rows(["t:b", "t:a t:b"])
    't:a t:b'
    """
    return " ".join(sorted({key for cell in rows for key in str(cell).split()}))


def _as_rows(rows: Any) -> tuple[str, ...]:
    """Return row ids from a frame, a series, texts, claims or values."""
    if isinstance(rows, str):
        return tuple(sorted(set(rows.split())))
    if isinstance(rows, Value):
        return rows.rows
    if isinstance(rows, Claim):
        return (rows.row,)
    if hasattr(rows, "columns"):
        rows = rows[ROWS]
    elif hasattr(rows, "index") and hasattr(rows, "get") and isinstance(rows.get(ROWS), str):
        rows = [rows[ROWS]]
    return tuple(sorted({key for item in rows for key in _as_rows(item)}))


def _check_rows(rows: Iterable[str], place: str, here: Session) -> list[Problem]:
    unknown = [key for key in rows if key not in here.row_sources]
    return [
        Problem(
            "unknown-row",
            place,
            f"row id `{key}` was not loaded in this notebook",
            fix=nearest(key, here.row_sources) if len(here.row_sources) < 4000 else "",
        )
        for key in unknown[:5]
    ]


def _check_text(name: str, text: Any, place: str, here: Session) -> list[Problem]:
    """Return what is wrong with a contract text: empty, unknown placeholder, typed number."""
    if not isinstance(text, str) or not text.strip():
        got = "nothing" if text in (None, "") else repr(text)
        return [Problem("missing-field", place, f"`{name}` is missing", "a text", got, f"Give `{name}=`.")]
    problems = [
        Problem(
            "unknown-value",
            place,
            f"`{name}` names value `{holder.name}`, not published so far",
            fix=nearest(holder.name, here.values) or "Publish it before the figure.",
        )
        for holder in find_placeholders(text)
        if not holder.escape and holder.name not in here.values and not holder.name.startswith("claim.")
    ]
    problems += [
        Problem(
            "typed-number",
            place,
            f"`{name}` types “{number.text}”",
            "a value, as {{ name }}",
            f"“{number.context}”",
            "Publish it with publish_value and write the value into the text.",
        )
        for number in find_typed_numbers(text)
    ]
    return problems


def _collect(
    chart: Any, names: dict[str, str], place: str
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]], list[Problem]]:
    """Return a chart's specification with data sets named in order of use, those sets, and problems.

    ``names`` maps Altair's name of a data set to ours and grows here, so that two drawings share their sets.
    """
    spec = chart.to_dict()
    problems = []
    for node in charts.walk(spec):
        data = node.get("data")
        if not isinstance(data, dict):
            continue
        if "name" not in data or data["name"] not in spec.get("datasets", {}):
            problems.append(
                Problem("outside-data", place, "the chart draws data that is not a frame", "frames only",
                        ", ".join(sorted(data)), "Draw from a frame with the column `rows`.")
            )  # fmt: skip
            continue
        used = data["name"]
        names.setdefault(used, f"layer-{len(names) + 1}")
        data["name"] = names[used]
    sets = {names[key]: rows for key, rows in spec.pop("datasets", {}).items() if key in names}
    spec.pop("$schema", None)
    for node in charts.walk(spec):
        params = node.get("params")
        for index, param in enumerate(params if isinstance(params, list) else ()):
            if str(param.get("name", "")).startswith(("param_", "view_")):
                problems.append(
                    Problem("unnamed-param", place, f"chart parameter {index + 1} has no name", "a name",
                            "an automatic one", "Give `name=` so that each build gives the same bytes.")
                )  # fmt: skip
    return spec, sets, problems


def _check_leaf(
    leaf: charts.Leaf, records: Sequence[Mapping[str, Any]], place: str, here: Session
) -> list[Problem]:
    problems = []
    for name in dict.fromkeys(leaf.fields(*POSITIONS)):
        bad = [index for index, row in enumerate(records, 1) if name in row and row[name] is None]
        if bad:
            where = ", ".join(map(str, bad[:5])) + (", …" if len(bad) > 5 else "")
            problems.append(
                Problem("not-finite", place, f"column `{name}` of the plotted frame, row {where}",
                        "a finite number", "missing, NaN or infinity",
                        "Leave the row out and show the gap as a gap.")
            )  # fmt: skip
        if records and not any(name in row for row in records):
            problems.append(
                Problem("unknown-column", place, f"the chart encodes `{name}`, which its frame lacks",
                        fix=nearest(name, records[0]))
            )  # fmt: skip
    problems += [
        Problem("typed-datum", place, f"channel `{channel}` draws the typed number {item['datum']}",
                "a row of a frame", "a constant", "Put it into a frame with the row it came from.")
        for channel, item in leaf.encoding.items()
        if isinstance(item, dict) and isinstance(item.get("datum"), int | float)
    ]  # fmt: skip
    series = leaf.fields(*SERIES_CHANNELS)
    groups: dict[tuple[Any, ...], set[str]] = {}
    for row in records:
        grades = {here.row_grades.get(key, "") for key in str(row.get(ROWS, "")).split()}
        groups.setdefault(tuple(row.get(name) for name in series), set()).update(grades)
    for group, grades in groups.items():
        if "D" in grades and len(grades) > 1:
            shown = ", ".join(str(item) for item in group) or "the whole mark"
            problems.append(
                Problem("mixed-grades", place, f"series {shown} mixes grade D with {', '.join(sorted(grades - {'D'}))}",
                        "grade D in a series of its own", fix="Draw unverified data as its own mark.")
            )  # fmt: skip
    return problems


def _check_spec(spec: Mapping[str, Any], computed: str, place: str) -> list[Problem]:
    problems = []
    for node in charts.walk(spec):
        if not computed:
            steps = [key for step in node.get("transform", ()) for key in step if key not in {"filter", "as"}]
            steps += [key for key in ("aggregate", "bin", "timeUnit") if node.get(key)]
            problems += [
                Problem("computing-chart", place, f"the chart computes `{step}` itself", "a prepared frame",
                        fix="Compute it in the notebook, or say why not with `computed=`.")
                for step in dict.fromkeys(steps)
            ]  # fmt: skip
        for key in ("title", "text"):
            text = node.get(key)
            texts = text if isinstance(text, list) else [text]
            problems += [
                Problem("typed-number", place, f"the chart's `{key}` types “{number.text}”", "a label from the frame",
                        f"“{number.context}”", "Put the label into the frame.")
                for item in texts
                if isinstance(item, str)
                for number in find_typed_numbers(item)
            ]  # fmt: skip
    return problems


def _check_layers(sets: Mapping[str, list[dict[str, Any]]], place: str, here: Session) -> list[Problem]:
    problems = []
    for name, records in sets.items():
        label = "the plotted frame" if name == "main" else f"the frame of {name}"
        if not records:
            problems.append(Problem("no-rows", place, f"{label} has no rows", "at least one", "none"))
        elif any(not str(row.get(ROWS) or "").strip() for row in records):
            problems.append(
                Problem("no-row-ids", place, f"{label} does not say where its rows come from",
                        "the column `rows`, filled", fix="Carry it along; aggregate it with join_rows.")
            )  # fmt: skip
        else:
            problems += _check_rows(_as_rows([row[ROWS] for row in records]), place, here)
    return problems


def publish_figure(
    chart: alt.TopLevelMixin | None = None,
    *,
    name: str = "",
    data: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
    title: str = "",
    subtitle: str = "",
    note: str = "",
    alt: str = "",
    narrow: alt.TopLevelMixin | None = None,
    sources: Sequence[str] = (),
    computed: str = "",
    explore: str = "",
) -> None:
    """Publish a chart under a slug.

    Parameters
    ----------
    chart : altair chart
        About 640 pixels wide. Each frame it draws has the column ``rows``.
    name : str
        Slug of the figure, unique in the notebook; its address for ever.
    data : DataFrame
        The chart's main frame: what the table view shows and ``values.csv`` begins with.
    columns : mapping of str to str
        The table view's columns in order: column of ``data`` to heading with unit.
    title : str
        The finding, as a sentence.
    subtitle : str
        Measure, unit, place and period.
    note : str
        What a reader must know to read the chart rightly: editions, gaps, estimates.
    alt : str
        Chart type, axes and pattern, for those who do not see it.
    narrow : altair chart, optional
        The same, about 340 pixels wide; made from ``chart`` when missing.
    sources : sequence of str, optional
        Sources beside those of the rows, by registry id.
    computed : str, optional
        What the chart computes itself from its frame, in words, where it must.
    explore : str, optional
        Invitation to the interactive chart; a figure whose chart has controls needs one.

    Raises
    ------
    PublishError
        With all that breaks the contract.

    Notes
    -----
    Numbers in texts are values: ``title=f"The share reached {share}"``, where ``share`` came from
    :func:`publish_value`.
    """
    here = session()
    place = f"figure `{name or '?'}`"
    texts = {"title": title, "subtitle": subtitle, "note": note, "alt": alt}
    problems = [problem for key, text in texts.items() for problem in _check_text(key, text, place, here)]
    problems += _check_name(name, here.figures, "figure", place)
    if chart is None:
        problems.append(Problem("missing-field", place, "`chart` is missing", "an Altair chart", "nothing"))
    if data is None or not hasattr(data, "columns"):
        problems.append(Problem("missing-field", place, "`data` is missing", "the chart's main frame", "nothing"))
    if problems or chart is None or data is None:
        raise PublishError(problems)
    payload = _figure_payload(chart, narrow, data, dict(columns or {}), tuple(sources), computed, explore, place)
    here.figures.add(name)
    _show(FIGURE_MIME, {"name": name, **texts, **payload}, _preview(chart, texts, here))


def _figure_payload(
    chart: Any,
    narrow: Any,
    data: pd.DataFrame,
    columns: dict[str, str],
    sources: tuple[str, ...],
    computed: str,
    explore: str,
    place: str,
) -> dict[str, Any]:
    """Check a chart against its frame and return what is published of it."""
    import altair as alt

    here = session()
    if data.empty:
        raise PublishError([Problem("no-rows", place, "the plotted frame has no rows", "at least one", "none")])
    names = {next(iter(alt.Chart(data).mark_point().to_dict()["datasets"])): "main"}
    spec, sets, problems = _collect(chart, names, place)
    if "main" not in sets and not problems:
        problems.append(Problem("other-data", place, "the chart does not draw `data`", "one frame for both",
                                "another frame", "Pass the frame that the chart was made from."))  # fmt: skip
    small = charts.narrowed(spec)
    if narrow is not None:
        small, small_sets, more = _collect(narrow, names, place)
        sets, problems = {**sets, **small_sets}, problems + more
    sets = {key: sets[key] for key in sorted(sets, key=lambda key: (key != "main", len(key), key))}
    problems += _check_layers(sets, place, here)
    for drawing in (spec, small):
        for leaf in charts.leaves(drawing):
            problems += _check_leaf(leaf, sets.get(leaf.data, []), place, here)
        problems += _check_spec(drawing, computed, place)
    problems += _check_columns(columns, data, place)
    problems += [
        Problem("unknown-source", place, f"source `{key}` is not in the registry", fix=nearest(key, here.sources))
        for key in sources
        if key not in here.sources
    ]
    if problems:
        raise PublishError(dict.fromkeys(problems))
    layers = []
    for key, records in sets.items():
        frame_records = _records_of(records)
        layers.append({"name": key, "records": frame_records, "rows": [str(row[ROWS]) for row in records]})
    rows = _as_rows([cell for layer in layers for cell in layer["rows"]])
    all_sources = sorted({here.row_sources[key] for key in rows} | set(sources))
    return {
        "columns": [[key, heading] for key, heading in columns.items()],
        "computed": computed,
        "explore": explore,
        "spec": spec,
        "narrow": small,
        "layers": layers,
        "rows": list(rows),
        "sources": all_sources,
        "grade": worst_grade([here.row_grades[key] for key in rows]),
    }


def _records_of(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return records with canonical numbers, without the column of row ids."""

    def plain(item: Any) -> Any:
        return canonical_number(item) if isinstance(item, float) else item

    return [{key: plain(item) for key, item in row.items() if key != ROWS} for row in records]


def _check_columns(columns: Mapping[str, str], data: pd.DataFrame, place: str) -> list[Problem]:
    if not columns:
        return [Problem("missing-field", place, "`columns` is missing", "column to heading", "nothing",
                        "Say what the table view shows.")]  # fmt: skip
    return [
        Problem("unknown-column", place, f"`columns` names `{key}`, which the frame lacks", fix=nearest(key, data))
        for key in columns
        if key not in data.columns
    ]


def _check_name(name: str, taken: Iterable[str], noun: str, place: str) -> list[Problem]:
    if not name or not is_slug(name):
        got = repr(name) if name else "nothing"
        return [Problem("bad-slug", place, f"the {noun}'s name", "a slug such as `mine-share`", got)]
    if name in set(taken):
        return [Problem("duplicate-slug", place, f"{noun} `{name}` was published before", "a name of its own",
                        fix="Rename one of the two.")]  # fmt: skip
    return []


def publish_value(
    name: str,
    number: float | int | str,
    *,
    format: str = "{}",
    unit: str = "",
    rows: Any = (),
    formula: str = "",
    period: str = "",
) -> Value:
    """Publish a number under a name, for use in any text as ``{{ name }}``.

    Parameters
    ----------
    name : str
        Slug, unique in the notebook. Other pages use ``{{ analysis.name }}``.
    number : float, int or str
        The number itself, finite; or a computed word, such as a country's name.
    format : str
        How a reader sees it, such as ``"{:.0f}%"``.
    unit : str
        Unit of ``number``, such as ``percent``; ``count`` for things counted, ``year`` for years.
    rows : frame, series, row ids, claims or values
        What it was computed from.
    formula : str
        How, in words.
    period : str
        What time it speaks of.

    Returns
    -------
    Value
        Its text form binds: ``f"reached {share}"``; its ``text`` is what a reader sees.

    Raises
    ------
    PublishError
        If the name is taken or no slug, the number is not finite, or unit, inputs or formula are missing.
    """
    here = session()
    place = f"value `{name or '?'}`"
    problems = _check_name(name, here.values, "value", place)
    if hasattr(number, "item"):
        number = number.item()
    if isinstance(number, float) and not math.isfinite(number):
        problems.append(Problem("not-finite", place, "the number", "a finite number", str(number)))
    elif not isinstance(number, int | float | str):
        problems.append(Problem("not-a-number", place, "the number", "a number or a word", repr(number)))
    problems += [
        Problem("missing-field", place, f"`{key}` is missing", "a text", "nothing", f"Give `{key}=`.")
        for key, text in (("unit", unit), ("formula", formula))
        if not text.strip() and not (key == "unit" and isinstance(number, str))
    ]
    row_ids = _as_rows(rows)
    if not row_ids:
        problems.append(Problem("missing-field", place, "`rows` is missing", "what it was computed from", "nothing"))
    problems += _check_rows(row_ids, place, here)
    text = ""
    try:
        text = format.format(number).replace("-", "−", 1) if not isinstance(number, str) else format.format(number)
    except (ValueError, IndexError, KeyError, TypeError) as err:
        problems.append(Problem("bad-format", place, f"format {format!r}", "a format string", str(err)))
    if problems:
        raise PublishError(problems)
    if isinstance(number, float):
        number = canonical_number(number)
    grade = worst_grade([here.row_grades[key] for key in row_ids])
    value = Value(name, number, text, row_ids, grade)
    here.values[name] = value
    payload = {
        "name": name,
        "number": number,
        "unit": unit,
        "text": text,
        "formula": formula,
        "period": period,
        "rows": list(row_ids),
        "sources": sorted({here.row_sources[key] for key in row_ids}),
        "grade": grade,
    }
    _show(VALUE_MIME, payload, {"text/plain": f"{name} = {text}"})
    return value


def report() -> None:
    """Show what the session loaded; the build appends this call to each notebook."""
    here = session()
    _show(SESSION_MIME, {"inputs": sorted(here.inputs.values(), key=lambda item: item["name"])}, {})


def _preview(chart: Any, texts: Mapping[str, str], here: Session) -> dict[str, Any]:
    """Return what JupyterLab shows of a figure; the build needs none of it."""
    from html import escape

    def text_of(key: str) -> str:
        return fill(texts[key], lambda holder: here.values[holder.name].text if holder.name in here.values else "…")

    if os.environ.get(BATCH_VARIABLE):
        return {"text/plain": text_of("title")}
    import vl_convert

    vl_convert.register_font_directory(str(charts.font_folder()))
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version="6.4")
    head = f"<h3>{escape(text_of('title'))}</h3><p>{escape(text_of('subtitle'))}</p>"
    return {"text/plain": text_of("title"), "text/html": f"{head}{svg}<p>{escape(text_of('note'))}</p>"}


def _show(mime: str, payload: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
    from IPython.display import display

    display({**shown, mime: payload}, raw=True)
