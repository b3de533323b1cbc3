"""Whether charts are of a size that pages can carry: each row of a chart is in its page several times."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.errors import Problem, PublishError
from ..model.records import Analysis


def check_sizes(analyses: Iterable[Analysis], limit: int) -> None:
    """Refuse charts of too many rows.

    Parameters
    ----------
    analyses : iterable of Analysis
        With their figures.
    limit : int
        Rows that a chart may draw, over all its layers.

    Raises
    ------
    PublishError
        Naming each such figure with its notebook and cell.
    """
    problems = [
        Problem(
            "too-many-rows",
            f"{analysis.path}, cell {figure.cell}, figure `{figure.id}`",
            "the chart draws more rows than its page should carry",
            f"at most {limit:,}",
            f"{rows:,}",
            "Aggregate in the notebook (by period, group or bin), and leave the rows to the table's download; or raise "
            "`plugins.proofpress.chart_rows`.",
        )
        for analysis in analyses
        for figure in analysis.figures
        if (rows := sum(len(layer.records) for layer in figure.layers)) > limit
    ]
    if problems:
        raise PublishError(problems)
