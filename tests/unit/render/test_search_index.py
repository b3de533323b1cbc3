"""The index of the search: findings before registers, words that mean the same, which parts of a page are found."""

from __future__ import annotations

import json
from typing import Any

from proofpress.data.glossary import Term
from proofpress.model.vocabulary import Vocabulary
from proofpress.render.search_index import FoundPage, page_entries, search_index, search_words

HTML = "<h1>Title</h1><p>Lead</p><h2 id=takeaways>Takeaways</h2><p>Finding</p><h2 id=a>Part</h2><p>Text</p>"
WORDS = search_words(Vocabulary(), [])


def docs(*addresses: str) -> list[dict[str, Any]]:
    """Return the entries of pages that all say the same."""
    entries = [entry for address in addresses for entry in page_entries(FoundPage(address, "Name", HTML))]
    result: list[dict[str, Any]] = json.loads(search_index(entries, WORDS))["docs"]
    return result


def test_takeaways_belong_to_the_page() -> None:
    """A page is found by its takeaways as by its first lines, under its title and its name in the menu."""
    page, part = docs("analyses/x/")
    assert (page["title"], page["name"], page["text"]) == ("Title", "Name", "Lead Finding")
    assert (part["location"], part["title"], part["text"]) == ("analyses/x/#a", "Part", "Text")


def test_a_page_is_found_by_what_readers_call_it() -> None:
    """Other words that a page names for itself stand with its name; no text gains them."""
    [page] = page_entries(FoundPage("", "Name", HTML, "bibliography\nreferences"))
    assert (page["name"], page["text"]) == ("Name, bibliography, references", "Lead Finding")
    assert page["called"] == ["bibliography", "references"]
    [alike] = page_entries(FoundPage("", "Title", HTML, "references"))
    assert alike["name"] == "references"


def test_findings_weigh_more_than_registers_and_data() -> None:
    """The same words count most in an analysis, then on a page, then among claims, least in tables and instructions."""
    order = ["analyses/x/", "methods/", "claims/x/", "data/x/"]
    weights = [docs(address)[0]["boost"] for address in order]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == len(order)


def test_tables_and_figures_are_found_whole() -> None:
    """A page of a figure, a table or values is one entry; the page that lists them keeps its sections."""
    assert [len(docs(address)) for address in ("figures/a/b/", "data/x/", "values/x/", "data/", "")] == [1, 1, 1, 2, 1]


def test_words_that_mean_the_same() -> None:
    """Names with other words, synonyms, and a term with its forms and what readers call it, are groups."""
    vocabulary = Vocabulary(subjects=(("Rioja", ("Riojan",)), ("Jura", ())), synonyms=(("vine", ("grapevine",)),))
    terms = [Term("hhi", "index", ("HHI",), "A sum.", ("concentration",)), Term("must", "must", (), "Juice.")]
    groups = json.loads(search_words(vocabulary, terms))["synonyms"]
    assert groups == [["Rioja", "Riojan"], ["vine", "grapevine"], ["index", "HHI", "concentration"]]
