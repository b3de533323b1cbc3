"""Content hashes: SHA-256 in hexadecimal, the same for bytes, text and files."""

from __future__ import annotations

import hashlib
from pathlib import Path


def sha256(data: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of text as UTF-8, in hexadecimal."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return sha256(path.read_bytes())
