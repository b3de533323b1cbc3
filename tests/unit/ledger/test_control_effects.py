"""What controls did, on made-up goods: changes beside comparisons, customs of both sides, months around a date."""

from __future__ import annotations

import pandas as pd
import pytest

from ledger.measures import control_effects as effects


def trade(*weights: tuple[str, int, float]) -> pd.DataFrame:
    """Return net weights to the world: product, year and kilograms."""
    return pd.DataFrame(
        [
            {"product": product, "partner": "World", "measure": "net weight", "year": year, "value": value}
            | {"rows": f"t:{product[:2]}{year}"}
            for product, year, value in weights
        ]
    )


TWO = trade(
    ("natural graphite", 2022, 2000.0),
    ("natural graphite", 2024, 1000.0),
    ("rare-earth metals", 2022, 100.0),
    ("rare-earth metals", 2024, 110.0),
)


def test_an_index_rests_on_its_year_and_on_the_base() -> None:
    """The base year is a hundred and rests on itself alone."""
    table = effects.indices(effects.weights(TWO), base=2022)
    assert table["index"].tolist() == pytest.approx([100, 50, 100, 110])
    assert table["tonnes"].tolist() == pytest.approx([2, 1, 0.1, 0.11])
    assert table["rows"].tolist() == ["t:na2022", "t:na2022 t:na2024", "t:ra2022", "t:ra2022 t:ra2024"]


def test_a_year_twice_is_refused() -> None:
    """Two weights of one year cannot both be it."""
    with pytest.raises(ValueError, match="a year twice"):
        effects.weights(pd.concat([TWO, TWO.head(1)]))


def test_a_controlled_good_falls_behind_its_comparison() -> None:
    """It fell by half where the other grew by a tenth: sixty points, on the rows of both."""
    moved = effects.changes(effects.weights(TWO), [(2022, 2024)])
    assert moved["change"].tolist() == pytest.approx([-50, 10])
    assert moved["rows"].tolist() == ["t:na2022 t:na2024", "t:ra2022 t:ra2024"]
    [lag] = effects.behind(moved).to_dict("records")
    assert (lag["product"], lag["behind"]) == ("rare-earth metals", pytest.approx(60))
    assert lag["rows"].split() == ["t:na2022", "t:na2024", "t:ra2022", "t:ra2024"]


def test_the_table_binds_what_is_published_and_compares_no_good_with_itself() -> None:
    """The cell of the controlled good in a column of points is empty."""
    table = effects.differences_table(effects.changes(effects.weights(TWO), [(2022, 2024)]))
    assert table.loc["metals", "behind_world_2022_2024"] == "{{ metals-behind-world-2022-2024 }}"
    assert table.loc["natural-graphite", "behind_world_2022_2024"] == ""
    assert table.loc["natural-graphite", "change_world_2022_2024"] == "{{ natural-graphite-change-world-2022-2024 }}"


def sides(*values: tuple[str, int, float]) -> pd.DataFrame:
    """Return values of one good between two states: flow, year and dollars."""
    return pd.DataFrame(
        [
            {"product": "graphite", "flow": flow, "iso3": "USA", "measure": "value", "year": year, "value": value}
            | {"rows": f"{flow[:2]}{year}"}
            for flow, year, value in values
        ]
    )


def test_the_buyers_customs_are_divided_by_the_sellers() -> None:
    """Bought over sold, in millions, on both rows; sales to the world play no part."""
    world = sides(("exports", 2024, 9e9)).assign(iso3="WLD")
    table = effects.mirror(pd.concat([sides(("exports", 2024, 2e6), ("imports", 2024, 5e6)), world]))
    assert table[["sold", "bought", "times", "rows"]].to_numpy().tolist() == [[2.0, 5.0, 2.5, "ex2024 im2024"]]


def test_a_year_of_one_side_is_refused() -> None:
    """A ratio needs both."""
    with pytest.raises(ValueError, match="one side only"):
        effects.mirror(sides(("exports", 2023, 1.0), ("imports", 2023, 1.0), ("exports", 2024, 1.0)))


def test_a_window_needs_both_days() -> None:
    """A month says nothing of days; a control without a date of effect is left out."""
    calendar = pd.DataFrame(
        {
            "id": list("abc"),
            "announced": ["2023-07-03", "2023-12", "2025-10-09"],
            "effective": ["2023-08-01", "2023-12-15", None],
        }
    )
    table = effects.windows(calendar)
    assert table[["id", "days"]].to_numpy().tolist() == [["a", 29]]


def test_months_are_compared_with_the_first_span() -> None:
    """Two months count as an average one; kilograms become tonnes; a span rests on its rows and the first’s."""
    exports = pd.DataFrame(
        {
            "product": "flake",
            "iso3": ["WLD", "WLD", "WLD", "USA"],
            "period": ["2023-01/2023-02", "2023-11", "2023-12", "2023-11"],
            "value": [4000.0, 6000.0, 1000.0, 999.0],
            "unit": "kilograms",
            "rows": list("abcd"),
        }
    )
    spans = {
        "flake": (
            ("before", "early", ["2023-01/2023-02"], 2),
            ("between", "November", ["2023-11"], 1),
            ("after", "December", ["2023-12"], 1),
        )
    }
    table = effects.around(exports, spans)
    assert table["tonnes"].tolist() == [2.0, 6.0, 1.0]
    assert table["part"].tolist() == [100.0, 300.0, 50.0]
    assert table["rows"].tolist() == ["a", "a b", "a c"]
    with pytest.raises(KeyError):
        effects.around(exports, {"flake": (("before", "early", ["2022-01"], 1),)})


def test_forms_add_up() -> None:
    """The sum stands first, is an estimate where a part is, and needs every form."""
    bought = pd.DataFrame(
        {
            "flow": ["metal", "dioxide", "metal", "dioxide", "exports"],
            "period": ["2024", "2024", "2025", "2025", "2025"],
            "value": [2000.0, 1000.0, 500.0, 3000.0, 9.0],
            "qualifier": [None, None, "estimated", None, None],
            "rows": list("abcde"),
        }
    )
    names = {"metal": "Metal", "dioxide": "Dioxide"}
    table = effects.forms(bought, names, "Both")
    assert table["form"].tolist() == ["Both", "Both", "Metal", "Metal", "Dioxide", "Dioxide"]
    assert table["tonnes"].tolist() == [3.0, 3.5, 2.0, 0.5, 1.0, 3.0]
    assert table["estimate"].tolist() == [False, True, False, True, False, False]
    with pytest.raises(ValueError, match="lacks a year"):
        effects.forms(bought.drop(index=3), names, "Both")


def test_output_elsewhere_is_of_the_newest_edition_and_joins_small_ones() -> None:
    """The holder and the world are left out, the largest fall comes first, the rest last."""
    rows = [
        ("MOZ", "Mozambique", 2022, 100.0, 3),
        ("MOZ", "Mozambique", 2022, 166.0, 4),
        ("MOZ", "Mozambique", 2025, 60.0, 6),
        ("KOR", "Korea, Republic of", 2022, 30.0, 4),
        ("KOR", "Korea, Republic of", 2025, 20.0, 6),
        ("AUT", "Austria", 2022, 2.0, 4),
        ("NOR", "Norway", 2025, 3.0, 6),
        ("CHN", "China", 2022, 999.0, 4),
        ("WLD", "World", 2025, 999.0, 6),
    ]
    output = pd.DataFrame(rows, columns=["iso3", "country", "year", "amount", "edition_order"])
    table = effects.elsewhere(output.assign(rows=[f"r{n}" for n in range(9)]), "CHN", (2022, 2025), least=10)
    assert table[["country", "before", "after"]].to_numpy().tolist() == [
        ["Mozambique", 166.0, 60.0],
        ["South Korea", 30.0, 20.0],
        ["All others", 2.0, 3.0],
    ]
    assert table["rows"].tolist() == ["r1 r2", "r3 r4", "r5 r6"]


def test_capacity_and_output_stand_apart_in_and_outside_the_holder() -> None:
    """A year with the holder alone gives nothing for others; the printed world is no country."""
    output = pd.DataFrame(
        {"iso3": ["CHN", "JPN", "WLD"], "year": 2025, "amount": [9000.0, 1000.0, 10000.0], "edition_order": 6}
    ).assign(rows=list("abc"))
    capacity = pd.DataFrame(
        {"iso3": ["CHN", "WLD", "CHN", "JPN"], "year": [2024, 2024, 2025, 2025], "capacity": [8e3, 9e3, 2e4, 4e3]}
    ).assign(rows=list("defg"))
    table = effects.used_capacity(output, capacity, "CHN").set_index(["what", "where", "year"])
    assert table["tonnes"].to_dict() == {
        ("output", "holder", 2025): 9.0,
        ("output", "elsewhere", 2025): 1.0,
        ("capacity", "holder", 2024): 8.0,
        ("capacity", "holder", 2025): 20.0,
        ("capacity", "elsewhere", 2025): 4.0,
    }
