"""Commands on releases: publish one, publish corrections, make the citation files, show all releases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model.exchange import write_whole
from ..model.git import Repository
from ..model.locks import locked
from ..model.scratch import scratch_folder
from .common import Options, pass_options, progress

if TYPE_CHECKING:
    from ..model.settings import Settings
    from ..release.step import Step


def _remote(push: bool, remote: str) -> str:
    return remote if push else ""


@click.command()
@click.argument("version")
@click.option("--reason", default="", help="Why this release, in a line for readers.")
@click.option("--date", "released", type=click.DateTime(["%Y-%m-%d"]), help="Its date; today when missing.")
@click.option("--note", default=None, help="What a consequential change means for readers; such a release needs one.")
@click.option("--any-branch", is_flag=True, help="Release from a branch that is not the default one.")
@click.option(
    "--dry-run", is_flag=True, help="Show the plan, and build where the project names VERSION; publish nothing."
)
@click.option("--undo", is_flag=True, help="Take back a release that was not pushed: tag, folder and commit.")
@click.option("--push", is_flag=True, help="Push branch and tag together, both or neither, then the release's commit.")
@click.option("--remote", default="origin", show_default=True, help="Where to push.")
@pass_options
def release(  # noqa: PLR0917
    options: Options,
    version: str,
    reason: str,
    released: datetime | None,
    note: str | None,
    any_branch: bool,
    dry_run: bool,
    undo: bool,
    push: bool,
    remote: str,
) -> None:
    """Publish release VERSION, such as 2026.11, or 2026.11.1 for a correction, in one step.

    Sets it in the settings, the citation files and the data package, writes what changed, commits, proves, builds
    twice, publishes once, tags. An interrupted release is finished by the same command. Nothing is rebuilt in place.
    """
    from ..release import step as stage

    settings, where = options.settings(), _remote(push, remote)
    if undo:
        for line in stage.undo(settings, version):
            click.echo(f"taken back: {line}")
        return
    day = (released or datetime.now()).date().isoformat()
    step = stage.Step(version, reason, day, note, any_branch)
    if dry_run:
        _rehearse(settings, step, where)
        return
    with progress("releasing") as tell:
        outcome = stage.make_release(settings, step, where, tell)
    if outcome is None:
        click.echo(f"release {version} had been interrupted; it is complete now")
        return
    click.echo(f"release {version}: {outcome.added} files, {outcome.growth / 1e6:.2f} MB to push, tag {version}")
    if not push:
        branch = stage.current_branch(Repository(settings.root)) or "HEAD"
        click.echo(f"not pushed: `git push --atomic {remote} {branch} {settings.branch} {version}` does it,")
        click.echo(f"and `proofpress release {version} --undo` takes it back")


def _rehearse(settings: Settings, step: Step, remote: str) -> None:
    """Print what a release would do; where the project names it, build it once and say what would be added."""
    from ..release import publish
    from ..release import step as naming

    if settings.release != step.version:
        for line in naming.lines(settings, step, remote):
            click.echo(line)
    else:
        plan = publish.plan_release(settings, step.version, step.reason, remote)
        click.echo("\n".join(plan.lines()))
        with progress("rehearsing") as tell:
            rehearsal = publish.rehearse(plan, tell)
        growth = f"{rehearsal.growth / 1e6:.2f} MB to push; packed, git shares more"
        click.echo(f"would add {rehearsal.added} files, {growth}")
    click.echo("nothing was published")


@click.command("publish-corrections")
@click.option("--dry-run", is_flag=True, help="Say what would be written; publish nothing.")
@click.option("--push", is_flag=True, help="Push the branch.")
@click.option("--remote", default="origin", show_default=True, help="Where to push.")
@pass_options
def publish_corrections(options: Options, dry_run: bool, push: bool, remote: str) -> None:
    """Publish the register of corrections, data/corrections.json, beside the releases; no release changes."""
    from ..release.corrections import correct

    with progress("publishing corrections") as tell:
        outcome = correct(options.settings(), _remote(push, remote), tell, dry=dry_run)
    if outcome is None:
        click.echo("the branch says all of it already")
        return
    click.echo(f"{outcome.added} files at the root {'would be ' if dry_run else ''}written; no release changed")


@click.command("serve-releases")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False, exists=True), help="A copy of the branch.")
@click.option("--branch", default="", help="The published branch; `mkdocs.yml` names it when missing.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@pass_options
def serve_releases(options: Options, folder: Path | None, branch: str, port: int) -> None:
    """Show all releases as a static host would, from the published branch or from a FOLDER that holds a copy of it."""
    from ..release.serve import BranchTree, FolderTree, serve

    if folder is not None:
        serve(FolderTree(folder), port, click.echo)
        return
    settings = options.settings()
    with BranchTree.of(settings, branch) as tree:
        serve(tree, port, click.echo)


@click.command("citation-files")
@click.option("--tag", default="", help="Make them from this tag's settings instead of the checkout's.")
@click.option("--write", is_flag=True, help="Write the files into the project.")
@pass_options
def citation_files(options: Options, tag: str, write: bool) -> None:
    """Make CITATION.cff and the deposit file .zenodo.json from the settings, and print them."""
    from ..release.citation_files import deposit_files, settings_at

    settings = options.settings()
    files = deposit_files(settings_at(settings.root, tag) if tag else settings)
    for name, text in files.items():
        if write:
            with locked(settings.root), scratch_folder(settings.root, ".files-") as work:
                write_whole(settings.root / name, text, work)
            click.echo(f"written: {name}")
        else:
            click.echo(f"# {name}\n{text}")


COMMANDS = (release, publish_corrections, citation_files, serve_releases)
