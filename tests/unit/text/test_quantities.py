"""Quantities as a reader sees them."""

from __future__ import annotations

import dataclasses
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.model.records import HEDGES, Claim
from proofpress.text.interval import Interval
from proofpress.text.quantities import (
    HEDGE_WORDS,
    format_claim,
    format_interval,
    format_number,
    format_year,
    with_unit,
)

PLAIN = Claim(
    id="c", source="s", section="", paragraph=1, footnote="", statement="", metric="", entity="", iso3="",
    low=80.0, high=80.0, unit="percent", as_printed="80", period="", hedge="exact", kind="statistic",
    origin="", grade="C", fingerprint="",
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (7.25, "7.25"),
        (4500, "4,500"),
        (-4500.5, "-4,500.5"),
        (999_999, "999,999"),
        (999_999.96, "1,000,000"),
        (1_000_000, "1 million"),
        (3_900_000, "3.9 million"),
        (35_800_000_000, "35.8 billion"),
        (1.5e12, "1.5 trillion"),
        (0.00001, "0.00001"),
        (1e21, "1,000,000,000 trillion"),
    ],
)
def test_numbers(number: float, text: str) -> None:
    """Separators below one million, a magnitude word from there on."""
    assert format_number(number) == text


@given(st.floats(-1e15, 1e15))
def test_no_exponent_reaches_a_reader(number: float) -> None:
    """A number is digits, separators and at most one magnitude word, and says what it stands for."""
    text = format_number(number)
    assert re.fullmatch(r"-?[\d,]+(\.\d+)?( (million|billion|trillion))?", text)
    digits, _, word = text.partition(" ")
    size = {"": 1, "million": 1e6, "billion": 1e9, "trillion": 1e12}[word]
    assert float(digits.replace(",", "")) * size == pytest.approx(number, rel=1e-5)


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("percent", "5%"),
        ("%", "5%"),
        ("USD", "US$5"),
        ("count", "5"),
        ("", "5"),
        ("index", "5"),
        ("tonnes", "5 tonnes"),
    ],
)
def test_units_stand_where_readers_expect_them(unit: str, text: str) -> None:
    """Percent and dollars attach to the number, counts have no unit, other units follow it."""
    assert with_unit("5", unit) == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "80%"),
        ({"hedge": "more than", "high": None}, "more than 80%"),
        ({"hedge": "less than", "low": None}, "less than 80%"),
        ({"hedge": "about"}, "about 80%"),
        ({"hedge": "projected", "low": 73.0, "high": 73.0}, "73% (projected)"),
        ({"low": 10.0, "high": 25.0}, "10 to 25%"),
        ({"low": 1e9, "high": 2e9, "unit": "USD"}, "US$1 billion to US$2 billion"),
        ({"low": 2030.0, "high": 2030.0, "unit": "year"}, "2030"),
        ({"low": 2019.0, "high": 2025.0, "unit": "year"}, "2019 to 2025"),
        ({"low": 4500.0, "high": None, "unit": "tonnes", "hedge": "at least"}, "at least 4,500 tonnes"),
        ({"low": None, "high": None, "as_printed": "half"}, "half"),
        ({"low": 100 / 3, "high": 100 / 3, "as_printed": "one-third"}, "one-third"),
        ({"low": None, "high": 100 / 3, "as_printed": "one-third", "hedge": "less than"}, "less than one-third"),
        ({"low": 50.0, "high": None, "as_printed": "Majority", "hedge": "more than"}, "majority"),
        ({"low": 1.0, "high": 1.0, "as_printed": "largest", "unit": "rank"}, "largest"),
        ({"low": None, "high": 10.0, "as_printed": "ten", "unit": "rank", "hedge": "at most"}, "among the first ten"),
        ({"low": 3.0, "high": 3.0, "as_printed": "three", "unit": "rank"}, "rank three"),
        ({"low": 5.0, "high": 5.0, "as_printed": "Five", "unit": "years", "hedge": "about"}, "about five years"),
        ({"low": 1.0, "high": 1.0, "as_printed": "one", "unit": "years"}, "one year"),
        ({"low": 3.0, "high": 6.0, "as_printed": "three to six", "unit": "months"}, "three to six months"),
        ({"low": 40.0, "high": 40.0, "as_printed": "four decades", "unit": "years"}, "four decades"),
        ({"low": 20.0, "high": None, "as_printed": "decades", "unit": "years", "hedge": "at least"}, "decades"),
        ({"low": 2.0, "high": 2.0, "as_printed": "couple", "unit": "count", "hedge": "about"}, "a couple"),
        (
            {"low": 10.0, "high": None, "as_printed": "over a decade", "unit": "years", "hedge": "more than"},
            "over a decade",
        ),
        ({"low": 7.6e8, "high": 7.6e8, "as_printed": "0.76", "unit": "USD"}, "US$0.76 billion"),
        ({"low": 1.8e5, "high": 1.8e5, "as_printed": "0.18", "unit": "wafers"}, "0.18 million wafers"),
        ({"low": 80.0, "high": 80.0, "as_printed": "80.0"}, "80.0%"),
        ({"low": 33.333, "high": 33.333, "as_printed": "33.333"}, "33.333%"),
    ],
)
def test_claims(changes: dict[str, object], text: str) -> None:
    """A claim reads with its hedge, bounds and unit; years have no separators."""
    assert format_claim(dataclasses.replace(PLAIN, **changes)) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "unit", "text"),
    [
        (27.96, 28.04, "percent", "28%"),
        (10, 25, "percent", "10 to 25%"),
        (0, 15, "percent", "0 to 15%"),
        (6.7e9, 6.9e9, "USD", "US$6.7 billion to US$6.9 billion"),
        (6.8e9, 6.8e9, "USD", "US$6.8 billion"),
        (1_234_567, 1_234_567, "count", "1.23 million"),
        (6.9, 7.2, "CNY per USD", "6.9 to 7.2 CNY per USD"),
        (-3.06, -1, "percent", "−3.06 to −1%"),
        (1, math.inf, "USD", "at least US$1"),
        (-math.inf, 5.0004, "tonnes", "at most 5 tonnes"),
        (-math.inf, math.inf, "tonnes", "any amount"),
    ],
)
def test_intervals(low: float, high: float, unit: str, text: str) -> None:
    """What was computed reads to three digits with its unit, as one number where both ends read alike."""
    assert format_interval(Interval(low, high), unit) == text


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.sampled_from(["percent", "USD", "count", "tonnes", ""]))
def test_any_interval_reads(low: float, width: float, unit: str) -> None:
    """Whatever was computed, a reader sees no exponent and no hyphen for a minus sign."""
    text = format_interval(Interval(low, low + width), unit)
    number = r"(US\$)?−?[\d,]+(\.\d+)?( (million|billion|trillion))?"
    assert re.fullmatch(rf"{number}( to {number})?(%| tonnes?)?", text)


def test_every_hedge_has_its_words() -> None:
    """No hedge of the register is dropped in silence."""
    assert set(HEDGE_WORDS) == set(HEDGES)


def test_years() -> None:
    """A year has no separators."""
    assert (format_year(2025.0), format_year(2025.5)) == ("2025", "2025.5")
