"""What publishing does outside a build: in a live kernel, and in a plain script."""

from __future__ import annotations

import re
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any

import altair as alt
import pytest

from proofpress.model.errors import DataError, PublishError, SiteError
from proofpress.notebook import place
from proofpress.notebook.publish import publish_figure
from proofpress.notebook.session import load_table
from tests.support.projects import ROOT

TEXTS = """
# %% [markdown]
# ::: figure tall
#
# **The north is
# larger**
#
# *Capacity*
#
# Note: Gross.
#
# Alt: Bars.
"""


def publish_tall() -> None:
    """Publish a figure whose texts stand in a cell of their own."""
    plants = load_table("plants")
    chart = alt.Chart(plants).mark_bar().encode(x="capacity:Q", y="plant:N")
    publish_figure(chart, name="tall", data=plants, columns={"plant": "Plant"})


def test_outside_a_build_texts_are_read_from_the_saved_notebook(
    data_project: Path, kernel_session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kernel knows no Markdown cells: what the file holds is checked and shown."""
    notebook = data_project / "notebooks" / "plants.py"
    notebook.write_text(notebook.read_text() + TEXTS)
    monkeypatch.delenv(place.BATCH_VARIABLE)
    publish_tall()
    assert kernel_session[-1][1]["title"] == "The north is larger"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (("# Note: Gross.", "# Remark: gross."), "figure `tall`: a paragraph; expected one of"),
        (("larger", "40 MW larger"), "types “40”"),
        (("larger", "{{ larger }}"), "names value `larger`, not published so far"),
        (("figure tall", "figure small"), "`title` is missing"),
    ],
)
def test_an_author_is_told_at_once_what_is_wrong_with_the_texts(
    data_project: Path, kernel_session: Any, monkeypatch: pytest.MonkeyPatch, changed: tuple[str, str], message: str
) -> None:
    """The form, typed numbers and unknown values of the cell are told where the figure is published."""
    notebook = data_project / "notebooks" / "plants.py"
    notebook.write_text(notebook.read_text() + TEXTS.replace(*changed))
    monkeypatch.delenv(place.BATCH_VARIABLE)
    with pytest.raises(PublishError, match=message):
        publish_tall()


def test_in_a_build_the_texts_are_bound_later(kernel_session: Any) -> None:
    """The build binds the executed notebook's own cell, so that the kernel reads no file."""
    publish_tall()
    assert kernel_session[-1][1]["title"] == ""


@pytest.mark.slow
def test_a_plain_script_lists_what_a_build_would_publish(data_project: Path) -> None:
    """`python notebooks/x.py` runs to its end and says what it would publish, and that it published nothing."""
    run = subprocess.run(
        [sys.executable, "notebooks/plants.py"], cwd=data_project, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "A build would publish 2 things; this run publishes nothing:" in run.stdout
    assert "value   largest: 1,200 MW (2 rows, grade C)" in run.stdout
    assert "figure  capacity: The largest plant has 1,200 MW" in run.stdout


@pytest.mark.slow
def test_the_tutorials_figure_with_three_values_takes_35_lines_and_runs(data_project: Path) -> None:
    """What the guide shows is what a reader types: it publishes a figure and three values, is short, and asserts."""
    guide = (ROOT / "docs" / "contribute" / "analysis.md").read_text(encoding="utf-8")
    example, asserted = re.findall(r"(?m)^```python\n(.*?)^```$", guide, re.DOTALL)[:2]
    assert example.count("\n") <= 35
    figure, texts = example.split("# %% [markdown]")
    whole = f"{figure}# %%\n{asserted}\n# %% [markdown]{texts}"
    (data_project / "notebooks" / "tutorial.py").write_text(whole, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "notebooks/tutorial.py"], cwd=data_project, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "A build would publish 4 things" in run.stdout
    assert "figure  coal: Coal made 19% of the power in 2023, 20 points less than in 2012 (2 rows, grade" in run.stdout
    assert "coal-fall: 20 (2 rows" in run.stdout


class Shell:
    """A kernel's shell, which keeps what it is told to show."""

    def __init__(self) -> None:
        self.kernel: Any = None
        self.shown: Any = None
        self.handlers: dict[type[BaseException], Callable[..., None]] = {}

    def set_custom_exc(self, kinds: tuple[type[BaseException], ...], handler: Callable[..., None]) -> None:
        """Take note of who shows which errors."""
        self.handlers |= dict.fromkeys(kinds, handler)

    def showtraceback(self, told: tuple[Any, Any, TracebackType], *, tb_offset: int | None) -> None:
        """Keep what is shown."""
        self.shown = [*told, tb_offset]


@pytest.mark.usefixtures("data_project", "kernel_session")
def test_a_live_kernel_shows_an_authors_own_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the generator ends at the line that asked for it, with a build's words; in a build all is shown."""
    shell = Shell()
    shell.kernel = "a kernel"
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
    place.fold_errors()
    assert not shell.handlers
    monkeypatch.delenv(place.BATCH_VARIABLE)
    place.fold_errors()
    with pytest.raises(DataError, match=r"no table `plant`\. Did you mean `plants`") as caught:
        load_table("plant")
    assert len(caught.traceback) > 2
    shell.handlers[SiteError](shell, caught.type, caught.value, caught.tb, tb_offset=1)
    kind, error, trace, offset = shell.shown
    assert (kind, error, offset) == (DataError, caught.value, 1)
    assert [Path(frame.filename).name for frame in traceback.extract_tb(trace)] == ["test_place.py"]


@pytest.mark.usefixtures("data_project", "kernel_session")
def test_a_name_that_is_no_text_is_told_as_any_other() -> None:
    """A number in the place of a table's name is no table either."""
    with pytest.raises(DataError, match="no table `1`"):
        load_table(1)  # type: ignore[arg-type]
