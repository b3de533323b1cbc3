"""Measures of verdicts on innovation: claims beside series, a score of equal weights, survival by weight and group."""

import math

import pandas as pd
import pytest

from ledger.measures import innovation, innovation_verdicts
from proofpress.notebook.traced import Traced


def register() -> pd.DataFrame:
    """Return two claims: one number in dollars, and one without a number."""
    columns = {
        "id": ["paid", "closer"],
        "low": [2e9, math.nan],
        "high": [2e9, math.nan],
        "rows": ["c:paid", "c:closer"],
    }
    return pd.DataFrame(columns).set_index("id")


def parts() -> pd.DataFrame:
    """Return the home economy and two peers in one edition."""
    return pd.DataFrame(
        {
            "economy": ["China", "France", "Japan"],
            "edition": [2025] * 3,
            "index": [3.0, 1.0, 2.0],
            "trade": [0.1, 1.0, 2.0],
            "rows": ["t:chn", "t:fra", "t:jpn"],
        }
    )


def test_a_claim_brings_its_scaled_number_and_the_rows_of_all_numbers() -> None:
    """The register's dollars become billions; rows are those of the claim and of each traced number."""
    then, now = (Traced(2.1, ["t:2018"]), "2018"), (Traced(3.0, ["t:2025"]), "2025")
    tests = {"paid": ("money", "Paid", then, now, Traced(1.0, ["u:2025"]))}
    row = innovation_verdicts.claim_tests(register(), tests, scales={"money": 1e9}).iloc[0]
    assert (row["low"], row["high"], row["same"], row["newest"], row["benchmark"]) == (2.0, 2.0, 2.1, 3.0, 1.0)
    assert (row["same_when"], row["when"]) == ("2018", "2025")
    assert row["rows"] == "c:paid t:2018 t:2025 u:2025"


def test_a_computed_bound_stands_for_the_register_and_nothing_stays_nothing() -> None:
    """An open end stays open, and a series without the claim's time gives no number for it."""
    tests = {"closer": ("points", "Closer", None, (1.0, "2025"), 5.0)}
    bounds = {"closer": (None, Traced(5.0, ["t:2017"]))}
    row = innovation_verdicts.claim_tests(register(), tests, bounds=bounds).iloc[0]
    assert math.isnan(row["low"])
    assert row["high"] == 5.0
    assert math.isnan(row["same"])
    assert row["same_when"] == ""
    assert row["rows"] == "c:closer t:2017"


def test_parts_of_a_score_join_indicators_and_the_index() -> None:
    """Receipts are divided by payments; an economy without the index is left out."""
    amounts = {
        "IP receipts": 1.0,
        "IP payments": 4.0,
        "patent families in two or more offices": 7.0,
        "business R&D": 2.0,
    }
    indicators = pd.DataFrame(
        [
            {"economy": name, "edition": 2025, "indicator": key, "value": value, "rows": f"i:{name}-{value:.0f}"}
            for name in ("China", "Japan")
            for key, value in amounts.items()
        ]
    )
    scores = pd.DataFrame({"economy": ["China"], "edition": [2025], "ratio": [95.0], "rows": ["s:chn"]})
    result = innovation_verdicts.score_parts(indicators, scores)
    assert result["economy"].tolist() == ["China"]
    assert result[["index", "ip", "families", "business"]].iloc[0].tolist() == [95.0, 0.25, 7.0, 2.0]
    assert result["rows"].iloc[0] == "i:China-1 i:China-2 i:China-4 i:China-7 s:chn"


def test_equal_weights_average_the_rank_scores() -> None:
    """First on one test and last on the other is 50; Japan has 75, France 25, and the peers' median is 50."""
    result = innovation_verdicts.equal_weights(parts(), ["index", "trade"]).set_index("economy")
    assert result["score"].to_dict() == {"Japan": 75.0, "China": 50.0, "France": 25.0}
    assert result.loc["China", "place"] == 2
    assert result.loc["China", "middle"] == 50.0


@pytest.fixture
def trials() -> pd.DataFrame:
    """Return the trials of the made-up tests, weights in halves."""
    weights = innovation.weight_grid(2, 2)
    return innovation.survival(parts(), ["index", "trade"], {"All": ["France", "Japan"]}, weights)


def test_survival_by_weight_falls_from_all_to_none(trials: pd.DataFrame) -> None:
    """With all weight on trade the home economy trails in every trial, with none of it in none."""
    result = innovation_verdicts.survival_by_weight(trials, "index", "t:all")
    assert result["weight"].tolist() == ["0%", "50%", "100%"]
    assert result["share"].iloc[[0, -1]].tolist() == [100.0, 0.0]
    assert result["most"].iloc[[0, -1]].tolist() == ["most", "fewer"]
    assert set(result["rows"]) == {"t:all"}


def test_nearly_all_is_not_shown_as_all() -> None:
    """A share of 99.5 reads as more than 99, not as 100."""
    trials = pd.DataFrame({"index": [0.0] * 200, "trails": [True] * 199 + [False]})
    assert innovation_verdicts.survival_by_weight(trials, "index", "t:all")["label"].tolist() == [">99"]


def test_survival_by_group_rests_on_the_members_only(trials: pd.DataFrame) -> None:
    """A group's share rests on home and its members, and its name says how many they are."""
    alone = pd.concat([trials, trials.assign(group="One", trails=True)])
    result = innovation_verdicts.survival_by_group(alone, parts(), {"All": ["France", "Japan"], "One": ["Japan"]})
    assert result["group"].tolist() == ["All (2)", "One (1)"]
    assert result["rows"].tolist() == ["t:chn t:fra t:jpn", "t:chn t:jpn"]
    assert result["label"].iloc[1] == "100"


def test_a_group_is_compared_with_the_home_economy_in_each_edition() -> None:
    """A tie is not above; a comparison rests on the home economy and the group alone."""
    scores = pd.DataFrame(
        {
            "economy": ["China", "France", "Japan"] * 2,
            "edition": [2024] * 3 + [2025] * 3,
            "ratio": [90.0, 80.0, 90.0, 70.0, 60.0, 80.0],
            "rows": [f"t:{number}" for number in range(6)],
        }
    )
    wins = innovation_verdicts.above_medians(scores, {"both": ["France", "Japan"], "one": ["Japan"]})
    assert wins[["edition", "group", "above"]].to_numpy().tolist() == [
        [2024, "both", True],
        [2024, "one", False],
        [2025, "both", False],
        [2025, "one", False],
    ]
    assert wins["rows"].iloc[1] == "t:0 t:2"


def test_groups_name_peers_only() -> None:
    """Every group is a part of all peers, the home economy in none."""
    everyone = set(innovation_verdicts.GROUPS["All peers"])
    assert all(set(members) <= everyone for members in innovation_verdicts.GROUPS.values())
    assert innovation.HOME not in everyone
