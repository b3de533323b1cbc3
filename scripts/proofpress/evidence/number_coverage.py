"""Coverage of the documents by the register: each number in them is a claim, or is named as not one.

``data/coverage/<source>.csv`` explains the numbers that are no claims: page numbers, years of cited works, note marks,
names such as "5G". A number that is neither is a leftover.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..data.claims import read_claims
from ..data.documents import fold, paragraphs
from ..model.errors import DataError, Problem
from ..model.records import Claim
from ..text import numbers as grammar

FOLDER = "data/coverage"
REASONS = (
    "page number",
    "citation",
    "note mark",
    "name",
    "heading or list number",
    "publication date",
    "chart label",
    "repetition",
    "context",
    "no quantity",
    "no rank",
)
EVERYWHERE = "*"
_CARDINALS = [word for word, number in grammar.CARDINALS.items() if number > 1]
_WORDS = grammar.any_of(
    (
        *(*_CARDINALS, *grammar.TENS, "hundreds?", "thousands?", "dozens?", "half", "halved", "halves", "halving"),
        *("doubl(?:e|es|ed|ing)", "tripl(?:e|es|ed|ing)", "quadrupl(?:e|es|ed|ing)", "twice"),
        *(f"{word}fold" for word in ("two", "three", "four", "five", "ten")),
        *("thirds", "quarters?", "one-third", "one-quarter", "one-fifth", r"a\sthird", "decades?", "centur(?:y|ies)"),
        r"(?<![\d] )(?:millions|billions|trillions)",
    )
)
"""Number words of a document: also those that stand for no exact number, but not “one”, which is a pronoun."""
TOKEN = re.compile(rf"(?<![A-Za-z\d]){grammar.NUMERAL}|\b{_WORDS}\b", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w.-]+\.(?:com|org|gov|cn|html?|pdf)/\S*")


@dataclass(frozen=True)
class Explanation:
    """Why a number in a document is no claim: a literal text that holds it, in one paragraph or everywhere."""

    source: str
    paragraph: str
    text: str
    reason: str
    note: str


@dataclass(frozen=True)
class Leftover:
    """A number that nothing accounts for, with the words around it."""

    source: str
    paragraph: int
    token: str
    around: str


@dataclass(frozen=True)
class Coverage:
    """How a document's numbers are accounted for.

    Attributes
    ----------
    tokens, claimed, explained : int
        Numbers in the text; those that a claim holds; those named as no claim.
    reasons : mapping of str to int
        Explained numbers by reason.
    leftovers : tuple of Leftover
        Those that nothing accounts for.
    stale : tuple of Explanation
        Explanations whose text is not in the paragraph they name.
    """

    source: str
    tokens: int
    claimed: int
    explained: int
    reasons: Mapping[str, int]
    leftovers: tuple[Leftover, ...]
    stale: tuple[Explanation, ...]

    def __str__(self) -> str:
        listed = ", ".join(f"{reason} {count}" for reason, count in sorted(self.reasons.items()))
        return (
            f"{self.source}: {self.tokens} numbers, {self.claimed} in claims, {self.explained} explained"
            f"{f' ({listed})' if listed else ''}, {len(self.leftovers)} left"
        )


def number_tokens(text: str) -> list[tuple[int, int, str]]:
    """Return the numbers of a text, in digits or in words, with where they begin and end; addresses have none.

    Examples
    --------
    >>> [token for _, _, token in number_tokens("In 2015 it doubled to 1,250.5 tonnes")]
    ['2015', 'doubled', '1,250.5']
    """
    shown = ADDRESS.sub(lambda match: " " * len(match[0]), text)
    return [(match.start(), match.end(), match[0]) for match in TOKEN.finditer(shown)]


def read_explanations(root: Path) -> dict[str, list[Explanation]]:
    """Read what ``data/coverage`` names as no claims, by source."""
    explanations: dict[str, list[Explanation]] = {}
    for path in sorted((root / FOLDER).glob("*.csv")):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            explanation = Explanation(row["source"], row["paragraph"], row["text"], row["reason"], row["note"])
            explanations.setdefault(explanation.source, []).append(explanation)
    return explanations


def explained_spans(text: str, explanations: Iterable[Explanation]) -> list[tuple[int, int, str]]:
    """Return where explanations' texts stand in a paragraph, each with its reason."""
    spans = []
    for explanation in explanations:
        at = text.find(explanation.text)
        while at >= 0:
            spans.append((at, at + len(explanation.text), explanation.reason))
            at = text.find(explanation.text, at + 1)
    return spans


@dataclass(frozen=True)
class AskedDocument:
    """A document whose words are to be accounted for: its paragraphs, its claims, and what is named as no claim."""

    source: str
    blocks: list[str]
    claims: list[Claim]
    explanations: list[Explanation]

    def parts(self) -> Iterator[tuple[int, str, list[Claim], list[Explanation]]]:
        """Yield each paragraph, folded, with its number, its claims and the explanations that may stand in it."""
        for number, text in enumerate(map(fold, self.blocks), 1):
            own = [claim for claim in self.claims if claim.paragraph == number]
            yield number, text, own, [item for item in self.explanations if item.paragraph in {EVERYWHERE, str(number)}]


def asked_documents(root: Path, documents: Path) -> Iterator[AskedDocument]:
    """Yield the documents with claims or explanations whose text lies in a folder, by source."""
    explanations = read_explanations(root)
    claims: dict[str, list[Claim]] = {}
    for claim, _ in read_claims(root).values():
        claims.setdefault(claim.source, []).append(claim)
    for source in sorted({*claims, *explanations}):
        file = documents / f"{source}.txt"
        if file.is_file():
            blocks = paragraphs(file.read_text(encoding="utf-8"))
            yield AskedDocument(source, blocks, claims.get(source, []), explanations.get(source, []))


@dataclass(frozen=True)
class Account:
    """What a paragraph's words come to: the reasons of those explained, those left over, and how many there are."""

    reasons: list[str]
    left: list[tuple[int, int, str]]
    total: int

    def leftovers(self, source: str, number: int, text: str) -> list[Leftover]:
        """Return what is left over with the words around it."""
        return [Leftover(source, number, token, text[max(0, start - 40) : end + 40]) for start, end, token in self.left]


def account_for(
    text: str,
    tokens_of: Callable[[str], list[tuple[int, int, str]]],
    claims: Iterable[Claim],
    explanations: Iterable[Explanation],
    dated: Container[str] = (),
) -> Account:
    """Return what a paragraph's words of a kind come to.

    Parameters
    ----------
    text : str
        The paragraph, folded.
    tokens_of : callable
        Gives the words of that kind in a text, with where each begins and ends.
    claims : iterable of Claim
        Those of the paragraph; each accounts once for every such word that it prints.
    explanations : iterable of Explanation
        Those that may stand in it.
    dated : container of str
        Words that stand for a claim's period.
    """
    spans = explained_spans(text, explanations)
    tokens = tokens_of(text)
    budget = Counter(token.lower() for claim in claims for _, _, token in tokens_of(claim.as_printed))
    reasons, left = [], []
    for start, end, token in tokens:
        reason = next((why for first, last, why in spans if first <= start and end <= last), None)
        if reason is not None:
            reasons.append(reason)
        elif token in dated:
            continue
        elif budget[token.lower()]:
            budget[token.lower()] -= 1
        else:
            left.append((start, end, token))
    return Account(reasons, left, len(tokens))


def cover_document(document: AskedDocument) -> Coverage:
    """Return how a document's numbers are accounted for: claims account for those of their period too."""
    explanations = document.explanations
    leftovers: list[Leftover] = []
    reasons: Counter[str] = Counter()
    total = 0
    for number, text, claims, own in document.parts():
        dated = {digits for claim in claims for digits in re.findall(r"\d+", claim.period)}
        account = account_for(text, number_tokens, claims, own, dated)
        reasons.update(account.reasons)
        total += account.total
        leftovers += account.leftovers(document.source, number, text)
    texts = [text for _, text, _, _ in document.parts()]
    stale = tuple(
        explanation
        for explanation in explanations
        if not any(
            explanation.text in text for n, text in enumerate(texts, 1) if explanation.paragraph in {EVERYWHERE, str(n)}
        )
    )
    explained_count = sum(reasons.values())
    claimed = total - explained_count - len(leftovers)
    return Coverage(document.source, total, claimed, explained_count, dict(reasons), tuple(leftovers), stale)


def cover_documents(root: Path, documents: Path) -> tuple[Coverage, ...]:
    """Return the coverage of every document whose text is in a folder.

    A document without a file of explanations is reported, not refused: its register has only begun.

    Parameters
    ----------
    root : Path
        The project folder.
    documents : Path
        Holds ``<source id>.txt``.

    Raises
    ------
    DataError
        With each leftover and each stale explanation.
    """
    asked = list(asked_documents(root, documents))
    result = [cover_document(document) for document in asked]
    explained = {document.source for document in asked if document.explanations}
    problems = [
        problem for coverage in result if coverage.source in explained for problem in coverage_problems(coverage)
    ]
    if problems:
        raise DataError(problems)
    return tuple(result)


def coverage_problems(coverage: Coverage) -> list[Problem]:
    """Return a problem for each leftover and each stale explanation of a document."""
    place = f"{FOLDER}/{coverage.source}.csv"
    problems = [
        Problem(
            "leftover-number",
            f"{left.source}, paragraph {left.paragraph}",
            f"`{left.token}` is neither claimed nor explained",
            got=f"“…{left.around}…”",
            fix=f"Add a claim, or say in {place} why it is none.",
        )
        for left in coverage.leftovers
    ]
    return problems + [
        Problem(
            "stale-explanation",
            place,
            f"“{item.text}”",
            f"a text of paragraph {item.paragraph}",
            "not there",
            "Correct or remove the row.",
        )
        for item in coverage.stale
    ]
