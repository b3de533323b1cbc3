"""What a page says first: its takeaways and its decision box, held to the site's house rules.

No confidence word is stronger than the grades of the numbers beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..model.count_noun import count_noun
from ..model.errors import Problem
from ..model.house_rules import HouseRules
from ..model.records import Analysis, Claim, Value
from ..text.decision import CONFIDENCE, MEANS, NEEDED, Decision, is_decision, read_decision
from ..text.figure_texts import is_figure_text
from ..text.numbers import CARDINALS
from ..text.placeholders import find_placeholders
from ..text.sentences import sentences

NUMBER_WORDS = {number: word for word, number in CARDINALS.items()}
TAKEAWAYS = "Takeaways"
"""The heading of the section that a page's head shows."""
HEADLINES = {MEANS: "sentence on what it means", "Answer": "answer"}
"""The lines of a decision box that are headlines, as messages name them."""
TAKEAWAY = re.compile(r"^\d+\.\s+(?P<text>.*?)\s*\*(?P<word>\w+)\s+confidence\*\s*$", re.DOTALL)


def takeaways(text: str) -> list[tuple[str, str]]:
    r"""Return the takeaways of a Markdown section as ``(text, confidence word)``; the word may be empty.

    Examples
    --------
    >>> takeaways("1. It rose. *High confidence*\n2. It fell.")
    [('It rose.', 'High'), ('It fell.', '')]
    """
    items = re.split(r"\n(?=\d+\.\s)", text.strip())
    result = []
    for item in items:
        if not re.match(r"\d+\.\s", item):
            continue
        match = TAKEAWAY.match(item.strip())
        body = match["text"] if match else re.sub(r"^\d+\.\s+", "", item.strip())
        result.append((" ".join(body.split()), match["word"] if match else ""))
    return result


def section_of(notebook: Mapping[str, Any], heading: str) -> str | None:
    """Return the Markdown below a second-level heading, up to the next one; None if there is no such heading."""
    sources = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    text = "\n\n".join(source for source in sources if not is_figure_text(source) and not is_decision(source))
    match = re.search(rf"^## {re.escape(heading)}\s*$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return match[1].strip() if match else None


def summary_of(notebook: Mapping[str, Any]) -> str:
    """Return the text between a notebook's title and its next heading, in its first Markdown cell; it may be empty."""
    first = next((cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown"), "")
    below = first.strip().partition("\n")[2]
    return re.split(r"^#{2,6} ", below, maxsplit=1, flags=re.MULTILINE)[0].strip()


def takeaways_of(notebook: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return a notebook's takeaways, as :func:`takeaways` does those of a section; none where it has no section."""
    return takeaways(section_of(notebook, TAKEAWAYS) or "")


def headlines_of(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield what a page says first, with its place: title, summary, takeaways, decision, and its figures' titles."""
    yield f"{analysis.path}, the title", analysis.title
    if summary := summary_of(analysis.notebook):
        yield f"{analysis.path}, the summary", summary
    for number, (text, _) in enumerate(takeaways_of(analysis.notebook), 1):
        yield f"{analysis.path}, takeaway {number}", text
    decision, _ = read_decision(analysis.notebook["cells"], analysis.path)
    lines = decision.lines if decision is not None else {}
    for label, named in HEADLINES.items():
        if label in lines:
            yield f"{analysis.path}, the decision box’s {named}", lines[label]
    for figure in analysis.figures:
        yield f"{analysis.path}, the title of `{figure.name}`", figure.title


def bound_values(text: str, values: Mapping[str, Value]) -> list[Value]:
    """Return the values that a text binds, in order, of those given by name."""
    return [values[holder.name] for holder in find_placeholders(text) if holder.name in values]


def grades_in(text: str, values: Mapping[str, Value], claims: Mapping[str, Claim]) -> list[tuple[str, str]]:
    """Return ``(name, grade)`` of every value and claim that a text binds."""
    grades = []
    for holder in find_placeholders(text):
        if holder.name in values:
            grades.append((holder.name, values[holder.name].grade))
        elif holder.name.startswith("claim.") and holder.name[6:] in claims:
            grades.append((holder.name, claims[holder.name[6:]].grade))
    return grades


def check_opening(
    notebook: Mapping[str, Any],
    place: str,
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
    rules: HouseRules,
) -> list[Problem]:
    """Return what is wrong with what a page says first."""
    return [
        *_check_takeaways(takeaways_of(notebook), place, values, claims, rules),
        *_check_decision(notebook, place, values, claims, rules),
    ]


def _check_takeaways(
    items: Sequence[tuple[str, str]],
    place: str,
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
    rules: HouseRules,
) -> list[Problem]:
    """Return what is wrong with a page's takeaways: their number, their length, their confidence words."""
    problems = []
    if rules.takeaways and len(items) != rules.takeaways:
        wanted = f"{NUMBER_WORDS.get(rules.takeaways, rules.takeaways)} numbered takeaways"
        problems.append(Problem("takeaways", place, f"`## {TAKEAWAYS}`", wanted, str(len(items))))
    for number, (body, _) in enumerate(items, 1):
        problems += _check_length(body, place, f"takeaway {number}", rules)
    for number, (body, word) in enumerate(items if rules.confidence else [], 1):
        problems += _check_confidence(word, place, f"takeaway {number}", grades_in(body, values, claims), rules)
    return problems


def _check_length(body: str, place: str, which: str, rules: HouseRules) -> list[Problem]:
    """Return a problem if a takeaway has more sentences or published numbers than a reader keeps in mind."""
    holders = [holder for holder in find_placeholders(body) if not holder.escape]
    counts = (
        ("sentences", len(sentences(body)), rules.takeaway_sentences),
        ("numbers", len(holders), rules.takeaway_numbers),
    )
    return [
        Problem("long-takeaway", place, which, f"at most {most} {what}", str(count), "Keep the finding; move the rest.")
        for what, count, most in counts
        if most and count > most
    ]


def _check_confidence(
    word: str, place: str, which: str, grades: Iterable[tuple[str, str]], rules: HouseRules
) -> list[Problem]:
    """Return a problem if a takeaway has no confidence word, or a stronger one than its numbers allow."""
    allowed = dict(rules.confidence)
    if word not in allowed:
        *others, last = [f"*{known} confidence*" for known in allowed]
        expected = "to end with " + " or ".join(([", ".join(others)] if others else []) + [last])
        return [Problem("confidence", place, which, expected, word or "nothing")]
    return [
        Problem(
            "overclaim",
            place,
            f"{which} says {word.lower()} confidence, but `{name}` is of grade {grade}",
            f"grade {allowed[word]} or better",
            grade,
            "Lower the confidence or leave the number out.",
        )
        for name, grade in grades
        if grade > allowed[word]
    ]


def _check_decision(
    notebook: Mapping[str, Any],
    place: str,
    values: Mapping[str, Value],
    claims: Mapping[str, Claim],
    rules: HouseRules,
) -> list[Problem]:
    """Return what is wrong with a page's decision box: its form, what it must say, its length or its confidence."""
    decision, problems = read_decision(notebook["cells"], place)
    if rules.decision_sentences and not problems:
        problems += _check_means(decision, place, rules.decision_sentences)
    if decision is None:
        return problems
    answer, word = decision.lines.get("Answer", ""), decision.lines.get(CONFIDENCE, "").removesuffix(".")
    where = f"{place}, cell {decision.cell}"
    problems += _check_length(answer, where, "the decision box’s answer", rules)
    known = [name for name, _ in rules.confidence]
    if not known or not word:
        return problems
    if word not in known:
        expected = " or ".join(f"`{name}`" for name in known)
        return [*problems, Problem("confidence", where, "the decision box’s `Confidence`", expected, word)]
    grades = grades_in(f"{answer} {decision.means}", values, claims)
    return [*problems, *_check_confidence(word, where, "the decision box", grades, rules)]


def _check_means(decision: Decision | None, place: str, most: int) -> Iterator[Problem]:
    """Yield a problem if a page does not say what it means for a decision, briefly and by a published value."""
    if decision is None:
        lines = ", ".join(f"`{label}: …`" for label in (MEANS, *NEEDED))
        form = f"a Markdown cell `::: decision` with the lines {lines}"
        yield Problem("decision", place, "what the page means for a decision is not said", form, "none", "Write it.")
        return
    where, thing = f"{place}, cell {decision.cell}", f"the decision box’s line `{MEANS}`"
    if not decision.means:
        yield Problem("decision", where, f"{thing} is missing", f"`{MEANS}: …`", "none", "Say what follows.")
        return
    said = sentences(decision.means)
    if len(said) > most:
        expected, fix = f"at most {count_noun(most, 'sentence')}", "Keep what follows; the other lines hold the rest."
        yield Problem("long-decision", where, thing, expected, str(len(said)), fix)
    if all(holder.escape for holder in find_placeholders(decision.means)):
        expected, fix = "a published value, such as `{{ share }}`", "Bind the number that it follows from."
        yield Problem("unbound-decision", where, thing, expected, f"“{decision.means[:60]}”", fix)
