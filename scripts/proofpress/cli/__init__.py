"""The command line: parse, call, print, exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ..model.canonical_json import to_json
from ..model.errors import SiteError
from ..model.settings import Settings, load_settings


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
    from .. import pipeline

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
    from .. import pipeline

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
    from ..data.claims import check_sources as check
    from ..evidence.number_coverage import cover_documents
    from ..pipeline import load_data

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
    from .. import pipeline
    from ..render.folder import write_folder

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
    from ..changes.archive import changes_json, note_missing, store, told
    from ..changes.attribute import find_changes

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
@click.option("--tag", default="", help="Make them from this tag's settings instead of the checkout's.")
@click.option("--write", is_flag=True, help="Write the files into the project.")
@click.pass_context
def deposit(context: click.Context, tag: str, write: bool) -> None:
    """Make CITATION.cff and the deposit file .zenodo.json from the settings, and print them."""
    from ..release.citation_files import deposit_files, settings_at

    with _reported(context.obj["debug"]):
        settings = _settings(context)
        files = deposit_files(settings_at(settings.root, tag) if tag else settings)
    for name, text in files.items():
        if write:
            (settings.root / name).write_text(text, encoding="utf-8")
            click.echo(f"written: {name}")
        else:
            click.echo(f"# {name}\n{text}")


@main.command("check-quote")
@click.argument("quote")
@click.option("--release", default="", help="Ask this release; the newest, or that of the checkout, when missing.")
@click.option("--releases", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of releases.")
@click.option("--url", default="", help="Address of the published site.")
@click.option("--json", "as_json", is_flag=True, help="Print the answers as JSON.")
@click.pass_context
def check_quote(
    context: click.Context, quote: str, *, release: str, releases: Path | None, url: str, as_json: bool
) -> None:
    """Say whether QUOTE, a sentence, a number or the address of a figure, still stands.

    Each number is answered: it holds, has changed, was withdrawn, is not ours, or it is unclear which is meant. Leaves
    with 0 if all hold, with 1 otherwise.
    """
    from ..quotes.match import check_quote as check
    from ..quotes.match import read_book

    with _reported(context.obj["debug"]):
        shelf = _shelf(context, release, releases, url)
        answers = check(quote, read_book(shelf.index), read_book(shelf.newest) if shelf.newest else None)
    if as_json:
        from dataclasses import asdict

        click.echo(to_json([asdict(answer) for answer in answers]), nl=False)
    else:
        for answer in answers:
            click.echo(f"{answer.verdict}: {answer.quoted}\n  {answer.line}")
            for line in (answer.of and f"What it is: {answer.of}.", answer.grade and f"Grade {answer.grade}."):
                if line:
                    click.echo(f"  {line}")
            for key in answer.candidates:
                click.echo(f"  - {key}")
        if not answers:
            click.echo("no number and no address of ours is in this text")
        click.echo(f"as of release {(shelf.newest or shelf.index)['release']}")
    if not answers or any(answer.verdict != "holds" for answer in answers):
        sys.exit(1)


def _shelf(context: click.Context, release: str, releases: Path | None, url: str) -> Any:
    """Return the index to ask: of published releases, or of the checkout."""
    from .. import pipeline
    from ..quotes.index import NAME
    from ..quotes.published_index import Shelf, from_folder, from_web, read_shelf

    if releases or url:
        return read_shelf(from_folder(releases) if releases else from_web(url), str(releases or url), release)
    settings = _settings(context)
    if release not in ("", settings.release):
        raise click.UsageError("to ask another release, name --releases FOLDER or --url ADDRESS")
    with _progress("reading") as tell:
        site = pipeline.build(settings, strict=False, progress=tell)
    return Shelf(json.loads(site.files[NAME]))


@main.command()
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day to judge review dates by; the release's or the clock's, whichever is later, when missing.",
)
@click.pass_context
def lint(context: click.Context, today: datetime | None) -> None:
    """Validate data, run what changed, and check pages for typed numbers and unknown names; write nothing.

    Analyses past their review-by date are warned of.
    """
    from .. import pipeline
    from ..render.review_dates import overdue

    with _reported(context.obj["debug"]):
        settings = _settings(context)
        with _progress("checking") as tell:
            results = pipeline.compute(settings, progress=tell)
            pipeline.render(results)
        day = today.date() if today else max(date.today(), date.fromisoformat(settings.released))
        for problem in overdue(results.analyses, day):
            click.echo(f"warning: [{problem.code}] {problem}", err=True)
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
    from ..release import release as stage

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
    from ..release import release as stage

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
    from ..release.serve import BranchTree, FolderTree, serve

    with _reported(context.obj["debug"]):
        if folder is not None:
            serve(FolderTree(folder), port, click.echo)
            return
        settings = _settings(context)
        with BranchTree.of(settings, branch) as tree:
            serve(tree, port, click.echo)
