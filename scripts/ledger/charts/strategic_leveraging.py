"""Drawings and tables of the deals for technology: control given up, terms, plans, and exports as a share of GDP."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

LICENCE, VENTURE = "Ford and CATL", "Invenergy and LONGi"
OPENINGS = {1978: "1978: opening", 1992: "1992: reform renewed", 2001: "2001: WTO"}
UNITS = {"gigawatt-hours a year": "GWh", "gigawatts a year": "GW"}
PLANS = [
    ("ford-jobs", LICENCE, "jobs"),
    ("ford-capacity", LICENCE, "yearly capacity"),
    ("ford-money", LICENCE, "money"),
    ("illuminate-jobs", VENTURE, "jobs"),
    ("illuminate-capacity", VENTURE, "yearly capacity"),
]
STAKE_COLUMNS = {
    "form": "Form",
    "deal": "Deal",
    "low": "From (percent)",
    "high": "To (percent)",
    "text": "What the essay states",
}
KNOWN = {"dots": {"essay": pp.INK, "press": pp.BLUE}, "tally": {"essay": "from the essay", "press": "from the press"}}
TERM_COLUMNS = {
    "term": pp.Column("Term"),
    "ford": pp.Column(LICENCE),
    "ford_known": pp.Column("Ford: said by", **KNOWN),
    "illuminate": pp.Column(VENTURE),
    "illuminate_known": pp.Column("Invenergy: said by", **KNOWN),
}
PLAN_COLUMNS = {
    "label": "Plant and measure",
    "first": "Announced in 2023",
    "later": "Stated later",
    "unit": "Unit",
    "share": "Later (percent of announced)",
}
EXPORT_COLUMNS = {"year": "Year", "exports": "Exports (percent of GDP)"}


def stakes_frame(licence: pd.Series, venture: pd.Series) -> pd.DataFrame:
    """Return what the essay states of the Chinese party's equity in each deal, with its bounds.

    Parameters
    ----------
    licence, venture : Series
        Claims on the foreign equity of the licence, and on the owner's part of the venture.
    """
    below = 100 - venture["low"]
    return pd.DataFrame(
        [
            ("Licence", LICENCE, 0, licence["high"], "none", licence[ROWS]),
            ("Joint venture", VENTURE, 0, below, f"below {below:.0f}%, not stated", venture[ROWS]),
        ],
        columns=["form", "deal", "low", "high", "text", ROWS],
    )


def stakes(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the equity of the Chinese party: a dot where there is none, a pale bar up to its bound, a line at half."""
    wide = width == pp.WIDE
    left = 180 if wide else 0
    scale = alt.Scale(domain=[0, 100], range=[left, width - 8], nice=False)
    base, first = alt.Chart(frame), alt.Chart(frame.head(1).assign(half=50, word="half"))
    y = alt.Y("deal:N", sort=[LICENCE, VENTURE], axis=None)
    axis = alt.Axis(title="equity of the Chinese party, percent", titleAnchor="start", values=[0, 25, 50, 75, 100])
    x, half = alt.X("low:Q", scale=scale, axis=axis), alt.X("half:Q", scale=scale)
    none, bound = (base.transform_filter(test) for test in (alt.datum.high == 0, alt.datum.high > 0))
    place = {"align": "right", "dx": -20} if wide else {"align": "left"}
    up, down = (-9, 11) if wide else (-42, -23)
    said = base.mark_text(align="left", dx=14, color=pp.INK, fontWeight=600, fontSize=16)
    return alt.layer(
        first.mark_rule(color=pp.MUTED, strokeDash=[4, 3]).encode(x=half),
        first.mark_text(color=pp.MUTED, align="left", dx=6).encode(x=half, y=alt.value(8), text="word:N"),
        bound.mark_bar(size=18, color=pp.RED, fillOpacity=0.35, stroke=pp.RED).encode(x=x, x2="high:Q", y=y),
        none.mark_point(filled=True, size=190, color=pp.BLUE, opacity=1).encode(x=x, y=y),
        base.mark_text(color=pp.INK, fontWeight=600, dy=up, **place).encode(x=alt.value(left), y=y, text="form:N"),
        base.mark_text(color=pp.MUTED, dy=down, **place).encode(x=alt.value(left), y=y, text="deal:N"),
        said.encode(x=alt.X("high:Q", scale=scale), y=y, text="text:N"),
    ).properties(width=width, height=alt.Step(68 if wide else 96))


def _found(row: pd.Series) -> str:
    """Return what press or company say of a deal, short enough for a cell."""
    if row["item"] == "investment":
        return f"${row['value'] / 1e9:.1f} billion"
    if row["item"] == "capacity":
        return f"{row['value']:.0f} {UNITS[row['unit']]}"
    return f"{row['value']:,.0f}" if row["item"] == "jobs" else str(row["date"])[:4]


def terms_frame(terms: pd.DataFrame, deals: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each term: what is known of it in each deal, and whether from the essay or the press.

    Parameters
    ----------
    terms : DataFrame
        With ``stated``, ``said`` and ``elsewhere``, which names a row of ``deals``.
    deals : DataFrame
        What press and companies say, by id.
    """
    parts = terms["id"].str.extract(r"^(?P<place>.*)-(?P<deal>ford|illuminate)$")
    rows: dict[str, dict[str, str]] = {}
    for term, (place, deal) in zip(terms.to_dict("records"), parts.to_numpy(), strict=True):
        known = deals.loc[term["elsewhere"].split(":")[1]] if term["elsewhere"] else None
        row = rows.setdefault(place, {"place": place, "term": term["term"], ROWS: ""})
        row[ROWS] = join_rows([row[ROWS], term[ROWS], *([known[ROWS]] if known is not None else [])])
        found = _found(known) if known is not None else ""
        row[deal], row[f"{deal}_known"] = (term["said"], "essay") if term["stated"] == "yes" else (found, "press")
        row[f"{deal}_known"] = row[f"{deal}_known"] if row[deal] else ""
    return pd.DataFrame(list(rows.values())).sort_values("place", ignore_index=True)


def read_amount(value: float, unit: str) -> str:
    """Return an amount of a plant's plan, short.

    Examples
    --------
    >>> read_amount(3.5e9, "US dollars"), read_amount(1700, "jobs"), read_amount(20, "gigawatt-hours a year")
    ('$3.5 bn', '1,700', '20 GWh')
    """
    if unit == "US dollars":
        return f"${value / 1e9:.1f} bn"
    return f"{value:,.0f} {UNITS.get(unit, '')}".strip()


def plans_frame(deals: pd.DataFrame) -> pd.DataFrame:
    """Return what was announced and what was stated later of each plan of :data:`PLANS`, with the later part."""
    plans = pd.DataFrame(PLANS, columns=["key", "deal", "what"])
    first, later = (
        deals.loc[[f"{key}{end}" for key in plans["key"]]].reset_index(drop=True) for end in ("-2023", "-later")
    )
    plans = plans.assign(first=first["value"], later=later["value"], unit=first["unit"])
    plans[ROWS] = [join_rows(pair) for pair in zip(first[ROWS], later[ROWS], strict=True)]
    plans["share"] = 100 * plans["later"] / plans["first"]
    plans["label"] = plans["deal"] + ": " + plans["what"]
    plans["tint"] = plans["deal"].map({LICENCE: pp.RED, VENTURE: pp.BLUE})
    plans["read"] = [
        f"{row.share:.0f}%: {read_amount(row.later, row.unit)} of {read_amount(row.first, row.unit)}"
        for row in plans.itertuples()
    ]
    return plans


def plans(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw what was stated later in percent of what was announced."""
    return charts.bars(
        frame,
        label="label",
        value="share",
        text="read",
        colour="tint",
        width=width,
        label_share=0.38,
        room=165 if width == pp.WIDE else 160,
    )


def openings_frame(dates: pd.DataFrame, exports: pd.DataFrame) -> pd.DataFrame:
    """Return the openings that the essay dates, with the exports of their years."""
    opened = dates.assign(year=dates["period"].astype(int))[["year", ROWS]]
    own = exports.set_index("year").loc[opened["year"]]
    opened["exports"] = own["exports"].to_numpy()
    opened[ROWS] = [join_rows(pair) for pair in zip(opened[ROWS], own[ROWS], strict=True)]
    return opened.assign(label=opened["year"].map(OPENINGS))


def exports(frame: pd.DataFrame, opened: pd.DataFrame, named: Sequence[int], width: int) -> Drawing:
    """Draw the share by year, the openings as rings and some years with their share in words."""
    wide = width == pp.WIDE
    ends = frame[frame["year"].isin(named)]
    ends = ends.assign(label=[f"{row.year}: {row.exports:.1f}%" for row in ends.itertuples()])
    across = alt.Scale(domain=[1977, 2027], zero=False, nice=False)
    years = alt.Axis(format="d", title=None, values=[1980, 1990, 2000, 2010, 2020])
    x = alt.X("year:Q", scale=across, axis=years)
    percent = alt.Axis(title="exports of China, percent of GDP", values=[0, 10, 20, 30, 40])
    y = alt.Y("exports:Q", scale=alt.Scale(domain=[0, 40]), axis=percent)
    rings, tips = alt.Chart(opened), alt.Chart(ends)
    ring = rings.mark_point(filled=True, fill=pp.PAPER, stroke=pp.INK, strokeWidth=2, size=70, opacity=1)
    told = tips.mark_text(align="right", dx=12, dy=-16, fontWeight=600, fontSize=14, color=pp.RED)
    return alt.layer(
        alt.Chart(frame).mark_line(strokeWidth=2.5, color=pp.RED).encode(x=x, y=y),
        ring.encode(x=x, y=y),
        rings.mark_text(align="left", dx=2, dy=22, color=pp.INK).encode(x=x, y=y, text="label:N"),
        tips.mark_point(filled=True, color=pp.RED, size=70, opacity=1).encode(x=x, y=y),
        told.encode(x=x, y=y, text="label:N"),
    ).properties(width=width, height=300 if wide else 260)
