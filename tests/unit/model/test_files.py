"""Project files: each read once, and what changed meanwhile is known."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from proofpress.model.errors import InputsError
from proofpress.model.files import ProjectFiles, project_files
from proofpress.model.hashing import sha256


@pytest.fixture
def files(tmp_path: Path) -> ProjectFiles:
    """Return the files of a project with two tables and what editors leave beside them."""
    folder = tmp_path / "data" / "tables"
    folder.mkdir(parents=True)
    for name in ("b.csv", "a.csv", ".#a.csv", "a.csv~", "~$b.csv", "._a.csv"):
        (folder / name).write_bytes(b"x\r\n1\r\n")
    (folder / "deep.csv").mkdir()
    return ProjectFiles(tmp_path)


def test_a_file_is_read_once(files: ProjectFiles) -> None:
    """Bytes, text and hash are of the first read, whatever happens to the file afterwards."""
    assert files.text("data/tables/a.csv") == "x\n1\n"
    (files.root / "data/tables/a.csv").write_bytes(b"y")
    assert files.read("data/tables/a.csv") == b"x\r\n1\r\n"
    assert files.sha256("data/tables/a.csv") == sha256(b"x\r\n1\r\n")
    (files.root / "data/tables/a.csv").unlink()
    assert files.exists("data/tables/a.csv")
    assert files.reads == {"data/tables/a.csv": 1}


def test_a_large_file_is_hashed_as_it_streams_by(files: ProjectFiles) -> None:
    """Its hash and size are those of its bytes, which are never held; a write to it is noticed."""
    path = files.root / "data/tables/long.parquet"
    path.write_bytes(b"PAR1" * 1000)
    files.take("data/tables/long.parquet")
    assert files.sha256("data/tables/long.parquet") == sha256(b"PAR1" * 1000)
    assert files.size("data/tables/long.parquet") == 4000
    assert files.located("data/tables/long.parquet") == path
    assert files.reads == {"data/tables/long.parquet": 1}
    assert files.changed() == ()
    time.sleep(0.01)
    path.write_bytes(b"PAR2" * 1000)
    assert files.changed() == ("data/tables/long.parquet",)


def test_another_large_file_than_the_build_has_read_is_refused(files: ProjectFiles) -> None:
    """A kernel is not given a large file whose hash is not the one that it was told."""
    (files.root / "data/tables/long.parquet").write_bytes(b"PAR1")
    told = ProjectFiles(files.root, {"data/tables/long.parquet": sha256(b"PAR1")})
    assert told.located("data/tables/long.parquet").is_file()
    other = ProjectFiles(files.root, {"data/tables/long.parquet": sha256(b"PAR2")})
    with pytest.raises(InputsError, match=r"long\.parquet: it changed while the build ran"):
        other.located("data/tables/long.parquet")


def test_a_listing_leaves_out_what_is_not_the_projects(files: ProjectFiles) -> None:
    """Hidden files, locks, backup copies and folders are no tables; the others come by name."""
    assert files.glob("data/tables", "*.csv") == ("data/tables/a.csv", "data/tables/b.csv")
    assert files.glob("data/claims", "*.csv") == ()


def test_what_changed_is_named(files: ProjectFiles) -> None:
    """A changed file, one that is gone and one that came are each named; an untouched project names nothing."""
    files.read("data/tables/a.csv")
    files.read("data/tables/b.csv")
    files.glob("data/tables", "*.csv")
    assert files.changed() == ()
    (files.root / "data/tables/a.csv").write_bytes(b"x\r\n2\r\n")
    assert files.changed() == ("data/tables/a.csv",)
    (files.root / "data/tables/b.csv").unlink()
    assert files.changed() == ("data/tables", "data/tables/a.csv", "data/tables/b.csv")


def test_a_missing_file_says_so(files: ProjectFiles) -> None:
    """A file that is not there is not read as an empty one."""
    assert not files.exists("data/tables/c.csv")
    with pytest.raises(FileNotFoundError, match=r"c\.csv"):
        files.read("data/tables/c.csv")


@pytest.mark.parametrize("name", ["data/" + "x" * 300, "x/" * 3000])
def test_a_name_too_long_for_a_file_is_none(files: ProjectFiles, name: str) -> None:
    """A data package may name anything: what cannot be a file is missing, and no error of the system."""
    assert not files.exists(name)


def test_files_that_were_read_are_handed_on(files: ProjectFiles) -> None:
    """A reader that is given a project's files reads no file a second time."""
    assert project_files(files) is files
    assert project_files(files.root).root == files.root


def test_a_file_that_was_written_and_put_back_has_changed(files: ProjectFiles) -> None:
    """Whoever read it between has seen something else: the same bytes are not enough."""
    path = files.root / "data/tables/a.csv"
    content = files.read("data/tables/a.csv")
    time.sleep(0.02)  # longer than the steps in which the system tells time
    path.write_bytes(b"draft")
    path.write_bytes(content)
    assert files.changed() == ("data/tables/a.csv",)


def test_a_listing_goes_into_folders(files: ProjectFiles) -> None:
    """All files below a folder are listed but hidden and compiled ones; one that comes is named when asked."""
    for name in ("data/deep/er/c.md", "data/.hidden/x", "data/__pycache__/x.pyc", "data/x.egg-info/y.txt"):
        (files.root / name).parent.mkdir(parents=True)
        (files.root / name).write_text("")
    assert files.below("data") == ("data/deep/er/c.md", "data/tables/a.csv", "data/tables/b.csv")
    assert files.below("nothing") == ()
    (files.root / "data/deep/d.md").write_text("")
    assert files.changed() == ("data/deep/d.md",)


def test_only_the_expected_bytes_are_read(files: ProjectFiles) -> None:
    """A kernel refuses a file that is not the one the build has read, and one that the build does not know."""
    path, digest = "data/tables/a.csv", sha256(b"x\r\n1\r\n")
    assert ProjectFiles(files.root, {path: digest}).read(path) == files.read(path)
    for expected in ({path: sha256("other")}, {}):
        with pytest.raises(InputsError, match=r"data/tables/a\.csv: it changed while the build ran"):
            ProjectFiles(files.root, expected).read(path)


def test_a_byte_order_mark_is_no_text(files: ProjectFiles) -> None:
    """Editors of some systems put one before a notebook or a page; bytes and hash keep it."""
    path = files.root / "notebooks" / "a.py"
    path.parent.mkdir()
    path.write_bytes("\ufeff# %%\r\nx = 1\r\n".encode())
    assert files.text("notebooks/a.py") == "# %%\nx = 1\n"
    assert files.read("notebooks/a.py").startswith(b"\xef\xbb\xbf")
