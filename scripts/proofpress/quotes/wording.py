"""Answers of the quote check, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .index_reader import Candidate, Mention, QuoteIndex


@dataclass(frozen=True)
class Answer:
    """What the check says of one number or address.

    Attributes
    ----------
    quoted : str
        The number or address, as it was given.
    verdict : str
        ``holds``, ``changed``, ``withdrawn``, ``not ours`` or ``unclear``.
    line : str
        The answer in words.
    id : str
        The figure, value or claim that is meant; for “not ours” and “unclear” empty.
    candidates : tuple of str
        For “unclear” what may be meant; for “not ours” the nearest that the release says.
    """

    quoted: str
    verdict: str
    line: str
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


def published(answer: Answer, item: Candidate, place: Mention | None) -> Answer:
    """Return the answer that an item stands in the release."""
    return replace(
        answer,
        line=f"Holds{f' as a claim of {item.source}' if item.source else ''}: {said_of(item, place)}",
        id=item.id,
        new=item.text,
        of=item.title,
        sentence=place.text if place else "",
        page=place.page if place else "",
        grade=item.grade,
    )


def said_of(item: Candidate, place: Mention | None) -> str:
    """Return a value or claim with the sentence it stands in, or with what it is of."""
    said = place.text.rstrip(".") if place else item.title
    return f"{item.text}. “{said}.”{f' Status of the claim: {item.status}.' if item.status else ''}"


def no_longer(answer: Answer, old: str, release: str, sentence: str) -> Answer:
    """Return the answer that a number is no longer published."""
    line = f"Withdrawn. It is no longer published since release {release}. {sentence.rstrip('.')}."
    return replace(answer, verdict="withdrawn", line=line, old=old, new="", since=release, sentence="", page="")


def corrected(answer: Answer, entry: Mapping[str, Any]) -> Answer:
    """Return the answer that a number is known to be wrong, by its entry in the register of corrections."""
    verdict = "withdrawn" if entry["kind"] == "withdrawn" else "changed"
    head = "Withdrawn" if verdict == "withdrawn" else "Corrected"
    line = f"{head} since {entry['since']}. {entry['what']} {entry['why']}"
    return replace(answer, verdict=verdict, line=line, cause=entry["why"], since=entry["since"])


def changed(answer: Answer, old: str, new: str, index: QuoteIndex) -> Answer:
    """Return the answer that a number reads otherwise now, with the release and the cause where they are known."""
    changes = index.index["changes"]
    change = next((entry for entry in changes if entry["id"] == answer.id and entry["old"] == old), None)
    since = change["release"] if change else index.release
    cause = change["cause"] if change else ""
    line = f"Changed. It was {old}, and is {new} since release {since}."
    if cause:
        line += f" Cause: {cause}."
    return replace(answer, verdict="changed", line=line, old=old, new=new, cause=cause, since=since)
