"""Publication of a value from within a notebook: a number or a word, with its unit, formula and rows."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..model.canonical_json import canonical_number
from ..model.characters import check_texts
from ..model.errors import Problem, PublishError
from ..model.records import Value, worst_grade
from .contract import check_name, check_rows, missing_field
from .publish import VALUE_MIME, show
from .session import Session, as_rows, session


def publish_value(
    name: str,
    number: float | int | str,
    *,
    format: str = "{}",
    unit: str = "",
    rows: Any = (),
    formula: str = "",
    period: str = "",
    thresholds: Mapping[float, str] | None = None,
) -> Value:
    """Publish a number under a name, for use in any text as ``{{ name }}``.

    Parameters
    ----------
    name : str
        Slug, unique in the notebook. Other pages use ``{{ analysis.name }}``.
    number : float, int or str
        The number itself, finite; or a computed word, such as a country's name.
    format : str
        How a reader sees it, such as ``"{:.0f}%"``.
    unit : str
        Unit of ``number``, such as ``percent``; ``count`` for things counted, ``year`` for years.
    rows : frame, series, row ids, claims or values
        What it was computed from.
    formula : str
        What it is and how it was computed, in words that stand alone: citations and changes name the value by it.
    period : str
        What time it speaks of.
    thresholds : mapping of float to str, optional
        Numbers at which the finding turns, with what it is from there on, such as ``{50: "a majority"}``. A release in
        which the number crosses one needs a written note.

    Returns
    -------
    Value
        Its text form binds: ``f"reached {share}"``; its ``text`` is what a reader sees.

    Raises
    ------
    PublishError
        If the name is taken or no slug, the number is not finite, or unit, inputs or formula are missing.
    """
    current = session()
    number = number.item() if hasattr(number, "item") else number
    fields = _ValueFields(name, number, format, unit, as_rows(rows), formula, period, thresholds or {})
    problems = _check_value(fields, current)
    if problems:
        raise PublishError(problems)
    value = fields.value(current)
    current.values[name] = value
    show(VALUE_MIME, _payload(value), {"text/plain": f"{name} = {value.text}"})
    return value


@dataclass(frozen=True)
class _ValueFields:
    """Fields of a value's contract, as its author gave them."""

    name: str
    number: float | int | str
    format: str
    unit: str
    rows: tuple[str, ...]
    formula: str
    period: str
    thresholds: Mapping[float, str]

    @property
    def place(self) -> str:
        """Where the value stands, for messages."""
        return f"value `{self.name or '?'}`"

    def shown(self) -> str:
        """Return the number as a reader sees it."""
        return _with_minus(self.format.format(self.number), self.number)

    def value(self, here: Session) -> Value:
        """Return the value, of an analysis and a cell that the notebook does not know."""
        return Value(
            analysis="",
            name=self.name,
            number=canonical_number(self.number) if isinstance(self.number, float) else self.number,
            unit=self.unit,
            text=self.shown(),
            formula=self.formula,
            period=self.period,
            rows=self.rows,
            sources=tuple(sorted({here.row_sources[key] for key in self.rows})),
            grade=worst_grade([here.row_grades[key] for key in self.rows]),
            cell=0,
            thresholds=tuple((canonical_number(float(at)), words) for at, words in sorted(self.thresholds.items())),
        )


def _payload(value: Value) -> dict[str, Any]:
    """Return what a notebook's output holds of a value."""
    fields = {**asdict(value), "rows": list(value.rows), "sources": list(value.sources)}
    del fields["analysis"], fields["cell"], fields["thresholds"]
    if value.thresholds:
        fields["thresholds"] = [[number, words] for number, words in value.thresholds]
    return fields


def _check_value(fields: _ValueFields, here: Session) -> list[Problem]:
    """Return what is wrong with a value."""
    place, number = fields.place, fields.number
    problems = [*check_name(fields.name, here.values, "value", place), *_check_number(number, place)]
    if not fields.unit.strip() and not isinstance(number, str):
        problems.append(missing_field("unit", place))
    if not fields.formula.strip():
        problems.append(missing_field("formula", place))
    problems += _check_thresholds(fields.thresholds, number, place)
    if not fields.rows:
        problems.append(missing_field("rows", place, "what it was computed from"))
    problems += check_rows(fields.rows, place, here)
    try:
        text = fields.shown()
    except (ValueError, IndexError, KeyError, TypeError) as err:
        text = ""
        problems.append(Problem("bad-format", place, f"format {fields.format!r}", "a format string", str(err)))
    texts = {"unit": fields.unit, "formula": fields.formula, "period": fields.period, "text": text}
    return [*problems, *check_texts({**texts, "thresholds": list(fields.thresholds.values())}, place)]


def _check_number(number: Any, place: str) -> list[Problem]:
    """Return what is wrong with a value's number: not finite, or neither a number nor a word."""
    if isinstance(number, float) and not math.isfinite(number):
        return [Problem("not-finite", place, "the number", "a finite number", str(number))]
    if not isinstance(number, int | float | str):
        return [Problem("not-a-number", place, "the number", "a number or a word", repr(number))]
    return []


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


def _with_minus(text: str, number: float | str) -> str:
    """Return a negative number's text with a true minus sign; other hyphens, such as that of "3-fold", stay."""
    if isinstance(number, str) or number >= 0:
        return text
    return re.sub(r"(?<![\w-])-(?=[\d$€£])", "−", text, count=1)
