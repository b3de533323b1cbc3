"""An index of decisions taken at home: when weights that nobody gives decide a ranking, and statements by outcome.

The index is a weighted mean of shares, one for each kind of decision.
"""

from __future__ import annotations

from ledger.measures.counts import Counted

FACT: dict[str, object] = {"about": "fact"}
DOCUMENT: dict[str, object] = {**FACT, "origin_kind": "document"}
WORLD: dict[str, object] = {"about": ["fact", "date"]}
UNTESTED: dict[str, object] = {**WORLD, "outcome": "not testable"}
ODDS = ["differs", "record speaks against"]
LAW = "figures that name a law, act, standard or directive"
COMPLETE: dict[str, object] = {**DOCUMENT, "measure_clear": True, "period_stated": True}
TESTED = "tested, and the"
COUNTS: dict[str, Counted] = {
    "total": ({}, {}, "numbers and dates of the article in the claims register"),
    "world": (WORLD, {}, "figures and dates of the article that speak of the world"),
    "facts": (FACT, {}, "figures about the world"),
    "dates": ({"about": "date"}, {}, "dates of instruments and events"),
    "own-lists": ({"about": "own list"}, {}, "counts of what the article itself lists"),
    "proposals": ({"about": "proposal"}, {}, "aims of a programme that the article asks for"),
    "with-measure": ({**FACT, "measure_clear": True}, {}, "figures that say what is counted and of what whole"),
    "with-period": ({**FACT, "period_stated": True}, {}, "figures with a year, a quarter or a span of years"),
    "with-document": (DOCUMENT, {}, LAW),
    "with-found": ({**DOCUMENT, "document_found": "yes"}, {}, f"{LAW} which exists as named"),
    "with-body": ({**FACT, "origin_kind": "body"}, {}, "figures laid to a body without a document"),
    "with-quote": ({**FACT, "origin_kind": "quotation"}, {}, "figures inside a quotation"),
    "complete": (COMPLETE, {}, "figures with a document, a period and a clear measure"),
    "single-firm": ({"firm": ["named", "anonymous"]}, {}, "statements about one firm"),
    "single-named": ({"firm": "named"}, {}, "statements about one firm that name it"),
    "untested": (UNTESTED, {}, "figures and dates that nothing was found to test with"),
    "tested": (
        {**WORLD, "outcome": [*ODDS, "fits as a bound", "agrees"]},
        {},
        "figures and dates that the record could be set against",
    ),
    "odds": ({**WORLD, "outcome": ODDS}, {}, f"{TESTED} record differs or speaks against"),
    "agrees": ({**WORLD, "outcome": "agrees"}, {}, f"{TESTED} record says the same"),
    "against": ({**WORLD, "outcome": "record speaks against"}, {}, "tested, and a related record tells against it"),
    "bounds": ({**WORLD, "outcome": "fits as a bound"}, {}, f"{TESTED} printed bound holds and says little"),
    "differs": ({**WORLD, "outcome": "differs"}, {}, f"{TESTED} record says otherwise"),
    **{
        name: ({**UNTESTED, "obstacle": obstacle}, {}, f"not testable: {obstacle}")
        for name, obstacle in {
            "no-document": "document not named or not found",
            "no-firm": "firm not named",
            "no-measure": "measure not defined",
            "no-count": "nobody counts it",
        }.items()
    },
}
"""What is counted among the statements of the article."""


def open_order(kinds: int) -> float:
    """Return the share of pairs of plants whose order depends on the weights, in percent.

    It holds where shares of different kinds are unrelated and never equal: one plant is above the other in every kind
    with a chance of one half to the power of ``kinds``, and as often below in every kind. Only those pairs are settled.

    Parameters
    ----------
    kinds : int
        Kinds of decision, at least one.

    Raises
    ------
    ValueError
        If there are none.

    Examples
    --------
    >>> open_order(1), open_order(4)
    (0.0, 87.5)
    """
    if kinds < 1:
        raise ValueError("an index needs at least one kind of decision")
    return float(100 * (1 - 2 ** (1 - kinds)))
