"""The frames of a failed cell: the notebook's and the site's own lines, libraries' frames counted and left out.

IPython tells a traceback as text for people. Its frames begin with the cell's execution count or with a file, which is
enough to say which line of which file of the project was running.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ANSI = re.compile(r"\x1b\[[0-9;]*m")
FRAME = re.compile(
    r"^ *(?:Cell In\[(?P<cell>\d+)\], line (?P<at>\d+)|File (?P<file>\S.*?):(?P<line>\d+)(?:, in |$))", re.M
)


@dataclass(frozen=True)
class CellStart:
    """Where a cell of a notebook begins: its file, the line of its first character, and its source."""

    path: str
    line: int
    source: str


@dataclass(frozen=True)
class OwnFrame:
    """A line of the project that was running when a cell failed."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: `{self.text}`"


def own_frames(traceback: str, cells: Mapping[int, CellStart], root: Path) -> tuple[list[OwnFrame], int]:
    """Return the project's own frames of a traceback, outermost first, and how many others it has.

    Parameters
    ----------
    traceback : str
        As IPython tells it.
    cells : mapping of int to CellStart
        The notebook's code cells by their execution count.
    root : Path
        The project folder: code below it is the author's own.
    """
    own, others = [], 0
    for match in FRAME.finditer(ANSI.sub("", traceback)):
        frame = _cell_frame(match, cells) if match["cell"] else _file_frame(match["file"], int(match["line"]), root)
        if frame is None:
            others += 1
        else:
            own.append(frame)
    return own, others


def _cell_frame(match: re.Match[str], cells: Mapping[int, CellStart]) -> OwnFrame | None:
    start, line = cells.get(int(match["cell"])), int(match["at"])
    if start is None:
        return None
    return OwnFrame(start.path, start.line + line - 1, _line(start.source.split("\n"), line))


def _file_frame(name: str, line: int, root: Path) -> OwnFrame | None:
    path = Path(name).expanduser()
    own = path.is_relative_to(root) and "site-packages" not in path.parts and path.is_file()
    if not own or path.relative_to(root).parts[:2] == ("scripts", __name__.partition(".")[0]):
        return None
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    return OwnFrame(path.relative_to(root).as_posix(), line, _line(lines, line))


def _line(lines: Sequence[str], number: int) -> str:
    """Return a line of a text, counted from one, without its margin."""
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""
