"""The plugin for MkDocs: hands the pipeline's pages and files to MkDocs' events, and decides nothing else.

A build refuses what is wrong. A preview shows it, beside the pages of the last build that was finished.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .. import pipeline
from ..data.glossary import reachable_terms
from ..data.history_files import read_history
from ..model.command import begin_command
from ..model.errors import InputsError, Problem, PublishError, SiteError
from ..model.files import ProjectFiles
from ..model.hashing import sha256
from ..model.inputs import changed_problems, read_inputs
from ..model.mkdocs_file import read_mkdocs
from ..model.options import ALLOWED, read_options
from ..model.own_cache import refuse_tracked_cache
from ..model.settings import Settings, settings_from
from ..notebook.fonts import webfont_name
from ..render.assets import without_idle_scripts
from ..render.csp import ThemeScripts, script_hashes
from ..render.output_folder import UnfinishedSite, check_target, explained, sweep_unfinished
from ..render.releases import release_menu
from ..render.theme_texts import allowed_attributes, escape_menu, escape_texts
from ..render.widths import with_width
from ..text.bound import shown_markup_problems
from ..text.outside import find_outside, find_outside_style, outside_problem
from ..text.running import running_problem
from .defaults import bring_defaults
from .hard_links import link_if_same, written_later
from .known_pages import FinishedPage, KnownPages
from .lenient import be_lenient, counters, stated_settings
from .navigation import navigation, shorten_contents
from .one_page import ShownSite
from .preview import Preview, in_background
from .preview_server import PreviewServer
from .search import LIBRARY, SiteSearch, library
from .standing import StandingSite, standing_site
from .theme_files import hasten_theme

log = logging.getLogger("mkdocs.proofpress")
DRAFT: int = InclusionLevel.DRAFT.value
"""Of a file that is not part of the site, and of those below it."""
FIRST, LAST = 100, -100
"""Priorities of what must come before and after every other plugin's part."""
HEAVY, HEAVY_END = "<!--pp-->", "<!--/pp-->"
"""Around pictures, tables and code in a page: finished HTML that Markdown, link checks and search need not read."""
WATCHED = ("notebooks", "data", "scripts")
"""Folders whose files a preview follows, besides pages and ``mkdocs.yml``."""
MARK = re.compile(r"<!--pp:([0-9a-f]{24})-->")


class ProofpressConfig(Config):
    """The plugin's options, checked by what the command line reads them with: :mod:`proofpress.model.options`."""

    def validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Return every bad option, not only the first."""
        _, problems = read_options(self.data)
        return [("options", ValidationError(str(problem))) for problem in problems], []


class ProofpressPlugin(BasePlugin[ProofpressConfig]):
    """One site's build, from MkDocs' settings to the finished folder.

    The previous site stays whole until the new one is complete.
    """

    def __init__(self) -> None:
        self.site: Any = None
        self.inputs: ProjectFiles | None = None
        self.target: Path | None = None
        self.unfinished: UnfinishedSite | None = None
        self.standing: StandingSite | None = None
        self.stands = False
        self.expected: frozenset[str] = frozenset()
        self.preview: Preview | None = None
        self.nav: Navigation | None = None
        self.made_with: ShownSite | None = None
        self.set_aside: dict[str, str] = {}
        self.scripts = ThemeScripts()
        self.admitted: list[str] = []
        self.foreign: list[Problem] = []
        self.outside: dict[tuple[str, str], Problem] = {}
        self.search = SiteSearch({})
        self.known: KnownPages | None = None

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a build or a preview; either ends with the command that started it, if one did."""
        self.preview = Preview() if command == "serve" else None
        begin_command()

    @event_priority(FIRST)
    def _before_others(self, config: MkDocsConfig) -> MkDocsConfig:
        """Prepare the theme, whose templates other plugins read too."""
        hasten_theme(config.theme)
        return config

    def _run(self, config: MkDocsConfig) -> MkDocsConfig:
        """Run the pipeline; on any problem stop here, before MkDocs touches the site folder."""
        file = Path(config.config_file_path)
        try:
            given = read_mkdocs(file)
            if self.preview is not None:
                be_lenient(config)
            bring_defaults(config, given)
            stated = config if self.preview is None else stated_settings(config, given)
            settings = settings_from(stated, file.parent, given=self.config.data)
            os.environ["SOURCE_DATE_EPOCH"] = str(settings.epoch)
            self.target = Path(os.path.realpath(config.site_dir))
            if self.preview is None:
                sweep_unfinished(self.target)
            check_target(self.target)
            self.inputs = read_inputs(settings)
            if self.preview is None:
                refuse_tracked_cache(settings)
                self.standing = standing_site(config, settings, self.inputs, self.target)
                self.stands = self.standing is not None and self.standing.stands()
            if self.stands:
                self._let_stand(config)
            else:
                self.site = self._build(settings, self.inputs)
                self._complete(config, settings)
        except SiteError as err:
            if self.preview is not None:
                self.preview.stop(err.problems)
            raise BuildError(f"\n{err}") from err
        return config

    on_config = CombinedEvent(_before_others, _run)

    def _build(self, settings: Settings, inputs: ProjectFiles) -> Any:
        """Return the site; in a preview that of an earlier build at the start, where this one finds it cannot."""
        if self.preview is None:
            steps = pipeline.Steps(keeping=in_background)
            return pipeline.build(settings, inputs, progress=log.info, steps=steps)
        return self.preview.build(settings, inputs)

    def _complete(self, config: MkDocsConfig, settings: Settings) -> None:
        """Set what follows from the site: menus, and where and under which address it is written."""
        self.known = KnownPages(settings)
        if settings.page_scripts == ALLOWED:
            self.admitted = [digest for text in self.site.pages.values() for digest in script_hashes(text)] or [""]
        config.nav = navigation(config.nav, self.site, settings)
        config.extra["font_file"] = webfont_name(settings.font)
        config.extra["releases"] = release_menu(settings, read_history(settings)) if settings.site_url else None
        if settings.site_url and self.preview is None:
            # Canonical links, the sitemap and link previews name this release's pages.
            config.site_url = settings.address("")
        self._write_beside(config)

    def _let_stand(self, config: MkDocsConfig) -> None:
        """Leave MkDocs nothing to do: no page, no menu, no template."""
        log.info("nothing has changed since the last build, and no file of its site: it stands as it is")
        config.nav, config.extra_templates, config.theme.static_templates = None, [], set()
        self._write_beside(config)

    def _write_beside(self, config: MkDocsConfig) -> None:
        """Have MkDocs write beside the previous site, whose folder it would empty first."""
        assert self.target is not None
        self.unfinished = UnfinishedSite(self.target)
        config.site_dir = str(self.unfinished.folder)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the rendered pages and files; a page of the same path as a hand-written one replaces it."""
        if self.stands:
            return Files([])
        for path, full in self.site.pages.items():
            text = self._without_heavy(full)
            old = files.get_file_from_path(path)
            if old is not None:
                files.remove(old)
            files.append(File.generated(config, path, content=text))
        later = written_later(config, files)
        for path, content in self.site.files.items():
            file = File.generated(config, path, content=content)
            files.append(file)
            if self.preview is not None and self.target is not None:
                self.preview.link_unchanged(file, content, self.target)
            elif self.standing is not None:  # else a plugin may write to what lies in the new folder
                link_if_same(file, content, self.standing.target, later)
        self.search = SiteSearch(config.plugins)
        if self.search.wanted:
            files.append(File.generated(config, LIBRARY, content=library()))
        return files

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Escape the names in the menu, which the theme prints as they are; its pages are read next."""
        escape_menu(nav.items)
        self.nav = nav
        if self.known is not None:
            self.known.begin(config)
        return nav

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let a page that an earlier build has rendered be taken as it was."""
        if self.known is not None:
            self.known.know_content(page)
        return markdown

    @event_priority(LAST)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Note the files that the finished site must hold; mark the theme's scripts and escape what it prints."""
        if self.stands:
            return env
        self.scripts, self.foreign, self.outside = ThemeScripts(), [], {}
        self.scripts.watch(env)
        escape_texts(env, config, (file.page for file in files.documentation_pages() if file.page))
        if self.known is not None and self.nav is not None:
            self.known.know_frames(env, config, self.nav, *self.admitted)
        self.expected = frozenset(file.dest_uri for file in files if file.inclusion.value > DRAFT)
        for file in files.css_files():
            if file.abs_src_path is not None and file.src_uri not in self.site.files:
                self._note_outside(f"docs/{file.src_uri}", find_outside_style(file.content_string))
        if self.nav is not None and self.target is not None:
            light = self._without_heavy
            self.made_with = ShownSite(config, files, self.nav, env, self.target, prepare=light)
        return env

    @event_priority(LAST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Let the search read a page that is now whole but for its frame."""
        page.content = html
        self.search.read(page)
        if page.file.src_uri in self.site.menu:
            shorten_contents(page.toc, html)
        return html

    def _without_heavy(self, text: str) -> str:
        """Return a page's Markdown with marks in the place of its heavy pieces, which come back when it is finished."""
        parts, start = [], 0
        while (begin := text.find(HEAVY, start)) >= 0 and (end := text.find(HEAVY_END, begin)) >= 0:
            parts += [text[start:begin], self._set_aside(text[begin + len(HEAVY) : end])]
            start = end + len(HEAVY_END)
        return "".join([*parts, text[start:]])

    def _set_aside(self, piece: str) -> str:
        """Keep a heavy piece of finished HTML and return the mark that stands for it."""
        key = sha256(piece)[:24]
        self.set_aside[key] = piece
        return f"<!--pp:{key}-->"

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the pieces set aside back into the finished page, its terms in reach, and say what it may load."""
        if isinstance(output, FinishedPage):
            return output
        place = f"docs/{page.file.src_uri}"
        foreign = [] if self.admitted else [running_problem(place, what) for what in self.scripts.foreign(output)]
        foreign += shown_markup_problems(output, place)
        outside = list(find_outside(output))
        self.foreign += foreign
        self._note_outside(place, outside)
        whole = MARK.sub(lambda match: self.set_aside[match[1]], reachable_terms(allowed_attributes(output)))
        finished = with_width(without_idle_scripts(self.scripts.finish(whole, self.admitted)))
        if self.known is not None and not (foreign or outside):
            self.known.keep(page.file.src_uri, finished)
        return finished

    def _note_outside(self, path: str, addresses: Iterable[str]) -> None:
        """Note what a page or a style sheet would load from other sites, once for each place where it is written."""
        for address in addresses:
            for place in self._places(address, path):
                self.outside.setdefault((address, place), outside_problem(place, address))

    def _places(self, address: str, path: str) -> list[str]:
        """Return files and lines where authors wrote an address: the page, or the notebooks, or the settings."""
        assert self.inputs is not None
        for files in ([path], self.inputs.below("notebooks"), ["mkdocs.yml"]):
            texts = {file: self.inputs.text(file) for file in files if self.inputs.exists(file)}
            places = [
                f"{file}:{text.count(chr(10), 0, text.index(address)) + 1}"
                for file, text in texts.items()
                if address in text
            ]
            if places:
                return places
        return [path]

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Say what a page may load that the theme makes itself, such as the one for addresses that do not exist."""
        if isinstance(output_content, FinishedPage) or not template_name.endswith(".html"):
            return output_content
        finished = self.scripts.finish(allowed_attributes(output_content))
        if self.known is not None:
            self.known.keep(template_name, finished)
        return finished

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in the place of the previous one, unless the strict build is about to fail."""
        unfinished, self.unfinished = self.unfinished, None
        if self.search.wanted and self.known is not None:
            self.search.write(Path(config.site_dir), self.site.files, self.known.entries)
        if unfinished is None:
            return
        config.site_dir = str(unfinished.target)
        if self.stands:
            unfinished.discard()
            return
        if self.preview is not None:
            self.preview.finish([*self.foreign, *self.outside.values()])
        elif self._refuses(config, unfinished):
            return
        try:
            unfinished.finish(self.expected)
        except SiteError as err:
            raise BuildError(f"\n{err}") from err
        if self.standing is not None and config.strict and counters():  # nothing to warn of each time
            self.standing.remember()
        if self.preview is not None:
            self.preview.show(self.site.files, self.made_with)

    def _refuses(self, config: MkDocsConfig, unfinished: UnfinishedSite) -> bool:
        """Discard a finished site that may not be published; whether MkDocs itself will say why.

        Raises
        ------
        BuildError
            Where it will not.
        """
        refused = [*self.foreign, *self.outside.values()]
        if refused:
            unfinished.discard()
            raise BuildError(f"\n{PublishError(refused)}")
        changed = changed_problems(self.inputs) if self.inputs is not None else []
        if changed:  # MkDocs copies files by itself: what it has copied may be what the files no longer say
            unfinished.discard()
            raise BuildError(f"\n{InputsError(changed)}")
        if config.strict and _warnings():
            unfinished.discard()
            return True
        return False

    def on_build_error(self, *, error: Exception) -> None:
        """Remove what this build has written beside the previous site, and say what an error of the system means."""
        unfinished, self.unfinished = self.unfinished, None
        if unfinished is not None:
            unfinished.discard()
        if isinstance(error, OSError) and self.target is not None:
            text = explained(error, self.target, unfinished.folder if unfinished else None)
            if text is not None:
                raise BuildError(f"\n{text}") from error

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch notebooks, data and code as well as pages, with a server that always answers."""
        root = Path(config.config_file_path).parent
        if self.preview is not None:
            server = PreviewServer(server, self.preview)
        for folder in WATCHED:
            if (root / folder).is_dir():
                server.watch(str(root / folder))
        return server


def _warnings() -> bool:
    return any(handler.get_counts() for handler in counters())
