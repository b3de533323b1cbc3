"""The theses of the debate, ``data/debate.json``: what an essay maintains, and what bears on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..data.registers import read_entries
from ..model.errors import DataError, Problem, nearest
from ..model.files import Root
from ..model.records import Claim, Source
from .frameworks import FOLDER, Framework

DEBATE = "data/debate.json"


@dataclass(frozen=True)
class Bearing:
    """A figure or a claim that bears on a thesis, and on which side."""

    figure: str
    claim: str
    side: str
    how: str


@dataclass(frozen=True)
class Thesis:
    """What an essay maintains, what evidence that would need, and what we hold."""

    id: str
    author: str
    essay: str
    source: str
    paragraphs: tuple[int, ...]
    topic: str
    thesis: str
    needs: str
    bears: tuple[Bearing, ...]
    answers: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Yield every text a person wrote."""
        yield from (self.thesis, self.needs, *(bearing.how for bearing in self.bears))


def _thesis_from(entry: Mapping[str, Any]) -> Thesis:
    return Thesis(
        id=entry["id"],
        author=entry["author"],
        essay=entry["essay"],
        source=entry["source"],
        paragraphs=tuple(entry["paragraphs"]),
        topic=entry["topic"],
        thesis=entry["thesis"],
        needs=entry["needs"],
        bears=tuple(
            Bearing(bearing.get("figure", ""), bearing.get("claim", ""), bearing["side"], bearing["how"])
            for bearing in entry["bears"]
        ),
        answers=tuple(entry.get("answers", ())),
    )


def read_theses(root: Root, claims: Mapping[str, Claim]) -> tuple[Thesis, ...]:
    """Read the theses of the debate, in the register's order.

    Raises
    ------
    DataError
        With all that is wrong with the entries, unknown claims and theses among it.
    """
    entries, problems = read_entries(root, DEBATE, "debate")
    theses = tuple(_thesis_from(entry) for entry in entries)
    ids = [thesis.id for thesis in theses]
    for thesis in theses:
        place = f"{DEBATE}, thesis `{thesis.id}`"
        problems += [
            Problem("unknown-claim", place, f"no claim `{bearing.claim}`", fix=nearest(bearing.claim, claims))
            for bearing in thesis.bears
            if bearing.claim and bearing.claim not in claims
        ]
        problems += [
            Problem("unknown-thesis", place, f"no thesis `{key}`", fix=nearest(key, ids))
            for key in thesis.answers
            if key not in ids
        ]
    if problems:
        raise DataError(problems)
    return theses


def check_documents(frameworks: Iterable[Framework], theses: Iterable[Thesis], sources: Mapping[str, Source]) -> None:
    """Refuse frameworks and theses of documents that are not in the registry.

    Raises
    ------
    DataError
        Naming each file or thesis, and the nearest source.
    """
    unknown = {
        (f"{FOLDER}/{framework.source}.json", framework.source)
        for framework in frameworks
        if framework.source not in sources
    }
    unknown |= {(f"{DEBATE}, thesis `{thesis.id}`", thesis.source) for thesis in theses if thesis.source not in sources}
    if unknown:
        raise DataError(
            Problem("unknown-source", place, f"source `{key}` is not in the registry", fix=nearest(key, sources))
            for place, key in sorted(unknown)
        )
