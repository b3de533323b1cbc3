"""Holds: how far one side can withhold what the other needs, as bounds.

A *bound* is a pair ``(low, high)``: what the held figures allow, never a guess between them. A figure that a source
prints as "more than 50" is the pair from 50 to the most that the quantity can be.
"""

from __future__ import annotations

from collections.abc import Iterable

from ledger.measures.concentration import OTHER

Bounds = tuple[float, float]


def printed_bounds(number: float, qualifier: str = "", most: float = 100.0) -> Bounds:
    """Return the bounds of a printed figure: a lower bound is open up to the most that it can be.

    Parameters
    ----------
    number : float
        The figure as printed.
    qualifier : str
        ``lower bound`` or ``more than`` among its parts makes it one; other words leave the figure as it stands.
    most : float
        The largest number that the quantity can be; a share is at most 100 percent.

    Returns
    -------
    low, high : float

    Raises
    ------
    ValueError
        If the figure is negative or above the most.

    Examples
    --------
    >>> printed_bounds(50, "estimated; lower bound")
    (50.0, 100.0)
    """
    if not 0 <= number <= most:
        raise ValueError(f"{number} lies outside 0 to {most}")
    parts = {part.strip() for part in qualifier.split(";")}
    return (float(number), float(most)) if parts & {"lower bound", "more than"} else (float(number), float(number))


def check_bounds(bounds: Bounds) -> Bounds:
    """Return the bounds if they are in order.

    Raises
    ------
    ValueError
        If the low one is above the high one, or one is missing.
    """
    low, high = bounds
    if not low <= high:
        raise ValueError(f"bounds cross or are missing: {low} to {high}")
    return bounds


def exposure(reliance: Bounds, share: Bounds) -> Bounds:
    """Return the part of a buyer's use that would stop if the holder stopped: reliance times the holder's share.

    Parameters
    ----------
    reliance : bounds
        Net imports in percent of use.
    share : bounds
        The holder's share in percent: of the buyer's imports for the direct exposure, of the world's output for the
        exposure through third countries.

    Returns
    -------
    low, high : float
        Percent of use. An upper estimate of origin, not a measurement: it takes each supplier's goods to come from
        the holder as often as the world's do.

    Examples
    --------
    >>> exposure((50, 100), (20, 20))
    (10.0, 20.0)
    """
    (need_low, need_high), (share_low, share_high) = check_bounds(reliance), check_bounds(share)
    return need_low * share_low / 100, need_high * share_high / 100


def unnamed_share(named: Iterable[float], other: float) -> Bounds:
    """Return the share that a supplier can have which the source does not name: from nothing to the whole rest.

    Raises
    ------
    ValueError
        If the shares do not add up to about 100 percent.

    Examples
    --------
    >>> unnamed_share([26, 16, 14, 14], other=30)
    (0.0, 30.0)
    """
    total = sum(named) + other
    if abs(total - 100) > 2:
        raise ValueError(f"the shares add up to {total}, not to 100 percent")
    return 0.0, float(other)


def index_of_one_share(share: Bounds) -> Bounds:
    """Return the Herfindahl-Hirschman index that a table would allow of which only the largest share is known.

    Parameters
    ----------
    share : bounds
        The largest holder's share in percent, at least 50, so that the rest cannot be larger.

    Returns
    -------
    low, high : float
        On the scale 0 to 10,000: the rest spread over so many that it adds nothing, or in one hand.

    Raises
    ------
    ValueError
        If the share may be below 50 percent.

    Examples
    --------
    >>> index_of_one_share((90, 90))
    (8100.0, 8200.0)
    """
    low, high = check_bounds(share)
    if low < 50:
        raise ValueError(f"below one half, at {low}, the rest may hold the largest share")
    return float(low**2), float(max(low**2 + (100 - low) ** 2, high**2 + (100 - high) ** 2))


def room_elsewhere(total: float, held: float, need: float) -> float:
    """Return output outside the holder as a multiple of a buyer's use; below one the others cannot supply it.

    Raises
    ------
    ValueError
        If the holder has more than all, or nothing is needed.

    Examples
    --------
    >>> room_elsewhere(total=100, held=60, need=20)
    2.0
    """
    if held > total:
        raise ValueError(f"the holder has {held} of {total}")
    if need <= 0:
        raise ValueError("nothing is needed")
    return (total - held) / need


def months_without(held: float, total: float) -> float:
    """Return for how many months of a year the world's output without the holder lasts, use as in the year.

    Examples
    --------
    >>> months_without(held=75, total=100)
    3.0
    """
    if not 0 <= held <= total or total <= 0:
        raise ValueError(f"the holder has {held} of {total}")
    return 12 * (total - held) / total


def import_index(shares: Iterable[tuple[str, float]]) -> Bounds:
    """Return the bounds of the Herfindahl-Hirschman index of suppliers' shares in percent, the group ``""`` open.

    Examples
    --------
    >>> import_index([("JPN", 60), ("NLD", 30), ("", 10)])
    (4500.0, 4600.0)
    """
    low = group = 0.0
    for place, share in shares:
        low += 0 if place == OTHER else share**2
        group += share if place == OTHER else 0
    return low, low + group**2
