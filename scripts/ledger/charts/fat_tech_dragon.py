"""Drawings of innovation: the index by economy and by edition, trade in intellectual property, R&D and filings."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.innovation import HOME
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

HEAD: dict[str, Any] = {"anchor": "start", "fontSize": 13, "fontWeight": 600, "color": pp.INK}
EDITIONS = [str(year) for year in range(2017, 2026)]
GAP_COLUMNS = {
    "economy": "Economy",
    "edition": "Edition",
    "input_score": "Input score (0 to 100)",
    "output_score": "Output score (0 to 100)",
    "gap": "Input minus output (points)",
    "ratio": "Output as share of input (%)",
    "place": "Place",
}
DOTS_COLUMNS = {
    "edition": "Edition",
    "economy": "Economy",
    "ratio": "Output as share of input (%)",
    "gap": "Input minus output (points)",
    "place": "Place in our table",
    "of": "Economies in our table",
}
TRADE_COLUMNS = {
    "year": "Year",
    "economy": "Economy",
    "flow": "Flow",
    "billion": "Amount (US$ billion)",
    "state": "As published, or not confirmed",
}
REACH_COLUMNS = {
    "economy": "Economy",
    "business": "Business R&D (% of GDP)",
    "gross": "Gross R&D (% of GDP)",
    "filed_at_home": "Resident applications (per billion PPP$ of GDP)",
    "families": "Families in two or more offices (per billion PPP$ of GDP)",
    "per_hundred": "Families per hundred resident applications",
}


def with_role(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with the role of each economy: the one examined, or a peer."""
    return frame.assign(role=[HOME if name == HOME else "peer" for name in frame["economy"]])


def role_colour(peer: str = pp.GREY, kind: type[Any] = alt.Color) -> Any:
    """Return the encoding of roles: red for the economy examined, one tone for its peers."""
    return kind("role:N", scale=alt.Scale(domain=[HOME, "peer"], range=[pp.RED, peer]), legend=None)


def name_axis() -> alt.Axis:
    """Return the axis of economies' names, that of the one examined in bold."""
    weight = alt.ExprRef(f"datum.value === '{HOME}' ? 700 : 400")
    return alt.Axis(labelColor=pp.INK, labelFontWeight=weight, domain=False, ticks=False)


def gap_frame(scores: pd.DataFrame) -> pd.DataFrame:
    """Return one edition's scores with role and label."""
    framed = with_role(scores).assign(label=scores["ratio"].map("{:.0f}%".format))
    behind = len(framed) - framed.loc[framed["economy"] == HOME, "place"].max()
    framed.loc[framed["economy"] == HOME, "label"] += f", above {behind} of {len(framed) - 1} peers"
    return framed


def gap(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the dumbbells of inputs and outputs, highest ratio on top."""
    y = alt.Y("economy:N", sort=list(frame["economy"]), title=None, axis=name_axis())
    scale = alt.Scale(domain=[30, 78], zero=False)
    axis = alt.Axis(grid=True, tickCount=5)
    output = alt.X("output_score:Q", scale=scale, title="Score in the 2025 index, zero to a hundred", axis=axis)
    base, score = alt.Chart(frame), alt.X("input_score:Q", scale=scale)
    hollow = base.mark_point(size=80, filled=True, fill=pp.PAPER, strokeWidth=2, opacity=1)
    marks = alt.layer(
        base.mark_rule(strokeWidth=3, opacity=1).encode(x=output, x2="input_score:Q", y=y, color=role_colour()),
        base.mark_point(size=80, opacity=1).encode(x=output, y=y, color=role_colour()),
        hollow.encode(x=score, y=y, stroke=role_colour()),
    )
    names = base.mark_text(align="left", dx=10).encode(x=score, y=y, text="label:N", color=role_colour(pp.MUTED))
    top = frame.iloc[:1]
    heads = [
        alt.Chart(top[["economy", ROWS]].assign(x=top[column], text=text))
        .mark_text(align=align, dy=-15, fontSize=12, color=pp.MUTED)
        .encode(x=alt.X("x:Q", scale=scale), y=y, text="text:N")
        for column, text, align in (("output_score", "output ", "right"), ("input_score", " input", "left"))
    ]
    layers = alt.layer(marks, alt.layer(names, *heads)).properties(width=width - 140, height=300)
    drawn: Drawing = layers.resolve_scale(color="independent")
    return drawn


def editions_frame(scores: pd.DataFrame) -> pd.DataFrame:
    """Return the scores of all editions with role, label and standing."""
    pairs = zip(scores["place"], scores["of"], strict=True)
    return with_role(scores.assign(edition=scores["edition"].astype(str))).assign(
        label=scores["ratio"]
        .map("{:.1f}".format)
        .where(scores["edition"] != 2017, "China " + scores["ratio"].map("{:.1f}".format)),
        standing=[f"{pp.ordinal(place)}\nof {number}" for place, number in pairs],
    )


def editions(frame: pd.DataFrame, middle: pd.DataFrame, silent: pd.DataFrame, width: int) -> Drawing:
    """Draw the ratios as one column an edition: peers as ticks, the economy examined as a dot.

    Parameters
    ----------
    frame : DataFrame
        Of :func:`editions_frame`.
    middle : DataFrame
        The peers' median of each edition, indexed by it.
    silent : DataFrame
        The ranks of editions without scores, indexed by it.
    width : int
        In pixels.
    """
    middles = middle.reset_index().assign(edition=[str(edition) for edition in middle.index])
    middles["label"] = middles["ratio"].map("median\n{:.1f}".format)
    gone = silent[[ROWS]].reset_index().assign(edition=[str(edition) for edition in silent.index], text="ranks\nonly")
    wide = width > pp.NARROW
    tick, size = (40, 13) if wide else (20, 12)
    across = alt.Axis(labelAngle=0, domain=False, ticks=False, labelFontSize=size)
    columns = alt.Scale(domain=EDITIONS, paddingInner=0.1, paddingOuter=0.05)
    x = alt.X("edition:O", scale=columns, title="Edition of the index", axis=across)
    up = alt.Axis(values=[60, 70, 80, 90, 100], labelExpr="datum.label + '%'")
    y = alt.Y("ratio:Q", scale=alt.Scale(domain=[52, 102], zero=False), title=None, axis=up)
    base, centre = alt.Chart(frame), alt.Chart(middles)
    peers, home = (base.transform_filter(f"datum.role === '{role}'") for role in ("peer", HOME))
    last = alt.Chart(middles.tail(1)).mark_text(
        align="left", dx=tick / 2 + 5, fontWeight=600, lineBreak="\n", fontSize=12
    )
    first = frame[(frame["edition"] == EDITIONS[0]) & (frame["role"] == "peer")]
    each = alt.Chart(first[["edition", "ratio", ROWS]].sort_values("ratio").head(1).assign(text="each peer"))
    each = each.mark_text(align="left", dx=-11, dy=13, fontSize=12, color=pp.MUTED).encode(x=x, y=y, text="text:N")
    words = alt.Chart(gone).mark_text(color=pp.MUTED, lineBreak="\n", fontSize=12)
    foot = alt.Chart(frame[frame["role"] == HOME])
    foot = foot.mark_text(color=pp.RED, lineBreak="\n", fontSize=12, baseline="bottom")
    red = home.mark_text(dy=-15, color=pp.RED, fontWeight=600, fontSize=size)
    return alt.layer(
        peers.mark_tick(thickness=3, width=tick, color=pp.GREY, opacity=1).encode(x=x, y=y),
        centre.mark_tick(thickness=4, width=tick, color=pp.INK, opacity=1).encode(x=x, y=y),
        home.mark_point(size=110, opacity=1).encode(x=x, y=y),
        red.encode(x=x, y=y, text="label:N"),
        last.encode(x=x, y=y, text="label:N"),
        each,
        words.encode(x=x, text="text:N", y=alt.value(95)),
        foot.encode(x=x, text="standing:N", y=alt.value(308)),
    ).properties(width=width - 95, height=320)


def trade_frame(charges: pd.DataFrame) -> pd.DataFrame:
    """Return what the economy examined paid and received each year, in billions, with words and how sure each is."""
    flows = flows_frame(charges[charges["economy"] == HOME])
    verbs = flows["flow"].map({"payments": "paid", "receipts": "received"})
    flows["label"] = [f"{verb} {value:.1f}" for verb, value in zip(verbs, flows["billion"], strict=True)]
    return flows


def flows_frame(charges: pd.DataFrame) -> pd.DataFrame:
    """Return what economies paid and received each year, in billions, and how sure each is."""
    known = charges.assign(state=charges["qualifier"].where(charges["qualifier"] != "", "as published"))
    flows = known.melt(
        id_vars=["year", "economy", ROWS, "state"],
        value_vars=["payments", "receipts"],
        var_name="flow",
        value_name="billion",
    )
    flows["billion"] /= 1e9
    return flows


def _level(flows: pd.DataFrame, claim: pd.DataFrame, x: alt.X, inner: int) -> Drawing:
    """Draw the flows of the economy examined, with the claim as a diamond."""
    printed = claim["low"].iloc[0] / 1e9
    said = claim.assign(year=2018, billion=printed, label=f"CSIS 2020: {printed:.1f}")
    labels = alt.Chart(said[["year", "billion", "label", ROWS]])
    y = alt.Y("billion:Q", scale=alt.Scale(domain=[0, 50]), title=None, axis=alt.Axis(tickCount=5))
    flow = alt.Color("flow:N", scale=alt.Scale(domain=["payments", "receipts"], range=[pp.INK, pp.RED]), legend=None)
    base = alt.Chart(flows)
    unsure = base.transform_filter("datum.state === 'unconfirmed'")
    diamond = labels.mark_point(shape="diamond", size=120, filled=False, stroke=pp.BLUE, strokeWidth=2, opacity=1)
    ends = base.transform_filter(alt.datum.year == int(flows["year"].max())).mark_text(
        align="left", dx=9, fontWeight=600
    )
    return alt.layer(
        base.mark_line().encode(x=x, y=y, color=flow),
        unsure.mark_point(size=60, fill=pp.PAPER, strokeWidth=2, opacity=1).encode(x=x, y=y, stroke=flow),
        diamond.encode(x=x, y=y),
        labels.mark_text(align="right", dx=-12, dy=-6, color=pp.BLUE).encode(x=x, y=y, text="label:N"),
        ends.encode(x=x, y=y, text="label:N", color=flow),
    ).properties(width=inner, height=200, title=alt.Title("China, US$ billion a year", **HEAD))


def _ratios(recent: pd.DataFrame, inner: int) -> Drawing:
    """Draw cents received for each dollar paid, a bar an economy, with the line of the peers' median."""
    bars = with_role(recent).assign(cents=100 * recent["ratio"])
    bars["label"] = bars["cents"].map("{:.0f}".format)
    peers = bars[bars["role"] == "peer"]
    middle = float(peers["cents"].median())
    line = alt.Chart(
        pd.DataFrame({"cents": [middle], "text": [f"median of peers {middle:.0f}"], ROWS: [join_rows(peers[ROWS])]})
    )
    y = alt.Y("economy:N", sort=list(bars["economy"]), title=None, axis=name_axis())
    scale = alt.Scale(domain=[0, 400], nice=False)
    x = alt.X("cents:Q", scale=scale, title=None, axis=alt.Axis(tickCount=5, grid=True))
    base, place = alt.Chart(bars), alt.X("cents:Q", scale=scale)
    halo = base.mark_text(align="left", dx=5, fontSize=12, color=pp.PAPER, stroke=pp.PAPER, strokeWidth=5)
    return alt.layer(
        line.mark_rule(color=pp.INK, strokeDash=[4, 3]).encode(x=place),
        base.mark_bar(height=13).encode(x=x, y=y, color=role_colour()),
        halo.encode(x=place, y=y, text="label:N"),
        base.mark_text(align="left", dx=5, fontSize=12).encode(x=place, y=y, text="label:N"),
        line.mark_text(align="left", dx=4, dy=-8, color=pp.INK, fontWeight=600).encode(
            x=place, y=alt.value(0), text="text:N"
        ),
    ).properties(
        width=inner, height=240, title=alt.Title("Cents received for each dollar paid, 2023 to 2025", offset=16, **HEAD)
    )


def trade(flows: pd.DataFrame, claim: pd.DataFrame, recent: pd.DataFrame, width: int) -> alt.VConcatChart:
    """Draw the flows of the economy examined above, and below the ratio of all economies over the last years.

    Parameters
    ----------
    flows : DataFrame
        Of :func:`trade_frame`.
    claim : DataFrame
        The one claim drawn as a diamond.
    recent : DataFrame
        Columns ``economy``, ``ratio`` (dollars per dollar) and ``rows``, highest first.
    width : int
        In pixels.
    """
    wide = width > pp.NARROW
    inner = width - (178 if wide else 162)
    axis = alt.Axis(format="d", tickCount=6 if wide else 4)
    x = alt.X("year:Q", scale=alt.Scale(domain=[1998, 2025], zero=False), title=None, axis=axis)
    panels = alt.vconcat(_level(flows, claim, x, inner), _ratios(recent, inner), spacing=26)
    drawn: alt.VConcatChart = panels.resolve_scale(color="independent", stroke="independent")
    return drawn


def effort_frame(effort: pd.DataFrame) -> pd.DataFrame:
    """Return R&D by economy, that of business first, with role and label."""
    ranked = with_role(effort.sort_values("business", ascending=False, ignore_index=True))
    pairs = zip(ranked["business"], ranked["gross"], strict=True)
    ranked = ranked.assign(label=[f"{business:.1f} of {gross:.1f}" for business, gross in pairs])
    place = ranked["business"].rank(ascending=False)[ranked["economy"] == HOME].iloc[0]
    ranked.loc[ranked["economy"] == HOME, "label"] += f", {pp.ordinal(int(place))} of {len(ranked)}"
    return ranked


def reach_frame(effort: pd.DataFrame, reach: pd.DataFrame) -> pd.DataFrame:
    """Return R&D and filings of each economy in one row, which rests on the rows of both."""
    filed = reach[["economy", "filed_at_home", "families", "per_hundred", ROWS]]
    both = effort.merge(filed, on="economy", suffixes=("", "_b"))
    both[ROWS] = [join_rows(pair) for pair in zip(both[ROWS], both["rows_b"], strict=True)]
    return both.drop(columns="rows_b")


def _economies(frame: pd.DataFrame, by: str) -> alt.Y:
    """Return the rows of economies in falling order of a column."""
    order = list(frame.sort_values(by, ascending=False)["economy"])
    return alt.Y("economy:N", sort=order, title=None, axis=name_axis(), scale=alt.Scale(paddingInner=0.3))


def reach(both: pd.DataFrame, filed: pd.DataFrame, width: int) -> alt.HConcatChart | alt.VConcatChart:
    """Draw bars of R&D beside, or above, bars of inventions filed abroad for every hundred filed at home."""
    inner = 166 if width > pp.NARROW else width - 135
    amounts = alt.Scale(domain=[0, 7.4], nice=False)
    y, x = _economies(both, "business"), alt.X("gross:Q", scale=amounts, title="Percent of GDP")
    x = x.axis(values=[0, 2, 4, 6])
    base = alt.Chart(both)
    pale = {"fill": role_colour(kind=alt.Fill), "stroke": role_colour(kind=alt.Stroke)}
    left = alt.layer(
        base.mark_bar(fillOpacity=0.35, strokeWidth=1).encode(x=x, y=y, **pale),
        base.mark_bar().encode(x=alt.X("business:Q", scale=amounts), y=y, color=role_colour()),
        base.mark_text(align="left", dx=5, fontSize=12).encode(x=x, y=y, text="label:N"),
    ).properties(width=inner, height=300, title=alt.Title("Business R&D, of gross R&D", **HEAD))
    y = _economies(both, "per_hundred")
    parts = alt.Scale(domain=[0, 92], nice=False)
    x = alt.X("per_hundred:Q", scale=parts, title="Per hundred home filings", axis=alt.Axis(tickCount=4))
    told = with_role(filed).assign(label=filed["per_hundred"].map("{:.0f}".format))
    told.loc[told["per_hundred"] == told["per_hundred"].min(), "label"] += ", last"
    marks = alt.Chart(told)
    right = alt.layer(
        marks.mark_bar().encode(x=x, y=y, color=role_colour()),
        marks.mark_text(align="left", dx=5, fontSize=12).encode(x=x, y=y, text="label:N"),
    ).properties(width=inner, height=300, title=alt.Title("Inventions filed in two or more offices", **HEAD))
    return alt.hconcat(left, right, spacing=18) if width > pp.NARROW else alt.vconcat(left, right, spacing=26)
