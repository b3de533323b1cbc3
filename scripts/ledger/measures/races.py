"""Judge dated statements by their dates, and count where numbers come from, without filling any gap."""

from __future__ import annotations

import pandas as pd

from ledger.measures.counts import Counted
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import year_span

VERDICTS = ("on time", "late", "not reached", "not known")
CHAPTERS = {"Chapter 5": "5G", "Chapter 6": "AI", "Chapter 7": "Autonomous vehicles"}
SHORT = {"5G": "5g", "AI": "ai", "Autonomous vehicles": "av"}
SOURCE = "csis-2020-uneven-drive"
PLACES = {"china": "China", "us": "the United States"}
ORIGINS = ("named", "unnamed", "none")
LEADS: dict[str, Counted] = {
    "leads": ({}, {}, "judgements of who leads in something countable"),
    "leads-bare": (
        {"evidence": "none"},
        {},
        "judgements without a number that compares, or a source, in the chapter",
    ),
    "leads-unchecked": ({"reading": "cannot be checked"}, {}, "judgements on which we found nothing"),
    "leads-borne": ({"reading": "borne out"}, {}, "judgements that a later report bears out"),
}
"""What is counted among the judgements of who leads."""
NUMBERS: dict[str, Counted] = {
    "numbers": (
        {},
        {},
        "statements with a number in the three chapters, without dates and counts of listed things",
    ),
    "named": (
        {"origin_kind": "named"},
        {},
        "statements with a number in the three chapters whose source the text names",
    ),
}
"""What is counted among the numbers, as :func:`numbers_of` returns them."""
KNOWN = list(VERDICTS[:-1])
DATED: dict[str, Counted] = {
    "dated": ({}, {}, "statements with a due date and no condition in the three chapters"),
    "networks-judged": (
        {"verdict": KNOWN, "depends_on": "networks"},
        {},
        "statements on networks and phones that can be judged",
    ),
    "other-judged": (
        {"verdict": KNOWN, "depends_on": ["governments", "cars"]},
        {},
        "statements on governments and cars that can be judged",
    ),
}
"""What is counted among the dated statements, as :func:`judge_dates` returns them."""


def judge_dates(statements: pd.DataFrame) -> pd.DataFrame:
    """Return dated statements with their dates in decimal years and whether each came about on time.

    Parameters
    ----------
    statements : DataFrame, shape (statements, any)
        Columns ``due`` (period by whose end it should be the case), ``came_about`` (period within which it came about;
        empty where it is not known to have) and ``seen_to`` (period to which what is known reaches), as in
        :func:`proofpress.text.periods.year_span`.

    Returns
    -------
    DataFrame, shape (statements, any + 7)
        A copy with ``due_low``, ``due_high``, ``came_about_low``, ``came_about_high`` (missing where it is not known to
        have come about), ``seen_high``, all in decimal years; ``late``, the least delay in years after the end of
        ``due`` (0 where there need be none); and ``verdict``, one of :data:`VERDICTS`: on time if it came by the end of
        ``due``, late if it can only have come after, not reached if what is known reaches the end of ``due`` and it had
        not come.

    Raises
    ------
    ValueError
        If a period cannot be read.
    """
    frame = statements.copy()
    due = [year_span(period) for period in frame["due"]]
    came = [year_span(period) if isinstance(period, str) and period else None for period in frame["came_about"]]
    seen = [year_span(period)[1] for period in frame["seen_to"]]
    verdicts, delays = [], []
    for (_, end), span, known in zip(due, came, seen, strict=True):
        if span is None:
            verdicts.append("not reached" if known >= end else "not known")
        else:
            verdicts.append("on time" if span[1] <= end else "late" if span[0] >= end else "not known")
        delays.append(max(0.0, span[0] - end) if span else 0.0)
    frame["due_low"], frame["due_high"] = [low for low, _ in due], [high for _, high in due]
    frame["came_about_low"] = [span[0] if span else None for span in came]
    frame["came_about_high"] = [span[1] if span else None for span in came]
    frame["seen_high"], frame["late"], frame["verdict"] = seen, delays, verdicts
    return frame.astype({"came_about_low": float, "came_about_high": float})


def origin_kind(origin: str) -> str:
    """Return how a claim's source names where its number is from: one of :data:`ORIGINS`.

    Examples
    --------
    >>> origin_kind("“one estimate”, not named"), origin_kind("ABI Research"), origin_kind("")
    ('unnamed', 'named', 'none')
    """
    if not origin.strip():
        return "none"
    return "unnamed" if origin.endswith("not named") else "named"


def with_trails(table: pd.DataFrame) -> pd.DataFrame:
    """Return readings of claims whose trail holds their own row, the claim and what they rest on.

    Parameters
    ----------
    table : DataFrame, shape (readings, any)
        Columns ``rows``, ``claim`` (its id) and ``rests_on`` (row ids joined by spaces, or nothing).
    """
    trails = [
        join_rows([own, f"claim:{claim}", *rests.split()])
        for own, claim, rests in zip(table[ROWS], table["claim"], table["rests_on"], strict=True)
    ]
    return table.assign(rows=trails)


def counted(outcomes: pd.DataFrame, what: str, year: int) -> pd.DataFrame:
    """Return what was counted in a year in each of :data:`PLACES`, with the ``key`` and the name of the ``place``."""
    rows = outcomes.loc[[f"{what}-{key}-{year}" for key in PLACES]]
    return rows.assign(key=list(PLACES), place=list(PLACES.values()))


def score(judged: pd.DataFrame) -> str:
    """Return how many statements came about on time, of all that are judged.

    Examples
    --------
    >>> score(pd.DataFrame({"verdict": ["on time", "late"]})), score(pd.DataFrame({"verdict": ["late"]}))
    ('1 of 2', 'none of 1')
    """
    return f"{judged['verdict'].eq('on time').sum() or 'none'} of {len(judged)}"


def numbers_of(register: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of :data:`CHAPTERS` that are numbers, in the order of the text; dates and counts are left out.

    Parameters
    ----------
    register : DataFrame, shape (claims, any)
        Columns ``id``, ``section``, ``source``, ``kind``, ``unit``, ``paragraph`` and ``origin``.

    Returns
    -------
    DataFrame, shape (numbers, any + 2)
        With ``chapter``, one of the values of :data:`CHAPTERS`, and ``origin_kind``, one of :data:`ORIGINS`.
    """
    number = register["section"].str.startswith(tuple(CHAPTERS)) & register["source"].eq(SOURCE)
    number &= ~register["kind"].isin(["date", "count"]) & register["unit"].ne("date")
    claims = register[number].sort_values(["paragraph", "id"])
    return claims.assign(chapter=claims["section"].str[:9].map(CHAPTERS), origin_kind=claims["origin"].map(origin_kind))


def named_shares(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each chapter's numbers whose source is named, in percent, with the rows of all of them.

    Parameters
    ----------
    numbers : DataFrame
        As :func:`numbers_of` returns it.

    Returns
    -------
    DataFrame, shape (chapters, 3)
        Indexed by ``chapter``: ``share``, ``rows`` and ``short``, the chapter's name in those of values.
    """
    groups = numbers.assign(named=numbers["origin_kind"].eq("named")).groupby("chapter")
    shares = pd.DataFrame({"share": 100 * groups["named"].sum() / groups.size(), ROWS: groups[ROWS].agg(join_rows)})
    return shares.assign(short=shares.index.map(SHORT))


def count_origins(claims: pd.DataFrame, group: str) -> pd.DataFrame:
    """Count claims of each group by how the origin of their number is named.

    Parameters
    ----------
    claims : DataFrame, shape (claims, any)
        Columns ``group``, ``origin`` and ``rows``.
    group : str
        Column to count by.

    Returns
    -------
    DataFrame, shape (groups found by kinds found, 7)
        ``group``, ``origin`` (one of :data:`ORIGINS`), ``count``, ``share`` (percent of the group), ``start`` and
        ``end`` (percent, for stacked bars in the order of :data:`ORIGINS`) and ``rows``. Kinds with no claim are left
        out.
    """
    kinds = claims.assign(kind=claims["origin"].map(origin_kind))
    parts = []
    for name, members in kinds.groupby(group, sort=False):
        at = 0.0
        for kind in ORIGINS:
            chosen = members[members["kind"] == kind]
            if chosen.empty:
                continue
            share = 100 * len(chosen) / len(members)
            span = {"share": share, "start": at, "end": at + share}
            parts.append({group: name, "origin": kind, "count": len(chosen), **span, ROWS: join_rows(chosen[ROWS])})
            at += share
    return pd.DataFrame(parts)
