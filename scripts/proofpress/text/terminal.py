"""Printed text as a terminal shows it: colours as colours, what was overwritten gone, no control character left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

STEP = re.compile(
    r"\x1b\[(?P<sgr>[0-9;:]*)m|\x1b\[(?P<erase>[0-9]*)K|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]*[0-~]|(?P<letter>.)",
    re.DOTALL,
)
"""A colour, an erasure, another command, or a letter."""
UNSHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
STYLES = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 9: "strike"}
ENDED = {22: {"bold", "dim"}, 23: {"italic"}, 24: {"underline"}, 29: {"strike"}}
COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
CUBE = 16
"""Number of the first of 216 mixed colours, after which come greys."""
GREYS = 232
EXTENDED = 38
Style = frozenset[str]


def to_html(text: str) -> str:
    r"""Return printed text as HTML, with classes such as ``pp-ansi-red`` for its colours.

    Examples
    --------
    >>> to_html("\x1b[31mred\x1b[0m <b>")
    '<span class="pp-ansi-red">red</span> &lt;b&gt;'
    """
    if not UNSHOWN.search(text):
        return escape(text, quote=False)
    return "\n".join(_markup(cells) for cells in _lines(text))


def to_plain(text: str) -> str:
    r"""Return printed text without its colours.

    Examples
    --------
    >>> to_plain("10%\r\x1b[32m99%\x1b[0m\x00 done\x08\x08\x08\x08gone")
    '99% gone'
    """
    if not UNSHOWN.search(text):
        return "\n".join(line.rstrip() for line in text.split("\n"))
    return "\n".join("".join(letter for letter, _ in cells).rstrip() for cells in _lines(text))


def _lines(text: str) -> Iterator[list[tuple[str, Style]]]:
    """Yield each line as letters with their styles, as they stand when all has been printed."""
    style: Style = frozenset()
    for line in text.replace("\r\n", "\n").split("\n"):
        cells: list[tuple[str, Style]] = []
        at = 0
        for step in STEP.finditer(line):
            letter = step["letter"]
            if step["sgr"] is not None:
                style = _styled(style, step["sgr"])
            elif step["erase"] is not None:
                cells = _erased(cells, at, step["erase"])
            elif letter == "\r":
                at = 0
            elif letter == "\b":
                at = max(0, at - 1)
            elif letter and not UNSHOWN.match(letter):
                cells[at:] = [(letter, style), *cells[at + 1 :]] if at < len(cells) else [(letter, style)]
                at += 1
        yield cells


def _erased(cells: list[tuple[str, Style]], at: int, how: str) -> list[tuple[str, Style]]:
    """Return a line after a command that erases its end, its beginning or all of it."""
    blank = [(" ", Style())] * at
    return {"1": [*blank, *cells[at:]], "2": blank}.get(how, cells[:at])


def _styled(style: Style, codes: str) -> Style:
    """Return a style after a command such as ``1;31``."""
    numbers = [int(code or 0) for code in re.split("[;:]", codes)]
    names = set(style)
    while numbers:
        code = numbers.pop(0)
        if code == 0:
            names.clear()
        elif code in STYLES:
            names.add(STYLES[code])
        elif code in ENDED:
            names -= ENDED[code]
        elif code in {EXTENDED, EXTENDED + 10}:
            colour, numbers = _extended(numbers)
            if code == EXTENDED:
                names = _coloured(names, colour)
        elif 30 <= code <= 37 or 90 <= code <= 97:
            names = _coloured(names, COLOURS[code % 10])
        elif code == 39:
            names = _coloured(names, "")
    return frozenset(names)


def _coloured(names: set[str], colour: str) -> set[str]:
    return (names - set(COLOURS)) | ({colour} if colour else set())


def _extended(numbers: list[int]) -> tuple[str, list[int]]:
    """Return the nearest named colour of one given by its number or its parts, and the codes that follow."""
    if numbers[:1] == [5] and len(numbers) > 1:
        number, rest = numbers[1], numbers[2:]
        if number < CUBE:
            return COLOURS[number % 8], rest
        if number >= GREYS:
            return "", rest
        number -= CUBE
        parts = [number // 36, number // 6 % 6, number % 6]
        return _nearest([part * 51 for part in parts]), rest
    if numbers[:1] == [2] and len(numbers) > 3:
        return _nearest(numbers[1:4]), numbers[4:]
    return "", []


def _nearest(parts: list[int]) -> str:
    """Return the colour whose parts are on where these are strong; greys have none."""
    if max(parts) - min(parts) < 40:
        return ""
    middle = (max(parts) + min(parts)) / 2
    return COLOURS[sum(1 << bit for bit, part in enumerate(parts) if part > middle)]


def _markup(cells: list[tuple[str, Style]]) -> str:
    runs = []
    for style, letters in groupby(cells, key=lambda cell: cell[1]):
        text = escape("".join(letter for letter, _ in letters), quote=False)
        names = " ".join(f"pp-ansi-{name}" for name in sorted(style))
        runs.append(f'<span class="{names}">{text}</span>' if names else text)
    return "".join(runs)
