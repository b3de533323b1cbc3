"""One changed cell a table stops the build and is named: nothing that is published can drift from its data.

One cell of every table changes, all tables of an analysis in the same copy of the project; a difference counts for a
table only in marks and values that no other changed row feeds. Tables for which that shows nothing have their next
cell changed, until something moves or there is no hope left.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.errors import RecordError, SiteError
from proofpress.pipeline import Results
from proofpress.settings import load_settings
from tests.mutations import (
    MOVED,
    Flip,
    Outcome,
    apply,
    attributed,
    candidates,
    load_resources,
    read_rows,
    row_ids,
    users,
)
from tests.projects import PROJECT, copy_project, differences, digests, mkdocs, names_of

TRIES = 10
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

    def reader_of(self, flip: Flip) -> str:
        """Return the first analysis that loads a changed row."""
        names = {flip.table, flip.row.partition(":")[2]}
        return next((a.slug for a in self.base.analyses if any(item.name in names for item in a.inputs)), "")

    def try_out(self, flips: list[Flip], outcomes: dict[str, Outcome]) -> None:
        """Make some changes at once and note what each moves; if that stops a notebook, try the halves."""
        if not flips:
            return
        try:
            results = self.compute(flips)
        except SiteError as err:
            text = str(err)
            named = [flip for flip in flips if f"{flip.path}, row" in text] or (flips if len(flips) == 1 else [])
            for flip in named:
                outcomes[flip.table].tried.append(f"{flip}: stopped earlier, {text.splitlines()[1].strip()[:200]}")
            left = [flip for flip in flips if flip not in named]
            if named:
                self.try_out(left, outcomes)
            else:
                self.try_out(left[::2], outcomes)
                self.try_out(left[1::2], outcomes)
            return
        for flip in flips:
            self._note(flip, flips, results, outcomes[flip.table])

    def _note(self, flip: Flip, flips: list[Flip], results: Results, outcome: Outcome) -> None:
        drifts = attributed(flip, flips, results, self.base.entries)
        if drifts and (outcome.flip is None or "/" in drifts[0].id):
            with pytest.raises(RecordError) as refused:
                pipeline.check_record(results)
            outcome.flip, outcome.drifts, outcome.message = flip, drifts, str(refused.value)
        else:
            moved = sorted({drift.id for drift in results.drifts if drift.what in MOVED})
            outcome.tried.append(f"{flip}: with {len(flips) - 1} others moved {moved[:4] or 'nothing'}")


def settled(outcome: Outcome) -> bool:
    """Whether a table needs no further try: a figure moved, or something else did and three cells moved no figure."""
    moved = bool(outcome.drifts)
    return moved and ("/" in outcome.drifts[0].id or len(outcome.tried) >= 2)


@pytest.fixture(scope="module")
def outcomes(regenerated: tuple[Path, Results], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Return what a changed cell does, by table."""
    project, base = regenerated
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PROOFPRESS_ROOT", raising=False)
        bench = Bench(project, base, tmp_path_factory.mktemp("mutations"))
        found = {name: Outcome() for name in FILLED}
        ways = {name: candidates(RESOURCES[name], project, base.entries) for name in FILLED}
        for _ in range(TRIES):
            flips = [
                flip for name in FILLED if not settled(found[name]) and (flip := next(ways[name], None)) is not None
            ]
            stubborn = [flip for flip in flips if any("stopped earlier" in line for line in found[flip.table].tried)]
            for flip in stubborn:
                bench.try_out([flip], found)
            flips = [flip for flip in flips if flip not in stubborn]
            for reader in sorted({bench.reader_of(flip) for flip in flips}):
                bench.try_out([flip for flip in flips if bench.reader_of(flip) == reader], found)
    return found


def test_the_unchanged_data_move_nothing(regenerated: tuple[Path, Results]) -> None:
    """Before any change, results and record are the same: what moves below is the change's doing."""
    drifts = [str(drift) for drift in regenerated[1].drifts]
    assert drifts == [], names_of(drifts[:20])


@pytest.mark.parametrize("table", FILLED)
def test_a_changed_cell_is_named(table: str, outcomes: dict[str, Outcome]) -> None:
    """One changed cell of a table stops the build with a message naming a figure, value or claim, old and new."""
    outcome = outcomes[table]
    assert outcome.flip is not None, f"no cell tried in {table} moves what is published:{names_of(outcome.tried)}"
    drift = outcome.drifts[0]
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
