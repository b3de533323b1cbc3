"""Order evidence by strength, lay it out for a chart, and read shares, gaps and dates without filling any in.

The ladder ranks *kinds* of evidence, not sources: a source's grade says who speaks, the rung says what is offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ledger.measures import counts
from proofpress.notebook.session import ROWS, join_rows
from proofpress.notebook.styles import Style
from proofpress.notebook.traced import Traced


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


DIRECTIONS = ("supports", "ambiguous", "against")

FIGURES: dict[str, object] = {"rung": [5, 6, 7]}
BACKING: dict[str, object] = {"direction": "supports"}
CHINESE: dict[str, object] = {"channel": "Chinese firms"}
OR_NONE = Style("{}", spell=lambda number: str(number) if number else "none")
COUNTS: dict[str, counts.Counted] = {
    "items": ({}, {}, "items of grades A to C"),
    "figures": ({}, FIGURES, "items of grades A to C that are a market or an official figure"),
    "figures-for": (FIGURES, BACKING, "figures that support replacement"),
    "figures-against": (FIGURES, {"direction": "against"}, "figures that speak against it"),
    "figures-open": (FIGURES, {"direction": "ambiguous"}, "figures that fit both"),
    "supporting": ({}, BACKING, "items of grades A to C that support replacement or bypassing"),
    "supporting-assertions": (BACKING, {"kind": "assertion"}, "supporting items that are assertions"),
    "supporting-weak": (BACKING, {"rung": [1, 2, 3]}, "supporting items on the three lowest rungs"),
    "packaging-items": ({}, {"stage": "packaging"}, "items on packaging"),
    "equipment-items": ({}, {"stage": "chip equipment"}, "items on chip equipment"),
    "dated-support": (
        BACKING,
        {"timing": ["before", "after", "in 2022", "spans"]},
        "supporting items of grades A to C that can be placed in time",
    ),
    "dated-before": (BACKING, {"timing": "before"}, "supporting items that report something before 7 October 2022"),
    "dated-after": (BACKING, {"timing": "after"}, "supporting items that lie wholly after 7 October 2022"),
    "undated": (BACKING, {"timing": "not dated"}, "supporting items that cannot be placed in time"),
    "chinese-items": ({}, CHINESE, "items on replacement by Chinese firms"),
    "chinese-figures": (CHINESE, FIGURES, "items on replacement by Chinese firms that offer a figure"),
    "chinese-figures-for": (
        {**CHINESE, **FIGURES},
        BACKING,
        "figures on replacement by Chinese firms that support it",
    ),
    "one-report": ({}, {"source": "csis-2024-advanced-packaging"}, "items from the CSIS report of October 2024"),
    "official": ({}, {"kind": "official figure"}, "items that rest on an official figure"),
    "first-hand": ({"kind": "official figure"}, {"grade": "A"}, "official figures read in the official document"),
    "compared-word": ({}, {"counterfactual": "measured"}, "items with a measured comparison"),
    "compared-asserted": ({}, {"counterfactual": "asserted"}, "items that assert, without measuring, a comparison"),
}
"""What is counted: those looked through, which of them count, and what the number is in words."""
IN_WORDS = ("compared-word", "chinese-figures-for")
"""Counts that read as *none* where there is none."""


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


def link_evidence(items: pd.DataFrame, claims: pd.DataFrame, tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return items of evidence that rest on their own row and on those that they name, each with its rung.

    Parameters
    ----------
    items : DataFrame, shape (items, any)
        As in :func:`rank_evidence`, with ``rests_on`` (row ids, or nothing) and ``rows``.
    claims : DataFrame
        Claims that items name, with ``rows`` and ``grade``, which its items share.
    tables : sequence of DataFrame
        Tables that items name, with ``rows``.

    Raises
    ------
    ValueError
        Naming rows that do not exist, or items whose grade is another than their claim's.
    """
    grades = dict(zip(claims[ROWS], claims["grade"], strict=True))
    named = {key for cell in items["rests_on"] for key in cell.split()}
    if unknown := sorted(named - {*grades, *(row for table in tables for row in table[ROWS])}):
        raise ValueError(f"items rest on rows that do not exist: {', '.join(unknown)}")
    for name, grade, cell in items[["id", "grade", "rests_on"]].itertuples(index=False):
        if wrong := [key for key in cell.split() if grades.get(key, grade) != grade]:
            raise ValueError(f"{name} has another grade than its claim {wrong[0]}")
    rows = [join_rows(pair) for pair in zip(items[ROWS], items["rests_on"], strict=True)]
    return rank_evidence(items.assign(**{ROWS: rows}))


def tally(graded: pd.DataFrame) -> dict[str, tuple[Traced, Style, str]]:
    """Return each number of :data:`COUNTS` with its style and its words; its rows are those looked through.

    Parameters
    ----------
    graded : DataFrame, shape (items, any)
        From :func:`rank_evidence`, without those of grade D.
    """
    return counts.tally(graded, COUNTS, dict.fromkeys(IN_WORDS, OR_NONE))


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
    frame = []
    for (group, direction), part in ranked.groupby([by, "direction"], sort=True):
        best = part.sort_values("rung", ascending=False, kind="stable").iloc[0]
        frame.append(
            {
                by: group,
                "direction": direction,
                "rung": int(best["rung"]),
                "kind": best["kind"],
                "items": len(part),
                ROWS: join_rows(part[ROWS]),
            }
        )
    return pd.DataFrame(frame)


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


def sales_to(region: str, shares: pd.DataFrame, billings: pd.DataFrame) -> pd.DataFrame:
    """Return a region's shares by period, with what was sold to all others and the period in words.

    Parameters
    ----------
    region : str
        The region that is meant.
    shares, billings : DataFrame
        What :func:`shares_of_world` returns and was given.

    Returns
    -------
    DataFrame, shape (periods of the region, any + 3)
        With ``rest``, the world's billings less the region's; ``when``, such as ``2024`` or ``q2-2025``; and ``said``,
        such as ``2024`` or ``second quarter of 2025``.
    """
    ordinals = {"Q1": "first", "Q2": "second", "Q3": "third", "Q4": "fourth"}
    world = billings[billings["region"] == "World"].set_index(["year", "quarter"])["billings"]
    own = shares[shares["region"] == region].reset_index(drop=True)
    periods = list(zip(own["year"].astype(int), own["quarter"], strict=True))
    return own.assign(
        rest=[float(world[period]) for period in periods] - own["billings"],
        when=[f"{quarter.lower()}-{year}" if quarter else str(year) for year, quarter in periods],
        said=[f"{ordinals[quarter]} quarter of {year}" if quarter else str(year) for year, quarter in periods],
    )
