"""Refusals of a release: everything that stands in its way, said before anything can be seen, all at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..data.corrections import REGISTER, Correction
from ..data.history import FOLDER as HISTORY
from ..data.history import order
from ..data.tables import DESCRIPTOR
from ..model.errors import Problem
from ..model.own_cache import tracked_cache_problems
from ..model.settings import Settings
from .branch import newest_first
from .branch_state import BranchState, Target, manifest_on, tag_ref
from .citation_files import deposit_files
from .plan import Plan, named, next_correction


def problems_of(plan: Plan) -> list[Problem]:
    """Return everything that stands in the way of a release, as far as it can be seen before building."""
    problems = taken_problems(plan) or [*_tag_taken(plan), *order_problems(plan), *_past(plan)]
    return [
        *tree_problems(plan),
        *_settings(plan),
        *problems,
        *correction_problems(plan.state, plan.corrections, plan.target),
    ]


def taken_problems(plan: Plan) -> list[Problem]:
    """Return that the release is published already: it is never rebuilt."""
    entry = plan.state.find(plan.version)
    if entry is None:
        return []
    following = next_correction(plan.version, [entry.release for entry in plan.state.releases])
    return [
        Problem(
            "release-taken",
            f"release {plan.version}",
            f"it is published, from commit {entry.commit[:12]}, and a release is never rebuilt",
            "a new name",
            fix=f'For a correction: `proofpress release {following} --reason "…"`. '
            f"A figure or value that is wrong in {plan.version} goes into "
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


def order_problems(plan: Plan) -> list[Problem]:
    """Return that the release does not follow those that are published."""
    published = [entry.release for entry in plan.state.releases]
    month = ".".join(plan.version.split(".")[:2])
    place = f"release {plan.version}"
    if plan.version != month:
        following = next_correction(plan.version, published)
        if not any(name == month or name.startswith(f"{month}.") for name in published):
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
    listed = {entry.release for entry in plan.history.releases}
    strangers = sorted(listed - {entry.release for entry in plan.state.releases}, key=order)
    if strangers:
        problems.append(
            Problem(
                "unknown-past", f"{folder}/releases.json", "it lists releases that are not published",
                f"those on branch {plan.target.branch}", named(strangers), "Take them out: every page links to them.",
            )
        )  # fmt: skip
    if not plan.previous:
        return problems
    command = f"`proofpress changes {plan.previous} . --write`"
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
                "no-note", place, f"a consequential change without a written note: {named(moved)}",
                "`note`: what it means for a reader, in a few sentences", fix="Write it, build, and commit.",
            )
        )  # fmt: skip
    return problems


def tree_problems(plan: Plan) -> list[Problem]:
    """Return what is not committed, or could not be."""
    repository = plan.target.repository
    problems = []
    changed = repository.changed()
    if changed:
        problems.append(
            Problem(
                "dirty-tree", str(plan.settings.root), "the tree differs from the last commit", "all committed",
                named(changed), "Commit or remove it: a release is what one commit gives.",
            )
        )  # fmt: skip
    problems += tracked_cache_problems(plan.settings)
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
                "other-release", place, "`plugins.proofpress.release` is not the one asked for", plan.version,
                settings.release,
                f'`proofpress release {plan.version} --reason "…"` sets it, with its date, and commits.',
            )
        )  # fmt: skip
    if not plan.reason:
        fix = "Set `plugins.proofpress.reason`: readers see it in the list of releases."
        problems.append(Problem("no-reason", place, "it is not said why", "a line", fix=fix))
    elif settings.reason and plan.reason != settings.reason:
        problems.append(
            Problem("other-reason", place, "its reason is not the one given", plan.reason, settings.reason,
                    "Say it in one place: `plugins.proofpress.reason`.")
        )  # fmt: skip
    stale = [
        name
        for name, text in deposit_files(settings).items()
        if (settings.root / name).is_file() and (settings.root / name).read_text(encoding="utf-8") != text
    ]
    if stale:
        fix = "Run `proofpress citation-files --write` and commit."
        problems.append(Problem("stale-deposit", named(stale), f"not what {place} gives for this release", fix=fix))
    stated = _package_version(settings)
    if stated and stated != plan.version:
        fix = f'Set `"version": "{plan.version}"` and commit.'
        problems.append(Problem("other-version", DESCRIPTOR, "it is of another release", plan.version, stated, fix))
    if not settings.site_url:
        problems.append(Problem("no-address", place, "`site_url` is missing", "the address that releases stand below"))
    return problems


def _package_version(settings: Settings) -> str:
    """Return the release that the data package states; empty where it states none."""
    path = settings.root / DESCRIPTOR
    return str(json.loads(path.read_text(encoding="utf-8")).get("version", "")) if path.is_file() else ""


def correction_problems(state: BranchState, corrections: Sequence[Correction], target: Target) -> list[Problem]:
    """Return corrections that were published and are gone, and those of what no release shows."""
    kept = {entry.id for entry in corrections}
    problems = [
        Problem(
            "lost-correction", _place(entry), "a published correction is not in the register",
            f"the entry of {entry.target} `{entry.name}`",
            fix="Put it back from version control: what was known to be wrong stays known.",
        )
        for entry in state.corrections
        if entry.id not in kept
    ]  # fmt: skip
    manifests: dict[str, Any] = {}
    for entry, release in ((correction, name) for correction in corrections for name in correction.releases):
        if state.find(release) is None:
            known = named([published.release for published in state.releases]) or "a published release"
            problems.append(Problem("bad-correction", _place(entry), f"release {release} is not published", known))
            continue
        if release not in manifests:
            manifests[release] = manifest_on(target.repository, state.base, release)
        if entry.name not in manifests[release].get(f"{entry.target}s", {}):
            shows = f"release {release} has no {entry.target} `{entry.name}`"
            problems.append(Problem("bad-correction", _place(entry), shows))
    return problems


def _place(entry: Correction) -> str:
    """Return where a correction stands, for a message."""
    return f"{REGISTER}, entry {entry.id}"
