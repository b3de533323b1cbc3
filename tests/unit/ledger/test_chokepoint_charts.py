"""The frames that the drawings of the ledger are made of place marks and words, and change no number."""

from __future__ import annotations

import pandas as pd

from ledger.charts import chokepoint_ledger as drawings

CELLS = pd.DataFrame(
    [
        ("cobalt-refined", "world", 60.0, 60.0),
        ("gallium", "world", 99.0, 99.0),
        ("gallium", "direct", 0.0, 20.0),
        ("gallium", "share", 99.0, 99.0),
        ("chips", "world", 83.0, 93.0),
        ("chip-tools", "direct", 0.0, 72.0),
        ("tools-us", "direct", 0.0, 10.0),
        ("export-market", "world", 0.0, 21.0),
    ],
    columns=["hold", "column", "low", "high"],
).assign(period="2025", rows=list("abcdefgh"))


def test_exposure_stands_by_mineral_then_by_seller() -> None:
    """Other columns and other holds stay out; an open lower end reads as one."""
    frame = drawings.exposed_frame(CELLS)
    assert frame["label"].tolist() == ["Gallium, by seller", "Gallium, by maker", "Cobalt, by maker"]
    assert frame["text"].tolist() == ["at most 20%", "99%", "60%"]
    assert frame["tint"].nunique() == 2


def test_what_china_needs_has_a_bar_each() -> None:
    """A bar ends at the upper bound and is labelled with its range."""
    frame = drawings.wants_frame(CELLS)
    assert frame["high"].tolist() == [93.0, 72.0, 10.0, 21.0]
    assert frame["text"].tolist() == ["83 to 93%", "72%", "10%", "21%"]


def test_a_line_is_labelled_with_both_ends() -> None:
    """Years before 2020 and germanium are left out; the label says where a line began and ends."""
    cells = [("rare earths", 2019, 1.0), ("rare earths", 2020, 3500.0), ("rare earths", 2025, 5000.0)]
    spread = pd.DataFrame([*cells, ("germanium", 2020, 1.0)], columns=["good", "year", "index_low"])
    spread = spread.assign(index_high=0.0, top="China", top_share=60.0, edition="e", rows=list("abcd"))
    frame = drawings.paths_frame(spread)
    assert frame["year"].tolist() == [2020, 2025]
    assert frame["label"].iloc[-1] == "rare earths 3,500 to 5,000"


def test_a_map_names_the_largest_and_keeps_shares_of_all() -> None:
    """A country without a place counts in the whole and has no circle; a small second one has no words."""
    table = pd.DataFrame({"iso3": ["AAA", "BBB", "CCC", ""], "amount": [70.0, 5.0, 0.0, 25.0], "rows": list("abcd")})
    places = pd.DataFrame(
        {"iso3": ["BBB", "AAA", "CCC"], "country": ["Bee", "Ay", "Cee"], "longitude": [1, 2, 3], "latitude": [4, 5, 6]}
    ).assign(rows=list("xyz"))
    frame = drawings.places_frame({"Tin": (table, "amount")}, places)
    assert frame[["mineral", "country", "share", "words"]].to_numpy().tolist() == [
        ["Tin", "Ay", 70.0, "Ay 70%"],
        ["Tin", "Bee", 5.0, ""],
    ]
    assert frame["rows"].tolist() == ["a y", "b x"]
    assert frame["longitude"].tolist() == [2, 1]
