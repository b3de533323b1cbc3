"""Fresh kernels, quickly: each is forked from one process that has only imported the libraries.

Starting a kernel costs more than a second of imports. The fork server pays them once; a fork of it has the libraries
and nothing else: no variable, no table. With its order comes the connection through which the build talks to it.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from ..model.scratch import Scratch
from ..model.tied import tie


class Forkserver:
    """The process that kernels are forked from, and the connection that orders them."""

    def __init__(self, environment: Callable[[Path], Mapping[str, str]]) -> None:
        self._lock = threading.Lock()
        self._home = Scratch(Path(tempfile.gettempdir()))
        pipe, variables = tie()
        self._orders, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "proofpress.execute.forkserver"],
                stdin=theirs.fileno(),
                stdout=subprocess.PIPE,
                env={**environment(self._home.folder), **variables},
                pass_fds=[pipe],  # for the kernels: this process sees the end of its orders
                text=True,
            )

    def fork(self, connection: int, environment: Mapping[str, str], folder: str) -> int:
        """Return the process id of a new kernel that has a connection, an environment and a folder.

        Raises
        ------
        RuntimeError
            If the fork server is gone.
        """
        order = json.dumps({"environment": dict(environment), "folder": folder}).encode() + b"\n"
        with self._lock:
            try:
                assert self._process.stdout is not None
                sent = socket.send_fds(self._orders, [order], [connection])
                self._orders.sendall(order[sent:])
                return int(self._process.stdout.readline())
            except (OSError, ValueError) as err:
                raise RuntimeError("the process that kernels are forked from has ended") from err

    def lives(self) -> bool:
        """Whether the fork server still runs."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the fork server, and with it kernels that still run."""
        self._orders.close()
        with self._process:  # closes its pipe and waits
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


def fork_kernel(connection: int, environment: Mapping[str, str], folder: str) -> int:
    """Return the process id of a new kernel from the open fork server.

    Raises
    ------
    RuntimeError
        If there is none, or it is gone.
    """
    server = _Running.server
    if server is None:
        raise RuntimeError("no process to fork kernels from was started")
    return server.fork(connection, environment, folder)


def _become_kernel(order: Mapping[str, Any], connection: int) -> NoReturn:
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
    from .kernel import start_on

    code = 1
    try:
        start_on(connection)
        code = 0
    finally:
        os._exit(code)


def main() -> None:
    """Import what notebooks use, then fork a kernel for each order that comes in, until the build ends.

    With the build end the orders. Each kernel is tied to this process by signal and to the build by its pipe, which a
    fork inherits.
    """
    from .kernel import preload

    preload()  # with no signal at the parent's end: the thread that began this process may end before it
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system clears away kernels that have ended
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the preview, which then ends this process
    gc.collect()
    gc.freeze()  # a fork that looks through what was imported would have to copy it
    orders = socket.socket(fileno=os.dup(0))
    for order, connection in _orders(orders):
        pid = os.fork()
        if pid == 0:
            orders.close()
            _become_kernel(order, connection)
        os.close(connection)
        print(pid, flush=True)


def _orders(connection: socket.socket) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield each order with the descriptor that came with it, until the other end is closed."""
    while True:
        text, descriptors, _, _ = socket.recv_fds(connection, 1 << 16, 1)
        while text and not text.endswith(b"\n"):
            text += connection.recv(1 << 16)
        if not text:
            return
        yield json.loads(text), descriptors[0]


if __name__ == "__main__":
    main()
