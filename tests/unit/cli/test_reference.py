"""The pages of commands and of what notebooks call are made from the command line and the docstrings."""

from __future__ import annotations

import click
import pytest

import proofpress
from proofpress.cli import main
from proofpress.cli.reference import command_reference, function_reference
from tests.support.commands import proofpress_here
from tests.support.projects import ROOT

PAGES = {"commands": command_reference(main), "functions": function_reference()}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_says(name: str) -> None:
    """The committed page is the one that the code makes, and the command prints it."""
    page = ROOT / "docs" / "reference" / f"{name}.md"
    assert page.read_text(encoding="utf-8") == PAGES[name], (
        f"run `proofpress schemas --{name} > docs/reference/{name}.md`"
    )
    assert proofpress_here(ROOT, "schemas", f"--{name}").stdout == PAGES[name]


def test_every_command_and_function_is_told() -> None:
    """Each command, those of groups too, and each function and class that is offered has a heading of its own."""

    def commands(group: click.Group, path: str) -> list[str]:
        own = [f"{path} {name}" for name in sorted(group.commands)]
        inner = {f"{path} {name}": item for name, item in group.commands.items() if isinstance(item, click.Group)}
        return own + [deeper for below, item in inner.items() for deeper in commands(item, below)]

    told = {line.removeprefix("## ") for page in PAGES.values() for line in page.splitlines() if line.startswith("## ")}
    every = commands(main, "proofpress")
    assert {"proofpress new table", "proofpress release"} <= set(every) <= told
    offered = {name for name in proofpress.__all__ if callable(getattr(proofpress, name))}
    assert {"load_table", "publish_figure", "assert_all", "Column"} <= offered <= told
    assert "  --dry-run " in PAGES["commands"]
    assert "None\n```" not in PAGES["functions"]
