"""Publication of a figure from within a notebook, with its contract fields; and what the session rests on.

What is published rides in the notebook's outputs under the MIME types below, so that no side files are needed and
the same calls show charts and numbers in JupyterLab.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Unpack

from ..model.characters import check_texts
from ..model.errors import Problem, PublishError
from ..model.machine_cache import machine_cache
from ..model.records import figure_grade
from ..model.settings import Settings
from ..text.placeholders import fill
from . import vegalite
from .chart_checks import check_chart
from .contract import (
    check_cells,
    check_columns,
    check_layers,
    check_leaf,
    check_name,
    check_sources,
    check_spec,
    check_text,
    collect_data,
    missing_field,
)
from .drawable import check_frames, refuse_kinds
from .fast_altair import frames_written_once
from .fonts import Typeface, chart_fonts
from .guard_state import refuse_escaped
from .large_tables import used_library
from .offering import Declared, Offered
from .place import in_build, in_live_kernel, texts_on_disk
from .script import note_published
from .seen import check_letters, check_seen, drawn_texts
from .session import ROWS, Session, as_rows, session
from .site_code import imported_code
from .theme import NARROW, WIDE

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd


FIGURE_MIME = "application/vnd.proofpress.figure+json"


VALUE_MIME = "application/vnd.proofpress.value+json"


SESSION_MIME = "application/vnd.proofpress.session+json"


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
    undrawn: Mapping[str, str] | None = None,
    **offered: Unpack[Offered],
) -> None:
    """Publish a chart under a slug.

    Parameters
    ----------
    chart : altair chart, or function
        About 640 pixels wide; or a function that draws it at either width in pixels. Its frames have a column ``rows``.
    name : str
        Slug of the figure, unique in the notebook; its address for ever.
    data : DataFrame
        The chart's main frame: what the table view shows and ``values.csv`` begins with.
    columns : mapping of str to str
        The table view's columns in order: column of ``data`` to heading with unit.
    title, subtitle, note, alt : str, optional
        The finding; measure, unit, place, period; what to know; type, axes, pattern. Or a cell ``::: figure <name>``.
    narrow : altair chart, optional
        The same, about 340 pixels wide; made from ``chart`` when missing, parts side by side below one another.
    sources : sequence of str, optional
        Sources beside those of the rows, by registry id.
    computed, explore : str, optional
        What the chart must compute itself, in words; an invitation to the interactive chart, needed with controls.
    undrawn : mapping of str to str, optional
        What of the title the picture cannot print, a value's name or words of the title, each with the reason.
    **offered
        What a reader may choose, such as ``pick="country", period="year"``: :class:`~.offering.Offered`.

    Raises
    ------
    PublishError
        With all that breaks the contract.
    """
    refuse_kinds(name, chart=chart, narrow=narrow, data=data, columns=columns, sources=sources, undrawn=undrawn)
    texts = {"title": title, "subtitle": subtitle, "note": note, "alt": alt}
    current, elsewhere = session(), not any(texts.values())
    if elsewhere and not in_build():
        texts = saved_texts(name, current)
        explore = texts.pop("explore", explore)
    fields = _FigureFields(name, texts, columns or {}, tuple(sources or ()), computed, explore, undrawn or {}, offered)
    problems = _check_figure(fields, chart, data, current, bound_later=elsewhere and in_build() and bool(name))
    if problems or chart is None or data is None:
        raise PublishError(problems)
    payload = _drawn(*(drawings := _at_widths(chart, narrow, name)), data, fields, current)
    current.figures.add(name)
    show(FIGURE_MIME, {"name": name, **texts, "explore": explore, **payload}, _preview(drawings[0], texts, current))


def saved_texts(name: str, current: Session) -> dict[str, str]:
    """Return the texts of a figure or table as the notebook's saved file has them.

    Raises
    ------
    PublishError
        If that cell is not as it must be.
    """
    texts, problems = texts_on_disk(current.files.root, name) if name else (None, [])
    if problems:
        raise PublishError(problems)
    return dict(texts.texts) if texts else dict.fromkeys(("title", "subtitle", "note", "alt"), "")


@dataclass(frozen=True)
class _FigureFields:
    """Fields of a figure's contract, as its author gave them."""

    name: str
    texts: Mapping[str, str]
    columns: Mapping[str, str]
    sources: tuple[str, ...]
    computed: str
    explore: str
    undrawn: Mapping[str, str]
    offered: Offered

    @property
    def place(self) -> str:
        """Where the figure stands, for messages."""
        return f"figure `{self.name or '?'}`"

    @property
    def declared(self) -> Declared:
        """What a reader may choose."""
        return Declared(self.offered, self.columns, self.place)


def _check_figure(
    fields: _FigureFields, chart: Any, data: Any, current: Session, *, bound_later: bool
) -> list[Problem]:
    """Return what is wrong with a figure before its chart is looked at; a build binds texts of a cell of their own."""
    place = fields.place
    texts = {} if bound_later else fields.texts
    problems = [problem for key, text in texts.items() for problem in check_text(key, text, place, current)]
    problems += check_texts({"explore": fields.explore, "computed": fields.computed}, place)
    problems += check_texts({"undrawn": list(fields.undrawn.items())}, place)
    problems += check_name(fields.name, () if in_live_kernel() else current.figures, "figure", place)
    if chart is None:
        problems.append(missing_field("chart", place, "an Altair chart"))
    if data is None:
        problems.append(missing_field("data", place, "the chart's main frame"))
    return problems or fields.declared.problems(data)


def _at_widths(
    chart: alt.TopLevelMixin | Callable[[int], alt.TopLevelMixin], narrow: alt.TopLevelMixin | None, name: str
) -> tuple[alt.TopLevelMixin, alt.TopLevelMixin | None]:
    """Return the wide and the narrow drawing; a function of the width draws both."""
    import altair as alt

    if isinstance(chart, alt.TopLevelMixin):
        return chart, narrow
    wide, small = chart(WIDE), narrow or chart(NARROW)
    refuse_kinds(name, drawn=wide, narrow=small)
    return wide, small


def _refuse_undrawable(drawings: Iterable[Any], data: pd.DataFrame, place: str) -> None:
    """Refuse frames with columns that no specification holds, before Altair reads them.

    Raises
    ------
    PublishError
        With each such column.
    """
    given = [drawing for drawing in drawings if drawing is not None]
    problems = [problem for drawing in given for problem in check_frames(drawing, data, place)]
    if problems:
        raise PublishError(dict.fromkeys(problems))


def _drawn(chart: Any, narrow: Any, data: pd.DataFrame, fields: _FigureFields, current: Session) -> dict[str, Any]:
    """Check a chart against its frame and return what is published of it."""
    declared = fields.declared
    _refuse_undrawable((chart, narrow, *declared.charts()), data, fields.place)
    with frames_written_once():
        spec, small, sets, problems = _collect(chart, narrow, data, fields.place)
        sets |= declared.sets()
    problems += check_layers(sets, fields.place, current)
    for drawing in (spec, small):
        for leaf in vegalite.leaves(drawing):
            records = sets.get(leaf.data, [])
            problems += check_leaf(leaf, records, fields.place, current)
            problems += check_seen(leaf, records, fields.place, computed=vegalite.computes(drawing))
        problems += check_spec(drawing, fields.computed, fields.place)
        problems += check_chart(drawing, sets, fields.columns, fields.place)
        problems += check_letters(drawn_texts(drawing, sets), fields.place)
    problems += [*check_columns(fields.columns, data, fields.place), *check_cells(sets, fields.place)]
    problems += check_texts({"columns": list(fields.columns.items())}, fields.place)
    problems += check_sources(fields.sources, fields.place, current)
    offer, more = declared.offer(sets, current)
    problems += more
    if problems:
        raise PublishError(dict.fromkeys(problems))
    current.use_sources(fields.sources)
    layers = [
        {"name": key, "records": _records_of(records, current), "rows": [str(row[ROWS]) for row in records]}
        for key, records in sets.items()
    ]
    rows = as_rows([cell for layer in layers for cell in layer["rows"]])
    return {
        "columns": [[key, heading] for key, heading in fields.columns.items()],
        "computed": fields.computed,
        **({"undrawn": [[words, why] for words, why in fields.undrawn.items()]} if fields.undrawn else {}),
        **({"offer": offer.payload()} if offer else {}),
        "spec": spec,
        "narrow": small,
        "layers": layers,
        "carried": sorted(number for number in _floats(layers) if number in current.carried),
        "rows": list(rows),
        "sources": sorted({current.row_sources[key] for key in rows} | set(fields.sources)),
        "grade": figure_grade([current.row_grades[key] for key in rows]),
    }


def _collect(
    chart: Any, narrow: Any, data: pd.DataFrame, place: str
) -> tuple[dict[str, Any], dict[str, Any], dict[str, list[dict[str, Any]]], list[Problem]]:
    """Return the wide and the narrow specification and the data sets that both draw, the main frame's first."""
    import altair as alt

    if data.empty:
        raise PublishError([Problem("no-rows", place, "the plotted frame has no rows", "at least one", "none")])
    names = {next(iter(alt.Chart(data).mark_point().to_dict(validate=False)["datasets"])): "main"}
    spec, sets, problems = collect_data(chart, names, place)
    if "main" not in sets and not problems:
        fix = "Pass the frame that the chart was made from."
        problems.append(
            Problem("other-data", place, "the chart does not draw `data`", "one frame for both", "another frame", fix)
        )
    small = vegalite.narrowed(spec)
    if narrow is not None:
        small, small_sets, more = collect_data(narrow, names, place)
        sets, problems = {**sets, **small_sets}, problems + more
    order = sorted(sets, key=lambda key: (key != "main", len(key), key))
    return spec, small, {key: sets[key] for key in order}, problems


def _records_of(records: Sequence[Mapping[str, Any]], current: Session) -> list[dict[str, Any]]:
    """Return records with their numbers as published, without the column of row ids."""

    def plain(item: Any) -> Any:
        return current.published(item) if isinstance(item, float) else item

    return [{key: plain(item) for key, item in row.items() if key != ROWS} for row in records]


def _floats(layers: Sequence[Mapping[str, Any]]) -> set[float]:
    """Return the numbers with decimals that some data sets hold."""
    cells = (cell for layer in layers for record in layer["records"] for cell in record.values())
    return {cell for cell in cells if isinstance(cell, float)}


def report() -> None:
    """Show what the session loaded and imported; the build appends this call to each notebook.

    Raises
    ------
    HermeticityError
        If something was refused where no cell could fail for it.
    """
    refuse_escaped()
    current = session()
    inputs = [*current.inputs.values(), *imported_code()]
    modules = {name.partition(".")[0] for name in sys.modules} | used_library()
    facts = {"inputs": sorted(inputs, key=lambda item: (item["name"], item["kind"])), "modules": sorted(modules)}
    show(SESSION_MIME, facts, {})


def _preview(chart: Any, texts: Mapping[str, str], current: Session) -> dict[str, Any]:
    """Return what JupyterLab shows of a figure; the build needs none of it."""

    def text_of(key: str) -> str:
        return fill(
            texts[key], lambda holder: current.values[holder.name].text if holder.name in current.values else "…"
        )

    if in_build() or not in_live_kernel():
        return {"text/plain": text_of("title")}
    import vl_convert

    typeface = Typeface(machine_cache(Settings(current.files.root)) / "fonts", current.font)
    vl_convert.register_font_directory(str(chart_fonts(typeface)))
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version="6.4")
    head = f"<h3>{escape(text_of('title'))}</h3><p>{escape(text_of('subtitle'))}</p>"
    return {"text/plain": text_of("title"), "text/html": f"{head}{svg}<p>{escape(text_of('note'))}</p>"}


def show(mime: str, payload: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
    """Put what is published into the notebook's outputs, beside what JupyterLab shows of it; a script lists it."""
    if not in_build() and not in_live_kernel():
        note_published(mime, payload, shown)
        return
    from IPython.display import display

    display({**shown, mime: payload}, raw=True)
