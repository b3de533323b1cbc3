"""Numbers that the text on innovation states, each with its unit, how it is computed, and the time it speaks of.

Each function returns the entries of one ``values`` call: name to number, style, formula and, where it differs, period.
"""

from __future__ import annotations

import pandas as pd

import proofpress as pp

from .entries import Entries, among
from .innovation import HOME, VERDICTS, peer_median
from .innovation_claims import relative_gross

CENTS = pp.number_of("US cents per US dollar").shown("{:.0f} cents")
OF_GDP = pp.PERCENT.of("GDP").digits(2)


def of_index(scores: pd.DataFrame, edition: int) -> Entries:
    """Return the home economy's ratio and gap in one edition beside its peers'.

    Parameters
    ----------
    scores : DataFrame
        Of :func:`.innovation.output_per_input`, all editions.
    edition : int
        The edition that is told.
    """
    points, less = pp.number_of("points", 1), "input score minus output score"
    latest = scores[scores["edition"] == edition]
    peers, own = pp.count(latest) - 1, latest[latest["economy"] == HOME].iloc[0]
    widest = latest.sort_values("gap").iloc[-1]
    usual = pp.take(peer_median(latest, "ratio", "edition"), "ratio")
    even = {"thresholds": {100: "as much output as input"}}
    economies, part = f"economies in our table of the {edition} edition", "output score divided by input score"
    first = f"place of China by {part}, highest first"
    pairs = "pairs of economy and edition whose input score is above the output score; it is so in all of them"
    return {
        f"ratio-{edition}": (pp.take(own, "ratio"), pp.PERCENT, f"{part}, China", even),
        f"peer-ratio-{edition}": (usual, pp.PERCENT, f"median over the peers of {part}"),
        f"place-{edition}": (pp.rank(latest, "ratio", economy=HOME), pp.ORDINAL, first),
        "economies": (pp.count(latest), pp.COUNT, economies, ""),
        "peers": (peers, pp.COUNT, f"{economies}, without China", ""),
        "pairs": (pp.count(scores), pp.COUNT, pairs, ""),
        f"gap-{edition}": (pp.take(own, "gap"), points, f"{less}, China"),
        f"gap-{widest['economy'].lower()}": (pp.take(widest, "gap"), points, f"{less}, {widest['economy']}"),
        f"behind-{edition}": (
            peers - int((latest["place"] < own["place"]).sum()),
            pp.COUNT,
            "peers with a lower ratio of output to input than China",
        ),
    }


def of_editions(scores: pd.DataFrame, wins: pd.DataFrame, sound: int, full: int) -> Entries:
    """Return in how many editions the home economy is first, and how often it is above the median of a group.

    Parameters
    ----------
    scores : DataFrame
        Of :func:`.innovation.output_per_input`, all editions.
    wins : DataFrame
        Of :func:`.innovation_verdicts.above_medians`.
    sound, full : int
        First edition whose scores are sure, and first with all peers.
    """
    since, own = scores[scores["edition"] >= sound], scores[scores["economy"] == HOME]
    counted = own[own["edition"] >= sound]
    highest = f"editions from {sound} on in which China has the highest ratio of output to input"
    with_scores = f"editions from {sound} on for which our table has scores"
    span = f"editions {sound} to {scores['edition'].max()}"
    higher = "comparisons in which China’s ratio is above the group’s median"
    told = f"editions of the index from {full} to {scores['edition'].max()}"
    complete = scores[scores["edition"] >= full]
    return {
        "editions-first": (among(int((counted["place"] == 1).sum()), since), pp.COUNT, highest, span),
        "editions-sound": (among(len(counted), since), pp.COUNT, with_scores, span),
        f"economies-{sound}": (
            pp.count(scores[scores["edition"] == sound]),
            pp.COUNT,
            f"economies in our table of the {sound} edition",
        ),
        "ratio-wins": (pp.count(wins, above=True), pp.COUNT, higher),
        "ratio-trials": (pp.count(wins), pp.COUNT, f"editions from {full} on times peer groups"),
        "editions-trial": (among(complete["edition"].nunique(), complete), pp.COUNT, told),
    }


def of_trade(own: pd.DataFrame, recent: pd.DataFrame) -> Entries:
    """Return the cents received for each dollar paid: by the home economy, by the median peer, and at best.

    Parameters
    ----------
    own : DataFrame
        ``ratio`` and ``rows`` of the home economy, indexed by year.
    recent : DataFrame
        Of :func:`.innovation.receipts_per_payment`, with the years in words as ``span``.
    """
    standing = pp.take(recent, "ratio", economy=HOME)
    usual, span = pp.take(peer_median(recent, "ratio", "span"), "ratio"), recent["span"].iloc[0]
    median = "median over the peers with all three years of receipts divided by payments"
    yearly = "highest yearly ratio of receipts to payments, China"
    both = "receipts of three years divided by payments of three years, China"
    best = "year of China’s highest ratio of receipts to payments"
    return {
        "cents-china": (100 * standing, CENTS, both, span),
        "cents-peers": (100 * usual, CENTS, median, span),
        "cents-best": (100 * pp.highest(own, "ratio"), CENTS, yearly, f"{own.index.min()} to {own.index.max()}"),
        "year-best": (among(own["ratio"].idxmax(), own), pp.WORD, best),
    }


def of_flows(own: pd.DataFrame) -> Entries:
    """Return what the home economy paid for intellectual property, what it received, and what it lacked, by year.

    Parameters
    ----------
    own : DataFrame
        ``payments``, ``receipts``, ``deficit`` and ``rows``, indexed by year.
    """
    billions, use = pp.BILLION_USD.per(1e9), "for the use of intellectual property, China"
    told = {"payments": ("paid", [2018, 2025]), "deficit": ("deficit", [2018])}
    told["receipts"] = ("received", [2016, 2017, 2024, 2025])
    return {
        f"{name}-{year}": (pp.take(own, column, year=year), billions, f"{column} {use}", str(year))
        for column, (name, years) in told.items()
        for year in years
    }


def of_intensity(intensity: pd.DataFrame) -> Entries:
    """Return R&D as a share of GDP, gross and by business, of China and the OECD.

    Parameters
    ----------
    intensity : DataFrame
        ``measure``, ``iso3``, ``economy``, ``year``, ``value`` and ``rows``.
    """
    kinds, places = {"gross R&D": "rd", "business R&D": "brd"}, {"CHN": "china", "OED": "oecd"}
    years = intensity[intensity["year"].isin([2013, 2018, 2023])]
    return {
        f"{kinds[str(row['measure'])]}-{places[str(row['iso3'])]}-{row['year']}": (
            pp.take(row, "value"),
            OF_GDP,
            f"{row['measure']} as a share of GDP, {row['economy']}",
            str(row["year"]),
        )
        for _, row in years.iterrows()
    }


def of_effort(effort: pd.DataFrame) -> Entries:
    """Return what business does and finances of the home economy's R&D, and its place by that.

    Parameters
    ----------
    effort : DataFrame
        Of :func:`.innovation.business_effort`.
    """
    own, of_gross = effort[effort["economy"] == HOME].iloc[0], pp.PERCENT.of("gross R&D")
    by_effort = "place of China by R&D performed by business as a share of GDP"
    performed = "R&D performed by business divided by gross R&D, China"
    financed = "share of gross R&D financed by business, China"
    in_gdp = "R&D performed by business as a share of GDP, China"
    return {
        "brd-china": (pp.take(own, "business"), OF_GDP, in_gdp, "2023"),
        "brd-share": (pp.take(own, "share"), of_gross, performed, "2023"),
        "financed-china": (pp.take(own, "financed"), of_gross, financed, "2023"),
        "brd-place": (pp.rank(effort, "business", economy=HOME), pp.ORDINAL, by_effort, "2025 edition"),
    }


def of_filings(home: pd.DataFrame, filings: pd.DataFrame, families: pd.DataFrame) -> Entries:
    """Return how many inventions were filed at home, and how few of them abroad.

    Parameters
    ----------
    home : DataFrame
        Of :func:`.innovation.families_per_filing`.
    filings : DataFrame
        Counts of applications and shares filed abroad, indexed by ``id``.
    families : DataFrame
        ``economy``, ``value`` and ``rows``: families in two or more offices by unit of GDP.
    """
    hundred = pp.number_of("families per hundred resident applications")
    millions = pp.number_of("million applications").shown("{:.2f} million").per(1e6)
    filed = "patent families in two or more offices divided by resident applications"
    by_origin = pp.PERCENT.of("applications by origin").digits(1)
    then, now = (pp.take(home, "per_hundred", economy=HOME, edition=year) for year in (2019, 2021))
    usual = pp.take(peer_median(home[home["edition"] == 2021], "per_hundred", "edition"), "per_hundred")
    resident, american = (pp.take(filings, "value", id=f"{iso3}-2021-resident") for iso3 in ("chn", "usa"))
    times = "resident applications in China divided by those in the United States"
    quoted = (by_origin, "share of applications filed abroad, as quoted from WIPO", "2022")
    held = "place of China by patent families filed in two or more offices for each billion of GDP"
    return {
        "abroad-china": (now, hundred, f"{filed}, both per unit of GDP, China", "2021"),
        "abroad-china-2019": (then, hundred, f"{filed}, both per unit of GDP, China", "2019"),
        "abroad-peers": (usual, hundred, f"median over the peers of {filed}", "2021"),
        "resident-china": (resident, millions, "patent applications of residents at home, China", "2021"),
        "resident-times": (resident / american, pp.number_of("ratio", 1), times, "2021"),
        "wipo-china-2022": (pp.take(filings, "value", id="chn-2022-abroad"), *quoted),
        "wipo-germany-2022": (pp.take(filings, "value", id="deu-2022-abroad"), *quoted),
        "place-families": (pp.rank(families, "value", economy=HOME), pp.ORDINAL, held, "data of 2021"),
    }


def of_claims(judged: pd.DataFrame, register: pd.DataFrame, intensity: pd.DataFrame, members: pd.DataFrame) -> Entries:
    """Return how many claims there are, how many can be tested, and how many have each verdict.

    Parameters
    ----------
    judged : DataFrame
        Of :func:`.innovation.judge_claims`.
    register : DataFrame
        All claims.
    intensity : DataFrame
        Gross R&D of the home economy and of the OECD.
    members : DataFrame
        ``economy`` and ``rows`` of the peers that are members of the OECD, the yardstick of one claim.
    """
    yardstick = among(members["economy"].nunique(), members)
    names = {verdict: verdict for verdict in VERDICTS} | {"not reproduced": "lost"}
    verdicts: Entries = {
        f"verdict-{name}": (pp.count(judged, verdict=verdict), pp.COUNT, f"tested claims with the verdict: {verdict}")
        for verdict, name in names.items()
    }
    deficit = judged[judged["claim"] == "csis-2020-ip-deficit-2018"].iloc[0]
    change = 100 * (pp.take(deficit, "newest") / pp.take(deficit, "low") - 1)
    without = "claims of the chapter without a series here, or that serve as a yardstick only"
    risen = "deficit of 2025 divided by the claimed deficit of 2018, minus one"
    beside = "gross R&D intensity of China divided by that of the OECD"
    return verdicts | {
        "claims-all": (pp.count(register), pp.COUNT, "claims of the chapter in our register"),
        "claims-tested": (pp.count(judged), pp.COUNT, "claims of the chapter that a series here can test"),
        "claims-untested": (pp.count(register) - len(judged), pp.COUNT, without),
        "oecd-peers": (yardstick, pp.COUNT, "peers that are members of the OECD"),
        "deficit-change": (change, pp.PERCENT, risen, "2018 to 2025"),
        "rd-relative-2018": (relative_gross(intensity, 2018), pp.PERCENT, beside, "2018"),
    }


def of_score(scored: pd.DataFrame, parts: dict[str, str]) -> Entries:
    """Return the home economy's score with equal weights, its place, and its score on each test.

    Parameters
    ----------
    scored : DataFrame
        Of :func:`.innovation_verdicts.equal_weights`. A score is a rank, and rests on all of them.
    parts : dict of str to str
        The tests that are told, with their words.
    """
    own = scored[scored["economy"] == HOME].iloc[0]
    style, ahead_of = pp.number_of("score from 0 to 100"), "share of the other economies that China is ahead of"
    mean = "mean of four rank scores"
    place = f"place of China by the {mean}, ties sharing the better place"
    return {
        "score-china": (among(own["score"], scored), style, f"{mean} with equal weights, China"),
        "score-peers": (among(own["middle"], scored), style, f"median over the peers of the {mean}"),
        "score-place": (among(own["place"], scored), pp.ORDINAL, place),
    } | {
        f"score-{name}": (among(own[name], scored), style, f"{ahead_of}: {words.lower()}")
        for name, words in parts.items()
    }


def of_survival(trials: pd.DataFrame, by_weight: pd.DataFrame, tests: pd.DataFrame) -> Entries:
    """Return in how many trials the home economy is below the median, and the weights at which that turns and ends.

    Parameters
    ----------
    trials : DataFrame
        Of :func:`.innovation.survival`.
    by_weight : DataFrame
        Of :func:`.innovation_verdicts.survival_by_weight`, for the index ratio.
    tests : DataFrame
        What the trials weigh: all of them rest on all of these.
    """
    of_trials, of_weight = pp.PERCENT.of("trials"), pp.PERCENT.of("the weight")
    trailing = 100 * trials.groupby("group")["trails"].mean()
    flip, never = (by_weight.loc[low, "index"].min() for low in (by_weight["share"] < 50, by_weight["share"] == 0))
    below = "trials in which China’s weighted score is strictly below the peers’ median"
    against = "trials with the peer group {} in which China is below the median"
    turned = "lowest weight of the index ratio at which fewer than half of the trials put China below the median"
    ended = "lowest weight of the index ratio at which no trial puts China below the median"
    every = "weightings times editions times peer groups times scoring rules"
    entries = {
        "trials": (len(trials), pp.COUNT, every),
        "survival": (100 * trials["trails"].mean(), of_trials, below, "editions 2021 to 2025"),
        "survival-asia": (trailing["Asia"], of_trials, against.format("Asia")),
        "survival-g7": (trailing["G7 members"], of_trials, against.format("G7 members")),
        "flip-weight": (100 * flip, of_weight, turned),
        "never-weight": (100 * never, of_weight, ended),
    }
    return {name: (among(entry[0], tests), *entry[1:]) for name, entry in entries.items()}
