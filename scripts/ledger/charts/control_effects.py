"""Drawings of what export controls did: comparison goods, customs of both sides, and what others make."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.control_effects import CONTROLLED
from ledger.measures.order import in_order
from proofpress.notebook.charts import Drawing, bars, dots, lines
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import year_span
from proofpress.text.shown import show_formatted

GOODS = {
    CONTROLLED: (pp.RED, "Natural graphite"),
    "artificial graphite": (pp.BLUE, "Artificial graphite"),
    "rare-earth compounds": (pp.GREEN, "Rare-earth compounds"),
    "rare-earth metals": (pp.INK, "Rare-earth metals"),
}
"""Each good's colour and name."""
COMPARISON = {
    "product": "Good",
    "year": "Year",
    "index": "Exports (percent of those of 2022)",
    "tonnes": "Exports (tonnes)",
}
SPANS = {
    "flake graphite": (
        ("before", "a month of early 2023", ["2023-01/2023-02"], 2),
        ("between", "November 2023", ["2023-11"], 1),
        ("after", "a month of winter 2023-24", ["2023-12", "2024-01", "2024-02"], 3),
    ),
    "spherical graphite": (
        ("before", "a month of early 2023", ["2023-01/2023-02"], 2),
        ("between", "November 2023", ["2023-11"], 1),
        ("after", "a month of winter 2023-24", ["2023-12", "2024-01", "2024-02"], 3),
    ),
    "gallium, wrought products": (
        ("before", "August 2022", ["2022-08"], 1),
        ("between", "July 2023", ["2023-07"], 1),
        ("after", "August 2023", ["2023-08"], 1),
    ),
}
"""Months before the announcement, between it and the date of effect, and after, as far as they are held."""
WINDOW = {"label": "Good and months", "part": "Percent of a month before", "tonnes": "Tonnes a month", "when": "Months"}
SPAN_HUES = {"before": pp.GREY, "between": pp.OCHRE, "after": pp.RED}
MIRROR = {
    "product": "Goods",
    "year": "Year",
    "times": "US customs over China’s customs (times)",
    "bought": "US imports of Chinese origin (million dollars)",
    "sold": "China’s sales to the United States (million dollars)",
}
MIRROR_HUES = {"basket of minor metals": pp.BLUE, CONTROLLED: pp.RED}
CHANGE = "{:+.0f}%"
"""How a change in percent is read: with its sign."""
FORMS = {"form": "Form", "year": "Year", "tonnes": "US imports (tonnes of germanium)"}
FORM_HUES = {"Both": pp.INK, "Metal": pp.RED, "Dioxide": pp.BLUE}
ELSEWHERE = {"country": "Country", "before": "2022 (tonnes)", "after": "2025 (tonnes)"}
CAPACITY = {"line": "Line", "year": "Year", "tonnes": "Tonnes"}
CAPACITY_HUES = {
    "China, capacity": pp.RED,
    "China, output": pp.OCHRE,
    "Elsewhere, capacity": pp.BLUE,
    "Elsewhere, output": pp.INK,
}
EARTHS = {"line": "Line", "year": "Year", "tonnes": "Tonnes of oxide content"}
EARTH_HUES = {"Use": pp.INK, "Imports": pp.RED, "Output": pp.BLUE}


def compared_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return exports to the world as lines, each with its name and its last number."""
    frame = table[table["partner"] == "World"].assign(
        label=lambda rows: [
            f"{GOODS[str(row.product)][1]} {row.index_:.0f}"
            for row in rows.rename(columns={"index": "index_"}).itertuples()
        ]
    )
    frame = in_order(frame, {"product": GOODS}, "year")
    return frame[["product", "year", "index", "tonnes", "label", ROWS]]


def window_mark(calendar: pd.DataFrame, row: str) -> pd.DataFrame:
    """Return one control's days between announcement and effect as a span of years, a year's point at its middle."""
    control = calendar[calendar["id"] == row]
    start, end = (year_span(control[name].iloc[0])[0] - 0.5 for name in ("announced", "effective"))
    return pd.DataFrame(
        {"start": [start], "end": [end], "words": ["announced, then licensed"], ROWS: list(control[ROWS])}
    )


def compared(frame: pd.DataFrame, mark: pd.DataFrame, width: int) -> Drawing:
    """Draw exports of each good as lines, and the days of announcement and of effect as rules."""
    room, height, domain = (190 if width == pp.WIDE else 168), 300, [0, 150]
    hues = {name: hue for name, (hue, _) in GOODS.items()}
    drawn = lines(
        frame,
        x="year",
        y="index",
        series="product",
        label="label",
        width=width,
        colours=hues,
        domain=domain,
        unit="percent of exports of 2022",
        room=room,
    )
    years = [int(frame["year"].min()), int(frame["year"].max())]
    scale = alt.Scale(domain=years, nice=False, zero=False, range=[0, width - room])
    x = alt.X("start:Q", scale=scale)
    base = alt.Chart(mark)
    days = base.mark_rule(color=pp.OCHRE, strokeDash=[3, 3], opacity=1)
    both = [days.encode(x=x), days.encode(x=alt.X("end:Q", scale=scale))]
    words = base.mark_text(align="right", dx=-6, color=pp.OCHRE).encode(x=x, y=alt.value(height - 12), text="words:N")
    return alt.layer(*both, words, drawn).properties(width=width - room, height=height)


def window_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return exports around a date as bars with their words and hues."""
    names = {"flake graphite": "Flake graphite", "spherical graphite": "Spherical graphite"}
    words = [
        f"{row.tonnes:,.0f} t" + ("" if row.span == "before" or not row.tonnes else f", {row.part / 100:.1f} times")
        for row in table.itertuples()
    ]
    labels = [f"{names.get(row.product, 'Gallium products')}, {row.when}" for row in table.itertuples()]
    return table.assign(label=labels, words=words, hue=table["span"].map(SPAN_HUES))


def window(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw exports before, between and after, a bar each."""
    return bars(frame, label="label", value="part", text="words", colour="hue", width=width, label_share=0.46, room=140)


def mirror_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return the customs of both sides as lines with labels."""
    names = {"basket of minor metals": "Basket with gallium", CONTROLLED: "Natural graphite"}
    return table.assign(label=[f"{names[str(row.product)]} {row.times:.1f}" for row in table.itertuples()])


def mirror(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw how many times as high the buyer's customs count."""
    room = 176 if width == pp.WIDE else 156
    return lines(
        frame,
        x="year",
        y="times",
        series="product",
        label="label",
        width=width,
        colours=MIRROR_HUES,
        unit="US customs over China’s customs, times",
        room=room,
    )


def _labelled(frame: pd.DataFrame, series: str) -> pd.DataFrame:
    """Return lines in tonnes with the label of each: its name and its amount."""
    words = [f"{name} {tonnes:,.0f} t" for name, tonnes in zip(frame[series], frame["tonnes"], strict=True)]
    return frame.assign(label=words)


def _tonnes(frame: pd.DataFrame, series: str, width: int, *, hues: dict[str, str], unit: str, room: int) -> Drawing:
    """Draw tonnes by year, each line with its name and its last amount."""
    return lines(
        frame,
        x="year",
        y="tonnes",
        series=series,
        label="label",
        width=width,
        colours=hues,
        unit=unit,
        room=room,
        hollow="estimate" if "estimate" in frame else "",
    )


def forms_frame(table: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return imports by form as lines whose labels say the change since a year."""
    first = table[table["year"] == base].set_index("form")["tonnes"]
    frame = _labelled(table, "form")
    moved = 100 * (frame["tonnes"] / frame["form"].map(first) - 1)
    return frame.assign(
        label=[f"{text}, {show_formatted(change, CHANGE)}" for text, change in zip(frame["label"], moved, strict=True)]
    )


def forms(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw imports by form and in all, estimates hollow."""
    return _tonnes(frame, "form", width, hues=FORM_HUES, unit="tonnes of germanium", room=150)


def elsewhere_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return output by country in thousand tonnes, the sum of all above, each row with its numbers in its label."""
    whole = {"country": "All outside China", "before": table["before"].sum(), "after": table["after"].sum()}
    frame = pd.concat([pd.DataFrame([{**whole, ROWS: join_rows(table[ROWS])}]), table], ignore_index=True)
    frame = frame.assign(first=frame["before"] / 1e3, second=frame["after"] / 1e3)
    label = [f"{row.country}, {row.first:,.0f} to {row.second:,.0f}" for row in frame.itertuples()]
    label[0] += f" ({show_formatted(100 * (whole['after'] / whole['before'] - 1), CHANGE)})"
    return frame.assign(label=label)


def elsewhere(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw output by country in two years."""
    return dots(
        frame,
        label="label",
        first="first",
        second="second",
        names=("2022", "2025"),
        width=width,
        axis="thousand tonnes of graphite mined",
        label_share=0.4,
    )


def capacity_frame(table: pd.DataFrame, first: int) -> pd.DataFrame:
    """Return output and capacity from a year on as lines."""
    places = {"holder": "China", "elsewhere": "Elsewhere"}
    kept = table[table["year"] >= first]
    line = [f"{places[str(row.where)]}, {row.what}" for row in kept.itertuples()]
    frame = _labelled(kept.assign(line=line).reset_index(drop=True), "line")
    able = kept[kept["what"] == "capacity"].set_index(["where", "year"])["tonnes"].to_dict()
    used = [
        f", {100 * float(row.tonnes) / able[row.where, row.year]:.0f}%"
        if row.what == "output" and (row.where, row.year) in able
        else ""
        for row in frame.itertuples()
    ]
    return frame.assign(label=frame["label"] + used)


def capacity(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw output and capacity in and outside China."""
    return _tonnes(
        frame, "line", width, hues=CAPACITY_HUES, unit="tonnes of gallium", room=214 if width == pp.WIDE else 190
    )


def earths_frame(trade: pd.DataFrame, use: pd.DataFrame) -> pd.DataFrame:
    """Return US output, imports and use of rare-earth compounds as lines.

    Parameters
    ----------
    trade, use : DataFrame
        Rows of one mineral: ``flow`` or ``measure``, ``period`` or ``year``, ``value``, ``qualifier`` and ``rows``.
    """
    made = trade[trade["flow"] == "production of compounds and metals"]
    made = made.assign(line="Output", year=made["period"].astype(int))
    wanted = {"imports of compounds": "Imports", "apparent consumption": "Use"}
    rest = use[use["measure"].isin(wanted)]
    frame = pd.concat([rest.assign(line=rest["measure"].map(wanted)), made])
    frame = frame.assign(
        year=frame["year"].astype(int),
        tonnes=frame["value"].astype(float),
        estimate=frame["qualifier"].fillna("").str.contains("estimated"),
    )
    frame = in_order(frame, {"line": EARTH_HUES}, "year")
    return _labelled(frame[["line", "year", "tonnes", "estimate", ROWS]], "line")


def earths(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw US output, imports and use of rare-earth compounds, estimates hollow."""
    return _tonnes(frame, "line", width, hues=EARTH_HUES, unit="tonnes of rare earths, United States", room=132)
