"""Which pages the browser tests open."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from proofpress.evidence.frameworks import Framework, framework_from
from proofpress.model.data_table import table_record
from proofpress.model.settings import load_settings
from tests.support.projects import PROJECT

ANALYSES = sorted(path.stem.replace("_", "-") for path in (PROJECT / "notebooks").glob("*.py"))
assert ANALYSES, "the site has no analysis to test"
SETTINGS = load_settings(PROJECT)
DATA, DOCS = PROJECT / "data", PROJECT / "docs"


def _placed(mark: str) -> list[str]:
    """Return the pages of the analyses whose notebooks hold a mark."""
    return [f"analyses/{name}/" for name, text in _NOTEBOOKS.items() if mark in text]


_NOTEBOOKS = {
    path.stem.replace("_", "-"): path.read_text(encoding="utf-8")
    for path in sorted((PROJECT / "notebooks").glob("*.py"))
}
_FRAMEWORKS = [
    entry
    for path in sorted((DATA / "frameworks").glob("*.json"))
    for entry in json.loads(path.read_text(encoding="utf-8"))
]
HAS = {
    "claims": any((DATA / "claims").glob("*.csv")),
    "frameworks": bool(_FRAMEWORKS),
    "debate": (DATA / "debate.json").is_file(),
    "glossary": (DATA / "glossary.json").is_file(),
    "changes": (DOCS / "changes.md").is_file() or (DOCS / "history").is_dir(),
    "about": (DOCS / "about.md").is_file(),
}
"""Parts that a site may do without, and whether this one has them."""
REGISTERS = tuple(
    name
    for name in (
        *(timeline.page for timeline in SETTINGS.timelines),
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
    if HAS.get(name, True)
)


def _first(pages: Iterable[str]) -> str:
    return next(iter(pages), "")


def _kinds() -> dict[str, str]:
    """Return one page of each kind that the site has."""
    claims = sorted((path.stat().st_size, path.stem) for path in (DATA / "claims").glob("*.csv"))
    rules = {entry["id"]: len(entry["procedure"]["rules"]) for entry in _FRAMEWORKS if entry.get("procedure")}
    procedures = sorted(rules, key=lambda key: rules[key], reverse=True)
    indexes = [entry["id"] for entry in _FRAMEWORKS if entry.get("score")]
    optional = {
        "audit": f"analyses/{SETTINGS.audit_analysis}/" if SETTINGS.audit_analysis else "",
        "procedure": _first(page for key in procedures for page in _placed(f"{{{{ procedure.{key} }}}}")),
        "index": _first(page for key in indexes for page in _placed(f"{{{{ procedure.{key} }}}}")),
        "claims of a document": f"claims/{claims[-1][1]}/" if claims else "",
        "timeline": f"{SETTINGS.timelines[0].page}/" if SETTINGS.timelines else "",
        **{name: f"{name}/" if there else "" for name, there in HAS.items()},
    }
    always = {
        "home": "",
        "analysis": f"analyses/{ANALYSES[0]}/",
        "figure": "figures/{figure}/",
        "gallery": "figures/",
        "analyses": "analyses/",
        "figures of an analysis": f"figures/{ANALYSES[0]}/",
        "sources": "sources/",
        "data": "data/",
        "table": "data/{table}/",
        "values": "values/",
        "quote check": "quote-check/",
        "own values": f"values/{ANALYSES[0]}/",
        "methods": "methods/",
        "reproduce": "reproduce/",
        "missing": "404.html",
    }
    return {**always, **{kind: page for kind, page in optional.items() if page}}


KINDS = _kinds()
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


def tables_on(real_site: Path) -> list[str]:
    """Return the ids of the figures that are tables."""
    specs = {item["id"]: real_site / item["files"]["spec.json"]["path"] for item in listed(real_site, "figures")}
    return [key for key, path in specs.items() if table_record(json.loads(path.read_text(encoding="utf-8")))]


def charts_on(real_site: Path, analysis: str) -> list[str]:
    """Return the ids of an analysis's figures that are charts: never none."""
    tables = set(tables_on(real_site))
    own = [item["id"] for item in listed(real_site, "figures") if item["analysis"] == analysis]
    result = [key for key in own if key not in tables]
    assert result, f"{analysis} has no chart"
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
PLACES = ["frameworks/", *_placed("{{ procedure.")] if HAS["frameworks"] else []
"""Pages that hold procedures."""
