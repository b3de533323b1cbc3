"""Drawings of what followed export controls: exports left, prices, shares of output, and shares along a chain."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.concentration import WORLD
from ledger.measures.controls import output_shares
from ledger.measures.order import in_order
from proofpress.notebook.charts import Drawing, bars, lines, ranges, small_multiples
from proofpress.notebook.charts.multiples import Multiples
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import year_span

PAIRS = {
    "Gallium products, August 2023": ("gallium, wrought products", ["2022-08"], ["2023-08"]),
    "Gallium, November 2023": ("gallium", ["2022-11"], ["2023-11"]),
    "Gallium, March 2024": ("gallium", ["2023-03"], ["2024-03"]),
    "Germanium, November 2023": ("germanium", ["2022-11"], ["2023-11"]),
    "Germanium, March 2024": ("germanium", ["2023-03"], ["2024-03"]),
    "Germanium metal, Jan–Sep 2024": ("germanium metal", ["2023-01/2023-09"], ["2024-01/2024-09"]),
    "Germanium metal, Jan–Sep 2025": ("germanium metal", ["2023-01/2023-09"], ["2025-01/2025-09"]),
    "Flake graphite, Jan–Feb 2024": ("flake graphite", ["2023-01/2023-02"], ["2024-01", "2024-02"]),
    "Spherical graphite, Jan–Feb 2024": ("spherical graphite", ["2023-01/2023-02"], ["2024-01", "2024-02"]),
}
"""What is compared: a product, the months before the control and those after."""
LEFT = {
    "what": "Product and time after the control",
    "left": "Left of the amount before (percent)",
    "before": "Before (kilograms; graphite: tonnes)",
    "after": "After (kilograms; graphite: tonnes)",
}
PRICES = {
    "panel": "Material and market",
    "year": "Year",
    "level": "Price (percent of that of 2022)",
    "price": "Price as printed",
    "unit": "Unit",
}
SHARES = {
    "series": "Mineral",
    "country": "Country",
    "year": "Year",
    "share": "Share of world output (percent)",
    "basis": "Share of",
    "edition": "Edition",
}
CHAIN = {"stage": "Stage", "who": "Who says so, for when", "words": "China’s share"}
MARKETS = {
    "Germanium": "market price in Europe",
    "Magnet rare earths": "price of oxide",
    "Gallium": "value of US imports",
    "Flake graphite": "value of US imports",
}
"""What each price is: quotations first, then averages of contracts, purities and months."""
SERIES = {
    ("germanium", "metal, price in Europe"): "Germanium",
    ("gallium", "metal, average value of US imports"): "Gallium",
    ("natural graphite", "flake, average value of US imports"): "Flake graphite",
    ("rare earths", "neodymium-praseodymium oxide"): "Magnet rare earths",
}
SHORT = {"gallium": "gallium", "natural graphite": "graphite", "rare earths": "ree"}
SHARE_NAMES = {"gallium": "Gallium", "natural graphite": "Natural graphite", "rare earths": "Rare earths"}
SHARE_HUES = {"Gallium": pp.BLUE, "Natural graphite": pp.INK, "Rare earths": pp.RED}
STAGES = {"mining": "Mining", "separation and refining": "Separation", "permanent magnets": "Magnets"}
SAID = {
    "merics-2024-ree-production-share": ("Mining", "MERICS 2024"),
    "merics-2024-ree-processing-share": ("Separation", "MERICS 2024"),
    "merics-2024-magnet-share": ("Magnets", "MERICS 2024, for 2021"),
}
HEIGHT, LATEST, STOP = 300, 2025, 2010


def left_frame(left: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return what is left of exports with each bar's name and words; germanium metal stands out."""
    colour = left["product"].eq("germanium metal").map({True: pp.RED, False: pp.GREY})
    words = [f"{share:.0f}%" if share else "nothing" for share in left["left"]]
    return left.assign(what=list(names), words=words, colour=colour)


def exports_left(left: pd.DataFrame, width: int) -> Drawing:
    """Draw what is left of exports, a bar for each product and time."""
    return bars(left, label="what", value="left", text="words", colour="colour", width=width, top=100)


def _labelled(frame: pd.DataFrame, value: str) -> list[str]:
    """Return the name of each series with its value."""
    return [f"{name} {number:.0f}%" for name, number in zip(frame["series"], frame[value], strict=True)]


def prices_frame(rates: pd.DataFrame) -> pd.DataFrame:
    """Return prices in percent of those of the base year, a panel a material; what is a quotation stands first."""
    last = rates.groupby("series")["level"].last()
    names = {name: f"{name}, {MARKETS[str(name)]}, {level / 100:.1f} times" for name, level in last.items()}
    frame = rates.assign(panel=rates["series"].map(names), guessed=rates["year"] == LATEST)
    frame = in_order(frame, {"series": MARKETS}, "year")
    return frame[["panel", "series", "year", "level", "price", "unit", "guessed", ROWS]]


def shares_frame(shares: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of the minerals drawn, with label and hue."""
    held = shares[shares["mineral"].isin(SHARE_NAMES)].copy()
    held["series"] = held["mineral"].map(SHARE_NAMES)
    held["label"], held["hue"] = _labelled(held, "share"), held["series"].map(SHARE_HUES)
    return held.assign(estimate=held["year"] == held["year"].max(), country="China")


def every_share(produced: pd.DataFrame) -> pd.DataFrame:
    """Return the shares that a reader may choose: those of every country named with output of a mineral drawn."""
    named = produced[produced["mineral"].isin(SHARE_NAMES) & ~produced["iso3"].isin(["", WORLD])]
    names = named.drop_duplicates("iso3").set_index("iso3")["country"]
    parts = [output_shares(produced, str(iso3)).assign(country=name) for iso3, name in names.items()]
    whole = pd.concat(parts, ignore_index=True)
    whole = whole[whole["mineral"].isin(SHARE_NAMES)]
    return whole.assign(series=whole["mineral"].map(SHARE_NAMES))


def start_frame(held: pd.DataFrame) -> pd.DataFrame:
    """Return the share of rare earths in the year of the stop for Japan, in words."""
    start = held[(held["series"] == "Rare earths") & (held["year"] == STOP)]
    return start.assign(label=[f"{share:.0f}%" for share in start["share"]])[["series", "year", "share", "label", ROWS]]


def prices(rates: pd.DataFrame, width: int) -> Multiples:
    """Draw prices by year, quotations apart from averages of contracts, the latest hollow."""
    hues = {name: pp.RED if "market" in name or "oxide" in name else pp.BLUE for name in rates["panel"].unique()}
    return small_multiples(
        rates,
        panel="panel",
        x="year",
        y="level",
        width=width,
        unit="percent of 2022",
        colours=hues,
        domain=[0, 350],
        mark="line",
        hollow="guessed",
        height=120 if width == pp.WIDE else 110,
        per_row=2,
        narrow_per_row=2,
        break_at=", ",
    )


def marks_frame(events: pd.DataFrame, stop: pd.DataFrame) -> pd.DataFrame:
    """Return the two dates drawn through the shares: the stop for Japan and the first licences.

    Parameters
    ----------
    events : DataFrame
        Of :func:`ledger.charts.export_control_timeline.events_frame`.
    stop : DataFrame
        The one row that dates the stop.
    """
    rows = events.set_index("id")[ROWS]
    ids = ["merics-2024-japan-embargo-2011", "gallium-germanium-2023"]
    years = [year_span(stop["period"].iloc[0])[0], year_span("2023-08-01")[0]]
    words = ["stop for Japan", "licences"]
    return pd.DataFrame({"year": years, "words": words, "level": 44.0, ROWS: list(rows[ids])})


def shares(held: pd.DataFrame, marks: pd.DataFrame, width: int) -> Drawing:
    """Draw shares of output by year, the latest hollow, with the dates of controls as dashed rules."""
    room = 150 if width == pp.WIDE else 136
    drawn = lines(
        held,
        x="year",
        y="share",
        series="series",
        label="label",
        width=width,
        domain=[40, 102],
        unit="China, percent of world output",
        colours=SHARE_HUES,
        room=room,
        hollow="estimate",
    )
    x = alt.X("year:Q", scale=alt.Scale(domain=[2002, LATEST], nice=False, zero=False, range=[0, width - room]))
    up = alt.Scale(domain=[40, 102], nice=False, zero=False)
    rule = alt.Chart(marks).mark_rule(color=pp.OCHRE, strokeDash=[4, 3]).encode(x=x)
    words = alt.Chart(marks).mark_text(align="right", dx=-6, color=pp.OCHRE)
    labels = words.encode(x=x, y=alt.Y("level:Q", scale=up), text="words:N")
    start = alt.Chart(start_frame(held)).mark_text(
        align="right", dx=4, dy=-13, fontWeight=600, color=SHARE_HUES["Rare earths"]
    )
    first = start.encode(x=x, y=alt.Y("share:Q", scale=up), text="label:N")
    return alt.layer(rule, labels, drawn, first).properties(width=width - room, height=HEIGHT)


def chain_frame(said: pd.DataFrame, mined: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of each stage, by who says so, in the order of the chain; what two pages say alike stands once.

    Parameters
    ----------
    said : DataFrame
        The claims of :data:`SAID`.
    mined : DataFrame
        Shares of mining, with ``year`` and ``share``.
    stages : DataFrame
        Shares as other pages quote them: ``stage``, ``year``, ``qualifier`` and ``percent``.
    """
    quoted = [
        f"Energy Agency, {year}" + ("*" if "publication" in mark else "")
        for year, mark in zip(stages["year"], stages["qualifier"], strict=True)
    ]
    parts = [
        said.assign(
            stage=[SAID[key][0] for key in said["id"]],
            who=[SAID[key][1] for key in said["id"]],
            words=[f"{text}" for text in said["text"]],
            colour=pp.RED,
        ),
        mined.assign(
            stage="Mining", who=[f"USGS, {year}" for year in mined["year"]], low=mined["share"], colour=pp.INK
        ),
        stages.assign(stage=stages["stage"].map(STAGES), who=quoted, low=stages["percent"], colour=pp.BLUE),
    ]
    for part in parts[1:]:
        part["words"] = part["low"].map("{:.0f}%".format)
    chain = pd.concat([part[["stage", "who", "low", "words", "colour", ROWS]] for part in parts])
    chain = in_order(chain, {"stage": STAGES.values()})
    chain = chain.drop_duplicates(["stage", "who", "low"]).reset_index(drop=True)
    chain["high"], chain["label"] = chain["low"], chain["stage"] + ": " + chain["who"]
    doubled = chain["label"].duplicated(keep=False)
    chain.loc[doubled, "label"] = [f"{text} ({n})" for n, text in zip("ab", chain.loc[doubled, "label"], strict=True)]
    return chain


def shares_along_chain(chain: pd.DataFrame, width: int) -> Drawing:
    """Draw a range for each stage, from the lowest share found to the highest, with a point for each source."""
    ends = chain.groupby("stage", sort=False, as_index=False).agg(
        low=("low", "min"), high=("low", "max"), **{ROWS: (ROWS, join_rows)}
    )
    ends["words"] = [f"{low:.0f}% to {high:.0f}%" for low, high in zip(ends["low"], ends["high"], strict=True)]
    ends["colour"] = ends["stage"].eq("Mining").map({True: pp.GREY, False: pp.RED})
    room = 104 if width == pp.WIDE else 100
    left = round(width * 0.2) if width == pp.WIDE else 0
    drawn = ranges(
        ends,
        label="stage",
        low="low",
        high="high",
        text="words",
        colour="colour",
        width=width,
        domain=[50, 100],
        axis="China’s share, percent of the world",
        step=52,
        label_share=0.2,
        room=room,
    )
    scale = alt.Scale(domain=[50, 100], nice=False, range=[0, width - left - room])
    points = alt.Chart(chain).mark_point(size=60, opacity=1, filled=True, fill=pp.PAPER, stroke=pp.INK, strokeWidth=1.5)
    marks = points.encode(x=alt.X("low:Q", scale=scale), y=alt.Y("stage:N", sort=None))
    return alt.layer(drawn, marks).properties(width=width - left)
