"""Notebook to Markdown page: an nbconvert exporter with its preprocessors and template.

Readers see text and figures; code and printed output are folded away, one click from those who want them, and kept
out of the search index.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import TemplateExporter
from nbconvert.preprocessors import Preprocessor
from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Number, String, Text
from traitlets.config import Config

from ..execute.shown import tags_of
from ..model.remembered import Remembered
from ..notebook.publish import FIGURE_MIME, VALUE_MIME
from ..notebook.value_tables import TABLE_MIME
from ..text.decision import is_decision
from ..text.figure_texts import is_figure_text
from .cell_outputs import cell_outputs
from .compiled import keep_compiled

BLOCKS = (FIGURE_MIME, TABLE_MIME)
"""What a notebook publishes that has a block of its own on the page."""

TEMPLATES = Path(__file__).parent / "templates"


class BindNumbers(Preprocessor):
    """Bind the placeholders of every Markdown cell; ``resources["bind"]`` says how."""

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Return the cell with its numbers bound."""
        if cell.cell_type == "markdown":
            cell.source = resources["bind"](cell.source)
        return cell, resources


class TakeOpening(Preprocessor):
    """Take title, first paragraph, takeaways and decision box out of the cells, and figures' texts.

    They are shown elsewhere: in the page's head, and at their figures.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook without them, and ``resources`` with ``dek``."""
        opening = nb.cells[0].source.split("\n", 1)
        resources["dek"] = opening[1].strip() if len(opening) > 1 else ""
        kept = []
        for cell in nb.cells[1:]:
            if cell.cell_type == "markdown" and "remove-cell" in tags_of(cell):
                continue
            if cell.cell_type == "markdown":
                if is_figure_text(cell.source) or is_decision(cell.source):
                    continue
                cell.source = re.sub(r"^## Takeaways\s*$.*?(?=^## |\Z)", "", cell.source, flags=re.M | re.S).strip()
                if not cell.source:
                    continue
            kept.append(cell)
        nb.cells = kept
        return nb, resources


class FoldCode(Preprocessor):
    """Gather runs of code cells into one folded block after the figures that they publish."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with each run of code cells as one raw cell of Markdown."""
        cells: list[Any] = []
        run: list[Any] = []
        for cell in [*nb.cells, None]:
            if cell is not None and cell.cell_type == "code":
                run.append(cell)
                if not self._figures(cell):
                    continue
            if run:
                cells.append(nbformat.v4.new_raw_cell(self._block(run, resources["figures"])))
                run = []
            if cell is not None and cell.cell_type != "code":
                cells.append(cell)
        nb.cells = cells
        return nb, resources

    @staticmethod
    def _figures(cell: Any) -> list[str]:
        figures = [output.get("data", {}).get(mime) for output in cell.outputs for mime in BLOCKS]
        return [payload["name"] for payload in figures if payload]

    def _block(self, run: list[Any], figures: Mapping[str, str]) -> str:
        shown = [figures[name] for cell in run for name in self._figures(cell)]
        parts = [folded_cell(cell) for cell in run]
        noun = "cell" if len(run) == 1 else "cells"
        removed = sum(bool(tags_of(cell) & {"remove-cell", "remove-input"}) for cell in run)
        more = f", {removed} left out by its author" if removed else ""
        fold = (
            '<details class="pp-code" data-search-exclude>'
            f"<summary>Code ({len(run)} {noun}{more})</summary><!--pp-->{''.join(parts)}<!--/pp--></details>"
        )
        return "\n\n".join([*shown, fold])


class MarkedOnly(Filter):
    """Keep the tokens that colour helps to tell apart, and make the rest plain: a quarter of the elements is left."""

    MARKED = (Comment, Keyword, Number, String)

    def filter(self, lexer: Any, stream: Any) -> Any:
        """Yield the tokens, the plain ones without their kind."""
        for kind, text in stream:
            yield kind if any(kind in marked for marked in self.MARKED) else Text, text


@functools.cache
def _lexer() -> PythonLexer:
    lexer = PythonLexer()
    lexer.add_filter(MarkedOnly())
    return lexer


def folded_cell(cell: Any) -> str:
    """Return a code cell as highlighted HTML with what it printed and displayed, values and figures left out.

    Its tags may remove one or the other, or both; those that hide say what is so for every cell: it is folded away.

    The code does not stand directly in its frame: the theme measures each block that does, folded or not, and a page
    with thirty of them would keep a phone busy for seconds.
    """
    return _folded.of(lambda: _folded_cell(cell, tags_of(cell)), json.dumps(cell, sort_keys=True, default=str))


_folded: Remembered[str] = Remembered()


def _folded_cell(cell: Any, tags: Collection[str]) -> str:
    if "remove-cell" in tags:
        return ""
    if "remove-input" in tags:
        return cell_outputs(cell)
    code = highlight(cell.source, _lexer(), HtmlFormatter(nowrap=True))
    html = f'<div class="highlight"><pre><span><code tabindex="0">{code}</code></span></pre></div>'
    return html if "remove-output" in tags else html + cell_outputs(cell)


class AnalysisExporter(TemplateExporter):
    """Export an executed notebook to a Markdown page in the theme's own structure."""

    file_extension = ".md"
    export_from_notebook = "Analysis page"

    def __init__(self, **keywords: Any) -> None:
        config = Config()
        config.TemplateExporter.extra_template_basedirs = [str(TEMPLATES)]
        config.TemplateExporter.template_name = "analysis"
        super().__init__(config=config, **keywords)

    @property
    def default_config(self) -> Config:
        """Run only our own preprocessors: nothing is executed, tagged or extracted here."""
        config = Config({"TemplateExporter": {"preprocessors": [BindNumbers, TakeOpening, FoldCode]}})
        config.Exporter.default_preprocessors = []
        return config

    def _create_environment(self) -> Any:
        result = super()._create_environment()
        keep_compiled(result)
        return result

    def _template_name_default(self) -> str:
        return "analysis"


@functools.cache
def _exporter() -> AnalysisExporter:
    """Return the one exporter of a process: making one reads settings and templates, which takes longer than a page."""
    return AnalysisExporter()


def _lean(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook whose published figures and values are names only: nbconvert copies it several times."""

    def lean(output: Mapping[str, Any]) -> dict[str, Any]:
        data = output.get("data", {})
        names = {mime: {"name": data[mime]["name"]} for mime in (*BLOCKS, VALUE_MIME) if mime in data}
        return {**output, "data": names} if names else dict(output)

    cells = [
        {**cell, "outputs": [lean(output) for output in cell["outputs"]]} if "outputs" in cell else dict(cell)
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def export_page(
    notebook: Mapping[str, Any], bind: Callable[[str], str], figures: Mapping[str, str], context: Mapping[str, Any]
) -> str:
    """Return an analysis's page as Markdown.

    Parameters
    ----------
    notebook : mapping
        The executed notebook, nbformat 4.
    bind : callable
        Binds the numbers in a Markdown text.
    figures : mapping of str to str
        Each figure's block by its name.
    context : mapping
        What the page's head and foot show.
    """
    node = nbformat.from_dict(_lean(notebook))
    body, _ = _exporter().from_notebook_node(node, resources={"bind": bind, "figures": figures, "page": dict(context)})
    return str(body)
