"""Prove a research site's figures: load data by name, publish figures and values, compare with the record.

Notebooks import what stands here and nothing else of the package, except measures.
"""

from .model.records import Value
from .model.value_table import TableColumn
from .notebook.publish import publish_figure
from .notebook.session import claim, join_rows, load_checks, load_claims, load_register, load_table, reset
from .notebook.theme import BLUE, GREEN, GREY, GRID, INK, MUTED, NARROW, OCHRE, PAPER, RED, SOFT, WIDE
from .notebook.value_tables import publish_value_table
from .notebook.values import publish_value

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "GRID",
    "INK",
    "MUTED",
    "NARROW",
    "OCHRE",
    "PAPER",
    "RED",
    "SOFT",
    "WIDE",
    "TableColumn",
    "Value",
    "claim",
    "join_rows",
    "load_checks",
    "load_claims",
    "load_register",
    "load_table",
    "publish_figure",
    "publish_value",
    "publish_value_table",
    "reset",
]
