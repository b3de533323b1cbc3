"""The clock closed to a notebook, whatever call reads it, and one day for libraries that stamp what they make.

Closed are the functions and methods below all names: those of ``time``, and ``now`` and ``today`` of the date classes
themselves, which pandas and others call for the words "now" and "today". numpy reads the clock for such words in its
own C code; there the cells' calls are watched.
"""

from __future__ import annotations

import ast
import builtins
import ctypes
import datetime
import gc
import time
from collections.abc import Callable
from types import FunctionType
from typing import Any, NoReturn

from .closed_order import checking
from .guard_state import STATE, Caller, asking, is_guarded, rebind, refuse

READ_BY_DATES = frozenset({"pandas"})
"""Packages that read the clock because a notebook's words ask for today."""
STAMPING = frozenset({"gzip", "logging", "tarfile", "tempfile", "zipfile"})
"""Modules of the standard library that stamp what they make with a time."""
ELAPSED = ("monotonic", "perf_counter", "process_time", "thread_time")
WORDS = frozenset({"now", "today"})
CALLED = "__proofpress_called__"
"""The built-in function that a cell's calls go through."""
_gmtime, _strftime = time.gmtime, time.strftime


def refuse_clock(name: str) -> NoReturn:
    """Refuse the clock."""
    refuse(f"the notebook asks the clock ({name})", "Write the date that the analysis means into a table.")


def _sees_one_day(name: str) -> bool:
    """Whether who asks for the time now gets the fixed day; the kernel gets the real time, a notebook is refused."""
    caller, through = asking(READ_BY_DATES, depth=3)
    if caller is Caller.KERNEL and not through:
        return False
    if through or caller is Caller.NOTEBOOK:
        refuse_clock(f"{name}, through {through}" if through else name)
    if caller is Caller.STANDARD and asking(STAMPING, depth=3)[1] == "":
        refuse_clock(name)
    return True


def _closed_wall(name: str, given: int, fixed: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of ``time`` that is closed unless it is given the time: at least ``given`` arguments."""
    real = getattr(time, name)

    def stand_in(*args: Any) -> Any:
        is_given = len(args) >= given and args[given - 1 :] != (None,) if given else False
        if STATE.active and not is_given and is_guarded() and _sees_one_day(f"time.{name}"):
            return fixed(*args)
        return real(*args)

    stand_in.__name__ = stand_in.__qualname__ = name
    stand_in.__doc__ = real.__doc__
    return stand_in


def _closed_elapsed(name: str) -> Callable[..., Any]:
    """Return a clock of elapsed time that libraries may read, to wait, and a notebook may not."""
    real = getattr(time, name)

    def stand_in() -> Any:
        if STATE.active and is_guarded() and asking()[0] is Caller.NOTEBOOK:
            refuse_clock(f"time.{name}")
        return real()

    stand_in.__name__ = stand_in.__qualname__ = name
    return stand_in


def _wall_clocks() -> dict[str, tuple[int, Callable[..., Any]]]:
    """Return the functions of ``time`` that tell the time: their arguments when told it, and their answer otherwise."""
    return {
        "time": (0, lambda: float(STATE.epoch)),
        "time_ns": (0, lambda: STATE.epoch * 10**9),
        "clock_gettime": (0, lambda _: float(STATE.epoch)),
        "clock_gettime_ns": (0, lambda _: STATE.epoch * 10**9),
        "localtime": (1, lambda *_: _gmtime(STATE.epoch)),
        "gmtime": (1, lambda *_: _gmtime(STATE.epoch)),
        "ctime": (1, lambda *_: _strftime("%a %b %e %H:%M:%S %Y", _gmtime(STATE.epoch))),
        "asctime": (1, lambda *_: _strftime("%a %b %e %H:%M:%S %Y", _gmtime(STATE.epoch))),
        "strftime": (2, lambda form: _strftime(form, _gmtime(STATE.epoch))),
    }


def _close_dates() -> None:
    """Close ``now``, ``utcnow`` and ``today`` of the date classes themselves, which are written in C."""
    utc = datetime.UTC
    answers: dict[tuple[type, str], Callable[..., Any]] = {
        (datetime.datetime, "now"): lambda cls, tz=None: cls.fromtimestamp(STATE.epoch, tz),
        (datetime.datetime, "utcnow"): lambda cls: cls.fromtimestamp(STATE.epoch, utc).replace(tzinfo=None),
        (datetime.date, "today"): lambda cls: cls.fromtimestamp(STATE.epoch),
    }
    for (kind, name), answer in answers.items():
        [methods] = [held for held in gc.get_referents(kind.__dict__) if isinstance(held, dict)]
        methods[name] = classmethod(_closed_method(methods[name], f"{kind.__name__}.{name}", answer))
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


def _closed_method(real: Any, name: str, answer: Callable[..., Any]) -> Callable[..., Any]:
    def stand_in(cls: type, *args: Any, **kwargs: Any) -> Any:
        if STATE.active and is_guarded() and _sees_one_day(name):
            return answer(cls, *args, **kwargs)
        return real.__get__(None, cls)(*args, **kwargs)

    return stand_in


def close_clock() -> None:
    """Close the clock's entry points in every module that holds them, the kernel's own apart."""
    for name, (given, fixed) in _wall_clocks().items():
        _close(name, _closed_wall(name, given, fixed))
    for name in (*ELAPSED, *(f"{name}_ns" for name in ELAPSED)):
        _close(name, _closed_elapsed(name))
    _close_dates()
    setattr(builtins, CALLED, watched)


def _close(name: str, closed: Callable[..., Any]) -> None:
    real = getattr(time, name)
    setattr(time, name, closed)
    rebind(real, closed)


class WatchCalls(ast.NodeTransformer):
    """Let each call of a cell go through :func:`watched`, which returns what is called or what watches it."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Return the call of what the watched function returns."""
        self.generic_visit(node)
        watching = ast.Call(func=ast.Name(id=CALLED, ctx=ast.Load()), args=[node.func], keywords=[])
        node.func = ast.fix_missing_locations(ast.copy_location(watching, node.func))
        return node


def watched(function: Any) -> Any:
    """Return a function, or what looks at its sets, or for one of numpy's what refuses the words for the clock."""
    if type(function) is FunctionType and not (function.__module__ or "").startswith("numpy"):
        return function
    looking = checking(function)
    if looking is not None:
        return looking
    owner = getattr(function, "__self__", None)
    module = getattr(function, "__module__", None) or type(owner).__module__
    if not isinstance(module, str) or module.partition(".")[0] != "numpy":
        return function

    def asking_first(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        dated = getattr(getattr(result, "dtype", None), "kind", "") == "M" or "busday" in function.__name__
        if dated and _holds_word((owner, args, kwargs)):
            refuse_clock(f"numpy.{function.__name__}")
        return result

    return asking_first


def _holds_word(thing: Any) -> bool:
    """Whether a text, or one in a list, table or array, is a word for the present moment."""
    if isinstance(thing, str | bytes):
        return (thing.decode(errors="replace") if isinstance(thing, bytes) else thing).strip().lower() in WORDS
    if isinstance(thing, dict):
        return any(map(_holds_word, thing.values()))
    if isinstance(thing, list | tuple | set):
        return any(map(_holds_word, thing))
    if getattr(getattr(thing, "dtype", None), "kind", "") in {"O", "S", "T", "U"}:
        return any(map(_holds_word, thing.ravel().tolist()))
    return False
