"""Saving a notebook in JupyterLab: its header stays as it was written, unless what it says of the page was edited."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from proofpress.scaffold.lab import keep_header, with_header_of

OLD = (
    "# ---\n# jupyter:\n#   kernelspec: {name: python3}\n"
    '#   proofpress:\n#     nav: "A"\n#     topic: b\n# ---\n\n# %%\n1\n'
)
NEW = (
    "# ---\n# jupyter:\n#   kernelspec:\n#     name: other\n"
    "#   proofpress:\n#     nav: A\n#     topic: b\n# ---\n\n# %%\n2\n"
)


def test_a_header_stays_and_cells_follow() -> None:
    """Names of the machine's kernel and another way to write the same are not saved; an edited cell is."""
    assert with_header_of(NEW, OLD) == OLD.replace("\n1\n", "\n2\n")


def test_an_edited_header_is_saved() -> None:
    """What somebody has changed of the page's own part is kept, and so is a text that has no header."""
    edited = NEW.replace("nav: A", "nav: B")
    assert with_header_of(edited, OLD) == edited
    assert with_header_of("# %%\n2\n", OLD) == "# %%\n2\n"
    assert with_header_of(NEW, "# %%\n1\n") == NEW


def test_only_notebooks_are_touched(tmp_path: Path) -> None:
    """The hook changes what is saved to a notebook that is there, and nothing else."""
    (tmp_path / "a.py").write_text(OLD)
    manager: Any = SimpleNamespace(root_dir=str(tmp_path))
    for path, content, saved in (("/a.py", NEW, OLD.replace("\n1\n", "\n2\n")), ("b.py", NEW, NEW), ("a.md", "x", "x")):
        model: dict[str, Any] = {"content": content}
        keep_header(model, path=path, contents_manager=manager)
        assert model["content"] == saved
