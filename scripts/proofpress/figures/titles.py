"""Titles of figures: one finding in few words, and nothing in it that the picture does not print.

A reader who takes five seconds reads the title and looks for it in the picture. What the title counts, names and
compares must be found there: at a mark, over a bracket, beside a line. The drawn pictures are read, the narrow one
too, so that what a filter or a narrow page leaves out is missed here as it is by the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..data.project import Project
from ..data.vocabulary import read_vocabulary
from ..model.errors import NotebookError, Problem
from ..model.house_rules import HouseRules
from ..model.records import Analysis, Figure, Picture, Value
from ..model.vocabulary import Vocabulary
from ..text.amounts import BARE, YEAR, Amount, amounts_in, is_scale_tick, prints, scales_in
from ..text.numbers import CARDINALS
from .picture_texts import PictureText, picture_texts
from .takeaways import bound_values
from .title_names import Name, names_in

TWO_FINDINGS = re.compile(r"[;?!]|\.\s+[A-Z]")
"""What ends a finding where another begins."""
SIZES = ("wide", "narrow")
REASON = 4
"""Words that a reason has at least."""


@dataclass(frozen=True)
class TitledFigure:
    """A figure with its title as readers see it, the values that its title binds, and where it stands."""

    figure: Figure
    title: str
    bound: tuple[Value, ...]
    place: str


def titled_figures(analyses: Iterable[Analysis], resolve: Callable[[str, str], str]) -> list[TitledFigure]:
    """Return each figure with its title resolved, in the site's order."""
    return [
        TitledFigure(
            figure,
            resolve(figure.analysis, figure.title),
            tuple(bound_values(figure.title, {value.name: value for value in analysis.values})),
            f"{analysis.path}, cell {figure.cell}, figure `{figure.name}`",
        )
        for analysis in analyses
        for figure in analysis.figures
    ]


def check_titles(
    analyses: Iterable[Analysis],
    pictures: Mapping[str, Picture],
    resolve: Callable[[str, str], str],
    project: Project,
) -> None:
    """Refuse titles that are long or say what their picture does not print.

    Raises
    ------
    NotebookError
        Naming each figure with what of its title is missing, in which picture.
    """
    rules = project.settings.rules
    if not rules.title_words and not rules.drawn_titles:
        return
    vocabulary = read_vocabulary(project.files) if rules.drawn_titles else Vocabulary()
    problems = title_problems(titled_figures(analyses, resolve), pictures, rules, vocabulary)
    if problems:
        raise NotebookError(problems)


def title_problems(
    titled: Iterable[TitledFigure], pictures: Mapping[str, Picture], rules: HouseRules, vocabulary: Vocabulary
) -> list[Problem]:
    """Return what is wrong with the titles of figures, those left out that the rules name as not yet mended.

    Parameters
    ----------
    titled : iterable of TitledFigure
        Every figure of the site.
    pictures : mapping of str to Picture
        Of each figure, by its id.
    rules : HouseRules
        How long a title may be, whether its picture must print it, and which figures do not keep that yet.
    vocabulary : Vocabulary
        The names of the site's field.
    """
    later = dict(rules.titles_later)
    needed: dict[str, bool] = dict.fromkeys(later, False)
    problems: list[Problem] = []
    for item in titled:
        own = [*_too_long(item, rules.title_words)]
        if rules.drawn_titles:
            own += undrawn(item, pictures[item.figure.id], vocabulary)
        key = next((key for key in (item.figure.id, item.figure.analysis) if key in later), None)
        if key is None:
            problems += own
        else:
            needed[key] |= bool(own)
    return [*problems, *(_needless(key) for key, need in needed.items() if not need)]


def _needless(name: str) -> Problem:
    """Return that the rules leave out a figure or an analysis for nothing."""
    expected, fix = "a figure, or an analysis with one, that breaks a rule on titles", "Take it off the list."
    return Problem("needless-exception", "mkdocs.yml, rules", f"`titles_later` names `{name}`", expected, "none", fix)


def _too_long(item: TitledFigure, most: int) -> Iterator[Problem]:
    """Yield that a title has more words than a reader takes in, or two findings."""
    words = len(item.title.split())
    if most and words > most:
        number = next((word for word, count in CARDINALS.items() if count == most), str(most))
        fix = "Keep one finding; the rest belongs into subtitle, note or text."
        yield Problem(
            "long-title", item.place, f"the title: “{item.title}”", f"at most {number} words", str(words), fix
        )
    if most and TWO_FINDINGS.search(item.title):
        fix = "Keep one; the other belongs into the text, or another figure."
        yield Problem("two-findings", item.place, f"the title: “{item.title}”", "one finding", "two sentences", fix)


def undrawn(item: TitledFigure, picture: Picture, vocabulary: Vocabulary) -> list[Problem]:
    """Return what of a figure's title its pictures do not print, and exceptions without need or reason."""
    missing: dict[str, list[str]] = {}
    names = names_in(item.title, (row for layer in item.figure.layers for row in layer.records), vocabulary)
    said = _said(item, vocabulary.numbered)
    for size in SIZES:
        for words in _unprinted(item.title, said, names, picture_texts(picture.inline[size])):
            missing.setdefault(words, []).append(size)
    excepted = dict(item.figure.undrawn)
    bound = {value.name: value.text for value in item.bound}
    problems = []
    for key, reason in excepted.items():
        words = bound.get(key, key)
        covered = [text for text in missing if text == words or text in words.split() or words in text.split()]
        if not covered or len(reason.split()) < REASON:
            got = "it is printed, or not in the title" if not covered else f"“{reason}”"
            thing = f"`undrawn` excepts `{key}`"
            expected = "words of the title that the picture leaves out, with a sentence that says why"
            problems.append(Problem("needless-exception", item.place, thing, expected, got, "Mend it or take it off."))
        for text in covered:
            missing.pop(text)
    if missing:
        thing = f"the picture does not print all of its title: “{item.title}”"
        listed = [
            f"“{text}”" + ("" if len(where) == len(SIZES) else f" ({where[0]})") for text, where in missing.items()
        ]
        expected = "each number and name at a mark, over a bracket, beside a line or as a category"
        fix = "Print it, leave it out of the title, or say under `undrawn` why the picture cannot."
        problems.append(Problem("undrawn-title", item.place, thing, expected, f"no {', no '.join(listed)}", fix))
    return problems


def _unprinted(title: str, said: list[Amount], names: list[Name], texts: Sequence[PictureText]) -> list[str]:
    """Return the numbers and names of a title that a picture's texts lack, in the title's order."""
    whole = "\n".join(text.text for text in texts).replace("’", "'")
    scales = scales_in(text.text for text in texts)
    printed = [
        amount
        for text in texts
        for amount in amounts_in(text.text)
        if not text.axis or amount.kind == YEAR or not is_scale_tick(text.text)
    ]
    lacking = [amount for amount in said if not any(prints(amount, other, scales) for other in printed)]
    taken = [(amount.start, amount.end) for amount in said]
    result = {amount.start: amount.text for amount in lacking}
    for name in names:
        start = title.replace("’", "'").find(name.text)
        if not name.is_in(whole) and not any(begin <= start < end for begin, end in taken):
            result.setdefault(start, name.text)
    return [result[start] for start in sorted(result)]


def _said(item: TitledFigure, numbered: Sequence[str]) -> list[Amount]:
    """Return the amounts of a title: those of its grammar, and each bound number whatever its words are."""
    found = amounts_in(item.title, numbered)
    for value in item.bound:
        if isinstance(value.number, int | float) and value.text.lower() == "one":
            for match in re.finditer(r"\bone\b", item.title, re.IGNORECASE):
                found.append(Amount(match[0], match.start(), 1.0, BARE))
    return found


def exceptions(titled: Iterable[TitledFigure], rules: HouseRules) -> list[str]:
    """Return what the pictures leave out of their titles by exception, each with its reason, for a review."""
    own = [f"{item.figure.id}: `{key}` is not drawn: {why}" for item in titled for key, why in item.figure.undrawn]
    return [*own, *(f"{name}: titles are not held to the rules yet: {why}" for name, why in rules.titles_later)]
