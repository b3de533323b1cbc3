"""Numbers that the text on innovation states: what each is, and on which rows it rests."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ledger.measures import innovation, innovation_values
from ledger.measures.entries import Entries
from proofpress.notebook.traced import Traced


def plain(entries: Entries) -> dict[str, Any]:
    """Return the numbers of entries by name."""
    return {name: float(entry[0]) for name, entry in entries.items()}


def trail(entries: Entries, name: str) -> tuple[str, ...]:
    """Return the rows that one number rests on."""
    number = entries[name][0]
    assert isinstance(number, Traced)
    return number.row_ids


def scores() -> pd.DataFrame:
    """Return three economies in two editions: China second in the newer, first in the older."""
    cells = [("China", 2024, 50.0, 45.0), ("Japan", 2024, 60.0, 30.0), ("China", 2025, 50.0, 40.0)]
    cells += [("Japan", 2025, 60.0, 54.0), ("France", 2025, 50.0, 25.0)]
    frame = pd.DataFrame(cells, columns=["economy", "edition", "input_score", "output_score"])
    return innovation.output_per_input(frame.assign(rows=[f"s:{place}" for place in range(len(frame))]))


def test_the_index_is_told_of_one_edition() -> None:
    """China's ratio is its own row's; its place is among all; one of its two peers is behind it."""
    entries = innovation_values.of_index(scores(), 2025)
    found = plain(entries)
    assert (found["ratio-2025"], found["peer-ratio-2025"], found["place-2025"]) == (80.0, 70.0, 2)
    assert (found["economies"], found["peers"], found["behind-2025"], found["pairs"]) == (3, 2, 1, 5)
    assert (found["gap-2025"], found["gap-france"]) == (10.0, 25.0)
    assert trail(entries, "ratio-2025") == ("s:2",)
    assert trail(entries, "place-2025") == ("s:2", "s:3", "s:4")


def test_editions_in_which_china_leads_are_counted_among_all_economies() -> None:
    """It leads in one of two; the count rests on every economy's row of both."""
    wins = pd.DataFrame({"above": [True, False, True], "rows": ["s:0", "s:1", "s:2"]})
    entries = innovation_values.of_editions(scores(), wins, sound=2024, full=2025)
    found = plain(entries)
    assert (found["editions-first"], found["editions-sound"], found["economies-2024"]) == (1, 2, 2)
    assert (found["ratio-wins"], found["ratio-trials"], found["editions-trial"]) == (2, 3, 1)
    assert len(trail(entries, "editions-first")) == 5
    assert entries["editions-first"][3] == "editions 2024 to 2025"


def test_cents_are_a_hundred_times_the_ratio_of_sums() -> None:
    """The median is the peers' alone; the best year is found among all years."""
    own = pd.DataFrame({"ratio": [0.2, 0.4, 0.3], "rows": ["c:1", "c:2", "c:3"]}, pd.Index([2001, 2002, 2003]))
    recent = pd.DataFrame({"economy": ["Japan", "France", "China"], "ratio": [2.0, 1.0, 0.25], "rows": list("jfc")})
    entries = innovation_values.of_trade(own, recent.assign(span="2001 to 2003"))
    assert plain(entries) == {"cents-china": 25, "cents-peers": 150, "cents-best": 40, "year-best": 2002}
    assert trail(entries, "cents-peers") == ("f", "j")
    assert trail(entries, "year-best") == ("c:1", "c:2", "c:3")
    assert entries["cents-best"][3] == "2001 to 2003"


def test_flows_are_given_in_billions_of_their_year() -> None:
    """Payments, receipts and what is between them each have the years that the text tells."""
    years = [2016, 2017, 2018, 2024, 2025]
    own = pd.DataFrame({"payments": 3e9, "receipts": 1e9, "deficit": 2e9}, pd.Index(years, name="year"))
    entries = innovation_values.of_flows(own.assign(rows=[f"c:{year}" for year in years]))
    assert set(entries) == {
        "paid-2018",
        "paid-2025",
        "deficit-2018",
        *(f"received-{year}" for year in years if year != 2018),
    }
    number, style, formula, period = entries["paid-2025"]
    assert (number.value, style.apply(number.value), period) == (3e9, 3.0, "2025")
    assert formula == "payments for the use of intellectual property, China"


def test_intensity_is_told_for_both_of_three_years() -> None:
    """Years between are not told; each number is one row."""
    cells = [("gross R&D", "CHN", 2018, 2.1), ("gross R&D", "OED", 2018, 2.4), ("gross R&D", "CHN", 2020, 2.3)]
    cells += [("business R&D", "CHN", 2013, 1.5)]
    frame = pd.DataFrame(cells, columns=["measure", "iso3", "year", "value"])
    entries = innovation_values.of_intensity(frame.assign(economy=frame["iso3"], rows=list("abcd")))
    assert plain(entries) == {"rd-china-2018": 2.1, "rd-oecd-2018": 2.4, "brd-china-2013": 1.5}
    assert entries["rd-oecd-2018"][2:] == ("gross R&D as a share of GDP, OED", "2018")


def test_effort_and_filings_have_their_places() -> None:
    """A place is among all economies, a part is the home economy's own."""
    effort = pd.DataFrame({"economy": ["China", "Japan"], "business": [2.0, 3.0], "rows": ["c", "j"]})
    effort = effort.assign(share=[75.0, 80.0], financed=[77.0, 78.0])
    assert plain(innovation_values.of_effort(effort)) == {
        "brd-china": 2.0,
        "brd-share": 75.0,
        "financed-china": 77.0,
        "brd-place": 2,
    }
    home = pd.DataFrame({"economy": ["China", "China", "Japan", "France"], "edition": [2019, 2021, 2021, 2021]})
    home = home.assign(per_hundred=[4.0, 5.0, 30.0, 50.0], rows=list("abcd"))
    names = ["chn-2021-resident", "usa-2021-resident", "chn-2022-abroad", "deu-2022-abroad"]
    filings = pd.DataFrame({"value": [1.5e6, 0.5e6, 8.0, 60.0], "rows": list("efgh")}, pd.Index(names, name="id"))
    families = pd.DataFrame({"economy": ["China", "Japan"], "value": [1.0, 9.0], "rows": ["i", "k"]})
    found = plain(innovation_values.of_filings(home, filings, families))
    assert (found["abroad-china"], found["abroad-china-2019"], found["abroad-peers"]) == (5.0, 4.0, 40.0)
    assert (found["resident-china"], found["resident-times"]) == (1.5e6, 3.0)
    assert (found["wipo-china-2022"], found["wipo-germany-2022"], found["place-families"]) == (8.0, 60.0, 2)


def test_each_verdict_is_counted_and_none_is_a_count_too() -> None:
    """Two claims are tested of three; the deficit is a quarter larger than claimed."""
    judged = pd.DataFrame({"claim": ["csis-2020-ip-deficit-2018", "b"], "verdict": ["moved", "not reproduced"]})
    judged = judged.assign(low=[4.0, 1.0], newest=[5.0, 1.0], rows=["c:a", "c:b"])
    register = pd.DataFrame({"rows": ["c:a", "c:b", "c:d"]})
    intensity = pd.DataFrame({"iso3": ["CHN", "OED"], "year": 2018, "measure": "gross R&D", "value": [2.0, 2.5]})
    members = pd.DataFrame({"economy": ["Japan", "Japan", "France"], "rows": ["m:a", "m:b", "m:c"]})
    entries = innovation_values.of_claims(judged, register, intensity.assign(rows=["r:c", "r:o"]), members)
    found = plain(entries)
    assert (found["oecd-peers"], trail(entries, "oecd-peers")) == (2, ("m:a", "m:b", "m:c"))
    assert (found["claims-all"], found["claims-tested"], found["claims-untested"]) == (3, 2, 1)
    assert (found["verdict-moved"], found["verdict-lost"], found["verdict-holds"]) == (1, 1, 0)
    assert (found["deficit-change"], found["rd-relative-2018"]) == (25.0, 80.0)


def test_scores_and_trials_rest_on_all_that_they_are_ranked_among() -> None:
    """A score is a rank among all; a verdict turns at the first weight where fewer than half of the trials hold."""
    scored = pd.DataFrame({"economy": ["Japan", "China"], "score": [100.0, 0.0], "place": [1, 2], "rows": ["j", "c"]})
    scored = scored.assign(middle=100.0, ip=[100.0, 0.0])
    entries = innovation_values.of_score(scored, {"ip": "Receipts per payment"})
    assert plain(entries) == {"score-china": 0, "score-peers": 100, "score-place": 2, "score-ip": 0}
    assert trail(entries, "score-ip") == ("c", "j")
    assert entries["score-ip"][2].endswith(": receipts per payment")
    trials = pd.DataFrame({"group": ["Asia", "Asia", "G7 members", "G7 members"], "trails": [True, False, True, True]})
    by_weight = pd.DataFrame({"index": [0.0, 0.5, 0.9], "share": [100.0, 40.0, 0.0]})
    entries = innovation_values.of_survival(trials, by_weight, scored)
    found = plain(entries)
    assert (found["trials"], found["survival"], found["survival-asia"], found["survival-g7"]) == (4, 75, 50, 100)
    assert (found["flip-weight"], found["never-weight"]) == (50, 90)
    assert trail(entries, "trials") == ("c", "j")
