"""Commands that compute the site and compare it with the record: verify, accept, lint, render."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model.count_noun import count_noun
from ..model.exchange import write_whole
from ..model.own_cache import with_empty_cache
from ..model.scratch import scratch_folder
from .common import Options, pass_options, progress
from .completion import complete_names

if TYPE_CHECKING:
    from ..model.records import Drift
    from ..record.site_input import SiteInput

REVIEW = "review.html"
"""The page of what would be accepted, in the cache folder."""


SCHEDULER = click.option("--scheduler", metavar="ADDRESS", help="Execute and draw on the workers of a Dask scheduler.")


@contextmanager
def _on(scheduler: str | None, tell: Callable[[str], None]) -> Iterator[None]:
    """Let the workers of a scheduler do the work meanwhile; this machine where none is named."""
    if scheduler is None:
        yield
        return
    from ..execute.dask_team import dask_team
    from ..execute.team import working_with

    with dask_team(scheduler, tell) as team, working_with(team):
        yield


@click.command()
@SCHEDULER
@pass_options
def build(options: Options, scheduler: str | None) -> None:
    """Build the site strictly into ``site/``, as ``mkdocs build --strict`` does, on one machine or on a cluster.

    Start a cluster with ``dask scheduler`` here and ``dask worker ADDRESS`` on each machine that has the environment.
    """
    from mkdocs.commands.build import build as write_site
    from mkdocs.config import load_config

    from .. import pipeline

    settings = options.settings()
    with progress("computing") as tell, _on(scheduler, tell):
        if scheduler is not None:
            pipeline.compute(settings, progress=tell)  # what it keeps is what the site is made from
    write_site(load_config(str(settings.root / "mkdocs.yml"), strict=True))


@click.command()
@SCHEDULER
@click.option(
    "--against", metavar="FOLDER-OR-ADDRESS", help="Compare with a published site, file by file, not with the record."
)
@pass_options
def verify(options: Options, scheduler: str | None, against: str | None) -> None:
    """Regenerate every figure, value and output in fresh kernels, no cache; compare with the record and another run.

    Beside a published site claims are compared too, with their statuses.
    """
    from .. import pipeline
    from ..quotes.published_index import reader_of
    from ..render.against import published_differences

    read = None if against is None else reader_of(against)

    kept = options.settings()
    with with_empty_cache(kept) as settings, progress("verifying") as tell, _on(scheduler, tell):
        results = pipeline.compute(settings, fresh=True, progress=tell)
        unsteady = pipeline.compare_outputs(results)
        if against is not None and read is not None:
            differences = published_differences(results, pipeline.render(results).files, read, against)
        else:
            differences = _drifts_by_name(results)
    for problem in unsteady:
        click.echo(str(problem))
    moved = _print_verdicts(differences, against or "the record")
    if moved or unsteady:
        sys.exit(1)


def _drifts_by_name(results: SiteInput) -> dict[str, list[str]]:
    """Return what differs from the record by figure and value; same ones have no line."""
    result: dict[str, list[str]] = {key: [] for key in (*results.entries, *results.record)}
    for drift in results.drifts:
        result.setdefault(drift.id, []).append(str(drift).partition(", ")[2] or str(drift))
    return result


def _print_verdicts(differences: Mapping[str, list[str]], other: str) -> int:
    """Print a verdict on each entry, and return how many differ."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"Regenerated from the data, compared with {other}")
    for heading in ("what", "verdict", "difference"):
        table.add_column(heading, overflow="fold")
    for key, lines in sorted(differences.items()):
        more = [f"and {len(lines) - 6} more"] if len(lines) > 6 else []
        table.add_row(key, "differs" if lines else "same", "\n".join([*lines[:6], *more]))
    width = None if sys.stdout.isatty() else 160
    Console(width=width).print(table)
    moved = sum(map(bool, differences.values()))
    click.echo(f"{len(differences) - moved} of {len(differences)} regenerate, {moved} differ")
    return moved


@click.command()
@click.argument("ids", nargs=-1, shell_complete=complete_names)
@click.option(
    "--dry-run", is_flag=True, help="Say what would move, with a page of old and new pictures; accept nothing."
)
@pass_options
def accept(options: Options, ids: tuple[str, ...], dry_run: bool) -> None:
    """After review, make today's results the record; print what moves.

    IDS limit it to some analyses, figures or values, such as plants, plants/capacity or plants.largest.
    """
    from .. import pipeline

    settings = options.settings()
    results: list[SiteInput] = []
    with progress("computing") as tell:
        moved = pipeline.accept(settings, ids, dry=dry_run, progress=tell, computed=results.append)
    for drift in moved:
        click.echo(str(drift))
    number = count_noun(len(moved), "difference")
    if not dry_run:
        click.echo(f"{number} accepted into the record")
        return
    click.echo(f"{number} would be accepted; nothing was written")
    if moved:
        click.echo(f"old and new, side by side: {_write_review(results[0], moved)}")


def _write_review(results: SiteInput, moved: Iterable[Drift]) -> str:
    """Write the page that shows old and new side by side, and return its address."""
    from ..render.preview import review_page

    path = results.settings.cache / REVIEW
    path.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(path.parent, ".review-") as work:
        write_whole(path, review_page(results, {drift.id for drift in moved}), work)
    return path.resolve().as_uri()


@click.command()
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day to judge review dates by; the release's or the clock's, whichever is later, when missing.",
)
@click.option("--overdue", "fail", is_flag=True, help="Leave with 1 if an analysis is past its review-by date.")
@pass_options
def lint(options: Options, today: datetime | None, fail: bool) -> None:
    """Validate data, run what changed, and check pages for typed numbers and unknown names; write nothing.

    Analyses past their review-by date are warned of; what pictures leave out of their titles is listed with the reason.
    """
    from .. import pipeline
    from ..figures.jobs import resolver
    from ..figures.titles import exceptions, titled_figures
    from ..render.review_dates import overdue

    settings = options.settings()
    with progress("checking") as tell:
        results = pipeline.compute(settings, progress=tell)
        pipeline.render(results)
    day = today.date() if today else max(date.today(), date.fromisoformat(settings.released))
    late = overdue(results.analyses, day)
    for problem in late:
        click.echo(f"warning: [{problem.code}] {problem}", err=True)
    titled = titled_figures(results.analyses, resolver(results.analyses, results.claims))
    for exception in exceptions(titled, settings.rules):
        click.echo(f"by exception: {exception}")
    click.echo("data, notebooks and prose are in order")
    if fail and late:
        sys.exit(1)


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


COMMANDS = (build, verify, accept, lint, render)
