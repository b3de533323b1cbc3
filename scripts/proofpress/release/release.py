"""Make a release: plan it, refuse what is not in order, prove it, build it twice, publish it once.

Whatever is refused is refused before anything can be seen, with everything that is wrong at once. What is published are
the very bytes that were proved.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..data.corrections import REGISTER, Correction, read_corrections
from ..data.history import FOLDER as HISTORY
from ..data.history import History, order, read_history
from ..model.errors import Problem, ReleaseError
from ..model.git import Repository
from ..model.hashing import sha256_file
from ..model.settings import Settings
from ..render.manifest import NAME as MANIFEST
from .branch import ALIAS, Published, newest_first
from .citation_files import deposit_files
from .deploy import (
    Prepared,
    State,
    Target,
    Tell,
    file_digests,
    finish,
    manifest_on,
    prepare_corrections,
    prepare_release,
    publish,
    see,
    tag_ref,
)

RELEASE = re.compile(r"\d{4}\.(0[1-9]|1[0-2])(\.[1-9]\d*)?")
SHOWN = 8
"""Of a list in a message, how many are named."""
CIRCUMSTANCES: Sequence[Mapping[str, str]] = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242"},
)
"""What differs between the two builds, besides their folders and the mask of new files."""
MASKS = (0o022, 0o077)
FOLDERS = ("first", "a second folder")


@dataclass(frozen=True)
class Plan:
    """A release that has been asked for, and all that decides whether it may be.

    Attributes
    ----------
    settings : Settings
        The project's.
    version, reason : str
        Its name and one-line reason.
    target : Target
        Where to publish.
    state : State
        The branch as it stands.
    commit : str
        The commit that it will be built from.
    history : History
        The committed past.
    corrections : tuple of Correction
        The register.
    """

    settings: Settings
    version: str
    reason: str
    target: Target
    state: State
    commit: str
    history: History
    corrections: tuple[Correction, ...]

    @property
    def previous(self) -> str:
        """The published release that this one follows; empty for the first."""
        earlier = [one.release for one in self.state.releases if order(one.release) < order(self.version)]
        return max(earlier, key=order, default="")

    @property
    def newest(self) -> bool:
        """Whether it becomes the latest release."""
        return all(order(one.release) < order(self.version) for one in self.state.releases)

    def entry(self, site: Path) -> Published:
        """Return the release as the branch lists it."""
        changes = self.history.changes_by_release.get(self.version)
        return Published(
            release=self.version,
            released=self.settings.released,
            reason=self.reason,
            note=changes.note if changes else "",
            commit=self.commit,
            manifest_sha256=sha256_file(site / MANIFEST),
            consequential=bool(changes and changes.consequential),
        )

    def lines(self) -> list[str]:
        """Return the plan in words."""
        target = self.target
        latest = "becomes" if self.newest else "does not become"
        where = f"branch {target.branch}" + (f", pushed to {target.remote}" if target.remote else ", not pushed")
        return [
            f"release {self.version} of {self.settings.released}: {self.reason}",
            f"from commit {self.commit[:12]}, after {self.previous or 'no earlier release'}",
            "checks: every figure and value regenerates in fresh kernels; two builds in different folders, time zones, "
            "locales, hash seeds and masks give the same bytes",
            f"adds: {self.version}/ with the site, manifest.json and SHA256SUMS; it {latest} `{ALIAS}`",
            "writes anew: the files at the root (index.html, releases.json, corrections.json, releases/, 404.html)",
            f"to: {where}",
            f"tag: {self.version} on {self.commit[:12]}",
        ]


def next_correction(version: str, published: Sequence[str]) -> str:
    """Return the name of the next correction of a release.

    Examples
    --------
    >>> next_correction("2026.11", ["2026.11", "2026.11.1"])
    '2026.11.2'
    >>> next_correction("2026.11.1", ["2026.11", "2026.11.1"])
    '2026.11.2'
    """
    month = ".".join(version.split(".")[:2])
    numbers = [int(one.split(".")[2]) for one in published if one.startswith(f"{month}.")]
    return f"{month}.{max(numbers, default=0) + 1}"


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def target_of(settings: Settings, remote: str = "") -> Target:
    """Return where a project publishes.

    Raises
    ------
    ReleaseError
        If the project is in no git repository, or has no such remote.
    """
    repository = Repository(settings.root)
    if not repository.exists():
        problem = Problem(
            "no-repository", str(settings.root), "the project is in no git repository with a commit",
            fix="Run `git init`, add the project and commit it.",
        )  # fmt: skip
        raise ReleaseError([problem])
    if remote and not repository.has_remote(remote):
        known = repository.text("remote").replace("\n", ", ")
        problem = Problem("no-remote", str(settings.root), f"no remote `{remote}`", got=known or "none")
        raise ReleaseError([problem])
    return Target(repository, settings.branch, remote)


def plan_release(settings: Settings, version: str, reason: str = "", remote: str = "") -> Plan:
    """Return the plan of a release.

    Parameters
    ----------
    settings : Settings
        The project.
    version : str
        ``YYYY.MM`` or ``YYYY.MM.N``.
    reason : str
        Why, in a line; ``mkdocs.yml`` says it if missing.
    remote : str
        Where to push; empty to publish in this repository only.

    Raises
    ------
    ReleaseError
        With everything that stands in its way.
    """
    if not RELEASE.fullmatch(version):
        problem = Problem("bad-release", version, "no name of a release", "`YYYY.MM` or `YYYY.MM.N`", version)
        raise ReleaseError([problem])
    target = target_of(settings, remote)
    state = see(target)
    commit = target.repository.resolve("HEAD")
    history, corrections = read_history(settings), read_corrections(settings.root)
    plan = Plan(settings, version, reason or settings.reason, target, state, commit, history, corrections)
    problems = problems_of(plan)
    if problems:
        raise ReleaseError(problems)
    return plan


def problems_of(plan: Plan) -> list[Problem]:
    """Return everything that stands in the way of a release, as far as it can be seen before building."""
    problems = _taken(plan) or [*_tag_taken(plan), *_out_of_order(plan), *_past(plan)]
    return [*_tree(plan), *_settings(plan), *problems, *correction_problems(plan.state, plan.corrections, plan.target)]


def _taken(plan: Plan) -> list[Problem]:
    entry = plan.state.find(plan.version)
    if entry is None:
        return []
    following = next_correction(plan.version, [one.release for one in plan.state.releases])
    return [
        Problem(
            "release-taken",
            f"release {plan.version}",
            f"it is published, from commit {entry.commit[:12]}, and a release is never rebuilt",
            "a new name",
            fix=f'For a correction set `release: "{following}"`, `released` and `reason` in `mkdocs.yml`, commit, '
            f"and run `proofpress release {following}`. A figure or value that is wrong in {plan.version} goes into "
            f"`{REGISTER}`; `proofpress publish-corrections` publishes it.",
        )
    ]  # fmt: skip


def _tag_taken(plan: Plan) -> list[Problem]:
    repository, ref = plan.target.repository, tag_ref(plan.version)
    places = ["here"] if repository.resolve(ref) else []
    if plan.target.remote and repository.remote_refs(plan.target.remote, ref):
        places.append(f"at `{plan.target.remote}`")
    if not places:
        return []
    return [
        Problem(
            "tag-taken",
            f"tag {plan.version}",
            f"it exists {' and '.join(places)}, and no such release is published",
            "a free tag: `proofpress release` sets it once the release is published",
            fix=f"If it was set by hand, remove it: `git tag -d {plan.version}`"
            + (f" and `git push {plan.target.remote} :{ref}`." if len(places) == 2 or places[0] != "here" else "."),
        )
    ]


def _out_of_order(plan: Plan) -> list[Problem]:
    published = [one.release for one in plan.state.releases]
    month = ".".join(plan.version.split(".")[:2])
    place = f"release {plan.version}"
    if plan.version != month:
        following = next_correction(plan.version, published)
        if not any(one == month or one.startswith(f"{month}.") for one in published):
            return [Problem("out-of-order", place, "it corrects a release that is not published", f"{month} published")]
        if plan.version != following:
            return [Problem("out-of-order", place, f"not the next correction of {month}", following, plan.version)]
    elif not plan.newest:
        latest = newest_first(plan.state.releases)[0].release
        return [Problem("out-of-order", place, "it is older than the latest release", f"later than {latest}")]
    return []


def _past(plan: Plan) -> list[Problem]:
    """Return where the committed past and what is published do not agree, and a note that is missing."""
    folder = f"docs/{HISTORY}"
    problems = []
    listed = {one.release for one in plan.history.releases}
    strangers = sorted(listed - {one.release for one in plan.state.releases}, key=order)
    if strangers:
        problems.append(
            Problem(
                "unknown-past", f"{folder}/releases.json", "it lists releases that are not published",
                f"those on branch {plan.target.branch}", _named(strangers), "Take them out: every page links to them.",
            )
        )  # fmt: skip
    if not plan.previous:
        return problems
    command = f"`proofpress changes {plan.previous} {plan.version} --write`"
    changes = plan.history.changes_by_release.get(plan.version)
    place = f"{folder}/{plan.version}/changes.json"
    if plan.previous not in listed or changes is None or changes.origin != plan.previous:
        problems.append(
            Problem(
                "no-changes", place, f"it is not said what changed since {plan.previous}",
                f"the changes, and {plan.previous} in `{folder}/releases.json`", fix=f"Run {command} and commit.",
            )
        )  # fmt: skip
    elif changes.needs_note:
        moved = [change.id for change in changes.changes if change.consequential]
        problems.append(
            Problem(
                "no-note", place, f"a consequential change without a written note: {_named(moved)}",
                "`note`: what it means for a reader, in a few sentences", fix="Write it, build, and commit.",
            )
        )  # fmt: skip
    return problems


def _tree(plan: Plan) -> list[Problem]:
    repository = plan.target.repository
    problems = []
    changed = repository.changed()
    if changed:
        problems.append(
            Problem(
                "dirty-tree", str(plan.settings.root), "the tree differs from the last commit", "all committed",
                _named(changed), "Commit or remove it: a release is what one commit gives.",
            )
        )  # fmt: skip
    if not repository.identity():
        fix = "Set `git config user.name` and `git config user.email`."
        problems.append(Problem("no-identity", "git", "it does not know who commits", "a name and an address", fix=fix))
    return problems


def _settings(plan: Plan) -> list[Problem]:
    settings, place = plan.settings, "mkdocs.yml"
    problems = []
    if settings.release != plan.version:
        problems.append(
            Problem(
                "other-release", place, "`extra.proofpress.release` is not the one asked for", plan.version,
                settings.release,
                f'Set `release: "{plan.version}"`, `released:` (its date) and `reason:` (why, in a line), and commit.',
            )
        )  # fmt: skip
    if not plan.reason:
        fix = "Set `extra.proofpress.reason`: readers see it in the list of releases."
        problems.append(Problem("no-reason", place, "it is not said why", "a line", fix=fix))
    elif settings.reason and plan.reason != settings.reason:
        problems.append(
            Problem("other-reason", place, "its reason is not the one given", plan.reason, settings.reason,
                    "Say it in one place: `extra.proofpress.reason`.")
        )  # fmt: skip
    stale = [
        name
        for name, text in deposit_files(settings).items()
        if (settings.root / name).is_file() and (settings.root / name).read_text(encoding="utf-8") != text
    ]
    if stale:
        fix = "Run `proofpress citation-files --write` and commit."
        problems.append(Problem("stale-deposit", _named(stale), f"not what {place} gives for this release", fix=fix))
    if not settings.site_url:
        problems.append(Problem("no-address", place, "`site_url` is missing", "the address that releases stand below"))
    return problems


def correction_problems(state: State, corrections: Sequence[Correction], target: Target) -> list[Problem]:
    """Return corrections that were published and are gone, and those of what no release shows."""
    ids = {one.id for one in corrections}
    problems = [
        Problem(
            "lost-correction", f"{REGISTER}, entry {one.id}", "a published correction is not in the register",
            f"the entry of {one.target} `{one.name}`",
            fix="Put it back from version control: what was known to be wrong stays known.",
        )
        for one in state.corrections
        if one.id not in ids
    ]  # fmt: skip
    manifests: dict[str, Any] = {}
    for one in corrections:
        for release in one.releases:
            if state.find(release) is None:
                problems.append(
                    Problem("bad-correction", f"{REGISTER}, entry {one.id}", f"release {release} is not published",
                            _named([each.release for each in state.releases]) or "a published release")
                )  # fmt: skip
                continue
            if release not in manifests:
                manifests[release] = manifest_on(target.repository, state.base, release)
            if one.name not in manifests[release].get(f"{one.target}s", {}):
                problems.append(
                    Problem("bad-correction", f"{REGISTER}, entry {one.id}",
                            f"release {release} has no {one.target} `{one.name}`")
                )  # fmt: skip
    return problems


@dataclass(frozen=True)
class Checkout:
    """A commit's files in a folder of their own, with the circumstances in which they are built.

    Attributes
    ----------
    commit : str
        Which commit's.
    folder : Path
        Holds the project, and a home for temporary files.
    circumstances : mapping of str to str
        Variables of its commands.
    mask : int
        Of new files' permissions.
    """

    commit: str
    folder: Path
    circumstances: Mapping[str, str]
    mask: int

    @property
    def project(self) -> Path:
        """The project's folder."""
        return self.folder / "project"

    @property
    def site(self) -> Path:
        """Where the site is built."""
        return self.project / "site"

    def fill(self, repository: Repository) -> None:
        """Write the commit's files."""
        (self.folder / "home").mkdir(parents=True)
        repository.export(self.commit, self.project)

    def verify(self) -> None:
        """Prove every figure and value.

        Raises
        ------
        ReleaseError
            If one does not regenerate.
        """
        fix = "Find the cause, review, and `proofpress accept` what is right."
        self._run(("proofpress.cli", "verify"), "not-proved", "it does not regenerate", fix)

    def build(self) -> None:
        """Build the site.

        Raises
        ------
        ReleaseError
            If the strict build fails.
        """
        self._run(("mkdocs", "build", "--strict"), "build-failed", "the strict build fails")

    def _run(self, arguments: Sequence[str], code: str, failed: str, fix: str = "") -> None:
        done = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=self.project, env=self._environment(), umask=self.mask, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        )  # fmt: skip
        if done.returncode:
            problem = Problem(code, f"commit {self.commit[:12]}", failed, got=_tail(done.stdout), fix=fix)
            raise ReleaseError([problem])

    def _environment(self) -> dict[str, str]:
        """Return the environment of its commands: this one's, with the project's own package first."""
        kept = {key: value for key, value in os.environ.items() if key not in {"PROOFPRESS_ROOT", "SOURCE_DATE_EPOCH"}}
        own = self.project / "scripts"
        paths = [str(own)] if (own / "proofpress").is_dir() else []
        paths += [kept["PYTHONPATH"]] if kept.get("PYTHONPATH") else []
        fixed = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(self.folder / "home")}
        found = {"PYTHONPATH": os.pathsep.join(paths)} if paths else {}
        return {**kept, **fixed, **self.circumstances, **found}


def _tail(log: str, number: int = 25) -> str:
    lines = [line for line in log.strip().splitlines() if line.strip()]
    return "\n    " + "\n    ".join(lines[-number:])


def build_proved(settings: Settings, commit: str, scratch: Path, tell: Tell) -> Path:
    """Prove a commit's figures, build its site twice under different circumstances, and return the first.

    Parameters
    ----------
    settings : Settings
        The project.
    commit : str
        What to build; nothing of the working tree is used.
    scratch : Path
        An empty folder to work in.
    tell : callable
        Told of each step that is done: ``verified``, ``built``, ``built again``.

    Raises
    ------
    ReleaseError
        If a figure or value does not regenerate, a build fails, or the two differ.
    """
    checkouts = [
        Checkout(commit, scratch / name, circumstances, mask)
        for name, circumstances, mask in zip(FOLDERS, CIRCUMSTANCES, MASKS, strict=True)
    ]
    for checkout in checkouts:
        checkout.fill(Repository(settings.root))
    first, second = checkouts
    first.verify()
    tell("verified")
    first.build()
    tell("built")
    second.build()
    tell("built again")
    compare_builds(first.site, second.site)
    return first.site


def compare_builds(one: Path, two: Path) -> None:
    """Refuse two builds of one commit that are not the same.

    Raises
    ------
    ReleaseError
        Naming the files that differ.
    """
    first, second = file_digests(one), file_digests(two)
    differ = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if differ:
        problem = Problem(
            "not-reproducible", "the two builds", f"{len(differ)} file{'' if len(differ) == 1 else 's'} differ",
            "the same bytes in another folder, time zone and locale", _named(differ),
            "Find what they take from the machine: clock, folder, order of files or of a set.",
        )  # fmt: skip
        raise ReleaseError([problem])


def rehearse(plan: Plan, tell: Tell) -> Prepared:
    """Build a release once, from caches where they hold, and prepare it without publishing: what a dry run shows."""
    with tempfile.TemporaryDirectory(prefix="proofpress-release-") as folder:
        checkout = Checkout(plan.commit, Path(folder), {}, MASKS[0])
        checkout.fill(plan.target.repository)
        if plan.settings.cache.is_dir():
            shutil.copytree(plan.settings.cache, checkout.project / ".cache" / "proofpress")
        checkout.build()
        tell("built")
        entry = plan.entry(checkout.site)
        return prepare_release(plan.target, plan.state, plan.settings, checkout.site, entry, plan.corrections)


def publish_release(plan: Plan, site: Path, tell: Tell) -> Prepared:
    """Publish a finished site as a release; checked again on each state of the branch that it meets.

    Raises
    ------
    ReleaseError
        If somebody else has meanwhile published what rules it out.
    """
    entry = plan.entry(site)

    def prepare(state: State) -> tuple[Prepared, str]:
        now = Plan(**{**vars(plan), "state": state})
        found = [*(_taken(now) or _out_of_order(now)), *correction_problems(state, plan.corrections, plan.target)]
        if found:
            raise ReleaseError(found)
        return prepare_release(plan.target, state, plan.settings, site, entry, plan.corrections), plan.version

    made = publish(plan.target, prepare, tell)
    assert made is not None, "a release always changes the branch"
    return made[0]


def release(settings: Settings, version: str, reason: str, remote: str, tell: Tell) -> Prepared | None:
    """Make a release, or finish one that was interrupted.

    Parameters
    ----------
    settings : Settings
        The project.
    version, reason : str
        Its name, and why in a line.
    remote : str
        Where to push; empty to publish in this repository only.
    tell : callable
        Told of each step that is done.

    Returns
    -------
    Prepared or None
        What was published; None if an interrupted release was finished.

    Raises
    ------
    ReleaseError
        With everything that stands in its way.
    """
    if resume(settings, version, remote, tell):
        return None
    plan = plan_release(settings, version, reason, remote)
    with tempfile.TemporaryDirectory(prefix="proofpress-release-") as folder:
        site = build_proved(settings, plan.commit, Path(folder), tell)
        return publish_release(plan, site, tell)


def resume(settings: Settings, version: str, remote: str, tell: Tell) -> bool:
    """Finish a release that is on the branch, from this very commit, and lacks its tag or its push."""
    target = target_of(settings, remote)
    state = see(target)
    entry = state.find(version)
    if entry is None or entry.commit != target.repository.resolve("HEAD"):
        return False
    return finish(target, state, entry, tell)


def correct(settings: Settings, remote: str, tell: Tell, *, dry: bool = False) -> Prepared | None:
    """Publish the register of corrections: the files at the branch's root, and no release.

    Returns
    -------
    Prepared or None
        What was published; None if the branch says all of it already.

    Raises
    ------
    ReleaseError
        If the register is not committed or does not fit what is published.
    """
    target = target_of(settings, remote)
    corrections = read_corrections(settings.root)

    def prepare(state: State) -> tuple[Prepared, str] | None:
        problems = [*_register(target), *correction_problems(state, corrections, target)]
        if not state.releases:
            problems.append(Problem("no-release", f"branch {target.branch}", "nothing has been released"))
        if problems:
            raise ReleaseError(problems)
        made = prepare_corrections(target, state, settings, corrections)
        return None if made is None else (made, "")

    made = prepare(see(target)) if dry else publish(target, prepare, tell)
    return None if made is None else made[0]


def _register(target: Target) -> list[Problem]:
    """Return whether the register differs from the last commit: who decided it must be on record."""
    changed = [path for path in target.repository.changed() if path.endswith(REGISTER)]
    return [
        Problem("dirty-tree", path, "the register differs from the last commit", "it committed", fix="Commit it.")
        for path in changed
    ]
