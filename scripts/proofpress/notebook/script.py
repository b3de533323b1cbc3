"""What a notebook that runs as a plain script says: each figure and value that a build would publish."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Mapping
from typing import Any

from ..model.count_noun import count_noun

_published: list[str] = []


def note_published(mime: str, payload: Mapping[str, Any], shown: Mapping[str, Any]) -> None:
    """Note one thing for the list at the script's end.

    Parameters
    ----------
    mime : str
        Its kind.
    payload : mapping
        What a build would take.
    shown : mapping
        What a notebook would show of it; its plain text is listed.
    """
    if "name" not in payload:
        return
    if not _published:
        atexit.register(_print_all)
    kind = "figure" if "layers" in payload else payload.get("kind", "value")
    text = str(shown.get("text/plain", "")).removeprefix(f"{payload['name']} = ")
    grade = f", grade {payload['grade']}" if payload.get("grade") else ""
    _published.append(f"  {kind:<7} {payload['name']}: {text} ({count_noun(len(payload['rows']), 'row')}{grade})")


def _print_all() -> None:
    """Print what was noted; nothing is written anywhere."""
    print(f"A build would publish {count_noun(len(_published), 'thing')}; this run publishes nothing:", file=sys.stdout)
    print("\n".join(_published), file=sys.stdout)
