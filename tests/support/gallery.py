"""The gallery of the kinds of chart: each drawn from made-up data, wide and narrow, for light and dark pages.

``python -m tests.support.gallery`` writes the pictures and the page anew; look at them before you commit them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import vl_convert

from proofpress.notebook import charts
from proofpress.notebook.fonts import Typeface, chart_fonts
from proofpress.notebook.theme import (
    BLUE,
    DARK,
    GREEN,
    GREY,
    INK,
    LIGHT,
    NARROW,
    OCHRE,
    PAPER,
    RED,
    SOFT,
    WIDE,
    enable_theme,
    resolve_colours,
)
from tests.support.projects import ROOT

PICTURES = ROOT / "docs" / "assets" / "charts"
PAGE = ROOT / "docs" / "reference" / "charts.md"
WIDTHS = {"wide": WIDE, "narrow": NARROW}
PALETTES = {"light": LIGHT, "dark": DARK}
FUELS = ["Coal", "Gas", "Wind", "Water", "Sun and storage"]

POWER = pd.DataFrame(
    {
        "fuel": FUELS,
        "before": [39.0, 21.0, 4.0, 11.0, 1.0],
        "now": [19.0, 24.0, 17.0, 12.0, 9.0],
        "low": [17.0, 22.0, 15.0, 12.0, 8.0],
        "high": [21.0, 40.0, 19.0, 12.0, 11.0],
        "opens": ["", "high", "", "", ""],
        "rows": [f"mix:{fuel[:3].lower()}" for fuel in FUELS],
    }
)
POWER["said"] = [f"{share:.0f}%" for share in POWER["now"]]
POWER["was"] = [f"{row.fuel} {row.before:.0f}%" for row in POWER.itertuples()]
POWER["is"] = [f"{row.now:.0f}% {row.fuel}" for row in POWER.itertuples()]
POWER["range"] = ["17 to 21%", "22% or more", "15 to 19%", "12%", "8 to 11%"]
YEARS = [2011, 2012, 2013, 2014, 2015, 2020, 2021, 2022, 2023]
LINES = pd.DataFrame(
    [
        {"fuel": fuel, "year": year, "share": first + slope * (year - 2011), "estimate": year == 2023, "rows": "mix:a"}
        for fuel, first, slope in (("Coal", 40, -1.7), ("Gas", 21, 0.3), ("Wind", 3, 1.2))
        for year in YEARS
    ]
)
LINES["end"] = [f"{row.fuel} {row.share:.0f}%" for row in LINES.itertuples()]
PLAN = pd.DataFrame({"year": [2026], "share": [15.0], "end": ["planned:\n15%"], "rows": ["plan:coal"]})
GAP = (2016, 2019, "no table")
CELLS = pd.DataFrame(
    [
        {"law": law, "land": land, "word": word, "tone": tone, "ink": ink, "rows": "laws:a"}
        for law, words in (("Coal exit", ("2030", "2038", "none")), ("Carbon price", ("yes", "planned", "none")))
        for land, word in zip(("North", "South", "West"), words, strict=True)
        for tone, ink in [(SOFT, INK) if word == "none" else (GREEN, PAPER)]
    ]
)
EVENTS = pd.DataFrame(
    {
        "when": ["May 2019", "2021", "3 March 2023"],
        "wide": ["A law ends new coal plants", "The first park at sea", "A court upholds the law"],
        "rows": ["laws:a", "laws:b", "laws:c"],
    }
)
RUNGS = ["Announced", "Permitted", "Under construction", "On the grid"]
PARKS = pd.DataFrame(
    {
        "rung": [*["Announced"] * 14, *["Permitted"] * 5, *["On the grid"] * 3],
        "tint": [*[GREY] * 14, *[BLUE] * 5, *[RED] * 3],
        "rows": [f"parks:{number}" for number in range(22)],
    }
)
LANDS = pd.DataFrame(
    {
        "code": ["NW", "NO", "NE", "WE", "CE", "EA", "SO"],
        "column": [0, 1, 2, 0, 1, 2, 1],
        "row": [0, 0, 0, 1, 1, 1, 2],
        "share": [31, 44, 12, 8, 19, 5, 27],
        "rows": [f"lands:{number}" for number in range(7)],
    }
)
LANDS["word"] = [f"{share}%" for share in LANDS["share"]]
LANDS["tone"] = [BLUE if share > 25 else SOFT for share in LANDS["share"]]
LANDS["ink"] = [PAPER if share > 25 else INK for share in LANDS["share"]]
TINTS = {"Coal": RED, "Wind": BLUE, "Gas": OCHRE}

Draw = Callable[[int], Any]


SPOTS = pd.DataFrame(
    {
        "fuel": ["Coal", "Coal", "Wind", "Wind"],
        "longitude": [10.0, 40.0, 60.0, 25.0],
        "latitude": [20.0, 35.0, 15.0, 45.0],
        "share": [80.0, 12.0, 55.0, 30.0],
        "word": ["Arland 80%", "", "Beland 55%", "Celand 30%"],
        "rows": ["power_mix:arl", "power_mix:bel", "power_mix:bel", "power_mix:cel"],
    }
)
ISLAND = pd.DataFrame(
    {
        "part": [1] * 7 + [2] * 5,
        "step": [*range(1, 8), *range(1, 6)],
        "longitude": [0, 30, 55, 70, 45, 5, 0, 72, 80, 80, 74, 72],
        "latitude": [10, 0, 5, 25, 50, 40, 10, 40, 42, 52, 50, 40],
        "rows": ["outline:island"] * 12,
    }
)
KINDS: dict[str, tuple[str, Draw]] = {
    "bars": (
        "Amounts from zero, each with its words",
        lambda width: charts.bars(POWER, label="fuel", value="now", text="said", width=width),
    ),
    "ranges": (
        "Intervals, open ends as arrow heads",
        lambda width: charts.ranges(
            POWER,
            label="fuel",
            low="low",
            high="high",
            text="range",
            opens="opens",
            width=width,
            domain=(0, 40),
            axis="percent of power",
        ),
    ),
    "dots": (
        "Two numbers a row on one axis",
        lambda width: charts.dots(
            POWER,
            label="fuel",
            first="before",
            second="now",
            names=("2012", "2023"),
            width=width,
            axis="percent of power",
        ),
    ),
    "slope": (
        "Change from an earlier to a later date, named at both ends",
        lambda width: charts.slope(
            POWER,
            name="fuel",
            start="before",
            end="now",
            texts=("was", "is"),
            heads=("2012", "2023"),
            width=width,
            colours={"Coal": RED, "Wind": BLUE},
        ),
    ),
    "lines": (
        "Series by year with a gap, hollow estimates and a mark whose label places itself",
        lambda width: charts.lines(
            LINES,
            x="year",
            y="share",
            series="fuel",
            label="end",
            width=width,
            colours=TINTS,
            unit="percent of power",
            gap=GAP,
            hollow="estimate",
            marks=PLAN,
            room=96,
        ),
    ),
    "small-multiples": (
        "The same chart for each group, on one scale",
        lambda width: charts.small_multiples(
            LINES,
            panel="fuel",
            x="year",
            y="share",
            width=width,
            unit="percent",
            colours=TINTS,
            ticks=(2011, 2015, 2020, 2023),
            hollow="estimate",
            gap=GAP,
        ),
    ),
    "grid": (
        "A table of words with a tone behind each",
        lambda width: charts.grid(CELLS, row="law", column="land", text="word", tone="tone", ink="ink", width=width),
    ),
    "timeline": ("Events down the page", lambda width: charts.timeline(EVENTS, when="when", text="wide", width=width)),
    "ladder": (
        "Items on the rungs that they reach",
        lambda width: charts.ladder(
            PARKS, rung="rung", rungs=RUNGS, width=width, colour="tint", counts={"Announced": "14", "On the grid": "3"}
        ),
    ),
    "tile-map": (
        "A map of tiles, each place as large as the next",
        lambda width: charts.tile_map(
            LANDS, column="column", row="row", code="code", text="word", tone="tone", ink="ink", width=width
        ),
    ),
    "symbol-maps": (
        "A small map for each group, a circle as large as its number",
        lambda width: charts.symbol_maps(
            SPOTS,
            ISLAND,
            panel="fuel",
            longitude="longitude",
            latitude="latitude",
            size="share",
            text="word",
            width=width,
        ),
    ),
}


def draw(kind: str, width: str, palette: str, fonts: Path) -> str:
    """Return one picture of the gallery as SVG, on the paper of its palette."""
    enable_theme("Source Sans 3")
    vl_convert.register_font_directory(str(fonts))
    svg = vl_convert.vegalite_to_svg(KINDS[kind][1](WIDTHS[width]).to_dict(), vl_version="6.4")
    colours = PALETTES[palette]
    head, _, body = resolve_colours(svg, colours).partition(">")
    return f'{head}><rect width="100%" height="100%" fill="{colours["paper"]}"/>{body}\n'


def pictures(cache: Path) -> dict[str, str]:
    """Return every picture of the gallery by file name."""
    fonts = chart_fonts(Typeface(cache, "Source Sans 3"))
    names = [(kind, width, palette) for kind in KINDS for width in WIDTHS for palette in PALETTES]
    return {f"{kind}-{width}-{palette}.svg": draw(kind, width, palette, fonts) for kind, width, palette in names}


def page() -> str:
    """Return the gallery's page."""
    parts = [HEAD]
    for kind, (what, _) in KINDS.items():
        parts.append(f"## `{kind.replace('-', '_')}`\n\n{what}.\n")
        for width in WIDTHS:
            parts += [
                f"![{what}: {width} page, {palette}](../assets/charts/{kind}-{width}-{palette}.svg){{ loading=lazy }}\n"
                for palette in PALETTES
            ]
    return "\n".join(parts)


HEAD = """---
title: Kinds of chart
search: {exclude: true}
---

# Kinds of chart

Each kind of `proofpress.notebook.charts`, drawn from made-up data: on a wide page and on a phone, in light and in dark.
A kind takes a prepared frame with the column `rows` and a width; labels keep apart and find places at both widths.
Whoever wants more draws with Altair; what one analysis alone needs stands in the site's own code, a module an analysis.
"""


def main() -> None:
    """Write page and pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures(ROOT / ".cache" / "proofpress" / "fonts").items():
        (PICTURES / name).write_text(svg, encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
