"""Figures drawn while their notebook still runs: as soon as a cell has published one, where a core is idle.

What is drawn is kept under the key of any picture of this specification, these data and these texts. Nothing is told of
it: whoever asks for the picture later finds it, and draws what came out otherwise.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
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
        """Wait until all is drawn that was begun."""
        while self._work:
            self._work.pop(0).result()

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
            if not self._begun:
                self._standing.enter_context(standing(self._project.settings.workers))
            for order in self._orders(so_far):
                self._begun.add(order.figure.id)
                self._submit(self._draw, order)

    def _orders(self, so_far: ExecutedNotebook) -> Iterator[DrawJob]:
        """Yield the figures that were not begun and whose texts have all their numbers."""
        from .extract import published_so_far
        from .jobs import picture_order, resolver_of

        executed = ExecutedNotebook(**{**vars(so_far), "notebook": json.loads(json.dumps(so_far.notebook))})
        figures, values = published_so_far(executed)
        resolve = resolver_of(values, self._project.claims)
        for figure in figures:
            order = picture_order(figure, resolve, self._project.sources, self._project.settings)
            texts = " ".join([order.title, order.description, *vars(order.frame).values()])
            if figure.id not in self._begun and not any(find_placeholders(texts)):
                yield order

    def _draw(self, order: DrawJob) -> None:
        from .kept import draw_changed, draw_first

        draw = draw_first if self._first else draw_changed
        draw([order], self._project.settings)
