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


def _remote(push: bool, remote: str) -> str:
    return remote if push else ""


@main.command()
@click.argument("version")
@click.option("--dry-run", is_flag=True, help="Show the plan, build once, show what would be added; publish nothing.")
@click.option("--reason", default="", help="Why this release, in a line; `mkdocs.yml` says it when missing.")
@click.option("--push", is_flag=True, help="Push branch and tag together, both or neither.")
@click.option("--remote", default="origin", show_default=True, help="Where to push.")
@click.pass_context
def release(  # noqa: PLR0917
    context: click.Context, version: str, dry_run: bool, reason: str, push: bool, remote: str
) -> None:
    """Publish release VERSION, such as 2026.11, or 2026.11.1 for a correction: prove, build twice, publish once, tag.

    An interrupted release is finished by the same command. Nothing is ever rebuilt in place.
    """
    from . import release as stage

    with _reported(context.obj["debug"]):
        settings, where = _settings(context), _remote(push, remote)
        if dry_run:
            plan = stage.plan_release(settings, version, reason, where)
            click.echo("\n".join(plan.lines()))
            with _progress("rehearsing") as tell:
                made = stage.rehearse(plan, tell)
            click.echo(f"would add {made.added} files, {made.growth / 1e6:.2f} MB to push; packed, git shares more")
            click.echo("nothing was published")
            return
        with _progress("releasing") as tell:
            done = stage.release(settings, version, reason, where, tell)
    if done is None:
        click.echo(f"release {version} had been interrupted; it is complete now")
        return
    click.echo(f"release {version}: {done.added} files, {done.growth / 1e6:.2f} MB to push, tag {version}")
    if not push:
        click.echo(f"not pushed: `git push --atomic {remote} {settings.branch} {version}` does it")


@main.command()
@click.option("--dry-run", is_flag=True, help="Say what would be written; publish nothing.")
@click.option("--push", is_flag=True, help="Push the branch.")
@click.option("--remote", default="origin", show_default=True, help="Where to push.")
@click.pass_context
def correct(context: click.Context, dry_run: bool, push: bool, remote: str) -> None:
    """Publish the register of corrections, data/corrections.json, beside the releases; no release changes."""
    from . import release as stage

    with _reported(context.obj["debug"]), _progress("publishing corrections") as tell:
        made = stage.correct(_settings(context), _remote(push, remote), tell, dry=dry_run)
    if made is None:
        click.echo("the branch says all of it already")
        return
    click.echo(f"{made.added} files at the root {'would be ' if dry_run else ''}written; no release changed")


@main.command("serve-releases")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="A copy of the branch.")
@click.option("--branch", default="", help="The published branch; `mkdocs.yml` names it when missing.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.pass_context
def serve_releases(context: click.Context, folder: Path | None, branch: str, port: int) -> None:
    """Show all releases as a static host would, from the published branch or from a FOLDER that holds a copy of it."""
    from .serving import BranchTree, FolderTree, serve

    with _reported(context.obj["debug"]):
        if folder is not None:
            serve(FolderTree(folder), port, click.echo)
            return
        settings = _settings(context)
        with BranchTree.of(settings, branch) as tree:
            serve(tree, port, click.echo)


if __name__ == "__main__":
    main()
