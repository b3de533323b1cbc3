"""How a command begins that works with files and other processes: tied to its parent, clean before and after."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from .scratch import clear_when_ended, sweep
from .tied import end_with_parent

NEW_OBJECTS = 20_000
"""After so many Python looks for objects that only hold each other; with its own 700 that is a twentieth of a build."""


def begin_command() -> None:
    """Tie this process to the one that tied it, clear its folders when it is ended, and sweep those of killed ones."""
    gc.set_threshold(NEW_OBJECTS)
    end_with_parent()
    clear_when_ended()
    sweep(Path(tempfile.gettempdir()))
