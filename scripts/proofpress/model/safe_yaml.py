"""Settings read from YAML without running anything: plain values, and the tags that MkDocs itself documents.

MkDocs' own loader makes any Python object that a file asks for, which runs code. A command that only reads must not.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import yaml

from .errors import Problem, SettingsError

NAME = "tag:yaml.org,2002:python/name:"
"""MkDocs' documented way to name a function of an extension; taken as its name here, never imported."""
KNOWN = "plain YAML, `!ENV`, `!relative`, or `!!python/name:`"


class _Loader(yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):  # type: ignore[misc]
    """Reads plain values and MkDocs' tags, and gathers every other tag instead of stopping at the first."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.refused: list[yaml.Node] = []

    def environment(self, node: yaml.Node) -> Any:
        """Return the first variable that is set, or the default that stands last in a list."""
        if isinstance(node, yaml.ScalarNode):
            names, default = [node], None
        elif isinstance(node, yaml.SequenceNode) and all(isinstance(item, yaml.ScalarNode) for item in node.value):
            names = node.value[:-1] if len(node.value) > 1 else node.value
            default = self.construct_object(node.value[-1]) if len(node.value) > 1 else None
        else:
            self.refuse(node)
            return None
        for name in names:
            text = os.environ.get(name.value)
            if text is not None:
                tag = self.resolve(yaml.ScalarNode, text, (True, False))
                return self.construct_object(yaml.ScalarNode(tag, text))
        return default

    def text(self, node: yaml.Node) -> str:
        """Return a scalar as it stands."""
        if not isinstance(node, yaml.ScalarNode):
            self.refuse(node)
        return str(node.value)

    def name(self, suffix: str, _: yaml.Node) -> str:
        """Return the dotted name of a function, as text."""
        return suffix

    def refuse(self, node: yaml.Node) -> None:
        """Remember a tag that is not read."""
        self.refused.append(node)


_Loader.add_constructor("!ENV", _Loader.environment)
_Loader.add_constructor("!relative", _Loader.text)
_Loader.add_multi_constructor(NAME, _Loader.name)
_Loader.add_constructor(None, _Loader.refuse)


def read_yaml(text: str, place: str) -> Mapping[str, Any]:
    """Return the mapping that a YAML text holds; nothing in it is run, imported or opened.

    Parameters
    ----------
    text : str
        Such as the content of ``mkdocs.yml``.
    place : str
        Its name in messages.

    Raises
    ------
    SettingsError
        If it is no YAML, no mapping, or with each tag that is not read, by line.

    Examples
    --------
    >>> read_yaml("a: [1, x]", "mkdocs.yml")
    {'a': [1, 'x']}
    """
    try:
        loader = _Loader(text)
        try:
            single_data = loader.get_single_data()
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, RecursionError) as err:
        reason = " ".join(str(err).split())
        raise SettingsError([Problem("bad-settings", place, "cannot be read", "YAML", reason)]) from err
    problems = [
        Problem(
            "unsafe-tag",
            f"{place}, line {node.start_mark.line + 1}",
            "the tag is not read, for it may run code",
            KNOWN,
            node.tag.replace("tag:yaml.org,2002:", "!!"),
            "Write the value itself.",
        )
        for node in loader.refused
    ]
    if not problems and not isinstance(single_data or {}, Mapping):
        problems = [Problem("bad-settings", place, "cannot be read", "names with values", type(single_data).__name__)]
    if problems:
        raise SettingsError(problems)
    return single_data or {}
