"""Drawings of the ledger: exposure by seller and by maker, supply alone, concentration by year, what China needs."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.ledger import shown_percent
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

GOODS = {
    "gallium": "Gallium",
    "germanium": "Germanium",
    "graphite-mined": "Natural graphite",
    "rare-earths-separated": "Rare earths",
    "cobalt-refined": "Cobalt",
}
"""Holds whose exposure is drawn."""
NAMES = {**GOODS, "rare-earths-mined": "Rare earths, mined"}
BY = {"direct": "by seller", "world": "by maker"}
EXPOSURE = {"label": "Mineral", "low": "At least (%)", "high": "At most (%)", "period": "Period"}
ALONE = {
    "label": "Mineral",
    "multiple": "Output elsewhere over US use (times)",
    "months": "World supply without the holder (months a year)",
    "years": "Years",
}
PATHS = {
    "good": "Mineral",
    "year": "Year",
    "index_low": "Index, at least",
    "index_high": "Index, at most",
    "top": "Largest producer",
    "top_share": "Its share (%)",
    "edition": "Edition",
}
TINTS = {"rare earths": pp.RED, "gallium": pp.BLUE, "natural graphite": pp.GREEN}
NEEDS = {
    ("chips", "world"): "Chips not made in China, of its market",
    ("chip-tools", "direct"): "Chip tools from three allies, of imports",
    ("tools-us", "direct"): "of which shipped from the United States",
    ("export-market", "world"): "Exports, of GDP",
}
"""Cells of what China needs that are drawn, with their labels."""
NAMED, LEAST = 2, 8
"""Places of each mineral that a map names, and the percent that one has at least."""
MAPPED = {
    "gallium": "Gallium, refined",
    "natural graphite": "Natural graphite, mined",
    "rare earths": "Rare earths, mined",
    "cobalt": "Cobalt, mined",
}
"""Minerals of which a whole table of the newest year is held, as the maps call them."""
MAPS = {"mineral": "Mineral", "country": "Country", "share": "Share of output (%)"}
WANTS = {"label": "What China needs", "low": "At least (%)", "high": "At most (%)", "period": "Period"}


def exposed_frame(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the exposures of each mineral, by seller above by maker, with their labels."""
    kept = cells[cells["column"].isin(BY) & cells["hold"].isin(GOODS)]
    frame = kept.assign(order=[list(GOODS).index(hold) for hold in kept["hold"]])
    frame = frame.sort_values(["order", "column"], ignore_index=True)
    return frame.assign(
        label=[f"{GOODS[hold]}, {BY[column]}" for hold, column in zip(frame["hold"], frame["column"], strict=True)],
        text=[shown_percent(row.low, row.high) for row in frame.itertuples()],
        tint=frame["column"].map({"direct": pp.BLUE, "world": pp.RED}),
    )


def exposure(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw each exposure as an interval."""
    return charts.ranges(
        frame,
        label="label",
        low="low",
        high="high",
        text="text",
        width=width,
        domain=(0, 100),
        colour="tint",
        axis="Percent of US use that is Chinese",
        step=30 if width == pp.WIDE else 20,
    )


def alone(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw output elsewhere over use as bars."""
    bars = charts.bars(frame, label="label", value="multiple", text="text", width=width, room=150)
    words = "output outside China in times of what the United States uses"
    head = alt.Title(words, anchor="start", fontSize=13, fontWeight="normal", color=pp.MUTED, offset=12)
    return bars.properties(title=head)


def paths_frame(spread: pd.DataFrame) -> pd.DataFrame:
    """Return the concentration of each mineral since 2020 with the label of its line; germanium has no figures."""
    paths = spread[(spread["year"] >= 2020) & (spread["good"] != "germanium")].reset_index(drop=True)
    first = paths.groupby("good")["index_low"].transform("first")
    words = [good.split(" (")[0].removeprefix("natural ") for good in paths["good"]]
    ends = zip(words, first, paths["index_low"], strict=True)
    labelled = paths.assign(label=[f"{good} {begin:,.0f} to {end:,.0f}" for good, begin, end in ends])
    return labelled[["good", "year", "index_low", "index_high", "top", "top_share", "edition", "label", ROWS]]


def paths(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw a line for each mineral."""
    return charts.lines(
        frame,
        x="year",
        y="index_low",
        series="good",
        label="label",
        width=width,
        colours=TINTS,
        unit="Index, 2020 to 2025",
        domain=(0, 10_500),
        room=176,
    )


def wants_frame(cells: pd.DataFrame) -> pd.DataFrame:
    """Return what China needs, a row a bar, with its label and its number in words."""
    frame = cells.set_index(["hold", "column"]).loc[list(NEEDS)].reset_index()
    frame["label"] = [charts.wrap(text, 190) for text in NEEDS.values()]
    frame["tint"] = [pp.GREY, pp.RED, pp.BLUE, pp.GREY]
    return frame.assign(text=[shown_percent(row.low or row.high, row.high) for row in frame.itertuples()])


def wants(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw what China needs as bars, each of its own whole."""
    return charts.bars(frame, label="label", value="high", text="text", width=width, top=100, step=36, colour="tint")


def places_frame(tables: Mapping[str, tuple[pd.DataFrame, str]], places: pd.DataFrame) -> pd.DataFrame:
    """Return who makes each mineral in the newest year, where on a map, the largest first, shares of all in percent.

    Parameters
    ----------
    tables : mapping of str to (DataFrame, str)
        For each mineral as a map calls it, the rows of one complete table and the column of its amounts.
    places : DataFrame
        ``iso3``, ``country``, ``longitude``, ``latitude`` and ``rows``.
    """
    where = places.set_index("iso3")
    parts = []
    for name, (table, amount) in tables.items():
        shares = table.assign(share=100 * table[amount] / float(table[amount].sum()))
        made = shares[shares["iso3"].isin(where.index) & (shares["share"] > 0)]
        made = made.sort_values("share", ascending=False, ignore_index=True)
        spot = where.loc[made["iso3"]].reset_index(drop=True)
        rows = [join_rows(pair) for pair in zip(made[ROWS], spot[ROWS], strict=True)]
        kept = made[["share"]].assign(country=spot["country"], **{ROWS: rows})
        kept = kept.assign(longitude=spot["longitude"], latitude=spot["latitude"])
        named = [
            f"{row.country} {row.share:.0f}%" if place < NAMED and row.share >= LEAST else ""
            for place, row in enumerate(kept.itertuples())
        ]
        parts.append(kept.assign(mineral=name, words=named))
    return pd.concat(parts, ignore_index=True)


def places(frame: pd.DataFrame, outline: pd.DataFrame, width: int) -> alt.VConcatChart:
    """Draw a map for each mineral."""
    return charts.symbol_maps(
        frame,
        outline,
        panel="mineral",
        longitude="longitude",
        latitude="latitude",
        size="share",
        text="words",
        width=width,
    )
