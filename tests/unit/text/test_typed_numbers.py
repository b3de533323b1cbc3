"""Numbers in prose: what the lint lets pass, what it stops, and how placeholders are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.model.vocabulary import Vocabulary
from proofpress.text.placeholders import Placeholder, fill, find_placeholders
from proofpress.text.typed_numbers import find_typed_numbers

FIELD = Vocabulary(numbered=("HS", "Cask"), counted=("wafers", "bottles"))


def typed(text: str) -> list[str]:
    """Return what the lint finds in a text."""
    return [number.text for number in find_typed_numbers(text, FIELD)]


@pytest.mark.parametrize(
    "text",
    [
        "In 2015 it fell, and in 2019, 2020 and 2021 it rose.",
        "From 2016 to 2019 no complete table exists (2021).",
        "2016–2019, 2016-19 and 2021/22",
        "The 1990s and the 2020s",
        "Series from 1998 on",
        "On 3 March 2021, March 3, 2021 and 2021-03-03",
        "The rule of 1 October",
        "Q3 2024 and FY2024",
        "Made in China 2025",
        "Release 2026.11 and release 2026.11.1",
        "The first half of 2018 and the second half of the year",
    ],
)
def test_years_and_dates_pass(text: str) -> None:
    """Years, ranges of years, decades, dates, quarters, half years and releases are not quantities."""
    assert typed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Section 301 tariffs",
        "Sections 301 and 232",
        "Section 301(b)",
        "§ 734.9 and subsection 3",
        "Chapter 5, footnote 12, notes 42 to 59",
        "Article 5.",
        "Table 3 and figure 2 on page 18, pp. 3–5",
        "Executive Order 14105",
        "Announcement No. 46 of 2024",
        "Supplement No. 4 to Part 744",
        "ECCN 3B001",
        "ISO 3166, HS 2605, SHA-256, WCAG 2.2, Python 3.11",
        "Form 20-F and the 10-K",
    ],
)
def test_named_sections_and_instruments_pass(text: str) -> None:
    """A number that names a section, a legal instrument, a standard or a form is a name."""
    assert typed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "5G, 3D and 2.5D packaging",
        "A100, H800, GPT-4, F-35 and CO2",
        "COVID-19",
        "4H-SiC wafers",
        "the G7",
        "the 21st century and the 15th Five-Year Plan",
    ],
)
def test_names_with_digits_pass(text: str) -> None:
    """Product names, technologies and ordinals are not quantities."""
    assert typed(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The share was 50 %.", ["50 %"]),
        ("50% and 50 percent", ["50%", "50"]),
        ("10 to 25 percent", ["10", "25"]),
        ("80–85%", ["80", "85%"]),
        ("~80%", ["~80%"]),
        ("+5 points, -5 points", ["+5", "-5"]),
        ("4,500 percent", ["4,500"]),
        ("2000% and 2019 %", ["2000%", "2019 %"]),
        ("part 50 percent", ["50"]),
        ("Section 301 and 25 percent", ["25"]),
    ],
)
def test_percentages_are_found(text: str, found: list[str]) -> None:
    """A percentage is found in every spelling, also where it looks like a year or follows the name of a section."""
    assert typed(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US$3 million", ["US$3"]),
        ("$3.5bn", ["$3.5"]),
        ("€20", ["€20"]),
        ("US$50M", ["US$50"]),
        ("$2000", ["$2000"]),
        ("USD50 and RMB20", ["50", "20"]),
    ],
)
def test_money_is_found(text: str, found: list[str]) -> None:
    """Money is found whether the currency is a sign or a code, and whether the magnitude is a word or a letter."""
    assert typed(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("35,000 tonnes", ["35,000"]),
        ("3.9 million wafers", ["3.9"]),
        ("2010 wafers", ["2010"]),
        ("2000 companies", ["2000"]),
        ("50M tonnes, 20GW", ["50", "20"]),
        ("5 of 7", ["5", "7"]),
        ("a ratio of 3:1", ["3", "1"]),
        ("12-fold, 10x", ["12", "10"]),
        ("28nm", ["28"]),
        ("⅔ of output", ["⅔"]),
        ("up. 50 firms", ["50"]),
        ("a counterpart 50", ["50"]),
        ("In March 12 firms left", ["12"]),
        ("2025: 73", ["73"]),
        ("2025.5", ["2025.5"]),
        ("| 50 | 60 |", ["50", "60"]),
        ("## Heading 7", ["7"]),
        ("[50 %](https://example.org/)", ["50 %"]),
        ("<b>50</b>", ["50"]),
    ],
)
def test_counts_and_measures_are_found(text: str, found: list[str]) -> None:
    """Counts, measures, ratios and factors are found in running text, tables, headings and link texts."""
    assert typed(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It doubled, then halved.", ["doubled", "halved"]),
        ("twice as much", ["twice"]),
        ("two thirds of the market", ["two thirds"]),
        ("Two-thirds of output", ["Two-thirds"]),
        ("a third of all, half of it", ["a third of", "half of"]),
        ("twenty-five percent", ["twenty-five percent"]),
        ("three quarters, tenfold, ten times", ["three quarters", "tenfold", "ten times"]),
        ("three million wafers", ["three million"]),
    ],
)
def test_number_words_are_found(text: str, found: list[str]) -> None:
    """Words that state a share, a factor or a large number are found as digits are."""
    assert typed(text) == found


@pytest.mark.parametrize("text", ["one of the firms", "the three analyses", "on the one hand", "five documents"])
def test_small_number_words_pass(text: str) -> None:
    """Small counts in words are ordinary English and pass."""
    assert typed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "`50 %`",
        "```python\nshare = 50\n```\n",
        "~~~\n50\n~~~\n",
        '!!! note "Code"\n\n    ```\n    50\n    ```\n',
        "<code>50</code> <pre>50</pre>",
        "<!-- 50 -->",
        '<span data-n="50">x</span>',
        "[source](https://example.org/50/60)",
        "[source][50]",
        "[s]: https://example.org/50\n",
        "https://example.org/50",
        "## Heading { #part-50 .wide-3 }\n## Other {#a-50}",
        '![A map](map.png){ width="300" }',
        "## Heading { .wide data-n='50' tabindex=3 }",
        "[Button](x.md){ .button--2 target=_blank }",
        'A cell {: rowspan=2 style="width: 40%" }',
        "---\norder: 50\n---\n",
        "`&#50;` <code>&#50;</code> a&nbsp;&amp;&hellip;b R&D &copy; &#8217;",
        "text[^1] and [^note-2]",
        "1. first\n2. second\n10) tenth\n",
    ],
)
def test_what_a_reader_does_not_read_as_text_passes(text: str) -> None:
    """Code, comments, attributes, addresses, front matter, footnote marks and list numbers are not prose."""
    assert typed(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is &#50; percent", ["2"]),
        ("It is &#x32;0&nbsp;percent", ["20"]),
        ("It is &#X35; and &#53 again", ["5", "5"]),
        ("It is &frac12; &sup2;", ["½", "²"]),
        ("![&#50;&#48; percent](a.png)", ["20"]),
        ('<img src="a.png" alt="&#50;&#48; percent">', ["20"]),
        ("It is ５０ percent, ٥٠ and 𝟓𝟎%", ["５０", "٥٠", "𝟓𝟎%"]),
        ("Line one\n① of Ⅻ, ⅔ and ↉", ["①", "Ⅻ", "⅔", "↉"]),
        ("It is ⁵⁰ percent", ["⁵", "⁰"]),
    ],
)
def test_a_number_is_found_however_its_digits_are_written(text: str, found: list[str]) -> None:
    """What a page shows as a number is one: entities, digits of other scripts and widths, fractions, Roman, circled."""
    assert typed(text) == found


@pytest.mark.parametrize("text", ["Ten km² and m&sup3;", "CO₂ and CH&#x2084;", "In 20&#50;5 it began"])
def test_raised_and_lowered_digits_of_a_word_pass(text: str) -> None:
    """A unit and a formula keep theirs; a year is a year however it is written."""
    assert typed(text) == []


@pytest.mark.parametrize("text", ["{.50 %}", "{ 50 % }", "{: 50 %}", "{#a 50 %}", "{ share: 50 % }", "{.a\n50 % }"])
def test_braces_around_a_number_hide_nothing(text: str) -> None:
    """What is no list of attributes is shown as it stands, and read."""
    assert typed(f"The share is {text} now.") == ["50 %"]


@pytest.mark.parametrize(
    "text",
    [
        "text[^1]\n\n[^1]: It was 50 % then.",
        '<img src="a.png" alt="Rose by 50 %">',
        "<span title='50 % of it'>x</span>",
        '<a href="x" aria-label="50 % more">y</a>',
        '![A map](map.png){ title="50 % of it" }',
    ],
)
def test_what_notes_and_attributes_say_is_read(text: str) -> None:
    """A footnote stands on the page, an attribute is spoken or shown on hover, and both are read."""
    assert typed(text) == ["50 %"]


def test_text_after_a_code_block_is_read() -> None:
    """Code hides only itself: a number after the closing fence is found."""
    assert typed("```\n10\n```\nthen 50 firms\n") == ["50"]


def test_bound_and_escaped_numbers_pass() -> None:
    """A placeholder binds a number; an escape lets a typed one stand."""
    assert typed("{{ share }} of {{= 25 | the law's threshold, not ours }} and {{ claim.ev-2020-25 }}") == []


def test_place_of_a_finding() -> None:
    """A finding carries its line, counted from one, and the line's text, also below hidden blocks."""
    text = "# Title\n\n```\n1\n2\n```\n\nThe share\nwas   50 % then.\n"
    (number,) = find_typed_numbers(text)
    assert (number.line, number.text, number.context) == (9, "50 %", "was 50 % then.")


@given(st.integers(3, 1899), st.sampled_from(["percent", "tonnes", "firms", "%", "points"]))
def test_every_number_before_a_unit_is_found(number: int, unit: str) -> None:
    """No number slips through because of its digits, alone, with separators or as an approximate one."""
    assert typed(f"It reached {number} {unit}.") != []
    assert typed(f"It reached {number:,} {unit}.") != []
    assert typed(f"It reached ~{number}.5 {unit}.") != []


@given(st.integers(1900, 2099), st.sampled_from(["percent", "tonnes", "firms", "%", "wafers"]))
def test_a_year_before_a_unit_is_a_quantity(number: int, unit: str) -> None:
    """A number that could be a year passes alone but not before a unit."""
    assert typed(f"In {number}, exports fell.") == []
    assert typed(f"It reached {number} {unit}.") != []


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_lint_never_fails(text: str) -> None:
    """Any text can be linted; findings lie on its lines, in order."""
    lines = [number.line for number in find_typed_numbers(text, FIELD)]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)


def test_placeholders_are_read() -> None:
    """Names, claims and escapes with their reasons are told apart, each with its line."""
    text = "{{ share }} and {{cobalt.top-one}}\n{{= 25 % | threshold of the law }} {{ claim.ev-sales }} {{=7}}"
    assert list(find_placeholders(text)) == [
        Placeholder("share", 1),
        Placeholder("cobalt.top-one", 1),
        Placeholder("25 %", 2, escape=True, reason="threshold of the law"),
        Placeholder("claim.ev-sales", 2),
        Placeholder("7", 2, escape=True, reason=""),
    ]


def test_fill_replaces_every_placeholder_once() -> None:
    """Filling asks for each placeholder, puts in what it is told and leaves the rest, also braces it was given."""
    assert fill("a {{ x }} b {{= 5 | why }} {", lambda p: f"<{p.name}>{{{{ y }}}}") == "a <x>{{ y }} b <5>{{ y }} {"


@given(st.text(alphabet=st.characters(exclude_characters="{}"), max_size=80))
def test_text_without_braces_stays(text: str) -> None:
    """Filling changes nothing where there is no placeholder."""
    assert fill(text, lambda placeholder: "?") == text


def test_a_site_names_its_own_labels_and_counts() -> None:
    """What a number names and what it counts in a field is told by the site's vocabulary, and by nothing else."""
    text = "Cask 12 was filled with 1995 bottles."
    assert [number.text for number in find_typed_numbers(text)] == ["12"]
    assert [number.text for number in find_typed_numbers(text, FIELD)] == ["1995"]
