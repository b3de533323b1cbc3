"""Checks: a rule applied to named quantities, and its verdict against the one that was reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.errors import Problem, nearest
from .records import CHECKS, Check, Ref, Register
from .references import base_unit, find_ref
from .rules import RULES, Rule, judge


def _unit_problem(
    rule: Rule, inputs: Mapping[str, tuple[Ref, ...]], place: str, names: Mapping[str, str]
) -> list[Problem]:
    """Return a problem if quantities that a rule sets side by side are in different units."""
    problems = []
    units = {base_unit(ref.unit, names)[1] for name in rule.alike for ref in inputs[name]}
    if len(units) > 1:
        thing = f"{', '.join(rule.alike)} of rule `{rule.name}`"
        problems.append(Problem("unit-mismatch", place, thing, "one unit", ", ".join(sorted(units))))
    problems += [
        Problem("unit-mismatch", place, f"{name} of rule `{rule.name}`", "percent", ref.unit or "none")
        for name in rule.shares
        for ref in inputs[name]
        if not ref.unit.startswith("percent")
    ]
    return problems


def _gather(
    given: Mapping[str, Any], rule: Rule, register: Register, place: str
) -> tuple[dict[str, tuple[Ref, ...]], list[Problem]]:
    result: dict[str, tuple[Ref, ...]] = {}
    problems = []
    wanted = {name.removesuffix("[]"): name.endswith("[]") for name in rule.inputs}
    if given.keys() != wanted.keys():
        expected, got = ", ".join(wanted), ", ".join(given) or "nothing"
        return {}, [Problem("check-inputs", place, f"inputs of rule `{rule.name}`", expected, got)]
    for name, many in wanted.items():
        refs = []
        for item in given[name] if many and isinstance(given[name], list) else [given[name]]:
            try:
                refs.append(find_ref(item, register))
            except ValueError as err:
                problems.append(Problem("check-input", f"{place}, input `{name}`", str(item), fix=str(err)))
        result[name] = tuple(refs)
    return result, problems


def run_check(item: Mapping[str, Any], register: Register) -> tuple[Check | None, list[Problem]]:
    """Apply a check's rule; return its result, or what is wrong with the entry."""
    place = f"{CHECKS}, check `{item['id']}`"
    rule = RULES.get(item["rule"])
    if rule is None:
        thing = f"no rule `{item['rule']}`"
        known = f"Rules: {', '.join(RULES)}; `proofpress new check` says what each needs."
        fix = f"{nearest(item['rule'], RULES)} {known}".strip()
        return None, [Problem("unknown-rule", place, thing, fix=fix)]
    inputs, problems = _gather(item["inputs"], rule, register, place)
    suspects = tuple(item["suspects"]) if "suspects" in item else None
    problems = problems or _unit_problem(rule, inputs, place, register.unit_names)
    problems += [
        Problem("unknown-claim", place, f"no claim `{key}`", fix=nearest(key, register.claims))
        for key in suspects or ()
        if key not in register.claims
    ]
    if problems:
        return None, problems
    tolerance = float(item.get("tolerance", 0))
    computed, said = rule.compute({name: tuple(ref.interval for ref in refs) for name, refs in inputs.items()})
    verdict = judge(computed, said, rule.mode, tolerance)
    if verdict != item.get("verdict"):
        got = item.get("verdict", "nothing")
        fix = "Read the check again; if the verdict is right, set `verdict` to it and look at what rests on it."
        return None, [Problem("verdict-moved", place, "the verdict that was reviewed", verdict, got, fix)]
    reasons = item.get("informs", ""), item.get("excuse", "")
    texts = item["id"], rule, item["title"], item["reading"]
    check = Check(*texts, inputs, tolerance, suspects, computed, said, verdict, *reasons)
    problems = _failure_problems(check, place)
    return None if problems else check, problems


def _failure_problems(check: Check, place: str) -> list[Problem]:
    """Return a problem if a failure has neither a culprit nor an excuse, or a rule that nearly always holds fails."""
    problems = []
    if check.verdict == "fails" and check.rule.role != "warning" and bool(check.excuse) is bool(check.blamed):
        got = "both" if check.excuse else "neither"
        fix = "Name the claims that are wrong, or set `suspects` to none and say in `excuse` why nobody is."
        problems.append(Problem("failure-of-nobody", place, "a failing check", "`suspects` or `excuse`", got, fix))
    if check.verdict != "fails" and check.excuse:
        fix = "Remove it."
        problems.append(Problem("failure-of-nobody", place, "`excuse`", "a check that fails", check.verdict, fix))
    if check.verdict == "fails" and check.rule.role == "sanity" and not check.informs:
        fix = "Say in `informs` what the check could find."
        problems.append(Problem("failure-uncounted", place, f"rule `{check.rule.name}` fails", "`informs`", "", fix))
    return problems
