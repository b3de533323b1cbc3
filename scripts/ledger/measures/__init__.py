"""Measures that analyses share: shares, concentration, gaps, evidence."""
