"""Every command that the documentation tells is run, in order, in a site of a reader's own, and does what is said.

The tutorial's are run in a test of their own, with the entries that it gives: ``test_docs_commands.py``.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from tests.support.commands import Done
from tests.support.projects import ROOT
from tests.support.reader import Reader
from tests.support.releases import git
from tests.support.told import APART, Told, all_told, told_by

pytestmark = pytest.mark.slow

TOLD = all_told()
FORMS = [told for told in TOLD if told.is_form]
RUN = [told for told in TOLD if not told.is_form and (not told.reason or told.line.startswith("make "))]
MOST_APART = 16
"""Commands that are not run as they stand; each has its reason in ``APART``."""
Effect = Callable[[Reader, Done], object]


def _file(*names: str) -> Effect:
    return lambda reader, done: all((reader.site / name).is_file() for name in names)


def _says(pattern: str) -> Effect:
    return lambda reader, done: re.search(pattern, done.stdout, re.MULTILINE)


def _source(key: str) -> Effect:
    def listed(reader: Reader, done: Done) -> bool:
        sources = json.loads((reader.site / "data" / "sources.json").read_text(encoding="utf-8"))
        return any(source["id"] == key and source["title"] for source in sources)

    return listed


def _recorded(analysis: str, kind: str, name: str) -> Effect:
    def there(reader: Reader, done: Done) -> bool:
        path = reader.site / "docs" / "published" / analysis / "record.json"
        return name in json.loads(path.read_text(encoding="utf-8"))[kind]

    return there


def _released(version: str, *, pushed: bool = False) -> Effect:
    def there(reader: Reader, done: Done) -> bool:
        places = (reader.site, reader.remote) if pushed else (reader.site,)
        return all(version in git(place, "tag").splitlines() for place in places)

    return there


def _is_json(reader: Reader, done: Done) -> object:
    return json.loads(done.stdout)


def _taken_back(reader: Reader, done: Done) -> bool:
    return "2030.02" not in git(reader.site, "tag").splitlines() and "taken back" in done.stdout


def _has_claim(key: str) -> Effect:
    return lambda reader, done: f"\n{key}-12," in (reader.site / f"data/claims/{key}.csv").read_text(encoding="utf-8")


EFFECTS: dict[str, Effect] = {
    r"proofpress init my-site": _file("mkdocs.yml", "notebooks/carbon_dioxide.py", "requirements.txt"),
    r"proofpress init --update .*": _says(r"^written: requirements\.txt"),
    r"proofpress doctor": _says(r"^ok +git\b"),
    r"proofpress new source https://.* --id (\S+) .*": _source("weather-office"),
    r"proofpress new source 10\..*": _source("rain-of-the-world"),
    r"proofpress new source .*CITATION\.cff .*": _source("their-data"),
    r"proofpress new table .*": _file("data/tables/rain.csv"),
    r"proofpress new analysis \"Rain\" .*": _file("notebooks/rain.py"),
    r"proofpress new analysis \"Snow\" .*": _file("notebooks/snow.py"),
    r"proofpress new check": _says(r"^same \(a, b\)"),
    r"proofpress new check same": _says(r'"rule": "same"'),
    r"proofpress new document .*weather-office.*": _file("data/claims/weather-office.csv"),
    r"proofpress new document .*almanac.*": _file("data/coverage/almanac.csv"),
    r"proofpress new claim weather-office .*": _has_claim("weather-office"),
    r"proofpress new claim almanac .*": _has_claim("almanac"),
    r"proofpress fingerprint .*": _says(r"^[0-9a-f]{64}$"),
    r"(\S+=\S+ )?mkdocs serve.*": _says(r"<title>Measured</title>"),
    r"proofpress serve-releases.*": _says(r"<title>[^<]*</title>"),
    r"proofpress lint": _says(r"valid"),
    r"proofpress lint --.*": lambda reader, done: done.returncode in {0, 1},
    r"proofpress explain": _says(r"^notebook +rain\b"),
    r"proofpress explain rain": _says(r"rain"),
    r"proofpress schemas --out .*": _file(".cache/schemas/sources.schema.json"),
    r"proofpress schemas sources": _is_json,
    r"proofpress schemas --reference > (\S+)": _says(r"^# "),
    r"proofpress accept --dry-run": _says(r"rain/largest"),
    r"proofpress accept rain": _recorded("rain", "figures", "largest"),
    r"proofpress accept snow/largest": _recorded("snow", "figures", "largest"),
    r"proofpress accept snow\.largest": _recorded("snow", "values", "largest"),
    r"proofpress accept": _recorded("snow", "values", "largest"),
    r"proofpress verify": _says(r" 0 differ"),
    r"mkdocs build.*": _file("site/index.html", "site/analyses/rain/index.html"),
    r"proofpress release \S+ .* --dry-run": _says(r"^nothing was published"),
    r"proofpress release 2030\.01 .* --push": _released("2030.01", pushed=True),
    r"proofpress release 2030\.02 .* --note .*": _released("2030.02"),
    r"proofpress release 2030\.02 --undo": _taken_back,
    r"proofpress changes .*": _says(r"2030\.01"),
    r"proofpress publish-corrections.*": _says(r"written|already"),
    r"proofpress citation-files --tag .*": _says(r"^version: \"2030\.01\"$"),
    r"proofpress citation-files --write": _file("CITATION.cff", ".zenodo.json"),
    r"proofpress citation-files": _says(r"^cff-version: "),
    r"proofpress check-quote .*": _says(r"^as of release 2030\.0\d$"),
    r"proofpress check-documents .*": _says(r"^2 claims stand in the paragraphs that they name$"),
    r"proofpress render --out (\S+)": _file("build/plain/index.md"),
    r"eval .*": _says(r"^complete .* proofpress$"),
    r"proofpress completion zsh": _says(r"^#compdef proofpress$"),
    r"proofpress --help": _says(r"^Usage: "),
    r"sha256sum .*": _says(r": OK$"),
    r"make .*": _says(r"\S"),
}
"""What each command is said to do, by what it matches whole; one that matches none has to be added with its effect."""
MAY_FAIL = re.compile(r"proofpress (check-quote|lint --|doctor).*")
"""Commands that say by leaving with 1 that something is not so; what they find here is none of their doing."""


def effect_of(line: str) -> Effect:
    """Return what a command is said to do."""
    found = [effect for pattern, effect in EFFECTS.items() if re.fullmatch(pattern, line)]
    assert found, f"say in EFFECTS what `{line}` does"
    return found[0]


def prove(reader: Reader, told: Told) -> None:
    """Run a command and hold it to what is said of it."""
    done = reader.run(told)
    line = told.filled()
    allowed = {0, 1} if MAY_FAIL.fullmatch(line) else {0}
    assert done.returncode in allowed, f"{told.page}: {line}\n{done.stdout}"
    assert "Traceback" not in done.stdout, f"{told.page}: {line}\n{done.stdout}"
    assert effect_of(line)(reader, done), f"{told.page}: {line} did not do what is said\n{done.stdout}"


class Order:
    """The commands in their order; each is run once, after all before it."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._next = reader, 0

    def prove(self, number: int) -> None:
        """Prove a command, after those before it that are still to be run."""
        while self._next <= number:
            self._next += 1
            prove(self._reader, RUN[self._next - 1])


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Order]:
    """Yield the order of commands, with a reader who has run none; commits are somebody's."""
    with pytest.MonkeyPatch.context() as patch:
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "A. Tester")
            patch.setenv(f"GIT_{role}_EMAIL", "tester@fixture.example")
        yield Order(Reader(tmp_path_factory.mktemp("reader")))


@pytest.mark.parametrize("number", range(len(RUN)), ids=[f"{told.page}: {told.line}" for told in RUN])
def test_a_told_command_does_what_is_said(order: Order, number: int) -> None:
    """Each command runs as the pages tell it, and its effect is there."""
    order.prove(number)


def test_the_pages_tell_commands() -> None:
    """There are at least thirty tasks with a command, and most of all told commands are run."""
    assert len([told for told in TOLD if told.page == "start/how-to.md"]) >= 30
    assert len(RUN) > 60


def test_what_is_not_run_has_its_reason() -> None:
    """Few commands are apart, each by an entry that one needs; a test that an entry names is there."""
    apart = [told for told in TOLD if told.reason and told not in RUN]
    assert 0 < len(apart) <= MOST_APART, apart
    for pattern, reason in APART.items():
        assert any(re.fullmatch(pattern, told.line) for told in TOLD), pattern
        if "::" in reason:
            file, _, name = reason.partition("::")
            assert f"def {name}(" in (ROOT / "tests" / "integration" / file).read_text(encoding="utf-8"), reason


def parse(line: str) -> None:
    """Hold a command to what the command line takes; places in brackets are left out."""
    from mkdocs.__main__ import cli

    from proofpress.cli import main

    program, *arguments = [word for word in shlex.split(line) if not word.startswith("[")]
    command: click.Command = main if program == "proofpress" else cli
    context = click.Context(command, info_name=program)
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith(("-", "…", "<")):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None
        command, context = found, click.Context(found, info_name=name, parent=context)
    if not isinstance(command, click.Group) and not line.endswith("--out"):
        _, left, _ = command.make_parser(context).parse_args(list(arguments))
        assert left == [], line


@pytest.mark.parametrize("told", FORMS, ids=[f"{told.page}: {told.line}" for told in FORMS])
def test_a_told_form_exists(told: Told) -> None:
    """A command with a place for what the reader names is one that the command line takes."""
    if told.line.split()[0] in {"proofpress", "mkdocs"}:
        parse(told.line)
    else:
        assert told.line.startswith(("python notebooks/", "dask ")), "say what it stands for"


@pytest.mark.parametrize(
    "line",
    [
        "proofpress init my-site --nothing",
        "proofpress new table ../missing.csv",
        "proofpress new analysis Wind --table wind",
        "proofpress explained",
        "proofpress check-documents ../documents",
    ],
)
def test_a_wrong_command_is_found(tmp_path: Path, line: str) -> None:
    """A wrong option, a missing file, an unknown name, an unknown command and a missing effect each fail."""
    reader = Reader(tmp_path)
    reader.site.mkdir()
    (reader.site / "mkdocs.yml").write_text("site_name: Small\nplugins: [search, proofpress]\n", encoding="utf-8")
    [told] = told_by(f"Do `{line}`.\n", "how-to.md")
    with pytest.raises(AssertionError):
        prove(reader, told)
