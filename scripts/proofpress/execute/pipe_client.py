"""The build's side of a kernel without sockets: what nbclient asks of a kernel's manager and of its client."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from queue import Empty
from typing import Any

from .forkserver import fork_kernel
from .pipe_messages import HEAD, PUBLISHED, REPLIES

MOST = 1 << 30
"""Bytes of the largest message that is taken; a kernel's limits are far below."""


class Channel:
    """Messages of one kind, in the order in which they came."""

    def __init__(self) -> None:
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Return the next message; raise ``queue.Empty`` when none comes in time."""
        try:
            return await asyncio.wait_for(self.messages.get(), timeout)
        except TimeoutError:
            raise Empty from None


class PipeClient:
    """The client that nbclient talks to."""

    allow_stdin = False

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.requests = 0
        self.iopub_channel, self.shell_channel = Channel(), Channel()
        self.alive = True
        self.writer: asyncio.StreamWriter | None = None
        self.reading: asyncio.Task[None] | None = None

    async def start_channels(self) -> None:
        """Begin to read the kernel's messages."""
        reader, self.writer = await asyncio.open_connection(sock=self.connection)
        self.reading = asyncio.create_task(self._read(reader))

    async def _read(self, reader: asyncio.StreamReader) -> None:
        channels = {PUBLISHED: self.iopub_channel, REPLIES: self.shell_channel}
        try:
            while True:
                letter, size = HEAD.unpack(await reader.readexactly(HEAD.size))
                if size > MOST:
                    return
                message = json.loads(await reader.readexactly(size))
                channels[letter.decode()].messages.put_nowait(message)
        except (asyncio.IncompleteReadError, OSError):
            return
        finally:
            self.alive = False

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Need not wait: a kernel reads its first request when it is ready."""

    def is_alive(self) -> bool:
        """Whether the kernel still has its end of the connection."""
        return self.alive

    def kernel_info(self) -> str:
        """Ask what kernel it is; return the request's id."""
        return self._request("kernel_info_request", {})

    def execute(self, code: str, *, store_history: bool = True, stop_on_error: bool = True) -> str:
        """Ask for some code to be executed; return the request's id. No request waits that an error could stop."""
        content = {
            "code": code,
            "silent": False,
            "store_history": store_history,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        return self._request("execute_request", content)

    def _request(self, kind: str, content: Mapping[str, Any]) -> str:
        self.requests += 1
        name = f"request-{self.requests}"
        header = {"msg_id": name, "msg_type": kind, "session": "build", "username": "", "date": "", "version": "5.4"}
        body = json.dumps({"header": header, "parent_header": {}, "metadata": {}, "content": dict(content)}).encode()
        assert self.writer is not None
        if not self.writer.is_closing():
            self.writer.write(HEAD.pack(REPLIES.encode(), len(body)) + body)
        return name

    def stop_channels(self) -> None:
        """Close the connection; nothing waits for it any more."""
        if self.reading is not None:
            self.reading.cancel()
        if self.writer is not None:
            self.writer.close()


class PipeManager:
    """The manager that nbclient starts and ends a kernel with."""

    def __init__(self) -> None:
        self.pid = 0
        self.connection: socket.socket | None = None

    @property
    def has_kernel(self) -> bool:
        """Whether a kernel was started and not ended."""
        return self.pid > 0

    async def start_kernel(self, *, env: Mapping[str, str], cwd: str, **_: Any) -> None:
        """Fork a kernel with an environment, in a folder."""
        self.connection, theirs = socket.socketpair()
        with theirs:
            self.pid = await asyncio.to_thread(fork_kernel, theirs.fileno(), env, cwd)

    def client(self) -> PipeClient:
        """Return the kernel's client."""
        assert self.connection is not None
        return PipeClient(self.connection)

    def is_alive(self) -> bool:
        """Whether the kernel's process is there."""
        if not self.pid:
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    async def interrupt_kernel(self) -> None:
        """Interrupt what the kernel does."""
        self._signal(signal.SIGINT)

    async def shutdown_kernel(self, *, now: bool = False) -> None:
        """End the kernel at once and wait until it is gone; it has nothing to put away."""
        self._signal(signal.SIGKILL)
        while self.is_alive():
            await asyncio.sleep(0.002)
        self.pid = 0
        if self.connection is not None:
            self.connection.close()

    def _signal(self, number: int) -> None:
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)
