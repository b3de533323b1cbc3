"""Small records to test stages with, made without a kernel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from proofpress.data.history import Change
from proofpress.figures.draw import DrawJob
from proofpress.figures.social_card import Frame
from proofpress.model.records import Claim, ExecutedNotebook, Figure, Layer, Picture, Value

META = {
    "nav": "Power",
    "topic": "power",
    "question": "What happened?",
    "reviewed": "2026-01-10",
    "review_by": "2026-07-10",
    "data_through": 2023,
    "edition": "2024",
    "card": {"figure": "bars", "value": "share"},
}
OPENING = "# Coal fell to {{ share }}\nA sentence."
TAKEAWAYS = "## Takeaways\n1. One. *High confidence*\n2. Two. *Moderate confidence*\n3. Three. *Low confidence*"
CLOSING = "## Limits\n- Few.\n\n## What would change our mind\n- More."


def figure(records: Sequence[Mapping[str, Any]] | None = None, **changes: Any) -> Figure:
    """Return a bar chart of two rows, changed as told."""
    rows = tuple(records) if records is not None else ({"year": 2012, "share": 39}, {"year": 2023, "share": 19})
    ids = tuple(f"mix:r{number}" for number in range(len(rows)))
    encoding = {"x": {"field": "year", "type": "ordinal"}, "y": {"field": "share", "type": "quantitative"}}
    spec = {"data": {"name": "main"}, "mark": "bar", "encoding": encoding, "width": 200, "height": 80}
    fields: dict[str, Any] = {
        "analysis": "power",
        "name": "bars",
        "title": "Coal fell to {{ share }}",
        "subtitle": "Share, percent",
        "note": "Gross.",
        "alt": "Two bars.",
        "columns": {"year": "Year", "share": "Share (%)"},
        "computed": "",
        "explore": "",
        "spec": spec,
        "narrow": {**spec, "width": 100},
        "layers": (Layer("main", rows, ids),),
        "row_ids": ids,
        "sources": ("grid",),
        "grade": "A",
        "cell": 4,
    }
    return Figure(**{**fields, **changes})


FRAME = Frame(
    "Coal fell to 19%",
    "Share, percent",
    "Grid Office 2024 (A)",
    "Fixture, figure power/bars, release 2026.01. https://fixture.example/figures/power/bars/",
)


def order(
    chart: Figure | None = None, title: str = "Coal fell", description: str = "Two bars.", frame: Frame = FRAME
) -> DrawJob:
    """Return a figure to draw, with its texts and its frame."""
    return DrawJob(chart or figure(), title, description, frame)


def value(name: str = "share", **changes: Any) -> Value:
    """Return a value of grade A, changed as told."""
    fields: dict[str, Any] = {
        "analysis": "power",
        "name": name,
        "number": 19,
        "unit": "percent",
        "text": "19%",
        "formula": "coal over all",
        "period": "2023",
        "row_ids": ("mix:r1",),
        "sources": ("grid",),
        "grade": "A",
        "cell": 3,
    }
    return Value(**{**fields, **changes})


def claim(key: str = "fall", **changes: Any) -> Claim:
    """Return a claim of grade C, changed as told."""
    fields: dict[str, Any] = {
        **dict.fromkeys(("section", "footnote", "metric", "entity", "iso3", "origin", "fingerprint"), ""),
        "id": key,
        "source": "press",
        "paragraph": 2,
        "statement": "Coal is to fall.",
        "low": None,
        "high": 15.0,
        "unit": "percent",
        "as_printed": "15",
        "period": "2030",
        "hedge": "less than",
        "kind": "projection",
        "grade": "C",
    }
    return Claim(**{**fields, **changes})


def picture(content: bytes = b"<svg></svg>", key: str = "power/bars") -> Picture:
    """Return a picture of given bytes."""
    names = ("chart.svg", "chart-dark.svg", "chart-narrow.svg", "chart.png", "chart-dark.png", "explore.json")
    return Picture(key, dict.fromkeys(names, content), {"wide": "<svg></svg>", "narrow": "<svg></svg>"})


def markdown(source: str) -> dict[str, Any]:
    """Return a Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": source, "id": "m"}


def code(source: str, *outputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return a code cell that displayed some MIME bundles."""
    shown = [{"output_type": "display_data", "data": dict(data), "metadata": {}} for data in outputs]
    return {
        "cell_type": "code",
        "metadata": {},
        "source": source,
        "outputs": shown,
        "execution_count": 1,
        "id": "c",
    }


def executed(*cells: Mapping[str, Any], meta: Mapping[str, Any] | None = None) -> ExecutedNotebook:
    """Return an executed notebook of some cells."""
    notebook = {
        "cells": list(cells),
        "metadata": {"proofpress": dict(META if meta is None else meta)},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return ExecutedNotebook("power", "notebooks/power.py", "0" * 64, notebook, ())


def change(**changes: Any) -> Change:
    """Return a value that went from 19 to 21 percent, changed as told."""
    fields: dict[str, Any] = {
        "id": "power.share",
        "kind": "changed",
        "what": "value",
        "old": 19,
        "new": 21,
        "old_text": "19%",
        "new_text": "21%",
        "unit": "percent",
        "direction": "up",
        "size": 0.105263,
        "sentence": "Coal over all, 2023: from 19% to 21%, because the analysis was revised.",
        "consequential": False,
        "threshold": "",
        "causes": (),
        "interaction": False,
        "order": 1,
    }
    return Change(**{**fields, **changes})


def stored_changes(changes: Sequence[Any], to: str = "2026.02", note: str = "") -> dict[str, Any]:
    """Return changes as ``changes.json`` holds them."""
    items = [asdict(change) if isinstance(change, Change) else change for change in changes]
    result = {"from": "2026.01", "to": to, "released": "2026-02-15", "changes": items, "note": note}
    return {"schema_version": 1, **result}
