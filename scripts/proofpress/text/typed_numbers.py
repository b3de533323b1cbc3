"""Typed numbers: the quantities that a text states without binding them, which the strict build refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .placeholders import PLACEHOLDER

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)


_NAMED = (
    r"(?<![A-Za-z])(?:(?:[Ss]ub)?[Ss]ections?|§|[Cc]hapters?|[Nn]o\.|Nos\.|[Nn]umber|Announcement|[Aa]rticles?|[Pp]art|"
    r"(?:[Ss]ub)?[Pp]aragraphs?|(?:[Ff]oot|[Ee]nd)?[Nn]otes?|[Tt]ables?|[Ff]igures?|[Pp]ages?|pp?\.|HS|ISO|RFC|[Vv]ersion|v|Order|Directive|Regulation|Title|Annex|"
    r"CC BY|Form|WCAG|Python|Data Package|[Ss]tep|Supplement|Law|Public Law|Rule|ECCN|AES|SHA|vol\.|[Aa]ppendix)"
)


_UNIT_AFTER = (
    r"(?:\s|-)*(?:%|(?:per\s?cent|percent|percentage|points?|times|-?fold|tonnes?|tons?|kt|kg|wafers?|"
    r"US\$|USD|dollars?|million|billion|thousand|trillion|firms|companies|countries|patents|units|nm|kilograms?)\b)"
)


_NAME_NUMBER = rf"\d[\d.,–-]*+\w*+(?!{_UNIT_AFTER})"


_CAPITAL_UNIT = r"(?:[KMBT]|[BMT]N|[KMGT]?WH?|[KMGTP]B|[KMG]?HZ|KG|MT|NM|MM)"


_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand)"
)


_WORDS = re.compile(
    rf"\b{_NUMBER_WORD}(?:[\s-]+{_NUMBER_WORD})?(?:[\s-]*fold\b|[\s-]+(?:per\s?cent|percent|times|million|billion|"
    rf"thousand|trillion|tonnes|tons|thirds?|quarters?|fifths?|tenths?|halves)\b)"
    r"|\b(?:a|one)\s+(?:third|quarter|fifth|tenth)\s+of\b|(?<!first )(?<!second )\bhalf\s+(?:of|the)\b"
    r"|\b(?:halved|doubled|tripled|trebled|quadrupled|twice)\b",
    re.IGNORECASE,
)


_ALLOWED = [
    re.compile(pattern)
    for pattern in (
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?\b",
        rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*\d{{4}})?\b(?!\s*\d)(?!{_UNIT_AFTER})",
        r"\b\d{4}-\d{2}-\d{2}\b",
        r"\b(?:19|20)\d{2}\.\d{2}(?:\.\d+)?\b",
        rf"(?<![$€£~≈+−])\b(?:19|20)\d{{2}}(?:[–/-]\d{{2,4}})?s?\b(?![.,]\d)(?!{_UNIT_AFTER})(?!\s*%)",
        rf"{_NAMED}\s?\.?{_NAME_NUMBER}(?:\s(?:and|to|or)\s{_NAME_NUMBER})?",
        r"\b(?!(?:USD|EUR|GBP|JPY|RMB|CNY)-?\d)[A-Za-z]+-?\d[\w.-]*",
        rf"(?<![\w$€£.,])\d+(?:\.\d+)?(?!{_CAPITAL_UNIT}\b)[A-Z]{{1,3}}\d*\b",
        r"\b\d+-[FKQ]\b",
        r"\b\d+(?:st|nd|rd|th)\b",
    )
]


_DIGITS = re.compile(r"(?<![\w])[+−~≈-]?(?:US\$|[$€£])?\d[\d,.\u00a0\u202f ]*(?:\d|%)?%?|\d+|[¼-¾⅐-⅞]")


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
        r"^\[[^\]]+\]:\s.*$",
        r"https?://\S+",
        r"\[\^[^\]\s]+\]",
        r"\{[:#.][^}\n]*\}",
        r"&#?\w+;",
        r"^\s*\d+[.)](?=\s)",
    )
]


@dataclass(frozen=True)
class TypedNumber:
    """A number, or words for one, that stands in a text unbound; ``line`` counts from one."""

    line: int
    text: str
    context: str


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group(0))


def find_typed_numbers(text: str) -> list[TypedNumber]:
    """Return the numbers a text types that are plainly quantities.

    Dates, years, names of sections, instruments and codes, code, addresses and placeholders do not count.

    Parameters
    ----------
    text : str
        Markdown.

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
    shown = PLACEHOLDER.sub(_blank, text)
    for pattern in (*_HIDDEN, *_ALLOWED):
        shown = pattern.sub(_blank, shown)
    lines = text.split("\n")
    found = []
    for match in sorted([*_DIGITS.finditer(shown), *_WORDS.finditer(shown)], key=lambda m: m.start()):
        line = shown.count("\n", 0, match.start()) + 1
        found.append(TypedNumber(line, match.group(0).strip(), " ".join(lines[line - 1].split())[:90]))
    return found
