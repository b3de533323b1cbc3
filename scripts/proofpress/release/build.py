"""Build of a release: every figure proved, then two builds whose circumstances differ and whose bytes may not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model.count_noun import count_noun
from ..model.errors import Problem, ReleaseError
from ..model.git import Repository
from ..model.settings import CACHE_VARIABLE, Settings
from ..model.tied import tie
from .plan import named
from .prepare import file_digests
from .swap import Tell

CIRCUMSTANCES: Sequence[Mapping[str, str]] = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242"},
)
"""What differs between the two builds, besides their folders and the mask of new files."""


FOREIGN = {"PROOFPRESS_ROOT", "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"}
"""Variables that would lead a command to another project or day, or have each of its processes compile the package."""
MASKS = (0o022, 0o077)


FOLDERS = ("first", "a second folder")


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

    @property
    def cache(self) -> Path:
        """Where its commands keep results: empty at first, and no folder of the commit's."""
        return self.folder / "cache"

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
        pipe, variables = tie()
        done = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=self.project, env=self._environment() | variables, umask=self.mask,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", pass_fds=[pipe], check=False,
        )  # fmt: skip
        if done.returncode:
            problem = Problem(code, f"commit {self.commit[:12]}", failed, got=_tail(done.stdout), fix=fix)
            raise ReleaseError([problem])

    def _environment(self) -> dict[str, str]:
        """Return the environment of its commands: this one's, with the project's own package first."""
        kept = {key: value for key, value in os.environ.items() if key not in FOREIGN}
        own = self.project / "scripts"
        paths = [str(own)] if (own / "proofpress").is_dir() else []
        paths += [kept["PYTHONPATH"]] if kept.get("PYTHONPATH") else []
        fixed = {"NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(self.folder / "home")}
        fixed[CACHE_VARIABLE] = str(self.cache)
        path = {"PYTHONPATH": os.pathsep.join(paths)} if paths else {}
        return {**kept, **fixed, **self.circumstances, **path}


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


def compare_builds(first_site: Path, second_site: Path) -> None:
    """Refuse two builds of one commit that are not the same.

    Raises
    ------
    ReleaseError
        Naming the files that differ.
    """
    first, second = file_digests(first_site), file_digests(second_site)
    differ = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if differ:
        problem = Problem(
            "not-reproducible", "the two builds", f"{count_noun(len(differ), 'file')} differ",
            "the same bytes in another folder, time zone and locale", named(differ),
            "Find what they take from the machine: clock, folder, order of files or of a set.",
        )  # fmt: skip
        raise ReleaseError([problem])
