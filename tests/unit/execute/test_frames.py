"""The frames of a failed cell: the project's own lines, and how many others there are."""

from __future__ import annotations

from pathlib import Path

from proofpress.execute.frames import CellStart, own_frames

TRACEBACK = """\x1b[31mKeyError\x1b[39m        Traceback (most recent call last)
\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[4]\x1b[39m\x1b[32m, line 2\x1b[39m
      1 table = load()
----> 2 share(table)

\x1b[36mFile {root}/scripts/measures/shares.py:3\x1b[39m, in \x1b[36mshare\x1b[39m(table)
----> 3     return table["none"]

File /usr/lib/python3/site-packages/pandas/core/frame.py:4378, in DataFrame.__getitem__(self, key)
-> 4378     raise KeyError(key)

\x1b[31mKeyError\x1b[39m: 'none'
"""


def test_own_lines_are_told_and_others_counted(tmp_path: Path) -> None:
    """A cell's line counts from the cell's place in its file; a line of the site's own code is read from there."""
    code = tmp_path / "scripts" / "measures" / "shares.py"
    code.parent.mkdir(parents=True)
    code.write_text("\n\n    return table['none']\n")
    cells = {4: CellStart("notebooks/a.py", 30, "table = load()\nshare(table)")}
    own, others = own_frames(TRACEBACK.format(root=tmp_path), cells, tmp_path)
    assert [str(frame) for frame in own] == [
        "notebooks/a.py:31: `share(table)`",
        "scripts/measures/shares.py:3: `return table['none']`",
    ]
    assert others == 1


def test_libraries_below_the_project_are_no_own_code(tmp_path: Path) -> None:
    """An environment inside the project folder, and a copy of the generator there, are libraries."""
    for path in ("env/site-packages/x.py", "scripts/proofpress/y.py"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("raise\n")
    text = f"File {tmp_path}/env/site-packages/x.py:1, in f()\nFile {tmp_path}/scripts/proofpress/y.py:1, in g()\n"
    assert own_frames(text, {}, tmp_path) == ([], 2)
