"""Data: tables, claims, sources and registers, read and validated."""

import csv

LONGEST_CELL = 2**30
"""Characters of a cell that can be read. Python's own limit is lower, and the validating library lifts it only where it
is loaded: a table that was valid in one process could not be read in the next."""
csv.field_size_limit(LONGEST_CELL)
