"""Timelines as their template shows them: entries by year, the newest first, each with its dates, status and uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from ..data.timelines import rows_of
from ..model.records import Table
from ..model.timelines import Timeline
from ..record.site_input import SiteInput
from ..text.standing import STANDING_MEANING, standing
from .context import Page
from .filters import options
from .row_facts import row_facts
from .value_tables import leading_to

EVERYTHING = {"all": "all of them"}
"""A word of a cell that would read as the choice of any entry, with how the choice tells it apart."""
IDS = re.compile(r"([A-Za-z][\w.-]*\w)")
"""What may be an id in a text."""
SEPARATOR = ";"
"""Between the words of a cell that has several."""
STATUS = "status"
RESERVED = (STATUS, "words")
"""Names of a form's own fields."""
LABELS = (
    ("announced", "Announced"),
    ("effective", "In force from"),
    ("paused", "Suspended from"),
    ("resumes", "Suspended until"),
    ("ends", "Ends"),
)
"""The settings that name dates, with what an entry calls them."""
UNREACHED = "Was to be in force from"
"""What the day of effect is called where a suspension came before it."""
NEEDED = ("announced", "effective")
"""Dates of which an entry says so where they are not held."""


def timeline_register(timeline: Timeline, page: Page) -> dict[str, Any]:
    """Return what a timeline's template shows: its entries by year, counts by who acts, and by what they are chosen."""
    evidence = page.evidence
    table = evidence.tables[timeline.table]
    titles = titles_of(table)
    used, leading = _uses(timeline, evidence), leading_to(page)
    entries = [
        _entry(row, cells, timeline, titles, page)
        | {"used": [*leading.get(row, ()), *_others(used.get(row, ()), leading.get(row, ()), page)]}
        for row, cells in rows_of(timeline, evidence.rows).items()
    ]
    entries.sort(key=lambda entry: (entry["when"], entry["id"]), reverse=True)
    years, statuses = list(dict.fromkeys(entry["year"] for entry in entries)), _statuses(entries)
    return {
        "timeline": timeline,
        "table": table,
        "titles": titles,
        "total": len(entries),
        "listed": frozenset(years),
        "years": [{"year": year, "entries": [item for item in entries if item["year"] == year]} for year in years],
        "strip": _strip(entries, timeline, titles),
        "statuses": statuses,
        "without_text": sum(not entry["text"] for entry in entries) if timeline.text else 0,
        "filter": _filter(timeline, titles, entries, [status for status, _, _ in statuses]),
    }


def titles_of(table: Table) -> dict[str, str]:
    """Return the heading of each of a table's columns."""
    fields = table.resource["schema"]["fields"]
    return {str(field["name"]): str(field.get("title") or field["name"]) for field in fields}


def key_of(column: str) -> str:
    """Return what a column is called in the form and in the address."""
    return f"{column}-column" if column in RESERVED else column


def words_in(cell: str) -> list[str]:
    """Return the words of a cell that may hold several."""
    return [word.strip() for word in cell.split(SEPARATOR) if word.strip()]


def _entry(
    row: str, cells: Mapping[str, str], timeline: Timeline, titles: Mapping[str, str], page: Page
) -> dict[str, Any]:
    dates = {key: cells[column] for key, column in timeline.dates.items()}
    checked = cells[timeline.checked] if timeline.checked else page.evidence.settings.released
    status = standing(dates, checked) if timeline.effective else ""
    when = dates.get("announced") or dates["effective"]
    by = cells[timeline.by] if timeline.by else ""
    facts = {key_of(column): words_in(cells[column]) for column in timeline.filters}
    facts |= {STATUS: [status]} if status else {}
    facts |= {key_of(timeline.by): [by]} if timeline.by else {}
    said = [(titles[column], ", ".join(words_in(cells[column]))) for column in timeline.filters if cells[column]]
    named = row_facts(row, page.evidence)
    return {
        "id": row.partition(":")[2],
        "title": ": ".join(filter(None, (by, cells[timeline.name]))),
        "covers": cells[timeline.covers] if timeline.covers else "",
        "when": when,
        "year": when[:4],
        "dates": _told(dates),
        "status": status,
        "checked": checked,
        "said": said,
        "text": _link(cells[timeline.text]) if timeline.text else None,
        "pause_text": _link(cells[timeline.pause_text]) if timeline.pause_text else None,
        "source": page.evidence.sources[named["source"]],
        "locator": _with_sources(named["locator"], page),
        "href": page.root + named["href"],
        "by": by,
        "facts": facts,
    }


def _told(dates: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the dates that an entry tells, each with what it calls them; empty where one is needed and not held."""
    paused, effective = dates.get("paused") or "", dates.get("effective") or ""
    known = min(len(paused), len(effective))
    called = dict(LABELS) | ({"effective": UNREACHED} if paused[:known] < effective[:known] else {})
    return [(called[key], dates[key]) for key, _ in LABELS if dates.get(key) or key in dates.keys() & set(NEEDED)]


def _with_sources(locator: str, page: Page) -> Markup:
    """Return a locator with each source that it names by its id as a link to it, under the name that readers know."""
    known = page.evidence.sources
    parts = (Markup(escape(part)) if part not in known else _named(part, page) for part in IDS.split(locator))
    return Markup("").join(parts)


def _named(source: str, page: Page) -> Markup:
    link = '<a href="{}sources/#{}">{}</a>'
    return Markup(link).format(page.root, source, page.evidence.sources[source].short)


def _link(address: str) -> dict[str, str] | None:
    """Return an address with the host that readers know it by; nothing where none is held."""
    return {"address": address, "host": urlsplit(address).netloc.removeprefix("www.")} if address else None


def _uses(timeline: Timeline, evidence: SiteInput) -> dict[str, list[str]]:
    """Return the analyses whose figures and values rest on each row, by row id."""
    used: dict[str, dict[str, None]] = {}
    for item in evidence.published:
        for row in item.row_ids:
            if row.startswith(f"{timeline.table}:"):
                used.setdefault(row, {})[item.analysis] = None
    return {row: list(analyses) for row, analyses in used.items()}


def _others(analyses: Iterable[str], leading: Iterable[Mapping[str, str]], page: Page) -> list[dict[str, str]]:
    """Return the analyses that use a row beside those whose tables lead to it."""
    told = {item["slug"] for item in leading}
    return [
        {"nav": str(page.evidence.analysis(slug).meta["nav"]), "row": "", "href": f"{page.root}analyses/{slug}/"}
        for slug in analyses
        if slug not in told
    ]


def _strip(entries: list[dict[str, Any]], timeline: Timeline, titles: Mapping[str, str]) -> dict[str, Any] | None:
    """Return how many entries each year has, by who acts; nothing where nobody is named."""
    if not timeline.by:
        return None
    counts = Counter((entry["by"], entry["year"]) for entry in entries)
    totals = Counter(entry["by"] for entry in entries)
    first, last = (choose(int(entry["year"]) for entry in entries) for choose in (min, max))
    years = [str(year) for year in range(first, last + 1)]
    names = sorted(totals, key=lambda name: (-totals[name], name))
    rows = [(name, [counts[name, year] for year in years], totals[name]) for name in names]
    return {"head": titles[timeline.by], "years": years, "rows": rows, "total": len(entries)}


def _statuses(entries: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    """Return each status that an entry has, how many have it, and what it means."""
    counts = Counter(entry["status"] for entry in entries)
    return [(status, counts[status], meaning) for status, meaning in STANDING_MEANING.items() if counts[status]]


def _filter(
    timeline: Timeline, titles: Mapping[str, str], entries: list[dict[str, Any]], statuses: Iterable[str]
) -> dict[str, Any]:
    """Return by what the entries can be chosen: who acts, the columns that the site names, the status."""
    columns = [column for column in (timeline.by, *timeline.filters) if column]
    headings = {key_of(column): titles[column] for column in columns}
    choices = [
        (key, heading, options((word for entry in entries for word in entry["facts"][key]), EVERYTHING))
        for key, heading in headings.items()
    ]
    return {
        "label": f"Filter the {timeline.noun}",
        "total": len(entries),
        "noun": timeline.noun,
        "choices": [*choices, (STATUS, "Status", [(status, status) for status in statuses])],
    }
