"""House rules: what a site's editors ask of every analysis. A site that states none asks for a title and a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

EXPECTED = (
    "`takeaways`, `takeaway_sentences`, `takeaway_numbers`, `sentence_words`, `decision_sentences` and `title_words` "
    "(whole numbers), `sections` (a list of headings), "
    "`confidence` (words, each with the weakest grade that it allows), `ages` (words, each with the years that its "
    "newest row may be old), `newest` and `drawn_titles` (true or false), "
    "`titles_later` (analyses or figures, each with why), `bounds` (a list of words) and `header` (a list of keys)"
)
_GRADES = set("ABCD")
COUNTS = (
    "takeaways",
    "takeaway_sentences",
    "takeaway_numbers",
    "sentence_words",
    "decision_sentences",
    "title_words",
)
"""Rules that are whole numbers."""
OTHERS = ("sections", "confidence", "header", "newest", "ages", "bounds", "drawn_titles", "titles_later")


@dataclass(frozen=True)
class HouseRules:
    """What every analysis must have beside a title and a figure.

    Attributes
    ----------
    takeaways : int
        How many numbered takeaways; any number, none too, when zero.
    sections : tuple of str
        Headings that each page has.
    confidence : tuple of (str, str)
        Words, one of which ends each takeaway, with the weakest grade of number that each allows.
    header : tuple of str
        Keys that each notebook's header has.
    takeaway_sentences, takeaway_numbers : int
        How many sentences and published numbers a takeaway may have; any number when zero.
    sentence_words : int
        How many words a sentence of the summary, of a takeaway or of the decision box may have, numbers filled in; any
        number when zero.
    decision_sentences : int
        How many sentences the line ``Means`` of a decision box may have. Each page then has that line, and it binds a
        published value; nothing is asked when zero.
    newest : bool
        Whether a headline that compares two periods must reach the newest period of its rows.
    ages : tuple of (str, int)
        Confidence words with the years that a takeaway's newest row may be old at the release.
    bounds : tuple of str
        Words that bound, such as “every” and “at most”: a headline that uses one needs an assertion over all members.
    title_words : int
        How many words a figure's title may have, in one sentence; any number when zero.
    drawn_titles : bool
        Whether a figure's picture must print each number and name of its title.
    titles_later : tuple of (str, str)
        Analyses, or single figures as ``analysis/figure``, that do not keep the two rules on titles yet, each with the
        reason.
    """

    takeaways: int = 0
    sections: tuple[str, ...] = ()
    confidence: tuple[tuple[str, str], ...] = ()
    header: tuple[str, ...] = ()
    takeaway_sentences: int = 0
    takeaway_numbers: int = 0
    sentence_words: int = 0
    decision_sentences: int = 0
    newest: bool = False
    ages: tuple[tuple[str, int], ...] = ()
    bounds: tuple[str, ...] = ()
    title_words: int = 0
    drawn_titles: bool = False
    titles_later: tuple[tuple[str, str], ...] = ()


def rules_from(given: Any) -> HouseRules:
    """Return house rules from YAML.

    Raises
    ------
    ValueError
        If they are of another shape.
    """
    if not isinstance(given, Mapping) or given.keys() - {*COUNTS, *OTHERS}:
        raise ValueError("no rules")
    counts, confidence = [given.get(name, 0) for name in COUNTS], given.get("confidence", {})
    lists = [given.get(key, []) for key in ("sections", "header", "bounds")]
    if any(isinstance(count, bool) or not isinstance(count, int) or count < 0 for count in counts):
        raise ValueError("no number of takeaways, sentences, numbers or words")
    if not all(isinstance(words, list | tuple) and all(isinstance(word, str) for word in words) for words in lists):
        raise ValueError("no list")
    if not all(word.strip() for word in lists[2]):
        raise ValueError("no word")
    if not isinstance(confidence, Mapping) or not set(map(str, confidence.values())) <= _GRADES:
        raise ValueError("no grades")
    ages, later = given.get("ages", {}), given.get("titles_later", {})
    newest, drawn = (given.get(name, False) for name in ("newest", "drawn_titles"))
    if not isinstance(newest, bool) or not isinstance(drawn, bool):
        raise ValueError("neither true nor false")
    if not isinstance(ages, Mapping) or not ages.keys() <= confidence.keys():
        raise ValueError("no ages")
    if any(isinstance(age, bool) or not isinstance(age, int) or age < 0 for age in ages.values()):
        raise ValueError("no whole years")
    texts = [text for pair in later.items() for text in pair] if isinstance(later, Mapping) else [later]
    if not all(isinstance(text, str) and text for text in texts):
        raise ValueError("no figures with reasons")
    return HouseRules(
        **dict(zip(COUNTS, counts, strict=True)),
        sections=tuple(lists[0]),
        confidence=tuple((str(word), str(grade)) for word, grade in confidence.items()),
        header=tuple(lists[1]),
        newest=newest,
        ages=tuple(ages.items()),
        bounds=tuple(lists[2]),
        drawn_titles=drawn,
        titles_later=tuple(later.items()),
    )
