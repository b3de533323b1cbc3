"""Figures drawn by a team, a few in each order; where they are drawn, fonts are cut first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..execute.team import Call, Team, generator_contents
from ..model.errors import Problem
from ..model.records import Picture
from ..model.settings import Settings
from ..notebook.fonts import Typeface, chart_fonts, typeface_of
from .apart import drawn_pictures
from .draw import DrawJob, texts_of, try_draw

TOGETHER = 6
"""Figures of one order: starting a process to draw takes as long as drawing a few."""


def draw_away(orders: Sequence[DrawJob], settings: Settings, team: Team) -> list[Picture]:
    """Have a team draw figures; return them in the order given.

    Raises
    ------
    PublishError
        Naming each figure that cannot be drawn.
    """
    fonts = typeface_of(settings).showing(*(text for order in orders for text in texts_of(order)))
    parts = [list(orders[start : start + TOGETHER]) for start in range(0, len(orders), TOGETHER)]
    calls = [
        Call(__name__, "draw_handed", (part, fonts.family, fonts.further), ", ".join(order.figure.id for order in part))
        for part in parts
    ]
    answers = dict(team.answers(calls, generator_contents(), settings)) if calls else {}
    return drawn_pictures([item for number in range(len(parts)) for item in answers[number]])


def draw_handed(orders: Sequence[DrawJob], family: str, further: str) -> list[Picture | list[Problem]]:
    """Draw figures that a build has handed out, or return what is wrong with each."""
    fonts = Typeface(Path.cwd() / ".cache" / "fonts", family, further)
    chart_fonts(fonts)
    return [try_draw(order, fonts) for order in orders]
