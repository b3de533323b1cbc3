"""``mkdocs serve``: a saved edit runs only the notebooks that it touches, and the page follows."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.commands import build_here
from tests.support.previews import REBUILT, Preview, previewing
from tests.support.projects import change, copy_project

pytestmark = pytest.mark.slow
PANEL = '<aside class="pp-preview'


@pytest.fixture
def preview(fixture_build: tuple[Path, str], tmp_path: Path) -> Iterator[Preview]:
    """Return a preview of a copy of the fixture site whose notebooks were executed before."""
    with previewing(copy_project(fixture_build[0], tmp_path / "project", cache=True)) as running:
        yield running


def executed(log: str) -> list[str]:
    """Return the notebooks that a log says were executed."""
    return re.findall(r"notebooks/(\w+)\.py: executed", log)


def built_at(log: str) -> int:
    """Return where a log says that the whole site was made; MkDocs leaves that out where it took as long as before."""
    at = log.find("Documentation built in")
    return log.index(REBUILT) if at < 0 else at


def test_saved_edits_run_only_what_they_touch(preview: Preview) -> None:
    """A table's cell, a notebook and a claim each run the one notebook that depends on it, and the page changes.

    What then differs from the record is told, and the preview goes on.
    """
    assert executed(preview.log()) == []
    assert "19%" in preview.page("analyses/power-mix/")

    log = preview.edit("data/tables/power_mix.csv", "wind-2023,wind,2023,39,", "wind-2023,wind,2023,35,")
    assert executed(log) == ["power_mix"], log
    assert "notebooks/plants.py: unchanged, reused" in log
    assert re.search(r"power-mix\.coal-share, number: 19 → 19\.79\d+", log), log
    assert "power-mix/coal-halves" in log
    page = preview.page_with("analyses/power-mix/", "20%")
    assert "Coal fell to 20% of power" in page

    log = preview.edit("notebooks/plants.py", "# - Two plants only.", "# - No more than these plants.")
    assert executed(log) == ["plants"], log
    preview.page_with("analyses/plants/", "No more than these plants.")

    log = preview.edit("data/claims/trade-press.csv", ",,15,percent,15,2030,", ",,14,percent,14,2030,")
    assert executed(log) == ["power_mix"], log
    preview.page_with("analyses/power-mix/", "less than 14%")

    log = preview.edit("docs/reproduce.md", "Run it.", "Run it all.")
    assert executed(log) == []
    preview.page_with("reproduce/", "Run it all.")


def test_a_saved_page_is_shown_before_the_rest(preview: Preview) -> None:
    """The page of an edited notebook, and an edited page, are in the browser before the whole site is made.

    Each then is what the whole build makes of it. A notebook that fails is told as it was.
    """
    for path, old, new, shown in (
        ("notebooks/plants.py", "# - Two plants only.", "# - No more than these plants.", "analyses/plants.md"),
        ("data/tables/power_mix.csv", "wind-2023,wind,2023,39,", "wind-2023,wind,2023,35,", "analyses/power-mix.md"),
        ("docs/reproduce.md", "Run it.", "Run it all.", "reproduce.md"),
    ):
        log = preview.edit(path, old, new)
        assert f"shown before the rest of the site: {shown}\n" in log
        assert log.index("shown before the rest") < built_at(log)
        assert "Traceback" not in log
    assert "No more than these plants." in preview.page("analyses/plants/")
    assert "Coal fell to 20% of power" in preview.page("analyses/power-mix/")
    log = preview.edit("notebooks/plants.py", "# - No more than", "# - Exactly 7 plants, no more than")
    assert "shown before the rest" not in log
    assert "No more than these plants." in preview.page("analyses/plants/")


def test_what_is_shown_first_is_whole_in_the_end(preview: Preview, tmp_path: Path) -> None:
    """A page is shown with its two pictures; once the site is whole, every form of them is as a full build has it."""
    log = preview.edit("data/tables/power_mix.csv", "wind-2023,wind,2023,39,", "wind-2023,wind,2023,35,")
    assert "shown before the rest of the site: analyses/power-mix.md" in log
    assert "differs from the record: power-mix/coal-halves, chart-dark.png" in log
    other = copy_project(preview.project, tmp_path / "other")
    build_here(other)
    built = other / "site" / "figures" / "power-mix" / "coal-halves"
    pictures = [path for path in sorted(built.iterdir()) if path.suffix in {".svg", ".png"} or "explore" in path.name]
    assert {"chart.svg", "chart-narrow.svg", "chart-dark.png", "share.png", "preview.png"} < {
        path.name for path in pictures
    }
    for path in pictures:
        assert preview.content(f"figures/power-mix/coal-halves/{path.name}") == path.read_bytes(), path.name
    inside = re.compile(r"<svg data-search-exclude.*?</svg>", re.DOTALL)
    page = (other / "site" / "analyses" / "power-mix" / "index.html").read_text()
    assert inside.findall(preview.page("analyses/power-mix/")) == inside.findall(page) != []


ASKING = re.compile(r"livereload\((\d+), (\d+)\)")


@contextmanager
def looking_at(preview: Preview, address: str) -> Iterator[None]:
    """Have a page open meanwhile, as a browser does that asks for newer ones."""
    found = ASKING.search(preview.page(address))
    assert found is not None
    asking = threading.Thread(target=preview.page, args=(f"livereload/{found[1]}/{found[2]}", 90), daemon=True)
    asking.start()
    yield
    asking.join(90)
    assert not asking.is_alive()


def test_the_page_that_is_looked_at_comes_first(preview: Preview) -> None:
    """Of two notebooks that an edit runs, the one whose page a browser shows runs and is shown before the other's."""
    both = [f"notebooks/{name}.py" for name in ("plants", "power_mix")]
    since = len(preview.log())
    with looking_at(preview, "analyses/power-mix/"):
        preview.save(dict.fromkeys(both, ("## Limits\n", "## Limits\n# - Seen anew.\n")))
        log = preview.wait(REBUILT, since)
    assert set(executed(log)) == {"plants", "power_mix"}
    shown = re.findall(r"shown before the rest of the site: (.*)", log)
    assert shown[0] == "analyses/power-mix.md", log
    assert "Seen anew." in preview.page("analyses/power-mix/")
    assert "Seen anew." in preview.page("analyses/plants/")


def test_a_saved_style_sheet_is_shown_at_once(preview: Preview) -> None:
    """A file that pages load stands in the shown site before anything is computed, and the finished site has it too."""
    style = preview.project / "docs" / "own.css"
    style.write_text(":root { --own: 1; }\n")
    change(preview.project / "mkdocs.yml", "plugins:", "extra_css: [own.css]\nplugins:")
    preview.wait("Reloading browsers", 0)
    until = time.monotonic() + 60
    while "--own: 1" not in preview.page("own.css") and time.monotonic() < until:
        time.sleep(0.2)
    log = preview.edit("docs/own.css", "--own: 1", "--own: 2")
    assert log.index("shown before the rest of the site: own.css") < built_at(log)
    assert "--own: 2" in preview.page("own.css")


def panel(page: str) -> str:
    """Return the words of a page's panel, empty where it has none."""
    found = re.search(rf"{PANEL}.*?</aside>", page, re.DOTALL)
    return "" if found is None else " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_preview_starts_from_what_a_build_has_kept(preview: Preview) -> None:
    """The address and folder of a preview are no part of a result's key: after a build it starts without computing."""
    assert "nothing has changed since the last build that passed every check" in preview.log()
    assert PANEL not in preview.page("")


def test_preview_survives_a_bad_edit(preview: Preview) -> None:
    """An edit that breaks a rule is told in every page, with file, row and what to do; the last good pages stay.

    The panel leads to the row, and is gone once the edit is mended.
    """
    log = preview.edit("data/tables/plants.csv", "800", "lots")
    assert "data/tables/plants.csv" in log
    page = preview.page_with("analyses/plants/", PANEL)
    assert "1,200 MW" in page
    text = panel(page)
    assert "1 problem: these are the last good pages data/tables/plants.csv, row 3, column `capacity`" in text
    assert "got: &#39;lots&#39;" in text
    assert 'href="/_preview/source/data/tables/plants.csv#L3"' in page
    assert '<li id="L3">' in preview.page("_preview/source/data/tables/plants.csv")
    assert panel(preview.page("no/such/page/")) == text
    log = preview.edit("data/tables/plants.csv", "lots", "800")
    assert executed(log) == []
    assert PANEL not in preview.page("analyses/plants/")


def test_preview_is_never_strict(fixture_build: tuple[Path, str], tmp_path: Path) -> None:
    """Started strictly, with a result that differs and a new figure, it serves them and tells both.

    Each page shows what would be accepted, and a page of the preview has old and new side by side.
    """
    project = copy_project(fixture_build[0], tmp_path / "project", cache=True)
    change(project / "data" / "tables" / "plants.csv", "1200", "1300")
    (project / "docs" / "broken.md").write_text("# Broken\n\nTo [nowhere](nowhere.md).\n")
    new = (project / "notebooks" / "plants.py").read_text()
    (project / "notebooks" / "more_plants.py").write_text(new.replace("Plants", "More plants"))
    with previewing(project, "--strict") as running:
        text = panel(running.page("analyses/plants/"))
        assert re.search(r"row 1 \(plants:\w+\), column capacity: expected 1200; got 1300", text), text
        assert "docs/broken.md Doc file" in text
        assert "not yet accepted" in running.page("analyses/more-plants/")
        assert "regenerate" not in running.page("analyses/more-plants/")
        review = running.page("_preview/review/")
    assert re.search(r"<td>1200</td><td>1300</td>", review)
    assert review.count('<img src="data:image/svg+xml;base64,') >= 3


def test_preview_starts_with_what_cannot_be_built(fixture_build: tuple[Path, str], tmp_path: Path) -> None:
    """With a cell that fails it serves the site of the last good build, names the line, and follows the mending."""
    project = copy_project(fixture_build[0], tmp_path / "project", cache=True)
    notebook = project / "notebooks" / "plants.py"
    notebook.write_text(notebook.read_text() + "\n# %%\nunknown_name\n")
    line = notebook.read_text().count("\n")
    with previewing(project) as running:
        page = running.page("analyses/plants/", timeout=2)
        assert "1,200 MW" in page
        assert f"notebooks/plants.py:{line}, cell" in panel(page)
        assert "(`unknown_name`) the cell raised NameError got: NameError: name" in panel(page)
        running.edit("notebooks/plants.py", "\n# %%\nunknown_name\n", "")
        assert PANEL not in running.page("analyses/plants/")


def test_a_request_never_waits_for_a_build(preview: Preview) -> None:
    """While a notebook runs, and after the settings cannot even be read, pages are answered at once."""
    since = len(preview.log())
    change(
        preview.project / "notebooks" / "plants.py",
        "import altair as alt\n",
        "import altair as alt, time; time.sleep(8)\n",
    )
    preview.wait("Building documentation", since)
    began = time.monotonic()
    assert "1,200 MW" in preview.page("analyses/plants/", timeout=5)
    assert time.monotonic() - began < 5
    assert "notebooks/plants.py: executed" not in preview.log()[since:]
    preview.wait("Reloading browsers", since)
    preview.edit("mkdocs.yml", "plugins:", "plugins: [")
    assert "1,200 MW" in preview.page("analyses/plants/", timeout=5)
    assert "problem" in panel(preview.page("analyses/plants/", timeout=5))
    preview.edit("mkdocs.yml", "plugins: [", "plugins:")
    assert "problem" not in panel(preview.page("analyses/plants/"))
