"""The titles of this site's figures are held to the rule that their pictures print them: altered ones are refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.data.vocabulary import read_vocabulary
from proofpress.figures.jobs import resolver
from proofpress.figures.titles import TitledFigure, title_problems, titled_figures
from proofpress.record.site_input import SiteInput
from proofpress.text.amounts import YEAR, Amount, amounts_in

OTHER = {YEAR: "1907"}
"""Another number of a kind; of every other kind 7,919, which no picture prints."""

pytestmark = pytest.mark.slow


def altered(title: str, amount: Amount) -> str:
    """Return a title with another number in place of one of its own."""
    other = re.sub(r"[\d,.]*\d", OTHER.get(amount.kind, "7,919"), amount.text, count=1)
    return title[: amount.start] + (other if other != amount.text else "7,919") + title[amount.end :]


def test_a_title_with_another_number_is_refused(regenerated: tuple[Path, SiteInput]) -> None:
    """Of each figure that keeps the rule, each number in the title is looked for: with another one it is told."""
    results = regenerated[1]
    rules, words = results.settings.rules, read_vocabulary(results.project.files)
    assert rules.drawn_titles
    assert rules.title_words
    titled = titled_figures(results.analyses, resolver(results.analyses, results.claims))
    later = dict(rules.titles_later)
    held = [
        item for item in titled if not {item.figure.id, item.figure.analysis} & later.keys() and not item.figure.undrawn
    ]
    alone = replace(rules, titles_later=())
    assert title_problems(held, results.pictures, alone, words) == []
    changed = [
        TitledFigure(item.figure, altered(item.title, amount), item.bound, item.place)
        for item in held
        for amount in amounts_in(item.title, words.numbered)
    ]
    kept = [item.title for item in changed if not title_problems([item], results.pictures, alone, words)]
    assert kept == []
