"""Completion by the tab key: commands and options, and the names of what the project publishes."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from ..model.errors import SiteError
from ..model.settings import load_settings
from ..model.slug import slugify
from ..record.store import load_record

PROGRAM, VARIABLE = "proofpress", "_PROOFPRESS_COMPLETE"


def complete_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the analyses of the project, and the figures and values of its record, that begin in some way."""
    try:
        settings = load_settings(context.find_root().params.get("root"))
        names = [slugify(path.stem) for path in settings.notebook_paths()]
        names += load_record(settings.root, settings.record)
    except (SiteError, OSError):
        return []
    return [name for name in dict.fromkeys(names) if name.startswith(incomplete)]


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands, options and names: `eval "$(proofpress completion bash)"`."""
    found = get_completion_class(shell)
    assert found is not None
    click.echo(found(click.get_current_context().find_root().command, {}, PROGRAM, VARIABLE).source())


COMMANDS = (completion,)
