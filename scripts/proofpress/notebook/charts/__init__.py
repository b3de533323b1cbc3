"""Kinds of chart that analyses share, direct-labelled, wide and narrow.

Bars, ranges, dots, slopes, lines, small multiples, grids, timelines, ladders and maps of tiles.

A kind takes a prepared frame with the column ``rows`` and returns an Altair chart ``width`` pixels wide. Wide charts
carry the row labels beside the marks, narrow ones above them, so that nothing is cut on a phone. Pass the frame
given to a kind as ``data`` to :func:`publish_figure`, and give both widths.
"""

from .annotations import Placed, place_labels
from .bars import bars
from .dots import dots
from .grid import grid
from .labels import Drawing, labels_above, row_axis, wrap, wrap_letters
from .ladder import ladder
from .lines import lines
from .multiples import small_multiples
from .placement import Label, arrange_labels, place_marks, spread
from .ranges import ranges
from .slope import slope
from .symbols import symbol_maps
from .tiles import tile_map
from .timeline import timeline

__all__ = [
    "Drawing",
    "Label",
    "Placed",
    "arrange_labels",
    "bars",
    "dots",
    "grid",
    "labels_above",
    "ladder",
    "lines",
    "place_labels",
    "place_marks",
    "ranges",
    "row_axis",
    "slope",
    "small_multiples",
    "spread",
    "symbol_maps",
    "tile_map",
    "timeline",
    "wrap",
    "wrap_letters",
]
