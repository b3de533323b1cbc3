"""placeholder"""
from contextlib import contextmanager
from collections.abc import Iterator
@contextmanager
def trusted() -> Iterator[None]:
    yield
