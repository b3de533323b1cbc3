"""What is expected of other projects' notebooks, charts, tables and packages: that they work, or a reason that is ours.

The trials themselves need a registry and minutes: ``python scripts/bench/compatibility``.
"""

from __future__ import annotations

import json
from collections import Counter

from tests.support.projects import ROOT

EXPECTED = json.loads((ROOT / "scripts" / "bench" / "compatibility" / "expected.json").read_text(encoding="utf-8"))
WORKS = {"runs", "drawn", "loads"}
OTHER = {"needs the network", "example fails"}
"""What says nothing of the generator."""


def test_each_kind_is_listed() -> None:
    """Notebooks of three projects, Altair's gallery, frictionless's faulty tables, ten data packages and more."""
    kinds = Counter(key.partition(" ")[0] for key in EXPECTED)
    assert kinds.keys() == {"notebook", "chart", "table", "package"}
    assert all(count > 20 for count in kinds.values())
    packages = {key.split(" ")[1].partition("/")[0] for key in EXPECTED if key.startswith("package ")}
    assert len(packages) >= 10
    assert sum(outcome in WORKS for outcome in EXPECTED.values()) > 100


def test_each_outcome_is_work_done_or_a_refusal_with_its_code() -> None:
    """A code of a message of ours; nothing ends in a traceback, and no picture leaves rows out."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts" / "proofpress").rglob("*.py"))
    outcomes = {outcome for outcome in EXPECTED.values() if outcome not in WORKS | OTHER}
    codes = {code for outcome in outcomes for code in outcome.removeprefix("refused: ").split(", ")}
    assert codes
    own = {code for code in codes if f'"{code}"' in sources}
    assert codes - own <= {"blank-row", "missing-cell", "missing-label"}, "frictionless's own names"
    assert "unseen-mark" not in codes
