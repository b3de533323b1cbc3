"""What the plugin brings to a site's ``mkdocs.yml``: theme, styles, scripts, Markdown extensions, exclusions, checks.

A site's own settings hold where it has some; lists are joined.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler
from pathspec.gitignore import GitIgnoreSpec

from ..model.errors import Problem, SettingsError
from ..model.settings import NO_PAGES
from ..render.assets import FOLDER, SCRIPTS, THEME

THEME_NAME = "material"
PLACE = "mkdocs.yml"
EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "tables": {},
    "toc": {"permalink": True, "permalink_title": "Link to this section"},
    "proofpress.render.entities:Entities": {},
    "pymdownx.details": {},
    "pymdownx.highlight": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {"subscript": False},
}
"""Markdown extensions that the rendered pages use."""
GENERATED = ("/figures/*", "/claims/*", "/data/*", "/values/*")
"""Generated pages that are reached from others and stand in no menu."""
PAST_CHECKS: Mapping[str, str] = {
    "blog": "Write posts as pages in docs/: it reads posts from the disk itself, so that no number in them is bound",
    "offline": "Leave it out: it gives pages file names, where ours are folders, and a site is whole without a network",
}
"""Plugins of the theme that publish pages past our checks, by name, and what to do instead."""
PAST_PAGES = "navigation.instant"
"""The theme's features that change pages without loading them: each of ours loads only the scripts it needs."""
LENIENT = (logging.NOTSET, logging.DEBUG, logging.INFO)
"""What a site's own file may ask of its checks of links and does not get: a release lives in a folder of its own."""
FEATURES = (
    "navigation.tabs",
    "navigation.top",
    "navigation.footer",
    "search.suggest",
    "toc.follow",
    "content.code.copy",
)


def _scheme(scheme: str, prefers: str, icon: str, name: str) -> dict[str, Any]:
    media = f"(prefers-color-scheme{prefers})"
    toggle = {"icon": f"material/{icon}", "name": name}
    return {"media": media, "scheme": scheme, "primary": "custom", "accent": "custom", "toggle": toggle}


THEME_OPTIONS: Mapping[str, Any] = {
    "features": FEATURES,
    "palette": [
        _scheme("auto", "", "theme-light-dark", "Colours as the system has them: switch to light"),
        _scheme("default", ": light", "weather-sunny", "Light colours: switch to dark"),
        _scheme("slate", ": dark", "weather-night", "Dark colours: switch to the system's"),
    ],
    "font": False,
}
"""Options of the theme; the shipped typeface takes the place of fonts that another site would serve."""


def bring_defaults(config: MkDocsConfig, given: Mapping[str, Any]) -> None:
    """Complete a site's settings with what its pages need.

    Parameters
    ----------
    config : MkDocsConfig
        The settings, with MkDocs' own defaults filled in.
    given : mapping
        What the site's file itself says.

    Raises
    ------
    SettingsError
        If the site asks for what its pages cannot do: another theme, fonts of other sites, addresses with file names,
        another folder of pages, or a plugin or feature that goes past the checks.
    """
    problems = _problems(config, given)
    if problems:
        raise SettingsError(problems)
    _bring_theme(config, given)
    _bring_extensions(config)
    config.extra_css = [f"{FOLDER}/style.css", *config.extra_css]
    config.extra_javascript = [*(_script(name) for name in SCRIPTS), *config.extra_javascript]
    config.exclude_docs = _joined(config.exclude_docs, [f"/{folder}" for folder in NO_PAGES])
    config.not_in_nav = _joined(config.not_in_nav, GENERATED)
    for name in ("anchors", "unrecognized_links", "absolute_links", "not_found"):
        if getattr(config.validation.links, name) in LENIENT:
            setattr(config.validation.links, name, logging.WARNING)
    count_when_quiet()


def count_when_quiet() -> None:
    """Let warnings be counted with ``--quiet`` too, which only says that they are not printed.

    MkDocs itself lowers what its log takes at all: a strict build would pass over what it stops at otherwise.
    """
    logger = logging.getLogger("mkdocs")
    if logger.level <= logging.WARNING:
        return
    for handler in logger.handlers:
        if not isinstance(handler, CountHandler):
            handler.setLevel(max(handler.level, logger.level))
    logger.setLevel(logging.WARNING)


def _theme_given(given: Mapping[str, Any]) -> Mapping[str, Any]:
    theme = given.get("theme")
    return theme if isinstance(theme, dict) else {}


def _problems(config: MkDocsConfig, given: Mapping[str, Any]) -> list[Problem]:
    problems = []
    if config.theme.name != THEME_NAME:
        fix = f"Set `theme: {THEME_NAME}`; own templates go into `theme.custom_dir`."
        problems.append(Problem("bad-theme", PLACE, "`theme`", f"`{THEME_NAME}`", f"`{config.theme.name}`", fix))
    if _theme_given(given).get("font"):
        thing, fix = "`theme.font` loads from another site", "Leave it out: the typeface comes with the package."
        problems.append(Problem("outside-font", PLACE, thing, "no such option, or `false`", fix=fix))
    if not config.use_directory_urls:
        fix = "Leave it out: pages link to one another as folders."
        problems.append(Problem("bad-addresses", PLACE, "`use_directory_urls`", "true", "false", fix))
    pages = Path(config.config_file_path).parent / "docs"
    if Path(config.docs_dir).resolve() != pages.resolve():
        fix = "Leave it out: pages are read, and their numbers bound, in docs/."
        problems.append(Problem("bad-folder", PLACE, "`docs_dir`", "docs", Path(config.docs_dir).name, fix))
    for name, fix in PAST_CHECKS.items():
        if any(plugin.rpartition("/")[2] == name for plugin in config.plugins):
            problems.append(Problem("bad-plugin", PLACE, f"plugin `{name}`", "none that goes past the checks", fix=fix))
    for name in _theme_given(given).get("features") or ():
        if str(name).startswith(PAST_PAGES):
            fix = "Leave it out: a page loads the scripts that it needs, which another page's may not be."
            problems.append(
                Problem("bad-feature", PLACE, f"`theme.features`, `{name}`", "none that keeps pages", fix=fix)
            )
    return problems


def _bring_theme(config: MkDocsConfig, given: Mapping[str, Any]) -> None:
    """Put our templates behind the site's own and before the theme's, and set the options that the site leaves open."""
    theme = config.theme
    if str(THEME) not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME))
    for name, value in THEME_OPTIONS.items():
        if name not in _theme_given(given):
            theme[name] = copy.deepcopy(value)


def _bring_extensions(config: MkDocsConfig) -> None:
    for name, options in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        if options:
            config.mdx_configs[name] = {**options, **config.mdx_configs.get(name, {})}


def _script(name: str) -> ExtraScriptValue:
    script = ExtraScriptValue(f"{FOLDER}/{name}.js")
    script.defer = True
    return script


def _joined(spec: Any, lines: Any) -> GitIgnoreSpec:
    """Return a site's patterns with ours after them: the record stays off the site whatever the site's own say."""
    ours = GitIgnoreSpec.from_lines(lines)
    return GitIgnoreSpec([*(spec.patterns if spec else ()), *ours.patterns])
