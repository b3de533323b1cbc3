"""Which pages the browser tests open."""

from __future__ import annotations

import json

from proofpress.frameworks import Framework, framework_from
from tests.projects import PROJECT

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
    "frameworks": "frameworks/",
    "debate": "debate/",
    "sources": "sources/",
    "data": "data/",
    "values": "values/",
    "quote check": "quote-check/",
    "own values": f"values/{ANALYSES[0]}/",
}
"""One page of each kind, by what it shows; ``{figure}`` is a figure's id."""


def _procedures() -> dict[str, Framework]:
    found = {}
    for path in sorted((PROJECT / "data" / "frameworks").glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            if entry.get("procedure"):
                found[entry["id"]] = framework_from(entry, path.stem, {})
    return found


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
