"""A build with nothing changed leaves the site that stands; any change, of whatever kind, has it built again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commands import Done, mkdocs_here
from tests.support.projects import change, differences, digests

pytestmark = pytest.mark.slow
STANDS = "it stands as it is"


def built(project: Path, *arguments: str) -> Done:
    """Build a project strictly and return what came of it."""
    done = mkdocs_here(project, "build", "--strict", *arguments)
    assert done.returncode == 0, done.stdout
    return done


def _inherit(project: Path) -> None:
    """Move a setting into a file that the settings inherit."""
    (project.parent / "base.yml").write_text("copyright: One\n")
    (project / "mkdocs.yml").write_text("INHERIT: ../base.yml\n" + (project / "mkdocs.yml").read_text())


def _leave_out(project: Path) -> None:
    """Have a file that the settings inherit leave out a page."""
    (project / "docs/other.md").write_text("# Other\n\nWords.\n")
    (project.parent / "base.yml").write_text("exclude_docs: nothing.md\n")
    (project / "mkdocs.yml").write_text("INHERIT: ../base.yml\n" + (project / "mkdocs.yml").read_text())


def _ask_the_environment(project: Path) -> None:
    change(project / "mkdocs.yml", "site_name: ", "copyright: !ENV [OWNER, One]\nsite_name: ")


def _add_theme(project: Path) -> None:
    folder = project.parent / "theme" / "partials"
    folder.mkdir(parents=True)
    (folder / "copyright.html").write_text("<p>One</p>")
    change(project / "mkdocs.yml", "theme: material\n", "theme: {name: material, custom_dir: ../theme}\n")


def _flip(project: Path) -> None:
    _flip_in(project / "site" / "methods" / "index.html", b"<p>", b"<P>")


def _flip_in(file: Path, old: bytes, new: bytes) -> None:
    """Change bytes of a file, its size and time of writing kept."""
    state, content = file.stat(), file.read_bytes()
    assert old in content
    file.write_bytes(content.replace(old, new, 1))
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def _flip_picture(project: Path) -> None:
    """Change a picture of the site together with a page, after which most files stay as they lie there."""
    _flip_in(next((project / "site" / "figures").rglob("chart.svg")), b"</svg>", b"</SVG>")
    EDITS["page"](project)


PREPARED: dict[str, Callable[[Path], None]] = {
    "inherited setting": _inherit,
    "inherited pattern": _leave_out,
    "theme elsewhere": _add_theme,
    "variable": _ask_the_environment,
}
EDITS: dict[str, Callable[[Path], object]] = {
    "page": lambda project: change(project / "docs/methods.md", "# Methods\n", "# Methods\n\nSome more words.\n"),
    "picture beside the pages": lambda project: (project / "docs" / "dot.svg").write_text("<svg/>"),
    "style sheet": lambda project: (project / "docs" / "own.css").write_text("p { color: teal }"),
    "hidden file": lambda project: (project / "docs" / ".hidden").write_text("x"),
    "notebook": lambda project: change(project / "notebooks/plants.py", "# - Two plants only.", "# - No more plants."),
    "setting": lambda project: change(project / "mkdocs.yml", "site_name: ", "site_name: The "),
    "inherited setting": lambda project: (project.parent / "base.yml").write_text("copyright: Two\n"),
    "inherited pattern": lambda project: (project.parent / "base.yml").write_text("exclude_docs: other.md\n"),
    "variable": lambda _: os.environ.update(OWNER="Two"),
    "theme elsewhere": lambda project: (project.parent / "theme/partials/copyright.html").write_text("<p>Two</p>"),
    "page of the site, its time kept": _flip,
    "picture of the site, its time kept": _flip_picture,
    "page of the site removed": lambda project: (project / "site/methods/index.html").unlink(),
    "file added to the site": lambda project: (project / "site/methods/more.txt").write_text("x"),
    "permission": lambda project: (project / "site/methods/index.html").chmod(0o600),
    "no site": lambda project: shutil.rmtree(project / "site"),
}


@pytest.mark.parametrize("name", EDITS)
def test_any_change_has_the_site_built(fixture_project: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of any kind the site is built again, and is what is built where no site stands."""
    monkeypatch.setenv("OWNER", "One")
    if name in PREPARED:
        PREPARED[name](fixture_project)
    built(fixture_project)
    assert STANDS in built(fixture_project).stdout
    EDITS[name](fixture_project)
    assert STANDS not in built(fixture_project).stdout
    after = digests(fixture_project / "site")
    shutil.rmtree(fixture_project / "site")
    built(fixture_project)
    assert differences(digests(fixture_project / "site"), after) == []


def test_a_site_that_stands_is_not_touched(fixture_project: Path) -> None:
    """Not a file of it is written, none lies beside it, and it stands for the build after that too."""
    built(fixture_project)
    before = {path: path.stat() for path in (fixture_project / "site").rglob("*")}
    beside = sorted(path.name for path in fixture_project.iterdir())
    for _ in range(2):
        assert STANDS in built(fixture_project).stdout
        assert {path: path.stat() for path in (fixture_project / "site").rglob("*")} == before
        assert sorted(path.name for path in fixture_project.iterdir()) == beside
    assert STANDS not in built(fixture_project, "--site-dir", "other").stdout
    assert differences(digests(fixture_project / "site"), digests(fixture_project / "other")) == []


def test_what_no_key_names_has_the_site_built(fixture_project: Path) -> None:
    """Hooks and plugins of others may make pages of anything: with them every build writes all pages."""
    (fixture_project / "hook.py").write_text("def on_page_content(html, **_):\n    return html\n")
    change(fixture_project / "mkdocs.yml", "site_name: ", "hooks: [hook.py]\nsite_name: ")
    for _ in range(2):
        assert STANDS not in built(fixture_project).stdout


def test_a_warning_is_told_by_each_build(fixture_project: Path) -> None:
    """A build that warned does not stand, or the next one would say nothing."""
    (fixture_project / "docs/broken.md").write_text("# Broken\n\nTo [nowhere](nowhere.md).\n")
    for _ in range(2):
        done = mkdocs_here(fixture_project, "build")
        assert done.returncode == 0
        assert "nowhere.md" in done.stdout
