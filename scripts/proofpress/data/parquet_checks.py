"""One Parquet file against its schema: its columns, every cell's constraints, the order of its keys, its sources.

All rows are looked at, in one pass that holds a part of them at a time. What only our own functions know of texts, such
as letters that no font has, is looked at in a sample.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.characters import find_unseen, is_formula, no_letter, unseen_problem
from ..model.errors import Problem, SiteError, nearest
from ..model.files import ProjectFiles
from ..model.letters import missing_letters
from ..model.records import Source
from .csv_checks import MARKUP, check_header
from .parquet import FORMAT, POSITION, SUFFIX, TYPES, bad_file, connect, connection_errors, quoted, reading
from .places import show_place
from .row_ids import key_of

if TYPE_CHECKING:
    import duckdb

SAMPLE = 10_000
"""Rows whose texts are looked at, evenly spaced."""
OF_TEXT = ("format", "missingValues", "trueValues", "falseValues", "bareNumber", "decimalChar", "groupChar")
"""Properties of a column that say how its cells are written, which a Parquet file says by itself."""


def parquet_problems(
    shown: str, files: ProjectFiles, resource: Mapping[str, Any], registry: Mapping[str, Source]
) -> list[Problem]:
    """Return what is wrong with a Parquet file, most basic first.

    Parameters
    ----------
    shown : str
        Its path from the project's folder.
    files : ProjectFiles
        The project's files.
    resource : mapping
        Its description, whose shape is as it must be.
    registry : mapping of str to Source
        Every source.
    """
    problems = list(_description_problems(shown, resource))
    if problems:
        return problems
    try:
        with connect(shown) as connection:
            return _file_problems(_File(connection, shown, reading(files.located(shown))), resource, registry)
    except SiteError as err:
        return list(err.problems)
    except connection_errors() as err:
        return [bad_file(shown, err)]


@dataclass(frozen=True)
class _File:
    """A file that is read: the connection, its path as messages show it, and the SQL that stands for its rows."""

    connection: duckdb.DuckDBPyConnection
    shown: str
    rows: str

    def ask(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return what a query finds."""
        return self.connection.execute(query, list(values)).fetchall()


def _file_problems(file: _File, resource: Mapping[str, Any], registry: Mapping[str, Source]) -> list[Problem]:
    """Return what is wrong with the file itself: what follows is asked only where what it rests on holds."""
    schema = resource["schema"]
    found = file.ask(f"DESCRIBE SELECT * EXCLUDE ({POSITION}) FROM {file.rows}")
    problems = list(_column_problems(file.shown, {str(name): str(kind) for name, kind, *_ in found}, schema))
    if problems:
        return problems
    [(count,)] = file.ask(f"SELECT count(*) FROM {file.rows}")
    if not count:
        return [Problem("no-rows", file.shown, "the table has no rows", "at least one", "none")]
    problems += [*_broken_rules(file, schema), *_key_problems(file, key_of(schema))]
    problems += _source_problems(file, resource, registry)
    return problems + list(_text_problems(file, schema, max(1, count // SAMPLE)))


def _description_problems(shown: str, resource: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield where the description does not say what the file is, or says how cells of a text file are written."""
    if resource.get("format") != FORMAT or not str(resource["path"]).endswith(SUFFIX):
        expected = f"`format: {FORMAT}` and a path that ends in `{SUFFIX}`"
        got = f"`{resource.get('format')}` and `{resource['path']}`"
        yield Problem("bad-format", shown, "format and path", expected, got, "Let both say the same.")
    for field in resource["schema"]["fields"]:
        for name in OF_TEXT:
            if name in field:
                place = show_place(shown, column=str(field["name"]))
                yield Problem("bad-field", place, f"`{name}`", "nothing: cells are no texts", fix="Remove it.")
        for name in ("unique", "jsonSchema"):
            if field.get("constraints", {}).get(name):
                place = show_place(shown, column=str(field["name"]))
                expected = "rules of single cells; only the key is compared from row to row"
                yield Problem("bad-field", place, f"`constraints.{name}`", expected, fix="Remove it.")


def _column_problems(shown: str, found: Mapping[str, str], schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield each column that is missing, superfluous, out of place or of another type."""
    yield from check_header(shown, list(found), schema)
    for field in schema["fields"]:
        name, kind = str(field["name"]), str(field["type"])
        if name in found and found[name] not in TYPES[kind]:
            place = show_place(shown, column=name)
            thing = f"the column is described as `{kind}`"
            fix = f"Write it as {TYPES[kind][-1]}, or describe what it holds."
            yield Problem("column-type", place, thing, " or ".join(TYPES[kind]), found[name], fix)


def _rules(field: Mapping[str, Any], key: Sequence[str]) -> Iterator[tuple[str, str, list[Any]]]:
    """Yield the rules of a column: in words, and as SQL that is true of a cell which breaks it, with parameters."""
    column, kind = quoted(str(field["name"])), str(field["type"])
    rules = field.get("constraints", {})
    if rules.get("required") or field["name"] in key:
        yield "a value", f"{column} IS NULL", []
    if kind == "number":
        yield "a finite number", f"NOT isfinite({column})", []
    for name, sign, words in (
        ("minimum", "<", "at least"),
        ("maximum", ">", "at most"),
        ("exclusiveMinimum", "<=", "above"),
        ("exclusiveMaximum", ">=", "below"),
    ):
        if name in rules:
            mark = "CAST(? AS DATE)" if kind == "date" else "?"
            yield f"{words} {rules[name]}", f"{column} {sign} {mark}", [rules[name]]
    for name, sign, words in (("minLength", "<", "at least"), ("maxLength", ">", "at most")):
        if name in rules:
            yield f"{words} {rules[name]} characters", f"length({column}) {sign} ?", [rules[name]]
    if "enum" in rules:
        marks = ", ".join("?" for _ in rules["enum"])
        yield (
            f"one of {', '.join(map(str, rules['enum']))}",
            f"CAST({column} AS VARCHAR) NOT IN ({marks})",
            [str(word) for word in rules["enum"]],
        )
    if "pattern" in rules:
        yield f"what fits `{rules['pattern']}`", f"NOT regexp_full_match({column}, ?)", [str(rules["pattern"])]


def _broken_rules(file: _File, schema: Mapping[str, Any]) -> list[Problem]:
    """Return for each rule of a column the first cell that breaks it, and how many do."""
    key = key_of(schema)
    rules = [(str(field["name"]), *rule) for field in schema["fields"] for rule in _rules(field, key)]
    if not rules:
        return []
    parts = [f"count(*) FILTER ({test}), min({POSITION}) FILTER ({test})" for _, _, test, _ in rules]
    values = [value for _, _, _, given in rules for value in (*given, *given)]
    [found] = file.ask(f"SELECT {', '.join(parts)} FROM {file.rows}", values)
    problems = []
    for (name, expected, _, _), count, first in zip(rules, found[::2], found[1::2], strict=True):
        if count:
            [(cell,)] = file.ask(f"SELECT {quoted(name)} FROM {file.rows} WHERE {POSITION} = ?", [first])
            thing = "the cell breaks a rule" if count == 1 else f"the first of {count:,} cells that break a rule"
            place = show_place(file.shown, first + 1, name)
            problems.append(Problem("constraint-error", place, thing, expected, repr(cell), "Correct the table."))
    return problems


def _key_problems(file: _File, key: Sequence[str]) -> list[Problem]:
    """Return the first row whose key does not come after that of the row before, which also says that none is twice."""
    cells = ", ".join(map(quoted, key))
    before = f"SELECT {POSITION} AS n, ({cells}) AS own, lag(({cells})) OVER () AS before FROM {file.rows}"
    found = file.ask(f"SELECT n, own = before FROM ({before}) WHERE own <= before LIMIT 1")
    fix = f"Write the rows in the order of their key ({', '.join(key)})."
    return [
        Problem(
            "duplicate-key" if twice else "key-order", show_place(file.shown, n + 1),
            "the key is that of the row before" if twice else "the key comes before that of the row before",
            "keys that rise from row to row", fix="Remove the row or correct its key." if twice else fix,
        )
        for n, twice in found
    ]  # fmt: skip


def _source_problems(file: _File, resource: Mapping[str, Any], registry: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield the first source of a row that is not in the registry or not among the table's."""
    cited = sorted({str(source.get("name")) for source in resource["sources"]} & registry.keys())
    marks = ", ".join("?" for _ in cited) or "''"
    query = f"SELECT source, {POSITION} FROM {file.rows} WHERE source IS NULL OR source NOT IN ({marks}) LIMIT 1"
    for source, first in file.ask(query, cited):
        place = show_place(file.shown, first + 1, "source")
        if source in registry:
            thing = f"source `{source}` is not among the resource's sources"
            yield Problem("uncited-source", place, thing, fix="Add it to the description.")
        else:
            fix = nearest(source or "", registry)
            yield Problem("unknown-source", place, "the source is not in the registry", got=repr(source), fix=fix)


def _text_problems(file: _File, schema: Mapping[str, Any], step: int) -> Iterator[Problem]:
    """Yield the first text of each column in a sample that no page could show, or that would run in one."""
    for name in (str(field["name"]) for field in schema["fields"] if field["type"] == "string"):
        texts = f"SELECT {quoted(name)}, min({POSITION}) FROM {file.rows} WHERE {POSITION} % ? = 0"
        for text, first in file.ask(f"{texts} GROUP BY 1 ORDER BY 2", [step]):
            problem = _text_problem(text or "", show_place(file.shown, first + 1, name))
            if problem is not None:
                yield problem
                break


def _text_problem(text: str, place: str) -> Problem | None:
    """Return what is wrong with a text, if anything is."""
    if unseen := find_unseen(text):
        return unseen_problem(place, unseen, text)
    if missing := missing_letters(text):
        return no_letter(place, missing, text)
    if is_formula(text):
        expected = "a text that does not begin with `=`, `+`, `-`, `@` or a tab"
        thing = "a spreadsheet would run this instead of showing it"
        return Problem("formula", place, thing, expected, repr(text[:60]), "Put a word before it.")
    if any(mark in text for mark in MARKUP):
        return Problem("markup", place, "the cell holds markup", "plain text", repr(text[:60]), "Remove it.")
    return None
