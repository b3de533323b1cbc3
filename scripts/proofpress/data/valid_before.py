"""Tables found valid before, so that an edit of one table has one table checked.

Each is known by the hash of all that its check reads: the table's bytes, its description, the sources that it cites and
their grades. What checks is no part of that hash: who keeps such hashes keeps them with the code's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.hashing import sha256
from ..model.records import Source


class ValidBefore:
    """Tables by the hash of what their check reads: those known to be valid, and those of the present data.

    Parameters
    ----------
    known : iterable of str
        Hashes of tables that were valid.

    Attributes
    ----------
    valid : set of str
        Hashes of the tables that this run found valid or knew to be.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._known = frozenset(known)
        self.valid: set[str] = set()

    def knows(self, key: str) -> bool:
        """Whether a table is known to be valid; it is then one of the present data."""
        if key in self._known:
            self.valid.add(key)
        return key in self._known

    def add(self, key: str) -> None:
        """Note that a table was found valid."""
        self.valid.add(key)

    def to_bytes(self) -> bytes:
        """Return the hashes of the valid tables, to be kept."""
        return json.dumps(sorted(self.valid)).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> ValidBefore:
        """Return what was kept; what is damaged is nobody's knowledge."""
        try:
            return cls(key for key in json.loads(content) if isinstance(key, str))
        except (ValueError, TypeError):
            return cls()


def table_key(resource: Mapping[str, Any], digest: str, cited: Iterable[str], registry: Mapping[str, Source]) -> str:
    """Return the hash of all that the check of a table reads.

    Parameters
    ----------
    resource : mapping
        Its description.
    digest : str
        The hash of its bytes.
    cited : iterable of str
        Ids of the sources that it cites: no row may cite another.
    registry : mapping of str to Source
        The sources there are.
    """
    grades = {key: registry[key].grade for key in cited if key in registry}
    return sha256(json.dumps([resource, digest, grades], sort_keys=True))
