"""Errors name thing, place, expected, got and next step, all of a stage together."""

from __future__ import annotations

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


def test_problem_says_all_it_knows() -> None:
    """A full problem reads as one line from place to next step."""
    problem = Problem("unknown-source", "notebooks/a.py, cell 5", "source `x`", "a registry id", "`x`", "Add it.")
    assert str(problem) == "notebooks/a.py, cell 5: source `x`; expected a registry id; got `x`. Add it."


def test_problem_leaves_out_what_it_lacks() -> None:
    """Empty parts leave no stray punctuation."""
    assert str(Problem("c", "", "thing")) == "thing."
    assert str(Problem("c", "place", "thing", fix="Mend it.")) == "place: thing. Mend it."


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
