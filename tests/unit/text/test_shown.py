"""Numbers as readers see them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.text.shown import show_number, unsigned_nought

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE | st.integers(-(2**53), 2**53))
def test_a_number_that_is_carried_over_keeps_its_digits(number: float) -> None:
    """What is shown of it reads back as the same number."""
    text = show_number(number, exact=True).replace("−", "-").replace(",", "")
    assert Decimal(text) == Decimal(repr(number))


@given(FINITE)
def test_nothing_that_reads_as_nought_has_a_sign(number: float) -> None:
    """The sign comes after rounding: a text with a minus has a digit other than nought."""
    text = show_number(number)
    assert not text.startswith("−") or re.search("[1-9]", text)
    assert len(text) < 30


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [
        ("{:,.0f}", -0.2, "0"),
        ("{:+.0f}", -0.2, "0"),
        ("{:+.1f}%", -0.01, "0.0%"),
        ("${:.2f}", -0.001, "$0.00"),
        ("{:.0e}", -0.2, "-2e-01"),
        ("{:+.1f}", 0.25, "+0.2"),
        ("5-0 and {:.0f}", -3, "5-0 and -3"),
    ],
)
def test_a_sign_before_nought_goes_and_others_stay(form: str, number: float, text: str) -> None:
    """Whatever the format, and only where the number reads as nought."""
    assert unsigned_nought(form.format(number)) == text
