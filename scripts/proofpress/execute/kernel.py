"""The kernel that builds run notebooks in: ipykernel with the guard installed.

Forked by :mod:`proofpress.execute.forkserver` with a connection, or the stock kernel with its sockets, started as
``python -m proofpress.execute.kernel -f CONNECTION_FILE``. Both have the same guard, limits and outputs. Authors use
any Python kernel in JupyterLab; only the build is this strict.
"""

from __future__ import annotations

import os
import sys
from typing import Any

import ipykernel.debugger  # noqa: F401 - each kernel would import it
from ipykernel.kernelapp import IPKernelApp

from ..model.options import FONT
from ..model.tied import end_with_parent
from . import limits
from .pipe_kernel import PipeApp, connection_of

ARGUMENTS = ["--HistoryManager.enabled=False"]
"""Of every kernel's application: nobody asks a notebook's kernel what was typed before."""


def preload() -> None:
    """Import what must be there before the guard closes clock and files: pandas' C code needs the real date classes.

    A first chart is drawn, for what Altair imports and reads only then.
    """
    import altair as alt
    import pandas as pd

    from ..notebook import charts, hermetic, publish, theme  # noqa: F401
    from ..notebook.fast_altair import quicken_altair

    quicken_altair()
    frame = pd.DataFrame({"place": ["Here"], "amount": [1.5]})
    alt.Chart(frame).mark_point().encode(x="amount", y="place", color=alt.Color("place:N").title("Place")).to_dict()


def _cell_name(raw_code: str, code: str, number: int) -> str:
    """Return the file that a cell's code is said to come from: its number, for a path would differ in each run."""
    return f"<code cell {number}>"


def start() -> None:
    """Start the guarded stock kernel and serve until it is shut down or the build ends."""
    _serve(IPKernelApp.instance(), [*ARGUMENTS, *sys.argv[1:]])


def start_on(descriptor: int) -> None:
    """Start the guarded kernel on a connection and serve until that or the build ends."""
    sys.argv = ["proofpress.execute.kernel", *ARGUMENTS]
    app = PipeApp.instance()
    app.connection = connection_of(descriptor)
    _serve(app, ARGUMENTS)


def _serve(app: Any, arguments: list[str]) -> None:
    """Initialize a kernel's application, close it as builds need it, and serve."""
    end_with_parent()
    preload()
    import altair as alt

    from ..model.settings import find_root
    from ..notebook import hermetic as guard
    from ..notebook import site_code, theme

    theme.enable_theme(os.environ.get(theme.FONT_VARIABLE) or FONT)
    # Altair's own type for a bare chart is no JSON type to Jupyter, which would refuse the notebook before we can.
    alt.renderers.register("proofpress", lambda spec, **_: {"application/vnd.vegalite.v6+json": spec})
    alt.renderers.enable("proofpress")
    app.initialize(arguments)
    vars(app.shell.compile)["get_code_name"] = _cell_name
    site_code.install_finder(find_root(), first=True)
    guard.install(app.shell)
    limits.install(app)
    app.start()


if __name__ == "__main__":
    start()
