"""Typed numbers: the quantities that a text states without binding them, which the strict build refuses."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ..model.vocabulary import Vocabulary
from . import numbers as grammar
from .formulas import find_formulas
from .placeholders import PLACEHOLDER

_CAPITAL_UNIT = r"(?:[KMBT]|[BMT]N|[KMGT]?WH?|[KMGTP]B|[KMG]?HZ|KG|MT|NM|MM)"
_SMALL = grammar.any_of([*grammar.CARDINALS, *grammar.TENS])
_NUMBER_WORD = grammar.any_of([*grammar.CARDINALS, *grammar.TENS, "hundred", "thousand"])
_MAGNITUDE = "|".join(grammar.MAGNITUDES)


_WORDS = re.compile(
    rf"\b(?:{_SMALL}(?:[\s-]+{_NUMBER_WORD})?|(?:a\s+)(?:hundred|thousand)|(?:hundred|thousand)(?=[\s-]*fold\b))"
    rf"(?:[\s-]*fold\b|[\s-]+(?:per\s?cent|percent|times|{_MAGNITUDE}|"
    r"tonnes|tons|thirds?|quarters?|fifths?|tenths?|halves)\b)"
    r"|\b(?:a|one)\s+(?:third|quarter|fifth|tenth)\s+of\b|(?<!first )(?<!second )\bhalf\s+(?:of|the)\b"
    rf"|\b(?:halved|{'|'.join(word for word, _ in grammar.MULTIPLES)})\b",
    re.IGNORECASE,
)


@functools.cache
def _allowed(vocabulary: Vocabulary) -> tuple[re.Pattern[str], ...]:
    """Return patterns of numbers that are plainly no quantities: dates, years, names of sections, codes."""
    unit = grammar.counted(vocabulary.counted, short=False).replace(" ?", r"\s?")
    unit_after = rf"(?:\s|-)*(?:%|(?:{unit}|US\$|{grammar.CURRENCY_CODE}|{_MAGNITUDE}|percentage)\b)"
    name_number = rf"\d[\d.,–-]*+\w*+(?!{unit_after})"
    label = rf"(?<![A-Za-z]){grammar.labelled(vocabulary.numbered)}"
    day, month, year = grammar.DAY, grammar.MONTH, grammar.YEAR
    patterns = (
        rf"\b{day}\s+{month}(?:\s+\d{{4}})?\b",
        rf"\b{month}\s+{day}(?:,\s*\d{{4}})?\b(?!\s*\d)(?!{unit_after})",
        rf"\b{grammar.ISO_DATE}\b",
        rf"\b{grammar.RELEASE}\b",
        rf"(?<![$€£~≈+−])\b{year}(?:[–/-]\d{{2,4}})?s?\b(?![.,]\d)(?!{unit_after})(?!\s*%)",
        rf"{label}\s?\.?{name_number}(?:\s(?:and|to|or)\s{name_number})?",
        rf"\b(?!{grammar.CURRENCY_CODE}-?\d)[A-Za-z]+-?\d[\w.-]*",
        rf"(?<![\w$€£.,])\d+(?:\.\d+)?(?!{_CAPITAL_UNIT}\b)[A-Z]{{1,3}}\d*\b",
        r"\b\d+-[FKQ]\b",
        rf"\b\d+{grammar.ORDINAL}\b",
    )
    return tuple(re.compile(pattern) for pattern in patterns)


_DIGITS = re.compile(r"(?<![\w])[+−~≈-]?(?:US\$|[$€£])?\d[\d,.\u00a0\u202f ]*(?:\d|%)?%?|\d+")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+(?=;));?")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


_ATTRIBUTE = r"""(?:(?:#|\.(?!\d))[\w:-]+|[A-Za-z][\w:-]*(?:=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=]+))?)"""
"""Of a list of attributes behind an element, such as ``{ #id .class width="300" }``."""
_HIDDEN = [
    re.compile(pattern, re.DOTALL | re.MULTILINE)
    for pattern in (
        r"\A---\n.*?\n---\n",
        r"^[ \t]*(?P<fence>```+|~~~+).*?^[ \t]*(?P=fence)\s*$",
        r"<!--.*?-->",
        r"<(?:script|style|pre|code)\b.*?</(?:script|style|pre|code)>",
        r"`[^`\n]+`",
        r"</?[A-Za-z][^>\n]*>",
        r"(?<=\])\([^)\s]*\)",
        r"(?<=\])\[[^\]\n]*\]",
        r"^\[(?!\^)[^\]]+\]:\s.*$",
        r"https?://\S+",
        r"\[\^[^\]\s]+\]",
        rf"\{{:?[ ]*(?:{_ATTRIBUTE}[ ]*)+\}}",
        r"^\s*\d+[.)](?=\s)",
    )
]


_SAID = re.compile(
    r"""(?<![\w-])(?:alt|title|aria-label)\s*=\s*(?:"(?P<double>[^"\n]*)"|'(?P<single>[^'\n]*)')""", re.IGNORECASE
)
"""What an attribute of an element says to readers: words for a picture, a hint, a name."""
_ELEMENT = re.compile(r"<[A-Za-z][^>\n]*>|\{[^{}]*\}")


NONE = Vocabulary()
"""Of a site that names no words of its field."""


@dataclass(frozen=True)
class TypedNumber:
    """A number, or words for one, that stands in a text unbound; ``line`` counts from one."""

    line: int
    text: str
    context: str


def _blank(match: re.Match[str]) -> str:
    """Return blanks in a match's place, but for the words that its attributes say to readers, if it is an element."""
    text = match.group(0)
    result = re.sub(r"[^\n]", " ", text)
    if _ELEMENT.fullmatch(text):
        for said in _SAID.finditer(text):
            start, end = said.span("double" if said["double"] is not None else "single")
            result = result[:start] + text[start:end] + result[end:]
    return result


def _character(match: re.Match[str]) -> str:
    """Return the character that an entity stands for, as a page shows it: a digit is one, however it is written."""
    shown = html.unescape(match[0])
    return " " if shown.isspace() else shown


def _numerals(text: str) -> Iterator[re.Match[str]]:
    """Yield characters that are numbers and no digits: fractions, circled and Roman ones, and raised or lowered ones.

    Of the last those behind a letter are part of its word, as in km² and CO₂.
    """
    for match in _BEYOND_ASCII.finditer(text):
        shifted = unicodedata.decomposition(match[0]).startswith(("<super>", "<sub>"))
        of_a_word = shifted and text[: match.start()][-1:].isalpha()
        if unicodedata.category(match[0]) in {"No", "Nl"} and not of_a_word:
            yield match


def find_typed_numbers(text: str, vocabulary: Vocabulary = NONE) -> list[TypedNumber]:
    """Return the numbers a text types that are plainly quantities.

    Dates, years, names of sections, instruments and codes, code, addresses and placeholders do not count.

    Parameters
    ----------
    text : str
        Markdown.
    vocabulary : Vocabulary
        Of the site: its own labels before numbers and nouns after them.

    Returns
    -------
    list of TypedNumber
        In the order of the text.

    Examples
    --------
    >>> [n.text for n in find_typed_numbers("In 2015 the share was 50 %; {{ share }} now.")]
    ['50 %']
    >>> [n.text for n in find_typed_numbers("It doubled.")]
    ['doubled']
    """
    shown = text
    for formula in find_formulas(text):
        shown = shown[: formula.start()] + _blank(formula) + shown[formula.end() :]
    shown = PLACEHOLDER.sub(_blank, shown)
    for pattern in _HIDDEN:
        shown = pattern.sub(_blank, shown)
    shown = _ENTITY.sub(_character, shown)
    for pattern in _allowed(vocabulary):
        shown = pattern.sub(_blank, shown)
    found = [*_DIGITS.finditer(shown), *_WORDS.finditer(shown), *_numerals(shown)]
    lines = text.split("\n")
    typed_numbers = []
    for match in sorted(found, key=lambda m: m.start()):
        line = shown.count("\n", 0, match.start()) + 1
        typed_numbers.append(TypedNumber(line, match.group(0).strip(), " ".join(lines[line - 1].split())[:90]))
    return typed_numbers
