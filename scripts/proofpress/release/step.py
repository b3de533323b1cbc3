"""A release in one step: the files that name it are written and committed, and taken back where it cannot be published.

Settings, citation and deposit files and the data package say the same release, its changes are written, and nothing but
that is in its commit. The author's other files are never touched, before or after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..changes.archive import note_missing, store
from ..changes.attribute import find_changes
from ..data.history import FOLDER as HISTORY
from ..data.history_files import read_history
from ..data.tables import DESCRIPTOR
from ..model.errors import Problem, ReleaseError
from ..model.git import Repository
from ..model.options import given_problems
from ..model.settings import Settings
from .branch_state import read_branch, tag_ref
from .citation_files import deposit_files
from .naming import CONFIG, write_names
from .plan import RELEASE, Plan, target_of
from .prepare import Prepared
from .publish import release
from .refusals import order_problems, taken_problems, tree_problems
from .swap import Tell

SUBJECT = "Release {}"
"""Of the commit that names a release."""
USUAL = ("main", "master", "trunk")
"""Names of the default branch where no remote says which it is."""


@dataclass(frozen=True)
class Step:
    """A release as it is asked for.

    Attributes
    ----------
    version, reason : str
        Its name, and why in a line.
    released : str
        Its date.
    note : str or None
        The editors' note on what turned.
    anywhere : bool
        Whether it may be made from a branch that is not the default one.
    """

    version: str
    reason: str
    released: str
    note: str | None = None
    anywhere: bool = False


def default_branch(repository: Repository) -> str:
    """Return the branch that releases are made from: the remote's default, or the usual name, or the one in use."""
    done = repository.attempt("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    if done.returncode == 0:
        return done.stdout.decode().strip().partition("/")[2]
    usual = [name for name in USUAL if repository.resolve(f"refs/heads/{name}")]
    return usual[0] if usual else current_branch(repository)


def current_branch(repository: Repository) -> str:
    """Return the branch that is checked out; empty for none."""
    done = repository.attempt("symbolic-ref", "--quiet", "--short", "HEAD")
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def branch_problems(repository: Repository) -> list[Problem]:
    """Return that another branch than the default one is checked out."""
    default, branch = default_branch(repository), current_branch(repository)
    if branch == default:
        return []
    fix = f"`git switch {default}`, or say that it is meant: `--any-branch`."
    thing = "a release is made from the default branch"
    return [Problem("other-branch", "git", thing, f"`{default}`", f"`{branch}`" if branch else "no branch", fix)]


def make_release(settings: Settings, step: Step, remote: str, tell: Tell) -> Prepared | None:
    """Name a release where the project does not name it yet, prove it, publish it, and push its commit with it.

    Returns
    -------
    Prepared or None
        What was published; None if an interrupted release was finished.

    Raises
    ------
    SiteError
        With everything that stands in its way; then nothing is published and no file has changed.
    """
    repository = target_of(settings, remote).repository
    problems = [] if step.anywhere else branch_problems(repository)
    if settings.release == step.version:
        if problems:
            raise ReleaseError(problems)
        return release(settings, step.version, step.reason, remote, tell)
    before = repository.resolve("HEAD")
    named = name_release(settings, step, remote, tell)
    try:
        outcome = release(named, step.version, step.reason, remote, tell)
    except BaseException:
        restore(repository, before, _paths_of_last_commit(repository))
        raise
    if remote:
        _push_commit(repository, remote)
    return outcome


def _push_commit(repository: Repository, remote: str) -> None:
    """Push the commit that names a release to the branch that it was made from.

    Raises
    ------
    ReleaseError
        If the remote refuses; the release itself is published by then.
    """
    branch = current_branch(repository)
    done = repository.attempt("push", "--quiet", remote, f"HEAD:refs/heads/{branch}")
    if done.returncode:
        got = done.stderr.decode(errors="replace").strip()
        thing = f"the release is published, but its commit could not be pushed to `{branch}`"
        fix = f"Merge what is there (`git pull --no-rebase {remote} {branch}`), then `git push {remote} {branch}`."
        raise ReleaseError([Problem("not-pushed", remote, thing, got=got, fix=fix)])


def _paths_of_last_commit(repository: Repository) -> list[str]:
    return repository.text("diff", "--name-only", "--relative", "HEAD^", "HEAD").splitlines()


def name_release(settings: Settings, step: Step, remote: str, tell: Tell) -> Settings:
    """Write a release's name, date, reason and changes wherever they stand, and commit that.

    Parameters
    ----------
    settings : Settings
        The project, which names another release.
    step : Step
        The release.
    remote : str
        Where it will be pushed; empty for nowhere.
    tell : callable
        Told of each step done.

    Returns
    -------
    Settings
        The project's, as committed.

    Raises
    ------
    SiteError
        With everything that stands in its way; then no file has changed.
    """
    repository = Repository(settings.root)
    plan = _plan(settings, step, remote)
    previous = plan.previous
    before = repository.resolve("HEAD")
    written: list[str] = []
    try:
        new = write_names(settings, (step.version, step.released, step.reason), written)
        if previous:
            _write_changes(new, previous, step.note, written, tell)
        repository.git("add", "--all", "--", *written)
        message = f"{SUBJECT.format(step.version)}\n\n{step.reason}\n"
        repository.git("commit", "--quiet", "--no-verify", "--message", message, "--", *written)
    except BaseException:
        restore(repository, before, written)
        raise
    tell("committed")
    return new


def lines(settings: Settings, step: Step, remote: str) -> list[str]:
    """Return in words what naming a release would do, once nothing stands in its way."""
    plan = _plan(settings, step, remote)
    files = [CONFIG, *(name for name in deposit_files(settings) if (settings.root / name).is_file()), DESCRIPTOR]
    return [
        f"release {step.version} of {step.released}: {step.reason}",
        f"sets it in {', '.join(files)}",
        *([f"writes what changed since {plan.previous} into docs/{HISTORY}"] if plan.previous else []),
        f"commits that on {current_branch(plan.target.repository)}, proves it, builds it twice, publishes it, tags it",
    ]


def _plan(settings: Settings, step: Step, remote: str) -> Plan:
    """Return the plan of a release that no file names yet.

    Raises
    ------
    ReleaseError
        With everything that stands in its way, as far as it can be seen before a file is written.
    """
    if not RELEASE.fullmatch(step.version):
        problem = Problem("bad-release", step.version, "no name of a release", "`YYYY.MM` or `YYYY.MM.N`", step.version)
        raise ReleaseError([problem])
    target = target_of(settings, remote)
    state, commit = read_branch(target), target.repository.resolve("HEAD")
    from_history = Plan(settings, step.version, step.reason, target, state, commit, read_history(settings), ())
    problems = [] if step.anywhere else branch_problems(target.repository)
    problems += [*tree_problems(from_history), *(taken_problems(from_history) or order_problems(from_history))]
    if not step.reason:
        fix = f'`proofpress release {step.version} --reason "…"`: readers see it in the list of releases.'
        problems.append(Problem("no-reason", "release", "it is not said why", "a line", fix=fix))
    problems += given_problems("reason", step.reason, "release, `--reason`")
    problems += given_problems("released", step.released, "release, `--date`")
    if problems:
        raise ReleaseError(problems)
    return from_history


def _write_changes(settings: Settings, previous: str, note: str | None, written: list[str], tell: Tell) -> None:
    """Write what changed since the release before.

    Raises
    ------
    ReleaseError
        If a change is consequential and no note says what it means.
    """
    written.append(f"docs/{HISTORY}")
    comparison = find_changes(settings, previous, ".", tell=tell)
    store(settings, comparison, note)
    if note_missing(settings, comparison):
        moved = ", ".join(change.id for change in comparison.changes if change.consequential)
        fix = 'Say what it means for a reader: `--note "…"`.'
        raise ReleaseError([Problem("no-note", "release", f"a consequential change needs a note: {moved}", fix=fix)])


def restore(repository: Repository, commit: str, paths: Iterable[str]) -> None:
    """Have some files, and the branch, as a commit has them; other files stay as they are."""
    repository.git("reset", "--quiet", "--soft", commit)
    for path in dict.fromkeys(paths):
        repository.git("reset", "--quiet", commit, "--", f"./{path}")
        repository.attempt("checkout", "--quiet", commit, "--", f"./{path}")  # one that it does not have is new
        repository.git("clean", "--quiet", "--force", "-d", "--", f"./{path}")


def undo(settings: Settings, version: str) -> list[str]:
    """Take back a release that was not pushed: its tag, its folder on the branch and the commit that named it.

    Returns
    -------
    list of str
        What was taken back, in words, and what was not.

    Raises
    ------
    ReleaseError
        If it has been pushed, something was published since, or there is nothing to take back.
    """
    target = target_of(settings)
    repository, state, ref = target.repository, read_branch(target), tag_ref(version)
    tag, entry = repository.resolve(ref), state.find(version)
    named_here = repository.text("log", "-1", "--format=%s") == SUBJECT.format(version)
    if not (tag or entry or named_here):
        raise ReleaseError([Problem("no-release", version, "there is no such release here to take back")])
    problems = _pushed(repository, ref, target.ref, state.base if entry else "")
    if entry and repository.text("log", "-1", "--format=%s", state.base) != SUBJECT.format(version):
        thing = "something was published after it"
        problems.append(Problem("not-last", version, thing, fix="Mend it by a later release or a correction."))
    paths = _paths_of_last_commit(repository) if named_here else []
    edited = sorted(set(paths) & set(repository.changed()))
    if edited:
        problems.append(Problem("dirty-tree", edited[0], "it was edited since", fix="Commit or undo the edit first."))
    if problems:
        raise ReleaseError(problems)
    said = []
    if tag:
        stays = "" if named_here else _naming_commit(repository, tag, version)
        repository.git("update-ref", "-d", ref, tag)
        said.append(f"tag {version}" + (stays and f"; {stays}"))
    if entry:
        earlier = repository.resolve(f"{state.base}^")
        repository.git("update-ref", *(["-d", target.ref] if not earlier else [target.ref, earlier]), state.base)
        said.append(f"{version}/ on branch {target.branch}")
    if named_here:
        restore(repository, repository.resolve("HEAD^"), paths)
        said.append("the commit that named it")
    return said


def _naming_commit(repository: Repository, tag: str, version: str) -> str:
    """Return what is to be done with the commit that named a release, where later ones stand on it."""
    commit = repository.resolve(f"{tag}^{{commit}}")
    if repository.text("log", "-1", "--format=%s", commit) != SUBJECT.format(version):
        return ""
    return f"commit {commit[:10]}, which named it, stays below later ones: `git revert {commit[:10]}`"


def _pushed(repository: Repository, tag: str, branch: str, tip: str) -> list[Problem]:
    """Return that a remote has a release already."""
    problems = []
    for remote in repository.text("remote").splitlines():
        known = repository.remote_refs(remote, tag, branch)
        if tag in known or (tip and known.get(branch) == tip):
            fix = "What is published stays: mend it by a later release, or name what is wrong in the corrections."
            problems.append(Problem("pushed", remote, "the release has been pushed", "none there", fix=fix))
    return problems
