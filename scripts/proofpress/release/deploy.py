"""Put a finished site on the published branch: prepared off to the side, then one step that is done or not done.

The new commit is made in a temporary repository that borrows the objects of the project's. Until the branch is moved,
in one compare-and-swap, nothing that anybody can see has changed; a process that dies leaves at most unused objects.
Whoever loses a race starts again from what the winner published.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mike import commands, git_utils

from ..data.corrections import Correction
from ..model.errors import Problem, ReleaseError
from ..model.git import Repository
from ..model.hashing import sha256, sha256_file
from ..model.settings import Settings
from ..render.manifest import NAME as MANIFEST
from .branch import (
    ALIAS,
    CORRECTIONS,
    RELEASES,
    SUMS,
    Published,
    newest_first,
    published_corrections,
    redirect_template,
    releases_from,
    root_files,
    sums,
)

ATTEMPTS = 5
"""How often a publication that loses a race starts again."""

MADE = "refs/heads/made"
"""What the branch's next commit is called in the side repository until it is fetched."""

UNPACKED = str(10**9)
"""More files than any release has: mike's import is to write each by itself. In a pack it would store each file as its
difference from the file imported before it, and every copy of the branch would take these over; left alone, git looks
for files that are alike."""

Tell = Callable[[str], None]
"""Told of each step that is done: ``prepared``, ``pushed``, ``published``, ``tagged``."""


@dataclass(frozen=True)
class Target:
    """Where to publish.

    Attributes
    ----------
    repository : Repository
        The project's.
    branch : str
        The published branch.
    remote : str
        Where to push to at once; empty to publish here only.
    """

    repository: Repository
    branch: str
    remote: str = ""

    @property
    def ref(self) -> str:
        """The branch's whole name."""
        return f"refs/heads/{self.branch}"


@dataclass(frozen=True)
class State:
    """The published branch as it was seen.

    Attributes
    ----------
    base : str
        The newest commit known, here or at the remote; empty if nothing has been published.
    local, remote : str
        The branch's commit here and at the remote; empty where it does not exist.
    releases : tuple of Published
        Newest first.
    corrections : tuple of Correction
        As published.
    """

    base: str
    local: str
    remote: str
    releases: tuple[Published, ...]
    corrections: tuple[Correction, ...]

    def find(self, release: str) -> Published | None:
        """Return a release if it has been published."""
        return next((one for one in self.releases if one.release == release), None)


def tag_ref(release: str) -> str:
    """Return the whole name of a release's tag."""
    return f"refs/tags/{release}"


def see(target: Target) -> State:
    """Return the published branch as it stands now; with a remote, as it stands there.

    Raises
    ------
    ReleaseError
        If here and there do not follow one another, or the branch holds what this package did not write.
    """
    repository = target.repository
    local = repository.resolve(target.ref)
    if target.remote:
        remote = repository.remote_refs(target.remote, target.ref).get(target.ref, "")
        if remote and not repository.resolve(f"{remote}^{{commit}}"):
            repository.fetch(target.remote, target.ref)
    else:
        remote = repository.resolve(f"refs/remotes/origin/{target.branch}")
    base = _newer(repository, local, remote, target)
    releases, corrections = _read(repository, base, target.branch)
    return State(base, local, remote, releases, corrections)


def _newer(repository: Repository, local: str, remote: str, target: Target) -> str:
    """Return which of two commits follows the other."""
    if not local or not remote or local == remote:
        return local or remote
    if repository.contains(local, remote):
        return local
    if repository.contains(remote, local):
        return remote
    where = target.remote or "origin"
    raise ReleaseError(
        [
            Problem(
                "branch-diverged",
                f"branch {target.branch}",
                f"here and at `{where}` it holds different publications",
                f"one that follows the other (there {remote[:12]})",
                f"here {local[:12]}",
                f"Nothing was published. Compare `git log {target.branch}` with `git log {where}/{target.branch}`; "
                f"if the one here was never pushed, remove it with `git branch -D {target.branch}` and run this again.",
            )
        ]
    )


def _read(repository: Repository, base: str, branch: str) -> tuple[tuple[Published, ...], tuple[Correction, ...]]:
    if not base:
        return (), ()
    content = repository.read(base, RELEASES)
    try:
        if content is None:
            raise ValueError("no such file")
        releases = releases_from(content)
    except ValueError as err:
        problem = Problem(
            "unknown-branch",
            f"branch {branch}",
            f"it holds something, and no `{RELEASES}` that can be read",
            "a branch that `proofpress release` made, or none",
            str(err),
            "Set `extra.proofpress.branch` in `mkdocs.yml` to another branch, or move this one aside with "
            f"`git branch -m {branch} {branch}-old`.",
        )
        raise ReleaseError([problem]) from err
    return releases, published_corrections(repository.read(base, CORRECTIONS) or b'{"corrections": []}')


@dataclass(frozen=True)
class Prepared:
    """A publication that is complete and that nobody can see yet.

    Attributes
    ----------
    commit : str
        The branch's next commit.
    tag : str
        The release's tag object; empty if there is no release in it.
    added : int
        Files added.
    growth : int
        Bytes that pushing it sends. Once git packs the branch, it finds more that releases have in common.
    """

    commit: str
    tag: str
    added: int
    growth: int


def file_digests(folder: Path) -> dict[str, str]:
    """Return the hash of each file below a folder by its address."""
    return {
        path.relative_to(folder).as_posix(): sha256_file(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }


@contextlib.contextmanager
def _aside(target: Target, base: str) -> Iterator[Repository]:
    """Yield a temporary repository with the branch at its base, borrowing the objects of the project's."""
    repository = target.repository
    objects = Path(repository.text("rev-parse", "--path-format=absolute", "--git-path", "objects"))
    with tempfile.TemporaryDirectory(prefix="proofpress-publish-") as folder:
        side = Repository(Path(folder))
        side.git("init", "--quiet", "--bare", "--initial-branch", "none", ".")
        side.git("config", "fastimport.unpackLimit", UNPACKED)
        (side.folder / "objects" / "info" / "alternates").write_text(f"{objects}\n", encoding="utf-8")
        if base:
            side.git("update-ref", target.ref, base)
        yield side


@contextlib.contextmanager
def _working_in(folder: Path, **variables: str) -> Iterator[None]:
    """Work in a folder with these variables set: mike takes both from the process."""
    kept = dict(os.environ)
    leading = {key for key in kept if key.startswith("GIT_")}
    for key in leading:
        del os.environ[key]
    os.environ.update(variables)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def _deploy(side: Repository, branch: str, site: Path, entry: Published, newest: bool) -> None:
    """Have mike put a site into a release's folder, and move the alias to it if it is the newest."""
    (side.folder / "redirect.html").write_text(redirect_template(), encoding="utf-8")
    config = {"site_dir": str(site), "use_directory_urls": True}
    properties = [("released", entry.released), ("reason", entry.reason), ("commit", entry.commit)]
    with commands.deploy(
        config,
        entry.release,
        aliases=[ALIAS] if newest else [],
        update_aliases=True,
        alias_type=commands.AliasType.redirect,
        template=str(side.folder / "redirect.html"),
        branch=branch,
        message=f"Release {entry.release}",
        set_props=properties,
    ):
        pass


def _write_files(side: Repository, branch: str, files: Mapping[str, bytes], message: str) -> None:
    with git_utils.Commit(branch, message, allow_empty=True) as commit:
        for name, content in files.items():
            commit.add_file(git_utils.FileInfo(name, content))


def _one_commit(side: Repository, target: Target, base: str, message: str, identity: Mapping[str, str]) -> str:
    """Return a single commit on top of the base that holds what the steps in the side repository have made."""
    parents = ["-p", base] if base else []
    made = side.git("commit-tree", f"{target.ref}^{{tree}}", *parents, "-m", message, env=identity)
    return made.decode().strip()


def prepare_release(  # noqa: PLR0917
    target: Target,
    state: State,
    settings: Settings,
    site: Path,
    entry: Published,
    corrections: Sequence[Correction],
) -> Prepared:
    """Make the branch's next commit with a release in it, and its tag, unseen.

    Parameters
    ----------
    target : Target
        Where to publish.
    state : State
        The branch as it was seen.
    settings : Settings
        The site's name and address.
    site : Path
        The finished site; its very bytes are published.
    entry : Published
        The release.
    corrections : sequence of Correction
        The register.
    """
    identity = target.repository.identity()
    releases = newest_first([*state.releases, entry])
    digests = file_digests(site)
    listed = sums(digests)
    with _aside(target, state.base) as side:
        with _working_in(side.folder, **identity):
            _deploy(side, target.branch, site, entry, releases[0] == entry)
            files = {f"{entry.release}/{SUMS}": listed, **root_files(settings, releases, corrections)}
            _write_files(side, target.branch, files, "Files at the root")
        message = f"Release {entry.release}\n\n{entry.reason}\n\nBuilt from commit {entry.commit}.\n"
        commit = _one_commit(side, target, state.base, message, identity)
        tag = _make_tag(side, entry, sha256(listed), identity)
        growth = side.growth(commit, state.base)
        side.git("update-ref", MADE, commit)
        target.repository.fetch(side.folder, MADE, tag_ref(entry.release))
    return Prepared(commit, tag, len(digests) + 1, growth)


def _make_tag(side: Repository, entry: Published, digest: str, identity: Mapping[str, str]) -> str:
    """Return a tag object for a release; no reference to it exists outside the side repository."""
    message = f"Release {entry.release}\n\n{entry.reason}\n\n{SUMS} {digest}\nmanifest.json {entry.manifest_sha256}\n"
    ref = tag_ref(entry.release)
    side.git("-c", "tag.gpgSign=false", "tag", "--annotate", entry.release, entry.commit, "-m", message, env=identity)
    return side.text("rev-parse", ref)


def prepare_corrections(
    target: Target, state: State, settings: Settings, corrections: Sequence[Correction]
) -> Prepared | None:
    """Make the branch's next commit with new files at the root and no new release; None if nothing would change."""
    identity = target.repository.identity()
    files = root_files(settings, state.releases, corrections)
    files = {name: content for name, content in files.items() if target.repository.read(state.base, name) != content}
    if not files:
        return None
    with _aside(target, state.base) as side:
        with _working_in(side.folder, **identity):
            _write_files(side, target.branch, files, "Corrections")
        commit = _one_commit(side, target, state.base, "Corrections\n\nNo release changes.\n", identity)
        growth = side.growth(commit, state.base)
        side.git("update-ref", MADE, commit)
        target.repository.fetch(side.folder, MADE)
    return Prepared(commit, "", len(files), growth)


def publish(
    target: Target, prepare: Callable[[State], tuple[Prepared, str] | None], tell: Tell
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
        state = see(target)
        made = prepare(state)
        if made is None:
            return None
        prepared, release = made
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
        return made
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


def _settle(target: Target, state: State, commit: str) -> bool:
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


def finish(target: Target, state: State, entry: Published, tell: Tell) -> bool:
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


def _tag_again(target: Target, state: State, entry: Published) -> str:
    """Return the tag of a release that is on the branch: the remote's, or one made anew."""
    repository, ref = target.repository, tag_ref(entry.release)
    if target.remote:
        there = repository.remote_refs(target.remote, ref).get(ref, "")
        if there:
            repository.fetch(target.remote, ref)
            return there
    listed = repository.read(state.base, f"{entry.release}/{SUMS}") or b""
    with _aside(target, state.base) as side:
        tag = _make_tag(side, entry, sha256(listed), repository.identity())
        repository.fetch(side.folder, ref)
    return tag


def manifest_on(repository: Repository, base: str, release: str) -> dict[str, Any]:
    """Return a published release's manifest."""
    content = repository.read(base, f"{release}/{MANIFEST}")
    return dict(json.loads(content)) if content else {}
