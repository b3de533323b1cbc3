"""Kept sites: the key covers every file, every setting in force and all that is installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config import load_config

from proofpress.model import keys
from proofpress.model.keys import differing
from proofpress.model.settings import load_settings, settings_from
from proofpress.render.kept_site import keep_site, recall_site, site_parts
from proofpress.render.site import Site
from tests.support.projects import change

SITE = Site({"a.md": "# Ä\n"}, {"a/b.csv": b"1\n", "c": b"\xff"}, {"a.md": "A"})


def in_force(project: Path, name: str = "mkdocs.yml", **arguments: object) -> dict[str, str]:
    """Return the parts of the key of a site as MkDocs' configuration of a project makes them."""
    config = load_config(str(project / name), **arguments)  # type: ignore[arg-type]
    return site_parts(settings_from(config, project, given=config.plugins["proofpress"].config.data))


def test_a_site_comes_back_whole(data_project: Path) -> None:
    """Pages, files and menu are the same after keeping, under exactly these parts and no others."""
    settings = load_settings(data_project)
    parts = site_parts(settings)
    keep_site(SITE, settings, parts)
    assert recall_site(settings, parts) == SITE
    assert recall_site(settings, {**parts, "python": "9"}) is None


@pytest.mark.parametrize(
    "name",
    [
        "docs/index.md",
        "docs/published/record.json",
        "docs/history/2026.10/changes.json",
        "docs/new/page.md",
        "notebooks/plants.py",
        "data/tables/plants.csv",
        "data/anything/deep.txt",
        "scripts/own/__init__.py",
        "scripts/hook.py",
        "data/vocabulary.json",
        "mkdocs.yml",
    ],
)
def test_every_file_is_part_of_the_key(data_project: Path, name: str) -> None:
    """A file that is changed, added or taken away is another site, and the part that differs names it."""
    settings = load_settings(data_project)
    before = site_parts(settings)
    path = data_project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(b"\n#")
    assert differing(before, site_parts(settings)) == (f"file {name}",)


@pytest.mark.parametrize("name", ["docs/new/picture.svg", "docs/own.css", "docs/own.js", "docs/published.csv"])
def test_a_file_that_is_only_copied_renders_nothing_anew(data_project: Path, name: str) -> None:
    """MkDocs copies what lies beside pages in every build; that the folder then stands is another key's to say."""
    settings = load_settings(data_project)
    before = site_parts(settings)
    (data_project / name).parent.mkdir(exist_ok=True)
    (data_project / name).write_text("x")
    assert site_parts(settings) == before


def test_another_lock_or_package_is_another_site(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock file and the version of anything that is installed are part of the key."""
    settings = load_settings(data_project)
    before = site_parts(settings)
    settings.lock.write_text("# other\n")
    assert differing(before, site_parts(settings)) == ("lock requirements.txt",)
    monkeypatch.setattr(keys, "installed_parts", lambda: {"package x": "1"})
    assert "package x" in differing(before, site_parts(settings))
    assert any(name.startswith("package mkdocs") for name in before)


EDITS: dict[str, tuple[Callable[[Path], None], dict[str, object], str]] = {
    "strict": (lambda project: None, {"strict": True}, "in-force strict"),
    "site_dir": (lambda project: None, {"site_dir": "/tmp/elsewhere"}, "in-force site_dir"),
    "use_directory_urls": (lambda project: None, {"use_directory_urls": False}, "in-force use_directory_urls"),
    "a theme's feature": (
        lambda project: change(
            project / "mkdocs.yml", "theme: material", "theme: {name: material, features: [toc.follow]}"
        ),
        {},
        "in-force theme.features",
    ),
    "an excluded page": (
        lambda project: change(project / "mkdocs.yml", "theme:", "exclude_docs: /draft.md\ntheme:"),
        {},
        "in-force exclude_docs.patterns",
    ),
    "a plugin's option": (
        lambda project: change(project / "mkdocs.yml", "- search\n", "- search: {lang: de}\n"),
        {},
        "in-force plugins.material/search.config.lang",
    ),
    "an extension's option": (
        lambda project: change(
            project / "mkdocs.yml", "theme:", "markdown_extensions: [{toc: {permalink: false}}]\ntheme:"
        ),
        {},
        "in-force mdx_configs.toc.permalink",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_every_setting_in_force_is_part_of_the_key(
    data_project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A setting counts wherever it comes from: a file, or the command line."""
    monkeypatch.chdir(data_project)
    edit, arguments, part = EDITS[name]
    before = in_force(data_project)
    assert in_force(data_project) == before
    edit(data_project)
    assert part in differing(before, in_force(data_project, **arguments))


def test_a_variable_is_part_of_the_key(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address that `!ENV` reads counts, though the bytes of `mkdocs.yml` stay the same."""
    monkeypatch.chdir(data_project)
    change(data_project / "mkdocs.yml", "site_url: ", 'site_url: !ENV [SITE_URL, "https://x.example/"] #')
    keys = []
    for address in ("https://staging.example/", "https://public.example/"):
        monkeypatch.setenv("SITE_URL", address)
        keys.append(in_force(data_project))
        assert load_settings(data_project).site_url == address
    assert "setting site_url" in differing(*keys)


def test_another_file_and_what_it_inherits_are_part_of_the_key(
    data_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`-f other.yml` counts, and so does what `INHERIT` brings in, wherever that file lies."""
    monkeypatch.chdir(data_project)
    base = data_project.parent / "base.yml"
    base.write_text((data_project / "mkdocs.yml").read_text())
    (data_project / "mkdocs.yml").write_text("INHERIT: ../base.yml\nsite_author: Another\n")
    before = in_force(data_project)
    own = load_settings(data_project)
    assert (own.site_name, own.release, own.author) == ("Fixture", "2026.01", "Another")
    change(base, "site_name: Fixture", "site_name: Other")
    assert "setting site_name" in differing(before, in_force(data_project))
    (data_project / "other.yml").write_text("INHERIT: mkdocs.yml\nsite_name: Third\n")
    assert in_force(data_project, "other.yml")["in-force site_name"] == '"Third"'
