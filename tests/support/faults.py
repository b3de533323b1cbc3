"""Trials of faults on the fixture site: kills at chosen steps, damaged files, a full disk, commands at once.

Each trial says what did not hold; ``make faults`` makes many, the tests a few. What is tried is drawn with a seed, and
a process is killed by its own steps, so that the same trials have the same outcome on a busy machine.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from proofpress.model.errors import RecordError, SiteError
from proofpress.model.machine_cache import VARIABLE
from proofpress.model.settings import load_settings
from proofpress.record.store import load_record
from proofpress.release.corrections import correct
from tests.support.commands import mkdocs, mkdocs_here, proofpress_here
from tests.support.kills import killed_before
from tests.support.projects import FIXTURE, copy_project, differences, digests
from tests.support.releases import Small, commit, git, make_small, put

Digests = dict[str, str]
CORRECTION = {
    "id": "wrong-b",
    "figure": "a/b",
    "kind": "withdrawn",
    "what": "The bars are swapped.",
    "why": "Two columns were confused.",
    "since": "2026-01-20",
    "decided_by": "The editors",
    "releases": ["2026.01"],
    "fixed_in": "",
}
MARKS = ("First wording.", "Second wording.")
LEFT = (".*proofpress-scratch-*",)


@dataclass
class Outcome:
    """What trials of one kind came to."""

    name: str
    trials: int = 0
    failures: list[str] = field(default_factory=list)

    def note(self, place: str, wrong: str) -> None:
        """Count a trial, and what was wrong in it if anything was."""
        self.trials += 1
        if wrong:
            self.failures.append(f"{place}: {wrong}")

    def __str__(self) -> str:
        verdict = "held" if not self.failures else f"{len(self.failures)} did not hold"
        return f"{self.name}: {self.trials} trials, {verdict}"


def ready_project(folder: Path) -> Path:
    """Return the fixture site, accepted and built, with a mark on its home page."""
    project = copy_project(FIXTURE, folder, shared_cache=False)
    with (project / "docs" / "index.md").open("a") as file:
        file.write(f"\n{MARKS[0]}\n")
    for done in (proofpress_here(project, "accept"), mkdocs_here(project, "build", "--strict")):
        assert done.returncode == 0, done.stdout
    return project


def built(project: Path) -> None:
    """Build strictly in this process, and fail if the build does."""
    done = mkdocs_here(project, "build", "--strict")
    if done.returncode:
        raise RuntimeError(done.stdout)


def accepted(project: Path) -> None:
    """Accept in this process, and fail if that does."""
    done = proofpress_here(project, "accept")
    if done.returncode:
        raise RuntimeError(done.stdout)


def chosen(number: int, trials: int, seed: int) -> list[int]:
    """Return steps to kill before: the last, which put things in their place, and others drawn from the rest."""
    last = list(range(max(1, number - trials // 3), number + 1))
    rest = range(1, last[0])
    return sorted({*last[-trials:], *random.Random(seed).sample(rest, min(len(rest), max(0, trials - len(last))))})


def leftovers(project: Path) -> list[str]:
    """Return the unfinished work that lies in a project."""
    return sorted(path.name for pattern in LEFT for path in project.glob(pattern))


def kill_builds(project: Path, trials: int, seed: int = 1) -> Outcome:
    """Kill builds before some of their steps: the site is the old or the new, and the next build is right."""
    outcome, page = Outcome("build killed"), project / "docs" / "index.md"
    sites: dict[str, Digests] = {}
    for mark in MARKS:
        page.write_text(swapped(page.read_text(encoding="utf-8"), mark), encoding="utf-8")
        built(project)
        sites[mark] = digests(project / "site")
    number = killed_before(0, lambda: built(project), str(project))
    for at, step in enumerate(chosen(number, trials, seed)):
        mark = MARKS[at % 2]
        page.write_text(swapped(page.read_text(encoding="utf-8"), mark), encoding="utf-8")
        shutil.rmtree(project / ".cache" / "proofpress" / "sites", ignore_errors=True)
        killed_before(step, lambda: built(project), str(project))
        whole = digests(project / "site") in sites.values()
        outcome.note(f"step {step}", "" if whole else "the site is neither the old nor the new")
        if at % 10 == 0 or not whole:
            built(project)
            wrong = [*differences(sites[mark], digests(project / "site")), *leftovers(project)]
            outcome.note(f"after step {step}", ", ".join(wrong[:3]))
    return outcome


def swapped(text: str, mark: str) -> str:
    """Return a page with one of the marks."""
    for other in MARKS:
        text = text.replace(other, mark)
    return text


def kill_accepts(project: Path, trials: int, seed: int = 2) -> Outcome:
    """Kill `accept`s before some of their steps: record and data package are the old or the new, each whole."""
    outcome, table = Outcome("accept killed"), project / "data" / "tables" / "power_mix.csv"
    records: list[Digests] = []
    packages: list[bytes] = []
    texts = [table.read_text(encoding="utf-8")]
    texts.append(texts[0].replace("coal-2023,coal,2023,19,", "coal-2023,coal,2023,18,"))
    package = project / "data" / "datapackage.json"
    for text in texts:
        table.write_text(text, encoding="utf-8")
        accepted(project)
        records.append(digests(project / "docs" / "published"))
        packages.append(package.read_bytes())
    table.write_text(texts[0], encoding="utf-8")
    number = killed_before(0, lambda: accepted(project), str(project))
    for at, step in enumerate(chosen(number, trials, seed)):
        table.write_text(texts[(at + 1) % 2], encoding="utf-8")
        killed_before(step, lambda: accepted(project), str(project))
        settings = load_settings(project)
        try:
            load_record(project, settings.record)
            whole = digests(settings.record) in records and package.read_bytes() in packages
        except RecordError:
            whole = False
        outcome.note(f"step {step}", "" if whole else "record or data package is neither the old nor the new")
        accepted(project)
        right = digests(settings.record) == records[(at + 1) % 2] and not leftovers(project)
        outcome.note(f"after step {step}", "" if right else "the next `accept` is not right")
    table.write_text(texts[0], encoding="utf-8")
    accepted(project)
    return outcome


def small_states(folder: Path) -> tuple[Small, Callable[[], None]]:
    """Return a small project with a release, ready for the next, and what brings it back to that state."""
    folder.mkdir(parents=True)
    small = make_small(folder)
    put(small.project, "2026.01", small.site("2026.01"))
    small.ready("2026.02")
    start = git(small.project, "rev-parse", "gh-pages")

    def back() -> None:
        git(small.project, "update-ref", "refs/heads/gh-pages", start)
        if git(small.project, "tag", "--list", "2026.02"):
            git(small.project, "tag", "--delete", "2026.02")

    return small, back


def kill_releases(folder: Path, trials: int, seed: int = 3) -> Outcome:
    """Kill the publishing of a release before some of its steps: it is there or not, and the same command ends it."""
    from proofpress.release.publish import resume

    outcome = Outcome("release killed")
    small, back = small_states(folder)
    site, trees = small.site("2026.02"), small.trees()

    def publish() -> None:
        put(small.project, "2026.02", site)

    number = killed_before(0, publish)
    for step in chosen(number, trials, seed):
        back()
        killed_before(step, publish)
        there = "2026.02" in small.trees()
        lost = small.trees()["2026.01"] != trees["2026.01"]
        if not resume(load_settings(small.project), "2026.02", "", lambda _: None) and not there:
            publish()
        complete = "2026.02" in small.trees() and git(small.project, "tag", "--list", "2026.02") == "2026.02"
        wrong = "a release was lost" if lost else "" if complete else "it was not completed"
        outcome.note(f"step {step}", wrong)
    return outcome


def kill_corrections(folder: Path, trials: int, seed: int = 4) -> Outcome:
    """Kill the publishing of corrections before some of its steps: the branch says them or not, and then it does."""
    outcome = Outcome("publish-corrections killed")
    small, back = small_states(folder)
    register = small.project / "data" / "corrections.json"
    register.parent.mkdir(exist_ok=True)
    register.write_text(json.dumps([CORRECTION]), encoding="utf-8")
    commit(small.project, "Correct")
    settings, trees = load_settings(small.project), small.trees()

    def publish() -> None:
        correct(settings, "", lambda _: None)

    number = killed_before(0, publish)
    for step in chosen(number, trials, seed):
        back()
        killed_before(step, publish)
        lost = small.trees()["2026.01"] != trees["2026.01"]
        publish()
        said = CORRECTION["id"] in git(small.project, "show", "gh-pages:corrections.json")
        outcome.note(f"step {step}", "a release changed" if lost else "" if said else "the correction is not said")
    return outcome


def files_to_damage(project: Path) -> Iterator[tuple[str, Path]]:
    """Yield a file of every kind that a build reads, with the kind's name."""
    kinds: dict[str, Path] = {}
    for part in ("data", "docs/published", ".cache"):
        for path in sorted((project / part).rglob("*")):
            if path.is_file() and path.stat().st_size and "environments" not in path.parts:
                folder = path.relative_to(project).parts
                kinds.setdefault("/".join([*folder[: 3 if part[0] == "." else 2], path.suffix]), path)
    yield from kinds.items()


def damage_files(project: Path, flips: int, seed: int = 5) -> Outcome:
    """Flip a byte of every kind of file: the build is refused with a message, or its site is the right one.

    A register that no hash is stated for is its author's text: another letter there is an edit, which git shows. What
    a user's projects share lies in the project here: it is damaged too, and no other test's.
    """
    with mock.patch.dict(os.environ, {VARIABLE: str(project / ".cache" / "user")}):
        return _damage_files(project, flips, seed)


def _damage_files(project: Path, flips: int, seed: int) -> Outcome:
    outcome, chance = Outcome("files damaged"), random.Random(seed)
    shutil.rmtree(project / ".cache" / "proofpress" / "sites", ignore_errors=True)
    built(project)
    right = digests(project / "site")
    package = json.loads((project / "data" / "datapackage.json").read_text(encoding="utf-8"))
    proven = {project / "data" / resource["path"] for resource in package["resources"]}
    proven |= {path for part in ("docs/published", ".cache") for path in (project / part).rglob("*")}
    for kind, path, content in [(kind, path, path.read_bytes()) for kind, path in files_to_damage(project)]:
        for _ in range(flips):
            at = chance.randrange(len(content))
            path.parent.mkdir(parents=True, exist_ok=True)  # a kept site that others have replaced is put back
            path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
            done = mkdocs_here(project, "build", "--strict")
            wrong = "a traceback" if "\nTraceback" in done.stdout else ""
            if path in proven and (others := differences(right, digests(project / "site"))):
                wrong = f"the site is another one: {', '.join(others[:3])}"
            outcome.note(f"{kind} at byte {at}", wrong)
            path.write_bytes(content)
            if digests(project / "site") != right:
                shutil.rmtree(project / ".cache" / "proofpress" / "sites", ignore_errors=True)
                built(project)
    return outcome


def fill_disk(project: Path, limits: tuple[int, ...] = (0, 1000, 20_000)) -> Outcome:
    """Build and accept where no file may grow beyond some bytes, as on a full disk: nothing that was there is lost."""
    outcome = Outcome("disk full")
    before = {name: digests(project / name) for name in ("site", "docs", "data")}
    page = project / "docs" / "index.md"
    for limit in limits:
        for action in (built, accepted):

            def limited(action: Callable[[Path], None] = action, limit: int = limit) -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then writing fails as on a full disk
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                try:
                    action(project)
                except (RuntimeError, OSError, SiteError):
                    return

            killed_before(0, limited)
            wrong = [wrong for name in before for wrong in differences(before[name], digests(project / name))]
            outcome.note(f"{action.__name__} within {limit} bytes", ", ".join(wrong[:3]))
    assert page.is_file()
    return outcome


def race_builds(project: Path, rounds: int) -> Outcome:
    """Build from several processes at once, a failing one among them: whoever succeeds leaves a whole site."""
    from concurrent.futures import ThreadPoolExecutor

    outcome = Outcome("builds at once")
    built(project)
    right = digests(project / "site")
    (project / "bad_hook.py").write_text("def on_page_content(html, **_):\n    raise RuntimeError('it fails')\n")
    (project / "bad.yml").write_text("INHERIT: mkdocs.yml\nhooks: [bad_hook.py]\n")
    commands = (("build", "--strict"), ("build", "--strict"), ("build", "-f", "bad.yml"))
    with ThreadPoolExecutor(len(commands)) as pool:
        for number in range(rounds):
            done = list(pool.map(lambda command: mkdocs(project, *command), commands))
            wrong = differences(right, digests(project / "site")) + leftovers(project)
            wrong += ["a good build failed" for each in done[:2] if each.returncode]
            wrong += ["a bad build did not fail"] if done[2].returncode == 0 else []
            outcome.note(f"round {number + 1}", ", ".join(wrong[:3]))
    return outcome


def race_site_and_readers(project: Path, rounds: int) -> Outcome:
    """Put sites and records in place from forks while this process reads: every reading is of one of them, whole."""
    import os

    outcome = Outcome("record written while read")
    settings = load_settings(project)
    record = load_record(project, settings.record)
    from proofpress.record.store import write_record

    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                for _ in range(rounds):
                    write_record(settings.record, record)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    for number in range(rounds):
        result = load_record(project, settings.record)
        outcome.note(f"reading {number + 1}", "" if result.keys() == record.keys() else "the record is not whole")
    for child in children:
        _, status = os.waitpid(child, 0)
        outcome.note("a writer", "" if status == 0 else "it was refused")
    return outcome
