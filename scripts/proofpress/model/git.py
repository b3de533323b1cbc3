"""The project's git repository: states, branch, tags, and one atomic step each.

Nothing here rewrites or forces: a branch moves only from the very commit that it was seen at to one that follows it.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import GitError, Problem

NOTHING = "0" * 40
"""What git calls a reference that does not exist."""
LEADING = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"}
"""Variables that would lead git to another repository, as inside a git hook."""


def git_environment(changes: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of git commands: messages in English, no questions, no other repository."""
    kept = {key: value for key, value in os.environ.items() if key not in LEADING}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **changes}


def unpack(archive: bytes, folder: Path) -> None:
    """Write the files of a tar archive into a folder.

    Raises
    ------
    tarfile.ReadError
        If it is no archive.

    Notes
    -----
    Python refuses members that lead out of the folder from 3.11.4 on; before, what `git archive` writes has none.
    """
    checked = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, **checked)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Repository:
    """A git repository, by a folder in it or its own."""

    folder: Path

    def git(self, *arguments: str, content: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
        """Run git and return what it printed.

        Raises
        ------
        GitError
            With git's own message.
        """
        done = self.attempt(*arguments, content=content, env=env)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            command = f"git {' '.join(arguments)}"
            raise GitError([Problem("git-failed", str(self.folder), f"`{command}` failed", got=said)])
        return done.stdout

    def attempt(
        self, *arguments: str, content: bytes | None = None, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Run git and return what came of it.

        Raises
        ------
        GitError
            If there is no git.
        """
        try:
            return subprocess.run(
                ["git", *arguments],
                cwd=self.folder,
                input=content,
                capture_output=True,
                check=False,
                env=git_environment(env or {}),
            )
        except OSError as err:
            place = str(self.folder)
            problem = Problem("no-git", place, "git cannot be run", "git on the path", str(err), "Install git.")
            if not self.folder.is_dir():
                problem = Problem("no-folder", place, "no such folder", fix="Look for a slip in its name.")
            raise GitError([problem]) from err

    def text(self, *arguments: str) -> str:
        """Run git and return what it printed as a text without the last line end."""
        return self.git(*arguments).decode().strip()

    def exists(self) -> bool:
        """Whether the folder is in a repository that has a commit."""
        return self.resolve("HEAD^{commit}") != ""

    def is_distrusted(self) -> bool:
        """Whether git refuses the folder because it belongs to another user, as in a container."""
        return b"dubious ownership" in self.attempt("rev-parse", "--git-dir").stderr

    def resolve(self, name: str) -> str:
        """Return the object that a name stands for; empty if there is none."""
        done = self.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        return "" if done.returncode else done.stdout.decode().strip()

    def changed(self) -> list[str]:
        """Return the paths that differ from the last commit or are unknown to git."""
        entries = self.git("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all").decode().split("\0")
        return [entry[3:] for entry in entries if len(entry) > 3]

    def identity(self) -> dict[str, str]:
        """Return who commits, as variables; empty if git does not know."""
        done = self.attempt("var", "GIT_COMMITTER_IDENT")
        if done.returncode:
            return {}
        name, _, rest = done.stdout.decode().strip().partition(" <")
        address = rest.partition(">")[0]
        return {f"GIT_{who}_{what}": text for who in ("AUTHOR", "COMMITTER") for what, text in
                (("NAME", name), ("EMAIL", address))}  # fmt: skip

    def contains(self, later: str, earlier: str) -> bool:
        """Whether a commit follows another, or is the same."""
        return self.attempt("merge-base", "--is-ancestor", earlier, later).returncode == 0

    def read(self, commit: str, path: str) -> bytes | None:
        """Return a file of a commit; None if it is not there."""
        done = self.attempt("cat-file", "blob", f"{commit}:{path}")
        return None if done.returncode else done.stdout

    def folders(self, commit: str) -> list[str]:
        """Return the folders at a commit's root."""
        return self.text("ls-tree", "-d", "--name-only", commit).splitlines()

    def has_remote(self, remote: str) -> bool:
        """Whether a remote of this name is configured."""
        return remote in self.text("remote").splitlines()

    def remote_refs(self, remote: str, *names: str) -> dict[str, str]:
        """Return what references of a remote stand for, by name; those that do not exist are missing."""
        lines = self.text("ls-remote", remote, *names).splitlines()
        return {name: digest for digest, _, name in (line.partition("\t") for line in lines)}

    def export(self, commit: str, target: Path) -> None:
        """Write the project as it stands in a commit into a folder that is empty or not there yet.

        Raises
        ------
        tarfile.ReadError
            If the commit has no files.
        """
        prefix = self.text("rev-parse", "--show-prefix")
        archive = self.git("archive", "--format=tar", f"{commit}:{prefix}" if prefix else commit)
        target.mkdir(parents=True, exist_ok=True)
        unpack(archive, target)

    def fetch(self, source: str | Path, *names: str) -> None:
        """Bring references' objects from another repository; no reference here is made or moved."""
        self.git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", str(source), *names)

    def move(self, name: str, new: str, old: str) -> bool:
        """Move a reference from one object to another; False if it has meanwhile become something else."""
        return self.attempt("update-ref", name, new, old or NOTHING).returncode == 0

    def growth(self, new: str, old: str) -> int:
        """Return how many bytes a push of a commit sends to where an earlier one is."""
        wanted = f"{new}\n" + (f"^{old}\n" if old else "")
        packed = self.git("pack-objects", "--revs", "--thin", "--stdout", "--quiet", content=wanted.encode())
        return len(packed)
