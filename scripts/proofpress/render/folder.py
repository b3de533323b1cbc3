"""Write a rendered site as a plain docs folder, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from ..model.errors import OutputError, Problem
from ..model.scratch import scratch_folder, sweep
from ..model.settings import NO_PAGES, Settings
from .site import Site


def _hand_written(settings: Settings) -> dict[str, bytes]:
    """Return the files below ``docs/`` that are neither pages nor the record nor the past."""
    result = {}
    for path in sorted(settings.docs.rglob("*")):
        name = path.relative_to(settings.docs).as_posix()
        if path.is_file() and path.suffix != ".md" and not name.startswith(NO_PAGES):
            result[name] = path.read_bytes()
    return result


def _unmarked(text: str) -> bytes:
    """Return a page without the marks that are there for the MkDocs hook only."""
    return text.replace("<!--pp-->", "").replace("<!--/pp-->", "").encode()


def write_folder(site: Site, settings: Settings, out: Path) -> int:
    """Write pages and files below a folder.

    Parameters
    ----------
    site : Site
        What the pipeline made.
    settings : Settings
        Where hand-written assets are.
    out : Path
        A folder that does not exist or is empty.

    Returns
    -------
    int
        Files written.

    Raises
    ------
    OutputError
        If the folder holds something, or cannot be written; then nothing is left behind.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise OutputError(
            [
                Problem(
                    "not-empty",
                    str(out),
                    "the output folder holds something",
                    "a new or empty folder",
                    fix="Choose another or empty it.",
                )
            ]
        )
    files = {**_hand_written(settings), **site.files, **{k: _unmarked(v) for k, v in site.pages.items()}}
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        sweep(out.parent, f".{out.name}-")
        with scratch_folder(out.parent, f".{out.name}-") as work:
            part = work / out.name
            part.mkdir()
            part.chmod(0o755)
            for name, content in files.items():
                target = part / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            if out.exists():
                out.rmdir()
            part.replace(out)
    except OSError as err:
        raise OutputError(
            [Problem("unwritable", str(out), "the folder cannot be written", "space and permission", str(err))]
        ) from err
    return len(files)
