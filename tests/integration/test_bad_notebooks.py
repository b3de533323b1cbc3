"""Bad notebooks: every one that fails is told, with the file and line that failed, and its text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofpress import pipeline
from proofpress.data.project import Project
from proofpress.execute.run import execute_notebooks
from proofpress.model.errors import NotebookError, Problem, ProseError, SiteError
from proofpress.model.settings import load_settings
from tests.support.projects import FIXTURE, change, copy_project, project_of

pytestmark = pytest.mark.slow

FIRST = """# %% [markdown]
# # A title

# %%
import altair as alt
import pandas as pd

import proofpress as pp

plants = pp.load_table("plants")
whole = {"columns": {"plant": "Plant"}, "title": "T", "subtitle": "S", "note": "N", "alt": "A"}


def bars(frame):
    return alt.Chart(frame).mark_bar().encode(x="capacity:Q", y="plant:N")


# %%
"""
CELLS = {
    "syntax_error": "number = = 1",
    "exception": "ratio = 1\nratio / 0",
    "called": "del alt\npp.publish_figure(bars(plants), name='bars', data=plants, **whole)",
    "killed": "import os\nos._exit(1)",
    "duplicate": (
        "pp.publish_figure(bars(plants), name='bars', data=plants, **whole)\n"
        "pp.publish_figure(bars(plants), name='bars', data=plants, **whole)"
    ),
    "nothing": "pp.publish_figure(name='bars')",
    "no_source": (
        "plants = plants.drop(columns='rows')\npp.publish_figure(bars(plants), name='bars', data=plants, **whole)"
    ),
    "no_rows": "empty = plants.head(0)\npp.publish_figure(bars(empty), name='bars', data=empty, **whole)",
    "gaps": (
        "gaps = plants.assign(capacity=[float('nan'), 1.0], width=[1.0, float('inf')])\n"
        "chart = bars(gaps).encode(size='width:Q')\n"
        "pp.publish_figure(chart, name='bars', data=gaps, **whole)"
    ),
    "unknown_table": "pp.load_table('plant')",
    "mixed_grades": (
        "from proofpress.notebook.session import session\n"
        "session().row_grades['plants:north'] = 'D'\n"
        "pp.publish_figure(bars(plants), name='bars', data=plants, **whole)"
    ),
    "network": "import urllib.request\nurllib.request.urlopen('http://data.example/x.csv')",
    "other_file": "pd.read_csv('/etc/hostname')",
    "own_file": "open('data/tables/plants.csv')",
    "long_words": "raise ValueError('x' * 300_000)",
    "clock": "import datetime\ndatetime.date.today()",
    "process": "import subprocess\nsubprocess.run(['date'])",
    "site_code": "import own\nown.fail('North')",
}
OWN = "def fail(plant):\n    raise ValueError(f'no plant {plant}')\n"
"""A module of the site's own."""


def project(folder: Path, cells: dict[str, str], **options: int) -> Project:
    """Return the data of a project whose notebooks are some cells."""
    root = copy_project(FIXTURE, folder)
    shutil.rmtree(root / "notebooks")
    (root / "notebooks").mkdir()
    for name, source in cells.items():
        (root / "notebooks" / f"{name}.py").write_text(source)
    (root / "scripts" / "own").mkdir(parents=True)
    (root / "scripts" / "own" / "__init__.py").write_text(OWN)
    text = (root / "mkdocs.yml").read_text()
    text = re.sub(r"\n      analyses: .*", "", text)  # the order of notebooks that are gone
    for name, value in options.items():
        text = re.sub(rf"{name}: \d+", f"{name}: {value}", text)
    (root / "mkdocs.yml").write_text(text)
    return project_of(root)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Problem]:
    """Give what one build of all the failing notebooks tells, by notebook."""
    cells = {name: FIRST + source + "\n" for name, source in CELLS.items()}
    given = project(tmp_path_factory.mktemp("bad") / "project", cells, timeout=240)
    with pytest.raises(NotebookError) as caught:
        execute_notebooks(given)
    result = {re.split(r"[/.]", problem.place)[1]: problem for problem in caught.value.problems}
    assert len(result) == len(caught.value.problems)
    return result


def test_every_failure_is_told_in_one_error(told: dict[str, Problem]) -> None:
    """All the notebooks fail, and none hides another."""
    assert sorted(told) == sorted(CELLS)


@pytest.mark.parametrize("name", sorted(CELLS))
def test_a_failure_names_its_cell(told: dict[str, Problem], name: str) -> None:
    """Each message names the line that failed and its text; where a kernel dies, which none can tell, the cell's first.

    Every cell here fails in its last line.
    """
    lines = CELLS[name].split("\n")
    line, failing = (1, lines[0]) if name == "killed" else (len(lines), lines[-1])
    line += FIRST.count("\n")
    assert told[name].place == f"notebooks/{name}.py:{line}, cell 3 (`{failing}`)"
    assert told[name].fix


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("syntax_error", ["the cell raised SyntaxError", "number = = 1", "invalid syntax"]),
        ("exception", ["the cell raised ZeroDivisionError", "ratio / 0", "division by zero"]),
        (
            "called",
            [
                "got \n      notebooks/called.py:15: `return alt.Chart(frame).mark_bar().encode(",
                "\n      NameError: name 'alt' is not defined",
            ],
        ),
        (
            "site_code",
            [
                "the cell raised ValueError; got \n      scripts/own/__init__.py:2: `raise ValueError(",
                "\n      ValueError: no plant North",
            ],
        ),
        ("own_file", ["No such file or directory", "A notebook reads no files: put the data into data/tables/"]),
        ("long_words", [f"ValueError: {'x' * 980}", "x …"]),
        ("killed", ["the kernel died", "Look for a crash in this cell, or for memory use beyond"]),
        ("duplicate", ["figure `bars` was published before; expected a name of its own. Rename one of the two."]),
        (
            "nothing",
            [
                "figure `bars`: `chart` is missing; expected an Altair chart; got nothing.",
                "figure `bars`: `data` is missing; expected the chart's main frame; got nothing.",
            ],
        ),
        ("no_source", ["figure `bars`: the plotted frame does not say where its rows come from; expected the column"]),
        ("no_rows", ["figure `bars`: the plotted frame has no rows; expected at least one; got none."]),
        (
            "gaps",
            [
                "figure `bars`: column `capacity` of the plotted frame, row 1; expected a finite number; got missing",
                "figure `bars`: column `width` of the plotted frame, row 2; expected a finite number; got missing, NaN",
            ],
        ),
        ("unknown_table", ["data/datapackage.json: no table `plant`. Did you mean `plants`?"]),
        ("mixed_grades", ["series the whole mark mixes grade D with A; expected grade D in a series of its own."]),
        ("network", ["uses the network (urllib.Request). Put the data into data/tables/ with its source."]),
        ("other_file", ["reads or writes the file `/etc/hostname`. Load a table by name: load_table"]),
        ("clock", ["asks the clock (date.today). Write the date that the analysis means into a table."]),
        ("process", ["starts or ends a process (subprocess.Popen). Compute in Python, in a cell or in the package."]),
    ],
)
def test_what_failed_is_said(told: dict[str, Problem], name: str, parts: list[str]) -> None:
    """Each message holds the thing, what was expected and what to do."""
    text = str(told[name])
    assert [part for part in parts if part not in text] == []


def test_an_endless_loop(tmp_path: Path) -> None:
    """A notebook that does not end is stopped at the time limit, with the cell it was in and where the limit is set."""
    given = project(tmp_path / "project", {"endless": FIRST + "while True:\n    pass\n"}, timeout=15)
    with pytest.raises(NotebookError) as caught:
        execute_notebooks(given)
    text = str(caught.value)
    assert (
        "notebooks/endless.py:19, cell 3 (`while True:`): the notebook did not end; got still running after 15 s"
        in text
    )
    assert "raise `plugins.proofpress.timeout` in mkdocs.yml" in text


def refused(root: Path, kind: type[SiteError]) -> str:
    """Return what computing and rendering a project is refused with."""
    settings = load_settings(root)
    with pytest.raises(kind) as caught:
        pipeline.render(pipeline.compute(settings))
    return str(caught.value)


def test_what_a_page_lacks_is_told_of_all_notebooks(fixture_project: Path) -> None:
    """A bare chart, too much confidence, a missing section and a wrong card in two notebooks are told together."""
    plants = fixture_project / "notebooks" / "plants.py"
    change(plants, "{{ largest }}. *Moderate confidence*", "{{ largest }}. *High confidence*")
    change(plants, "# %% [markdown]\n# ## Limits", "# %%\nchart\n\n# %% [markdown]\n# ## Limitations")
    change(fixture_project / "notebooks" / "power_mix.py", "value: coal-share}", "value: coal-shares}")
    text = refused(fixture_project, NotebookError)
    assert "notebooks/plants.py, cell 6: the cell shows a chart that is not published; expected publish_figure(" in text
    assert "takeaway 1 says high confidence, but `largest` is of grade C; expected grade B or better; got C" in text
    assert "notebooks/plants.py: no section `## Limits`" in text
    assert "notebooks/power_mix.py: the card's value `coal-shares` is not published. Did you mean `coal-share`?" in text


def test_prose_in_notebooks_is_checked(fixture_project: Path) -> None:
    """A typed number and an unknown value in a notebook's text are told with the line of the file."""
    path = fixture_project / "notebooks" / "power_mix.py"
    change(path, "is of gross generation.", "is 19 percent of {{ coal-shar }}.")
    line = path.read_text().split("\n").index("# Coal's share, {{ coal-share }}, is 19 percent of {{ coal-shar }}.") + 1
    text = refused(fixture_project, ProseError)
    assert f"notebooks/power_mix.py:{line}: “19” is typed; expected a bound value" in text
    assert f"notebooks/power_mix.py:{line}: no value `coal-shar`. Did you mean `coal-share`?" in text
