"""What templates may ask: the evidence of a build, and small questions about it."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from ..data.sources import cite, source_line
from ..evidence.frameworks import Framework, procedure_json
from ..evidence.procedures import Example, Procedure
from ..figures.social_card import SIZE
from ..model.records import GRADE_MEANING, Analysis, Figure, Value
from ..record.facts import item_hash
from ..record.site_input import SiteInput
from ..text.binding import Namespace
from ..text.bound import linked, plain
from ..text.escape import html_text, in_markdown
from ..text.periods import format_period, in_code, with_said_dates
from ..text.shown import show_cell
from .compiled import keep_compiled

TEMPLATES = Path(__file__).parent / "templates"


def counts(evidence: SiteInput) -> dict[str, str]:
    """Return the numbers about the site itself, and what it is called, as ``site.<name>``."""
    result: dict[str, int | str] = {
        "title": evidence.settings.site_name,
        "author": evidence.settings.author,
        "analyses": len(evidence.analyses),
        "figures": len(evidence.figures),
        "values": len(evidence.values),
        "claims": len(evidence.claims),
        "tables": len(evidence.tables),
        "rows": f"{len(evidence.rows):,}",
        "sources": len(evidence.sources),
        "checks": len(evidence.audit.checks),
        "frameworks": len(evidence.frameworks),
        "procedures": sum(framework.works for framework in evidence.frameworks),
        "theses": len(evidence.theses),
        "documents": len({claim.source for claim in evidence.claims.values()}),
        "release": evidence.settings.release,
        "released": evidence.settings.released,
    }
    return {f"site.{name}": str(value) for name, value in result.items()}


def published_by(analysis: Analysis) -> tuple[Figure | Value, ...]:
    """Return an analysis's figures, then its values."""
    return (*analysis.figures, *analysis.values)


def grade_shares(analysis: Analysis, evidence: SiteInput) -> str:
    """Return the shares of an analysis's rows by grade, such as ``A 80%, C 20%``."""
    rows = {row for item in published_by(analysis) for row in item.row_ids}
    result = Counter(grade_of(row, evidence) for row in rows)
    total = sum(result.values()) or 1
    shares = {grade: 100 * number / total for grade, number in sorted(result.items())}
    return ", ".join(f"{grade} {share:.0f}%" if share >= 1 else f"{grade} under 1%" for grade, share in shares.items())


def grade_of(row: str, evidence: SiteInput) -> str:
    """Return the grade of a row id: its claim's, or its source's."""
    if row.startswith("claim:"):
        return evidence.claims[row[6:]].grade
    source = evidence.rows[row]["source"]
    return evidence.sources[source].grade


def chip(grade: str) -> str:
    """Return a grade as a small square, its meaning on hover and read aloud."""
    meaning = GRADE_MEANING.get(grade, "")
    return (
        f'<abbr class="pp-grade pp-grade--{grade.lower()}" title="Grade {grade}: {html_text(meaning)}">{grade}</abbr>'
        if grade
        else ""
    )


def number_class(value: Any) -> str:
    """Return the class of a table cell, right-aligned for numbers."""
    return ' class="pp-num"' if isinstance(value, int | float) and not isinstance(value, bool) else ""


def shape(svg: str) -> str:
    """Return a picture's width by its height as a style sheet states it: its place is kept before it is drawn.

    Examples
    --------
    >>> shape('<svg viewBox="0 0 640 400.5">')
    '640/400.5'
    """
    match = SIZE.search(svg)
    return f"{match[1]}/{match[2]}" if match else "auto"


def environment() -> jinja2.Environment:
    """Return the templates' environment: everything is escaped unless marked safe."""
    result = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    result.filters["chip"] = lambda grade: Markup(chip(grade))
    result.filters["show"] = lambda *cell: with_said_dates(show_cell(*cell))
    result.filters["dates"] = with_said_dates
    result.filters["notation"] = lambda text: Markup(in_code(str(escape(text))))
    result.filters["longdate"] = lambda day: format_period(str(day))
    result.filters["part"] = lambda share: f"{100 * share:.2g}%" if share < 1 else f"{100 * share:,.0f}%"
    result.filters["shape"] = shape
    result.filters["md"] = in_markdown
    result.filters["breakable"] = lambda name: escape(name).replace("_", Markup("_<wbr>"))
    result.globals["number_class"] = number_class
    keep_compiled(result)
    return result


@functools.cache
def templates() -> jinja2.Environment:
    """Return the one environment of this process."""
    return environment()


def sources_of(ids: Iterable[str], evidence: SiteInput) -> list[dict[str, str]]:
    """Return sources for a source line: id, short name, grade, full citation."""
    return [
        {"id": key, "short": short, "grade": grade, "citation": cite(evidence.sources[key])}
        for key, short, grade in source_line(ids, evidence.sources)
    ]


@dataclass(frozen=True)
class Page:
    """Where a page stands: its address's depth gives the way back to the root."""

    root: str
    evidence: SiteInput
    names: Namespace

    def text(self, text: str, analysis: str) -> str:
        """Return a contract text as plain text."""
        return plain(text, analysis, self.names)

    def has(self, document: str, heading: str = "") -> bool:
        """Whether the site has a page, and a heading in it if one is named, so that a link to it leads somewhere.

        Parameters
        ----------
        document : str
            Its path below ``docs/``, such as ``methods.md``.
        heading : str
            The heading's text.
        """
        text = self.evidence.documents.get(document)
        return text is not None and (not heading or re.search(rf"^#+ {re.escape(heading)}\s*$", text, re.M) is not None)

    def hash_of(self, item: Figure | Value) -> str:
        """Return the hash of what a figure shows or a value says, as the manifest has it."""
        return item_hash(item, self.evidence)

    def procedure(self, framework: Framework) -> Any:
        """Return what the page's script needs to run a framework."""
        return Markup(procedure_json(framework, lambda text: self.text(text, "")))

    def row_of(self, table: Procedure, example: Example) -> int:
        """Return the number of the decision table's row that decides one of the text's own cases."""
        return 1 + next(index for index, rule in enumerate(table.rules) if rule is table.decide(example.answers))

    def html(self, text: str, analysis: str) -> Any:
        """Return a contract text as HTML with its numbers linked."""
        return Markup(linked(html_text(text), analysis, self.names, self.root))
