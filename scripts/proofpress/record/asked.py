"""Names that a reader of the record asks for: figures, values, or all of an analysis."""

from __future__ import annotations

import re

from ..model.errors import DataError, Problem, nearest
from .site_input import SiteInput


def analysis_of(key: str) -> str:
    """Return the analysis that an id of the record belongs to.

    Examples
    --------
    >>> analysis_of("rain/stations"), analysis_of("rain.wettest"), analysis_of("rain.claim.office-2030")
    ('rain', 'rain', 'rain')
    """
    return re.split(r"[/.]", key, maxsplit=1)[0]


def ids_of(names: tuple[str, ...], results: SiteInput) -> set[str]:
    """Return the figures and values that some names mean; all where there is no name, all of an analysis by its name.

    Raises
    ------
    DataError
        If a name is none of an analysis, a figure or a value, with the nearest that is.
    """
    known = results.entries.keys() | results.record.keys()
    by_analysis: dict[str, set[str]] = {}
    for key in known:
        by_analysis.setdefault(analysis_of(key), set()).add(key)
    groups = {**by_analysis, **{key: {key} for key in known}}
    unknown = [name for name in names if name not in groups]
    if unknown:
        what = "no analysis, figure or value"
        raise DataError(
            [Problem("unknown-id", "accept", f"{what} `{name}`", fix=nearest(name, groups)) for name in unknown]
        )
    return {key for name in names for key in groups[name]} if names else set(known)
