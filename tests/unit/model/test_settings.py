"""``mkdocs.yml`` and the folder layout, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.model.errors import SettingsError
from proofpress.model.settings import ROOT_VARIABLE, find_root, load_settings, parse_settings, settings_from


def options(**given: object) -> dict[str, object]:
    """Return a parsed ``mkdocs.yml`` with some options of the plugin."""
    return {"site_name": "S", "plugins": ["search", {"proofpress": given}]}


def test_options_are_read(tmp_path: Path) -> None:
    """Release, date and limits come from the plugin's options; the release date is the build's clock."""
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: S\nplugins:\n  - proofpress:\n      release: '2026.11'\n      released: 2026-11-21\n"
        "      timeout: 30\n",
        encoding="utf-8",
    )
    settings = load_settings(tmp_path)
    assert (settings.site_name, settings.release, settings.released, settings.timeout) == (
        "S",
        "2026.11",
        "2026-11-21",
        30,
    )
    assert settings.epoch == 1795219200
    assert list(tmp_path.iterdir()) == [tmp_path / "mkdocs.yml"]


@pytest.mark.parametrize("plugins", ["[search, proofpress]", "[proofpress: {}]", "{proofpress: {}}", "[search]"])
def test_a_site_needs_no_options(tmp_path: Path, plugins: str) -> None:
    """Every option has a default, in whichever of MkDocs' forms the plugin is listed; its author is the site itself."""
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Bare\nplugins: {plugins}\n", encoding="utf-8")
    settings = load_settings(tmp_path)
    assert (settings.author, settings.release, settings.branch) == ("Bare", "0000.00", "gh-pages")
    assert settings.workers >= 1


def test_every_bad_option_is_reported() -> None:
    """All bad options come in one error, each with what was expected and what stands there."""
    given = {
        "release": "v1",
        "released": "2026-02-30",
        "timeout": 0,
        "workers": -1,
        "reason": "two\nlines",
        "branch": "-force",
        "keywords": "cobalt",
        "analyses": [["plants"]],
        "audit_source": "My audit",
    }
    with pytest.raises(SettingsError) as caught:
        settings_from(options(**given), Path())
    text = str(caught.value)
    assert len(caught.value.problems) == len(given)
    for name, value in given.items():
        assert f"option `plugins.proofpress.{name}`" in text
        assert f"got {value!r}" in text


def test_unknown_options_and_a_missing_name() -> None:
    """A misspelt option is named with the nearest one, in one error with all else that is wrong."""
    with pytest.raises(SettingsError) as caught:
        settings_from({"plugins": [{"proofpress": {"relased": "2026-01-01", "workers": 0}}]}, Path())
    text = str(caught.value)
    assert len(caught.value.problems) == 3
    assert "no option `plugins.proofpress.relased`. Did you mean `released`?" in text
    assert "`site_name` is missing; expected what the site is called" in text


def test_options_where_they_stood_before(tmp_path: Path) -> None:
    """Options under ``extra`` are refused with the new place; of an earlier state's file they are read."""
    text = "site_name: S\nextra: {proofpress: {release: '2026.01'}}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"`extra\.proofpress`; expected `plugins: \[search, .*Move them"):
        load_settings(tmp_path)
    assert load_settings(tmp_path, past=True).release == "2026.01"
    assert parse_settings(text, tmp_path, "v1:mkdocs.yml").release == "2026.01"


@pytest.mark.parametrize("text", ["a: [", "\tb"])
def test_unreadable_settings(tmp_path: Path, text: str) -> None:
    """A file that is not YAML is refused by name."""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"mkdocs\.yml: cannot be read"):
        load_settings(tmp_path)


def test_root_is_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project is the first folder above that holds ``mkdocs.yml``, or the one the variable names."""
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    (tmp_path / "mkdocs.yml").touch()
    below = tmp_path / "notebooks" / "deep"
    below.mkdir(parents=True)
    assert find_root(below) == tmp_path.resolve()
    monkeypatch.setenv(ROOT_VARIABLE, str(below))
    assert find_root(tmp_path) == below


def test_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside a project the error says what is missing and what to do."""
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    with pytest.raises(SettingsError, match=r"no project here; expected `mkdocs\.yml`.*Change to the project's folder"):
        find_root(tmp_path)


def test_notebook_order(tmp_path: Path) -> None:
    """Notebooks come in the order of the settings, those not named after them by name."""
    (tmp_path / "notebooks").mkdir()
    for name in ("a", "b_two", "c"):
        (tmp_path / "notebooks" / f"{name}.py").touch()
    settings = settings_from(options(analyses=["c", "gone", "b-two"]), tmp_path)
    assert [path.stem for path in settings.notebook_paths()] == ["c", "b_two", "a"]


def test_address_is_below_the_release() -> None:
    """A page's frozen address lies below its release, however the site's address ends; the branch has a default."""
    for site_url in ("https://s.example/ledger/", "https://s.example/ledger"):
        config = {**options(release="2026.11.1", reason="A correction"), "site_url": site_url}
        settings = settings_from(config, Path())
        assert settings.address("figures/a/b/") == "https://s.example/ledger/2026.11.1/figures/a/b/"
        assert settings.address("") == "https://s.example/ledger/2026.11.1/"
        assert (settings.reason, settings.branch) == ("A correction", "gh-pages")
