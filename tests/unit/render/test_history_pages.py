"""The past as a reader meets it: the Changes page, earlier versions, values' histories, the feed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from proofpress.data.history import Cause, History, PastRelease, Point, ReleaseChanges, Version
from proofpress.notebook.theme import DARK, LIGHT
from proofpress.render.context import Page
from proofpress.render.figures import figure_page
from proofpress.render.history_pages import (
    anchor,
    change_news,
    earlier_versions,
    history_line,
    past_files,
    to_dark_palette,
)
from proofpress.render.registers import blocks, values_page
from proofpress.render.site import names_of, render_site
from tests.support import samples
from tests.support.projects import varied

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput

FIGURE = "power-mix/coal-halves"
SHARE = "power-mix.coal-share"
OLD_PICTURE = f'<svg xmlns="http://www.w3.org/2000/svg"><rect fill="{LIGHT["1"]}"/></svg>'.encode()
OLD_VALUES = b"id,fuel,year,generation,source,share,rows\ncoal-2012,coal,2012,39,grid-office,39,power_mix:coal-2012\n"


def figure_change(**changes: Any) -> Any:
    """Return a figure's change, the most consequential one."""
    cause = Cause("data", "data/tables/power_mix.csv", "coal-2023: generation 60 → 19", 1.0)
    facts = {"old_text": "Coal rose to 60% of power", "new_text": "Coal fell to 19% of power", "size": 0.25}
    text = {"consequential": True, "threshold": "It fell below the threshold of 50: no longer a majority."}
    words = {"sentence": "Figure “Coal fell”: one entry changed, because the table “Power mix” was corrected."}
    whole = {"id": FIGURE, "what": "figure", "old": None, "new": None, "causes": (cause,), **facts, **text, **words}
    return samples.change(**{**whole, **changes})


def value_change(**changes: Any) -> Any:
    """Return a value's change with two causes."""
    causes = (
        Cause("analysis", "notebooks/power_mix.py", "cell 5", 0.75),
        Cause("software", "altair 6.2 → 6.3", "", 0.25),
    )
    return samples.change(**{"id": SHARE, "causes": causes, "order": 2, **changes})


@pytest.fixture
def past() -> History:
    """Return a past of one release before this one."""
    gone = samples.change(id="power-mix.coal-gone", kind="removed", new=None, new_text="", order=3)
    changes = ReleaseChanges(
        "2025.12", "2026.01", "2026-01-15", (figure_change(), value_change(), gone), "We counted again."
    )
    points = (Point("2025.12", 60, "60%", "percent"), Point("2026.01", 19, "19%", "percent"))
    return History(
        (PastRelease("2025.12", "2025-12-15", "Begun."),),
        {"2026.01": changes},
        {SHARE: points},
        {FIGURE: (Version("2025.12", FIGURE, OLD_PICTURE, OLD_VALUES),)},
    )


@pytest.fixture
def page(evidence: SiteInput, past: History) -> Page:
    """Return a place on the fixture site with that past."""
    later = varied(evidence, history=past)
    return Page("../", later, names_of(later))


def shown(page: Page) -> str:
    """Return the Changes page's block as HTML."""
    return blocks(page.evidence, page.names)["block.changes"]("../")


def test_a_first_release_says_so(evidence: SiteInput) -> None:
    """Without a past the page says that this is the first release, and what it holds."""
    text = blocks(evidence, names_of(evidence))["block.changes"]("../")
    assert "The first release: 2 analyses, 2 figures, 3 numbers, 2 claims. Nothing has changed so far." in text
    assert '<h2 id="release-2026-01">Release 2026.01</h2>' in text


def test_the_home_page_tells_what_changed(evidence: SiteInput, page: Page) -> None:
    """A first release says so; a later one tells how much changed and the most consequential of it, then leads on."""
    first = blocks(evidence, names_of(evidence))["block.news"]("")
    assert "This is the first release." in first
    later = unescape(blocks(page.evidence, page.names)["block.news"](""))
    assert "Since release 2025.12: 1 figure and 2 numbers changed, some with consequences for a finding." in later
    assert later.index("Figure “Coal fell”: one entry changed") < later.index("Coal over all, 2023: from 19% to 21%")
    assert all('href="changes/"' in text for text in (first, later))


def test_the_changes_page_tells_the_most_consequential_first(page: Page) -> None:
    """In the order found: sentence, what turned, note; the first release at the end."""
    text = unescape(shown(page))
    places = [
        text.index(words)
        for words in (
            "We counted again.",
            "Figure “Coal fell”: one entry changed",
            "It fell below the threshold of 50: no longer a majority.",
            "Coal over all, 2023: from 19% to 21%",
            "The first release. Begun.",
        )
    ]
    assert places == sorted(places)
    assert "1 figure and 2 numbers changed, 1 of them with consequences for a finding" in text


def test_a_change_shows_both_pictures_and_its_causes(page: Page) -> None:
    """Before and after, each in light and dark; shares only where there are several causes."""
    text = unescape(shown(page))
    pictures = re.findall(r'<img class="pp-(\w+)" src="\.\./([^"]+)" alt="([^"]+)"', text)
    folder = f"figures/{FIGURE}"
    assert pictures == [
        ("light", f"{folder}/history/2025.12.svg", "Coal rose to 60% of power"),
        ("dark", f"{folder}/history/2025.12-dark.svg", "Coal rose to 60% of power"),
        ("light", f"{folder}/chart.svg", "Coal fell to 19% of power"),
        ("dark", f"{folder}/chart-dark.svg", "Coal fell to 19% of power"),
    ]
    assert "Data: <code>data/tables/power_mix.csv</code>, coal-2023: generation 60 → 19." in text
    assert "Analysis (75%): <code>notebooks/power_mix.py</code>, cell 5." in text


def test_the_table_lists_every_number_that_changed(page: Page) -> None:
    """Old, new, size and cause in a row; a number that is gone is named without a link."""
    text = unescape(shown(page))
    row = text[text.index('<th scope="row"><a href="../values/power-mix/#power-mix.coal-share">') :]
    assert re.search(r"Before.>19%<.*After.>21%<.*Change.>up 11%<.*Cause.>analysis 75%, software 25%<", row)
    assert '<th scope="row">power-mix.coal-gone</th>' in text
    assert "power-mix.coal-gone, no longer on the site, removed." in text


def test_a_change_has_one_address_everywhere(page: Page) -> None:
    """The page's anchors are those that the feed leads to, each once; figure and value of one name do not collide."""
    anchors = re.findall(r'<li id="([^"]+)"', shown(page))
    news = change_news(page.evidence)
    assert [entry["path"] for entry in news] == [f"changes/#{anchor}" for anchor in anchors]
    assert len(set(anchors)) == 3
    assert anchor(figure_change(id="a/b"), "2026.01") != anchor(value_change(id="a.b"), "2026.01")


def test_the_feed_has_an_entry_for_each_change(page: Page) -> None:
    """Before the analyses' entries: the sentence as title; threshold and causes in the summary."""
    site = render_site(page.evidence, {}, {})
    feed = ET.fromstring(site.files["feed.xml"])
    entries = feed.findall("{*}entry")
    assert len(entries) == 3 + len(page.evidence.analyses)
    assert entries[0].findtext("{*}title") == figure_change().sentence.rstrip(".")
    summary = entries[0].findtext("{*}summary") or ""
    assert figure_change().threshold in summary
    assert "Data: data/tables/power_mix.csv, coal-2023: generation 60 → 19." in summary


def test_the_feed_of_another_release_tells_nothing_old(evidence: SiteInput, past: History) -> None:
    """Changes on the way into an earlier release are no news."""
    settings = replace(evidence.settings, release="2026.02")
    assert change_news(varied(evidence, history=past, settings=settings)) == []


def test_a_figure_page_lists_its_earlier_versions(page: Page) -> None:
    """A miniature with the title it then bore, the change that replaced it, and the entries that differ."""
    figure = next(figure for figure in page.evidence.figures if figure.id == FIGURE)
    [earlier] = earlier_versions(figure, page)
    assert (earlier.picture.release, earlier.picture.title) == ("2025.12", "Coal rose to 60% of power")
    assert earlier.change == figure_change()
    assert earlier.cells
    text = unescape(figure_page(figure, page, {}))
    section = text[text.index("## Earlier versions") : text.index("## How this was made")]
    assert "Until release 2025.12." in section
    assert "<summary>What changed after it</summary>" in section
    assert re.search(
        r'<th scope="row">[^<]*2023[^<]*</th><td>Share \(%\)</td><td[^>]*>no entry</td><td[^>]*>19</td>', section
    )
    assert 'href="history/2025.12.csv"' in section


def test_a_figure_without_a_past_has_no_such_section(page: Page) -> None:
    """Nothing is said where nothing changed."""
    figure = next(figure for figure in page.evidence.figures if figure.id != FIGURE)
    assert "Earlier versions" not in figure_page(figure, page, {})
    assert past_files(figure, page.evidence) == {}


def test_every_file_of_the_past_is_on_the_site(page: Page) -> None:
    """Each picture that a page names is written, in both colour schemes, with its values."""
    site = render_site(page.evidence, {}, {})
    named = set(re.findall(r'src="\.\./([^"]*/history/[^"]+)"', shown(page)))
    assert len(named) == 2
    assert named <= site.files.keys()
    assert site.files[f"figures/{FIGURE}/history/2025.12.csv"] == OLD_VALUES


def test_a_picture_in_the_dark_has_the_dark_colours() -> None:
    """Each colour of the light palette becomes its dark one, whatever its case; others stay."""
    light = " ".join([*LIGHT.values(), LIGHT["1"].upper(), "#123456"]).encode()
    assert to_dark_palette(light).decode().split() == [*DARK.values(), DARK["1"], "#123456"]


def test_a_value_has_its_history_as_line_and_words(page: Page) -> None:
    """The line is decoration for those who see it; the words say every release and number."""
    analysis = next(analysis for analysis in page.evidence.analyses if analysis.slug == "power-mix")
    text = values_page(analysis, page)
    assert text.count("<svg") == 1
    assert "2025.12: 60%; 2026.01: 19%." in text
    assert 'aria-hidden="true"' in text


@pytest.mark.parametrize(
    ("numbers", "drawn"), [((), False), ((1,), False), ((1, 2), True), ((3, 3, 3), True), ((1, "two"), False)]
)
def test_a_line_is_drawn_of_numbers_only(numbers: tuple[Any, ...], drawn: bool) -> None:
    """A number that has never moved has no history, a word no line but its words."""
    line = str(history_line(Point(f"2026.0{n}", number, str(number), "") for n, number in enumerate(numbers, 1)))
    assert ("<polyline" in line) is drawn
    assert bool(line) is (len(numbers) > 1)
    assert "nan" not in line


def test_a_renamed_figures_past_is_shown_under_its_new_name(page: Page, past: History) -> None:
    """The earlier form lies at the new address, with the title that it bore under the old name."""
    renamed = figure_change(kind="renamed", old="power-mix/coal", new=FIGURE)
    changes = replace(past.changes_by_release["2026.01"], changes=(renamed,))
    form = Version("2025.12", "power-mix/coal", OLD_PICTURE, OLD_VALUES)
    history = replace(past, changes_by_release={"2026.01": changes}, figures={FIGURE: (form,)})
    later = varied(page.evidence, history=history)
    figure = next(figure for figure in later.figures if figure.id == FIGURE)
    [earlier] = earlier_versions(figure, Page("../", later, page.names))
    assert earlier.picture.light == f"figures/{FIGURE}/history/2025.12.svg"
    assert earlier.picture.title == "Coal rose to 60% of power"


def test_three_forms_are_each_beside_the_next(page: Page, past: History) -> None:
    """Newest first; the middle one stands beside the one that replaced it, not beside today's."""
    versions = tuple(Version(release, FIGURE, OLD_PICTURE, OLD_VALUES) for release in ("2025.12", "2025.11"))
    later = varied(page.evidence, history=replace(past, figures={FIGURE: versions}))
    figure = next(figure for figure in later.figures if figure.id == FIGURE)
    result = earlier_versions(figure, Page("../", later, page.names))
    facts: Mapping[str, str] = {item.picture.release: item.after.release for item in result}
    assert facts == {"2025.12": "2026.01", "2025.11": "2025.12"}
