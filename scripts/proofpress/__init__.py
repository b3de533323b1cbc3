"""Prove a research site's figures: load data by name, publish figures and values, compare with the record.

Notebooks import what stands here and nothing else of the package, except measures.
"""

from .charts import (
    BLUE,
    GREEN,
    GREY,
    GRID,
    INK,
    MUTED,
    NARROW,
    OCHRE,
    PAPER,
    RED,
    SOFT,
    WIDE,
)
from .publish import publish_figure, publish_value
from .session import Value, claim, join_rows, load_checks, load_claims, load_register, load_table, reset

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
    "Value",
    "claim",
    "join_rows",
    "load_checks",
    "load_claims",
    "load_register",
    "load_table",
    "publish_figure",
    "publish_value",
    "reset",
]
