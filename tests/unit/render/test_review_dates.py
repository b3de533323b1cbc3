"""Analyses past their review-by date: warned of by lint, marked on the page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from proofpress.cli import main
from proofpress.render.context import Page
from proofpress.render.review_dates import is_overdue, overdue
from proofpress.render.site import analysis_page, names_of
from tests.support.projects import varied

if TYPE_CHECKING:
    from pathlib import Path

    from proofpress.model.records import Analysis
    from proofpress.record.site_input import SiteInput


@pytest.fixture
def analysis(evidence: SiteInput) -> Analysis:
    """Return an analysis that is to be reviewed by 10 July 2026."""
    [result] = [analysis for analysis in evidence.analyses if analysis.slug == "power-mix"]
    assert str(result.meta["review_by"]) == "2026-07-10"
    return result


def test_the_day_itself_is_not_late(analysis: Analysis) -> None:
    """An analysis is late from the day after."""
    assert not is_overdue(analysis, date(2026, 7, 10))
    assert is_overdue(analysis, date(2026, 7, 11))


def test_each_late_analysis_is_named_the_latest_first(evidence: SiteInput, analysis: Analysis) -> None:
    """Every late analysis is named with notebook, date and what to do; the longest overdue first."""
    older = replace(analysis, path="notebooks/older.py", meta={**analysis.meta, "review_by": "2026-01-01"})
    result = overdue([analysis, older], date(2026, 8, 1))
    assert [problem.place for problem in result] == ["notebooks/older.py", "notebooks/power_mix.py"]
    assert "a review by 2026-01-01" in str(result[0])
    assert "set `reviewed` and `review_by`" in str(result[0])
    assert overdue(evidence.analyses, date(2026, 1, 15)) == []


@pytest.mark.parametrize(("released", "hidden"), [("2026-07-10", True), ("2026-07-11", False)])
def test_the_page_says_so_without_script(evidence: SiteInput, analysis: Analysis, released: str, hidden: bool) -> None:
    """By the release's date the notice is shown or hidden in the page itself, and the script has the date."""
    later = varied(evidence, settings=replace(evidence.settings, released=released))
    text = analysis_page(analysis, Page("../../", later, names_of(later)))
    [notice] = re.findall(r"<span class=\"pp-overdue\"([^>]*)>Past its review date", text)
    assert 'data-review-by="2026-07-10"' in notice
    assert (" hidden" in notice) is hidden


def test_lint_warns_and_passes(fixture_project: Path) -> None:
    """``lint`` names late analyses by the given day and leaves with 0; on an earlier day it says nothing of them."""
    runner = CliRunner()
    late = runner.invoke(main, ["--root", str(fixture_project), "lint", "--today", "2026-07-11"])
    assert late.exit_code == 0, late.output
    assert "warning: [review-overdue] notebooks/power_mix.py: the analysis is past its review-by date" in late.output
    failed = runner.invoke(main, ["--root", str(fixture_project), "lint", "--today", "2026-07-11", "--overdue"])
    assert (late.exit_code, failed.exit_code) == (0, 1)
    early = runner.invoke(main, ["--root", str(fixture_project), "lint", "--today", "2026-01-20"])
    assert early.exit_code == 0
    assert "review-overdue" not in early.output
