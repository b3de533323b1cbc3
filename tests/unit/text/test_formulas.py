"""Formulas in Markdown: found, made MathML, and refused where they are none."""

from __future__ import annotations

import re

import markdown
import pytest

from proofpress.text.binding import Namespace, check_text
from proofpress.text.bound import bind_markdown
from proofpress.text.formulas import find_formulas, to_mathml
from proofpress.text.typed_numbers import find_typed_numbers
from tests.support.samples import value

NAMES = Namespace(values={"power.share": value(text="19%")}, claims={}, counts={}, blocks={})


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("$a_i < b_j$", 1),
        ("$$\nx = y\n$$", 1),
        ("it is $x$, or $y^2$.", 2),
        ("from $5 to $6 billion", 0),
        ("US$ 5 billion and US$ 6 billion", 0),
        ("$5 (in US$) = 3", 0),
        ("costs $5; {{ share }} of US$", 0),
        ("`$a_i$` and \\$a_i$", 0),
    ],
)
def test_formulas_are_told_from_prices(text: str, count: int) -> None:
    """Between two dollars stands a formula where there is a sign of one; prices and code are left alone."""
    assert len(list(find_formulas(text))) == count


def test_a_formula_becomes_mathml() -> None:
    """On the page stands MathML, whole, with no dollar and nothing that Markdown made of it."""
    page = markdown.markdown(bind_markdown("Where $a_i * b_j * c_k < 1$ holds.", "power", NAMES, ""))
    assert "$" not in page
    assert "<em>" not in page
    assert page.count("<math ") == page.count("</math>") == 1
    assert "<msub><mi>a</mi><mi>i</mi></msub>" in page
    assert 'display="block"' in bind_markdown("$$\nx = y\n$$", "power", NAMES, "")


def test_a_value_may_stand_in_a_formula() -> None:
    """A placeholder in a formula is its value; numbers in a formula are no typed quantities."""
    text = "So $s = {{ share }} + 25\\%$, no more."
    assert check_text(text, "a.py", "power", NAMES) == []
    assert "<mn>19</mn>" in bind_markdown(text, "power", NAMES, "")
    assert find_typed_numbers("$p = 25$ and 30 %")[0].text == "30 %"


@pytest.mark.parametrize("latex", ["\\left( x", "\\href{javascript:x()}{a}", "{ x", "\\class{md-header}{x}"])
def test_what_is_no_formula_is_refused(latex: str) -> None:
    """What cannot be read, or would be more than a formula, is told with file and line."""
    [problem] = check_text(f"One.\n\nTwo $x = {latex}$ here.", "a.py", "power", NAMES, first_line=10)
    assert (problem.code, problem.place) == ("bad-formula", "a.py:12")


@pytest.mark.parametrize("latex", ["\\text{<img src=x onerror=x()>}", "a < b > c", "\\text{</math><b>}"])
def test_no_markup_comes_out_of_a_formula(latex: str) -> None:
    """Letters of HTML in a formula are letters."""
    assert not re.search(r"<(?!/?m)", to_mathml(latex))


def test_diagrams_of_scripts_are_refused() -> None:
    """A mermaid block is refused by its line: no page runs a script for it."""
    [problem] = check_text("One.\n\n```mermaid\ngraph TD\n```\n", "a.md", "", NAMES)
    assert (problem.code, problem.place) == ("mermaid", "a.md:3")
