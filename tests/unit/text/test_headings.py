"""Titles over several lines."""

from __future__ import annotations

import pytest

from proofpress.text.headings import join_title


@pytest.mark.parametrize(
    ("source", "joined"),
    [
        ("Coal fell\nby half\n=====\nIn ten years.", "# Coal fell by half\nIn ten years."),
        ("Coal fell to {{ a }}\n===", "# Coal fell to {{ a }}"),
        ("# Coal fell\n\nIt did.", "# Coal fell\n\nIt did."),
        ("A sentence.\n\nCoal fell\n====", "A sentence.\n\nCoal fell\n===="),
        ("Without an underline\nin two lines", "Without an underline\nin two lines"),
    ],
)
def test_an_underlined_title_becomes_one_line(source: str, joined: str) -> None:
    """Only what stands first and is underlined is a title; all else stays."""
    assert join_title(source) == joined
