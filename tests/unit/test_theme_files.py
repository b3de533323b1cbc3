"""The theme's files: the same as MkDocs finds, without a walk through what is hidden."""

from __future__ import annotations

import fnmatch
from pathlib import Path

from mkdocs.theme import Theme

from proofpress.mkdocs_plugin.theme_files import VisibleFiles, hasten_theme


def hidden(name: str) -> bool:
    """Return whether MkDocs leaves a file out because it is hidden or lies in a hidden folder."""
    return fnmatch.fnmatch(name, ".*") or fnmatch.fnmatch(name, "*/.*")


def test_what_is_not_hidden_is_listed(tmp_path: Path) -> None:
    """Of Material and of a site's own folder each file that is not hidden, and no other; thousands are hidden."""
    for name in ("own.css", "partials/own.html", ".own/icon.svg", "partials/.own.html", "partials/.own/icon.svg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    theme = Theme("material", custom_dir=str(tmp_path))
    every = theme.get_env().list_templates()
    assert len(every) > 10_000
    hasten_theme(theme)
    result = theme.get_env().list_templates()
    assert result == [name for name in every if not hidden(name)]
    assert {"own.css", "partials/own.html", "main.html"} <= set(result)
    assert len(result) < 1000


def test_what_is_hidden_can_still_be_loaded() -> None:
    """An icon is a hidden template that others include."""
    theme = Theme("material")
    hasten_theme(theme)
    env = theme.get_env()
    assert type(env.loader) is VisibleFiles
    assert "<svg" in env.get_template(".icons/material/pencil.svg").render()
