"""Files, network and processes closed to a notebook: it reads only what it loads by name, and writes nothing.

Python's own audit events tell of what any thread does below the names that a notebook may use. Where a library opens
files without such an event, its function is replaced by one that asks first.
"""

from __future__ import annotations

import _posixsubprocess
import asyncio
import ctypes
import importlib
import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..data.parquet import LIBRARY
from .guard_state import STATE, Caller, asking, is_guarded, rebind, refuse

NETWORK = frozenset(
    {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname"}
    | {"socket.gethostname", "socket.getnameinfo", "socket.sendmsg", "socket.sendto", "urllib.Request"}
)
PROCESSES = frozenset(
    {"os.exec", "os.fork", "os.forkpty", "os.kill", "os.killpg", "os.posix_spawn", "os.spawn", "os.startfile"}
    | {"os.system", "pty.spawn", "subprocess.Popen"}
)
FILES = {
    **dict.fromkeys(
        ("open", "os.chdir", "os.chflags", "os.chmod", "os.chown", "os.getxattr", "os.listdir", "os.listxattr"), (0,)
    ),
    **dict.fromkeys(("os.mkdir", "os.remove", "os.removexattr", "os.rmdir", "os.scandir", "os.setxattr"), (0,)),
    **dict.fromkeys(("os.truncate", "os.utime", "os.walk", "os.fwalk", "tempfile.mkdtemp", "tempfile.mkstemp"), (0,)),
    **dict.fromkeys(("os.link", "os.rename", "shutil.copyfile", "shutil.copymode", "shutil.copystat"), (0, 1)),
    **dict.fromkeys(("shutil.copytree", "shutil.move", "shutil.unpack_archive"), (0, 1)),
    **dict.fromkeys(("shutil.chown", "shutil.rmtree"), (0,)),
    "os.symlink": (0, 1),
    "shutil.make_archive": (0, 2, 3),
}
"""Which arguments of an event are paths."""
ASKED = ("stat", "lstat", "access", "readlink", "statvfs", "pathconf")
"""Functions of ``os`` that say something of a file and tell no event."""
OPENERS = {"_dbm": ("open",), "_gdbm": ("open",)}
"""Functions that open a file and tell no event."""
PASSING = frozenset({"fnmatch", "genericpath", "glob", "os", "pathlib", "platform", "posixpath", "shutil", "stat"})
"""Modules that ask for whoever calls them."""
FACTS = ("/proc/", "/sys/")
"""What the system tells of the machine and the run: libraries may ask how much they can take."""
MACHINE = {
    "getpass": ("getuser",),
    "os": ("getpid", "getppid", "getloadavg", "times", "uname", "cpu_count", "getlogin", "getuid", "geteuid", "getgid"),
    "pwd": ("getpwuid", "getpwnam", "getpwall"),
    "resource": ("getrusage",),
}
"""Functions whose answer is another on each machine or in each run."""
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
"""Ways to open a file that may change it."""
DENY_ATTACH = 24
"""SQLite's number of the action that opens another file."""
FACTORY = 5
"""Arguments behind the name of a database, the last of which is the class of its connection."""


def is_allowed(path: str) -> bool:
    """Whether a notebook may use a path: it lies in the environment or in the kernel's own folder."""
    return (os.path.realpath(path) + os.sep).startswith(STATE.allowed)


def _check_path(path: Any) -> None:
    if isinstance(path, bytes):
        path = os.fsdecode(path)
    if not isinstance(path, str | os.PathLike) or is_allowed(os.fspath(path)):
        return
    if not (os.fspath(path).startswith(FACTS) and asking(PASSING, depth=4)[0] is not Caller.NOTEBOOK):
        refuse(f"the notebook reads or writes the file `{path}`", "Load a table by name: load_table(…).")


def _reads_source(event: str, args: tuple[Any, ...]) -> bool:
    """Whether a module of the site that the notebook has imported is read, as a traceback does to show its lines."""
    return event == "open" and isinstance(args[0], str) and args[0] in STATE.sources and not args[2] & WRITING


def audit(event: str, args: tuple[Any, ...]) -> None:
    """Refuse what a notebook may not do; told by Python of each event in any thread."""
    if not STATE.active or not is_guarded():
        return
    if event in FILES and not _reads_source(event, args):
        for position in FILES[event]:
            if position < len(args):
                _check_path(args[position])
    elif event in NETWORK:
        refuse(f"the notebook uses the network ({event})", "Put the data into data/tables/ with its source.")
    elif event in PROCESSES:
        refuse_process(event)
    elif event.startswith("ctypes."):
        _check_library(event, args)
    elif event.startswith("sqlite3."):
        _check_database(event, args)
    elif event == "import" and str(args[0]).partition(".")[0].lstrip("_") == LIBRARY:
        thing = f"the notebook reads or writes the files that `{LIBRARY}` opens"
        refuse(thing, "Load a table by name: load_table(name, columns=…, where=…).")


def refuse_process(name: str) -> None:
    """Refuse a process."""
    refuse(f"the notebook starts or ends a process ({name})", "Compute in Python, in a cell or in the package.")


def _check_library(event: str, args: tuple[Any, ...]) -> None:
    """Refuse the system's own library, which does anything without telling; libraries of packages are theirs."""
    if event == "ctypes.dlopen":
        name = os.fsdecode(args[0]) if isinstance(args[0], str | bytes) else ""
        closed = not (Path(name).is_absolute() and is_allowed(name))
    elif event in {"ctypes.dlsym", "ctypes.dlsym/handle"}:
        name = str(args[1])
        closed = args[0] is ctypes.pythonapi and not name.startswith(("Py", "_Py"))
    else:
        return
    if closed:
        refuse(f"the notebook calls the system's library ({event} {name})".replace(" )", ")"), "Compute in Python.")


def _check_database(event: str, args: tuple[Any, ...]) -> None:
    """Allow databases in memory only, and no other to be joined to them."""
    if event == "sqlite3.connect":
        name = os.fsdecode(args[0]) if isinstance(args[0], str | bytes | os.PathLike) else ""
        if name.startswith("file:"):
            address = urlsplit(name)
            name = ":memory:" if "mode=memory" in address.query else unquote(address.path)
        if name not in {"", ":memory:"}:
            _check_path(name)
    elif event != "sqlite3.connect/handle":
        refuse(f"the notebook loads an extension ({event})", "Compute in Python.")


class ClosedConnection(sqlite3.Connection):
    """A connection to which no other file can be joined."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.set_authorizer(_authorize)


def _authorize(action: int, first: str | None, *_: str | None) -> int:
    """Deny a file to be attached, which is also how one is written."""
    closed = (
        action == DENY_ATTACH and is_guarded() and first not in {"", ":memory:", None} and not is_allowed(str(first))
    )
    return sqlite3.SQLITE_DENY if closed else sqlite3.SQLITE_OK


def _close_databases() -> None:
    """Let every connection be a closed one."""
    real: Any = sqlite3.connect

    def connect(database: Any, *args: Any, **kwargs: Any) -> Any:
        if len(args) < FACTORY:
            kwargs.setdefault("factory", ClosedConnection)
        return real(database, *args, **kwargs)

    rebind(real, connect)
    rebind(sqlite3.Connection, ClosedConnection)


def _asking_first(real: Callable[..., Any], name: str, check: Callable[[str, tuple[Any, ...]], None]) -> Any:
    """Return a function that is refused to a notebook where a check says so, and is the same to all others."""

    def stand_in(*args: Any, **kwargs: Any) -> Any:
        if STATE.active and is_guarded() and asking(PASSING)[0] is Caller.NOTEBOOK:
            check(name, args)
        return real(*args, **kwargs)

    stand_in.__name__ = stand_in.__qualname__ = real.__name__
    stand_in.__doc__ = real.__doc__
    return stand_in


def _check_asked(_: str, args: tuple[Any, ...]) -> None:
    if args:
        _check_path(args[0])


def _refuse_machine(name: str, _: tuple[Any, ...]) -> None:
    refuse(f"the notebook asks the machine ({name})", "Leave out what differs from one machine or run to the next.")


def close_files() -> None:
    """Close what tells no event; :func:`audit` closes the rest."""
    for name in ASKED:
        _replace(os, name, _check_asked)
    for module, names in {**MACHINE, **OPENERS}.items():
        try:
            library = importlib.import_module(module)
        except ImportError:
            continue
        for name in names:
            _replace(library, name, _check_asked if module in OPENERS else _refuse_machine)
    _close_databases()
    _replace(asyncio.BaseEventLoop, "time", _refuse_machine)
    vars(platform)["_uname_cache"] = None  # what was asked before would be told without asking
    # multiprocessing takes this way around `subprocess`
    _replace(_posixsubprocess, "fork_exec", lambda name, _: refuse_process(name), any_caller=True)
    sys.addaudithook(audit)


def _replace(
    module: Any, name: str, check: Callable[[str, tuple[Any, ...]], None], *, any_caller: bool = False
) -> None:
    real = getattr(module, name, None)
    if real is None:
        return
    if any_caller:

        def stand_in(*args: Any) -> Any:
            if is_guarded():
                check(f"{module.__name__}.{name}", args)
            return real(*args)

        setattr(module, name, stand_in)
        return
    closed = _asking_first(real, f"{module.__name__}.{name}", check)
    setattr(module, name, closed)
    rebind(real, closed)
