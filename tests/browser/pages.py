"""Which pages the browser tests open."""

from __future__ import annotations

from tests.projects import PROJECT

ANALYSES = sorted(path.stem.replace("_", "-") for path in (PROJECT / "notebooks").glob("*.py"))
REGISTERS = ("figures", "claims", "sources", "data", "values", "methods", "reproduce")
