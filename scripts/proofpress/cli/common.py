"""What every command shares: the options before it, the way errors are printed, progress, and renamed commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from ..model.errors import OutputError, SiteError, of_system
from ..model.settings import Settings, load_settings

RENAMED = {
    "check-sources": "check-documents",
    "correct": "publish-corrections",
    "deposit": "citation-files",
}
"""Commands by an earlier name, which still run."""
LINE_WIDTH = 90
"""Characters of a progress line that fit beside the bar on a common terminal."""


@dataclass(frozen=True)
class Options:
    """The options that stand before a command."""

    root: Path | None
    debug: bool

    def settings(self) -> Settings:
        """Return the project's settings."""
        return load_settings(self.root)


class CommandGroup(click.Group):
    """A group of commands that prints a problem's message alone and knows its commands' earlier names."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; one called by an earlier name says which name to use now."""
        name = RENAMED.get(cmd_name, cmd_name)
        if name != cmd_name:
            click.echo(f"`{cmd_name}` is now `{name}`: use `proofpress {name}`", err=True)
        return super().get_command(ctx, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a problem that an author can fix ends it with 1, ``--debug`` shows the traceback."""
        try:
            return super().invoke(ctx)
        except SiteError as err:
            if ctx.params.get("debug"):
                raise
            click.echo(str(err), err=True)
            sys.exit(1)
        except OSError as err:
            if ctx.params.get("debug") or not isinstance(err.filename, str):
                raise
            click.echo(str(OutputError([of_system(err)])), err=True)
            sys.exit(1)


pass_options = click.make_pass_decorator(Options)


@contextmanager
def progress(label: str) -> Iterator[Callable[[str], None]]:
    """Give a function that tells what has been done: a progress bar on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield lambda line: click.echo(line, err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def tell(line: str) -> None:
            bar.update(task, description=line[:LINE_WIDTH], advance=1)

        yield tell
