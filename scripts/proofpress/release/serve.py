"""All releases on a local web server, as a static host would serve them: from a folder, or straight from the branch."""

from __future__ import annotations

import mimetypes
import posixpath
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from ..model.errors import Problem, ReleaseError
from ..model.git import Repository, git_environment
from ..model.settings import Settings

MISSING = "404.html"
TYPES = {".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
"""Kinds that machines know under various names."""
LONGEST = 4096
"""Characters of an address that are looked up; static hosts refuse longer ones too."""
WITH_CHARSET = ("text/", "application/json", "application/xml", "image/svg+xml")


class Tree(Protocol):
    """Files by address."""

    def read(self, path: str) -> bytes | None:
        """Return a file; None if there is none."""

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this name."""


class FolderTree:
    """The files below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def _at(self, path: str) -> Path | None:
        try:
            result = (self.folder / path).resolve()
        except (OSError, ValueError, RuntimeError):  # no name that a file can have, or links that lead in a circle
            return None
        return result if result.is_relative_to(self.folder) else None

    def read(self, path: str) -> bytes | None:
        """Return a file; None if there is none."""
        result = self._at(path)
        with suppress(OSError):  # a name longer than the file system's names, or a file that cannot be read
            return result.read_bytes() if result and result.is_file() else None
        return None

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this name."""
        result = self._at(path)
        with suppress(OSError):
            return bool(result and result.is_dir())
        return False


class BranchTree:
    """The files of a branch, read from git's objects by one process that stays; nothing is checked out."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self.commit = commit
        self._lock = threading.Lock()
        self._reader = subprocess.Popen(
            ["git", "cat-file", "--batch"],
            cwd=repository.folder,
            env=git_environment({}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    @classmethod
    def of(cls, settings: Settings, branch: str = "") -> BranchTree:
        """Return the published branch of a project, here or as last fetched.

        Raises
        ------
        ReleaseError
            If there is none.
        """
        repository, name = Repository(settings.root), branch or settings.branch
        for ref in (f"refs/heads/{name}", f"refs/remotes/origin/{name}"):
            commit = repository.resolve(f"{ref}^{{commit}}")
            if commit:
                return cls(repository, commit)
        fix = "Publish with `proofpress release`, or fetch it: `git fetch origin`."
        raise ReleaseError([Problem("no-branch", str(settings.root), f"no branch `{name}`", fix=fix)])

    def _object(self, path: str) -> tuple[str, bytes]:
        """Return the kind and content of what stands at a path."""
        if "\n" in path or "\0" in path:
            return "", b""
        out, into = self._reader.stdout, self._reader.stdin
        assert out is not None
        assert into is not None
        with self._lock:
            into.write(f"{self.commit}:{path}\n".encode("utf-8", "surrogateescape"))
            into.flush()
            head = out.readline().decode(errors="replace").split()
            if len(head) != 3 or not head[2].isdigit():
                return "", b""
            content = out.read(int(head[2]))
            out.read(1)
        return head[1], content

    def read(self, path: str) -> bytes | None:
        """Return a file; None if there is none."""
        kind, content = self._object(path)
        return content if kind == "blob" else None

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder of this name."""
        return self._object(path)[0] == "tree"

    def __enter__(self) -> BranchTree:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._reader.stdin is not None
        self._reader.stdin.close()
        self._reader.wait()
        assert self._reader.stdout is not None
        self._reader.stdout.close()


def answer(tree: Tree, address: str) -> tuple[int, str, bytes]:
    """Return status, kind (or where to go instead) and content for an address, as a static host answers.

    Parameters
    ----------
    tree : Tree
        The files.
    address : str
        Path and query as a browser sends them.
    """
    try:
        url = urlsplit(address)
    except ValueError:
        return _refused()
    asked = unquote(url.path)
    if "\0" in asked or len(asked) > LONGEST:
        return _refused()
    path = posixpath.normpath(asked).strip("/")
    path = "" if path == "." else path
    if path.split("/")[0] != ".." and tree.is_folder(path):
        if not asked.endswith("/"):
            query = f"?{url.query}" if url.query else ""
            return HTTPStatus.MOVED_PERMANENTLY, f"/{quote(path)}/{query}", b""
        path = posixpath.join(path, "index.html")
    content = None if asked.endswith("/") and not path.endswith("index.html") else tree.read(path)
    if content is None:
        return HTTPStatus.NOT_FOUND, kind_of(MISSING), tree.read(MISSING) or b"Not found"
    return HTTPStatus.OK, kind_of(path), content


def _refused() -> tuple[int, str, bytes]:
    return HTTPStatus.BAD_REQUEST, "text/plain; charset=utf-8", b"No address"


def kind_of(path: str) -> str:
    """Return a file's media type.

    Examples
    --------
    >>> kind_of("a/index.html"), kind_of("b.woff2")
    ('text/html; charset=utf-8', 'font/woff2')
    """
    suffix = posixpath.splitext(path)[1]
    kind = TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith(WITH_CHARSET) else kind


def server_of(tree: Tree, port: int) -> ThreadingHTTPServer:
    """Return a server of these files on this machine, not running yet."""

    class Handler(BaseHTTPRequestHandler):
        """Answers as a static host does."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, content = answer(tree, self.path)
            self.send_response(status)
            moved = status == HTTPStatus.MOVED_PERMANENTLY
            self.send_header("Location" if moved else "Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


def serve(tree: Tree, port: int, say: Callable[[str], None]) -> None:
    """Serve files until the reader stops it.

    Raises
    ------
    ReleaseError
        If the port is taken.
    """
    try:
        server = server_of(tree, port)
    except OSError as err:
        problem = Problem("port-taken", f"port {port}", "cannot be used", got=str(err), fix="Choose another: `--port`.")
        raise ReleaseError([problem]) from err
    say(f"all releases at http://127.0.0.1:{server.server_port}/ (stop with Ctrl+C)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.server_close()
