"""Which pages the browser tests open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from proofpress.evidence.frameworks import Framework, framework_from
from tests.support.projects import PROJECT

ANALYSES = sorted(path.stem.replace("_", "-") for path in (PROJECT / "notebooks").glob("*.py"))
REGISTERS = (
    "figures",
    "claims",
    "frameworks",
    "debate",
    "sources",
    "data",
    "values",
    "quote-check",
    "methods",
    "reproduce",
)
KINDS = {
    "home": "",
    "analysis": f"analyses/{ANALYSES[0]}/",
    "audit": "analyses/claim-audit/",
    "procedure": "analyses/sector-outcomes/",
    "index": "analyses/technical-sovereignty/",
    "figure": "figures/{figure}/",
    "gallery": "figures/",
    "claims": "claims/",
    "claims of a document": "claims/csis-2020-uneven-drive/",
    "frameworks": "frameworks/",
    "debate": "debate/",
    "sources": "sources/",
    "data": "data/",
    "table": "data/{table}/",
    "values": "values/",
    "quote check": "quote-check/",
    "own values": f"values/{ANALYSES[0]}/",
    "methods": "methods/",
    "glossary": "glossary/",
    "reproduce": "reproduce/",
    "changes": "changes/",
    "about": "about/",
    "missing": "404.html",
}
"""One page of each kind, by what it shows; ``{figure}`` is a figure's id, ``{table}`` a table's address."""
BARE_KINDS = {"embed": "figures/{figure}/embed.html", "brief": f"analyses/{ANALYSES[0]}/brief.html"}
"""Kinds of pages without the site's header, menu and search."""


def path_of(kind: str, real_site: Path) -> str:
    """Return the address of a page of some kind."""
    figure = next(item for item in listed(real_site, "figures") if item["analysis"] == ANALYSES[0])
    table = min(path.parent.name for path in (real_site / "data").glob("*/index.html"))
    return {**KINDS, **BARE_KINDS}[kind].format(figure=figure["id"], table=table)


def listed(real_site: Path, name: str) -> list[dict[str, Any]]:
    """Return the entries of ``figures.json``, ``values.json``, ``claims.json`` or ``sources.json``: never none."""
    result = list(json.loads((real_site / f"{name}.json").read_text(encoding="utf-8"))[name])
    assert result
    return result


def _procedures() -> dict[str, Framework]:
    procedures = {}
    for path in sorted((PROJECT / "data" / "frameworks").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            if entry.get("procedure"):
                procedures[entry["id"]] = framework_from(entry, path.stem, {})
    return procedures


PROCEDURES = _procedures()
"""The frameworks that are procedures, by id."""
PLACES = [
    "frameworks/",
    *(
        f"analyses/{path.stem.replace('_', '-')}/"
        for path in sorted((PROJECT / "notebooks").glob("*.py"))
        if "{{ procedure." in path.read_text(encoding="utf-8")
    ),
]
"""Pages that hold procedures."""
