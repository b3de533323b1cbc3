"""A figure's texts as a Markdown cell: what is read, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.text.figure_texts import is_figure_text, prose_cells, read_figure_texts, unbound_problems

WHOLE = """::: figure mine-share

**The share rose
to {{ share }}**

*Percent of world
mine production*

Note: One agency.

Hollow points are estimates.

Alt: Line chart. It rises: by a third."""


def cells(*sources: str) -> list[dict[str, Any]]:
    """Return Markdown cells."""
    return [{"cell_type": "markdown", "source": source} for source in sources]


def test_texts_wrap_like_prose_and_join_into_one_line() -> None:
    """Line breaks are spaces; a further paragraph belongs to the one before; colons stay."""
    texts, problems = read_figure_texts([{"cell_type": "code", "source": "1"}, *cells(WHOLE)], "notebooks/x.py")
    assert problems == []
    assert texts["mine-share"].cell == 2
    assert texts["mine-share"].texts == {
        "title": "The share rose to {{ share }}",
        "subtitle": "Percent of world mine production",
        "note": "One agency. Hollow points are estimates.",
        "alt": "Line chart. It rises: by a third.",
    }


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("::: figure\n\n**A**", "the first line; expected `::: figure <slug>`; got no slug"),
        ("::: figure Mine share\n\n**A**", "got Mine share"),
        (WHOLE.replace("**The share rose\nto {{ share }}**", ""), "cell 1, figure `mine-share`: `title` is missing"),
        (WHOLE.replace("*Percent of world\nmine production*", ""), "`subtitle` is missing"),
        (WHOLE.replace("Note: One agency.\n\nHollow points are estimates.", ""), "`note` is missing"),
        (WHOLE.replace("Alt: Line chart. It rises: by a third.", ""), "`alt` is missing"),
        (WHOLE.replace("Note:", "Remark:"), "a paragraph; expected one of `**…**`, `*…*`, `Note: …`, `Alt: …`"),
        (WHOLE + "\n\nAlt: again", "the alt; expected one; got two"),
        (WHOLE + "\n\n**Again**", "the title; expected one; got two"),
    ],
)
def test_a_cell_of_another_form_is_refused(source: str, message: str) -> None:
    """The message names the cell, the figure and what is expected."""
    assert any(message in str(problem) for problem in read_figure_texts(cells(source), "notebooks/x.py")[1])


def test_two_cells_for_one_figure_and_one_for_none_are_refused() -> None:
    """Both cells are named; the nearest figure is offered."""
    texts, problems = read_figure_texts(cells(WHOLE, WHOLE), "notebooks/x.py")
    assert "cell 2: cell 1 has the texts of figure `mine-share`" in str(problems[0])
    [unbound] = unbound_problems(texts, ["mine-shares"], "notebooks/x.py")
    assert "cell 1: no figure `mine-share` is published here" in str(unbound)
    assert "mine-shares" in unbound.fix
    assert unbound_problems(texts, ["mine-share"], "notebooks/x.py") == []


def test_prose_is_what_is_no_figures_text() -> None:
    """Cells of figures' texts are shown with their figures, and not among the prose."""
    notebook = {"cells": [*cells("# Title", WHOLE, "A sentence ::: figure x"), {"cell_type": "code", "source": "1"}]}
    assert list(prose_cells(notebook)) == ["# Title", "A sentence ::: figure x"]
    assert is_figure_text("\n::: figure a-b\n")


TABLE = "::: table plants\n\n**Who makes it**\n\n*By plant*\n\nNote: Made up."


def test_a_tables_texts_need_no_alt_text() -> None:
    """A table is read as it stands; its cell is bound to a table and to no figure."""
    found, problems = read_figure_texts(cells(TABLE), "notebooks/x.py")
    assert problems == []
    assert found["plants"].texts == {"title": "Who makes it", "subtitle": "By plant", "note": "Made up."}
    assert unbound_problems(found, [], "notebooks/x.py") == []
    [unbound] = unbound_problems(found, ["plant"], "notebooks/x.py", "table")
    assert "no table `plants` is published here" in str(unbound)
    [missing] = read_figure_texts(cells(TABLE.replace("Note: Made up.", "")), "notebooks/x.py")[1]
    assert "cell 1, table `plants`: `note` is missing" in str(missing)
