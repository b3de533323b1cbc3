"""What was hashed is what was read: a file that changes while a build runs is named, and nothing of it is kept."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from proofpress import mkdocs_plugin, pipeline
from proofpress.model.errors import InputsError, NotebookError
from proofpress.model.settings import load_settings
from proofpress.render.kept_site import sites_store
from tests.support.commands import mkdocs_here, proofpress_here
from tests.support.projects import differences, digests

pytestmark = pytest.mark.slow

WAIT = 0.02
"""Seconds; longer than the steps in which the system tells the time of a write."""


def append(path: Path) -> None:
    """Save a draft into a file."""
    with path.open("ab") as file:
        file.write(b"\n# Draft\n")


def append_and_undo(path: Path) -> None:
    """Save a draft into a file and take it back."""
    content = path.read_bytes()
    append(path)
    path.write_bytes(content)


def create(path: Path) -> None:
    """Save a new file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Draft\n")


class Interrupted:
    """Tells what a build has done, and does something at the first line that begins with a word."""

    def __init__(self, word: str, action: Callable[[], None]) -> None:
        self.word = word
        self.action: Callable[[], None] | None = action
        self.lines: list[str] = []

    def __call__(self, line: str) -> None:
        """Take a line of progress."""
        self.lines.append(line)
        if self.action is not None and line.startswith(self.word):
            action, self.action = self.action, None
            time.sleep(WAIT)
            action()


EDITS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a page": ("docs/index.md", append),
    "a page, undone": ("docs/index.md", append_and_undo),
    "a new page": ("docs/draft.md", create),
    "a page that goes": ("docs/reproduce.md", Path.unlink),
    "a notebook": ("notebooks/plants.py", append),
    "a table": ("data/tables/plants.csv", append),
    "a table, undone": ("data/tables/plants.csv", append_and_undo),
    "the sources": ("data/sources.json", append_and_undo),
    "the settings": ("mkdocs.yml", append),
    "the record": ("docs/published/plants/record.json", append_and_undo),
    "site code": ("scripts/own/__init__.py", create),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_strict_build_fails_with_the_files_name(fixture_project: Path, name: str) -> None:
    """Whatever file is saved while the notebooks run, also if it is put back: it is named, and nothing is kept."""
    path, edit = EDITS[name]
    settings = load_settings(fixture_project)
    shutil.rmtree(settings.cache / "sites")
    tell = Interrupted("audit:", lambda: edit(fixture_project / path))
    with pytest.raises(InputsError, match=rf"{path}: it changed while the build ran; .*build again") as caught:
        pipeline.build(settings, progress=tell)
    assert [problem.place for problem in caught.value.problems] == [path]
    assert tell.action is None
    assert not sites_store(settings).folder.exists()


def test_a_preview_says_so_and_keeps_nothing(fixture_project: Path) -> None:
    """A preview goes on, says which file changed, and is built again from the files as they are then."""
    settings = load_settings(fixture_project)
    shutil.rmtree(settings.cache / "sites")
    tell = Interrupted("audit:", lambda: append(fixture_project / "docs" / "index.md"))
    site = pipeline.build(settings, strict=False, progress=tell)
    assert "Draft" not in site.pages["index.md"]
    assert any("not kept: docs/index.md: it changed while the build ran" in line for line in tell.lines)
    assert not sites_store(settings).folder.exists()
    assert "Draft" in pipeline.build(settings, strict=False).pages["index.md"]


def test_a_kernel_loads_what_was_checked(fixture_project: Path) -> None:
    """A table that changes before its notebook loads it stops the notebook, by name."""
    settings = load_settings(fixture_project)
    shutil.rmtree(settings.cache)
    path = fixture_project / "data" / "tables" / "plants.csv"
    tell = Interrupted("audit:", lambda: path.write_text(path.read_text().replace("1200", "1300")))
    with pytest.raises(NotebookError, match=r"data/tables/plants\.csv: it changed while the build ran"):
        pipeline.build(settings, progress=tell)
    path.write_text(path.read_text().replace("1300", "1200"))
    assert "1,300" not in pipeline.build(settings).pages["analyses/plants.md"]


def test_a_kernel_imports_what_was_hashed(fixture_project: Path) -> None:
    """So does a module of the site's own code."""
    settings = load_settings(fixture_project)
    module = fixture_project / "scripts" / "own" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.write_text("FACTOR = 1\n")
    notebook = fixture_project / "notebooks" / "plants.py"
    notebook.write_text(notebook.read_text().replace("import proofpress as pp", "import own\nimport proofpress as pp"))
    tell = Interrupted("audit:", lambda: module.write_text("FACTOR = 2\n"))
    with pytest.raises(NotebookError, match=r"scripts/own/__init__\.py: it changed while the build ran"):
        pipeline.build(settings, progress=tell)


def test_what_changes_while_pages_are_written_is_not_published(
    fixture_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs copies files by itself: one that is saved then fails the build, and the previous site stays."""
    before = digests(fixture_project / "site")
    page = fixture_project / "docs" / "index.md"
    real = mkdocs_plugin.ProofpressPlugin.on_post_page
    edits = [page]

    def on_post_page(*arguments: object, **more: object) -> object:
        if edits:
            time.sleep(WAIT)
            append_and_undo(edits.pop())
        return real(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(mkdocs_plugin.ProofpressPlugin, "on_post_page", on_post_page)
    done = mkdocs_here(fixture_project, "build", "--strict")
    assert done.returncode != 0
    assert "docs/index.md: it changed while the build ran" in done.stdout
    assert differences(before, digests(fixture_project / "site")) == []
    assert mkdocs_here(fixture_project, "build", "--strict").returncode == 0


def test_nothing_is_proved_or_accepted_of_changed_files(fixture_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`verify` and `accept` fail too, and the record stays as it is."""
    settings = load_settings(fixture_project)
    record = digests(settings.record)
    real = pipeline.run_audit
    page = fixture_project / "docs" / "index.md"

    def run_audit(*arguments: object) -> object:
        time.sleep(WAIT)
        append(page)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "run_audit", run_audit)
    for command in ("verify", "accept"):
        done = proofpress_here(fixture_project, command)
        assert done.returncode == 1
        assert "docs/index.md: it changed while the build ran" in done.stdout
    assert digests(settings.record) == record
