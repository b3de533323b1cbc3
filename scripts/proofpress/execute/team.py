"""A team: processes elsewhere that execute notebooks and draw figures of a build, through any executor.

What a build computes is the same whoever computes it: orders name a function of the generator, which travels along, and
answers are kept as if they had been found here.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from ..model.errors import NotebookError, Problem
from ..model.files import ProjectFiles
from ..model.inputs import input_paths
from ..model.keys import DRAWING_PACKAGES, GENERATOR_FOLDER, KEY_LIBRARIES, generator_parts, package_parts, python_part
from ..model.settings import Settings
from . import away

LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)


@dataclass(frozen=True)
class Call:
    """A function of the generator to call elsewhere: its module, its name, what it is given, and what it is for."""

    module: str
    function: str
    arguments: tuple[Any, ...]
    purpose: str


@dataclass
class Team:
    """Workers behind an executor.

    Attributes
    ----------
    executor : Executor
        Takes orders.
    tell : callable
        Told of each worker that is refused.
    """

    executor: Executor
    tell: Callable[[str], None] = lambda line: None

    def place(self, contents: Mapping[str, bytes]) -> dict[str, Any]:
        """Return files in the form in which they travel with each order."""
        return dict(contents)

    def submit(self, placed: Mapping[str, Any], order: bytes, expected: Mapping[str, str]) -> Future[Any]:
        """Hand out an order with its files."""
        return self.executor.submit(away.perform, placed, order, expected)

    def refuse(self, answer: Mapping[str, Any]) -> None:
        """Hand out nothing more to a worker that has said of itself that its environment is another one.

        Raises
        ------
        NotebookError
            If there is no other worker.
        """
        raise NotebookError([refused_problem(answer)])

    def answers(self, calls: Sequence[Call], contents: Mapping[str, bytes], settings: Settings) -> Iterator[Any]:
        """Yield the number and the answer of each call as it comes.

        Raises
        ------
        NotebookError
            If no worker can take the calls, or a process was ended.
        """
        expected, placed = environment_of(settings), self.place(contents)
        orders = [pickle.dumps((call.module, call.function, call.arguments)) for call in calls]
        waiting = {self.submit(placed, order, expected): number for number, order in enumerate(orders)}
        while waiting:
            done = next(as_completed(waiting))
            number = waiting.pop(done)
            answer = done.result()
            if "refused" in answer:
                self.refuse(answer)
                waiting[self.submit(placed, orders[number], expected)] = number
            elif "ended" in answer:
                thing = "the process that a worker started for it was ended"
                raise NotebookError([Problem("worker-ended", calls[number].purpose, thing, got=answer["ended"])])
            else:
                yield number, pickle.loads(answer["answer"])


def refused_problem(answer: Mapping[str, Any]) -> Problem:
    """Return the problem of a worker whose Python or libraries are other ones."""
    differing: Mapping[str, tuple[str, str]] = answer["refused"]
    expected = ", ".join(f"{name} {wanted}" for name, (wanted, _) in sorted(differing.items()))
    got = ", ".join(f"{name} {found or 'missing'}" for name, (_, found) in sorted(differing.items()))
    fix = "Install the locked environment there."
    thing = "it has another environment than this build"
    return Problem("other-environment", f"worker {answer.get('worker', '')}".strip(), thing, expected, got, fix)


def environment_of(settings: Settings) -> dict[str, str]:
    """Return the version of Python and of each locked library that is installed here."""
    text = settings.lock.read_text(encoding="utf-8") if settings.lock.is_file() else ""
    names = {*LOCKED.findall(text), *KEY_LIBRARIES, *DRAWING_PACKAGES}
    versions = {name.partition(" ")[2]: version for name, version in package_parts(names).items() if version}
    return {**versions, **python_part()}


def project_contents(files: ProjectFiles) -> dict[str, bytes]:
    """Return what a notebook needs elsewhere: the project's inputs, pages left out, and the generator."""
    own = [path for path in input_paths(files) if not path.startswith("docs/")]
    return {f"{away.PROJECT}/{path}": files.read(path) for path in own} | generator_contents()


def generator_contents() -> dict[str, bytes]:
    """Return the generator's own files."""
    names = (part.partition(" ")[2] for part in generator_parts())
    return {f"{away.GENERATOR}/proofpress/{name}": (GENERATOR_FOLDER / name).read_bytes() for name in names}


_current: ContextVar[Team | None] = ContextVar("team", default=None)


def current_team() -> Team | None:
    """Return who executes and draws in this place; None where it is this machine's own processes."""
    return _current.get()


@contextmanager
def working_with(team: Team | None) -> Iterator[None]:
    """Let a team execute and draw what is computed meanwhile."""
    token = _current.set(team)
    try:
        yield
    finally:
        _current.reset(token)
