"""Amounts of titles and pictures: read alike, compared by what they measure."""

from __future__ import annotations

import pytest

from proofpress.text.amounts import amounts_in, is_scale_tick, prints, scales_in

ONLY = {1.0}


def read(text: str) -> list[tuple[float, str, float]]:
    """Return the number, kind and scale of each amount of a text."""
    return [(amount.number, amount.kind, amount.scale) for amount in amounts_in(text, ("Cask",))]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("grew from 50 to 73% in 2025", [(50, "percent", 0), (73, "percent", 0), (2025, "year", 0)]),
        ("lost thirty points in 8 years", [(30, "points", 0), (8, "", 0)]),
        ("twenty-two percent", [(22, "percent", 0)]),
        ("US$5.9 billion a quarter", [(5.9, "money", 1e9)]),
        ("US$780 to 1,722", [(780, "money", 0), (1722, "", 0)]),
        ("131 to US$155 billion", [(131, "money", 1e9), (155, "money", 1e9)]),
        ("the fourth-largest of 12, ranked second", [(4, "rank", 0), (12, "", 0), (2, "rank", 0)]),
        ("7th, 22-fold, 2.5×, ×2.5", [(7, "rank", 0), (22, "times", 0), (2.5, "times", 0), (2.5, "times", 0)]),
        ("doubled, tripled, quadrupled", [(2, "times", 0), (3, "times", 0), (4, "times", 0)]),
        ("off by a factor of two", [(2, "times", 0)]),
        ("half, two-thirds and a quarter of it", [(50, "percent", 0), (67, "percent", 0), (25, "percent", 0)]),
        ("28nm, 35 GWh, 8 of 13", [(28, "", 0), (35, "", 0), (8, "", 0), (13, "", 0)]),
        ("5G, C9, Q3, Section 5, Cask 7, one of them, the first half, third countries", []),
    ],
)
def test_a_text_is_read(text: str, amounts: list[tuple[float, str, float]]) -> None:
    """Units, scales, words, parts and ranks are told; names with a number in them are none."""
    assert read(text) == amounts


@pytest.mark.parametrize(
    ("said", "picture", "printed"),
    [
        ("73%", "73%", True),
        ("73%", "Rioja Alta 73", True),
        ("73%", "73.4%", False),
        ("73%", "73 times", False),
        ("8 plants", "8", True),
        ("8 plants", "eight", True),
        ("8 plants", "8%", False),
        ("three plants", "3", True),
        ("in 2019", "May 2019", True),
        ("in 2019", "2,019", False),
        ("2,019 plants", "2019", True),
        ("twice", "2 times", True),
        ("doubled", "twice as much", True),
        ("doubled", "+100%", True),
        ("doubled", "100%", False),
        ("2.5 times", "150% more", True),
        ("half", "49.6%", True),
        ("half", "49.4%", False),
        ("two-thirds", "66.7%", True),
        ("fourth-largest", "4th", True),
        ("fourth-largest", "rank 4", True),
        ("fourth-largest", "4%", False),
        ("US$5.9 billion", "5.9", False),
        ("US$5.9 billion", "5.9 | billion US dollars", True),
        ("84,600 tonnes", "84.6 | kilotonnes", True),
        ("84,600 tonnes", "84.6", False),
        ("5.9 million", "5.9 billion", False),
        ("grew by 35%", "84.6, +35%", True),
        ("fell by 13%", "−13%", True),
    ],
)
def test_a_picture_prints_what_a_title_says(said: str, picture: str, *, printed: bool) -> None:
    """The number, its unit and its scale must be there; a label may leave them to the axis."""
    texts = picture.split(" | ")
    [amount] = amounts_in(said)
    assert any(prints(amount, other, scales_in(texts)) for text in texts for other in amounts_in(text)) is printed


def test_the_scale_of_an_axis_is_no_finding() -> None:
    """Ticks on a scale are; years, dates and categories with a number are not."""
    assert all(is_scale_tick(tick) for tick in ("50%", "0", "2,000", "US$2 bn", "−10", "1.5 million"))
    assert not any(is_scale_tick(tick) for tick in ("2019", "Oct 2022", "Rioja 99%", "Plant A", "3 plants"))
