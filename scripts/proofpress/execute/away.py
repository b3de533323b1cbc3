"""Work of a build in another process: files that it needs, a function to call, and its answer, on any machine.

This module is sent to a worker as it stands and so uses nothing but the standard library. The generator itself travels
with the project's files; what the worker must have is the same Python and the same libraries.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

PROJECT, GENERATOR = "project", "generator"
"""Folders of what is sent: the first is where the function is called, the second where it is imported from."""
SHOWN = 400
"""Characters of a process's last words that are told."""
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""A variable that would have each process of each order compile the generator: here it is compiled beside its files."""
KEPT_SECONDS = 86_400
"""How long files stay that no order has asked for."""
WATCH = 0.5
"""Seconds between two looks at whether the worker still lives."""


def perform(contents: Mapping[str, bytes], order: bytes, expected: Mapping[str, str]) -> dict[str, Any]:
    """Call a function in a process of its own, among the files that were sent, and return its answer.

    Parameters
    ----------
    contents : mapping of str to bytes
        The files by their path below the folders of the project and the generator.
    order : bytes
        The pickled names of module and function, and the arguments.
    expected : mapping of str to str
        The version of Python and of each library.

    Returns
    -------
    dict
        ``answer``, pickled; or ``refused`` with what is another version here, expected and got; or ``ended`` with the
        process's last words.
    """
    present = {name: _version(name) for name in expected}
    differing = {name: (expected[name], present[name]) for name in expected if expected[name] != present[name]}
    if differing:
        return {"refused": differing}
    folder = _laid_out(contents)
    kept = {name: value for name, value in os.environ.items() if name != UNCOMPILED}
    variables = {**kept, "PYTHONPATH": str(folder / GENERATOR), "TZ": "UTC"}
    done = subprocess.run(
        [sys.executable, "-m", "proofpress.execute.away"],
        input=order, capture_output=True, check=False, cwd=folder / PROJECT, env=variables,
    )  # fmt: skip
    if done.returncode:
        return {"ended": f"code {done.returncode}: {done.stderr.decode(errors='replace').strip()[-SHOWN:]}"}
    return {"answer": done.stdout}


def _version(name: str) -> str:
    """Return the version of Python or of an installed library; empty where it is not installed."""
    if name == "python":
        return sys.version.split()[0]
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _laid_out(contents: Mapping[str, bytes]) -> Path:
    """Return a folder with some files, which stays for the next order that needs the same; whole or not there."""
    listed = "".join(f"{path} {hashlib.sha256(contents[path]).hexdigest()}\n" for path in sorted(contents))
    base = Path(tempfile.gettempdir()) / f"proofpress-away-{os.getuid()}"
    folder = base / hashlib.sha256(listed.encode()).hexdigest()[:24]
    if folder.is_dir():
        os.utime(folder)
        return folder
    base.mkdir(mode=0o700, exist_ok=True)
    for old in base.iterdir():
        if time.time() - old.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)
    work = Path(tempfile.mkdtemp(dir=base))
    (work / PROJECT).mkdir()
    for path, content in contents.items():
        target = work / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    try:
        work.rename(folder)
    except OSError:  # another order was faster
        shutil.rmtree(work, ignore_errors=True)
    return folder


def _end_with(parent: int) -> None:
    """End this process once the worker that started it is gone."""
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)


def main() -> None:
    """Call the function that stands in the order and write its answer; what libraries print goes elsewhere."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    module, function, arguments = pickle.load(sys.stdin.buffer)
    answers.write(pickle.dumps(getattr(importlib.import_module(module), function)(*arguments)))
    answers.close()


if __name__ == "__main__":
    main()
