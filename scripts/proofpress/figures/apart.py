"""Figures drawn apart from the build, in processes of their own, several at a time; a preview has some stand ready.

Processes, not threads: two threads that use vl-convert in one process can wait for each other for ever; and a fresh
process knows our fonts and no others.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import vl_convert

from ..model.errors import Problem, PublishError
from ..model.records import Picture
from ..model.tied import end_with_parent, tie
from ..notebook.fonts import Typeface, chart_fonts
from .draw import SCHEMA, VEGALITE, DrawJob, draw_figure, draw_shown, texts_of, try_draw

READY = "ready"
"""Told to a process that is to load all it needs before it is given figures."""
SMALLEST = {"$schema": SCHEMA, "data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}
"""A chart to start the drawing library with, which compiles it and so measures no text."""
_standing: deque[subprocess.Popen[bytes]] = deque()


def stand_ready(count: int) -> None:
    """Have processes stand ready to draw, so that what is drawn next does not wait for libraries to load."""
    alive = [process for process in _standing if process.poll() is None]
    _standing.clear()
    _standing.extend([*alive, *(_start(READY) for _ in range(count - len(alive)))])


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
    process = _standing_process() or _start()
    with process:
        said, errors = process.communicate(pickle.dumps((list(orders), fonts, whole)))
    if process.returncode:
        return [[_ended_problem(orders, process.returncode, errors)], *([] for _ in orders[1:])]
    return list(pickle.loads(said))


def _standing_process() -> subprocess.Popen[bytes] | None:
    """Return a process that stands ready, which then does so no longer; None where there is none."""
    with suppress(IndexError):
        while True:
            process = _standing.popleft()
            if process.poll() is None:
                return process
    return None


def _start(*words: str) -> subprocess.Popen[bytes]:
    """Start a process that draws what it is given."""
    pipe, variables = tie()
    return subprocess.Popen(
        _command(*words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        pass_fds=[pipe], env={**os.environ, **variables, "TZ": "UTC"},
    )  # fmt: skip


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "proofpress.figures.apart", *words]


def _ended_problem(orders: Sequence[DrawJob], code: int, errors: bytes) -> Problem:
    """Return that a drawing process was ended, with the figures of its share and its last words."""
    names = ", ".join(f"`{order.figure.id}`" for order in orders)
    said = errors.decode(errors="replace").strip().split("\n")[-1][:200]
    how = f"signal {-code}" if code < 0 else f"code {code}"
    fix = "Give the build more memory, or let it draw fewer charts at once: option `workers`."
    thing = "the process that draws them was ended"
    return Problem("drawing-ended", f"figures {names}", thing, got=f"{how}: {said}", fix=fix)


def _draw_handed(ready: bool) -> None:
    """Draw the figures that come in, and hand the pictures out."""
    end_with_parent(of_thread=not ready)
    if ready:
        vl_convert.vegalite_to_vega(SMALLEST, vl_version=VEGALITE)
    given = sys.stdin.buffer.read()
    if not given:  # nobody needs it any more
        return
    orders, fonts, whole = pickle.loads(given)
    draw = draw_figure if whole else draw_shown
    sys.stdout.buffer.write(pickle.dumps([try_draw(order, fonts, draw) for order in orders]))


if __name__ == "__main__":
    _draw_handed(READY in sys.argv[1:])
