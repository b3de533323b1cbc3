"""What all projects of a user share lies in the user's cache, except where a project has one of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.model.machine_cache import VARIABLE, machine_cache
from proofpress.model.own_cache import with_empty_cache
from proofpress.model.settings import Settings


def test_projects_share_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two checkouts find the same folder: the one that the system names, or the one in the user's home."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    places = {machine_cache(Settings(tmp_path / name)) for name in ("one", "two")}
    assert places == {tmp_path / "named" / "proofpress"}
    monkeypatch.setenv(VARIABLE, "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert machine_cache(Settings(tmp_path)) == tmp_path / "home" / ".cache" / "proofpress"


def test_a_proof_shares_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with an own cache, as proofs have, keeps everything there."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "named"))
    with with_empty_cache(Settings(tmp_path)) as settings:
        assert machine_cache(settings) == settings.cache
    assert not (tmp_path / "named").exists()


def test_without_a_folder_of_the_user_a_project_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user's folder cannot be made, a project's own cache takes its place."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file"))
    settings = Settings(tmp_path)
    assert machine_cache(settings) == settings.cache
