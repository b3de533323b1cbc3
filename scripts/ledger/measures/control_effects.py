"""What export controls did: exports beside comparison goods, the two sides' customs, months before and after a date.

A control is judged by what did not fall under it: the same customs' other goods of the same years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from ledger.measures.concentration import WORLD
from ledger.measures.ledger import binding
from ledger.measures.order import in_order
from proofpress.model.value_table import TableColumn
from proofpress.notebook.session import ROWS, join_rows

TONNE = 1000
SLUGS = {
    "natural graphite": "natural-graphite",
    "artificial graphite": "artificial-graphite",
    "rare-earth compounds": "compounds",
    "rare-earth metals": "metals",
}
"""Each product of the comparison in the names of values; the first is the controlled one."""
PARTNERS = {"World": "world", "United States": "usa"}
CONTROLLED = "natural graphite"


def weights(trade: pd.DataFrame) -> pd.DataFrame:
    """Return the net weight of each product's exports to each partner in tonnes, by year.

    Parameters
    ----------
    trade : DataFrame
        Columns ``product``, ``partner``, ``measure``, ``year``, ``value`` (kilograms) and ``rows``.

    Returns
    -------
    DataFrame
        ``product``, ``partner``, ``year``, ``tonnes`` and ``rows``, by product, partner and year.

    Raises
    ------
    ValueError
        If a product has two weights of one year.
    """
    keys = ["product", "partner", "year"]
    kept = trade[trade["measure"] == "net weight"].sort_values(keys, ignore_index=True)
    if kept.duplicated(keys).any():
        raise ValueError("a product has a year twice")
    return kept.assign(tonnes=kept["value"] / TONNE)[[*keys, "tonnes", ROWS]]


def indices(table: pd.DataFrame, base: int) -> pd.DataFrame:
    """Return weights in percent of those of a base year, each resting on both years.

    Parameters
    ----------
    table : DataFrame
        As :func:`weights` returns it.
    base : int
        The year that is a hundred.

    Returns
    -------
    DataFrame
        The weights with ``index``.
    """
    keys = ["product", "partner"]
    first = table[table["year"] == base].set_index(keys)
    at = pd.MultiIndex.from_frame(table[keys])
    pairs = zip(table[ROWS], first[ROWS].loc[at], strict=True)
    index = 100 * table["tonnes"] / first["tonnes"].loc[at].to_numpy()
    return table.assign(index=index, **{ROWS: [join_rows(dict.fromkeys(pair)) for pair in pairs]})


def changes(table: pd.DataFrame, spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """Return by how many percent weights changed between years.

    Parameters
    ----------
    table : DataFrame
        As :func:`weights` returns it.
    spans : iterable of (int, int)
        The earlier and the later year.

    Returns
    -------
    DataFrame
        ``product``, ``partner``, ``slug`` and ``short`` (both as values name them), ``since``, ``until``, ``change``
        and ``rows``.
    """
    keys, result = ["product", "partner"], []
    for since, until in spans:
        before, after = (table[table["year"] == year].set_index(keys) for year in (since, until))
        for product, partner in after.index:
            old, new = before.loc[(product, partner)], after.loc[(product, partner)]
            change = 100 * (float(new["tonnes"]) / float(old["tonnes"]) - 1)
            names = (SLUGS[product], PARTNERS[partner])
            result.append((product, partner, *names, since, until, change, join_rows([new[ROWS], old[ROWS]])))
    return pd.DataFrame(result, columns=[*keys, "slug", "short", "since", "until", "change", ROWS])


def behind(moved: pd.DataFrame, controlled: str = CONTROLLED) -> pd.DataFrame:
    """Return by how many points a controlled good changed less than each other one, on the rows of both.

    Parameters
    ----------
    moved : DataFrame
        As :func:`changes` returns it.
    controlled : str
        The product under control.

    Returns
    -------
    DataFrame
        The other products' changes, with ``behind``.
    """
    keys = ["partner", "since", "until"]
    own = moved[moved["product"] == controlled].set_index(keys)
    rest = moved[moved["product"] != controlled].reset_index(drop=True)
    at = pd.MultiIndex.from_frame(rest[keys])
    pairs = zip(rest[ROWS], own[ROWS].loc[at], strict=True)
    points = rest["change"] - own["change"].loc[at].to_numpy()
    return rest.assign(behind=points, **{ROWS: [join_rows(pair) for pair in pairs]})


def mirror(trade: pd.DataFrame) -> pd.DataFrame:
    """Return what the buyer's customs count of the seller's goods over what the seller counts as sold to him.

    Parameters
    ----------
    trade : DataFrame
        Columns ``product``, ``flow``, ``iso3``, ``measure``, ``year``, ``value`` and ``rows``.

    Returns
    -------
    DataFrame
        ``product``, ``year``, ``sold`` and ``bought`` (million dollars), ``times`` and ``rows``.

    Raises
    ------
    ValueError
        If a side has no figure where the other has.
    """
    valued = trade[(trade["measure"] == "value") & (trade["iso3"] != WORLD)]
    sides = valued.pivot(index=["product", "year"], columns="flow", values=["value", ROWS])
    if sides.isna().to_numpy().any():
        raise ValueError("a year of one side only")
    sold, bought = (sides["value", flow].astype(float) / 1e6 for flow in ("exports", "imports"))
    rows = [join_rows(pair) for pair in zip(sides[ROWS, "exports"], sides[ROWS, "imports"], strict=True)]
    return pd.DataFrame({"sold": sold, "bought": bought, "times": bought / sold, ROWS: rows}).reset_index()


def windows(calendar: pd.DataFrame) -> pd.DataFrame:
    """Return the controls of which both days are known, with the days between announcement and effect.

    Parameters
    ----------
    calendar : DataFrame
        Columns ``announced`` and ``effective``, as days where known, and what else is to be kept.
    """
    days = calendar[["announced", "effective"]].map(lambda day: isinstance(day, str) and len(day) == len("2023-08-01"))
    kept = calendar[days.all(axis=1)]
    began, came = (pd.to_datetime(kept[name]) for name in ("announced", "effective"))
    return kept.assign(days=(came - began).dt.days)


def around(exports: pd.DataFrame, spans: Mapping[str, Iterable[tuple[str, str, list[str], int]]]) -> pd.DataFrame:
    """Return exports an average month before, between and after two dates, in percent of those before.

    Parameters
    ----------
    exports : DataFrame
        Columns ``product``, ``iso3``, ``period``, ``value``, ``unit`` and ``rows``.
    spans : mapping of str to iterable of (name, when, periods, months)
        For each product its spans in order, the first being what the others are compared with: a name, the time in
        words, the periods that add up to it and how many months they are.

    Returns
    -------
    DataFrame
        ``product``, ``span``, ``when``, ``tonnes`` (a month), ``part`` (percent) and ``rows``.

    Raises
    ------
    KeyError
        If a period is not held.
    """
    world = exports[exports["iso3"] == WORLD].set_index(["product", "period"])
    result = []
    for product, parts in spans.items():
        base, basis = None, ""
        for name, when, periods, months in parts:
            found = world.loc[[(product, period) for period in periods]]
            scale = months * (TONNE if found["unit"].iloc[0] == "kilograms" else 1)
            amount, rows = float(found["value"].sum()) / scale, join_rows(found[ROWS])
            base, basis = (amount, rows) if base is None else (base, basis)
            result.append((product, name, when, amount, 100 * amount / base, join_rows([rows, basis])))
    return pd.DataFrame(result, columns=["product", "span", "when", "tonnes", "part", ROWS])


def forms(trade: pd.DataFrame, flows: Mapping[str, str], whole: str) -> pd.DataFrame:
    """Return imports of one mineral by form, and their sum.

    Parameters
    ----------
    trade : DataFrame
        Rows of one mineral: ``flow``, ``period``, ``value`` (kilograms), ``qualifier`` and ``rows``.
    flows : mapping of str to str
        The flows that add up, each with its form's name.
    whole : str
        Name of the sum.

    Returns
    -------
    DataFrame
        ``form``, ``year``, ``tonnes``, ``estimate`` and ``rows``, by form and year.

    Raises
    ------
    ValueError
        If a form lacks a year that another has.
    """
    kept = trade[trade["flow"].isin(flows)].assign(
        form=lambda frame: frame["flow"].map(flows),
        year=lambda frame: frame["period"].astype(int),
        tonnes=lambda frame: frame["value"] / TONNE,
        estimate=lambda frame: frame["qualifier"].fillna("").str.contains("estimated"),
    )
    years = kept.groupby("year")
    if (years["form"].nunique() != len(flows)).any():
        raise ValueError("a form lacks a year")
    both = years.agg(tonnes=("tonnes", "sum"), estimate=("estimate", "any"), **{ROWS: (ROWS, join_rows)})
    table = pd.concat([both.reset_index().assign(form=whole), kept])[["form", "year", "tonnes", "estimate", ROWS]]
    return in_order(table, {"form": [whole, *flows.values()]}, "year")


def elsewhere(output: pd.DataFrame, holder: str, years: tuple[int, int], least: float) -> pd.DataFrame:
    """Return output by country outside the holder in two years, the largest fall first, small ones as one row.

    Parameters
    ----------
    output : DataFrame
        Of one mineral: ``iso3``, ``country``, ``year``, ``amount`` (tonnes), ``edition_order`` and ``rows``.
    holder : str
        The country left out, as ISO3.
    years : (int, int)
        The earlier and the later year, each of its newest edition.
    least : float
        Tonnes in either year below which a country goes into the last row.

    Returns
    -------
    DataFrame
        ``country``, ``before``, ``after`` and ``rows``.
    """
    known = output[output["year"].isin(years)].dropna(subset=["amount"])
    newest = known[known["edition_order"] == known.groupby("year")["edition_order"].transform("max")]
    parts = newest[~newest["iso3"].isin([holder, WORLD])].assign(country=lambda frame: frame["country"].map(_plain))
    wide = parts.pivot(index="country", columns="year", values="amount").reindex(columns=list(years)).fillna(0)
    small = wide.index[wide.max(axis=1) < least]
    named = parts.assign(country=parts["country"].where(~parts["country"].isin(small), "All others"))
    groups = named.groupby(["country", "year"]).agg(amount=("amount", "sum"), **{ROWS: (ROWS, join_rows)}).reset_index()
    result = []
    for country, group in groups.groupby("country"):
        amounts = group.set_index("year")["amount"]
        before, after = (float(amounts.get(year, 0.0)) for year in years)
        result.append((country, before, after, join_rows(group[ROWS])))
    table = pd.DataFrame(result, columns=["country", "before", "after", ROWS])
    place = table["after"] - table["before"] + 1e12 * table["country"].eq("All others")
    return table.iloc[place.argsort(kind="stable")].reset_index(drop=True)


def _plain(name: str) -> str:
    """Return a country's name in the order that it is said.

    Examples
    --------
    >>> _plain("Korea, Republic of")
    'South Korea'
    """
    return {"Korea, Republic of": "South Korea", "Korea, North": "North Korea"}.get(name, name)


def used_capacity(output: pd.DataFrame, capacity: pd.DataFrame, holder: str) -> pd.DataFrame:
    """Return output and capacity in and outside a holder by year, in tonnes.

    Parameters
    ----------
    output : DataFrame
        ``iso3``, ``year``, ``amount`` (kilograms), ``edition_order`` and ``rows``.
    capacity : DataFrame
        ``iso3``, ``year``, ``capacity`` (kilograms) and ``rows``, by country; a year with the holder and the world
        alone says nothing of who else has capacity, so nothing is given for the others then.
    holder : str
        As ISO3.

    Returns
    -------
    DataFrame
        ``what`` ("output" or "capacity"), ``where`` ("holder" or "elsewhere"), ``year``, ``tonnes`` and ``rows``.
    """
    known = output.dropna(subset=["amount"])
    made = known[known["edition_order"] == known.groupby("year")["edition_order"].transform("max")]
    parts = [
        ("output", made.rename(columns={"amount": "kilograms"})),
        ("capacity", capacity.rename(columns={"capacity": "kilograms"})),
    ]
    result = []
    for what, frame in parts:
        countries = frame[frame["iso3"] != WORLD]
        own = countries["iso3"] == holder
        for where, part in (("holder", countries[own]), ("elsewhere", countries[~own])):
            for year in sorted(set(part["year"])):
                group = part[part["year"] == year]
                result.append((what, where, int(year), group["kilograms"].sum() / TONNE, join_rows(group[ROWS])))
    return pd.DataFrame(result, columns=["what", "where", "year", "tonnes", ROWS])


def differences_table(moved: pd.DataFrame) -> pd.DataFrame:
    """Return the table of changes as its page shows it: cells that bind the values published of each product.

    Parameters
    ----------
    moved : DataFrame
        As :func:`changes` returns it.

    Returns
    -------
    DataFrame
        One row a product, the controlled one first: ``product``, and for each partner and span a column of changes
        and one of points.
    """
    table: dict[str, dict[str, str]] = {slug: {"product": product.capitalize()} for product, slug in SLUGS.items()}
    for row in moved.itertuples():
        name = f"{row.short}-{row.since}-{row.until}"
        key = name.replace("-", "_")
        table[str(row.slug)][f"change_{key}"] = binding(f"{row.slug}-change-{name}")
        table[str(row.slug)][f"behind_{key}"] = (
            "" if row.product == CONTROLLED else binding(f"{row.slug}-behind-{name}")
        )
    return pd.DataFrame.from_dict(table, orient="index")


DIFFERENCES = tuple(
    TableColumn(f"{kind}_{short}_{since}_2024", heading, meaning)
    for since in (2022, 2023)
    for short, to in (("world", "world"), ("usa", "United States"))
    for kind, heading, meaning in (
        ("change", f"To the {to}, {since} to 2024", "Change of the net weight of China’s exports."),
        ("behind", "Natural graphite behind it, points", "Percentage points by which natural graphite changed less."),
    )
)
"""The columns of the table of differences."""
