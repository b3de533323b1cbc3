"""Errors name thing, place, expected, got and next step, all of a stage together."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofpress.model.errors import (
    DataError,
    NotebookError,
    OutputError,
    Problem,
    ProseError,
    PublishError,
    RecordError,
    SettingsError,
    SiteError,
    nearest,
)
from tests.support.projects import ROOT

FIELDS = ("code", "place", "thing", "expected", "got", "fix")
SOURCES = sorted((ROOT / "scripts" / "proofpress").rglob("*.py"))


def endings(node: ast.expr) -> Iterator[str]:
    """Yield how each text that an expression writes out may end; a computed end is ``{}``."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.IfExp(body=first, orelse=second):
            yield from (text for branch in (first, second) for text in endings(branch))
        case ast.BoolOp(values=parts):
            yield from (text for part in parts for text in endings(part))
        case ast.BinOp(right=last):
            yield from endings(last)


def written(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the field and end of each text that a module writes for a problem, the next step kept in a name too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="Problem"), args=args, keywords=keywords):
                given = [*zip(FIELDS, args, strict=False), *((word.arg, word.value) for word in keywords)]
                yield from ((str(key), text) for key, item in given for text in endings(item))
            case ast.Assign(targets=[ast.Name(id="fix")], value=item):
                yield from (("fix", text) for text in endings(item))


def test_problem_says_all_it_knows() -> None:
    """A full problem reads as one line from place to next step."""
    problem = Problem("unknown-source", "notebooks/a.py, cell 5", "source `x`", "a registry id", "`x`", "Add it.")
    assert str(problem) == "notebooks/a.py, cell 5: source `x`; expected a registry id; got `x`. Add it."


def test_problem_leaves_out_what_it_lacks() -> None:
    """Empty parts leave no stray punctuation."""
    assert str(Problem("c", "", "thing")) == "thing."
    assert str(Problem("c", "place", "thing", fix="Mend it.")) == "place: thing. Mend it."


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("c", "p", "thing.", fix="Mend it."), "p: thing. Mend it."),
        (Problem("c", "p", "thing", got="it failed.", fix="Mend it"), "p: thing; got it failed. Mend it."),
        (Problem("c", "p", "thing", got="it failed.. ", fix=""), "p: thing; got it failed."),
        (Problem("c", "p", "thing", fix="Did you mean `x`?"), "p: thing. Did you mean `x`?"),
        (Problem("c", "p", "thing", got="a, b…", fix="Mend it. "), "p: thing; got a, b… Mend it."),
        (Problem("c", "p", "thing", got="a sentence: ", fix="Mend it.."), "p: thing; got a sentence. Mend it."),
    ],
)
def test_a_message_ends_in_one_full_stop(problem: Problem, said: str) -> None:
    """Whatever a library said that is quoted at its end."""
    assert str(problem) == said


def test_every_message_is_written_without_a_second_stop() -> None:
    """In all modules: the next step is a sentence, the other fields are parts of one."""
    found = [(path.name, key, text) for path in SOURCES for key, text in written(path) if text]
    assert len(found) > 500
    unended = [item for item in found if item[1] == "fix" and not item[2].endswith((".", "?", "!", "{}"))]
    assert [item for item in unended if item[0] != "doctor.py"] == []  # its findings print commands
    assert [item for item in found if item[1] != "fix" and item[2].endswith((".", "?", "!"))] == []


def test_site_error_lists_every_problem() -> None:
    """A stage's error counts its problems and shows each with its code."""
    error = DataError(Problem(f"code-{n}", "p", f"thing {n}") for n in range(2))
    assert str(error).splitlines() == ["data: 2 problems", "  [code-0] p: thing 0.", "  [code-1] p: thing 1."]
    assert len(error.problems) == 2
    assert str(DataError([Problem("c", "", "t")])).startswith("data: 1 problem\n")


@pytest.mark.parametrize(
    "kind", [SettingsError, DataError, PublishError, NotebookError, ProseError, RecordError, OutputError]
)
def test_each_stage_has_its_error(kind: type[SiteError]) -> None:
    """Every stage's error is a SiteError and names its stage first."""
    assert issubclass(kind, SiteError)
    assert kind.stage != SiteError.stage
    assert str(kind([Problem("c", "", "t")])).startswith(f"{kind.stage}: ")


def test_nearest_name() -> None:
    """A close name is suggested; otherwise a short list is shown, a long one is not."""
    assert nearest("cobalt_mien", ["cobalt_mine", "gii"]) == "Did you mean `cobalt_mine`?"
    assert nearest("zzz", ["b", "a", "a"]) == "Known: `a`, `b`."
    assert nearest("zzz", [f"name{n}" for n in range(9)]) == ""
    assert nearest("zzz", []) == ""
