"""What the guard of a kernel knows: whether it is on, which threads are the kernel's own, and who is asking.

Everything that runs after the first cell has begun is the notebook's, in whatever thread or callback: only threads that
the kernel had started before are its own.
"""

from __future__ import annotations

import sys
import sysconfig
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from types import FrameType
from typing import Any, NoReturn

from ..model.errors import Problem, SiteError


class HermeticityError(SiteError):
    """A notebook asked for something that would make its result unrepeatable."""

    stage = "guard"


@dataclass
class GuardState:
    """The guard of this process.

    Attributes
    ----------
    active : bool
        Whether a notebook has begun.
    kernel_threads : set of int
        Threads that are the kernel's own.
    allowed : tuple of str
        How the paths begin that a notebook may use.
    site : frozenset of str
        The site's own packages, which are held to what a notebook is held to.
    sources : set of str
        Files of them that the notebook has imported: inputs of it, whose lines a traceback shows.
    epoch : int
        Seconds since 1970 of the day that libraries see.
    cell : int
        How many code cells have begun.
    escaped : list of Problem
        What was refused, or went wrong, where no cell can fail for it: in a thread, a callback or ``__del__``.
    """

    active: bool = False
    kernel_threads: set[int] = field(default_factory=set)
    allowed: tuple[str, ...] = ()
    site: frozenset[str] = frozenset()
    sources: set[str] = field(default_factory=set)
    epoch: int = 0
    cell: int = 0
    escaped: list[Problem] = field(default_factory=list)


STATE = GuardState()
_own = threading.local()


@contextmanager
def trusted() -> Iterator[None]:
    """Let the package itself read the project's data while a cell runs, in this thread."""
    _own.trusted = is_trusted() + 1
    try:
        yield
    finally:
        _own.trusted -= 1


def is_trusted() -> int:
    """Return how often this thread is trusted at present."""
    return getattr(_own, "trusted", 0)


def is_guarded() -> bool:
    """Whether what this thread does now is a notebook's doing."""
    return STATE.active and threading.get_ident() not in STATE.kernel_threads and not is_trusted()


def refuse(thing: str, fix: str) -> NoReturn:
    """Refuse what a notebook asks for.

    Raises
    ------
    HermeticityError
        Always. In a thread or callback it may end unseen, so it is noted: the notebook fails at its end.
    """
    if STATE.active and not _fails_a_cell():
        place = f"a thread or callback of code cell {STATE.cell}"
        STATE.escaped.append(Problem("refused", place, thing, fix=fix))
    raise HermeticityError([Problem("refused", "", thing, fix=fix)])


def _fails_a_cell() -> bool:
    """Whether an error that is raised now comes back to a cell: the cell's code is below it."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_name == "run_code" and frame.f_globals.get("__name__") == "IPython.core.interactiveshell":
            return True
        frame = frame.f_back
    return False


def note_unraisable(told: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Return a hook for errors that Python cannot raise, as in ``__del__``, which notes a refusal among them."""

    def hook(unraisable: Any) -> None:
        if STATE.active and isinstance(unraisable.exc_value, HermeticityError):
            place = f"a finalizer or weak reference of code cell {STATE.cell}"
            noted = (replace(problem, place=place) for problem in unraisable.exc_value.problems)
            STATE.escaped.extend(noted)
        told(unraisable)

    return hook


def note_uncaught(told: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Return a hook for errors that end a thread, which no cell sees: the page would print them and say all is well."""

    def hook(uncaught: Any) -> None:
        kind, error = uncaught.exc_type, uncaught.exc_value
        kernels = uncaught.thread is not None and uncaught.thread.ident in STATE.kernel_threads
        if STATE.active and not kernels and not issubclass(kind, HermeticityError):  # that is noted where it is raised
            place, got = f"a thread of code cell {STATE.cell}", f"{kind.__name__}: {error}"[:200]
            fix = "Mend it, or catch it in the thread."
            thing = "an error ended it, and no cell saw it"
            STATE.escaped.append(Problem("thread-error", place, thing, got=got, fix=fix))
        told(uncaught)

    return hook


def refuse_escaped() -> None:
    """Fail for what was refused in a thread or callback, where no cell failed for it.

    Raises
    ------
    HermeticityError
        With all of it.
    """
    if STATE.escaped:
        raise HermeticityError(dict.fromkeys(STATE.escaped))


class Caller(Enum):
    """Whose code asks."""

    NOTEBOOK = auto()
    KERNEL = auto()
    STANDARD = auto()
    LIBRARY = auto()


KERNEL_MODULES = frozenset(
    {"IPython", "comm", "debugpy", "ipykernel", "jupyter_client", "jupyter_core", "proofpress", "tornado", "traitlets"}
    | {"zmq"}
)
"""Packages that make a kernel run, which need the clock and chance of the machine."""
WATCHING = "proofpress.notebook.closed_clock"
"""The module whose functions stand between a cell and what it calls."""
NOTEBOOK_TOOLS = ("IPython.core.magics", "IPython.utils.timing", "timeit")
"""Parts of them that work for a cell."""
_SITE_PACKAGES = tuple({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})


def caller_of(frame: FrameType) -> Caller:
    """Return whose code a frame runs; code without a module's name is the notebook's."""
    name = str(frame.f_globals.get("__name__") or "")
    top = name.partition(".")[0]
    if not name or name == "__main__" or top in STATE.site or name.startswith(NOTEBOOK_TOOLS):
        return Caller.NOTEBOOK
    if top in KERNEL_MODULES:
        return Caller.KERNEL
    return Caller.LIBRARY if frame.f_code.co_filename.startswith(_SITE_PACKAGES) else Caller.STANDARD


def asking(passing: frozenset[str] = frozenset(), depth: int = 2) -> tuple[Caller, str]:
    """Return who calls the function that calls this one, and through which call it went.

    Parameters
    ----------
    passing : frozenset of str
        Modules that only pass a question on: who calls them asks.
    depth : int
        Frames between the caller and this function.
    """
    frame: FrameType | None = sys._getframe(depth)
    through = ""
    while frame is not None:
        name = str(frame.f_globals.get("__name__"))
        if name.partition(".")[0] in passing:
            through = f"{name}.{frame.f_code.co_name}"
        elif name != WATCHING:
            break
        frame = frame.f_back
    return (Caller.STANDARD if frame is None else caller_of(frame)), through


class _Rebinding:
    """Functions that wait for their stand-ins while a guard is put up, by identity; none where each goes at once."""

    waiting: dict[int, tuple[Any, Any]] | None = None


@contextmanager
def rebinding() -> Iterator[None]:
    """Put all stand-ins of a block in their places at its end: the modules are looked through once, not for each."""
    _Rebinding.waiting = {}
    try:
        yield
        _put(_Rebinding.waiting)
    finally:
        _Rebinding.waiting = None


def rebind(real: Callable[..., Any], stand_in: Callable[..., Any]) -> None:
    """Put a stand-in in the place of a function in every module that holds it, those of the kernel apart."""
    if _Rebinding.waiting is None:
        _put({id(real): (real, stand_in)})
    else:
        _Rebinding.waiting[id(real)] = (real, stand_in)


def _put(pairs: Mapping[int, tuple[Any, Any]]) -> None:
    """Put each stand-in in the place of its function in the modules that hold that."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in KERNEL_MODULES and not name.startswith(NOTEBOOK_TOOLS):
            continue
        held = getattr(module, "__dict__", None)
        if isinstance(held, dict):
            if pairs.keys().isdisjoint(map(id, list(held.values()))):  # most modules: without a loop in Python
                continue
            for key, value in list(held.items()):
                if id(value) in pairs:
                    held[key] = pairs[id(value)][1]
