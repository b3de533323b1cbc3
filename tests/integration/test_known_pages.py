"""Pages that a build takes from an earlier one: byte for byte what it would have rendered anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from proofpress.mkdocs_plugin.known_pages import CONTENT, ENTRIES, FINISHED
from proofpress.model.store import Kept, Store
from proofpress.record.site_input import SiteInput
from proofpress.render import site
from proofpress.render.parts import Part, Render
from proofpress.text.binding import Namespace
from tests.support.commands import mkdocs_here
from tests.support.projects import change, differences, digests, names_of

pytestmark = pytest.mark.slow


def _rename(project: Path) -> None:
    """Give the page on methods another address."""
    (project / "docs/methods.md").rename(project / "docs/ways.md")
    for path in [project / "mkdocs.yml", *(project / "docs").glob("*.md")]:
        path.write_text(path.read_text().replace("methods.md", "ways.md"))


def _add(project: Path) -> None:
    """Add a page that links to another."""
    (project / "docs/more.md").write_text("# More\n\nTo [ways](methods.md).\n")


FORMS = """---
description: All that a page may be made of.
tags: [one, two]
---
# Forms *of* a `page` & <more> {#top}

<a id name="old"></a><div id="raw" markdown>A *word*[^1] and an ABBR.</div>

## Größe, 尺寸 and “quotes” { .own data-x="1" }

- [ ] open, see [ways](methods.md#ways) and [itself](#raw)

=== "One"

    Text.

??? note "Folded"

    ```python
    x = {"a": 1}
    ```

*[ABBR]: Abbreviation
[^1]: A note.
"""


TERMS = '[{"id": "plant", "term": "plant", "meaning": "A ton."}]'

EDITS: dict[str, Callable[[Path], None]] = {
    "a text": lambda project: change(project / "docs/methods.md", "# Methods\n", "# Methods\n\nSome more words.\n"),
    "a title, which stands in the menu": lambda project: change(project / "docs/methods.md", "# Methods", "# Ways"),
    "a page of its own": _add,
    "a page of many forms": lambda project: change(project / "docs/more.md", "# More\n", FORMS),
    "words beside many forms": lambda project: change(project / "docs/more.md", "- [ ] open", "- [x] done"),
    "a page that others link to": _rename,
    "a notebook's text": lambda project: change(
        project / "notebooks/plants.py", "# - Two plants only.", "# - No more than these plants."
    ),
    "a source": lambda project: change(
        project / "data/sources.json", '"short": "Grid Office 2024"', '"short": "Grid 24"'
    ),
    "a term of a glossary": lambda project: (project / "data/glossary.json").write_text(TERMS),
    "another meaning": lambda project: change(project / "data/glossary.json", "A ton.", "Tons."),
    "a setting": lambda project: change(project / "mkdocs.yml", "site_name: ", "site_name: The "),
}
WIDE = {"a source", "a term of a glossary", "another meaning"}
"""Edits that most pages show."""


@pytest.fixture
def project(fixture_project: Path) -> Path:
    """Return the fixture site with pages of its own in its cache: others of the run would let go of some."""
    pages = fixture_project / ".cache" / "proofpress" / "pages"
    if pages.is_symlink():
        pages.unlink()
    return fixture_project


def built(project: Path) -> dict[str, str]:
    """Return the hash of each file of the site, none of which stood before."""
    shutil.rmtree(project / "site")
    done = mkdocs_here(project, "build", "--strict")
    assert done.returncode == 0, done.stdout
    return digests(project / "site")


def test_known_pages_are_what_would_be_rendered(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each of several edits a build that knows pages gives what one gives that knows none."""
    taken: list[str] = []
    recall = Store.recall

    def counted(store: Store, name: str, key: str) -> Kept | None:
        found = recall(store, name, key)
        taken.extend([name.rpartition(" ")[2]] if found is not None else [])
        return found

    def forgetful(store: Store, name: str, key: str) -> Kept | None:
        return None if store.folder.name in {"pages", "sites"} else recall(store, name, key)

    def anew_each(evidence: SiteInput, names: Namespace, render: Render) -> list[Part]:
        return [render(analysis, evidence, names) for analysis in evidence.analyses]

    monkeypatch.setattr(Store, "recall", counted)
    before = built(project)
    for name, edit in EDITS.items():
        edit(project)
        taken.clear()
        known = built(project)
        assert known != before, name
        assert name in WIDE or taken.count(CONTENT) > 15, name
        assert name in WIDE or taken.count(ENTRIES) > 15, name
        assert name not in {"a text", "a notebook's text"} or taken.count(FINISHED) > 15, name
        with monkeypatch.context() as patch:
            patch.setattr(Store, "recall", forgetful)
            patch.setattr(site, "parts_of", anew_each)
            anew = built(project)
        assert differences(anew, known) == [], f"{name}:{names_of(differences(anew, known))}"
        before = known


def test_kept_pages_that_are_damaged_are_made_anew(project: Path) -> None:
    """A byte of a kept page that is another is never published, and the cache mends itself."""
    before = built(project)
    pages = project / ".cache" / "proofpress" / "pages"
    files = sorted(pages.rglob("*.kept"))
    assert len(files) > 50
    for file in files:
        file.write_bytes(file.read_bytes().replace(b"<p>", b"<q>").replace(b"plants", b"plante"))
    assert differences(built(project), before) == []


def test_own_templates_are_part_of_a_frame(project: Path) -> None:
    """A site's own template that changes is seen on every page, and one that lists other pages is filled each time."""
    folder = project / "scripts" / "theme" / "partials"
    folder.mkdir(parents=True)
    change(project / "mkdocs.yml", "theme: material\n", "theme: {name: material, custom_dir: scripts/theme}\n")
    shown = ("<p>One</p>", "<p>Two</p>", "<p>{% for page in pages %}{{ page.page.markdown[:14] }}, {% endfor %}</p>")
    for text in shown:
        (folder / "copyright.html").write_text(text)
        built(project)
        page = (project / "site" / "methods" / "index.html").read_text()
        assert ("# Methods" if "pages" in text else text) in page
    change(project / "docs/reproduce.md", "# Reproduce", "# Run it again")
    built(project)
    assert "# Run it again, " in (project / "site" / "methods" / "index.html").read_text()


def test_a_warning_is_told_each_time(project: Path) -> None:
    """A page whose link leads nowhere stops each strict build, not only the first of a process."""
    (project / "docs/broken.md").write_text("# Broken\n\nTo [nowhere](nowhere.md).\n")
    for _ in range(2):
        done = mkdocs_here(project, "build", "--strict")
        assert done.returncode != 0
        assert "nowhere.md" in done.stdout
    (project / "docs/nowhere.md").write_text("# Nowhere\n")
    built(project)
    (project / "docs/nowhere.md").unlink()
    done = mkdocs_here(project, "build", "--strict")
    assert done.returncode != 0
    assert "nowhere.md" in done.stdout


def test_a_link_to_a_heading_that_is_gone_is_told(project: Path) -> None:
    """A kept page whose link led to a heading of another page stops the build when that heading has another name."""
    target = project / "docs/target.md"
    target.write_text("# Target\n\n## Part\n\nWords.\n")
    (project / "docs/more.md").write_text("# More\n\nTo [part](target.md#part).\n")
    built(project)
    change(target, "## Part", "## Piece")
    done = mkdocs_here(project, "build", "--strict")
    assert done.returncode != 0
    assert "does not contain an anchor '#part'" in done.stdout
    change(target, "## Piece", "## Part")
    built(project)
