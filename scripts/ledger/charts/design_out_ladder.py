"""Drawings of the evidence: each item on the ladder of kinds, and the strongest kind by stage."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.evidence import DIRECTIONS, RUNGS
from proofpress.notebook.charts import Drawing, place_marks
from proofpress.notebook.session import ROWS, join_rows

from .design_out_parts import LETTER, canvas, key_frame, looks

CHANNELS = ["Chinese firms", "third-country firms", "design-around", "not separable", "grade D"]
HEADS = ["Chinese\nfirms", "Third\ncountries", "Design-\naround", "Not\nseparable", "Apart:\ngrade D"]
KINDS = [rung.kind for rung in reversed(RUNGS)]
LADDER = {
    pp.WIDE: {"first": 182, "cell": 92, "per_line": 4, "step": 22, "head": 6, "least": 34},
    pp.NARROW: {"first": 0, "cell": 68, "per_line": 3, "step": 21, "head": 26, "least": 44},
}
COLUMNS = {
    "kind": "Kind of evidence",
    "stage": "Stage",
    "channel": "Channel",
    "actor": "Actor",
    "direction": "Direction",
    "timing": "Timing against October 2022",
    "grade": "Grade",
    "statement": "What it says, in our words",
    "period": "Period",
    "source": "Source",
    "locator": "Place",
}
STAGES = ["chip equipment", "packaging", "chip fabrication", "systems", "silicon carbide", "whole chain", "chip design"]
STAGE_COLUMNS = {
    "stage": "Stage",
    "direction": "Direction",
    "kind": "Strongest kind of evidence",
    "items": "Items of that direction (count)",
}
STAGE_GRID = {pp.WIDE: (130, 85, 34, 0), pp.NARROW: (0, 56, 52, 16)}
"""At each width: where the columns begin, how wide one is, how high a row, how far below its middle its marks stand."""
BESIDE = 19
"""Pixels between the middles of two marks in one cell."""
SHOWN_KINDS = KINDS[1:]


def _placed(items: pd.DataFrame, width: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return where each item's mark stands at a width, and the band of each rung."""
    at = LADDER[width]
    places = {name: at["first"] + 12 + number * at["cell"] for number, name in enumerate(CHANNELS)}
    steps = {name: at[name] for name in ("per_line", "step", "head", "least")}
    return place_marks(items, "kind", "column", rows=KINDS, columns=places, **steps)


def ladder_frame(ranked: pd.DataFrame) -> pd.DataFrame:
    """Return the items with their column, grade D in one of its own, and their place at each width."""
    apart = ranked["grade"].eq("D")
    items = ranked.assign(
        column=ranked["channel"].where(~apart, "grade D"), panel=apart.map({True: "apart", False: "graded"})
    )
    for width in LADDER:
        marks, _ = _placed(items, width)
        items[[f"x{width}", f"y{width}"]] = marks[["x", "y"]]
    return items


def _graded_rows(items: pd.DataFrame) -> str:
    """Return the rows of the items that are not of grade D."""
    return join_rows(items.loc[items["panel"] == "graded", ROWS])


def _heads(items: pd.DataFrame, width: int) -> pd.DataFrame:
    """Return the channels' names above their columns."""
    at = LADDER[width]
    heads = pd.DataFrame({"text": HEADS, "column": CHANNELS})
    heads["x"] = [at["first"] + 2 + number * at["cell"] for number in range(len(CHANNELS))]
    heads["y"], heads["panel"] = -38, ["graded"] * 4 + ["apart"]
    heads[ROWS] = [join_rows(items.loc[items["column"] == name, ROWS]) for name in CHANNELS]
    return heads


def _words(items: pd.DataFrame, bands: pd.DataFrame, width: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the rungs' names, the key, and the note on the empty rung."""
    first, wide, rows = LADDER[width]["first"], width == pp.WIDE, _graded_rows(items)
    middle = (bands["top"] + bands["bottom"]) / 2
    names = bands.assign(text=bands["row"].str.capitalize(), x=0, y=middle if wide else bands["top"] + 13, rows=rows)
    names["count"] = rung_counts(items, list(bands["row"]))
    if not wide:
        names["text"] = [": ".join(filter(None, pair)) for pair in zip(names["text"], names["count"], strict=True)]
    key = key_frame(first + (12 if wide else 10), -66, rows).assign(panel="graded")
    below = bands["top"][0] + (17 if wide else 32)
    return names, key, names.iloc[[0]].assign(text=f"empty; below, {figures_told(items)}", x=first + 2, y=below)


def figures_told(items: pd.DataFrame) -> str:
    """Return how many items of grades A to C offer a figure, and how many of these support, in words."""
    offered = items[(items["panel"] == "graded") & items["kind"].str.endswith("figure")]
    return f"{len(offered)} items with a figure, {offered['direction'].eq('supports').sum()} for"


def rung_counts(items: pd.DataFrame, rungs: Sequence[str]) -> list[str]:
    """Return how many items of grades A to C stand on each rung and how many support, in words."""
    graded = items[items["panel"] == "graded"]
    counts = [(graded["kind"] == rung, graded["direction"].eq("supports")) for rung in rungs]
    return [f"{own.sum()} items, {(own & back).sum()} for" if own.any() else "" for own, back in counts]


def ladder(items: pd.DataFrame, width: int) -> Drawing:
    """Draw one mark an item, rung by rung and channel by channel, grade D in a column of its own."""
    _, rows = _placed(items, width)
    names, key, empty = _words(items, rows, width)
    at, bottom = LADDER[width], rows["bottom"].max()
    x, y = canvas(width, -78, bottom)
    left = at["first"] + 4 * at["cell"] - 4
    column = items.loc[items["panel"] == "apart", [ROWS]].assign(x=left, x2=width, y=-44, y2=bottom)
    lines = rows.assign(x=0, x2=width, y=rows["top"], rows=_graded_rows(items))
    style = {**looks(), "detail": "panel:N"}
    letters = {"color": alt.Color("direction:N", scale=LETTER, legend=None), "text": "grade:N", "detail": "panel:N"}
    mark_x, mark_y = canvas(width, -78, bottom, f"x{width}", f"y{width}")
    base = alt.Chart(items).encode(x=mark_x, y=mark_y)
    return alt.layer(
        alt.Chart(column.iloc[[0]]).mark_rect(color=pp.SOFT).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(lines).mark_rule(color=pp.GRID).encode(x=x, x2="x2:Q", y=y),
        *_rung_names(names, x, y, wide=width == pp.WIDE),
        alt.Chart(_heads(items, width))
        .mark_text(align="left", baseline="top", lineBreak="\n", color=pp.MUTED, fontSize=12)
        .encode(x=x, y=y, text="text:N", detail="panel:N"),
        alt.Chart(key).mark_point(size=150, opacity=1, strokeWidth=1.5).encode(x=x, y=y, **style),
        alt.Chart(key).mark_text(align="left", baseline="middle", dx=13).encode(x=x, y=y, text="text:N"),
        alt.Chart(empty)
        .mark_text(align="left", baseline="middle", color=pp.MUTED, fontStyle="italic")
        .encode(x=x, y=y, text="text:N"),
        base.mark_point(size=270, opacity=1, strokeWidth=1.5).encode(**style),
        base.mark_text(baseline="middle", fontSize=12, fontWeight=600).encode(**letters),
    ).properties(width=width, height=bottom + 78)


def _rung_names(names: pd.DataFrame, x: alt.X, y: alt.Y, *, wide: bool) -> list[alt.Chart]:
    """Return the rungs' names, on wide drawings with their counts below them."""
    base, style = alt.Chart(names), {"align": "left", "baseline": "middle"}
    if not wide:
        return [base.mark_text(fontWeight=600, **style).encode(x=x, y=y, text="text:N")]
    bare = base.transform_filter(alt.datum["count"] == "")
    told = base.transform_filter(alt.datum["count"] != "")
    return [
        bare.mark_text(fontWeight=600, **style).encode(x=x, y=y, text="text:N"),
        told.mark_text(fontWeight=600, dy=-7, **style).encode(x=x, y=y, text="text:N"),
        told.mark_text(color=pp.MUTED, fontSize=12, dy=9, **style).encode(x=x, y=y, text="count:N"),
    ]


def stages_frame(stages: pd.DataFrame) -> pd.DataFrame:
    """Return the strongest rung of each stage and direction with its place at each width, marks of a cell beside."""
    order = stages["stage"].map(STAGES.index) * 3 + stages["direction"].map(DIRECTIONS.index)
    placed = stages.assign(order=order).sort_values("order", ignore_index=True)
    cell = placed.groupby(["stage", "rung"])
    beside = (cell.cumcount() - (cell["rung"].transform("size") - 1) / 2) * BESIDE
    row = placed["stage"].map(STAGES.index)
    for width, (left, across, height, drop) in STAGE_GRID.items():
        placed[f"y{width}"] = row * height + height / 2 + drop / 2
        placed[f"x{width}"] = left + (placed["rung"] - 0.5) * across + beside
    placed["label"] = placed["items"].astype(str)
    return placed


def _kind_heads(width: int, rows: str) -> pd.DataFrame:
    """Return the kinds of evidence above their columns, the weakest first."""
    left, across, _, _ = STAGE_GRID[width]
    heads = pd.DataFrame({"kind": SHOWN_KINDS[::-1], "rows": rows})
    heads["text"] = [kind.replace(" or ", " or|").replace(" ", "|", 1) for kind in heads["kind"]]
    heads["text"] = heads["text"].str.replace("plan|or|forecast", "plan or|forecast")
    return heads.assign(x=[left + (number + 0.5) * across for number in range(len(heads))], y=-38)


def _stage_heads(width: int, rows: str) -> pd.DataFrame:
    """Return the stages' names, each with the rule above its row."""
    _, _, height, drop = STAGE_GRID[width]
    heads = pd.DataFrame({"text": [stage.capitalize() for stage in STAGES], "rows": rows})
    top = [float(number * height) for number in range(len(STAGES))]
    middle = [start + (14 if drop else height / 2) for start in top]
    return heads.assign(x=0, x2=width, y2=top, y=middle)


def stages(frame: pd.DataFrame, rows: str, width: int) -> Drawing:
    """Draw a row a stage and a column a kind: each direction's mark stands at the strongest kind that it reaches.

    Parameters
    ----------
    frame : DataFrame
        Of :func:`stages_frame`.
    rows : str
        The rows of all items.
    width : int
        In pixels.
    """
    left, across, height, _ = STAGE_GRID[width]
    bottom, column = float(height * len(STAGES)), left + (len(SHOWN_KINDS) - 1) * across
    heads, key = _stage_heads(width, rows), key_frame(left + 8, -70, rows)
    x, y = canvas(width, -82, bottom)
    _, edge = canvas(width, -82, bottom, y="y2")
    mark_x, mark_y = canvas(width, -82, bottom, f"x{width}", f"y{width}")
    strongest = heads.head(1).assign(x=column, x2=column + across, y=-44, y2=bottom)
    style, base = looks(), alt.Chart(frame).encode(x=mark_x, y=mark_y)
    number = {"color": alt.Color("direction:N", scale=LETTER, legend=None), "text": "label:N"}
    named = {"baseline": "top", "lineBreak": "|", "lineHeight": 15, "fontSize": 12, "color": pp.MUTED}
    return alt.layer(
        alt.Chart(strongest).mark_rect(color=pp.SOFT).encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        alt.Chart(heads).mark_rule(color=pp.GRID).encode(x=x, x2="x2:Q", y=edge),
        alt.Chart(heads).mark_text(align="left", baseline="middle", fontWeight=600).encode(x=x, y=y, text="text:N"),
        alt.Chart(_kind_heads(width, rows)).mark_text(**named).encode(x=x, y=y, text="text:N"),
        alt.Chart(key).mark_point(size=150, opacity=1, strokeWidth=1.5).encode(x=x, y=y, **style),
        alt.Chart(key).mark_text(align="left", baseline="middle", dx=13).encode(x=x, y=y, text="text:N"),
        base.mark_point(size=260, opacity=1, strokeWidth=1.5).encode(**style),
        base.mark_text(baseline="middle", fontSize=12, fontWeight=600).encode(**number),
    ).properties(width=width, height=bottom + 82)
