"""The kernel that builds run notebooks in: ipykernel with the guard installed.

Started as ``python -m proofpress.execute.kernel -f CONNECTION_FILE``, or forked by
:mod:`proofpress.execute.forkserver`. Authors use any Python kernel in JupyterLab; only the build is this strict.
"""

from __future__ import annotations

import os

from ipykernel.kernelapp import IPKernelApp

from ..model.options import FONT
from ..model.tied import end_with_parent
from . import limits


def preload() -> None:
    """Import what must be there before the guard closes clock and files: pandas' C code needs the real date classes."""
    import altair  # noqa: F401
    import pandas  # noqa: F401

    from ..notebook import hermetic, publish, theme  # noqa: F401


def start() -> None:
    """Start the guarded kernel and serve until it is shut down or the build ends."""
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
    app = IPKernelApp.instance()
    app.initialize()
    site_code.install_finder(find_root(), first=True)
    guard.install(app.shell)
    limits.install(app)
    app.start()


if __name__ == "__main__":
    start()
