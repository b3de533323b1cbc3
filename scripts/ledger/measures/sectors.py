"""Place a sector by Kennedy's questions, find what would move it, and count how well a factor sorts cases.

Beside them stand the figures on sectors that texts quote, and China's shares of chip equipment and of its own chips.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from ledger.measures.counts import Counted
from proofpress.notebook.session import ROWS, join_rows

CASES = ["Internet services", "New-energy vehicles", "Commercial aircraft", "Semiconductors"]
"""Cases of the chapter, in the order of its categories A to D."""
QUOTED = {
    "nev-share-of-sales-2025": "nev-share",
    "nev-brands-2025": "brands",
    "nev-brands-viable-2030": "brands-viable",
    "car-plants-used-2024": "plants-used",
    "battery-chinese-share-2022": "battery-2022",
    "battery-chinese-share-2025": "battery-2025",
    "c919-certified-home": "c919-certified",
    "c919-in-service": "c919-service",
    "c919-target-2025": "c919-target",
    "c919-target-cut-2025": "c919-cut",
    "c919-delivered-2025": "c919-2025",
    "c919-suppliers-chinese": "suppliers-chinese",
    "c919-easa-earliest": "easa-low",
    "c919-easa-latest": "easa-high",
}
"""Figures that the texts quote as they stand in the table, with the name under which they do."""
RULES = {
    "state-success": ("state_role", "outcome"),
    "state-effect": ("state_role", "effect"),
    "complex-success": ("complexity", "outcome"),
    "complex-effect": ("complexity", "effect"),
}
"""Factors tried as rules that sort cases, each with the outcome that it is to tell."""
SUCCESS: dict[str, object] = {"side": "success"}
JUDGED: dict[str, Counted] = {
    "market-yes": (
        {**SUCCESS, "standard": "Market size"},
        {"verdict": "yes"},
        "cases in which the chapter calls the market large or growing",
    ),
    "silent": ({}, {"verdict": "silent"}, "pairs of case and standard on which we found no statement"),
    "judgements": ({}, {}, "cases times standards, for success and for the effect"),
    "profit-said": (
        {**SUCCESS, "standard": "Profitability"},
        {"verdict": "no"},
        "cases in which the chapter speaks of profits; it calls them weak or threatened each time",
    ),
}
"""What is counted among the judgements of the chapter, a case and a standard each."""
ALONE = "whose change alone would move the sector"
ANSWERED: dict[str, Counted] = {
    "covered": ({}, {"held": True}, "answers on which a figure published since bears"),
    "answers": ({}, {}, "cases times questions"),
    "uncovered": ({}, {"held": False}, "answers on which we hold no figure"),
    "turning": ({}, {"red": True}, f"answers {ALONE}"),
    "turning-held": ({}, {"red": True, "held": True}, f"answers {ALONE}, and on which a figure bears"),
    "turning-vehicles": ({"case": CASES[1]}, {"red": True}, f"answers for new-energy vehicles {ALONE}"),
}
"""What is counted among the answers, with ``held`` where a figure bears and ``red`` where another would move a case."""
TOOLMAKERS = ["Applied Materials", "ASML", "KLA", "Lam Research", "Tokyo Electron"]
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "tech": ("yes", "no"),
    "market": ("yes", "no"),
    "earn": ("yes", "no", "unknown"),
    "invest": ("yes", "no"),
    "chains": ("yes", "no"),
    "firms": ("yes", "no"),
}
"""Questions of the framework ``sector-placement`` with their answers, in order."""
HARMS = ("invest", "chains", "firms")
MARKS = 2
"""Kinds of harm that make an effect destructive; our reading, as the framework says."""


def place(answers: Mapping[str, str]) -> str:
    """Return the category of a sector, from its answers.

    Parameters
    ----------
    answers : mapping of str to str
        An answer for each of :data:`QUESTIONS`.

    Returns
    -------
    str
        ``A`` to ``D``: success or failure, by a constructive or a destructive effect.

    Raises
    ------
    ValueError
        If an answer is missing or unknown.

    Examples
    --------
    >>> yes = dict.fromkeys(QUESTIONS, "yes")
    >>> place(yes), place({**yes, "tech": "no"})
    ('B', 'D')
    """
    for question, allowed in QUESTIONS.items():
        if answers.get(question) not in allowed:
            raise ValueError(f"answer to `{question}`: expected {' or '.join(allowed)}, got {answers.get(question)}")
    success = answers["tech"] == "yes" and not answers["market"] == answers["earn"] == "no"
    destructive = sum(answers[harm] == "yes" for harm in HARMS) >= MARKS
    return ("AB" if success else "CD")[destructive]


def turning(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the questions whose answer alone would move a sector, each with where it would move.

    Examples
    --------
    >>> turning({**dict.fromkeys(QUESTIONS, "yes"), "invest": "no"})
    {'tech': 'D', 'chains': 'A', 'firms': 'A'}
    """
    result = place(answers)
    moves = {}
    for question, allowed in QUESTIONS.items():
        there = {place({**answers, question: other}) for other in allowed} - {result}
        if there:
            moves[question] = min(there)
    return moves


def sorted_right(cases: pd.DataFrame, factor: str, outcome: str) -> int:
    """Return how many cases a factor sorts rightly, when each of its values is taken to mean one outcome.

    Parameters
    ----------
    cases : DataFrame, shape (cases, any)
        One row a case.
    factor, outcome : str
        Columns of words.

    Returns
    -------
    int
        Cases in the commonest outcome of their factor's value. With few cases a factor sorts well by chance.
    """
    return sum(max(Counter(group[outcome]).values()) for _, group in cases.groupby(factor))


def sorting_rules(cases: pd.DataFrame) -> pd.DataFrame:
    """Return how many cases each of :data:`RULES` sorts, and how many the state's role sorts by whether anybody loses.

    Parameters
    ----------
    cases : DataFrame, shape (cases, any)
        Columns ``category``, ``outcome``, ``effect``, ``state_role``, ``complexity`` and ``rows``.

    Returns
    -------
    DataFrame, shape (rules, 4)
        ``name``, ``right`` (cases), ``said`` (the rule in words) and ``rows``, those of all cases.
    """
    rules = [
        (name, sorted_right(cases, factor, outcome), f"each value of {factor} is taken to mean one {outcome}")
        for name, (factor, outcome) in RULES.items()
    ]
    lost = cases.assign(loser=cases["category"].ne("A"))
    said = "each role of the state is taken to mean that somebody loses or nobody does"
    rules.append(("state-loser", sorted_right(lost, "state_role", "loser"), said))
    return pd.DataFrame(rules, columns=["name", "right", "said"]).assign(rows=join_rows(cases[ROWS]))


def quoted(figures: pd.DataFrame, names: Mapping[str, str] = QUOTED) -> pd.DataFrame:
    """Return the rows of figures that texts quote, indexed by id, with the ``name`` under which they do."""
    return figures.loc[list(names)].assign(name=list(names.values()))


def answers_of(table: pd.DataFrame, cases: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return each case's answers by question, in the order of ``cases``."""
    return {
        case: dict(zip(item["question"], item["answer"], strict=True))
        for case in cases
        for item in [table[table["case"] == case]]
    }


def places(table: pd.DataFrame) -> dict[str, str]:
    """Return the category of each of :data:`CASES`, from its answers in a table."""
    return {case: place(given) for case, given in answers_of(table, CASES).items()}


def with_sources(table: pd.DataFrame, column: str = "rests_on") -> pd.Series:
    """Return each row's trail: its own row id with those it rests on.

    Parameters
    ----------
    table : DataFrame, shape (rows, any)
        ``column`` holds row ids joined by spaces, or nothing.
    column : str
        Name of that column.
    """
    return pd.Series(
        [
            join_rows([own, *(rests or "").split()])
            for own, rests in zip(table[ROWS], table[column].fillna(""), strict=True)
        ],
        index=table.index,
        dtype="str",
    )


def tell_apart(judged: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """Return the standards and whether each tells successes from failures: met in each success, not in each failure.

    Parameters
    ----------
    judged : DataFrame, shape (judgements, any)
        Columns ``case``, ``standard``, ``verdict`` (``yes``, ``no`` or ``silent``) and ``rows``.
    cases : DataFrame, shape (cases, any)
        Columns ``case`` and ``outcome`` (``success`` or ``failure``).

    Returns
    -------
    DataFrame, shape (standards, 3)
        ``standard``, ``tells`` and ``rows``. A standard with a silent verdict tells nothing.
    """
    outcome = judged["case"].map(cases.set_index("case")["outcome"])
    fits = judged["verdict"].eq("yes").eq(outcome.eq("success")) & judged["verdict"].ne("silent")
    groups = judged.assign(tells=fits).groupby("standard", as_index=False, sort=False)
    return groups.agg(tells=("tells", "all"), rows=(ROWS, join_rows))


def overturn(answers: pd.DataFrame) -> pd.DataFrame:
    """Return the answers with each one turned round against which a figure published since points.

    Parameters
    ----------
    answers : DataFrame, shape (answers, any)
        Columns ``answer`` (``yes``, ``no`` or ``unknown``) and ``since`` (``more``, ``less``, ``as before`` or
        ``no figure``). More speaks against a no, less against a yes.
    """
    against = answers["since"].map({"more": "no", "less": "yes"}).eq(answers["answer"])
    turned = answers["answer"].map({"yes": "no", "no": "yes"})
    return answers.assign(answer=answers["answer"].mask(against, turned))


def chip_shares(billings: pd.DataFrame, chips: pd.DataFrame, since: int = 2018) -> pd.DataFrame:
    """Return two shares by year: of the world's chip equipment bought in China, and of its chips made there.

    Parameters
    ----------
    billings : DataFrame
        Columns ``region``, ``year``, ``quarter`` (empty for a year), ``billings`` and ``rows``. Years without both
        China and the world are left out.
    chips : DataFrame
        Columns ``measure``, ``qualifier``, ``year``, ``value`` (percent) and ``rows``. Forecasts are left out.
    since : int
        First year of the chips made.

    Returns
    -------
    DataFrame, shape (shares, 4)
        ``year``, ``percent``, ``series`` (``bought`` or ``made``) and ``rows``.
    """
    yearly = billings[billings["quarter"].eq("") & billings["region"].isin(["China", "World"])]
    pairs = yearly.pivot(index="year", columns="region", values="billings").dropna()
    bought = pd.DataFrame(
        {"year": pairs.index.astype(int), "percent": (100 * pairs["China"] / pairs["World"]).to_numpy()}
    )
    trails = yearly.groupby("year")[ROWS].agg(join_rows)
    bought = bought.assign(series="bought", rows=list(trails.loc[pairs.index]))
    home = chips["measure"].eq("share produced in China") & chips["qualifier"].eq("") & chips["year"].ge(since)
    lines = chips.loc[home, ["year", "value", ROWS]].rename(columns={"value": "percent"})
    lines = lines.assign(series="made").astype({"year": int})
    return pd.concat([bought, lines], ignore_index=True)[["year", "percent", "series", ROWS]]
