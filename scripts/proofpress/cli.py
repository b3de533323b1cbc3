"""The command line: parse, call, print, exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from .errors import SiteError
from .settings import Settings, load_settings


@contextmanager
def _reported(debug: bool) -> Iterator[None]:
    """Print a problem's message alone and leave with 1; ``--debug`` shows the traceback."""
    try:
        yield
    except SiteError as err:
        if debug:
            raise
        click.echo(str(err), err=True)
        sys.exit(1)


@contextmanager
def _progress(label: str) -> Iterator[Callable[[str], None]]:
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
            bar.update(task, description=line[:90], advance=1)

        yield tell


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), help="Project folder; found when missing.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.version_option(package_name="proofpress")
@click.pass_context
def main(context: click.Context, root: Path | None, debug: bool) -> None:
    """Prove a research site's figures: regenerate them from the data and compare with the record."""
    context.obj = {"root": root, "debug": debug}


def _settings(context: click.Context) -> Settings:
    return load_settings(context.obj["root"])


@main.command()
@click.pass_context
def verify(context: click.Context) -> None:
    """Regenerate every figure and value in fresh kernels, no cache, and compare with the record."""
    from . import pipeline

    with _reported(context.obj["debug"]):
        settings = _settings(context)
        with _progress("verifying") as tell:
            results = pipeline.compute(settings, fresh=True, progress=tell)
        _print_verdicts(results)
    if results.drifts:
        sys.exit(1)


def _print_verdicts(results: Any) -> None:
    from rich.console import Console
    from rich.table import Table

    moved: dict[str, list[str]] = {}
    for drift in results.drifts:
        moved.setdefault(drift.id, []).append(str(drift).partition(", ")[2] or str(drift))
    table = Table(title="Regenerated from the data, compared with the record")
    for heading in ("figure or value", "verdict", "difference"):
        table.add_column(heading, overflow="fold")
    keys = sorted(results.entries.keys() | results.record.keys() | moved.keys())
    for key in keys:
        lines = moved.get(key, [])
        more = [f"and {len(lines) - 6} more"] if len(lines) > 6 else []
        table.add_row(key, "differs" if lines else "same", "\n".join([*lines[:6], *more]))
    width = None if sys.stdout.isatty() else 160
    Console(width=width).print(table)
    click.echo(f"{len(keys) - len(moved)} of {len(keys)} regenerate, {len(moved)} differ")


@main.command()
@click.argument("ids", nargs=-1)
@click.pass_context
def accept(context: click.Context, ids: tuple[str, ...]) -> None:
    """After review, make today's results the record; print what moves. IDS limit it to some figures or values."""
    from . import pipeline

    with _reported(context.obj["debug"]):
        settings = _settings(context)
        with _progress("computing") as tell:
            moved = pipeline.accept(settings, ids, progress=tell)
    for drift in moved:
        click.echo(str(drift))
    click.echo(f"{len(moved)} difference{'' if len(moved) == 1 else 's'} accepted into the record")


@main.command("check-sources")
@click.argument("documents", type=click.Path(path_type=Path))
@click.pass_context
def check_sources(context: click.Context, documents: Path) -> None:
    """Compare each claim's fingerprint and number with local copies of the documents, DOCUMENTS/<source id>.txt.

    Then report how each document's numbers are accounted for: claimed, explained, or left over.
    """
    from .claims import check_sources as check
    from .coverage import cover_documents
    from .pipeline import load_data

    with _reported(context.obj["debug"]):
        settings = _settings(context)
        load_data(settings)  # a register that breaks its own rules cannot be compared
        checked, missing = check(settings.root, documents)
        click.echo(f"{checked} claims stand in the paragraphs that they name")
        for coverage in cover_documents(settings.root, documents):
            click.echo(str(coverage))
    for name in missing:
        click.echo(f"not checked: no {name}.txt in {documents}")


@main.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="New or empty folder.")
@click.pass_context
def render(context: click.Context, out: Path) -> None:
    """Write the same content as a plain docs folder, for another generator."""
    from . import pipeline
    from .write import write_folder

    with _reported(context.obj["debug"]):
        settings = _settings(context)
        with _progress("rendering") as tell:
            site = pipeline.build(settings, progress=tell)
        written = write_folder(site, settings, out)
    click.echo(f"{written} files written to {out}")


@main.command()
@click.argument("origin", metavar="A")
@click.argument("to", metavar="B", default=".")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as `docs/history/<release>/changes.json` holds it.")
@click.option("--write", is_flag=True, help="Store the changes in docs/history/, for the site.")
@click.option("--note", default=None, help="The editors' note; a release with a consequential change needs one.")
@click.pass_context
def changes(context: click.Context, *, origin: str, to: str, as_json: bool, write: bool, note: str | None) -> None:
    """Say which figures and values differ between A and B, and why: data, analysis or software.

    A and B are releases, commits, or `.` for the working tree (the default for B). Each cause is found by rebuilding
    with one factor swapped at a time; the checkout is not touched.
    """
    from .changes.archive import changes_json, note_missing, store, told
    from .changes.find import find_changes

    with _reported(context.obj["debug"]):
        settings = _settings(context)
        with _progress("comparing") as tell:
            found = find_changes(settings, origin, to, tell=tell)
        stored = store(settings, found, note) if write else ()
    click.echo(changes_json(found, note or "") if as_json else told(found), nl=not as_json)
    for path in stored:
        click.echo(f"written: {path}", err=True)
    if write and note_missing(settings, found):
        click.echo(
            "A change is consequential: write a note for readers, with --note TEXT, before the release.", err=True
        )


@main.command()
@click.pass_context
def lint(context: click.Context) -> None:
    """Validate data, run what changed, and check pages for typed numbers and unknown names; write nothing."""
    from . import pipeline

    with _reported(context.obj["debug"]):
        settings = _settings(context)
        with _progress("checking") as tell:
            results = pipeline.compute(settings, progress=tell)
            pipeline.render(results)
    click.echo("data, notebooks and prose are in order")


if __name__ == "__main__":
    main()
