"""Compiled templates of the theme: a process that builds more than once compiles each of them once.

A preview and a test run build many times, each with an environment of its own, and compiling the theme takes longer
than filling it. Nothing is kept on the disk: what is read there could run.
"""

from __future__ import annotations

from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket

_codes: dict[tuple[str, str, str], CodeType] = {}


class _Compiled(jinja2.BytecodeCache):
    """Finds a template's code by its source and by what its environment reads templates with."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of the same source, if it was compiled before."""
        bucket.code = _codes.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a source."""
        if bucket.code is not None:
            _codes[_key(bucket)] = bucket.code


def keep_compiled(environment: Any) -> None:
    """Have an environment take compiled templates from earlier builds of this process, and leave its own."""
    environment.bytecode_cache = _Compiled()


def _key(bucket: Bucket) -> tuple[str, str, str]:
    """Return what a template's code depends on; plugins add to an environment until the first page is filled."""
    environment: Any = bucket.environment
    known = (environment.extensions, environment.filters, environment.tests, environment.globals)
    names = [sorted((name, _named(part)) for name, part in parts.items()) for parts in known]
    options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks, environment.undefined)
    return repr((names, options)), bucket.key, bucket.checksum


def _named(part: Any) -> str:
    """Return what a function or class is called: what a template applies to constants is worked out as it compiles."""
    return f"{getattr(part, '__module__', '')}.{getattr(part, '__qualname__', type(part).__qualname__)}"
