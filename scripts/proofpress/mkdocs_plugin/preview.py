"""A preview between its builds: the last site that was finished, and what has been found wrong since.

A preview is never strict. What would stop a build is gathered and shown, and so is what differs from the record.
"""

from __future__ import annotations

import importlib
import logging
import re
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

from .. import pipeline
from ..data.csv_checks import check_schema
from ..execute.run import prepare_kernels
from ..figures.apart import stand_ready
from ..figures.jobs import resolver
from ..model.errors import Problem, SiteError
from ..model.files import ProjectFiles
from ..model.inputs import page_paths
from ..model.keys import package_hash
from ..model.records import Analysis
from ..model.remembered import Remembered
from ..model.settings import Settings
from ..model.store import key_of
from ..record.asked import analysis_of
from ..record.part import part_of
from ..record.site_input import SiteInput
from ..render.early import early_pages
from ..render.kept_site import last_site
from ..render.preview import Findings
from ..render.site import OfData, Site
from .hard_links import link
from .one_page import ShownSite

log = logging.getLogger("mkdocs.proofpress")
NOTHING = Site({"index.md": "# Preview\n\nNothing could be built yet. What is wrong stands in the panel.\n"}, {}, {})
"""What is shown where no build was ever finished."""
KNOWN = 3
"""Computed results that a preview remembers, so that undoing an edit is free."""
MOST_EARLY = 8
"""Analyses that are shown before the rest of the site: where an edit runs more, the rest is not far behind."""
GENERATOR_CHANGED = Problem(
    "generator-changed", "", "the generator has changed since the preview was started", fix="Start the preview again."
)
LIBRARIES = ("pandas", "nbconvert", "fontTools.subset", "vl_convert", "oxipng", "typst")
"""Libraries that a build loads where it uses them, which takes seconds."""
SMALLEST_TABLE, SMALLEST_SCHEMA = b"id\na\n", {"fields": [{"name": "id", "type": "string"}], "primaryKey": ["id"]}
"""A table to start the validating library with."""
LOADED = re.compile(r"\.(?:css|js|svg|woff2)$|(?:spec\.json|values\.csv)$")
"""Files that a page shows or that its scripts load."""
ANALYSIS = re.compile(r"analyses/([a-z0-9-]+)/")
"""The address of an analysis's page."""
DOCUMENT = re.compile(r"[Dd]oc file '([^']+)'")


class _Gathered(logging.Handler):
    """What MkDocs has warned of, and the last error that it told."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.error = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        if record.levelno >= logging.ERROR:
            self.error = record.getMessage().strip()
        else:
            self.warnings.append(record.getMessage())


class Preview:
    """What a preview knows between its builds.

    Attributes
    ----------
    findings : Findings
        What the last build found; the server shows it in every page.
    root : Path
        The project.
    shown : ShownSite, optional
        What the shown site was made with, once there is one.
    moved : bool
        Whether the last build moved a file that pages load.
    tell : callable
        Has browsers ask for their page again; with ``moved`` those too whose page is the same, but not what it loads.
    looked_at : callable
        Returns the addresses of pages that browsers show, below the site's.
    """

    def __init__(self) -> None:
        self.findings = Findings()
        self.root = Path()
        self.shown: ShownSite | None = None
        self.tell: Callable[..., None] = lambda **_: None
        self.looked_at: Callable[[], Collection[str]] = tuple
        self._site: Site | None = None
        self._results: SiteInput | None = None
        self._known: Remembered[SiteInput] = Remembered(most=KNOWN)
        self._rendered: Remembered[OfData] = Remembered(most=KNOWN)
        self._made_from = ""
        self.moved = False
        self._files: Mapping[str, bytes] = {}
        self._read: Mapping[str, str] = {}
        self._written: Mapping[str, str] = {}
        self._notebooks: Mapping[str, object] = {}
        self._early: frozenset[str] = frozenset()
        self._one_by_one = threading.Lock()
        self._told = False
        self._workers = 0
        self._warming: threading.Thread | None = None
        self._generator = package_hash()
        self._gathered = _Gathered()
        logging.getLogger("mkdocs").addHandler(self._gathered)

    def begin(self) -> None:
        """Begin a build; until it has ended the pages show what the one before it found.

        A saved style sheet, script or picture takes its place in the shown site at once.
        """
        self._gathered.warnings.clear()
        self._gathered.error = ""
        self._results = None
        self._early = frozenset()
        self._told = False
        if self.shown is not None and (saved := self.shown.copy_saved()):
            log.info(f"shown before the rest of the site: {', '.join(saved)}")
            self.tell(moved=True)

    def build(self, settings: Settings, inputs: ProjectFiles) -> Site:
        """Return the site; where it cannot be built and none has been, the one that was kept last.

        Raises
        ------
        SiteError
            If it cannot be built; then the pages that are shown stay.
        """
        if self._warming is not None:  # one thread loads libraries: two at once find some half loaded
            self._warming.join()
        self._workers = settings.workers
        self.root, self._read = settings.root, pipeline.read_documents(settings, inputs)
        try:
            waiting = pipeline.Waiting(self._show_part, self._waited_for)
            steps = pipeline.Steps(partial(self._recall, inputs), self._render, in_background, waiting)
            site: Site = pipeline.build(settings, inputs, strict=False, progress=log.info, steps=steps)
        except SiteError as err:
            self.stop(err.problems)
            if self._site is not None:
                raise
            log.error(f"\n{err}")
            return last_site(settings) or NOTHING
        if self._results is None and self._site is not None:
            self._show_recalled(site)
        self._site = site
        if self._results is None:
            self._warming = threading.Thread(target=warm_up, args=(settings,), daemon=True)
            self._warming.start()
        return site

    def _recall(self, inputs: ProjectFiles, parts: Mapping[str, str], computing: Callable[[], SiteInput]) -> SiteInput:
        """Return the results of an earlier build where only hand-written pages have changed since."""
        pages = {f"file {path}" for path in page_paths(inputs)}
        rest = key_of({name: text for name, text in parts.items() if name not in pages})
        known, self._made_from = self._known.recall(rest), rest
        results = self._known.keep(computing(), rest) if known is None else known
        self._results = replace(results, project=replace(results.project, files=inputs))
        if known is not None:
            self._show_early(self._results)
        return self._results

    def _waited_for(self) -> frozenset[str]:
        """Return the analyses whose pages browsers show: they run, and are shown, before all others."""
        return frozenset(match[1] for path in self.looked_at() if (match := ANALYSIS.match(path)))

    def _show_part(self, results: SiteInput, ran: frozenset[str]) -> None:
        """Show pages of notebooks that ran or are others than shown, before all are looked at and rendered.

        Where browsers show some of these it is they alone. It is called as each notebook ends, by several threads, and
        at the end of all.
        """
        with self._one_by_one:
            try:
                self._show_some(results, ran)
            except Exception as err:  # the build that follows meets it again, and says it in its place
                log.debug("nothing was shown before the rest of the site", exc_info=err)

    def _show_some(self, results: SiteInput, ran: frozenset[str]) -> None:
        known, before = self._notebooks, self.findings.results
        others = {slug for slug, state in _states(results).items() if known.get(slug, state) != state}
        wanted = ran.union(others) - self._early
        waited_for = self._waited_for()
        is_part = len(results.analyses) < len(results.settings.notebook_paths())
        if is_part and before is None:
            return  # nothing is known of the others, whose numbers its page may show
        if waited_for and not wanted & waited_for and (is_part or waited_for & self._early):
            return  # those that somebody looks at come before
        wanted = wanted & waited_for or wanted
        if self.shown is None or not wanted or len(wanted | self._early) > MOST_EARLY:
            return
        whole = results if before is None else replace(results, analyses=_newer(before, results))
        part = part_of(whole, wanted, resolver(whole.analyses, whole.claims))
        if self._show_early(_beside(before or part, part, wanted), wanted):
            self._early |= wanted

    def _show_recalled(self, site: Site) -> None:
        """Show what differs in a site that was kept whole, analyses and hand-written pages, before it is written."""
        before = self._site.pages if self._site is not None else {}
        changed = {path: text for path, text in site.pages.items() if before.get(path, text) != text}
        self._renew({path: changed[path] for path in changed if path in self._read or path in site.menu})

    def _show_early(self, results: SiteInput, ran: frozenset[str] = frozenset()) -> bool:
        """Show pages of notebooks that ran and saved pages in the shown site; the whole of it follows."""
        if self.shown is None:
            return False
        try:
            pages = early_pages(results, ran, self._read, self._written)
        except Exception as err:  # the build that follows meets it again, and says it in its place
            log.debug("nothing was shown before the rest of the site", exc_info=err)
            return False
        return self._renew(pages, results)

    def _renew(self, pages: Mapping[str, str], results: SiteInput | None = None) -> bool:
        made = self.shown.renew(pages) if self.shown is not None else []
        if made:
            self.findings = Findings(() if self.findings.earlier else self.findings.problems, results)
            log.info(f"shown before the rest of the site: {', '.join(made)}")
            self.tell()
        return bool(made)

    def _render(self, results: SiteInput) -> Any:
        """Return the site; what follows from its data as in an earlier build that was made from the same."""
        rest = self._made_from
        return pipeline.render(results, recall=lambda headings, making: self._rendered.of(making, rest, headings))

    def link_unchanged(self, file: File, content: bytes, target: Path) -> None:
        """Have a file of the new site that is the same in the one that is shown become a hard link of it.

        A site holds hundreds of pictures and downloads, of which an edit moves a few: writing them takes longer than
        all else.
        """
        if self._files.get(file.src_uri) == content:
            file.copy_file = partial(link, file, target / file.dest_uri)  # type: ignore[method-assign]

    def show(self, files: Mapping[str, bytes], made_with: ShownSite | None) -> None:
        """Take note of the site that is now shown: its files, and what its pages were made with."""
        self.moved = any(LOADED.search(name) and self._files.get(name) != files[name] for name in files)
        self._files, self._written, self.shown = files, self._read, made_with
        self._notebooks = {} if self._results is None else _states(self._results)

    def stop(self, problems: Iterable[Problem]) -> None:
        """End a build that cannot be finished: the pages are those of an earlier one."""
        self._tell(problems, earlier=True)

    def finish(self, problems: Iterable[Problem]) -> None:
        """End a build whose pages are whole, with what would have stopped a strict one."""
        if not self._told:
            self._tell([*problems, *map(_warning_problem, dict.fromkeys(self._gathered.warnings))], earlier=False)

    def fail(self, err: BaseException) -> None:
        """End a build that an error has ended, unless its problems have been told."""
        if not self._told:
            got = self._gathered.error or str(err)
            thing = "the build ended" if isinstance(err, SystemExit) else f"the build ended: {type(err).__name__}"
            self.stop([Problem("not-built", "", thing, got=got, fix="The log has more.")])

    def _tell(self, problems: Iterable[Problem], *, earlier: bool) -> None:
        every = tuple(problems)
        if package_hash() != self._generator:
            every += (GENERATOR_CHANGED,)
        self.findings, self._told = Findings(every, self._results, earlier), True
        stand_ready(self._workers)


def _states(results: SiteInput) -> dict[str, object]:
    """Return for each analysis what its notebook was and what it loaded."""
    return {analysis.slug: (analysis.sha256, analysis.inputs) for analysis in results.analyses}


def _newer(before: SiteInput, results: SiteInput) -> tuple[Analysis, ...]:
    """Return the analyses of earlier results, in the place of each what there is of it now, and those that are new."""
    now = {analysis.slug: analysis for analysis in results.analyses}
    kept = tuple(now.pop(analysis.slug, analysis) for analysis in before.analyses)
    return (*kept, *now.values())


def _beside(before: SiteInput, results: SiteInput, ran: frozenset[str]) -> SiteInput:
    """Return results of some analyses with what was known before of the others."""
    others = [drift for drift in before.drifts if analysis_of(drift.id) not in ran]
    own = [drift for drift in results.drifts if analysis_of(drift.id) in ran]
    pictures, entries = ({**getattr(before, name), **getattr(results, name)} for name in ("pictures", "entries"))
    return replace(results, pictures=pictures, entries=entries, drifts=(*others, *own))


def _warning_problem(text: str) -> Problem:
    """Return a warning of MkDocs, at which a strict build fails, as a problem."""
    named = DOCUMENT.search(text)
    return Problem("warning", f"docs/{named[1]}" if named else "", text, fix="A strict build stops at this.")


def in_background(step: Callable[[], None]) -> None:
    """Do what no reader waits for beside what comes next."""
    threading.Thread(target=step).start()


def warm_up(settings: Settings) -> None:
    """Load, while nobody waits, what the first saved edit would load."""
    prepare_kernels(settings)  # a process of its own, which loads meanwhile
    check_schema("", SMALLEST_TABLE, SMALLEST_SCHEMA)  # frictionless looks for all its parts at the first table
    for name in LIBRARIES:
        importlib.import_module(name)
