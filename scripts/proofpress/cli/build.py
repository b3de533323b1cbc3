"""Commands that compute the site and compare it with the record: verify, accept, lint, render."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ..model.own_cache import with_empty_cache
from .common import Options, pass_options, progress


@click.command()
@pass_options
def verify(options: Options) -> None:
    """Regenerate every figure and value in fresh kernels, no cache, and compare with the record."""
    from .. import pipeline

    with with_empty_cache(options.settings()) as settings, progress("verifying") as tell:
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


@click.command()
@click.argument("ids", nargs=-1)
@pass_options
def accept(options: Options, ids: tuple[str, ...]) -> None:
    """After review, make today's results the record; print what moves. IDS limit it to some figures or values."""
    from .. import pipeline

    settings = options.settings()
    with progress("computing") as tell:
        moved = pipeline.accept(settings, ids, progress=tell)
    for drift in moved:
        click.echo(str(drift))
    click.echo(f"{len(moved)} difference{'' if len(moved) == 1 else 's'} accepted into the record")


@click.command()
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day to judge review dates by; the release's or the clock's, whichever is later, when missing.",
)
@pass_options
def lint(options: Options, today: datetime | None) -> None:
    """Validate data, run what changed, and check pages for typed numbers and unknown names; write nothing.

    Analyses past their review-by date are warned of.
    """
    from .. import pipeline
    from ..render.review_dates import overdue

    settings = options.settings()
    with progress("checking") as tell:
        results = pipeline.compute(settings, progress=tell)
        pipeline.render(results)
    day = today.date() if today else max(date.today(), date.fromisoformat(settings.released))
    for problem in overdue(results.analyses, day):
        click.echo(f"warning: [{problem.code}] {problem}", err=True)
    click.echo("data, notebooks and prose are in order")


@click.command()
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="New or empty folder.")
@pass_options
def render(options: Options, out: Path) -> None:
    """Write the same content as a plain docs folder, for another generator."""
    from .. import pipeline
    from ..render.folder import write_folder

    settings = options.settings()
    with progress("rendering") as tell:
        site = pipeline.build(settings, progress=tell)
    written = write_folder(site, settings, out)
    click.echo(f"{written} files written to {out}")


COMMANDS = (verify, accept, lint, render)
