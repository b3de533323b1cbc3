"""Headlines: the sentences that a page puts first, and how new what they say is.

A title that stops where a series turns says less than its rows: what compares two periods reaches the newest one held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..data.project import Project
from ..evidence.series import YEAR, Years, series_years
from ..model.errors import NotebookError, Problem
from ..model.house_rules import HouseRules
from ..model.records import Analysis, Value
from ..text.placeholders import PLACEHOLDER, find_placeholders
from .takeaways import TAKEAWAYS, section_of, takeaways

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
        for number, (text, word) in enumerate(takeaways(section_of(analysis.notebook, TAKEAWAYS) or ""), 1):
            most = dict(rules.ages).get(word)
            place = f"{analysis.path}, takeaway {number}"
            if most is not None:
                held = [row for _, rows in _bound(text, values, years) for row in rows]
                problems += _too_old(place, word, held, today - most)
    return problems


def _headlines(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield what a page puts first, with its place: its title, takeaways and figures' titles."""
    yield f"{analysis.path}, the title", analysis.title
    for number, (text, _) in enumerate(takeaways(section_of(analysis.notebook, TAKEAWAYS) or ""), 1):
        yield f"{analysis.path}, takeaway {number}", text
    for figure in analysis.figures:
        yield f"{analysis.path}, the title of `{figure.name}`", figure.title


def _bound(text: str, values: Mapping[str, Value], years: Mapping[str, Years]) -> list[tuple[Value, list[Years]]]:
    """Return the values that a text binds, with the years of their rows."""
    names = [holder.name for holder in find_placeholders(text) if not holder.escape and holder.name in values]
    return [(values[name], [years[row] for row in values[name].row_ids if row in years]) for name in names]


def _stops_early(text: str, place: str, values: Mapping[str, Value], years: Mapping[str, Years]) -> Iterator[Problem]:
    """Yield a problem for each sentence that compares periods and names none as new as its rows hold."""
    for sentence in SENTENCE.split(text):
        bound = [(value, held) for value, held in _bound(sentence, values, years) if held]
        own = {max(row.own for row in held) for _, held in bound}
        if len(own) < 2:
            continue
        newest = max(row.newest for _, held in bound for row in held)
        said = own | {int(year) for year in YEAR.findall(PLACEHOLDER.sub(" ", sentence))}
        said |= {int(year) for value in _values(sentence, values) for year in YEAR.findall(value.text)}
        if newest > max(said):
            thing = f"a comparison ends at {max(said)}: “{sentence}”"
            fix = "Go on to the newest period, or name it and say why the comparison stops before."
            yield Problem("stops-early", place, thing, f"the newest period of its rows, {newest}", str(max(said)), fix)


def _values(text: str, values: Mapping[str, Value]) -> list[Value]:
    return [values[holder.name] for holder in find_placeholders(text) if holder.name in values]


def _too_old(place: str, word: str, held: Iterable[Years], oldest: int) -> list[Problem]:
    """Return a problem if a takeaway's newest row is older than its confidence word allows."""
    newest = max((row.own for row in held), default=oldest)
    if newest >= oldest:
        return []
    thing = f"{word.lower()} confidence rests on rows of {newest} at the newest"
    fix = "Lower the confidence, or add newer rows."
    return [Problem("old-evidence", place, thing, f"rows of {oldest} or newer", str(newest), fix)]
