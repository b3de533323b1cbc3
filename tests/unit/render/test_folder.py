"""The site as a plain docs folder: whole, or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.model.errors import OutputError
from proofpress.model.settings import Settings
from proofpress.render.folder import write_folder
from proofpress.render.site import Site
from tests.support.projects import files_below

SITE = Site({"index.md": "# Home\n", "a/b.md": "# B\n"}, {"figures.json": b"{}"}, {})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Give a project with a page, an asset and a record."""
    docs = tmp_path / "project" / "docs"
    (docs / "published").mkdir(parents=True)
    (docs / "images").mkdir()
    (docs / "index.md").write_text("{{ x }}")
    (docs / "images" / "map.svg").write_text("<svg/>")
    (docs / "published" / "record.json").write_text("{}")
    return Settings(tmp_path / "project")


def test_pages_files_and_assets_are_written(settings: Settings, tmp_path: Path) -> None:
    """Rendered pages and files and hand-made assets are there, raw pages and the record are not."""
    out = tmp_path / "deep" / "out"
    assert write_folder(SITE, settings, out) == 4
    assert set(files_below(out)) == {"index.md", "a/b.md", "figures.json", "images/map.svg"}
    assert (out / "index.md").read_text() == "# Home\n"
    assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert out.stat().st_mode & 0o777 == 0o755


def test_an_empty_folder_may_be_there(settings: Settings, tmp_path: Path) -> None:
    """An empty folder is filled."""
    (tmp_path / "out").mkdir()
    assert write_folder(SITE, settings, tmp_path / "out") == 4


def test_a_folder_that_holds_something_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    """Nothing is overwritten: a folder with content, or a file, is refused by name."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    for target in (out, out / "mine.txt"):
        with pytest.raises(OutputError, match=r"the output folder holds something; expected a new or empty folder"):
            write_folder(SITE, settings, target)
    assert {name: path.read_text() for name, path in files_below(out).items()} == {"mine.txt": "mine"}
