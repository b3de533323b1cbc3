"""Publication of the register of corrections: new files at the branch's root, and no release."""

from __future__ import annotations

from ..data.corrections import REGISTER, read_corrections
from ..model.errors import Problem, ReleaseError
from ..model.settings import Settings
from .branch_state import BranchState, Target, read_branch
from .plan import target_of
from .prepare import Prepared, prepare_corrections
from .refusals import correction_problems
from .swap import Tell, publish


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

    def prepare(state: BranchState) -> tuple[Prepared, str] | None:
        problems = [*_register(target), *correction_problems(state, corrections, target)]
        if not state.releases:
            problems.append(Problem("no-release", f"branch {target.branch}", "nothing has been released"))
        if problems:
            raise ReleaseError(problems)
        prepared = prepare_corrections(target, state, settings, corrections)
        return None if prepared is None else (prepared, "")

    publication = prepare(read_branch(target)) if dry else publish(target, prepare, tell)
    return None if publication is None else publication[0]


def _register(target: Target) -> list[Problem]:
    """Return whether the register differs from the last commit: who decided it must be on record."""
    changed = [path for path in target.repository.changed() if path.endswith(REGISTER)]
    return [
        Problem("dirty-tree", path, "the register differs from the last commit", "it committed", fix="Commit it.")
        for path in changed
    ]
