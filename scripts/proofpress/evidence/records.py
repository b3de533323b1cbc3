"""Records of the evidence: references, checks, links, statuses, and the audit that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from ..model.records import Claim, Source
from ..text.interval import Interval
from ..text.quantities import format_interval
from .rules import Rule, Verdict

CHECKS = "data/audit/checks.json"


LINKS = "data/audit/links.json"


UNIT_NAMES: Mapping[str, str] = {
    "current US dollars": "USD",
    "US dollars": "USD",
    "euros": "EUR",
    "% of GDP": "percent of GDP",
    "place": "rank",
}
"""Units of tables by the names that claims use, in any field; a site's vocabulary adds its own."""
Relation = Literal["same", "newer", "supports", "opposes"]


RELATIONS: tuple[Relation, ...] = get_args(Relation)


Status = Literal["corroborated", "single-source", "contradicted", "superseded", "inconsistent", "unverifiable"]


STATUS_MEANING: Mapping[Status, str] = {
    "inconsistent": "fails an arithmetic check",
    "contradicted": "a source of at least equal grade says otherwise",
    "superseded": "a newer official figure differs",
    "corroborated": "an independent source of grade C or better agrees",
    "unverifiable": "grade D, and nothing to test it against",
    "single-source": "no other source speaks of it, or none that can be compared",
}
"""Every status, the gravest first: a claim has the first that applies."""


@dataclass(frozen=True)
class Ref:
    """A quantity that a check or link speaks of.

    Attributes
    ----------
    row : str
        ``claim:<id>`` or ``<table>:<id>``; empty for a constant.
    column : str
        Of a table's row.
    text : str
        As a reader sees it, with unit and hedge.
    interval : Interval
        What it may mean, rounding included; dates in decimal years.
    unit : str
        Of ``interval``.
    why : str
        Where a constant comes from.
    """

    row: str
    column: str
    text: str
    interval: Interval
    unit: str
    why: str = ""

    @property
    def claim(self) -> str:
        """The claim's id, or nothing."""
        return self.row.removeprefix("claim:") if self.row.startswith("claim:") else ""


@dataclass(frozen=True)
class Check:
    """A rule applied to named quantities, with its verdict."""

    id: str
    rule: Rule
    title: str
    reading: str
    inputs: Mapping[str, tuple[Ref, ...]]
    tolerance: float
    suspects: tuple[str, ...] | None
    computed: Interval
    said: Interval
    verdict: Verdict

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every quantity, in the order of the rule's inputs."""
        return tuple(ref for name in self.rule.inputs for ref in self.inputs[name.removesuffix("[]")])

    @property
    def rows(self) -> tuple[str, ...]:
        """Row ids of all it rests on."""
        return tuple(sorted({ref.row for ref in self.refs if ref.row}))

    @property
    def text(self) -> str:
        """What was computed, as a reader sees it; nothing for dates, which are compared as they stand."""
        if self.unit == "date":
            return ""
        return format_interval(self.computed, self.unit)

    @property
    def unit(self) -> str:
        """Unit of what was computed."""
        name = self.rule.unit
        return name[1:] if name.startswith("=") else self.inputs[name][0].unit


@dataclass(frozen=True)
class Link:
    """A claim beside another statement on the same matter, with what the comparison says."""

    id: str
    claim: str
    relation: Relation
    target: Ref
    independent: bool
    why: str
    grade: str
    verdict: Literal["agrees", "differs", "cannot tell"]

    def beside(self, claim: Claim) -> str:
        """Return the row that the link sets beside a claim, whichever side the claim is on; nothing if on neither."""
        if self.claim == claim.id:
            return self.target.row
        return f"claim:{self.claim}" if self.target.row == claim.row else ""


@dataclass(frozen=True)
class ClaimStatus:
    """A claim's status, the reason in words, and the checks and links that it follows from."""

    claim: str
    status: Status
    reason: str
    checks: tuple[str, ...]
    links: tuple[str, ...]


@dataclass(frozen=True)
class Audit:
    """Every check, link and standing."""

    checks: tuple[Check, ...] = ()
    links: tuple[Link, ...] = ()
    statuses_by_claim: Mapping[str, ClaimStatus] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """What references can name: claims, table rows and their units, sources."""

    claims: Mapping[str, Claim]
    rows: Mapping[str, Mapping[str, str]]
    units: Mapping[tuple[str, str], str]
    sources: Mapping[str, Source]
    unit_names: Mapping[str, str] = field(default_factory=lambda: dict(UNIT_NAMES))
    """Base units by other names."""

    def grade(self, row: str) -> str:
        """Return the grade of a claim or of a table row's source."""
        if row.startswith("claim:"):
            return self.claims[row[6:]].grade
        source = self.sources.get(self.rows[row]["source"])
        return source.grade if source else ""

    def source(self, row: str) -> str:
        """Return the source of a row, by its short name."""
        key = self.claims[row[6:]].source if row.startswith("claim:") else self.rows[row]["source"]
        return self.sources[key].short if key in self.sources else key
