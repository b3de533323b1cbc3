"""Chance fixed for a notebook: every generator begins at the same place, and what cannot be fixed is refused.

Libraries that draw names for what they make get the same draws each time. Addresses in memory, which differ from run to
run, are refused.
"""

from __future__ import annotations

import os
import random
import ssl
import uuid
from collections.abc import Callable
from typing import Any

from .guard_state import STATE, Caller, asking, is_guarded, rebind, refuse

DRAWING = frozenset({"random", "secrets", "uuid"})
"""Modules that draw for whoever calls them."""
SEED_FIX = "Give the generator a seed: random.Random(0), numpy.random.default_rng(0)."
_state = {"drawn": random.Random(0)}


def seed() -> None:
    """Set the common generators to their start."""
    import numpy as np

    random.seed(0)
    np.random.seed(0)
    _state["drawn"] = random.Random(0)


def _closed_bytes(real: Callable[..., bytes], name: str) -> Callable[..., bytes]:
    """Return a source of random bytes that is the machine's to the kernel, fixed to libraries, closed to a notebook."""

    def stand_in(size: int, *flags: Any) -> bytes:
        if not (STATE.active and is_guarded()):
            return real(size, *flags)
        caller, through = asking(DRAWING)
        if caller is Caller.KERNEL:
            return real(size, *flags)
        if caller is Caller.NOTEBOOK:
            refuse(f"the notebook asks for chance ({through or name})", SEED_FIX)
        return _state["drawn"].randbytes(size)

    return stand_in


def _fix_random() -> None:
    """Give every generator of ``random`` a seed, also where a notebook or a library gives none."""
    real = random.Random.seed

    def seeded(self: random.Random, a: Any = None, version: int = 2) -> None:
        real(self, 0 if a is None else a, version)

    random.Random.seed = seeded  # type: ignore[method-assign]
    instance = random.seed.__self__  # type: ignore[attr-defined]
    random.seed = instance.seed


def fix_chance() -> None:
    """Seed every generator a notebook may use; one asked for without a seed gets this one too."""
    import numpy as np

    _fix_random()
    seed()
    real = np.random.default_rng
    np.random.default_rng = lambda seed=0: real(seed)
    for module, name in ((os, "urandom"), (os, "getrandom"), (ssl, "RAND_bytes")):
        drawing = getattr(module, name, None)
        if drawing is not None:
            closed = _closed_bytes(drawing, f"{module.__name__}.{name}")
            setattr(module, name, closed)
            rebind(drawing, closed)
    vars(uuid)["_generate_time_safe"] = None  # else the system's library tells uuid1 time and machine


def _refuse_address(name: str) -> None:
    refuse(f"the notebook asks for an address in memory ({name})", "Name or number things by what they are.")


def closed_id(thing: object) -> int:
    """Refuse the identity of an object, which is its address."""
    if not STATE.active or not is_guarded():
        return id(thing)
    _refuse_address("id")
    return 0


def closed_hash(thing: object) -> int:
    """Return a hash that is made of content; refuse one that is made of an address."""
    if type(thing).__hash__ is object.__hash__ and STATE.active and is_guarded():
        _refuse_address("hash")
    return hash(thing)


NAMES: dict[str, Any] = {"id": closed_id, "hash": closed_hash}
"""Built-in functions as a notebook sees them."""
