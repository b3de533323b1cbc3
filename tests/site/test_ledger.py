"""The ledger’s numbers and places, a second way: from the rows of the files, without the site’s own measures."""

from __future__ import annotations

import itertools
from collections import defaultdict
from fractions import Fraction

import pytest

from tests.support.second_way import COBALT, number, published_numbers, table, use, whole_tables

RANKING = ("share", "index", "direct", "world", "room")
MINED = {
    "gallium": "gallium",
    "germanium": "germanium",
    "graphite-mined": "natural graphite",
    "rare-earths-mined": "rare earths",
}


@pytest.fixture(scope="module")
def published() -> dict[str, float]:
    """Return every number that the ledger publishes, by name."""
    result = published_numbers("chokepoint-ledger")
    assert len(result) > 100
    return result


def newest(mineral: str) -> dict[str, Fraction]:
    """Return output by country of the newest year."""
    tables = whole_tables(mineral)
    return tables[max(tables)]


def part(countries: dict[str, Fraction], iso3: str = "CHN") -> Fraction:
    """Return a country's percent of the sum."""
    return 100 * countries[iso3] / sum(countries.values())


def squares(countries: dict[str, Fraction]) -> tuple[Fraction, Fraction]:
    """Return the sum of squared percents, the group of others nothing or one."""
    whole = sum(countries.values())
    low = sum((100 * amount / whole) ** 2 for iso3, amount in countries.items() if iso3)
    return low, low + (100 * countries.get("", Fraction(0)) / whole) ** 2


def reliance(mineral: str) -> tuple[Fraction, Fraction]:
    """Return net import reliance of 2025, open to the whole where it is a lower bound."""
    if mineral == COBALT:
        said = number("cobalt_stage_statistics", "us-net-import-reliance-2025")
        return said, said
    [row] = [
        row
        for row in table("controlled_mineral_us_trade")
        if row["mineral"] == mineral and row["flow"] == "net import reliance" and row["period"] == "2025"
    ]
    low = Fraction(row["value"])
    return low, Fraction(100) if "lower bound" in row["qualifier"] else low


def from_china(mineral: str) -> tuple[Fraction, Fraction]:
    """Return China's percent of US imports; where no seller is Chinese, from nothing to what has no name."""
    if mineral == COBALT:
        return Fraction(0), number("cobalt_stage_statistics", "us-import-share-other")
    wanted = {
        "gallium": "gallium-china-share-metal",
        "germanium": "germanium-china-share-combined",
        "natural graphite": "natural-graphite-china-share-all",
        "rare earths": "rare-earths-china-share-compounds-and-metals",
    }
    share = number("controlled_mineral_us_trade", wanted[mineral])
    return share, share


def expected() -> dict[str, dict[str, tuple[Fraction, Fraction]]]:
    """Return the bounds of every cell that ranks, by column and hold."""
    cells: dict[str, dict[str, tuple[Fraction, Fraction]]] = {column: {} for column in RANKING}
    for hold, mineral in MINED.items():
        countries = newest(mineral)
        share = part(countries)
        cells["share"][hold] = (share, share)
        cells["index"][hold] = squares(countries)
        outside = (sum(countries.values()) - countries["CHN"]) / use(mineral)
        cells["room"][hold] = (outside, outside)
    stages = {
        "graphite-battery": (number("holder_shares", "battery-graphite-china-2024", "percent"), Fraction(100)),
        "rare-earths-separated": (
            number("china_stage_shares", "rare-earths-separation-and-refining-2025-iea-oct2025-reex", "percent"),
            number("china_stage_shares", "rare-earths-separation-and-refining-2025-iea-via-autoworld", "percent"),
        ),
        "magnets": (number("china_stage_shares", "rare-earths-permanent-magnets-2025-iea-oct2025-reex", "percent"),)
        * 2,
        "cobalt-refined": (number("cobalt_stage_statistics", "refined-share-chn-2021"),) * 2,
        "cathode-technology": (number("holder_shares", "lfp-batteries-china-2024", "percent"),) * 2,
    }
    for hold, (low, high) in stages.items():
        cells["share"][hold] = (low, high)
        ends = [low**2, *(end**2 + (100 - end) ** 2 for end in (low, high))]
        cells["index"][hold] = (min(ends), max(ends))
    for hold, mineral in {**MINED, "rare-earths-separated": "rare earths", "cobalt-refined": COBALT}.items():
        need, held = reliance(mineral), cells["share"][hold]
        cells["world"][hold] = (need[0] * held[0] / 100, need[1] * held[1] / 100)
        if hold != "rare-earths-mined":
            sold = from_china(mineral)
            cells["direct"][hold] = (need[0] * sold[0] / 100, need[1] * sold[1] / 100)
    add_chinas_needs(cells)
    return cells


def add_chinas_needs(cells: dict[str, dict[str, tuple[Fraction, Fraction]]]) -> None:
    """Add the cells of the other side."""
    tool = "china_tool_imports_by_origin"
    whole = number(tool, "value-major-sources-2024-nikkei")
    places = ("japan", "netherlands", "united-states", "singapore", "korea")
    shares = {place: 100 * number(tool, f"value-{place}-2024-nikkei") / whole for place in places}
    allied = shares["japan"] + shares["netherlands"] + shares["united-states"]
    low = sum(share**2 for share in shares.values())
    american = shares["united-states"]
    wafers = number("holder_shares", "sic-substrates-wolfspeed-2024", "percent")
    foreign = (
        100 - number("china_chip_market", "share-2021-ici-2022"),
        100 - number("china_chip_market", "own-share-2021-ici-2022"),
    )
    cells["share"] |= {
        "chip-tools": (allied, allied),
        "tools-us": (american, american),
        "sic-wafers": (wafers, wafers),
        "chips": foreign,
    }
    cells["index"]["chip-tools"] = (low, low + (100 - sum(shares.values())) ** 2)
    cells["direct"] |= {"chip-tools": (Fraction(0), allied), "tools-us": (Fraction(0), american)}
    cells["world"] |= {
        "chips": foreign,
        "export-market": (Fraction(0), number("export_shares_of_gdp", "chn-2025", "exports")),
    }


def test_every_cell_that_ranks_is_what_its_rows_give(published: dict[str, float]) -> None:
    """Each published bound is the one that exact fractions of the files' cells give, and bounds never cross."""
    checked = 0
    for column, holds in expected().items():
        for hold, (low, high) in holds.items():
            assert low <= high
            names = {f"{hold}-{column}": low, f"{hold}-{column}-low": low, f"{hold}-{column}-high": high}
            ends = {name: end for name, end in names.items() if name in published}
            assert ends, f"{hold}: {column} is not published"
            for name, end in ends.items():
                assert published[name] == pytest.approx(float(end), rel=1e-9), name
                checked += 1
    assert checked > 40


def test_nothing_is_published_for_a_cell_that_is_not_held(published: dict[str, float]) -> None:
    """A hold without rows has no number under a column that ranks."""
    known = expected()
    holds = [row["id"] for row in table("ledger_holds")]
    for hold, column in itertools.product(holds, RANKING):
        if hold not in known[column]:
            assert not {f"{hold}-{column}", f"{hold}-{column}-low", f"{hold}-{column}-high"} & published.keys()


def place_bounds(cells: dict[str, tuple[Fraction, Fraction]], tight_is_high: bool) -> dict[str, tuple[int, int]]:
    """Return best and worst places by giving a row its best end against the others' worst, and the other way round."""
    sign = 1 if tight_is_high else -1
    ends = {hold: sorted((sign * low, sign * high)) for hold, (low, high) in cells.items()}
    result = {}
    for hold, (worst, best) in ends.items():
        others = [pair for key, pair in ends.items() if key != hold]
        lucky = sorted([(best, 1)] + [(pair[0], 0) for pair in others], reverse=True)
        unlucky = sorted([(worst, 0)] + [(pair[1], 1) for pair in others], reverse=True)
        result[hold] = (lucky.index((best, 1)) + 1, unlucky.index((worst, 0)) + 1)
    return result


def test_places_are_those_of_a_second_way(published: dict[str, float]) -> None:
    """Best and worst place of each row of a side, over columns and over every choice of one stage a good."""
    known, lines = expected(), table("ledger_holds")
    checked = 0
    for block in {row["block"] for row in lines}:
        goods: dict[str, list[str]] = defaultdict(list)
        for row in lines:
            if row["block"] == block:
                goods[row["good"]].append(row["id"])
        ranks: dict[str, list[int]] = defaultdict(list)
        for chosen in itertools.product(*goods.values()):
            for column in RANKING:
                cells = {hold: known[column][hold] for hold in chosen if hold in known[column]}
                for hold, pair in place_bounds(cells, column != "room").items():
                    ranks[hold] += pair
        for hold, seen in ranks.items():
            assert published[f"{hold}-place-best"] == min(seen), hold
            assert published[f"{hold}-place-worst"] == max(seen), hold
            checked += 1
    assert checked > 10


def test_prices_costs_and_moves_are_what_their_rows_give(published: dict[str, float]) -> None:
    """Price over price, earnings over exports, shares over years, each by hand from the files."""
    exports = (
        number("export_shares_of_gdp", "chn-2024", "exports") * number("export_shares_of_gdp", "chn-2024", "gdp") / 100
    )
    graphite = number("china_mineral_export_values", "natural-graphite-2024")
    prices = {row["id"]: Fraction(row["price"]) for row in table("controlled_mineral_prices")}
    tables = whole_tables("rare earths")
    paid = number("ip_charges", "chn-2025", "payments")
    by_hand = {
        "gallium-price": prices["gallium-metal-2025-mcs2026"] / prices["gallium-metal-2022-mcs2026"],
        "germanium-price": prices["germanium-metal-2025-mcs2026"] / prices["germanium-metal-2022-mcs2026"],
        "graphite-mined-loss": 100 * graphite / exports,
        "graphite-mined-value": graphite / 10**9,
        "rare-earths-mined-trend": part(tables[2025]) - part(tables[2021]),
        "foreign-ip-loss": 100 * paid / number("world_ip_receipts", "wld-2025", "receipts"),
        "foreign-ip-gdp": 100 * paid / number("export_shares_of_gdp", "chn-2025", "gdp"),
        "earths-index-2020": squares(tables[2020])[0],
        "earths-index-2025": squares(tables[2025])[0],
        "cobalt-congo": part(newest(COBALT), "COD"),
        "cobalt-room": (sum(newest(COBALT).values()) - newest(COBALT)["COD"]) / use(COBALT),
    }
    for name, wanted in by_hand.items():
        assert published[name] == pytest.approx(float(wanted), rel=1e-9), name


def test_a_looser_row_loses_its_place() -> None:
    """Sensitivity: gallium with the share of graphite no longer leads alone, so places rest on the rows."""
    known = {hold: bounds for hold, bounds in expected()["world"].items() if hold in MINED}
    assert place_bounds(known, True)["gallium"] == (1, 1)
    low = Fraction(10)
    assert place_bounds({**known, "gallium": (low, low)}, True)["gallium"] == (len(known), len(known))
