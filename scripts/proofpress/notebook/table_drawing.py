"""The picture of a table that is a figure, for slides, previews and galleries, drawn from the frame of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..model.data_table import KEY, META, TableRecord
from ..text.table_cells import cell_text, filled_part, foot_texts, is_number
from .table_layout import BREAK, DOT, LINE, Asked, LaidColumn, LaidRow, Layout, lay_out
from .theme import GREY, GRID, INK, MUTED, NARROW, WIDE

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

LAID = "pp_laid"
"""What the names of the columns begin with that place what the picture shows."""
SIZES = {WIDE: "wide", NARROW: "narrow"}
BAR_HEIGHT = 5


@dataclass(frozen=True)
class DrawnTable:
    """A table's record and rows, cells as text, number, truth or None, with the numbers that are shown in full."""

    record: TableRecord
    rows: Sequence[Mapping[str, Any]]
    carried: set[float]

    @cached_property
    def asked(self) -> list[Asked]:
        """What is to be laid out: each column's heading and words."""
        record = self.record
        words = [
            tuple(cell_text(row[key], column, record.missing, self.carried) for row in self.rows)
            for key, column in record.columns.items()
        ]
        feet: Sequence[str | None] = foot_texts(record, words) or [None] * len(words)
        return [
            Asked(column.head, own, bool(column.bar), bool(column.dots), foot, right)
            for column, own, foot, right in zip(record.columns.values(), words, feet, self.rights, strict=True)
        ]

    @cached_property
    def rights(self) -> list[bool]:
        """Which columns stand at the right edge of their place: those of numbers without bars."""
        cells = {key: [row[key] for row in self.rows if row[key] is not None] for key in self.record.columns}
        return [
            not column.bar and bool(cells[key]) and all(map(is_number, cells[key]))
            for key, column in self.record.columns.items()
        ]

    def laid_columns(self) -> dict[str, list[Any]]:
        """Return the columns that place the cells at both widths, by name."""
        result: dict[str, list[Any]] = {f"{LAID}_first": [number == 0 for number in range(len(self.rows))]}
        for number, (column, asked) in enumerate(zip(self.record.columns.values(), self.asked, strict=True)):
            if column.dots:
                result[f"{LAID}_{number}_dot"] = [column.dots.get(word, "transparent") for word in asked.words]
        for width, size in SIZES.items():
            result |= self._placed(lay_out(self.asked, width), f"{LAID}_{size}")
        return result

    def _placed(self, layout: Layout, start: str) -> dict[str, list[Any]]:
        """Return where a layout's rows, words and bars stand, by the name of the column that holds it."""
        result: dict[str, list[Any]] = {
            f"{start}_line": [row.line for row in layout.rows],
            f"{start}_top": [row.top for row in layout.rows],
        }
        keys = list(self.record.columns)
        for number, column in enumerate(layout.columns):
            if column.bars:
                of = self.record.columns[keys[number]]
                parts = [filled_part(row[keys[number]], of) or 0 for row in self.rows]
                result[f"{start}_{number}_from"] = [column.left for _ in parts]
                result[f"{start}_{number}_to"] = [column.left + round(column.width * part) for part in parts]
            result[f"{start}_{number}"] = [row.cells[number] for row in layout.rows]
            result[f"{start}_{number}_at"] = [row.bars[number] for row in layout.rows]
        return result

    def draw(self, frame: pd.DataFrame, apart: Mapping[int, pd.DataFrame], width: int) -> Any:
        """Return the picture at one of the two widths; its specification carries the record.

        Parameters
        ----------
        frame : DataFrame
            The table's rows with the columns of :meth:`laid_columns`.
        apart : mapping of int to DataFrame
            The frames of columns whose cells come from elsewhere than their row, by number.
        width : int
            In pixels, of a wide or a narrow page.
        """
        import altair as alt

        layout, start = lay_out(self.asked, width), f"{LAID}_{SIZES[width]}"
        rules = alt.Chart(frame).mark_rule(color=GRID).encode(y=_raw("Y", f"{start}_line"), x=alt.value(0))
        parts = [rules.encode(x2=alt.value(width))]
        if layout.foot:
            parts += _foot(frame, layout, layout.foot, self.rights)
        if layout.stacked:
            parts += [_block(frame, start, number) for number in range(2)]
        else:
            for number, (column, right) in enumerate(zip(layout.columns, self.rights, strict=True)):
                parts += _column(frame, apart.get(number, frame), column, f"{start}_{number}", right)
        drawn = alt.layer(*parts).properties(width=width, height=layout.height)
        return drawn.properties(**{META: {KEY: self.record.payload()}})


def own_columns(number: int) -> list[str]:
    """Return the columns that place the words of a column, at both widths."""
    starts = [f"{LAID}_{size}" for size in SIZES.values()]
    return [f"{start}{end}" for start in starts for end in ("_top", f"_{number}")]


def _raw(channel: str, field: str) -> Any:
    """Return a channel that takes a column's numbers for pixels."""
    import altair as alt

    return getattr(alt, channel)(f"{field}:Q", scale=None, axis=None)


def _text(frame: pd.DataFrame, x: float, **style: Any) -> alt.Chart:
    """Return words of several lines that stand at a place across."""
    import altair as alt

    own = {"baseline": "top", "lineBreak": BREAK, "lineHeight": LINE, "align": "left", "color": INK}
    words: alt.Chart = alt.Chart(frame).mark_text(**{**own, **style}).encode(x=alt.value(x))
    return words


def _foot(frame: pd.DataFrame, layout: Layout, foot: LaidRow, rights: Sequence[bool]) -> list[alt.Chart]:
    """Return the foot, drawn once with the first row: a line, the number of rows and the tallies."""
    import altair as alt

    first = f"datum.{LAID}_first"
    line = alt.Chart(frame).transform_filter(first).mark_rule(color=MUTED)
    parts = [line.encode(y=alt.value(foot.line), x=alt.value(0), x2=alt.value(layout.width))]
    for number, (column, text) in enumerate(zip(layout.columns, foot.cells, strict=True)):
        right = not layout.stacked and rights[number]
        edge = column.left + column.width if right else column.left
        words = _text(frame, edge, align="right" if right else "left", fontWeight=600).transform_filter(first)
        top = foot.bars[number] if layout.stacked else foot.top
        parts.append(words.encode(y=alt.value(top), text=alt.value(text)))
    return parts


def _block(frame: pd.DataFrame, start: str, number: int) -> alt.Chart:
    """Return a part of a stacked table's rows: their names, in bold, or all the rest."""
    words = _text(frame, 0, fontWeight="normal" if number else 600)
    block: alt.Chart = words.encode(y=_raw("Y", f"{start}_{number}_at"), text=f"{start}_{number}:N")
    return block


def _column(frame: pd.DataFrame, own: pd.DataFrame, column: LaidColumn, name: str, right: bool) -> list[alt.Chart]:
    """Return a column's heading, drawn once with the first row, its words, and its bars and dots."""
    import altair as alt

    align, edge = ("right", column.left + column.width) if right else ("left", column.left)
    top = f"{name.rpartition('_')[0]}_top"
    head = _text(frame, edge, align=align, color=MUTED).transform_filter(f"datum.{LAID}_first")
    words = _text(own, edge + (DOT if column.dots else 0), align=align)
    parts: list[alt.Chart] = [
        head.encode(y=alt.value(0), text=alt.value(column.head)),
        words.encode(y=_raw("Y", top), text=f"{name}:N"),
    ]
    if column.bars:
        bars = alt.Chart(frame).mark_rule(color=GREY, strokeWidth=BAR_HEIGHT)
        ends = {"x": _raw("X", f"{name}_from"), "x2": f"{name}_to"}
        parts.append(bars.encode(y=_raw("Y", f"{name}_at"), **ends))
    if column.dots:
        dots = alt.Chart(frame).mark_point(filled=True, size=60, opacity=1, yOffset=LINE / 2 - 2)
        colour = alt.Color(f"{LAID}_{name.rpartition('_')[2]}_dot:N", scale=None, legend=None)
        parts.append(dots.encode(x=alt.value(column.left + DOT / 3), y=_raw("Y", top), color=colour))
    return parts
