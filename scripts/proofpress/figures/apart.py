"""Figures drawn apart from the build, in processes of their own, several at a time; a preview has some stand ready.

Processes, not threads: two threads that use vl-convert in one process can wait for each other for ever; and a process
knows the fonts of one site and no others. Where it will be asked again, it stays: to load the drawing library takes as
long as to draw two figures.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import BinaryIO, ClassVar

import vl_convert

from ..model.errors import Problem, PublishError
from ..model.records import Picture
from ..model.tied import end_with_parent, tie
from ..notebook.fonts import Typeface, chart_fonts
from .draw import SCHEMA, VEGALITE, DrawJob, draw_figure, draw_shown, texts_of, try_draw

READY = "ready"
"""Told to a process that is to load all it needs before it is given figures, and to stay for more."""
MOST_FIGURES = 200
"""Figures that one process draws at most: whatever a drawing library leaves in memory goes with its process."""
SMALLEST = {"$schema": SCHEMA, "data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}
"""A chart to start the drawing library with, which compiles it and so measures no text."""


@dataclass(frozen=True)
class DrawingProcess:
    """A process that draws, the typeface that it has measured with, if with any, and how many figures it has drawn."""

    process: subprocess.Popen[bytes]
    errors: BinaryIO
    fonts: Typeface | None = None
    drawn: int = 0

    def close(self) -> None:
        """End the process, if it has not ended by itself; what it has not taken is lost."""
        with self.errors, suppress(BrokenPipeError), self.process:
            self.process.kill()

    def ended(self) -> tuple[int, str]:
        """Return the code with which the process ends that is given nothing more, and its last words."""
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr]
        code = self.process.wait()
        self.errors.seek(0)
        said = self.errors.read().decode(errors="replace").strip().split("\n")[-1][:200]
        self.close()
        return code, said


class _Standing:
    """The processes that stand ready, and how many are to; none before a preview asks."""

    processes: ClassVar[list[DrawingProcess]] = []
    wanted = 0
    lock = threading.Lock()


def keep_ready(count: int) -> None:
    """Have processes that have drawn stand ready for the next figures, so many at most; with 0 those that do end."""
    with _Standing.lock:
        _Standing.wanted = count
        for drawing in _Standing.processes[count:]:
            drawing.close()
        del _Standing.processes[count:]


@contextmanager
def standing(count: int) -> Iterator[None]:
    """Let processes that have drawn stand ready for a while, so many at least."""
    before = _Standing.wanted
    keep_ready(max(before, count))
    try:
        yield
    finally:
        keep_ready(before)


def stand_ready(count: int) -> None:
    """Have processes stand ready to draw, so that what is drawn next does not wait for libraries to load."""
    keep_ready(count)
    with _Standing.lock:
        for drawing in [drawing for drawing in _Standing.processes if drawing.process.poll() is not None]:
            _Standing.processes.remove(drawing)
            drawing.close()
        _Standing.processes.extend(_start(READY) for _ in range(count - len(_Standing.processes)))


def draw_figures(orders: Sequence[DrawJob], fonts: Typeface, workers: int, *, whole: bool = True) -> list[Picture]:
    """Draw figures, several at a time, each in the same way as alone.

    Parameters
    ----------
    orders : sequence of DrawJob
        Figures with their resolved texts.
    fonts : Typeface
        Of the site, with which charts are measured.
    workers : int
        Processes at a time.
    whole : bool
        Draw every form of a picture; otherwise what a page shows.

    Returns
    -------
    list of Picture
        In the order given.

    Raises
    ------
    PublishError
        Naming each figure that cannot be drawn.
    """
    if not orders:
        return []
    fonts = fonts.showing(*(text for order in orders for text in texts_of(order)))
    chart_fonts(fonts)
    count = min(workers, len(orders))
    with ThreadPoolExecutor(count) as pool:
        shares = list(pool.map(lambda n: _draw_apart(orders[n::count], fonts, whole), range(count)))
    return drawn_pictures([shares[n % count][n // count] for n in range(len(orders))])


def drawn_pictures(drawn: Sequence[Picture | list[Problem]]) -> list[Picture]:
    """Return pictures that were drawn.

    Raises
    ------
    PublishError
        Naming each figure that cannot be drawn.
    """
    problems = [problem for item in drawn if isinstance(item, list) for problem in item]
    if problems:
        raise PublishError(problems)
    return [item for item in drawn if isinstance(item, Picture)]


def _draw_apart(orders: Sequence[DrawJob], fonts: Typeface, whole: bool) -> list[Picture | list[Problem]]:
    """Draw figures in a process of their own, one that stands ready if there is one."""
    drawing = _standing_process(fonts) or _start(*([READY] if _Standing.wanted else []))
    try:
        result = _answer(drawing, (list(orders), fonts, whole))
    except (OSError, EOFError, pickle.UnpicklingError):
        return [[_ended_problem(orders, *drawing.ended())], *([] for _ in orders[1:])]
    _keep(replace(drawing, fonts=fonts, drawn=drawing.drawn + len(orders)))
    return result


def _answer(drawing: DrawingProcess, order: object) -> list[Picture | list[Problem]]:
    """Return what a process makes of an order.

    Raises
    ------
    OSError, EOFError, UnpicklingError
        If it ends meanwhile.
    """
    assert drawing.process.stdin is not None
    assert drawing.process.stdout is not None
    drawing.process.stdin.write(pickle.dumps(order))
    drawing.process.stdin.flush()
    return list(pickle.load(drawing.process.stdout))


def _standing_process(fonts: Typeface) -> DrawingProcess | None:
    """Return a process that stands ready and knows no other fonts, which then does so no longer; None without one."""
    with _Standing.lock:
        for drawing in [drawing for drawing in _Standing.processes if drawing.fonts in (None, fonts)]:
            _Standing.processes.remove(drawing)
            if drawing.process.poll() is None:
                return drawing
            drawing.close()
    return None


def _keep(drawing: DrawingProcess) -> None:
    """Let a process stand ready again, before those that have waited longer; one that nobody needs any more ends."""
    with _Standing.lock:
        if drawing.drawn < MOST_FIGURES:
            _Standing.processes.insert(0, drawing)
        else:
            drawing.close()
        for spare in _Standing.processes[_Standing.wanted :]:
            spare.close()
        del _Standing.processes[_Standing.wanted :]


def _start(*words: str) -> DrawingProcess:
    """Start a process that draws what it is given."""
    pipe, variables = tie()
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
    process = subprocess.Popen(
        _command(*words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
        pass_fds=[pipe], env={**os.environ, **variables, "TZ": "UTC"},
    )  # fmt: skip
    return DrawingProcess(process, errors)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "proofpress.figures.apart", *words]


def _ended_problem(orders: Sequence[DrawJob], code: int, said: str) -> Problem:
    """Return that a drawing process was ended, with the figures of its share and its last words."""
    names = ", ".join(f"`{order.figure.id}`" for order in orders)
    how = f"signal {-code}" if code < 0 else f"code {code}"
    fix = "Give the build more memory, or let it draw fewer charts at once: option `workers`."
    thing = "the process that draws them was ended"
    return Problem("drawing-ended", f"figures {names}", thing, got=f"{how}: {said}", fix=fix)


def _draw_handed(ready: bool) -> None:
    """Draw the figures of each order that comes in, and hand the pictures out, until nobody needs any more."""
    end_with_parent(of_thread=not ready)
    if ready:
        vl_convert.vegalite_to_vega(SMALLEST, vl_version=VEGALITE)
    with suppress(EOFError):
        while True:
            orders, fonts, whole = pickle.load(sys.stdin.buffer)
            draw = draw_figure if whole else draw_shown
            sys.stdout.buffer.write(pickle.dumps([try_draw(order, fonts, draw) for order in orders]))
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    _draw_handed(READY in sys.argv[1:])
