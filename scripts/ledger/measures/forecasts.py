"""Score forecasts: what was said against what came, by number or by date, and never before the date has passed.

A verdict is computed wherever a test names an outcome; it is read from the table only where no number decides.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from proofpress.notebook.session import ROWS, join_rows
from proofpress.notebook.traced import Traced
from proofpress.text.interval import ABOUT, Interval, stated
from proofpress.text.periods import year_span

VERDICTS = ("met", "partly", "missed", "not yet due", "cannot be checked")
SETTLED = VERDICTS[:3]
TESTS = ("interval", "reach", "rise", "majority", "by", "in")
HALF = 50.0

Record = Mapping[Hashable, Any]


def compare_number(test: str, said: Interval, outcome: float, base: float | None = None) -> str:
    """Return the verdict of a test on a number.

    Parameters
    ----------
    test : str
        ``interval``: the outcome lies in what was said, give or take one part in twenty. ``reach``: it is at least
        the low end of what was said. ``rise``: it is above the base. ``majority``: a share above half, which only the
        first can have.
    said : Interval
        What was said, in the outcome's unit; of no account for ``rise`` and ``majority``.
    outcome : float
        What came.
    base : float, optional
        The earlier figure, for ``rise``.

    Returns
    -------
    str
        ``met`` or ``missed``; a share of half or less settles no rank, so ``majority`` may give
        ``cannot be checked``.

    Raises
    ------
    ValueError
        If the test is unknown, or ``rise`` has no base.

    Examples
    --------
    >>> compare_number("interval", Interval(73, 73), 75)
    'met'
    >>> compare_number("reach", Interval(50, 50), 15)
    'missed'
    """
    if test == "interval":
        return "met" if Interval(outcome, outcome).within(said.widened(ABOUT)) else "missed"
    if test == "reach":
        return "met" if outcome >= said.low else "missed"
    if test == "rise":
        if base is None:
            raise ValueError("`rise` needs an earlier figure")
        return "met" if outcome > base else "missed"
    if test == "majority":
        return "met" if outcome > HALF else "cannot be checked"
    raise ValueError(f"no test of numbers `{test}`: one of {', '.join(TESTS[:4])}")


def compare_date(test: str, due: str, outcome: str) -> str:
    """Return the verdict of a test on dates, to the precision that both have.

    Parameters
    ----------
    test : str
        ``by``: it came before the end of the due period. ``in``: it came within the due period.
    due, outcome : str
        Periods, such as ``2020`` or ``2024-07``.

    Returns
    -------
    str
        ``met`` or ``missed``; ``cannot be checked`` where the outcome's period is too wide to tell.

    Raises
    ------
    ValueError
        If the test is unknown, or a period cannot be read.

    Examples
    --------
    >>> compare_date("by", "2020", "2024-07")
    'missed'
    >>> compare_date("in", "2020", "2019-11")
    'missed'
    """
    if test not in {"by", "in"}:
        raise ValueError(f"no test of dates `{test}`: by, in")
    start, end = year_span(due)
    first, last = year_span(outcome)
    if first >= end or (test == "in" and last <= start):
        return "missed"
    if last <= end and (test == "by" or first >= start):
        return "met"
    return "cannot be checked"


def find_records(frames: Mapping[str, pd.DataFrame]) -> dict[str, dict[Hashable, Any]]:
    """Return every row of some frames by its row id.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Each with the column ``rows`` holding one row id a row.
    """
    return {str(record[ROWS]): record for frame in frames.values() for record in frame.to_dict("records")}


def figure(records: Mapping[str, Record], row: str, column: str = "value") -> Traced:
    """Return a number of a claim or of a table's row, which it rests on.

    Parameters
    ----------
    records : mapping of str to mapping
        See :func:`find_records`.
    row : str
        Row id.
    column : str
        Where the number stands.
    """
    return Traced(records[row][column], (row,))


def name_tables(forecasts: pd.DataFrame) -> list[str]:
    """Return the tables that hold the outcomes of forecasts, and what these are compared with, by name.

    Parameters
    ----------
    forecasts : DataFrame, shape (forecasts, any)
        With ``outcome_row``, ``base_row`` and ``nearest_row``: row ids, or nothing.
    """
    linked = forecasts[["outcome_row", "base_row", "nearest_row"]].to_numpy().ravel()
    return sorted({key.split(":")[0] for key in linked if key and not key.startswith("claim:")})


def scores(parts: Iterable[tuple[str, pd.DataFrame, str]]) -> pd.DataFrame:
    """Return how many of several groups of settled forecasts came true, in words that rest on all of each group.

    Parameters
    ----------
    parts : iterable of (name, group, what)
        ``group`` has ``verdict`` and ``rows``; ``what`` says whom it counts.

    Returns
    -------
    DataFrame, shape (groups, 4)
        ``name``, ``text`` (such as ``3 of 5``), ``what`` and ``rows``.
    """
    lines = [
        {
            "name": name,
            "text": f"{int(group['verdict'].eq('met').sum())} of {len(group)}",
            "what": what,
            ROWS: join_rows(group[ROWS]),
        }
        for name, group, what in parts
    ]
    return pd.DataFrame(lines)


def judge_forecast(forecast: Record, records: Mapping[str, Record], as_of: str) -> str:
    """Return a forecast's verdict.

    Parameters
    ----------
    forecast : mapping
        A row of the table of forecasts: ``claim``, ``due``, ``test``, ``outcome_row``, ``outcome_column``,
        ``base_row`` and ``verdict`` (read only where no test decides).
    records : mapping of str to mapping
        Claims and table rows by row id, see :func:`find_records`; a claim has ``low``, ``high``, ``as_printed``,
        ``hedge`` and ``unit``.
    as_of : str
        Day on which the table is read.

    Returns
    -------
    str
        One of :data:`VERDICTS`.

    Raises
    ------
    ValueError
        Naming the forecast: nothing decides, units differ, or a verdict stands beside a date not yet passed.
    """
    name, due = str(forecast["id"]), str(forecast["due"])
    if due and year_span(due)[1] > year_span(as_of)[0]:
        if forecast["verdict"] or forecast["test"]:
            raise ValueError(f"{name}: judged before {due} has passed")
        return "not yet due"
    if not forecast["test"]:
        if forecast["verdict"] not in VERDICTS:
            raise ValueError(f"{name}: neither a test nor a verdict decides")
        return str(forecast["verdict"])
    if forecast["verdict"]:
        raise ValueError(f"{name}: a verdict is typed although a test decides")
    outcome = records[str(forecast["outcome_row"])]
    result = outcome[str(forecast["outcome_column"])]
    if forecast["test"] in {"by", "in"}:
        return compare_date(str(forecast["test"]), due, str(result))
    return _by_number(forecast, records, outcome, float(result))


def _bound(number: Any) -> float | None:
    return None if pd.isna(number) else float(number)


def _by_number(forecast: Record, records: Mapping[str, Record], outcome: Record, number: float) -> str:
    test, claim = str(forecast["test"]), records[str(forecast["claim"])]
    said = Interval(number, number)
    base = None
    if test in {"interval", "reach"}:
        if claim["unit"] != outcome["unit"]:
            raise ValueError(f"{forecast['id']}: {claim['unit']} against {outcome['unit']}")
        low, high = _bound(claim["low"]), _bound(claim["high"])
        said = stated(low, high, str(claim["as_printed"]), str(claim["hedge"]))
        if test == "reach" and low is not None:
            said = Interval(low, said.high)
    if test == "rise":
        earlier = records[str(forecast["base_row"])]
        if earlier["unit"] != outcome["unit"]:
            raise ValueError(f"{forecast['id']}: {earlier['unit']} against {outcome['unit']}")
        base = float(earlier[str(forecast["outcome_column"])])
    return compare_number(test, said, number, base)


def score_forecasts(forecasts: pd.DataFrame, records: Mapping[str, Record], as_of: str) -> pd.DataFrame:
    """Return forecasts with their verdicts.

    Parameters
    ----------
    forecasts : DataFrame, shape (forecasts, any)
        The table of forecasts, with ``rows``.
    records : mapping of str to mapping
        See :func:`judge_forecast`.
    as_of : str
        Day on which the table is read.

    Returns
    -------
    DataFrame, shape (forecasts, any + 4)
        A copy with ``verdict``, ``how`` (``computed``, ``read`` or ``open``), ``grade`` of the claim, ``said`` (the
        claim as a reader sees it) and ``told`` (whether the document that makes or quotes the forecast tells its
        outcome too); ``rows`` names the forecast, its claims, its outcome and its base.
    """
    scored = forecasts.copy()
    items = forecasts.to_dict("records")
    scored["verdict"] = [judge_forecast(item, records, as_of) for item in items]
    scored["how"] = [
        "open" if verdict == "not yet due" else "computed" if item["test"] else "read"
        for item, verdict in zip(items, scored["verdict"], strict=True)
    ]
    scored["grade"] = [str(records[str(item["claim"])]["grade"]) for item in items]
    scored["said"] = [str(records[str(item["claim"])]["text"]) for item in items]
    texts = [str(item["source"]) in str(item["outcome_source"]).split() for item in items]
    scored["told"] = pd.Series(texts, index=scored.index, dtype=bool) & scored["verdict"].isin(SETTLED)
    columns = (ROWS, "claim", "further_claims", "outcome_row", "base_row")
    scored[ROWS] = [join_rows(str(item[column]) for column in columns) for item in items]
    return scored


def tally(scored: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return how many forecasts of each group have each verdict.

    Parameters
    ----------
    scored : DataFrame, shape (forecasts, any)
        From :func:`score_forecasts`.
    by : str
        Column to group by.

    Returns
    -------
    DataFrame, shape (groups x verdicts, 4)
        ``by``, ``verdict``, ``count`` and ``rows``: of the group and verdict, or of the whole group where it has
        none, so that a nought too says what was looked through.
    """
    frame = []
    for group, part in scored.groupby(by, sort=True):
        for verdict in VERDICTS:
            chosen = part[part["verdict"] == verdict]
            frame.append(
                {
                    by: group,
                    "verdict": verdict,
                    "count": len(chosen),
                    ROWS: join_rows((chosen if len(chosen) else part)[ROWS]),
                }
            )
    return pd.DataFrame(frame)


def date_spans(scored: pd.DataFrame, records: Mapping[str, Record], column: str = "period") -> pd.DataFrame:
    """Return due and outcome periods of the forecasts that have both, in decimal years.

    Parameters
    ----------
    scored : DataFrame, shape (forecasts, any)
        From :func:`score_forecasts`; those taken name ``column`` as the outcome's column.
    records : mapping of str to mapping
        See :func:`judge_forecast`.
    column : str
        Column of the outcome's row that holds its date.

    Returns
    -------
    DataFrame, shape (forecasts with dates, any + 5)
        With ``due_start``, ``due_end``, ``start`` and ``end`` in years, and ``came_about``, the outcome's period. No
        midpoint is made up: a month or a year is as long as it is.
    """
    dated = scored[(scored["outcome_column"] == column) & (scored["due"] != "")]
    came = [str(records[row][column]) for row in dated["outcome_row"]]
    due = [year_span(str(item)) for item in dated["due"]]
    spans = [year_span(item) for item in came]
    return dated.assign(
        due_start=[item[0] for item in due],
        due_end=[item[1] for item in due],
        start=[item[0] for item in spans],
        end=[item[1] for item in spans],
        came_about=came,
    )
