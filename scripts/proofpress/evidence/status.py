"""Statuses: what becomes of a claim, computed from the checks and links that speak of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model.records import Claim, worst_grade
from .records import Check, ClaimStatus, Link, Register, Status


@dataclass(frozen=True)
class Side:
    """What a link sets beside a claim: a row and its grade."""

    link: Link
    row: str
    grade: str


def _sides(claim: Claim, links: Iterable[Link], register: Register) -> list[Side]:
    """Return what links set beside a claim; a newer figure bears on the older one only."""
    return [
        Side(link, row, register.grade(row))
        for link in links
        if (row := link.beside(claim)) and (link.claim == claim.id or link.relation != "newer")
    ]


def stand(claim: Claim, checks: Sequence[Check], links: Sequence[Link], register: Register) -> ClaimStatus:
    """Return a claim's status with its reason.

    Parameters
    ----------
    claim : Claim
        Whose status.
    checks, links : sequence
        Those that speak of it.
    register : Register
        For the grades and names of what stands on the other side.

    Returns
    -------
    ClaimStatus
        The gravest status that applies, see :data:`STATUS_MEANING`.
    """
    sides = _sides(claim, links, register)
    status, reason = next(_findings(claim, checks, sides, register))
    return ClaimStatus(claim.id, status, reason, tuple(c.id for c in checks), tuple(side.link.id for side in sides))


def _findings(
    claim: Claim, checks: Sequence[Check], sides: Sequence[Side], register: Register
) -> Iterator[tuple[Status, str]]:
    """Yield the statuses that apply to a claim with their reasons, the gravest first."""

    def reason_of(rows: Sequence[Side]) -> str:
        names = dict.fromkeys(f"{register.source(side.row)} (grade {side.grade})" for side in rows)
        return f"{', '.join(names)}: {rows[0].link.why}"

    failed = [check for check in checks if check.outcome == "fails" and claim.id in check.blamed]
    within = [check for check in failed if _is_internal(check, claim, register)]
    if within:
        yield "inconsistent", "; ".join(f"{check.title}: fails" for check in within)
    differs = [side for side in sides if side.link.verdict == "differs"]
    against = [side for side in differs if side.grade <= claim.grade and side.link.relation != "newer"]
    if measured := [side for side in against if side.link.measured]:
        yield "contradicted", reason_of(measured)
    failed = [check for check in failed if _others_grade(check, claim, register) <= claim.grade]
    if failed:
        yield "contradicted", "; ".join(f"{check.title}: fails" for check in failed)
    newer = [side for side in differs if side.link.relation == "newer" and side.grade == "A"]
    if newer:
        yield "superseded", reason_of(newer)
    if against:
        yield "disputed", reason_of(against)
    agrees = [side for side in sides if side.link.verdict == "agrees" and side.grade <= "C"]
    independent = [side for side in agrees if side.link.independent]
    if measured := [side for side in independent if side.link.measured]:
        yield "corroborated", reason_of(measured)
    if independent:
        yield "supported", reason_of(independent)
    if agrees:
        yield "repeated", reason_of(agrees)
    if claim.grade == "D":
        yield "unverifiable", f"an unverified source, and {_why_alone(sides, 'nothing to test it against')}"
    yield "single-source", _why_alone(sides, "no comparable statement elsewhere")


def _why_alone(sides: Sequence[Side], nothing: str) -> str:
    """Return why what stands beside a claim, if anything, decides nothing."""
    if not sides:
        return nothing
    if all(side.link.verdict == "agrees" for side in sides):
        return "the only other statement is of grade D"
    return "what else speaks of it has a weaker grade, or leaves the matter open"


def _is_internal(check: Check, claim: Claim, register: Register) -> bool:
    """Whether a check rests on one document alone: then a failure is that document's inconsistency."""
    sources = {register.claims[ref.claim].source if ref.claim else ref.row for ref in check.refs if ref.row}
    return sources == {claim.source}


def _others_grade(check: Check, claim: Claim, register: Register) -> str:
    """Return the weakest grade among a check's quantities that are not of the claim's document."""
    own = {f"claim:{key}" for key, other in register.claims.items() if other.source == claim.source}
    return worst_grade([register.grade(row) for row in check.row_ids if row not in own])
