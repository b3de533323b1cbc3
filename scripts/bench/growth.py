"""How the published branch grows: monthly releases of this project with small changes, published as real ones are.

Each month another analysis says something else, in its limits and in a figure's note; the release's name, date and
address change on every page and in every picture to pass on, and the menu gets longer. Each month is built anew
(notebooks that did not change are not run again) and deployed as ``proofpress release`` deploys; then git packs the
branch, as hosts do. Figures whose charts change would add their pictures, some 0.2 MB each.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
import shutil
import statistics
import subprocess
from pathlib import Path

from builds import copy_project, run
from report import Line, tell

FIRST = dt.date(2027, 1, 15)
GROWTH_TARGET = 0.2
"""Part of one release's packed size that another may add, at the median."""


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=bench", "-c", "user.email=bench@localhost", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def _packed(repository: Path) -> int:
    """Return the bytes that git needs for all that is in a repository, once it has packed it."""
    _git(repository, "gc", "--quiet", "--prune=now")
    return sum(path.stat().st_size for path in (repository / "objects" / "pack").glob("*.pack"))


def _month(number: int) -> dt.date:
    years, month = divmod(FIRST.month - 1 + number, 12)
    return FIRST.replace(year=FIRST.year + years, month=month + 1)


def _edit(project: Path, number: int) -> None:
    """Make the small changes of a month: limits and a note of one analysis, and the release's name."""
    day = _month(number)
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^      release: .*$", f'      release: "{day:%Y.%m}"', text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^      released: .*$", f"      released: {day}", text, count=1, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    notebooks = sorted((project / "notebooks").glob("*.py"))
    notebook = notebooks[number % len(notebooks)]
    source = notebook.read_text(encoding="utf-8")
    source = re.sub(r"^(    note=f?\")", rf"\1Edition {day:%B}. ", source, count=1, flags=re.MULTILINE)
    source = source.replace("# ## Limits\n", f"# ## Limits\n# - As of {day:%B} of that year.\n", 1)
    notebook.write_text(source, encoding="utf-8")


def _publish(project: Path, repository: Path, past: list[str]) -> int:
    """Deploy a built site as a release does, into a bare repository, and return the bytes that a push sends."""
    from proofpress.model.git import Repository
    from proofpress.model.hashing import sha256_file
    from proofpress.model.settings import load_settings
    from proofpress.release.branch import Published
    from proofpress.release.branch_state import Target, read_branch
    from proofpress.release.prepare import prepare_release

    settings = load_settings(project)
    target = Target(Repository(repository), settings.branch)
    site = project / "site"
    entry = Published(settings.release, settings.released, "Small changes", "", _git(repository, "rev-parse", "main"),
                      sha256_file(site / "manifest.json"), False)  # fmt: skip
    state = read_branch(target)
    prepared = prepare_release(target, state, settings, site, entry, ())
    assert target.repository.move(target.ref, prepared.commit, state.local)
    past.append(settings.release)
    return prepared.growth


def _remember(project: Path, release: str) -> None:
    """Add a release to the committed past, so that the next one's menu lists it."""
    path = project / "docs" / "history" / "releases.json"
    listed = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    day = f"{release.replace('.', '-')}-15"
    listed.append({"release": release, "released": day, "reason": "Small changes", "note": ""})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(listed), encoding="utf-8")


def grow(root: Path, scratch: Path, months: int) -> list[Line]:
    """Publish a number of monthly releases and return how the branch grew."""
    project = copy_project(root, scratch / "growing")
    shutil.rmtree(project / "docs" / "history", ignore_errors=True)
    repository = scratch / "growing.git"
    repository.mkdir()
    _git(repository, "init", "--quiet", "--bare", "--initial-branch", "main")
    tree = _git(repository, "hash-object", "-t", "tree", "-w", "/dev/null")
    _git(repository, "update-ref", "refs/heads/main", _git(repository, "commit-tree", tree, "-m", "Start"))
    sizes, files, past, pushes = [], [], [], []
    for number in range(months):
        _edit(project, number)
        run(project, "proofpress.cli", "accept")
        run(project, "mkdocs", "build", "--strict")
        pushes.append(_publish(project, repository, past))
        _remember(project, past[-1])
        sizes.append(_packed(repository))
        files.append(sum(path.stat().st_size for path in (project / "site").rglob("*") if path.is_file()))
        added = sizes[-1] - (sizes[-2] if number else 0)
        tell(f"release {past[-1]}: {files[-1] / 1e6:.1f} MB of files, branch grows by {added / 1e6:.2f} MB packed")
    steps = [two - entry for entry, two in itertools.pairwise(sizes)]
    middle = statistics.median(steps) if steps else 0
    ratio = middle / sizes[0]
    pushed = statistics.median(pushes[1:] or pushes)
    _git(repository, "repack", "-a", "-d", "-f", "--quiet")
    return [
        Line("one release, as files", f"{files[-1] / 1e6:.1f} MB"),
        Line("the first release, packed", f"{sizes[0] / 1e6:.2f} MB"),
        Line("a further release adds, packed, median", f"{middle / 1e6:.2f} MB"),
        Line("a further release adds, packed, largest", f"{max(steps, default=0) / 1e6:.2f} MB"),
        Line(f"branch after {months} releases, packed", f"{sizes[-1] / 1e6:.2f} MB"),
        Line("the same branch, packed from scratch", f"{_packed(repository) / 1e6:.2f} MB"),
        Line("the push of a further release, median", f"{pushed / 1e6:.2f} MB"),
        Line("the same releases without sharing", f"{sizes[0] * months / 1e6:.2f} MB"),
        Line("further release over first, packed", f"{ratio:.3f}", f"at most {GROWTH_TARGET}", ratio <= GROWTH_TARGET),
    ]
