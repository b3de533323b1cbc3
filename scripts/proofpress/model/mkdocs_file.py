"""``mkdocs.yml`` as MkDocs means it: what it inherits, and what stands under a plugin."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import Problem, SettingsError
from .safe_yaml import read_yaml

PARENT = "INHERIT"
"""The key that names a file whose settings hold where the file itself has none."""


def read_mkdocs(path: Path) -> dict[str, Any]:
    """Return the settings of a ``mkdocs.yml``, those that it inherits included.

    Raises
    ------
    SettingsError
        If a file cannot be read, or inherits from itself in one step or more.
    """
    return _read(path, ())


def _read(path: Path, heirs: tuple[Path, ...]) -> dict[str, Any]:
    """Return the settings of a file that others, the heirs, inherit from."""
    own = path.resolve()
    if own in heirs:
        names = " inherits from ".join(f"`{heir.name}`" for heir in (*heirs[heirs.index(own) :], own))
        fix = f"Remove one `{PARENT}`."
        raise SettingsError([Problem("bad-settings", path.name, f"it inherits from itself: {names}", fix=fix)])
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise SettingsError([Problem("bad-settings", path.name, "cannot be read", "YAML", str(err))]) from err
    config = dict(read_yaml(text, path.name))
    parent = config.pop(PARENT, None)
    return _merged(_read(path.parent / str(parent), (*heirs, own)), config) if parent else config


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Return two settings as one; where both have a value the second one's holds."""
    merged = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(below[key], dict) and isinstance(above[key], dict):
            merged[key] = _merged(below[key], above[key])
    return merged


def plugin_options(config: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return what stands under a plugin in parsed settings; None if the plugin is not listed.

    Examples
    --------
    >>> plugin_options({"plugins": ["search", {"proofpress": {"release": "2026.11"}}]}, "proofpress")
    {'release': '2026.11'}
    >>> plugin_options({"plugins": ["search", "proofpress"]}, "proofpress")
    {}
    """
    listed = config.get("plugins") or ()
    for entry in [listed] if isinstance(listed, dict) else listed:
        if entry == name:
            return {}
        if isinstance(entry, dict) and name in entry:
            return dict(entry[name] or {})
    return None
