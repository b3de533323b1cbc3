"""The folder for what is the same for every project of a user: cut typefaces and the bundle of live charts.

No result lies there: only what the installed packages alone make, named by the hash of what it was made from and
checked byte for byte when it is read. A project with a cache folder of its own, as every proof has, makes it all anew.
"""

from __future__ import annotations

import os
from pathlib import Path

from .settings import Settings

VARIABLE = "XDG_CACHE_HOME"
"""Names the folder of a user's caches, as programs on Linux agree."""


def machine_cache(settings: Settings) -> Path:
    """Return the folder that all projects of this user share; the project's own where there is none to write to."""
    if settings.cache_folder is not None:
        return settings.cache
    try:
        named = Path(os.environ.get(VARIABLE, ""))
        folder = (named if named.is_absolute() else Path.home() / ".cache") / "proofpress"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return settings.cache
    return folder if os.access(folder, os.W_OK | os.X_OK) else settings.cache
