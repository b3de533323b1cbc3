"""Compiled templates: each is compiled once for this generator, as Python compiles each module once.

Compiling the theme takes longer than filling it, in every build. What is compiled lies where Python keeps the
generator's own code compiled, which runs just so, and never in the cache of a project: what is read there could run.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from shutil import rmtree
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from ..model.hashing import sha256
from ..model.keys import GENERATOR_FOLDER, generator_parts, installed_parts, is_installed, python_part
from ..model.store import key_of, replace_file
from .csp import SECRET

OPTIONS = (
    *("autoescape", "trim_blocks", "lstrip_blocks", "undefined", "finalize", "optimized", "is_async"),
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("newline_sequence", "keep_trailing_newline"),
)
"""What an environment reads templates with, beside what plugins add to it."""
FOLDER = "templates-"
"""Beginning of the folders of compiled templates, each of one state of the generator and of all that is installed."""
STATES = 3
"""Such states that are kept."""
_codes: dict[tuple[str, str, str], CodeType] = {}


class _Compiled(jinja2.BytecodeCache):
    """Finds a template's code by its source and by what its environment reads templates with."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of the same source, if it was compiled before."""
        key = _key(bucket)
        bucket.code = _codes.get(key)
        file = _file(bucket, key)
        if bucket.code is None and file is not None:
            with suppress(Exception):  # it is not there or is damaged, which raises many kinds
                bucket.load_bytecode(io.BytesIO(file.read_bytes()))
            if bucket.code is not None:
                _codes[key] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a source."""
        if bucket.code is None:
            return
        key = _key(bucket)
        _codes[key] = bucket.code
        file = _file(bucket, key)
        if file is not None and not sys.dont_write_bytecode:
            with suppress(OSError):
                _write(file, bucket)


def keep_compiled(environment: Any) -> None:
    """Have an environment take compiled templates from earlier builds, and leave its own."""
    environment.bytecode_cache = _Compiled()


def _write(file: Path, bucket: Bucket) -> None:
    """Write a template's code, unless the secret of this process stands in it."""
    content = io.BytesIO()
    bucket.write_bytecode(content)
    if SECRET.encode() in content.getvalue():
        return
    if not file.parent.is_dir():
        file.parent.mkdir(parents=True)
        states = sorted(file.parent.parent.glob(f"{FOLDER}*"), key=lambda folder: folder.stat().st_mtime)
        for folder in states[:-STATES]:
            rmtree(folder, ignore_errors=True)
    replace_file(file, content.getvalue())


def _file(bucket: Bucket, key: tuple[str, str, str]) -> Path | None:
    """Return where a template's code is kept; None where code takes part in it whose version is not known."""
    if not all(map(_is_known, _added(bucket.environment))):
        return None
    return _folder() / f"{sha256(repr(key))[:40]}.pyc"


@cache
def _folder() -> Path:
    """Return the folder of the generator as it runs, and of all that is installed."""
    state = key_of({**generator_parts(), **installed_parts(), **python_part()})
    return Path(cache_from_source(__file__)).parent / f"{FOLDER}{state[:16]}"


def _added(environment: Any) -> Iterator[Any]:
    """Yield the functions and classes that take part in reading an environment's templates."""
    for parts in (environment.extensions, environment.filters, environment.tests, environment.globals):
        yield from parts.values()
    reading = (environment.undefined, environment.finalize, environment.autoescape)
    yield from filter(callable, reading)


def _is_known(part: Any) -> bool:
    """Whether a function or class is of Python, of an installed package or of the generator."""
    module = getattr(part, "__module__", None) or type(part).__module__
    return module in sys.builtin_module_names or _is_known_module(module)


@cache
def _is_known_module(name: str) -> bool:
    return is_installed(name, GENERATOR_FOLDER)


def _key(bucket: Bucket) -> tuple[str, str, str]:
    """Return what a template's code depends on; plugins add to an environment until the first page is filled."""
    environment: Any = bucket.environment
    known = (environment.extensions, environment.filters, environment.tests, environment.globals)
    names = [sorted((name, _named(part)) for name, part in parts.items()) for parts in known]
    options = [_option(getattr(environment, name)) for name in OPTIONS]
    return repr((names, options)), bucket.key, bucket.checksum


def _option(value: Any) -> str:
    return _named(value) if callable(value) else repr(value)


def _named(part: Any) -> str:
    """Return what a function or class is called: what a template applies to constants is worked out as it compiles."""
    return f"{getattr(part, '__module__', '')}.{getattr(part, '__qualname__', type(part).__qualname__)}"
