"""Drawings of the conditions of strategic leveraging: statements for and against, and the steps of both sides."""

from __future__ import annotations

import altair as alt
import pandas as pd

import proofpress as pp
from ledger.measures.leverage import months_between, stack_sides
from proofpress.model.records import Claim
from proofpress.notebook.charts import Drawing
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import format_period

CONDITIONS = {
    "exports carry growth": "China’s growth leans on exports",
    "weak demand at home": "Its firms lack buyers at home",
    "rich markets close": "Other rich markets close",
    "poorer markets fill up": "Poorer markets fill up",
    "Beijing lets technology go": "Beijing lets technology go",
    "technology worth having": "Chinese technology is worth having",
    "know-how passes on": "Know-how passes on in partnerships",
    "Washington backs the deals": "Washington backs the deals",
}
LETTERS = {"CSIS 2020": "C", "CSIS 2024": "P", "MERICS 2024": "M", "our tables": "T"}
CLAIMED = {
    "merics-2024-ip-assessment-2018": ("security review for technology rights", "against"),
    "merics-2024-solar-objection-2023": ("a delegate objects to a ban on solar technology, later dropped", "for"),
    "merics-2024-metals-licence-2023": ("licences required for gallium and germanium", "against"),
    "merics-2024-graphite-and-magnets-2023": ("graphite tightened, technology for magnets banned", "against"),
}
"""Claims that date a step, with what happened and on which side of a release of technology it is."""
LISTED = {
    "ford-announced": ("date", "Ford announces the plant with CATL’s licence", "deal"),
    "illuminate-announced": ("date", "Illuminate USA announced", "deal"),
    "illuminate-started": ("date", "Illuminate USA makes its first panels", "deal"),
    "cathode-restricted-2025": ("date", "technology for battery cathodes restricted", "against"),
    "ban-to-us-2024": ("effective", "minerals banned for the United States", "against"),
    "suspension-2025": ("effective", "ban on minerals suspended for a year", "for"),
}
"""Rows of tables that date a step, with the column of the date."""
CONDITION_COLUMNS = {
    "label": "Condition",
    "side": "Side",
    "statement": "Statement, in our words",
    "document": "Document",
    "locator": "Place",
    "period": "Time it speaks of",
}
KINDS = {"deal": "deal", "for": "step back", "against": "control"}
KIND_DOTS = {"deal": pp.INK, "step back": pp.BLUE, "control": pp.RED}
COUNTED = {"deal": "deals", "control": "controls", "step back": "steps back"}
STEP_COLUMNS = {
    "told": pp.Column("Event"),
    "when": pp.Column("Date", order="date"),
    "kind": pp.Column("Kind", dots=KIND_DOTS, tally=COUNTED),
    "months": pp.Column("After Ford’s deal", "months"),
}


def conditions_frame(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return a disc for each statement: its place left or right of the middle, its letter and its tint."""
    marks = stack_sides(evidence.sort_values(["condition", "side", "document", "id"], ignore_index=True))
    marks["label"] = marks["condition"].map(CONDITIONS)
    marks["letter"] = marks["document"].map(LETTERS)
    marks["tint"] = marks["side"].map({"for": pp.BLUE, "against": pp.RED})
    return marks[["label", "side", "statement", "document", "locator", "period", "place", "letter", "tint", ROWS]]


def heads_frame(marks: pd.DataFrame, where: Claim) -> pd.DataFrame:
    """Return all conditions; one without a statement rests on the claim of the essay that names it."""
    heads = pd.DataFrame({"label": list(CONDITIONS.values())})
    heads[ROWS] = [join_rows([where.row, *marks.loc[marks["label"] == label, ROWS]]) for label in heads["label"]]
    heads["empty"] = ~heads["label"].isin(marks["label"])
    heads["none"] = "no statement found"
    counts = {side: marks.loc[marks["side"] == side, "label"].value_counts() for side in ("against", "for")}
    against, backing = (heads["label"].map(counts[side]).fillna(0).astype(int) for side in ("against", "for"))
    heads["balance"] = [
        f"{less} against, {more} for" if less + more else "" for less, more in zip(against, backing, strict=True)
    ]
    heads["short"] = [f"{less} : {more}" if less + more else "" for less, more in zip(against, backing, strict=True)]
    heads["ink"] = (against > backing).map({True: pp.RED, False: pp.MUTED})
    return heads


def conditions(marks: pd.DataFrame, heads: pd.DataFrame, evidence: pd.DataFrame, width: int) -> Drawing:
    """Draw the discs of each condition left and right of a middle line."""
    wide = width == pp.WIDE
    poles = pd.DataFrame({"place": [-0.5, 0.5], "word": ["against", "for"], "label": heads["label"].iloc[0]})
    poles[ROWS] = join_rows(evidence[ROWS])
    more = f"{heads['ink'].eq(pp.RED).sum()} of {len(heads)}: more against"
    told = alt.Chart(poles.head(1).assign(more=more)).mark_text(align="right", fontWeight=600, color=pp.RED)
    axis = alt.Axis(title=None, labelColor=pp.INK, labelLimit=240, domain=False, ticks=False) if wide else None
    inner = width - 236 if wide else width - 10
    y = alt.Y("label:N", sort=list(CONDITIONS.values()), axis=axis)
    right, band = (8.1, 34) if wide else (4.9, 54)
    x = alt.X("place:Q", scale=alt.Scale(domain=[-5.7, right], nice=False), axis=None)
    drop, centre = 0 if wide else 9, alt.value(inner * 5.7 / (5.7 + right))
    base, rows = alt.Chart(marks), alt.Chart(heads)
    tick = rows.encode(y=y).mark_tick(orient="vertical", size=30, thickness=1.5, color=pp.GREY, opacity=1, yOffset=drop)
    disc = base.mark_point(filled=True, size=420, opacity=1, yOffset=drop)
    letter = base.mark_text(fontSize=13, fontWeight=600, color=pp.PAPER, dy=drop + 1)
    none = rows.transform_filter(alt.datum.empty).mark_text(align="left", dx=10, dy=drop, color=pp.MUTED)
    top = alt.Chart(poles).encode(x=x, y=alt.value(-12), text="word:N")
    balance = rows.mark_text(align="right", fontWeight=600, dy=0 if wide else -17)
    letters = " · ".join(f"{letter} {document}" for document, letter in LETTERS.items())
    key = alt.Chart(poles.head(1).assign(key=letters)).mark_text(align="left", color=pp.MUTED, fontSize=12)
    layers = [
        tick.encode(x=centre),
        disc.encode(x=x, y=y, color=alt.Color("tint:N", scale=None)),
        letter.encode(x=x, y=y, text="letter:N"),
        none.encode(x=centre, y=y, text="none:N"),
        balance.encode(
            x=alt.value(inner), y=y, text="balance:N" if wide else "short:N", color=alt.Color("ink:N", scale=None)
        ),
        told.encode(x=alt.value(inner), y=alt.value(-12), text="more:N"),
        key.encode(x=alt.value(0), y=alt.value(band * len(heads) + 16), text="key:N"),
    ]
    for word, align, colour in (("against", "right", pp.RED), ("for", "left", pp.BLUE)):
        own = top.transform_filter(alt.datum.word == word)
        layers.append(own.mark_text(align=align, fontWeight=600, color=colour))
    if not wide:
        label = rows.mark_text(align="left", dy=-17, color=pp.INK)
        layers.append(label.encode(x=alt.value(0), y=y, text="label:N"))
    return alt.layer(*layers).properties(width=inner, height=alt.Step(band))


def steps_frame(dated: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Return the deals and the steps of both sides in the order of time.

    Parameters
    ----------
    dated : DataFrame
        The claims of :data:`CLAIMED`.
    listed : DataFrame
        The rows of :data:`LISTED` among others, by id.
    """
    events = [(row.period, *CLAIMED[str(row.id)], row.rows) for row in dated.itertuples()]
    start, ford = (str(listed.loc["ford-announced", key]) for key in ("date", ROWS))
    for key, (column, event, kind) in LISTED.items():
        events.append((listed.loc[key, column], event, kind, listed.loc[key, ROWS]))
    steps = pd.DataFrame(events, columns=["date", "event", "kind", "rows"]).sort_values("date", ignore_index=True)
    steps["when"] = [format_period(str(date)[:7], short=True) for date in steps["date"]]
    steps["kind"] = steps["kind"].map(KINDS)
    steps["told"] = steps["event"].str[:1].str.upper() + steps["event"].str[1:]
    after = [len(date) > 4 and date > start for date in steps["date"]]
    since = [months_between(start, date) if late else None for date, late in zip(steps["date"], after, strict=True)]
    steps["months"] = pd.array(since, dtype="Int64")
    steps[ROWS] = [join_rows([own, ford]) if late else own for own, late in zip(steps[ROWS], after, strict=True)]
    return steps
