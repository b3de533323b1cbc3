"""Sites that other processes build, and all that a build gives, to compare."""

from __future__ import annotations

from pathlib import Path

from proofpress.record.site_input import SiteInput
from tests.support.projects import BARE, copy_project

MANY = 6
"""Notebooks of the site that a cluster builds."""


def site(folder: Path, notebooks: int = MANY) -> Path:
    """Return a site of some notebooks alike, none of which has run anywhere."""
    project = copy_project(BARE, folder, shared_cache=False)
    text = (project / "notebooks" / "ice.py").read_text(encoding="utf-8")
    for number in range(1, notebooks):
        (project / "notebooks" / f"ice_{number}.py").write_text(text.replace("nav: Ice", f"nav: Ice {number}"))
    return project


def outcome(result: SiteInput) -> tuple[object, ...]:
    """Return all that notebooks and drawing give."""
    notebooks = [(analysis.slug, analysis.notebook, analysis.inputs) for analysis in result.analyses]
    pictures = [(key, dict(item.files), dict(item.inline), dict(item.shared)) for key, item in result.pictures.items()]
    return notebooks, sorted(pictures, key=lambda item: item[0]), result.entries
