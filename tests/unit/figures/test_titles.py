"""Titles of figures: short, and drawn; read off made-up pictures that hold and that fail."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import pytest

from proofpress.figures.draw import draw_figure
from proofpress.figures.picture_texts import picture_texts
from proofpress.figures.title_names import names_in
from proofpress.figures.titles import TitledFigure, exceptions, title_problems
from proofpress.model.house_rules import HouseRules
from proofpress.model.records import Layer, Picture, Value
from proofpress.model.vocabulary import Vocabulary
from proofpress.notebook.fonts import Typeface
from tests.support import samples

RULES = HouseRules(drawn_titles=True)
WORDS = Vocabulary(subjects=(("Rioja", ("Riojan",)), ("United States", ("US", "American"))), numbered=("Cask",))
ROWS: tuple[dict[str, Any], ...] = ({"region": "Alto Norte", "kind": "older"}, {"region": "the Baja", "kind": "newer"})


def svg(*texts: str, ticks: tuple[str, ...] = ()) -> str:
    """Return a picture that prints some texts, and the labels of an axis."""
    marks = "".join(f"<text>{escape(text)}</text>" for text in texts)
    axis = "".join(f'<g class="mark-text role-axis-label"><text>{escape(tick)}</text></g>' for tick in ticks)
    return f'<svg xmlns="http://www.w3.org/2000/svg"><title>99%</title><g>{marks}</g>{axis}</svg>'


def problems(
    title: str,
    *texts: str,
    ticks: tuple[str, ...] = (),
    narrow: str = "",
    bound: tuple[Value, ...] = (),
    rules: HouseRules = RULES,
    **figure: Any,
) -> list[str]:
    """Return what is wrong with a title over a picture with some texts."""
    chart = samples.figure(layers=(Layer("main", ROWS, ("t:1", "t:2")),), **figure)
    item = TitledFigure(chart, title, bound, "notebooks/power.py, cell 4, figure `bars`")
    wide = svg(*texts, ticks=ticks)
    pictures = {chart.id: Picture(chart.id, {}, {"wide": wide, "narrow": narrow or wide})}
    return [str(problem) for problem in title_problems([item], pictures, rules, WORDS)]


HOLDING: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("Rioja sold 40% more wine in 2025 than in 2015", ("Rioja, +40%",), ("2015", "2025")),
    ("Riojan wine tripled", ("3 times the wine of Rioja",), ()),
    ("Sales fell from 12 to 8 million bottles", ("12", "8", "million bottles"), ()),
    ("In Alto Norte two of 7 casks leak", ("2 of 7 leak",), ("Alto Norte", "Baja")),
    ("The Baja is the second-largest", ("2nd",), ("Alto Norte", "the Baja")),
    ("American buyers paid US$5 in October 2024", ("US buyers: US$5", "Oct 2024"), ()),
    ("Of Cask 7 nothing is left", ("nothing left",), ()),
    ("Older wine is better", ("age",), ()),
]
"""Titles that a picture prints, with its labels and the labels of its axis."""


@pytest.mark.parametrize(("title", "texts", "ticks"), HOLDING)
def test_what_the_picture_prints_holds(title: str, texts: tuple[str, ...], ticks: tuple[str, ...]) -> None:
    """Labels, brackets, categories and years on an axis show what the title says, in the same words or another form."""
    assert problems(title, *texts, ticks=ticks) == []


@pytest.mark.parametrize(
    ("title", "texts", "ticks", "missing"),
    [
        ("Rioja sold 40% more wine", ("Rioja", "44%"), (), "no “40%”"),
        ("Rioja sold 40% more wine", ("Rioja",), ("20%", "40%"), "no “40%”"),
        ("Rioja sold most", ("sales by region",), (), "no “Rioja”"),
        ("American buyers paid most", ("in US$",), (), "no “American”"),
        ("Sales doubled", ("5 in 2015, 10 in 2025",), (), "no “doubled”"),
        ("Two of the regions sold 3", ("3",), (), "no “Two”"),
        ("Sales rose since 2015", ("sales",), ("2010", "2020"), "no “2015”"),
        ("Sales rose since October 2015", ("sales",), ("2015",), "no “October”"),
        ("Alto Norte sold most", ("sales",), ("Baja",), "no “Alto Norte”"),
        ("It sold 8 million bottles", ("8",), (), "no “8 million”"),
        ("It sold 99%", ("some",), (), "no “99%”"),
    ],
)
def test_what_the_picture_leaves_out_is_told(
    title: str, texts: tuple[str, ...], ticks: tuple[str, ...], missing: str
) -> None:
    """The problem says which number or name a reader looks for in vain; a tick on a scale is no finding."""
    [problem] = problems(title, *texts, ticks=ticks)
    assert missing in problem
    assert "notebooks/power.py, cell 4, figure `bars`" in problem
    assert problems(title, *texts, ticks=ticks, rules=HouseRules()) == []


@pytest.mark.parametrize(("title", "texts", "ticks"), HOLDING[:6])
def test_a_picture_with_any_of_its_texts_altered_fails(
    title: str, texts: tuple[str, ...], ticks: tuple[str, ...]
) -> None:
    """Each digit of the labels is needed: the picture with another one does not print its title."""
    altered = 0
    for at, text in enumerate(texts):
        for place, letter in enumerate(text):
            if letter.isdigit():
                other = text[:place] + str((int(letter) + 3) % 10) + text[place + 1 :]
                altered += text != other
                changed = (*texts[:at], other, *texts[at + 1 :])
                assert problems(title, *changed, ticks=ticks), other
    assert altered


def test_the_narrow_picture_is_read_too() -> None:
    """What only a wide page shows is missing on a phone."""
    [problem] = problems("Rioja sold 40%", "Rioja", "40%", narrow=svg("Rioja"))
    assert "no “40%” (narrow)" in problem


def test_texts_that_nobody_sees_print_nothing() -> None:
    """Transparent and empty texts, and a picture's own title and description, are no labels."""
    hidden = (
        '<svg xmlns="http://www.w3.org/2000/svg"><desc>1</desc><g opacity="0"><text>2</text></g>'
        '<text fill="none">3</text><text font-size="0px">4</text><g class="role-axis-label"><text>5</text></g>'
        "<text><tspan>6</tspan><tspan>7</tspan></text></svg>"
    )
    assert [(text.text, text.axis) for text in picture_texts(hidden)] == [("5", True), ("6 7", False)]


def test_a_drawn_chart_is_read(fonts: Typeface) -> None:
    """The texts of a picture as it is drawn: categories and ticks of its axes, no words of its description."""
    drawn = draw_figure(samples.order(description="Made in Utopia."), fonts)
    texts = picture_texts(drawn.inline["wide"])
    assert {"2012", "2023"} <= {text.text for text in texts if text.axis}
    assert not any("Utopia" in text.text for text in texts)


def test_a_bound_value_is_a_number_whatever_it_reads() -> None:
    """“One” is no amount unless a value says it."""
    bound = (samples.value(number=1, text="one"),)
    assert problems("Only one region sold wine", "wine") == []
    [problem] = problems("Only one region sold wine", "wine", bound=bound)
    assert "no “one”" in problem
    assert problems("Only one region sold wine", "1 with wine", bound=bound) == []


def test_an_exception_says_why_and_is_needed() -> None:
    """It names a value or words of the title; without a reason, or for what is printed, it is refused."""
    bound = (samples.value("rise", number=40, text="40%"),)
    why = "the axis ends before that year"
    assert problems("Rioja sold 40%", "Rioja", bound=bound, undrawn=(("rise", why),)) == []
    assert problems("Rioja sold 40%", "Rioja", undrawn=(("40%", why),)) == []
    [problem] = problems("Rioja sold 40%", "Rioja", "40%", undrawn=(("40%", why),))
    assert "it is printed, or not in the title" in problem
    [problem] = problems("Rioja sold 40%", "Rioja", undrawn=(("40%", "no room"),))
    assert "“no room”" in problem
    missing, needless = problems("Rioja sold 40%", "Rioja", undrawn=(("Baja", why),))
    assert ("Baja" in missing) != ("Baja" in needless)


def test_figures_that_do_not_keep_the_rules_yet_are_listed() -> None:
    """A figure, or an analysis, on the list passes with its reason; what keeps the rules or is none must leave it."""
    for name in ("power", "power/bars"):
        rules = replace(RULES, titles_later=((name, "redrawn in spring"),))
        assert problems("Rioja sold 40%", rules=rules) == []
        [problem] = problems("Wine sold", rules=rules)
        assert f"`titles_later` names `{name}`" in problem
    broken, needless = problems("Rioja", rules=replace(RULES, titles_later=(("power/gone", "redrawn in spring"),)))
    assert "no “Rioja”" in broken
    assert "`titles_later` names `power/gone`" in needless
    item = TitledFigure(samples.figure(undrawn=(("40%", "why"),)), "It sold 40%", (), "")
    assert exceptions([item], rules) == [
        "power/bars: `40%` is not drawn: why",
        "power/bars: titles are not held to the rules yet: redrawn in spring",
    ]


def test_a_title_is_short_and_has_one_finding() -> None:
    """The limit counts words as readers see them; a second sentence is a second finding."""
    rules = HouseRules(title_words=5)
    assert problems("Wine sold US$5 billion twice", rules=rules) == []
    [problem] = problems("Wine sold for US$5 billion twice", rules=rules)
    assert "at most five words; got 6" in problem
    [problem] = problems("Wine rose; beer fell", rules=rules)
    assert "one finding; got two sentences" in problem
    assert problems("Wine rose; beer fell, and much else happened") == []


def test_names_are_those_of_the_site_and_of_the_data() -> None:
    """Subjects by any of their words, cells whole, words with a capital that cells hold; words for a kind are none."""
    names = names_in("Baja’s older American wine, unlike Norte’s, costs US$5", ROWS, WORDS)
    assert [name.text for name in names] == ["Baja", "American", "Norte"]
    assert names[1].is_in("the US market")
    assert not names[1].is_in("for US$5, us all")
