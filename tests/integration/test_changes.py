"""Changes between real commits of a project, each with the cause that was put in; every state is really rebuilt."""

from __future__ import annotations

import json
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

import proofpress as package
from proofpress import pipeline
from proofpress.changes import worker
from proofpress.changes.archive import store
from proofpress.changes.attribute import Comparison, find_changes
from proofpress.changes.rebuild import NotAvailableError, run_apart
from proofpress.data.history import Change, missing_notes
from proofpress.data.history_files import read_history
from proofpress.model.errors import HistoryError
from proofpress.model.hashing import sha256
from proofpress.model.settings import load_settings
from tests.support.commands import environment, proofpress, proofpress_here
from tests.support.projects import change, digests, shared

pytestmark = pytest.mark.slow

MIX = "data/tables/power_mix.csv"
NOTEBOOK = "notebooks/power_mix.py"
SHARE = 'mix["share"] = 100 * mix.generation / total'
OTHER = "#!{python}\nimport subprocess, sys\nsys.exit(subprocess.run([{python!r}, *sys.argv[1:]]).returncode)\n"
"""An interpreter of another environment, which is ours under another name."""


def git(root: Path, *arguments: str) -> str:
    """Run git in a project."""
    command = ["git", "-C", str(root), "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def commit(root: Path, name: str) -> None:
    """Commit all and tag it."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", name)
    git(root, "tag", name)


def release(root: Path, name: str, *edits: tuple[str, str, str]) -> None:
    """Make a release from the first one: edit files, accept what moves, commit, tag."""
    git(root, "checkout", "--quiet", "2026.01")
    change(root / "mkdocs.yml", 'release: "2026.01"', f'release: "{name}"')
    for path, old, new in edits:
        change(root / path, old, new)
    if any(path.startswith("scripts/proofpress/") for path, _, _ in edits):
        done = proofpress(root, "accept", env=environment(PYTHONPATH=str(root / "scripts")))
        assert done.returncode == 0, done.stdout
    else:
        pipeline.accept(load_settings(root))
    commit(root, name)


def _make(fixture: Path) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        shutil.copytree(fixture, folder, dirs_exist_ok=True)
        [code] = package.__path__
        shutil.copytree(code, folder / "scripts" / "proofpress", ignore=shutil.ignore_patterns("__pycache__"))
        _add_site_code(folder)
        (folder / ".gitignore").write_text(".cache/\nsite/\n__pycache__/\n")
        git(folder, "init", "--quiet")
        commit(folder, "2026.01")
        gas = (MIX, "gas-2023,gas,2023,42", "gas-2023,gas,2023,47")
        release(folder, "2026.02", gas)
        release(folder, "2026.03", (NOTEBOOK, SHARE, SHARE.replace("100", "90")))
        patch = (
            "scripts/proofpress/notebook/value_fields.py",
            "self.style.format.format(self.published(current))",
            'self.style.format.format(self.published(current)) + " "',
        )
        release(folder, "2026.04", patch)
        release(folder, "2026.05", gas, (NOTEBOOK, SHARE, f"{SHARE} + 2"))
        coal = (MIX, "coal-2023,coal,2023,19", "coal-2023,coal,2023,38")
        release(folder, "2026.06", coal, (NOTEBOOK, SHARE, SHARE.replace("100", "50")))
        renamed = (NOTEBOOK, 'name="coal-halves"', 'name="coal-falls"')
        card = (NOTEBOOK, "{figure: coal-halves,", "{figure: coal-falls,")
        added = (NOTEBOOK, 'claim = pp.claim("press-coal-2030")', 'claim = pp.claim("press-coal-2030")\n' + EXTRA)
        release(folder, "2026.07", renamed, card, added)
        release(folder, "2026.08", ("requirements.txt", "click==0.0", "click==0.1"))
        _draw_anew(folder)
        release(folder, "2026.12", (FORMULA, ".max()", ".max() * 0.9"), (UNUSED, "2", "3"))
        git(folder, "checkout", "--quiet", "2026.01")

    return make


FORMULA = "scripts/sizes/plants.py"
UNUSED = "scripts/sizes/unused.py"


def _add_site_code(folder: Path) -> None:
    """Let the plants' notebook take its number from a package of the site's own."""
    for path, text in {
        "scripts/sizes/__init__.py": '"""Measures of this site."""\n',
        FORMULA: "def largest(plants):\n    return plants.capacity.max()\n",
        UNUSED: "LIMIT = 2\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    notebook = folder / "notebooks" / "plants.py"
    change(notebook, "plants.capacity.max()", "largest_of(plants)")
    change(
        notebook,
        "import proofpress as pp\n",
        "import proofpress as pp\nfrom sizes.plants import largest as largest_of\n",
    )


EXTRA = """
pp.publish_value(
    "coal-fall", now - before, format="{:.0f}", unit="percentage points", rows=coal, formula="share of 2023 less 2012"
)
"""


def _redraw(record: Path) -> None:
    """Draw one picture of a record otherwise, as a renewed drawing library does."""
    chart, path = record / "plants" / "capacity" / "chart.svg", record / "plants" / "record.json"
    chart.write_bytes(chart.read_bytes() + b"<!-- drawn anew -->")
    stored = json.loads(path.read_text())
    stored["figures"]["capacity"]["files"]["chart.svg"] = sha256(chart.read_bytes())
    path.write_text(json.dumps(stored))


def _draw_anew(folder: Path) -> None:
    """Give the last release's record the picture that its environment draws."""
    _redraw(folder / "docs" / "published")
    git(folder, "commit", "--quiet", "--all", "--message", "Draw anew")
    git(folder, "tag", "--force", "2026.08")


def compute(python: Path, tree: Path, out: Path) -> str:
    """Compute a state in this process where its package is ours; an interpreter of another name draws otherwise."""
    own = tree / "scripts" / "proofpress"
    if own.is_dir() and code_digest(own) != code_digest(Path(package.__path__[0])):
        return run_apart(python, tree, out)
    worker.main(tree, out)
    if python != Path(sys.executable) and (out / "record" / "plants").is_dir():
        _redraw(out / "record")
    return ""


def code_digest(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a package."""
    return {name: digest for name, digest in digests(folder).items() if "__pycache__" not in name}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory, fixture_build: tuple[Path, str]) -> Path:
    """Return a repository with a first release, and nine made from it by known edits; the first is checked out."""
    return shared(tmp_path_factory, "releases", _make(fixture_build[0]))[0]


def copy_of(releases: Path, folder: Path) -> Path:
    """Return a copy of the repository; what other tests remove from its cache meanwhile is left out."""

    def copy(source: str, target: str) -> str:
        with suppress(FileNotFoundError):
            shutil.copy2(source, target)
        return target

    return Path(shutil.copytree(releases, folder / "project", copy_function=copy))


def compare(root: Path, to: str, origin: str = "2026.01", **options: object) -> Comparison:
    """Compare two releases."""
    return find_changes(load_settings(root), origin, to, **{"runner": compute, **options})  # type: ignore[arg-type]


def by_id(comparison: Comparison) -> dict[str, Change]:
    """Return the changes by id."""
    return {change.id: change for change in comparison.changes}


def factors(change: Change) -> dict[str, float | None]:
    """Return a change's causes with their shares."""
    return {f"{cause.factor} {cause.name}": cause.share for cause in change.causes}


def test_a_changed_cell_is_the_cause_of_what_it_moves(releases: Path) -> None:
    """One corrected cell: table, row, column, old and new stand in the cause; nothing else is said to have changed."""
    before = digests(releases / "docs")
    result = by_id(compare(releases, "2026.02"))
    assert set(result) == {"power-mix.coal-share", "power-mix/coal-halves"}
    share = result["power-mix.coal-share"]
    assert factors(share) == {f"data {MIX}": 1.0}
    assert share.causes[0].detail == "gas-2023: generation 42 → 47"
    assert (share.old_text, share.new_text, share.direction) == ("19%", "18%", "down")
    assert share.size == pytest.approx(1 - 100 / 105, abs=1e-6)
    assert share.sentence == (
        "Coal over all fuels, 2023: from 19% to 18%, "
        "because the table “Power mix” was corrected (gas-2023: generation from 42 to 47)."
    )
    assert digests(releases / "docs") == before
    assert git(releases, "status", "--porcelain") == ""


def test_a_changed_notebook_cell_is_the_cause(releases: Path) -> None:
    """Another formula in one cell: the notebook and the cell's number and first line are named."""
    result = by_id(compare(releases, "2026.03"))
    assert factors(result["power-mix.coal-before"]) == {f"analysis {NOTEBOOK}": 1.0}
    assert result["power-mix.coal-before"].causes[0].detail == 'cell 5, “mix = pp.load_table("power_mix")”'


def test_changed_code_of_our_own_is_the_cause(releases: Path) -> None:
    """A formatting function that writes otherwise: our own software moved the text, the number is the same."""
    result = by_id(compare(releases, "2026.04"))
    largest = result["plants.largest"]
    assert factors(largest) == {"software proofpress": 1.0}
    assert largest.causes[0].detail == "notebook/value_fields.py"
    assert (largest.old_text, largest.new_text, largest.direction) == ("1,200 MW", "1,200 MW ", "same")


def test_a_changed_formula_of_the_site_is_the_analysis(releases: Path) -> None:
    """A measure in the site's own code: the cause is the analysis, its sentence names the function and the module."""
    result = by_id(compare(releases, "2026.12"))
    assert set(result) == {"plants.largest", "plants/capacity"}
    largest = result["plants.largest"]
    assert factors(largest) == {f"analysis {FORMULA}": 1.0}
    assert largest.causes[0].detail == f"`largest` in {FORMULA}"
    assert largest.sentence == (
        f"Largest capacity: from 1,200 MW to 1,080 MW, because the analysis was revised (`largest` in {FORMULA})."
    )


def test_two_causes_whose_effects_add_up_get_shares(releases: Path) -> None:
    """A cell and a formula that adds a constant: the shares are those of the arithmetic, and make up the whole."""
    share = by_id(compare(releases, "2026.05"))["power-mix.coal-share"]
    data, whole = 100 * 19 / 105 - 19, 100 * 19 / 105 + 2 - 19
    assert not share.interaction
    assert factors(share) == {
        f"data {MIX}": pytest.approx(data / whole, abs=1e-3),
        f"analysis {NOTEBOOK}": pytest.approx(2 / whole, abs=1e-3),
    }


def test_two_causes_that_multiply_interact(releases: Path) -> None:
    """Coal doubled and its share halved: both are named, no share belongs to one, and the sentence says so."""
    result = by_id(compare(releases, "2026.06"))
    share = result["power-mix.coal-share"]
    assert share.interaction
    assert factors(share) == {f"data {MIX}": None, f"analysis {NOTEBOOK}": None}
    assert "their effects cannot be told apart" in share.sentence
    assert factors(result["power-mix.coal-before"]) == {f"analysis {NOTEBOOK}": 1.0}


def test_figures_and_values_are_renamed_added_and_removed(releases: Path) -> None:
    """The same figure under a new slug is renamed; a new value is added; seen from the other side it is removed."""
    result = by_id(compare(releases, "2026.07"))
    assert {key: entry.kind for key, entry in result.items()} == {
        "power-mix.coal-fall": "added",
        "power-mix/coal-falls": "renamed",
    }
    renamed = result["power-mix/coal-falls"]
    assert (renamed.old, renamed.new) == ("power-mix/coal-halves", "power-mix/coal-falls")
    assert all(factors(item) == {f"analysis {NOTEBOOK}": 1.0} for item in result.values())
    back = by_id(compare(releases, "2026.01", "2026.07"))
    assert back["power-mix.coal-fall"].kind == "removed"


def test_states_are_rebuilt_apart(releases: Path, tmp_path: Path) -> None:
    """Computed by interpreters of their own, as the command does it, states give the same changes as in this process.

    Nothing that was rebuilt before is at hand; the later state's interpreter is the one that its lock asks for.
    """
    root = copy_of(releases, tmp_path)
    shutil.rmtree(root / ".cache" / "proofpress" / "changes", ignore_errors=True)
    python = tmp_path / "python"
    python.write_text(OTHER.format(python=sys.executable))
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    asked: list[tuple[Path, bool]] = []

    def apart(interpreter: Path, tree: Path, out: Path) -> str:
        asked.append((interpreter, "0.1" in (tree / "requirements.txt").read_text()))
        return run_apart(interpreter, tree, out)

    git(root, "checkout", "--quiet", "2026.02")
    with (root / "requirements.txt").open("a") as lock:
        lock.write("rich==0.1 --hash=sha256:1\n")
    commit(root, "2026.09")
    git(root, "checkout", "--quiet", "2026.01")
    result = compare(root, "2026.09", environments=lambda lock: python, runner=apart)
    assert result.rebuilt == len(asked) > 0
    assert {later for _, later in asked} == {True, False}
    assert all((interpreter == python) is later for interpreter, later in asked)
    assert result.changes == compare(releases, "2026.02").changes


def test_a_renewed_package_is_the_cause(releases: Path, tmp_path: Path) -> None:
    """A picture that only the later lock's environment draws: the package is named with both versions."""
    result = by_id(compare(releases, "2026.08", environments=lambda lock: tmp_path / "python"))
    assert set(result) == {"plants/capacity"}
    assert factors(result["plants/capacity"]) == {"software click 0.0 → 0.1": 1.0}
    assert "the same numbers, drawn differently" in result["plants/capacity"].sentence


def test_of_several_renewed_packages_the_one_that_draws_is_named(releases: Path, tmp_path: Path) -> None:
    """Two packages renewed in one lock, of which one draws otherwise: it alone is the cause."""
    root = copy_of(releases, tmp_path)
    git(root, "checkout", "--quiet", "2026.08")
    with (root / "requirements.txt").open("a") as lock:
        lock.write("pandas==9.9 --hash=sha256:1\n")
    commit(root, "2026.09")
    git(root, "checkout", "--quiet", "2026.01")

    def environments(lock: Path) -> Path:
        return tmp_path / "python" if "click==0.1" in lock.read_text() else Path(sys.executable)

    result = by_id(compare(root, "2026.09", environments=environments))
    assert factors(result["plants/capacity"]) == {"software click 0.0 → 0.1": 1.0}


def test_an_environment_that_cannot_be_installed_is_no_guess(releases: Path, tmp_path: Path) -> None:
    """Between a data change and an environment that is not to be had, the cause is said to be unknown, with why."""

    def refuse(lock: Path) -> Path:
        raise NotAvailableError("its packages cannot be installed: no such version")

    root = copy_of(releases, tmp_path)
    change(root / "data/tables/plants.csv", "south,South,800", "south,South,900")
    pipeline.accept(load_settings(root))
    commit(root, "2026.09")
    result = by_id(compare(root, "2026.09", "2026.08", environments=refuse))
    one = result["plants/capacity"]
    assert factors(one) == {"data data/tables/plants.csv": 1.0}, "the lock drew otherwise, but moved no entry"
    picture = by_id(compare(root, "2026.08", environments=refuse))["plants/capacity"]
    assert factors(picture) == {"software click 0.0 → 0.1": 1.0}, "nothing else differs"


def test_the_working_tree_is_compared_as_it_stands(releases: Path, tmp_path: Path) -> None:
    """An edit that is not committed is found, without accepting it."""
    root = copy_of(releases, tmp_path)
    change(root / MIX, "gas-2023,gas,2023,42", "gas-2023,gas,2023,47")
    result = by_id(compare(root, "."))
    assert factors(result["power-mix.coal-share"]) == {f"data {MIX}": 1.0}


def test_what_is_stored_is_what_was_found(releases: Path, tmp_path: Path) -> None:
    """Two releases stored one after the other: changes, histories, superseded forms; stored twice, the same bytes."""
    root = copy_of(releases, tmp_path)
    settings = load_settings(root)
    for to in ("2026.02", "2026.02"):
        store(settings, compare(root, to), "Gas was counted again.")
        kept = digests(root / "docs" / "history")
    store(settings, compare(root, "2026.03", "2026.02"))
    past = read_history(settings)
    assert [release.release for release in past.releases] == ["2026.01", "2026.02"]
    assert past.releases[1].note == "Gas was counted again."
    assert [point.text for point in past.values["power-mix.coal-share"]] == ["19%", "18%", "17%"]
    assert [item.release for item in past.figures["power-mix/coal-halves"]] == ["2026.02", "2026.01"]
    assert past.changes_by_release["2026.03"].origin == "2026.02"
    assert missing_notes(past) == ()
    again = digests(root / "docs" / "history")
    assert {name: again[name] for name in kept if "2026.0" in name} == {
        name: digest for name, digest in kept.items() if "2026.0" in name
    }


def test_the_command_prints_text_and_json(releases: Path) -> None:
    """``proofpress changes`` prints one paragraph a change, or the JSON that is stored; an unknown name is refused."""
    done = proofpress(releases, "changes", "2026.01", "2026.02")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^2 changes from 2026\.01 to 2026\.02$", done.stdout, re.MULTILINE)
    assert "data: data/tables/power_mix.csv: gas-2023: generation 42 → 47" in done.stdout
    text = proofpress_here(releases, "changes", "2026.01", "2026.02", "--json")
    stored = json.loads(text.stdout[text.stdout.index("{\n") :])
    assert (stored["from"], stored["to"], len(stored["changes"])) == ("2026.01", "2026.02", 2)
    with pytest.raises(HistoryError, match=r"no release or commit `2031\.01`"):
        compare(releases, "2031.01")
