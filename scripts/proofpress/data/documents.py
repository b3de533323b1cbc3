"""Local copies of the documents that claims come from: their paragraphs, and the claims held against them.

The documents are not ours to publish; a claim carries the fingerprint of its paragraph instead.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from ..model.errors import DataError, Problem, nearest
from ..model.hashing import sha256
from ..model.records import Claim
from .claims import read_claims


def paragraphs(text: str) -> list[str]:
    r"""Split a document into paragraphs: blocks between blank lines, or non-empty lines where none is blank.

    Examples
    --------
    >>> paragraphs("one\ntwo\n\nthree")
    ['one\ntwo', 'three']
    >>> paragraphs("one\ntwo")
    ['one', 'two']
    """
    lines = text.replace("\r\n", "\n").split("\n")
    groups = [list(run) for filled, run in itertools.groupby(lines, key=lambda line: bool(line.strip())) if filled]
    if len(groups) == 1:
        return groups[0]
    return ["\n".join(group) for group in groups]


def fold(paragraph: str) -> str:
    """Return a paragraph with runs of white space as one space, none at its ends."""
    return " ".join(paragraph.split())


def fingerprint(paragraph: str) -> str:
    """Return the SHA-256 of a paragraph with white space folded."""
    return sha256(fold(paragraph))


def _normal(text: str) -> str:
    return re.sub(r"(?<=\d)[,\u2009\u202f\u00a0](?=\d)", "", text)


def number_stands_in(printed: str, paragraph: str) -> bool:
    """Whether the digits a claim quotes stand in a paragraph as a whole number.

    Thousands separators do not matter; "5" does not stand in "35" or "5.8". Nothing stands nowhere.
    """
    token = _normal(printed.strip())
    if not token:
        return False
    if not re.search(r"\d", token):
        return re.search(rf"\b{re.escape(token.lower())}\b", fold(paragraph).lower()) is not None
    note_mark = r"(?!\.\d)" if not re.fullmatch(r"(?:19|20)\d\d", token) else ""  # "2015.4" is a year and its note
    pattern = rf"(?<![\d.])(?<!\d,){re.escape(token)}(?![\d]){note_mark}"
    return re.search(pattern, fold(_normal(paragraph))) is not None


def read_paragraphs(source: str, documents: Path) -> list[str]:
    """Return the paragraphs of a source's document, ``<documents>/<source>.txt``.

    Raises
    ------
    DataError
        If the folder does not hold it.
    """
    file = documents / f"{source}.txt"
    if not file.is_file():
        names = [path.stem for path in documents.glob("*.txt")]
        fix = f"Save the document there as plain text. {nearest(source, names)}".strip()
        raise DataError([Problem("no-document", str(documents), f"`{source}`", f"{source}.txt", "no such file", fix)])
    return paragraphs(file.read_text(encoding="utf-8"))


def find_paragraph(source: str, number: int, documents: Path) -> str:
    """Return one paragraph of a source's document, white space folded.

    Parameters
    ----------
    source : str
        A source's id; the document is ``<documents>/<source>.txt``.
    number : int
        The paragraph, counted from one.
    documents : Path
        The folder of local copies.

    Raises
    ------
    DataError
        If there is no such document, or it has no such paragraph.
    """
    blocks = read_paragraphs(source, documents)
    if not 1 <= number <= len(blocks):
        expected = f"a paragraph from 1 to {len(blocks)}"
        place = str(documents / f"{source}.txt")
        fix = "Paragraphs are the blocks between blank lines."
        raise DataError([Problem("no-paragraph", place, f"paragraph {number}", expected, str(number), fix)])
    return fold(blocks[number - 1])


def _check_claim(claim: Claim, place: str, blocks: list[str]) -> list[Problem]:
    label = f"claim `{claim.id}`"
    if not 1 <= claim.paragraph <= len(blocks):
        expected = f"a paragraph from 1 to {len(blocks)}"
        return [Problem("claim-paragraph", place, label, expected, str(claim.paragraph), "Correct the locator.")]
    block = blocks[claim.paragraph - 1]
    problems = []
    actual = fingerprint(block)
    if actual != claim.fingerprint:
        where = [n for n, text in enumerate(blocks, 1) if fingerprint(text) == claim.fingerprint]
        fix = (
            f"That fingerprint is of paragraph {where[0]}: correct the locator."
            if where
            else "Read the paragraph again, then set the fingerprint."
        )
        problems.append(
            Problem(
                "claim-fingerprint",
                place,
                f"{label}, paragraph {claim.paragraph}",
                actual,
                claim.fingerprint or "nothing",
                fix,
            )
        )
    if not number_stands_in(claim.as_printed, block):
        where = [n for n, text in enumerate(blocks, 1) if number_stands_in(claim.as_printed, text)]
        fix = f"It stands in paragraph {', '.join(map(str, where[:5]))}." if where else "It stands nowhere."
        problems.append(
            Problem(
                "claim-number",
                place,
                f"{label}: `{claim.as_printed}` is not in paragraph {claim.paragraph}",
                "the digits as the source prints them",
                f"“{fold(block)[:80]}…”",
                fix,
            )
        )
    return problems


def check_claims(root: Path, documents: Path) -> tuple[int, tuple[str, ...]]:
    """Compare every claim with a local copy of its document.

    Parameters
    ----------
    root : Path
        The project folder.
    documents : Path
        A folder holding ``<source id>.txt``.

    Returns
    -------
    checked : int
        Claims compared.
    missing : tuple of str
        Source ids with claims but without a document in the folder.

    Raises
    ------
    DataError
        With each claim whose fingerprint or number is not in the paragraph it names.
    """
    if not documents.is_dir():
        problem = Problem("no-documents", str(documents), "no such folder", "`<source id>.txt` files")
        raise DataError([problem])
    problems: list[Problem] = []
    texts: dict[str, list[str]] = {}
    missing: set[str] = set()
    checked = 0
    for claim, path in read_claims(root).values():
        file = documents / f"{claim.source}.txt"
        if claim.source not in texts:
            if not file.is_file():
                missing.add(claim.source)
                continue
            texts[claim.source] = paragraphs(file.read_text(encoding="utf-8"))
        problems += _check_claim(claim, path, texts[claim.source])
        checked += 1
    if not checked and not problems:
        problems.append(
            Problem(
                "nothing-checked",
                str(documents),
                "no claim could be compared",
                ", ".join(f"{name}.txt" for name in sorted(missing)) or "claims",
                "none",
            )
        )
    if problems:
        raise DataError(problems)
    return checked, tuple(sorted(missing))
