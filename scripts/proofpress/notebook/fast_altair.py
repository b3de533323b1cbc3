"""What Altair does slowly in every chart, done fast with the same result; a builds' kernel is given it once.

Half of a notebook's time was Altair's: its table of classes made anew for each channel, what makes a chart checked in
Python against Vega-Lite's schema, empty fields copied one by one, a frame written again for each mark that draws it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from urllib.parse import quote

DEFINITIONS = "#/definitions/"
ADDRESS = "urn:vega-lite"
"""What the compiled schema is called in references."""
ONCE = "proofpress-once"
"""The name under which Altair knows the data transformer that takes a frame again as it was written."""

_tables: dict[tuple[type, ...], dict[int, list[type]]] = {}
"""Altair's tables of classes by schema, by the classes that they hold."""


def quicken_altair() -> None:
    """Have this process' Altair do fast what it does slowly; asked twice, nothing changes."""
    from altair.utils import schemapi

    parts: Any = schemapi
    if parts._deep_copy is copy_deep:
        return
    parts._FromDict.__init__ = _keeping_tables(parts._FromDict.__init__)
    parts.validate_jsonschema = _asking_first(parts.validate_jsonschema)
    parts._deep_copy = copy_deep


@contextmanager
def frames_written_once() -> Iterator[None]:
    """Have Altair write each frame into a specification once, by the transformer in force, and take that again."""
    import altair as alt

    write = cast("Callable[..., Any]", alt.data_transformers.get())
    written: dict[int, tuple[Any, Any]] = {}

    def once(frame: Any, **options: Any) -> Any:
        if id(frame) not in written:
            written[id(frame)] = (frame, write(frame, **options))  # holds the frame, whose id would be given again
        return written[id(frame)][1]

    alt.data_transformers.register(ONCE, once)
    with alt.data_transformers.enable(ONCE):
        yield


def copy_deep(value: Any, by_ref: Set[str] | None = None) -> Any:
    """Return a deep copy of a part of a chart.

    Parameters
    ----------
    value : object
        A part; what is no part, list or dict of Altair's, such as a frame, is shared.
    by_ref : set of str
        Fields that are shared.
    """
    own, shared = _own(), by_ref or frozenset()
    if isinstance(value, own.SchemaBase):
        copier = getattr(value, "__deepcopy__", None)
        with own.debug_mode(False):
            if copier:
                return copier(value)
            arguments = [copy_deep(argument, shared) for argument in value._args]
            fields = _copied(value._kwds, shared)
            if isinstance(value, _whole_chart()):
                return type(value)(*arguments, **fields)
        return _part(type(value), tuple(arguments), fields)
    if isinstance(value, list):
        return [copy_deep(item, shared) for item in value]
    return _copied(value, shared) if isinstance(value, dict) else value


def _copied(fields: Mapping[str, Any], shared: Set[str]) -> dict[str, Any]:
    """Return the fields of a part, copied but for those that are shared; most are Altair's mark of an empty one."""
    empty = _own().Undefined
    return {
        key: item if item is empty or isinstance(item, str) or key in shared else copy_deep(item, shared)
        for key, item in fields.items()
    }


@cache
def _own() -> Any:
    """Return Altair's module of parts: looked up once, for a notebook copies hundreds of thousands of them."""
    from altair.utils import schemapi

    return schemapi


@cache
def _whole_chart() -> Any:
    """Return the class of whole charts, whose calls sort out what their parts have in common."""
    from altair import TopLevelMixin

    return TopLevelMixin


def _part(kind: type, arguments: tuple[Any, ...], fields: dict[str, Any]) -> Any:
    """Return a part of a chart with its fields, without what a call of its class would sort out of them again."""
    part: Any = object.__new__(kind)
    object.__setattr__(part, "_args", arguments)
    object.__setattr__(part, "_kwds", fields)
    return part


def _keeping_tables(make: Any) -> Any:
    """Return how Altair's table of classes begins, taking one that was made for the same classes."""

    def begin(self: Any, classes: Iterable[type], /) -> None:
        held = tuple(classes)
        if held not in _tables:
            make(self, held)
            _tables[held] = self.class_dict
        self.class_dict = _tables[held]

    return begin


def _asking_first(check: Any) -> Any:
    """Return Altair's check of a part against its schema, asked only for what the compiled schema finds invalid."""

    def validate(spec: Any, schema: dict[str, Any], rootschema: Any = None, *, raise_error: bool = True) -> Any:
        if rootschema is _schema() and list(schema) == ["$ref"] and _is_valid(spec, schema["$ref"]):
            return None
        return check(spec, schema, rootschema, raise_error=raise_error)

    return validate


def _is_valid(spec: Any, reference: str) -> bool:
    """Whether a part is surely valid by a definition of Vega-Lite's schema; Altair decides on what is no JSON yet."""
    try:
        return bool(_validator(reference).is_valid(spec))
    except (TypeError, ValueError):
        return False


@cache
def _validator(reference: str) -> Any:
    """Return the compiled validator of a definition in Vega-Lite's schema; a whole chart's is that of any chart."""
    from jsonschema_rs import Draft7Validator

    place = "" if reference.startswith(f"{DEFINITIONS}TopLevel") else _quoted(reference)
    return Draft7Validator({"$ref": ADDRESS + place}, registry=_registry())


@cache
def _registry() -> Any:
    """Return what validators find Vega-Lite's schema in, with valid references: its names hold brackets and bars."""
    from jsonschema_rs import Draft7, Registry

    def quoted(node: dict[str, Any]) -> dict[str, Any]:
        return {key: _quoted(item) if key == "$ref" else item for key, item in node.items()}

    schema = json.loads(json.dumps(_schema()), object_hook=quoted)
    return Registry([(ADDRESS, schema)], draft=Draft7)


def _quoted(reference: str) -> str:
    """Return a reference to a definition as a valid address."""
    return DEFINITIONS + quote(reference.removeprefix(DEFINITIONS), safe="")


@cache
def _schema() -> Any:
    """Return Vega-Lite's schema as Altair's classes hold it."""
    from altair.vegalite.v6.schema.core import Root

    return Root._schema
