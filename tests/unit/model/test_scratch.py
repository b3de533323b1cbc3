"""Folders of unfinished work: gone with their process, swept if it was killed, and never anybody else's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from proofpress.model.scratch import Scratch, scratch_folder, sweep
from tests.support.projects import ROOT
from tests.support.threads import at_once
from tests.unit.model.test_exchange import fill, texts


def killed_with(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program that kills itself."""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


MADE = """
import os, signal
from pathlib import Path
from proofpress.model.scratch import Scratch, clear_when_ended
mine = Scratch(Path(), ".site-")
"""


@pytest.mark.parametrize(("ending", "left"), [
    ("", 0), ("raise KeyboardInterrupt", 0), ("clear_when_ended(); os.kill(os.getpid(), signal.SIGTERM)", 0),
    ("clear_when_ended(); os.kill(os.getpid(), signal.SIGHUP)", 0), ("os.kill(os.getpid(), signal.SIGKILL)", 1),
])  # fmt: skip
def test_a_folder_goes_with_its_process(tmp_path: Path, ending: str, left: int) -> None:
    """However the process ends its folder goes with it; only a kill leaves it, to be swept by the next."""
    killed_with(MADE + ending, tmp_path)
    assert len(list(tmp_path.iterdir())) == left
    sweep(tmp_path, ".site-")
    assert list(tmp_path.iterdir()) == []


def test_what_asks_to_end_is_obeyed(tmp_path: Path) -> None:
    """After its folders are removed a process ends by the signal that it got."""
    done = killed_with(MADE + "clear_when_ended(); os.kill(os.getpid(), signal.SIGTERM)", tmp_path)
    assert done.returncode == -signal.SIGTERM


def test_only_what_nobody_holds_is_swept(tmp_path: Path) -> None:
    """A living process's folder, one of another name, a link and a file stay; a dead one's goes."""
    mine = Scratch(tmp_path, ".site-")
    (mine.folder / "work").write_text("x")
    killed_with(MADE + "os.kill(os.getpid(), signal.SIGKILL)", tmp_path)
    fill(tmp_path / ".site-backup", "mine")
    (tmp_path / ".site-proofpress-scratch-link").symlink_to(tmp_path / ".site-backup")
    sweep(tmp_path, ".site-")
    kept = {mine.folder.name, ".site-backup", ".site-proofpress-scratch-link"}
    assert {path.name for path in tmp_path.iterdir()} == kept
    assert (mine.folder / "work").read_text() == "x"
    mine.close()
    assert {path.name for path in tmp_path.iterdir()} == kept - {mine.folder.name}


def test_git_does_not_see_unfinished_work(tmp_path: Path) -> None:
    """A leftover is no change of the tree, whatever the project ignores: a release is not refused for it."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    killed_with(MADE + "os.kill(os.getpid(), signal.SIGKILL)", tmp_path)
    assert any(tmp_path.glob(".site-*"))
    done = subprocess.run(["git", "status", "--porcelain"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout == ""


def test_making_and_sweeping_at_once_harm_nobody(tmp_path: Path) -> None:
    """Folders made and filled while others sweep all the time are whole until their owner is done with them."""
    broken: list[str] = []

    def make() -> None:
        for number in range(60):
            with scratch_folder(tmp_path, ".site-") as work:
                fill(work / "new", str(number))
                sweep(tmp_path, ".site-")
                if texts(work / "new") != [str(number)] * 2:
                    broken.append(work.name)

    at_once(4, make)
    assert broken == []
    sweep(tmp_path, ".site-")
    assert list(tmp_path.iterdir()) == []
