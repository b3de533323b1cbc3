"""``proofpress verify``, ``accept`` and ``render``, as a person or a machine calls them."""

from __future__ import annotations

import functools
import json
import re
import shutil
import subprocess
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath

import pytest
import yaml

from tests.support.commands import environment, mkdocs_here, proofpress, proofpress_here
from tests.support.projects import change, copy_project, differences, digests, files_below, names_of
from tests.support.servers import running

pytestmark = pytest.mark.slow
TABLE = "data/tables/power_mix.csv"


@pytest.fixture
def project(fixture_build: tuple[Path, str], tmp_path: Path) -> Path:
    """Return a copy of the fixture site with its record and its executed notebooks."""
    return copy_project(fixture_build[0], tmp_path / "project", cache=True)


def test_verify_proves_every_figure_and_value(project: Path) -> None:
    """``verify`` runs every notebook anew, lists each figure and value as the same, and leaves with 0."""
    before = digests(project / "docs")
    done = proofpress(project, "verify")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": executed in") == 2, "verify must not reuse a result"
    assert "6 of 6 regenerate, 0 differ" in done.stdout
    for key in ("plants/capacity", "plants.largest", "power-mix/coal-halves", "power-mix.coal-share"):
        assert key in done.stdout
    assert differences(before, digests(project / "docs")) == []


def test_verify_finds_a_changed_cell(project: Path) -> None:
    """After one changed cell ``verify`` leaves with 1 and shows what differs: id, row, column, old and new."""
    change(project / TABLE, "coal-2023,coal,2023,19,", "coal-2023,coal,2023,18,")
    done = proofpress_here(project, "verify")
    assert done.returncode == 1
    flat = " ".join(done.stdout.split())
    assert "row 2 (power_mix:coal-2023), column generation: 19 → 18" in flat, done.stdout
    assert "power-mix.coal-before" in done.stdout
    assert "differs" in done.stdout
    assert "same" in done.stdout
    assert "Traceback" not in done.stdout


def test_verify_compares_with_a_published_site(fixture_build: tuple[Path, str], project: Path, tmp_path: Path) -> None:
    """In a folder or on the web: the same site passes; a picture, a number and a status edited there are named."""
    published = tmp_path / "published"
    shutil.copytree(fixture_build[0] / "site", published)
    handler = functools.partial(SimpleHTTPRequestHandler, directory=published)
    with running(ThreadingHTTPServer(("127.0.0.1", 0), handler)) as address:
        done = proofpress_here(project, "verify", "--against", address)
    assert done.returncode == 0, done.stdout
    assert "7 of 7 regenerate, 0 differ" in done.stdout
    picture = published / "figures" / "plants" / "capacity" / "chart.svg"
    picture.write_bytes(picture.read_bytes() + b" ")
    change(published / "values.json", '"number": 1200', '"number": 1201')
    claims = json.loads((published / "claims.json").read_text(encoding="utf-8"))
    status, claims["claims"][0]["status"] = claims["claims"][0]["status"], "corroborated twice"
    (published / "claims.json").write_text(json.dumps(claims), encoding="utf-8")
    done = proofpress_here(project, "verify", "--against", str(published))
    assert done.returncode == 1
    flat = " ".join(done.stdout.split())
    assert "number: 1201 → 1200" in flat, done.stdout
    assert re.search(r"chart\.svg: sha256 \w{12} → \w{12}", flat), done.stdout
    assert f"claim:{claims['claims'][0]['id']}" in flat
    assert f'status: "corroborated twice" → "{status}"' in flat
    assert "4 of 7 regenerate, 3 differ" in flat


@pytest.mark.parametrize("place", ["nowhere", "docs", "http://127.0.0.1:9/", "ftp://site.example/"])
def test_verify_says_where_no_site_is_published(project: Path, place: str) -> None:
    """A folder that is not there or is none, a server that does not answer, another kind of address: one line."""
    done = proofpress_here(project, "verify", "--against", place)
    assert done.returncode == 1
    assert re.search(r"no published site there; expected|no address of the web", done.stdout), done.stdout
    assert "Traceback" not in done.stdout


def test_verify_finds_a_changed_record(project: Path) -> None:
    """A record whose number was edited by hand does not pass: the value is named with recorded and computed number."""
    path = project / "docs" / "published" / "plants" / "record.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["values"]["largest"]["number"] = 1201
    path.write_text(json.dumps(stored), encoding="utf-8")
    done = proofpress_here(project, "verify")
    assert done.returncode == 1
    assert "number: 1201 → 1200" in " ".join(done.stdout.split())


def test_accept_prints_what_moves_and_verify_agrees(project: Path) -> None:
    """``accept`` prints id, cell, old and new of all that moves, writes the record, and then there is nothing to do."""
    change(project / TABLE, "coal-2023,coal,2023,19,", "coal-2023,coal,2023,18,")
    done = proofpress_here(project, "accept")
    assert done.returncode == 0, done.stdout
    assert f"{TABLE}, sha256: " in done.stdout
    assert "power-mix/coal-halves, row 2 (power_mix:coal-2023), column generation: 19 → 18" in done.stdout
    assert "power-mix.coal-share, number: 19 → 18.1818181818" in done.stdout
    assert "plants/" not in done.stdout.replace("notebooks/plants", "")
    again = proofpress_here(project, "accept")
    assert again.returncode == 0
    assert "0 differences accepted" in again.stdout
    assert mkdocs_here(project, "build", "--strict").returncode == 0


def test_accept_with_an_id_accepts_only_that(project: Path) -> None:
    """``accept ID`` moves that figure's record and no other: the rest still stops the build."""
    change(project / TABLE, "coal-2023,coal,2023,19,", "coal-2023,coal,2023,18,")
    published = project / "docs" / "published"
    before = digests(published)
    done = proofpress_here(project, "accept", "power-mix/coal-halves")
    assert done.returncode == 0, done.stdout
    assert "power-mix/coal-halves, row 2" in done.stdout
    assert "power-mix.coal-share" not in done.stdout
    moved = {line.partition(": ")[2] for line in differences(before, digests(published))}
    names = {f"power-mix/coal-halves/{name}" for name in ("chart.svg", "spec.json", "values.csv")}
    assert moved == {*names, "power-mix/record.json"}
    stored = json.loads((published / "power-mix" / "record.json").read_text(encoding="utf-8"))
    assert stored["values"]["coal-share"]["number"] == 19
    done = mkdocs_here(project, "build", "--strict")
    assert done.returncode != 0
    assert "power-mix.coal-share" in done.stdout
    assert "figure `power-mix/coal-halves`" not in done.stdout


def test_accept_shows_old_and_new_before_anything_moves(project: Path) -> None:
    """``accept --dry-run`` tells what would move, leaves the record as it is, and names a page of both pictures."""
    change(project / TABLE, "coal-2023,coal,2023,19,", "coal-2023,coal,2023,18,")
    before = digests(project / "docs") | digests(project / "data")
    done = proofpress_here(project, "accept", "--dry-run", "power-mix")
    assert done.returncode == 0, done.stdout
    assert "power-mix/coal-halves, row 2" in done.stdout
    assert "would be accepted; nothing was written" in done.stdout
    assert differences(before, digests(project / "docs") | digests(project / "data")) == []
    page = Path(done.stdout.strip().rpartition("side by side: file://")[2]).read_text(encoding="utf-8")
    assert page.count('<img src="data:image/svg+xml;base64,') == 2
    assert "power-mix.coal-share" in page


def test_accept_refuses_an_unknown_id(project: Path) -> None:
    """``accept`` with an id that nothing has leaves with 1, names the nearest and writes nothing."""
    before = digests(project / "docs")
    done = proofpress_here(project, "accept", "power-mix/coal-halved")
    assert done.returncode == 1
    assert "no analysis, figure or value `power-mix/coal-halved`" in done.stdout
    assert "Did you mean `power-mix/coal-halves`?" in done.stdout
    assert differences(before, digests(project / "docs")) == []


def test_render_writes_the_same_content(project: Path, fixture_build: tuple[Path, str], tmp_path: Path) -> None:
    """``render --out`` writes the pages and files that the build publishes, as a plain folder of Markdown."""
    out = tmp_path / "plain"
    done = proofpress_here(project, "render", "--out", str(out))
    assert done.returncode == 0, done.stdout
    written = files_below(out)
    assert f"{len(written)} files written" in done.stdout
    site = fixture_build[0] / "site"
    pages = {name for name in written if name.endswith(".md")}
    assert {"index.md", "analyses/plants.md", "figures/plants/capacity.md", "data/power-mix.md"} <= pages
    for page in pages:
        path = PurePosixPath(page)
        folder = path.parent if path.name == "index.md" else path.with_suffix("")
        assert (site / folder / "index.html").is_file(), page
    others = {name: digest for name, digest in digests(out).items() if name not in pages}
    assert len(others) > 20
    same = {name: digest for name, digest in digests(site).items() if name in others}
    result = differences(others, same)
    assert result == [], names_of(result)
    text = written["analyses/power-mix.md"].read_text(encoding="utf-8")
    assert "Coal fell to 19% of power in 2023" in text
    assert "{{" not in text
    assert 'data-figure="power-mix/coal-halves"' in text


def test_rendered_folder_builds_without_us(project: Path, tmp_path: Path) -> None:
    """What ``render --out`` wrote is a plain site: MkDocs builds it strictly without our plugin, and links resolve."""
    from proofpress.mkdocs_plugin.defaults import EXTENSIONS
    from tests.support.site_pages import broken_links, read_pages

    out = tmp_path / "plain"
    assert proofpress_here(project, "render", "--out", str(out)).returncode == 0
    plain = tmp_path / "generator"
    plain.mkdir()
    config = {
        "site_name": "Plain",
        "docs_dir": "../plain",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": [{name: dict(options)} for name, options in EXTENSIONS.items()],
    }
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    done = mkdocs_here(plain, "build", "--strict")
    assert done.returncode == 0, done.stdout
    pages = read_pages(plain / "site")
    assert len(pages) > 10
    broken = broken_links(plain / "site", pages)
    assert broken == [], names_of(broken)


def test_render_refuses_a_folder_that_holds_something(project: Path, tmp_path: Path) -> None:
    """``render --out`` into a folder with a file in it leaves with 1, says so, and touches nothing."""
    out = tmp_path / "full"
    out.mkdir()
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    done = proofpress_here(project, "render", "--out", str(out))
    assert done.returncode == 1
    assert "the output folder holds something" in done.stdout
    assert str(out) in done.stdout
    assert list(files_below(out)) == ["mine.txt"]


def test_render_fills_an_empty_folder(project: Path, tmp_path: Path) -> None:
    """``render --out`` accepts a folder that exists and is empty."""
    out = tmp_path / "empty"
    out.mkdir()
    done = proofpress_here(project, "render", "--out", str(out))
    assert done.returncode == 0, done.stdout
    assert (out / "figures.json").is_file()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_render_works_without_mkdocs(project: Path, tmp_path: Path) -> None:
    """``render --out`` runs with MkDocs' machinery out of reach: another generator can take over."""
    blocker = (
        "import sys\n"
        "class Blocker:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'mkdocs', 'material', 'mike'}:\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Blocker())\n"
        "from proofpress.cli import main\n"
        "main()\n"
    )
    out = tmp_path / "plain"
    done = subprocess.run(
        [sys.executable, "-c", blocker, "render", "--out", str(out)],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (out / "index.md").is_file()


def test_commands_outside_a_project_say_so(tmp_path: Path) -> None:
    """Outside a project ``verify`` leaves with 1 and says what it looks for, without a traceback."""
    done = proofpress(tmp_path, "verify")
    assert done.returncode == 1
    assert "mkdocs.yml" in done.stdout
    assert "Traceback" not in done.stdout
