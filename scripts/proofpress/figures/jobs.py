"""Orders of pictures: figures with their texts resolved and the frames that travel with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..data.sources import source_line
from ..model.records import Analysis, Claim, Figure, Source, Value
from ..model.settings import Settings
from ..text.binding import Namespace
from ..text.bound import plain
from .draw import DrawJob
from .social_card import Frame

Resolve = Callable[[str, str], str]
"""Returns an analysis's text with its numbers filled in."""


def resolver_of(values: Iterable[Value], claims: Mapping[str, Claim]) -> Resolve:
    """Return what fills numbers into texts."""
    names = Namespace({value.id: value for value in values}, claims, {}, {})
    return lambda analysis, text: plain(text, analysis, names)


def resolver(analyses: Iterable[Analysis], claims: Mapping[str, Claim]) -> Resolve:
    """Return what fills the numbers of analyses into texts."""
    return resolver_of((value for analysis in analyses for value in analysis.values), claims)


def picture_orders(
    analyses: Iterable[Analysis], resolve: Resolve, sources: Mapping[str, Source], settings: Settings
) -> list[DrawJob]:
    """Return each figure ready to be drawn, in the site's order."""
    return [picture_order(figure, resolve, sources, settings) for analysis in analyses for figure in analysis.figures]


def picture_order(figure: Figure, resolve: Resolve, sources: Mapping[str, Source], settings: Settings) -> DrawJob:
    """Return a figure ready to be drawn: its texts with their numbers, and the frame that travels with it."""
    title, alt, subtitle = (resolve(figure.analysis, text) for text in (figure.title, figure.alt, figure.subtitle))
    named = "; ".join(f"{short} ({grade})" for _, short, grade in source_line(figure.sources, sources))
    address = settings.address(f"figures/{figure.id}/")
    credit = f"{settings.site_name}, figure {figure.id}, release {settings.release}. {address}"
    return DrawJob(figure, title, alt, Frame(title, subtitle, named, credit))
