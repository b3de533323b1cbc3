"""Executed notebooks in, analyses with their figures and values out.

What a page must have is checked here: one title, one figure, and what the house rules of the site ask for, such as
takeaways whose confidence words are no stronger than their numbers' grades.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..data.shapes import shape_problems
from ..model.errors import NotebookError, Problem, nearest
from ..model.files import ProjectFiles
from ..model.house_rules import HouseRules
from ..model.offer import offer_of
from ..model.records import Analysis, Assertion, Claim, ExecutedNotebook, Figure, Layer, Value, worst_grade
from ..model.value_table import value_table
from ..notebook.assertions import ASSERTION_MIME
from ..notebook.publish import FIGURE_MIME, VALUE_MIME
from ..notebook.seen import check_letters
from ..notebook.value_tables import TABLE_MIME
from ..text.code_spans import hide_code
from ..text.figure_texts import (
    NEEDED,
    FigureTexts,
    is_figure_text,
    line_in,
    prose_cells,
    read_figure_texts,
    unbound_problems,
)
from ..text.headings import with_joined_titles
from ..text.placeholders import find_placeholders
from ..text.running import check_running
from .takeaways import TAKEAWAYS, check_opening, grades_in, section_of

KEYS = ("nav", "topic", "question", "reviewed", "review_by", "data_through", "edition")
"""Keys of a header that pages show where they are told."""
CHART_MIME = re.compile(r"application/vnd\.vega(lite)?\.v\d")


def _payloads(notebook: Mapping[str, Any], mime: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for index, cell in enumerate(notebook["cells"], 1):
        for output in cell.get("outputs", ()):
            payload = output.get("data", {}).get(mime)
            if payload is not None:
                yield index, payload


def _figure(analysis: str, cell: int, payload: Mapping[str, Any], bound: Mapping[str, FigureTexts]) -> Figure:
    """Return a figure as a notebook's output holds it, with its texts from their own cell where they have one."""
    texts = bound[payload["name"]].texts if payload["name"] in bound else payload
    return Figure(
        analysis=analysis,
        name=payload["name"],
        title=texts.get("title", ""),
        subtitle=texts.get("subtitle", ""),
        note=texts.get("note", ""),
        alt=texts.get("alt", ""),
        columns=dict(payload["columns"]),
        computed=payload["computed"],
        explore=texts.get("explore") or payload["explore"],
        spec=payload["spec"],
        narrow=payload["narrow"],
        layers=tuple(
            Layer(layer["name"], tuple(layer["records"]), tuple(layer["rows"])) for layer in payload["layers"]
        ),
        row_ids=tuple(payload["rows"]),
        sources=tuple(payload["sources"]),
        grade=payload["grade"],
        cell=cell,
        carried=frozenset(payload.get("carried", ())),
        undrawn=tuple((words, reason) for words, reason in payload.get("undrawn", ())),
        offer=offer_of(payload.get("offer")),
    )


def _value(analysis: str, cell: int, payload: Mapping[str, Any]) -> Value:
    row_ids, sources = tuple(payload["rows"]), tuple(payload["sources"])
    thresholds = tuple((at, words) for at, words in payload.get("thresholds", ()))
    fields = {**payload, "row_ids": row_ids, "sources": sources, "thresholds": thresholds}
    del fields["rows"]
    return Value(analysis=analysis, cell=cell, **fields)


def _assertion(payload: Mapping[str, Any]) -> Assertion:
    """Return an assertion as a notebook's output holds it."""
    where = tuple((column, tuple(cells)) for column, cells in payload["where"])
    apart = tuple((member, reason) for member, reason in payload["apart"])
    return Assertion(tuple(payload["words"]), tuple(payload["row_ids"]), tuple(payload["over"]), where, apart)


def _title(notebook: Mapping[str, Any]) -> str:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            match = re.match(r"\s*# (.+)", cell["source"])
            return match[1].strip() if match else ""
    return ""


def _completed(
    header: Mapping[str, Any], slug: str, figures: Sequence[Figure], values: Sequence[Value]
) -> dict[str, Any]:
    """Return a notebook's header with what follows from the notebook where the author says nothing."""
    card = header.get("card") if isinstance(header.get("card"), Mapping) else {}
    shown = {"figure": figures[0].name if figures else "", "value": values[0].name if values else ""}
    words = {**dict.fromkeys(KEYS, ""), "nav": slug.replace("-", " ").capitalize()}
    return {**words, **{key: item for key, item in header.items() if item}, "card": {**shown, **(card or {})}}


def _check_meta(
    meta: Mapping[str, Any], place: str, figures: Sequence[str], values: Iterable[str], rules: HouseRules
) -> list[Problem]:
    """Return what is wrong with a header: its shape, what the rules ask for, and names that are not published."""
    problems = shape_problems({"proofpress": meta}, place, "notebook")
    misspelt = [key for key in meta if any(key in item.thing for item in problems if item.code == "unknown-field")]
    problems += [
        Problem(
            "missing-meta", place, f"`proofpress.{key}` is missing", "a value", "nothing", "The site's rules ask it."
        )
        for key in rules.header
        if key not in meta and not nearest(key, misspelt)
    ]
    if problems:
        return problems
    card = meta.get("card", {})
    published = {"figure": figures, "value": tuple(values)}
    wanted = [("bad-card", f"the card's {key}", card[key], published[key]) for key in published if key in card]
    wanted += [("bad-brief", "the brief's figure", name, figures) for name in meta.get("brief", ())]
    return [
        Problem(code, place, f"{thing} `{name}` is not published", fix=nearest(name, known))
        for code, thing, name, known in wanted
        if name not in set(known)
    ]


def _read_by_all(notebook: Mapping[str, Any], title: str, figures: Iterable[Figure]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a notebook that readers see, without their code, with where they stand."""
    yield "the title", title
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] == "markdown" and not is_figure_text(cell["source"]):
            yield f"cell {number}", hide_code(cell["source"])
    for figure in figures:
        for key in ("title", "subtitle", "note", "alt"):
            yield f"the {key} of `{figure.name}`", getattr(figure, key)


def published_so_far(executed: ExecutedNotebook) -> tuple[tuple[Figure, ...], tuple[Value, ...]]:
    """Return the figures and the values of a notebook, also of one that still runs."""
    notebook = with_joined_titles(executed.notebook)
    bound, _ = read_figure_texts(notebook["cells"], executed.path)
    return _figures(executed.analysis, notebook, bound), _values(executed.analysis, notebook)


def _figures(slug: str, notebook: Mapping[str, Any], bound: Mapping[str, FigureTexts]) -> tuple[Figure, ...]:
    return tuple(_figure(slug, cell, payload, bound) for cell, payload in _payloads(notebook, FIGURE_MIME))


def _values(slug: str, notebook: Mapping[str, Any]) -> tuple[Value, ...]:
    return tuple(_value(slug, cell, payload) for cell, payload in _payloads(notebook, VALUE_MIME))


def extract_analysis(
    executed: ExecutedNotebook, claims: Mapping[str, Claim], rules: HouseRules
) -> tuple[Analysis, list[Problem]]:
    """Return what an executed notebook publishes, and what its page lacks.

    Parameters
    ----------
    executed : ExecutedNotebook
        A notebook that ran to its end.
    claims : mapping of str to Claim
        The register, for the grades of claims quoted in takeaways.
    rules : HouseRules
        What the site asks of every page.

    Returns
    -------
    analysis : Analysis
        Its title, figures and values in the notebook's order.
    problems : list of Problem
        Empty when the page is whole.
    """
    notebook, place = with_joined_titles(executed.notebook), executed.path
    bound, text_problems = read_figure_texts(notebook["cells"], place)
    published, listed = list(_payloads(notebook, FIGURE_MIME)), list(_payloads(notebook, TABLE_MIME))
    figures, values = _figures(executed.analysis, notebook, bound), _values(executed.analysis, notebook)
    header = dict(notebook.get("metadata", {}).get("proofpress", {}))
    by_name = {value.name: value for value in values}
    problems = _check_meta(header, place, [figure.name for figure in figures], by_name, rules)
    problems += [*text_problems, *_check_texts(published, bound, place), *_check_texts(listed, bound, place, "table")]
    title = _title(notebook)
    if not title:
        problems.append(Problem("no-title", place, "the first cell", "Markdown `# <finding>`", "no title"))
    if not figures:
        problems.append(Problem("no-figures", place, "the notebook publishes no figure", "at least one", "none"))
    for heading in (*([TAKEAWAYS] if rules.takeaways else []), *rules.sections):
        if section_of(notebook, heading) is None:
            problems.append(Problem("no-section", place, f"no section `## {heading}`", fix="Write it."))
    problems += check_opening(notebook, place, by_name, claims, rules)
    problems += _unverified_title(title, place, by_name, claims)
    problems += [*check_letters(_read_by_all(notebook, title, figures), place), *_unpublished(notebook, place)]
    analysis = Analysis(
        executed.analysis,
        executed.path,
        executed.sha256,
        title,
        notebook,
        _completed(header, executed.analysis, figures, values),
        figures,
        values,
        executed.inputs,
        _claims_used(executed, figures, claims),
        tuple(value_table({**payload, **_bound_texts(payload, bound)}, cell) for cell, payload in listed),
        tuple(_assertion(payload) for _, payload in _payloads(notebook, ASSERTION_MIME)),
    )
    return analysis, problems


def _unverified_title(
    title: str, place: str, values: Mapping[str, Value], claims: Mapping[str, Claim]
) -> list[Problem]:
    """Return a problem for each number of a title that nothing verifies."""
    return [
        Problem("grade-d-title", place, f"the title rests on `{name}`, of grade D", "grade C or better", "D")
        for name, grade in grades_in(title, values, claims)
        if worst_grade([grade]) == "D"
    ]


def refuse_running(analyses: Iterable[Analysis], files: ProjectFiles) -> None:
    """Refuse Markdown cells that would run in readers' browsers, before anything is taken into the record.

    Raises
    ------
    NotebookError
        With each script, event handler and address of another kind than a page's, by file and line.
    """
    problems = [
        problem
        for analysis in analyses
        for text in prose_cells(analysis.notebook)
        for problem in check_running(text, analysis.path, line_in(files.text(analysis.path), text))
    ]
    if problems:
        raise NotebookError(problems)


def _bound_texts(payload: Mapping[str, Any], bound: Mapping[str, FigureTexts]) -> Mapping[str, str]:
    """Return the texts of a table's own cell; none where its call gives them."""
    return bound[payload["name"]].texts if payload["name"] in bound else {}


def _check_texts(
    published: Sequence[tuple[int, Mapping[str, Any]]],
    bound: Mapping[str, FigureTexts],
    place: str,
    kind: str = "figure",
) -> list[Problem]:
    """Return what of a kind has no texts or has them twice, and the texts that belong to nothing of it."""
    problems = unbound_problems(bound, [payload["name"] for _, payload in published], place, kind)
    for cell, payload in published:
        name, where = payload["name"], f"{place}, cell {cell}"
        if name in bound and payload["title"]:
            other = f"cell {bound[name].cell} has texts for {kind} `{name}`, and so has its call"
            fix = "Leave them out of the call."
            problems.append(Problem("two-texts", where, other, f"one cell of texts a {kind}", "two", fix))
        elif name not in bound and not payload["title"]:
            *others, last = NEEDED[kind]
            thing = f"{kind} `{name}` has no {', '.join(others)} and {last}{' text' if last == 'alt' else ''}"
            fix = f"Write the cell beside the {kind}."
            problems.append(Problem("missing-field", where, thing, f"a Markdown cell `::: {kind} {name}`", "none", fix))
    return problems


def _claims_used(executed: ExecutedNotebook, figures: Iterable[Figure], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the ids of the claims that a notebook loads or that its texts quote."""
    texts = list(prose_cells(executed.notebook))
    texts += [text for figure in figures for text in (figure.title, figure.subtitle, figure.note, figure.alt)]
    quoted = {holder.name[6:] for text in texts for holder in find_placeholders(text)}
    loaded = {item.name for item in executed.inputs if item.kind == "claim"}
    return tuple(sorted((quoted | loaded) & claims.keys()))


def _unpublished(notebook: Mapping[str, Any], place: str) -> list[Problem]:
    """Return a problem for each chart that a cell shows without publishing it."""
    return [
        Problem(
            "unpublished-chart",
            f"{place}, cell {index}",
            "the cell shows a chart that is not published",
            "publish_figure(chart, …)",
            "a bare chart",
            "Publish it, or end the cell with `;` or `None`.",
        )
        for index, cell in enumerate(notebook["cells"], 1)
        for output in cell.get("outputs", ())
        if any(CHART_MIME.match(mime) for mime in output.get("data", {}))
    ]


def extract_analyses(
    executed: Iterable[ExecutedNotebook], claims: Mapping[str, Claim], rules: HouseRules
) -> tuple[Analysis, ...]:
    """Return every analysis.

    Raises
    ------
    NotebookError
        With what all pages lack.
    """
    result, problems = [], []
    for notebook in executed:
        analysis, lacks = extract_analysis(notebook, claims, rules)
        result.append(analysis)
        problems += lacks
    if problems:
        raise NotebookError(problems)
    return tuple(result)
