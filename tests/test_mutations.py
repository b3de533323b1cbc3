"""One changed cell a table stops the build and is named: nothing that is published can drift from its data.

First one cell of every table changes in the same copy of the project; a difference counts for a table only where no
other changed row has a part in it. Tables for which that shows nothing are then tried alone, cell by cell.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.errors import RecordError, SiteError
from proofpress.pipeline import Results
from proofpress.settings import load_settings
from tests.mutations import Flip, Outcome, apply, attributed, candidates, load_resources, read_rows, row_ids, users
from tests.projects import PROJECT, copy_project, differences, digests, mkdocs, names_of

TRIES = 8
"""Cells tried in a table before it counts as one that moves nothing."""
RESOURCES = load_resources(PROJECT)
FILLED = {name: item for name, item in RESOURCES.items() if read_rows(PROJECT / "data" / item["path"])}

pytestmark = pytest.mark.slow


class Bench:
    """Applies changes to fresh copies of the computed project and tells what they move."""

    def __init__(self, project: Path, base: Results, scratch: Path) -> None:
        self.project, self.base, self.scratch = project, base, scratch
        self.runs = 0

    def compute(self, flips: list[Flip]) -> Results:
        """Return what the notebooks give after some changes, unaffected notebooks reused."""
        self.runs += 1
        folder = copy_project(self.project, self.scratch / str(self.runs), cache=True)
        for flip in flips:
            apply(flip, folder)
        try:
            return pipeline.compute(load_settings(folder))
        finally:
            shutil.rmtree(folder)

    def outcome(self, flip: Flip, flips: list[Flip], results: Results, outcome: Outcome) -> bool:
        """Whether a change is told as it must be; if so it is kept in ``outcome``."""
        drifts = attributed(flip, flips, results, self.base.entries)
        if drifts:
            with pytest.raises(RecordError) as refused:
                pipeline.check_record(results)
            outcome.flip, outcome.drifts, outcome.message = flip, drifts, str(refused.value)
        return bool(drifts)


def together(bench: Bench, first: dict[str, Flip], outcomes: dict[str, Outcome]) -> None:
    """Change one cell of every table at once; keep what can be told apart."""
    left = dict(first)
    while left:
        flips = list(left.values())
        try:
            results = bench.compute(flips)
        except SiteError as err:
            # A notebook's own assertion fell first: leave out the tables that this notebook reads.
            text = str(err)
            failed = {a.slug for a in bench.base.analyses if a.path in text}
            reads = {item.name for a in bench.base.analyses if a.slug in failed for item in a.inputs}
            out = [name for name, flip in left.items() if flip.row.split(":")[0] in reads or flip.row[6:] in reads]
            out = out or [name for name, flip in left.items() if f"{flip.path}:" in text or not failed]
            for name in out or list(left):
                left.pop(name)
            continue
        for name, flip in left.items():
            bench.outcome(flip, flips, results, outcomes[name])
        return


def alone(bench: Bench, table: str, outcome: Outcome) -> None:
    """Change one cell after another of a table until something published moves."""
    cited = users(bench.base.entries)
    for flip, _ in zip(candidates(RESOURCES[table], bench.project, cited), range(TRIES), strict=False):
        try:
            results = bench.compute([flip])
        except SiteError as err:
            outcome.tried.append(f"{flip} — stopped earlier: {str(err).splitlines()[1].strip()[:160]}")
            continue
        if bench.outcome(flip, [flip], results, outcome):
            return
        outcome.tried.append(f"{flip} — moved {sorted({d.id for d in results.drifts}) or 'nothing'}")


@pytest.fixture(scope="module")
def outcomes(regenerated: tuple[Path, Results], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Return what a changed cell does, by table."""
    project, base = regenerated
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PROOFPRESS_ROOT", raising=False)
        bench = Bench(project, base, tmp_path_factory.mktemp("mutations"))
        cited = users(base.entries)
        first = {name: flip for name in FILLED if (flip := next(candidates(RESOURCES[name], project, cited), None))}
        found = {name: Outcome() for name in FILLED}
        together(bench, first, found)
        for name, outcome in found.items():
            if outcome.flip is None and name in first:
                alone(bench, name, outcome)
    return found


def test_the_unchanged_data_move_nothing(regenerated: tuple[Path, Results]) -> None:
    """Before any change, results and record are the same: what moves below is the change's doing."""
    drifts = [str(drift) for drift in regenerated[1].drifts]
    assert drifts == [], names_of(drifts[:20])


@pytest.mark.parametrize("table", FILLED)
def test_a_changed_cell_is_named(table: str, outcomes: dict[str, Outcome], regenerated: tuple[Path, Results]) -> None:
    """One changed cell of a table stops the build with a message naming a figure or value, old and new."""
    outcome = outcomes[table]
    assert outcome.flip is not None, f"no cell tried in {table} moves what is published:{names_of(outcome.tried)}"
    drift = outcome.drifts[0]
    users_of_row = users(regenerated[1].entries)[outcome.flip.row]
    if any("/" in key for key in users_of_row):
        assert "/" in drift.id, f"{table} feeds a figure, but only {drift.id} moved"
    lines = [line for line in outcome.message.splitlines() if f"`{drift.id}`, {drift.where}" in line]
    assert lines, outcome.message
    assert f"expected {drift.old}; got {drift.new}" in lines[0]
    assert outcome.flip.path in outcome.message, "the changed file is not named"


def test_every_table_is_used(regenerated: tuple[Path, Results]) -> None:
    """No table of the data package is without a figure or value that rests on one of its rows."""
    cited = users(regenerated[1].entries)
    assert FILLED
    unused = [
        name
        for name, item in RESOURCES.items()
        if not any(key in cited for key in row_ids(item, read_rows(PROJECT / "data" / item["path"])))
    ]
    assert unused == [], f"nothing uses{names_of(unused)}"


def test_every_claim_is_used(regenerated: tuple[Path, Results]) -> None:
    """No claim of the register is without a figure, a value or a sentence that uses it."""
    results = regenerated[1]
    cited = users(results.entries)
    texts = [cell["source"] for a in results.analyses for cell in a.notebook["cells"]]
    texts += [path.read_text(encoding="utf-8") for path in sorted(results.settings.docs.rglob("*.md"))]
    loaded = {item.name for a in results.analyses for item in a.inputs if item.kind == "claim"}
    assert results.claims
    unused = [
        key
        for key in results.claims
        if f"claim:{key}" not in cited and key not in loaded and not any(f"claim.{key}" in text for text in texts)
    ]
    assert unused == [], f"nothing uses{names_of(unused)}"


def test_mkdocs_build_refuses_and_keeps_the_site(real_site: Path, outcomes: dict[str, Outcome], tmp_path: Path) -> None:
    """After one changed cell ``mkdocs build --strict`` fails, names figure or value, and leaves ``site/`` as it was."""
    good = [outcome for outcome in outcomes.values() if outcome.flip]
    assert good
    flip, drift = good[0].flip, good[0].drifts[0]
    assert flip
    project = copy_project(real_site.parent, tmp_path / "project", cache=True)
    shutil.copytree(real_site, project / "site")
    before = digests(project / "site")
    apply(flip, project)
    done = mkdocs(project, "build", "--strict")
    assert done.returncode != 0, done.stdout
    assert drift.id in done.stdout
    assert f"expected {drift.old}; got {drift.new}" in done.stdout
    assert "Traceback" not in done.stdout
    assert differences(before, digests(project / "site")) == []
    assert sorted(path.name for path in project.glob(".site*")) == []
