"""The command that says why something would run, is fresh, or is stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

import click

from ..model.canonical_json import to_json
from ..model.count_noun import count_noun
from ..model.errors import DataError, Problem, nearest
from ..model.freshness import FRESH, MISSING, NOTHING_KEPT, STALE, Freshness
from .common import Options, pass_options
from .completion import complete_names

RENDERED_AFTER = "the site is rendered again once all else is fresh"
SHOWN_REASONS = 6
"""Reasons that the table shows of a result; JSON has them all."""


def freshness_of(options: Options) -> list[Freshness]:
    """Return for each notebook, figure and page, and for the site, whether it is fresh; nothing runs or is written."""
    from .. import pipeline
    from ..data.loading import load_data
    from ..execute.freshness import last_result, notebook_freshness
    from ..execute.plan import plan
    from ..figures.extract import extract_analyses
    from ..figures.jobs import picture_orders, resolver
    from ..figures.kept import drawing_parts, picture_freshness
    from ..model.inputs import read_inputs
    from ..render.kept_site import site_freshness, site_parts

    settings = options.settings()
    files = read_inputs(settings)
    project = load_data(settings, files)
    jobs = plan(project)
    notebooks = [notebook_freshness(job, project) for job in jobs]
    results = [result for job in jobs if (result := last_result(job, project)) is not None]
    analyses = extract_analyses(results, project.claims, settings.rules)
    base = drawing_parts(settings)
    orders = picture_orders(analyses, resolver(analyses, project.claims), project.sources, settings)
    figures = [_after(picture_freshness(order, base, settings), order.figure.analysis, notebooks) for order in orders]
    site, kept = site_freshness(settings, site_parts(settings, files))
    waiting = [item for item in (*notebooks, *figures) if item.state != FRESH]
    old = {} if kept is None else kept.pages
    if waiting or site.state == FRESH:
        pages = [_kept_page(path, waiting, site) for path in old]
    else:
        new = pipeline.render(pipeline.compute(settings, files)).pages
        pages = [_page(path, old.get(path), new.get(path), site) for path in sorted({*old, *new})]
    return [*notebooks, *figures, *pages, site]


def _after(figure: Freshness, analysis: str, notebooks: Iterable[Freshness]) -> Freshness:
    """Return a figure's freshness, which waits for its notebook."""
    notebook = next(item for item in notebooks if item.name == analysis)
    if notebook.state == FRESH or figure.state == MISSING:
        return figure
    return Freshness("figure", figure.name, STALE, (f"notebook {analysis} is {notebook.state}", *figure.why))


def _kept_page(path: str, waiting: list[Freshness], site: Freshness) -> Freshness:
    """Return the freshness of a page that stands in the kept site, as far as it follows from what it shows."""
    if site.state == FRESH and not waiting:
        return Freshness("page", path, FRESH)
    own = [item for item in waiting if _shows(path, item)]
    why = [f"{item.kind} {item.name} is {item.state}" for item in own]
    why += [reason for reason in site.why if reason.startswith(f"file docs/{path} ")]
    return Freshness("page", path, STALE, tuple(why) or (RENDERED_AFTER,))


def _shows(path: str, item: Freshness) -> bool:
    """Whether a page is that of an analysis or a figure."""
    analysis = item.name.partition("/")[0]
    own = {f"figures/{item.name}.md", f"analyses/{analysis}.md", f"values/{analysis}.md"}
    return path in own or (item.kind == "notebook" and path.startswith(f"figures/{analysis}/"))


def _page(path: str, old: str | None, new: str | None, site: Freshness) -> Freshness:
    """Return the freshness of a page by its text, for one that comes out the same is fresh."""
    if old is None:
        return Freshness("page", path, MISSING, (NOTHING_KEPT,))
    if old == new:
        return Freshness("page", path, FRESH)
    own = tuple(reason for reason in site.why if reason.startswith(f"file docs/{path} "))
    return Freshness("page", path, STALE, own or site.why)


def named(items: Iterable[Freshness], name: str) -> list[Freshness]:
    """Return what goes by a name: a kind and a name, an analysis with all that is its own, a figure, a page, the site.

    Raises
    ------
    DataError
        If nothing does; the message names the nearest.
    """
    every = list(items)
    own = [item for item in every if name in {item.name, f"{item.kind} {item.name}", f"docs/{item.name}"}]
    own += [item for item in every if item not in own and _belongs(item, name)]
    if own:
        return own
    known = [item.name for item in every]
    fix = nearest(name, known) or "`proofpress explain` lists all names."
    raise DataError([Problem("unknown-name", "explain", f"nothing is called `{name}`", fix=fix)])


def _belongs(item: Freshness, analysis: str) -> bool:
    whole = {"figure": f"{analysis}/", "page": f"figures/{analysis}/"}.get(item.kind)
    listed = {f"analyses/{analysis}.md", f"values/{analysis}.md"}
    return item.name in listed or (whole is not None and item.name.startswith(whole))


def _table(items: list[Freshness]) -> Iterator[str]:
    """Yield the lines of a plain table."""
    kind = max(len(item.kind) for item in items)
    name = max(len(item.name) for item in items)
    state = max(len(item.state) for item in items)
    for item in items:
        more = len(item.why) - SHOWN_REASONS
        reasons = [*item.why[:SHOWN_REASONS], *([f"and {more} more"] if more > 0 else [])]
        head = f"{item.kind:{kind}}  {item.name:{name}}  {item.state:{state}}"
        for number, reason in enumerate(reasons or [""]):
            yield f"{head if number == 0 else ' ' * len(head)}  {reason}".rstrip()


def _alike(items: list[Freshness]) -> dict[str, list[Freshness]]:
    """Return the pages of which no more is to be said than how many they are, by what is said of them."""
    pages = [item for item in items if item.kind == "page"]
    return {
        "fresh": [item for item in pages if item.state == FRESH],
        f"stale: {RENDERED_AFTER}": [item for item in pages if item.why == (RENDERED_AFTER,)],
    }


@click.command()
@click.argument("name", required=False, shell_complete=complete_names)
@click.option("--json", "as_json", is_flag=True, help="Print every result and every reason as JSON.")
@pass_options
def explain(options: Options, name: str | None, as_json: bool) -> None:
    """Say why each notebook, figure and page would run, is fresh, or is stale; NAME asks for one of them.

    NAME is an analysis, a figure such as plants/capacity, a page such as docs/index.md, or `site`. Nothing runs.
    """
    items = freshness_of(options)
    if name:
        items = named(items, name)
    if as_json:
        click.echo(to_json([asdict(item) for item in items]), nl=False)
        return
    alike = {} if name else _alike(items)
    counted = [item for group in alike.values() for item in group]
    for line in _table([item for item in items if item not in counted]):
        click.echo(line)
    for said, group in alike.items():
        if group:
            click.echo(f"{count_noun(len(group), 'other page')} {said}")


COMMANDS = (explain,)
