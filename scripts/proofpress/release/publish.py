"""Publication of a release: planned, proved, built twice, published once.

What is published are the very bytes that were proved.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from ..data.corrections import read_corrections
from ..data.history_files import read_history
from ..model.errors import Problem, ReleaseError
from ..model.scratch import temporary_folder
from ..model.settings import Settings
from .branch_state import BranchState, read_branch
from .build import MASKS, Checkout, build_proved
from .plan import RELEASE, Plan, target_of
from .prepare import Prepared, prepare_release
from .refusals import correction_problems, order_problems, problems_of, taken_problems
from .swap import Tell, finish, publish


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
    state = read_branch(target)
    commit = target.repository.resolve("HEAD")
    history, corrections = read_history(settings), read_corrections(settings.root)
    plan = Plan(settings, version, reason or settings.reason, target, state, commit, history, corrections)
    problems = problems_of(plan)
    if problems:
        raise ReleaseError(problems)
    return plan


def rehearse(plan: Plan, tell: Tell) -> Prepared:
    """Build a release once, from caches where they hold, and prepare it without publishing: what a dry run shows."""
    with temporary_folder() as folder:
        checkout = Checkout(plan.commit, folder, {}, MASKS[0])
        checkout.fill(plan.target.repository)
        if plan.settings.cache.is_dir():
            shutil.copytree(plan.settings.cache, checkout.cache)
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

    def prepare(state: BranchState) -> tuple[Prepared, str]:
        now = Plan(**{**vars(plan), "state": state})
        problems = [
            *(taken_problems(now) or order_problems(now)),
            *correction_problems(state, plan.corrections, plan.target),
        ]
        if problems:
            raise ReleaseError(problems)
        return prepare_release(plan.target, state, plan.settings, site, entry, plan.corrections), plan.version

    publication = publish(plan.target, prepare, tell)
    assert publication is not None, "a release always changes the branch"
    return publication[0]


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
    with temporary_folder() as folder:
        site = build_proved(settings, plan.commit, folder, tell)
        return publish_release(plan, site, tell)


def resume(settings: Settings, version: str, remote: str, tell: Tell) -> bool:
    """Finish a release that is on the branch, from this very commit, and lacks its tag or its push."""
    target = target_of(settings, remote)
    state = read_branch(target)
    entry = state.find(version)
    if entry is None or entry.commit != target.repository.resolve("HEAD"):
        return False
    return finish(target, state, entry, tell)
