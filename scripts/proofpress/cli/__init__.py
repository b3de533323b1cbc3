"""The command line: options are parsed here, work is done by the functions of the layers below."""

from __future__ import annotations

from pathlib import Path

import click

from ..model.command import begin_command
from . import build, changes, completion, evidence, explain, quotes, registers, releases, scaffold
from .common import CommandGroup, Options

AREAS = (build, explain, registers, evidence, quotes, changes, releases, scaffold, completion)
"""The modules whose commands are offered."""


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), help="Project folder; found when missing.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.version_option(package_name="proofpress")
@click.pass_context
def main(context: click.Context, root: Path | None, debug: bool) -> None:
    """Prove a research site's figures: regenerate them from the data and compare with the record."""
    begin_command()
    context.obj = Options(root, debug)


for area in AREAS:
    for command in area.COMMANDS:
        main.add_command(command)
