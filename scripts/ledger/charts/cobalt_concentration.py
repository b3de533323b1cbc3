"""Drawings of cobalt mining: shares and index by year, reserves, and a share that readers move."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.charts.places import PLACE, with_places
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

COUNTRIES = {"DR Congo": pp.RED, "Indonesia": pp.BLUE}
NO_TABLE = ["no complete", "table"]
SHARE = {
    "country": "Country",
    "year": "Year",
    "share": "Share of world mine production (percent)",
    "tonnes": "Mine production (tonnes)",
    "edition": "Edition",
    "qualifier": "Marked by USGS as",
}
INDEX = {
    "year": "Year",
    "edition": "Edition",
    "print": "Print",
    "top_share": "Share of DR Congo (percent)",
    "index_low": "Index, lowest",
    "index_high": "Index, highest",
    "equal": "Equal countries",
}
PAIRS = {
    "country": "Country",
    "reserves": "Share of reserves (percent)",
    "mined": "Share of mine production, 2025 (percent)",
    "tonnes": "Reserves (tonnes)",
}


def gap_of(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the band of the years without a complete table, which rests on the totals that are all there is."""
    band = {"start": [2015.4], "end": [2019.6], "middle": [2017.5], "height": [34], ROWS: [join_rows(totals[ROWS])]}
    return pd.DataFrame(band)


def band(gap: pd.DataFrame, domain: alt.Scale) -> alt.Chart:
    """Return the tinted band of a gap."""
    band: alt.Chart = alt.Chart(gap).mark_rect(color=pp.SOFT).encode(x=alt.X("start:Q", scale=domain), x2="end:Q")
    return band


def _band_words(gap: pd.DataFrame, domain: alt.Scale) -> alt.Chart:
    """Return the words on the band of a gap."""
    words = alt.Chart(gap).mark_text(color=pp.MUTED, text=NO_TABLE, lineHeight=16)
    drawn: alt.Chart = words.encode(x=alt.X("middle:Q", scale=domain), y="height:Q")
    return drawn


def _ticks(width: int) -> list[int]:
    """Return the years that an axis names."""
    return [2011, 2013, 2015, 2020, 2022, 2025] if width == pp.WIDE else [2011, 2015, 2020, 2025]


def share_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of the two countries that are drawn, before and after the gap, first estimates marked."""
    lines = table[table["iso3"].isin(["COD", "IDN"])]
    era = lines["year"].gt(2016).map({True: ", later", False: ", earlier"})
    lines = lines.assign(series=lines["country"] + era, first_estimate=lines["year"].eq(2025))
    return lines[["country", "year", "share", "tonnes", "edition", "qualifier", "series", "first_estimate", ROWS]]


def all_shares(table: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of all countries that a reader may choose, each with its place on a map where it is one."""
    return with_places(table, places)[[*SHARE, *PLACE, ROWS]]


def forecast_frame(claim: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return a projection for a year with its label."""
    label = [f"projected: {low:.0f}%" for low in claim["low"]]
    return claim.assign(year=year, label=label)[["year", "low", "label", ROWS]]


def share(lines: pd.DataFrame, forecast: pd.DataFrame, gap: pd.DataFrame, width: int) -> Drawing:
    """Draw two countries' shares by year with first estimates hollow, the gap, and the projection as a diamond."""
    ends = lines[lines["year"] == 2025].copy()
    ends["label"] = [f"{row.country} {row.share:.0f}%" for row in ends.itertuples()]
    start = lines[(lines["year"] == 2015) & (lines["country"] == "DR Congo")]
    start = start.assign(label=[f"{number:.0f}%" for number in start["share"]])
    domain = alt.Scale(domain=[2010.5, 2026.4], zero=False)
    x = alt.X("year:Q", axis=alt.Axis(format="d", title=None, values=_ticks(width)), scale=domain)
    axis = alt.Axis(title="percent of world cobalt mining", values=[0, 20, 40, 60, 80])
    y = alt.Y("share:Q", axis=axis, scale=alt.Scale(domain=[0, 84]))
    tints = alt.Scale(domain=list(COUNTRIES), range=list(COUNTRIES.values()))
    colour = alt.Color("country:N", scale=tints, legend=None)
    base, forecasts = alt.Chart(lines), alt.Chart(forecast)
    known, first = (base.transform_filter(test) for test in (~alt.datum.first_estimate, alt.datum.first_estimate))
    names = [
        alt.Chart(ends)
        .mark_text(align="right", dy=drop, dx=14, fontWeight=600, fontSize=14)
        .encode(x=x, y=y, text="label:N", color=colour)
        .transform_filter(alt.datum.country == country)
        for country, drop in (("DR Congo", 20), ("Indonesia", -33))
    ]
    diamond = forecasts.mark_point(shape="diamond", size=260, filled=False, strokeWidth=1.8, color=pp.INK, opacity=1)
    hollow = first.mark_point(filled=True, fill=pp.PAPER, size=60, strokeWidth=2, opacity=1)
    return alt.layer(
        band(gap, domain),
        _band_words(gap, domain),
        base.mark_line().encode(x=x, y=y, color=colour, detail="series:N"),
        diamond.encode(x=x, y="low:Q"),
        known.mark_point(filled=True, size=50, opacity=1).encode(x=x, y=y, color=colour),
        hollow.encode(x=x, y=y, stroke=alt.Stroke("country:N", scale=tints, legend=None)),
        forecasts.mark_text(align="right", dy=37, dx=14, color=pp.INK).encode(x=x, y="low:Q", text="label:N"),
        alt.Chart(start).mark_text(dy=-16, fontWeight=600, fontSize=14).encode(x=x, y=y, text="label:N", color=colour),
        *names,
    ).properties(width=width, height=320)


def index_frame(measured: pd.DataFrame) -> pd.DataFrame:
    """Return each print of the index with the edges of its dash, and whether it is the newest of its year."""
    latest = measured.groupby("year")["edition_order"].transform("max")
    index = measured.assign(newest=measured["edition_order"] == latest, era=measured["year"].gt(2016).astype(str))
    index["left"] = index["year"] - 0.3
    index["right"] = index["year"] + 0.3
    index["print"] = index["newest"].map({True: "newest edition", False: "older edition"})
    columns = ["year", "edition", "print", "top_share", "index_low", "index_high", "equal", "left", "right", "era"]
    return index[[*columns, "newest", ROWS]]


def _levels(rows: str) -> pd.DataFrame:
    """Return the levels of the index that equal countries would give."""
    levels = pd.DataFrame({"equal": [2, 3, 4]})
    levels["label"] = [f"{number} equal" for number in levels["equal"]]
    levels["level"] = [10_000 / number for number in levels["equal"]]
    levels["long"] = levels["label"] + " countries"
    levels["year"] = 2017.5
    levels[ROWS] = rows
    return levels


def index(frame: pd.DataFrame, moved: int, gap: pd.DataFrame, width: int) -> Drawing:
    """Draw the index by year as dashes as thick as its range, with the print of the year that an edition moved most."""
    newest_rows = frame.loc[(frame["year"] == 2025) & frame["newest"], ROWS].iloc[0]
    levels = alt.Chart(_levels(newest_rows))
    tags = frame[frame["newest"] & frame["year"].isin([2015, 2025])].copy()
    tags["above"] = tags["year"] < 2016
    tags["label"] = [f"{number:.1f} equal" for number in tags["equal"]]
    older = frame[~frame["newest"] & (frame["year"] == moved)].copy()
    older["label"] = "older edition"
    domain = alt.Scale(domain=[2010.4, 2026.4], zero=False)
    years = alt.Axis(format="d", title=None, values=_ticks(width))
    x = alt.X("year:Q", axis=years, scale=domain)
    axis = alt.Axis(
        title="Herfindahl-Hirschman index of cobalt mining", grid=False, values=[0, 2000, 4000, 6000], format=",d"
    )
    y = alt.Y("index_low:Q", axis=axis, scale=alt.Scale(domain=[0, 6600]))
    named = levels.mark_text(color=pp.MUTED, dy=-9)
    base = alt.Chart(frame)
    old, new = (base.transform_filter(test) for test in (~alt.datum.newest, alt.datum.newest))
    span = {"x": alt.X("left:Q", scale=domain, axis=years), "x2": "right:Q", "y": y, "y2": "index_high:Q"}
    labels = alt.Chart(tags).encode(x=x, y=y, text="label:N")
    bold = {"fontWeight": 600, "fontSize": 14, "color": pp.RED}
    return alt.layer(
        band(gap.assign(top=6600, floor=0), domain),
        _band_words(gap.assign(height=1000), domain),
        levels.mark_rule(color=pp.MUTED, strokeDash=[2, 4], strokeWidth=1.5).encode(y="level:Q"),
        named.encode(x=alt.X("year:Q", scale=domain), y="level:Q", text="long:N" if width == pp.WIDE else "label:N"),
        new.mark_line(strokeWidth=1.5, color=pp.RED, opacity=0.75).encode(x=x, y=y, detail="era:N"),
        old.mark_rect(color=pp.GREY, fillOpacity=0, stroke=pp.GREY, strokeWidth=2.5).encode(**span),
        new.mark_rect(color=pp.RED, stroke=pp.RED, strokeWidth=3.5).encode(**span),
        labels.transform_filter(alt.datum.above).mark_text(dy=-14, **bold),
        labels.transform_filter(~alt.datum.above).mark_text(dy=15, **bold),
        alt.Chart(older).mark_text(align="center", dy=15, dx=14, color=pp.MUTED).encode(x=x, y=y, text="label:N"),
    ).properties(width=width, height=320)


def pairs_frame(held: pd.DataFrame, dug: pd.DataFrame) -> pd.DataFrame:
    """Return each country's share of reserves and of mining, the largest reserves first, unnamed countries last.

    Raises
    ------
    ValueError
        If the two tables hold different countries.
    """
    if set(held.index) != set(dug.index):
        raise ValueError("reserves and mining are of different countries")
    pairs = pd.DataFrame({"reserves": held["share"], "mined": dug["share"], "tonnes": held["tonnes"]})
    pairs[ROWS] = [join_rows([held.loc[name, ROWS], dug.loc[name, ROWS]]) for name in pairs.index]
    pairs = pairs.rename_axis("country").reset_index()
    pairs["last"] = pairs["country"].eq("Other countries")
    return pairs.sort_values(["last", "reserves"], ascending=[True, False], ignore_index=True)


def reserves(pairs: pd.DataFrame, width: int) -> Drawing:
    """Draw each country's share of reserves and of mining as two points on a line, named at the Congo's."""
    domain = alt.Scale(domain=[0, 84], nice=False)
    axis = alt.Axis(title="percent of world cobalt", grid=True, values=[0, 20, 40, 60, 80])
    x, mined = alt.X("reserves:Q", scale=domain, axis=axis), alt.X("mined:Q", scale=domain)
    names = alt.Axis(title=None, domain=False, ticks=False, labelColor=pp.INK)
    y = alt.Y("country:N", sort=pairs["country"].tolist(), axis=names)
    base = alt.Chart(pairs)
    heading = pairs[pairs["country"] == "DR Congo"]
    heading = heading.assign(
        held=[f"reserves {number:.0f}%" for number in heading["reserves"]],
        dug=[f"mined in 2025 {number:.0f}%" for number in heading["mined"]],
    )
    held = base.mark_point(filled=True, fill=pp.PAPER, stroke=pp.BLUE, strokeWidth=2, size=70, opacity=1)
    left = alt.Chart(heading).mark_text(align="right", dx=14, dy=-16, fontWeight=600, color=pp.BLUE)
    right = alt.Chart(heading).mark_text(align="right", dx=44, dy=16, fontWeight=600, color=pp.RED)
    return alt.layer(
        base.mark_rule(color=pp.MUTED, strokeWidth=1.5).encode(x=x, x2="mined:Q", y=y),
        held.encode(x=x, y=y),
        base.mark_point(filled=True, color=pp.RED, size=70, opacity=1).encode(x=mined, y=y),
        left.encode(x=x, y=y, text="held:N"),
        right.encode(x=mined, y=y, text="dug:N"),
    ).properties(width=width - (90 if width == pp.WIDE else 80), height=380)
