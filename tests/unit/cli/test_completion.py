"""Completion by the tab key: the names of what a project publishes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from proofpress.cli import main
from tests.support.projects import FIXTURE


@pytest.mark.parametrize(
    ("words", "begun", "expected"),
    [
        (["accept"], "pl", ["plants", "plants.largest", "plants/capacity"]),
        (["accept", "plants"], "power-mix/", ["power-mix/coal-halves"]),
        (["explain"], "plants/", ["plants/capacity"]),
        (["release", "2026.12"], "--u", ["--undo"]),
        ([], "check-q", ["check-quote"]),
    ],
)
def test_names_are_completed(
    monkeypatch: pytest.MonkeyPatch, words: list[str], begun: str, expected: list[str]
) -> None:
    """Analyses, figures, values, options and commands that begin as typed are offered."""
    monkeypatch.chdir(FIXTURE)
    record = dict.fromkeys(("plants.largest", "plants/capacity", "power-mix/coal-halves"))
    monkeypatch.setattr("proofpress.cli.completion.load_record", lambda *_: record)
    found = ShellComplete(main, {}, "proofpress", "_PROOFPRESS_COMPLETE").get_completions(words, begun)
    assert [item.value for item in found] == expected


def test_outside_a_project_nothing_is_offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no project the key gives no error, and no names."""
    monkeypatch.chdir(tmp_path)
    found = ShellComplete(main, {}, "proofpress", "_PROOFPRESS_COMPLETE").get_completions(["accept"], "")
    assert [item.value for item in found if not item.value.startswith("-")] == []
