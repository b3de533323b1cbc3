"""Files that every page shares: style, script, typeface, and the bundle of the interactive charts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from ..figures.draw import interactive_bundle
from ..figures.kept import drawing_parts
from ..model.machine_cache import machine_cache
from ..model.options import FONT
from ..model.settings import Settings
from ..model.slug import slugify
from ..model.store import Store, key_of
from ..notebook.fonts import page_fonts, webfont, webfont_name
from ..notebook.theme import DARK, LIGHT
from ..quotes import check

ASSETS = Path(__file__).parent / "assets"
FOLDER = "assets/proofpress"
THEME = Path(__file__).parent / "theme"
"""Templates that take the place of the theme's own."""
SCRIPTS = (
    "figures",
    "offers",
    "procedures",
    "registers",
    "quotes",
    "releases",
    "hints",
    "ordering",
    "search",
    "numbers",
)
"""Scripts of the pages, in the order in which they run."""
PARTS = {
    "figures": "pp-figure",
    "offers": "pp-offer",
    "procedures": "pp-procedure",
    "quotes": "pp-quote",
    "ordering": "pp-order",
}
"""The class of what a script works on, of those scripts that a page without such a part does not load."""
LOADED = re.compile(rf'<script src="[^"]*{FOLDER}/(\w+)\.js"[^>]*></script>\n?')
WORKERS = ("search_worker",)
"""Scripts that run beside a page, when a reader turns to what they do."""
KEPT_ASSETS = 6
"""Typefaces and bundles kept: those of a few sites that one user builds, and of their last versions."""
STYLE = (
    "theme",
    "header",
    "text",
    "figures",
    "registers",
    "procedures",
    "filters",
    "offers",
    "timelines",
    "pages",
    "alone",
    "far",
    "print",
)
"""Parts of the style sheet, in the order in which they overrule one another."""


def without_idle_scripts(page: str) -> str:
    """Return a finished page without the scripts that find nothing in it: they would be loaded in vain."""
    body = page.partition("<body")[2]
    idle = {name for name, part in PARTS.items() if f'class="{part}' not in body}
    kept, at = [], 0
    for script in LOADED.finditer(page):
        if script[1] in idle:
            kept.append(page[at : script.start()].rstrip(" \t"))
            at = script.end()
    return "".join([*kept, page[at:]])


def palette_css() -> str:
    """Return the palette as CSS variables: the system chooses light or dark unless the reader does."""

    def block(palette: dict[str, str]) -> str:
        return "".join(f"--pp-{name}:{value};" for name, value in palette.items())

    light, dark = block(LIGHT), block(DARK)
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f"body[data-md-color-scheme=default]{{{light}color-scheme:light}}\n"
        f"body[data-md-color-scheme=slate]{{{dark}color-scheme:dark}}\n"
        f"@media print{{:root,body[data-md-color-scheme]{{{light}color-scheme:light}}}}\n"
    )


@functools.cache
def style(family: str = FONT) -> str:
    """Return the site's style sheet, palette first, under the site's name for its typeface."""
    text = "".join((ASSETS / "style" / f"{part}.css").read_text(encoding="utf-8") for part in STYLE)
    return palette_css() + text.replace(FONT, family).replace(slugify(FONT), slugify(family))


def with_letters(html: str, family: str, root: str) -> str:
    """Return a page that has its style sheet in itself, with rules for those of its letters that few pages have."""
    rules, _ = page_fonts(family, [html])
    rules = rules.replace('url("', f'url("{root}{FOLDER}/')
    return html.replace("</style>", f"{rules}</style>", 1)


def letters_of(texts: Iterable[str], family: str, css: bytes) -> dict[str, bytes]:
    """Return the style sheet and the files by which pages show letters that few texts have.

    Parameters
    ----------
    texts : iterable of str
        All that the pages say.
    family : str
        The site's name for its typeface.
    css : bytes
        The style sheet without them.
    """
    rules, files = page_fonts(family, texts)
    return {f"{FOLDER}/style.css": css + rules.encode(), **{f"{FOLDER}/{name}": font for name, font in files.items()}}


def made_assets(family: str = FONT) -> dict[str, bytes]:
    """Return the shared files that take long to make: the typeface for browsers and the bundle of the live charts."""
    return {
        f"{FOLDER}/{webfont_name(family)}": webfont(family),
        f"{FOLDER}/{webfont_name(family, italic=True)}": webfont(family, italic=True),
        f"{FOLDER}/vega.js": interactive_bundle().encode(),
    }


def site_assets(settings: Settings) -> dict[str, bytes]:
    """Return the shared files by address, the typeface under the site's name; what takes long to make is kept."""
    parts, store = drawing_parts(settings), Store(machine_cache(settings) / "assets", KEPT_ASSETS)
    kept = store.recall("assets", key_of(parts))
    result = made_assets(settings.font) if kept is None else kept.files
    if kept is None:
        store.keep("assets", key_of(parts), result, parts)
    return {
        **result,
        f"{FOLDER}/style.css": style(settings.font).encode(),
        **{f"{FOLDER}/{name}.js": _script(name).encode() for name in (*SCRIPTS, *WORKERS)},
    }


def _script(name: str) -> str:
    """Return a script of the pages; the quote check's has its program before its page."""
    page = (ASSETS / f"{name}.js").read_text(encoding="utf-8")
    return check.program() + page if name == "quotes" else page
