"""One changed cell a table stops the build and is named: nothing that is published can drift from its data.

One cell of every table changes, all tables in the same copy of the project; a difference counts for a table only in
marks and values behind which no other changed row stands. A change that stops a notebook or the audit is put back.
Tables for which that shows nothing have their next cell changed, until something moves or there is no hope left. Those
whose changes may stop the same notebook take turns in it, the least tried first: a table whose changes keep stopping it
cannot use up the turns of the others. The search begins with the change that showed something when it was last made
(``telling_cells.json``): where the data have changed since, and it shows nothing any more, the search goes on as if
there were none. ``PROOFPRESS_KEEP_TELLING=1`` writes down what was found.

To keep this short, charts are not drawn: what they show is compared, and a picture is drawn from nothing else; titles
are therefore not looked for in pictures. Nor do
the notebooks that read the whole register run for each change of a table that others load; a test of their own shows
that a moved status moves them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from proofpress import pipeline
from proofpress.data.validate import data_drift
from proofpress.evidence.audit import read_register, register_digest, register_of, run_audit
from proofpress.evidence.records import CHECKS, LINKS, Register
from proofpress.evidence.rules import RULES
from proofpress.execute import cache as reuse
from proofpress.figures import titles
from proofpress.model.errors import DataError, RecordError, SiteError
from proofpress.model.settings import load_settings
from proofpress.record.site_input import SiteInput
from tests.support.commands import mkdocs_here
from tests.support.mutations import (
    MOVED,
    Flip,
    Ledger,
    Outcome,
    apply,
    candidates,
    feeds_pages,
    load_resources,
    other_claims,
    read_rows,
    row_ids,
    telling_first,
    users,
    verdicts,
)
from tests.support.projects import PROJECT, copy_project, differences, digests, names_of

ROUNDS = 16
"""Times that a table's cells are tried before it counts as one that moves nothing."""
TELLING = Path(__file__).parent / "telling_cells.json"
"""For each table the row, the column and the new content of a cell whose change showed something."""
RESOURCES = load_resources(PROJECT)
with_claims = pytest.mark.skipif(not any((PROJECT / "data" / "claims").glob("*.csv")), reason="the site has no claims")
with_coverage = pytest.mark.skipif(not (PROJECT / "data" / "coverage").is_dir(), reason="the site covers no document")
"""Parts that a site may do without."""
FILLED = {
    name: item for name, item in RESOURCES.items() if feeds_pages(item) and read_rows(PROJECT / "data" / item["path"])
}

Entry = dict[str, Any]
"""An entry of one of the audit's files."""

pytestmark = pytest.mark.slow


class Bench:
    """Applies changes to copies of the computed project and tells what they move."""

    def __init__(self, project: Path, base: SiteInput, scratch: Path) -> None:
        self.project, self.base, self.scratch = project, base, scratch
        self.ledger = Ledger(base.entries, base.audit)
        self.runs = 0
        self.waiting: dict[str, Flip] = {}
        self.touchy: set[str] = set()
        self.turns: Counter[str] = Counter()
        self.readers = {
            name: [a.slug for a in base.analyses if any(item.name == name for item in a.inputs)]
            for name in {item.name for a in base.analyses for item in a.inputs}
        }

    def readers_of(self, flip: Flip) -> list[str]:
        """Return the analyses that load a changed row, the first that does first."""
        return [slug for name in (flip.table, flip.row.partition(":")[2]) for slug in self.readers.get(name, ())]

    def loaded(self, table: str) -> bool:
        """Whether a notebook loads a table, or claims of a file; what none does is read by the audit alone."""
        return table in self.readers or str(RESOURCES[table]["path"]).startswith("claims/")

    def audit(self, ways: Iterable[Flip], outcome: Outcome) -> None:
        """Change cells of a table that the audit alone reads, until a verdict moves, which stops the build."""
        folder = copy_project(self.project, self.scratch / "audit")
        for flip in ways:
            apply(flip, folder)
            register = read_register(folder, self.base.sources)
            apply(flip, folder, undo=True)
            try:
                run_audit(folder, register)
            except DataError as err:
                outcome.flip, outcome.message = flip, str(err)
                break
            outcome.tried.append(f"{flip}: no verdict moved")
        shutil.rmtree(folder)

    def run(self, tables: Mapping[str, Iterator[Flip]], outcomes: dict[str, Outcome]) -> None:
        """Change cells of some tables until each has moved something, or there is no hope left."""
        going = True
        while going:
            left = {
                name: ways for name, ways in tables.items() if outcomes[name].flip is None and self.turns[name] < ROUNDS
            }
            going = self.round(left, outcomes)

    def round(self, tables: Mapping[str, Iterator[Flip]], outcomes: dict[str, Outcome]) -> bool:
        """Change the next cell of some tables at once, and note what each change moves.

        Changes that may have stopped something are put back until the rest goes through. Where it cannot be told which
        of several did, they come back in later rounds, one at a time in each analysis.

        Returns whether there was a cell left to change.
        """
        flips = list(self._next(tables))
        if not flips:
            return False
        self.runs += 1
        folder = copy_project(self.project, self.scratch / str(self.runs), cache=True)
        for flip in flips:
            apply(flip, folder)
        results = None
        while flips and results is None:
            try:
                results = pipeline.compute(load_settings(folder))
            except SiteError as err:
                for group, told in self._suspects(err, flips):
                    for flip in group:
                        apply(flip, folder, undo=True)
                        flips.remove(flip)
                    touchy = [flip for flip in group if flip.table in self.touchy]
                    culprits = group if len(group) == 1 else touchy if len(touchy) == 1 else []
                    for flip in culprits:
                        outcomes[flip.table].tried.append(f"{flip}: stopped, {told[:300]}")
                    self.waiting |= {flip.table: flip for flip in group if flip not in culprits}
                    self.touchy |= {flip.table for flip in group if flip not in culprits}
        shutil.rmtree(folder)
        if results is not None:
            self._note(flips, results, outcomes)
        return True

    def _next(self, tables: Mapping[str, Iterator[Flip]]) -> Iterator[Flip]:
        """Yield the next change of each table, of touchy ones that share an analysis only the least tried."""
        busy: set[str] = set()
        for name, ways in sorted(tables.items(), key=lambda item: self.turns[item[0]]):
            flip = self.waiting.pop(name, None) or next(ways, None)
            if flip is None:
                continue
            readers = set(self.readers_of(flip)) if name in self.touchy else set()
            if readers & busy:
                self.waiting[name] = flip
                continue
            busy |= readers
            self.turns[name] += 1
            yield flip

    def _suspects(self, err: SiteError, flips: list[Flip]) -> list[tuple[list[Flip], str]]:
        """Return the changes that may have stopped a computation, a group for each problem, with what was told."""
        rows = {f"check `{check.id}`": set(check.row_ids) for check in self.base.audit.checks}
        rows |= {f"link `{link.id}`": {f"claim:{link.claim}", link.target.row} for link in self.base.audit.links}
        left = list(flips)
        suspects = []
        for problem in err.problems:
            text = str(problem)
            notebook = re.search(r"notebooks/(\w+)\.py", problem.place)
            entry = re.search(r"(?:check|link) `[^`]+`", problem.place)
            if notebook:
                slug = notebook[1].replace("_", "-")
                readers = [flip for flip in left if slug in self.readers_of(flip)]
                named = [flip for flip in readers for word in (flip.new, flip.old) if len(word) > 8 and word in text]
                loaded = [flip for flip in readers if f'"{flip.table}"' in text]
                group = named[:1] or loaded or readers
            elif entry:
                group = [flip for flip in left if flip.row in rows[entry[0]]]
            else:
                group = [flip for flip in left if f"{flip.path}, row {flip.index + 2}," in text]
            if group:
                suspects.append((group, text))
                left = [flip for flip in left if flip not in group]
        return suspects or [(list(flips), str(err))]

    def _note(self, flips: list[Flip], results: SiteInput, outcomes: dict[str, Outcome]) -> None:
        with pytest.raises(RecordError) as refused:
            pipeline.check_record(results)
        moved = sorted({drift.id for drift in results.drifts if drift.what in MOVED})
        for flip in flips:
            outcome = outcomes[flip.table]
            drifts = self.ledger.attributed(flip, flips, results)
            if drifts and outcome.flip is None:
                outcome.flip, outcome.drifts, outcome.message = flip, drifts, str(refused.value)
            else:
                reached = [key for key in moved if key in self.ledger.users.get(flip.row, ())]
                outcome.tried.append(f"{flip}: with {len(flips) - 1} others moved {reached[:4] or 'nothing'}")


@pytest.fixture(scope="module")
def outcomes(regenerated: tuple[Path, SiteInput], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Return what a changed cell does, by table."""
    project, base = regenerated
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PROOFPRESS_ROOT", raising=False)
        patch.setattr(
            pipeline,
            "_draw_all",
            lambda orders, *_: {order.figure.id: base.pictures[order.figure.id] for order in orders},
        )
        patch.setattr(titles, "check_titles", lambda *_: None)
        bench = Bench(project, base, tmp_path_factory.mktemp("mutations"))
        result = {name: Outcome() for name in FILLED}
        names = {row.partition(":")[2] for row in base.rows} | base.claims.keys() | base.sources.keys()
        names |= {figure.id for a in base.analyses for figure in a.figures}
        telling = json.loads(TELLING.read_text(encoding="utf-8")) if TELLING.exists() else {}
        ways = {
            name: telling_first(
                RESOURCES[name], project, telling.get(name), candidates(RESOURCES[name], project, base.entries, names)
            )
            for name in FILLED
        }
        audited = {name: way for name, way in ways.items() if not bench.loaded(name)}
        bench.round(audited, result)
        digest = register_digest(project)
        patch.setattr(reuse, "register_digest", lambda _: digest)
        bench.run({name: way for name, way in ways.items() if bench.loaded(name)}, result)
        for name, way in audited.items():
            if result[name].flip is None:
                bench.audit(way, result[name])
    if os.environ.get("PROOFPRESS_KEEP_TELLING") == "1":
        found = {name: outcome.flip for name, outcome in sorted(result.items()) if outcome.flip}
        kept = {name: [flip.row, flip.column, flip.new] for name, flip in found.items()}
        TELLING.write_text(f"{json.dumps(kept, indent=1, ensure_ascii=False)}\n", encoding="utf-8")
    return result


def test_the_unchanged_data_move_nothing(regenerated: tuple[Path, SiteInput]) -> None:
    """Before any change, results and record are the same: what moves below is the change's doing."""
    drifts = [str(drift) for drift in regenerated[1].drifts]
    assert drifts == [], names_of(drifts[:20])


@pytest.mark.parametrize("table", FILLED)
def test_a_changed_cell_is_named(table: str, outcomes: dict[str, Outcome]) -> None:
    """One changed cell of a table stops the build with a message naming a figure, value or claim, old and new.

    Where the audit alone reads a table, the message names the check whose verdict is no longer the reviewed one.
    """
    outcome = outcomes[table]
    assert outcome.flip is not None, f"no cell tried in {table} moves what is published:{names_of(outcome.tried)}"
    if not outcome.drifts:
        assert re.search(rf"{CHECKS}, check `[^`]+`: the verdict that was reviewed; expected .+; got ", outcome.message)
        return
    drift = outcome.drifts[0]
    lines = [line for line in outcome.message.splitlines() if f"`{drift.id}`, {drift.where}" in line]
    assert lines, outcome.message
    assert f"expected {drift.old}; got {drift.new}" in lines[0]
    assert outcome.flip.path in outcome.message, "the changed file is not named"


def test_tables_take_turns_in_an_analysis(tmp_path: Path) -> None:
    """Of tables that may stop the same notebook each is tried once before one of them is tried again."""
    inputs = [SimpleNamespace(name=name) for name in ("first", "second", "third")]
    audit = SimpleNamespace(checks=[], links=[], statuses_by_claim={})
    base: Any = SimpleNamespace(entries={}, audit=audit, analyses=[SimpleNamespace(slug="analysis", inputs=inputs)])
    bench = Bench(tmp_path, base, tmp_path)
    bench.touchy = {item.name for item in inputs}
    ways = {
        item.name: iter([Flip(item.name, "", f"{item.name}:row", 0, "", "", str(n)) for n in range(9)])
        for item in inputs
    }
    tried = [[flip.table for flip in bench._next(ways)] for _ in range(6)]
    assert tried == [["first"], ["second"], ["third"]] * 2


def test_the_telling_change_comes_first_if_it_can_be_made(tmp_path: Path) -> None:
    """What showed something before is tried first; where its row, column or content is no longer there, nothing is."""
    table = tmp_path / "data" / "tables" / "a.csv"
    table.parent.mkdir(parents=True)
    table.write_text("id,share\none,1\ntwo,2\n", encoding="utf-8")
    resource = {"name": "a", "path": "tables/a.csv", "schema": {"primaryKey": "id"}}
    rest = [Flip("a", "", "a:one", 0, "share", "1", "9")]

    def tried(*telling: str) -> list[str]:
        return list(dict.fromkeys(map(str, telling_first(resource, tmp_path, telling, iter(rest)))))

    assert tried("a:two", "share", "3") == ["a:two, share: 2 → 3", str(rest[0])]
    for gone in ((), ("a:three", "share", "3"), ("a:two", "sum", "3"), ("a:two", "share", "2")):
        assert tried(*gone) == [str(rest[0])], gone


def test_every_table_is_used(regenerated: tuple[Path, SiteInput]) -> None:
    """No table of the data package is without a figure or value that rests on one of its rows."""
    cited = users(regenerated[1].entries)
    assert FILLED
    unused = [
        name
        for name, item in RESOURCES.items()
        if feeds_pages(item)
        and not any(key in cited for key in row_ids(item, read_rows(PROJECT / "data" / item["path"])))
    ]
    assert unused == [], f"nothing uses{names_of(unused)}"


@with_coverage
def test_coverage_feeds_nothing(regenerated: tuple[Path, SiteInput]) -> None:
    """What is left out above is left out rightly: no notebook loaded a coverage file, nothing published cites one."""
    results = regenerated[1]
    left_out = {name: item for name, item in RESOURCES.items() if not feeds_pages(item)}
    assert left_out
    assert {str(item["path"]).partition("/")[0] for item in left_out.values()} == {"coverage"}
    loaded = {item.path for a in results.analyses for item in a.inputs}
    cited = users(results.entries)
    for name, item in left_out.items():
        assert name not in results.tables
        assert f"data/{item['path']}" not in loaded
        assert not any(key in cited for key in row_ids(item, read_rows(PROJECT / "data" / item["path"])))


# --- claims and the audit -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def register(regenerated: tuple[Path, SiteInput]) -> Register:
    """Return the register that the audit reads."""
    results = regenerated[1]
    return register_of(results.project)


def entries(path: str) -> list[Entry]:
    """Return the entries of one of the audit's files; there are some."""
    result = list(json.loads((PROJECT / path).read_text(encoding="utf-8")))
    assert result
    return result


def compared(results: SiteInput) -> dict[str, tuple[list[Entry], list[Entry]]]:
    """Return for each claim the checks and links that compare its number; judgements of statements compare none."""
    result: dict[str, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
    rows = {check.id: check.row_ids for check in results.audit.checks}
    for entry in entries(CHECKS):
        for row in rows[entry["id"]]:
            result[row.removeprefix("claim:")][0].append(entry)
    for entry in entries(LINKS):
        if entry["relation"] in {"same", "newer"}:
            for key in {entry["claim"], str(entry["target"]).removeprefix("claim:")}:
                result[key][1].append(entry)
    return {key: parts for key, parts in result.items() if key in results.claims}


def bites(key: str, results: SiteInput, register: Register, checks: list[Entry], links: list[Entry]) -> bool:
    """Whether some other number of a claim changes what a check or link says."""
    before = verdicts(register, checks, links)
    ids = {entry["id"] for entry in checks}
    beside = [ref for check in results.audit.checks if check.id in ids for ref in check.refs if ref.claim != key]
    return any(
        verdicts(replace(register, claims={**register.claims, key: other}), checks, links) != before
        for other in other_claims(register.claims[key], beside)
    )


def capped(key: str, results: SiteInput, checks: list[Entry], links: list[Entry]) -> bool:
    """Whether a claim gives only an upper bound, and only to sums that must not be too large: zero always fits."""
    return (
        results.claims[key].low is None
        and not links
        and all(RULES[entry["rule"]].mode == "at most" for entry in checks)
    )


@with_claims
def test_a_changed_claim_moves_a_verdict(regenerated: tuple[Path, SiteInput], register: Register) -> None:
    """Each claim whose number a check or link compares has numbers with which that check or link says something else.

    A verdict that is not the reviewed one stops the build; a link that says something else moves a status.
    """
    results = regenerated[1]
    result = compared(results)
    assert len(result) > 100
    silent = [
        key
        for key, (checks, links) in result.items()
        if not bites(key, results, register, checks, links) and not capped(key, results, checks, links)
    ]
    assert silent == [], f"any number would do for{names_of(silent)}"


@with_claims
def test_every_decided_check_can_fail(regenerated: tuple[Path, SiteInput], register: Register) -> None:
    """Each check that rests on a claim has a claim among its inputs whose change gives another verdict."""
    results = regenerated[1]
    by_check: dict[str, list[str]] = defaultdict(list)
    for key, (checks, _) in compared(results).items():
        for entry in checks:
            by_check[entry["id"]].append(key)
    assert by_check
    decided = [entry for entry in entries(CHECKS) if entry["id"] in by_check and entry["verdict"] != "cannot tell"]
    assert decided
    idle = [
        entry["id"]
        for entry in decided
        if not any(bites(key, results, register, [entry], []) for key in by_check[entry["id"]])
    ]
    assert idle == [], f"no change of a claim moves{names_of(idle)}"


@with_claims
def test_every_claim_is_used(regenerated: tuple[Path, SiteInput]) -> None:
    """Each claim feeds a figure, a value or a sentence, or a check or link, or stands alone and is counted as such."""
    results = regenerated[1]
    cited = users(results.entries)
    judged = {key for link in results.audit.links for key in (link.claim, link.target.row.removeprefix("claim:"))}
    used = {key for key in results.claims if f"claim:{key}" in cited} | compared(results).keys() | judged
    alone = results.claims.keys() - used
    assert used
    assert alone
    wrong = [
        key for key in alone if results.audit.statuses_by_claim[key].status not in {"single-source", "unverifiable"}
    ]
    assert wrong == [], f"nothing is behind the status of{names_of(wrong)}"
    uncounted = [key for key in results.claims if f"status:{key}" not in cited]
    assert uncounted == [], f"no figure counts the status of{names_of(uncounted)}"


@with_claims
def test_a_moved_status_moves_the_audits_figures(
    regenerated: tuple[Path, SiteInput], register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A claim's number that no longer agrees with what it is linked to moves its status, and a figure with it."""
    project, base = regenerated
    monkeypatch.delenv("PROOFPRESS_ROOT", raising=False)
    monkeypatch.setattr(
        pipeline, "_draw_all", lambda orders, *_: {order.figure.id: base.pictures[order.figure.id] for order in orders}
    )
    monkeypatch.setattr(titles, "check_titles", lambda *_: None)
    loaded = {item.name for a in base.analyses for item in a.inputs if item.kind == "claim"}
    key, links = next(
        (key, links)
        for key, (checks, links) in compared(base).items()
        if links and not checks and key not in loaded and base.audit.statuses_by_claim[key].status == "repeated"
    )
    before = verdicts(register, [], links)
    other = next(
        claim
        for claim in other_claims(register.claims[key])
        if verdicts(replace(register, claims={**register.claims, key: claim}), [], links) != before
    )
    folder = copy_project(project, tmp_path / "project", cache=True)
    path = base.claim_paths[key]
    rows = read_rows(folder / path)
    index = next(n for n, row in enumerate(rows) if row["id"] == key)
    cells = {"value_low": other.low, "value_high": other.high, "as_printed": other.as_printed, "period": other.period}
    for column, new in cells.items():
        text = "" if new is None else str(new)
        apply(Flip("", path, f"claim:{key}", index, column, rows[index][column], text), folder)
    results = pipeline.compute(load_settings(folder))
    assert results.audit.statuses_by_claim[key].status != base.audit.statuses_by_claim[key].status
    ledger = Ledger(base.entries, base.audit)
    moved = [drift for drift in results.drifts if drift.what in MOVED and f"status:{key}" in ledger.behind(drift)]
    assert [drift for drift in moved if drift.id.startswith("claim-audit/")]
    with pytest.raises(RecordError, match="figure `claim-audit/"):
        pipeline.check_record(results)


@with_claims
def test_a_claim_that_stands_alone_cannot_change_unseen(regenerated: tuple[Path, SiteInput], tmp_path: Path) -> None:
    """A changed number that moves no figure, value or verdict still is not the register that was reviewed."""
    project, results = regenerated
    cited = users(results.entries).keys() | {f"claim:{key}" for key in compared(results)}
    name, item = next((name, item) for name, item in FILLED.items() if str(item["path"]).startswith("claims/"))
    rows = read_rows(PROJECT / "data" / item["path"])
    index = next(n for n, row in enumerate(rows) if f"claim:{row['id']}" not in cited and row["value_low"])
    old = rows[index]["value_low"]
    copy = copy_project(project, tmp_path / "project")
    assert data_drift(copy) == []
    path = f"data/{item['path']}"
    apply(Flip(name, path, f"claim:{rows[index]['id']}", index, "value_low", old, f"{float(old) / 2:g}"), copy)
    assert [(drift.id, drift.what) for drift in data_drift(copy)] == [(path, "data")]


# --- the whole build ------------------------------------------------------------------------------------------------


def test_mkdocs_build_refuses_and_keeps_the_site(real_site: Path, outcomes: dict[str, Outcome], tmp_path: Path) -> None:
    """After one changed cell ``mkdocs build --strict`` fails, names figure or value, and leaves ``site/`` as it was."""
    good = [outcome for outcome in outcomes.values() if outcome.drifts]
    assert good
    flip, drift = good[0].flip, good[0].drifts[0]
    assert flip
    project = copy_project(real_site.parent, tmp_path / "project", cache=True)
    shutil.copytree(real_site, project / "site")
    before = digests(project / "site")
    apply(flip, project)
    done = mkdocs_here(project, "build", "--strict")
    assert done.returncode != 0, done.stdout
    assert drift.id in done.stdout
    assert f"expected {drift.old}; got {drift.new}" in done.stdout
    assert "Traceback" not in done.stdout
    assert differences(before, digests(project / "site")) == []
    assert sorted(path.name for path in project.glob(".site*")) == []
