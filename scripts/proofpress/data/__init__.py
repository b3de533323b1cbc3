"""Data: tables, claims, sources and registers, read and validated."""
