"""The site's input: all that pages are rendered from, beside what the record says.

One record goes from the comparison to the renderer, so that no field is copied on the way.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..data.corrections import Correction
from ..data.glossary import Term
from ..data.history import History
from ..data.project import Project
from ..data.row_ranges import range_cells
from ..evidence.audit import audit_rows
from ..evidence.frameworks import Framework
from ..evidence.records import CHECKS, LINKS, Audit
from ..evidence.theses import Thesis
from ..model.records import Analysis, Claim, Drift, Entry, Figure, Picture, Source, Table, Value
from ..model.settings import Settings
from ..model.value_table import ValueTable
from ..model.vocabulary import Vocabulary
from .paging import ClaimPage, claim_addresses, claim_pages


@dataclass(frozen=True)
class SiteInput:
    """What the notebooks publish today, what it rests on, and how it differs from the record.

    Attributes
    ----------
    project : Project
        The data.
    audit, frameworks, theses
        What the evidence part makes of them; empty on a site without it.
    analyses : tuple of Analysis
        In the site's order.
    pictures : mapping of str to Picture
        By figure.
    entries, record : mapping of str to Entry
        Today's figures, values and claims, and the published ones.
    drifts : tuple of Drift
        Where the two differ.
    documents : mapping of str to str
        Hand-written pages, and default ones in the place of those that are not, by path below ``docs/``.
    """

    project: Project
    audit: Audit = field(default_factory=Audit)
    frameworks: tuple[Framework, ...] = ()
    theses: tuple[Thesis, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    record: Mapping[str, Entry] = field(default_factory=dict)
    drifts: tuple[Drift, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """Where the project is and how the site is built."""
        return self.project.settings

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source by id."""
        return self.project.sources

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by id."""
        return self.project.claims

    @property
    def claim_paths(self) -> Mapping[str, str]:
        """The file of each claim."""
        return self.project.claim_paths

    @property
    def tables(self) -> Mapping[str, Table]:
        """Every table by name."""
        return self.project.tables

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the site's field."""
        return self.project.vocabulary

    @property
    def glossary(self) -> tuple[Term, ...]:
        """Every term by name."""
        return self.project.glossary

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Every correction of a release, the newest first."""
        return self.project.corrections

    @property
    def history(self) -> History:
        """The committed past."""
        return self.project.history

    @functools.cached_property
    def rows(self) -> Mapping[str, Mapping[str, str]]:
        """Each row that can be cited, by row id: the tables' as printed in the file, and the audit's.

        Of large tables there are the ranges on which something rests.
        """
        cited = [row for item in self.published for row in item.row_ids]
        cited += [
            row for figure in self.figures for layer in figure.layers for ids in layer.row_ids for row in ids.split()
        ]
        ranges = range_cells(dict.fromkeys(cited), self.tables)
        return {**self.project.rows, **ranges, **audit_rows(self.audit, self.settings.audit_source)}

    def files_of(self, figure: Figure) -> dict[str, bytes]:
        """Return a figure's files by name: its pictures, values and specification."""
        return {**self.pictures[figure.id].files, **self.entries[figure.id].files}

    @functools.cached_property
    def input_hashes(self) -> Mapping[str, str]:
        """The hash of each file that results are computed from, by path."""
        files = self.project.files
        paths = {table.path for table in self.tables.values()} | set(self.claim_paths.values())
        paths |= {path for path in (CHECKS, LINKS) if files.exists(path)}
        return {path: files.sha256(path) for path in sorted(paths)}

    @functools.cached_property
    def environment(self) -> str:
        """The hash of the lock file; empty where there is none."""
        name = self.settings.lock.relative_to(self.settings.root).as_posix()
        return self.project.files.sha256(name) if self.project.files.exists(name) else ""

    @property
    def moved(self) -> frozenset[str]:
        """Ids of figures and values that differ from the record; none in a strict build."""
        return frozenset(drift.id for drift in self.drifts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in the site's order."""
        return tuple(figure for analysis in self.analyses for figure in analysis.figures)

    @property
    def values(self) -> tuple[Value, ...]:
        """Every value, in the site's order."""
        return tuple(value for analysis in self.analyses for value in analysis.values)

    @property
    def value_tables(self) -> tuple[tuple[str, str, tuple[ValueTable, ...]], ...]:
        """The tables of each analysis that has some, behind its slug and its short name."""
        return tuple((item.slug, str(item.meta["nav"]), item.tables) for item in self.analyses if item.tables)

    @property
    def published(self) -> tuple[Figure | Value, ...]:
        """Every figure, then every value."""
        return (*self.figures, *self.values)

    @functools.cached_property
    def claim_pages(self) -> tuple[ClaimPage, ...]:
        """The pages of the claims register."""
        return claim_pages(self.claims.values(), self.sources)

    @functools.cached_property
    def claim_addresses(self) -> Mapping[str, str]:
        """Where each claim's row stands, below the site's root, by claim."""
        return claim_addresses(self.claim_pages)

    @property
    def audit_address(self) -> str:
        """Where the checks stand, below the site's root: the analysis that publishes them, or a page of their own."""
        name = self.settings.audit_analysis
        return f"analyses/{name}/" if name else "audit/"

    def analysis(self, slug: str) -> Analysis:
        """Return an analysis by its slug.

        Raises
        ------
        KeyError
            If there is none.
        """
        return self._by_slug[slug]

    @functools.cached_property
    def _by_slug(self) -> Mapping[str, Analysis]:
        return {analysis.slug: analysis for analysis in self.analyses}

    def cited_sources(self) -> dict[str, list[str]]:
        """Return for each source the ids of the figures and values that rest on it."""
        cited: dict[str, list[str]] = {key: [] for key in self.sources}
        for item in self.published:
            for key in item.sources:
                cited[key].append(item.id)
        return cited
