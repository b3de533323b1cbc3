"""What a page has of what a chart offers: the form of choices, and the file of the rows behind them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from proofpress.model.offer import OFFERED, Offer
from proofpress.model.records import Figure, Layer
from proofpress.notebook.theme import BLUE
from proofpress.record.site_input import SiteInput
from proofpress.render.context import Page
from proofpress.render.figures import embed, figure_assets, figure_block
from proofpress.render.offers import FILE, offer_file, offer_form
from proofpress.render.site import names_of

HEADS = {"plant": "Plant", "year": "Year", "share": "Share (percent)", "output": "Output (tonnes)"}
MEASURES = (("relative", "share"), ("absolute", "output"))


def rows(*plants: str) -> tuple[dict[str, Any], ...]:
    """Return two years of some plants."""
    return tuple(
        {"plant": plant, "year": year, "share": 10.5 + at, "output": 1200 * (at + 1)}
        for at, plant in enumerate(plants)
        for year in (2021, 2020)
    )


@pytest.fixture
def page(evidence: SiteInput) -> Page:
    """Give the page that shows the figure."""
    return Page("../../", evidence, names_of(evidence))


def offering(evidence: SiteInput, offer: Offer | None = None) -> Figure:
    """Return the fixture site's first figure with two plants drawn and four to choose."""
    first = evidence.figures[0]
    drawn, whole = rows("South", "<b>North</b>"), rows("West", "South", "<b>North</b>", "East")
    layers = tuple(
        Layer(name, records, (first.row_ids[0],) * len(records))
        for name, records in (("main", drawn), (OFFERED, whole))
    )
    colours = {"domain": ["South"], "range": [BLUE]}
    encoding = {"x": {"field": "share"}, "color": {"field": "plant", "scale": colours}}
    spec = {"data": {"name": "main"}, "mark": "bar", "encoding": encoding}
    offer = offer or Offer("plant", (), "year", MEASURES, OFFERED)
    return replace(first, spec=spec, columns=HEADS, layers=layers, offer=offer)


def test_the_form_begins_with_the_picture(evidence: SiteInput, page: Page) -> None:
    """Names of the picture come first and are picked, periods are in order, the picture's measure is chosen."""
    form = offer_form(offering(evidence))
    assert form is not None
    assert form["names"] == [("South", True), ("<b>North</b>", True), ("East", False), ("West", False)]
    assert (form["periods"], form["span"]) == (["2020", "2021"], ("2020", "2021"))
    assert form["measures"] == [("relative", "Share (percent)"), ("absolute", "Output (tonnes)")]
    assert offer_form(evidence.figures[0]) is None


def test_of_a_facet_the_value_of_the_picture_is_chosen(evidence: SiteInput) -> None:
    """A column of which one value is shown at a time is a list with that value selected."""
    form = offer_form(offering(evidence, Offer("plant", ("year",), "", MEASURES, OFFERED)))
    assert form is not None
    assert form["facets"] == [(0, "Year", [("2021", True), ("2020", True)])]


def test_a_block_holds_the_form_hidden_and_escaped(evidence: SiteInput, page: Page) -> None:
    """Without script nothing shows; names are text; every field has a label; other figures have no form."""
    block = figure_block(offering(evidence), page)
    [form] = re.findall(r'<form class="pp-offer".*?</form>', block, re.DOTALL)
    assert re.match(r"<form [^>]* hidden>", form)
    assert "<b>" not in form
    assert form.count("checked") == 4  # two names, the view and the measure
    fields = re.findall(r"<(?:input|select)", form)
    assert len(fields) == len(re.findall(r"<label[^>]*>(?:(?!</label>).)*<(?:input|select)", form, re.DOTALL)) > 8
    assert "pp-offer" not in figure_block(evidence.figures[0], page)
    assert "pp-offer" not in embed(offering(evidence), page, "").decode().partition("<body")[2]


def test_the_file_holds_rows_as_read_and_as_drawn(evidence: SiteInput, page: Page) -> None:
    """Each row has its cells in words, the numbers drawn, and the address of what is behind it."""
    figure = offering(evidence)
    content = json.loads(offer_file(figure, page)[FILE])
    assert content["fields"] == ["plant", "year", "share", "output"]
    assert len(content["rows"]) == 8
    cells, facts, href, behind = content["rows"][0]
    assert cells == ["West", "2021", "10.5", "1,200"]
    assert facts == ["West", 2021, 10.5, 1200]
    assert href.startswith("data/")
    assert behind.startswith(figure.row_ids[0])
    assert content["colours"] == {"South": BLUE}
    assert FILE in figure_assets(figure, page, "", {})
    assert offer_file(evidence.figures[0], page) == {}


def test_a_name_in_several_colours_has_none(evidence: SiteInput, page: Page) -> None:
    """Where colour tells the rows of a name apart, the name takes another when it is drawn among others."""
    figure = offering(evidence)
    colours = {"domain": [2020, 2021], "range": [BLUE, "var(--pp-1, #942120)"]}
    encoding = {"color": {"field": "year", "scale": colours}}
    figure = replace(figure, spec={**figure.spec, "encoding": encoding})
    assert json.loads(offer_file(figure, page)[FILE])["colours"] == {}
