"""Headlines that reach the newest period of their rows, and are no surer than their age."""

from __future__ import annotations

from dataclasses import replace

import pytest

from proofpress.evidence.series import Years
from proofpress.figures.extract import extract_analysis
from proofpress.figures.headlines import headline_problems
from proofpress.model.house_rules import HouseRules
from tests.support import samples
from tests.support.samples import executed, markdown

YEARS = {"mix:r0": Years(2012, 2025), "mix:r1": Years(2020, 2025), "mix:r2": Years(2025, 2025)}
VALUES = tuple(
    samples.value(name, row_ids=rows, text=text)
    for name, rows, text in [
        ("before", ("mix:r0",), "39%"),
        ("trough", ("mix:r1",), "19%"),
        ("now", ("mix:r2",), "24%"),
        ("when", (), "2025"),
        ("elsewhere", ("claim:fall",), "15%"),
    ]
)
RULES = HouseRules(newest=True, ages=(("High", 3),))


def problems(
    title: str = "Coal",
    take: str = "",
    figure: str = "Bars",
    *,
    summary: str = "",
    answer: str = "",
    means: str = "",
    rules: HouseRules = RULES,
) -> list[str]:
    """Return the problems of a page with some headlines, released in 2026."""
    lines = [f"{label}: {text}" for label, text in (("Means", means), ("Answer", answer)) if text]
    box = [markdown("\n\n".join(["::: decision", *lines]))] if lines else []
    cells = [markdown(f"# {title}\n\n{summary}"), markdown(f"## Takeaways\n\n{take}"), *box]
    analysis, _ = extract_analysis(executed(*cells), {}, rules)
    analysis = replace(analysis, values=VALUES, figures=(samples.figure(title=figure),))
    return [str(problem) for problem in headline_problems([analysis], YEARS, rules, 2026)]


STOPS = "Coal fell from {{ before }} to {{ trough }} in 2020"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({"title": STOPS}, "notebooks/power.py, the title: a comparison ends at 2020"),
        ({"take": f"1. It was so. {STOPS}. *Moderate confidence*"}, "notebooks/power.py, takeaway 1: a comparison"),
        ({"summary": f"It was so. {STOPS}."}, "notebooks/power.py, the summary: a comparison ends at 2020"),
        ({"answer": STOPS}, "notebooks/power.py, the decision box’s answer: a comparison ends at 2020"),
        (
            {"means": STOPS},
            "notebooks/power.py, the decision box’s sentence on what it means: a comparison ends at 2020",
        ),
        ({"figure": STOPS}, "notebooks/power.py, the title of `bars`: a comparison ends at 2020"),
    ],
)
def test_a_comparison_ends_at_the_newest_period(place: dict[str, str], told: str) -> None:
    """Title, summary, takeaway, answer and figure are told with the sentence, the newest year and what to do."""
    [problem] = problems(**place)
    assert told in problem
    assert STOPS in problem
    assert "the newest period of its rows, 2025; got 2020" in problem
    assert problems(**place, rules=HouseRules()) == []


@pytest.mark.parametrize(
    "title",
    [
        "Coal fell from {{ before }} to {{ trough }} and rose to {{ now }}",
        "Coal fell from {{ before }} to {{ trough }} until 2020; the rise to 2025 is gas by another name, to 2025",
        "Coal fell from {{ before }} to {{ trough }}, its lowest by {{ when }}",
        "Coal was {{ trough }} in 2020",
        "Coal was {{ before }} in 2012. It was {{ trough }} in 2020",
        "Coal was {{ trough }} where a document says {{ elsewhere }}",
    ],
)
def test_what_names_the_newest_period_or_compares_nothing_stands(title: str) -> None:
    """The newest year may be a value's, typed, or a value itself; one period alone is no comparison."""
    assert problems(title) == []


def test_confidence_falls_with_age() -> None:
    """A word that the rules give an age may not rest on older rows alone; other words and claims have none."""
    [problem] = problems(take="1. Coal was {{ trough }}. *High confidence*\n2. It was {{ trough }}. *Low confidence*")
    assert "takeaway 1: high confidence rests on rows of 2020 at the newest; expected rows of 2023 or newer" in problem
    assert problems(take="1. Coal was {{ trough }}, is {{ now }}. *High confidence*") == []
    assert problems(take="1. A document says {{ elsewhere }}. *High confidence*") == []
