"""Figures: extracted from executed notebooks, drawn and described."""
