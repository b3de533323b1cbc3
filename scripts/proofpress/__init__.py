"""Prove a research site's figures: load data by name, publish figures and values, compare with the record.

Notebooks import what stands here and nothing else of the package, except measures.
"""

from .model import platforms  # noqa: F401  # first: on a system without POSIX the next import fails
from .model.data_table import Column
from .model.records import Value
from .model.value_table import TableColumn
from .notebook.assertions import assert_all
from .notebook.data_tables import cross_table, publish_table
from .notebook.publish import publish_figure
from .notebook.session import claim, join_rows, load_checks, load_claims, load_register, load_table, reset
from .notebook.styles import (
    BILLION_USD,
    COUNT,
    INDEX,
    ORDINAL,
    PERCENT,
    POINTS,
    TIMES,
    TONNES,
    USD,
    WORD,
    YEAR,
    YEARS,
    Style,
    number_of,
    ordinal,
)
from .notebook.taking import count, highest, lowest, rank, share, take, total
from .notebook.theme import BLUE, GREEN, GREY, GRID, INK, MUTED, NARROW, OCHRE, PAPER, RED, SOFT, WIDE
from .notebook.traced import Traced
from .notebook.value_tables import publish_value_table
from .notebook.values import publish_choice, publish_value, values

__all__ = [
    "BILLION_USD",
    "BLUE",
    "COUNT",
    "GREEN",
    "GREY",
    "GRID",
    "INDEX",
    "INK",
    "MUTED",
    "NARROW",
    "OCHRE",
    "ORDINAL",
    "PAPER",
    "PERCENT",
    "POINTS",
    "RED",
    "SOFT",
    "TIMES",
    "TONNES",
    "USD",
    "WIDE",
    "WORD",
    "YEAR",
    "YEARS",
    "Column",
    "Style",
    "TableColumn",
    "Traced",
    "Value",
    "assert_all",
    "claim",
    "count",
    "cross_table",
    "highest",
    "join_rows",
    "load_checks",
    "load_claims",
    "load_register",
    "load_table",
    "lowest",
    "number_of",
    "ordinal",
    "publish_choice",
    "publish_figure",
    "publish_table",
    "publish_value",
    "publish_value_table",
    "rank",
    "reset",
    "share",
    "take",
    "total",
    "values",
]
