"""The command line: parse, call, print, exit code."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from proofpress.cli import main
from proofpress.cli.common import RENAMED
from proofpress.data.claims import read_claims
from proofpress.data.documents import find_paragraph
from proofpress.data.reference import reference
from proofpress.data.shapes import find_schema, schema_names
from proofpress.model.errors import SiteError
from tests.support.projects import ROOT, change, differences, digests, files_below


def run(root: Path, *arguments: str) -> Result:
    """Run a command in a project."""
    return CliRunner().invoke(main, ["--root", str(root), *arguments])


def test_every_command_is_listed_and_has_help() -> None:
    """The help lists each command with a line, each has a help of its own, and README's table has the same commands."""
    listed = CliRunner().invoke(main, ["--help"])
    assert listed.exit_code == 0
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = "\n".join(line for line in readme.splitlines() if line.startswith("|"))
    text = set(re.findall(r"`proofpress ([a-z][a-z-]*)", table))
    assert set(main.commands) == text
    for name, command in main.commands.items():
        assert isinstance(command, click.Command)
        assert name in listed.output
        shown = CliRunner().invoke(main, [name, "--help"])
        assert shown.exit_code == 0
        assert (command.help or "").split()[0] in shown.output


@pytest.mark.parametrize(("old", "new"), RENAMED.items())
def test_an_earlier_name_still_works(old: str, new: str) -> None:
    """A command called by its earlier name says which to use now and runs; the help does not list it."""
    done = CliRunner().invoke(main, [old, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith(f"`{old}` is now `{new}`: use `proofpress {new}`\n")
    assert done.stdout.replace(f"main {old} ", f"main {new} ") == CliRunner().invoke(main, [new, "--help"]).stdout
    assert old not in main.commands


def test_a_problem_is_printed_without_a_traceback(tmp_path: Path) -> None:
    """Outside a project the message stands alone and the exit code is 1; `--debug` lets the error through."""
    done = run(tmp_path, "lint")
    assert done.exit_code == 1
    assert "settings: 1 problem" in done.output
    assert "Traceback" not in done.output
    debug = CliRunner().invoke(main, ["--root", str(tmp_path), "--debug", "lint"])
    assert isinstance(debug.exception, SiteError)


def test_a_relative_root_is_as_good(fixture_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project named by a relative path is found by its kernels too."""
    monkeypatch.chdir(fixture_project.parent)
    notebook = fixture_project / "notebooks" / "plants.py"
    notebook.write_text(notebook.read_text() + "\n# %%\nlen(plants)\n")
    assert run(Path(fixture_project.name), "lint").exit_code == 0


def test_lint_writes_nothing(fixture_project: Path) -> None:
    """Checking changes no file but the cache, tells what it did line by line, and leaves with 0."""
    before = {name: digest for name, digest in digests(fixture_project).items() if not name.startswith(".cache")}
    assert run(fixture_project, "lint").exit_code == 0
    done = run(fixture_project, "lint")
    assert done.exit_code == 0
    assert "data: 2 tables, 2 claims, 4 sources are valid" in done.output
    assert "notebooks/plants.py: unchanged, reused" in done.output
    assert done.output.endswith("data, notebooks and prose are in order\n")
    after = {name: digest for name, digest in digests(fixture_project).items() if not name.startswith(".cache")}
    assert differences(before, after) == []


def test_accept_without_differences(fixture_project: Path) -> None:
    """Accepting what is recorded says so."""
    done = run(fixture_project, "accept")
    assert done.exit_code == 0
    assert done.output.endswith("0 differences accepted into the record\n")


def test_accept_prints_what_moves(fixture_project: Path) -> None:
    """Figure, cell, old and new of each difference, then their number."""
    change(fixture_project / "data" / "tables" / "plants.csv", "South,800", "South,900")
    done = run(fixture_project, "accept", "plants/capacity")
    assert done.exit_code == 0
    assert "plants/capacity, row 2 (plants:south), column capacity: 800 → 900" in done.output
    assert "differences accepted into the record" in done.output


def test_accept_refuses_an_unknown_id(fixture_project: Path) -> None:
    """A misspelt id leaves with 1 and the nearest."""
    done = run(fixture_project, "accept", "plants/capacty")
    assert done.exit_code == 1
    assert "Did you mean `plants/capacity`?" in done.output


@pytest.mark.slow
def test_verify_shows_a_verdict_for_each(fixture_project: Path) -> None:
    """In fresh kernels everything regenerates, then a changed cell is told by figure, row, column, old and new."""
    done = run(fixture_project, "verify")
    assert done.exit_code == 0
    assert "reused" not in done.output
    assert done.output.endswith("6 of 6 regenerate, 0 differ\n")
    change(fixture_project / "data" / "tables" / "plants.csv", "South,800", "South,900")
    done = run(fixture_project, "verify")
    assert done.exit_code == 1
    assert "row 2 (plants:south), column capacity: 800 → 900" in done.output
    assert "plants/capacity" in done.output
    assert "differ" in done.output.splitlines()[-1]


def test_check_documents_counts(fixture_project: Path) -> None:
    """Claims that stand in their paragraphs are counted, then each document's numbers: claimed, explained, left."""
    documents = fixture_project / "documents"
    done = run(fixture_project, "check-documents", str(documents))
    assert (done.exit_code, done.output.splitlines()) == (
        0,
        [
            "2 claims stand in the paragraphs that they name",
            "trade-press: 5 numbers, 4 in claims, 1 explained (page number 1), 0 left",
            "trade-press: 0 words that rank or bound, all claimed or explained",
            "2 statements share no run of words with their document",
        ],
    )
    assert run(fixture_project, "check-documents", "nowhere").exit_code == 1


def test_check_documents_names_what_is_left(fixture_project: Path) -> None:
    """A number that is neither claimed nor explained is told with its paragraph, and the exit code is 1."""
    document = fixture_project / "documents" / "trade-press.txt"
    document.write_text(document.read_text() + "\nThere are 7 plants.\n")
    done = run(fixture_project, "check-documents", str(document.parent))
    assert done.exit_code == 1
    assert "`7` is neither claimed nor explained; got “…There are 7 plants.…”" in done.output


def test_fingerprint_prints_a_paragraphs_fingerprint(fixture_project: Path) -> None:
    """The fingerprint that the register has of the claim's paragraph, then how the paragraph begins."""
    claim = next(claim for claim, _ in read_claims(fixture_project).values() if claim.source == "trade-press")
    documents = fixture_project / "documents"
    arguments = ("fingerprint", "trade-press", str(claim.paragraph))
    done = run(fixture_project, *arguments, "--documents", str(documents))
    assert done.exit_code == 0
    first, second = done.output.splitlines()
    assert first == claim.fingerprint
    assert find_paragraph("trade-press", claim.paragraph, documents).startswith(second.removesuffix(" …"))
    named = CliRunner().invoke(
        main, ["--root", str(fixture_project), *arguments], env={"PROOFPRESS_SOURCES": str(documents)}
    )
    assert named.output == done.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("trade-pres", "1"), "no source `trade-pres`. Did you mean `trade-press`?"),
        (("grid-office", "1"), "expected grid-office.txt; got no such file"),
        (("trade-press", "99"), "paragraph 99; expected a paragraph from 1 to"),
    ],
)
def test_fingerprint_says_what_is_not_there(fixture_project: Path, arguments: tuple[str, ...], message: str) -> None:
    """An unknown source, a document that is not at hand and a paragraph that there is none of leave with 1."""
    done = run(fixture_project, "fingerprint", *arguments, "--documents", str(fixture_project / "documents"))
    assert done.exit_code == 1
    assert message in done.output


def test_schemas_are_listed_printed_and_written(tmp_path: Path) -> None:
    """Without a name each schema is listed with its files; one is printed as it is; all are written for an editor."""
    listed = run(tmp_path, "schemas")
    assert [line.split()[0] for line in listed.output.splitlines()] == list(schema_names())
    assert "data/sources.json" in listed.output
    assert run(tmp_path, "schemas", "sources").output == find_schema("sources").read_text(encoding="utf-8")
    assert run(tmp_path, "schemas", "--reference").output == reference()
    done = run(tmp_path, "schemas", "--out", str(tmp_path / "out"))
    assert len(done.output.splitlines()) == len(list((tmp_path / "out").glob("*.schema.json"))) == len(schema_names())
    assert "Did you mean `sources`?" in run(tmp_path, "schemas", "source").output


def test_render_writes_a_folder(fixture_project: Path, tmp_path: Path) -> None:
    """The whole site as a docs folder, its files counted; a second time the folder is not empty."""
    done = run(fixture_project, "render", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0
    files = files_below(tmp_path / "out")
    assert f"{len(files)} files written to {tmp_path / 'out'}" in done.output
    assert {"index.md", "analyses/plants.md", "figures.json", "figures/plants/capacity/chart.svg"} <= set(files)
    assert "{{" not in files["index.md"].read_text()
    again = run(fixture_project, "render", "--out", str(tmp_path / "out"))
    assert again.exit_code == 1
    assert "the output folder holds something" in again.output
