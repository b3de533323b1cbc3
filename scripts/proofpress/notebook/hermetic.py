"""Keep a notebook's kernel closed: no clock, no network, no file but what it loads by name.

While a cell runs, Python's own audit events tell of every file opened, process started and address reached; what the
notebook may not do is refused with a message that says what to do instead. This is a guard against stale and
unrepeatable results, not a sandbox against malice.
"""

from __future__ import annotations

import ast
import datetime as datetime_module
import os
import random
import sys
import threading
import time as time_module
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from ..model.errors import Problem, SiteError


class HermeticityError(SiteError):
    """A notebook asked for something that would make its result unrepeatable."""

    stage = "guard"


class _State:
    active = False
    begun = False
    trusted = 0
    thread = 0
    allowed: tuple[str, ...] = ()


@contextmanager
def trusted() -> Iterator[None]:
    """Let the package itself read the project's data while a cell runs."""
    _State.trusted += 1
    try:
        yield
    finally:
        _State.trusted -= 1


def _refuse(thing: str, fix: str) -> NoReturn:
    raise HermeticityError([Problem("refused", "", thing, fix=fix)])


NETWORK = {
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.sendto",
}
PROCESSES = {
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "pty.spawn",
}
FILES = {"open", "os.listdir", "os.scandir"}


def _is_allowed(path: str) -> bool:
    return (os.path.realpath(path) + os.sep).startswith(_State.allowed)


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if not _State.active or _State.trusted or threading.get_ident() != _State.thread:
        return
    if event in FILES:
        path = args[0]
        if isinstance(path, bytes):
            path = os.fsdecode(path)
        if isinstance(path, str | os.PathLike) and not _is_allowed(os.fspath(path)):
            _refuse(f"the notebook reads or writes the file `{path}`", "Load a table by name: load_table(…).")
    elif event in NETWORK:
        _refuse(f"the notebook uses the network ({event})", "Put the data into data/tables/ with its source.")
    elif event in PROCESSES:
        _refuse(f"the notebook starts a process ({event})", "Compute in Python, in a cell or in the package.")


def _from_notebook(depth: int = 2) -> bool:
    return _State.active and sys._getframe(depth).f_globals.get("__name__") == "__main__"


def _refuse_clock(name: str) -> NoReturn:
    _refuse(f"the notebook asks the clock ({name})", "Write the date that the analysis means into a table.")


def _closed(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if _from_notebook():
            _refuse_clock(name)
        return function(*args, **kwargs)

    return wrapper


def _closed_date_class(real: type[Any], names: tuple[str, ...]) -> type[Any]:
    """Return a stand-in for a date class: the same, but its clock methods refuse a notebook."""

    class Meta(type):
        def __instancecheck__(cls, item: object) -> bool:
            return isinstance(item, real)

        def __subclasscheck__(cls, other: type) -> bool:
            return issubclass(other, real)

        def __call__(cls, *args: Any, **kwargs: Any) -> Any:
            return real(*args, **kwargs)

    def method(name: str) -> classmethod[Any, ..., Any]:
        def call(cls: type[Any], *args: Any, **kwargs: Any) -> Any:
            if _from_notebook():
                _refuse_clock(f"{real.__name__}.{name}")
            return getattr(real, name)(*args, **kwargs)

        return classmethod(call)

    return Meta(real.__name__, (real,), {name: method(name) for name in names})


class _NowWords(ast.NodeTransformer):
    """Refuse ``"now"`` and ``"today"`` where a date library would read the clock for them."""

    NAMES = frozenset({"datetime64", "to_datetime", "Timestamp", "DatetimeIndex", "date_range", "Period"})

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in self.NAMES and {"now", "today"} & {word.lower() for word in words}:
            from IPython.core.error import InputRejected

            raise InputRejected(f"the notebook asks the clock ({name}); write the date that it means into a table")
        return self.generic_visit(node)


def close_clock() -> None:
    """Replace the clock's entry points by ones that refuse calls from notebook cells."""
    for name in ("time", "time_ns", "localtime", "gmtime", "ctime", "monotonic", "perf_counter", "perf_counter_ns"):
        setattr(time_module, name, _closed(getattr(time_module, name), f"time.{name}"))
    real_date, real_datetime = datetime_module.date, datetime_module.datetime
    datetime_module.date = _closed_date_class(real_date, ("today",))  # type: ignore[misc]
    datetime_module.datetime = _closed_date_class(  # type: ignore[misc]
        real_datetime, ("now", "utcnow", "today")
    )
    import pandas as pd

    for name in ("now", "today", "utcnow"):
        real = getattr(pd.Timestamp, name)
        setattr(pd.Timestamp, name, staticmethod(_closed(real, f"Timestamp.{name}")))


def seed() -> None:
    """Set the common generators to their start."""
    import numpy as np

    random.seed(0)
    np.random.seed(0)


def fix_chance() -> None:
    """Seed every generator a notebook may use; one asked for without a seed gets this one too."""
    import numpy as np

    seed()
    real = np.random.default_rng
    np.random.default_rng = lambda seed=0: real(seed)


def install(shell: Any) -> None:
    """Guard an IPython shell's cells.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        The kernel's shell.
    """
    package = str(Path(__file__).resolve().parents[1])
    own = os.environ.get("TMPDIR", package)  # the kernel's private folder, gone with it
    roots = {sys.prefix, sys.base_prefix, package, own, *(p for p in sys.path if p.endswith("site-packages"))}
    system = (
        "/usr/share/zoneinfo",
        "/usr/lib",
        "/usr/local/lib",
        "/lib",
        "/proc/",
        "/sys/",
        "/dev/null",
        "/dev/urandom",
    )
    _State.allowed = (*(os.path.realpath(root) + os.sep for root in sorted(roots)), package, *system)
    _State.thread = threading.get_ident()
    fix_chance()
    close_clock()
    sys.addaudithook(_audit)
    shell.ast_transformers.append(_NowWords())

    def start(*_: Any) -> None:
        if not _State.begun:  # the kernel itself has drawn from the common generators by now
            seed()
        _State.active = _State.begun = True

    def stop(*_: Any) -> None:
        _State.active = False

    shell.events.register("pre_run_cell", start)
    shell.events.register("post_run_cell", stop)
