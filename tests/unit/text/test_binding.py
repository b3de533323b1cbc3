"""Numbers in texts are bound to what they mean, and nothing unbound is left behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.text.binding import Namespace, check_text
from proofpress.text.bound import bind_markdown, linked, plain
from proofpress.text.placeholders import find_placeholders
from tests.support import samples

VALUES = {
    "power.share": samples.value(),
    "other.share": samples.value(analysis="other", text="7%", number=7),
    "power.odd": samples.value("odd", text='<b>"5"</b>', formula='a "sum" <i>'),
}
BLOCKS = {"block.grades": lambda root: f"<dl>{root}</dl>", "procedure.close": lambda root: f"<form>{root}</form>"}
NAMES = Namespace(VALUES, {"fall": samples.claim()}, {"site.figures": "12"}, BLOCKS)
KNOWN = ["share", "power.share", "other.share", "claim.fall", "site.figures", "= 25% | the law", "block.grades"]
PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="{}\x00", exclude_categories=["Cs"]), max_size=60)
WORDS = st.text(st.characters(codec="ascii", categories=["L", "Zs"], include_characters="#.,\n-"), max_size=20)


@st.composite
def prose(draw: st.DrawFn) -> str:
    """Return a text with known placeholders in it, some with line ends inside."""
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        name = draw(st.sampled_from(KNOWN))
        gap = draw(st.sampled_from(["", " ", "\n", " \n "]))
        parts += [draw(WORDS), f"{{{{{gap if name[0] != '=' else ''}{name}{gap}}}}}"]
    return "".join([*parts, draw(WORDS)])


@given(PLAIN)
def test_text_without_placeholders_is_unchanged(text: str) -> None:
    """Where nothing is to be bound, not a character moves, headings and code included."""
    assert bind_markdown(text, "power", NAMES, "../") == text
    assert plain(text, "power", NAMES) == text
    assert linked(text, "power", NAMES, "../") == text


@given(prose())
def test_bound_text_holds_no_placeholder(text: str) -> None:
    """What passes the check is bound completely: no braces reach a reader."""
    assert check_text(text.replace("12", ""), "p", "power", NAMES) == []
    for bound in (bind_markdown(text, "power", NAMES, "../"), linked(text, "power", NAMES, "../")):
        assert "{{" not in bound
        assert "}}" not in bound


@given(prose())
def test_plain_text_says_what_linked_text_says(text: str) -> None:
    """Without its links a bound text reads the same as the plain one."""
    import re
    from html import unescape

    without = text.replace("block.grades", "share")
    shown = unescape(re.sub(r"<[^>]*>", "", linked(without, "power", NAMES, "")))
    assert shown == plain(without, "power", NAMES)


@given(st.text(max_size=120))
def test_any_text_can_be_checked(text: str) -> None:
    """The check never fails, and finds something exactly where braces that bind nothing remain."""
    problems = check_text(text, "p", "power", NAMES)
    if ("{{" in text or "}}" in text) and "`" not in text and "~~~" not in text and not list(find_placeholders(text)):
        assert "stray-braces" in {problem.code for problem in problems}


PIECES = [
    "{{",
    "}}",
    "{",
    "}",
    "`",
    "``",
    "~~~",
    "|",
    "=",
    " ",
    "\n",
    "\\",
    "$",
    "$$",
    "<",
    ">",
    "&",
    "12",
    "#",
    "- ",
    "[",
    "](",
]


@given(
    st.lists(st.sampled_from([*PIECES, *KNOWN, "share | x", "= 5", "block.x", "é", "\u202e"]), max_size=14).map("".join)
)
def test_marks_in_any_order_bind_or_are_told(text: str) -> None:
    """Braces, code, formulas and names in any order: no other error, and what passes leaves no placeholder unfilled."""
    problems = check_text(text, "p", "power", NAMES)
    assert all(problem.place.startswith("p") for problem in problems)
    if not problems and "`" not in text and "~~~" not in text:
        for bound in (bind_markdown(text, "power", NAMES, ""), linked(text, "power", NAMES, "")):
            assert not list(find_placeholders(bound))
        assert "{{" not in plain(text, "power", NAMES)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("share", "19%"),
        ("power.share", "19%"),
        ("other.share", "7%"),
        ("claim.fall", "less than 15%"),
        ("site.figures", "12"),
    ],
)
def test_what_names_mean(name: str, text: str) -> None:
    """Short names are the page's own; long names, claims and counts mean the same everywhere."""
    bound = NAMES.find(name, "power")
    assert bound is not None
    assert bound.text == text


def test_a_short_name_belongs_to_its_page() -> None:
    """A page knows its own values by their short names and no other page's."""
    assert plain("{{ share }}", "other", NAMES) == "7%"
    assert NAMES.find("share", "") is None


def test_a_bound_number_leads_to_what_explains_it() -> None:
    """A value links to its entry, a claim to the register, relative to the page; the hint says how it was made."""
    assert linked("{{ share }}", "power", NAMES, "../../") == (
        '<a class="pp-v" href="../../values/power/#power.share" title="coal over all, 2023, grade A">19%</a>'
    )
    assert 'href="claims/#fall"' in linked("{{ claim.fall }}", "", NAMES, "")
    assert linked("{{ site.figures }}", "", NAMES, "") == "12"


def test_texts_are_escaped() -> None:
    """A value's text and hint cannot open a tag or close an attribute."""
    bound = linked("{{ odd }}", "power", NAMES, "")
    assert "&lt;b&gt;&#34;5&#34;&lt;/b&gt;</a>" in bound
    assert 'title="a &#34;sum&#34; &lt;i&gt;' in bound


def test_unknown_names_are_told_with_line_and_nearest() -> None:
    """An unknown value, on its line of the file, names what was meant."""
    [problem] = check_text("one\n{{ shares }}", "docs/a.md", "power", NAMES, first_line=10)
    assert str(problem) == "docs/a.md:11: no value `shares`. Did you mean `share`?"


def test_typed_numbers_are_told_with_line_and_context() -> None:
    """A typed number is quoted with its sentence and both ways out."""
    [problem] = check_text("one\nIt fell by 20 percent.", "docs/a.md", "", NAMES)
    text = str(problem)
    assert text.startswith(
        "docs/a.md:2: “20” is typed; expected a bound value, {{ name }}; got “It fell by 20 percent.”"
    )
    assert "Publish it with publish_value, or write {{= text | reason }}." in text


def test_an_escape_needs_a_reason() -> None:
    """A typed number may stand with a reason that review can read, not without."""
    assert check_text("{{= 25% | the law }}", "p", "", NAMES) == []
    [problem] = check_text("{{= 25% }}", "p", "", NAMES)
    assert "“25%” is typed without a reason" in str(problem)


@pytest.mark.parametrize("text", ["{{ share }", "{ share }}", "{{ share", "{{ sha{re }}", "a }} b"])
def test_braces_that_bind_nothing_are_refused(text: str) -> None:
    """A placeholder that is not closed would stand on the page as it is, so it is told with its line."""
    problems = check_text(f"one\n{text}", "docs/a.md", "power", NAMES)
    assert problems
    for problem in problems:
        assert str(problem).startswith("docs/a.md:2: `")
        assert "binds nothing; expected {{ name }}" in str(problem)


def test_code_is_left_alone() -> None:
    """In code spans and fenced blocks placeholders are shown as they are written, and are not checked."""
    text = "`{{ x }}` and\n```\n{{ y }} 50 percent\n```\n{{ share }}"
    assert check_text(text, "p", "power", NAMES) == []
    bound = bind_markdown(text, "power", NAMES, "")
    assert bound.startswith("`{{ x }}` and\n```\n{{ y }} 50 percent\n```\n<a ")


def test_headings_are_plain_and_keep_their_address() -> None:
    """A heading holds the number as text, and its id is made of its other words, so that links outlive the number."""
    assert bind_markdown("## Coal fell to {{ share }} of power", "power", NAMES, "") == (
        "## Coal fell to 19% of power {#coal-fell-to-of-power}"
    )
    assert bind_markdown("# {{ site.figures }}", "", NAMES, "") == "# 12 {#site-figures}"
    assert bind_markdown("## Coal {{ share }} { #own }", "power", NAMES, "") == "## Coal 19% { #own }"
    assert bind_markdown("## `x` is {{ share }}", "power", NAMES, "").startswith("## `x` is 19%")


def test_an_escape_may_run_over_lines() -> None:
    """A long reason that was wrapped binds as on one line."""
    assert bind_markdown("above {{= 25% | the threshold\nof the law }} only", "", NAMES, "") == "above 25% only"


@pytest.mark.parametrize("name", ["block.grades", "procedure.close"])
def test_blocks_have_names_of_their_own(name: str) -> None:
    """Registers are placed as ``block.…`` and what a reader can apply as ``procedure.…``; a misspelt one is told."""
    assert check_text(f"{{{{ {name} }}}}", "p", "", NAMES) == []
    assert "{{" not in linked(f"{{{{ {name} }}}}", "", NAMES, "../")
    [problem] = check_text(f"{{{{ {name}s }}}}", "p", "", NAMES)
    assert str(problem) == f"p:1: no value `{name}s`. Did you mean `{name}`?"


def test_a_claim_tells_its_status() -> None:
    """The hint of a claim ends with its grade and the audit's word on it; of one not audited, with the grade."""
    audited = Namespace({}, {"fall": samples.claim()}, {}, {}, {"fall": "contradicted"})
    assert 'title="Coal is to fall. Grade C, contradicted."' in linked("{{ claim.fall }}", "", audited, "")
    assert 'title="Coal is to fall. Grade C."' in linked("{{ claim.fall }}", "", NAMES, "")


def test_blocks_know_the_way_back() -> None:
    """A block stands on lines of its own and is told how deep its page is."""
    assert bind_markdown("{{ block.grades }}", "", NAMES, "../") == "\n<dl>../</dl>\n"


@pytest.mark.parametrize(
    ("unit", "number", "wrong"), [("tonnes", 2096, True), ("million tonnes", 2096, False), ("tonnes", 2.096e9, False)]
)
def test_a_scale_word_behind_a_value_is_its_units_or_its_numbers(unit: str, number: float, wrong: bool) -> None:
    """A text that scales a value whose unit does not is refused: listings would publish a part of it."""
    value = samples.value("mined", number=number, text="2,096", unit=unit)
    problems = check_text(
        "They mined {{ mined }} million tonnes.", "p", "power", Namespace({"power.mined": value}, {}, {}, {})
    )
    assert [problem.code for problem in problems] == (["scale-word"] if wrong else [])


def test_a_unit_that_begins_a_subtitle_is_no_number() -> None:
    """“Thousand tonnes” names a unit; with a number before it, it is a quantity."""
    assert check_text("Thousand tonnes, by country", "p", "power", NAMES) == []
    assert check_text("A thousand tonnes were mined.", "p", "power", NAMES) != []
