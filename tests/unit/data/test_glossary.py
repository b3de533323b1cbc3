"""The glossary: which entries are refused, and where a page explains a term."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import markdown
import pytest

from proofpress.data.glossary import Term, explain_terms, reachable_terms, read_glossary
from proofpress.model.errors import DataError

HHI = {"id": "hhi", "term": "Herfindahl index", "also": ["HHI"], "meaning": "A sum of squares."}
PCT = Term("pct", "PCT", ("PCTs",), "A “treaty” & more.")


def glossary(root: Path, *entries: Any) -> tuple[Term, ...]:
    """Return the glossary of some entries, written and read."""
    (root / "data").mkdir(exist_ok=True)
    (root / "data" / "glossary.json").write_text(json.dumps(entries), encoding="utf-8")
    return read_glossary(root)


def explained(text: str, *terms: Term) -> list[str]:
    """Return what a reader can open on a page: the terms as they stand in its text."""
    html = markdown.markdown(explain_terms(text, terms), extensions=["abbr"])
    return re.findall(r'<abbr title="[^"]+">([^<]+)</abbr>', html)


def test_a_glossary_is_read_by_term(tmp_path: Path) -> None:
    """Entries come in the order of their terms whatever their case; longer forms come before shorter ones."""
    result = glossary(tmp_path, {"id": "z", "term": "zinc", "meaning": "A metal."}, HHI)
    assert [term.id for term in result] == ["hhi", "z"]
    assert result[0] == Term("hhi", "Herfindahl index", ("HHI",), "A sum of squares.")
    assert result[0].forms == ("Herfindahl index", "HHI")


def test_no_glossary_is_empty(tmp_path: Path) -> None:
    """A site need not have one."""
    assert read_glossary(tmp_path) == ()


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"id": "x", "meaning": "m"}, "term `x`: `term` is missing; expected a text; got nothing. Add it."),
        ({"id": "x", "term": "X", "meaning": " "}, 'term `x`: `meaning`; expected a text; got " "'),
        ({"id": "x", "term": 5, "meaning": "m"}, "term `x`: `term`; expected a text; got 5"),
        ({"id": "x", "term": "X", "also": "XY", "meaning": "m"}, '`also`; expected a list of texts; got "XY"'),
        ({"id": "x", "term": "X", "also": [1], "meaning": "m"}, "`also[0]`; expected a text; got 1"),
        ({"term": "X", "meaning": "m"}, "data/glossary.json, term 2: `id` is missing; expected a slug"),
        ({"id": "hhi", "term": "X", "meaning": "m"}, "id `hhi`; expected an id of its own; got twice"),
        ({"id": "x", "term": "HHI", "meaning": "m"}, "term `x`: “HHI” stands under `hhi` too. Keep one."),
        ({"id": "x", "term": "X", "also": ["HHI"], "meaning": "m"}, "“HHI” stands under `hhi` too"),
    ],
)
def test_a_wrong_entry_is_named(entry: dict[str, Any], words: str, tmp_path: Path) -> None:
    """A field that is missing or no text, an id or a form that stands twice: each is refused by name."""
    with pytest.raises(DataError) as caught:
        glossary(tmp_path, HHI, entry)
    assert words in str(caught.value)


def test_all_wrong_entries_are_told_together(tmp_path: Path) -> None:
    """One error names every field that is missing."""
    with pytest.raises(DataError) as caught:
        glossary(tmp_path, {"id": "a"}, {"id": "b", "term": "B"})
    assert [problem.code for problem in caught.value.problems] == ["missing-field"] * 3


def test_only_terms_that_stand_on_a_page_are_explained() -> None:
    """A page without a term stays as it is; one with a term gets that form's meaning alone."""
    assert explain_terms("Nothing here.\n", [PCT]) == "Nothing here.\n"
    assert explain_terms("By PCTs.\n", [PCT]) == "By PCTs.\n\n*[PCTs]: A “treaty” & more.\n"


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("The PCT is one; PCTs are many (PCT).", ["PCT", "PCTs", "PCT"]),
        ("A **PCT** and a [PCT](x) and *PCT*.", ["PCT", "PCT", "PCT"]),
        ("PCTX, XPCT, pct and PCT_x.", []),
        ("The pre-PCT-era.", []),
        ("Code: `PCT`.", []),
    ],
)
def test_terms_open_as_whole_words(text: str, opened: list[str]) -> None:
    """A term opens where it stands by itself in running text, not inside another word and not in code."""
    assert explained(text, PCT) == opened


def test_the_longest_form_opens_as_one() -> None:
    """Where one term's form is part of another's, the longer is explained."""
    terms = (Term("a", "rule", (), "Short."), Term("b", "rule of origin", (), "Long."))
    assert explained("The rule of origin is a rule.", *terms) == ["rule of origin", "rule"]


def test_special_characters_of_a_term_are_letters() -> None:
    """A term with characters that patterns use is found as it is written."""
    term = Term("x", "Ge (IV)", (), "An ion.")
    assert explain_terms("Of Ge (IV) here", [term]).endswith("\n\n*[Ge (IV)]: An ion.\n")
    assert explain_terms("Of Ge IV here", [term]) == "Of Ge IV here"


def test_a_meaning_is_text() -> None:
    """Quotes and markup in a meaning reach the page as text."""
    html = markdown.markdown(explain_terms("X", [Term("x", "X", (), 'A "<b>" & c.')]), extensions=["abbr"])
    assert html == '<p><abbr title="A &quot;&lt;b&gt;&quot; &amp; c.">X</abbr></p>'


def test_terms_are_reached_where_they_first_stand_outside_links() -> None:
    """Each term takes the focus once, at its first place that is no link; all else stays as it is."""
    semi, hhi = '<abbr title="A trade body.">SEMI</abbr>', '<abbr title="An index.">HHI</abbr>'
    grade = '<abbr class="pp-grade" title="Grade A: official.">A</abbr>'
    page = f'<a href="#x">{semi}</a> {grade} {hhi} {semi} {semi} {hhi}'
    reached = [term.replace("<abbr", '<abbr tabindex="0"') for term in (hhi, semi)]
    assert reachable_terms(page) == f'<a href="#x">{semi}</a> {grade} {" ".join(reached)} {semi} {hhi}'
    assert reachable_terms("<p>No terms.</p>") == "<p>No terms.</p>"


def test_a_term_may_stay_unmarked() -> None:
    """A term that every page uses is explained in the glossary alone, and found by the words that readers use."""
    term = Term("claim", "claim", (), "What is asserted.", ("assertion",), marked=False)
    assert explain_terms("A claim.", [term]) == "A claim."
