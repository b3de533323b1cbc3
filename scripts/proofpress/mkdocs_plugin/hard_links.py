"""Hard links for files of a new site that the previous one holds already, byte for byte.

An edit moves a few of thousands of pictures and downloads. To read one and find it the same takes a fifth of the time
that writing it does, and no part of what is published rests on what an earlier build noted.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files


def written_later(config: MkDocsConfig, files: Files) -> frozenset[str]:
    """Return the addresses that MkDocs writes to after it has copied files: through a link it would change both."""
    pages = (file.dest_uri for file in files.documentation_pages())
    return frozenset([*config.theme.static_templates, *config.extra_templates, *pages])


def link_if_same(file: File, content: bytes, standing: Path, later: Collection[str]) -> None:
    """Have a file become a hard link of the standing site's, where that holds the same bytes when it is copied.

    Parameters
    ----------
    file : File
        As MkDocs knows it.
    content : bytes
        What it must hold.
    standing : Path
        The folder of the previous site.
    later : collection of str
        Addresses that are written to after files are copied; such a file stays one of its own.
    """
    if file.dest_uri not in later:
        file.copy_file = partial(_copy, file, content, standing / file.dest_uri)  # type: ignore[method-assign]


def link(file: File, place: Path, dirty: bool = False) -> None:
    """Make a file a hard link of another, or a copy of its own where the system makes no such link."""
    try:
        _link(place, file.abs_dest_path)
    except OSError:
        File.copy_file(file, dirty)


def _link(place: Path, path: str) -> None:
    """Link a file, in a folder that is made where it is not there yet: most have held a file before."""
    try:
        os.link(place, path)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        os.link(place, path)


def _copy(file: File, content: bytes, place: Path, dirty: bool = False) -> None:
    if _holds(place, content):
        link(file, place, dirty)
    else:
        File.copy_file(file, dirty)


def _holds(place: Path, content: bytes) -> bool:
    """Whether there is a plain file of this user's, without other links, that holds just these bytes."""
    try:
        state = place.lstat()
        own = stat.S_ISREG(state.st_mode) and state.st_nlink == 1 and state.st_uid == os.getuid()
        return own and state.st_size == len(content) and place.read_bytes() == content
    except OSError:
        return False
