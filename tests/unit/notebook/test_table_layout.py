"""Where the cells of a table's picture stand: side by side where words have their place, else one below the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofpress.notebook.table_layout import BAR, GAP, LEAST_BAR, LINE, PAD, Asked, broken, lay_out, lines_of

NAMES = Asked("Plant", ("North", "South of the river"))
LONG = "a sentence that goes on and on until it has to be broken into several lines of words"


def test_columns_share_the_width_and_keep_apart() -> None:
    """Columns stand in their order, a gap between them, within the width; short words keep to one line."""
    layout = lay_out([NAMES, Asked("Why", (LONG, "short"))], 640)
    first, second = layout.columns
    assert second.left >= first.left + first.width + GAP - 1
    assert second.left + second.width <= 640
    assert not layout.stacked
    assert lines_of(layout.rows[0].cells[1]) > 1
    assert lines_of(layout.rows[1].cells[1]) == 1


def test_a_row_is_as_tall_as_its_tallest_cell() -> None:
    """The next row begins below all lines of the one before it, and below its bars."""
    layout = lay_out([NAMES, Asked("Why", (LONG, "short")), Asked("Share", ("1%", "2%"), bars=True)], 640)
    first, second = layout.rows
    lines = max(lines_of(cell) for cell in first.cells)
    assert second.line >= first.line + PAD + LINE * lines
    assert layout.height >= second.top + LINE + BAR
    assert layout.columns[2].width >= LEAST_BAR
    assert first.bars[2] > first.top + LINE


@pytest.mark.parametrize("width", [340, 640])
def test_words_that_have_no_place_are_stacked(width: int) -> None:
    """A table of many columns, or of tall cells, becomes blocks: a name, then a line for each heading."""
    columns = [NAMES, *(Asked(f"Heading{number}", ("considerable", "unremarkable")) for number in range(8))]
    layout = lay_out(columns, width)
    assert layout.stacked
    assert layout.rows[0].cells[0] == "North"
    assert "Heading3: considerable" in layout.rows[0].cells[1]
    assert layout.rows[1].line > layout.rows[0].line + LINE * 9


def test_a_short_cell_keeps_to_one_line_beside_a_long_text() -> None:
    """A date is not broken for a text that needs several lines anyway; where there is no room for that it is."""
    columns = [Asked("Event", (LONG, LONG)), Asked("Date", ("Feb 2023", "2018")), Asked("Why", (LONG, "short"))]
    assert lay_out(columns, 640).rows[0].cells[1] == "Feb 2023"
    squeezed = [*columns[:2], Asked("Why", ("unremarkable " * 3,) * 2), Asked("Who", ("incomparable",) * 2)]
    assert lay_out(squeezed, 380).rows[0].cells[1] == "Feb\n2023"


def test_a_foot_reaches_over_columns_without_one() -> None:
    """A tally that is longer than its column stays in one line where the next column has none; a number's does not."""
    narrow, why = ("borne out", "turned round"), ("By the count of the ministry of industry", "A year later")
    columns = [
        Asked("Lead in", ("Car market", "Test drives"), foot="All 2 rows"),
        Asked("Our reading", narrow, foot="3 borne out, 4 cannot be checked"),
        Asked("Why", why, foot=""),
    ]
    layout = lay_out(columns, 420)
    assert layout.foot is not None
    assert not layout.stacked
    assert layout.foot.cells[1] == "3 borne out, 4 cannot be checked"
    at_right = lay_out([columns[0], replace(columns[1], right=True), columns[2]], 420)
    assert at_right.foot is not None
    assert lines_of(at_right.foot.cells[1]) > 1


def test_the_foot_is_no_row() -> None:
    """It stands below all rows, side by side or stacked, and a column without a tally leaves it empty."""
    for width in (640, 60):
        columns = [Asked("Plant", ("North",), foot="1 row"), Asked("Openings", ("unremarkable",), foot="")]
        layout = lay_out(columns, width)
        assert len(layout.rows) == 1
        assert layout.foot is not None
        assert layout.foot.line > layout.rows[0].line
        assert layout.foot.cells[0].replace("\n", " ") == "1 row"


def test_a_long_word_is_broken_rather_than_cut() -> None:
    """Lines hold no more letters than they have room for."""
    assert max(map(len, broken("x" * 100, 200).split("\n"))) <= 29
    assert broken("", 200) == " "


def test_every_word_keeps_whole_in_a_column_of_its_width() -> None:
    """A column squeezed to its longest word has room for all letters of it, whatever their number."""
    for letters in range(3, 20):
        word = "x" * letters
        layout = lay_out([Asked("Of", (word,)), Asked("Why", (" ".join([LONG] * 2),))], 640)
        assert layout.rows[0].cells[0] == word
