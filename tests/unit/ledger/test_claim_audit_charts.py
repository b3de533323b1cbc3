"""The frames that the drawings of the claim audit are made of count claims and checks, and change no number."""

from __future__ import annotations

import pandas as pd
import pytest

import proofpress as pp
from ledger.charts import claim_audit as drawings
from ledger.measures.register import AMOUNT_RULES, RULE_GROUPS, with_group
from proofpress.evidence.rules import RULES


def register(*statuses: str) -> pd.DataFrame:
    """Return a register in which every document has a claim of each of some statuses."""
    pairs = [(source, status) for source in drawings.DOCUMENTS for status in statuses]
    frame = pd.DataFrame(pairs, columns=["source", "status"])
    frame["standing"] = [f"status:c{number}" for number in range(len(frame))]
    return frame.assign(grade="B", links="", checks="", kind="count", rows="claim:c")


def test_statuses_stand_in_one_order_with_their_totals() -> None:
    """Each status has a row with a count for each document, noughts too; totals come last."""
    table = drawings.statuses_frame(register("single-source", "contradicted"))
    assert table["status"].tolist() == [*drawings.STATUSES.values(), drawings.ALL]
    assert set(drawings.STATUS_COLUMNS) <= set(table.columns)
    row = table.set_index("status")
    assert row.loc["Contradicted", "merics-2024-value-chains"] == 1
    assert row.loc["Corroborated", "merics-2024-value-chains"] == 0
    assert row.loc["All claims", "signed"] == 2 * len(drawings.DOCUMENTS)
    assert set(drawings.STATUS_DOTS) <= set(drawings.STATUSES.values())


def test_totals_are_of_the_signed_documents() -> None:
    """Claims of grade D are in no total, and rest on rows of their own."""
    claims = register("disputed", "repeated")
    claims.loc[claims["source"] == drawings.ARTICLE, "grade"] = "D"
    row = drawings.statuses_frame(claims).set_index("status").loc["Disputed"]
    assert (row["signed"], row[drawings.ARTICLE]) == (4, 1)
    assert set(row["unsigned"].split()) == set(claims.query("grade == 'D' and status == 'disputed'")["standing"])
    assert not set(row["unsigned"].split()) & set(row["rows"].split())


def test_a_claim_is_tested_by_a_comparison_or_a_check() -> None:
    """Either is enough, and the words give both counts."""
    claims = register("single-source").head(4).assign(links=["a", "", "", ""], checks=["b", "c", "", ""])
    frame = drawings.tested_frame(claims)
    assert frame["text"].tolist() == ["2 of 4: 50%", "2 of 4: 50%"]
    assert frame["label"].tolist() == ["All kinds", "Count"]
    assert frame["tone"].tolist() == [pp.RED, pp.GREY]


def test_groups_with_most_failures_come_first() -> None:
    """Failures are counted by what the rules check, below those of all checks together."""
    checks = pd.DataFrame({"rule": ["sum", "share", "growth"], "verdict": ["fails", "holds", "holds"], "rows": "abc"})
    frame = drawings.rules_frame(with_group(checks))
    assert frame["text"].tolist() == ["1 of 3 fail", "1 of 2 fail", "0 of 1 fail"]
    assert frame["tone"].tolist() == [pp.RED, pp.GREY, pp.GREY]


def test_every_rule_is_in_one_group() -> None:
    """Each rule but the warning has a group, so that no failing check is left out; another is refused."""
    grouped = [rule for rules in RULE_GROUPS.values() for rule in rules]
    assert sorted(grouped) == sorted(set(RULES) - {"distinct"})
    assert AMOUNT_RULES
    with pytest.raises(ValueError, match="guess"):
        with_group(pd.DataFrame({"rule": ["guess"]}))


def test_a_multiple_is_read_to_two_digits() -> None:
    """One number where both ends are the same to two digits."""
    off = pd.DataFrame({"title": ["A", "B"], "fold_low": [2.04, 9.0], "fold_high": [2.04, 1100.0]})
    assert drawings.off_frame(off)["ends"].tolist() == ["2 times", "9 to 1,100 times"]
