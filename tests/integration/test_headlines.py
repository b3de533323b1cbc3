"""Headlines of real notebooks: a bounding word needs an assertion, which a row that enters later is asked as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.evidence.audit import register_digest, register_of, run_audit
from proofpress.evidence.audit_tables import audit_tables
from proofpress.execute.run import execute_notebooks
from proofpress.figures.extract import extract_analyses
from proofpress.figures.headlines import check_headlines
from proofpress.model.errors import NotebookError
from tests.support.projects import FIXTURE, change, copy_project, project_of

pytestmark = pytest.mark.slow


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give the fixture site, whose rules know a bounding word that a headline uses."""
    root = copy_project(FIXTURE, tmp_path / "site")
    change(root / "mkdocs.yml", "confidence: {High: B", "bounds: [largest fall]\n        confidence: {High: B")
    change(root / "notebooks" / "power_mix.py", "# 2. It was", "# 2. Coal had the largest fall. It was")
    return root


def said(root: Path) -> list[str]:
    """Return what is wrong with the site's headlines."""
    project = project_of(root)
    register = register_of(project)
    tables = audit_tables(run_audit(project.files, register), register, register_digest(project.files), "claim-audit")
    executed = execute_notebooks(project, tables)
    try:
        check_headlines(extract_analyses(executed, project.claims, project.settings.rules), project, tables)
    except NotebookError as err:
        return [str(problem) for problem in err.problems]
    return []


def test_a_headline_is_held_to_rows_that_enter_later(site: Path) -> None:
    """Without an assertion the sentence is told; with one it stands, until a fuel enters that nobody asked about."""
    [problem] = said(site)
    assert "notebooks/power_mix.py, takeaway 2: “largest fall” bounds what no assertion has looked through" in problem
    asserted = (
        'fell = mix.groupby("fuel", as_index=False).agg(change=("share", lambda part: part.iloc[0] - part.iloc[-1]))\n'
        'fell["rows"] = [pp.join_rows(mix.loc[mix["fuel"] == fuel, "rows"]) for fuel in fell["fuel"]]\n'
        'fell = fell[fell["fuel"].isin(["coal", "gas", "wind"])]\n'
        'most = fell.loc[fell["fuel"] == "coal", "change"].item()\n'
        'pp.assert_all("the largest fall", fell, fell["change"] <= most, over=["fuel", "year"])\n'
    )
    notebook = site / "notebooks" / "power_mix.py"
    change(notebook, 'claim = pp.claim("press-coal-2030")\n', asserted + 'claim = pp.claim("press-coal-2030")\n')
    assert said(site) == []
    table = site / "data" / "tables" / "power_mix.csv"
    table.write_text(table.read_text() + "hydro-2012,hydro,2012,20,grid-office\nhydro-2023,hydro,2023,2,grid-office\n")
    [problem] = said(site)
    assert "assertion “the largest fall”: members that the tables hold are left out" in problem
    assert "got none of hydro 2012, hydro 2023" in problem
