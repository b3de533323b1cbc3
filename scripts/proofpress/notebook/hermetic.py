"""Keep a notebook's kernel closed: no clock, no chance, no network, no process, no file but what it loads by name.

Once the first cell has begun, whatever the process does is the notebook's doing, in every thread and callback; only the
kernel's own threads go on as before. What the notebook may not do is refused with a message that says what to do
instead. This is a guard against stale and unrepeatable results, not a sandbox against malice.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any

from ..model.settings import find_root, site_packages
from ..model.tied import VARIABLE as PARENT
from .closed_chance import NAMES, fix_chance, seed
from .closed_clock import WatchCalls, close_clock
from .closed_files import close_files
from .closed_order import WatchOrder, close_order
from .guard_state import STATE, note_uncaught, note_unraisable, rebinding

SYSTEM = ("/usr/share/zoneinfo", "/usr/lib", "/usr/local/lib", "/lib", "/dev/null")
"""What libraries read of the machine: time zones and further libraries."""
OF_THE_MACHINE = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "JPY_", "PYTHONDONTWRITEBYTECODE", PARENT)
"""How the names of variables begin that start a kernel, are other ones elsewhere, and serve a notebook for nothing."""


def _allowed_places() -> tuple[str, ...]:
    """Return how the paths begin that a notebook may use: of the environment, and of the kernel's own folder."""
    package = str(Path(__file__).resolve().parents[1])
    own = os.environ.get("TMPDIR", package)  # the kernel's private folder, gone with it
    roots = {sys.prefix, sys.base_prefix, package, own, *(p for p in sys.path if p.endswith("site-packages"))}
    return (*(os.path.realpath(root) + os.sep for root in sorted(roots)), package, *SYSTEM)


def install(shell: Any) -> None:
    """Guard an IPython shell's cells.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        The kernel's shell.
    """
    STATE.allowed = _allowed_places()
    STATE.site = frozenset(package.name for package in site_packages(find_root()))
    STATE.epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or 0)
    with rebinding():
        fix_chance()
        close_clock()
        close_files()
        close_order()
    shell.ast_transformers.extend([WatchOrder(), WatchCalls()])
    shell.user_ns.update(NAMES)
    shell.user_ns_hidden.update(NAMES)
    shell.events.register("pre_run_cell", _begin_cell)
    sys.unraisablehook = note_unraisable(sys.unraisablehook)
    threading.excepthook = note_uncaught(threading.excepthook)


def _begin_cell(*_: Any) -> None:
    """Begin a cell; with the first one the guard is on, and the generators are at their start."""
    if not STATE.active:
        STATE.kernel_threads = {thread.ident for thread in threading.enumerate() if thread.ident} - {
            threading.get_ident()
        }
        for name in [name for name in os.environ if name.startswith(OF_THE_MACHINE)]:
            del os.environ[name]
        seed()  # the kernel itself has drawn from the common generators by now
    STATE.active = True
    STATE.cell += 1
