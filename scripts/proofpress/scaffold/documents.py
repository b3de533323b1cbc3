"""A document whose claims a site is to hold: its registers, and each claim with the fingerprint of its paragraph."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..data.claims import read_claims
from ..data.documents import find_paragraph, fingerprint, fold, paragraphs
from ..data.sources import REGISTRY
from ..data.tables import DESCRIPTOR
from ..model.errors import DataError, Problem
from ..model.hashing import sha256
from ..model.settings import Settings
from ..text.numbers import NUMERAL
from .new import check_id, empty_source, name_of, read_sources, refuse_taken, write_all

REGISTERS = Path(__file__).with_name("registers.json")
"""The descriptors of a document's two registers: its claims, and its numbers that are none."""
DIGITS = re.compile(NUMERAL)
SHOWN = 70
"""Characters of a paragraph that tell it from others."""


PDF = "%PDF"
"""How a file begins whose text has to be taken out first."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a document: its number, its fingerprint, the numbers in it and how it begins."""

    number: int
    fingerprint: str
    numbers: int
    begins: str


def new_document(settings: Settings, file: Path, source: str = "") -> tuple[list[str], str, list[Paragraph]]:
    """Write the empty registers of a document, with their descriptors, and a source to fill in where none is.

    Returns
    -------
    tuple of list of str, str, list of Paragraph
        The files written, the document's source id, and its paragraphs.

    Raises
    ------
    DataError
        If it is no text, lies in the project, or has its registers already.
    """
    key = name_of(source or file.stem, "Name its source: `--source`.")
    blocks = _blocks(settings, file)
    registers: Mapping[str, Any] = json.loads(REGISTERS.read_text(encoding="utf-8"))
    package = json.loads((settings.root / DESCRIPTOR).read_text(encoding="utf-8"))
    files = {}
    for kind, said in registers.items():
        path = f"data/{kind}/{key}.csv"
        refuse_taken(settings, path)
        files[path] = _row([field["name"] for field in said["schema"]["fields"]])
        package["resources"].append(_resource(kind, key, files[path], said, settings))
    files[DESCRIPTOR] = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    files |= _source(settings, key)
    write_all(settings, files)
    found = [
        Paragraph(number, fingerprint(text), len(DIGITS.findall(text)), fold(text)[:SHOWN])
        for number, text in enumerate(blocks, 1)
    ]
    return list(files), key, found


def _blocks(settings: Settings, file: Path) -> list[str]:
    """Return the paragraphs of a document that may be read."""
    problems = []
    try:
        blocks = paragraphs(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as err:
        fix = "Save it as plain text in UTF-8."
        raise DataError([Problem("no-text", str(file), "cannot be read as a text", got=str(err), fix=fix)]) from err
    if not any(block.strip() for block in blocks) or blocks[0].startswith(PDF):
        problems.append(Problem("no-text", str(file), "it has no paragraph", "plain text"))
    if file.resolve().is_relative_to(settings.root.resolve()):
        thing, fix = "the document lies in the project, which would publish it", "Move it to a folder elsewhere."
        problems.append(Problem("document-inside", str(file), thing, fix=fix))
    if problems:
        raise DataError(problems)
    return blocks


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _resource(kind: str, key: str, text: str, said: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    return {
        "name": f"{kind}-{key}",
        "type": "table",
        "path": f"{kind}/{key}.csv",
        "title": said["title"].format(key),
        "description": said["description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "licenses": [{"name": settings.data_licence}],
        "sources": [{"title": key, "name": key}],
        "bytes": len(text.encode()),
        "hash": f"sha256:{sha256(text.encode())}",
        "schema": said["schema"],
    }


def _source(settings: Settings, key: str) -> dict[str, str]:
    """Return the registry with a source to fill in, unless it has the document's."""
    registry, entries = read_sources(settings)
    if key in {entry["id"] for entry in entries}:
        return {}
    entries.append(empty_source(key, "report"))
    return {REGISTRY: json.dumps(registry, indent=1, ensure_ascii=False) + "\n"}


def new_claim(settings: Settings, source: str, paragraph: int, documents: Path, key: str = "") -> tuple[str, str]:
    """Add a claim to a document's register, with what its paragraph tells; the rest is its author's to fill in.

    Returns
    -------
    tuple of str, str
        The file and the claim's id.

    Raises
    ------
    DataError
        If there is no such register, document or paragraph, or the id is taken.
    """
    path = f"data/claims/{source}.csv"
    if not (settings.root / path).is_file():
        fix = "`proofpress new document FILE` makes one."
        raise DataError([Problem("no-register", path, f"`{source}` has no register of claims", fix=fix)])
    text = find_paragraph(source, paragraph, documents)
    with (settings.root / path).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    known = (
        set(read_claims(settings.root)) if all(row.get("paragraph") for row in rows) else {row["id"] for row in rows}
    )
    chosen = key or _free(f"{source}-{paragraph}", known)
    check_id(chosen)
    if chosen in known:
        raise DataError([Problem("taken", path, f"claim `{chosen}` is there already", fix="Name another: `--id`.")])
    numbers = DIGITS.findall(text)
    said = {"id": chosen, "source": source, "paragraph": str(paragraph), "fingerprint": fingerprint(text)}
    said |= {"as_printed": numbers[0]} if len(numbers) == 1 else {}
    every = sorted([*rows, {column: said.get(column, "") for column in columns}], key=lambda row: row["id"])
    write_all(settings, {path: "".join([_row(columns), *(_row([row[column] for column in columns]) for row in every)])})
    return path, chosen


def _free(name: str, known: set[str]) -> str:
    return next(free for free in [name, *(f"{name}-{at}" for at in range(2, len(known) + 3))] if free not in known)
