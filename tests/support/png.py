"""Pixels of PNG files, for tests that measure what a browser painted."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
CHANNELS = {2: 3, 6: 4}
"""Bytes of a pixel by the file's kind of colour: with or without transparency, eight bits a channel."""


def pixels_of(content: bytes) -> Pixels:
    """Return red, green and blue of each pixel of a picture as a browser writes it, row by row.

    Raises
    ------
    ValueError
        If its pixels have another form than browsers write: a palette, greys, sixteen bits, interlaced.
    """
    chunks = dict(_chunks(content))
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    if depth != 8 or colour not in CHANNELS or interlaced:
        raise ValueError(f"pixels of depth {depth}, colour type {colour}, interlaced {interlaced}")
    size = CHANNELS[colour]
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, 1 + width * size)
    return _unfiltered(rows[:, 0], rows[:, 1:].reshape(height, width, size))[:, :, :3]


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each part of a file by its kind; what is packed in several parts as one."""
    place, packed = 8, b""
    while place < len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        part = content[place + 8 : place + 8 + length]
        packed += part if kind == b"IDAT" else b""
        yield kind, packed if kind == b"IDAT" else part
        place += 12 + length


def _unfiltered(filters: Pixels, rows: Pixels) -> Pixels:
    """Return rows as they were before each was replaced by its difference from what lies left of it and above it."""
    result = np.empty_like(rows)
    above = np.zeros_like(rows[0])
    for number, (kind, row) in enumerate(zip(filters, rows, strict=True)):
        above = result[number] = _unfiltered_row(int(kind), row, above)
    return result


def _unfiltered_row(kind: int, row: Pixels, above: Pixels) -> Any:
    """Return a row before it was filtered in one of PNG's five ways."""
    if kind == 0:
        return row
    if kind == 1:
        return np.cumsum(row, axis=0, dtype=np.uint8)
    if kind == 2:
        return row + above
    left, corner = np.zeros((2, row.shape[1]), np.int16)
    result = np.empty_like(row)
    for number, (part, upper) in enumerate(zip(row, above.astype(np.int16), strict=True)):
        guess = (left + upper) // 2 if kind == 3 else _nearest(left, upper, corner)
        result[number] = (part + guess) % 256
        left, corner = result[number].astype(np.int16), upper
    return result


def _nearest(left: Any, upper: Any, corner: Any) -> Any:
    """Return of three neighbours the one that is nearest to what they let expect."""
    expected = left + upper - corner
    far = [abs(expected - neighbour) for neighbour in (left, upper, corner)]
    return np.where((far[0] <= far[1]) & (far[0] <= far[2]), left, np.where(far[1] <= far[2], upper, corner))
