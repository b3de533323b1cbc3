"""Answers to quotations: the page's own script, run outside a browser.

The check is written once, in JavaScript, because it must answer in a reader's browser, offline; V8 runs the same files
for the command line and the tests, so that no second implementation can differ.
"""

from __future__ import annotations

import functools
import json
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.vocabulary import vocabulary_from
from .rules import rules_of

ENGINE = Path(__file__).parent / "engine"
PARTS = ("reading", "index", "matching", "answers")
"""Files of the check, in the order in which each uses those before it."""


@dataclass(frozen=True)
class Answer:
    """What the check says of one number or address.

    Attributes
    ----------
    quoted : str
        The number or address, as it was given.
    verdict : str
        ``published``, ``claimed`` (a document says it), ``another`` (we publish another value, or the opposite),
        ``withdrawn``, ``not ours`` or ``unclear``.
    line : str
        The answer in words.
    supported : bool
        Whether the number may be quoted as it stands: we publish it, or our checks corroborate a document's claim.
    status : str
        What the checks say of a document's claim.
    id : str
        The figure, value or claim that is meant; for “not ours” and “unclear” empty.
    candidates : tuple of str
        For “unclear” what may be meant; for “not ours” the nearest that the release says.
    """

    quoted: str
    verdict: str
    line: str
    status: str = ""
    supported: bool = False
    id: str = ""
    old: str = ""
    new: str = ""
    cause: str = ""
    since: str = ""
    of: str = ""
    sentence: str = ""
    page: str = ""
    grade: str = ""
    candidates: tuple[str, ...] = ()


@functools.cache
def program() -> str:
    """Return the check's program, as the page loads it."""
    return "".join((ENGINE / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)


class QuoteCheck:
    """The check of one release, beside a later one where there is one.

    Parameters
    ----------
    index : mapping
        Of the release that is quoted, as ``quotes.json`` holds it.
    newest : mapping, optional
        Of a later release, to say whether a quotation still stands there; both read it by the first one's vocabulary.
    """

    def __init__(self, index: Mapping[str, Any], newest: Mapping[str, Any] | None = None) -> None:
        from py_mini_racer import MiniRacer

        self._engine = MiniRacer()
        # Closed while the interpreter still runs: left to its own end, V8's event loop can wait for ever.
        self._end = weakref.finalize(self, self._engine.close)
        self._engine.eval(program())
        rules = rules_of(vocabulary_from(index.get("vocabulary", {})))
        self._engine.eval(
            f"const read = proofpressQuotes.reader({_literal(rules)});"
            f"const book = proofpressQuotes.readIndex({_literal(index)}, read);"
            f"const newest = {_literal(newest)} && proofpressQuotes.readIndex({_literal(newest)}, read);"
        )

    def answers(self, text: str) -> list[Answer]:
        """Return an answer for each number of a text, or one for an address."""
        stored = self._ask(f"proofpressQuotes.checkQuote({_literal(text)}, book, newest)")
        return [Answer(**{**entry, "candidates": tuple(entry["candidates"])}) for entry in stored]

    def numbers(self, text: str) -> list[dict[str, Any]]:
        """Return the numbers that a text states, each with what is compared of it."""
        return self._ask(f"proofpressQuotes.questions({_literal(text)}, read).map(({{ number }}) => number)")

    def _ask(self, expression: str) -> list[dict[str, Any]]:
        return list(json.loads(str(self._engine.eval(f"JSON.stringify({expression})"))))


def _literal(content: object) -> str:
    """Return data as an expression of the engine's language: JSON, less the two line ends that only JSON allows."""
    return json.dumps(content).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
