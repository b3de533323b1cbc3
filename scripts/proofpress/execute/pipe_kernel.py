"""A kernel without sockets: ipykernel's own application and shell, whose messages go through one connection.

A stock kernel opens five sockets, starts four threads and is asked until it answers; for a notebook that computes for
a moment that is most of its time. Here a fork of the fork server reads requests and writes messages on a connection
that it was born with. Everything that a notebook can see or that forms its outputs is ipykernel's.
"""

from __future__ import annotations

import asyncio
import io
import os
import socket
import sys
import tempfile
import threading
from types import SimpleNamespace
from typing import Any

from ipykernel.displayhook import ZMQDisplayHook
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from traitlets import default

from .pipe_messages import HEAD, PUBLISHED, REPLIES

BLOCK = 1 << 16
"""Bytes that are read at a time."""


class PipeSession(Session):
    """The session of a kernel: makes messages as Jupyter does, and sends them through the kernel's connection."""

    connection: Any = None
    lock: Any = None

    def send(
        self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, *rest: Any, **named: Any
    ) -> Any:
        """Send a message, or one of a type with some content, to a channel and return it."""
        message = msg_or_type
        if not isinstance(message, dict):
            message = self.msg(message, content=content, parent=parent, metadata=named.get("metadata"))
        body = self.pack(message)
        with self.lock:
            self.connection.sendall(HEAD.pack(stream.encode(), len(body)) + body)
        return message


class PipeStream(io.TextIOBase):
    """What a notebook prints, with what libraries write to the same descriptor behind Python's back.

    Parameters
    ----------
    session : PipeSession
        Sends it.
    name : str
        ``stdout`` or ``stderr``.
    descriptor : int
        The system's number for it.
    """

    encoding = "UTF-8"
    errors = None

    def __init__(self, session: PipeSession, name: str, descriptor: int) -> None:
        super().__init__()
        self.name = name
        self._session, self._descriptor = session, descriptor
        self._parts: list[str] = []
        self._parent: Any = {}
        self._seen = 0
        self._lock = threading.RLock()
        with tempfile.TemporaryFile() as file:
            os.dup2(file.fileno(), descriptor)

    def set_parent(self, parent: Any) -> None:
        """Say which request what is printed from now on belongs to."""
        self._parent = parent.get("header", parent)

    def fileno(self) -> int:
        """Return the descriptor that libraries write to."""
        return self._descriptor

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Keep a text until it is sent."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        with self._lock:
            self._parts.append(text)
        return len(text)

    def flush(self) -> None:
        """Send what has been printed since it was last sent."""
        with self._lock:
            while more := os.pread(self._descriptor, BLOCK, self._seen):
                self._seen += len(more)
                self.write(more.decode(errors="replace"))
            text, self._parts = "".join(self._parts), []
        if text:
            self._session.send(PUBLISHED, "stream", {"name": self.name, "text": text}, parent=self._parent)


class PipeApp(IPKernelApp):
    """ipykernel's application with a connection in the place of its sockets and threads."""

    connection: Any = None

    @default("session")
    def _default_session(self) -> PipeSession:
        session = PipeSession(parent=self)
        session.connection, session.lock = self.connection, threading.Lock()
        return session

    def init_connection_file(self) -> None:
        """Need no file that says where sockets are."""

    init_poller = init_heartbeat = log_connection_info = init_connection_file

    def write_connection_file(self, **_: Any) -> None:
        """Write none."""

    def init_sockets(self) -> None:
        """Need no sockets: a channel is a letter."""
        self.iopub_socket = PUBLISHED

    def init_io(self) -> None:
        """Redirect what is printed and shown."""
        sys.stdout = PipeStream(self.session, "stdout", 1)
        sys.stderr = PipeStream(self.session, "stderr", 2)
        hook: Any = ZMQDisplayHook
        self.displayhook = sys.displayhook = hook(self.session, self.iopub_socket)
        patch: Any = self.patch_io
        patch()

    def init_kernel(self) -> None:
        """Make the kernel, which believes that its requests come through this thread."""
        self.kernel = IPythonKernel.instance(
            parent=self,
            session=self.session,
            iopub_socket=self.iopub_socket,
            shell_channel_thread=SimpleNamespace(parent_thread=threading.main_thread()),
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count

    def start(self) -> None:
        """Answer requests until the connection ends."""
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        connection = self.connection
        reader, kept_open = await asyncio.open_connection(sock=connection.dup())
        connection.setblocking(True)
        handlers = {
            "execute_request": self.kernel.execute_request,
            "kernel_info_request": self.kernel.kernel_info_request,
        }
        while True:
            try:
                _, size = HEAD.unpack(await reader.readexactly(HEAD.size))
                request = self.session.unpack(await reader.readexactly(size))
            except asyncio.IncompleteReadError:
                return kept_open.close()
            await self._answer(handlers[request["header"]["msg_type"]], request)

    async def _answer(self, handler: Any, request: dict[str, Any]) -> None:
        """Handle a request as ipykernel does between two states."""
        kernel = self.kernel
        kernel.set_parent([b""], request, channel="shell")
        kernel._publish_status("busy", "shell")
        kernel.pre_handler_hook()
        try:
            await handler(REPLIES, [b""], request)
        finally:
            kernel.post_handler_hook()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        kernel._publish_status("idle", "shell")


def connection_of(descriptor: int) -> socket.socket:
    """Return the connection that a descriptor is, which no child of the kernel's inherits."""
    result = socket.socket(fileno=descriptor)
    result.set_inheritable(False)
    return result
