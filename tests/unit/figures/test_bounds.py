"""Bounding words of headlines: each covered by an assertion, and each assertion over every member held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofpress.figures.bounds import Held, bound_problems
from proofpress.figures.extract import extract_analysis
from proofpress.model.house_rules import HouseRules
from proofpress.model.records import Assertion
from proofpress.notebook.assertions import ASSERTION_MIME
from tests.support import samples
from tests.support.samples import code, executed, markdown

WORDS = ("every", "only", "largest", "at most", "none", "no")
CELLS = {
    "mix:coal-2020-a": {"fuel": "coal", "year": "2020", "edition": "first"},
    "mix:coal-2020-b": {"fuel": "coal", "year": "2020", "edition": "second"},
    "mix:coal-2025-b": {"fuel": "coal", "year": "2025", "edition": "second"},
    "mix:wind-2020-b": {"fuel": "wind", "year": "2020", "edition": "second"},
    "mix:wind-2025-b": {"fuel": "wind", "year": "2025", "edition": "second"},
    "plants:north": {"id": "north"},
}
HELD = Held(CELLS, {row: int(cells["year"]) for row, cells in CELLS.items() if "year" in cells})
EVERY = tuple(row for row in CELLS if row.startswith("mix:"))
SAYS = "Every fuel fell"


def assertion(*rows: str, words: str = SAYS, over: tuple[str, ...] = ("fuel", "year"), **changes: object) -> Assertion:
    """Return an assertion about the mix, changed as told."""
    return replace(Assertion((words,), rows, over), **changes)


def problems(
    *assertions: Assertion,
    title: str = SAYS,
    summary: str = "",
    take: str = "",
    answer: str = "",
    figure: str = "Bars",
    words: tuple[str, ...] = WORDS,
) -> list[str]:
    """Return the problems of a page with some headlines and assertions."""
    box = [markdown(f"::: decision\n\nAnswer: {answer}")] if answer else []
    cells = [markdown(f"# {title}\n\n{summary}"), markdown(f"## Takeaways\n\n1. {take} *High confidence*"), *box]
    analysis, _ = extract_analysis(executed(*cells), {}, HouseRules())
    figures, values = (samples.figure(title=figure),), (samples.value("when", text="2020"), samples.value("place"))
    analysis = replace(analysis, assertions=assertions, figures=figures, values=values)
    return [str(problem) for problem in bound_problems([analysis], HELD, words)]


PLACES = {
    "title": "the title",
    "summary": "the summary",
    "take": "takeaway 1",
    "answer": "the decision box’s answer",
    "figure": "the title of `bars`",
}


@pytest.mark.parametrize("where", PLACES)
def test_a_bounding_word_needs_an_assertion(where: str) -> None:
    """Title, summary, takeaway, answer and figure are told with the sentence; an assertion of the whole answers it."""
    said = {"title": "It fell", where: SAYS}
    [problem] = problems(**said)
    assert f"notebooks/power.py, {PLACES[where]}: “Every” bounds what no assertion has looked through" in problem
    assert SAYS in problem
    assert problems(assertion(*EVERY), **said) == []
    assert problems(**said, words=()) == []


@pytest.mark.parametrize(
    "title",
    [
        "Coal fell",
        "Only {{ place }} of them fell",
        "Coal is the {{ place }}-largest of them",
        "It fell by {{= at most a half | the source says so }}",
        "Nonesuch fell, and everyone noticed",
    ],
)
def test_what_bounds_nothing_stands(title: str) -> None:
    """A number called small, a computed rank, an escape with its reason and parts of other words need no assertion."""
    assert problems(title=title) == []


def test_each_word_of_a_sentence_is_covered_by_itself() -> None:
    """An assertion covers the words that it names, not the sentence around them."""
    two = "Every fuel fell, and coal is the largest"
    [problem] = problems(assertion(*EVERY), title=two)
    assert "“largest” bounds" in problem
    assert problems(assertion(*EVERY, words=("Every fuel  fell, and\ncoal is the largest")), title=two) == []


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ("mix:wind-2020-b", "got none of wind 2020"),
        ("mix:wind-2025-b", "got none of wind 2025"),
        ("mix:coal-2025-b", "got none of coal 2025"),
        ("mix:coal-2020-a", "got none of coal 2020 2020 first"),
    ],
)
def test_it_is_over_all_members_periods_and_editions(left: str, told: str) -> None:
    """A row left out is named by its member, or by its edition where another edition of the period was asserted."""
    [problem] = problems(assertion(*(row for row in EVERY if row != left)))
    assert "notebooks/power.py, assertion “Every fuel fell”: members that the tables hold are left out" in problem
    assert told in problem


def test_members_left_out_are_excused_by_name() -> None:
    """A reason excuses the member that it names; one that excuses nobody is told."""
    coal = assertion(*EVERY[:3], apart=(("wind", "No coal in it."),))
    assert problems(coal) == []
    [problem] = problems(replace(coal, row_ids=EVERY))
    assert "`apart` names `wind`, which is not left out" in problem


def test_a_scope_confines_it() -> None:
    """Rows outside the cells that `where` names are not asked for; a column that no table has is told."""
    assert problems(assertion(*EVERY[:3], where=(("fuel", ("coal",)),))) == []
    assert len(problems(assertion(*EVERY[:2], where=(("fuel", ("coal",)),)))) == 1
    [problem] = problems(assertion(*EVERY, where=(("plant", ("north",)),)))
    assert "column `plant` is in no table that its rows are of" in problem
    assert len(problems(assertion(*EVERY, over=("mineral",)))) == 1


def test_one_table_of_several_may_be_asked() -> None:
    """A column named with its table asks no other table that the rows lead to."""
    both = assertion(*EVERY[:3], "plants:north", over=("fuel", "id"), where=(("fuel", ("coal",)),))
    assert problems(both) == []
    assert problems(replace(both, over=("plants.id",))) == []
    assert "none of wind" in problems(assertion(*EVERY[:3], "plants:north", over=("mix.fuel",)))[0]
    assert "column `plants.fuel` is in no table" in problems(assertion(*EVERY, over=("plants.fuel",)))[0]


def test_periods_that_the_sentence_names_confine_it() -> None:
    """Newer rows are left out only where the sentence names the last year, older ones only where it names the first."""
    old, new = [row for row in EVERY if "2020" in row], [row for row in EVERY if "2025" in row]
    assert len(problems(assertion(*old))) == 1
    assert problems(assertion(*old, words="Every fuel"), title="Every fuel fell in 2020") == []
    assert problems(assertion(*old, words="Every fuel"), title="Every fuel fell in {{ when }}") == []
    assert len(problems(assertion(*new))) == 1
    assert problems(assertion(*new, words="Every fuel"), title="Every fuel fell since 2025") == []
    assert problems(assertion(*new, over=("fuel",))) == []


def test_an_assertion_stands_behind_words_that_are_said_and_bound() -> None:
    """Words that no headline says, and words that bound nothing, are told."""
    [said, idle] = problems(assertion(*EVERY, words="Every plant fell"))
    assert "“Every” bounds what no assertion" in said
    assert "no headline says “Every plant fell”" in idle
    [problem] = problems(assertion(*EVERY, words="fuel fell"), title="A fuel fell")
    assert "“fuel fell” bounds nothing" in problem


def test_an_assertion_is_read_from_a_notebooks_outputs() -> None:
    """What a kernel shows of it becomes the analysis's own, whatever a file makes of tuples."""
    fields = {"words": ["all"], "row_ids": ["mix:a"], "over": ["fuel"], "where": [["year", ["2025"]]], "apart": []}
    analysis, _ = extract_analysis(executed(code("", {ASSERTION_MIME: fields})), {}, HouseRules())
    assert analysis.assertions == (Assertion(("all",), ("mix:a",), ("fuel",), (("year", ("2025",)),)),)
