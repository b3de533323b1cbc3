"""``mkdocs.yml`` as MkDocs means it: inherited settings, and options of a plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.model.errors import SettingsError
from proofpress.model.mkdocs_file import plugin_options, read_mkdocs


def test_inherited_settings(tmp_path: Path) -> None:
    """``INHERIT`` names a file whose settings hold where the file itself has none, at every depth."""
    (tmp_path / "base.yml").write_text("site_name: Base\ntheme: {name: material, language: en}\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\ntheme: {language: de}\n", encoding="utf-8")
    assert read_mkdocs(tmp_path / "mkdocs.yml") == {
        "site_name": "Base",
        "theme": {"name": "material", "language": "de"},
    }
    (tmp_path / "base.yml").unlink()
    with pytest.raises(SettingsError, match=r"base\.yml: cannot be read"):
        read_mkdocs(tmp_path / "mkdocs.yml")


def test_a_plugin_that_is_not_listed() -> None:
    """Without the plugin there are no options, which is not the same as none given."""
    assert plugin_options({}, "proofpress") is None
    assert plugin_options({"plugins": [{"proofpress": None}]}, "proofpress") == {}


@pytest.mark.parametrize(
    ("first", "second"), [("mkdocs.yml", ""), ("base.yml", "mkdocs.yml"), ("./base.yml", "base.yml")]
)
def test_settings_that_inherit_from_themselves(tmp_path: Path, first: str, second: str) -> None:
    """A file that inherits from itself, in one step or two, is refused with the chain, not read without end."""
    (tmp_path / "mkdocs.yml").write_text(f"INHERIT: {first}\n", encoding="utf-8")
    (tmp_path / "base.yml").write_text(f"INHERIT: {second}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"inherits from itself: `(mkdocs|base)\.yml` inherits from"):
        read_mkdocs(tmp_path / "mkdocs.yml")
