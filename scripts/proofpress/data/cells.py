"""One reader of table cells: validation and notebooks read every cell in the same way, or refuse it.

It reads as Table Schema says, and stricter where a reader could be misled: digits of other scripts, Python's ``1_000``,
numbers with more digits than a computer's number carries, a sign that a currency mark hides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Cell = str | int | float | bool | None
Reader = Callable[[str], Cell]
INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
BEFORE = r"(?:[^\W\d_]+\.?|[^\w+\-−–().,])*?"
AFTER = r"(?:[^\W\d_]+\.?|[^\w+\-−–().,])*"
"""What may stand before and after a number that is not bare: words and signs, none of which could change the number."""
LARGEST = 2**63
"""Whole numbers of a column are kept in 64 bits."""
EXACT_DIGITS = 15
"""Significant digits that every number of a computer keeps."""
TRUE = ("true", "True", "TRUE", "1")
FALSE = ("false", "False", "FALSE", "0")
"""Words for truth, as Table Schema has them where a field names none."""


def missing_values(field: Mapping[str, Any], schema: Mapping[str, Any]) -> frozenset[str]:
    """Return what stands in a column's cells where there is no value."""
    return frozenset(map(str, field.get("missingValues", schema.get("missingValues", [""]))))


def cell_reader(field: Mapping[str, Any], schema: Mapping[str, Any]) -> Reader:
    """Return what reads the cells of a column: text in, value out; None where the value is missing.

    Parameters
    ----------
    field : mapping
        The column's description.
    schema : mapping
        Of its table, for what stands there where a value is missing.

    Raises
    ------
    ValueError
        By the reader, with what the cell should have held.

    Examples
    --------
    >>> cell_reader({"type": "number", "decimalChar": ",", "groupChar": "."}, {})("1.234,5")
    1234.5
    """
    missing = missing_values(field, schema)
    read = _READERS.get(str(field.get("type")), _text)(field)
    return lambda text: None if text in missing else read(text)


def read_columns(
    rows: Sequence[Sequence[str]], schema: Mapping[str, Any]
) -> tuple[dict[str, list[Cell]], list[tuple[int, str, str, str]]]:
    """Return a table's columns as values, and ``(row, column, expected, cell)`` of each cell that cannot be read.

    Parameters
    ----------
    rows : sequence of sequence of str
        As the file has them, the header left out, each as long as the schema has fields.
    """
    columns: dict[str, list[Cell]] = {}
    bad = []
    for at, field in enumerate(schema["fields"]):
        read, values = cell_reader(field, schema), []
        for number, row in enumerate(rows, 2):
            try:
                values.append(read(row[at]))
            except ValueError as err:
                bad.append((number, str(field["name"]), str(err), row[at]))
        columns[str(field["name"])] = values
    return columns, bad


def field_faults(field: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return each property of a column that its cells could not be read by, with what was expected."""
    faults = []
    kind, point, group = field.get("type"), field.get("decimalChar", "."), field.get("groupChar", "")
    for name, mark in (("decimalChar", point), ("groupChar", group)):
        if name in field and kind != "number":
            faults.append((name, "a column of the type `number`"))
        elif (
            name in field
            and (name, mark) != ("groupChar", "")
            and not (isinstance(mark, str) and len(mark) == 1 and not re.match(r"[\w+-]", mark))
        ):
            faults.append((name, "one mark, no letter, digit or sign"))
    if group and group == point:
        faults.append(("groupChar", "another mark than that of the decimals"))
    if kind == "date" and field.get("format") == "any":
        faults.append(("format", "a pattern such as `%d.%m.%Y`, so that a date reads in one way"))
    if kind == "boolean" and set(_words(field, "trueValues", TRUE)) & set(_words(field, "falseValues", FALSE)):
        faults.append(("trueValues", "other words than those of `falseValues`"))
    return faults


def _text(_: Mapping[str, Any]) -> Reader:
    return lambda text: text


def _integer(field: Mapping[str, Any]) -> Reader:
    bare = _bare(field, r"[+-]?[0-9]+")

    def read(text: str) -> int:
        digits = bare(text)
        if not INTEGER.fullmatch(digits):
            raise ValueError("a whole number in the digits 0 to 9")
        number = int(digits) if len(digits) < 400 else LARGEST
        if not -LARGEST <= number < LARGEST:
            raise ValueError("a whole number that 64 bits hold; give a larger unit, or the type `string` to a code")
        return number

    return read


def _number(field: Mapping[str, Any]) -> Reader:
    point, group = str(field.get("decimalChar", ".")), str(field.get("groupChar", ""))
    mark, gap = re.escape(point), re.escape(group)
    bare = _bare(field, rf"[+-]?(?:[0-9{gap}]+(?:{mark}[0-9]*)?|{mark}[0-9]+)(?:[eE][+-]?[0-9]+)?")
    grouped = re.compile(rf"[+-]?\d{{1,3}}(?:{gap}\d{{2,3}})*{gap}\d{{3}}", re.ASCII)
    expected = f"a number in the digits 0 to 9, its decimals after `{point}`"
    if group:
        expected += f", its thousands apart by `{group}`"

    def read(text: str) -> float:
        whole, at, decimals = bare(text).partition(point)
        if point != "." and "." in whole.replace(group, "") + decimals:
            raise ValueError(expected)
        if group and group in whole:
            if not grouped.fullmatch(whole):
                raise ValueError(expected)
            whole = whole.replace(group, "")
        digits = f"{whole}{'.' if at else ''}{decimals}"
        if not NUMBER.fullmatch(digits):
            raise ValueError(expected)
        return _exact(digits)

    return read


def _exact(digits: str) -> float:
    """Return a number that is what its digits say.

    Raises
    ------
    ValueError
        If they say more than a number can hold: too large, too small, or too many digits.
    """
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number below 1.8e308")
    if (len(digits) > EXACT_DIGITS or not number) and not _says(digits, number):
        raise ValueError(f"a number of at most {EXACT_DIGITS} significant digits, all that is kept of one")
    return number


def _says(digits: str, number: float) -> bool:
    """Whether digits say a number exactly."""
    try:
        return Decimal(repr(number)) == Decimal(digits)
    except ArithmeticError:  # an exponent beyond all numbers
        return False


def _bare(field: Mapping[str, Any], number: str) -> Callable[[str], str]:
    """Return what takes the number out of a cell, which holds more where the field says that it is not bare."""
    if field.get("bareNumber", True):
        return str.strip
    pattern = re.compile(rf"{BEFORE}(?P<number>{number}){AFTER}")

    def take(text: str) -> str:
        match = pattern.fullmatch(text.strip())
        if match is None:
            raise ValueError("one number, its sign directly before it, with words or marks around it")
        return match["number"]

    return take


def _year(_: Mapping[str, Any]) -> Reader:
    def read(text: str) -> int:
        if not YEAR.fullmatch(text):
            raise ValueError("a year in four digits")
        return int(text)

    return read


def _boolean(field: Mapping[str, Any]) -> Reader:
    known = {**dict.fromkeys(_words(field, "trueValues", TRUE), True)}
    known |= dict.fromkeys(_words(field, "falseValues", FALSE), False)

    def read(text: str) -> bool:
        if text not in known:
            raise ValueError(" or ".join(f"`{word}`" for word in known))
        return known[text]

    return read


def _words(field: Mapping[str, Any], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(str, field.get(key) or default))


def _date(field: Mapping[str, Any]) -> Reader:
    pattern = str(field.get("format", "default"))
    pattern = "%Y-%m-%d" if pattern == "default" else pattern

    def read(text: str) -> str:
        try:
            if any(letter.isdigit() and not letter.isascii() for letter in text):
                raise ValueError
            day: date = datetime.strptime(text, pattern).date()
        except ValueError:
            raise ValueError(f"a date written `{pattern}`, in the digits 0 to 9") from None
        return day.isoformat()

    return read


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Reader]] = {
    "string": _text,
    "integer": _integer,
    "number": _number,
    "year": _year,
    "boolean": _boolean,
    "date": _date,
}
