"""Pages that a site has without writing them: each register's, the methods, how to reproduce.

A page that a site writes itself takes the place of the default one, and the page of an optional part is there when its
data are.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

import jinja2

from ..record.site_input import SiteInput
from ..text.escape import in_markdown
from .compiled import keep_compiled
from .context import TEMPLATES

ALWAYS = ("analyses/index.md", "data.md", "figures.md", "methods.md", "reproduce.md", "sources.md", "values.md")
OPTIONAL: Mapping[str, Callable[[SiteInput], bool]] = {
    "audit.md": lambda results: bool(results.audit.checks) and not results.settings.audit_analysis,
    "changes.md": lambda results: bool(results.history.releases),
    "claims.md": lambda results: bool(results.claims),
    "debate.md": lambda results: bool(results.theses),
    "frameworks.md": lambda results: bool(results.frameworks),
    "glossary.md": lambda results: bool(results.glossary),
    "quote-check.md": lambda results: bool(results.values or results.claims),
}
"""When the page of an optional part is made."""


@functools.cache
def _templates() -> jinja2.Environment:
    """Return the templates' environment, with delimiters that leave the pages' own placeholders alone."""
    result = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / "pages"),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # Markdown, of our own text alone
    )
    result.filters["md"] = in_markdown
    keep_compiled(result)
    return result


def default_pages(results: SiteInput, written: Mapping[str, str]) -> dict[str, str]:
    """Return the default pages that a site needs, by path below ``docs/``.

    Parameters
    ----------
    results : SiteInput
        What the site publishes.
    written : mapping of str to str
        Its hand-written pages.
    """
    names = [*ALWAYS, *(name for name, is_there in OPTIONAL.items() if is_there(results))]
    find = _templates().get_template
    pages = {name: find(f"{name}.j2").render(evidence=results) for name in names}
    pages |= {item.file: find("timeline.md.j2").render(timeline=item) for item in results.settings.timelines}
    return {name: text for name, text in pages.items() if name not in written}
