"""Sentences of what a page says first, held to a number of words: a reader takes each in at one reading.

Words are counted as they are read: a number that a placeholder binds counts with its unit, not with its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model.errors import Problem
from ..model.records import Analysis, Claim
from ..text.decision import CONFIDENCE, read_decision
from ..text.sentences import count_words, sentences
from .jobs import resolver
from .takeaways import summary_of, takeaways_of


def long_sentences(analyses: Iterable[Analysis], claims: Mapping[str, Claim], most: int) -> list[Problem]:
    """Return the sentences of summaries, takeaways and decision boxes that have more words than a reader takes in.

    Parameters
    ----------
    analyses : iterable of Analysis
        With their notebooks and values.
    claims : mapping of str to Claim
        The register, for claims that a sentence quotes.
    most : int
        How many words a sentence may have; any number when zero.
    """
    if not most:
        return []
    pages = list(analyses)
    resolve = resolver(pages, claims)
    problems = []
    for analysis in pages:
        for place, text in _said(analysis):
            for sentence in sentences(resolve(analysis.slug, text)):
                words = count_words(sentence)
                if words > most:
                    thing, fix = f"a long sentence: “{sentence}”", "Divide it, or leave out what the page says below."
                    problems.append(Problem("long-sentence", place, thing, f"at most {most} words", str(words), fix))
    return problems


def _said(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield the texts that are held to the rule, each with its place."""
    if summary := summary_of(analysis.notebook):
        yield f"{analysis.path}, the summary", summary
    for number, (text, _) in enumerate(takeaways_of(analysis.notebook), 1):
        yield f"{analysis.path}, takeaway {number}", text
    decision, _ = read_decision(analysis.notebook["cells"], analysis.path)
    if decision is None:
        return
    for label, text in decision.lines.items():
        if label != CONFIDENCE:
            yield f"{analysis.path}, cell {decision.cell}, the decision box’s `{label}`", text
