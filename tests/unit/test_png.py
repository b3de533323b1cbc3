"""The reader of pictures that the browser tests rest on."""

from __future__ import annotations

import itertools
import struct
import zlib

import numpy as np
import pytest

from tests.support.png import Pixels, pixels_of


def packed(pixels: Pixels, filters: list[int], parts: int = 1, depth: int = 8) -> bytes:
    """Return a picture as PNG, its rows filtered as told in turn, straight from the words of the standard."""
    height, width, size = pixels.shape
    padded = np.zeros((height + 1, width + 1, size), np.int32)
    padded[1:, 1:] = pixels
    rows = b""
    for y in range(height):
        kind = filters[y % len(filters)]
        rows += bytes([kind])
        for x in range(width):
            for channel in range(size):
                a, b = int(padded[y + 1, x, channel]), int(padded[y, x + 1, channel])
                c = int(padded[y, x, channel])
                paeth = min((a, b, c), key=lambda neighbour: abs(a + b - c - neighbour))
                guess = (0, a, b, (a + b) // 2, paeth)[kind]
                rows += bytes([(int(pixels[y, x, channel]) - guess) % 256])
    content = zlib.compress(rows)
    cuts = [round(len(content) * part / parts) for part in range(parts + 1)]
    header = struct.pack(">IIBBBBB", width, height, depth, 2 if size == 3 else 6, 0, 0, 0)
    chunks = [
        (b"IHDR", header),
        *((b"IDAT", content[a:b]) for a, b in itertools.pairwise(cuts)),
        (b"IEND", b""),
    ]
    body = b"".join(struct.pack(">I", len(part)) + kind + part + b"\0\0\0\0" for kind, part in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("size", [3, 4])
@pytest.mark.parametrize("filters", [[0], [1], [2], [3], [4], [0, 1, 2, 3, 4]])
def test_every_way_to_write_a_row_is_read(filters: list[int], size: int) -> None:
    """The pixels come out as they went in, however their rows were filtered and the file was cut."""
    pixels = np.random.default_rng(7).integers(0, 256, (11, 9, size), np.uint8)
    assert (pixels_of(packed(pixels, filters, parts=3)) == pixels[:, :, :3]).all()


def test_other_pixels_are_refused() -> None:
    """A picture of another depth is refused by name, not read as another picture."""
    with pytest.raises(ValueError, match="pixels of depth 16"):
        pixels_of(packed(np.zeros((1, 1, 3), np.uint8), [0], depth=16))
