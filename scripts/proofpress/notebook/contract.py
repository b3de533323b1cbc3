"""The contract that a published figure or value keeps, rule by rule.

Each function returns what it finds wrong; the publishing calls gather it all and raise once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..model.characters import check_texts, find_unseen, is_formula
from ..model.errors import Problem, nearest
from ..model.slug import is_slug
from ..text.placeholders import find_placeholders
from ..text.typed_numbers import find_typed_numbers
from . import vegalite
from .session import ROWS, Session, as_rows

if TYPE_CHECKING:
    import pandas as pd

SERIES_CHANNELS = ("color", "stroke", "fill", "shape", "strokeDash", "detail", "facet", "row", "column")


def missing_field(name: str, place: str, expected: str = "a text", got: str = "nothing", fix: str = "") -> Problem:
    """Return the problem that a field of the contract is missing."""
    return Problem("missing-field", place, f"`{name}` is missing", expected, got, fix or f"Give `{name}=`.")


def check_sources(sources: Iterable[str], place: str, current: Session) -> list[Problem]:
    """Return a problem for each source that is not in the registry."""
    return [
        Problem("unknown-source", place, f"source `{key}` is not in the registry", fix=nearest(key, current.sources))
        for key in sources
        if key not in current.sources
    ]


def check_rows(rows: Iterable[str], place: str, current: Session) -> list[Problem]:
    """Return a problem for each row id that this notebook has not loaded; at most five."""
    unknown = [key for key in rows if key not in current.row_sources]
    return [
        Problem(
            "unknown-row",
            place,
            f"row id `{key}` was not loaded in this notebook",
            fix=nearest(key, current.row_sources) if len(current.row_sources) < 4000 else "",
        )
        for key in unknown[:5]
    ]


def check_text(name: str, text: Any, place: str, current: Session) -> list[Problem]:
    """Return what is wrong with a contract text: empty, unknown placeholder, typed number."""
    if not isinstance(text, str) or not text.strip():
        got = "nothing" if text in (None, "") else repr(text)
        return [missing_field(name, place, got=got)]
    unseen = check_texts({name: text}, place)
    if unseen:
        return unseen
    problems = [
        Problem(
            "unknown-value",
            place,
            f"`{name}` names value `{holder.name}`, not published so far",
            fix=nearest(holder.name, current.values) or "Publish it before the figure.",
        )
        for holder in find_placeholders(text)
        if not holder.escape and holder.name not in current.values and not holder.name.startswith("claim.")
    ]
    problems += [
        Problem(
            "typed-number",
            place,
            f"`{name}` types “{number.text}”",
            "a value, as {{ name }}",
            f"“{number.context}”",
            "Publish it with publish_value and write the value into the text.",
        )
        for number in find_typed_numbers(text, current.vocabulary)
    ]
    return problems


def collect_data(
    chart: Any, names: dict[str, str], place: str
) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]], list[Problem]]:
    """Return a chart's specification with data sets named in order of use, those sets, and problems.

    ``names`` maps Altair's name of a data set to ours and grows here, so that two drawings share their sets.
    """
    from jsonschema.exceptions import ValidationError

    try:
        spec = chart.to_dict()
    except (TypeError, ValueError, ValidationError) as err:  # Altair's own, of what no specification can say
        said = " ".join(str(err).split())[:300]
        fix = "Mend the call that makes the chart; Altair's own message is quoted."
        return {}, {}, [Problem("bad-chart", place, "Altair cannot write the chart", got=said, fix=fix)]
    problems = []
    for node in vegalite.walk(spec):
        data = node.get("data")
        if not isinstance(data, dict):
            continue
        used = data.get("name")
        if used is None or used not in spec.get("datasets", {}):
            problems.append(_outside_data(data, place))
            continue
        names.setdefault(used, f"layer-{len(names) + 1}")
        data["name"] = names[used]
    sets = {names[key]: rows for key, rows in spec.pop("datasets", {}).items() if key in names}
    spec.pop("$schema", None)
    return spec, sets, [*problems, *_unnamed_params(spec, place)]


def _outside_data(data: Mapping[str, Any], place: str) -> Problem:
    """Return the problem that a chart draws data of an address, or data of its own."""
    what, fix = "the chart draws data that is not a frame", "Draw from a frame with the column `rows`."
    return Problem("outside-data", place, what, "frames only", ", ".join(sorted(data)), fix)


def _unnamed_params(spec: Mapping[str, Any], place: str) -> list[Problem]:
    """Return the parameters of a chart that Altair has named: it counts them, and each build would count on."""
    fix = "Give `name=` so that each build gives the same bytes."
    problems = []
    for node in vegalite.walk(spec):
        params = node.get("params")
        problems += [
            Problem("unnamed-param", place, f"chart parameter {number} has no name", "a name", "an automatic one", fix)
            for number, param in enumerate(params if isinstance(params, list) else (), 1)
            if str(param.get("name", "")).startswith(("param_", "view_"))
        ]
    return problems


def check_leaf(
    leaf: vegalite.Leaf, records: Sequence[Mapping[str, Any]], place: str, current: Session
) -> list[Problem]:
    """Return what is wrong with what a mark says: typed constants, grade D mixed in."""
    return [*_typed_constants(leaf, place), *_mixed_grades(leaf, records, place, current)]


def _typed_constants(leaf: vegalite.Leaf, place: str) -> list[Problem]:
    """Return the numbers that a mark draws and that stand in no frame."""
    expected, fix = "a row of a frame", "Put it into a frame with the row it came from."
    return [
        Problem(
            "typed-datum", place, f"channel `{channel}` draws the typed number {item['datum']}",
            expected, "a constant", fix,
        )
        for channel, item in leaf.encoding.items()
        if isinstance(item, dict) and isinstance(item.get("datum"), int | float)
    ]  # fmt: skip


def _mixed_grades(
    leaf: vegalite.Leaf, records: Sequence[Mapping[str, Any]], place: str, current: Session
) -> list[Problem]:
    """Return the series of a mark in which unverified data stand beside others."""
    series = leaf.fields(*SERIES_CHANNELS)
    groups: dict[tuple[Any, ...], set[str]] = {}
    for row in records:
        grades = {current.row_grades.get(key, "") for key in str(row.get(ROWS, "")).split()}
        groups.setdefault(tuple(row.get(name) for name in series), set()).update(grades)
    return [
        Problem(
            "mixed-grades", place,
            f"series {', '.join(map(str, group)) or 'the whole mark'} mixes grade D with "
            f"{', '.join(sorted(grades - {'D'}))}",
            "grade D in a series of its own", fix="Draw unverified data as its own mark.",
        )
        for group, grades in groups.items()
        if "D" in grades and len(grades) > 1
    ]  # fmt: skip


def check_spec(spec: Mapping[str, Any], computed: str, place: str) -> list[Problem]:
    """Return what a chart computes without saying so, and the numbers that its labels type."""
    problems = []
    for node in vegalite.walk(spec):
        problems += [] if computed else _computing(node, place)
        for key in ("title", "text"):
            problems += _typed_labels(key, node.get(key), place)
    return problems


def _computing(node: Mapping[str, Any], place: str) -> list[Problem]:
    """Return the steps of computation in a part of a specification."""
    steps = [key for step in node.get("transform", ()) for key in step if key not in {"filter", "as"}]
    steps += [key for key in ("aggregate", "bin", "timeUnit") if node.get(key)]
    fix = "Compute it in the notebook, or say why not with `computed=`."
    return [
        Problem("computing-chart", place, f"the chart computes `{step}` itself", "a prepared frame", fix=fix)
        for step in dict.fromkeys(steps)
    ]


def _typed_labels(key: str, text: Any, place: str) -> list[Problem]:
    """Return the numbers that a label of a chart types, one of several lines too."""
    return [
        Problem(
            "typed-number", place, f"the chart's `{key}` types “{number.text}”",
            "a label from the frame", f"“{number.context}”", "Put the label into the frame.",
        )
        for item in (text if isinstance(text, list) else [text])
        if isinstance(item, str)
        for number in find_typed_numbers(item)
    ]  # fmt: skip


def check_layers(sets: Mapping[str, list[dict[str, Any]]], place: str, current: Session) -> list[Problem]:
    """Return the frames that are empty or do not say where their rows come from."""
    problems = []
    for name, records in sets.items():
        label = "the plotted frame" if name == "main" else f"the frame of {name}"
        if not records:
            problems.append(Problem("no-rows", place, f"{label} has no rows", "at least one", "none"))
        elif any(not str(row.get(ROWS) or "").strip() for row in records):
            problems.append(
                Problem(
                    "no-row-ids",
                    place,
                    f"{label} does not say where its rows come from",
                    "the column `rows`, filled",
                    fix="Carry it along; aggregate it with join_rows.",
                )
            )
        else:
            problems += check_rows(as_rows([row[ROWS] for row in records]), place, current)
    return problems


def check_cells(sets: Mapping[str, list[dict[str, Any]]], place: str) -> list[Problem]:
    """Return a problem for each cell that a reader could not see or that a spreadsheet would run; at most five."""
    problems: list[Problem] = []
    for name, records in sets.items():
        label = "the plotted frame" if name == "main" else f"the frame of {name}"
        texts = [(0, key, key) for key in (records[0] if records else ())]
        texts += [(number, key, cell) for number, row in enumerate(records, 1) for key, cell in row.items()]
        for number, key, text in texts:
            if not isinstance(text, str) or not (is_formula(text) or find_unseen(text) or "{{" in text):
                continue
            where = f"{place}, column {key!r} of {label}, row {number}"
            problems += check_texts([text], where)
            if next(find_placeholders(text), None):
                thing, fix = "nothing binds what stands in a frame", "Write `value.text` into it, not the value."
                problems.append(Problem("bound-cell", where, thing, "the value's own text", repr(text[:60]), fix))
            if is_formula(text):
                expected = "a text that does not begin with `=`, `+`, `-`, `@` or a tab, or a number"
                thing = "a spreadsheet would run this instead of showing it"
                problems.append(Problem("formula", where, thing, expected, repr(text[:60]), "Put a word before it."))
    return problems[:5]


def check_columns(columns: Mapping[str, str], data: pd.DataFrame, place: str) -> list[Problem]:
    """Return what is wrong with the table view's columns: none, or one that the frame lacks."""
    if not columns:
        return [missing_field("columns", place, "column to heading", fix="Say what the table view shows.")]
    return [
        Problem(
            "unknown-column",
            place,
            f"`columns` names `{key}`, which the frame lacks",
            fix=nearest(key, map(str, data.columns)),
        )
        for key in columns
        if key not in data.columns
    ]


def check_name(name: str, taken: Iterable[str], noun: str, place: str) -> list[Problem]:
    """Return what is wrong with a name: not a slug, or taken."""
    if not name or not is_slug(name):
        got = repr(name) if name else "nothing"
        return [Problem("bad-slug", place, f"the {noun}'s name", "a slug such as `mine-share`", got)]
    if name in set(taken):
        return [
            Problem(
                "duplicate-slug",
                place,
                f"{noun} `{name}` was published before",
                "a name of its own",
                fix="Rename one of the two.",
            )
        ]
    return []
