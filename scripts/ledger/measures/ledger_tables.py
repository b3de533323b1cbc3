"""Frames behind the ledger's tables and charts: texts of cells, the calendar, supply alone, stocks, lost shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from ledger.measures.holds import months_without, room_elsewhere
from ledger.measures.ledger import bearing_on, binding, cell_text, next_date, status
from proofpress.model.value_table import TableColumn
from proofpress.notebook.session import ROWS, join_rows
from proofpress.notebook.styles import BILLION_USD, INDEX, PERCENT, POINTS, TIMES, Style
from proofpress.text.periods import format_period

HOLDS = "analysis:chokepoint-ledger#holds--"
"""What a link to a row of the ledger begins with."""
DATES = ("announced", "effective", "paused", "resumes", "ends")

MARKET = {
    "gallium": ("metal, average value of US imports", "US imports"),
    "germanium": ("metal, price in Europe", "Europe"),
    "graphite-mined": ("flake, average value of US imports", "flake, US imports"),
    "rare-earths-separated": ("neodymium oxide", "neodymium oxide"),
}
"""The price of each hold: its basis in the table of prices, and the market in a word."""
WORDS = {
    "share": (PERCENT, "largest holder’s share"),
    "index": (INDEX, "Herfindahl-Hirschman index of holders"),
    "direct": (PERCENT, "part of the buyer’s use that comes from the holder directly"),
    "world": (PERCENT, "part of the buyer’s use that comes from the holder if sellers buy as the world does"),
    "room": (TIMES, "output outside the holder over the use of the United States"),
    "idle": (TIMES, "capacity outside the holder over the use of the United States"),
    "price": (TIMES, "price of 2025 over that of 2022"),
    "loss": (PERCENT.shown("{:.2g}%"), "part of the sellers’ sales that a stop would cost"),
    "trend": (POINTS.shown("{:+.0f}"), "change of the largest holder’s share"),
}
"""How each column of the ledger reads, and what it is in words."""
NAV = {
    "export-control-toolkit": "Export controls",
    "control-effects": "What controls did",
    "cost-of-a-stop": "Cost of a stop",
    "cobalt-concentration": "Cobalt",
    "fat-tech-dragon": "Fat tech dragon",
    "equipment-and-chips-trade": "Equipment and chips",
    "design-out-evidence": "Design-out",
    "strategic-leveraging": "Leveraging",
}
"""Short names of the analyses that rows lead to."""
MORE = {
    "foreign-ip": "; China pays {{ foreign-ip-gdp }} of its GDP",
    "lithography": "; {{ lithography-machines }} machines in 2023",
}
"""What a row says of its holder beside the share."""
LEDGER = (
    TableColumn(
        "place_range",
        "Place",
        "Best and worst place over the columns that rank, the stages and the bounds.",
        falling=False,
        counted=False,
    ),
    TableColumn("share", "Who holds it", "The holder and its share of output, market or imports."),
    TableColumn(
        "index", "Concentration", "Herfindahl-Hirschman index of holders, lowest and highest that the figures allow."
    ),
    TableColumn("direct", "Exposure, by seller", "Part of the buyer’s use that comes from the holder directly."),
    TableColumn("world", "Exposure, by maker", "Part of the buyer’s use if its sellers buy as the world does."),
    TableColumn("room", "Room elsewhere", "Output outside the holder over US use, in multiples.", falling=False),
    TableColumn("price", "Price, 2025 over 2022", "On the market named; contract and spot prices differ."),
    TableColumn(
        "loss",
        "Cost to the holder, of its sales",
        "For minerals part of China’s exports, for tools part of the makers’ sales.",
        falling=False,
    ),
    TableColumn("value", "Worth a year", "What the sellers earn with it.", falling=False),
    TableColumn("instruments", "Instruments"),
    TableColumn("expiry", "End stated"),
    TableColumn("trend", "Change of share, points", "Over the last five years held, or fewer."),
    TableColumn("changes", "What would change it"),
    TableColumn("pages", "Analyses"),
    TableColumn("claimed", "Claims"),
)
"""The columns of the ledger behind the heads of its rows."""
CALENDAR = (
    TableColumn("items", "What it covers"),
    TableColumn("destination", "Exports to"),
    TableColumn("announced", "Announced"),
    TableColumn("effective", "In force"),
    TableColumn("paused", "Suspended from"),
    TableColumn("resumes", "Suspended until"),
    TableColumn("ends", "Ends"),
    TableColumn("state", "On the day of comparison", "As far as its own dates tell: later acts are not held."),
    TableColumn("bears", "Rows of the ledger"),
    TableColumn("source_row", "Source"),
)
"""The columns of the calendar of controls."""
STOCKS = (
    TableColumn("use", "US use in a year", "Newest year printed."),
    TableColumn("basis", "Price of 2025", "On the market named."),
    TableColumn("cost", "A year’s stock", "Use times price; storing and purity cost more.", falling=False),
    TableColumn(
        "loss", "Loss of US output in a full stop", "By a model of October 2024, from its lower to its upper estimate."
    ),
    TableColumn("times", "Loss over stock", "In multiples."),
)
"""The columns of what a stock costs."""
SPEED = (
    TableColumn("begins", "Counted from", "An instrument, or the first figure where there was none."),
    TableColumn("first", "Share then"),
    TableColumn("last", "Share last held"),
    TableColumn("ten", "Ten points lost after", "Years to the first figure that is so much lower.", falling=False),
    TableColumn("twenty", "Twenty points after", "As before.", falling=False),
    TableColumn("thirty", "Thirty points after", "As before.", falling=False),
)
"""The columns of how fast a hold went."""


def dollars_style(dollars: float) -> Style:
    """Return how a sum of dollars reads: in billions, with as many decimals as its size needs.

    Examples
    --------
    >>> [dollars_style(sum).format for sum in (2e8, 3e9, 4e12)]
    ['US${:,.2f} billion', 'US${:,.1f} billion', 'US${:,.0f} billion']
    """
    digits = 2 if dollars < 1e9 else 0 if dollars > 1e11 else 1
    return BILLION_USD.per(1e9).shown(f"US${{:,.{digits}f}} billion")


def dated(day: Any) -> str:
    """Return a day as it is read; empty where none is held."""
    return format_period(day) if isinstance(day, str) and day else ""


def calendar_on(calendar: pd.DataFrame, today: str) -> pd.DataFrame:
    """Return the calendar with how each instrument stands on a day, and the next date that it names.

    Parameters
    ----------
    calendar : DataFrame
        Columns of dates as :func:`status` reads them.
    today : str
        The day, as ``2026-11-21``.

    Returns
    -------
    DataFrame
        With ``state`` and ``next``.
    """
    rows = [row for _, row in calendar.iterrows()]
    return calendar.assign(
        state=[status(row.to_dict(), today) for row in rows], next=[next_date(row.to_dict(), today) for row in rows]
    )


def calendar_texts(calendar: pd.DataFrame, bound: Iterable[str], needs: Mapping[str, str]) -> pd.DataFrame:
    """Return the calendar as a table of values shows it: dates as read, words as the values published of them.

    Parameters
    ----------
    calendar : DataFrame
        As :func:`calendar_on` returns it.
    bound : iterable of str
        Columns whose cells are published, each as ``<id>-<column>``.
    needs : mapping of str to str
        The ledger's rows with their names, to which the instruments that bear on them lead back.
    """
    result = calendar.set_index("id").sort_values(["by", "announced"], na_position="first")
    for column in DATES:
        result[column] = [dated(day) for day in result[column]]
    for column in bound:
        result[column] = [binding(f"{key}-{column}") for key in result.index]
    links: Any = [[("row and source", row)] for row in result[ROWS]]
    holds = [str(names).split() if isinstance(names, str) else [] for names in result["holds"]]
    bears: Any = [[(needs[hold], f"{HOLDS}{hold}") for hold in names] for names in holds]
    return result.assign(source_row=links, bears=bears)


def instruments_of(calendar: pd.DataFrame, hold: str) -> tuple[list[tuple[str, str]], str]:
    """Return the instruments that bear on a hold as links, and what they say of their end."""
    rows = bearing_on(calendar, hold)
    links = [(f"{row['instrument']} ({row['state']})", row[ROWS]) for _, row in rows.iterrows()]
    pauses = [day for day in rows["resumes"] if isinstance(day, str) and day]
    if pauses:
        return links, f"suspension ran to {dated(max(pauses))}"
    return links, "no end stated" if links else ""


def cell_texts(cells: pd.DataFrame, holds: Iterable[str], columns: Iterable[str]) -> pd.DataFrame:
    """Return the texts of all cells by hold and column, empty where nothing is held."""
    texts = {(cell["hold"], cell["column"]): cell_text(cell.to_dict()) for _, cell in cells.iterrows()}
    names = list(holds)
    return pd.DataFrame({column: [texts.get((hold, column), "") for hold in names] for column in columns}, index=names)


def place_text(hold: str, placed: Mapping[str, tuple[int, int]], leading: Sequence[str]) -> str:
    """Return a row's best and worst place as a text that binds them, and whether no other row beats it everywhere."""
    if hold not in placed:
        return ""
    best, worst = placed[hold]
    text = binding(f"{hold}-place-best") + (f" to {binding(f'{hold}-place-worst')}" if worst > best else "")
    return text + (", unbeaten" if hold in leading else "")


def places_frame(rows: pd.DataFrame, ranked: pd.DataFrame, placed: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """Return the best and the worst place of each row, which rest on all that is compared on its side.

    Parameters
    ----------
    rows : DataFrame
        The ledger's rows: ``id``, ``block``, ``need`` and ``rows``.
    ranked : DataFrame
        The cells that rank, as :func:`cells` makes them.
    placed : mapping of str to (best, worst)
        Each row's places.

    Returns
    -------
    DataFrame
        ``id``, ``need``, ``end``, ``place`` and ``rows``.
    """
    cells = ranked.merge(rows[["id", "block"]], left_on="hold", right_on="id")
    trails = pd.concat([cells, rows]).groupby("block")[ROWS].agg(join_rows)
    result = [
        (row.id, row.need, end, place, trails[str(row.block)])
        for row in rows.itertuples()
        if row.id in placed
        for end, place in zip(("best", "worst"), placed[str(row.id)], strict=True)
    ]
    return pd.DataFrame(result, columns=["id", "need", "end", "place", ROWS])


def ledger_table(
    rows: pd.DataFrame,
    cells: pd.DataFrame,
    columns: Iterable[str],
    calendar: pd.DataFrame,
    claimed: Mapping[str, str],
) -> pd.DataFrame:
    """Return the ledger as its page shows it: texts of cells, instruments, links to analyses and claims, by row.

    Parameters
    ----------
    rows : DataFrame
        The ledger's rows: ``id``, ``holder``, ``analyses``, ``claims`` and what else the page shows.
    cells : DataFrame
        Cells, as :func:`cells` makes them.
    columns : iterable of str
        Keys of the columns.
    calendar : DataFrame
        As :func:`calendar_on` returns it.
    claimed : mapping of str to str
        How each claim that rows name is shown.
    """
    table = rows.set_index("id").join(cell_texts(cells, rows["id"], columns))
    pairs = zip(table["holder"].fillna(""), table["share"], strict=True)
    table["share"] = [", ".join(filter(None, pair)) for pair in pairs]
    table["share"] = [text + MORE.get(str(hold), "") for hold, text in table["share"].items()]
    words = {**{hold: word for hold, (_, word) in MARKET.items()}, "cobalt-refined": "US spot"}
    table["price"] = [f"{text} ({words[str(hold)]})" if text else "" for hold, text in table["price"].items()]
    idle = [f"; {text} with all capacity" if text else "" for text in table["idle"]]
    table["room"] = [text + more for text, more in zip(table["room"], idle, strict=True)]
    instruments = [instruments_of(calendar, hold) for hold in table.index]
    links: Any = [link for link, _ in instruments]
    table["instruments"], table["expiry"] = links, [end for _, end in instruments]
    pages: Any = [[(NAV[slug], f"analysis:{slug}") for slug in text.split()] for text in table["analyses"]]
    claims: Any = [[(claimed[key], f"claim:{key}") for key in text.split()] for text in table["claims"]]
    return table.assign(pages=pages, claimed=claims)


def supply_alone(entries: Iterable[tuple[str, pd.Series, pd.Series]]) -> pd.DataFrame:
    """Return, for each good, output outside its largest producer over a buyer's use, and the months that it lasts.

    Parameters
    ----------
    entries : iterable of (label, made, used)
        ``output`` has ``total``, ``top_share``, ``year`` and ``rows``; ``used`` has ``value``, ``year`` and ``rows``.

    Returns
    -------
    DataFrame
        ``label``, ``multiple``, ``months``, ``years``, ``text`` and ``rows``, the tightest first.
    """
    result = []
    for label, output, used in entries:
        held = output["total"] * output["top_share"] / 100
        multiple, months = room_elsewhere(output["total"], held, used["value"]), months_without(held, output["total"])
        years = f"output {output['year']}, use {used['year']}"
        text = f"{multiple:.1f} times, {months:.1f} months"
        result.append((label, multiple, months, years, text, join_rows([output[ROWS], used[ROWS]])))
    frame = pd.DataFrame(result, columns=["label", "multiple", "months", "years", "text", ROWS])
    return frame.sort_values("multiple", ignore_index=True)


def years_until(path: pd.DataFrame, start: int, points: float) -> int | None:
    """Return how many years from a start a share has lost so many points for the first time; None if it has not.

    Parameters
    ----------
    path : DataFrame
        Columns ``year`` and ``share`` in percent, the start among the years.
    start : int
        The year of the instrument, or of the first figure.
    points : float
        Percentage points below the share of the start.

    Raises
    ------
    ValueError
        If the path lacks the start.

    Examples
    --------
    >>> years_until(pd.DataFrame({"year": [2010, 2013, 2018], "share": [97, 86, 63]}), 2010, 10)
    3
    """
    first = path.loc[path["year"] == start, "share"]
    if len(first) != 1:
        raise ValueError(f"the path has {len(first)} shares of {start}")
    lost = path[(path["year"] > start) & (path["share"] <= float(first.iloc[0]) - points)]
    return int(lost["year"].min()) - start if len(lost) else None
