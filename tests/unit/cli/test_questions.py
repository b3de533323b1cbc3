"""What ``init`` asks at a terminal."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from proofpress.cli import main
from proofpress.model.errors import SettingsError
from proofpress.scaffold import begin


def test_each_question_is_asked_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A terminal is asked for all that was not given, once; what was given and the day are not asked."""
    asked: list[str] = []
    taken: list[begin.Answers] = []

    def prompt(text: str, default: Any) -> Any:
        asked.append(text)
        return default

    def stop(_: object, answers: begin.Answers, *__: object, **___: object) -> None:
        taken.append(answers)
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(click, "prompt", prompt)
    monkeypatch.setattr(begin, "write_site", stop)
    with pytest.raises((KeyboardInterrupt, click.Abort)):
        main.main(["init", str(tmp_path / "site"), "--title", "Rain"], standalone_mode=False)
    names = {question["help"]: name for name, question in begin.questions().items()}
    assert [names[text] for text in asked] == [name for name in begin.questions() if name not in {"title", "today"}]
    assert len(asked) >= 5
    [answers] = taken
    assert answers.title == "Rain"
    assert {item.name for item in fields(answers)} == set(begin.questions())


def test_a_bad_answer_removes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """``init --here`` refuses what it was told before it looks at what it would clear."""
    cleared: list[Path] = []
    monkeypatch.setattr(begin, "clear_examples", cleared.append)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError) as caught:
        main.main(["--debug", "init", "--here", "--colour", "red", "--address", "nowhere"], standalone_mode=False)
    assert [problem.place for problem in caught.value.problems] == ["--address", "--colour"]
    assert not cleared
