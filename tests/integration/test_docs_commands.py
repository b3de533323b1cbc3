"""The commands that the documentation tells: the tutorial's are run in order, every other is one that exists."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Done, environment, mkdocs_here, proofpress_here
from tests.support.projects import ROOT

TUTORIAL = ROOT / "docs" / "start" / "tutorial.md"
BLOCK = re.compile(r"^```(sh|json|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def fill(entry: dict[str, Any], said: dict[str, Any]) -> None:
    """Fill an entry with what the tutorial says."""
    fields = said.pop("fields", {})
    entry |= said
    for field in entry.get("schema", {}).get("fields", ()):
        field.update(fields.get(field["name"], {}))


def told(line: str, folder: Path, env: Mapping[str, str]) -> Done:
    """Run a line of the tutorial: those that begin a site or accept by the shell, as readers do, others here.

    In this process they are the same code without the seconds of imports.
    """
    program, *arguments = shlex.split(line)
    if program in HERE and arguments[0] not in BY_SHELL:
        return HERE[program](folder, *arguments)
    out, all_ = subprocess.PIPE, subprocess.STDOUT
    return subprocess.run(line, shell=True, cwd=folder, env=env, stdout=out, stderr=all_, text=True, check=False)


HERE = {"proofpress": proofpress_here, "mkdocs": mkdocs_here}
BY_SHELL = ("init", "accept")
"""Commands of which one is run as a reader runs it."""


@pytest.mark.slow
@pytest.mark.usefixtures("proved_here")
def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nothing to a release by the tutorial's own commands and entries, in order."""
    folder = tmp_path
    who = {f"GIT_{role}_{what}": text for role in ("AUTHOR", "COMMITTER")
           for what, text in (("NAME", "A. Tester"), ("EMAIL", "tester@fixture.example"))}  # fmt: skip
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**environment(**who), "PATH": path}
    for name, text in who.items():
        monkeypatch.setenv(name, text)
    tool = tmp_path / "bin"
    tool.mkdir()
    for name, module in (("proofpress", "proofpress.cli"), ("mkdocs", "mkdocs")):
        (tool / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n')
        (tool / name).chmod(0o755)
    env["PATH"] = f"{tool}{os.pathsep}{path}"
    files = iter(("data/datapackage.json", "data/sources.json"))
    ran = 0
    for kind, body in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "python":
            with (folder / "notebooks" / "rain.py").open("a", encoding="utf-8") as notebook:
                notebook.write(f"\n{body}")
            continue
        if kind == "json":
            target = folder / next(files)
            content = json.loads(target.read_text(encoding="utf-8"))
            fill((content["resources"] if isinstance(content, dict) else content)[-1], json.loads(body))
            target.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            continue
        for line in body.splitlines():
            if line.startswith("cd "):
                folder = folder / line[3:]
                continue
            done = told(line, folder, env)
            assert done.returncode == 0, f"{line}\n{done.stdout}"
            ran += 1
    assert ran > 10
    page = (folder / "site" / "analyses" / "rain" / "index.html").read_text(encoding="utf-8")
    assert "The wettest station has" in page
    assert (folder / "site" / "figures" / "rain" / "stations" / "chart.svg").is_file()


def test_a_figure_with_three_numbers_is_short() -> None:
    """The tutorial's figure, with its texts and three published numbers, takes at most 35 lines that say something."""
    [body] = [body for kind, body in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")) if kind == "python"]
    lines = [line for line in body.splitlines() if line.strip(" #")]
    assert body.count("::: figure") == 1
    assert len(re.findall(r"^ +\"[\w-]+\": \(", body, re.MULTILINE)) == 3
    assert 20 < len(lines) <= 35, len(lines)
