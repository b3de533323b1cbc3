"""A site of one's own: begun by one command, it builds, proves, tests and releases, and takes new tables."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofpress.scaffold.begin import TEMPLATE
from tests.support.commands import environment, mkdocs, mkdocs_here, proofpress, proofpress_here, run
from tests.support.projects import ROOT, digests
from tests.support.releases import commit, git, new_repository
from tests.support.site_pages import broken_links, outside_loads, read_pages

pytestmark = pytest.mark.slow

ANSWERS = (
    "--title",
    'Air & "water"',
    "--address",
    "https://air.example.org/",
    "--author",
    "A. Nobody",
    "--takeaways",
    "2",
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a site that the command has begun, committed."""
    folder = tmp_path_factory.mktemp("init") / "air"
    done = proofpress(folder.parent, "init", str(folder), *ANSWERS, "--date", "2026-11-29")
    assert done.returncode == 0, done.stdout
    assert "next: make serve" in done.stdout
    new_repository(folder)
    return folder


def test_it_is_a_dozen_files(begun: Path) -> None:
    """What an author reads is little; the rest is the record, the environment and the generator."""
    files = git(begun, "ls-files").splitlines()
    own = [name for name in files if not name.startswith(("docs/published/", "generator/"))]
    assert 12 <= len(own) <= 18, own
    assert [name for name in files if name.startswith("generator/") and name.endswith(".whl")]


def test_it_says_what_it_was_begun_with(begun: Path) -> None:
    """The template's commit and where later ones are stand beside the answers, as copier reads them."""
    said = yaml.safe_load((begun / ".copier-answers.yml").read_text(encoding="utf-8"))
    assert said["_commit"] == git(ROOT, "rev-parse", "HEAD").strip()
    assert said["_src_path"]
    assert (said["title"], said["takeaways"]) == ('Air & "water"', 2)


def test_it_says_what_its_author_answered(begun: Path) -> None:
    """Settings and citation file have the answers as they were given, the licence by its own name."""
    options = yaml.safe_load((begun / "mkdocs.yml").read_text(encoding="utf-8"))
    assert options["site_name"] == 'Air & "water"'
    [own] = [entry["proofpress"] for entry in options["plugins"] if isinstance(entry, dict)]
    assert own["licences"] == ["CC-BY-4.0"]
    assert yaml.safe_load((begun / "CITATION.cff").read_text(encoding="utf-8"))["license"] == ["CC-BY-4.0"]


def test_it_builds_and_proves(begun: Path) -> None:
    """The strict build passes, every link leads somewhere, nothing is loaded from elsewhere, the record regenerates."""
    done = mkdocs_here(begun, "build", "--strict")
    assert done.returncode == 0, done.stdout
    pages = read_pages(begun / "site")
    assert pages
    assert broken_links(begun / "site", pages, "/2026.11/") == []
    assert outside_loads(pages) == []
    done = proofpress_here(begun, "verify")
    assert done.returncode == 0, done.stdout
    assert " 0 differ" in done.stdout


def test_its_own_tests_pass(begun: Path) -> None:
    """The tests that it brings pass, by the standard library alone."""
    command = [sys.executable, "-m", "unittest", "discover", "--start-directory", "tests"]
    done = subprocess.run(command, cwd=begun, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Ran 3 tests" in done.stderr


@pytest.mark.usefixtures("proved_here")
def test_it_releases(begun: Path) -> None:
    """Its first release is one command from its default branch."""
    done = proofpress_here(begun, "release", "2026.11")
    assert done.returncode == 0, done.stdout
    assert "2026.11" in git(begun, "ls-tree", "--name-only", "gh-pages").splitlines()


def test_the_tests_of_content_follow_it(begun: Path) -> None:
    """The tests that prove what a site publishes and says hold for this one: they expect what it has, and no more."""
    files = ("tests/site/test_published_figures.py", "tests/site/test_mutations.py")
    options = ("-q", "-p", "no:xdist", "-p", "no:cacheprovider")
    command = ("pytest", *options, *files, "tests/integration/test_published_site.py")
    done = run(ROOT, *command, env=environment(PROOFPRESS_TEST_PROJECT=str(begun)))
    assert done.returncode == 0, done.stdout
    assert re.search(r"\b[3-9]\d passed|\b2\d passed", done.stdout), done.stdout


def test_a_table_and_an_analysis_are_added(begun: Path, tmp_path: Path) -> None:
    """A data file becomes a table that says what is to be filled in; then an analysis on it builds."""
    data = tmp_path / "Rain.csv"
    data.write_text(
        "Station;Rain (mm);Year\nNorth;812,5;2024\n".replace(";", ",").replace("812,5", "812.5") + "South,401,2024\n"
    )
    done = proofpress_here(begun, "new", "table", str(data))
    assert done.returncode == 0, done.stdout
    assert "rain_mm: number, 2 different, 401 to 812.5" in done.stdout
    refused = proofpress_here(begun, "lint")
    assert refused.returncode == 1
    assert "rain_mm" in refused.stdout
    refused = proofpress_here(begun, "new", "analysis", "Rain of a year", "--table", "rain")
    assert refused.returncode == 1
    assert "column `rain_mm` has no unit yet" in refused.stdout
    fill(begun)
    done = proofpress_here(begun, "new", "analysis", "Rain of a year", "--table", "rain")
    assert done.returncode == 0, done.stdout
    done = proofpress_here(begun, "accept", "rain-of-a-year")
    assert done.returncode == 0, done.stdout
    done = mkdocs_here(begun, "build", "--strict")
    assert done.returncode == 0, done.stdout
    commit(begun, "Add the rain of a year")


def test_a_new_analysis_keeps_the_strictest_rules(begun: Path, tmp_path: Path) -> None:
    """By the house rules of this site, more than a new one has, it lacks nothing that its author is asked for."""
    project = tmp_path / "strict"
    shutil.copytree(begun, project)
    settings = project / "mkdocs.yml"
    options = yaml.safe_load(settings.read_text(encoding="utf-8"))
    rules = plugin_of(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8")))["rules"]
    assert len(rules) >= 10
    plugin_of(options)["rules"] = {**rules, "titles_later": {}}
    settings.write_text(yaml.safe_dump(options, allow_unicode=True), encoding="utf-8")
    assert proofpress_here(project, "new", "analysis", "By the rules").returncode == 0
    done = proofpress_here(project, "lint")
    assert "notebooks/carbon_dioxide.py" in done.stdout, "the rules ask more than the first analysis has"
    assert "by_the_rules.py" not in told(done.stdout), done.stdout


def told(output: str) -> str:
    """Return the problems in what a command printed."""
    return "\n".join(line for line in output.splitlines() if line.lstrip().startswith("["))


def plugin_of(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options of the generator in a site's settings."""
    [own] = [entry["proofpress"] for entry in options["plugins"] if isinstance(entry, dict) and "proofpress" in entry]
    given: dict[str, Any] = own
    return given


def fill(project: Path) -> None:
    """Fill in what only an author knows."""
    path = project / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    table = package["resources"][-1]
    table |= {"title": "Rain", "description": "Rain of a year by station."}
    table["licenses"] = [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}]
    for field in table["schema"]["fields"]:
        field["description"] = field["description"] or f"What {field['name']} holds."
        if field.get("unit") == "":
            field["unit"] = "mm"
    path.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    path = project / "data" / "sources.json"
    sources = json.loads(path.read_text(encoding="utf-8"))
    sources[-1] |= {"title": "Rain by station", "publisher": "Weather Office", "issued": {"date-parts": [[2025]]}}
    sources[-1]["custom"] = {"short": "Weather Office 2025", "grade": "A", "licence": "public domain"}
    path.write_text(json.dumps(sources, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "thing"),
    [
        ("people.csv", "who,mail\na,ann@office.example\n", "a mail address"),
        ("keys.csv", "name,value\na,AKIAABCDEFGHIJKLMNOP\n", "an access key"),
        ("names.csv", "first_name,amount\nAnn,3\n", "its name says"),
        ("empty.csv", "a,b\n", "it has no rows"),
        ("same.csv", "A b,a_b\n1,2\n", "two columns are called"),
    ],
)
def test_what_may_not_be_published_is_refused(begun: Path, tmp_path: Path, name: str, content: str, thing: str) -> None:
    """A file with secrets or persons, or that is no table, is refused by column, and nothing is written."""
    (tmp_path / name).write_text(content)
    before = digests(begun / "data")
    done = proofpress_here(begun, "new", "table", str(tmp_path / name))
    assert done.returncode == 1
    assert thing in done.stdout
    assert digests(begun / "data") == before


def test_a_new_site_takes_an_empty_place_alone(begun: Path, tmp_path: Path) -> None:
    """A folder that holds something, and answers that no site can be made with, are refused; nothing is left behind."""
    done = proofpress_here(tmp_path, "init", str(begun))
    assert done.returncode == 1
    assert "a new site needs a place of its own" in done.stdout
    done = proofpress_here(tmp_path, "init", "x", "--colour", "red", "--address", "nowhere")
    assert done.returncode == 1
    assert "--colour: cannot be used" in done.stdout
    assert "--address: cannot be used" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_what_it_is_called_is_read_as_text(tmp_path: Path) -> None:
    """Quotes, ampersands, braces, marks and numbers in a title and a name stand on pages and in files as they are."""
    title, author = """It's "50%" of A & B: <b> *x* {{ y }} | 資源""", "Siobhán O'Brien & Co: 5%"
    site = tmp_path / "Größe & Maß"
    done = proofpress_here(tmp_path, "init", str(site), "--title", title, "--author", author)
    assert done.returncode == 0, done.stdout
    options = yaml.safe_load((site / "mkdocs.yml").read_text(encoding="utf-8"))
    assert (options["site_name"], options["site_author"]) == (title, author)
    assert "資源" in (site / "mkdocs.yml").read_text(encoding="utf-8")
    done = mkdocs_here(site, "build", "--strict")
    assert done.returncode == 0, done.stdout
    heading = re.search(r"<h1[^>]*>(.*?)<a ", (site / "site" / "index.html").read_text(encoding="utf-8"))
    assert heading is not None
    assert unescape(heading[1]) == title


def test_an_answer_that_files_cannot_hold_is_refused(tmp_path: Path) -> None:
    """A licence that SPDX does not list, a day that no calendar has, a sign that turns a line: by option."""
    wrong = ("--licence", "Foo-1.0", "--date", "2026-02-30", "--title", "a\u202eb")
    done = proofpress_here(tmp_path, "init", "x", *wrong)
    assert done.returncode == 1
    assert re.findall(r"(--\w+): cannot be used", done.stdout) == ["--title", "--licence", "--date"]
    done = proofpress_here(tmp_path, "init", "x", "--update")
    assert (done.returncode, "no such folder" in done.stdout) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_is_cleared_of_its_examples(tmp_path: Path) -> None:
    """``init --here`` leaves in a copy of this repository the generator and a site of one analysis, which builds."""
    copy = tmp_path / "copy"
    git(ROOT, "worktree", "list")
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", ROOT.as_uri(), str(copy)], check=True)
    done = proofpress_here(copy, "init", "--here", *ANSWERS)
    assert done.returncode == 0, done.stdout
    assert sorted(path.name for path in (copy / "notebooks").iterdir()) == ["carbon_dioxide.py"]
    assert (copy / "scripts" / "proofpress").is_dir()
    assert sorted(path.name for path in (copy / "scripts").iterdir() if path.is_dir()) == ["proofpress"]
    done = mkdocs(copy, "build", "--strict")
    assert done.returncode == 0, done.stdout
    named = [path for path in copy.rglob("*.md") if ".git" not in path.parts and "Chokepoint" in path.read_text()]
    assert named == []


def test_doctor_says_what_mends_it(begun: Path) -> None:
    """A line end of another system and a lock that is not installed are found, each with a command."""
    table = begun / "data" / "tables" / "carbon_dioxide.csv"
    kept = table.read_bytes()
    table.write_bytes(kept.replace(b"\n", b"\r\n"))
    try:
        done = proofpress_here(begun, "doctor")
    finally:
        table.write_bytes(kept)
    assert done.returncode == 1
    assert re.search(r"wrong\s+line ends\s+CRLF in data/tables/carbon_dioxide\.csv", done.stdout), done.stdout
    assert "git config core.autocrlf input" in done.stdout


def test_the_rules_of_checks_are_listed(begun: Path) -> None:
    """``new check`` lists every rule with its inputs, prints an entry for one, and lists all for one that is none."""
    listed = proofpress_here(begun, "new", "check").stdout
    assert "same (a, b): two values for one quantity agree" in listed
    entry = proofpress_here(begun, "new", "check", "within_hundred").stdout
    assert '"parts": [' in entry
    assert proofpress_here(begun, "new", "check", "sums").returncode == 1
    refused = proofpress_here(begun, "new", "check", "qqq")
    assert (refused.returncode, "`proofpress new check` lists all rules." in refused.stdout) == (1, True)


def test_the_template_is_asked_what_it_uses() -> None:
    """Each question is used by a file of the template."""
    from proofpress.scaffold.begin import questions

    texts = "".join(path.read_text(encoding="utf-8") for path in TEMPLATE.rglob("*.jinja"))
    assert texts
    assert [name for name in questions() if not re.search(rf"\[[\[%][^\]%]*\b{name}\b", texts)] == []
