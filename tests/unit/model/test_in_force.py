"""Settings in force, as text."""

from __future__ import annotations

from pathlib import Path

from proofpress.model.in_force import settings_in_force


def test_a_copy_of_the_project_has_the_same_settings(tmp_path: Path) -> None:
    """Paths below the project are told from its folder, so that what was kept for one copy holds for another."""
    first, second = ({"docs_dir": str(root / "docs"), "n": 1} for root in (tmp_path / "a", tmp_path / "b"))
    assert settings_in_force(first, tmp_path / "a") == settings_in_force(second, tmp_path / "b")
    assert dict(settings_in_force(first, tmp_path / "a")) == {"docs_dir": '"docs"', "n": "1"}
