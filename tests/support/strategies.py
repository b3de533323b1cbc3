"""Valid inputs, built once, for property tests."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

FIELDS: list[dict[str, Any]] = [
    {"name": "country", "type": "string"},
    {"name": "year", "type": "year"},
    {"name": "share", "type": "number"},
    {"name": "rank", "type": "integer"},
    {"name": "note", "type": "string"},
    {"name": "source", "type": "string"},
]
RESOURCE: dict[str, Any] = {
    "name": "shares",
    "path": "tables/shares.csv",
    "title": "Shares",
    "schema": {"fields": FIELDS, "primaryKey": ["country", "year"]},
}
CELLS = st.text(
    alphabet=st.characters(max_codepoint=0xFF, exclude_categories=["Cc"], include_characters="中국الЖΩ"), max_size=8
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def tables(draw: st.DrawFn, min_size: int = 0) -> list[dict[str, Any]]:
    """Return the rows of a valid table, sorted by its primary key; None where a cell is missing."""
    keys = draw(
        st.lists(
            st.tuples(st.sampled_from(["COD", "CHN", "USA", "NA", "nan", "Côte d’Ivoire"]), st.integers(1990, 2030)),
            unique=True,
            min_size=min_size,
            max_size=6,
        )
    )
    return [
        {
            "country": country,
            "year": year,
            "share": draw(NUMBERS | st.none()),
            "rank": draw(st.integers(-(2**53), 2**53) | st.none()),
            "note": draw(CELLS),
            "source": "survey",
        }
        for country, year in sorted(keys)
    ]


def table_bytes(rows: Sequence[dict[str, Any]]) -> bytes:
    """Return rows as the bytes of a CSV file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [field["name"] for field in FIELDS], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def write_project(root: Path, content: bytes, resource: dict[str, Any] | None = None) -> Path:
    """Write a project folder with one table."""
    (root / "data" / "tables").mkdir(parents=True, exist_ok=True)
    (root / "data" / "tables" / "shares.csv").write_bytes(content)
    package = {"name": "test", "resources": [resource or RESOURCE]}
    (root / "data" / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return root
