"""Timelines as a reader meets them: by date, each with its dates, status, text, source, row and uses."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape, unescape
from typing import TYPE_CHECKING, Any

import pytest

from proofpress.model.records import Table
from proofpress.model.timelines import Timeline
from proofpress.render import site as sites
from proofpress.render.default_pages import default_pages
from proofpress.render.prose_checks import check_data
from proofpress.render.registers import blocks
from proofpress.render.timelines import words_in
from tests.support.projects import varied

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput

LAWS = Timeline(
    page="laws",
    title="Laws by date",
    about="What was ordered.",
    noun="laws",
    table="laws",
    name="law",
    covers="says",
    by="state",
    filters=("fuels",),
    announced="told",
    effective="begins",
    paused="paused",
    resumes="resumes",
    ends="ends",
    checked="seen",
    text="text",
    pause_text="stay",
)
EMPTY = dict.fromkeys(("begins", "paused", "resumes", "ends", "text", "stay"), "")
ROWS: dict[str, dict[str, str]] = {
    "laws:a": {
        **EMPTY,
        "law": "Act <1>",
        "says": "mines & pits",
        "state": "North",
        "fuels": "coal; gas",
        "told": "2012-05",
    },
    "laws:b": {
        **{**EMPTY, "law": "Order", "says": "plants", "state": "South", "fuels": "gas", "told": "2014-03-01"},
        **{
            "begins": "2014-04-01",
            "paused": "2015-01-01",
            "resumes": "2015-06-30",
            "text": "https://www.law.example/b",
        },
        "stay": "https://law.example/stay",
    },
    "laws:c": {**EMPTY, "law": "Rule", "says": "", "state": "North", "fuels": "", "told": "", "begins": "2014-03-02"},
}
FIELDS = [{"name": name, "title": name.title(), "type": "string"} for name in ROWS["laws:a"]]


@pytest.fixture(scope="module")
def laws(fixture_results: SiteInput) -> SiteInput:
    """Give the fixture site with a table of laws and a timeline of it."""
    table = Table(
        "laws", "data/tables/laws.csv", "Laws", "", {"schema": {"fields": FIELDS}}, "0" * 64, 3, ("grid-office",)
    )
    rows = {key: {**cells, "seen": "2015-06-30", "source": "grid-office"} for key, cells in ROWS.items()}
    settings = replace(fixture_results.settings, timelines=(LAWS,))
    return varied(
        fixture_results,
        settings=settings,
        tables={**fixture_results.tables, "laws": table},
        rows={**fixture_results.project.rows, **rows},
    )


def shown(evidence: SiteInput) -> str:
    """Return the timeline's block."""
    names = sites.names_of(evidence)
    return blocks(evidence, names)["timeline.laws"]("../")


def facts_in(html: str) -> list[dict[str, Any]]:
    """Return by what each entry is chosen."""
    return [json.loads(unescape(text)) for text in re.findall(r"<li data-filter='([^']*)'", html)]


def test_entries_stand_by_date_the_newest_first(laws: SiteInput) -> None:
    """Years are headings; an entry that was not announced stands at the day on which it took effect."""
    html = shown(laws)
    assert re.findall(r'<h2 id="y(\d+)">|<h3 id="(\w+)">', html) == [
        ("2014", ""),
        ("", "c"),
        ("", "b"),
        ("2012", ""),
        ("", "a"),
    ]
    assert '<h3 id="a">North: Act &lt;1&gt;</h3>' in html
    assert "mines &amp; pits" in html
    assert '<time datetime="2014-03-01">1 March 2014</time>' in html
    assert '<time datetime="2012-05">May 2012</time>' in html


def test_each_date_stands_apart(laws: SiteInput) -> None:
    """Announcement, effect, suspension and its end have a line each; the first two say so where they are not held."""
    first, second, third = shown(laws).split("<h3 ")[1:]
    lines = re.findall(r"<div><dt>([^<]+)</dt><dd>(?:<time[^>]*>)?([^<]+)", second)
    assert ("Announced", "1 March 2014") in lines
    assert ("In force from", "1 April 2014") in lines
    assert ("Suspended from", "1 January 2015") in lines
    assert ("Suspended until", "30 June 2015") in lines
    assert "Ends" not in second
    assert "<dt>Announced</dt><dd>not held</dd>" in first
    assert "<dt>In force from</dt><dd>not held</dd>" in third


@pytest.mark.parametrize(
    ("begins", "paused", "called"),
    [
        ("2015-01-02", "2015-01-01", "Was to be in force from"),
        ("2015-01-01", "2015-01-01", "In force from"),
        ("2015-01-02", "2015-01", "In force from"),
        ("2015-02", "2015-01-31", "Was to be in force from"),
    ],
)
def test_a_day_of_effect_behind_a_suspension_was_not_reached(
    laws: SiteInput, begins: str, paused: str, called: str
) -> None:
    """What was suspended before its day of effect was never in force, as far as both dates tell."""
    row = {**laws.rows["laws:b"], "begins": begins, "paused": paused}
    second = shown(varied(laws, rows={**laws.project.rows, "laws:b": row})).split("<h3 ")[2]
    assert f'<dt>{called}</dt><dd><time datetime="{begins}"' in second


def test_the_status_follows_from_the_dates_and_names_its_day(laws: SiteInput) -> None:
    """Nobody types it: the same table compared later gives another, and says the day."""
    html = shown(laws)
    assert [fact["status"] for fact in facts_in(html)] == [["in force"], ["suspended"], ["announced"]]
    assert 'Status on <time datetime="2015-06-30">30 June 2015</time>' in html
    later = {key: {**cells, "seen": "2015-07-01"} for key, cells in laws.rows.items() if key.startswith("laws:")}
    moved = varied(laws, rows={**laws.project.rows, **later})
    assert [fact["status"] for fact in facts_in(shown(moved))][1] == ["suspension ran out"]
    bare = replace(laws.settings, timelines=(replace(LAWS, checked=""),))
    assert f'<time datetime="{laws.settings.released}">' in shown(varied(laws, settings=bare))


def test_texts_source_row_and_uses_are_linked(laws: SiteInput) -> None:
    """An address that is not held is told as such; the page counts them."""
    html = shown(laws)
    link = 'href="https://www.law.example/b" rel="external noopener" aria-label="law.example: '
    assert re.search(re.escape(link) + '[^"]+">law.example</a>', html)
    assert "<dt>Stay</dt><dd>" in html
    assert html.count("address of the text not held") == 2
    assert "Of 2 the address of the text is not held" in html
    assert html.count('href="../sources/#grid-office"') == 3
    assert 'href="../data/laws/#b"' in html
    assert "Used in" not in html


def test_a_source_that_a_locator_names_is_linked(laws: SiteInput) -> None:
    """Readers see the name of the source, not its id; what is no source stays as it is written."""
    row = {**laws.rows["laws:b"], "locator": "line <1>; the day is of grid-office, page 2"}
    html = shown(varied(laws, rows={**laws.project.rows, "laws:b": row}))
    short = escape(laws.sources["grid-office"].short)
    assert f'line &lt;1&gt;; the day is of <a href="../sources/#grid-office">{short}</a>, page 2' in html


def test_analyses_that_use_a_row_are_named(fixture_results: SiteInput) -> None:
    """A row that a figure or number rests on leads to its analysis."""
    mix = Timeline(page="mix", title="Mix", table="power_mix", name="fuel", announced="year")
    evidence = varied(fixture_results, settings=replace(fixture_results.settings, timelines=(mix,)))
    html = blocks(evidence, sites.names_of(evidence))["timeline.mix"]("../")
    assert html.count("<dt>Used in</dt>") >= 2
    assert 'href="../analyses/power-mix/"' in html
    assert "Status" not in html
    assert "pp-strip" not in html


def test_readers_choose_by_words_of_cells(laws: SiteInput) -> None:
    """A cell with several words counts for each; the status is a choice; the marks count who acted when."""
    html = shown(laws)
    assert [fact["fuels"] for fact in facts_in(html)] == [[], ["gas"], ["coal", "gas"]]
    assert [fact["state"] for fact in facts_in(html)] == [["North"], ["South"], ["North"]]
    selects = dict(re.findall(r'<select name="(\w+)">(.*?)</select>', html))
    assert list(selects) == ["state", "fuels", "status"]
    assert re.findall(r'value="([^"]+)"', selects["fuels"]) == ["coal", "gas"]
    assert re.findall(r'value="([^"]+)"', selects["status"]) == ["announced", "in force", "suspended"]
    strip = html[html.index("<table") : html.index("</table>")]
    assert strip.count("<i></i>") == 3
    assert re.findall(r'scope="row">(\w+)', strip) == ["North", "South"]
    assert 'data-total="3"' in html
    assert words_in(" a; b;c ;") == ["a", "b", "c"]


def test_a_column_called_as_a_field_of_the_form(laws: SiteInput) -> None:
    """A column named as the search field or the status keeps out of their way."""
    rows = {key: {**cells, "words": "x"} for key, cells in laws.rows.items() if key.startswith("laws:")}
    fields = [*FIELDS, {"name": "words", "type": "string"}]
    table = replace(laws.tables["laws"], resource={"schema": {"fields": fields}})
    named = replace(laws.settings, timelines=(replace(LAWS, filters=("words",)),))
    evidence = varied(laws, settings=named, tables={**laws.tables, "laws": table}, rows={**laws.project.rows, **rows})
    html = shown(evidence)
    assert '<select name="words-column">' in html
    assert html.count('name="words"') == 1


def test_a_page_of_the_sites_own_takes_its_place(laws: SiteInput) -> None:
    """The default page places the entries; a site without timelines has none."""
    pages = default_pages(laws, {})
    assert "# Laws by date" in pages["laws.md"]
    assert "{{ timeline.laws }}" in pages["laws.md"]
    assert "laws.md" not in default_pages(laws, {"laws.md": "# Mine"})
    bare = varied(laws, settings=replace(laws.settings, timelines=()))
    assert "laws.md" not in default_pages(bare, {})


def test_numbers_in_its_texts_are_bound(laws: SiteInput) -> None:
    """Title and sentence are an author's texts: a typed number is told, a named one filled in."""
    typed = replace(LAWS, about="There are 31 laws.")
    evidence = varied(laws, settings=replace(laws.settings, timelines=(typed,)))
    [problem] = check_data(evidence, sites.names_of(evidence))
    assert problem.place.startswith("timeline `laws`")
    named = varied(laws, settings=replace(laws.settings, timelines=(replace(LAWS, about="{{ site.tables }} tables."),)))
    assert check_data(named, sites.names_of(named)) == []
    assert f"<p>{len(named.tables)} tables.</p>" in shown(named)
