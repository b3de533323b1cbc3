"""The tools that build the same small notebooks: this generator, its peers, and what no tool can be faster than.

Each gets a site of its own in the form it asks for: the same tables, the same value, the same two charts a notebook.
The peers draw no chart while they build, which is left to the reader's browser; this generator draws six pictures a
figure, writes figure pages, registers and downloads, and checks every number.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import altair as alt
import jupytext
import pandas as pd
from corpus import days_of, table_text, write_corpus
from report import tell

HERE = Path(__file__).parent
OURS, LIMIT = "this generator", "the limit"
JUPYTER, MYST, NBCONVERT = "mkdocs-jupyter", "MyST-NB, jupyter-cache", "nbconvert --execute"
OBSERVABLE = "Observable Framework"
CELLS = """# %% [markdown]
# # Lake L{lake:04d}

# %%
import altair as alt
import pandas as pd

ice = pd.read_csv("{table}")
most = ice.days.max()
print(f"{{most:,.0f}} days at most")

# %%
bars = alt.Chart(ice).mark_bar().encode(x=alt.X("winter:O", title="Winter"), y=alt.Y("days:Q", title="Days"))
bars

# %%
line = alt.Chart(ice).mark_line().encode(x=alt.X("winter:Q", title="Winter"), y=alt.Y("days:Q", title="Days"))
line
"""
JUPYTER_SITE = """site_name: Lakes
theme: {name: material, font: false}
plugins:
  - search
  - mkdocs-jupyter: {execute: true, allow_errors: false}
"""
SPHINX_SITE = """extensions = ["myst_nb"]
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
"""
LOADER = """import json
import pandas as pd

ice = pd.read_csv("{table}")
print(json.dumps({{"most": f"{{ice.days.max():,.0f}} days", "rows": ice.to_dict("records")}}))
"""
PAGE = """# Lake L{lake:04d}

```js
import * as Plot from "@observablehq/plot";

const ice = await FileAttachment("ice_{lake:04d}.json").json();
display(ice.most);
display(Plot.barY(ice.rows, {{x: "winter", y: "days"}}).plot());
display(Plot.lineY(ice.rows, {{x: "winter", y: "days"}}).plot());
```
"""
SCRIPTS = '''"""Run scripts in warm processes, one for each core, and draw their charts."""
import os, sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
import altair, pandas, vl_convert

def run(path):
    names = {}
    exec(compile(Path(path).read_text(), path, "exec"), names)
    for name in ("bars", "line"):
        Path(path).with_suffix(f".{name}.svg").write_text(vl_convert.vegalite_to_svg(names[name].to_json()))

if __name__ == "__main__":
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        list(pool.map(run, sorted(map(str, Path("scripts").glob("*.py")))))
'''


@dataclass(frozen=True)
class Tool:
    """A tool with a site of its own.

    Attributes
    ----------
    name : str
        What it is called in the results.
    folder : Path
        The site's folder, with the tables in ``data/tables``.
    commands : sequence of sequences of str
        What builds the site.
    results : sequence of str
        Files and folders that a build leaves, all of which a cold one lacks.
    sources : callable
        Gives the file of a lake's notebook.
    answer : str
        Pattern of the files of the built site that hold the first lake's value; empty where there are none.
    accept : sequence of str
        What is run before a build after another table, where the tool asks for it.
    """

    name: str
    folder: Path
    commands: Sequence[Sequence[str]]
    results: Sequence[str]
    sources: Callable[[int], Path]
    answer: str
    accept: Sequence[str] = ()

    def table(self, lake: int) -> Path:
        """Return the file of a lake's table."""
        return self.folder / "data" / "tables" / f"ice_{lake:04d}.csv"

    def forget(self) -> None:
        """Remove all that a build has left."""
        for name in self.results:
            path = self.folder / name
            path.unlink() if path.is_file() else shutil.rmtree(path, ignore_errors=True)

    def says(self, words: str) -> bool | None:
        """Whether the built site gives the first lake's value in these words; None where nothing is published."""
        if not self.answer:
            return None
        return any(words in path.read_text(encoding="utf-8") for path in self.folder.glob(self.answer))


def ours(folder: Path, notebooks: int) -> Tool:
    """Return this generator, its record made."""
    write_corpus(folder, notebooks)
    subprocess.run([sys.executable, "-m", "proofpress.cli", "accept"], cwd=folder, check=True, capture_output=True)
    build = (sys.executable, "-m", "mkdocs", "build", "--strict")
    accept = (sys.executable, "-m", "proofpress.cli", "accept", "lake-0000")
    page = "site/analyses/lake-0000/index.html"
    return Tool(OURS, folder, (build,), ("site", ".cache"),
                lambda lake: folder / "notebooks" / f"lake_{lake:04d}.py", page, accept)  # fmt: skip


def _tables(folder: Path, notebooks: int) -> Path:
    tables = folder / "data" / "tables"
    tables.mkdir(parents=True)
    for lake in range(notebooks):
        (tables / f"ice_{lake:04d}.csv").write_text(table_text(lake), encoding="utf-8")
    return tables


def _scripts(folder: Path, part: str, notebooks: int, suffix: str = ".py") -> None:
    """Write the notebooks as scripts, or as what the suffix says."""
    tables, target = _tables(folder, notebooks), folder / part
    target.mkdir(parents=True, exist_ok=True)
    for lake in range(notebooks):
        text = CELLS.format(lake=lake, table=tables / f"ice_{lake:04d}.csv")
        notebook = jupytext.reads(text, fmt="py:percent")
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
        fmt = "py:percent" if suffix == ".py" else suffix.removeprefix(".")
        (target / f"lake_{lake:04d}{suffix}").write_text(jupytext.writes(notebook, fmt=fmt), encoding="utf-8")


def mkdocs_jupyter(folder: Path, notebooks: int, python: Path) -> Tool:
    """Return mkdocs-jupyter, which executes while MkDocs builds."""
    _scripts(folder, "docs", notebooks)
    (folder / "docs" / "index.md").write_text("# Lakes\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(JUPYTER_SITE, encoding="utf-8")
    return Tool(JUPYTER, folder, ((str(python), "-m", "mkdocs", "build"),), ("site",),
                lambda lake: folder / "docs" / f"lake_{lake:04d}.py", "site/lake_0000/index.html")  # fmt: skip


def myst_nb(folder: Path, notebooks: int, python: Path) -> Tool:
    """Return MyST-NB with jupyter-cache, two processes at a time."""
    _scripts(folder, "source", notebooks, ".ipynb")
    listed = "\n".join(f"lake_{lake:04d}" for lake in range(notebooks))
    (folder / "source" / "index.md").write_text(f"# Lakes\n\n```{{toctree}}\n{listed}\n```\n", encoding="utf-8")
    (folder / "source" / "conf.py").write_text(SPHINX_SITE, encoding="utf-8")
    command = (str(python), "-m", "sphinx", "-q", "-j", "2", "source", "built/html")
    return Tool(MYST, folder, (command,), ("built",),
                lambda lake: folder / "source" / f"lake_{lake:04d}.ipynb", "built/html/lake_0000.html")  # fmt: skip


def nbconvert(folder: Path, notebooks: int, python: Path) -> Tool:
    """Return ``nbconvert --execute``, all notebooks in one command."""
    _scripts(folder, "source", notebooks, ".ipynb")
    names = [f"source/lake_{lake:04d}.ipynb" for lake in range(notebooks)]
    command = (str(python), "-m", "nbconvert", "--to", "html", "--execute", "--output-dir", "built", *names)
    return Tool(NBCONVERT, folder, (command,), ("built",),
                lambda lake: folder / "source" / f"lake_{lake:04d}.ipynb", "built/lake_0000.html")  # fmt: skip


def observable(folder: Path, notebooks: int, python: Path, command: Path) -> Tool:
    """Return Observable Framework, whose data loaders are run for the value; it draws in the reader's browser."""
    tables, source = _tables(folder, notebooks), folder / "src"
    source.mkdir()
    for lake in range(notebooks):
        table = tables / f"ice_{lake:04d}.csv"
        (source / f"ice_{lake:04d}.json.py").write_text(LOADER.format(table=table), encoding="utf-8")
        (source / f"lake_{lake:04d}.md").write_text(PAGE.format(lake=lake), encoding="utf-8")
    (source / "index.md").write_text("# Lakes\n", encoding="utf-8")
    settings = {"root": "src", "interpreters": {".py": [str(python)]}}
    (folder / "observablehq.config.js").write_text(f"export default {json.dumps(settings)};\n", encoding="utf-8")
    (folder / "node_modules").symlink_to(command.parents[1])
    build = ("env", "OBSERVABLE_TELEMETRY_DISABLE=true", str(command), "build")
    return Tool(OBSERVABLE, folder, (build,), ("dist", "src/.observablehq"),
                lambda lake: source / f"ice_{lake:04d}.json.py", "dist/_file/ice_0000.*.json")  # fmt: skip


def limit(folder: Path, notebooks: int, pages: Path, settings: str) -> Tool:
    """Return what no tool is faster than: the scripts in warm processes that draw, then plain MkDocs of our pages."""
    _scripts(folder, "scripts", notebooks)
    (folder / "run.py").write_text(SCRIPTS, encoding="utf-8")
    shutil.copytree(pages, folder / "docs")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    commands = ((sys.executable, "run.py"), (sys.executable, "-m", "mkdocs", "build"))
    return Tool(LIMIT, folder, commands, ("site",), lambda lake: folder / "scripts" / f"lake_{lake:04d}.py",
                "")  # fmt: skip


def peers_python(scratch: Path) -> Path | None:
    """Return the interpreter of an environment with the peers; None where they cannot be installed."""
    folder = scratch / "peers"
    python = folder / "bin" / "python"
    if not python.exists():
        tell("installing the peers")
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--requirement", str(HERE / "peers.txt")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            tell(done.stderr[-2000:])
            shutil.rmtree(folder)
            return None
    return python


def observable_command(scratch: Path) -> Path | None:
    """Return Observable Framework's command; None where it cannot be installed."""
    folder = scratch / "observable"
    if not folder.is_dir() and shutil.which("npm"):
        tell("installing Observable Framework")
        folder.mkdir()
        options = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
        subprocess.run(["npm", "install", *options, *OBSERVABLE_PACKAGES], check=False, cwd=folder)
    command = folder / "node_modules" / ".bin" / "observable"
    return command if command.exists() else None


OBSERVABLE_PACKAGES = ("@observablehq/framework@1.13.4", "@observablehq/plot@0.6.17")
PEERS = {JUPYTER: mkdocs_jupyter, MYST: myst_nb, NBCONVERT: nbconvert}


def lake_text(lake: int, most: int | None = None) -> str:
    """Return a lake's table, its first winter with another number of days where one is given."""
    text = table_text(lake)
    first, row, rest = text.split("\n", 2)
    return text if most is None else "\n".join([first, row.replace(f",{days_of(lake, 0)},", f",{most},"), rest])


def most_words(table: str) -> str:
    """Return the value that a notebook publishes from a table, in its words."""
    return f"{max(int(row.split(',')[2]) for row in table.splitlines()[1:]):,} days"


def add_remark(notebook: Path, number: int) -> None:
    """Add a remark to the code of a notebook that changes no result."""
    if notebook.suffix == ".ipynb":
        content = jupytext.read(notebook)
        content.cells[-1].source += f"\n# Remark {number}."
        jupytext.write(content, notebook)
    else:
        text = notebook.read_text(encoding="utf-8")
        notebook.write_text(f"{text}\n# %%\n# Remark {number}.\n", encoding="utf-8")


def plot(rows: Sequence[dict[str, object]], target: Path) -> None:
    """Draw the seconds of all builds by size, a panel a state."""
    table = pd.DataFrame(rows)
    size = alt.X("notebooks:Q", title="Notebooks").scale(type="log", base=2)
    seconds = alt.Y("median(seconds):Q", title="Seconds").scale(type="log")
    lines = alt.Chart(table, width=220, height=220).mark_line(point=True).encode(x=size, y=seconds, color="tool:N")
    lines.facet(alt.Facet("state:N", title=None), columns=2).save(target)
