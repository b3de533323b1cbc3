"""The commands that the documentation tells: where they stand, which are forms, which a test cannot run and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.support.projects import ROOT

DOCS = ROOT / "docs"
ORDER = ("start/how-to.md", "contribute/claims.md", "contribute/data.md", "contribute/analysis.md",
         "contribute/release.md", "reproduce.md", "quote-check.md")  # fmt: skip
"""Pages whose commands follow one another in one site; other pages come after them."""
PROGRAMS = "proofpress|mkdocs|eval|make|python|git|dask|pip|copier|sha256sum|npm"
TOLD = re.compile(
    rf"^```sh\n(?P<block>.*?)^```|`(?P<inline>(?:[A-Z_]+=\S+ )*(?:(?:{PROGRAMS})\b[^`\n]*|\.ci/run|\S+/activate))`",
    re.MULTILINE | re.DOTALL,
)
COMMENT = re.compile(r"\s+# .*")
FORM = re.compile(r"[<…\[]|(?<![\w=\"/])[A-Z]{2,}(?![\w.=])|\bA B\b|--out$|\bx\.py\b")
"""Has a place for what the reader names: in a text it stands for many commands."""
APART = {
    r"make(?! (site|test|serve)$).*|make (site|test)$|make serve$": "installs packages: its recipe is asked for",
    r"(source )?\.venv/bin/activate": "only sets the reader’s shell",
    r"\.ci/run": "is what runs this test",
    r"pip install .*": "installs packages",
    r"copier update": "test_template.py::test_a_later_template_is_merged",
    r"proofpress init --here": "test_init.py::test_a_copy_is_cleared_of_its_examples",
    r"proofpress build --scheduler .*": "test_cluster.py::test_commands_build_and_verify_on_a_cluster",
    r"dask .*": "test_cluster.py::test_commands_build_and_verify_on_a_cluster",
    r"python scripts/bench/.*": "measures for minutes, over other projects’ files",
    r"python -m tests\.browser\.pictures .*": "would renew the reviewed pictures",
}
"""Commands that are not run as they stand, by what they match whole, each with the reason or the test that runs it."""
STANDING = {
    "<folder>/<source>.txt": "../documents/almanac.txt",
    "<folder>": "../documents",
    "<source>": "almanac",
    "<paragraph>": "12",
    "path/to/documents": "../documents",
    "path/to/releases": "../releases",
    "release 2026.12 --undo": "release 2030.02 --undo",
    "changes 2026.11 2026.12": "changes 2030.01 HEAD",
    "2026.11": "2030.01",
    "2026.12": "2030.01",
    "Newer editions of three sources": "Newer data",
}
"""What a reader puts in the place of what pages name; a release that is told twice in other words is made once."""


@dataclass(frozen=True)
class Told:
    """A command as a page tells it.

    Attributes
    ----------
    page : str
        The page, below ``docs/`` or at the top.
    line : str
        What the reader types.
    fenced : bool
        Whether it stands in a block of commands, whose places are filled in before it is run.
    """

    page: str
    line: str
    fenced: bool = False

    @property
    def is_form(self) -> bool:
        """Whether it stands for many commands, so that there is none to run."""
        return not self.fenced and not self.reason and FORM.search(self.line) is not None

    @property
    def reason(self) -> str:
        """Why it is not run as it stands; empty where it is."""
        return next((why for pattern, why in APART.items() if re.fullmatch(pattern, self.line)), "")

    def filled(self) -> str:
        """Return what a reader types who has put names in their places."""
        line = self.line
        for place, name in STANDING.items():
            line = line.replace(place, name)
        return line


def told_by(text: str, page: str) -> list[Told]:
    """Return the commands of a page in their order."""
    result = []
    for match in TOLD.finditer(text):
        if match["inline"] is not None:
            result.append(Told(page, match["inline"]))
        else:
            lines = (COMMENT.sub("", line).strip() for line in match["block"].splitlines())
            result += [Told(page, part, fenced=True) for line in lines if line for part in line.split(" && ")]
    return [told for told in result if " " in told.line or told.line.startswith(".")]


def pages() -> list[Path]:
    """Return the pages that tell commands, in the order in which they are tried; the tutorial has a test of its own."""
    first = [DOCS / name for name in ORDER]
    hand = [path for path in sorted(DOCS.rglob("*.md")) if not {"published", "history"} & set(path.parts)]
    named = [*first, *hand, *sorted(ROOT.glob("*.md"))]
    apart = {DOCS / "start" / "tutorial.md", ROOT / "CHANGELOG.md"}
    return [path for path in dict.fromkeys(named) if path not in apart]


def all_told() -> list[Told]:
    """Return each command of the documentation once, where it is told first."""
    found: dict[str, Told] = {}
    for path in pages():
        name = path.relative_to(DOCS if DOCS in path.parents else ROOT).as_posix()
        for told in told_by(path.read_text(encoding="utf-8"), name):
            found.setdefault(told.line if told.is_form else told.filled(), told)
    return list(found.values())
