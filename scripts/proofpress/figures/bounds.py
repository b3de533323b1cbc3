"""Bounding words of headlines: "every", "none", "at most" and "largest" speak of members that were not all looked at.

A number in a headline is bound to the rows that it came from. Such a word is bound to an assertion
(:func:`proofpress.assert_all`), which must be of every member that the tables hold, in every edition of its period.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..evidence.series import SAID_YEAR
from ..model.errors import Problem
from ..model.records import Analysis, Assertion, Value
from ..text.placeholders import PLACEHOLDER
from ..text.sentences import sentences
from .takeaways import bound_values, headlines_of

EMPHASIS = re.compile(r"\bonly\s+(?=\{\{)", re.IGNORECASE)
"""“Only” before a number calls it small, and bounds nothing."""
RANK = re.compile(r"\}\}-\w+")
"""“}}-largest” is a rank that was computed."""
NAMED = 5
"""Members that a refusal names at most."""
EDITION = "edition"


@dataclass(frozen=True)
class Held:
    """What the tables and the registers hold: cells by row id, row ids by table, and the year of rows that have one."""

    rows: Mapping[str, Mapping[str, str]]
    years: Mapping[str, int]

    def tables(self) -> Mapping[str, Sequence[str]]:
        """Return the row ids of each table."""
        tables: dict[str, list[str]] = defaultdict(list)
        for row in self.rows:
            tables[row.partition(":")[0]].append(row)
        return tables


def bound_problems(analyses: Iterable[Analysis], held: Held, words: Sequence[str]) -> list[Problem]:
    """Return the bounding words that no assertion covers, and the assertions of less than all.

    Parameters
    ----------
    analyses : iterable of Analysis
        With their titles, summaries, takeaways, answers, figures and assertions.
    held : Held
        What they could have looked at.
    words : sequence of str
        The words that bound; with none nothing is asked.
    """
    if not words:
        return []
    bounding = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})\b", re.IGNORECASE)
    tables = held.tables()
    problems: list[Problem] = []
    for analysis in analyses:
        said = [
            (place, " ".join(sentence.split()))
            for place, text in headlines_of(analysis)
            for sentence in sentences(text)
        ]
        for place, sentence in said:
            problems += _uncovered(sentence, place, bounding, analysis.assertions)
        values = {value.name: value for value in analysis.values}
        for assertion in analysis.assertions:
            where = f"{analysis.path}, assertion “{assertion.words[0]}”"
            texts = [text for _, text in said if any(_folded(words) in text for words in assertion.words)]
            problems += _idle(assertion, where, [text for _, text in said], bounding)
            problems += _less_than_all(assertion, where, _years_said(texts, values), held, tables)
    return problems


def _folded(words: str) -> str:
    return " ".join(words.split())


def _uncovered(
    sentence: str, place: str, bounding: re.Pattern[str], assertions: Iterable[Assertion]
) -> Iterator[Problem]:
    """Yield a problem for each bounding word of a sentence that stands in the words of no assertion."""
    covered = [match.span() for words in (PLACEHOLDER, EMPHASIS, RANK) for match in words.finditer(sentence)]
    for words in (_folded(words) for assertion in assertions for words in assertion.words):
        covered += [match.span() for match in re.finditer(re.escape(words), sentence)]
    for match in bounding.finditer(sentence):
        if not any(start <= match.start() and match.end() <= end for start, end in covered):
            thing = f"“{match[0]}” bounds what no assertion has looked through: “{sentence}”"
            fix = (
                "Assert it of every member with `assert_all`, or say less; what is not ours is escaped with its reason."
            )
            yield Problem("uncovered-bound", place, thing, "an assertion with these words", "none", fix)


def _idle(assertion: Assertion, where: str, texts: Sequence[str], bounding: re.Pattern[str]) -> Iterator[Problem]:
    """Yield a problem for words of an assertion that no headline says, or that bound nothing."""
    for words in map(_folded, assertion.words):
        if not any(words in text for text in texts):
            expected = "words of the title, summary, a takeaway, the answer or a figure’s title"
            yield Problem("idle-assertion", where, f"no headline says “{words}”", expected, "none", "Mend the words.")
        elif not bounding.search(words):
            yield Problem("idle-assertion", where, f"“{words}” bounds nothing", "the bounding word among them", words)


def _years_said(texts: Iterable[str], values: Mapping[str, Value]) -> set[int]:
    """Return the years that some sentences name, typed or by a value."""
    shown = [PLACEHOLDER.sub(" ", text) for text in texts]
    shown += [value.text for text in texts for value in bound_values(text, values)]
    return {int(year) for text in shown for year in SAID_YEAR.findall(text)}


def _less_than_all(
    assertion: Assertion, where: str, said: set[int], held: Held, tables: Mapping[str, Sequence[str]]
) -> Iterator[Problem]:
    """Yield a problem for columns that no table has, for members left out, and for reasons that excuse none."""
    asserted: dict[str, list[str]] = defaultdict(list)
    for row in assertion.row_ids:
        asserted[row.partition(":")[0]].append(row)
    known = {
        name
        for table, rows in asserted.items()
        for row in rows[:1]
        for column in held.rows.get(row, ())
        for name in (column, f"{table}.{column}")
    }
    for column in sorted({*assertion.over, *(column for column, _ in assertion.where)} - known):
        thing = f"column `{column}` is in no table that its rows are of"
        yield Problem("unknown-column", where, thing, "a column of " + ", ".join(sorted(asserted)), column)
    missing: list[tuple[str, ...]] = []
    for table, rows in asserted.items():
        scope = [row for row in tables.get(table, ()) if _in_scope(row, assertion, held)]
        columns = [column.removeprefix(f"{table}.") for column in assertion.over]
        missing += _missing(
            [column for column in columns if scope and column in held.rows[scope[0]]], rows, scope, said, held
        )
    excused = {cell for cell, _ in assertion.apart}
    left = [" ".join(cells) for cells in dict.fromkeys(missing) if excused.isdisjoint(cells)]
    if left:
        more = f" and {len(left) - NAMED} more" if len(left) > NAMED else ""
        fix = "Assert it of them too; or confine it with `where`, name the year, or say in `apart` why one is left out."
        got = f"none of {', '.join(left[:NAMED])}{more}"
        yield Problem("left-out", where, "members that the tables hold are left out", "all of them", got, fix)
    for cell in sorted(excused - {cell for cells in missing for cell in cells}):
        yield Problem("idle-reason", where, f"`apart` names `{cell}`, which is not left out", fix="Delete it.")


def _in_scope(row: str, assertion: Assertion, held: Held) -> bool:
    """Whether a row is among those that an assertion confines itself to."""
    cells = held.rows[row]
    return all(column not in cells or cells[column] in among for column, among in assertion.where)


def _missing(
    columns: Sequence[str], asserted: Sequence[str], rows: Sequence[str], said: set[int], held: Held
) -> Iterator[tuple[str, ...]]:
    """Yield the members of a table, told apart by columns, that are not asserted, and editions of those that are."""
    if not columns:
        return
    own = [held.years[row] for row in asserted if row in held.years]
    first, last = (min(own), max(own)) if own else (0, 0)

    def member(row: str) -> tuple[str, ...]:
        return tuple(held.rows[row][column] for column in columns)

    members = {member(row) for row in asserted}
    dated = {(*member(row), held.years.get(row)) for row in asserted}
    editions = {(*member(row), held.years.get(row), held.rows[row].get(EDITION, "")) for row in asserted}
    for row in rows:
        year = held.years.get(row, last)
        if (year > last and last in said) or (year < first and first in said):
            continue
        if member(row) not in members:
            yield member(row)
        elif (*member(row), held.years.get(row)) in dated and EDITION not in columns:
            edition = held.rows[row].get(EDITION, "")
            if (*member(row), held.years.get(row), edition) not in editions:
                yield (*member(row), str(year), edition)
