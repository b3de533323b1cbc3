"""Stage 3, inside the notebook: what one kernel has loaded and published, and the calls that load.

Each loaded row keeps its id, so that what is published can say which row of which table, or which claim, it came from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import charts
from .canonical import sha256, to_json
from .claims import claim_digest, find_claims
from .guard import trusted
from .load import read_table, to_frame
from .records import Claim, Source
from .settings import find_root
from .sources import REGISTRY, load_sources, source_digest

if TYPE_CHECKING:
    import pandas as pd

ROWS = "rows"
"""The column that says where each row of a frame came from: row ids such as ``table:key``, joined by spaces."""


@dataclass
class Session:
    """What one kernel has loaded and published so far."""

    root: Path
    sources: dict[str, Source]
    row_sources: dict[str, str] = field(default_factory=dict)
    row_grades: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, dict[str, str]] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)
    values: dict[str, Value] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def use_sources(self, keys: Iterable[str]) -> None:
        """Note that this notebook rests on the grades of some sources."""
        for key in keys:
            digest = source_digest(self.sources.get(key))
            self.inputs[f"source:{key}"] = {"kind": "source", "name": key, "path": REGISTRY, "sha256": digest}


@dataclass(frozen=True)
class Value:
    """A published value; written into a text it binds that text: ``f"reached {share}"``."""

    name: str
    number: float | int | str
    text: str
    rows: tuple[str, ...]
    grade: str

    def __str__(self) -> str:
        return f"{{{{ {self.name} }}}}"

    def __format__(self, spec: str) -> str:
        if spec:
            raise ValueError(f"value `{self.name}` has its own format; write it without `:{spec}`")
        return str(self)

    def _repr_html_(self) -> str:
        return f"<code>{self.name}</code> = <b>{self.text}</b>"


_state: dict[str, Session] = {}


def session() -> Session:
    """Return this kernel's session, opened at first use."""
    if "it" not in _state:
        root = find_root()
        with trusted():
            _state["it"] = Session(root=root, sources=load_sources(root))
        charts.enable_theme()
    return _state["it"]


def reset() -> None:
    """Forget all that was loaded and published: a notebook run again in the same kernel starts anew."""
    _state.clear()


def load_table(name: str) -> pd.DataFrame:
    """Load a table by name.

    Parameters
    ----------
    name : str
        A table of the data package.

    Returns
    -------
    DataFrame, shape (rows, fields + 1)
        Sorted by primary key, typed by the schema, with the column ``rows`` holding each row's id.

    Raises
    ------
    DataError
        If there is no such table; the message names the nearest.
    """
    here = session()
    with trusted():
        table, content = read_table(name, here.root)
    frame = to_frame(table, content)
    for row, source in zip(frame[ROWS], frame["source"], strict=True):
        here.row_sources[row] = source
        here.row_grades[row] = here.sources[source].grade if source in here.sources else ""
    digest = sha256(table.sha256 + to_json(dict(table.resource["schema"])))
    here.inputs[f"table:{name}"] = {"kind": "table", "name": name, "path": table.path, "sha256": digest}
    here.use_sources(frame["source"].unique())
    return frame


def load_claims(*ids: str) -> pd.DataFrame:
    """Load claims by id.

    Parameters
    ----------
    *ids : str
        Claim ids.

    Returns
    -------
    DataFrame, shape (ids, claim fields + 2)
        In the order asked for; ``low`` and ``high`` in base units, ``text`` as a reader sees it, ``rows`` the id.

    Raises
    ------
    DataError
        Naming each unknown id.
    """
    import pandas as pd

    found = [claim(key) for key in ids]
    return pd.DataFrame([{**vars(one), "text": one.text, ROWS: one.row} for one in found])


def claim(key: str) -> Claim:
    """Load one claim; written into a text it binds that text, like a value."""
    here = session()
    with trusted():
        [(one, path)] = find_claims([key], here.root)
    here.row_sources[one.row] = one.source
    here.row_grades[one.row] = one.grade
    here.claims[key] = one
    here.inputs[one.row] = {"kind": "claim", "name": key, "path": path, "sha256": claim_digest(one)}
    return one


def join_rows(rows: Iterable[str]) -> str:
    """Return row ids joined into one cell: sorted, each once. Use it to aggregate the column ``rows``.

    Examples
    --------
    >>> join_rows(["t:b", "t:a t:b"])
    't:a t:b'
    """
    return " ".join(sorted({key for cell in rows for key in str(cell).split()}))


def as_rows(rows: Any) -> tuple[str, ...]:
    """Return row ids from a frame, a series, texts, claims or values."""
    if isinstance(rows, str):
        return tuple(sorted(set(rows.split())))
    if isinstance(rows, Value):
        return rows.rows
    if isinstance(rows, Claim):
        return (rows.row,)
    if hasattr(rows, "columns"):
        rows = rows[ROWS]
    elif hasattr(rows, "index") and hasattr(rows, "get") and isinstance(rows.get(ROWS), str):
        rows = [rows[ROWS]]
    return tuple(sorted({key for item in rows for key in as_rows(item)}))
