"""Fresh kernels, quickly: each is forked from one process that has only imported the libraries.

Starting a kernel costs more than a second of imports. The fork server pays them once; a fork of it has the libraries
and nothing else: no variable, no table, no connection. jupyter_client starts such kernels through its own extension
point, a kernel provisioner.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, cast

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from ..model.scratch import Scratch
from ..model.tied import signal_at_parents_end, tie


class Forkserver:
    """The process that kernels are forked from, and the pipe that orders them."""

    def __init__(self, environment: Callable[[Path], Mapping[str, str]]) -> None:
        self._lock = threading.Lock()
        self._home = Scratch(Path(tempfile.gettempdir()))
        pipe, variables = tie()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "proofpress.execute.forkserver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment(self._home.folder), **variables},
            pass_fds=[pipe],  # for the kernels: this process sees the end of its orders
            text=True,
        )

    def fork(self, arguments: list[str], environment: Mapping[str, str], folder: str) -> int:
        """Return the process id of a new kernel.

        Raises
        ------
        RuntimeError
            If the fork server is gone.
        """
        order = {"arguments": arguments, "environment": dict(environment), "folder": folder}
        with self._lock:
            try:
                assert self._process.stdin is not None
                assert self._process.stdout is not None
                self._process.stdin.write(json.dumps(order) + "\n")
                self._process.stdin.flush()
                return int(self._process.stdout.readline())
            except (OSError, ValueError) as err:
                raise RuntimeError("the process that kernels are forked from has ended") from err

    def lives(self) -> bool:
        """Whether the fork server still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the fork server, and with it kernels that still run."""
        with self._process:  # closes its pipes and waits
            self._process.kill()
        self._home.close()


class _Running:
    """The fork server of this process, with what it was started for and its folder; there is none before first use."""

    server: Forkserver | None = None
    made_for = ""
    lock = threading.Lock()


def start_forkserver(made_for: str, environment: Callable[[Path], Mapping[str, str]]) -> None:
    """Have a fork server at hand, the one of an earlier call where it will do; it ends with this process.

    Starting one costs as much as starting a kernel. A preview executes at every save, a test run in every test.

    Parameters
    ----------
    made_for : str
        Hash of the code that the fork server imports; with other code another one is started.
    environment : callable
        Returns the environment to start it in; called with its home folder.
    """
    with _Running.lock:
        if _Running.server is not None and _Running.server.lives() and _Running.made_for == made_for:
            return
        stop_forkserver()
        _Running.server, _Running.made_for = Forkserver(environment), made_for


def stop_forkserver() -> None:
    """End the fork server, if there is one, and with it kernels that still run."""
    if _Running.server is not None:
        _Running.server.close()
        _Running.server = None


atexit.register(stop_forkserver)


class ForkedKernel:
    """A forked kernel with the part of ``subprocess.Popen`` that jupyter_client uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return None while the kernel lives, else 0: only the fork server knows its exit code."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            self.returncode = 0
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until the kernel is gone."""
        end = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
            time.sleep(0.01)
        return self.returncode or 0

    def send_signal(self, number: int) -> None:
        """Signal the kernel, if it still lives."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill the kernel."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)


class ForkProvisioner(LocalProvisioner):
    """Start kernels by forking the open fork server instead of a new interpreter."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel; ``cmd`` is the interpreter, ``-m``, the module, then the kernel's arguments."""
        server = _Running.server
        if server is None:
            raise RuntimeError("no process to fork kernels from was started")
        pid = server.fork(cmd[3:], kwargs["env"], kwargs["cwd"])
        self.process = cast("Any", ForkedKernel(pid))
        self.pid, self.pgid = pid, None
        return self.connection_info


def _become_kernel(order: Mapping[str, Any]) -> NoReturn:
    """Turn this fork into the kernel that was ordered."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    time.tzset()
    tempfile.tempdir = None
    from .kernel import start

    sys.argv = ["proofpress.execute.kernel", *order["arguments"]]
    code = 1
    try:
        start()
        code = 0
    finally:
        os._exit(code)


def main() -> None:
    """Import what notebooks use, then fork a kernel for each order that comes in, until the build ends.

    Each kernel is tied to this process by signal and to the build by its pipe, which a fork inherits.
    """
    from .kernel import preload

    signal_at_parents_end(signal.SIGKILL)
    preload()
    signal_at_parents_end(0)  # the orders end with the parent; the thread that began this process may end before
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system clears away kernels that have ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the preview, which then ends this process
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _become_kernel(json.loads(line))
        print(pid, flush=True)


if __name__ == "__main__":
    main()
