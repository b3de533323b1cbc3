"""What a page says of a row that something rests on: its words, its source and where in it, and its address."""

from __future__ import annotations

from typing import Any

from ..data.row_ranges import read_range, said
from ..record.site_input import SiteInput
from ..text.periods import with_said_dates
from ..text.quantities import format_claim
from .filled import row_value

SHOWN_ROWS = 4
"""Rows behind a number that its entry names; its file has the rest."""


def _audited(kind: str, name: str, evidence: SiteInput) -> str:
    """Return where a row that the audit makes is shown; empty for other rows."""
    if kind == "check":
        return f"{evidence.audit_address}#check-{name}"
    return evidence.claim_addresses[name] if kind == "status" else ""


def row_facts(row: str, evidence: SiteInput) -> dict[str, str]:
    """Return what a trail shows of a row: what it says, its source and where in it, and its address."""
    if row.startswith("claim:"):
        claim = evidence.claims[row[6:]]
        return {
            "says": f"{claim.statement} ({with_said_dates(format_claim(claim))})",
            "source": claim.source,
            "short": evidence.sources[claim.source].short,
            "locator": f"{claim.section}, paragraph {claim.paragraph}",
            "href": evidence.claim_addresses[claim.id],
        }
    cells = evidence.rows[row]
    kind, _, name = row.partition(":")
    shown = _audited(kind, name, evidence)
    if shown:
        says = " ".join(with_said_dates(cell) for key, cell in cells.items() if key != "source")
        short = evidence.sources[cells["source"]].short
        return {"says": says, "source": cells["source"], "short": short, "locator": "", "href": shown}
    hidden = {"id", "source", "locator", "rows", "count"}
    says = ", ".join(with_said_dates(f"{cell}") for key, cell in cells.items() if cell and key not in hidden)
    return {
        "says": says,
        "source": cells["source"],
        "short": evidence.sources[cells["source"]].short,
        "locator": cells.get("locator", ""),
        "href": f"data/{kind.replace('_', '-')}/#{name}",
    }


def behind(row: str, evidence: SiteInput) -> dict[str, Any]:
    """Return what the entry of a number says of a row behind it: :func:`row_facts`, its name and number, its status."""
    known = {"status": _status_of(row, evidence), "known": row_value(row, evidence)}
    return {"id": row, **known, **row_facts(row, evidence)}


def _status_of(row: str, evidence: SiteInput) -> str:
    """Return the audit's word on a row that is a claim."""
    standing = evidence.audit.statuses_by_claim.get(row.removeprefix("claim:"))
    return standing.status if standing and row.startswith("claim:") else ""


def behind_mark(trail: str, evidence: SiteInput) -> tuple[str, str]:
    """Return what is behind a mark: the address of its first row, from the root of the site, and the rows in words."""
    ids = trail.split()
    facts = row_facts(ids[0], evidence)
    more = f", and {len(ids) - 1} more" if len(ids) > 1 else ""
    return facts["href"], f"{ids[0]}{more}: {facts['short']}"


def range_facts(row: str, evidence: SiteInput) -> dict[str, dict[str, int | str]]:
    """Return what a row id that is a range of a large table means, for machines; nothing of another row id."""
    table = evidence.tables.get(row.partition(":")[0])
    known = read_range(row) if table is not None and table.is_large else None
    if known is None:
        return {}
    return {"range": {"first": known.first, "last": known.last, "rows": known.count, "where": said(known.where)}}
