"""The contract of a published value: its fields, what is wrong with them, and how it is published."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ..model.canonical_json import WHOLE, canonical_number
from ..model.characters import check_texts
from ..model.errors import Problem, PublishError
from ..model.records import COMPUTED, Value, worst_grade
from ..text.numbers import missing_scale
from ..text.shown import unsigned_nought
from ..text.tells import tells
from .contract import check_name, check_rows, missing_field
from .place import in_live_kernel
from .publish import VALUE_MIME, show
from .session import Session, session
from .styles import Style

PRINTED = 24
"""Digits of a text that may be a number with words around it; more are of a number that should have a larger unit."""


@dataclass(frozen=True)
class ValueFields:
    """Fields of a value's contract, as its author gave them."""

    name: str
    number: float | int | str
    style: Style
    row_ids: tuple[str, ...]
    formula: str
    period: str
    thresholds: Mapping[float, str] = field(default_factory=dict)
    kind: str = COMPUTED

    @property
    def place(self) -> str:
        """Where the value stands, for messages."""
        return f"value `{self.name or '?'}`"

    def shown(self, current: Session) -> str:
        """Return the number as a reader sees it."""
        text = self.style.format.format(self.published(current))
        return text if isinstance(self.number, str) else _with_minus(text)

    def published(self, current: Session) -> float | int | str:
        """Return the number as files have it."""
        return current.published(self.number) if isinstance(self.number, float) else self.number

    def value(self, current: Session) -> Value:
        """Return the value, of an analysis and a cell that the notebook does not know."""
        return Value(
            analysis="",
            name=self.name,
            number=self.published(current),
            unit=self.style.unit,
            text=self.shown(current),
            formula=self.formula,
            period=self.period,
            row_ids=self.row_ids,
            sources=tuple(sorted({current.row_sources[key] for key in self.row_ids})),
            grade=worst_grade([current.row_grades[key] for key in self.row_ids]),
            cell=0,
            thresholds=tuple((canonical_number(float(at)), words) for at, words in sorted(self.thresholds.items())),
            kind=self.kind,
        )


def publish_fields(wanted: Sequence[ValueFields]) -> dict[str, Value]:
    """Publish values, all or none.

    Raises
    ------
    PublishError
        With what is wrong with any.
    """
    current = session()
    problems = [problem for fields in wanted for problem in _check_value(fields, current)]
    names = [fields.name for fields in wanted]
    problems += [
        Problem(
            "duplicate-slug", f"value `{name}`", "published twice at once", "a name for each", f"{names.count(name)}"
        )
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if problems:
        raise PublishError(problems)
    published = {fields.name: fields.value(current) for fields in wanted}
    for name, value in published.items():
        current.values[name] = value
        show(VALUE_MIME, _payload(value), {"text/plain": f"{name} = {value.text}"})
    return published


def _payload(value: Value) -> dict[str, Any]:
    """Return what a notebook's output holds of a value."""
    fields = {**asdict(value), "rows": list(value.row_ids), "sources": list(value.sources)}
    del fields["row_ids"], fields["analysis"], fields["cell"], fields["thresholds"]
    if not value.is_choice:
        del fields["kind"]
    if value.thresholds:
        fields["thresholds"] = [[number, words] for number, words in value.thresholds]
    return fields


def _check_value(fields: ValueFields, current: Session) -> list[Problem]:
    """Return what is wrong with a value."""
    place, number = fields.place, fields.number
    taken = () if in_live_kernel() else current.values
    problems = [*check_name(fields.name, taken, "value", place), *_check_number(number, place)]
    if not fields.style.unit.strip() and not isinstance(number, str):
        problems.append(missing_field("unit", place))
    if not fields.formula.strip():
        problems.append(missing_field("formula" if fields.kind == COMPUTED else "why", place))
    problems += _check_thresholds(fields.thresholds, number, place)
    if not fields.row_ids and fields.kind == COMPUTED:
        fix = (
            "Take the number with `take`, `total` or `share`, give `rows=`, or use `publish_choice` for one of our own."
        )
        problems.append(missing_field("rows", place, "what it was computed from", fix=fix))
    problems += check_rows(fields.row_ids, place, current)
    try:
        text = fields.shown(current)
        problems += _check_scale(text, fields.style.unit, number, place) or _check_said(text, fields, place)
    except (ValueError, IndexError, KeyError, TypeError) as err:
        text = ""
        problems.append(Problem("bad-format", place, f"format {fields.style.format!r}", "a format string", str(err)))
    problems += [] if problems else _check_digits(text, number, place)
    texts = {"unit": fields.style.unit, "formula": fields.formula, "period": fields.period, "text": text}
    return [*problems, *check_texts({**texts, "thresholds": list(fields.thresholds.values())}, place)]


def _check_scale(text: str, unit: str, number: Any, place: str) -> list[Problem]:
    """Return a problem for a scale word that the text has and the unit lacks: the number would be a part of it."""
    word = "" if isinstance(number, str) else missing_scale(text, unit, number)
    if not word:
        return []
    thing = f"its text says “{text}”, its number is {number:g} and its unit `{unit}`"
    fix = "Listings would publish the number without its scale."
    return [Problem("scale-word", place, thing, f"the unit `{word} {unit}`, or the whole number", fix=fix)]


def _check_said(text: str, fields: ValueFields, place: str) -> list[Problem]:
    """Return that a text says another number than the value's, or none: readers would see what no build compares."""
    number, style = fields.number, fields.style.format
    if isinstance(number, str):
        said = bool(number.strip()) and number in text
    elif not isinstance(number, int | float) or not math.isfinite(number):
        return []  # said already
    else:
        in_percent = "%}" in style and "percent" not in fields.style.unit
        said = tells(text, number, hundredfold=in_percent)
    expected = f"“{number}”" if isinstance(number, str) else f"{number:g}, rounded or not"
    fix = "Let one pair of braces take the number, such as `{:.1f} ppm`, and type none beside it."
    return [] if said else [Problem("other-number", place, f"format {style!r}", expected, f"“{text[:60]}”", fix)]


def _check_number(number: Any, place: str) -> list[Problem]:
    """Return what is wrong with a value's number: not finite, or neither a number nor a word."""
    if isinstance(number, float) and not math.isfinite(number):
        return [Problem("not-finite", place, "the number", "a finite number", str(number))]
    if not isinstance(number, int | float | str) or isinstance(number, bool):
        return [Problem("not-a-number", place, "the number", "a number or a word", repr(number))]
    if isinstance(number, int) and abs(number) > WHOLE:
        fix = "Give it in a larger unit, such as millions."
        return [Problem("too-long", place, "the number", f"a whole number up to {WHOLE:,}", f"{number:.6e}", fix)]
    return []


def _check_digits(text: str, number: Any, place: str) -> list[Problem]:
    """Return that a number is printed with more digits than it has."""
    digits = re.sub(r"\D", "", text)
    decimals = max(map(len, re.findall(r"(?<=\.)\d+", text)), default=0)
    whole = len(digits) <= PRINTED or len(digits.strip("0")) <= len(f"{WHOLE}")
    if isinstance(number, str) or (whole and decimals <= len(f"{WHOLE}")):
        return []
    thing, fix = "the text prints more digits than the number has", "Give it in a larger unit, or a shorter format."
    return [Problem("too-long", place, thing, "a short number", text[:60], fix)]


def _check_thresholds(thresholds: Mapping[float, str], number: Any, place: str) -> list[Problem]:
    """Return what is wrong with a value's thresholds: of a word, no number, or without words."""
    fix = 'Give the number and what begins there, as `thresholds={50: "a majority"}`.'
    if thresholds and isinstance(number, str):
        return [Problem("bad-threshold", place, "a word has no thresholds", "a number", repr(number))]
    return [
        Problem("bad-threshold", place, f"threshold {at!r}: {words!r}", "a finite number with words", fix=fix)
        for at, words in thresholds.items()
        if not (isinstance(at, int | float) and math.isfinite(at) and isinstance(words, str) and words.strip())
    ]


def _with_minus(text: str) -> str:
    """Return a number's text with a true minus sign, and none before nought; other hyphens, as in "3-fold", stay."""
    return re.sub(r"(?<![\w-])[-+](?=[\d$€£¥.])", _sign, unsigned_nought(text), count=1)


def _sign(match: re.Match[str]) -> str:
    return "−" if match[0] == "-" else match[0]
