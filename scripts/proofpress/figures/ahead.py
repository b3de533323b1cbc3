"""Figures drawn while their notebook still runs: as soon as a cell has published one, where a core is idle.

What is drawn is kept under the key of any picture of this specification, these data and these texts. Nothing is told of
it: whoever asks for the picture later finds it, and draws what came out otherwise.
"""

from __future__ import annotations

import json
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..data.project import Project
from ..model.records import ExecutedNotebook
from ..text.placeholders import find_placeholders

if TYPE_CHECKING:
    from .draw import DrawJob

log = logging.getLogger(__name__)


class DrawingAhead:
    """Draws what notebooks publish, beside them.

    Parameters
    ----------
    project : Project
        Its claims and sources are quoted in the figures' texts.
    first : bool
        Draw what a page shows of a figure, and otherwise every form of it.
    """

    def __init__(self, project: Project, *, first: bool) -> None:
        self._project, self._first = project, first
        self._threads = ThreadPoolExecutor(project.settings.workers)
        self._work: list[Future[None]] = []
        self._begun: set[str] = set()
        self._lock = threading.Lock()
        self._standing = ExitStack()

    def __enter__(self) -> DrawingAhead:
        return self

    def __exit__(self, *_: object) -> None:
        """Wait, and need no processes any more."""
        self.wait()
        self._threads.shutdown()
        self._standing.close()

    def take(self, so_far: ExecutedNotebook) -> None:
        """Begin to draw what a notebook has published so far; return at once."""
        self._submit(self._begin, so_far)

    def wait(self) -> None:
        """Wait until all is drawn that was begun, also by what is waited for."""
        done = 0
        while done < len(self._work):
            self._work[done].result()
            done += 1

    def _submit(self, step: Any, given: object) -> None:
        self._work.append(self._threads.submit(self._try, step, given))

    def _try(self, step: Any, given: object) -> None:
        try:
            step(given)
        except Exception as err:  # the stage that has the finished notebook meets it again, and says it in its place
            log.debug("not drawn ahead", exc_info=err)

    def _begin(self, so_far: ExecutedNotebook) -> None:
        from .apart import standing

        with self._lock:
            orders = self._orders(so_far)
            if orders and not self._begun:
                self._standing.enter_context(standing(self._project.settings.workers))
            for order in orders:
                self._begun.add(order.figure.id)
                self._submit(self._draw, order)

    def _orders(self, so_far: ExecutedNotebook) -> list[DrawJob]:
        """Return the figures that were not begun and whose texts have all their numbers."""
        from .extract import published_so_far
        from .jobs import picture_order, resolver_of

        plain = json.loads(json.dumps(so_far.notebook))  # a process that draws does not know nbformat's own types
        figures, values = published_so_far(replace(so_far, notebook=plain))
        resolve, sources = resolver_of(values, self._project.claims), self._project.sources
        orders = [picture_order(figure, resolve, sources, self._project.settings) for figure in figures]
        return [order for order in orders if order.figure.id not in self._begun and _is_whole(order)]

    def _draw(self, order: DrawJob) -> None:
        from .kept import draw_changed, draw_first

        draw = draw_first if self._first else draw_changed
        draw([order], self._project.settings)


def _is_whole(order: DrawJob) -> bool:
    """Whether no number of a figure's texts is missing yet."""
    return not any(find_placeholders(" ".join([order.title, order.description, *vars(order.frame).values()])))
