"""Tables of words on export controls: instruments by property, destinations by product, materials by condition."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

import proofpress as pp
from ledger.measures.order import in_order
from proofpress.notebook.session import ROWS, join_rows

FAMILIES = ["Dual-use goods", "Civilian technology", "Other instruments"]
PROPERTIES = [
    "Legal base",
    "Authority",
    "What it reaches",
    "How it bites",
    "Stated aim",
    "What outsiders see",
    "Cases",
]
INSTRUMENTS = {"property": pp.Column("Property"), **{family: pp.Column(family) for family in FAMILIES}}
PRODUCTS = ["germanium metal", "natural graphite", "spherical graphite"]
PLACES = ["Japan", "South Korea", "Indonesia", "Germany", "Belgium", "Russia", "United States"]
NOT_NAMED = "not named"
IN_A_TONNE = {"kilograms": 1000, "tonnes": 1}
LARGE = 100
"""Tonnes from which a cell has no decimals."""
DESTINATIONS = {
    "destination": pp.Column("Destination"),
    **{product: pp.Column(product.capitalize()) for product in PRODUCTS},
}
MATERIALS = ["Gallium", "Germanium", "Graphite", "Rare-earth ores", "Rare-earth know-how", "Silicon carbide"]
CONDITIONS = {
    "Does China clearly dominate the supply?": "China dominates supply",
    "Raw or little worked?": "Raw or little worked",
    "Not plentiful, not imported by China?": "Not plentiful elsewhere",
    "No harm to industry at home?": "No harm at home",
    "No skilled foreign rivals?": "No skilled rivals abroad",
    "A security ground?": "A security ground",
}
OUTPUT = {
    "Gallium": ("gallium", 2025),
    "Germanium": ("germanium", 2021),
    "Graphite": ("natural graphite", 2025),
    "Rare-earth ores": ("rare earths", 2025),
}
"""The newest share of output of each material that has one: its mineral and year."""
SHARE_ROW, RESULT_ROW = "China’s share of output", "As far as the text tells"
ANSWERS = {"yes": pp.BLUE, "passes": pp.BLUE, "no": pp.RED, "fails": pp.RED}
TARGET_TEST = {
    "condition": pp.Column("Condition"),
    **{material: pp.Column(material, dots=ANSWERS) for material in MATERIALS},
}


def instruments_frame(instruments: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each property, in the order of the table, with what the report says of each family."""
    cells = in_order(instruments, {"property": PROPERTIES, "instrument": FAMILIES})
    return pp.cross_table(cells, row="property", column="instrument", cell="reading")


def destinations_frame(shares: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each destination, with its share of each product as printed; none where it is not named.

    Parameters
    ----------
    shares : DataFrame
        Columns ``destination``, ``product``, ``value`` (percent) and ``rows``.
    totals : DataFrame
        Exports of each ``product`` to the world: ``value``, ``unit`` and ``rows``, on which a destination that is not
        named rests, and the tonnes of one that is.
    """
    whole = dict(zip(totals["product"], totals[ROWS], strict=True))
    tonnes = dict(zip(totals["product"], totals["value"] / totals["unit"].map(IN_A_TONNE), strict=True))
    known = {
        (str(row["destination"]), str(row["product"])): (
            f"{row['value']:.0f}%, {_amount(row['value'] / 100 * tonnes[row['product']])}",
            join_rows([row[ROWS], whole[row["product"]]]),
        )
        for _, row in shares.iterrows()
    }
    table = [
        (place, product, *known.get((place, product), (None, whole[product])))
        for place in PLACES
        for product in PRODUCTS
    ]
    cells = pd.DataFrame(table, columns=["destination", "product", "share", ROWS])
    return pp.cross_table(cells, row="destination", column="product", cell="share")


def _amount(tonnes: float) -> str:
    """Return tonnes as a cell has them.

    Examples
    --------
    >>> [_amount(1.35), _amount(41400)]
    ['1.4 t', '41,400 t']
    """
    return f"{tonnes:.1f} t" if tonnes < LARGE else f"{tonnes:,.0f} t"


def newest_output(shares: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the one row of each material of :data:`OUTPUT` in shares by ``mineral`` and ``year``."""
    known = shares.set_index(["mineral", "year"])
    return {name: known.loc[[key]] for name, key in OUTPUT.items()}


def target_test_frame(
    answers: pd.DataFrame, results: Mapping[str, str], output: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return a row for each condition, the share of output above and the result below, with each material's answer.

    Parameters
    ----------
    answers : DataFrame
        Columns ``material``, ``condition``, ``answer`` and ``rows``.
    results : mapping of str to str
        How each material stands, as :func:`ledger.measures.controls.results` says.
    output : mapping of str to DataFrame
        The one row of ``share`` and ``rows`` of each material that has one.
    """
    rests = {name: join_rows(answers.loc[answers["material"] == name, ROWS]) for name in MATERIALS}
    asked = answers["condition"].map(CONDITIONS)
    table = list(zip(answers["material"], asked, answers["answer"], answers[ROWS], strict=True))
    for name in MATERIALS:
        share = output.get(name)
        said = ("no figure", rests[name]) if share is None else (f"{share['share'].iloc[0]:.0f}%", share[ROWS].iloc[0])
        table.append((name, SHARE_ROW, *said))
        table.append((name, RESULT_ROW, "fails" if results[name] == "fails" else "passes", rests[name]))
    cells = pd.DataFrame(table, columns=["material", "condition", "answer", ROWS])
    lines = [SHARE_ROW, *CONDITIONS.values(), RESULT_ROW]
    cells = in_order(cells, {"condition": lines, "material": MATERIALS})
    return pp.cross_table(cells, row="condition", column="material", cell="answer")
