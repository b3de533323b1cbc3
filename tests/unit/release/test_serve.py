"""All releases on a local server: what is answered to which address, from a folder and from a branch."""

from __future__ import annotations

import http.client
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from proofpress.model.errors import ReleaseError
from proofpress.model.settings import Settings
from proofpress.release.serve import BranchTree, FolderTree, Tree, answer, serve, server_of
from tests.support.releases import commit, git, new_repository
from tests.support.servers import running

FILES = {"index.html": "root", "404.html": "missing", "a/index.html": "page", "a/b ü.json": "{}", "a/c.woff2": "font"}


@pytest.fixture(params=["folder", "branch"])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Tree]:
    """Yield the same files from a folder and from a branch."""
    for name, content in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    if request.param == "folder":
        yield FolderTree(tmp_path / "site")
        return
    git(new_repository(tmp_path / "site"), "branch", "gh-pages")
    with BranchTree.of(Settings(tmp_path / "site")) as result:
        yield result


@pytest.mark.parametrize(
    ("address", "status", "kind", "content"),
    [
        ("/", 200, "text/html; charset=utf-8", b"root"),
        ("/?q=1", 200, "text/html; charset=utf-8", b"root"),
        ("/a/", 200, "text/html; charset=utf-8", b"page"),
        ("/a", 301, "/a/", b""),
        ("/a?x=1&y", 301, "/a/?x=1&y", b""),
        ("/a/index.html", 200, "text/html; charset=utf-8", b"page"),
        ("/a/b%20%C3%BC.json", 200, "application/json; charset=utf-8", b"{}"),
        ("/a/c.woff2", 200, "font/woff2", b"font"),
        ("/b/", 404, "text/html; charset=utf-8", b"missing"),
        ("/a/c.woff2/", 404, "text/html; charset=utf-8", b"missing"),
        ("/a/d", 404, "text/html; charset=utf-8", b"missing"),
        ("/../secret.txt", 404, "text/html; charset=utf-8", b"missing"),
        ("/%2e%2e/secret.txt", 404, "text/html; charset=utf-8", b"missing"),
        ("/a%0aHEAD:index.html", 404, "text/html; charset=utf-8", b"missing"),
        ("/a%00b", 400, "text/plain; charset=utf-8", b"No address"),
        ("/%00/..%00/", 400, "text/plain; charset=utf-8", b"No address"),
        (f"/{'a' * 300}", 404, "text/html; charset=utf-8", b"missing"),
        (f"/{'a' * 300}/", 404, "text/html; charset=utf-8", b"missing"),
        (f"/{'a/' * 1500}", 404, "text/html; charset=utf-8", b"missing"),
        (f"/{'a' * 5000}", 400, "text/plain; charset=utf-8", b"No address"),
        ("//[bad", 400, "text/plain; charset=utf-8", b"No address"),
        ("/%ff%fe", 404, "text/html; charset=utf-8", b"missing"),
        ("/%", 404, "text/html; charset=utf-8", b"missing"),
        ("/a/index.html/x", 404, "text/html; charset=utf-8", b"missing"),
    ],
)
def test_answers(address: str, status: int, kind: str, content: bytes, tree: Tree) -> None:
    """Pages, files, folders without a stroke, unknown and hostile addresses are answered as by a static host."""
    assert answer(tree, address) == (status, kind, content)


def test_server_answers_over_the_network(tree: Tree) -> None:
    """The server sends status, kind and content; a second request on the same tree is answered too."""
    server = server_of(tree, 0)
    with running(server) as address:
        for _ in range(2):
            with urllib.request.urlopen(f"{address}a") as result:
                assert (result.url, result.read()) == (f"{address}a/", b"page")
        with pytest.raises(HTTPError) as caught:
            urllib.request.urlopen(f"{address}none")
        assert (caught.value.code, caught.value.read()) == (404, b"missing")
        with pytest.raises(ReleaseError, match="--port"):
            serve(tree, server.server_port, lambda _: None)


@pytest.mark.parametrize(
    "target", ["/a%00b", f"/{'a' * 300}", f"/{'a' * 9000}", f"/{'a' * 70_000}", "//[", "/%ff", "*"]
)
def test_every_address_is_answered(target: str, tree: Tree) -> None:
    """Whatever is asked for, the connection gets an answer that says no, and the next one is served."""
    server = server_of(tree, 0)
    with running(server) as address:
        for asked, known in ((target, {400, 404, 414}), ("/a/", {200})):
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
            connection.putrequest("GET", asked, skip_host=True)
            connection.endheaders()
            assert connection.getresponse().status in known, address
            connection.close()


def test_a_missing_branch_is_named(tmp_path: Path) -> None:
    """Without the branch the command says which it looked for and how to get it."""
    (tmp_path / "file").touch()
    new_repository(tmp_path)
    commit(tmp_path, "More")
    with pytest.raises(ReleaseError, match="no branch `gh-pages`"):
        BranchTree.of(Settings(tmp_path))
