"""What others have written, brought here for trials: source distributions of installed packages, and folders given."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BARE = ROOT / "tests" / "bare_site"
MINUTES = 3


@dataclass(frozen=True, order=True)
class Trial:
    """One thing of somebody else's: its kind and name, what came of it in a word, and the reason in words."""

    kind: str
    name: str
    outcome: str
    reason: str = ""


def source_of(package: str, folder: Path) -> Path | None:
    """Return the unpacked source distribution of an installed package's version; None where no registry is reached."""
    return _unpacked(f"{package}=={metadata.version(package)}", folder, "--no-binary", package)


def wheel_of(package: str, folder: Path) -> Path | None:
    """Return a package's unpacked wheel."""
    return _unpacked(package, folder)


def _unpacked(package: str, folder: Path, *options: str) -> Path | None:
    target = folder / package.replace("==", "-")
    target.mkdir(parents=True, exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        *options,
        "--dest",
        str(target),
        package,
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60 * MINUTES)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as err:
        said = getattr(err, "stderr", b"") or b""
        sys.stderr.write(f"{package} cannot be fetched: {said.decode(errors='replace').strip()[-300:]}\n")
        return None
    for file in list(target.iterdir()):
        if file.suffix == ".whl":
            with zipfile.ZipFile(file) as archive:
                archive.extractall(target)
        elif file.name.endswith(".tar.gz"):
            with tarfile.open(file) as archive:
                archive.extractall(target, filter="data")
    return target


def bare_project(folder: Path) -> Path:
    """Return a copy of the smallest site, to hold what is tried."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BARE, folder)
    return folder
