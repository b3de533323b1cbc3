"""What a page must have, read from an executed notebook made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from proofpress.figures.extract import extract_analyses, extract_analysis, refuse_running
from proofpress.figures.takeaways import section_of, takeaways
from proofpress.model.errors import NotebookError
from proofpress.model.files import ProjectFiles
from proofpress.model.house_rules import HouseRules
from proofpress.model.value_table import TableColumn, TableRow, ValueTable
from proofpress.notebook.publish import FIGURE_MIME, VALUE_MIME
from proofpress.notebook.value_tables import TABLE_MIME
from tests.support import samples
from tests.support.samples import CLOSING, META, OPENING, TAKEAWAYS, code, executed, markdown

PARTS = {key: item for key, item in vars(samples.value()).items() if key not in {"analysis", "cell", "row_ids"}}
VALUE = {**PARTS, "rows": list(samples.value().row_ids)}
FIGURE = {
    **{key: item for key, item in vars(samples.figure()).items() if key not in {"analysis", "cell", "columns"}},
    "columns": [["year", "Year"], ["share", "Share (%)"]],
    "rows": list(samples.figure().row_ids),
    "layers": [{"name": "main", "records": [{"year": 2012, "share": 39}], "rows": ["mix:r0"]}],
}

HOUSE = HouseRules(
    takeaways=3,
    sections=("Limits", "What would change our mind"),
    confidence=(("High", "B"), ("Moderate", "C"), ("Low", "C")),
    header=tuple(META),
)


def notebook(*more: Any, opening: str = OPENING, take: str = TAKEAWAYS, closing: str = CLOSING, **changes: Any) -> Any:
    """Return a whole notebook, changed as told."""
    value = {VALUE_MIME: {**VALUE, **changes.pop("value", {})}}
    return executed(
        markdown(opening),
        markdown(take),
        code("publish_value(…)", value),
        code("publish_figure(…)", {FIGURE_MIME: FIGURE}),
        *more,
        markdown(closing),
        **changes,
    )


def lacks(outputs: Any, claims: Any = None, rules: HouseRules = HOUSE) -> str:
    """Return what a page lacks, as one text."""
    _, problems = extract_analysis(outputs, claims or {}, rules)
    return "\n".join(map(str, problems))


def test_a_whole_page_lacks_nothing() -> None:
    """Title, figure and value are read, each with the number of its cell."""
    analysis, problems = extract_analysis(notebook(), {}, HOUSE)
    assert problems == []
    assert (analysis.slug, analysis.title) == ("power", "Coal fell to {{ share }}")
    assert [(figure.id, figure.cell) for figure in analysis.figures] == [("power/bars", 4)]
    assert [(value.id, value.cell, value.number) for value in analysis.values] == [("power.share", 3, 19)]


def test_letters_that_cannot_be_printed_are_told_by_place_and_code() -> None:
    """A letter that no shipped font has is refused when it is read, before the record is written."""
    text = lacks(notebook(opening=OPENING.replace("Coal", "ไ coal")))
    assert "the title: no shipped font has U+0E44 THAI CHARACTER SARA AI MAIMALAI" in text
    closing = CLOSING + "\n\nहि and `हि`"
    assert "cell 5: no shipped font has U+0939 DEVANAGARI LETTER HA" in lacks(notebook(closing=closing))
    for letters in ("Ελλάδα", "中国", "かな", "한국", "السعودية"):
        assert lacks(notebook(opening=OPENING.replace("Coal", f"{letters}: coal"))) == ""


def test_everything_missing_is_told_at_once() -> None:
    """A page without header, title, figure or sections reports each of them in one go."""
    text = lacks(executed(markdown("No title."), meta={}))
    assert [f"`proofpress.{key}` is missing" in text for key in META] == [True] * len(META)
    assert "the first cell; expected Markdown `# <finding>`; got no title" in text
    assert "the notebook publishes no figure" in text
    for heading in ("Takeaways", "Limits", "What would change our mind"):
        assert f"no section `## {heading}`" in text


def test_all_pages_are_told_together() -> None:
    """The problems of two notebooks come in one error."""
    with pytest.raises(NotebookError) as caught:
        extract_analyses([notebook(closing="## Limits\nx"), notebook(opening="no title")], {}, HOUSE)
    assert [problem.code for problem in caught.value.problems] == ["no-section", "no-title"]


@pytest.mark.parametrize(
    ("word", "grade", "good"),
    [("High", "A", 1), ("High", "B", 1), ("High", "C", 0), ("Moderate", "C", 1), ("Moderate", "D", 0), ("Low", "D", 0)],
)
def test_confidence_is_no_stronger_than_its_numbers(word: str, grade: str, good: int) -> None:
    """High confidence needs grade B, the other words grade C, for every value in the takeaway."""
    take = f"## Takeaways\n1. Now {{{{ share }}}}. *{word} confidence*\n2. b *Low confidence*\n3. c *Low confidence*"
    text = lacks(notebook(take=take, value={"grade": grade}))
    expected = f"takeaway 1 says {word.lower()} confidence, but `share` is of grade {grade}"
    assert (expected in text) is not good


def test_confidence_is_no_stronger_than_its_claims() -> None:
    """A claim that a takeaway quotes counts like a value."""
    take = "## Takeaways\n1. To {{ claim.fall }}. *High confidence*\n2. b *Low confidence*\n3. c *Low confidence*"
    text = lacks(notebook(take=take), {"fall": samples.claim()})
    assert "takeaway 1 says high confidence, but `claim.fall` is of grade C; expected grade B or better" in text


@pytest.mark.parametrize("tail", ["", " *Great confidence*", " High confidence"])
def test_a_takeaway_ends_with_a_confidence_word(tail: str) -> None:
    """No word, another word or a word without stress is refused by the takeaway's number."""
    take = f"## Takeaways\n1. a *Low confidence*\n2. b{tail}\n3. c *Low confidence*"
    assert "takeaway 2; expected to end with *High confidence*" in lacks(notebook(take=take))


@pytest.mark.parametrize("count", [0, 2, 4])
def test_there_are_three_takeaways(count: int) -> None:
    """Two or four takeaways are refused with their number."""
    take = "## Takeaways\n" + "\n".join(f"{n}. x *Low confidence*" for n in range(1, count + 1))
    assert f"expected three numbered takeaways; got {count}" in lacks(notebook(take=take))


def test_grade_d_is_no_title() -> None:
    """A headline never rests on an unverified number."""
    assert "the title rests on `share`, of grade D" in lacks(notebook(value={"grade": "D"}))
    assert "the title rests on" not in lacks(notebook(value={"grade": "C"}))


def test_the_card_names_what_is_published() -> None:
    """A card's figure or value that does not exist names the nearest that does."""
    text = lacks(notebook(meta={**META, "card": {"figure": "bar", "value": "shares"}}))
    assert "the card's figure `bar` is not published. Did you mean `bars`?" in text
    assert "the card's value `shares` is not published. Did you mean `share`?" in text


@pytest.mark.parametrize(
    ("brief", "words"),
    [
        (["bar"], "the brief's figure `bar` is not published. Did you mean `bars`?"),
        (["bars", "x"], "the brief's figure `x` is not published. Known: `bars`."),
        ("bars", '`proofpress.brief`; expected a list of one or two figures; got "bars"'),
        ([], "`proofpress.brief`; expected a list of one or two figures; got []"),
        (["bars"] * 3, 'expected a list of one or two figures; got ["bars", "bars", "bars"]'),
    ],
)
def test_the_brief_names_what_is_published(brief: Any, words: str) -> None:
    """A brief's figures are published ones, two at most, named in a list; each other name is told."""
    assert words in lacks(notebook(meta={**META, "brief": brief}))


def test_a_header_need_not_name_the_briefs_figures() -> None:
    """Named or not, figures that are published are right."""
    assert lacks(notebook(meta={**META, "brief": ["bars"]})) == lacks(notebook()) == ""


def test_dates_are_iso() -> None:
    """A review date in words is refused."""
    text = lacks(notebook(meta={**META, "reviewed": "last May"}))
    assert '`proofpress.reviewed`; expected an ISO date; got "last May"' in text


@pytest.mark.parametrize("mime", ["application/vnd.vegalite.v6+json", "application/vnd.vega.v5+json"])
def test_a_bare_chart_is_refused(mime: str) -> None:
    """A chart shown without being published names its cell."""
    text = lacks(notebook(code("chart", {mime: {}, "text/plain": "Chart"})))
    assert "notebooks/power.py, cell 5: the cell shows a chart that is not published" in text


def test_a_section_ends_at_the_next() -> None:
    """A section's text runs over cells up to the next heading of its level, and may be the last."""
    result = notebook().notebook
    assert section_of(result, "Limits") == "- Few."
    assert section_of(result, "What would change our mind") == "- More."
    assert section_of(result, "Limit") is None


def test_takeaways_may_run_over_lines() -> None:
    """A wrapped takeaway is one text, its confidence word read at the end."""
    text = "1. It rose\n   a lot. *High\n   confidence*\n2. It fell. *Low confidence*"
    assert takeaways(text.replace("*High\n   confidence*", "*High confidence*"))[0] == ("It rose a lot.", "High")
    assert len(takeaways(text)) == 2


def test_a_site_without_rules_asks_for_a_title_and_a_figure() -> None:
    """Prose and a figure are a page; what the header leaves out follows from the notebook."""
    bare = executed(markdown("# Coal fell"), code("publish_figure(…)", {FIGURE_MIME: FIGURE}), meta={})
    analysis, problems = extract_analysis(bare, {}, HouseRules())
    assert problems == []
    assert (analysis.meta["nav"], analysis.meta["card"]) == ("Power", {"figure": "bars", "value": ""})
    assert not any(item for key, item in analysis.meta.items() if key not in {"nav", "card"})
    empty = lacks(executed(markdown("No title."), meta={}), rules=HouseRules())
    assert "no title" in empty
    assert "the notebook publishes no figure" in empty
    assert empty.count("\n") == 1


def test_rules_may_be_others() -> None:
    """A site's own confidence words and number of takeaways are those that its pages are held to."""
    rules = HouseRules(takeaways=2, confidence=(("Firm", "A"),))
    take = "## Takeaways\n\n1. {{ share }} *Firm confidence*\n2. It fell."
    text = lacks(notebook(take=take, value={"grade": "B"}), rules=rules)
    assert "takeaway 1 says firm confidence, but `share` is of grade B; expected grade A or better" in text
    assert "takeaway 2; expected to end with *Firm confidence*; got nothing" in text
    assert "expected two numbered takeaways; got 1" in lacks(notebook(take="## Takeaways\n\n1. One."), rules=rules)


TEXT_CELL = (
    "::: figure bars\n\n**It fell\nto {{ share }}**\n\n*Percent*\n\nNote: Gross.\n\nAlt: Bars.\n\nExplore: Try it."
)
BARE = {**FIGURE, **dict.fromkeys(("title", "subtitle", "note", "alt", "explore"), "")}


def test_a_figures_texts_come_from_their_own_cell() -> None:
    """A figure published without texts takes those of the Markdown cell that names it, before or after the call."""
    for cells in (
        (markdown(TEXT_CELL), code("", {FIGURE_MIME: BARE})),
        (code("", {FIGURE_MIME: BARE}), markdown(TEXT_CELL)),
    ):
        result = executed(
            markdown(OPENING), markdown(TAKEAWAYS), code("", {VALUE_MIME: VALUE}), *cells, markdown(CLOSING)
        )
        analysis, problems = extract_analysis(result, {}, HOUSE)
        assert problems == []
        [figure] = analysis.figures
        assert (figure.title, figure.subtitle, figure.note) == ("It fell to {{ share }}", "Percent", "Gross.")
        assert (figure.alt, figure.explore) == ("Bars.", "Try it.")


def test_texts_in_two_places_and_in_none_are_refused() -> None:
    """A figure has one cell of texts, and each such cell one figure."""
    assert "cell 5 has texts for figure `bars`, and so has its call" in lacks(notebook(markdown(TEXT_CELL)))
    other = TEXT_CELL.replace("figure bars", "figure barz")
    assert "cell 5: no figure `barz` is published here. Did you mean `bars`?" in lacks(notebook(markdown(other)))
    bare = executed(markdown(OPENING), code("", {FIGURE_MIME: BARE}))
    assert (
        "figure `bars` has no title, subtitle, note and alt text; expected a Markdown cell `::: figure bars`"
        in lacks(bare)
    )


def test_a_confidence_word_may_stand_on_two_lines() -> None:
    """Wrapping changes nothing."""
    assert takeaways("1. It rose and\n   rose. *High\n   confidence*") == [("It rose and rose.", "High")]


def test_a_misspelt_key_of_the_header_is_one_problem() -> None:
    """It is unknown, with the right name, and not missing as well."""
    meta = {("reveiwed" if key == "reviewed" else key): item for key, item in META.items()}
    text = lacks(notebook(meta=meta))
    assert "unknown field `proofpress.reveiwed`. Did you mean `reviewed`?" in text
    assert "is missing" not in text


def test_takeaways_are_as_short_as_the_rules_say() -> None:
    """A takeaway with more sentences or published numbers than allowed is refused with its count; escapes count not."""
    rules = HouseRules(takeaway_sentences=2, takeaway_numbers=1)
    short = "## Takeaways\n\n1. It rose by {{ a }}. So {{= 25 % | rule }} is met."
    assert "long-takeaway" not in lacks(notebook(take=short), rules=rules)
    long = "## Takeaways\n\n1. It rose. It fell by {{ a }} and {{ b }}. It stayed."
    text = lacks(notebook(take=long), rules=rules)
    assert "takeaway 1; expected at most 2 sentences; got 3" in text
    assert "takeaway 1; expected at most 1 numbers; got 2" in text


@pytest.mark.parametrize("bad", ["<script>x</script>", '<img src="a.png" onerror="x()">', "[a](javascript:x)"])
def test_what_would_run_is_refused_before_the_record(tmp_path: Path, bad: str) -> None:
    """A script in a Markdown cell is told by file and line when the notebook is read, not when the page is made."""
    found = notebook(closing=f"{CLOSING}\n\nText {bad}")
    source = "\n".join(f"# {line}" for cell in found.notebook["cells"] for line in cell["source"].split("\n"))
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "power.py").write_text(source, encoding="utf-8")
    analysis, _ = extract_analysis(found, {}, HOUSE)
    line = next(number for number, text in enumerate(source.split("\n"), 1) if bad in text)
    with pytest.raises(NotebookError, match=rf"notebooks/power\.py:{line}: .*would run in readers' browsers"):
        refuse_running([analysis], ProjectFiles(tmp_path))


BARE_TABLE = ValueTable(
    "list", "", "", "", (TableColumn("a", "A"),), (TableRow("r", "", {"a": "x"}),), {}, "–"
).payload()
TABLE_CELL = "::: table list\n\n**A list**\n\n*By row*\n\nNote: Made up."


def test_a_tables_texts_come_from_their_own_cell() -> None:
    """A table has one cell of texts, or gives them in its call; neither and both are refused."""
    published = code("publish_value_table(…)", {TABLE_MIME: BARE_TABLE})
    analysis, problems = extract_analysis(notebook(published, markdown(TABLE_CELL)), {}, HOUSE)
    assert problems == []
    assert [(table.title, table.subtitle, table.note) for table in analysis.tables] == [
        ("A list", "By row", "Made up.")
    ]
    assert "table `list` has no title, subtitle and note; expected a Markdown cell" in lacks(notebook(published))
    whole = code("publish_value_table(…)", {TABLE_MIME: {**BARE_TABLE, "title": "A list"}})
    assert "has texts for table `list`, and so has its call" in lacks(notebook(whole, markdown(TABLE_CELL)))
    assert "no table `list` is published here" in lacks(notebook(markdown(TABLE_CELL)))
