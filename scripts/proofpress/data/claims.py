"""The claims register: ``data/claims/*.csv``, one row a claim."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from ..model.canonical_json import to_json
from ..model.errors import DataError, Problem, nearest
from ..model.files import Root, project_files
from ..model.hashing import sha256
from ..model.records import Claim

COLUMNS = (
    "id",
    "source",
    "section",
    "paragraph",
    "footnote",
    "statement",
    "metric",
    "entity",
    "iso3",
    "value_low",
    "value_high",
    "unit",
    "as_printed",
    "period",
    "hedge",
    "kind",
    "origin",
    "grade",
    "fingerprint",
)


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
        footnote=row["footnote"],
        statement=row["statement"],
        metric=row["metric"],
        entity=row["entity"],
        iso3=row["iso3"],
        low=_number(row["value_low"]),
        high=_number(row["value_high"]),
        unit=row["unit"],
        as_printed=row["as_printed"],
        period=row["period"],
        hedge=row["hedge"],
        kind=row["kind"],
        origin=row["origin"],
        grade=row["grade"],
        fingerprint=row["fingerprint"],
    )


def claim_files(root: Root) -> tuple[str, ...]:
    """Return the paths of the claims files, by name."""
    return project_files(root).glob("data/claims", "*.csv")


def read_claims(root: Root) -> dict[str, tuple[Claim, str]]:
    """Read every claim, already validated, with the path of its file."""
    claims: dict[str, tuple[Claim, str]] = {}
    files = project_files(root)
    for path in claim_files(files):
        for row in csv.DictReader(io.StringIO(files.text(path))):
            claims[row["id"]] = (claim_from(row), path)
    return claims


def claim_digest(claim: Claim) -> str:
    """Return the hash of all a claim says, so that a notebook re-runs only when its own claims change."""
    return sha256(to_json(vars(claim)))


def find_claims(ids: Iterable[str], known: Mapping[str, tuple[Claim, str]]) -> list[tuple[Claim, str]]:
    """Return claims by id, with their files.

    Parameters
    ----------
    ids : iterable of str
        Those that are asked for.
    known : mapping of str to tuple
        Every claim with its file, as :func:`read_claims` returns it.

    Raises
    ------
    DataError
        Naming each unknown id and the nearest known one.
    """
    wanted = list(ids)
    problems = [
        Problem("unknown-claim", "load_claims", f"no claim `{key}`", fix=nearest(key, known))
        for key in wanted
        if key not in known
    ]
    if problems:
        raise DataError(problems)
    return [known[key] for key in wanted]
