"""The colours that meet in a published chart, as readers see them who do not see all hues, and in greyscale print."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from proofpress.notebook.theme import DARK, LIGHT
from tests.support.projects import PROJECT, names_of

SIGHT = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
"""How linear red, green and blue are seen: Machado, Oliveira and Fernandes 2009, table 1, severity 1."""
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = XYZ @ np.ones(3)
APART = 15.0
"""Least distance of two colours in CIELAB; a difference of 2 to 3 can just be seen side by side."""
LIGHTNESS_APART = 5.0
"""Least difference in lightness, of 100, where colour is printed grey."""
SERIES = tuple(name for name in LIGHT if name.isdigit())
WORDS = "a word at or in each mark says what the colour says"
TOLD_APART = {
    "forecast-scorecard/amounts": WORDS,
    "forecast-scorecard/dates": WORDS,
    "technology-races/due-and-came": WORDS,
    "technology-races/who-leads": WORDS,
}
"""Charts with two colours that grey, or some reader's eye, brings close: each with what tells the marks apart."""


def linear(colour: str) -> np.ndarray:
    """Return ``#rrggbb`` as linear light."""
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(light: np.ndarray) -> np.ndarray:
    """Return linear light as CIELAB: lightness and two hues."""
    parts = XYZ @ np.clip(light, 0, 1) / WHITE
    roots = np.where(parts > 216 / 24389, np.cbrt(parts), (24389 / 27 * parts + 16) / 116)
    return np.array([116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])])


def likeness(one: str, two: str) -> list[str]:
    """Return in which ways two colours are too much alike."""
    first, second = linear(one), linear(two)
    result = [
        f"{sight}: {distance:.0f}"
        for sight, matrix in SIGHT.items()
        if (distance := float(np.linalg.norm(lab(np.array(matrix) @ first) - lab(np.array(matrix) @ second)))) < APART
    ]
    difference = abs(float(lab(first)[0] - lab(second)[0]))
    return result + ([f"greyscale: {difference:.0f}"] if difference < LIGHTNESS_APART else [])


def marks(element: ElementTree.Element, kind: str = "") -> Iterator[ElementTree.Element]:
    """Yield the marks of a picture, axes, legends and words left out."""
    name = element.get("class", "")
    if re.search(r"role-(axis|legend|title)", name):
        return
    kind = name if name.startswith("mark-") else kind
    if (
        element.tag.rpartition("}")[2] in {"path", "rect", "line"}
        and kind
        and not kind.startswith(("mark-group", "mark-text"))
    ):
        yield element
    for child in element:
        yield from marks(child, kind)


def colours(path: Path) -> set[str]:
    """Return the names of the palette's colours, paper and tints left out, that draw a picture's marks."""
    names = {code: name for name, code in LIGHT.items() if name in {*SERIES, "ink", "muted"}}
    drawn = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    return {names[code] for mark in marks(drawn) for key in ("fill", "stroke") if (code := mark.get(key)) in names}


def published() -> dict[str, set[str]]:
    """Return the colours that meet in each published chart, by figure."""
    folder = PROJECT / "docs" / "published"
    result = {path.parent.relative_to(folder).as_posix(): colours(path) for path in folder.glob("*/*/chart.svg")}
    assert result
    assert sum(len(names) > 1 for names in result.values()) > len(result) / 2
    return result


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_series_colours_are_apart_for_every_eye(palette: dict[str, str]) -> None:
    """Each two series colours, and each and ink, differ for every kind of colour vision, and in lightness."""
    alike = {
        f"{combination} and {two}": ways
        for combination, two in itertools.combinations([*SERIES, "ink"], 2)
        if (ways := likeness(palette[combination], palette[two]))
    }
    assert alike == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_that_meet_are_apart(palette: dict[str, str]) -> None:
    """In each published chart colours that meet are apart for every eye and in print, or words tell them so."""
    alike = {
        figure: ways
        for figure, names in published().items()
        for combination, two in itertools.combinations(sorted(names), 2)
        if (ways := [f"{combination} and {two}: {way}" for way in likeness(palette[combination], palette[two])])
        and figure not in TOLD_APART
    }
    assert alike == {}, names_of(f"{figure}: {ways}" for figure, ways in alike.items())


def test_what_is_told_apart_otherwise_needs_it() -> None:
    """Each chart excused from colours that are apart is published, and has two that are close."""
    known = published()
    for figure in TOLD_APART:
        pairs = itertools.combinations(sorted(known[figure]), 2)
        assert any(likeness(palette[pair], palette[two]) for pair, two in pairs for palette in (LIGHT, DARK)), figure


def test_colours_alike_are_found() -> None:
    """Red and green of one lightness are alike for those who lack red or green cones, and in print."""
    assert [way.partition(":")[0] for way in likeness("#b0463c", "#6d7a2b")] == ["deuteranopia", "greyscale"]
    assert likeness("#000000", "#ffffff") == []
