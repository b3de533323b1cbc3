"""The audit: checks and links over the register, run, and the status of each claim that follows from them.

``data/audit/checks.json`` says which quantities a rule of :mod:`proofpress.rules` is applied to, and the verdict that
was last reviewed; ``data/audit/links.json`` says which claim speaks of the same quantity as another claim or a table's
cell. Verdicts and statuses are computed here. A verdict that is not the reviewed one stops the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from ..data.claims import read_claims
from ..data.project import Project
from ..data.registers import read_entries
from ..data.sources import REGISTRY
from ..data.tables import DESCRIPTOR, read_rows, read_tables
from ..data.vocabulary import VOCABULARY, read_vocabulary
from ..model.errors import DataError, Problem, nearest
from ..model.files import Root, project_files
from ..model.hashing import sha256
from ..model.records import Claim, Source, Table, worst_grade
from ..model.vocabulary import Vocabulary
from ..text.interval import Interval, stated
from ..text.numbers import MAGNITUDES
from ..text.periods import year_span
from ..text.quantities import format_claim, format_interval, format_number, with_unit
from .rules import RULES, Rule, Verdict, judge

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
class Standing:
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
    standings: Mapping[str, Standing] = field(default_factory=dict)


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


def cell_units(tables: Iterable[Table]) -> dict[tuple[str, str], str]:
    """Return the unit of each column of some tables; nothing for words and dates."""
    return {
        (table.name, str(one["name"])): str(one.get("unit", ""))
        for table in tables
        for one in table.resource["schema"]["fields"]
    }


def register_of(project: Project) -> Register:
    """Return all that the audit's references can name, from a project's data."""
    units, names = cell_units(project.tables.values()), unit_names(project.vocabulary)
    return Register(project.claims, project.rows, units, project.sources, names)


def unit_names(vocabulary: Vocabulary) -> dict[str, str]:
    """Return base units by other names: those of any field, and a site's own."""
    return {**UNIT_NAMES, **dict(vocabulary.units)}


def read_register(root: Root, sources: Mapping[str, Source]) -> Register:
    """Read all that the audit's references can name."""
    files = project_files(root)
    tables = read_tables(files).values()
    claims = {key: claim for key, (claim, _) in read_claims(files).items()}
    return Register(claims, read_rows(tables, files), cell_units(tables), sources, unit_names(read_vocabulary(files)))


def register_digest(root: Root) -> str:
    """Return the hash of all files that the audit reads, so that what rests on it is computed anew when one changes."""
    return sha256("".join(f"{path} {digest}\n" for path, digest in register_hashes(root).items()))


def register_hashes(root: Root) -> dict[str, str]:
    """Return the hash of each file that the audit reads, by path."""
    files = project_files(root)
    paths = [REGISTRY, DESCRIPTOR, VOCABULARY]
    paths += [path for folder in ("audit", "claims", "tables") for path in files.glob(f"data/{folder}")]
    return {path: files.sha256(path) for path in paths if files.exists(path)}


def audit_rows(audit: Audit, source: str) -> dict[str, dict[str, str]]:
    """Return each check and each standing as a row that figures and values can cite, by row id.

    Parameters
    ----------
    audit : Audit
        The checks and standings.
    source : str
        The registry's entry for what the audit finds.
    """
    rows = {
        f"check:{check.id}": {"title": check.title, "verdict": check.verdict, "source": source}
        for check in audit.checks
    }
    rows |= {
        f"status:{key}": {"claim": key, "status": standing.status, "source": source}
        for key, standing in audit.standings.items()
    }
    return rows


INSTANT = 1e-4
"""Years end just before the next one begins: 2014 and 2015 have no moment in common."""


def _dates(period: str) -> Interval:
    """Return when a period lies, in decimal years."""
    start, end = year_span(period)
    return Interval(start, end - INSTANT)


def _claim_ref(claim: Claim) -> Ref:
    if claim.unit == "date":
        return Ref(claim.row, "", claim.printed, _dates(claim.period), "date")
    return Ref(
        claim.row, "", format_claim(claim), stated(claim.low, claim.high, claim.printed, claim.hedge), claim.unit
    )


def base_unit(unit: str, names: Mapping[str, str] = UNIT_NAMES) -> tuple[float, str]:
    """Return a unit as a factor and a base unit.

    Parameters
    ----------
    unit : str
        Of a claim or a table's column.
    names : mapping of str to str
        Base units by other names.

    Examples
    --------
    >>> base_unit("billion US dollars")
    (1000000000.0, 'USD')
    """
    word, _, rest = unit.partition(" ")
    factor, unit = (MAGNITUDES[word], rest) if word in MAGNITUDES else (1.0, unit)
    return factor, names.get(unit, unit)


def _cell_ref(row: str, column: str, cell: str, unit: str, names: Mapping[str, str]) -> Ref:
    if unit in {"", "date"}:
        return Ref(row, column, cell, _dates(cell), "date")
    factor, base = base_unit(unit, names)
    number = float(cell) * factor
    body = str(int(number)) if unit == "year" else format_number(number)
    return Ref(row, column, with_unit(body, base), stated(number, number, cell, "exact"), base)


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


def _find_cell(text: str, register: Register) -> Ref:
    row, _, column = text.rpartition(".")
    if row not in register.rows:
        raise ValueError(f"no row `{row or text}`. {nearest(row or text, register.rows)}")
    cells = register.rows[row]
    if column not in cells:
        raise ValueError(f"`{row}` has no column `{column}`. {nearest(column, cells)}")
    unit = register.units.get((row.partition(":")[0], column), "")
    if unit == "see column unit":
        unit = cells.get("unit", "")
    return _cell_ref(row, column, cells[column], unit, register.unit_names)


def _constant(given: Mapping[str, Any]) -> Ref:
    value, unit, why = given["value"], given.get("unit", "count"), given["why"]
    if unit == "date":
        return Ref("", "", str(value), _dates(str(value)), unit, why)
    number = float(value)
    return Ref("", "", with_unit(format_number(number), unit), Interval(number, number), unit, why)


def find_ref(given: Any, register: Register) -> Ref:
    """Return the quantity that a check's input names.

    Raises
    ------
    ValueError
        Saying what is unknown, or holds no number or date.
    """
    if isinstance(given, dict):
        return _constant(given)
    kind, _, name = str(given).partition(":")
    if kind == "table":
        return _find_cell(name, register)
    if kind != "claim":
        raise ValueError(f"`{given}` is neither `claim:<id>` nor `table:<table>:<id>.<column>`")
    if name not in register.claims:
        raise ValueError(f"no claim `{name}`. {nearest(name, register.claims)}")
    return _claim_ref(register.claims[name])


def _gather(
    given: Mapping[str, Any], rule: Rule, register: Register, place: str
) -> tuple[dict[str, tuple[Ref, ...]], list[Problem]]:
    found: dict[str, tuple[Ref, ...]] = {}
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
        found[name] = tuple(refs)
    return found, problems


def run_check(item: Mapping[str, Any], register: Register) -> tuple[Check | None, list[Problem]]:
    """Apply a check's rule; return its result, or what is wrong with the entry."""
    place = f"{CHECKS}, check `{item['id']}`"
    rule = RULES.get(item["rule"])
    if rule is None:
        thing = f"no rule `{item['rule']}`"
        return None, [Problem("unknown-rule", place, thing, fix=nearest(item["rule"], RULES))]
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
    texts = item["id"], rule, item["title"], item["reading"]
    return Check(*texts, inputs, tolerance, suspects, computed, said, verdict), []


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
        target = _any_ref(item["target"], register)
        return target, "agrees" if relation == "supports" else "differs"
    target = find_ref(item["target"], register)  # a constant has no grade
    own = _claim_ref(claim)
    if base_unit(own.unit, register.unit_names)[1] != base_unit(target.unit, register.unit_names)[1]:
        raise ValueError(f"a {own.unit} cannot be compared with a {target.unit}")
    verdict = judge(own.interval, target.interval, "equal", float(item.get("tolerance", 0)))
    return target, {"holds": "agrees", "fails": "differs"}.get(verdict, "cannot tell")


def _any_ref(given: str, register: Register) -> Ref:
    """Return a reference that need not hold a number: a judgement compares statements."""
    try:
        return find_ref(given, register)
    except ValueError:
        nothing = Interval(float("-inf"), float("inf"))
        kind, _, name = given.partition(":")
        if kind == "claim" and name in register.claims:
            return Ref(given, "", format_claim(register.claims[name]), nothing, "")
        row = name if name in register.rows else name.rpartition(".")[0]
        if kind == "table" and row in register.rows:
            column = name[len(row) + 1 :]
            return Ref(row, column, register.rows[row].get(column, ""), nothing, "")
        raise


@dataclass(frozen=True)
class Side:
    """What a link sets beside a claim: a row and its grade."""

    link: Link
    row: str
    grade: str


def _blamed(check: Check) -> set[str]:
    """Return the claims that are wrong if a check fails; one name for two measures is nobody's error."""
    if check.rule.name == "distinct":
        return set()
    return {ref.claim for ref in check.refs if ref.claim} if check.suspects is None else set(check.suspects)


def _sides(claim: Claim, links: Iterable[Link], register: Register) -> list[Side]:
    """Return what links set beside a claim; a newer figure bears on the older one only."""
    return [
        Side(link, row, register.grade(row))
        for link in links
        if (row := link.beside(claim)) and (link.claim == claim.id or link.relation != "newer")
    ]


def stand(claim: Claim, checks: Sequence[Check], links: Sequence[Link], register: Register) -> Standing:
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
    Standing
        The gravest status that applies, see :data:`STATUS_MEANING`.
    """
    sides = _sides(claim, links, register)
    status, reason = next(_findings(claim, checks, sides, register))
    return Standing(claim.id, status, reason, tuple(c.id for c in checks), tuple(side.link.id for side in sides))


def _findings(
    claim: Claim, checks: Sequence[Check], sides: Sequence[Side], register: Register
) -> Iterator[tuple[Status, str]]:
    """Yield the statuses that apply to a claim with their reasons, the gravest first."""

    def told(rows: Sequence[Side]) -> str:
        names = dict.fromkeys(f"{register.source(side.row)} (grade {side.grade})" for side in rows)
        return f"{', '.join(names)}: {rows[0].link.why}"

    failed = [check for check in checks if check.verdict == "fails" and claim.id in _blamed(check)]
    within = [check for check in failed if _is_internal(check, claim, register)]
    if within:
        yield "inconsistent", "; ".join(f"{check.title}: fails" for check in within)
    differs = [side for side in sides if side.link.verdict == "differs"]
    against = [side for side in differs if side.grade <= claim.grade and side.link.relation != "newer"]
    if against:
        yield "contradicted", told(against)
    failed = [check for check in failed if _others_grade(check, claim, register) <= claim.grade]
    if failed:
        yield "contradicted", "; ".join(f"{check.title}: fails" for check in failed)
    newer = [side for side in differs if side.link.relation == "newer" and side.grade == "A"]
    if newer:
        yield "superseded", told(newer)
    agrees = [side for side in sides if side.link.verdict == "agrees" and side.link.independent and side.grade <= "C"]
    if agrees:
        yield "corroborated", told(agrees)
    if claim.grade == "D":
        yield "unverifiable", "an unverified source, and nothing to test it against"
    yield "single-source", _why_alone(sides)


def _why_alone(sides: Sequence[Side]) -> str:
    """Return why what stands beside a claim, if anything, decides nothing."""
    if not sides:
        return "no comparable statement elsewhere"
    if all(side.link.verdict == "agrees" for side in sides):
        return "the only other statement has the same origin, or is of grade D"
    return "what else speaks of it has a weaker grade, or leaves the matter open"


def _is_internal(check: Check, claim: Claim, register: Register) -> bool:
    """Whether a check rests on one document alone: then a failure is that document's inconsistency."""
    sources = {register.claims[ref.claim].source if ref.claim else ref.row for ref in check.refs if ref.row}
    return sources == {claim.source}


def _others_grade(check: Check, claim: Claim, register: Register) -> str:
    """Return the weakest grade among a check's quantities that are not of the claim's document."""
    own = {f"claim:{key}" for key, other in register.claims.items() if other.source == claim.source}
    return worst_grade([register.grade(row) for row in check.rows if row not in own])


def run_audit(root: Root, register: Register) -> Audit:
    """Run every check and link, and find every claim's standing.

    Parameters
    ----------
    root : Path or ProjectFiles
        The project.
    register : Register
        All claims, table rows and sources.

    Raises
    ------
    DataError
        With every entry that names what does not exist.
    """
    problems: list[Problem] = []
    checks: list[Check] = []
    links: list[Link] = []
    entries, bad = read_entries(root, CHECKS, "checks")
    problems += bad
    for entry in entries:
        check, bad = run_check(entry, register)
        problems += bad
        checks += [check] if check else []
    entries, bad = read_entries(root, LINKS, "links")
    problems += bad
    for entry in entries:
        link, bad = run_link(entry, register)
        problems += bad
        links += [link] if link else []
    if problems:
        raise DataError(problems)
    return Audit(tuple(checks), tuple(links), _standings(checks, links, register))


def _standings(checks: Iterable[Check], links: Iterable[Link], register: Register) -> dict[str, Standing]:
    by_row: dict[str, list[Check]] = {}
    for check in checks:
        for row in {*check.rows, *(f"claim:{key}" for key in check.suspects or ())}:
            by_row.setdefault(row, []).append(check)
    linked: dict[str, list[Link]] = {}
    for link in links:
        for row in {f"claim:{link.claim}", link.target.row}:
            linked.setdefault(row, []).append(link)
    return {
        claim.id: stand(claim, by_row.get(claim.row, ()), linked.get(claim.row, ()), register)
        for claim in register.claims.values()
    }
