"""Equal things have equal bytes."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.model.canonical_json import canonical, canonical_number, to_json
from proofpress.model.hashing import sha256, sha256_file
from proofpress.model.slug import is_slug, slugify

numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
structures: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | numbers | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(), children, max_size=4),
    max_leaves=12,
)


@given(structures)
def test_json_round_trip(value: Any) -> None:
    """What canonical JSON says is read back as the canonical form of what was written."""
    assert json.loads(to_json(value)) == canonical(value)


@given(structures)
def test_json_of_json_is_itself(value: Any) -> None:
    """Writing, reading and writing again gives the same bytes, indented or not."""
    for indent in (1, None):
        text = to_json(value, indent=indent)
        assert to_json(json.loads(text), indent=indent) == text


@given(st.dictionaries(st.text(), numbers, min_size=2), st.randoms(use_true_random=False))
def test_key_order_does_not_show(entries: dict[str, float], random: Any) -> None:
    """The order in which keys were added leaves no trace."""
    shuffled = list(entries.items())
    random.shuffle(shuffled)
    assert to_json(dict(shuffled)) == to_json(entries)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_canonical_number_is_stable_and_near(number: float) -> None:
    """Rounding twice is rounding once, and moves a number by no more than its thirteenth digit."""
    once = canonical_number(number)
    assert canonical_number(once) == once
    assert math.isclose(once, number, rel_tol=1e-11)


@pytest.mark.parametrize(
    ("number", "written"),
    [(0.1 + 0.2, "0.3"), (2.0, "2"), (-0.0, "0"), (1e300, "1e+300"), (1 / 3, "0.333333333333"), (1e22, "1e+22")],
)
def test_how_numbers_are_written(number: float, written: str) -> None:
    """Floating-point dust, the sign of nought and a trailing ``.0`` never reach a file."""
    assert to_json(number, indent=None) == written


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_refuses_what_is_not_finite(number: float) -> None:
    """NaN and infinity have no canonical form, wherever they stand."""
    with pytest.raises(ValueError, match="not a finite number"):
        to_json({"rows": [{"share": number}]})


def test_refuses_what_json_lacks() -> None:
    """A value that JSON cannot hold is refused with the name of its type."""
    with pytest.raises(TypeError, match="not a JSON value: set"):
        to_json({"years": {2020, 2021}})


def test_json_form() -> None:
    """Keys are sorted, letters stay as they are, and only indented text ends in a newline."""
    assert to_json({"b": "Kørt", "a": (1, True)}) == '{\n "a": [\n  1,\n  true\n ],\n "b": "Kørt"\n}\n'
    assert to_json({"b": "Kørt", "a": (1, True)}, indent=None) == '{"a":[1,true],"b":"Kørt"}'


@given(st.text())
def test_slug_of_a_slug_is_itself(text: str) -> None:
    """Slugs are fixed points: the slug of a slug is that slug, and is one unless the text had no letters."""
    slug = slugify(text)
    assert slugify(slug) == slug
    assert slug == "" or is_slug(slug)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Cobalt_concentration 2025", "cobalt-concentration-2025"),
        ("  Where’s the *limit*? ", "wheres-the-limit"),
        ("Über-Größe", "uber-groe"),
        ("中国", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    """Words become lower-case ASCII joined by single hyphens."""
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "a_b", "a b", "a/b", "ä", "a\n"])
def test_not_slugs(text: str) -> None:
    """Capitals, spaces, doubled or outer hyphens and other letters are not allowed in a slug."""
    assert not is_slug(text)


def test_hashes(tmp_path: Path) -> None:
    """A text, its bytes and a file holding them have the same hash."""
    path = tmp_path / "cell.txt"
    path.write_bytes(b"cobalt\n")
    assert sha256("cobalt\n") == sha256(b"cobalt\n") == sha256_file(path)
    assert sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
