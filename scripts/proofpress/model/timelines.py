"""Timelines: pages that list a table's rows by date, as a site's settings declare them.

The generator knows no measure and no field: which column says what is told by the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from .slug import slugify

DATES = ("announced", "effective", "paused", "resumes", "ends")
"""Settings that name a column of dates, in the order in which a reader is told them."""
COLUMNS = ("name", "covers", "by", *DATES, "checked", "text", "pause_text")
"""Settings that name a column."""
TEXTS = ("title", "menu", "about", "noun", "table")
"""Settings that are texts."""
TAKEN = frozenset(
    ("index", "analyses", "audit", "changes", "claims", "data", "debate", "figures", "frameworks", "glossary")
) | frozenset(("about", "methods", "quote-check", "releases", "reproduce", "search", "sources", "values", "assets"))
"""Names of pages and folders that the generator makes itself."""
EXPECTED = (
    "pages by name, a slug that no other page has, each with `title`, `table`, `name` (a column), `announced` or "
    f"`effective` (columns of dates), and perhaps {', '.join(f'`{key}`' for key in TEXTS[1:4])}, "
    f"`filters` (a list of columns), {', '.join(f'`{key}`' for key in COLUMNS[1:3])}, "
    f"{', '.join(f'`{key}`' for key in COLUMNS[5:])}"
)


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A page that lists the rows of a table by date.

    Attributes
    ----------
    page : str
        Its name in addresses: the key below `timelines`, a slug.
    title : str
        Its heading.
    menu : str
        What it is called in the menu; the heading when empty.
    about : str
        A sentence or two below the heading.
    noun : str
        What its entries are, in the plural.
    table : str
        The table whose rows it lists.
    name : str
        The column by which an entry is called.
    covers : str
        The column that says what an entry is about.
    by : str
        The column of who acts; entries are counted and chosen by it.
    filters : tuple of str
        Further columns by which entries are chosen and described; several words of a cell are joined by ``; ``.
    announced : str
        The column of the day on which it was announced; this or the next is needed.
    effective : str
        The column of the day on which it took effect.
    paused : str
        The column of the day from which it is suspended.
    resumes : str
        The column of the last day of its suspension.
    ends : str
        The column of the day on which it ends.
    checked : str
        The column of the day to which its status is told; the day of the release when empty.
    text : str
        The column of the web address of its own text.
    pause_text : str
        The column of the web address of the text that suspends it.
    """

    page: str
    title: str
    table: str
    name: str
    menu: str = ""
    about: str = ""
    noun: str = "entries"
    covers: str = ""
    by: str = ""
    filters: tuple[str, ...] = ()
    announced: str = ""
    effective: str = ""
    paused: str = ""
    resumes: str = ""
    ends: str = ""
    checked: str = ""
    text: str = ""
    pause_text: str = ""

    @property
    def file(self) -> str:
        """The page's source path."""
        return f"{self.page}.md"

    @property
    def called(self) -> str:
        """What the menu calls it."""
        return self.menu or self.title

    @property
    def columns(self) -> Mapping[str, str]:
        """The columns that it names, by setting."""
        named = {key: getattr(self, key) for key in COLUMNS} | {
            f"filters[{number}]": column for number, column in enumerate(self.filters)
        }
        return {key: column for key, column in named.items() if column}

    @property
    def dates(self) -> Mapping[str, str]:
        """The columns of dates that it names, by setting."""
        return {key: column for key in DATES if (column := getattr(self, key))}


def timelines_from(given: Any) -> tuple[Timeline, ...]:
    """Return timelines from YAML.

    Raises
    ------
    ValueError
        If they are of another shape.
    """
    if not isinstance(given, Mapping):
        raise ValueError("no pages by name")
    return tuple(_timeline(page, entry) for page, entry in given.items())


def _timeline(page: Any, given: Any) -> Timeline:
    known = {entry.name for entry in fields(Timeline)} - {"page"}
    if not isinstance(page, str) or not page or page != slugify(page) or page in TAKEN:
        raise ValueError("no name of a page")
    if not isinstance(given, Mapping) or given.keys() - known:
        raise ValueError("no timeline")
    filters = given.get("filters", ())
    if not isinstance(filters, list | tuple) or not all(isinstance(column, str) and column for column in filters):
        raise ValueError("no list of columns")
    texts = {key: text for key, text in given.items() if key != "filters"}
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise ValueError("no text")
    if not {"title", "table", "name"} <= texts.keys() or not {"announced", "effective"} & texts.keys():
        raise ValueError("title, table, name or date is missing")
    return Timeline(page=page, filters=tuple(filters), **{key: " ".join(text.split()) for key, text in texts.items()})
