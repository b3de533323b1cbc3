"""The command that says what differs between two states of the site, and why."""

from __future__ import annotations

import click

from .common import Options, pass_options, progress


@click.command()
@click.argument("origin", metavar="A")
@click.argument("to", metavar="B", default=".")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as `docs/history/<release>/changes.json` holds it.")
@click.option("--write", is_flag=True, help="Store the changes in docs/history/, for the site.")
@click.option("--note", default=None, help="The editors' note; a release with a consequential change needs one.")
@pass_options
def changes(options: Options, *, origin: str, to: str, as_json: bool, write: bool, note: str | None) -> None:
    """Say which figures and values differ between A and B, and why: data, analysis or software.

    A and B are releases, commits, or `.` for the working tree (the default for B). Each cause is found by rebuilding
    with one factor swapped at a time; the checkout is not touched.
    """
    from ..changes.archive import changes_json, changes_text, note_missing, store
    from ..changes.attribute import find_changes

    settings = options.settings()
    with progress("comparing") as tell:
        result = find_changes(settings, origin, to, tell=tell)
    stored = store(settings, result, note) if write else ()
    click.echo(changes_json(result, note or "") if as_json else changes_text(result), nl=not as_json)
    for path in stored:
        click.echo(f"written: {path}", err=True)
    if write and note_missing(settings, result):
        click.echo(
            "A change is consequential: write a note for readers, with --note TEXT, before the release.", err=True
        )


COMMANDS = (changes,)
