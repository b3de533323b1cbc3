"""Published releases, from a folder or the web, and the command that asks them."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from proofpress.cli import main
from proofpress.model.errors import DataError
from proofpress.quotes.published_index import from_folder, from_web, read_published_indexes
from tests.support.servers import running

TABLE = json.loads((Path(__file__).parents[2] / "quotes.json").read_text(encoding="utf-8"))
SHARE = "China’s share of world chip-equipment billings reached 42% in 2024."


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two releases, the second the latest, with a register of corrections."""
    for name in ("index", "newest"):
        place = tmp_path / TABLE[name]["release"]
        place.mkdir()
        (place / "quotes.json").write_text(json.dumps({**TABLE[name], "corrections": []}), encoding="utf-8")
    releases = [{"release": name} for name in ("2027.01", "2026.12")]
    listing = {"schema_version": 1, "latest": "2027.01", "releases": releases}
    register = {"schema_version": 1, "corrections": TABLE["index"]["corrections"]}
    (tmp_path / "releases.json").write_text(json.dumps(listing), encoding="utf-8")
    (tmp_path / "corrections.json").write_text(json.dumps(register), encoding="utf-8")
    return tmp_path


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Yield the address that the folder is served at."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    with running(server) as result:
        yield result


def ask(*arguments: str) -> Result:
    """Run ``proofpress check-quote``."""
    return CliRunner().invoke(main, ["check-quote", *arguments])


def test_an_old_release_is_asked_beside_the_newest(folder: Path) -> None:
    """The releases give both indexes, each with the corrections that are known today."""
    published = read_published_indexes(from_folder(folder), str(folder), "2026.12")
    assert published.newest is not None
    assert (published.index["release"], published.newest["release"]) == ("2026.12", "2027.01")
    assert [correction["id"] for correction in published.index["corrections"]] == ["japan"]
    assert read_published_indexes(from_folder(folder), str(folder)).newest is None
    assert read_published_indexes(from_folder(folder), str(folder)).index["release"] == "2027.01"


def test_an_unknown_release_and_a_broken_file_are_named(folder: Path) -> None:
    """What cannot be quoted is told by name."""
    with pytest.raises(DataError, match=r"no release `2026\.11`"):
        read_published_indexes(from_folder(folder), str(folder), "2026.11")
    (folder / "2027.01" / "quotes.json").write_text('{"schema_version": 9}', encoding="utf-8")
    with pytest.raises(DataError, match=r"2027\.01/quotes\.json: holds something else; expected schema version 1"):
        read_published_indexes(from_folder(folder), str(folder))
    (folder / "releases.json").unlink()
    with pytest.raises(DataError, match=r"releases\.json: cannot be read"):
        read_published_indexes(from_folder(folder), str(folder))
    with pytest.raises(DataError, match="no address of the web"):
        from_web("file:///etc/")


@pytest.mark.parametrize("way", ["folder", "web"])
def test_the_command_says_what_has_changed_since(way: str, folder: Path, address: str) -> None:
    """From a folder and from the web alike: the old release's number, the new one, since when and why."""
    where = ("--releases", str(folder)) if way == "folder" else ("--url", address)
    done = ask(SHARE, "--release", "2026.12", *where)
    assert done.exit_code == 1
    assert "another: 42%" in done.output
    assert "It was 42%, and is 40% since release 2027.01. Cause: data: data/tables/billings.csv." in done.output
    assert done.output.endswith("as of release 2027.01\n")


def test_the_command_leaves_with_0_if_all_holds(folder: Path) -> None:
    """A quotation that holds leaves with 0; as JSON it has every field."""
    done = ask("Congo mined 73 percent of the world's cobalt in 2025", "--releases", str(folder), "--json")
    assert done.exit_code == 0, done.output
    [answer] = json.loads(done.output)
    assert (answer["verdict"], answer["id"], answer["grade"]) == ("published", "cobalt.congo-2025", "A")


def test_candidates_are_listed_and_nothing_is_no_answer(folder: Path) -> None:
    """An unclear quotation lists what may be meant; one without a number says so and leaves with 1."""
    done = ask("310,000", "--releases", str(folder))
    assert done.exit_code == 1
    assert "unclear: 310,000" in done.output
    assert "  - cobalt.world-2025" in done.output
    done = ask("Nobody said anything in 2019", "--releases", str(folder))
    assert done.exit_code == 1
    assert "no number and no address of ours is in this text" in done.output


def test_the_checkout_is_asked_when_nothing_is_named(fixture_project: Path) -> None:
    """In a project the command asks what the project builds; another release needs a place to be found."""
    root = ["--root", str(fixture_project), "check-quote", "Coal fell to 19% of power in 2023"]
    done = CliRunner().invoke(main, root)
    assert done.exit_code == 0, done.output
    assert "published: 19%" in done.output
    assert done.output.endswith("as of release 2026.01\n")
    done = CliRunner().invoke(main, [*root, "--release", "2025.12"])
    assert done.exit_code == 2
    assert "--releases FOLDER or --url ADDRESS" in done.output
