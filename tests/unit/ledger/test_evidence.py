"""The ladder ranks kinds of evidence, and nothing between two figures is filled in."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from ledger.measures.evidence import (
    COUNTS,
    RUNGS,
    link_evidence,
    rank_evidence,
    sales_to,
    shares_of_world,
    strongest_rungs,
    tally,
)
from tests.support.projects import ROOT


@pytest.fixture
def items() -> pd.DataFrame:
    """Four items of evidence."""
    return pd.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "kind": ["assertion", "official figure", "named case", "assertion"],
            "direction": ["supports", "against", "supports", "ambiguous"],
            "stage": ["packaging", "equipment", "packaging", "packaging"],
            "grade": ["C", "A", "C", "C"],
            "rows": ["t:a", "t:b", "t:c claim:c", "t:d"],
        }
    )


@pytest.fixture
def billings() -> pd.DataFrame:
    """Billings of two years, one region missing in one."""
    return pd.DataFrame(
        {
            "region": ["China", "World", "Korea", "World", "China"],
            "year": [2022, 2022, 2023, 2023, 2023],
            "quarter": [""] * 5,
            "billings": [25.0, 100.0, 20.0, 80.0, 40.0],
            "rows": ["b:c22", "b:w22", "b:k23", "b:w23", "b:c23"],
        }
    )


def test_rungs_are_the_kinds_of_the_table() -> None:
    """The ladder has the kinds that the table of evidence allows, weakest first as its description says them."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    fields = [field for table in package["resources"] for field in table["schema"]["fields"]]
    [kinds] = [field for field in fields if field.get("title") == "Kind of evidence"]
    assert [rung.kind for rung in RUNGS] == kinds["constraints"]["enum"]
    assert f"weakest first: {', '.join(rung.kind for rung in RUNGS)}." in kinds["description"]


def test_a_stronger_kind_outranks_a_weaker_one() -> None:
    """One item of each kind, in whatever order, comes out from the strongest, its rung the kind's number."""
    kinds = [rung.kind for rung in RUNGS]
    given = pd.DataFrame({"id": kinds, "kind": kinds, "direction": "supports", "grade": "C", "rows": "t:a"})
    ranked = rank_evidence(given.sample(frac=1, random_state=1))
    assert list(ranked["kind"]) == kinds[::-1]
    assert list(ranked["rung"]) == sorted(range(1, len(kinds) + 1), reverse=True)


def test_strongest_evidence_comes_first(items: pd.DataFrame) -> None:
    """An official figure outranks a named case, which outranks an assertion."""
    ranked = rank_evidence(items)
    assert list(ranked["id"]) == ["b", "c", "a", "d"]
    assert list(ranked["rung"]) == [6, 4, 1, 1]


def test_ranking_leaves_its_input_alone(items: pd.DataFrame) -> None:
    """Ranking returns a copy."""
    before = items.copy()
    rank_evidence(items)
    pd.testing.assert_frame_equal(items, before)


def test_an_unknown_kind_is_named(items: pd.DataFrame) -> None:
    """An item whose kind is not on the ladder stops the analysis, by its id."""
    items.loc[2, "kind"] = "rumour"
    with pytest.raises(ValueError, match="c: rumour"):
        rank_evidence(items)


def test_strongest_rung_is_per_group_and_direction(items: pd.DataFrame) -> None:
    """A group's strongest support is its highest rung, and carries the rows of all its items."""
    best = strongest_rungs(rank_evidence(items), "stage").set_index(["stage", "direction"])
    assert best.loc[("packaging", "supports"), "kind"] == "named case"
    assert best.loc[("packaging", "supports"), "items"] == 2
    assert best.loc[("packaging", "supports"), "rows"] == "claim:c t:a t:c"


def test_counts_name_what_was_looked_through(items: pd.DataFrame) -> None:
    """Each count has the rows of those among which it counts, and a count of none is a word."""
    given = items.assign(channel=["Chinese firms", "Chinese firms", "not separable", "not separable"])
    given = given.assign(timing="before", source="s", counterfactual=["asserted", "none", "none", "none"])
    told = tally(rank_evidence(given))
    assert list(told) == list(COUNTS)
    numbers = {name: number.value for name, (number, _, _) in told.items()}
    assert numbers["items"] == 4
    assert (numbers["figures"], numbers["figures-for"], numbers["figures-against"]) == (1, 0, 1)
    assert (numbers["supporting"], numbers["supporting-assertions"], numbers["supporting-weak"]) == (2, 1, 1)
    assert (numbers["chinese-items"], numbers["chinese-figures"], numbers["first-hand"]) == (2, 1, 1)
    assert numbers["compared-asserted"] == 1
    assert told["supporting-weak"][0].row_ids == ("claim:c", "t:a", "t:c")
    none, style, _ = told["compared-word"]
    assert style.apply(none.value) == "none"


def test_shares_are_of_the_same_period(billings: pd.DataFrame) -> None:
    """A share divides by the total of its own year and names both rows."""
    shares = shares_of_world(billings).set_index(["region", "year"])
    assert shares.loc[("China", 2022), "share"] == 25
    assert shares.loc[("China", 2023), "share"] == 50
    assert shares.loc[("Korea", 2023), "rows"] == "b:k23 b:w23"


def test_sales_to_a_region_leave_the_rest(billings: pd.DataFrame) -> None:
    """The rest is the total of the same period less the region's; a quarter is told from its year."""
    quarter = pd.DataFrame({"region": ["China", "World"], "year": 2023, "quarter": "Q2", "billings": [6.0, 10.0]})
    told = pd.concat([billings, quarter.assign(rows=["b:q", "b:wq"])])
    china = sales_to("China", shares_of_world(told), told).set_index("when")
    assert china["rest"].to_dict() == {"2022": 75.0, "2023": 40.0, "q2-2023": 4.0}
    assert china.loc["q2-2023", "said"] == "second quarter of 2023"
    assert china.loc["q2-2023", "rows"] == "b:q b:wq"


def test_a_missing_amount_is_not_filled_in(billings: pd.DataFrame) -> None:
    """A region without an amount has no share."""
    assert ("Korea", 2022) not in set(shares_of_world(billings)[["region", "year"]].itertuples(index=False, name=None))


def test_a_missing_total_is_an_error(billings: pd.DataFrame) -> None:
    """A share without a total is refused, with the year."""
    with pytest.raises(ValueError, match="2022"):
        shares_of_world(billings[billings["rows"] != "b:w22"])


def test_an_item_rests_on_its_own_row_and_on_what_it_names(items: pd.DataFrame) -> None:
    """Rows are joined; one that does not exist, or a claim of another grade, is an error."""
    claims = pd.DataFrame({"rows": ["claim:c", "claim:d"], "grade": ["C", "B"]})
    table = pd.DataFrame({"rows": ["x:1"]})
    named = items.assign(rests_on=["", "x:1", "claim:c", ""])
    linked = link_evidence(named, claims, [table]).set_index("id")
    assert linked.loc["c", "rows"].split() == ["claim:c", "t:c"]
    assert linked.loc["b", "rows"].split() == ["t:b", "x:1"]
    assert linked.loc["a", "rows"] == "t:a"
    with pytest.raises(ValueError, match="claim:gone"):
        link_evidence(named.assign(rests_on="claim:gone"), claims, [table])
    with pytest.raises(ValueError, match="a has another grade"):
        link_evidence(named.assign(rests_on=["claim:d", "", "", ""]), claims, [table])
