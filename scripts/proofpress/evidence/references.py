"""References: what a check or link names, resolved to an interval in base units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.errors import nearest
from ..model.records import Claim
from ..text.interval import Interval, stated, stated_point
from ..text.numbers import MAGNITUDES
from ..text.periods import year_span
from ..text.quantities import format_claim, format_number, with_unit
from .records import UNIT_NAMES, Ref, Register

INSTANT = 1e-4
"""Years end just before the next one begins: 2014 and 2015 have no moment in common."""


def _dates(period: str) -> Interval:
    """Return when a period lies, in decimal years."""
    start, end = year_span(period)
    return Interval(start, end - INSTANT)


def claim_ref(claim: Claim) -> Ref:
    """Return the quantity or the date that a claim states."""
    if claim.unit == "date":
        return Ref(claim.row, "", claim.as_printed, _dates(claim.period), "date")
    interval = stated(claim.low, claim.high, claim.as_printed, claim.hedge, claim.unit)
    point = stated_point(claim.low, claim.high, interval)
    return Ref(claim.row, "", format_claim(claim), interval, claim.unit, point=point)


def base_unit(unit: str, names: Mapping[str, str] = UNIT_NAMES) -> tuple[float, str]:
    """Return a unit as a factor and a base unit.

    Parameters
    ----------
    unit : str
        Of a claim or a table's column.
    names : mapping of str to str
        Base units by other names.

    Examples
    --------
    >>> base_unit("billion US dollars")
    (1000000000.0, 'USD')
    """
    word, _, rest = unit.partition(" ")
    factor, unit = (MAGNITUDES[word], rest) if word in MAGNITUDES else (1.0, unit)
    return factor, names.get(unit, unit)


def _cell_ref(row: str, column: str, cell: str, unit: str, names: Mapping[str, str]) -> Ref:
    if unit in {"", "date"}:
        return Ref(row, column, cell, _dates(cell), "date")
    factor, base = base_unit(unit, names)
    number = float(cell) * factor
    body = str(int(number)) if unit == "year" else format_number(number)
    interval = stated(number, number, cell, "exact", base)
    return Ref(row, column, with_unit(body, base), interval, base, point=Interval(number, number))


def _find_cell(text: str, register: Register) -> Ref:
    row, _, column = text.rpartition(".")
    if row not in register.rows:
        raise ValueError(f"no row `{row or text}`. {nearest(row or text, register.rows)}")
    cells = register.rows[row]
    if column not in cells:
        raise ValueError(f"`{row}` has no column `{column}`. {nearest(column, cells)}")
    unit = register.units.get((row.partition(":")[0], column), "")
    if unit == "see column unit":
        unit = cells.get("unit", "")
    return _cell_ref(row, column, cells[column], unit, register.unit_names)


def _constant(given: Mapping[str, Any]) -> Ref:
    value, unit, why = given["value"], given.get("unit", "count"), given["why"]
    if unit == "date":
        return Ref("", "", str(value), _dates(str(value)), unit, why)
    number = float(value)
    return Ref("", "", with_unit(format_number(number), unit), Interval(number, number), unit, why)


def find_ref(given: Any, register: Register) -> Ref:
    """Return the quantity that a check's input names.

    Raises
    ------
    ValueError
        Saying what is unknown, or holds no number or date.
    """
    if isinstance(given, dict):
        return _constant(given)
    kind, _, name = str(given).partition(":")
    if kind == "table":
        return _find_cell(name, register)
    if kind != "claim":
        raise ValueError(f"`{given}` is neither `claim:<id>` nor `table:<table>:<id>.<column>`")
    if name not in register.claims:
        raise ValueError(f"no claim `{name}`. {nearest(name, register.claims)}")
    return claim_ref(register.claims[name])


def any_ref(given: str, register: Register) -> Ref:
    """Return a reference that need not hold a number: a judgement compares statements."""
    try:
        return find_ref(given, register)
    except ValueError:
        nothing = Interval(float("-inf"), float("inf"))
        kind, _, name = given.partition(":")
        if kind == "claim" and name in register.claims:
            return Ref(given, "", format_claim(register.claims[name]), nothing, "")
        row = name if name in register.rows else name.rpartition(".")[0]
        if kind == "table" and row in register.rows:
            column = name[len(row) + 1 :]
            return Ref(row, column, register.rows[row].get(column, ""), nothing, "")
        raise
