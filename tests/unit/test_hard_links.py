"""Hard links of files that the previous site holds: only for the same bytes, and never to be written through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from proofpress.mkdocs_plugin.hard_links import link_if_same, written_later

WANTED = b"a picture"


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """Give a finished site with one file."""
    folder = tmp_path / "site"
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "a.svg").write_bytes(WANTED)
    return folder


def copied(standing: Path, later: frozenset[str] = frozenset()) -> Path:
    """Lay the file down in a new site, and return where it lies."""
    file = File("figures/a.svg", None, str(standing.parent / "new"), use_directory_urls=True)
    file._content = WANTED
    link_if_same(file, WANTED, standing, later)
    file.copy_file()
    return Path(file.abs_dest_path)


def test_the_same_bytes_are_not_written_again(standing: Path) -> None:
    """The new site's file is the one that lies in the previous site."""
    assert copied(standing).samefile(standing / "figures" / "a.svg")


def _change(file: Path) -> None:
    file.write_bytes(b"another p")


def _remove(file: Path) -> None:
    file.unlink()


def _name_twice(file: Path) -> None:
    file.with_name("b.svg").hardlink_to(file)


def _lead_elsewhere(file: Path) -> None:
    file.rename(file.with_name("b.svg"))
    file.symlink_to("b.svg")


def _put_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("meddle", [_change, _remove, _name_twice, _lead_elsewhere, _put_folder])
def test_what_was_meddled_with_is_written(standing: Path, meddle: Callable[[Path], None]) -> None:
    """Whatever has become of the previous site, the new one holds its own bytes in a plain file of its own."""
    old = standing / "figures" / "a.svg"
    meddle(old)
    new = copied(standing)
    assert new.read_bytes() == WANTED
    assert not new.is_symlink()
    assert new.stat().st_nlink == 1


def test_what_is_written_later_stays_apart(standing: Path) -> None:
    """A page or a template of the same address is written into the file: the previous site must not change with it."""
    new = copied(standing, frozenset({"figures/a.svg"}))
    new.write_bytes(b"a page")
    assert (standing / "figures" / "a.svg").read_bytes() == WANTED


def test_pages_and_templates_are_written_later(tmp_path: Path) -> None:
    """Their addresses are known before files are copied."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "Site", "docs_dir": str(tmp_path), "extra_templates": ["extra.xml"]})
    config.validate()
    page = File("a/b.md", None, str(tmp_path), use_directory_urls=True)
    later = written_later(config, Files([page]))
    assert {"a/b/index.html", "extra.xml", "404.html"} <= later
