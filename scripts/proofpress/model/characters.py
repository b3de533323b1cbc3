"""What no text of a site may hold: what cannot be shown or turns what is shown around, and bad addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from .errors import Problem
from .letters import missing_letters

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, halves of characters, and marks that show text in another order than it is stored in."""
SCHEMES = ("https", "http", "mailto")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
NO_ADDRESS = re.compile(r"[\x00-\x20\x7f-\xa0\"<>\\^`{}|\u2028\u2029]")
ADDRESS_KEYS = frozenset({"url", "path", "homepage", "image", "email"})
NUMBER = re.compile(r"[+-]?(\d[\d.,\u00a0\u2009\u202f]*\s?%?|)")
SHOWN = 40


def find_unseen(text: str) -> str:
    r"""Return the first character of a text that no text may hold, by code and name; empty if there is none.

    Examples
    --------
    >>> find_unseen("a\x00b"), find_unseen("a\u202eb"), find_unseen("a\tb\n")
    ('U+0000', 'U+202E RIGHT-TO-LEFT OVERRIDE', '')
    """
    match = UNSEEN.search(text)
    return f"U+{ord(match[0]):04X} {unicodedata.name(match[0], '')}".strip() if match else ""


def is_address(text: str) -> bool:
    r"""Whether a text is an address that a reader can follow safely: ``https``, ``http``, ``mailto`` or relative.

    Examples
    --------
    >>> [is_address(text) for text in ("https://a.example/", "../b#c", "javascript:x", "java\nscript:x", "//b")]
    [True, True, False, False, False]
    """
    if NO_ADDRESS.search(text) or text.startswith("//"):
        return False
    scheme = SCHEME.match(text)
    return scheme is None or scheme[1].lower() in SCHEMES


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run a cell instead of showing it; a number with its sign is shown.

    A sign of double width, as East Asian keyboards give it, begins a formula there too.

    Examples
    --------
    >>> [is_formula(text) for text in ("=1+1", "@SUM(A1)", "-2+3", "\uff1d1+1", "-5.2", "+12 %", "-", "a=b")]
    [True, True, True, True, False, False, False, False]
    """
    first = unicodedata.normalize("NFKC", text[:1])
    return first in ("=", "+", "-", "@", "\t", "\r", "\n") and NUMBER.fullmatch(text) is None


def texts_of(content: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield every text of a JSON structure: its path, the key that it stands under, and the text.

    Examples
    --------
    >>> list(texts_of({"a": [{"b": "c"}]}))
    [('a', '', 'a'), ('a[1].b', '', 'b'), ('a[1].b', 'b', 'c')]
    """
    if isinstance(content, str):
        yield path, path.rpartition(".")[2].partition("[")[0], content
    elif isinstance(content, Mapping):
        for key, item in content.items():
            below = f"{path}.{key}".lstrip(".")
            yield below, "", str(key)
            yield from texts_of(item, below)
    elif isinstance(content, list | tuple):
        for number, item in enumerate(content, 1):
            yield from texts_of(item, f"{path}[{number}]")


def check_texts(content: Any, place: str) -> list[Problem]:
    """Return a problem for each text that holds what no text may or no font has, and for each address that is none.

    Parameters
    ----------
    content : object
        An entry of a register, a resource of the data package, or a part of one.
    place : str
        The file and the entry, for messages.
    """
    problems = []
    for path, key, text in texts_of(content):
        name = path.encode("unicode_escape").decode()
        unseen = find_unseen(text)
        if unseen:
            problems.append(unseen_problem(f"{place}, field `{name}`", unseen, text))
        elif missing := missing_letters(text):
            problems.append(no_letter(f"{place}, field `{name}`", missing, text))
        elif key.lower() in ADDRESS_KEYS and not is_address(text):
            problems.append(
                Problem(
                    "bad-address",
                    f"{place}, field `{name}`",
                    "the address cannot be followed",
                    "`https`, `http`, `mailto` or a relative address",
                    repr(text[:SHOWN]),
                    "Correct it, or leave it out.",
                )
            )
    return problems


def no_letter(place: str, missing: str, text: str) -> Problem:
    """Return the problem of a text with letters that no shipped font has: each reader would see something else."""
    thing, expected = f"no shipped font has {missing}", "letters that pages, charts and print can show"
    fix = "Write it in letters that are Latin, Greek, Cyrillic, Arabic, Han, kana or hangul."
    return Problem("no-letter", place, thing, expected, repr(text[:60]), fix)


def unseen_problem(place: str, unseen: str, text: str) -> Problem:
    """Return the problem of a text that holds a character which no text may."""
    at = next(UNSEEN.finditer(text)).start()
    shown = repr(text[max(0, at - SHOWN // 2) : at + SHOWN // 2])
    return Problem(
        "unseen-character",
        place,
        f"the text holds {unseen}, which readers cannot see",
        "letters, digits, marks and spaces",
        shown,
        "Remove it.",
    )
