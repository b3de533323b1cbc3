"""Drawings of sectors and their outcomes: the matrix, standards and answers by case, vehicles, aircraft and chips."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.sectors import CASES
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing

MATRIX = {
    "case": "Sector",
    "category": "Category",
    "category_name": "Name",
    "outcome": "In China",
    "effect": "Effect on the world sector",
    "state_role": "Role of the state",
}
TONES = {"yes": pp.SOFT, "good": pp.SOFT, "no": pp.RED, "bad": pp.RED, "possible": pp.OCHRE, "silent": pp.PAPER}
INKS = {"no": pp.PAPER, "bad": pp.PAPER, "possible": pp.PAPER, "silent": pp.MUTED}
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
SHORT = {
    "Internet services": "Internet\nservices",
    "New-energy vehicles": "New-energy\nvehicles",
    "Commercial aircraft": "Commercial\naircraft",
    "Semiconductors": "Semi-\nconductors",
}
STANDARDS = {
    "case": "Sector",
    "label": "Standard",
    "verdict": "What the text says",
    "statement": "In our words",
    "paragraph": "Paragraph",
}
VEHICLES = {"year": "Year", "series": "Measure", "millions": "Vehicles (millions)", "qualifier": "Qualifier"}
JETS = {"label": "Measure", "value": "Aircraft", "qualifier": "Qualifier"}
CHIPS = {"year": "Year", "what": "Measure", "percent": "Percent"}
WHAT = {
    "bought": "Share of the world’s chip equipment bought in China",
    "made": "Share of the chips used in China that are made there",
}
HEADS = {
    "tech": "Tech\nlevel",
    "market": "Market\ngrows",
    "earn": "Earns\nwell",
    "invest": "Excess\ncapacity",
    "chains": "Chains\nstrained",
    "firms": "Firms\nhurt",
}
SINCE = {"more": "more", "less": "less", "as before": "same", "no figure": "–"}
ANSWERS = {
    "case": "Sector",
    "asked": "Question",
    "answer": "Answer in 2020",
    "since": "Figures since",
    "statement": "What they say",
    "turns": "Another answer alone moves it to",
}


def matrix_frame(cases: pd.DataFrame) -> pd.DataFrame:
    """Return the cases with the words of their cell, its tone, and the labels of its row and column."""
    return cases.assign(
        effect_label=cases["effect"].str.capitalize() + "\neffect",
        outcome_label=cases["outcome"].str.capitalize() + "\nin China",
        words=[
            f"{row.category}. {row.category_name.capitalize()}\n{row.case}\n{row.state_role}"
            for row in cases.itertuples()
        ],
        tone=cases["effect"].map({"constructive": pp.SOFT, "destructive": pp.RED}),
        ink=cases["effect"].map({"constructive": pp.INK, "destructive": pp.PAPER}),
    )


def matrix(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the matrix: effect down, outcome across."""
    return charts.grid(
        frame,
        row="effect_label",
        column="outcome_label",
        text="words",
        tone="tone",
        ink="ink",
        width=width,
        columns=["Success\nin China", "Failure\nin China"],
        height=92,
        lines=2,
        label_share=0.18,
    )


def standards_frame(judged: pd.DataFrame) -> pd.DataFrame:
    """Return the judgements by standard and case, in the order of the figure, with the tone of each."""
    frame = judged.assign(
        place=judged["standard"].map(ORDER.index),
        column=judged["case"].map(SHORT),
        across=judged["case"].map(CASES.index),
        label=judged["side"].str.capitalize() + ": " + judged["standard"].str.lower(),
        tone=judged["verdict"].map(TONES),
        ink=judged["verdict"].map(INKS).fillna(pp.INK),
    )
    return frame.sort_values(["place", "across"], ignore_index=True)


def standards(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the grid of standards by case."""
    return charts.grid(
        frame,
        row="label",
        column="column",
        text="verdict",
        tone="tone",
        ink="ink",
        width=width,
        columns=[SHORT[case] for case in CASES],
        height=32,
        label_share=0.36,
    )


def vehicles_frame(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the vehicles sold and exported by year, in millions, with the label of each line."""
    rows = figures[figures["sector"] == "new-energy vehicles"]
    frame = pd.concat([rows[rows["measure"] == measure] for measure in ("sales", "exports")]).reset_index(drop=True)
    frame["year"] = frame["period"].astype(int)
    frame["millions"] = frame["value"] / 1e6
    frame["series"] = frame["measure"].map({"sales": "Sold", "exports": "Exported"})
    frame["label"] = [f"{row.series},\n{row.millions:.1f} million" for row in frame.itertuples()]
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
        unit="Million vehicles",
        room=110,
    )


def jets_frame(figures: pd.DataFrame) -> pd.DataFrame:
    """Return aircraft delivered in two years, then the reduced and the first target."""
    keys = ["c919-delivered-2024", "c919-delivered-2025", "c919-target-cut-2025", "c919-target-2025"]
    frame = figures.loc[keys].reset_index()
    frame["label"] = ["Delivered in 2024", "Delivered in 2025*", "Reduced target for 2025", "First target for 2025"]
    frame["colour"] = [pp.RED, pp.RED, pp.GREY, pp.GREY]
    frame["text"] = frame["value"].map("{:.0f}".format)
    return frame


def jets(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw deliveries and targets."""
    return charts.bars(frame, label="label", value="value", text="text", colour="colour", width=width, room=40)


def chips_frame(shares: pd.DataFrame) -> pd.DataFrame:
    """Return both shares with their name in full, and a label that is shown at the ends of each."""
    frame = shares.assign(what=shares["series"].map(WHAT), label=shares["percent"].map("{:.0f}%".format))
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
    """Return the answers by case with what figures say since; those that would move the sector carry a tone.

    Parameters
    ----------
    answers : DataFrame
        One row an answer: ``case``, ``question``, ``answer``, ``since``.
    moves : mapping of str to mapping
        For each case the questions whose answer alone would move it, each with where to.
    """
    turns = [moves[str(row.case)].get(str(row.question), "") for row in answers.itertuples()]
    decisive = pd.Series([turn != "" for turn in turns], index=answers.index)
    frame = answers.assign(
        column=answers["question"].map(HEADS),
        asked=answers["question"].map(lambda key: HEADS[key].replace("\n", " ")),
        across=answers["question"].map(list(HEADS).index),
        down=answers["case"].map(CASES.index),
        words=answers["answer"].replace("unknown", "?") + "\n" + answers["since"].map(SINCE),
        tone=decisive.map({True: pp.RED, False: pp.SOFT}),
        ink=decisive.map({True: pp.PAPER, False: pp.INK}),
        turns=turns,
    )
    return frame.sort_values(["down", "across"], ignore_index=True)


def answers(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the answers by case, with what figures say since."""
    return charts.grid(
        frame,
        row="case",
        column="column",
        text="words",
        tone="tone",
        ink="ink",
        width=width,
        columns=list(HEADS.values()),
        height=52,
        label_share=0.26,
    )
