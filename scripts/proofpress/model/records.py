"""The frozen records that travel between stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from .data_table import TableRecord, table_record
from .files import is_large
from .offer import Offer
from .value_table import ValueTable

Grade = Literal["A", "B", "C", "D"]
GRADES: tuple[Grade, ...] = get_args(Grade)
GRADE_MEANING: Mapping[str, str] = {
    "A": "official statistic, legal text or filing",
    "B": "institutional or peer-reviewed research with stated method",
    "C": "report or press statement naming its source",
    "D": "unverified: unsigned, machine-assisted or anonymous",
}

REACHED: Mapping[str, tuple[str, Grade]] = {
    "original": ("read in the publisher’s own file or page", "A"),
    "copied": ("copied whole by others, and its totals agree", "A"),
    "parsed": ("taken from the publisher’s file by others", "B"),
    "quoted": ("quoted by others", "C"),
    "coded": ("our own reading or coding", "C"),
}
"""How a source's values reached us: what that means, and the best grade that it allows."""

Hedge = Literal["exact", "about", "at least", "more than", "less than", "at most", "nearly", "projected"]
HEDGES: tuple[Hedge, ...] = get_args(Hedge)
Kind = Literal["statistic", "projection", "target", "threshold", "date", "count", "ratio"]
KINDS: tuple[Kind, ...] = get_args(Kind)

COMPUTED = "computed"
CHOICE = "choice"
"""Kinds of published values: computed from rows, or a choice of the authors."""


def worst_grade(grades: Mapping[str, str] | set[str] | list[str] | tuple[str, ...]) -> str:
    """Return the weakest of some grades (D before C before B before A), or ``""`` for none."""
    return max(grades, default="")


def figure_grade(grades: list[str]) -> str:
    """Return a figure's grade: its weakest row's, rows of grade D apart, which never share a series with others."""
    return worst_grade([grade for grade in grades if grade != "D"]) or worst_grade(grades)


@dataclass(frozen=True)
class Source:
    """A cited document or data set, as its CSL-JSON entry says.

    Attributes
    ----------
    id : str
        Registry id.
    short : str
        Producer and edition, for source lines.
    grade : str
        A to D, see :data:`GRADE_MEANING`.
    csl : mapping
        The whole CSL-JSON entry.
    reached : str
        How its values reached us, one of :data:`REACHED`; it limits the grade.
    """

    id: str
    title: str
    publisher: str
    short: str
    issued: str
    url: str
    grade: str
    licence: str
    note: str
    csl: Mapping[str, Any]
    reached: str = ""

    @property
    def address(self) -> str:
        """Where a reader finds it: its web address, or its DOI as one."""
        doi = str(self.csl.get("DOI", ""))
        return self.url or (f"https://doi.org/{doi}" if doi else "")


@dataclass(frozen=True)
class Claim:
    """Something a source asserts, in our words.

    ``low`` and ``high`` are in base units; an open bound is None. A hedge is data: "more than 80 percent" has
    low 80 and no high.
    """

    id: str
    source: str
    section: str
    paragraph: int
    footnote: str
    statement: str
    metric: str
    entity: str
    iso3: str
    low: float | None
    high: float | None
    unit: str
    as_printed: str
    period: str
    hedge: str
    kind: str
    origin: str
    grade: str
    fingerprint: str

    @property
    def row(self) -> str:
        """The row id that figures and values cite."""
        return f"claim:{self.id}"

    def __str__(self) -> str:
        return f"{{{{ claim.{self.id} }}}}"


@dataclass(frozen=True)
class Table:
    """A tidy data set: its resource in the data package, its file and the file's hash."""

    name: str
    path: str
    title: str
    description: str
    resource: Mapping[str, Any]
    sha256: str
    rows: int
    sources: tuple[str, ...]

    @property
    def is_large(self) -> bool:
        """Whether its rows are known by ranges and conditions, not one by one: those of a Parquet file."""
        return is_large(self.path)


@dataclass(frozen=True)
class Input:
    """What a notebook used: a table, a claim, a source's grade, the register or a module of the site, with its hash."""

    kind: Literal["table", "claim", "source", "register", "code"]
    name: str
    path: str
    sha256: str


@dataclass(frozen=True)
class Layer:
    """One data set of a chart: ``records`` are what the marks show, ``row_ids`` where each came from."""

    name: str
    records: tuple[Mapping[str, Any], ...]
    row_ids: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A chart or table published under a slug with its contract fields; texts may hold ``{{ name }}``."""

    analysis: str
    name: str
    title: str
    subtitle: str
    note: str
    alt: str
    columns: Mapping[str, str]
    computed: str
    explore: str
    spec: Mapping[str, Any]
    narrow: Mapping[str, Any]
    layers: tuple[Layer, ...]
    row_ids: tuple[str, ...]
    sources: tuple[str, ...]
    grade: str
    cell: int
    carried: frozenset[float] = frozenset()
    """Numbers of its data sets that stand so in a table or claim, and so are shown to the last digit."""
    undrawn: tuple[tuple[str, str], ...] = ()
    """What of its title the picture leaves out, a value's name or words, each with the reason."""
    offer: Offer | None = None
    """What its live chart lets a reader choose."""

    @property
    def id(self) -> str:
        """``<analysis>/<figure>``."""
        return f"{self.analysis}/{self.name}"

    @property
    def table(self) -> TableRecord | None:
        """The record of its table, where the figure is one; none for a chart."""
        return table_record(self.spec)


@dataclass(frozen=True)
class Value:
    """A number published in prose under a name; written into a text it binds that text: ``f"reached {share}"``.

    A notebook knows neither its analysis nor the cell's number: both are filled in when the notebook has run.
    """

    analysis: str
    name: str
    number: float | int | str
    unit: str
    text: str
    formula: str
    period: str
    row_ids: tuple[str, ...]
    sources: tuple[str, ...]
    grade: str
    cell: int
    thresholds: tuple[tuple[float, str], ...] = ()
    """Numbers at which the finding turns, each with what it is from there on."""
    kind: str = COMPUTED
    """Whether it was computed from rows, or is a number of our own making, whose ``formula`` says why."""

    @property
    def is_choice(self) -> bool:
        """Whether the number is of our own making: it has no rows, no sources and no grade."""
        return self.kind == CHOICE

    @property
    def id(self) -> str:
        """``<analysis>.<value>``."""
        return f"{self.analysis}.{self.name}"

    def __str__(self) -> str:
        return f"{{{{ {self.name} }}}}"

    def __format__(self, spec: str) -> str:
        if spec:
            raise ValueError(f"value `{self.name}` has its own format; write it without `:{spec}`")
        return str(self)

    def _repr_html_(self) -> str:
        return f"<code>{self.name}</code> = <b>{self.text}</b>"


@dataclass(frozen=True)
class Assertion:
    """What a headline says of all, none or the largest of something, as its notebook has proven it of rows.

    Attributes
    ----------
    words : tuple of str
        Words of headlines that rest on it.
    row_ids : tuple of str
        The rows that it was proven of.
    over : tuple of str
        Columns of the tables that tell members apart.
    where : tuple of (str, tuple of str)
        Columns with the cells that the words confine themselves to.
    apart : tuple of (str, str)
        Members left out, each with the reason.
    """

    words: tuple[str, ...]
    row_ids: tuple[str, ...]
    over: tuple[str, ...]
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ExecutedNotebook:
    """A notebook that ran to its end, as JSON, with the inputs that it loaded and the packages that it imported."""

    analysis: str
    path: str
    sha256: str
    notebook: Mapping[str, Any]
    inputs: tuple[Input, ...]
    seconds: float = 0.0
    reused: bool = False
    packages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """What one notebook publishes."""

    slug: str
    path: str
    sha256: str
    title: str
    notebook: Mapping[str, Any]
    meta: Mapping[str, Any]
    figures: tuple[Figure, ...]
    values: tuple[Value, ...]
    inputs: tuple[Input, ...]
    claims: tuple[str, ...] = ()
    tables: tuple[ValueTable, ...] = ()
    assertions: tuple[Assertion, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A figure drawn: pictures by file name, such as ``chart.svg``.

    ``inline`` holds the two page pictures, ``shared`` those that name their release and are no part of the record.
    """

    figure: str
    files: Mapping[str, bytes] = field(repr=False)
    inline: Mapping[str, str] = field(repr=False)
    shared: Mapping[str, bytes] = field(repr=False, default_factory=dict)


TEXTS = ("title", "subtitle", "note", "alt")
"""A figure's contract texts."""
RECORD_FILES = ("values.csv", "spec.json", "chart.svg")
"""The files that the record keeps of a figure; of the others it keeps the hash."""


@dataclass(frozen=True, order=True)
class Drift:
    """One place where today's result and the record differ.

    Attributes
    ----------
    id : str
        Figure or value.
    what : str
        ``cell``, ``row``, ``text``, ``specification``, ``picture``, ``value``, ``new``, ``gone`` or ``file``.
    where : str
        Row and column, or the field.
    old, new : str
        What the record says, and today's result.
    """

    id: str
    what: str
    where: str
    old: str
    new: str

    def __str__(self) -> str:
        place = f", {self.where}" if self.where else ""
        return f"{self.id}{place}: {self.old or 'nothing'} → {self.new or 'nothing'}"


@dataclass(frozen=True)
class Entry:
    """A figure or value as the record keeps it: its texts and numbers, and for a figure its files."""

    id: str
    fields: Mapping[str, Any]
    files: Mapping[str, bytes]
