"""Run inside a rebuilt state, with that state's own package and environment: compute it and write down what it gives.

Each state is computed by the program of its own package, whose modules it knows.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

from .. import pipeline
from ..data.loading import load_data
from ..evidence.audit import register_of, run_audit
from ..model.errors import SiteError
from ..model.settings import Settings, load_settings
from ..record.store import write_record
from ..text.figure_texts import prose_cells


def _facts(analysis: Any) -> dict[str, Any]:
    """Return what later stages ask of an analysis beside its entries."""
    return {
        "path": analysis.path,
        "title": analysis.title,
        "meta": {key: value for key, value in analysis.meta.items() if isinstance(value, str | int | dict)},
        "texts": list(prose_cells(analysis.notebook)),
        "inputs": [[item.kind, item.name, item.path] for item in analysis.inputs],
        "titles": {figure.name: figure.title for figure in analysis.figures},
    }


def _audit(settings: Settings) -> Any:
    """Return the audit of a state without running a notebook."""
    project = load_data(settings)
    return run_audit(project.files, register_of(project))


def main(root: Path, out: Path) -> None:
    """Write a state's record, and beside it ``state.json``: its analyses and statuses, or its problems."""
    stored: dict[str, Any]
    try:
        settings = dataclasses.replace(load_settings(root), analyses=())
        if settings.notebook_paths():
            results = pipeline.compute(settings, lenient=True)
            write_record(out / "record", results.entries)
            audit, analyses = results.audit, {analysis.slug: _facts(analysis) for analysis in results.analyses}
        else:
            audit, analyses = _audit(settings), {}
        statuses = {key: standing.status for key, standing in audit.statuses_by_claim.items()}
        stored = {"analyses": analyses, "statuses": statuses, "problems": []}
    except SiteError as err:
        stored = {"analyses": {}, "statuses": {}, "problems": [str(problem) for problem in err.problems]}
    (out / "state.json").write_text(json.dumps(stored, default=str), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
