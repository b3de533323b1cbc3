"""Outputs of an executed notebook without what differs from run to run: paths, addresses, the order of flushes.

A page that shows them is the same bytes in each build, and a difference that is left is one of content.
"""

from __future__ import annotations

import os
import re
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

ADDRESS = re.compile(r"\b(at|from) 0x[0-9a-fA-F]{4,16}\b")
"""Where an object lies in memory, as Python's and numpy's representations say it."""
THREAD = re.compile(r"(?<=\bstarted )(daemon )?\d{6,}(?=\))")
"""Which thread it is, as Python's representation of one says it: an address too."""
OWN_MIME = "application/vnd.proofpress"


def settle_outputs(notebook: Any, homes: Iterable[Path], root: Path) -> None:
    """Take out of all outputs what differs from run to run.

    Parameters
    ----------
    notebook : NotebookNode
        Changed in place: the texts of its outputs, and the order of what its cells print.
    homes : iterable of Path
        The kernel's own folder and that of the files that it was handed, both shown as ``~``.
    root : Path
        The project, whose paths are shown as they are below it.
    """
    places = dict(_places(homes, root))
    for cell in notebook.cells:
        if "outputs" in cell:
            cell["outputs"] = [_settled(output, places) for output in in_order(cell["outputs"])]


def _places(homes: Iterable[Path], root: Path) -> Iterator[tuple[str, str]]:
    """Yield how paths of this run begin, with what is shown instead, longest first."""
    libraries = {sysconfig.get_path(name) for name in ("purelib", "platlib", "stdlib", "platstdlib")}
    shown = {str(root): "", **dict.fromkeys(libraries, ""), **dict.fromkeys(map(str, homes), "~/")}
    both = {path: text for place, text in shown.items() for path in (place, os.path.realpath(place))}
    for path in sorted(both, key=len, reverse=True):
        if len(path) > 1:
            yield path, both[path]


def in_order(outputs: list[Any]) -> list[Any]:
    """Return outputs with what a cell prints between two displays as one text for each stream.

    A kernel sends what is printed in pieces, at times of its own.
    """
    result: list[Any] = []
    printed: dict[str, Any] = {}
    for output in outputs:
        if output.get("output_type") != "stream":
            result += [printed[name] for name in sorted(printed, reverse=True)]  # stdout before stderr
            result.append(output)
            printed = {}
        elif output["name"] in printed:
            printed[output["name"]]["text"] += output["text"]
        else:
            printed[output["name"]] = output
    return result + [printed[name] for name in sorted(printed, reverse=True)]


def _settled(output: Any, places: Mapping[str, str]) -> Any:
    """Return an output whose texts name nothing of this run; what is published is exact already."""
    if output.get("output_type") == "stream":
        output["text"] = settled_text(output["text"], places)
    for mime, content in output.get("data", {}).items():
        if not mime.startswith((OWN_MIME, "image/png", "image/jpeg", "image/gif", "image/webp")):
            output["data"][mime] = _in_all(content, places)
    return output


def _in_all(content: Any, places: Mapping[str, str]) -> Any:
    if isinstance(content, str):
        return settled_text(content, places)
    if isinstance(content, dict):
        return {key: _in_all(item, places) for key, item in content.items()}
    return [_in_all(item, places) for item in content] if isinstance(content, list) else content


def settled_text(text: str, places: Mapping[str, str]) -> str:
    """Return a text without the addresses and the beginnings of paths of this run.

    Examples
    --------
    >>> settled_text("<A object at 0x7f1fa358c680> in /tmp/x/a.py", {"/tmp/x": "~/"})
    '<A object at 0x…> in ~/a.py'
    >>> settled_text("<Thread(Thread-1, started daemon 139831906597760)>", {})
    '<Thread(Thread-1, started daemon …)>'
    """
    for path, shown in places.items():
        text = text.replace(f"{path}/", shown).replace(path, shown.rstrip("/") or ".")
    return THREAD.sub(r"\1…", ADDRESS.sub(r"\1 0x…", text))
