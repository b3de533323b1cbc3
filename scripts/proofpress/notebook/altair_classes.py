"""Altair's table of its classes by schema, made once for a process and not at every channel of a chart.

Altair makes it anew for each channel that it infers: the hash of six hundred schemas, an eighth of a notebook's time.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_tables: dict[tuple[type, ...], dict[int, list[type]]] = {}
"""Tables by the classes that they hold."""


def keep_class_tables() -> None:
    """Have Altair take a table that it has made for the same classes; asked twice, nothing changes."""
    from altair.utils import schemapi

    finder: Any = schemapi._FromDict
    make = finder.__init__
    if getattr(make, "__module__", "") == __name__:
        return

    def begin(self: Any, classes: Iterable[type], /) -> None:
        held = tuple(classes)
        if held not in _tables:
            make(self, held)
            _tables[held] = self.class_dict
        self.class_dict = _tables[held]

    finder.__init__ = begin
