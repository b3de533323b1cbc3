"""The MkDocs side: navigation, what is watched, and putting the finished site in place."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import BuildError

from proofpress import mkdocs_plugin as hook
from proofpress.mkdocs_plugin import (
    _with_analyses,
    on_build_error,
    on_post_build,
    on_post_template,
    on_serve,
)
from proofpress.model.settings import Settings
from proofpress.render.output_folder import UnfinishedSite
from proofpress.render.site import Site
from tests.support.projects import digests


@pytest.fixture
def finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a finished build beside the previous site, and the configuration that MkDocs hands over."""
    target = tmp_path / "site"
    target.mkdir()
    for name in ("index.html", "gone.html"):
        (target / name).write_text("old")
    unfinished = UnfinishedSite(target)
    (unfinished.folder / "index.html").write_text("new")
    build = hook._Build(target=target, unfinished=unfinished, expected=frozenset({"index.html"}))
    monkeypatch.setattr(hook, "_build", build)
    return SimpleNamespace(site_dir=str(unfinished.folder), strict=True)


def test_the_finished_site_takes_the_place_of_the_old(finished: Any, tmp_path: Path) -> None:
    """After a good build the target holds the new site alone, and nothing lies beside it."""
    on_post_build(finished)
    assert {name.name: name.read_text() for name in (tmp_path / "site").iterdir()} == {"index.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert finished.site_dir == str(tmp_path / "site")


def test_warnings_of_a_strict_build_keep_the_old_site(
    finished: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs fails a strict build only after writing it; by then the new site is gone and the old one untouched."""
    before = digests(tmp_path / "site")
    monkeypatch.setattr(hook, "_warnings", lambda: True)
    on_post_build(finished)
    assert digests(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_is_not_whole_is_not_put_in_place(finished: Any, tmp_path: Path) -> None:
    """If a file that was to be written is gone the build fails by its name, and the old site stands."""
    before = digests(tmp_path / "site")
    (Path(finished.site_dir) / "index.html").unlink()
    with pytest.raises(BuildError, match=r"the finished site is not whole; expected 1 files; got none at index\.html"):
        on_post_build(finished)
    assert digests(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failed_build_is_cleared_away(finished: Any, tmp_path: Path) -> None:
    """Whatever fails, this build's unfinished folder goes; the old site and another build's folder stay."""
    other = UnfinishedSite(tmp_path / "site")
    (other.folder / "index.html").write_text("other")
    on_build_error(KeyError("x"))
    assert {path.name for path in tmp_path.iterdir()} == {"site", other.folder.parent.name}
    other.finish(["index.html"])
    assert (tmp_path / "site" / "index.html").read_text() == "other"


def test_a_build_without_room_is_told_of_the_output(finished: Any, tmp_path: Path) -> None:
    """A full disk is told of the folder that is being written."""
    with pytest.raises(BuildError, match=r"site: the site cannot be written.*No space left"):
        on_build_error(OSError(errno.ENOSPC, "No space left on device"))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EIO, errno.EISDIR])
def test_an_unreadable_input_is_no_unwritable_site(finished: Any, tmp_path: Path, number: int) -> None:
    """A picture that cannot be read is named as what cannot be read, not the output folder."""
    picture = str(tmp_path / "docs" / "map.png")
    with pytest.raises(BuildError, match=r"map\.png: cannot be read; got ") as caught:
        on_build_error(OSError(number, os.strerror(number), picture))
    assert "cannot be written" not in str(caught.value)


@pytest.mark.parametrize(("name", "count"), [("404.html", 1), ("sitemap.xml", 0)])
def test_pages_of_the_theme_say_what_they_may_load(name: str, count: int) -> None:
    """The page for addresses that do not exist has its policy too; what is no page stays as it is."""
    config: Any = None
    made = on_post_template("<html><head></head></html>", template_name=name, config=config)
    assert made.count("Content-Security-Policy") == count


def test_the_analyses_fill_their_section(data_project: Path) -> None:
    """The empty section of the navigation gets the analyses in the site's order; the rest stays."""
    site = Site({}, {}, {"analyses/plants.md": "Plants", "analyses/power-mix.md": "Power mix"})
    site = Site(dict.fromkeys([*reversed(site.menu), "figures/a/b.md"], ""), {}, site.menu)
    nav = _with_analyses([{"Home": "index.md"}, {"Analyses": []}], Settings(data_project), site)
    assert nav == [
        {"Home": "index.md"},
        {"Analyses": [{"Plants": "analyses/plants.md"}, {"Power mix": "analyses/power-mix.md"}]},
    ]


def test_a_hand_written_page_stands_among_the_analyses(data_project: Path) -> None:
    """A researcher's own page below ``docs/analyses`` comes first and is called by its own title."""
    pages = {"analyses/plants.md": "", "analyses/guide.md": ""}
    site = Site(pages, {}, {"analyses/plants.md": "Plants"})
    nav = _with_analyses([{"Analyses": []}], Settings(data_project), site)
    assert nav == [{"Analyses": ["analyses/guide.md", {"Plants": "analyses/plants.md"}]}]


def test_a_preview_watches_notebooks_and_data(data_project: Path) -> None:
    """Saving a notebook or a table rebuilds the preview."""
    watched: list[str] = []
    server = SimpleNamespace(watch=watched.append)
    config: Any = SimpleNamespace(config_file_path=str(data_project / "mkdocs.yml"))
    assert on_serve(server, config, None) is server
    assert {Path(path).name for path in watched} >= {"notebooks", "data"}
