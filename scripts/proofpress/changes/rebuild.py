"""A state rebuilt, with some factors taken from another: its files put together in a folder, its own package run there.

What was rebuilt once is kept: by the hash of every file it was made from, its interpreter and this package's program.
Executed notebooks are shared with the project's cache, where each is valid only for exactly what it read.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..data.registers import entries_of
from ..data.sources import REGISTRY
from ..data.tables import DESCRIPTOR
from ..model.hashing import sha256, sha256_file
from ..model.keys import installed_parts, package_hash
from ..model.records import Entry
from ..model.scratch import temporary_folder
from ..model.settings import CACHE_VARIABLE, ROOT_VARIABLE, Settings
from ..model.slug import slugify
from ..model.store import Store
from ..model.tied import __file__ as TIED  # noqa: N812 - a constant path
from ..model.tied import tie
from ..record.asked import analysis_of
from ..record.store import load_record
from .factors import LOCK, Factor, merged_lock
from .revisions import PACKAGE, Revision

STATUS = "claim"
"""What stands for the analysis in the id of a claim's status, ``claim.<id>``."""
SHARED = ("executed", "pictures", "fonts")
"""Parts of the project's cache that rebuilt states may share: what lies there names all that it depends on."""
PROJECTS_OWN = {ROOT_VARIABLE, CACHE_VARIABLE, "SOURCE_DATE_EPOCH", "PYTHONDONTWRITEBYTECODE"}
"""Variables that would lead a state's program to another project or cache, or have each of its processes compile it."""
STATE = "state"
"""The name under which rebuilt states are kept."""
KEPT = 60
"""Rebuilt states that are kept."""
PATIENCE = 3600
"""Seconds that one rebuilt state may take."""
PROGRAMS = ("worker", "inside")
"""The module that computes a state, by its present name and earlier ones: each state is computed by its own."""

TIED_RUN = "import runpy, sys; exec(sys.argv.pop(1)); runpy.run_module(sys.argv.pop(1), run_name='__main__')"
"""Runs a module that ends with this process: an earlier state's package does not know how to."""

Progress = Callable[[str], None]
Environments = Callable[[Path], Path]
"""Returns the interpreter of the environment that a lock describes; raises :class:`NotAvailableError` if it cannot."""

Runner = Callable[[Path, Path, Path], str]
"""Computes with an interpreter the state in a folder, writes what it gives into another; returns why it could not."""


class NotAvailableError(Exception):
    """A locked environment cannot be installed here; the text says why."""


@dataclass(frozen=True)
class RebuildResult:
    """What a rebuilt state gives, or why it cannot be built.

    Attributes
    ----------
    entries : mapping of str to Entry
        Figures, values and claims by id; each claim's status as ``claim.<id>``.
    analyses : mapping of str to mapping
        For each analysis its title, header, texts, inputs and the figures' unbound titles.
    refused : tuple of str
        Why it could not be built, each problem; empty if it was.
    unavailable : bool
        Whether that is for want of its environment, so that elsewhere it may be built.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    analyses: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    unavailable: bool = False


def install_environment(cache: Path, tell: Progress = lambda _: None) -> Environments:
    """Return the builder of environments: one virtual environment a lock file, below a cache folder."""

    def build(lock: Path) -> Path:
        folder = cache / "environments" / sha256_file(lock)[:24]
        python, ready = folder / "bin" / "python", folder / "ready"
        if ready.is_file() and ready.read_bytes() == _contents(folder):
            return python
        tell(f"installing the environment of {lock.parent.name}/{lock.name}, once")
        shutil.rmtree(folder, ignore_errors=True)
        try:
            venv.create(folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as err:
            raise NotAvailableError(f"no virtual environment: {err}") from err
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = _run([*pip, "--require-hashes", "--requirement", str(lock)], lock.parent, dict(os.environ))
        if done.returncode:
            raise NotAvailableError(f"its packages cannot be installed: {_last(done.stderr)}")
        _announce(folder)
        ready.write_bytes(_contents(folder))
        return python

    return build


def _contents(folder: Path) -> bytes:
    """Return the hash of every file of an environment but its own stamp and compiled files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    named = [f"{path.relative_to(folder).as_posix()} {sha256_file(path)}" for path in files if path.name != "ready"]
    return sha256("\n".join(named)).encode()


def _announce(folder: Path) -> None:
    """Name our kernel's entry point in an environment that holds the locked packages only."""
    [site] = sorted(folder.glob("lib/python*/site-packages"))
    info = site / "proofpress-0.dist-info"
    info.mkdir(exist_ok=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: proofpress\nVersion: 0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[jupyter_client.kernel_provisioners]\nproofpress-forkserver = proofpress.execute.forkserver:ForkProvisioner\n",
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    pipe, variables = tie()
    try:
        return subprocess.run(
            command, cwd=folder, env=env | variables, capture_output=True, text=True, timeout=PATIENCE, check=False,
            pass_fds=[pipe],
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"still running after {PATIENCE} s")


def _last(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


@dataclass(frozen=True)
class SwappedRevision:
    """A state to build: a base, the factors taken from the other state, and the analyses that are asked for."""

    base: Revision
    other: Revision
    swapped: tuple[Factor, ...] = ()
    analyses: frozenset[str] = frozenset()

    def files(self) -> dict[str, Path]:
        """Return where each file is taken from; the registry and the data package are put together by themselves."""
        files, others = self.base.files(), self.other.files()
        for path in (path for factor in self.swapped for path in factor.paths):
            if path in others:
                files[path] = others[path]
            else:
                files.pop(path, None)
        return {
            path: file
            for path, file in files.items()
            if not path.startswith("notebooks/") or slugify(Path(path).stem) in self.analyses
        }

    def lay_out(self, folder: Path) -> None:
        """Write the files below an empty folder."""
        files = self.files()
        for path, file in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        packages = [name for factor in self.swapped for name in factor.packages]
        if packages:
            old, new = ((state.root / LOCK).read_text(encoding="utf-8") for state in (self.base, self.other))
            (folder / LOCK).write_text(merged_lock(old, new, packages) + "\n", encoding="utf-8")
        swapped = {path for factor in self.swapped for path in factor.paths}
        for name in (DESCRIPTOR, REGISTRY):
            old, new = (_json(state.root / name) for state in (self.base, self.other))
            if old is None or new is None:
                continue
            merged = _merge_sources(old, new, name in swapped) if name == REGISTRY else _merge(old, new, files, swapped)
            (folder / name).write_text(json.dumps(merged, ensure_ascii=False), encoding="utf-8")


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _merge_sources(old: Any, new: Any, swapped: bool) -> list[Any]:
    """Return the base's sources and those that only the other has, so that swapped rows find theirs."""
    first, second = (entries_of(new), entries_of(old)) if swapped else (entries_of(old), entries_of(new))
    known = {entry.get("id") for entry in first}
    return [*first, *(entry for entry in second if entry.get("id") not in known)]


def _merge(old: Any, new: Any, files: Mapping[str, Path], swapped: set[str]) -> Any:
    """Return the base's data package with each file described as where it was taken from describes it."""
    mine, theirs = (
        {f"data/{resource['path']}": resource for resource in package["resources"]} for package in (old, new)
    )
    chosen = [
        (theirs if path in swapped else mine).get(path)
        for path in [*mine, *(path for path in theirs if path not in mine)]
    ]
    return {**old, "resources": [item for item in chosen if item is not None and f"data/{item['path']}" in files]}


class Rebuilder:
    """Builds mixes, each at most once.

    Parameters
    ----------
    settings : Settings
        The project: its cache is shared, and its environment is the one that runs this.
    environments : callable
        Gives the interpreter for a lock file that is not the project's.
    tell : callable
        Told what is being built.
    runner : callable
        Computes a state: by an interpreter of its own, unless the caller knows a cheaper way to the same result.
    """

    def __init__(
        self, settings: Settings, environments: Environments, tell: Progress, runner: Runner | None = None
    ) -> None:
        self.settings = settings
        self.environments = environments
        self.tell = tell
        self.runner = runner or run_apart
        self.built = 0

    def build(self, mix: SwappedRevision) -> RebuildResult:
        """Return what a mix gives."""
        with temporary_folder() as work:
            tree, out = work / "tree", work / "out"
            out.mkdir()
            mix.lay_out(tree)
            try:
                python = self._python(tree / LOCK)
            except NotAvailableError as err:
                return RebuildResult(refused=(str(err),), unavailable=True)
            store, key = Store(self.settings.cache / "changes", KEPT), self._key(tree, python)
            known = store.recall(STATE, key)
            if known is not None:
                _unpack(known.files, out)
                return _read(out)
            swapped = " and ".join(factor.key for factor in mix.swapped) or "nothing swapped"
            self.tell(f"rebuilding {mix.base.name} with {swapped}: {', '.join(sorted(mix.analyses)) or 'the audit'}")
            self.built += 1
            result = self._built(tree, out, python)
            if not result.refused:
                store.keep(STATE, key, _packed(out))
            return result

    def _python(self, lock: Path) -> Path:
        """Return the interpreter that a state's lock describes; this one where it is the project's own lock."""
        own = self.settings.lock
        same = not lock.is_file() or (own.is_file() and sha256_file(own) == sha256_file(lock))
        return Path(sys.executable) if same else self.environments(lock)

    def _key(self, tree: Path, python: Path) -> str:
        files = sorted(path for path in tree.rglob("*") if path.is_file())
        hashes = [f"{path.relative_to(tree).as_posix()} {sha256_file(path)}" for path in files]
        return sha256(
            "\n".join([str(python), sys.version, package_hash(), *sorted(map(str, installed_parts().items())), *hashes])
        )

    def _built(self, tree: Path, out: Path, python: Path) -> RebuildResult:
        cache = tree / ".cache" / "proofpress"
        cache.mkdir(parents=True)
        for name in SHARED if _checks_what_is_kept(tree / PACKAGE) else ():
            (self.settings.cache / name).mkdir(parents=True, exist_ok=True)
            (cache / name).symlink_to(self.settings.cache / name, target_is_directory=True)
        reason = self.runner(python, tree, out)
        if reason or not (out / "state.json").is_file():
            return RebuildResult(refused=(reason or "nothing was computed",))
        return _read(out)


def run_apart(python: Path, tree: Path, out: Path) -> str:
    """Compute the state in a folder by an interpreter of its own, with the package that the state holds.

    Returns
    -------
    str
        Why it could not be computed; empty where ``out`` holds what it gives.
    """
    env = {key: value for key, value in os.environ.items() if key not in PROJECTS_OWN}
    package = tree / PACKAGE
    if (package / "pipeline.py").is_file():
        env["PYTHONPATH"] = str(package.parent)
    elif python != Path(sys.executable):
        env["PYTHONPATH"] = str(Path(__file__).parents[2])
    name = next((name for name in PROGRAMS if (package / "changes" / f"{name}.py").is_file()), PROGRAMS[0])
    program = f"{Path(TIED).read_text(encoding='utf-8')}\nend_with_parent()\n"
    command = [str(python), "-P", "-c", TIED_RUN, program, f"proofpress.changes.{name}", str(tree), str(out)]
    done = _run(command, tree, env)
    return _last(done.stderr) if done.returncode else ""


def _checks_what_is_kept(package: Path) -> bool:
    """Whether a state's package, its own or ours, reads kept results only after checking them, as ours does."""
    return not package.is_dir() or (package / "model" / "store.py").is_file()


def _packed(folder: Path) -> dict[str, bytes]:
    """Return what a rebuilt state has written, to keep it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _unpack(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _read(out: Path) -> RebuildResult:
    stored = json.loads((out / "state.json").read_text(encoding="utf-8"))
    if stored["problems"]:
        return RebuildResult(refused=tuple(stored["problems"]))
    entries = load_record(out, out / "record")
    for key, status in stored["statuses"].items():
        name = f"{STATUS}.{key}"
        entries[name] = Entry(name, {"text": status}, {})
    return RebuildResult(entries, stored["analyses"])


def subset(entries: Mapping[str, Entry], analyses: Iterable[str]) -> dict[str, Entry]:
    """Return the entries of some analyses."""
    wanted = set(analyses)
    return {key: entry for key, entry in entries.items() if analysis_of(key) in wanted}
