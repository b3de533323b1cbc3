"""What can be quoted from a release: its numbers with the sentences they stand in, its figures, and their past.

The index is a file of the release, ``quotes.json``, and a script beside it too, which the page of the quote check loads
when a reader turns to it, so that the page answers offline and from a folder and is light before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from ..data.corrections import Correction
from ..data.history import Change, Point
from ..model.canonical_json import to_json
from ..model.records import Claim, Value
from ..model.vocabulary import Vocabulary
from ..record.site_input import SiteInput
from ..text.binding import Namespace
from ..text.bound import plain
from ..text.figure_texts import prose_cells
from ..text.numbers import numerals
from ..text.placeholders import PLACEHOLDER, Placeholder, fill
from ..text.quantities import format_claim
from .rules import rules_of

SCHEMA_VERSION = 1
NAME = "quotes.json"
"""Its address below a release's folder."""
SCRIPT = "quotes.js"
"""Address of the same as a script."""
READ_AS = "proofpressQuotesIndex"
"""The name under which the script leaves it."""
HOLE = "{}"
"""Where a number stands in a sentence of the index."""
_HOLD = re.compile(r"\ue000(\d+)\ue001")
_BREAKS = re.compile(r"(?<=[.!?])[\"”)*_]*\s+(?=[A-Z(“\"*\ue000])|\n\s*\n|\n\s*(?=(?:[-*|#>]|\d+\.)\s)|\s\|\s")
_MARKS = [
    (re.compile(pattern), item)
    for pattern, item in (
        (r"^\s*(?:[#>|*-]+|\d+\.)\s+", ""),
        (r"\s*\{[:#.][^}]*\}\s*$", ""),
        (r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1"),
        (r"<[^>\s][^>]*>", ""),
        (r"\*\*|__|`|(?<![\w*])\*(?=\w)|(?<=[\w.)])\*(?!\w)", ""),
        (r"\s*\|\s*$", ""),
    )
]
_HEADINGS = re.compile(r"^(#{1,6} .*)$", re.MULTILINE)
_CONFIDENCE = re.compile(r"\*\w+\s+confidence\*")


def quotes_of(evidence: SiteInput, names: Namespace, corrections: Iterable[Correction] = ()) -> dict[str, Any]:
    """Return the index of a release.

    Parameters
    ----------
    evidence : SiteInput
        What was published.
    names : Namespace
        What the site's texts can name.
    corrections : iterable of Correction
        What is known to be wrong with releases so far.

    Returns
    -------
    dict
        As ``quotes.json`` holds it.
    """
    settings, history = evidence.settings, evidence.history
    changes = [
        _change(change, release.to, release.released) for release in history.newest_first for change in release.changes
    ]
    items = [
        *(_value(value) for value in evidence.values),
        *(_claim(claim, evidence) for claim in evidence.claims.values()),
    ]
    at = {item["id"]: number for number, item in enumerate(items)}
    return {
        "schema_version": SCHEMA_VERSION,
        "site": settings.site_name,
        "site_url": settings.site_url,
        "release": settings.release,
        "released": settings.released,
        "analyses": {
            analysis.slug: {"title": plain(analysis.title, analysis.slug, names), "nav": str(analysis.meta["nav"])}
            for analysis in evidence.analyses
        },
        "figures": {
            figure.id: {"title": plain(figure.title, figure.analysis, names), "grade": figure.grade}
            for figure in evidence.figures
        },
        "items": items,
        "sentences": list(_sentences(evidence, names, at)),
        "past": {key: [_point(point) for point in points] for key, points in sorted(history.values.items())},
        "changes": changes,
        "corrections": [correction.to_json() for correction in corrections],
        "vocabulary": evidence.vocabulary.to_json(),
    }


def quotes_file(index: Mapping[str, Any]) -> bytes:
    """Return an index as its file holds it."""
    return to_json(dict(index), indent=None).encode()


def index_script(index: Mapping[str, Any], vocabulary: Vocabulary) -> bytes:
    """Return an index with the rules of reading, as the script that the page of the quote check loads when it is asked.

    A script and no JSON: opened from a folder a page may run files of its own and read none.
    """
    text = to_json({"index": dict(index), "reading": rules_of(vocabulary)}, indent=None)
    return f"globalThis.{READ_AS}={text.strip()};\n".encode()


def _value(value: Value) -> dict[str, Any]:
    return _lean(
        id=value.id,
        text=value.text,
        number=_exact(value.number, value.text),
        unit=value.unit,
        of=value.formula,
        period=value.period,
        grade=value.grade,
    )


def _claim(claim: Claim, evidence: SiteInput) -> dict[str, Any]:
    return _lean(
        id=f"claim.{claim.id}",
        text=format_claim(claim),
        unit="" if claim.unit in {"percent", "USD", "date", "year", "count"} else claim.unit,
        of=claim.statement,
        period="" if claim.period == "not stated" else claim.period,
        grade=claim.grade,
        status=evidence.audit.statuses_by_claim[claim.id].status,
        supported=evidence.audit.statuses_by_claim[claim.id].status == "corroborated" or None,
        source=evidence.sources[claim.source].short,
    )


def _lean(**fields: Any) -> dict[str, Any]:
    """Return an entry without what is empty: the index stands in a page."""
    return {key: field for key, field in fields.items() if field not in ("", None)}


def _exact(number: float | str, text: str) -> float | None:
    """Return a value's number to six digits, if its text does not already say it."""
    if isinstance(number, str):
        return None
    stated = [numeral.number for numeral in numerals(text)]
    exact = float(f"{number:.6g}")
    return None if stated == [abs(exact)] else exact


def _point(point: Point) -> dict[str, Any]:
    return {"release": point.release, "text": point.text}


def _change(change: Change, release: str, released: str) -> dict[str, Any]:
    return {
        "id": change.id,
        "what": change.what,
        "kind": change.kind,
        "release": release,
        "released": released,
        "old": str(change.old) if change.kind == "renamed" else change.old_text,
        "new": change.new_text,
        "sentence": change.sentence,
        "cause": "; ".join(f"{cause.factor}: {cause.name}" for cause in change.causes),
    }


def texts_of(evidence: SiteInput) -> Iterator[tuple[str, str, str]]:
    """Yield each text that readers meet: its Markdown, the analysis whose short names it uses, and its page."""
    for analysis in evidence.analyses:
        for figure in analysis.figures:
            for text in (figure.title, figure.subtitle, figure.note):
                yield text, analysis.slug, f"figures/{figure.id}/"
        for text in prose_cells(analysis.notebook):
            yield text, analysis.slug, f"analyses/{analysis.slug}/"
    for check in evidence.audit.checks:
        yield check.reading, evidence.settings.audit_analysis, evidence.audit_address


def _sentences(evidence: SiteInput, names: Namespace, at: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Yield each sentence that prints a number, once, its numbers as holes, with the numbers and its page."""
    seen = set()
    for text, analysis, page in texts_of(evidence):
        for sentence, ids in sentences_with_numbers(text, analysis, names, at):
            key = (sentence, tuple(ids))
            if key not in seen:
                seen.add(key)
                yield {"text": sentence, "items": ids, "page": page}


def sentences_with_numbers(
    text: str, analysis: str, names: Namespace, at: Mapping[str, int]
) -> list[tuple[str, list[int]]]:
    """Return a Markdown text's sentences that print numbers, each with its holes filled by which items."""
    held: list[int] = []

    def hold(holder: Placeholder) -> str:
        if holder.escape:
            return holder.name
        value = names.values.get(holder.name) or names.values.get(f"{analysis}.{holder.name}")
        key = value.id if value else holder.name
        if key in at:
            held.append(at[key])
            return f"\ue000{len(held) - 1}\ue001"
        bound = names.find(holder.name, analysis)
        return bound.text if bound else ""

    marked = fill(_HEADINGS.sub(r"\1\n", _CONFIDENCE.sub("", text)), hold) if PLACEHOLDER.search(text) else ""
    sentences = []
    for part in _BREAKS.split(marked):
        numbers = [held[int(number)] for number in _HOLD.findall(part)]
        if numbers:
            sentences.append((_HOLD.sub(HOLE, " ".join(_words(part).replace(HOLE, "").split())), numbers))
    return sentences


def _words(text: str) -> str:
    """Return a piece of Markdown as plain words.

    Examples
    --------
    >>> _words("## The *newest* [edition](x.md) says `5`.")
    'The newest edition says 5.'
    """
    for pattern, kept in _MARKS:
        text = pattern.sub(kept, text)
    return unescape(text).strip()
