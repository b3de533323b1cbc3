"""A reader who does what the documentation says: each command, in order, in a site of their own.

What only the reader knows, such as a column's unit or the words of a claim, is filled in after the command that asks
for it. What the commands would ask of the network answers here: a registry of DOIs, a remote, a published site.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.support.commands import Done, environment, mkdocs_here, proofpress_here
from tests.support.previews import PATIENCE, free_port
from tests.support.projects import ROOT
from tests.support.releases import commit, export, git, new_repository
from tests.support.told import Told

HERE: dict[str, Callable[..., Done]] = {"proofpress": proofpress_here, "mkdocs": mkdocs_here}
MODULES = {"proofpress": "proofpress.cli", "mkdocs": "mkdocs"}
SERVING = re.compile(r"(mkdocs serve|proofpress serve-releases)\b")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")
CLEAN = ("release", "publish-corrections", "changes", "doctor")
"""Commands before which a reader commits, as the pages say."""
RAIN = "station,rain_mm\nNorth,812.5\nEast,640\nSouth,401\n"
CITED = (
    "cff-version: 1.2.0\ntitle: Their data\ntype: dataset\nauthors:\n  - name: An office\nurl: https://their.example/\n"
)
CSL = {"type": "dataset", "title": "Rain of the world", "publisher": "An archive", "issued": {"date-parts": [[2024]]}}
CLAIM = {"section": "One", "statement": "This much rain fell.", "metric": "rain", "entity": "North",
         "value_low": "812.5", "value_high": "812.5", "unit": "count", "period": "2025", "hedge": "exact",
         "kind": "statistic", "grade": "C"}  # fmt: skip
PARAGRAPHS = [*(f"Some words of paragraph {letter}." for letter in "abcdefghijk"), "North had 812.5 of rain."]
KNOWN = {"title": "Rain", "publisher": "Weather Office", "issued": {"date-parts": [[2025]]}}
NO_DATE = {"literal": ""}
CUSTOM = {"short": "Office 2025", "grade": "A", "licence": "public domain"}
LICENCE = {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}


class Reader:
    """Somebody with a folder, a site in it, and what the pages take for granted.

    Parameters
    ----------
    folder : Path
        Where all of it goes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.site, self.remote = folder, folder / "my-site", folder / "remote.git"
        for name, text in {
            "rain.csv": RAIN,
            "their-data/CITATION.cff": CITED,
            "documents/weather-office.txt": "\n\n".join(PARAGRAPHS) + "\n",
            "documents/almanac.txt": "\n\n".join(PARAGRAPHS) + "\n",
        }.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")

    def run(self, told: Told) -> Done:
        """Do what a page tells, and what a reader then does by hand."""
        line = told.filled()
        words = shlex.split(line.partition(" > ")[0])
        if words[:2] == ["proofpress", "init"]:
            return self._begin(words)
        if any(word in CLEAN for word in words[1:2]):
            self._commit()
        done = self._do(line, words)
        if words[1:2] == ["new"] and done.returncode == 0:
            self._fill(words[2])
        if words[1:3] == ["new", "claim"] and "almanac" in words:
            self._here(["proofpress", "accept"])
        return done

    def _commit(self) -> None:
        if git(self.site, "status", "--porcelain"):
            commit(self.site, "Go on")

    def _do(self, line: str, words: list[str]) -> Done:
        if SERVING.search(line):
            return self._served(words)
        if words[1:3] == ["new", "source"] and words[3].startswith("10."):
            return self._with_registry(words)
        if "--url" in words:
            with hosted(self.releases()) as address:
                return self._here([address if word.startswith("https://") else word for word in words])
        if "--releases" in words:
            self.releases()
        return self._here(words) if words[0] in HERE else self._elsewhere(line, words)

    def _elsewhere(self, line: str, words: list[str]) -> Done:
        """Run a command of another program: of `make` what it would do, for it installs packages."""
        if words[0] == "make":
            return self._by_shell(["make", "--dry-run", *words[1:]], ROOT)
        if words[0] == "sha256sum":
            return self._by_shell(words, self.releases() / "2030.01")
        own = f'proofpress() {{ "{sys.executable}" -m proofpress.cli "$@"; }}'
        return self._by_shell(["bash", "-c", f"{own}; {line} && complete -p proofpress"], self.site)

    def _here(self, words: list[str]) -> Done:
        return HERE[words[0]](self.site, *words[1:])

    def _by_shell(self, words: list[str], folder: Path) -> Done:
        return subprocess.run(words, cwd=folder, env=environment(), capture_output=True, text=True, check=False)

    def _begin(self, words: list[str]) -> Done:
        """Begin the site, or bring a later template; both stand in the folder that holds it."""
        if "--update" in words:
            template = new_repository(_template(self.folder / "template"))
            answers = self.site / ".copier-answers.yml"
            said = {"_src_path": str(template), "_commit": git(template, "rev-parse", "HEAD")}
            text = answers.read_text(encoding="utf-8")
            for name, value in said.items():
                text = re.sub(rf"^{name}: .*$", f"{name}: {json.dumps(value)}", text, flags=re.MULTILINE)
            answers.write_text(text, encoding="utf-8")
            self._commit()
        done = HERE[words[0]](self.folder, *words[1:])
        if "--update" not in words and done.returncode == 0:
            new_repository(self.site)
            git(self.folder, "clone", "--quiet", "--bare", str(self.site), str(self.remote))
            git(self.site, "remote", "add", "origin", str(self.remote))
        return done

    def releases(self) -> Path:
        """Return a folder with all releases, as a reader has copied the branch."""
        target = self.folder / "releases"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        return export(self.site, target)

    def _served(self, words: list[str]) -> Done:
        """Start a server on a free port in the place of the told one, ask it for the first page, and stop it."""
        set_, words = ({}, words) if "=" not in words[0] else (dict([words[0].split("=", 1)]), words[1:])
        port = free_port()
        option, value = ("--dev-addr", f"127.0.0.1:{port}") if words[0] == "mkdocs" else ("--port", str(port))
        if option in words:
            words[words.index(option) + 1] = value
        else:
            words += [option, value]
        log = self.folder / "served.log"
        command = [sys.executable, "-m", MODULES[words[0]], *words[1:]]
        env = environment(PYTHONUNBUFFERED="1", **set_)
        with (
            log.open("w") as out,
            subprocess.Popen(
                command, cwd=self.site, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
            ) as process,
        ):
            try:
                return self._asked(process, log)
            finally:
                os.killpg(process.pid, signal.SIGTERM)

    def _asked(self, process: subprocess.Popen[bytes], log: Path) -> Done:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            if (found := ADDRESS.search(text := log.read_text(encoding="utf-8"))) is not None:
                with urllib.request.urlopen(found[0], timeout=30) as answer:
                    return subprocess.CompletedProcess([], 0, text + answer.read().decode())
            time.sleep(0.05)
        return subprocess.CompletedProcess([], process.poll() or 1, log.read_text(encoding="utf-8"))

    def _with_registry(self, words: list[str]) -> Done:
        """Ask for a DOI where the registry of DOIs answers from here."""
        folder = self.folder / "registry"
        (folder / words[3]).parent.mkdir(parents=True)
        (folder / words[3]).write_text(json.dumps(CSL), encoding="utf-8")
        asked = urllib.request.urlopen

        def answer(request: urllib.request.Request, **keywords: object) -> object:
            assert request.get_header("Accept") == "application/vnd.citationstyles.csl+json"
            return asked(request.full_url.replace("https://doi.org/", address), **keywords)

        with hosted(folder) as address:
            urllib.request.urlopen = answer  # type: ignore[assignment]
            try:
                return self._here(words)
            finally:
                urllib.request.urlopen = asked

    def _fill(self, what: str) -> None:
        """Fill in what a new entry leaves to its author."""
        if what in {"source", "table", "document"}:
            self._change("data/sources.json", _fill_sources)
        if what == "table":
            self._change("data/datapackage.json", _fill_table)
        if what == "claim":
            for path in (self.site / "data" / "claims").glob("*.csv"):
                _fill_claims(path)

    def _change(self, name: str, edit: Callable[[object], None]) -> None:
        path = self.site / name
        content = json.loads(path.read_text(encoding="utf-8"))
        edit(content)
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _fill_sources(sources: object) -> None:
    assert isinstance(sources, list)
    for source in sources:
        source |= {name: value for name, value in KNOWN.items() if source.get(name) in (None, "", NO_DATE)}
        source["custom"] |= {name: value for name, value in CUSTOM.items() if not source["custom"].get(name)}


def _fill_table(package: object) -> None:
    assert isinstance(package, dict)
    table = package["resources"][-1]
    table |= {"title": "Rain by station", "description": "Rain of a year.", "licenses": [LICENCE]}
    for field in table["schema"]["fields"]:
        field["description"] = field["description"] or f"What {field['name']} says."
        if field.get("unit") == "":
            field["unit"] = "mm"


def _fill_claims(path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    if rows:
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows({**row, **CLAIM} for row in rows)


def _template(folder: Path) -> Path:
    """Return a copy of what the template is kept in."""
    for name in ("copier.yml", "scripts/proofpress/scaffold"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-R", str(ROOT / name), str(folder / name)], check=True)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve a folder and yield its address."""
    from tests.support.servers import running

    with running(ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))) as address:
        yield address
