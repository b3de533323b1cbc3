"""A set in the order of addresses is refused where code goes through it; whatever else is done with it passes."""

from __future__ import annotations

import ast
import builtins
from collections import namedtuple
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.notebook.closed_order import ORDERED, WatchOrder, checking, ordered
from proofpress.notebook.guard_state import STATE, HermeticityError

Kind = Enum("Kind", ["MINE", "REFINERY"])
Pair = namedtuple("Pair", ["one", "other"])


@dataclass(frozen=True)
class Held:
    """A thing that is hashed by what it holds."""

    what: Any


STEADY = st.one_of(
    st.text(), st.binary(), st.integers(), st.booleans(), st.floats(allow_nan=False), st.fractions(),
    st.decimals(allow_nan=False),
    st.sampled_from(Kind), st.dates(), st.datetimes(), st.tuples(st.text(), st.integers()),
    st.frozensets(st.text()), st.builds(Held, st.text()), st.builds(Pair, st.text(), st.integers()),
)  # fmt: skip
UNSTEADY = (
    *(object(), int, len, [].append, lambda: None, Held(int), Pair("a", object()), ("a", ("b", int))),
    *(frozenset([len]), float("nan"), Decimal("nan"), np.float32("nan"), complex("nan")),
    *(Held, pytest),
)


@pytest.fixture(autouse=True)
def _guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(STATE, "active", True)
    monkeypatch.setattr(STATE, "escaped", [])
    monkeypatch.setattr(builtins, ORDERED, ordered, raising=False)


@given(st.sets(STEADY))
def test_what_is_hashed_by_content_passes(things: set[Any]) -> None:
    """Texts, numbers, dates, names of an enumeration and what is made of them go in one order."""
    assert ordered(things) is things
    assert ordered(frozenset(things)) == things


@pytest.mark.parametrize("thing", UNSTEADY, ids=range(len(UNSTEADY)))
def test_what_is_hashed_by_address_is_refused(thing: Any) -> None:
    """Wherever in a thing the address comes in; a set of one has one order."""
    assert ordered({thing}) == {thing}
    with pytest.raises(HermeticityError, match="order of a set"):
        ordered({thing, "a"})


@pytest.mark.parametrize("thing", [Fraction(1, 3), Decimal("0.1"), pd.Timestamp("2020"), pd.NaT, pd.NA], ids=repr)
def test_numbers_and_dates_of_libraries_pass(thing: Any) -> None:
    """What libraries hash by content, missing cells of pandas too."""
    assert ordered({thing, "a"}) == {thing, "a"}


GOING = (
    *("for x in s: pass", "[x for x in s]", "{x: 1 for x in s}", "list(x for x in s)", "[*s]", "f(*s)", "a, b = s"),
    *("f'{s}'", "s", "next(x for y in [1] for x in s)", "(lambda: [x for x in s])()", "[a, b] = s"),
    *(
        "def g():\n    yield from s\nlist(g())",
        "class C:\n    names = [x for x in s]",
        "for x in t if False else s: pass",
    ),
    *("async def g():\n    return [x for x in s]\ntry:\n    g().send(None)\nexcept StopIteration: pass", "print(*s)"),
)
ASKING = (
    *(
        "int in s",
        "len(s)",
        "u = s | t",
        "u = {x for x in s}",
        "any(x is int for x in s)",
        "sorted(x.__name__ for x in s)",
    ),
    *("u = s", "s.add(float)", "f(s)", "max(x.__name__ for x in s)", "for x in t: pass", "a, *b = [1, 2]", "[*t]"),
    *("{**{1: 2}}", "f(**{})", "'''words'''", ""),
)


def run(source: str) -> None:
    """Run a cell as the guard transforms it."""
    tree = ast.fix_missing_locations(WatchOrder().visit(ast.parse(source)))
    exec(compile(tree, "cell", "exec"), {"s": {int, str}, "t": {"a", "b"}, "f": lambda *_: None})


@pytest.mark.parametrize("source", GOING)
def test_going_through_such_a_set_is_refused(source: str) -> None:
    """Loops, comprehensions, stars, unpacking, texts and what a cell shows, however deep they stand."""
    with pytest.raises(HermeticityError, match="order of a set"):
        run(source)


@pytest.mark.parametrize("source", ASKING)
def test_asking_such_a_set_passes(source: str) -> None:
    """Membership, size, sets of sets, and functions for which order is nothing."""
    run(source)


@pytest.mark.parametrize(
    "function", [list, tuple, enumerate, map, zip, filter, iter, print, repr, str, dict.fromkeys, "".join, [].extend]
)
def test_functions_that_give_order_are_watched(function: Any) -> None:
    """What puts a set's things in a row is looked at first; others are called as they are."""
    looking = checking(function)
    assert looking is not None
    with pytest.raises(HermeticityError, match="order of a set"):
        looking({int, str})
    assert all(checking(other) is None for other in (sorted, len, isinstance, set, {1}.add, {}.get, int, run))


def test_a_set_gives_one_in_no_order() -> None:
    """What a set of such things hands out first is another thing in another run."""
    looking = checking({int, str}.pop)
    assert looking is not None
    with pytest.raises(HermeticityError, match="order of a set"):
        looking()
