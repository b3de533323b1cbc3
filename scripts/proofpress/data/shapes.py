"""Shapes of the files that authors write: JSON Schemas, and what is wrong with content that does not fit one.

A schema's ``title`` is what a problem says was expected, its ``description`` what the reference of the registers says.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..model.characters import check_texts
from ..model.errors import DataError, Problem, nearest
from ..model.options import is_date

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SCHEMAS = Path(__file__).parents[1] / "schemas"
SUFFIX = ".schema.json"
SHOWN_CHARACTERS = 80
"""Of what stands in a file, as much as a line of a message has room for."""
TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
PYTHON_TYPES = {"object": dict, "array": list, "string": str}
"""Types by which a choice between shapes is decided."""


def schema_names() -> tuple[str, ...]:
    """Return the names of all schemas, sorted."""
    return tuple(sorted(path.name.removesuffix(SUFFIX) for path in SCHEMAS.glob(f"*{SUFFIX}")))


def find_schema(name: str) -> Path:
    """Return the file of a schema.

    Raises
    ------
    DataError
        If there is none of that name, with the nearest.
    """
    if name not in schema_names():
        raise DataError([Problem("unknown-schema", "", f"no schema `{name}`", fix=nearest(name, schema_names()))])
    return SCHEMAS / f"{name}{SUFFIX}"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas into a folder, for an editor; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name in schema_names():
        path = folder / f"{name}{SUFFIX}"
        path.write_bytes(find_schema(name).read_bytes())
        paths.append(path)
    return paths


@functools.cache
def load_schema(name: str) -> Mapping[str, Any]:
    """Return the schema of a kind of file, such as ``sources``."""
    schema: Mapping[str, Any] = json.loads((SCHEMAS / f"{name}{SUFFIX}").read_text(encoding="utf-8"))
    return schema


def part_of(name: str, part: str = "") -> Mapping[str, Any]:
    """Return a schema, or one of its ``$defs``."""
    schema = load_schema(name)
    return schema["$defs"][part] if part else schema


def fits(content: Any, name: str, part: str = "") -> bool:
    """Whether content surely fits a schema or a part of it: by a compiled validator, which is fast but tells nothing.

    What it cannot read, such as a number that JSON has none of, it leaves to the one that tells.
    """
    try:
        return bool(_compiled(name, part).is_valid(content))
    except (TypeError, ValueError):
        return False


@functools.cache
def _compiled(name: str, part: str) -> Any:
    from jsonschema_rs import Draft202012Validator

    chosen = _spelt_out(part_of(name, part), load_schema(name))
    return Draft202012Validator(chosen, validate_formats=True, formats={"date": is_date})


@functools.cache
def _validator(name: str, part: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator, FormatChecker  # a fifth of a second, for what does not fit
    from jsonschema.validators import extend

    whole = extend(Draft202012Validator, {"pattern": _whole_pattern})  # type: ignore[no-untyped-call]
    chosen = _spelt_out(part_of(name, part), load_schema(name))
    return cast("Draft202012Validator", whole(chosen, format_checker=FormatChecker(["date"])))


def _spelt_out(part: Any, schema: Mapping[str, Any]) -> Any:
    """Return a part of a schema with what it refers to in its place, which takes half the time to check against."""
    if isinstance(part, list):
        return [_spelt_out(item, schema) for item in part]
    if not isinstance(part, dict):
        return part
    whole = _resolved(part, schema)
    return {key: _spelt_out(value, schema) for key, value in whole.items() if key not in {"$ref", "$defs"}}


def _whole_pattern(_: Any, pattern: str, content: Any, __: Any) -> Iterator[ValidationError]:
    """Hold a text to a pattern to its very end: Python's own ``$`` lets a line break stand after it."""
    from jsonschema.exceptions import ValidationError

    if isinstance(content, str) and not re.search(re.sub(r"\$(?=\)|\Z)", r"\\Z", pattern), content):
        yield ValidationError(f"{content!r} does not match {pattern!r}")


def shape_problems(content: Any, place: str, name: str, part: str = "") -> list[Problem]:
    """Return everything that is wrong with the shape of some content.

    Parameters
    ----------
    content : object
        What a file holds, or a part of it.
    place : str
        Where it stands, for the messages.
    name, part : str
        The schema that it should fit, or one of the schema's ``$defs``.

    Examples
    --------
    >>> [problem] = shape_problems({"id": "x", "term": "X", "mening": "…", "meaning": "…"}, "here", "glossary", "entry")
    >>> print(problem)
    here: unknown field `mening`. Did you mean `meaning`?
    """
    problems = [] if fits(content, name, part) else _told(content, place, name, part)
    return list(dict.fromkeys([*problems, *check_texts(content, place)]))


def _told(content: Any, place: str, name: str, part: str) -> list[Problem]:
    """Return what is wrong with content that does not fit."""
    schema = load_schema(name)
    errors = _validator(name, part).iter_errors(content)
    return [problem for error in errors for problem in _problems(error, place, schema)]


def noun_of(name: str, part: str) -> str:
    """Return what a part of a schema describes, without its article."""
    return str(part_of(name, part)["title"]).partition(" ")[2]


def _problems(error: ValidationError, place: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the problems that one failed keyword stands for."""
    path, part = _path(error.absolute_path), _part(error)
    asked, content = cast("Any", error.validator_value), cast("Any", error.instance)
    if error.validator in {"oneOf", "anyOf"}:
        yield from _no_branch(error, place, schema)
    elif error.validator == "required":
        fields = part.get("properties", {})
        for key in asked:
            if key not in content:
                thing = f"`{_join(path, key)}` is missing"
                wanted = expected(fields.get(key, {}), schema)
                yield Problem("missing-field", place, thing, wanted, "nothing", "Add it.")
    elif error.validator == "additionalProperties":
        known = part["properties"]
        own = tuple(part.get("patternProperties", ()))
        for key in content:
            if key not in known and not any(key.startswith(pattern.removeprefix("^")) for pattern in own):
                fix = nearest(key, known) or "Remove it."
                yield Problem("unknown-field", place, f"unknown field `{_join(path, key)}`", fix=fix)
    else:
        yield _bad(error, place, schema)


def _bad(error: ValidationError, place: str, schema: Mapping[str, Any]) -> Problem:
    """Return the problem of a field that holds something else than it should."""
    path, content = _path(error.absolute_path), error.instance
    words = [str(word) for word in _part(error).get("enum", ())]
    hint = nearest(content, words) if isinstance(content, str) else ""
    fix = hint if hint.startswith("Did") else "Correct it."
    thing = f"`{path}`" if path else "the content"
    part = _part(error)
    whole_file = "x-files" in part and "type" in part  # whose title says what it is about
    wanted = expected({"type": part["type"]} if whole_file else part, schema)
    return Problem("bad-field", place, thing, wanted, shown(content), fix)


def _no_branch(error: ValidationError, place: str, schema: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with content that fits none of several shapes, or more than one."""
    branches = cast("list[Mapping[str, Any]]", error.validator_value)
    keys = [str(branch["required"][0]) for branch in branches if set(branch) == {"required"}]
    if keys:
        if isinstance(error.instance, dict):  # what is no object is told by its type
            path = _path(error.absolute_path)
            either, got = (f"`{key}`" for key in keys), [f"`{key}`" for key in keys if key in error.instance]
            thing = f"`{path}`" if path else "the entry"
            wanted = f"either {' or '.join(either)}"
            yield Problem("bad-field", place, thing, wanted, " and ".join(got) or "neither", "Keep one of them.")
        return
    fitting = [
        inner
        for inner in error.context or ()
        if isinstance(error.instance, PYTHON_TYPES.get(str(_resolved(_branch(inner, error), schema).get("type")), ()))
    ]
    if not fitting:
        yield _bad(error, place, schema)
    for inner in fitting:
        yield from _problems(inner, place, schema)


def _part(error: ValidationError) -> Mapping[str, Any]:
    """Return the part of the schema whose keyword failed."""
    return cast("Mapping[str, Any]", error.schema)


def _branch(inner: ValidationError, error: ValidationError) -> Mapping[str, Any]:
    """Return the branch of a choice that an inner error is of."""
    branches = cast("list[Mapping[str, Any]]", error.validator_value)
    return branches[cast("int", inner.relative_schema_path[0])]


def _resolved(part: Any, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a part of a schema, or what it refers to."""
    if not isinstance(part, Mapping):
        return {}
    reference = str(part.get("$ref", ""))
    return {**schema["$defs"][reference.rpartition("/")[2]], **part} if reference else part


def expected(part: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """Return what a part of a schema asks for, in words.

    Examples
    --------
    >>> expected({"enum": ["for", "against"]}, {})
    'for, against'
    >>> expected({"type": ["number", "null"]}, {})
    'a number or null'
    """
    part = _resolved(part, schema)
    if "enum" in part:
        return ", ".join(str(word) or "nothing" for word in part["enum"])
    if "title" in part:
        return str(part["title"])
    kinds = part.get("type", ())
    return " or ".join(TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))


def shown(content: Any) -> str:
    """Return content as the file has it, cut to what a line has room for."""
    text = json.dumps(content, ensure_ascii=False)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[: SHOWN_CHARACTERS - 1]}…"


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _path(steps: Iterable[str | int]) -> str:
    """Return a JSON path without its root, such as ``cases[2].paragraph``."""
    path = ""
    for step in steps:
        path = f"{path}[{step}]" if isinstance(step, int) else _join(path, step)
    return path
