"""The kernel that builds run notebooks in: ipykernel with the guard installed.

Started as ``python -m proofpress.kernel -f CONNECTION_FILE``. Authors use any Python kernel in JupyterLab; only the
build is this strict.
"""

from __future__ import annotations

from ipykernel.kernelapp import IPKernelApp


def main() -> None:
    """Start the guarded kernel."""
    # Loaded before the guard closes clock and files: pandas' C code needs the real date classes.
    import altair as alt
    import pandas  # noqa: F401

    from . import charts, guard, publish  # noqa: F401

    charts.enable_theme()
    alt.renderers.enable("mimetype")
    app = IPKernelApp.instance()
    app.initialize()
    guard.install(app.shell)
    app.start()


if __name__ == "__main__":
    main()
