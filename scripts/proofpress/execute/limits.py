"""What a kernel may take: memory, and what a cell prints and displays; both are refused in the kernel, at the cell.

The process that runs the build would otherwise hold all that a notebook prints, several times over.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ..model.settings import Settings

MEMORY_VARIABLE = "PROOFPRESS_MEMORY_MB"
OUTPUT_VARIABLE = "PROOFPRESS_OUTPUT_KB"
CUT_MIME = "application/vnd.proofpress.cut+json"
"""Stands among a cell's outputs when some of them were left out."""
OWN_MIME = "application/vnd.proofpress"
OWN_FACTOR = 64
"""How much larger what a cell publishes may be than what it prints: a figure's rows are checked by their number."""
ERROR_CHARACTERS = 20_000
"""Of an error's message and of each part of its traceback that are passed on."""
ROOM_MB = 128
"""Beyond its limit, for a kernel that has run out of memory to say so."""
MEMORY_ERRORS = ("MemoryError", "_ArrayMemoryError", "ArrowMemoryError")


def limit_variables(settings: Settings) -> dict[str, str]:
    """Return what tells a kernel its limits."""
    return {MEMORY_VARIABLE: str(settings.kernel_memory_mb), OUTPUT_VARIABLE: str(settings.cell_output_kb)}


class OutputLimitError(Exception):
    """A cell prints or displays more than a page can show."""


class Meter:
    """Counts what a cell prints and displays.

    Parameters
    ----------
    limit : int
        Characters for each cell.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.spent = self.published = 0
        self.cut = self.running = False
        self._thread = threading.get_ident()

    def begin(self, *_: Any) -> None:
        """Begin a cell."""
        self.spent = self.published = 0
        self.cut, self.running = False, True

    def end(self) -> bool:
        """End a cell and return whether some of its output was left out; what follows is the kernel's own."""
        self.spent = self.published = 0
        self.running = False
        return self.cut

    def take(self, size: int) -> bool:
        """Count some output and return whether it may go out.

        Raises
        ------
        OutputLimitError
            In the cell's own thread, for the first that may not.
        """
        self.spent += size
        return self._judge(self.spent > self.limit)

    def take_own(self, size: int) -> bool:
        """Count what is published, for which there is more room."""
        self.published += size
        return self._judge(self.published > self.limit * OWN_FACTOR)

    def _judge(self, over: bool) -> bool:
        first = over and not self.cut
        self.cut = self.cut or over
        if first and self.running and threading.get_ident() == self._thread:
            raise OutputLimitError(f"the cell prints or displays more than {self.limit:,} characters")
        return not over


def limit_memory(megabytes: int) -> None:
    """Limit this process's memory, where the system can: its data, for libraries reserve addresses they never use."""
    size = megabytes * 1024 * 1024
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    hard = size + ROOM_MB * 1024 * 1024
    if most != resource.RLIM_INFINITY:
        hard = min(hard, most)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (min(size, hard), hard))


def _show_memory_error(shell: Any, kind: Any, error: Any, trace: Any, tb_offset: int | None = None) -> None:
    """Show that memory has run out, in the room that was kept for it."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def install(app: Any) -> None:
    """Limit a kernel that has been initialized, as its environment says."""
    memory, output = os.environ.get(MEMORY_VARIABLE), os.environ.get(OUTPUT_VARIABLE)
    if memory:
        limit_memory(int(memory))
        app.shell.set_custom_exc((MemoryError,), _show_memory_error)
    if output:
        limit_output(app, Meter(int(output) * 1000))


def limit_output(app: Any, meter: Meter) -> None:
    """Let a meter judge all that a kernel sends."""

    def end(*_: Any) -> None:
        for stream in (sys.stdout, sys.stderr):
            _drain(stream)
        if meter.end():
            app.shell.display_pub.publish({CUT_MIME: {"limit": meter.limit}})

    app.shell.events.register("pre_run_cell", meter.begin)
    app.shell.events.register("post_run_cell", end)
    for stream in (sys.stdout, sys.stderr):
        _limit_stream(stream, meter)
    _limit_session(app.session, meter)


def _drain(stream: Any) -> None:
    """Count what libraries have written behind Python's back; what is too much is refused once, then left out."""
    try:
        stream.flush()
    except OutputLimitError:
        stream.flush()


def _limit_stream(stream: Any, meter: Meter) -> None:
    write = stream.write

    def limited(text: str) -> int:
        return int(write(text) or 0) if meter.take(len(text)) else len(text)

    stream.write = limited


def _limit_session(session: Any, meter: Meter) -> None:
    """Count what is displayed, and shorten errors: their text is the notebook's too."""
    send = session.send

    def limited(stream: Any, message: Any, content: Any = None, *rest: Any, **named: Any) -> Any:
        kind, body = (message["msg_type"], message["content"]) if isinstance(message, dict) else (message, content)
        if kind in {"display_data", "update_display_data", "execute_result"}:
            own, other = _sizes(body.get("data", {}))
            if not (meter.take_own(own) and meter.take(other)):
                return None
        elif isinstance(body, dict) and "traceback" in body:
            body["evalue"] = _short(body.get("evalue", ""))
            body["traceback"] = [_short(part) for part in body["traceback"]]
        return send(stream, message, content, *rest, **named)

    session.send = limited


def _sizes(data: Mapping[str, Any]) -> tuple[int, int]:
    """Return the characters of what is published and of what is only displayed."""
    sizes = {mime: len(content if isinstance(content, str) else repr(content)) for mime, content in data.items()}
    own = sum(size for mime, size in sizes.items() if mime.startswith(OWN_MIME))
    return own, sum(sizes.values()) - own


def _short(text: str) -> str:
    return text if len(text) <= ERROR_CHARACTERS else f"{text[:ERROR_CHARACTERS]} … (cut)"
