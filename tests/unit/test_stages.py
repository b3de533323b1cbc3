"""The stages are told in one way: in the pipeline, and in the same words in README."""

from __future__ import annotations

import re

from proofpress import pipeline
from tests.support.projects import ROOT

STAGE = re.compile(r"^\d\. \w+: .+$", re.MULTILINE)


def test_readme_lists_the_stages_of_the_pipeline() -> None:
    """README has the very lines, in the same order."""
    stages = STAGE.findall(pipeline.__doc__ or "")
    assert len(stages) > 3
    assert "\n".join(stages) in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_stage_is_a_folder() -> None:
    """Each stage has the name of the folder that holds it."""
    names = [line.split()[1].rstrip(":") for line in STAGE.findall(pipeline.__doc__ or "")]
    package = ROOT / "scripts" / "proofpress"
    assert [name for name in names if not (package / name / "__init__.py").is_file()] == []


def test_no_docstring_numbers_a_stage() -> None:
    """Elsewhere no stage has a number, so that none can contradict another."""
    files = sorted((ROOT / "scripts" / "proofpress").rglob("*.py"))
    assert files
    numbered = [
        path.name for path in files if re.search(r"\bstage \d", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert numbered == []
