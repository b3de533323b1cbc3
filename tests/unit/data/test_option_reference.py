"""The page of settings is made from the record that checks them."""

from __future__ import annotations

import re
from dataclasses import fields

from proofpress.data.option_reference import option_reference
from proofpress.model.house_rules import HouseRules
from proofpress.model.options import Options
from proofpress.model.timelines import Timeline
from tests.support.projects import ROOT


def test_the_page_of_settings_is_what_the_options_say() -> None:
    """The committed page is the one that the record makes."""
    page = ROOT / "docs" / "reference" / "settings.md"
    assert page.read_text(encoding="utf-8") == option_reference(), (
        "run `proofpress schemas --settings > docs/reference/settings.md`"
    )


def test_every_option_and_rule_is_told_in_words() -> None:
    """Each has one row with a sentence, none twice; tables have as many cells as their heads."""
    page = re.sub(r"\{\{= (\d+) \|[^}]*\}\}", r"\1", option_reference())
    lines = [line for line in page.splitlines() if line.startswith("| `")]
    names = [line.split("`")[1] for line in lines]
    assert sorted(names) == sorted([entry.name for entry in (*fields(Options), *fields(HouseRules), *fields(Timeline))])
    assert len(names) > 20
    assert all(line.rstrip(" |").endswith((".", "`.")) for line in lines)
    assert {line.count(" | ") for line in lines} == {3, 2}
