"""Parts of a key: each thing that a result was made from, under a name that people can read, with its hash or version.

A key that is kept as its parts can say later what has changed. Layers keep the keys narrow: a result depends on the
folders of the generator that make it, and on no others.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from .files import signature
from .hashing import sha256, sha256_file
from .settings import Settings

GENERATOR_FOLDER = Path(__file__).parents[1]
_INSTALLED = tuple(Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib"))
"""Folders of code whose version is known."""
KERNEL = ("__init__.py", "model", "text", "data", "evidence", "notebook", "execute", "schemas")
"""Folders of the generator that run in a notebook's kernel, or decide what it sees."""
DRAWING = (
    *("figures", "model/canonical_json.py", "model/letters.py", "text/shown.py"),
    *("notebook/fonts.py", "notebook/cuts", "notebook/further_fonts.py", "notebook/theme.py", "notebook/vegalite.py"),
    *("notebook/table_drawing.py", "notebook/table_layout.py", "text/table_cells.py"),
)
"""What draws pictures and cuts the typeface."""
FONT_PACKAGES = ("fontpkg-noto-sans-arabic", "fontpkg-source-sans-3", "fonttools", "manimgx-fonts-cjk")
"""What letters come from, and what cuts them."""
DRAWING_PACKAGES = ("brotli", *FONT_PACKAGES, "pyoxipng", "vl-convert-python")
"""Libraries that draw pictures and cut the typeface."""
KEY_LIBRARIES = ("altair", "ipykernel", "nbclient", "numpy", "pandas", "vl-convert-python")
"""Libraries whose change is a cause of its own on the Changes page."""
HEADER = re.compile(r"^(Name|Version): *(.*?) *$", re.MULTILINE)
LISTED = re.compile(r"^([^/,.\n]+)(?:/[^,\n]*)?\.py,", re.MULTILINE)
"""In a package's list of files: the top-level module of one."""
SEPARATORS = re.compile(r"[-_.]+")
PACKAGE = "package"
"""First word of the part that stands for an installed package."""


def generator_parts(*places: str) -> dict[str, str]:
    """Return the hash of each of the generator's files: all, or those that some folders or files hold.

    Parameters
    ----------
    *places : str
        Folders or files below the generator's folder; one that is not there holds nothing.
    """
    files: dict[str, str] = {}
    for place in (GENERATOR_FOLDER / name for name in places or ("",)):
        name = place.relative_to(GENERATOR_FOLDER).as_posix()
        files |= {name: str(place)} if place.is_file() else _sources(str(place), "" if name == "." else f"{name}/")
    return {f"generator {name}": _digest(file, *signature(Path(file))) for name, file in sorted(files.items())}


@lru_cache(maxsize=4096)
def _digest(file: str, *_: int) -> str:
    """Return the hash of a file that carries this signature: a build asks for each of the generator's many times."""
    return sha256_file(Path(file))


def _sources(folder: str, start: str) -> dict[str, str]:
    """Return the files below a folder by their names, which begin as told, hidden and compiled ones left out.

    A build looks for them a dozen times: paths are put together as text, which takes a tenth of the time.
    """
    result: dict[str, str] = {}
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")):
                continue
            if entry.is_dir(follow_symlinks=False):
                result |= _sources(entry.path, f"{start}{entry.name}/")
            elif entry.is_file():
                result[f"{start}{entry.name}"] = entry.path
    return result


def is_installed(module: str, *further: Path) -> bool:
    """Whether a module's code has a known version: it is of Python or an installed package, or in a further folder."""
    file = getattr(sys.modules.get(module), "__file__", None)
    return file is not None and any(Path(file).is_relative_to(folder) for folder in (*_INSTALLED, *further))


def package_hash() -> str:
    """Return the hash of all the generator's code and templates."""
    return sha256("".join(f"{name.partition(' ')[2]} {digest}\n" for name, digest in generator_parts().items()))


def package_parts(names: Iterable[str]) -> dict[str, str]:
    """Return the installed version of each package; empty for one that is not installed."""
    installed = _installed()
    return {f"{PACKAGE} {name}": installed.get(_canonical(name), "") for name in sorted(set(names))}


def installed_parts() -> dict[str, str]:
    """Return the version of every installed package."""
    return {f"{PACKAGE} {name}": version for name, version in _installed().items()}


def _installed() -> Mapping[str, str]:
    """Return the version of every package that Python finds, by its canonical name."""
    return _found_in(_folders())


def _folders() -> tuple[tuple[str, int], ...]:
    """Return the folders that Python looks for packages in, and when something was last installed in each."""
    folders = ((path, Path(path or ".")) for path in sys.path)
    return tuple((path, folder.stat().st_mtime_ns) for path, folder in folders if folder.is_dir())


@lru_cache(maxsize=4)
def _found_in(folders: tuple[tuple[str, int], ...]) -> Mapping[str, str]:
    """Return what is installed in folders; the first of a name holds."""
    found = [_held_by(*folder) for folder in reversed(folders)]
    return {name: version for packages in found for name, version in packages.items()}


@lru_cache(maxsize=32)
def _held_by(folder: str, _: int) -> Mapping[str, str]:
    """Return what one folder holds: the project's own folder changes often, the packages' seldom."""
    held = list(metadata.distributions(path=[folder]))
    return {_canonical(facts["Name"]): facts["Version"] for facts in map(_headers, reversed(held))}


@lru_cache(maxsize=4096)
def _canonical(name: str) -> str:
    """Return a package's name as indexes know it, however it is written."""
    return SEPARATORS.sub("-", name).lower()


def environment_parts(settings: Settings) -> dict[str, str]:
    """Return the hash of the lock file and Python's version."""
    lock = sha256_file(settings.lock) if settings.lock.is_file() else ""
    return {f"lock {settings.lock.name}": lock, **python_part()}


def making_parts(settings: Settings) -> dict[str, str]:
    """Return the parts of all that pages are made with: the generator, the environment and every installed package."""
    return {**generator_parts(), **environment_parts(settings), **installed_parts()}


def python_part() -> dict[str, str]:
    """Return the version of the running Python."""
    return {"python": sys.version.split()[0]}


def packages_of(modules: Iterable[str]) -> tuple[str, ...]:
    """Return the installed packages that top-level modules come from; the standard library's come from none."""
    held = [_modules_in(*folder) for folder in _folders()]
    return tuple(sorted({name for module in set(modules) for packages in held for name in packages.get(module, ())}))


@lru_cache(maxsize=32)
def _modules_in(folder: str, _: int) -> Mapping[str, tuple[str, ...]]:
    """Return the packages that each top-level module of one folder comes from."""
    held: dict[str, tuple[str, ...]] = {}
    for package in metadata.distributions(path=[folder]):
        for module in _modules(package):
            held[module] = (*held.get(module, ()), _headers(package)["Name"])
    return held


def _modules(package: metadata.Distribution) -> Iterable[str]:
    """Return the top-level modules of a package: those that it states, or those of the files that it lists.

    :func:`importlib.metadata.packages_distributions` does the same for all packages, and takes ten times as long.
    """
    stated = package.read_text("top_level.txt") or ""
    return stated.split() or set(LISTED.findall(package.read_text("RECORD") or ""))


def _headers(package: metadata.Distribution) -> Mapping[str, str]:
    """Return what a package states of itself in a line each; the description below, which is long, is not read."""
    text = package.read_text("METADATA") or package.read_text("PKG-INFO") or ""
    return dict(HEADER.findall(text.partition("\n\n")[0]))


def differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the parts that are not the same in both.

    Examples
    --------
    >>> differing({"a": "1", "b": "2"}, {"a": "1", "b": "3", "c": "4"})
    ('b', 'c')
    """
    return tuple(sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name)))
