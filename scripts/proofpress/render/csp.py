"""The content security policy of a page: nothing but its own files, and the scripts that our templates put into it.

A script is admitted by where it comes from, never because the finished page holds it: from the theme's templates,
whose scripts are marked before any content is in, or from the generator's own, which are constant.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import jinja2

from ..text.running import find_running

SCRIPT = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<body>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
OPENED = re.compile(r"<script(?=[\s>{])", re.IGNORECASE)
HEAD = re.compile(r"<head(?:\s[^>]*)?>")
LOADED = re.compile(r"\ssrc=")
SECRET = f" data-{secrets.token_hex(16)}"
"""An attribute that no content can hold: it is another in each process, and in no page that is written."""
DATA = re.compile(r"""\stype=["']?application/(?!(?:x-)?(?:java|ecma)script)""")
TEMPLATES = Path(__file__).parent / "templates"
RULES = (
    "default-src 'none'",
    "img-src 'self' data:",
    "media-src 'self'",
    "frame-src 'self'",
    "font-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
)
"""Styles may stand in the page: pictures and the theme set them on their elements."""


def script_hashes(html: str) -> list[str]:
    """Return the hashes of the scripts that stand in a page, as a policy names them; data blocks are no scripts."""
    result = []
    for match in SCRIPT.finditer(html):
        if LOADED.search(match["attributes"]) or DATA.search(match["attributes"]):
            continue
        digest = hashlib.sha256(match["body"].encode()).digest()
        result.append(f"'sha256-{base64.b64encode(digest).decode()}'")
    return list(dict.fromkeys(result))


@functools.cache
def own_scripts() -> frozenset[str]:
    """Return the hashes of the scripts of the generator's templates; none of them holds anything of an author's."""
    files = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".j2", ".html"})
    hashes = (script_hashes(path.read_text(encoding="utf-8")) for path in files)
    return frozenset(digest for item in hashes for digest in item)


def with_policy(html: str, admitted: Iterable[str] = ()) -> str:
    """Return a finished page that names, first in its head, all that it may load.

    Parameters
    ----------
    html : str
        The page.
    admitted : iterable of str
        Hashes of scripts that may run beside the generator's own. A script of the page that is not among them is
        not named, so that browsers refuse it.
    """
    known = {*own_scripts(), *admitted}
    named = [digest for digest in script_hashes(html) if digest in known]
    rules = [*RULES, " ".join(["script-src 'self'", *named])]
    tag = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
    return HEAD.sub(lambda match: match[0] + tag, html, count=1)


def admit_last_script(html: str) -> str:
    """Return a page whose policy admits its last script as well: the one by which a preview reloads it."""
    at = html.rfind("<script>")
    digests = script_hashes(html[at:]) if at >= 0 else []
    return html.replace("script-src 'self'", " ".join(["script-src 'self'", *digests]), 1)


class ThemeScripts:
    """Tells the scripts of a theme's templates from those that content brought.

    Each script element gets a secret mark while it is still a template's source, so that no content can hold it; the
    mark is taken out of the finished page again.
    """

    def __init__(self) -> None:
        self._mark = SECRET

    def mark(self, source: str) -> str:
        """Return a template's source with its script elements marked."""
        return OPENED.sub(lambda match: match[0] + self._mark, source)

    def finish(self, html: str, admitted: Iterable[str] = ()) -> str:
        """Return a finished page, its marks taken out, with a policy that names only the scripts that were marked."""
        marked = (match for match in SCRIPT.finditer(html) if self._mark in match["attributes"])
        scripts = [match[0].replace(self._mark, "") for match in marked]
        return with_policy(html.replace(self._mark, ""), [*script_hashes("".join(scripts)), *admitted])

    def foreign(self, html: str, admitted: Iterable[str] = ()) -> list[str]:
        """Return what would run in a page that neither the theme's templates nor the generator's put there."""
        known = {*own_scripts(), *admitted}

        def rest(match: re.Match[str]) -> str:
            attributes, hashes = match["attributes"], set(script_hashes(match[0]))
            is_data = bool(DATA.search(attributes)) and not LOADED.search(attributes)
            ours = self._mark in attributes or is_data or (bool(hashes) and hashes <= known)
            return "\n" * match[0].count("\n") if ours else match[0]

        return list(dict.fromkeys(what for _, what in find_running(SCRIPT.sub(rest, html))))

    def watch(self, environment: Any) -> None:
        """Mark the scripts of every template that a Jinja environment loads from now on."""
        environment.loader = _MarkingLoader(environment.loader, self.mark)
        written = environment.filters.get("script_tag")  # MkDocs' own way to write the scripts of `extra_javascript`
        if written is not None:
            environment.filters["script_tag"] = functools.wraps(written)(lambda *given: self.mark(written(*given)))
        if environment.cache is not None:
            environment.cache.clear()


class _MarkingLoader(jinja2.BaseLoader):
    """Another loader's templates, each source handed through a function first."""

    def __init__(self, loader: jinja2.BaseLoader, mark: Callable[[str], str]) -> None:
        self._loader, self._mark = loader, mark

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str | None, Any]:
        """Return a template's source, its file, and the function that says whether it is still the newest."""
        source, name, fresh = self._loader.get_source(environment, template)
        return self._mark(source), name, fresh

    def list_templates(self) -> list[str]:
        """Return the names of all templates."""
        return list(self._loader.list_templates())
