"""A preview between its builds: the last site that was finished, and what has been found wrong since.

A preview is never strict. What would stop a build is gathered and shown, and so is what differs from the record.
"""

from __future__ import annotations

import importlib
import logging
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler

from .. import pipeline
from ..execute.run import prepare_kernels
from ..model.errors import Problem, SiteError
from ..model.files import ProjectFiles
from ..model.inputs import page_paths
from ..model.keys import package_hash
from ..model.remembered import Remembered
from ..model.settings import Settings
from ..model.store import key_of
from ..record.site_input import SiteInput
from ..render.kept_site import last_site
from ..render.preview import Findings
from ..render.site import OfData, Site

log = logging.getLogger("mkdocs.proofpress")
NOTHING = Site({"index.md": "# Preview\n\nNothing could be built yet. What is wrong stands in the panel.\n"}, {}, {})
"""What is shown where no build was ever finished."""
KNOWN = 3
"""Computed results that a preview remembers, so that undoing an edit is free."""
SERVING = {"site_url": "", "site_dir": "site", "dev_addr": "127.0.0.1:8000", "watch": []}
"""Settings that MkDocs changes for a preview, with their values where a site states none."""
GENERATOR_CHANGED = Problem(
    "generator-changed", "", "the generator has changed since the preview was started", fix="Start the preview again."
)
LIBRARIES = ("frictionless", "pandas", "nbconvert", "fontTools.subset", "vl_convert", "oxipng", "typst")
"""Libraries that a build loads where it uses them, which takes seconds."""
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
    """

    def __init__(self) -> None:
        self.findings = Findings()
        self.root = Path()
        self._site: Site | None = None
        self._results: SiteInput | None = None
        self._known: Remembered[SiteInput] = Remembered(most=KNOWN)
        self._rendered: Remembered[OfData] = Remembered(most=KNOWN)
        self._made_from = ""
        self._shown: Mapping[str, bytes] = {}
        self._told = False
        self._generator = package_hash()
        self._gathered = _Gathered()
        logging.getLogger("mkdocs").addHandler(self._gathered)

    def begin(self) -> None:
        """Begin a build; until it has ended the pages show what the one before it found."""
        self._gathered.warnings.clear()
        self._gathered.error = ""
        self._results = None
        self._told = False

    def build(self, settings: Settings, inputs: ProjectFiles) -> Site:
        """Return the site; where it cannot be built and none has been, the one that was kept last.

        Raises
        ------
        SiteError
            If it cannot be built; then the pages that are shown stay.
        """
        self.root = settings.root
        try:
            steps = pipeline.Steps(partial(self._recall, inputs), self._render, _in_background)
            site: Site = pipeline.build(settings, inputs, strict=False, progress=log.info, steps=steps)
        except SiteError as err:
            self.stop(err.problems)
            if self._site is not None:
                raise
            log.error(f"\n{err}")
            return last_site(settings) or NOTHING
        self._site = site
        if self._results is None:
            threading.Thread(target=warm_up, args=(settings,), daemon=True).start()
        return site

    def _recall(self, inputs: ProjectFiles, parts: Mapping[str, str], computing: Callable[[], SiteInput]) -> SiteInput:
        """Return the results of an earlier build where only hand-written pages have changed since."""
        pages = {f"file {path}" for path in page_paths(inputs)}
        rest = key_of({name: text for name, text in parts.items() if name not in pages})
        results, self._made_from = self._known.of(computing, rest), rest
        self._results = replace(results, project=replace(results.project, files=inputs))
        return self._results

    def _render(self, results: SiteInput) -> Any:
        """Return the site; what follows from its data as in an earlier build that was made from the same."""
        rest = self._made_from
        return pipeline.render(results, recall=lambda headings, making: self._rendered.of(making, rest, headings))

    def link_unchanged(self, file: File, content: bytes, target: Path) -> None:
        """Have a file of the new site that is the same in the one that is shown become a second name of it.

        A site holds hundreds of pictures and downloads, of which an edit moves a few: writing them takes longer than
        all else.
        """
        if self._shown.get(file.src_uri) == content:
            file.copy_file = partial(_link, file, target / file.dest_uri)  # type: ignore[method-assign]

    def show(self, files: Mapping[str, bytes]) -> None:
        """Take note of the files of the site that is now shown."""
        self._shown = files

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


def _warning_problem(text: str) -> Problem:
    """Return a warning of MkDocs, at which a strict build fails, as a problem."""
    named = DOCUMENT.search(text)
    return Problem("warning", f"docs/{named[1]}" if named else "", text, fix="A strict build stops at this.")


def _link(file: File, shown: Path, dirty: bool = False) -> None:
    path = Path(file.abs_dest_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.hardlink_to(shown)
    except OSError:
        File.copy_file(file, dirty)


def _in_background(step: Callable[[], None]) -> None:
    """Do what no reader waits for beside what comes next."""
    threading.Thread(target=step).start()


def warm_up(settings: Settings) -> None:
    """Load, while nobody waits, what the first saved edit would load."""
    for name in LIBRARIES:
        importlib.import_module(name)
    prepare_kernels(settings)


def stated_settings(config: MkDocsConfig, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a preview's settings as a build has them: those that MkDocs changes for it as the site's file states them.

    Keys of results, addresses in citations and links thus are the same in both.
    """
    root, schema = Path(config.config_file_path).parent, dict(MkDocsConfig._schema)
    stated = {name: given.get(name, default) for name, default in SERVING.items()}
    stated["site_dir"] = str(root / str(stated["site_dir"]))
    stated["dev_addr"] = schema["dev_addr"].validate(stated["dev_addr"])
    return {**config, **stated, "strict": True}  # as sites are built, whatever the file says


def counters() -> list[CountHandler]:
    """Return what counts warnings in a strict build."""
    return [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]


def be_lenient(config: MkDocsConfig) -> None:
    """Let a preview go on after warnings: what is said of strictness, in whatever place, is meant for builds."""
    config.strict = False
    for handler in counters():
        logging.getLogger("mkdocs").removeHandler(handler)
