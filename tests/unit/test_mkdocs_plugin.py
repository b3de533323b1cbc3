"""The MkDocs side: navigation, what is watched, and putting the finished site in place."""

from __future__ import annotations

import errno
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import BuildError
from mkdocs.utils import CountHandler

from proofpress import mkdocs_plugin
from proofpress.mkdocs_plugin import ProofpressConfig, ProofpressPlugin, lenient
from proofpress.mkdocs_plugin.navigation import navigation
from proofpress.model.settings import Settings
from proofpress.render.output_folder import UnfinishedSite
from proofpress.render.site import Site
from tests.support.projects import digests


@dataclass
class Finished:
    """A finished build beside the previous site, and the configuration that MkDocs hands over."""

    plugin: ProofpressPlugin
    config: Any


@pytest.fixture
def finished(tmp_path: Path) -> Finished:
    """Give a finished build beside the previous site."""
    target = tmp_path / "site"
    target.mkdir()
    for name in ("index.html", "gone.html"):
        (target / name).write_text("old")
    plugin = ProofpressPlugin()
    plugin.target, plugin.unfinished = target, UnfinishedSite(target)
    plugin.expected = frozenset({"index.html"})
    (plugin.unfinished.folder / "index.html").write_text("new")
    return Finished(plugin, SimpleNamespace(site_dir=str(plugin.unfinished.folder), strict=True))


def test_the_finished_site_takes_the_place_of_the_old(finished: Finished, tmp_path: Path) -> None:
    """After a good build the target holds the new site alone, and nothing lies beside it."""
    finished.plugin.on_post_build(config=finished.config)
    assert {name.name: name.read_text() for name in (tmp_path / "site").iterdir()} == {"index.html": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert finished.config.site_dir == str(tmp_path / "site")


def test_warnings_of_a_strict_build_keep_the_old_site(
    finished: Finished, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs fails a strict build only after writing it; by then the new site is gone and the old one untouched."""
    before = digests(tmp_path / "site")
    monkeypatch.setattr(mkdocs_plugin, "_warnings", lambda: True)
    finished.plugin.on_post_build(config=finished.config)
    assert digests(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_is_not_whole_is_not_put_in_place(finished: Finished, tmp_path: Path) -> None:
    """If a file that was to be written is gone the build fails by its name, and the old site stands."""
    before = digests(tmp_path / "site")
    (Path(finished.config.site_dir) / "index.html").unlink()
    with pytest.raises(BuildError, match=r"the finished site is not whole; expected 1 files; got none at index\.html"):
        finished.plugin.on_post_build(config=finished.config)
    assert digests(tmp_path / "site") == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failed_build_is_cleared_away(finished: Finished, tmp_path: Path) -> None:
    """Whatever fails, this build's unfinished folder goes; the old site and another build's folder stay."""
    other = UnfinishedSite(tmp_path / "site")
    (other.folder / "index.html").write_text("other")
    finished.plugin.on_build_error(error=KeyError("x"))
    assert {path.name for path in tmp_path.iterdir()} == {"site", other.folder.parent.name}
    other.finish(["index.html"])
    assert (tmp_path / "site" / "index.html").read_text() == "other"


def test_a_build_without_room_is_told_of_the_output(finished: Finished, tmp_path: Path) -> None:
    """A full disk is told of the folder that is being written."""
    with pytest.raises(BuildError, match=r"site: the site cannot be written.*No space left"):
        finished.plugin.on_build_error(error=OSError(errno.ENOSPC, "No space left on device"))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EIO, errno.EISDIR])
def test_an_unreadable_input_is_no_unwritable_site(finished: Finished, tmp_path: Path, number: int) -> None:
    """A picture that cannot be read is named as what cannot be read, not the output folder."""
    picture = str(tmp_path / "docs" / "map.png")
    with pytest.raises(BuildError, match=r"map\.png: cannot be read; got ") as caught:
        finished.plugin.on_build_error(error=OSError(number, os.strerror(number), picture))
    assert "cannot be written" not in str(caught.value)


@pytest.mark.parametrize(("name", "count"), [("404.html", 1), ("sitemap.xml", 0)])
def test_pages_of_the_theme_say_what_they_may_load(name: str, count: int) -> None:
    """The page for addresses that do not exist has its policy too; what is no page stays as it is."""
    config: Any = None
    result = ProofpressPlugin().on_post_template("<html><head></head></html>", template_name=name, config=config)
    assert result.count("Content-Security-Policy") == count


def test_the_analyses_fill_their_section(data_project: Path) -> None:
    """The empty section of the navigation gets the analyses in the site's order; the rest stays."""
    site = Site({}, {}, {"analyses/plants.md": "Plants", "analyses/power-mix.md": "Power mix"})
    site = Site(dict.fromkeys([*reversed(site.menu), "figures/a/b.md"], ""), {}, site.menu)
    nav = navigation([{"Home": "index.md"}, {"Analyses": []}], site, Settings(data_project))
    assert nav == [
        {"Home": "index.md"},
        {"Analyses": [{"Plants": "analyses/plants.md"}, {"Power mix": "analyses/power-mix.md"}]},
    ]


def test_a_hand_written_page_stands_among_the_analyses(data_project: Path) -> None:
    """A researcher's own page below ``docs/analyses`` comes first and is called by its own title."""
    pages = {"analyses/plants.md": "", "analyses/guide.md": ""}
    site = Site(pages, {}, {"analyses/plants.md": "Plants"})
    nav = navigation([{"Work": [{"Analyses": []}]}], site, Settings(data_project))
    assert nav == [{"Work": [{"Analyses": ["analyses/guide.md", {"Plants": "analyses/plants.md"}]}]}]


def test_a_site_without_a_menu_has_a_whole_one(data_project: Path) -> None:
    """Without a menu of its own a site's pages stand in the usual order, what it does not have left out.

    Pages of a folder stand under its name, never as tabs of their own.
    """
    paths = ["index.md", "analyses/plants.md", "figures.md", "figures/plants/a.md", "values.md", "notes.md", "about.md"]
    paths += ["contribute/data.md", "contribute/a-page-more.md", "reference/registers.md"]
    paths += ["field-notes/one.md", "field-notes/deep/two.md"]
    guides = [
        {"Contribute": [{"A table or source": "contribute/data.md"}, "contribute/a-page-more.md"]},
        {"Reference": [{"Registers": "reference/registers.md"}]},
    ]
    site = Site(dict.fromkeys(paths, ""), {}, {"analyses/plants.md": "Plants"})
    assert navigation(None, site, Settings(data_project)) == [
        {"Home": "index.md"},
        {"Analyses": [{"Plants": "analyses/plants.md"}]},
        {"Figures": "figures.md"},
        {"Evidence": [{"Values": "values.md"}]},
        {"About": [{"About this site": "about.md"}, *guides]},
        "notes.md",
        {"Field notes": ["field-notes/one.md", {"Deep": ["field-notes/deep/two.md"]}]},
    ]


def test_a_preview_watches_all_that_a_page_is_made_from(data_project: Path) -> None:
    """Saving a notebook, a table or a module of the site's own code rebuilds the preview."""
    (data_project / "scripts" / "own").mkdir(parents=True)
    (data_project / "scripts" / "own" / "__init__.py").touch()
    watched: list[str] = []
    server = SimpleNamespace(watch=watched.append)
    config: Any = SimpleNamespace(config_file_path=str(data_project / "mkdocs.yml"))
    assert ProofpressPlugin().on_serve(server, config=config, builder=None) is server
    assert [Path(path).name for path in watched] == ["notebooks", "data", "scripts"]


def test_a_preview_goes_on_after_warnings() -> None:
    """What counts warnings in a strict build is taken away from a preview."""
    counter, logger = CountHandler(), logging.getLogger("mkdocs")
    logger.addHandler(counter)
    config: Any = SimpleNamespace(strict=True)
    lenient.be_lenient(config)
    assert not config.strict
    assert counter not in logger.handlers


def test_every_bad_option_is_told_by_mkdocs() -> None:
    """The plugin refuses what the command line refuses, all at once and in the same words."""
    config = ProofpressConfig()
    config.load_dict({"release": "v1", "timeout": 0, "relased": "2026-01-01"})
    errors, warnings = config.validate()
    assert warnings == []
    assert [str(error).partition(";")[0] for _, error in errors] == [
        "mkdocs.yml: option `plugins.proofpress.release`",
        "mkdocs.yml: option `plugins.proofpress.timeout`",
        "mkdocs.yml: no option `plugins.proofpress.relased`. Did you mean `released`?",
    ]


def test_a_quiet_build_counts_its_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    """What `--quiet` leaves unprinted stops a strict build as well."""
    import logging

    from mkdocs.utils import CountHandler

    from proofpress.mkdocs_plugin.defaults import count_when_quiet

    logger, counter, printed = logging.getLogger("mkdocs"), CountHandler(), logging.StreamHandler()
    before = logger.level
    logger.addHandler(counter)
    logger.addHandler(printed)
    try:
        logger.setLevel(logging.ERROR)
        count_when_quiet()
        logging.getLogger("mkdocs.structure").warning("a dead link")
        assert counter.get_counts() == [("WARNING", 1)]
        assert "dead link" not in capsys.readouterr().err
    finally:
        logger.removeHandler(counter)
        logger.removeHandler(printed)
        logger.setLevel(before)


@pytest.mark.parametrize(
    ("text", "left", "pieces"),
    [
        ("a<!--pp--><i>one</i><!--/pp-->b<!--pp-->\ntwo\n<!--/pp-->c", "a.b.c", ["<i>one</i>", "\ntwo\n"]),
        ("a<!--/pp-->b<!--pp-->c", "a<!--/pp-->b<!--pp-->c", []),
        ("a<!--pp--><!--/pp-->", "a.", [""]),
        ("a<!--pp-->one<!--pp-->two<!--/pp-->b", "a.b", ["one<!--pp-->two"]),
        ("no piece", "no piece", []),
    ],
)
def test_heavy_pieces_are_set_aside(text: str, left: str, pieces: list[str]) -> None:
    """A mark stands for each piece that ends, by what it holds."""
    plugin = ProofpressPlugin()
    marked = plugin._without_heavy(text)
    assert mkdocs_plugin.MARK.sub(".", marked) == left
    assert [plugin.set_aside[key] for key in mkdocs_plugin.MARK.findall(marked)] == pieces
