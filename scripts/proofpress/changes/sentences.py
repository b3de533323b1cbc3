"""One plain line a change: what it is about, from what to what, and why, in words that need no explanation."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..model.data_table import table_record
from ..model.records import Entry
from ..record.asked import analysis_of
from .causes import Finding
from .consequence import Facts
from .differences import Cell, Difference, differing, figure_cells, parts_of
from .factors import SHOWN, Factor, RowChange
from .rebuild import STATUS

SHORT = 5
"""Characters of a number that is shown as it stands."""
FEW_CELLS = 2
"""Changed cells of one row that a sentence spells out."""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def subject(difference: Difference, facts: Facts) -> str:
    """Return what a reader calls a figure or value."""
    entry = difference.new or difference.old
    assert entry is not None, "a difference has at least one side"
    if difference.is_figure:
        return f"Figure “{entry.fields.get('title', difference.id)}”"
    if analysis_of(difference.id) == STATUS:
        return f"Status of the claim {difference.id.partition('.')[2]}"
    if entry.fields.get("statement"):
        return f"Claim “{entry.fields['statement']}”"
    card = facts.get(analysis_of(difference.id), {}).get("meta", {}).get("card") or {}
    own = card.get("value") == difference.id.partition(".")[2]
    label = str(card.get("label") or "") if own and "{{" not in str(card.get("label")) else ""
    label = label or str(entry.fields.get("formula") or difference.id.partition(".")[2].replace("-", " "))
    period = str(entry.fields.get("period") or "")
    return _capital(label) + (f", {period}" if period and period not in label else "")


def _moved(difference: Difference) -> str:
    """Return from what to what."""
    if difference.kind == "added":
        return "new" if difference.is_figure or difference.new is None else f"new, {difference.new.fields.get('text')}"
    if difference.kind == "removed":
        return "no longer published" + (
            "" if difference.is_figure or difference.old is None else f" (was {difference.old.fields['text']})"
        )
    assert difference.old is not None, "a change has both sides"
    assert difference.new is not None, "a change has both sides"
    moved = (
        _figure_moved(difference.old, difference.new)
        if difference.is_figure
        else _value_moved(difference.old, difference.new)
    )
    if difference.kind == "renamed":
        return f"now under the name {difference.id}, before {difference.before}" + (f"; {moved}" if moved else "")
    return moved


def _value_moved(old: Entry, new: Entry) -> str:
    before, after = str(old.fields.get("text")), str(new.fields.get("text"))
    if before != after:
        return f"from {before} to {after}"
    fields = [key[1] for key in differing(parts_of(old), parts_of(new))]
    if not fields:
        return ""
    if "number" in fields:
        return f"still {after} as printed; behind the rounding it moved"
    return f"still {after}; its {' and '.join(fields[:2])} changed"


def _figure_moved(old: Entry, new: Entry) -> str:
    was, now = (table_record(json.loads(entry.files["spec.json"])) is not None for entry in (old, new))
    if was != now:
        moved = "now a table, before a chart" if now else "now a chart, before a table"
        texts = [str(entry.fields.get("title")) for entry in (old, new)]
        return moved + (f", and its finding was “{texts[0]}”" if texts[0] != texts[1] else "")
    cells = figure_cells(old, new)
    texts = [key[1] for key in differing(parts_of(old), parts_of(new)) if key[0] == "text"]
    result = []
    if len(cells) > 1:
        result.append(f"{len(cells)} of its entries changed")
    elif cells:
        result.append(f"one entry changed: {_cell(cells[0], new.fields.get('columns', {}))}")
    if "title" in texts:
        result.append(f"its finding was “{old.fields.get('title')}”")
    if result:
        return ", and ".join(result)
    if texts:
        return f"the same numbers; its {' and '.join(texts[:2])} changed"
    return "the same numbers, drawn differently" if differing(parts_of(old), parts_of(new)) else ""


def _cell(cell: Cell, headings: Mapping[str, str]) -> str:
    return f"{cell.row}, {headings.get(cell.column, cell.column)}, from {cell_text(cell.old)} to {cell_text(cell.new)}"


def cell_text(text: str) -> str:
    """Return a cell as a reader sees it: a long number by its first four digits.

    Examples
    --------
    >>> cell_text("16.2857142857"), cell_text("-1234567.8"), cell_text("2023"), cell_text("")
    ('16.29', '−1,234,568', '2023', 'no entry')
    """
    try:
        number = float(text)
    except ValueError:
        return text or "no entry"
    if len(text.lstrip("-")) <= SHORT or not math.isfinite(number):
        return text.replace("-", "−")
    return (f"{number:.4g}" if abs(number) < 1000 else f"{number:,.0f}").replace("-", "−")


def relevant_rows(factor: Factor, difference: Difference) -> tuple[RowChange, ...]:
    """Return the changed rows of a factor that a figure or value rests on; all of them if it rests on none."""
    resting = {
        row for entry in (difference.old, difference.new) if entry is not None for row in entry.fields.get("rows", ())
    }
    if analysis_of(difference.id) == STATUS:
        resting = {f"claim:{difference.id.partition('.')[2]}"}
    own = tuple(row for row in factor.rows if row.row in resting)
    return own or factor.rows


def detail(factor: Factor, difference: Difference) -> str:
    """Return what exactly differs in a factor, as far as it bears on a figure or value."""
    rows = relevant_rows(factor, difference)
    text = factor.detail
    if rows and rows != factor.rows:
        more = len(rows) - SHOWN
        text = "; ".join(str(row) for row in rows[:SHOWN]) + (f"; and {more} more" if more > 0 else "")
    old, new = factor.editions
    edition = (
        f"now from {new}" + (f", before from {old}" if old else "") if new else f"no longer from {old}" if old else ""
    )
    return f"{edition}; {text}" if edition else text


def reason(factor: Factor, difference: Difference) -> tuple[str, str]:
    """Return a cause as a clause, and what is said of it in brackets; that may be empty."""
    if factor.is_lock:
        return "the locked packages were renewed", factor.detail
    if factor.kind == "software":
        return "our own software was revised", ""
    if factor.kind == "analysis":
        return "the analysis was revised", factor.detail if factor.is_code else ""
    return _data_reason(factor, difference)


def _data_reason(factor: Factor, difference: Difference) -> tuple[str, str]:
    old, new = factor.editions
    title = f"the table “{factor.title}”" if Path(factor.paths[0]).parent.name == "tables" else factor.title
    if old and new:
        return f"{new} replaced {old} in {title}", ""
    if new:
        return f"{title} gained rows from {new}", ""
    rows = relevant_rows(factor, difference)
    if len(rows) == 1 and rows[0].kind == "changed" and len(rows[0].cells) <= FEW_CELLS:
        name = rows[0].row.partition(":")[2]
        cells = " and ".join(
            f"{column} from {was or 'empty'} to {now or 'empty'}" for column, was, now in rows[0].cells
        )
        return f"{title} was corrected", f"{name}: {cells}"
    if rows and all(row.kind == "added" for row in rows):
        return f"{title} gained {len(rows)} row{'s' if len(rows) > 1 else ''}", ""
    return f"{title} was revised", ""


def sentence(difference: Difference, finding: Finding, factors: Mapping[str, Factor], facts: Facts) -> str:
    """Return the plain line of a change."""
    because = _because([(factors[key], share) for key, share in finding.shares.items()], finding, difference)
    revised = _listed([reason(factors[key], difference)[0] for key in finding.words])
    words = f"; {revised} in its words" if revised else ""
    return f"{subject(difference, facts)}: {_moved(difference)}, {because}{words}."


def _because(causes: Sequence[tuple[Factor, float | None]], finding: Finding, difference: Difference) -> str:
    if finding.unknown:
        return f"and the cause cannot be told: {finding.unknown.rstrip('.')}"
    if finding.interaction or len(causes) == 1:
        apart = "; their effects cannot be told apart" if finding.interaction else ""
        return f"because {_listed([_clause(*reason(factor, difference)) for factor, _ in causes])}{apart}"
    ordered = sorted(causes, key=lambda cause: -abs(cause[1] or 0))
    parts = [f"{_percent(share)}{'' if number else ' of the change'}" for number, (_, share) in enumerate(ordered)]
    clauses = [_clause(*reason(factor, difference), part) for (factor, _), part in zip(ordered, parts, strict=True)]
    return f"because {_listed(clauses)}"


def _clause(what: str, aside: str, part: str = "") -> str:
    bracket = "; ".join(text for text in (part, aside) if text)
    return f"{what} ({bracket})" if bracket else what


def _percent(share: float | None) -> str:
    return f"{100 * (share or 0):.0f}%".replace("-", "−")


def _listed(clauses: Sequence[str]) -> str:
    return "".join(clauses) if len(clauses) < 2 else f"{', '.join(clauses[:-1])} and {clauses[-1]}"
