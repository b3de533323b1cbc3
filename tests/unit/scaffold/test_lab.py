"""Saving a notebook in JupyterLab: its header stays as it was written, unless what it says of the page was edited."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jupytext
import pytest
from jupytext.config import load_jupytext_configuration_file

from proofpress.scaffold.lab import keep_header, with_header_of
from tests.support.projects import FIXTURE

ROOT = Path(__file__).parents[3]
TEMPLATE = ROOT / "scripts" / "proofpress" / "scaffold" / "template"
NOTEBOOKS = sorted([*ROOT.glob("notebooks/*.py"), *FIXTURE.glob("notebooks/*.py")])

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


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_saved_in_the_lab_is_as_it_was(path: Path) -> None:
    """Read and written as JupyterLab does by this folder's settings, a notebook loses and gains nothing but edits."""
    text = path.read_text(encoding="utf-8")
    assert "#   proofpress:" in saved(text)
    assert with_header_of(saved(text), text) == text
    edited = re.sub(r"(?m)^# %%\n", "# %%\n# edited\n", text, count=1)
    assert edited != text
    assert with_header_of(saved(edited), text) == edited


def saved(text: str) -> str:
    """Return a notebook's text as JupyterLab writes it on a machine with a kernel of another name, after a run."""
    settings = load_jupytext_configuration_file(str(ROOT / "jupytext.toml"))
    notebook = jupytext.reads(text, fmt="py:percent", config=settings)
    notebook.metadata.kernelspec = {"display_name": "Mine", "language": "python", "name": "mine"}
    notebook.metadata.language_info = {"name": "python", "version": "3.14.0"}
    for cell in notebook.cells:
        cell.metadata.update({"editable": True, "trusted": True, "slideshow": {"slide_type": ""}})
    return str(jupytext.writes(notebook, fmt="py:percent", config=settings))


def test_a_header_that_was_dropped_is_put_back() -> None:
    """A folder without those settings has jupytext leave the page's part out, which no author has done."""
    dropped = "# ---\n# jupyter:\n#   kernelspec:\n#     name: other\n# ---\n\n# %%\n2\n"
    assert with_header_of(dropped, OLD) == OLD.replace("\n1\n", "\n2\n")


def test_a_site_begins_with_the_settings_of_this_one() -> None:
    """The template's settings of jupytext are those of this folder."""
    own, begun = ((folder / "jupytext.toml").read_text(encoding="utf-8") for folder in (ROOT, TEMPLATE))
    assert settings_in(own) == settings_in(begun)


def settings_in(text: str) -> list[str]:
    """Return the lines of a file of settings without its remarks."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines
    return lines


def test_only_notebooks_are_touched(tmp_path: Path) -> None:
    """The hook changes what is saved to a notebook that is there, and nothing else."""
    (tmp_path / "a.py").write_text(OLD)
    manager: Any = SimpleNamespace(root_dir=str(tmp_path))
    for path, content, saved in (("/a.py", NEW, OLD.replace("\n1\n", "\n2\n")), ("b.py", NEW, NEW), ("a.md", "x", "x")):
        model: dict[str, Any] = {"content": content}
        keep_header(model, path=path, contents_manager=manager)
        assert model["content"] == saved
