"""A preview in the browser: the page follows a saved edit by itself, and shows what is wrong until it is mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Browser, opening
from tests.support.previews import REBUILT, previewing
from tests.support.projects import change, copy_project

pytestmark = pytest.mark.browser


def test_the_page_follows_a_saved_edit(browser: Browser, fixture_build: tuple[Path, str], tmp_path: Path) -> None:
    """Saved text appears by itself, in one reload; a failing cell is told in the page, which clears itself."""
    project = copy_project(fixture_build[0], tmp_path / "project", cache=True)
    notebook = project / "notebooks" / "plants.py"
    with previewing(project) as preview, opening(browser, preview.address) as opened:
        visit = opened()
        page = visit.go("analyses/plants/")
        panel = page.locator(".pp-preview")
        expect(panel).to_have_count(0)
        since = len(preview.log())
        change(notebook, "# - Two plants only.", "# - No more than these plants.")
        expect(page.get_by_text("No more than these plants.")).to_be_visible(timeout=90_000)
        page.evaluate("window.kept = true")
        preview.wait(REBUILT, since)
        page.wait_for_timeout(1500)
        assert page.evaluate("window.kept") is True, "the page was loaded again though nothing in it had changed"
        notebook.write_text(notebook.read_text() + "\n# %%\nunknown_name\n")
        expect(panel).to_be_visible(timeout=90_000)
        expect(panel).to_contain_text("NameError")
        expect(page.get_by_text("No more than these plants.")).to_be_visible()
        change(notebook, "\n# %%\nunknown_name\n", "")
        expect(panel).to_have_count(0, timeout=90_000)
        assert visit.errors == []
        assert visit.strangers() == []
