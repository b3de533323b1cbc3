"""Counts over the claims register and its audit, each with the rows it was counted from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from proofpress.notebook.session import ROWS, join_rows

NOT_AMOUNTS = ("same_date", "before", "span", "listed", "distinct")
OUTCOMES = {
    "contradicted": "differs",
    "superseded": "differs",
    "disputed": "record speaks against",
    "corroborated": "agrees",
    "supported": "agrees",
    "repeated": "agrees",
    "unverifiable": "fits as a bound",
}
"""How a tested statement of grade D fares, by the status that the audit finds for it."""
TROUBLE = ("inconsistent", "contradicted", "superseded", "disputed")
"""Statuses of claims against which something stands; the last is a judgement, the others are numbers."""
AMOUNT_RULES = {
    "Sums, differences and shares": ("difference", "sum", "share", "implied_whole", "same_whole", "within_hundred"),
    "Rates and multiples": ("quotient", "same_quotient", "multiple"),
    "Growth": ("growth", "annual_growth"),
    "Bounds and ranks": ("at_most",),
    "One quantity, two values": ("same",),
}
"""Rules of checks whose result is an amount, by what they check."""
RULE_GROUPS = {**AMOUNT_RULES, "Dates": ("same_date", "before", "span"), "Lists": ("listed",)}

IMPLYING = (
    *("2020-ip-payments-2018", "2020-ip-deficit-2018", "2020-filed-abroad-us", "2020-filed-abroad-china"),
    *("2020-listed-rd-china", "2020-listed-rd-korea", "2020-listed-rd-japan"),
    *("2020-5g-cost-cny", "2020-5g-cost-usd", "2020-5g-cost-over-4g"),
    *("2020-nev-subsidies-cny", "2020-nev-subsidies-usd"),
    *("2024-osat-facilities", "2024-idm-facilities", "2024-facility-share", "2024-sic-2021", "2024-sic-2026"),
)
"""Claims of the two CSIS reports whose numbers say more together, by the rest of their ids."""


def with_group(checks: pd.DataFrame) -> pd.DataFrame:
    """Return checks with ``group``, what their rule checks (a key of :data:`RULE_GROUPS`).

    Raises
    ------
    ValueError
        Naming rules that are in no group.
    """
    groups = {rule: name for name, rules in RULE_GROUPS.items() for rule in rules}
    if unknown := sorted(set(checks["rule"]) - set(groups)):
        raise ValueError(f"rules in no group: {', '.join(unknown)}")
    return checks.assign(group=checks["rule"].map(groups))


def by_document(register: pd.DataFrame, sources: Sequence[str], statuses: Sequence[str]) -> pd.DataFrame:
    """Count claims by document and status.

    Parameters
    ----------
    register : DataFrame, shape (claims, any)
        With ``source``, ``status``, ``grade`` and ``standing``.
    sources, statuses : sequence of str
        Order of the result; a pair without claims counts zero.

    Returns
    -------
    DataFrame, shape (sources x statuses, 6)
        ``source``, ``status``, ``grade`` (the document's), ``claims`` (count), ``share`` (percent of the document's)
        and ``rows``: the statuses counted, or all the document's where none has it.
    """
    frame = []
    for source in sources:
        own = register[register["source"] == source]
        for status in statuses:
            part = own[own["status"] == status]
            frame.append(
                {
                    "source": source,
                    "status": status,
                    "grade": own["grade"].max(),
                    "claims": len(part),
                    "share": 100 * len(part) / len(own),
                    ROWS: join_rows((part if len(part) else own)["standing"]),
                }
            )
    return pd.DataFrame(frame)


def count_by(frame: pd.DataFrame, column: str, hit: Callable[[pd.DataFrame], pd.Series]) -> pd.DataFrame:
    """Count, for each value of a column, how many rows meet a condition.

    Parameters
    ----------
    frame : DataFrame, shape (rows, any)
        With ``standing`` or ``rows``.
    column : str
        What to group by.
    hit : callable
        Frame to a series of booleans.

    Returns
    -------
    DataFrame, shape (groups, 5)
        The column, ``hits``, ``of``, ``share`` (percent) and ``rows``; greatest share first.
    """
    trail = "standing" if "standing" in frame else ROWS
    grouped = frame.assign(hit=hit(frame)).groupby(column, sort=True)
    table = grouped.agg(hits=("hit", "sum"), of=("hit", "size"), rows=(trail, join_rows)).reset_index()
    table["share"] = 100 * table["hits"] / table["of"]
    return table.sort_values(["share", column], ascending=[False, True], ignore_index=True)


def read_outcomes(statements: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """Return coded statements with the audit's answer where they were tested.

    Parameters
    ----------
    statements : DataFrame, shape (statements, any)
        With ``claim`` and ``outcome``; ``tested`` is what the audit answers.
    register : DataFrame
        As :func:`proofpress.load_register` gives it.

    Returns
    -------
    DataFrame, shape (statements, any)
        A copy in which ``outcome`` is a value of :data:`OUTCOMES` where it was ``tested``.

    Raises
    ------
    ValueError
        Naming tested statements to which no link leads, and others to which one does.
    """
    known = register.set_index("id")
    tested = statements["outcome"] == "tested"
    linked = statements["claim"].map(known["links"]).ne("")
    if (wrong := statements.loc[tested != linked, "claim"]).size:
        raise ValueError(f"tested without a link, or linked without being tested: {', '.join(wrong)}")
    answers = statements["claim"].map(known["status"]).map(OUTCOMES)
    return statements.assign(outcome=statements["outcome"].where(~tested, answers))


def off_by(checks: pd.DataFrame) -> pd.DataFrame:
    """Return by how much the failing checks are off, where both sides are closed amounts.

    Parameters
    ----------
    checks : DataFrame, shape (checks, any)
        As :func:`proofpress.load_checks` gives them.

    Returns
    -------
    DataFrame, shape (statements at fault, columns + 2)
        With ``fold_low`` and ``fold_high``: the larger side over the smaller, in times, as far as rounding and hedges
        leave it open; greatest first. A statement that fails several checks is one, with the check it fails least.
    """
    bounds = checks[["low", "high", "said_low", "said_high"]]
    closed = ((bounds > 0) & (bounds < np.inf)).all(axis="columns")
    failing = checks[
        (checks["verdict"] == "fails") & checks["counted"] & ~checks["rule"].isin(NOT_AMOUNTS) & closed
    ].copy()
    ratios = failing["low"] / failing["said_high"], failing["high"] / failing["said_low"]
    ends = pd.DataFrame({"low": np.log(ratios[0]), "high": np.log(ratios[1])})
    apart = (ends["low"] * ends["high"]).gt(0)
    failing["fold_low"] = np.exp(ends.abs().min(axis="columns").where(apart, 0.0))
    failing["fold_high"] = np.exp(ends.abs().max(axis="columns"))
    failing = failing.sort_values(["fold_low", "fold_high", "id"]).drop_duplicates("faults")
    return failing.sort_values(["fold_low", "fold_high", "id"], ascending=[False, False, True], ignore_index=True)
