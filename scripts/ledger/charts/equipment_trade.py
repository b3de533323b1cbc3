"""Drawings of China's chip market by edition and maker, and of who sells and who buys the tools."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

EDITIONS = {
    "edition": "Edition",
    "kind": "Made by",
    "year": "Year",
    "text": "Share (percent)",
    "qualifier": "Kind",
}
GAP = {"year": "Year", "part": "Part of the market", "amount": "Amount (billion US dollars)"}
REGIONS = {"region": "Region", "year": "January to June of", "billings": "Billings (billion US dollars)"}
ORIGINS = {
    "country_of_origin": "Shipped from",
    "value": "Imports (billion US dollars)",
    "share": "Share of the main sources (percent)",
}
BUYERS = {"year": "Year", "buyer": "Buyer", "part": "Share of sales (percent)"}
PARTS = {
    "by Chinese firms": pp.RED,
    "by foreign firms": pp.OCHRE,
    "all plants in China": pp.BLUE,
    "not made in China": pp.MUTED,
}
TINTS = {"Chinese state firms": pp.RED, "other buyers in China": pp.OCHRE, "buyers elsewhere": pp.MUTED}
SERIES = {"China": pp.RED, "Taiwan": pp.BLUE, "Korea": pp.OCHRE}


def editions_frame(shares: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Return each edition's shares in order (look back, year before, forecast), and own firms' as a kind apart."""
    paths = shares.assign(rank=shares.groupby("edition").cumcount(), kind="all plants")
    plot = pd.concat([paths, own.assign(rank=9, kind="Chinese firms")], ignore_index=True)
    plot["text"] = [f"{value:.1f}" for value in plot["value"]]
    plot["qualifier"] = plot["qualifier"].where(plot["qualifier"].notna() & plot["qualifier"].ne(""), "estimate")
    columns = [*shares.columns, "rank", "text", "kind"]
    return plot[columns].astype({"year": int, "edition": int})


def editions(frame: pd.DataFrame, width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Draw a panel for each edition: its look back solid, its forecast dashed, own firms apart."""
    known = sorted(frame["edition"].unique())
    panels = [_edition(frame, edition, 136 if width == pp.WIDE else 150) for edition in known]
    heading = {"fontSize": 13, "fontWeight": "normal", "color": pp.MUTED, "anchor": "start", "offset": 12}
    title = alt.Title("percent of the chips used in China that are made there", **heading)
    if width == pp.WIDE:
        return alt.hconcat(*panels, spacing=28, bounds="flush", title=title)
    pairs = [alt.hconcat(*panels[at : at + 2], spacing=28) for at in range(0, len(panels), 2)]
    return alt.vconcat(*pairs, spacing=24, title=title)


def _edition(frame: pd.DataFrame, edition: int, room: int) -> Drawing:
    """Return the panel of one edition."""
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(domain=[0, 31], nice=False))
    base = alt.Chart(frame).transform_filter(alt.datum.edition == int(edition))
    years = sorted(frame.loc[(frame["edition"] == edition) & (frame["kind"] == "all plants"), "year"])
    axis = alt.Axis(values=years, format="d", title=None, labelOverlap=False, labelFontSize=12, domain=True)
    x = alt.X("year:Q", axis=axis, scale=alt.Scale(domain=[2007.5, 2028], nice=False, zero=False))
    solid = base.transform_filter("datum.rank <= 1").mark_line(color=pp.RED, strokeWidth=2.5)
    ahead = base.transform_filter("datum.rank >= 1 && datum.rank <= 2")
    named, firms = (base.transform_filter(test) for test in ("datum.rank <= 2", "datum.rank == 9"))
    known, forecast = (named.transform_filter(test) for test in ("datum.rank <= 1", "datum.rank == 2"))
    now, others = (named.transform_filter(test) for test in ("datum.rank == 1", "datum.rank != 1"))
    hollow = forecast.mark_point(size=60, opacity=1, filled=True, fill=pp.PAPER, stroke=pp.RED, strokeWidth=2)
    layers = [
        solid.encode(x=x, y=y),
        ahead.mark_line(color=pp.RED, strokeWidth=2, strokeDash=[4, 4]).encode(x=x, y=y),
        known.mark_point(size=60, opacity=1, color=pp.RED).encode(x=x, y=y),
        hollow.encode(x=x, y=y),
        now.mark_text(dx=-8, dy=-13).encode(x=x, y=y, text="text:N"),
        others.mark_text(dy=-13).encode(x=x, y=y, text="text:N"),
        firms.mark_point(size=60, shape="square", opacity=1, color=pp.BLUE).encode(x=x, y=y),
        firms.mark_text(dy=17, color=pp.BLUE).encode(x=x, y=y, text="text:N"),
    ]
    path = frame[(frame["edition"] == edition) & (frame["kind"] == "all plants")]
    pace = alt.Chart(pd.DataFrame({"text": [rates(path)], ROWS: [join_rows(path[ROWS])]}))
    layers.append(pace.mark_text(align="left", x=2, y=8, fontSize=12, color=pp.RED).encode(text="text:N"))
    title = alt.TitleParams(f"{edition} edition", anchor="start", fontSize=13, fontWeight=600, color=pp.INK)
    return alt.layer(*layers).properties(width=room, height=150, title=title)


def rates(path: pd.DataFrame) -> str:
    """Return by how many points a year an edition saw the share rise, and forecast that it would, in words."""
    steps = path.sort_values("rank")
    pace = (steps["value"].diff() / steps["year"].diff()).dropna()
    return f"a year +{pace.iloc[0]:.1f}, then +{pace.iloc[1]:.1f}"


def gap_frame(years: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of each year's bar, from ``market``, ``made`` and ``own``, each with its words."""
    parts = []
    for year, row in years.iterrows():
        made, own = float(row["made"]), float(row["own"])
        firms = [("by Chinese firms", 0.0, own), ("by foreign firms", own, made)]
        first = firms if pd.notna(own) else [("all plants in China", 0.0, made)]
        for part, start, end in [*first, ("not made in China", made, float(row["market"]))]:
            amount = end - start
            text = f"{amount:.0f} {part}" if part == "not made in China" else f"{amount:.1f} {part}"
            ends = {"start": start, "end": end, "middle": (start + end) / 2, "amount": amount, "text": text}
            parts.append({"year": str(year), "part": part, **ends, ROWS: row[ROWS]})
    frame = pd.DataFrame(parts)
    return frame.assign(tint=frame["part"].map(PARTS))


def gap(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the market of each year as a bar cut into who made it: what was not in it, the makers in words above."""
    y = alt.Y("year:N", axis=alt.Axis(title=None, labelFontWeight=600, labelColor=pp.INK, labelOffset=10))
    across = alt.Scale(domain=[0, 190], nice=False)
    x = alt.X("start:Q", axis=None, scale=across)
    tint = alt.Color("tint:N", scale=None)
    base = alt.Chart(frame).encode(y=y)
    missing = base.transform_filter(alt.datum.part == "not made in China")
    first = base.transform_filter("datum.part != 'not made in China' && datum.part != 'by foreign firms'")
    second = base.transform_filter(alt.datum.part == "by foreign firms")
    words = {"align": "left", "dy": -14, "fontWeight": 600}
    unit = alt.Chart(frame.head(1)).mark_text(align="left", x=0, y=-12, color=pp.MUTED, text="billion US dollars")
    return alt.layer(
        base.mark_bar(height=24, yOffset=10, stroke=pp.PAPER, strokeWidth=1).encode(x=x, x2="end:Q", color=tint),
        missing.mark_text(dy=10, fontWeight=600, color=pp.PAPER).encode(
            x=alt.X("middle:Q", axis=None, scale=across), text="text:N"
        ),
        first.mark_text(**words).encode(x=alt.value(0), text="text:N", color=tint),
        second.mark_text(**words).encode(x=alt.value(142), text="text:N", color=tint),
        unit.encode(),
    ).properties(width=width - 46, height=alt.Step(64))


def regions_frame(halves: pd.DataFrame, moved: Mapping[str, str]) -> pd.DataFrame:
    """Return half years with the words at a line's end: its amount, and how it moved where the finding says so."""
    last = halves["year"] == halves["year"].max()
    pairs = zip(halves["region"], last, strict=True)
    more = [f", {moved[region]}" if is_last and region in moved else "" for region, is_last in pairs]
    ends = zip(halves["region"], halves["billings"], more, strict=True)
    return halves.assign(label=[f"{region} {amount:.1f}{words}" for region, amount, words in ends])


def regions(halves: pd.DataFrame, width: int) -> Drawing:
    """Draw a line for each region over the first halves of five years."""
    return charts.lines(
        halves,
        x="year",
        y="billings",
        series="region",
        label="label",
        width=width,
        colours=SERIES,
        height=320,
        domain=(0, 27),
        unit="billion US dollars, January to June",
        room=174 if width == pp.WIDE else 168,
    )


def origins_frame(named: pd.DataFrame, total: pd.Series) -> pd.DataFrame:
    """Return the sources that are named and the rest of a total, each with its amount and share in words."""
    shown = named.reset_index()[["country_of_origin", "value", ROWS]]
    other = {"country_of_origin": ["Other main sources"], "value": [float(total["value"] - named["value"].sum())]}
    shown = pd.concat(
        [shown, pd.DataFrame({**other, ROWS: [join_rows([total[ROWS], *named[ROWS]])]})], ignore_index=True
    )
    shares = shown["value"] / float(total["value"]) * 100
    texts = [f"{amount:.1f} ({part:.0f}%)" for amount, part in zip(shown["value"], shares, strict=True)]
    home = shown["country_of_origin"] == "United States"
    texts = [
        f"{text[:-1]} of China’s imports in 2024)" if is_home else text
        for text, is_home in zip(texts, home, strict=True)
    ]
    tints = [pp.RED if name == "United States" else pp.GREY for name in shown["country_of_origin"]]
    return shown.assign(share=shares, text=texts, tint=tints)


def origins(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw a bar for each country the tools came from."""
    return charts.bars(
        frame, label="country_of_origin", value="value", text="text", width=width, colour="tint", label_share=0.26
    )


def buyers(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the sales of the toolmakers in two years, cut by buyer, the buyers named above the first bar."""
    y = alt.Y("year:N", axis=alt.Axis(title=None, labelFontWeight=600, labelColor=pp.INK))
    across = alt.Scale(domain=[0, 100], nice=False)
    colour = alt.Color("tint:N", scale=None)
    base = alt.Chart(frame).encode(y=y)
    names = base.transform_filter(alt.datum.year == frame["year"].iloc[0]).encode(color=colour, text="buyer:N")
    x = alt.X("start:Q", scale=across, axis=None)
    rises = (-28, -45, -28) if width == pp.WIDE else (-62, -45, -28)
    heads = [
        names.transform_filter(alt.datum.buyer == buyer).mark_text(align="left", dy=rise, fontWeight=600).encode(x=x)
        for buyer, rise in zip(frame["buyer"][:3], rises, strict=True)
    ]
    parts = base.mark_text(color=pp.PAPER, fontWeight=600)
    return alt.layer(
        base.mark_bar(height=30, stroke=pp.PAPER, strokeWidth=1.5).encode(x=x, x2="end:Q", color=colour),
        parts.encode(x=alt.X("mid:Q", scale=across, axis=None), text="text:N"),
        *heads,
    ).properties(width=width - 46, height=alt.Step(52))
