"""How a command begins that works with files and other processes: tied to its parent, clean before and after."""

from __future__ import annotations

import tempfile
from pathlib import Path

from .scratch import clear_when_ended, sweep
from .tied import end_with_parent


def begin_command() -> None:
    """Tie this process to the one that tied it, clear its folders when it is ended, and sweep those of killed ones."""
    end_with_parent()
    clear_when_ended()
    sweep(Path(tempfile.gettempdir()))
