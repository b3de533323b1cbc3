"""The glossary: terms explained once, and added to each page that uses them as abbreviations that readers can open."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..model.errors import DataError, Problem
from ..model.files import Root
from ..model.remembered import Remembered
from ..text.escape import one_line
from .registers import read_entries

GLOSSARY = "data/glossary.json"


@dataclass(frozen=True)
class Term:
    """A term with its other forms and its meaning.

    Attributes
    ----------
    searched : tuple of str
        Other words by which readers search for it.
    marked : bool
        Whether texts that use it open it as an abbreviation.
    """

    id: str
    term: str
    also: tuple[str, ...]
    meaning: str
    searched: tuple[str, ...] = ()
    marked: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way in which it is written, the longest first."""
        return tuple(sorted((self.term, *self.also), key=len, reverse=True))


def read_glossary(root: Root) -> tuple[Term, ...]:
    """Read the glossary, by term.

    Raises
    ------
    DataError
        With each entry that lacks a field, and each form that stands twice.
    """
    entries, problems = read_entries(root, GLOSSARY, "glossary")
    terms = []
    seen: dict[str, str] = {}
    for entry in entries:
        also, searched = tuple(entry.get("also", ())), tuple(entry.get("searched", ()))
        term = Term(entry["id"], entry["term"], also, entry["meaning"], searched, entry.get("marked", True))
        place = f"{GLOSSARY}, term `{term.id}`"
        problems += [
            Problem("glossary-form", place, f"“{form}” stands under `{seen[form]}` too", fix="Keep one.")
            for form in term.forms
            if form in seen
        ]
        seen |= dict.fromkeys(term.forms, term.id)
        terms.append(term)
    if problems:
        raise DataError(problems)
    return tuple(sorted(terms, key=lambda term: term.term.lower()))


LINK_OR_TERM = re.compile(r"<a\b|</a>|<abbr title=\"([^\"]*)\">")


def reachable_terms(html: str) -> str:
    """Return a page whose terms can be reached by keyboard: each where it first stands outside a link.

    Examples
    --------
    >>> reachable_terms('<abbr title="A trade body.">SEMI</abbr> and <abbr title="A trade body.">SEMI</abbr>')
    '<abbr tabindex="0" title="A trade body.">SEMI</abbr> and <abbr title="A trade body.">SEMI</abbr>'
    """
    seen: set[str] = set()
    within = False

    def reached(match: re.Match[str]) -> str:
        nonlocal within
        if match[1] is None:
            within = match[0] == "<a"
        elif not within and match[1] not in seen:
            seen.add(match[1])
            return match[0].replace("<abbr ", '<abbr tabindex="0" ', 1)
        return match[0]

    return LINK_OR_TERM.sub(reached, html)


def explain_terms(text: str, terms: Iterable[Term]) -> str:
    r"""Return Markdown with the terms that it uses explained at its end, as abbreviations.

    Examples
    --------
    >>> explain_terms("SEMI says so.", [Term("semi", "SEMI", (), "A trade body.")])
    'SEMI says so.\n\n*[SEMI]: A trade body.\n'
    """
    marked = tuple(term for term in terms if term.marked)
    lines = _explained.of(lambda: _explanations(text, marked), text, repr(marked))
    return "\n".join([text.rstrip("\n"), "", *lines, ""]) if lines else text


_explained: Remembered[list[str]] = Remembered()


def _explanations(text: str, terms: Iterable[Term]) -> list[str]:
    return [
        f"*[{form}]: {one_line(term.meaning)}"
        for term in terms
        for form in term.forms
        if form in text and _whole(form).search(text)
    ]


@functools.cache
def _whole(form: str) -> re.Pattern[str]:
    """Return the pattern of a term's form that stands by itself."""
    return re.compile(rf"(?<![\w-]){re.escape(form)}(?![\w-])")
