"""The references of commands and of what notebooks call: their own help and docstrings as pages, written once."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

import proofpress

WIDTH = 78
"""Letters of a line of help, as many as a page holds."""
COMMANDS_HEAD = """---
search: {exclude: true}
---

# Commands

What each command says of itself when asked with `--help`; this page is made from the command line.
"""
FUNCTIONS_HEAD = """---
search: {exclude: true}
---

# What notebooks call

Every function of the package that a notebook uses, by name, as its docstring has it; this page is made from the code.
Charts have [a page of their own](charts.md).
"""


def command_reference(group: click.Group) -> str:
    """Return the help of each command of a group as a page of Markdown, those of its own groups after it.

    Parameters
    ----------
    group : click.Group
        The command line.
    """
    every = _commands(group, (proofpress.__name__,))
    return "\n".join([COMMANDS_HEAD, *(_section(" ".join(path), _help(item, path)) for path, item in every)])


def _commands(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield each command with the words that call it, by name."""
    for name, item in sorted(group.commands.items()):
        yield (*path, name), item
        if isinstance(item, click.Group):
            yield from _commands(item, (*path, name))


def _help(command: click.Command, path: tuple[str, ...]) -> str:
    context = click.Context(
        command,
        info_name=" ".join(path),
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )
    return command.get_help(context)


def function_reference() -> str:
    """Return what the docstrings say of all that notebooks call, as a page of Markdown."""
    found = {name: getattr(proofpress, name) for name in proofpress.__all__}
    told = [
        _section(name, f"{name}{_signature(item)}\n\n{inspect.getdoc(item)}")
        for name, item in found.items()
        if inspect.isfunction(item) or inspect.isclass(item)
    ]
    return "\n".join([FUNCTIONS_HEAD, *told])


def _signature(item: object) -> str:
    """Return what is given to a function, without types: the docstring says them."""
    assert callable(item)
    given = inspect.signature(item).parameters.values()
    bare = [one.replace(annotation=inspect.Parameter.empty) for one in given]
    return str(inspect.Signature(bare))


def _section(heading: str, text: str) -> str:
    return f"## {heading}\n\n```text\n{text.strip()}\n```\n"
