"""Commands that begin things: a site, an analysis, a table, a source, a document, a claim, a check; and ``doctor``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..model.count_noun import count_noun
from ..model.exchange import put_in_place
from ..model.scratch import scratch_folder
from .common import Options, pass_options, progress

LISTED = "`proofpress new check` lists all rules."


def _asked(given: dict[str, Any]) -> dict[str, Any]:
    """Return the answers: those given, and for the rest what a terminal is asked, or the defaults."""
    from ..scaffold.begin import questions

    answers = {}
    for name, question in questions().items():
        default = date.today().isoformat() if name == "today" else question["default"]
        value = given.get(name)
        if value is None and name != "today" and sys.stdin.isatty():
            value = click.prompt(question["help"], default=default)
        answers[name] = default if value is None else value
    return answers


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--here", is_flag=True, help="In a copy of another site's repository: clear its examples.")
@click.option("--update", is_flag=True, help="In a site begun earlier: bring later versions of template and generator.")
@click.option("--template", default="", help="Where later versions come from; the origin of this copy when missing.")
@click.option("--title", help="What the site is called.")
@click.option("--address", help="Under which address it will be published.")
@click.option("--author", help="Who publishes it.")
@click.option("--licence", help="SPDX name for its texts and figures.")
@click.option("--colour", help="Of its header, such as #1f3a5f.")
@click.option("--takeaways", type=int, help="How many takeaways each analysis must have.")
@click.option("--date", "today", help="The day it begins; today when missing.")
@pass_options
def init(options: Options, /, folder: Path | None, here: bool, update: bool, template: str, **given: Any) -> None:
    """Begin a site in FOLDER: settings, data, one working analysis, tests, a workflow; accepted and ready to build."""
    from .. import pipeline
    from ..model.settings import load_settings
    from ..release.citation_files import deposit_files
    from ..scaffold import begin as site
    from ..scaffold.update import Origin, origin_of

    if here == (folder is not None):
        raise click.UsageError("name a FOLDER, or --here")
    place = (folder or options.root or Path.cwd()).resolve()
    if update:
        _update(place)
        return
    answers = site.Answers(**_asked(given))
    removed: list[str] = []
    if here:
        removed = site.clear_examples(place)
    else:
        site.check_place(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(place.parent, f".{place.name}-") as work, progress("making the site") as tell:
        new = place if here else work / "site"
        new.mkdir(exist_ok=True)
        # A copy merges its upstream by git, and its own origin is not where the template comes from.
        origin = Origin() if here and not template else origin_of(site.SOURCE, template)
        written = site.write_site(new, answers, origin)
        if not here:
            written += site.write_generator(new)
        settings = load_settings(new)
        for name, text in deposit_files(settings).items():
            (new / name).write_text(text, encoding="utf-8")
        pipeline.accept(settings, progress=tell)
        if not here:
            put_in_place(new, place)
    if removed:
        click.echo(f"removed: {', '.join(removed)}")
    click.echo(f"{len(written)} files and the record of one analysis are in {place}")
    _next(
        *(
            []
            if here
            else [f"cd {place}", "git init --initial-branch main && git add --all && git commit --message Start"]
        ),
        "make site && make test",
        "make serve",
    )


def _update(place: Path) -> None:
    """Bring later versions of the template and the generator into a site, and say what is left to do."""
    from ..scaffold.begin import check_source, write_generator
    from ..scaffold.update import check_site, holds_source, merge_template

    check_site(place)
    if not holds_source(place):
        check_source()
    unsettled = merge_template(place)
    _written([] if holds_source(place) else write_generator(place))
    for path in unsettled:
        click.echo(f"to settle: {path}")
    _next("git diff", "make site && make test", "git add --all && git commit --message 'Take the newer template'")


def _next(*steps: str) -> None:
    for step in steps:
        click.echo(f"next: {step}")


def _written(paths: Iterable[str]) -> None:
    for path in paths:
        click.echo(f"written: {path}")


@click.group()
def new() -> None:
    """Begin an analysis, a table, a source, a document, a claim or a check; each prints the next step."""


@new.command("analysis")
@click.argument("name")
@click.option("--like", default="", help="Take another analysis as the pattern.")
@click.option("--table", default="", help="The table that it is about; the first with numbers when missing.")
@pass_options
def new_analysis(options: Options, name: str, like: str, table: str) -> None:
    """Write a notebook called NAME that publishes one figure and one number, ready to run."""
    from ..scaffold.new import new_analysis as write

    settings = options.settings()
    paths = write(settings, name, like, table)
    _written(paths)
    _next(
        "make serve",
        f"edit {paths[0]}: the page follows",
        f"proofpress accept --dry-run {Path(paths[0]).stem.replace('_', '-')}",
    )


@new.command("table")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--name", default="", help="Its name; the file's when missing.")
@click.option("--source", default="", help="Id of its source; a new one to fill in when missing.")
@click.option("--sheet", default="", help="Sheet of an Excel file, where several hold rows.")
@pass_options
def new_table(options: Options, file: Path, name: str, source: str, sheet: str) -> None:
    """Make a tidy table of FILE (CSV, Parquet, Excel), with its descriptor; secrets and personal data are refused."""
    from ..scaffold.tables import new_table as write

    paths, found = write(options.settings(), file, name, source, sheet)
    for line in found:
        click.echo(f"  {line}")
    _written(paths)
    _next(
        "fill in the empty texts and units in data/datapackage.json and data/sources.json", "proofpress lint names each"
    )


@new.command("source")
@click.argument("what")
@click.option("--id", "key", default="", help="Its id; made from the title when missing.")
@click.option(
    "--grade", type=click.Choice(["A", "B", "C", "D"]), default="D", show_default=True, help="How far it supports."
)
@pass_options
def new_source(options: Options, what: str, key: str, grade: str) -> None:
    """Add a source: WHAT is a DOI, a citation file (CSL-JSON, CITATION.cff) or an address."""
    from ..scaffold.sources import is_unanswered
    from ..scaffold.sources import new_source as write

    settings = options.settings()
    paths, chosen = write(settings, what, key, grade)
    _written(paths)
    click.echo(f"source `{chosen}`")
    if is_unanswered(settings, chosen):
        click.echo("doi.org gave no citation, or could not be reached: title, authors, publisher and date are missing")
    _next("fill in what is empty in data/sources.json", "proofpress lint")


@new.command("document")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--source", default="", help="Id of its source; made from the file's name when missing.")
@pass_options
def new_document(options: Options, file: Path, source: str) -> None:
    """Make the registers of the document FILE (plain text, kept elsewhere), and list its paragraphs."""
    from ..scaffold.documents import new_document as write

    paths, key, found = write(options.settings(), file, source)
    for item in found:
        numbers = count_noun(item.numbers, "number")
        click.echo(f"{item.number:4}  {item.fingerprint[:12]}  {numbers:11}  {item.begins}")
    _written(paths)
    folder = file.parent
    _next(
        *([] if file.name == f"{key}.txt" else [f"mv {file} {folder / f'{key}.txt'}"]),
        "fill in what is empty in data/sources.json",
        f"proofpress new claim {key} PARAGRAPH --documents {folder}",
        f"proofpress check-documents {folder}: it lists the numbers that are left",
    )


@new.command("claim")
@click.argument("source")
@click.argument("paragraph", type=click.IntRange(min=1))
@click.option("--documents", required=True, type=click.Path(path_type=Path, file_okay=False, exists=True),
              help="Folder with SOURCE.txt.")  # fmt: skip
@click.option("--id", "key", default="", help="Its id; made from source and paragraph when missing.")
@pass_options
def new_claim(options: Options, source: str, paragraph: int, documents: Path, key: str) -> None:
    """Add a claim of SOURCE's PARAGRAPH to the register, with its fingerprint; the rest is to be filled in."""
    from ..scaffold.documents import new_claim as write

    path, chosen = write(options.settings(), source, paragraph, documents, key)
    _written([path])
    click.echo(f"claim `{chosen}`")
    _next(f"fill in its row in {path}: in your own words", "proofpress lint names each empty cell",
          f"proofpress check-documents {documents}")  # fmt: skip


@new.command("check")
@click.argument("rule", required=False)
def new_check(rule: str | None) -> None:
    """List the rules of checks with their inputs, or print an entry for RULE to fill in."""
    from ..evidence.rules import RULES
    from ..model.canonical_json import to_json
    from ..model.errors import DataError, Problem, nearest

    if rule is None:
        for known in RULES.values():
            click.echo(f"{known.name} ({', '.join(known.inputs)}): {known.formula}")
        _next("proofpress new check RULE")
        return
    if rule not in RULES:
        raise DataError([Problem("unknown-rule", "new check", f"no rule `{rule}`", fix=nearest(rule, RULES) or LISTED)])
    inputs = {
        name.removesuffix("[]"): ["claim:…", "claim:…"] if name.endswith("[]") else "claim:…"
        for name in RULES[rule].inputs
    }
    entry = {"id": "…", "rule": rule, "inputs": inputs, "title": "…", "reading": "…", "verdict": "holds"}
    click.echo(to_json(entry), nl=False)
    _next("add it to data/audit/checks.json", "proofpress lint: it says what the verdict is")


@click.command()
@pass_options
def doctor(options: Options) -> None:
    """Say what is wrong with this machine or project, and the command that mends it; leave with 1 if anything is."""
    from ..scaffold.doctor import examine

    findings = examine(options.settings())
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        click.echo(f"{finding.state:5}  {finding.name:{width}}  {finding.said}")
        if finding.fix:
            click.echo(f"{'':5}  {'':{width}}  {finding.fix}")
    if any(finding.state == "wrong" for finding in findings):
        sys.exit(1)


COMMANDS = (init, new, doctor)
