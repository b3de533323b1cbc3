"""Whether a quoted sentence, number or address still stands: holds, changed, withdrawn, not ours, or unclear.

``render/assets/quotes.js`` does the same in a browser, step by step; ``tests/quotes.json`` holds both to one table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .address import ADDRESS, check_address
from .index_reader import QuoteIndex, correction_of, figure_title, present_name, removal_of
from .match import Match, QuotedNumber, match_item, questions
from .parse import Stated
from .wording import Answer, changed, corrected, no_longer, published, said_of

ENOUGH = 40
"""Least part of a quotation's words, in percent by weight, that a number's own words must share."""
SURE = 70
"""Part of the words from which a number that fits is meant, whatever else is near; below, others may be."""
LEAD = 15
"""How far another number may be ahead in words before one that fits is not meant."""
APART = 12
"""How near a second number that fits must be for the answer to be unclear."""
LISTED = 6
"""Candidates that an unclear answer lists."""


def check_quote(text: str, index: QuoteIndex, newest: QuoteIndex | None = None) -> list[Answer]:
    """Return an answer for each number of a text, or one for an address.

    Parameters
    ----------
    text : str
        A sentence, a number, or the address of a figure or value.
    index : QuoteIndex
        The release that is quoted.
    newest : QuoteIndex, optional
        A later release, to say whether it still holds there.
    """
    given = text.strip()
    if ADDRESS.match(given) and (result := check_address(given, index)):
        return [_since(result, index, newest)]
    answers = []
    for quoted in questions(given, index.read):
        answer = _check_number(quoted, index)
        if answer.verdict == "not ours" and newest is not None:
            later = _check_number(quoted, newest)
            answer = replace(later, line=f"Not in release {index.release}. {later.line}") if later.id else answer
        else:
            answer = _since(answer, index, newest)
        if answer.verdict in {"holds", "changed", "withdrawn"} or not quoted.number.soft:
            answers.append(answer)
    return answers


def _check_number(quoted: QuotedNumber, index: QuoteIndex) -> Answer:
    """Return the answer for a quoted number: the best match's, unless others match about as well or none does."""
    every = [match for item in index.items.values() if (match := match_item(quoted, item, index))]
    fitting = sorted(
        (match for match in every if match.fit or match.old),
        key=lambda match: (-match.score, -match.fit, match.item.id),
    )
    if not quoted.words:
        meanings = {(match.item.text, match.item.title) for match in fitting}
        answer_of = _matched if len(meanings) == 1 else _unclear
        return answer_of(quoted.number, fitting, index) if fitting else _not_ours(quoted.number, None, index)
    nearest = max(every, key=lambda match: (match.score, match.fit), default=None)
    likely = [match for match in fitting if _is_likely(match, nearest)]
    if not likely:
        return _not_ours(quoted.number, nearest, index)
    rivals = [match for match in likely if match.score >= likely[0].score - APART]
    return (_unclear if _disagree(rivals) else _matched)(quoted.number, rivals, index)


def _is_likely(match: Match, nearest: Match | None) -> bool:
    """Whether a number that fits can be the one meant: its words do, and none is far ahead of it in words."""
    ahead = nearest.score - match.score if nearest else 0
    return match.score >= ENOUGH and (match.score >= SURE or ahead <= LEAD)


def _disagree(rivals: Sequence[Match]) -> bool:
    """Whether matches that are about as good give different answers, or are of different sentences and none is sure."""
    if len({bool(match.fit) for match in rivals}) > 1:
        return True
    sentences = {match.place.text if match.place else match.item.id for match in rivals}
    return rivals[0].score < SURE and len(sentences) > 1


def _unclear(number: Stated, matches: Sequence[Match], index: QuoteIndex) -> Answer:
    """Return the answer that several numbers may be meant."""
    listed = tuple(dict.fromkeys(match.item.id for match in matches))
    line = f"Several numbers of release {index.release} may be meant. Add words: of what, where and when."
    return Answer(number.text, "unclear", line, candidates=listed[:LISTED])


def _not_ours(number: Stated, nearest: Match | None, index: QuoteIndex) -> Answer:
    """Return the answer that the release says no such thing, with the nearest that it says."""
    shown = nearest if nearest is not None and nearest.score >= SURE else None
    line = f"Release {index.release} does not say this."
    if shown:
        line += f" The nearest that it says: {said_of(shown.item, shown.place)}"
    return Answer(number.text, "not ours", line, candidates=(shown.item.id,) if shown else ())


def _matched(number: Stated, matches: Sequence[Match], index: QuoteIndex) -> Answer:
    """Return the answer for the number that is meant: the first match."""
    match = matches[0]
    answer = published(Answer(number.text, "holds", ""), match.item, match.place)
    if entry := correction_of(match.item.id, index):
        return corrected(answer, entry)
    if match.item.gone:
        return no_longer(answer, match.item.text, match.item.gone, match.item.title)
    return answer if match.fit else changed(answer, match.old, match.item.text, index)


def _since(answer: Answer, index: QuoteIndex, newest: QuoteIndex | None) -> Answer:
    """Return an answer with what a later release says of the same thing."""
    if newest is None or not answer.id or answer.verdict == "withdrawn":
        return answer
    key = present_name(answer.id, newest)
    if entry := correction_of(key, newest):
        return corrected(answer, entry)
    there = newest.items.get(key)
    known = there.text if there and not there.gone else figure_title(key, newest)
    if not known:
        removed = removal_of(key, newest)
        release, sentence = (removed["release"], removed["sentence"]) if removed else (newest.release, answer.line)
        gone = no_longer(answer, answer.new, release, sentence)
        return replace(gone, cause=removed["cause"]) if removed else gone
    if known == answer.new:
        return replace(answer, line=f"{answer.line} The same in release {newest.release}.")
    return changed(replace(answer, id=key), answer.old or answer.new, known, newest)
