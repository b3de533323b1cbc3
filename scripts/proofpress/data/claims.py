"""The claims register: ``data/claims/*.csv``, one row a claim, and its check against the documents."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable
from pathlib import Path

from ..model.canonical_json import to_json
from ..model.errors import DataError, Problem, nearest
from ..model.hashing import sha256
from ..model.records import Claim

COLUMNS = (
    "id",
    "source",
    "section",
    "paragraph",
    "note",
    "statement",
    "metric",
    "entity",
    "iso3",
    "value_low",
    "value_high",
    "unit",
    "printed",
    "period",
    "hedge",
    "kind",
    "origin",
    "grade",
    "fingerprint",
)


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


def _number(text: str) -> float | None:
    return float(text) if text.strip() else None


def claim_from(row: dict[str, str]) -> Claim:
    """Return a claim from a row of a claims file.

    Raises
    ------
    ValueError
        If a number column does not hold a number.
    """
    return Claim(
        id=row["id"],
        source=row["source"],
        section=row["section"],
        paragraph=int(row["paragraph"]),
        note=row["note"],
        statement=row["statement"],
        metric=row["metric"],
        entity=row["entity"],
        iso3=row["iso3"],
        low=_number(row["value_low"]),
        high=_number(row["value_high"]),
        unit=row["unit"],
        printed=row["printed"],
        period=row["period"],
        hedge=row["hedge"],
        kind=row["kind"],
        origin=row["origin"],
        grade=row["grade"],
        fingerprint=row["fingerprint"],
    )


def claim_files(root: Path) -> list[Path]:
    """Return the claims files, by name."""
    return sorted((root / "data" / "claims").glob("*.csv"))


def read_claims(root: Path) -> dict[str, tuple[Claim, str]]:
    """Read every claim, already validated, with the path of its file."""
    found: dict[str, tuple[Claim, str]] = {}
    for path in claim_files(root):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            found[row["id"]] = (claim_from(row), f"data/claims/{path.name}")
    return found


def claim_digest(claim: Claim) -> str:
    """Return the hash of all a claim says, so that a notebook re-runs only when its own claims change."""
    return sha256(to_json(vars(claim)))


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
    pattern = rf"(?<![\d.])(?<!\d,){re.escape(token)}(?![\d])(?!\.\d)"
    return re.search(pattern, fold(_normal(paragraph))) is not None


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
    if not number_stands_in(claim.printed, block):
        where = [n for n, text in enumerate(blocks, 1) if number_stands_in(claim.printed, text)]
        fix = f"It stands in paragraph {', '.join(map(str, where[:5]))}." if where else "It stands nowhere."
        problems.append(
            Problem(
                "claim-number",
                place,
                f"{label}: `{claim.printed}` is not in paragraph {claim.paragraph}",
                "the digits as the source prints them",
                f"“{fold(block)[:80]}…”",
                fix,
            )
        )
    return problems


def check_sources(root: Path, documents: Path) -> tuple[int, tuple[str, ...]]:
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


def find_claims(ids: Iterable[str], root: Path) -> list[tuple[Claim, str]]:
    """Return claims by id, with their files.

    Raises
    ------
    DataError
        Naming each unknown id and the nearest known one.
    """
    known = read_claims(root)
    wanted = list(ids)
    problems = [
        Problem("unknown-claim", "load_claims", f"no claim `{key}`", fix=nearest(key, known))
        for key in wanted
        if key not in known
    ]
    if problems:
        raise DataError(problems)
    return [known[key] for key in wanted]
