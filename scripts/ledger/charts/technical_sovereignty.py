"""Drawings and tables of the unsigned article: what its figures name, how its statements fare, the record beside."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

import proofpress as pp
from proofpress.notebook import charts
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows

OBSTACLES = {
    "document not named or not found": "No document, or not found",
    "firm not named": "Firm not named",
    "measure not defined": "Measure not defined",
    "nobody counts it": "Nobody counts it",
}
GIVEN = {
    "A clear measure": "with-measure",
    "A year or span of years": "with-period",
    "A law, standard or directive": "with-document",
    "… that exists as named": "with-found",
    "Document, year and clear measure": "complete",
}
"""What a figure may give a reader, and the name of its count."""
GROUPS = {
    "agrees": ("Agrees with the record", pp.BLUE),
    "fits as a bound": ("Holds as a loose bound", pp.BLUE),
    "record speaks against": ("Record speaks against it", pp.RED),
    "differs": ("Differs from the record", pp.RED),
    **{key: (label, pp.GREY) for key, label in OBSTACLES.items()},
    "proposal": ("Aim of a programme", pp.GREY),
    "own list": ("Count of its own list", pp.GREY),
}
"""How a statement fares, with its words and its colour, in the order of drawing."""
HOLLOW = {"fits as a bound", "record speaks against", "proposal", "own list"}
HEADS = {0: "Tested", 4: "Not testable", 8: "Not put to a test"}
"""Head above the group that stands at a place of :data:`GROUPS`."""
RECORD_SUBJECTS = {
    "battery-credit-2029": "US rule: North American battery parts, 2029",
    "security-review-2021": "China’s rules on security review",
    "battery-standard-replaced": "Battery standard GB/T 31485",
    "algorithm-rules-2022": "China’s rules on filing algorithms",
    "ford-licence": "Routes to license battery know-how",
    "packaging-value-added": "China in chip packaging and test",
    "tsmc-plan": "Announced investment in US plants",
    "science-degrees": "China’s science graduates a year",
    "chips-act": "Money in the CHIPS Act",
    "catalogue-2023": "China’s list of controlled technology",
    "data-security-law": "China’s Data Security Law",
}
RECORD_FORMS = {
    "battery-standard-replaced": "replaced {}",
    "ford-licence": "at least {}",
    "packaging-value-added": "{} value added",
    "tsmc-plan": "one firm {}",
    "science-degrees": "{} in 2014",
}
VERDICTS = {
    "differs": "differs",
    "record speaks against": "speaks against",
    "fits as a bound": "loose bound",
    "agrees": "agrees",
}
FARES = {"differs": "at odds", "speaks against": "at odds", "loose bound": "loose bounds", "agrees": "agree"}
"""What a verdict is counted as."""
VERDICT_DOTS = {"differs": pp.RED, "speaks against": pp.RED, "loose bound": pp.BLUE, "agrees": pp.BLUE}
NAMED_COLUMNS = {"what": "What the figure gives", "figures": "Figures (count)", "of": "Of (count)"}
STATEMENT_COLUMNS = {
    "label": "How it fares",
    "claim": "Claim (id in the register)",
    "paragraph": "Paragraph (number)",
    "needed": "What would test it",
}
RECORD_COLUMNS = {
    "subject": pp.Column("Statement about"),
    "article": pp.Column("Article says (grade D)", rows="said"),
    "found": pp.Column("Record says"),
    "word": pp.Column("Verdict", dots=VERDICT_DOTS, tally=FARES),
    "why": pp.Column("Why"),
}


def named_frame(groups: Mapping[str, pd.DataFrame], of: int) -> pd.DataFrame:
    """Return how many figures give each thing; the last, which gives all, stands out."""
    return pd.DataFrame(
        {
            "what": list(groups),
            "figures": [len(rows) for rows in groups.values()],
            "of": of,
            "text": [f"{len(rows)} of {of}" for rows in groups.values()],
            "colour": [*[pp.GREY] * (len(groups) - 1), pp.RED],
            ROWS: [join_rows(rows[ROWS]) for rows in groups.values()],
        }
    )


def named(frame: pd.DataFrame, width: int) -> Drawing:
    """Draw a bar for each thing that a figure may give, out of all figures."""
    top = int(frame["of"].iloc[0])
    return charts.bars(
        frame, label="what", value="figures", text="text", colour="colour", width=width, top=top, label_share=0.38
    )


def statements_frame(statements: pd.DataFrame) -> pd.DataFrame:
    """Return a square for each statement, on the row of how it fares, with room above a row that has a head.

    Raises
    ------
    ValueError
        If a way to fare is not drawn, or one that is drawn has no statement.
    """
    squares = statements.assign(group=statements["obstacle"].where(statements["obstacle"] != "", statements["outcome"]))
    if wrong := sorted(set(squares["group"]) ^ set(GROUPS)):
        raise ValueError(f"groups and statements differ: {', '.join(wrong)}")
    row = {group: at + sum(start <= at for start in HEADS) for at, group in enumerate(GROUPS)}
    squares["row"] = squares["group"].map(row)
    squares = squares.sort_values(["row", "paragraph", "id"], ignore_index=True)
    squares["label"] = squares["group"].map({group: label for group, (label, _) in GROUPS.items()})
    squares["place"] = squares.groupby("row").cumcount()
    squares["edge"] = squares["group"].map({group: colour for group, (_, colour) in GROUPS.items()})
    squares["fill"] = squares["edge"].where(~squares["group"].isin(HOLLOW), pp.PAPER)
    return squares[["claim", "paragraph", "label", "needed", "row", "place", "fill", "edge", ROWS]]


def statements(squares: pd.DataFrame, width: int) -> Drawing:
    """Draw the squares in their rows, each row with its words and its count."""
    totals = squares.groupby(["row", "label"], as_index=False).agg(n=("place", "size"), rows=(ROWS, join_rows))
    totals["words"] = [f"{label}: {n}" for label, n in zip(totals["label"], totals["n"], strict=True)]
    above = [start + sum(before <= start for before in HEADS) - 1 for start in HEADS]
    parts = [end - start for start, end in zip(HEADS, [*list(HEADS)[1:], len(GROUPS)], strict=True)]
    sizes = [totals["n"].iloc[start : start + part].sum() for start, part in zip(HEADS, parts, strict=True)]
    world = sum(sizes[:2])
    counts = [*(f"{size} of {world}" for size in sizes[:2]), *map(str, sizes[2:])]
    words = [f"{name}: {count}" for name, count in zip(HEADS.values(), counts, strict=True)]
    heads = pd.DataFrame({"row": above, "label": words, ROWS: join_rows(squares[ROWS])})
    wide, last = width == pp.WIDE, squares["row"].max()
    step, left = (26, 232) if wide else (34, 0)
    tall = step * (int(last) + 1)
    y = alt.Y("row:Q", scale=alt.Scale(domain=[-0.5, last + 0.5], range=[0, tall]), axis=None)
    x = alt.X("place:Q", scale=alt.Scale(domain=[0, 15], range=[left + 10, left + 10 + 15 * 21.5]), axis=None)
    tint = {"fill": alt.Fill("fill:N", scale=None), "stroke": alt.Stroke("edge:N", scale=None)}
    marks = alt.Chart(squares).mark_point(
        shape="square", size=230 if wide else 150, opacity=1, strokeWidth=1.6, yOffset=0 if wide else 6
    )
    place = {"align": "right", "dx": -12} if wide else {"align": "left", "dy": -13}
    words = alt.Chart(totals).mark_text(color=pp.INK, **place)
    head = alt.Chart(heads).mark_text(color=pp.MUTED, fontWeight=600, align="left")
    return alt.layer(
        marks.encode(x=x, y=y, **tint),
        words.encode(x=alt.value(left), y=y, text="words:N"),
        head.encode(x=alt.value(0), y=y, text="label:N"),
    ).properties(width=width, height=tall)


def read_number(value: float, unit: str) -> str:
    """Return a number of the record as a reader sees it.

    Examples
    --------
    >>> read_number(52.7e9, "USD"), read_number(100, "percent"), read_number(1200, "count"), read_number(2021, "year")
    ('US$52.7 bn', '100%', '1,200', '2021')
    """
    if unit == "USD":
        return f"US${value / 1e9:g} bn"
    return {"percent": f"{value:.0f}%", "count": f"{value:,.0f}"}.get(unit, f"{value:.0f}")


def record_frame(tests: pd.DataFrame, said: pd.DataFrame, outcomes: pd.Series) -> pd.DataFrame:
    """Return what the article says beside what the record says, in the order of :data:`RECORD_SUBJECTS`.

    Parameters
    ----------
    tests : DataFrame
        The record, by id.
    said : DataFrame
        The claims of the article, with ``id`` and ``text``.
    outcomes : Series
        How each claim fares, by claim.
    """
    chosen = tests.loc[list(RECORD_SUBJECTS)].reset_index()
    printed = chosen["claim"].map(said.set_index("id")["text"])
    for long, short in (("31485-", "edition "), (" billion", " bn"), ("more than ", "over ")):
        printed = printed.str.replace(long, short, regex=False)
    found = [RECORD_FORMS.get(row.id, "{}").format(read_number(row.value, row.unit)) for row in chosen.itertuples()]
    chosen = chosen.assign(
        subject=chosen["id"].map(RECORD_SUBJECTS),
        article=printed,
        said=chosen["claim"].map(said.set_index("id")[ROWS]),
        found=found,
        word=chosen["claim"].map(outcomes).map(VERDICTS),
    )
    return chosen[["subject", "article", "said", "found", "word", "why", ROWS]]
