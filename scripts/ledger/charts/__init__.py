"""Drawings that one analysis needs and no kind of chart of the generator gives; a module an analysis."""
