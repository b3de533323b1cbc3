"""Sentences of a text, and their words as a reader counts them: a dot may end a sentence, or only a short form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .placeholders import PLACEHOLDER

END = re.compile(r"[.!?…]+[\"'”’»)\]*_]*(?=\s|$)")
"""What may end a sentence: the mark, with the quotation marks, brackets and emphasis that close behind it."""
INITIALS = re.compile(r"(?:\b[^\W\d_]\.)+$")
"""Single letters with dots, such as those of a state, a name, or “for example”."""
SHORTENED = re.compile(
    r"\b(?:approx|art|arts|ca|cf|chap|dr|ed|eds|est|esp|etc|fig|figs|incl|jr|max|min|mr|mrs|ms|par|para|paras|prof"
    r"|resp|sec|sect|sr|st|vol|vols|vs|al|eq|tab|app|ref|refs|hon|gen|rep|sen|dept|univ)\.$",
    re.IGNORECASE,
)
"""Short forms that a word follows; written of any field."""
NUMBERED = re.compile(r"\b(?:nos?|pp?|sect?|arts?|figs?|chap|vols?|para?s?|nr|bd|abs|[§#])\.$", re.IGNORECASE)
"""Short forms that number what follows: they end a sentence unless a number does follow."""
FIRM = re.compile(r"\b(?:co|corp|inc|ltd|bros|llc|plc|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$", re.IGNORECASE)
"""Short forms that may end a sentence, as initials may; then a word that begins one tells."""
BEGINS = re.compile(
    r"(?:After|Although|An?|And|As|At|Before|Both|But|By|Each|Even|Few|For|From|He|Her|His|How|However|If|In|It|Its|Many"
    r"|Most|No|None|Nor|Not|Of|On|Once|One|Only|Or|Our|Since|She|So|Some|Such|That|The|Their|Then|There|These|They"
    r"|This|Those|Though|To|Two|Under|Until|We|What|When|Where|Whether|Which|While|Who|Why|With|Yet|You)\b"
)
NUMBER_GAP = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d)")
"""A space within a number, which groups its digits."""
BETWEEN_WORDS = re.compile(r"\s+|[—–/](?=[^\W\d_])")
LINK_TARGET = re.compile(r"(?<=\])\([^)\s]*\)|<[^>]*>")
"""Where a link of Markdown leads, and tags: no words."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; short forms, decimals and what stands in placeholders end none.

    Examples
    --------
    >>> sentences("The N.Y. Council met. No. 33 took effect in Sept. 2024. It rose to 2.5 times {{= 1. | so. }}.")
    ['The N.Y. Council met.', 'No. 33 took effect in Sept. 2024.', 'It rose to 2.5 times {{= 1. | so. }}.']
    """
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences; those of a text that is empty are none."""
    masked = PLACEHOLDER.sub(lambda match: "0" * len(match[0]), text)
    start = 0
    for end in END.finditer(masked):
        if _ends(masked[start : end.end()], masked[end.end() :].lstrip(), masked[end.start()]):
            yield text[start : end.end()].strip()
            start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def _ends(before: str, after: str, mark: str) -> bool:
    """Whether a sentence ends between what stands before, with its mark, and what comes after."""
    if not after or after[0].islower():
        return not after
    if mark != ".":
        return True
    if NUMBERED.search(before) and after[0].isdigit():
        return False
    if INITIALS.search(before) or FIRM.search(before):
        return BEGINS.match(after) is not None
    return not SHORTENED.search(before)


def count_words(sentence: str) -> int:
    """Return how many words a sentence has: a number is one with its sign, a unit that is a word is another.

    Examples
    --------
    >>> [count_words(text) for text in ("It made 84,600 tonnes, 73 % more – 2.5 times", "US$3.1 billion or well-known")]
    [8, 4]
    """
    text = NUMBER_GAP.sub("", LINK_TARGET.sub("", sentence))
    return sum(1 for word in BETWEEN_WORDS.split(text) if any(letter.isalnum() for letter in word))
