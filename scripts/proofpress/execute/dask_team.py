"""A team on a Dask cluster: content travels once to each worker, and what a lost worker had in hand is done again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

from ..model.errors import Problem, SettingsError
from ..model.hashing import sha256
from . import away
from .team import Team, refused_problem

PATIENCE = "10s"
"""How long a scheduler may take to answer."""


def perform_here(contents: Mapping[str, bytes], order: bytes, expected: Mapping[str, str]) -> dict[str, Any]:
    """Perform an order on a worker, and say which one that is."""
    from distributed import get_worker

    worker = get_worker()
    return {**away.perform(contents, order, expected), "worker": f"{worker.name}", "address": worker.address}


class DaskTeam(Team):
    """The workers of a scheduler: those that join later too, and none whose environment is another one."""

    def __init__(self, client: Any, tell: Callable[[str], None]) -> None:
        super().__init__(client.get_executor(pure=False), tell)
        self._client = client
        self._refused: set[str] = set()
        self._sent: dict[str, Any] = {}

    def place(self, contents: Mapping[str, bytes]) -> dict[str, Any]:
        """Return files as what stands for them on the workers, to each of which new ones are sent, by their content."""
        named = {path: sha256(content) for path, content in contents.items()}
        new = {digest: contents[path] for path, digest in named.items() if digest not in self._sent}
        if new:
            self._sent.update(
                zip(new, self._client.scatter(list(new.values()), broadcast=True, hash=False), strict=True)
            )
        return {path: self._sent[digest] for path, digest in named.items()}

    def submit(self, placed: Mapping[str, Any], order: bytes, expected: Mapping[str, str]) -> Future[Any]:
        """Hand out an order to any worker that was not refused."""
        where = {"workers": sorted(self._able())} if self._refused else {}
        result: Future[Any] = self.executor.submit(perform_here, placed, order, expected, **where)
        return result

    def refuse(self, answer: Mapping[str, Any]) -> None:
        """Hand out nothing more to a worker with another environment; tell of it once."""
        if answer["address"] not in self._refused:
            self._refused.add(answer["address"])
            self.tell(str(refused_problem(answer)))
        if not self._able():
            super().refuse(answer)

    def _able(self) -> set[str]:
        return set(self._client.scheduler_info(n_workers=-1)["workers"]) - self._refused


@contextmanager
def dask_team(address: str, tell: Callable[[str], None]) -> Iterator[Team]:
    """Yield the team of a scheduler's workers.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://127.0.0.1:8786``.
    tell : callable
        Told of each worker that is refused.

    Raises
    ------
    SettingsError
        If the library is not installed, no scheduler answers, or it has no worker.
    """
    try:
        import cloudpickle
        import distributed
    except ImportError as err:
        fix = 'Install it: `pip install "proofpress[dask]"`.'
        problem = Problem("missing-library", "--scheduler", "Dask is not installed", "the extra `dask`", "none", fix)
        raise SettingsError([problem]) from err
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as err:
        fix = "Start one: `dask scheduler`, and `dask worker ADDRESS` on each machine."
        problem = Problem("no-scheduler", address, "no scheduler answers", "a Dask scheduler", str(err), fix)
        raise SettingsError([problem]) from err
    for module in (away, sys.modules[__name__]):  # they travel as they stand: a worker has no generator of its own
        cloudpickle.register_pickle_by_value(module)
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            fix = f"Start one on each machine: `dask worker {address}`."
            raise SettingsError(
                [Problem("no-workers", address, "the scheduler has no worker", "one at least", fix=fix)]
            )
        yield DaskTeam(client, tell)
