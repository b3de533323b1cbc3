"""Headlines held to the rows: how new what they say is, and whether what they say of all was looked at in all.

A title that stops where a series turns says less than its rows: what compares two periods reaches the newest one held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..data.project import Project
from ..evidence.audit_tables import AuditTables
from ..evidence.series import SAID_YEAR, Years, series_years
from ..model.errors import NotebookError, Problem
from ..model.house_rules import HouseRules
from ..model.records import Analysis, Value
from ..text.placeholders import PLACEHOLDER
from ..text.sentences import sentences
from .bounds import Held, bound_problems
from .sentence_lengths import long_sentences
from .takeaways import bound_values, headlines_of, takeaways_of


def check_headlines(analyses: Sequence[Analysis], project: Project, audited: AuditTables) -> None:
    """Refuse headlines that are long, say less than their rows, more than was looked at, or more than age allows.

    Parameters
    ----------
    analyses : sequence of Analysis
        With their titles, summaries, takeaways and figures.
    project : Project
        Its tables, and the rules of its site.
    audited : AuditTables
        The claims and checks that notebooks load.

    Raises
    ------
    NotebookError
        Naming each sentence, with the newest period that its rows hold, the members that it leaves out, or its words.
    """
    rules = project.settings.rules
    if not (rules.newest or rules.ages or rules.bounds or rules.sentence_words):
        return
    years = series_years(project.tables.values(), project.rows, project.sources)
    problems = headline_problems(analyses, years, rules, int(project.settings.released[:4]))
    held = Held({**project.rows, **audited.cells()}, {row: years[row].own for row in years})
    problems += bound_problems(analyses, held, rules.bounds)
    problems += long_sentences(analyses, project.claims, rules.sentence_words)
    if problems:
        raise NotebookError(problems)


def headline_problems(
    analyses: Iterable[Analysis], years: Mapping[str, Years], rules: HouseRules, today: int
) -> list[Problem]:
    """Return the headlines that stop before their rows do, or are surer than their age allows.

    Parameters
    ----------
    analyses : iterable of Analysis
        With their titles, summaries, takeaways and figures.
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
            for place, text in headlines_of(analysis):
                problems += _stops_early(text, place, values, years)
        for number, (text, word) in enumerate(takeaways_of(analysis.notebook), 1):
            most = dict(rules.ages).get(word)
            place = f"{analysis.path}, takeaway {number}"
            if most is not None:
                held = [row for value in bound_values(text, values) for row in _held(value, years)]
                problems += _too_old(place, word, held, today - most)
    return problems


def _held(value: Value, years: Mapping[str, Years]) -> list[Years]:
    """Return the years of the rows that a value rests on."""
    return [years[row] for row in value.row_ids if row in years]


def _stops_early(text: str, place: str, values: Mapping[str, Value], years: Mapping[str, Years]) -> Iterator[Problem]:
    """Yield a problem for each sentence that compares periods and names none as new as its rows hold."""
    for sentence in sentences(text):
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
