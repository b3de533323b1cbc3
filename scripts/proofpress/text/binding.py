"""Bind the numbers in texts to values, claims and counts, and refuse those that were typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ..model.characters import find_unseen, no_letter, unseen_problem
from ..model.errors import Problem, nearest
from ..model.letters import missing_letters
from ..model.records import Claim, Value
from ..model.vocabulary import Vocabulary
from .code_spans import blank, hide_code
from .formulas import find_formulas, in_formula, to_mathml
from .numbers import MAGNITUDES, missing_scale
from .periods import with_said_dates
from .placeholders import PLACEHOLDER, Placeholder, fill, find_placeholders
from .quantities import format_claim
from .typed_numbers import find_typed_numbers

MERMAID = re.compile(r"^[ \t]*(?:```+|~~~+)[ \t]*\{?\.?mermaid\b", re.MULTILINE)
STRAY = re.compile(r"\{\{|\}\}")
SCALED = re.compile(rf"\{{\{{\s*(?P<name>[a-z0-9.-]+)\s*\}}\}}\s+(?P<word>{'|'.join(MAGNITUDES)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Resolved:
    """What a placeholder stands for: its text, the anchor that explains it, and a line on hover."""

    text: str
    anchor: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Namespace:
    """All that a placeholder can name."""

    values: Mapping[str, Value]
    claims: Mapping[str, Claim]
    counts: Mapping[str, str]
    blocks: Mapping[str, Callable[[str], str]]
    statuses: Mapping[str, str] = field(default_factory=dict)
    """The audit's word on each claim, by id."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Where each claim is shown, by id; the register itself forwards to those that are not named."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    """Of the site, for the lint of typed numbers."""

    def find(self, name: str, analysis: str) -> Resolved | None:
        """Return what a name means on a page of ``analysis``; None if it means nothing."""
        value = self.values.get(name) or self.values.get(f"{analysis}.{name}")
        if value is not None:
            standing = "our choice" if value.is_choice else f"grade {value.grade}"
            hint = ", ".join(part for part in (value.formula, with_said_dates(value.period), standing) if part)
            return Resolved(with_said_dates(value.text), f"values/{value.analysis}/#{value.id}", hint)
        if name.startswith("claim.") and (claim := self.claims.get(name[6:])):
            status = self.statuses.get(claim.id, "")
            grade = f"Grade {claim.grade}{', ' if status else ''}{status}."
            address = self.addresses.get(claim.id, f"claims/#{claim.id}")
            return Resolved(with_said_dates(format_claim(claim)), address, f"{claim.statement} {grade}")
        if name in self.counts:
            return Resolved(self.counts[name])
        return None

    def known(self, analysis: str) -> list[str]:
        """Return every name that a page of ``analysis`` may use."""
        own = [value.name for value in self.values.values() if value.analysis == analysis]
        claims = [f"claim.{key}" for key in self.claims]
        return [*own, *self.values, *claims, *self.counts, *self.blocks]


def check_text(text: str, place: str, analysis: str, names: Namespace, first_line: int = 1) -> list[Problem]:
    """Return the typed numbers and unknown names of a Markdown text.

    Parameters
    ----------
    text : str
        Markdown.
    place : str
        Its file.
    analysis : str
        Whose short names it may use; empty for pages of the site.
    names : Namespace
        What can be named.
    first_line : int
        Line of the file that the text starts at.
    """
    visible = hide_code(text)
    return [
        *(
            unseen_problem(f"{place}:{number}", unseen, line)
            for number, line in enumerate(text.split("\n"), first_line)
            if (unseen := find_unseen(line))
        ),
        *letter_problems(visible, place, first_line),
        *_placeholder_problems(visible, place, analysis, names, first_line),
        *_scale_problems(visible, place, analysis, names, first_line),
        *_brace_problems(visible, text, place, first_line),
        *_typed_problems(text, place, names, first_line),
        *undrawable_problems(text, place, analysis, names, first_line),
    ]


def letter_problems(visible: str, place: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield a problem for each line of a text without code that has a letter of no shipped font."""
    for number, line in enumerate(visible.split("\n"), first_line) if missing_letters(visible) else ():
        if missing := missing_letters(line):
            yield no_letter(f"{place}:{number}", missing, line)


def undrawable_problems(text: str, place: str, analysis: str, names: Namespace, first_line: int) -> Iterator[Problem]:
    """Yield a problem for each formula that cannot be read, and each diagram that only a script could draw."""
    for formula in find_formulas(text):
        try:
            to_mathml(plain_formula(formula.group(0).strip("$"), analysis, names))
        except ValueError as err:
            where = f"{place}:{text.count(chr(10), 0, formula.start()) + first_line}"
            thing = f"the formula `{' '.join(formula.group(0).split())[:60]}`: {err}"
            yield Problem("bad-formula", where, thing, "LaTeX of mathematics", fix="Mend it, or put it into code.")
    for diagram in MERMAID.finditer(text):
        where = f"{place}:{text.count(chr(10), 0, diagram.start()) + first_line}"
        fix = "Publish a figure, or put a picture into docs/."
        yield Problem("mermaid", where, "a mermaid diagram, which only a script in the reader's browser draws", fix=fix)


def plain_formula(latex: str, analysis: str, names: Namespace) -> str:
    """Return a formula with every placeholder as LaTeX."""

    def words(holder: Placeholder) -> str:
        bound = None if holder.escape else names.find(holder.name, analysis)
        return in_formula(bound.text if bound else holder.name)

    return fill(latex, words)


def _placeholder_problems(
    visible: str, place: str, analysis: str, names: Namespace, first_line: int
) -> Iterator[Problem]:
    """Yield a problem for each placeholder that names nothing, and each escape without a reason."""
    for holder in find_placeholders(visible):
        where = f"{place}:{holder.line + first_line - 1}"
        if holder.escape:
            if not holder.reason:
                thing, fix = f"“{holder.name}” is typed without a reason", "Say why it is not ours to compute."
                yield Problem("escape-without-reason", where, thing, "{{= text | reason }}", fix=fix)
        elif holder.name not in names.blocks and names.find(holder.name, analysis) is None:
            fix = nearest(holder.name, names.known(analysis)) or "Publish it with publish_value."
            yield Problem("unknown-value", where, f"no value `{holder.name}`", fix=fix)


def _scale_problems(visible: str, place: str, analysis: str, names: Namespace, first_line: int) -> Iterator[Problem]:
    """Yield a problem for each scale word behind a value whose unit has no such scale."""
    for match in SCALED.finditer(visible):
        value = names.values.get(match["name"]) or names.values.get(f"{analysis}.{match['name']}")
        if value is None or isinstance(value.number, str):
            continue
        word = missing_scale(f"{value.text} {match['word']}", value.unit, value.number)
        if not word:
            continue
        line = visible.count("\n", 0, match.start()) + first_line
        yield Problem(
            "scale-word",
            f"{place}:{line}",
            f"the text scales `{match['name']}` by “{word}”, its unit is `{value.unit}`",
            f"the unit `{word} {value.unit}`, or the word in its style",
            f"“{value.text} {word}”",
            "Listings would publish the number without its scale.",
        )


def _brace_problems(visible: str, text: str, place: str, first_line: int) -> Iterator[Problem]:
    """Yield a problem for each brace of a placeholder that is not whole."""
    lines = text.split("\n")
    for brace in STRAY.finditer(PLACEHOLDER.sub(blank, visible)):
        line = visible.count("\n", 0, brace.start())
        yield Problem(
            "stray-braces",
            f"{place}:{line + first_line}",
            f"`{brace.group(0)}` binds nothing",
            "{{ name }}",
            f"“{' '.join(lines[line].split())[:90]}”",
            "Close the placeholder, or put it into code.",
        )


def _typed_problems(text: str, place: str, names: Namespace, first_line: int) -> Iterator[Problem]:
    """Yield a problem for each number that a text types."""
    for number in find_typed_numbers(text, names.vocabulary):
        yield Problem(
            "typed-number",
            f"{place}:{number.line + first_line - 1}",
            f"“{number.text}” is typed",
            "a bound value, {{ name }}",
            f"“{number.context}”",
            "Publish it with publish_value, or write {{= text | reason }}.",
        )
