"""Order evidence by strength, lay it out for a chart, and read shares, gaps and dates without filling any in.

The ladder ranks *kinds* of evidence, not sources: a source's grade says who speaks, the rung says what is offered.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import year_span


@dataclass(frozen=True)
class Rung:
    """One rung of the ladder: its number from the weakest, its name, and what an item must offer to stand on it."""

    number: int
    kind: str
    needs: str


RUNGS: tuple[Rung, ...] = (
    Rung(1, "assertion", "a judgement, without a figure, a date or a case that can be looked up"),
    Rung(2, "statement", "what a firm or a person says of itself or of others"),
    Rung(3, "plan or forecast", "a pledge, a plan or a forecast: something that has not happened yet"),
    Rung(4, "named case", "a named firm with a named product, filing or deal"),
    Rung(5, "market figure", "a share or an amount from an industry body, a firm or an analyst"),
    Rung(6, "official figure", "a customs or trade statistic, or a filing with a regulator"),
    Rung(7, "measured comparison", "an official or market figure compared with what would have been without controls"),
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)  # not calendar.month_name, which follows the locale
SIDES = {"center": 0.5, "left": 0.0, "right": 1.0}
"""How much of a label lies to the left of its stem, by the label's alignment."""
DIRECTIONS = ("supports", "ambiguous", "against")


def rank_evidence(items: pd.DataFrame) -> pd.DataFrame:
    """Return items of evidence with the number of their rung.

    Parameters
    ----------
    items : DataFrame, shape (items, any)
        Columns ``id``, ``kind`` (a kind of :data:`RUNGS`), ``direction`` (one of :data:`DIRECTIONS`) and ``grade``.

    Returns
    -------
    DataFrame, shape (items, any + 1)
        A copy with ``rung``, 1 for the weakest kind, sorted by rung from the strongest, direction and id.

    Raises
    ------
    ValueError
        Naming each item whose kind or direction is unknown.
    """
    numbers = {rung.kind: rung.number for rung in RUNGS}
    unknown = items[~items["kind"].isin(list(numbers)) | ~items["direction"].isin(DIRECTIONS)]
    if len(unknown):
        named = "; ".join(f"{i}: {k}, {d}" for i, k, d in unknown[["id", "kind", "direction"]].itertuples(index=False))
        raise ValueError(f"evidence of unknown kind or direction: {named}")
    ranked = items.assign(rung=items["kind"].map(numbers).astype(int), order=items["direction"].map(DIRECTIONS.index))
    return ranked.sort_values(["rung", "order", "id"], ascending=[False, True, True], ignore_index=True).drop(
        columns="order"
    )


def strongest_rungs(ranked: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the strongest rung that items of each direction reach in each group.

    Parameters
    ----------
    ranked : DataFrame, shape (items, any)
        From :func:`rank_evidence`, with the columns ``by`` and ``rows``.
    by : str
        The column to group by, such as ``stage``.

    Returns
    -------
    DataFrame, shape (pairs of group and direction that occur, 6)
        Columns ``by``, ``direction``, ``rung``, ``kind`` (the strongest), ``items`` (how many of that direction) and
        ``rows`` (all of them), sorted by group and direction.
    """
    found = []
    for (group, direction), part in ranked.groupby([by, "direction"], sort=True):
        best = part.sort_values("rung", ascending=False, kind="stable").iloc[0]
        found.append(
            {
                by: group,
                "direction": direction,
                "rung": int(best["rung"]),
                "kind": best["kind"],
                "items": len(part),
                ROWS: join_rows(part[ROWS]),
            }
        )
    return pd.DataFrame(found)


def place_marks(
    items: pd.DataFrame,
    row: str,
    column: str,
    *,
    rows: Sequence[object],
    columns: Mapping[str, float],
    per_line: int,
    step: float = 22.0,
    head: float = 8.0,
    least: float = 30.0,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Place one mark an item in a grid of cells whose rows are as tall as their fullest cell.

    Parameters
    ----------
    items : DataFrame, shape (items, any)
        In the order in which marks fill a cell, left to right, then downwards.
    row, column : str
        Columns of ``items`` that name the cell.
    rows : sequence
        Values of ``row`` from the top.
    columns : mapping of str to float
        Value of ``column`` to the x, in pixels, of the cell's first mark.
    per_line : int
        Marks side by side in a cell.
    step : float
        Pixels from one mark to the next.
    head : float
        Pixels above the first line of marks of a row.
    least : float
        Least height of a row in pixels, for rows without items too.

    Returns
    -------
    marks : DataFrame, shape (items, any + 2)
        A copy in the same order with ``x`` and ``y`` in pixels, y growing downwards.
    bands : DataFrame, shape (rows, 3)
        Columns ``row``, ``top`` and ``bottom`` in pixels.

    Raises
    ------
    ValueError
        If an item's row or column is not among those given: nothing is left out silently.
    """
    outside = items[~items[row].isin(list(rows)) | ~items[column].isin(list(columns))]
    if len(outside):
        raise ValueError(f"no cell for: {', '.join(map(str, outside.index))}")
    counts = Counter(zip(items[row], items[column], strict=True))
    tops: dict[object, tuple[float, float]] = {}
    top = 0.0
    for key in rows:
        fullest = max((n for (found, _), n in counts.items() if found == key), default=0)
        lines = -(-fullest // per_line)
        bottom = top + max(least, head + lines * step)
        tops[key] = (top, bottom)
        top = bottom
    position = items.groupby([row, column]).cumcount()
    marks = items.assign(
        x=items[column].map(dict(columns)).astype(float) + position % per_line * step,
        y=items[row].map({key: value[0] for key, value in tops.items()}).astype(float)
        + head
        + step / 2
        + position // per_line * step,
    )
    bands = pd.DataFrame([{"row": key, "top": a, "bottom": b} for key, (a, b) in tops.items()])
    return marks, bands


def shares_of_world(billings: pd.DataFrame) -> pd.DataFrame:
    """Return each region's share of the world total of the same period.

    Parameters
    ----------
    billings : DataFrame, shape (regions x periods, any)
        Columns ``region``, ``year``, ``quarter`` (empty for a full year), ``billings`` and ``rows``; the region
        ``World`` is the total.

    Returns
    -------
    DataFrame, shape (region-periods other than the world, any + 1)
        A copy with ``share`` in percent; ``rows`` names the region's row and the total's.

    Raises
    ------
    ValueError
        If a period lacks its total. A region that lacks an amount simply has no row: nothing is filled in.
    """
    world = billings[billings["region"] == "World"]
    totals = {
        (int(year), str(quarter)): (float(total), str(rows))
        for year, quarter, total, rows in zip(
            world["year"], world["quarter"], world["billings"], world[ROWS], strict=True
        )
    }
    parts = billings[billings["region"] != "World"].reset_index(drop=True)
    keys = [(int(year), str(quarter)) for year, quarter in zip(parts["year"], parts["quarter"], strict=True)]
    missing = sorted({" ".join(map(str, key)).strip() for key in keys if key not in totals})
    if missing:
        raise ValueError(f"no world total for {', '.join(missing)}")
    return parts.assign(
        share=[100 * float(part) / totals[key][0] for part, key in zip(parts["billings"], keys, strict=True)],
        **{ROWS: [join_rows([own, totals[key][1]]) for own, key in zip(parts[ROWS], keys, strict=True)]},
    )


def missing_cells(table: pd.DataFrame, regions: Sequence[str], years: Sequence[int]) -> pd.DataFrame:
    """Return the region-years for which a table has no row.

    Parameters
    ----------
    table : DataFrame, shape (rows, any)
        Columns ``region`` and ``year``.
    regions, years : sequence
        What a complete table would hold.

    Returns
    -------
    DataFrame, shape (gaps, 2)
        Columns ``region`` and ``year``, in the order of ``regions`` and ``years``.
    """
    have = set(zip(table["region"], table["year"].astype(int), strict=True))
    gaps = [(region, year) for region in regions for year in years if (region, year) not in have]
    return pd.DataFrame(gaps, columns=["region", "year"])


@dataclass(frozen=True)
class Label:
    """A label at the end of a stem: where the stem stands, the text's edges, its alignment, and its level."""

    stem: float
    start: float
    end: float
    align: str
    level: int

    def meets(self, other: Label, gap: float) -> bool:
        """Whether two labels overlap, or the stem of one crosses the other on its way."""
        if self.level == other.level:
            return self.start < other.end + gap and self.end + gap > other.start
        near, far = sorted((self, other), key=lambda label: label.level)
        return near.start - gap < far.stem < near.end + gap


def arrange_labels(
    stems: Sequence[float], widths: Sequence[float], *, low: float, high: float, gap: float = 4.0
) -> list[Label]:
    """Place labels along an axis, on as few levels as can be, so that none overlaps another or another's stem.

    Parameters
    ----------
    stems : sequence of float
        Where on the axis each label belongs, in pixels.
    widths : sequence of float
        Width of each label, in pixels.
    low, high : float
        Edges of the drawing: no label reaches beyond them.
    gap : float
        Least room around a label.

    Returns
    -------
    list of Label
        In the order given. Levels count from 0, next to the axis; where it makes no difference to their number, a
        label is near the axis and centred on its stem.

    Raises
    ------
    ValueError
        If no arrangement exists.
    """
    order = sorted(range(len(stems)), key=lambda index: -stems[index])
    for levels in range(1, len(stems) + 1):
        choices = [
            [
                Label(stems[index], start, start + widths[index], align, level)
                for level in range(levels)
                for align, part in SIDES.items()
                if (start := stems[index] - part * widths[index]) >= low and start + widths[index] <= high
            ]
            for index in order
        ]
        found = _first_arrangement(choices, gap, [])
        if found is not None:
            return [label for _, label in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]
    raise ValueError(f"no room for {len(stems)} labels between {low:g} and {high:g}: fewer labels, or narrower ones")


def _first_arrangement(choices: Sequence[Sequence[Label]], gap: float, placed: list[Label]) -> list[Label] | None:
    """Return the first choice for each label that meets none before it, or None."""
    if len(placed) == len(choices):
        return placed
    for label in choices[len(placed)]:
        if not any(label.meets(other, gap) for other in placed):
            found = _first_arrangement(choices, gap, [*placed, label])
            if found is not None:
                return found
    return None


def wrap_label(text: str, width: int) -> str:
    r"""Return a text with line breaks so that no line is longer than ``width`` characters, words kept whole.

    Examples
    --------
    >>> wrap_label("Huawei on the Entity List", 14)
    'Huawei on the\nEntity List'
    """
    return "\n".join(textwrap.wrap(text, width, break_long_words=False))


def format_period(period: str, *, short: bool = False) -> str:
    """Return a period as a reader sees it.

    Parameters
    ----------
    period : str
        As for :func:`year_span`.
    short : bool
        Whether months are cut to three letters.

    Examples
    --------
    >>> format_period("2022-10-07")
    '7 October 2022'
    >>> format_period("2023-Q3", short=True)
    'Q3 2023'
    >>> format_period("2022-09/2022-10", short=True)
    'Sep–Oct 2022'
    """
    year_span(period)
    if "/" in period:
        first, last = (format_period(part, short=short) for part in period.split("/", 1))
        return f"{first.removesuffix(f' {period[:4]}') if period[:4] == last[-4:] else first}–{last}"
    year, *rest = period.split("-")
    if not rest:
        return year
    if rest[0].startswith("Q"):
        return f"{rest[0]} {year}"
    day = f"{int(rest[1])} " if len(rest) == 2 else ""
    month = MONTHS[int(rest[0]) - 1]
    return f"{day}{month[:3] if short else month} {year}"
