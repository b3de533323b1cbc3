"""Tables of sectors and their outcomes by case, and drawings of vehicles, aircraft and chips."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.sectors import CASES
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing

ROLES = {"state-led": pp.OCHRE, "market-oriented": pp.BLUE}
MATRIX = {
    "case": pp.Column("Sector"),
    "outcome": pp.Column("In China"),
    "effect": pp.Column("Effect on the world sector", dots={"constructive": pp.BLUE, "destructive": pp.RED}),
    "placed": pp.Column("Category"),
    "state_role": pp.Column("Role of the state", dots=ROLES, tally=True),
}
VERDICTS = {"yes": pp.BLUE, "good": pp.BLUE, "no": pp.RED, "bad": pp.RED, "possible": pp.OCHRE}
ORDER = [
    "Technological upgrading",
    "Market size",
    "Productivity",
    "Profitability",
    "Innovation and ideas",
    "Capacity and investment",
    "Supply chains",
    "Companies",
]
STANDARDS = {
    "standard": pp.Column("Standard"),
    "side": pp.Column("Of"),
    **{case: pp.Column(case, dots=VERDICTS) for case in CASES},
}
VEHICLES = {"year": "Year", "series": "Measure", "millions": "Vehicles (millions)", "qualifier": "Qualifier"}
JETS = {"label": "Measure", "value": "Aircraft", "qualifier": "Qualifier"}
CHIPS = {"year": "Year", "what": "Measure", "percent": "Percent"}
WHAT = {
    "bought": "Share of the world’s chip equipment bought in China",
    "made": "Share of the chips used in China that are made there",
}
QUESTIONS = {
    "tech": "Tech level",
    "market": "Market grows",
    "earn": "Earns well",
    "invest": "Excess capacity",
    "chains": "Chains strained",
    "firms": "Firms hurt",
}
SINCE = {"more": "more", "less": "less", "as before": "the same", "no figure": ""}
ANSWERS = {
    "case": pp.Column("Sector", order="down"),
    "asked": pp.Column("Question", order="across"),
    "answer": pp.Column("In 2020"),
    "since": pp.Column("Figures since", tally=dict.fromkeys(("more", "less", "the same"), "with figures")),
    "turns": pp.Column(
        "Another answer moves it to", dots=dict.fromkeys("ABCD", pp.RED), tally=dict.fromkeys("ABCD", "decide")
    ),
    "decided": pp.Column("Decides, with figures", tally={"yes": "with figures"}),
    "statement": pp.Column("What they say"),
}


def matrix_frame(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases with their category in words."""
    placed = [f"{row.category}. {row.category_name.capitalize()}" for row in cases.itertuples()]
    return cases.assign(placed=placed)


def standards_frame(judged: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each standard, in the order of the table, with the judgement of each case."""
    ordered = judged.sort_values("case", key=lambda names: names.map(CASES.index), kind="stable")
    table = pp.cross_table(ordered, row="standard", column="case", cell="verdict")
    table["side"] = table["standard"].map(judged.drop_duplicates("standard").set_index("standard")["side"])
    return table.sort_values("standard", key=lambda names: names.map(ORDER.index), ignore_index=True)


def vehicles_frame(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the vehicles sold and exported by year, in millions, with the label of each line."""
    rows = figures[figures["sector"] == "new-energy vehicles"]
    frame = pd.concat([rows[rows["measure"] == measure] for measure in ("sales", "exports")]).reset_index(drop=True)
    frame["year"] = frame["period"].astype(int)
    frame["millions"] = frame["value"] / 1e6
    frame["series"] = frame["measure"].map({"sales": "Sold", "exports": "Exported"})
    frame["label"] = [f"{row.series} in {row.year},\n{row.millions:.1f} million" for row in frame.itertuples()]
    sold = frame[frame["series"] == "Sold"].set_index("year")["millions"]
    frame.loc[frame["series"] == "Sold", "label"] += f",\n{sold[sold.index.max()] / sold[2019]:.1f} times 2019"
    return frame


def vehicles(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw vehicles sold and exported by year."""
    return charts.lines(
        frame,
        x="year",
        y="millions",
        series="series",
        label="label",
        width=width,
        height=280,
        segment="series",
        colours={"Sold": pp.RED, "Exported": pp.BLUE},
        unit="Million new-energy vehicles from makers in China",
        room=118,
    )


def jets_frame(figures: pd.DataFrame) -> pd.DataFrame:
    """Return aircraft delivered in two years, then the reduced and the first target."""
    keys = ["c919-delivered-2024", "c919-delivered-2025", "c919-target-cut-2025", "c919-target-2025"]
    frame = figures.loc[keys].reset_index()
    frame["label"] = [
        "COMAC delivered in 2024",
        "COMAC delivered in 2025*",
        "Reduced target for 2025",
        "First target for 2025",
    ]
    frame["colour"] = [pp.RED, pp.RED, pp.GREY, pp.GREY]
    frame["text"] = frame["value"].map("{:.0f}".format)
    delivered, target = frame["value"].iloc[1], frame["value"].iloc[3]
    frame.loc[1, "text"] += f", {100 * delivered / target:.0f}% of the first target"
    frame.loc[3, "text"] += " C919 jets"
    return frame


def jets(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw deliveries and targets."""
    return charts.bars(frame, label="label", value="value", text="text", colour="colour", width=width, room=80)


def chips_frame(shares: pd.DataFrame) -> pd.DataFrame:
    """Return both shares with their name in full, and a label that is shown at the ends of each."""
    words = [f"{percent:.0f}% in {year}" for percent, year in zip(shares["percent"], shares["year"], strict=True)]
    frame = shares.assign(what=shares["series"].map(WHAT), label=words)
    ends = frame.groupby("series")["year"].agg(["min", "max"])
    frame["end"] = [row.year in set(ends.loc[str(row.series)]) for row in frame.itertuples()]
    return frame


def chips(frame: pd.DataFrame, width: int) -> alt.VConcatChart:
    """Draw both shares by year, each on an axis of its own."""
    across = alt.Scale(domain=[2017.6, 2024.4], nice=False, zero=False)
    x = alt.X("year:Q", scale=across, axis=alt.Axis(format="d", values=[2018, 2020, 2022, 2024], title=None))
    axis = alt.Axis(title=None, tickCount=3, labelExpr="datum.label + '%'")
    y = alt.Y("percent:Q", scale=alt.Scale(domain=[0, 50], nice=False), axis=axis)
    panels = []
    for key, tint, rise in (("bought", pp.RED, -14), ("made", pp.BLUE, 16)):
        base = alt.Chart(frame).transform_filter(alt.datum.series == key).encode(x=x, y=y)
        labels = (
            base.transform_filter("datum.end").mark_text(dy=rise, fontWeight=600, color=tint).encode(text="label:N")
        )
        points = base.mark_point(size=40, opacity=1, color=tint)
        layers = alt.layer(base.mark_line(strokeWidth=2.5, color=tint), points, labels)
        head = alt.Title(WHAT[key], anchor="start", frame="bounds", color=tint, fontSize=13, fontWeight=600)
        panels.append(layers.properties(width=width - 40, height=130, title=head))
    return alt.vconcat(*panels, spacing=18)


def answers_frame(answers: pd.DataFrame, moves: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return the answers by case with what figures say since, and where another answer alone would move the sector.

    Parameters
    ----------
    answers : DataFrame
        One row an answer: ``case``, ``question``, ``answer``, ``since``.
    moves : mapping of str to mapping
        For each case the questions whose answer alone would move it, each with where to.
    """
    turns = [moves[str(row.case)].get(str(row.question), "") for row in answers.itertuples()]
    frame = answers.assign(
        asked=answers["question"].map(QUESTIONS),
        across=answers["question"].map(list(QUESTIONS).index),
        down=answers["case"].map(CASES.index),
        answer=answers["answer"].replace("unknown", "not said"),
        since=answers["since"].map(SINCE),
        turns=turns,
    )
    frame["decided"] = ["yes" if there and since else "" for there, since in zip(turns, frame["since"], strict=True)]
    return frame.sort_values(["down", "across"], ignore_index=True)
