"""Measures of innovation: ratios within an edition, weighted scores, survival of a verdict, verdicts on claims."""

import math

import numpy as np
import pandas as pd
import pytest

from ledger.measures import innovation


def scores() -> pd.DataFrame:
    """Return three economies in one edition."""
    return pd.DataFrame(
        {
            "economy": ["China", "Japan", "France"],
            "edition": [2025, 2025, 2025],
            "input_score": [50.0, 60.0, 50.0],
            "output_score": [45.0, 30.0, 40.0],
            "rows": ["t:chn", "t:jpn", "t:fra"],
        }
    )


def components() -> pd.DataFrame:
    """Return four economies and two components that disagree on China."""
    return pd.DataFrame(
        {
            "economy": ["China", "France", "Japan", "Korea"],
            "edition": [2025] * 4,
            "index": [9.0, 1.0, 2.0, 3.0],
            "trade": [0.1, 1.0, 2.0, 10.0],
            "rows": ["t:a", "t:b", "t:c", "t:d"],
        }
    )


def claims(**columns: float) -> pd.DataFrame:
    """Return one claim with the columns given, NaN elsewhere."""
    nothing = dict.fromkeys(("low", "high", "same", "newest", "benchmark"), math.nan)
    return pd.DataFrame([{**nothing, **columns}])


def test_ratio_is_output_per_hundred_of_input_and_ranked_within_the_edition():
    """An output of 45 on an input of 50 is 90 percent, and first of three."""
    result = innovation.output_per_input(scores())
    assert result["ratio"].tolist() == [90.0, 80.0, 50.0]
    assert result["gap"].tolist() == [5.0, 10.0, 30.0]
    assert result["place"].tolist() == [1, 2, 3]
    assert result["of"].tolist() == [3, 3, 3]


def test_ratio_does_not_depend_on_the_order_of_rows():
    """Turning the table upside down changes nothing."""
    turned = innovation.output_per_input(scores().iloc[::-1])
    pd.testing.assert_frame_equal(turned, innovation.output_per_input(scores()))


def test_editions_are_ranked_apart():
    """An economy alone in its edition is first there, whatever others score in another edition."""
    both = pd.concat([scores(), scores().iloc[[1]].assign(edition=2019)])
    result = innovation.output_per_input(both).set_index(["edition", "economy"])
    assert result.loc[(2019, "Japan"), "place"] == 1
    assert result.loc[(2025, "Japan"), "place"] == 3


@pytest.mark.parametrize(
    ("change", "message"),
    [({"input_score": [0.0, 1.0, 1.0]}, "above zero"), ({"economy": ["China", "China", "Japan"]}, "twice")],
)
def test_ratio_refuses_what_has_none(change, message):
    """A zero input and a doubled economy are refused by name."""
    with pytest.raises(ValueError, match=message):
        innovation.output_per_input(scores().assign(**change))


def test_median_leaves_home_out_and_carries_the_peers_rows():
    """The peers' median is over Japan and France alone."""
    result = innovation.peer_median(innovation.output_per_input(scores()), "ratio", "edition")
    assert result.loc[0, "ratio"] == 65.0
    assert result.loc[0, "peers"] == 2
    assert result.loc[0, "rows"] == "t:fra t:jpn"


def charges() -> pd.DataFrame:
    """Return two economies, one of which lacks the second year."""
    return pd.DataFrame(
        {
            "economy": ["China", "China", "Japan"],
            "year": [2023, 2024, 2023],
            "receipts": [1.0, 2.0, 9.0],
            "payments": [4.0, 8.0, 3.0],
            "rows": ["t:c23", "t:c24", "t:j23"],
        }
    )


def test_receipts_per_payment_sums_before_it_divides():
    """Three received and twelve paid over two years are 25 cents on the dollar."""
    result = innovation.receipts_per_payment(charges(), 2023, 2024)
    assert result["ratio"].tolist() == [0.25]
    assert result["rows"].tolist() == ["t:c23 t:c24"]


def test_an_economy_without_every_year_is_left_out():
    """Japan lacks 2024, so only China is summed; in 2023 alone Japan comes first."""
    assert innovation.receipts_per_payment(charges(), 2023, 2024)["economy"].tolist() == ["China"]
    assert innovation.receipts_per_payment(charges(), 2023, 2023)["economy"].tolist() == ["Japan", "China"]
    with pytest.raises(ValueError, match="every year from 2030"):
        innovation.receipts_per_payment(charges(), 2030, 2031)


def test_wide_keeps_only_economies_with_every_indicator():
    """An economy that lacks one of two indicators has no row."""
    tall = pd.DataFrame(
        {
            "economy": ["China", "China", "Japan"],
            "edition": [2025] * 3,
            "indicator": ["in", "out", "in"],
            "value": [1.0, 2.0, 3.0],
            "rows": ["t:1", "t:2", "t:3"],
        }
    )
    result = innovation.indicator_wide(tall, {"in": "a", "out": "b"})
    assert result.to_dict("records") == [{"economy": "China", "edition": 2025, "a": 1.0, "b": 2.0, "rows": "t:1 t:2"}]


def test_rank_scores_say_how_many_others_are_behind():
    """First of four scores a hundred, last zero, and steps are equal whatever the distances."""
    scale_components = innovation.scale_components(components(), ["trade"], "rank")
    assert scale_components["trade"].tolist() == pytest.approx([0, 100 / 3, 200 / 3, 100])


def test_range_scores_keep_the_distances():
    """A value halfway between lowest and highest scores fifty."""
    frame = components().assign(trade=[0.0, 5.0, 10.0, 10.0])
    assert innovation.scale_components(frame, ["trade"], "range")["trade"].tolist() == [0, 50, 100, 100]


def test_scaling_leaves_its_input_alone():
    """The frame given is as it was."""
    frame = components()
    innovation.scale_components(frame, ["index", "trade"], "range")
    pd.testing.assert_frame_equal(frame, components())


@pytest.mark.parametrize(
    ("frame", "scoring", "message"),
    [
        (components(), "guess", "'guess'"),
        (components().iloc[:1], "rank", "at least two"),
        (components().assign(trade=1.0), "rank", "'trade' does not vary"),
    ],
)
def test_scaling_refuses_what_it_cannot_scale(frame, scoring, message):
    """An unknown scoring, a single economy and a constant component are refused by name."""
    with pytest.raises(ValueError, match=message):
        innovation.scale_components(frame, ["trade"], scoring)


@pytest.mark.parametrize(("parts", "steps"), [(1, 1), (2, 10), (3, 4), (4, 10)])
def test_weight_grid_is_the_whole_simplex(parts, steps):
    """Each weighting sums to one, none is repeated, and their number is the binomial coefficient."""
    grid = innovation.weight_grid(parts, steps)
    assert grid.shape == (math.comb(steps + parts - 1, parts - 1), parts)
    assert np.allclose(grid.sum(axis=1), 1)
    assert len({tuple(row) for row in grid.tolist()}) == len(grid)


def test_weight_grid_refuses_nothing_to_share():
    """No parts or no steps is a mistake of the caller."""
    with pytest.raises(ValueError, match="at least one"):
        innovation.weight_grid(0, 10)


def test_survival_turns_with_the_weight():
    """China, first by index and last by trade, trails by trade alone and leads by index alone."""
    groups = {"all": ["France", "Japan", "Korea"]}
    trials = innovation.survival(components(), ["index", "trade"], groups, innovation.weight_grid(2, 2))
    assert len(trials) == 3 * len(innovation.SCORINGS)
    by_rank = trials[trials["scoring"] == "rank"].set_index("index")["trails"]
    assert by_rank.to_dict() == {0.0: True, 0.5: False, 1.0: False}


def test_level_with_the_middle_does_not_count_as_trailing():
    """At equal weights China's rank score equals the peers' median of fifty, so it does not trail."""
    groups = {"all": ["France", "Japan", "Korea"]}
    trials = innovation.survival(components(), ["index", "trade"], groups, np.array([[0.5, 0.5]]))
    row = trials[trials["scoring"] == "rank"].iloc[0]
    assert row["home_score"] == pytest.approx(row["middle"])
    assert not row["trails"]


def test_survival_names_a_group_that_lacks_an_economy():
    """A group with an economy outside the frame is refused."""
    with pytest.raises(ValueError, match="'more'"):
        innovation.survival(components(), ["index"], {"more": ["France", "Peru"]}, np.array([[1.0]]))


@pytest.mark.parametrize(
    ("columns", "verdict"),
    [
        ({"low": 100, "high": 100, "same": 101, "newest": 109, "benchmark": 0}, "holds"),
        ({"low": 100, "high": 100, "same": 101, "newest": 112, "benchmark": 0}, "moved"),
        ({"low": 100, "high": 100, "newest": -5, "benchmark": 0}, "reversed"),
        ({"low": 100, "high": 100, "same": 80, "newest": 100, "benchmark": 0}, "not reproduced"),
        ({"low": 4, "high": 4, "newest": 8, "benchmark": 44}, "moved"),
        ({"low": 4, "high": 4, "newest": 50, "benchmark": 44}, "reversed"),
        ({"low": 0, "same": 3, "newest": 0.5, "benchmark": 0}, "holds"),
        ({"low": 0, "same": 3, "newest": -0.5, "benchmark": 0}, "reversed"),
        ({"high": 100, "same": 76, "newest": 89, "benchmark": 100}, "holds"),
        ({"high": 100, "same": 76, "newest": 104, "benchmark": 100}, "reversed"),
        ({"low": 100, "high": 100, "same": 95, "newest": 80}, "moved"),
    ],
)
def test_verdict_follows_the_stated_rule(columns, verdict):
    """Same time first, then inside, then the other side of the benchmark, else moved."""
    judge_claims = innovation.judge_claims(claims(**columns), 0.10)
    assert judge_claims["verdict"].tolist() == [verdict]
    assert verdict in innovation.VERDICTS


@pytest.mark.parametrize(("columns", "message"), [({"newest": 1}, "neither bound"), ({"low": 1}, "newest value")])
def test_a_claim_that_cannot_be_judged_is_refused(columns, message):
    """A claim without bounds, or without a newest value, is the caller's mistake."""
    with pytest.raises(ValueError, match=message):
        innovation.judge_claims(claims(**columns), 0.10)


def indicators(**values: tuple[float, float]) -> pd.DataFrame:
    """Return indicators of two economies in one edition, by indicator."""
    rows = [
        {
            "economy": economy,
            "edition": 2025,
            "data_year": 2021,
            "indicator": name,
            "value": value,
            "rows": f"t:{len(name)}-{at}",
        }
        for name, pair in values.items()
        for at, (economy, value) in enumerate(zip(("China", "Japan"), pair, strict=True))
    ]
    return pd.DataFrame(rows)


def test_business_effort_is_a_part_of_gross_effort() -> None:
    """The greatest effort is first; its share is of gross R&D, and the row rests on all three numbers."""
    frame = innovation.business_effort(
        indicators(**{"business R&D": (2.0, 2.7), "gross R&D": (2.5, 3.0), "R&D financed by business": (79.0, 78.0)})
    ).set_index("economy")
    assert frame["place"].to_dict() == {"China": 2, "Japan": 1}
    assert frame["share"].to_dict() == pytest.approx({"China": 80.0, "Japan": 90.0})
    assert frame.loc["China", "rows"].split() == ["t:12-0", "t:24-0", "t:9-0"]


def test_families_are_counted_for_every_hundred_filings_of_their_year() -> None:
    """The year is that of the data, not the edition that prints them."""
    frame = innovation.families_per_filing(
        indicators(
            **{"resident patent applications": (50.0, 40.0), "patent families in two or more offices": (2.0, 10.0)}
        )
    )
    assert frame["edition"].tolist() == [2021, 2021]
    assert frame["per_hundred"].tolist() == [4.0, 25.0]
