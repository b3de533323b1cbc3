"""Arithmetic that gives a number from a few others, as a reader would write it: one ratio, sum, share or index.

It is found by trying. Where many numbers are tried on, only a result of many digits counts: a short one, such as 4,
comes out of several by chance.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence

EXACT = 1e-9
PERCENT = 100.0
POINTS = PERCENT**2
"""The index of Herfindahl and Hirschman of a single holder: squares of shares in percent."""
UNITS = (1e3, 1e6, 1e9)
"""By what units of one kind differ: thousands, millions, billions."""
SHORT_DIGITS = 4
"""Digits of a result that may come out by chance."""
MOST_WRITTEN = 6
"""Terms of a sum that are written out."""
MOST_POOLED = 8
"""Numbers of several columns that are tried with one another."""
WHOLE_FROM = 1e9
"""From where on a number is shown without decimals."""
PAIRS: tuple[tuple[str, Callable[[float, float], float]], ...] = (
    ("{0} / {1}", lambda a, b: a / b),
    ("{0} / {1}", lambda a, b: PERCENT * a / b),
    ("({0} − {1}) / {1}", lambda a, b: PERCENT * (a - b) / b),
    ("({1} − {0}) / {1}", lambda a, b: PERCENT * (b - a) / b),
    ("{0} − {1}", lambda a, b: a - b),
    ("{0} / ({0} + {1})", lambda a, b: PERCENT * a / (a + b)),
)


def ways_of_column(numbers: Sequence[float], result: float) -> Iterator[str]:
    """Yield each kind of arithmetic that gives a result from one number a row, all of one measure.

    Examples
    --------
    >>> list(ways_of_column([1.0, 3.0, 6.0], 60.0))
    ['6 / 10']
    """
    total = math.fsum(numbers)
    if len(numbers) == 2:
        yield from _of_two(numbers[0], numbers[1], result)
    if len(numbers) < 3 or not total:
        return
    if _same(total, result):
        yield " + ".join(map(_shown, numbers)) if len(numbers) <= MOST_WRITTEN else f"{len(numbers)} rows, added up"
    for number in dict.fromkeys(numbers):
        if any(_same(scale * number / total, result) for scale in (PERCENT, 1.0)):
            yield f"{_shown(number)} / {_shown(total)}"
    if is_telling(result):
        yield from _of_many(numbers, total, result)


def _of_many(numbers: Sequence[float], total: float, result: float) -> Iterator[str]:
    """Yield what would come out of many numbers by chance if the result were short."""
    for number in dict.fromkeys(numbers):
        if _same(PERCENT * (total - number) / total, result):
            yield f"({_shown(total)} − {_shown(number)}) / {_shown(total)}"
    for index, words in _indexes(numbers, total):
        if _same(index, result):
            yield words
        if _same(POINTS / index, result):
            yield f"{_shown(POINTS)} / {_shown(round(index))} ({words})"
    if _same(total / len(numbers), result):
        yield f"{_shown(total)} / {len(numbers)}"


def _indexes(numbers: Sequence[float], total: float) -> Iterator[tuple[float, str]]:
    """Yield the index of concentration of all holders, and without each of them that may stand for several others."""
    squares = [(PERCENT * number / total) ** 2 for number in numbers]
    count, whole = len(numbers), math.fsum(squares)
    yield whole, f"the squares of {count} shares in percent, added up"
    for square in dict.fromkeys(squares):
        if 0 < square < whole:
            yield whole - square, f"the squares of {count - 1} of {count} shares in percent, added up"


def ways_of_unit(numbers: Sequence[float], result: float) -> Iterator[str]:
    """Yield the arithmetic that gives a result from the one measure of a row, in another unit.

    Examples
    --------
    >>> list(ways_of_unit([13123.0], 13.123))
    ['13,123 / 1,000']
    """
    for unit in UNITS if len(numbers) == 1 else ():
        if _same(numbers[0] / unit, result):
            yield f"{_shown(numbers[0])} / {_shown(unit)}"


def ways_of_pool(numbers: Sequence[float], result: float) -> Iterator[str]:
    """Yield each kind of arithmetic that gives a result from two numbers of any measures and rows.

    Of more than two numbers it must have many digits.
    """
    pool = list(dict.fromkeys(numbers))
    if len(pool) == 2 or (len(pool) <= MOST_POOLED and is_telling(result)):
        for first, second in itertools.combinations(pool, 2):
            yield from _of_two(first, second, result)
            yield from _products(first, second, result)


def is_telling(result: float) -> bool:
    """Whether a result has so many digits that it comes out of other numbers by no chance."""
    return not _same(float(f"{result:.{SHORT_DIGITS}g}"), result)


def _of_two(first: float, second: float, result: float) -> Iterator[str]:
    if _same(first + second, result):
        yield f"{_shown(first)} + {_shown(second)}"
    for a, b in ((first, second), (second, first)):
        for form, operation in PAIRS:
            try:
                if _same(operation(a, b), result):
                    yield form.format(_shown(a), _shown(b))
            except ZeroDivisionError:
                continue


def _products(first: float, second: float, result: float) -> Iterator[str]:
    """Yield two numbers times one another, such as an amount and its price, in the unit of the result."""
    for unit in (1.0, PERCENT, *UNITS):
        if _same(first * second / unit, result):
            yield f"{_shown(first)} × {_shown(second)}{f' / {_shown(unit)}' if unit > 1 else ''}"


def is_one_of(numbers: Sequence[float], result: float) -> bool:
    """Whether a result stands in the rows themselves: of one or two of them nothing was computed then."""
    return any(_same(number, result) for number in numbers)


def _same(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=EXACT, abs_tol=0.0)


def _shown(number: float) -> str:
    is_whole = number == int(number) or abs(number) >= WHOLE_FROM
    return (f"{number:,.0f}" if is_whole else f"{number:,.10g}").replace("-", "−")
