"""Publication of values from within a notebook: numbers and words with unit, formula and rows; and own choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..model.errors import Problem, PublishError, nearest
from ..model.records import CHOICE, Value
from .session import as_rows
from .styles import Style
from .traced import Traced, untraced
from .value_fields import ValueFields, publish_fields


def publish_value(
    name: str,
    number: float | int | str | Traced,
    style: Style | None = None,
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
    number : float, int, str or Traced
        The number itself, finite; or a computed word, such as a country's name.
    style : Style, optional
        How a reader sees it and its unit, such as ``PERCENT``; instead of ``format`` and ``unit``.
    format : str
        How a reader sees it, such as ``"{:.0f}%"``.
    unit : str
        Unit of ``number``, such as ``percent``; ``count`` for things counted, ``year`` for years.
    rows : frame, series, row ids, claims or values
        What it was computed from, beside the rows that a traced number brings.
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
    trail = as_rows([*as_rows(rows), *(number.row_ids if isinstance(number, Traced) else ())])
    known = style or Style(format, unit)
    fields = ValueFields(name, known.apply(_plain(number)), known, trail, formula, period, dict(thresholds or {}))
    return publish_fields([fields])[name]


def publish_choice(name: str, number: float | int | str, style: Style | str, why: str) -> Value:
    """Publish a number of our own making: a threshold, a tolerance, a step. It is shown as our choice.

    Parameters
    ----------
    name : str
        Slug, unique in the notebook.
    number : float, int or str
        What was chosen.
    style : Style or str
        How a reader sees it and its unit; a bare unit shows the number as it is.
    why : str
        What it decides, and why it is this number and no other.

    Returns
    -------
    Value
        Without rows, sources and grade.
    """
    known = style if isinstance(style, Style) else Style("{}", style)
    return publish_fields([ValueFields(name, known.apply(_plain(number)), known, (), why, "", {}, CHOICE)])[name]


def values(
    data: Any, entries: Mapping[str, Sequence[Any]] | None = None, *, period: str = "", rows: Any = ()
) -> dict[str, Value]:
    """Publish several numbers at once: those of a frame's rows, each row being its own trail, or traced numbers.

    Parameters
    ----------
    data : DataFrame, Series or mapping
        A frame, of which each row publishes every entry; one row; or, without ``entries``, the entries themselves, each
        beginning with its number.
    entries : mapping of str to sequence
        Name to ``(column, style, formula)``, with its period as a fourth where it has one of its own, or a mapping of
        ``period`` and ``thresholds``.
        ``{column}`` in a name, formula or period stands for what the row holds: ``"share-{year}"``.
    period : str
        What time all of them speak of.
    rows : frame, series, row ids, claims or values
        What all of them rest on beside their own rows.

    Returns
    -------
    dict of str to Value

    Raises
    ------
    PublishError
        With what is wrong with any of them; then none is published.

    Examples
    --------
    ``values(world, {"share-{year}": ("top_share", PERCENT, "largest share, {year}")}, period="{year}")``
    """
    more = as_rows(rows)
    if entries is None:
        return publish_fields([_of_number(name, entry, period, more) for name, entry in dict(data).items()])
    records = _records(data)
    if not records:
        raise PublishError([Problem("no-rows", "values()", "the frame has no rows", "at least one", "none")])
    return publish_fields(
        [_of_row(row, name, entry, period, more) for row in records for name, entry in entries.items()]
    )


def _plain(number: Any) -> Any:
    """Return a number as Python's own."""
    number = untraced(number)
    return number.item() if hasattr(number, "item") else number


def _records(data: Any) -> list[dict[str, Any]]:
    """Return the rows of a frame, or the one row given, each with what its index says under the index's names."""
    if not hasattr(data, "columns"):
        return [dict(data)]
    levels = [name for name in data.index.names if name is not None and name not in data.columns]
    return [dict(row) for _, row in (data.reset_index(level=levels) if levels else data).astype(object).iterrows()]


def _entry(name: str, entry: Sequence[Any]) -> tuple[Any, Style, str, dict[str, Any]]:
    """Return the parts of an entry.

    Raises
    ------
    PublishError
        If it is not an entry.
    """
    parts: list[Any] = list(entry) if isinstance(entry, Sequence) and not isinstance(entry, str) else [entry]
    extra = parts[3] if len(parts) == 4 else {}
    extra = {"period": extra} if isinstance(extra, str) else extra
    known = isinstance(extra, Mapping) and set(extra) <= {"period", "thresholds"}
    if len(parts) not in {3, 4} or not isinstance(parts[1], Style) or not known:
        expected = "(column or number, style, formula), then its period, or a mapping of `period` and `thresholds`"
        raise PublishError([Problem("bad-entry", f"value `{name}`", "its entry", expected, repr(entry)[:80])])
    return parts[0], parts[1], parts[2], dict(extra)


def _of_number(name: str, entry: Sequence[Any], period: str, rows: Sequence[str]) -> ValueFields:
    """Return the fields of a value whose entry begins with its number."""
    number, style, formula, extra = _entry(name, entry)
    trail = as_rows([*rows, *(number.row_ids if isinstance(number, Traced) else ())])
    when = extra.get("period", period)
    return ValueFields(
        name, style.apply(_plain(number)), style, trail, formula, when, dict(extra.get("thresholds", {}))
    )


def _of_row(row: Mapping[str, Any], name: str, entry: Sequence[Any], period: str, rows: Sequence[str]) -> ValueFields:
    """Return the fields of a value whose entry names a column of a row."""
    column, style, formula, extra = _entry(name, entry)
    missing = [key for key in (column, "rows") if key not in row]
    if missing:
        thing = f"its row has no column `{missing[0]}`"
        raise PublishError(
            [Problem("unknown-column", f"value `{name}`", thing, fix=nearest(missing[0], map(str, row)))]
        )
    words = {str(key): item for key, item in row.items()}
    try:
        name, formula, when = (text.format_map(words) for text in (name, formula, extra.get("period", period)))
    except (KeyError, IndexError, ValueError) as err:
        thing = "`{…}` in its name, formula or period names no column of its row"
        raise PublishError([Problem("unknown-column", f"value `{name}`", thing, got=str(err))]) from err
    trail = as_rows([*rows, str(row["rows"])])
    return ValueFields(
        name, style.apply(_plain(row[column])), style, trail, formula, when, dict(extra.get("thresholds", {}))
    )
