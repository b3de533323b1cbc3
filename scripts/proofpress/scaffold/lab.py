"""Notebooks saved by JupyterLab: their header stays as its author wrote it, where nobody has edited what it says.

Jupytext writes a header anew at each save, with names of the machine's kernel, versions, and another order and quotes.
Jupyter calls :func:`keep_header` before it writes a file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ..model.errors import SiteError
from ..model.safe_yaml import read_yaml

HEADER = re.compile(r"\A# ---\n(?:#[^\n]*\n)*?# ---\n")
OWN = "proofpress"


def keep_header(model: dict[str, Any], path: str, contents_manager: Any, **_: Any) -> None:
    """Put a notebook's old header into what is about to be saved, unless the site's part of it was edited.

    Parameters
    ----------
    model : dict
        What is saved; changed in place.
    path : str
        Its path below the manager's folder.
    contents_manager : ContentsManager
        Jupyter's.
    """
    content = model.get("content")
    file = Path(contents_manager.root_dir) / path.strip("/")
    if not path.endswith(".py") or not isinstance(content, str) or not file.is_file():
        return
    model["content"] = with_header_of(content, file.read_text(encoding="utf-8"))


def with_header_of(new: str, old: str) -> str:
    r"""Return a notebook's text with an older text's header where both say the same of the page.

    Examples
    --------
    >>> old = "# ---\n# jupyter:\n#   proofpress: {nav: A}\n# ---\nx"
    >>> print(with_header_of("# ---\n# jupyter:\n#   proofpress:\n#     nav: A\n# ---\ny", old))
    # ---
    # jupyter:
    #   proofpress: {nav: A}
    # ---
    y
    """
    before, after = HEADER.match(old), HEADER.match(new)
    if before is None or after is None:
        return new
    given = _said(after[0])
    was_edited = given is not None and given != _said(before[0])  # jupytext may leave the part out, an author does not
    return new if was_edited else before[0] + new[after.end() :]


def _said(header: str) -> Any:
    """Return what a header says of the page."""
    lines = [line[2:] if line.startswith("# ") else line[1:] for line in header.splitlines()[1:-1]]
    try:
        read = read_yaml("\n".join(lines), "header")
    except SiteError:
        return object()
    return (read.get("jupyter") or {}).get(OWN)
