"""Commands on claims and the documents that they come from."""

from __future__ import annotations

from pathlib import Path

import click

from .common import Options, pass_options

FIRST_WORDS = 12
"""Words by which an author recognises a paragraph."""


@click.command("check-documents")
@click.argument("documents", type=click.Path(path_type=Path))
@pass_options
def check_documents(options: Options, documents: Path) -> None:
    """Compare each claim's fingerprint and number with local copies of the documents, DOCUMENTS/<source id>.txt.

    Then report how each document's numbers are accounted for: claimed, explained, or left over; the same of words that
    rank or bound, such as "largest"; and runs of words that a statement shares with its document.
    """
    from ..data.documents import check_claims
    from ..data.loading import load_data
    from ..evidence.copied_runs import check_copied_runs
    from ..evidence.number_coverage import cover_documents
    from ..evidence.rank_words import cover_rank_words

    settings = options.settings()
    load_data(settings)  # a register that breaks its own rules cannot be compared
    checked, missing = check_claims(settings.root, documents)
    click.echo(f"{checked} claims stand in the paragraphs that they name")
    for coverage in cover_documents(settings.root, documents):
        click.echo(str(coverage))
    for source, words in cover_rank_words(settings.root, documents).items():
        click.echo(f"{source}: {words} words that rank or bound, all claimed or explained")
    click.echo(f"{check_copied_runs(settings.root, documents)} statements share no run of words with their document")
    for name in missing:
        click.echo(f"not checked: no {name}.txt in {documents}")


@click.command()
@click.argument("source")
@click.argument("paragraph", type=int)
@click.option(
    "--documents",
    type=click.Path(path_type=Path),
    envvar="PROOFPRESS_SOURCES",
    default=Path(),
    help="Folder with <source id>.txt; $PROOFPRESS_SOURCES, or the working folder, when missing.",
)
@pass_options
def fingerprint(options: Options, source: str, paragraph: int, documents: Path) -> None:
    """Print the fingerprint of a document's paragraph, for the claims register, and how the paragraph begins.

    SOURCE is a source's id, PARAGRAPH the number of the paragraph, counted from one.
    """
    from ..data.documents import find_paragraph
    from ..data.documents import fingerprint as fingerprint_of
    from ..data.sources import find_source

    text = find_paragraph(find_source(source, options.settings().root).id, paragraph, documents)
    click.echo(fingerprint_of(text))
    words = text.split()
    click.echo(" ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else ""))


COMMANDS = (check_documents, fingerprint)
