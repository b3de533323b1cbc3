"""Which kernel runs a notebook: a fork without sockets, or the stock one where forking is unsafe or the site asks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..model.settings import Settings
from ..model.tied import tie
from .pipe_client import PipeManager

SOCKET_PATH = 90
"""Bytes that the path of a socket file may have; systems allow little more than a hundred."""
LOWEST = 19
"""The niceness of a process that waits for all others."""
FORKS = hasattr(os, "fork") and sys.platform != "darwin"
"""Whether a process that has imported its libraries may be forked: on macOS the system's own libraries forbid it."""


def is_forked(settings: Settings) -> bool:
    """Whether a site's notebooks run in forked kernels."""
    return FORKS and settings.kernel == "forked"


def make_manager(settings: Settings, folder: Path) -> Any:
    """Return the manager of a kernel, not yet started, that has a folder of its own."""
    if not is_forked(settings):
        return _stock_manager(folder)
    return PipeManager()


async def start_kernel(manager: Any, environment: Mapping[str, str], folder: Path) -> None:
    """Start a manager's kernel in its folder, so that it ends with this process."""
    pipe, variables = tie()
    places = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}  # a stock kernel repeats there what it sends
    await manager.start_kernel(env={**environment, **variables}, cwd=str(folder), pass_fds=[pipe], **places)


def lower_priority(manager: Any) -> None:
    """Let the kernel that a manager has started compute only while nothing else does."""
    pid = manager.pid if isinstance(manager, PipeManager) else manager.provisioner.pid
    if pid and hasattr(os, "setpriority"):
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, pid, LOWEST)


def _stock_manager(folder: Path) -> Any:
    """Return a manager of the stock kernel, on a socket file instead of a port where its path is not too long."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    socket = str(folder / "kernel")
    where = {"transport": "ipc", "ip": socket} if len(os.fsencode(socket)) < SOCKET_PATH else {"transport": "tcp"}
    manager = AsyncKernelManager(**where)
    manager.connection_file = str(folder / "kernel.json")
    command = [sys.executable, "-m", "proofpress.execute.kernel", "-f", "{connection_file}"]
    manager._kernel_spec = KernelSpec(argv=command, display_name="proofpress", language="python")
    return manager
