"""Records of what is published, built at random or by hand, for tests of the record and of comparisons."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from proofpress.model.records import Entry
from proofpress.record.store import figure_entry, load_record, value_entry, write_record
from tests.support import samples

NUMBERS = st.integers(-(10**9), 10**9) | st.floats(-1e12, 1e12).map(lambda number: float(f"{number:.12g}"))
CELLS = (
    NUMBERS | st.none() | st.booleans() | st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=6)
)
SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,4})?", fullmatch=True)


@st.composite
def entries(draw: st.DrawFn, cells: st.SearchStrategy[Any] = CELLS) -> dict[str, Entry]:
    """Return a record of some analyses, each with figures and values."""
    result: dict[str, Entry] = {}
    for analysis in draw(st.lists(SLUGS, min_size=1, max_size=2, unique=True)):
        for name in draw(st.lists(SLUGS, min_size=1, max_size=2, unique=True)):
            rows = draw(st.lists(st.fixed_dictionaries({"year": cells, "share": NUMBERS}), min_size=1, max_size=3))
            entry = samples.figure(rows, analysis=analysis, name=name)
            result[entry.id] = figure_entry(entry, samples.picture(draw(st.binary(max_size=8))), lambda _, text: text)
        for name in draw(st.lists(SLUGS, max_size=2, unique=True)):
            value = samples.value(name, analysis=analysis, number=draw(NUMBERS))
            result[value.id] = value_entry(value)
    return result


def written(entries: Mapping[str, Entry], root: Path) -> dict[str, Entry]:
    """Return a record as it is read back from a folder."""
    write_record(root / "published", entries)
    return load_record(root, root / "published")


def one_entry(
    rows: list[dict[str, Any]] | None = None, content: bytes = b"<svg></svg>", **changes: Any
) -> dict[str, Entry]:
    """Return a record of one figure."""
    entry = figure_entry(samples.figure(rows, **changes), samples.picture(content), lambda _, text: text)
    return {entry.id: entry}
