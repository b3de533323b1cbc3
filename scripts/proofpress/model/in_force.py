"""Every setting in force, by name and as text: what a kept site was made under, and what `explain` compares.

MkDocs' configuration holds objects. Each is written as its class and the settings that it carries, never as the place
where it happens to lie in memory.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any


def settings_in_force(config: Mapping[str, Any], root: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Return every setting by its dotted name, as text: sorted, each with its value as JSON.

    Parameters
    ----------
    config : mapping
        A parsed ``mkdocs.yml``, or MkDocs' own configuration with all that overrides it.
    root : Path, optional
        The project folder: paths below it are told from there, so that a copy of the project has the same settings.

    Examples
    --------
    >>> settings_in_force({"site_name": "S", "extra": {"a": [1, True]}, "plugins": {}})
    (('extra.a', '[1, true]'), ('plugins', '{}'), ('site_name', '"S"'))
    """
    own = f"{root}{os.sep}" if root else ""
    return tuple(sorted((name, text.replace(own, "") if own else text) for name, text in _leaves("", config).items()))


def _leaves(place: str, value: Any) -> dict[str, str]:
    """Return the settings below one, each by its dotted name."""
    plain = value if isinstance(value, list | tuple) else _plain(value)
    if isinstance(plain, Mapping) and plain:
        start = f"{place}." if place else ""
        return {name: text for key, item in plain.items() for name, text in _leaves(f"{start}{key}", item).items()}
    return {place: _text(plain)}


def _text(value: Any) -> str:
    return json.dumps(value, default=_plain, sort_keys=True)


def _plain(value: Any) -> Any:
    """Return a setting as JSON can hold it: an object by its class and the settings that it carries."""
    if isinstance(value, str | int | float) or value is None:
        return value
    if isinstance(value, Mapping):
        return {**_carried(value), **{str(key): item for key, item in value.items()}}
    if isinstance(value, os.PathLike | date):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(_text(item) for item in value)
    if isinstance(value, ModuleType | FunctionType | type):
        return f"{value.__name__} of {getattr(value, '__module__', None) or getattr(value, '__file__', '')}"
    return {"class": f"{type(value).__module__}.{type(value).__qualname__}", **_carried(value)}


def _carried(value: Any) -> dict[str, Any]:
    """Return the settings of an object that tell it from others of its class: a plugin's, a theme's, a pattern's."""
    if hasattr(value, "patterns"):  # of pages to leave out
        return {"patterns": [str(getattr(item, "pattern", item)) for item in value.patterns]}
    names = ("name", "custom_dir", "dirs", "static_templates", "config")
    own = {name: getattr(value, name, None) for name in names}
    return {name: item for name, item in own.items() if isinstance(item, str | list | set | Mapping)}
