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


def test_statuses_stand_in_one_order_and_an_empty_cell_is_pale() -> None:
    """Each status and document has a cell; where no claim is, a dash on a pale tone."""
    cells = drawings.statuses_frame(register("single-source", "contradicted"))
    assert len(cells) == (len(drawings.STATUSES) + 1) * (len(drawings.DOCUMENTS) + 1)
    assert list(dict.fromkeys(cells["head"])) == [*drawings.STATUSES.values(), drawings.ALL]
    tones = cells.set_index(["status", "source"])
    wrong, none = tones.loc[("contradicted", "merics-2024-value-chains")], tones.iloc[0]
    assert (wrong["text"], wrong["tone"], wrong["ink"]) == ("1", pp.SOFT, pp.RED)
    assert (none["text"], none["tone"], none["ink"]) == ("–", pp.SOFT, pp.MUTED)


def test_totals_are_of_the_signed_documents_and_many_claims_fill_their_cell() -> None:
    """Claims of grade D are in no total; a cell is filled from ten claims on."""
    many = pd.concat([register("disputed")] * drawings.FILLED, ignore_index=True)
    many.loc[many["source"] == "ai-assisted-value-chain-article", "grade"] = "D"
    cells = drawings.statuses_frame(many).set_index(["status", "source"])
    assert cells.loc[("all", "signed"), "claims"] == 4 * drawings.FILLED
    assert cells.loc[("disputed", "signed"), "claims"] == 4 * drawings.FILLED
    full = cells.loc[("disputed", "merics-2024-value-chains")]
    assert (full["tone"], full["ink"]) == (pp.OCHRE, pp.PAPER)


def test_a_claim_is_tested_by_a_comparison_or_a_check() -> None:
    """Either is enough, and the words give both counts."""
    claims = register("single-source").head(4).assign(links=["a", "", "", ""], checks=["b", "c", "", ""])
    frame = drawings.tested_frame(claims)
    assert frame["text"].tolist() == ["2 of 4: 50%", "2 of 4: 50%"]
    assert frame["label"].tolist() == ["All kinds", "Count"]
    assert frame["tone"].tolist() == [pp.RED, pp.GREY]


def test_groups_with_most_failures_come_first() -> None:
    """Failures are counted by what the rules check."""
    checks = pd.DataFrame({"rule": ["sum", "share", "growth"], "verdict": ["fails", "holds", "holds"], "rows": "abc"})
    frame = drawings.rules_frame(with_group(checks))
    assert frame["text"].tolist() == ["1 of 2 fail", "0 of 1 fail"]


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
