"""Publish figures and values with their contract fields.

What is published rides in the notebook's outputs under the MIME types below, so that no side files are needed and
the same calls show charts and numbers in JupyterLab.
"""

from __future__ import annotations

import math
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from ..model.canonical_json import canonical_number
from ..model.characters import check_texts
from ..model.errors import Problem, PublishError, nearest
from ..model.records import figure_grade, worst_grade
from ..text.placeholders import fill
from . import vegalite
from .contract import (
    check_cells,
    check_columns,
    check_layers,
    check_leaf,
    check_name,
    check_rows,
    check_spec,
    check_text,
    collect_data,
)
from .fonts import Typeface, chart_fonts
from .session import ROWS, Session, Value, as_rows, session
from .site_code import imported_code
from .theme import NARROW, WIDE

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

FIGURE_MIME = "application/vnd.proofpress.figure+json"
VALUE_MIME = "application/vnd.proofpress.value+json"
SESSION_MIME = "application/vnd.proofpress.session+json"
BATCH_VARIABLE = "PROOFPRESS_BATCH"


def publish_figure(
    chart: alt.TopLevelMixin | Callable[[int], alt.TopLevelMixin] | None = None,
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
    chart : altair chart, or function
        About 640 pixels wide; or a function that draws it at a width in pixels, which is called for both widths. Each
        frame it draws has the column ``rows``.
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
    problems = [problem for key, text in texts.items() for problem in check_text(key, text, place, here)]
    problems += check_texts({"explore": explore, "computed": computed}, place)
    problems += check_name(name, here.figures, "figure", place)
    if chart is None:
        problems.append(Problem("missing-field", place, "`chart` is missing", "an Altair chart", "nothing"))
    if data is None or not hasattr(data, "columns"):
        problems.append(Problem("missing-field", place, "`data` is missing", "the chart's main frame", "nothing"))
    if problems or chart is None or data is None:
        raise PublishError(problems)
    chart, narrow = _at_widths(chart, narrow)
    payload = _drawn(chart, narrow, data, place=place, computed=computed, sources=sources, columns=dict(columns or {}))
    here.figures.add(name)
    _show(FIGURE_MIME, {"name": name, **texts, "explore": explore, **payload}, _preview(chart, texts, here))


def _at_widths(
    chart: alt.TopLevelMixin | Callable[[int], alt.TopLevelMixin], narrow: alt.TopLevelMixin | None
) -> tuple[alt.TopLevelMixin, alt.TopLevelMixin | None]:
    """Return the wide and the narrow drawing; a function of the width draws both."""
    import altair as alt

    if isinstance(chart, alt.TopLevelMixin):
        return chart, narrow
    return chart(WIDE), narrow or chart(NARROW)


def _drawn(
    chart: Any,
    narrow: Any,
    data: pd.DataFrame,
    *,
    place: str,
    computed: str,
    sources: Sequence[str],
    columns: dict[str, str],
) -> dict[str, Any]:
    """Check a chart against its frame and return what is published of it."""
    import altair as alt

    here = session()
    if data.empty:
        raise PublishError([Problem("no-rows", place, "the plotted frame has no rows", "at least one", "none")])
    names = {next(iter(alt.Chart(data).mark_point().to_dict()["datasets"])): "main"}
    spec, sets, problems = collect_data(chart, names, place)
    if "main" not in sets and not problems:
        problems.append(
            Problem(
                "other-data",
                place,
                "the chart does not draw `data`",
                "one frame for both",
                "another frame",
                "Pass the frame that the chart was made from.",
            )
        )
    small = vegalite.narrowed(spec)
    if narrow is not None:
        small, small_sets, more = collect_data(narrow, names, place)
        sets, problems = {**sets, **small_sets}, problems + more
    sets = {key: sets[key] for key in sorted(sets, key=lambda key: (key != "main", len(key), key))}
    problems += check_layers(sets, place, here)
    for drawing in (spec, small):
        for leaf in vegalite.leaves(drawing):
            problems += check_leaf(leaf, sets.get(leaf.data, []), place, here)
        problems += check_spec(drawing, computed, place)
    problems += [*check_columns(columns, data, place), *check_cells(sets, place)]
    problems += check_texts({"columns": list(columns.items())}, place)
    problems += [
        Problem("unknown-source", place, f"source `{key}` is not in the registry", fix=nearest(key, here.sources))
        for key in sources
        if key not in here.sources
    ]
    if problems:
        raise PublishError(dict.fromkeys(problems))
    here.use_sources(sources)
    layers = []
    for key, records in sets.items():
        frame_records = _records_of(records)
        layers.append({"name": key, "records": frame_records, "rows": [str(row[ROWS]) for row in records]})
    rows = as_rows([cell for layer in layers for cell in layer["rows"]])
    all_sources = sorted({here.row_sources[key] for key in rows} | set(sources))
    return {
        "columns": [[key, heading] for key, heading in columns.items()],
        "computed": computed,
        "spec": spec,
        "narrow": small,
        "layers": layers,
        "rows": list(rows),
        "sources": all_sources,
        "grade": figure_grade([here.row_grades[key] for key in rows]),
    }


def _records_of(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return records with canonical numbers, without the column of row ids."""

    def plain(item: Any) -> Any:
        return canonical_number(item) if isinstance(item, float) else item

    return [{key: plain(item) for key, item in row.items() if key != ROWS} for row in records]


def publish_value(
    name: str,
    number: float | int | str,
    *,
    format: str = "{}",
    unit: str = "",
    rows: Any = (),
    formula: str = "",
    period: str = "",
    thresholds: Mapping[float, str] | None = None,
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
        What it is and how it was computed, in words that stand alone: citations and changes name the value by it.
    period : str
        What time it speaks of.
    thresholds : mapping of float to str, optional
        Numbers at which the finding turns, with what it is from there on, such as ``{50: "a majority"}``. A release in
        which the number crosses one needs a written note.

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
    problems = check_name(name, here.values, "value", place)
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
    problems += _check_thresholds(thresholds or {}, number, place)
    row_ids = as_rows(rows)
    if not row_ids:
        problems.append(Problem("missing-field", place, "`rows` is missing", "what it was computed from", "nothing"))
    problems += check_rows(row_ids, place, here)
    text = ""
    try:
        text = _with_minus(format.format(number), number)
    except (ValueError, IndexError, KeyError, TypeError) as err:
        problems.append(Problem("bad-format", place, f"format {format!r}", "a format string", str(err)))
    problems += check_texts({"unit": unit, "formula": formula, "period": period, "text": text}, place)
    problems += check_texts({"thresholds": list((thresholds or {}).values())}, place)
    if problems:
        raise PublishError(problems)
    if isinstance(number, float):
        number = canonical_number(number)
    grade = worst_grade([here.row_grades[key] for key in row_ids])
    value = Value(name, number, text, row_ids, grade)
    here.values[name] = value
    payload: dict[str, Any] = {
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
    if thresholds:
        payload["thresholds"] = [[canonical_number(float(at)), words] for at, words in sorted(thresholds.items())]
    _show(VALUE_MIME, payload, {"text/plain": f"{name} = {text}"})
    return value


def _check_thresholds(thresholds: Mapping[float, str], number: Any, place: str) -> list[Problem]:
    """Return what is wrong with a value's thresholds: of a word, no number, or without words."""
    fix = 'Give the number and what begins there, as `thresholds={50: "a majority"}`.'
    if thresholds and isinstance(number, str):
        return [Problem("bad-threshold", place, "a word has no thresholds", "a number", repr(number))]
    return [
        Problem("bad-threshold", place, f"threshold {at!r}: {words!r}", "a finite number with words", fix=fix)
        for at, words in thresholds.items()
        if not (isinstance(at, int | float) and math.isfinite(at) and isinstance(words, str) and words.strip())
    ]


def _with_minus(text: str, number: float | str) -> str:
    """Return a negative number's text with a true minus sign; other hyphens, such as that of "3-fold", stay."""
    if isinstance(number, str) or number >= 0:
        return text
    return re.sub(r"(?<![\w-])-(?=[\d$€£])", "−", text, count=1)


def report() -> None:
    """Show what the session loaded and imported; the build appends this call to each notebook."""
    here = session()
    inputs = [*here.inputs.values(), *imported_code()]
    modules = {name.partition(".")[0] for name in sys.modules}
    facts = {"inputs": sorted(inputs, key=lambda item: (item["name"], item["kind"])), "modules": sorted(modules)}
    _show(SESSION_MIME, facts, {})


def _preview(chart: Any, texts: Mapping[str, str], here: Session) -> dict[str, Any]:
    """Return what JupyterLab shows of a figure; the build needs none of it."""

    def text_of(key: str) -> str:
        return fill(texts[key], lambda holder: here.values[holder.name].text if holder.name in here.values else "…")

    if os.environ.get(BATCH_VARIABLE):
        return {"text/plain": text_of("title")}
    import vl_convert

    typeface = Typeface(here.files.root / ".cache" / "proofpress" / "fonts", here.font)
    vl_convert.register_font_directory(str(chart_fonts(typeface)))
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version="6.4")
    head = f"<h3>{escape(text_of('title'))}</h3><p>{escape(text_of('subtitle'))}</p>"
    return {"text/plain": text_of("title"), "text/html": f"{head}{svg}<p>{escape(text_of('note'))}</p>"}


def _show(mime: str, payload: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
    from IPython.display import display

    display({**shown, mime: payload}, raw=True)
