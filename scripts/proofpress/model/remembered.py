"""Results that a process remembers: each holds for exactly what it was made from, and none outlives the process.

A preview and a test run build the same pages many times. What is made from a text alone is made once for each text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")
MOST = 20_000
"""Results that are remembered of one kind: those of some thousand pages."""


class Remembered(Generic[Result]):
    """Results of one kind by the hash of what they were made from; the least used are let go of.

    Parameters
    ----------
    most : int
        How many are remembered.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._results: dict[bytes, Result] = {}

    def of(self, make: Callable[[], Result], *made_from: str) -> Result:
        """Return the result for these texts, made where it is not remembered.

        Parameters
        ----------
        make : callable
            Makes the result from these texts and from nothing else; an error is not remembered.
        *made_from : str
            All that the result depends on.
        """
        result = self.recall(*made_from)
        return self.keep(make(), *made_from) if result is None else result

    def recall(self, *made_from: str) -> Result | None:
        """Return the result for these texts; None where none is remembered."""
        key = _key(made_from)
        if key not in self._results:
            return None
        result = self._results[key] = self._results.pop(key)
        return result

    def keep(self, result: Result, *made_from: str) -> Result:
        """Remember a result, and return it."""
        self._results[_key(made_from)] = result
        while len(self._results) > self._most:
            del self._results[next(iter(self._results))]
        return result


def _key(texts: tuple[str, ...]) -> bytes:
    """Return the hash of texts; where one ends and the next begins counts."""
    digest = hashlib.sha256()
    for text in texts:
        content = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.digest()
