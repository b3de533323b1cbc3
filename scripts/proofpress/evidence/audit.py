"""The audit: checks and links over the register, run, and the status of each claim that follows from them.

``data/audit/checks.json`` says which quantities a rule of :mod:`proofpress.evidence.rules` is applied to, and the
verdict that was last reviewed; ``data/audit/links.json`` says which claim speaks of the same quantity as another claim
or a table's cell; ``data/audit/origins.json`` what they rest on. Verdicts, independence and statuses are computed here.
A verdict that is not the reviewed one stops the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..data.claims import read_claims
from ..data.project import Project
from ..data.registers import read_entries
from ..data.sources import REGISTRY
from ..data.tables import DESCRIPTOR, read_rows, read_tables
from ..data.vocabulary import VOCABULARY, read_vocabulary
from ..model.errors import DataError
from ..model.files import Root, project_files
from ..model.hashing import sha256
from ..model.records import Source, Table
from ..model.vocabulary import Vocabulary
from .checks import run_check
from .links import run_link
from .origins import read_origins
from .records import CHECKS, LINKS, UNIT_NAMES, Audit, Check, ClaimStatus, Link, Register
from .status import stand


def cell_units(tables: Iterable[Table]) -> dict[tuple[str, str], str]:
    """Return the unit of each column of some tables; nothing for words and dates."""
    return {
        (table.name, str(item["name"])): str(item.get("unit", ""))
        for table in tables
        for item in table.resource["schema"]["fields"]
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
        The checks and statuses_by_claim.
    source : str
        The registry's entry for what the audit finds.
    """
    rows = {
        f"check:{check.id}": {"title": check.title, "verdict": check.outcome, "source": source}
        for check in audit.checks
    }
    rows |= {
        f"status:{key}": {"claim": key, "status": standing.status, "source": source}
        for key, standing in audit.statuses_by_claim.items()
    }
    return rows


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
    origins, problems = read_origins(root, register.claims, register.rows, register.sources)
    register = replace(register, origins=origins) if origins.names else register
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
    return Audit(tuple(checks), tuple(links), _standings(checks, links, register), register.origins)


def _standings(checks: Iterable[Check], links: Iterable[Link], register: Register) -> dict[str, ClaimStatus]:
    by_row: dict[str, list[Check]] = {}
    for check in checks:
        for row in {*check.row_ids, *(f"claim:{key}" for key in check.suspects or ())}:
            by_row.setdefault(row, []).append(check)
    linked: dict[str, list[Link]] = {}
    for link in links:
        for row in {f"claim:{link.claim}", link.target.row}:
            linked.setdefault(row, []).append(link)
    return {
        claim.id: stand(claim, by_row.get(claim.row, ()), linked.get(claim.row, ()), register)
        for claim in register.claims.values()
    }
