"""Links: a claim beside another statement on the same matter, and whether the two agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.errors import Problem, nearest
from ..model.records import Claim
from .records import LINKS, Link, Ref, Register
from .references import any_ref, base_unit, claim_ref, find_ref
from .rules import judge


def run_link(item: Mapping[str, Any], register: Register) -> tuple[Link | None, list[Problem]]:
    """Compare a claim with what it is linked to; return the result, or what is wrong with the entry."""
    place = f"{LINKS}, link `{item['id']}`"
    problems = []
    claim = register.claims.get(item["claim"])
    if claim is None:
        name = item["claim"]
        problems.append(Problem("unknown-claim", place, f"no claim `{name}`", fix=nearest(name, register.claims)))
    if item["target"] == f"claim:{item['claim']}":
        problems.append(Problem("link-to-itself", place, "a claim cannot bear out itself", fix="Remove the link."))
    if problems or claim is None:
        return None, problems
    try:
        target, verdict = _compare(claim, item["relation"], item, register)
    except ValueError as err:
        return None, [Problem("link-target", place, item["target"], fix=str(err))]
    if item["independent"] and target.claim and register.claims[target.claim].source == claim.source:
        got = f"both are of {claim.source}"
        return None, [Problem("not-independent", place, "`independent`", "false", got, "One document is one origin.")]
    grade = register.grade(target.row)
    return Link(item["id"], claim.id, item["relation"], target, item["independent"], item["why"], grade, verdict), []


def _compare(claim: Claim, relation: str, item: Mapping[str, Any], register: Register) -> tuple[Ref, Any]:
    if relation in {"supports", "opposes"}:
        target = any_ref(item["target"], register)
        return target, "agrees" if relation == "supports" else "differs"
    target = find_ref(item["target"], register)  # a constant has no grade
    own = claim_ref(claim)
    if base_unit(own.unit, register.unit_names)[1] != base_unit(target.unit, register.unit_names)[1]:
        raise ValueError(f"a {own.unit} cannot be compared with a {target.unit}")
    verdict = judge(own.interval, target.interval, "equal", float(item.get("tolerance", 0)))
    return target, {"holds": "agrees", "fails": "differs"}.get(verdict, "cannot tell")
