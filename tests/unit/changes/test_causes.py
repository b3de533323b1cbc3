"""Tests of which factors are found to have moved an entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.changes.causes import TOLERANCE, Finding, Outcome, Trial, find_causes
from proofpress.model.records import Entry
from proofpress.record.store import value_entry
from tests.support import samples
from tests.support.entries import one_entry

DARK = Outcome(known=False, reason="no environment")


def number(amount: float) -> Entry:
    """Return a value's entry."""
    return value_entry(samples.value(number=amount, text=f"{amount:g}%"))


def seen(amount: float | None) -> Outcome:
    """Return an experiment that gave a number, or no such value."""
    return Outcome(known=True, entry=None if amount is None else number(amount))


def trial(factor: str, alone: float | None, without: float | None) -> Trial:
    """Return a factor's two experiments."""
    return Trial(factor, seen(alone), seen(without))


def test_the_only_candidate_is_the_cause() -> None:
    """Where one factor alone differs there is nothing to try."""
    assert find_causes(number(1), number(2), [Trial("data", DARK, DARK)]) == Finding({"data": 1.0})


def test_a_factor_that_does_it_all_is_the_sole_cause() -> None:
    """It brings the change alone and undoes it when taken back; the idle one is not named."""
    causes = find_causes(number(19), number(21), [trial("data", 21, 19), trial("code", 19, 21)])
    assert causes == Finding({"data": 1.0})


@given(st.integers(-1000, 1000), st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_effects_that_add_up_are_shares_of_the_whole(start: int, one: int, two: int) -> None:
    """Shares are in proportion to the single effects and make up the whole."""
    if 0 in {one, two, one + two}:
        return
    new = start + one + two
    trials = [trial("data", start + one, start + two), trial("code", start + two, start + one)]
    causes = find_causes(number(start), number(new), trials)
    if new == start + one or new == start + two:
        return
    assert not causes.interaction
    assert causes.shares["data"] == pytest.approx(one / (one + two), abs=1e-3)
    assert sum(share or 0 for share in causes.shares.values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(("miss", "interact"), [(TOLERANCE * 0.9, False), (TOLERANCE * 1.1, True)])
def test_the_tolerance_divides_shares_from_interaction(miss: float, interact: bool) -> None:
    """Effects that miss the whole by a little are scaled to it; by more, they interact and have no shares."""
    trials = [trial("data", 50 + 100 * miss, 50), trial("code", 50, 50 - 100 * miss)]
    causes = find_causes(number(0), number(100), trials)
    assert causes.interaction is interact
    assert (causes.shares["data"] is None) is interact


def test_factors_that_act_only_together_interact() -> None:
    """Neither moves anything alone, and taking back either undoes it all."""
    causes = find_causes(number(1), number(2), [trial("data", 1, 1), trial("code", 1, 1)])
    assert causes == Finding({"data": None, "code": None}, interaction=True)


def test_a_factor_that_cannot_stand_alone_is_told_by_taking_it_back() -> None:
    """A notebook that needs new code: alone it is refused, without it the old result is back; the code is idle."""
    notebook = Trial("notebook", DARK, seen(1))
    code = Trial("code", seen(1), DARK)
    assert find_causes(number(1), number(2), [notebook, code]) == Finding({"notebook": 1.0})


def test_what_is_left_over_after_all_others_is_the_cause() -> None:
    """A factor of which nothing is known is the cause if every other one is known to move nothing."""
    causes = find_causes(number(1), number(2), [Trial("lock", DARK, DARK), trial("data", 1, 2)])
    assert causes == Finding({"lock": 1.0})


def test_what_cannot_be_tried_is_not_guessed() -> None:
    """Of two factors nothing can be tried: the cause is unknown, with the reason."""
    causes = find_causes(number(1), number(2), [Trial("lock", DARK, DARK), Trial("data", DARK, DARK)])
    assert causes == Finding(unknown="no environment")


def test_factors_that_cannot_be_built_apart_act_together() -> None:
    """A claim and the check that was reviewed with it: neither builds without the other, so both are the cause."""
    bound = Outcome(known=False, reason="the verdict is another", bound=True)
    trials = [Trial("table", bound, bound), Trial("register", bound, bound), trial("code", 1, 2)]
    assert find_causes(number(1), number(2), trials) == Finding({"table": None, "register": None}, interaction=True)


def test_without_a_factor_nothing_is_blamed() -> None:
    """If nothing differs between the inputs, no cause is named."""
    assert find_causes(number(1), number(2), []).unknown.startswith("nothing that it rests on differs")


def test_an_added_entry_is_caused_by_what_brings_it() -> None:
    """A new value comes with the notebook; a changed table does not bring it."""
    trials = [trial("notebook", 2, None), trial("data", None, 2)]
    assert find_causes(None, number(2), trials) == Finding({"notebook": 1.0})


def test_a_figure_is_apportioned_cell_by_cell() -> None:
    """Two cells moved by two tables: each has half, and the picture that follows from both decides nothing."""

    def figure(one: float, two: float) -> Entry:
        rows = [{"place": "a", "share": one}, {"place": "b", "share": two}]
        return one_entry(rows, content=f"<svg>{one}{two}</svg>".encode())["power/bars"]

    old, new = figure(1, 1), figure(2, 3)
    trials = [
        Trial("first", Outcome(known=True, entry=figure(2, 1)), Outcome(known=True, entry=figure(1, 3))),
        Trial("second", Outcome(known=True, entry=figure(1, 3)), Outcome(known=True, entry=figure(2, 1))),
    ]
    assert find_causes(old, new, trials) == Finding({"first": 0.5, "second": 0.5})


def test_a_word_belongs_to_who_wrote_it() -> None:
    """A changed unit has one cause although the other factor changed as well."""
    old, new = (value_entry(samples.value(unit=unit)) for unit in ("percent", "tonnes"))
    trials = [
        Trial("notebook", Outcome(known=True, entry=new), Outcome(known=True, entry=old)),
        Trial("data", Outcome(known=True, entry=old), Outcome(known=True, entry=new)),
    ]
    assert find_causes(old, new, trials) == Finding({"notebook": 1.0})


def test_who_moved_the_words_is_told_apart_from_who_moved_the_numbers() -> None:
    """A table moved a cell, and with it the number in the title; the notebook gave the title another word."""

    def figure(share: float, title: str) -> Outcome:
        rows = [{"place": "a", "share": share}]
        return Outcome(known=True, entry=one_entry(rows, title=title)["power/bars"])

    old, new = figure(19, "Coal fell to 19%"), figure(21, "Coal rose to 21%")
    trials = [
        Trial("data", figure(21, "Coal fell to 21%"), figure(19, "Coal rose to 19%")),
        Trial("notebook", figure(19, "Coal rose to 19%"), figure(21, "Coal fell to 21%")),
    ]
    assert find_causes(old.entry, new.entry, trials) == Finding({"data": 1.0}, words=("notebook",))
