"""Texts: numbers, quantities, periods, intervals and the placeholders that bind them."""
