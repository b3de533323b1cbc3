"""Assertions from within a notebook: that what a headline says of all, none or the largest holds of every member.

The kernel proves the condition of the rows it is given; the build proves that these are all that the tables hold, and
that each such word of a headline has an assertion behind it (:mod:`proofpress.figures.bounds`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..model.characters import check_texts
from ..model.errors import Problem, PublishError
from ..model.records import Assertion
from . import publish
from .contract import check_rows, missing_field
from .session import ROWS, as_rows, session

ASSERTION_MIME = "application/vnd.proofpress.assertion+json"
NAMED = 5
"""Members that a refusal names at most."""


def assert_all(
    words: str | Sequence[str],
    frame: Any,
    condition: Any,
    *,
    over: str | Sequence[str],
    where: Mapping[str, Any] | None = None,
    apart: Mapping[str, str] | None = None,
) -> None:
    """Assert what a title, summary, takeaway or answer says of all, none, at most or the largest.

    Parameters
    ----------
    words : str or sequence of str
        The headline's words that rest on it, as they stand there, the bounding word among them; several where several
        headlines say it.
    frame : DataFrame
        What the words speak of, a row a member, with the column ``rows``.
    condition : sequence of bool
        Whether the words hold of each row, such as ``frame["share"] <= most``.
    over : str or sequence of str
        Columns of the tables that tell members apart: every member that the tables hold must be among the rows, and
        every edition of its period. ``table.column`` asks that table alone.
    where : mapping of str to a cell or a sequence of cells, optional
        Columns of the tables with the cells that the words confine themselves to.
    apart : mapping of str to str, optional
        Members left out, by a cell of their own, each with the reason.

    Raises
    ------
    PublishError
        If the words do not hold of some row, or something is missing.

    Examples
    --------
    ``assert_all("the highest in every edition", peers, peers["ratio"] <= peers["ours"], over=["economy", "edition"])``
    """
    said = (words,) if isinstance(words, str) else tuple(words)
    place = f"assertion “{said[0] if said else '?'}”"
    columns = (over,) if isinstance(over, str) else tuple(over)
    problems = [missing_field("words", place)] if not said or not all(map(str.strip, said)) else []
    problems += [] if columns else [missing_field("over", place, "columns that tell members apart")]
    reasons = {str(member): reason for member, reason in (apart or {}).items()}
    problems += [
        missing_field("apart", place, f"a reason why `{member}` is left out")
        for member, reason in reasons.items()
        if not reason.strip()
    ]
    problems += check_texts({"words": list(said), "apart": list(reasons.values())}, place)
    problems += _unproven(frame, condition, columns, place) or check_rows(as_rows(frame), place, session())
    problems += [] if problems else _of_large_tables(as_rows(frame), place)
    if problems:
        raise PublishError(problems)
    scope = tuple((column, _cells(cells)) for column, cells in sorted((where or {}).items()))
    assertion = Assertion(said, as_rows(frame), columns, scope, tuple(sorted(reasons.items())))
    publish.show(ASSERTION_MIME, asdict(assertion), {"text/plain": f"“{said[0]}” holds of all {len(frame)}"})


def _of_large_tables(rows: Sequence[str], place: str) -> list[Problem]:
    """Return a problem for each large table that rows are of: the build cannot tell whether they are all it holds."""
    large = {table for table, _ in session().pieces} & {row.partition(":")[0] for row in rows}
    fix = "Say less in the headline, or assert it of a table of results."
    thing, expected = "the members of a large table are not known one by one", "rows of a table in CSV"
    return [Problem("large-table", place, thing, expected, f"`{table}`", fix) for table in sorted(large)]


def _cells(cells: Any) -> tuple[str, ...]:
    """Return cells as printed, of one or of several."""
    several = cells if isinstance(cells, Sequence) and not isinstance(cells, str) else [cells]
    return tuple(map(str, several))


def _unproven(frame: Any, condition: Any, columns: Sequence[str], place: str) -> list[Problem]:
    """Return what is wrong with the proof: no members, no answer for each, or one of which the words do not hold."""
    if not hasattr(frame, "columns") or frame.empty or ROWS not in frame.columns:
        return [Problem("no-rows", place, "its frame", "rows, with the column `rows`", "none")]
    answers = list(condition) if hasattr(condition, "__iter__") and not isinstance(condition, str) else []
    if len(answers) != len(frame):
        expected = f"true or false for each of the {len(frame)} rows"
        got = f"{len(answers)} of them" if answers else repr(condition)
        return [Problem("bad-condition", place, "its condition", expected, got)]
    untrue = frame[[not answer for answer in answers]]
    if untrue.empty:
        return []
    shown = untrue.reset_index()
    names = [column for column in columns if column in shown] or [ROWS]
    members = [" ".join(str(record[name]) for name in names) for record in shown.to_dict("records")]
    more = "" if len(members) <= NAMED else f" and {len(members) - NAMED} more"
    fix = "Say less in the headline."
    return [Problem("untrue", place, "it does not hold", "of every member", ", ".join(members[:NAMED]) + more, fix)]
