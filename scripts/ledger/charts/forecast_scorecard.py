"""Drawings and tables of the forecasts' score: verdicts, subjects, dates, amounts and what is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.forecasts import Record, date_spans, tally
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import format_period

VERDICTS = {
    "met": ("Came\ntrue", pp.GREEN, "circle"),
    "partly": ("In\npart", pp.OCHRE, "square"),
    "missed": ("Did\nnot", pp.RED, "triangle-up"),
    "not yet due": ("Not yet\ndue", pp.BLUE, "diamond"),
    "cannot be checked": ("Cannot\nbe checked", pp.GREY, "cross"),
}
"""Head, colour and shape of each verdict, in the order of drawing."""
FORECASTERS = {
    "official plan": "Official plans",
    "industry body or firm": "Industry bodies and firms",
    "think tank or author": "Think tanks, authors, press",
}
NETWORK = "5G networks and phones"
ALL = "All subjects"
SUBJECTS = {
    NETWORK: "5G networks and phones",
    "decisions of governments": "Decisions of governments",
    "cars": "Cars",
    "chips and packaging": "Chips and packaging",
    "cobalt": "Cobalt",
    "other": "Other",
}
BOARD_COLUMNS = {
    "label": "Forecast",
    "forecaster_kind": "Forecaster",
    "said": "As stated",
    "due": "Due",
    "verdict": "Verdict",
}
SUBJECT_COLUMNS = {
    "subject": pp.Column("Subject"),
    **{verdict: pp.Column(head.replace("\n", " "), bar=verdict == "met") for verdict, (head, _, _) in VERDICTS.items()},
    "all": pp.Column("All"),
}
DATE_COLUMNS = {
    "label": "Forecast",
    "said": "As stated",
    "due_text": "Due",
    "came_about_text": "Came",
    "verdict": "Verdict",
}
AMOUNT_COLUMNS = {
    "label": "Forecast",
    "said": "As stated",
    "found": "Measured",
    "scope": "Other scope or year",
    "verdict": "Verdict",
}
OPEN_COLUMNS = {
    "label": pp.Column("Forecast"),
    "when": pp.Column("Due by", order="end"),
    "said": pp.Column("As stated"),
    "forecaster": pp.Column("Forecaster"),
    "next": pp.Column("Next checkpoint", order="checkpoint"),
}


def _colours(verdicts: pd.Series) -> pd.Series:
    """Return the colour of each verdict."""
    return verdicts.map({verdict: colour for verdict, (_, colour, _) in VERDICTS.items()})


def board_frame(graded: pd.DataFrame) -> pd.DataFrame:
    """Return one mark for each forecast, with its place at both widths."""
    board = graded.assign(
        order=graded["verdict"].map(list(VERDICTS).index),
        colour=_colours(graded["verdict"]),
        shape=graded["verdict"].map({verdict: shape for verdict, (_, _, shape) in VERDICTS.items()}),
    ).sort_values(["forecaster_kind", "order", "subject", "id"])
    board = board[["label", "forecaster_kind", "verdict", "colour", "shape", "said", "due", ROWS]]
    places = {width: _place(board, width)[0] for width in (pp.WIDE, pp.NARROW)}
    for width, marks in places.items():
        board[f"x{width}"], board[f"y{width}"] = marks["x"], marks["y"]
    return board


def _place(board: pd.DataFrame, width: int) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, float]]:
    """Return the board's marks, its bands and the x of each column of verdicts, at a width."""
    left, per_line, step, head = (176, 4, 20, 8) if width == pp.WIDE else (8, 3, 18, 30)
    stride = (width - left) / len(VERDICTS)
    columns = {verdict: left + stride * place for place, verdict in enumerate(VERDICTS)}
    marks, bands = charts.place_marks(
        board,
        "forecaster_kind",
        "verdict",
        rows=list(FORECASTERS),
        columns=columns,
        per_line=per_line,
        step=step,
        head=head,
        least=56,
    )
    room = 160 if width == pp.WIDE else width
    bands["name"] = [charts.wrap(FORECASTERS[key], room) for key in bands["row"]]
    bands[ROWS] = [join_rows(board.loc[board["forecaster_kind"] == key, ROWS]) for key in bands["row"]]
    return marks, bands, columns


def board(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw one mark for each forecast: rows are kinds of forecaster, columns verdicts."""
    _, bands, columns = _place(frame, width)
    counts = frame["verdict"].value_counts()
    heads = pd.DataFrame({"x": list(columns.values()), ROWS: join_rows(frame[ROWS])})
    heads["head"] = [f"{VERDICTS[key][0]}: {counts.get(key, 0)}" for key in columns]
    whole = alt.Chart(heads.head(1).assign(head=f"{len(frame)} forecasts"))
    whole = whole.mark_text(align="left", x=0, y=-44 if width == pp.WIDE else -64, fontWeight=600)
    height = float(bands["bottom"].max()) + 8
    down, across = alt.Scale(domain=[0, height], reverse=True, nice=False), alt.Scale(domain=[0, width], nice=False)
    top, base = alt.Y("top:Q", axis=None, scale=down), alt.Chart(bands)
    name = base.mark_text(
        align="left", baseline="top", dy=10, fontWeight=600, color=pp.INK, lineBreak="\n", lineHeight=16
    )
    head = alt.Chart(heads).mark_text(
        align="left", baseline="bottom", lineBreak="\n", lineHeight=15, color=pp.MUTED, fontSize=12, dy=-20
    )
    marks = alt.Chart(frame).mark_point(filled=True, size=120, opacity=1, xOffset=7)
    return alt.layer(
        base.mark_rule(color=pp.GRID).encode(y=top, x=alt.value(0), x2=alt.value(width)),
        name.encode(x=alt.value(0), y=top, text="name:N"),
        whole.encode(text="head:N"),
        head.encode(x=alt.X("x:Q", axis=None, scale=across), y=alt.value(0), text="head:N"),
        marks.encode(
            x=alt.X(f"x{width}:Q", axis=None, scale=across),
            y=alt.Y(f"y{width}:Q", axis=None, scale=down),
            color=alt.Color("colour:N", scale=None),
            shape=alt.Shape("shape:N", scale=None),
        ),
    ).properties(width=width, height=height)


def subjects_frame(graded: pd.DataFrame) -> pd.DataFrame:
    """Return how many forecasts on each subject have each verdict, then how many on all subjects."""
    counts = pd.concat([tally(graded, "subject"), tally(graded.assign(subject=ALL), "subject")])
    table = pp.cross_table(counts, row="subject", column="verdict", cell="count")
    order = [*(subject for subject in SUBJECTS if subject in set(table["subject"])), ALL]
    table = table.set_index("subject").loc[order].reset_index()
    verdicts = list(VERDICTS)
    return table.assign(subject=table["subject"].replace(SUBJECTS), all=table[verdicts].sum(axis="columns"))


def dates_frame(settled: pd.DataFrame, records: Mapping[str, Record]) -> pd.DataFrame:
    """Return the forecasts with a date and a dated outcome, in the order in which they came."""
    dates = date_spans(settled, records).sort_values(["end", "due_end"])
    words = [
        "came early" if end <= begin and verdict == "missed" else VERDICTS[verdict][0].replace("\n", " ").lower()
        for verdict, end, begin in dates[["verdict", "end", "due_start"]].itertuples(index=False)
    ]
    early = pd.Series(words, index=dates.index) == "came early"
    dates = dates.assign(
        colour=_colours(dates["verdict"]).mask(early, pp.INK),
        words=words,
        came_about_text=[format_period(item) for item in dates["came_about"]],
        due_text=[format_period(item) for item in dates["due"]],
    )
    columns = ["label", "said", "due_text", "came_about_text", "due_start", "due_end", "start", "end"]
    return dates[[*columns, "colour", "words", "verdict", ROWS]]


def dates(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw the due period as a band and the outcome as a bar on the same line."""
    wide = width == pp.WIDE
    left, room, drop = (250, 74, 0) if wide else (0, 0, 8)
    inner = width - left - room
    axis = alt.Axis(title=None, labelLimit=left, labelColor=pp.INK)
    scale = alt.Scale(domain=[2018, 2025], nice=False, zero=False, range=[0, inner])
    years = alt.Axis(format="d", values=[2018, 2020, 2022, 2024], title=None, grid=True)
    base = alt.Chart(frame).encode(y=alt.Y("label:N", sort=None, axis=axis if wide else None))
    band = base.mark_bar(height=18, color=pp.SOFT, stroke=pp.MUTED, strokeWidth=0.8, yOffset=drop)
    bar, tint = base.mark_bar(height=8, yOffset=drop), alt.Color("colour:N", scale=None)
    layers = [
        band.encode(x=alt.X("due_start:Q", scale=scale, axis=years), x2="due_end:Q"),
        bar.encode(x=alt.X("start:Q", scale=scale), x2="end:Q", color=tint),
    ]
    if wide:
        words = base.mark_text(align="left", color=pp.INK, dx=10)
        layers.append(words.encode(x=alt.value(inner), text="words:N"))
    else:
        above = {"baseline": "bottom", "dy": -4, "color": pp.INK}
        layers.append(base.mark_text(align="left", **above).encode(x=alt.value(0), text="label:N"))
        layers.append(base.mark_text(align="right", **above).encode(x=alt.value(width), text="words:N"))
    return alt.layer(*layers).properties(width=inner, height=alt.Step(34 if wide else 48))


def amounts_frame(
    chosen: Sequence[tuple[str, str, str]], forecasts: pd.DataFrame, records: Mapping[str, Record]
) -> pd.DataFrame:
    """Return what was said beside what was measured.

    Parameters
    ----------
    chosen : sequence of (forecast, column, scope)
        The forecast's id, the column that names the row of what was measured, and how its scope differs, if it does.
    forecasts : DataFrame
        By id.
    records : mapping of str to mapping
        Claims and table rows by row id.
    """
    lines = []
    for key, column, scope in chosen:
        item = {str(name): str(cell) for name, cell in forecasts.loc[key].items()}
        outcome = records[item[column]]
        colour, printed = VERDICTS[item["verdict"]][1], f"{outcome['value']:g}%"
        lines.append(
            {
                "label": item["label"],
                "said": item["said"],
                "said_at": float(records[item["claim"]]["low"]),
                "found_at": float(outcome["value"]),
                "found": printed,
                "scope": scope,
                "colour": colour,
                "fill": pp.PAPER if scope else colour,
                "verdict": item["verdict"],
                ROWS: join_rows([item[ROWS], item[column]]),
                "found_text": f"{printed} ({scope})" if scope else printed,
            }
        )
    return pd.DataFrame(lines)


def amounts(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw what was said as a bar across and what was measured as a circle, in percent."""
    wide = width == pp.WIDE
    left, room, drop = (250, 130, 0) if wide else (0, 130, 8)
    inner = width - left - room
    axis = alt.Axis(title=None, labelLimit=left, labelColor=pp.INK)
    scale = alt.Scale(domain=[0, 100], nice=False, range=[0, inner])
    x = alt.X("said_at:Q", scale=scale, axis=alt.Axis(title="percent", tickCount=5, titleAnchor="start"))
    base = alt.Chart(frame).encode(y=alt.Y("label:N", sort=None, axis=axis if wide else None))
    circle = base.mark_point(size=120, opacity=1, strokeWidth=2, yOffset=drop)
    tint = {"stroke": alt.Color("colour:N", scale=None), "fill": alt.Fill("fill:N", scale=None)}
    measured = base.mark_text(align="left", color=pp.INK, dy=drop)
    layers = [
        base.mark_rule(color=pp.MUTED, strokeWidth=2, yOffset=drop).encode(x=x, x2="found_at:Q"),
        base.mark_tick(color=pp.INK, thickness=4, height=22, yOffset=drop).encode(x=x),
        circle.encode(x=alt.X("found_at:Q", scale=scale), **tint),
        measured.encode(x=alt.value(inner + 14), text="found_text:N"),
    ]
    if not wide:
        label = base.mark_text(align="left", baseline="bottom", dy=-6, color=pp.INK)
        layers.append(label.encode(x=alt.value(0), text="label:N"))
    return alt.layer(*layers).properties(width=inner, height=alt.Step(42 if wide else 56))


def open_frame(waiting: pd.DataFrame) -> pd.DataFrame:
    """Return the open forecasts, which have ``end``, with their dates in words."""
    return waiting.assign(
        when=[format_period(item) for item in waiting["end"]],
        next=[f"{what}, {format_period(at)}" for what, at in waiting[["next_checkpoint", "checkpoint"]].to_numpy()],
    )
