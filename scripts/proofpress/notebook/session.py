"""What one kernel has loaded and published, and the calls that load.

Each loaded row keeps its id, so that what is published can say which row of which table, or which claim, it came from.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..data import tables
from ..data.claims import claim_digest, find_claims, read_claims
from ..data.selection import read_selection, select
from ..data.sources import REGISTRY, load_sources, source_digest, with_audit_source
from ..data.tables import read_table, to_frame
from ..data.vocabulary import read_vocabulary
from ..evidence.audit_tables import AUDIT_VARIABLE, AuditTables, load_audit_tables
from ..model.canonical_json import canonical_number, exact_number, to_json
from ..model.files import ProjectFiles
from ..model.hashing import sha256
from ..model.inputs import expected_hashes
from ..model.options import FONT
from ..model.records import Claim, Source, Value
from ..model.settings import find_root, load_settings
from ..model.vocabulary import Vocabulary
from ..text.quantities import format_claim
from . import theme
from .carried import Carried
from .guard_state import trusted
from .large_tables import Pieces, condensed, library, load_rows
from .place import fold_errors
from .traced import Traced

if TYPE_CHECKING:
    import pandas as pd

ROWS = tables.ROWS
"""The column that says where each row of a frame came from: row ids such as ``table:key``, joined by spaces."""


MANY = 1000
"""Cells of a column from which on only the different ones are looked at."""


@dataclass
class Session:
    """What one kernel has loaded and published so far."""

    files: ProjectFiles
    sources: dict[str, Source]
    font: str = FONT
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    row_sources: dict[str, str] = field(default_factory=dict)
    row_grades: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, dict[str, str]] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)
    values: dict[str, Value] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    audited: AuditTables | None = None
    known_claims: dict[str, tuple[Claim, str]] = field(default_factory=dict)
    carried: Carried = field(default_factory=Carried)
    """Numbers as tables and claims give them, which are published to the last digit."""
    pieces: dict[tuple[str, str], Pieces] = field(default_factory=dict)
    """The ranges that rows of large tables are cut into, by table and conditions."""

    def use_sources(self, keys: Iterable[str]) -> None:
        """Note that this notebook rests on the grades of some sources."""
        for key in keys:
            digest = source_digest(self.sources.get(key))
            self.inputs[f"source:{key}"] = {"kind": "source", "name": key, "path": REGISTRY, "sha256": digest}

    def carry(self, numbers: Iterable[float]) -> None:
        """Note numbers that a table or a claim gives."""
        self.carried.update(number for number in numbers if math.isfinite(number))

    def published(self, number: float) -> float | int:
        """Return a number as it is published: one that is carried over to the last digit, a computed one rounded."""
        return exact_number(number) if number in self.carried else canonical_number(number)


class LoadedClaim(Claim):
    """A claim in a notebook; written into a text it binds that text, like a value."""

    @property
    def text(self) -> str:
        """The quantity with its hedge, such as ``more than 80%``."""
        return format_claim(self)


_state: dict[str, Session] = {}


def session() -> Session:
    """Return this kernel's session, opened at first use."""
    if "it" not in _state:
        fold_errors()
        root = find_root()
        with trusted():
            files = ProjectFiles(root, expected_hashes())
            _state["it"] = Session(files, load_sources(files), _font(root), read_vocabulary(files))
        theme.enable_theme(_state["it"].font)
    return _state["it"]


def _font(root: Path) -> str:
    """Return the name of the site's typeface: as the build hands it down, or as an author's own kernel reads it."""
    handed = os.environ.get(theme.FONT_VARIABLE)
    if handed:
        return handed
    return load_settings(root).font


def reset() -> None:
    """Forget all that was loaded and published: a notebook run again in the same kernel starts anew."""
    _state.clear()


def load_table(
    name: str,
    columns: Sequence[str] | None = None,
    where: Sequence[Any] | None = None,
) -> pd.DataFrame:
    """Load a table by name, or what is needed of it.

    Parameters
    ----------
    name : str
        A table of the data package.
    columns : sequence of str, optional
        Columns in the order asked for; all without.
    where : sequence of (column, operator, value), optional
        What rows must hold, all of it: ``[("year", ">=", 2020), ("country", "in", ["DE", "FR"])]``. Operators are
        ``==``, ``!=``, ``in`` and, for numbers and dates, ``<``, ``<=``, ``>``, ``>=``. An empty number or date fits
        no condition.

    Returns
    -------
    DataFrame, shape (rows, columns + 1)
        Sorted by primary key, typed by the schema, with the column ``rows`` holding each row's id; of a large table the
        id of the range of rows that it stands in.

    Raises
    ------
    DataError
        If there is no such table or column, or a condition does not fit its column; the message names the nearest.
    """
    current = session()
    with trusted(), library():
        table, content = read_table(name, current.files)
    selection = read_selection(name, table.resource["schema"], columns, where)
    if table.is_large:
        frame, ids, known = load_rows(table, current.files, selection, current.pieces)
        frame[ROWS] = ids
    else:
        whole = select(to_frame(table, content), selection.conditions)
        known = dict(zip(whole[ROWS], whole["source"], strict=True))
        frame = whole[[*selection.columns, ROWS]]
    for row, source in known.items():
        current.row_sources[row] = source
        current.row_grades[row] = current.sources[source].grade if source in current.sources else ""
    current.use_sources(dict.fromkeys(known.values()))
    for column in frame.select_dtypes("float"):
        current.carried.add_column(frame[column])
    digest = sha256(table.sha256 + to_json(dict(table.resource["schema"])))
    current.inputs[f"table:{name}"] = {"kind": "table", "name": name, "path": table.path, "sha256": digest}
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

    find_claims(ids, _known_claims())  # names all that are unknown together
    loaded = [claim(key) for key in ids]
    return pd.DataFrame([{**vars(item), "text": item.text, ROWS: item.row} for item in loaded])


def _known_claims() -> dict[str, tuple[Claim, str]]:
    """Return every claim with its file, read once in this kernel."""
    current = session()
    if not current.known_claims:
        with trusted():
            current.known_claims = read_claims(current.files)
    return current.known_claims


def claim(key: str) -> LoadedClaim:
    """Load one claim; written into a text it binds that text, like a value."""
    current = session()
    [(known, path)] = find_claims([key], _known_claims())
    loaded = LoadedClaim(**vars(known))
    current.row_sources[loaded.row] = loaded.source
    current.row_grades[loaded.row] = loaded.grade
    current.claims[key] = loaded
    current.carry(end for end in (known.low, known.high) if end is not None)
    current.inputs[loaded.row] = {"kind": "claim", "name": key, "path": path, "sha256": claim_digest(known)}
    return loaded


def load_register() -> pd.DataFrame:
    """Load every claim with the status that the audit finds for it.

    Returns
    -------
    DataFrame, shape (claims, claim fields + 7)
        As :func:`load_claims`, with ``status``, ``reason``, ``checks`` and ``links`` (ids, joined by spaces), and
        ``standing``: the row id of the status, to cite where a number is about statuses and not about what is claimed.
    """
    import pandas as pd

    return pd.DataFrame(_audited().claims)


def load_checks() -> pd.DataFrame:
    """Load every check of the audit with its verdict.

    Returns
    -------
    DataFrame, shape (checks, 17)
        ``id``, ``rule``, ``formula``, ``title``, ``verdict`` (holds, fails, explained, cannot tell), whether it is
        ``counted``, the claims whose ``faults`` a failure may be (joined by spaces), ``low`` and ``high`` of what
        follows from the inputs, its ``unit`` and ``text``, ``said_low`` and ``said_high`` of what is stated, the
        ``claims`` and ``documents`` it speaks of and the ``inputs``, row ids of all it rests on (each joined by
        spaces), and ``rows``, the check's own row id.
    """
    import pandas as pd

    return pd.DataFrame(_audited().checks)


def _audited() -> AuditTables:
    """Return the audit's tables, and note that the notebook rests on the whole register."""
    current = session()
    if current.audited is None:
        with trusted():
            file = os.environ.get(AUDIT_VARIABLE, "")
            own = "" if file else load_settings(current.files.root).audit_source
            tables = load_audit_tables(file, current.files, current.sources, own)
        register = {"kind": "register", "name": "claims", "path": "data/audit", "sha256": tables.sha256}
        current.inputs["register:claims"] = register
        current.sources = with_audit_source(current.sources, tables.source)
        current.use_sources([tables.source])
        for row, key in tables.row_sources.items():
            source = current.sources.get(key)
            current.row_sources[row] = key
            current.row_grades[row] = tables.row_grades.get(row, source.grade if source else "")
        current.audited = tables
    return current.audited


def join_rows(rows: Iterable[str]) -> str:
    """Return row ids joined into one cell: sorted, each once. Use it to aggregate the column ``rows``.

    Examples
    --------
    >>> join_rows(["t:b", "t:a t:b"])
    't:a t:b'
    """
    return " ".join(sorted(_condensed({key for cell in _distinct(rows) for key in str(cell).split()})))


def as_rows(rows: Any) -> tuple[str, ...]:
    """Return row ids from a frame, a series, texts, claims, values or traced numbers."""
    return tuple(sorted(_condensed(_ids(rows))))


def _ids(rows: Any) -> set[str]:
    """Return the row ids that something holds, each once."""
    if isinstance(rows, str):
        return set(rows.split())
    if isinstance(rows, Value | Traced):
        return set(rows.row_ids)
    if isinstance(rows, Claim):
        return {rows.row}
    if hasattr(rows, "columns"):
        rows = rows[ROWS]
    elif hasattr(rows, "index") and hasattr(rows, "get") and isinstance(rows.get(ROWS), str):
        rows = [rows[ROWS]]
    return {key for item in _distinct(rows) for key in _ids(item)}


def _distinct(cells: Any) -> Iterable[Any]:
    """Return the cells of a long column each once, which takes a hundredth of the time to look through."""
    long = hasattr(cells, "unique") and len(cells) > MANY
    result: Iterable[Any] = cells.unique() if long else cells
    return result


def _condensed(rows: set[str]) -> set[str]:
    """Return row ids with ranges of large tables joined, whose sources are then known too."""
    current = _state.get("it")
    if current is None or not current.pieces:
        return rows
    result, came_from = condensed(rows, current.pieces)
    for row, one in came_from.items():
        current.row_sources[row] = current.row_sources[one]
        current.row_grades[row] = current.row_grades[one]
    return result
