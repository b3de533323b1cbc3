"""The audit's tables: handed to kernels in a file, computed where there is none."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.data.sources import load_sources
from proofpress.evidence import audit_tables as module
from proofpress.evidence.audit import read_register, register_digest, run_audit
from proofpress.evidence.audit_tables import AuditTables, audit_tables, load_audit_tables, write_audit_tables
from proofpress.evidence.records import CHECKS
from tests.support.registers import check, reviewed, write_json


@pytest.fixture
def tables(data_project: Path) -> AuditTables:
    """Return the fixture site's audit as tables, with one check."""
    register = read_register(data_project, load_sources(data_project))
    entry = check("at_most", "order", inputs={"smaller": "claim:press-coal-2030", "larger": "claim:press-coal-2012"})
    write_json(data_project, CHECKS, [reviewed(entry, register)])
    return audit_tables(run_audit(data_project, register), register, register_digest(data_project), "own")


def test_a_file_gives_the_tables_back(tables: AuditTables, tmp_path: Path) -> None:
    """Every row, open bounds among them, is read as it was written."""
    assert tables.claims
    [row] = tables.checks
    tables = replace(tables, checks=({**row, "low": -math.inf, "said_high": math.inf},))
    file = tmp_path / "audit.json"
    write_audit_tables(tables, file)
    assert load_audit_tables(str(file), tmp_path, {}, "") == tables


def test_a_handed_file_spares_the_audit(
    tables: AuditTables, data_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel that is handed the tables neither reads the register nor runs the audit; one that is not, does both."""
    file = tmp_path / "audit.json"
    write_audit_tables(tables, file)
    assert load_audit_tables("", data_project, load_sources(data_project), "own") == tables
    monkeypatch.setattr(module, "run_audit", lambda *_: pytest.fail("the audit was run again"))
    monkeypatch.setattr(module, "read_register", lambda *_: pytest.fail("the register was read again"))
    assert load_audit_tables(str(file), data_project, {}, "") == tables
