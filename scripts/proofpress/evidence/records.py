"""Records of the evidence: references, checks, links, statuses, and the audit that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from ..model.records import Claim, Source
from ..text.interval import Interval
from ..text.quantities import format_interval
from .origins import Origins
from .rules import Rule, Verdict, judge

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
Relation = Literal["same", "newer", "supports", "opposes", "allows"]


RELATIONS: tuple[Relation, ...] = get_args(Relation)


Status = Literal[
    "inconsistent",
    "contradicted",
    "superseded",
    "disputed",
    "corroborated",
    "supported",
    "repeated",
    "unverifiable",
    "single-source",
]


STATUS_MEANING: Mapping[Status, str] = {
    "inconsistent": "fails an arithmetic check",
    "contradicted": "a source of at least equal grade gives another number or date for the same quantity and period",
    "superseded": "a newer official figure differs",
    "disputed": "by our judgement a source of at least equal grade speaks against it",
    "corroborated": "an independent source gives the same number or date, for the same quantity, place and period",
    "supported": "by our judgement an independent source bears it out, without the same number for the same period",
    "repeated": "others say the same and rest on the same origin",
    "unverifiable": "grade D, and nothing that decides it",
    "single-source": "no other source speaks of it, or none that can be compared",
}
"""Every status, the gravest first: a claim has the first that applies."""
JUDGED: tuple[Relation, ...] = ("supports", "opposes", "allows")
"""Relations without a common number: the register's judgement."""
Outcome = Literal["holds", "fails", "explained", "cannot tell"]


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
    point : Interval, optional
        The quantity without rounding, where that is narrower.
    """

    row: str
    column: str
    text: str
    interval: Interval
    unit: str
    why: str = ""
    point: Interval | None = None

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
    informs: str = ""
    """What a check whose rule nearly always holds could have found; without it the check is in no published count."""
    excuse: str = ""
    """Why a failure is nobody's error; then it is not counted as one."""

    @property
    def counted(self) -> bool:
        """Whether the check is one of those that published counts are about."""
        return self.rule.role == "test" or (self.rule.role == "sanity" and bool(self.informs))

    @property
    def outcome(self) -> Outcome:
        """The verdict, with a failure that the reading excuses told apart."""
        return "explained" if self.verdict == "fails" and self.excuse else self.verdict

    @property
    def blamed(self) -> tuple[str, ...]:
        """The claims that are wrong if it fails; one name for two measures is nobody's error."""
        if self.rule.role == "warning":
            return ()
        claims = dict.fromkeys(ref.claim for ref in self.refs if ref.claim)
        return tuple(claims) if self.suspects is None else self.suspects

    @property
    def fails_if(self) -> str:
        """What would have made it fail, with the numbers of today."""
        if self.unit == "date":
            return self.rule.fails_if
        room = format_interval(self.computed.widened(self.tolerance / 100), self.unit)
        return self.rule.fails_if.format(computed=room, said=self.said_text)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Every quantity, in the order of the rule's inputs."""
        return tuple(ref for name in self.rule.inputs for ref in self.inputs[name.removesuffix("[]")])

    @property
    def row_ids(self) -> tuple[str, ...]:
        """Row ids of all it rests on."""
        return tuple(sorted({ref.row for ref in self.refs if ref.row}))

    @property
    def text(self) -> str:
        """What was computed, as a reader sees it; nothing for dates, which are compared as they stand.

        The numbers as printed give one result. An interval is told only where it decides: where the printed numbers
        alone would have another verdict than with their rounding.
        """
        if self.unit == "date":
            return ""
        computed, said = self._exact()
        if judge(computed, said, self.rule.mode, self.tolerance) == self.verdict:
            return format_interval(computed, self.unit)
        return f"{format_interval(self.computed, self.unit)}, by our reading of the rounding,"

    @property
    def said_text(self) -> str:
        """What is stated, as a reader sees it."""
        return format_interval(self._exact()[1], self.unit)

    def _exact(self) -> tuple[Interval, Interval]:
        """Return what follows from the numbers as printed, and what is stated, without rounding."""
        return self.rule.compute(
            {name: tuple(ref.point or ref.interval for ref in refs) for name, refs in self.inputs.items()}
        )

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
    origins: str = ""
    """What both sides rest on: the origins that they share, or those of either side."""
    apart: int | None = None
    """Years between the two periods; None where one of them is not stated."""
    within: int = 0
    """How many years the two periods may lie apart and still be one."""

    @property
    def measured(self) -> bool:
        """Whether it compares dates, or numbers of one period: anything else is the register's judgement."""
        if self.relation in JUDGED:
            return False
        return self.target.unit == "date" or (self.apart is not None and self.apart <= self.within)

    @property
    def gap(self) -> str:
        """How far the two periods lie apart, as a reader is told; nothing where they are one, or a date is compared."""
        if self.target.unit == "date" and self.relation not in JUDGED:
            return ""
        if self.apart is None:
            return "a period is not stated"
        return f"{self.apart} year{'s' if self.apart > 1 else ''} apart" if self.apart else ""

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
    origins: Origins = field(default_factory=Origins)


@dataclass(frozen=True)
class Register:
    """What references can name: claims, table rows and their units, sources."""

    claims: Mapping[str, Claim]
    rows: Mapping[str, Mapping[str, str]]
    units: Mapping[tuple[str, str], str]
    sources: Mapping[str, Source]
    unit_names: Mapping[str, str] = field(default_factory=lambda: dict(UNIT_NAMES))
    """Base units by other names."""
    origins: Origins = field(default_factory=Origins)

    def grade(self, row: str) -> str:
        """Return the grade of a claim or of a table row's source."""
        if row.startswith("claim:"):
            return self.claims[row[6:]].grade
        source = self.sources.get(self.rows[row]["source"])
        return source.grade if source else ""

    def source_id(self, row: str) -> str:
        """Return the id of a row's source."""
        return self.claims[row[6:]].source if row.startswith("claim:") else self.rows[row]["source"]

    def source(self, row: str) -> str:
        """Return the source of a row, by its short name."""
        key = self.source_id(row)
        return self.sources[key].short if key in self.sources else key

    def origins_of(self, row: str) -> frozenset[str]:
        """Return what a row rests on, by name: its document, and its origins or else its document's publisher."""
        key = self.source_id(row)
        publisher = self.sources[key].publisher if key in self.sources else key
        named = self.origins.named(row, key)
        return frozenset(self.origins.names[origin] for origin in named) or frozenset({publisher})
