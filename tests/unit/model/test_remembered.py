"""Remembered results: made once for the same texts, made anew for any other."""

from __future__ import annotations

import pytest

from proofpress.model.remembered import Remembered


def test_a_result_is_made_once_for_its_texts() -> None:
    """The same texts give the result that was made; another text, order or division of texts gives one of its own."""
    made: list[tuple[str, ...]] = []
    results: Remembered[int] = Remembered()

    def result(*texts: str) -> int:
        return results.of(lambda: len(made) if made.append(texts) is None else -1, *texts)

    asked = [("a", "b"), ("b", "a"), ("ab",), ("", "ab"), ("a", "b", ""), ("\ud800",)]
    first = [result(*texts) for texts in asked]
    assert len(set(first)) == len(asked)
    assert [result(*texts) for texts in asked] == first
    assert made == asked


def test_the_least_used_is_let_go_of() -> None:
    """No more are remembered than are allowed, those that were asked for last."""
    results: Remembered[object] = Remembered(most=2)
    one, two = results.of(object, "1"), results.of(object, "2")
    assert results.of(object, "1") is one
    three = results.of(object, "3")
    assert results.of(object, "1") is one
    assert results.of(object, "3") is three
    assert results.of(object, "2") is not two


def test_an_error_is_not_remembered() -> None:
    """What could not be made is tried again."""
    results: Remembered[float] = Remembered()
    with pytest.raises(ZeroDivisionError):
        results.of(lambda: 1 / 0, "x")
    assert results.of(lambda: 1.0, "x") == 1.0
