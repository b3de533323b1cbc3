"""The audit as tables: what a notebook loads of it, computed once by the build and handed to every kernel.

A kernel of a build reads the file that ``PROOFPRESS_AUDIT`` names; in JupyterLab, where there is none, the audit runs
at the first question.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.files import Root, project_files
from ..model.records import Source
from ..text.quantities import format_claim
from .audit import audit_rows, read_register, register_digest, run_audit
from .records import Audit, Check, Register

AUDIT_VARIABLE = "PROOFPRESS_AUDIT"
"""Environment variable that names the file of the audit's tables."""


@dataclass(frozen=True)
class AuditTables:
    """Every claim with its status and every check with its verdict, as rows.

    Attributes
    ----------
    sha256 : str
        Hash of all files that the audit reads.
    claims, checks : tuple of mapping
        One row a claim and a check; ``rows`` holds its row id.
    row_sources : mapping of str to str
        The source of each row that can be cited, by row id.
    row_grades : mapping of str to str
        The grade of each claim; other rows have their source's.
    source : str
        The registry's entry for what the audit finds.
    """

    sha256: str
    claims: tuple[Mapping[str, Any], ...]
    checks: tuple[Mapping[str, Any], ...]
    row_sources: Mapping[str, str]
    row_grades: Mapping[str, str]
    source: str

    def cells(self) -> dict[str, dict[str, str]]:
        """Return the cells of each claim, status and check as texts, by row id."""
        claims = [{key: str(cell) for key, cell in claim.items()} for claim in self.claims]
        checks = [{key: str(cell) for key, cell in check.items()} for check in self.checks]
        return {
            **{cells[key]: cells for cells in claims for key in ("rows", "standing")},
            **{cells["rows"]: cells for cells in checks},
        }


def audit_tables(audit: Audit, register: Register, sha256: str, source: str) -> AuditTables:
    """Return an audit as tables.

    Parameters
    ----------
    audit : Audit
        Checks and statuses.
    register : Register
        What the audit was run on.
    sha256 : str
        Hash of the files that it was read from.
    source : str
        The registry's entry for what the audit finds.
    """
    claims = [
        {
            **vars(claim),
            "text": format_claim(claim),
            "status": audit.statuses_by_claim[claim.id].status,
            "reason": audit.statuses_by_claim[claim.id].reason,
            "standing": f"status:{claim.id}",
            "checks": " ".join(audit.statuses_by_claim[claim.id].checks),
            "links": " ".join(audit.statuses_by_claim[claim.id].links),
            "rows": claim.row,
        }
        for claim in register.claims.values()
    ]
    rows = {**register.rows, **audit_rows(audit, source)}
    return AuditTables(
        sha256=sha256,
        claims=tuple(claims),
        checks=tuple(_check_row(check, register) for check in audit.checks),
        row_sources={
            **{row: cells["source"] for row, cells in rows.items()},
            **{claim.row: claim.source for claim in register.claims.values()},
        },
        row_grades={claim.row: claim.grade for claim in register.claims.values()},
        source=source,
    )


def _check_row(check: Check, register: Register) -> dict[str, Any]:
    """Return a check as a row."""
    claims = [reference.claim for reference in check.refs if reference.claim]
    return {
        "id": check.id,
        "rule": check.rule.name,
        "formula": check.rule.formula,
        "title": check.title,
        "verdict": check.outcome,
        "counted": check.counted,
        "faults": " ".join(check.blamed) if check.outcome == "fails" else "",
        "low": check.computed.low,
        "high": check.computed.high,
        "unit": check.unit,
        "text": check.text,
        "said_low": check.said.low,
        "said_high": check.said.high,
        "claims": " ".join(claims),
        "documents": " ".join(sorted({register.claims[claim].source for claim in claims})),
        "inputs": " ".join(check.row_ids),
        "rows": f"check:{check.id}",
    }


def write_audit_tables(tables: AuditTables, file: Path) -> None:
    """Write the tables for kernels to read."""
    file.write_text(json.dumps(vars(tables)), encoding="utf-8")


def load_audit_tables(file: str, root: Root, sources: Mapping[str, Source], own: str) -> AuditTables:
    """Return the tables from a file, or computed anew where none is named.

    Parameters
    ----------
    file : str
        What :data:`AUDIT_VARIABLE` holds; empty outside a build.
    root : Path or ProjectFiles
        The project.
    sources : mapping of str to Source
        The sources registry.
    own : str
        Its entry for what the audit finds; used where no file is named.

    Raises
    ------
    DataError
        If the audit is computed and an entry of it names what does not exist.
    """
    if file:
        stored = json.loads(Path(file).read_text(encoding="utf-8"))
        return AuditTables(**{**stored, "claims": tuple(stored["claims"]), "checks": tuple(stored["checks"])})
    files = project_files(root)
    register = read_register(files, sources)
    return audit_tables(run_audit(files, register), register, register_digest(files), own)
