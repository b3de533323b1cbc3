"""Publication in one step that is done or not done: a compare-and-swap of the branch, here and at the remote.

Until the branch is moved nothing that anybody can see has changed. Whoever loses a race starts again from what the
winner published.
"""

from __future__ import annotations

from collections.abc import Callable

from ..model.errors import Problem, ReleaseError
from ..model.git import Repository
from ..model.hashing import sha256
from .branch import (
    SUMS,
    Published,
)
from .branch_state import BranchState, Target, read_branch, tag_ref
from .prepare import Prepared, make_tag, open_side_repository

ATTEMPTS = 5
"""How often a publication that loses a race starts again."""


Tell = Callable[[str], None]
"""Told of each step that is done: ``prepared``, ``pushed``, ``published``, ``tagged``."""


def publish(
    target: Target, prepare: Callable[[BranchState], tuple[Prepared, str] | None], tell: Tell
) -> tuple[Prepared, str] | None:
    """Publish what is prepared on the newest state of the branch, from the start again after a lost race.

    Parameters
    ----------
    target : Target
        Where to publish.
    prepare : callable
        Makes the publication for a state of the branch and names its release (empty for none); None if there is
        nothing to publish.
    tell : callable
        Told of each step done.

    Raises
    ------
    ReleaseError
        If the branch keeps moving, or the remote refuses.
    """
    refused = ""
    for _ in range(ATTEMPTS):
        state = read_branch(target)
        publication = prepare(state)
        if publication is None:
            return None
        prepared, release = publication
        tell("prepared")
        if target.remote:
            refused = _push(target, prepared, release)
            if refused:
                continue
            tell("pushed")
        if not _settle(target, state, prepared.commit):
            refused = f"{target.branch} moved here meanwhile"
            continue
        tell("published")
        if release:
            _set_tag(target.repository, release, prepared.tag)
            tell("tagged")
        return publication
    where = f"`{target.remote}`" if target.remote else "this repository"
    problem = Problem(
        "lost-race",
        f"branch {target.branch}",
        f"it could not be moved in {where}, tried {ATTEMPTS} times",
        "nobody else publishing, and the right to push",
        refused,
        "Nothing was lost. Run this again.",
    )
    raise ReleaseError([problem])


def _push(target: Target, prepared: Prepared, release: str) -> str:
    """Push branch and tag together, both or neither, without force; return why the remote refused, if it did."""
    refs = [f"{prepared.commit}:{target.ref}", *([f"{prepared.tag}:{tag_ref(release)}"] if release else [])]
    done = target.repository.attempt("push", "--quiet", "--atomic", target.remote, *refs)
    return (done.stderr.decode(errors="replace").strip() or "refused") if done.returncode else ""


def _settle(target: Target, state: BranchState, commit: str) -> bool:
    """Move the branch here to a commit; where it was pushed already, whoever else moved it may have got there first."""
    repository = target.repository
    if repository.move(target.ref, commit, state.local):
        return True
    now = repository.resolve(target.ref)
    return bool(target.remote) and bool(now) and repository.contains(now, commit)


def _set_tag(repository: Repository, release: str, tag: str) -> None:
    """Set a tag that is free; one that another process has set meanwhile stays."""
    if not repository.move(tag_ref(release), tag, "") and not repository.resolve(tag_ref(release)):
        problem = Problem("no-tag", f"tag {release}", "it could not be set", fix="Run this again: it will be finished.")
        raise ReleaseError([problem])


def finish(target: Target, state: BranchState, entry: Published, tell: Tell) -> bool:
    """Complete a release that is on the branch: branch here and at the remote, tags; False if nothing was missing."""
    repository, ref = target.repository, tag_ref(entry.release)
    done = False
    if state.local != state.base and repository.move(target.ref, state.base, state.local):
        done = True
        tell("published")
    tag = repository.resolve(ref)
    if not tag:
        tag = _tag_again(target, state, entry)
        _set_tag(repository, entry.release, tag)
        done = True
        tell("tagged")
    if target.remote:
        there = repository.remote_refs(target.remote, target.ref, ref)
        wanted = {target.ref: state.base, ref: tag}
        refs = [f"{digest}:{name}" for name, digest in wanted.items() if there.get(name) != digest]
        if refs:
            repository.git("push", "--quiet", "--atomic", target.remote, *refs)
            done = True
            tell("pushed")
    return done


def _tag_again(target: Target, state: BranchState, entry: Published) -> str:
    """Return the tag of a release that is on the branch: the remote's, or one made anew."""
    repository, ref = target.repository, tag_ref(entry.release)
    if target.remote:
        there = repository.remote_refs(target.remote, ref).get(ref, "")
        if there:
            repository.fetch(target.remote, ref)
            return there
    listed = repository.read(state.base, f"{entry.release}/{SUMS}") or b""
    with open_side_repository(target, state.base) as side:
        tag = make_tag(side, entry, sha256(listed), repository.identity())
        repository.fetch(side.folder, ref)
    return tag
