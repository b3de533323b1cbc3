"""Analyses by topic, in the order that the site's settings state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.records import Analysis
from ..model.slug import slugify
from ..record.site_input import SiteInput


@dataclass(frozen=True)
class Topic:
    """A topic with its analyses; without a name where a site shows none.

    Attributes
    ----------
    name : str
        What readers call it.
    analyses : sequence of Analysis
        In the site's order.
    """

    name: str
    analyses: Sequence[Analysis]

    @property
    def id(self) -> str:
        """Its address on a page that lists topics."""
        return f"topic-{slugify(self.name)}"


def topic_of(analysis: Analysis) -> str:
    """Return the topic that an analysis's header states."""
    return str(analysis.meta["topic"])


def topics(evidence: SiteInput) -> list[Topic]:
    """Return the analyses by topic: those of the settings first, then others as they come; one group without topics."""
    named = evidence.settings.topics
    if not named:
        return [Topic("", tuple(evidence.analyses))]
    order = dict.fromkeys([*named, *map(topic_of, evidence.analyses)])
    groups = [
        Topic(name, tuple(analysis for analysis in evidence.analyses if topic_of(analysis) == name)) for name in order
    ]
    return [group for group in groups if group.analyses]
