"""The stages in order, what is kept between builds, and what accepting does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from proofpress import pipeline
from proofpress.model.errors import DataError, RecordError
from proofpress.model.machine_cache import VARIABLE
from proofpress.model.settings import load_settings
from tests.support.projects import change, differences, digests

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput


def test_results_hold_all_that_is_published(fixture_results: SiteInput) -> None:
    """Every figure, value and quoted claim has an entry, and an accepted project has no difference."""
    figures = {figure.id for analysis in fixture_results.analyses for figure in analysis.figures}
    values = {value.id for analysis in fixture_results.analyses for value in analysis.values}
    assert figures == {"plants/capacity", "power-mix/coal-halves"} == fixture_results.pictures.keys()
    claims = {f"{analysis.slug}.claim.{key}" for analysis in fixture_results.analyses for key in analysis.claims}
    assert claims == {"power-mix.claim.press-coal-2030"}
    assert fixture_results.entries.keys() == figures | values | claims
    assert fixture_results.record.keys() == fixture_results.entries.keys()
    assert fixture_results.drifts == ()


def test_every_row_that_is_cited_can_be_shown(fixture_results: SiteInput) -> None:
    """Each row id of a figure or value is a row of a table or a claim, so that every trail ends somewhere."""
    cited = {
        row
        for analysis in fixture_results.analyses
        for item in analysis.figures + analysis.values
        for row in item.row_ids
    }
    known = fixture_results.rows.keys() | {claim.row for claim in fixture_results.claims.values()}
    assert cited
    assert cited <= known


def test_an_unchanged_build_comes_from_the_cache(fixture_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing has changed since a build that passed, nothing is computed and the site is the same."""
    settings = load_settings(fixture_project)
    first = pipeline.build(settings)
    monkeypatch.setattr(pipeline, "compute", lambda *_, **__: pytest.fail("computed again"))
    texts: list[str] = []
    assert pipeline.build(settings, progress=texts.append) == first
    assert texts == ["nothing has changed since the last build that passed every check"]


def test_any_damage_of_the_cache_is_made_anew(fixture_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One flipped bit in every kept file, of whatever kind, neither stops a build nor changes what it gives."""
    settings = load_settings(fixture_project)
    monkeypatch.setenv(VARIABLE, str(settings.cache / "user"))  # what a user's projects share is damaged too
    for name in ("briefs", "sites"):
        shutil.rmtree(settings.cache / name)
    for folder in [path for path in settings.cache.iterdir() if path.is_symlink()]:  # shared with other tests
        target = folder.resolve()
        folder.unlink()
        shutil.copytree(target, folder)
    first = pipeline.build(settings)
    for at in (0, -1):
        kept = [path for path in settings.cache.rglob("*") if path.is_file()]
        assert {part for path in kept for part in path.relative_to(settings.cache).parts} >= {
            "assets",
            "briefs",
            "executed",
            "fonts",
            "pictures",
            "sites",
            "valid",
        }
        for path in kept:
            content = bytearray(path.read_bytes())
            content[at * len(content) // 3] ^= 0x80
            path.write_bytes(bytes(content))
        assert pipeline.build(settings) == first


def test_no_kept_file_can_run(fixture_project: Path) -> None:
    """Nothing below the cache folder is a pickle; what is kept are checked entries and plain files."""
    kept = [path for path in load_settings(fixture_project).cache.rglob("*") if path.is_file()]
    assert kept
    assert {path.suffix for path in kept} <= {".kept", ".ttf", ".json"}
    for path in kept:
        assert not path.read_bytes().startswith((b"\x80", b"("))


def test_accept_makes_todays_results_the_record(fixture_project: Path) -> None:
    """A moved number is a difference before and none after; what else is recorded keeps its bytes."""
    settings = load_settings(fixture_project)
    before = digests(settings.record)
    change(fixture_project / "data" / "tables" / "plants.csv", "North,1200", "North,1300")
    with pytest.raises(
        RecordError, match=r"data/tables/plants\.csv: the file is not the one that the data package states"
    ):
        pipeline.build(settings)
    moved = pipeline.accept(settings)
    lines = [str(drift) for drift in moved]
    assert "plants.largest, number: 1200 → 1300" in lines
    assert "plants/capacity, row 1 (plants:north), column capacity: 1200 → 1300" in lines
    assert {drift.id for drift in moved} == {"data/tables/plants.csv", "plants.largest", "plants/capacity"}
    assert pipeline.compute(settings).drifts == ()
    changed = differences(before, digests(settings.record))
    assert changed
    assert all(line.startswith("differs: plants/") for line in changed)
    assert pipeline.accept(settings) == ()


def test_accepting_one_leaves_the_others(fixture_project: Path) -> None:
    """With ids, only these move; the rest still differs."""
    settings = load_settings(fixture_project)
    change(fixture_project / "data" / "tables" / "plants.csv", "North,1200", "North,1300")
    pipeline.accept(settings, ("plants.largest",))
    assert {drift.id for drift in pipeline.compute(settings).drifts} == {"plants/capacity"}


def test_accepting_what_does_not_exist_names_the_nearest(fixture_project: Path) -> None:
    """An unknown id is refused before anything is written."""
    settings = load_settings(fixture_project)
    before = digests(settings.record)
    with pytest.raises(DataError, match=r"figure or value `plants/capacit`\. Did you mean `plants/capacity`\?"):
        pipeline.accept(settings, ("plants/capacit",))
    assert digests(settings.record) == before


def test_an_analysis_is_accepted_by_its_name(fixture_project: Path) -> None:
    """Its name means its figures and values and nobody else's; a dry run tells the same and writes nothing."""
    settings = load_settings(fixture_project)
    for name in ("plants", "power-mix"):
        path = settings.record / name / "record.json"
        path.write_text(path.read_text().replace('"note": "', '"note": "Once more: '))
    before = digests(settings.record)
    assert {drift.id for drift in pipeline.accept(settings, ("plants",), dry=True)} == {"plants/capacity"}
    assert digests(settings.record) == before
    assert {drift.id for drift in pipeline.accept(settings, ("plants",))} == {"plants/capacity"}
    assert {drift.id.partition("/")[0] for drift in pipeline.accept(settings)} == {"power-mix"}


def test_a_preview_tells_of_differences_and_goes_on(fixture_project: Path) -> None:
    """Not strict, a build shows what differs, counts it on the page, and is not kept as proved."""
    settings = load_settings(fixture_project)
    path = settings.record / "plants" / "record.json"
    stored = json.loads(path.read_text())
    stored["figures"]["capacity"]["note"] = "Another note."
    path.write_text(json.dumps(stored))
    texts: list[str] = []
    site = pipeline.build(settings, strict=False, progress=texts.append)
    assert "differs from the record: plants/capacity, note: Another note. → Press figures for one of two." in texts
    assert "1 of 1 figures differ from the record" in site.pages["analyses/plants.md"]
    with pytest.raises(RecordError):
        pipeline.build(settings)


def test_a_changed_file_that_moves_nothing_is_told_as_such(fixture_project: Path) -> None:
    """A data change without effect stops a strict build too, and says that no figure moves."""
    path = fixture_project / "data" / "tables" / "plants.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[2], lines[1]]) + "\n")
    with pytest.raises(RecordError, match=r"No figure or value moves\. Review it and run `proofpress accept`"):
        pipeline.build(load_settings(fixture_project))


def test_a_quoted_claim_that_changes_is_told(fixture_project: Path) -> None:
    """A number that a text quotes from a document is in the record: its change names page, claim, old and new."""
    path = fixture_project / "data" / "claims" / "trade-press.csv"
    path.write_text(path.read_text().replace(",,15,percent,15,", ",,16,percent,16,"))
    with pytest.raises(RecordError) as caught:
        pipeline.check_record(pipeline.compute(load_settings(fixture_project)))
    assert "claim `power-mix.claim.press-coal-2030`, text; expected less than 15%; got less than 16%" in str(
        caught.value
    )
