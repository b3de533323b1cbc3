"""Counts over the register and its audit, each with the rows it was counted from."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.measures.register import NOT_AMOUNTS, by_document, count_by, off_by, read_outcomes
from proofpress.evidence.rules import RULES

SOURCES, STATUSES = ("paper", "post"), ("corroborated", "contradicted", "single-source")
Row = tuple[str, str, float, float, float, float]
ROWS = st.lists(st.tuples(st.sampled_from(SOURCES), st.sampled_from(STATUSES)), max_size=20)


def claims(*rows: tuple[str, str]) -> pd.DataFrame:
    """Return a register of claims by document and status; every document has one claim at least."""
    rows = (*((source, "single-source") for source in SOURCES), *rows)
    return pd.DataFrame(
        [
            {
                "source": source,
                "status": status,
                "grade": {"paper": "B", "post": "D"}[source],
                "standing": f"status:c{n}",
                "rows": f"claim:c{n}",
            }
            for n, (source, status) in enumerate(rows)
        ]
    )


def failing(computed: Sequence[float], said: Sequence[float]) -> Row:
    """Return a check that fails, with its bounds of what follows and of what is stated."""
    return "sum", "fails", computed[0], computed[1], said[0], said[1]


def checks(*rows: Row) -> pd.DataFrame:
    """Return checks by rule, verdict, bounds of what follows and bounds of what is stated."""
    columns = ["rule", "verdict", "low", "high", "said_low", "said_high"]
    frame = pd.DataFrame(rows, columns=columns)
    keys = [f"k{n}" for n in range(len(frame))]
    return frame.assign(id=keys, rows=[f"check:{key}" for key in keys], faults=keys, counted=True)


def test_claims_are_counted_by_document_and_status() -> None:
    """Each pair of document and status has its count, its share of the document and the statuses counted."""
    result = by_document(claims(("paper", "corroborated"), ("paper", "corroborated")), SOURCES, STATUSES)
    assert list(result.columns) == ["source", "status", "grade", "claims", "share", "rows"]
    pairs = list(result[["source", "status"]].itertuples(index=False, name=None))
    assert pairs == [(source, status) for source in SOURCES for status in STATUSES]
    first = result.to_dict("records")[0]
    assert (first["claims"], first["rows"], first["grade"]) == (2, "status:c2 status:c3", "B")
    assert first["share"] == pytest.approx(200 / 3)


def test_none_is_counted_from_all() -> None:
    """A status that no claim of a document has counts zero, and rests on all claims of the document."""
    none = by_document(claims(("paper", "corroborated")), SOURCES, STATUSES).to_dict("records")[1]
    assert (none["status"], none["claims"], none["share"]) == ("contradicted", 0, 0)
    assert none["rows"] == "status:c0 status:c2"


@settings(max_examples=30)
@given(ROWS)
def test_shares_of_a_document_add_up(rows: list[tuple[str, str]]) -> None:
    """A document's counts are all its claims, its shares are all of it, and no claim is counted twice."""
    frame = claims(*rows)
    result = by_document(frame, SOURCES, STATUSES)
    for source, part in result.groupby("source"):
        own = frame[frame["source"] == source]
        assert part["claims"].sum() == len(own)
        assert part["share"].sum() == pytest.approx(100)
        counted = [key for cell in part.loc[part["claims"] > 0, "rows"] for key in cell.split()]
        assert sorted(counted) == sorted(own["standing"])


def test_hits_are_counted_by_a_column() -> None:
    """Groups come with hits, size and share, the greatest share first and equal ones by name, each with its rows."""
    frame = claims(("post", "contradicted"), ("post", "contradicted"), ("paper", "corroborated"))
    count = count_by(frame, "source", lambda part: part["status"] == "contradicted")
    assert list(count["source"]) == ["post", "paper"]
    assert list(count["hits"]) == [2, 0]
    assert list(count["of"]) == [3, 2]
    assert list(count["share"]) == pytest.approx([200 / 3, 0])
    assert list(count["rows"]) == ["status:c1 status:c2 status:c3", "status:c0 status:c4"]
    nothing = count_by(frame, "source", lambda part: part["status"] == "none")
    assert list(nothing["source"]) == ["paper", "post"]


def test_hits_over_checks_rest_on_the_checks() -> None:
    """A frame without statuses_by_claim, such as the checks, is counted with its own rows."""
    frame = checks(("sum", "fails", 1, 1, 2, 2), ("sum", "holds", 1, 1, 1, 1), ("share", "holds", 1, 1, 1, 1))
    count = count_by(frame, "rule", lambda part: part["verdict"] == "fails")
    assert list(count["rows"]) == ["check:k0 check:k1", "check:k2"]


def test_failing_amounts_say_how_far_off_they_are() -> None:
    """Of the checks that fail, those between closed amounts are told in times, the farthest off first."""
    inf = math.inf
    frame = checks(
        ("sum", "fails", 10, 12, 5, 6),
        ("share", "fails", 1, 1, 8, 8),
        ("share", "holds", 1, 1, 1, 1),
        ("same", "fails", 10, inf, 5, 6),
        ("same", "fails", 0, 3, 5, 6),
        ("before", "fails", 2023, 2024, 2021, 2022),
    )
    off = off_by(frame)
    assert list(off["id"]) == ["k1", "k0"]
    assert list(off["fold_low"]) == pytest.approx([8, 10 / 6])
    assert list(off["fold_high"]) == pytest.approx([8, 12 / 5])
    assert list(frame.columns) == list(checks().columns), "the frame that was given is as it was"


SIDES = st.tuples(*[st.floats(0.1, 1000)] * 2).map(sorted)


@settings(max_examples=30)
@given(SIDES, SIDES, st.floats(0.01, 100))
def test_how_far_off_is_the_same_from_either_side(one: list[float], other: list[float], factor: float) -> None:
    """Too much by so many times is as far off as too little, in any unit, and the least is never above the most."""
    scaled = [factor * end for end in one], [factor * end for end in other]
    off = off_by(checks(failing(one, other), failing(other, one), failing(*scaled)))
    assert len(off) == 3
    for column in ("fold_low", "fold_high"):
        assert off[column].to_list() == pytest.approx([off[column][0]] * 3)
    assert (off["fold_low"] >= 1).all()
    assert (off["fold_low"] <= off["fold_high"] * (1 + 1e-9)).all()


def test_rules_without_amounts_exist() -> None:
    """Each rule that is left out, because it compares no amounts, is a rule."""
    assert NOT_AMOUNTS
    assert set(NOT_AMOUNTS) <= RULES.keys()


def test_a_claim_at_fault_is_one() -> None:
    """A claim that fails several checks is one, by the check it fails least; what is not counted is none."""
    near, far, idle = (failing((10, 10), (10 * times, 10 * times)) for times in (2, 50, 3))
    frame = checks(near, far, idle).assign(faults="c", counted=[True, True, False])
    [entry] = off_by(frame).to_dict("records")
    assert entry["fold_low"] == pytest.approx(2)


def read(**statuses: str) -> pd.DataFrame:
    """Return statements that were tested, read with the status that the audit finds for each."""
    register = pd.DataFrame({"id": list(statuses), "status": list(statuses.values()), "links": "l"})
    register.loc[len(register)] = ["alone", "unverifiable", ""]
    coded = pd.DataFrame({"claim": [*statuses, "alone"], "outcome": ["tested"] * len(statuses) + ["not testable"]})
    return read_outcomes(coded, register)


def test_tested_statements_have_the_audits_answer() -> None:
    """How a tested statement fares is read from its status and typed nowhere."""
    result = read(a="contradicted", b="disputed", c="repeated", d="unverifiable")
    assert list(result["outcome"]) == [
        "differs",
        "record speaks against",
        "agrees",
        "fits as a bound",
        "not testable",
    ]


def test_a_statement_and_its_links_are_one_answer() -> None:
    """A statement called tested to which no link leads is refused by its name, and so is the reverse."""
    register = pd.DataFrame({"id": ["a", "b"], "status": "unverifiable", "links": ["", "l"]})
    coded = pd.DataFrame({"claim": ["a", "b"], "outcome": ["tested", "not testable"]})
    with pytest.raises(ValueError, match="a, b"):
        read_outcomes(coded, register)
