"""The command that says whether a quotation still stands."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model.canonical_json import to_json
from .common import Options, pass_options, progress

if TYPE_CHECKING:
    from ..quotes.check import Answer


@click.command("check-quote")
@click.argument("quote")
@click.option("--release", default="", help="Ask this release; the newest, or that of the checkout, when missing.")
@click.option("--releases", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of releases.")
@click.option("--url", default="", help="Address of the published site.")
@click.option("--json", "as_json", is_flag=True, help="Print the answers as JSON.")
@pass_options
def check_quote(options: Options, quote: str, *, release: str, releases: Path | None, url: str, as_json: bool) -> None:
    """Say whether QUOTE, a sentence, a number or the address of a figure, still stands.

    Each number is answered: we publish it, a document says it (and what our checks say of that), we publish another
    value, it was withdrawn, is not ours, or it is unclear which is meant. Leaves with 0 if all may be quoted as they
    stand, with 1 otherwise.
    """
    from ..quotes.check import QuoteCheck

    published = _published(options, release, releases, url)
    answers = QuoteCheck(published.index, published.newest).answers(quote)
    if as_json:
        click.echo(to_json([asdict(answer) for answer in answers]), nl=False)
    else:
        _print_answers(answers)
        click.echo(f"as of release {(published.newest or published.index)['release']}")
    if not answers or not all(answer.supported for answer in answers):
        sys.exit(1)


def _print_answers(answers: Sequence[Answer]) -> None:
    for answer in answers:
        click.echo(f"{answer.verdict}: {answer.quoted}\n  {answer.line}")
        for line in (answer.of and f"What it is: {answer.of}.", answer.grade and f"Grade {answer.grade}."):
            if line:
                click.echo(f"  {line}")
        for key in answer.candidates:
            click.echo(f"  - {key}")
    if not answers:
        click.echo("no number and no address of ours is in this text")


def _published(options: Options, release: str, releases: Path | None, url: str) -> Any:
    """Return the index to ask: of published releases, or of the checkout."""
    from .. import pipeline
    from ..quotes.index import NAME
    from ..quotes.published_index import PublishedIndexes, from_folder, from_web, read_published_indexes

    if releases or url:
        return read_published_indexes(
            from_folder(releases) if releases else from_web(url), str(releases or url), release
        )
    settings = options.settings()
    if release not in ("", settings.release):
        raise click.UsageError("to ask another release, name --releases FOLDER or --url ADDRESS")
    with progress("reading") as tell:
        site = pipeline.build(settings, strict=False, progress=tell)
    return PublishedIndexes(json.loads(site.files[NAME]))


COMMANDS = (check_quote,)
