"""Kinds of chart that analyses share: bars, ranges, grids, timelines and lines, direct-labelled, wide and narrow.

A kind takes a prepared frame with the column ``rows`` and returns an Altair chart ``width`` pixels wide. Wide charts
carry the row labels beside the marks, narrow ones above them, so that nothing is cut on a phone. Pass the frame
given to a kind as ``data`` to :func:`publish_figure`, and give both widths.
"""

from .bars import bars
from .grid import grid
from .labels import Drawing, labels_above, row_axis, wrap, wrap_letters
from .lines import lines
from .placement import Label, arrange_labels, place_marks, spread
from .ranges import ranges
from .timeline import timeline

__all__ = [
    "Drawing",
    "Label",
    "arrange_labels",
    "bars",
    "grid",
    "labels_above",
    "lines",
    "place_marks",
    "ranges",
    "row_axis",
    "spread",
    "timeline",
    "wrap",
    "wrap_letters",
]
