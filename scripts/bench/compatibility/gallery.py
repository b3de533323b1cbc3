"""Altair's gallery, published and drawn as a notebook's figures are: wide and narrow, a mark for each row, or refused.

An example that asks for data by name or address gets the frame of the package ``vega_datasets``, which brings its own;
one whose data are not there needs the network and is passed over.
"""

from __future__ import annotations

import ast
import os
import sys
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from outside import ROOT, Trial, wheel_of

KIND = "chart"
ROW = "plants:north"
TEXTS = dict.fromkeys(("title", "subtitle", "note", "alt"), "Text")
NETWORK = "needs the network"


class NetworkNeededError(Exception):
    """An example asks for data that no package brings."""


class Named:
    """A data set by name: called, or asked for its address, it gives its frame."""

    def __init__(self, name: str, known: Any) -> None:
        self.name, self.known = name, known

    def __call__(self, **options: Any) -> Any:
        """Return the frame."""
        import pandas as pd
        from vega_datasets.core import Dataset

        if self.name.replace("_", "-") not in self.known.list_datasets():
            raise NetworkNeededError(self.name)
        dataset = Dataset(self.name.replace("_", "-"))
        if not dataset.is_local:
            raise NetworkNeededError(self.name)
        frame = dataset(**{key: item for key, item in options.items() if key != "engine"})
        dates = [name for name in frame.columns if name == "date" and frame[name].dtype == "str"]
        return frame.assign(**{name: pd.to_datetime(frame[name]) for name in dates})

    @property
    def url(self) -> Any:
        """Return the frame instead of an address."""
        return self()


class Data(types.ModuleType):
    """Stands for ``altair.datasets``."""

    def __init__(self) -> None:
        super().__init__("altair.datasets")
        from vega_datasets import local_data

        self.known = local_data
        self.data = self

    def __getattr__(self, name: str) -> Named:
        if name.startswith("__"):
            raise AttributeError(name)
        return Named(name, self.known)


def trials(folder: Path, gallery: Path | None) -> Iterator[Trial]:
    """Yield what came of each example below a folder."""
    wheel = wheel_of("vega_datasets", folder / "sources") if gallery else None
    if gallery is None or wheel is None:
        return
    sys.path[:0] = [str(wheel), str(ROOT)]
    _prepare(folder)
    sys.modules["altair.datasets"] = Data()
    for path in sorted(gallery.glob("*.py")):
        if not path.name.startswith("_"):
            yield Trial(KIND, path.stem, *_tried(path, folder))


def _prepare(folder: Path) -> None:
    """Begin a notebook's session on the fixture site, in this process."""
    from tests.support.projects import FIXTURE, copy_project

    from proofpress.model.settings import ROOT_VARIABLE
    from proofpress.notebook import place, session

    os.environ[ROOT_VARIABLE] = str(copy_project(FIXTURE, folder / "session", shared_cache=False))
    os.environ[place.BATCH_VARIABLE] = "1"
    session.reset()
    session.load_table("plants")


def _tried(path: Path, folder: Path) -> tuple[str, str]:
    """Return what came of an example, and why."""
    from proofpress.model.errors import PublishError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            chart = _chart_of(path)
    except NetworkNeededError as err:
        return NETWORK, str(err)
    except Exception as err:  # an example may do anything
        return "example fails", f"{type(err).__name__}: {err}"[:200]
    try:
        return "drawn", _drawn(chart, folder)
    except PublishError as err:
        codes = sorted({problem.code for problem in err.problems})
        return "refused: " + ", ".join(codes), " ".join(str(err.problems[0]).split())
    except NetworkNeededError as err:
        return NETWORK, str(err)
    except Exception as err:  # a traceback where a refusal should be
        return "TRACEBACK", f"{type(err).__name__}: {err}"[:300]


def _chart_of(path: Path) -> Any:
    """Return the chart that an example ends with."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    last = tree.body[-1]
    space: dict[str, Any] = {"__name__": "example"}
    if isinstance(last, ast.Expr):
        tree.body.pop()
        exec(compile(tree, str(path), "exec"), space)
        return eval(compile(ast.Expression(last.value), str(path), "eval"), space)
    exec(compile(tree, str(path), "exec"), space)
    return space.get("chart")


def _with_rows(chart: Any, done: dict[int, Any]) -> Any:
    """Give each frame of a chart the column of row ids, in place; return the first frame."""
    first = None
    kept = chart._kwds
    frame = kept.get("data")
    if hasattr(frame, "assign"):
        first = done.setdefault(id(frame), frame.assign(rows=ROW))
        kept["data"] = first
    for key in ("layer", "hconcat", "vconcat", "concat", "spec"):
        below = kept.get(key)
        for part in below if isinstance(below, list) else [below] if hasattr(below, "_kwds") else []:
            inner = _with_rows(part, done)
            first = inner if first is None else first
    return first


def _drawn(chart: Any, folder: Path) -> str:
    """Publish a chart and draw it at both widths; return its widths in pixels.

    Raises
    ------
    PublishError
        With what is wrong with it.
    """
    import altair as alt

    from proofpress.figures.draw import draw_sizes
    from proofpress.figures.extract import _figure
    from proofpress.model.errors import PublishError
    from proofpress.notebook import publish, session
    from proofpress.notebook.fonts import Typeface
    from proofpress.notebook.theme import enable_theme

    enable_theme("Site Sans")
    alt.data_transformers.disable_max_rows()
    frame = _with_rows(chart, {})
    if frame is None:
        raise NetworkNeededError("data of an address, or none")
    session.session().figures.clear()
    shown: list[Any] = []
    publish.show = lambda mime, payload, preview: shown.append(dict(payload))
    columns = {str(name): str(name) for name in list(frame.columns)[:1]}
    publish.publish_figure(
        chart, name="example", data=frame, columns=columns, computed="As the gallery does.", explore="x", **TEXTS
    )
    figure = _figure("gallery", 1, {**shown[0]}, {})
    pictures, problems = draw_sizes(figure, Typeface(folder / "fonts"))
    if problems:
        raise PublishError(dict.fromkeys(problems))
    return ", ".join(f"{size} {len(svg)} bytes" for size, svg in pictures.items())
