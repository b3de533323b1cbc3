"""The commands that README and the pages on contributing show: each is one, and those that only read run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from proofpress.cli import main
from tests.support.projects import FIXTURE, copy_project

ROOT = Path(__file__).parents[3]
PAGES = (
    *("README.md", "CONTRIBUTING.md", "docs/reproduce.md"),
    *(f"docs/contribute/{name}.md" for name in ("data", "claims", "analysis", "release")),
)
SHOWN = [
    (page, match.strip())
    for page in PAGES
    for match in re.findall(r"(?:^\s*|`)(proofpress [^`\n#]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
]
READING = {"fingerprint", "check-documents", "schemas"}
"""Commands that write nothing into a project and need no notebook to run."""
TO_RUN = sorted(
    {line for _, line in SHOWN if shlex.split(line)[1] in READING and not re.search(r"\[|\b(?:[A-Z]{2,}|N)\b", line)}
)
"""Those that are shown as they are run, and not as a summary of what they take."""
STANDS_FOR = {"<source>": "trade-press", "<paragraph>": "2", "<folder>": "documents", "path/to/documents": "documents"}
"""What the fixture site has where a page leaves a place open."""


def test_commands_are_shown() -> None:
    """The pages show many commands, among them some that only read."""
    assert len(SHOWN) > 20
    assert {shlex.split(line)[1] for line in TO_RUN} == READING


@pytest.mark.parametrize(("page", "line"), SHOWN)
def test_a_command_that_is_shown_is_one(page: str, line: str) -> None:
    """Its name is that of a command, no earlier one, and each of its options is an option of it."""
    words = shlex.split(line.replace("…", ""))[1:]
    if words[0].startswith("-"):
        assert words[0] in {"--help", "--version", "--debug"}
        return
    command: click.Command | None = main
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        command = command.commands.get(words.pop(0))
    assert isinstance(command, click.Command), page
    options = {name for parameter in command.params for name in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options | {"--help"}


@pytest.mark.parametrize("line", TO_RUN)
def test_a_command_that_only_reads_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the fixture site it does what the page says, without an error."""
    monkeypatch.chdir(copy_project(FIXTURE, tmp_path / "project"))
    words = [STANDS_FOR.get(word, word) for word in shlex.split(line)[1:]]
    done = CliRunner().invoke(main, words[: words.index(">")] if ">" in words else words)
    assert done.exit_code == 0, done.output
    assert done.output
