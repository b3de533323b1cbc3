"""What a live chart offers its reader, as the page has it: a form of choices, and a file with the rows behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..model.canonical_json import keeping, to_json
from ..model.offer import OUTLINE, PLACE, SHAPE, Offer, values_in
from ..model.records import Figure, Layer
from ..notebook.theme import is_colour, theme
from ..notebook.vegalite import Leaf, leaves
from ..text.periods import with_said_dates
from ..text.shown import show_cell
from .context import Page
from .row_facts import behind_mark

FILE = "offer.json"
"""The file beside a figure that holds what may be chosen; a page asks for it when a reader chooses."""
SEARCHED = 12
"""Names from which on a reader searches them."""


def _layer(figure: Figure, name: str) -> Layer:
    """Return a data set of a figure."""
    return next(layer for layer in figure.layers if layer.name == name)


def _names(records: Iterable[Mapping[str, Any]], drawn: Sequence[Mapping[str, Any]], column: str) -> list[Any]:
    """Return the names that may be picked: those of the picture in its order, then the others by alphabet."""
    first = values_in(drawn, column)
    return [*first, *sorted((name for name in values_in(list(records), column) if name not in first), key=str)]


def offer_form(figure: Figure) -> dict[str, Any] | None:
    """Return what the template of the choices needs; nothing for a figure that offers none."""
    offer = figure.offer
    if offer is None:
        return None
    records, drawn, heads = _layer(figure, offer.layer).records, figure.layers[0].records, figure.columns
    periods = sorted(values_in(records, offer.period)) if offer.period else []
    shown = sorted(values_in(drawn, offer.period)) if offer.period else []
    picked = values_in(drawn, offer.pick)
    names = [(str(name), name in picked) for name in _names(records, drawn, offer.pick)] if offer.pick else []
    only = {column: (values_in(records, column), values_in(drawn, column)) for column in offer.facets}
    return {
        "scope": figure.name,
        "pick": heads.get(offer.pick, ""),
        "names": names,
        "searched": len(names) > SEARCHED,
        "facets": [
            (number, heads[column], [(str(item), item in first) for item in items])
            for number, (column, (items, first)) in enumerate(only.items())
        ],
        "period": heads.get(offer.period, ""),
        "periods": [str(item) for item in periods],
        "span": (str(shown[0]), str(shown[-1])) if shown else ("", ""),
        "measures": [(kind, heads[column]) for kind, column in offer.measures],
        "has_map": offer.has_map,
    }


def offer_file(figure: Figure, page: Page) -> dict[str, bytes]:
    """Return the file of the rows that a reader may choose, read and drawn; none where nothing is offered.

    Parameters
    ----------
    figure : Figure
        Its data set of choices holds the rows.
    page : Page
        For what is behind each row.
    """
    offer = figure.offer
    if offer is None:
        return {}
    layer = _layer(figure, offer.layer)
    place = PLACE if offer.has_map else ()
    columns = [*dict.fromkeys((*offer.columns, *place))]
    content = {
        "headings": list(figure.columns.values()),
        "fields": columns,
        **{"pick": offer.pick, "facets": list(offer.facets), "period": offer.period},
        "measures": [column for _, column in offer.measures],
        "titles": [figure.columns[column] for _, column in offer.measures],
        "colours": _colours(figure, offer),
        "config": theme(page.evidence.settings.font)["config"],
        "rows": [
            [
                [
                    with_said_dates(show_cell(record.get(key), heading, figure.carried))
                    for key, heading in figure.columns.items()
                ],
                [record.get(key) for key in columns],
                *behind_mark(trail, page.evidence),
            ]
            for record, trail in zip(layer.records, layer.row_ids, strict=True)
        ],
        "outline": [[point[key] for key in SHAPE] for point in _layer(figure, OUTLINE).records] if place else [],
    }
    return {FILE: to_json(content, indent=None, number=keeping(figure.carried)).encode()}


def _colours(figure: Figure, offer: Offer) -> dict[str, str]:
    """Return the colours that the picture gives to names, so that a name keeps its colour when others join it.

    A name in several colours has none of its own: they tell its rows apart.
    """
    drawn = figure.layers[0].records
    found: dict[str, dict[str, None]] = {}
    for leaf in leaves(figure.spec):
        if leaf.data != "main":
            continue
        for record in drawn:
            colour = _colour_of(record, leaf)
            if colour:
                found.setdefault(str(record.get(offer.pick)), {})[colour] = None
    return {name: next(iter(colours)) for name, colours in found.items() if len(colours) == 1}


def _colour_of(record: Mapping[str, Any], leaf: Leaf) -> str:
    """Return the colour in which a mark draws a row, where a column or the scale's own list says it."""
    for channel in ("color", "fill", "stroke"):
        encoding = leaf.encoding.get(channel)
        for field in leaf.own_fields(channel):
            cell = record.get(field)
            if is_colour(cell):
                return str(cell)
            scale = encoding.get("scale") if isinstance(encoding, Mapping) else None
            names, colours = (scale.get(key) for key in ("domain", "range")) if isinstance(scale, Mapping) else ((), ())
            if isinstance(names, list) and isinstance(colours, list) and cell in names and len(colours) == len(names):
                return str(colours[names.index(cell)])
    own = leaf.mark.get("color")
    return str(own) if is_colour(own) and leaf.mark["type"] not in {"text", "rule"} else ""
