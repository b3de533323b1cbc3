"""Previews for tests: a running ``mkdocs serve``, its log and its pages."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.commands import environment
from tests.support.projects import change

PATIENCE = 180
"""Seconds to wait for the preview on a busy machine."""
REBUILT = "Reloading browsers"
"""What MkDocs says after a rebuild. "Documentation built in … seconds" it leaves out where the seconds are the same."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Preview:
    """A running ``mkdocs serve`` and what it has logged."""

    def __init__(self, project: Path, *options: str) -> None:
        self.project, self.port = project, free_port()
        self.log_path = project.parent / "serve.log"
        command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}", *options]
        with self.log_path.open("w") as log:
            self.process = subprocess.Popen(
                command,
                cwd=project,
                env=environment(PYTHONUNBUFFERED="1"),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def log(self) -> str:
        """Return all that was logged so far."""
        return self.log_path.read_text(encoding="utf-8")

    def wait(self, words: str, since: int = 0) -> str:
        """Return the log from a place on, once it holds some words."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            text = self.log()[since:]
            if words in text:
                return text
            assert self.process.poll() is None, f"the preview ended:\n{text}"
            time.sleep(0.1)
        pytest.fail(f"no {words!r} within {PATIENCE} s:\n{self.log()[since:]}")

    def edit(self, path: str, old: str, new: str, words: str = REBUILT) -> str:
        """Save an edit and return what was logged until the preview was built anew."""
        since = len(self.log())
        self.save({path: (old, new)})
        return self.wait(words, since)

    def save(self, edits: Mapping[str, tuple[str, str]]) -> None:
        """Save files as many editors do: written elsewhere, then put in their places, each whole, one after the other.

        A busy machine may build between two writes, or read a file that was emptied and not yet written.
        """
        written = {self.project / path: self.project.parent / f"saved-{at}" for at, path in enumerate(edits)}
        for (path, new), edit in zip(written.items(), edits.values(), strict=True):
            shutil.copy2(path, new)
            change(new, *edit)
        for path, new in written.items():
            new.replace(path)

    @property
    def address(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.port}/"

    def content(self, address: str, timeout: float = 30) -> bytes:
        """Return what the preview serves at an address, the page of an error included."""
        try:
            with urllib.request.urlopen(self.address + address, timeout=timeout) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as err:
            return err.read()

    def page(self, address: str, timeout: float = 30) -> str:
        """Return a page as the preview serves it."""
        return self.content(address, timeout).decode()

    def page_with(self, address: str, words: str) -> str:
        """Return a page once it shows some words."""
        until = time.monotonic() + 30
        text = self.page(address)
        while words not in text and time.monotonic() < until:
            time.sleep(0.2)
            text = self.page(address)
        assert words in text, f"{address} does not show {words!r}"
        return text

    def stop(self) -> None:
        """End the preview and its children."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(20)


@contextmanager
def previewing(project: Path, *options: str) -> Iterator[Preview]:
    """Serve a preview of a project and yield it once it answers."""
    running = Preview(project, *options)
    try:
        running.wait("Serving on")
        yield running
    finally:
        running.stop()
