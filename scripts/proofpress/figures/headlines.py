"""Headlines: the sentences that a page puts first, and how new what they say is.

A title that stops where a series turns says less than its rows: what compares two periods reaches the newest one held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..data.project import Project
from ..evidence.series import SAID_YEAR, Years, series_years
from ..model.errors import NotebookError, Problem
from ..model.house_rules import HouseRules
from ..model.records import Analysis, Value
from ..text.placeholders import PLACEHOLDER
from .takeaways import bound_values, takeaways_of

SENTENCE = re.compile(r"(?<=[.!?])\s+")


def check_headlines(analyses: Iterable[Analysis], project: Project) -> None:
    """Refuse headlines that say less than their rows, or say it more surely than their age allows.

    Raises
    ------
    NotebookError
        Naming each sentence with the newest period that its rows hold.
    """
    rules = project.settings.rules
    if not rules.newest and not rules.ages:
        return
    years = series_years(project.tables.values(), project.rows)
    problems = headline_problems(analyses, years, rules, int(project.settings.released[:4]))
    if problems:
        raise NotebookError(problems)


def headline_problems(
    analyses: Iterable[Analysis], years: Mapping[str, Years], rules: HouseRules, today: int
) -> list[Problem]:
    """Return the headlines that stop before their rows do, or are surer than their age allows.

    Parameters
    ----------
    analyses : iterable of Analysis
        With their titles, takeaways and figures.
    years : mapping of str to Years
        Of each row, by its row id.
    rules : HouseRules
        Whether headlines must be newest, and how old a confidence word's newest row may be.
    today : int
        The year of the release.
    """
    problems: list[Problem] = []
    for analysis in analyses:
        values = {value.name: value for value in analysis.values}
        if rules.newest:
            for place, text in _headlines(analysis):
                problems += _stops_early(text, place, values, years)
        for number, (text, word) in enumerate(takeaways_of(analysis.notebook), 1):
            most = dict(rules.ages).get(word)
            place = f"{analysis.path}, takeaway {number}"
            if most is not None:
                held = [row for value in bound_values(text, values) for row in _held(value, years)]
                problems += _too_old(place, word, held, today - most)
    return problems


def _headlines(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield what a page puts first, with its place: its title, takeaways and figures' titles."""
    yield f"{analysis.path}, the title", analysis.title
    for number, (text, _) in enumerate(takeaways_of(analysis.notebook), 1):
        yield f"{analysis.path}, takeaway {number}", text
    for figure in analysis.figures:
        yield f"{analysis.path}, the title of `{figure.name}`", figure.title


def _held(value: Value, years: Mapping[str, Years]) -> list[Years]:
    """Return the years of the rows that a value rests on."""
    return [years[row] for row in value.row_ids if row in years]


def _stops_early(text: str, place: str, values: Mapping[str, Value], years: Mapping[str, Years]) -> Iterator[Problem]:
    """Yield a problem for each sentence that compares periods and names none as new as its rows hold."""
    for sentence in SENTENCE.split(text):
        bound = bound_values(sentence, values)
        dated = [held for value in bound if (held := _held(value, years))]
        own = {max(row.own for row in held) for held in dated}
        if len(own) < 2:
            continue
        newest = max(row.newest for held in dated for row in held)
        said = own | {int(year) for year in SAID_YEAR.findall(PLACEHOLDER.sub(" ", sentence))}
        said |= {int(year) for value in bound for year in SAID_YEAR.findall(value.text)}
        if newest > max(said):
            thing = f"a comparison ends at {max(said)}: “{sentence}”"
            fix = "Go on to the newest period, or name it and say why the comparison stops before."
            yield Problem("stops-early", place, thing, f"the newest period of its rows, {newest}", str(max(said)), fix)


def _too_old(place: str, word: str, held: Iterable[Years], oldest: int) -> list[Problem]:
    """Return a problem if a takeaway's newest row is older than its confidence word allows."""
    newest = max((row.own for row in held), default=oldest)
    if newest >= oldest:
        return []
    thing = f"{word.lower()} confidence rests on rows of {newest} at the newest"
    fix = "Lower the confidence, or add newer rows."
    return [Problem("old-evidence", place, thing, f"rows of {oldest} or newer", str(newest), fix)]
