"""Coverage: each number of a document is claimed or explained, and what is neither is left over."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.claims import COLUMNS
from proofpress.data.documents import fingerprint
from proofpress.evidence.number_coverage import (
    EVERYWHERE,
    REASONS,
    AskedDocument,
    Coverage,
    Explanation,
    cover_document,
    cover_documents,
    coverage_problems,
    number_tokens,
    read_explanations,
)
from proofpress.model.errors import DataError
from proofpress.model.records import Claim
from tests.support import samples


def tokens(text: str) -> list[str]:
    """Return the numbers that a text is found to hold."""
    return [token for _, _, token in number_tokens(text)]


def why(text: str, paragraph: str = "1", reason: str = "name") -> Explanation:
    """Return the explanation of a text."""
    return Explanation("report", paragraph, text, reason, "")


def claim(printed: str, paragraph: int = 1, period: str = "") -> Claim:
    """Return a claim that prints some digits in a paragraph."""
    return samples.claim(as_printed=printed, paragraph=paragraph, period=period)


def cover(*blocks: str, claims: list[Claim] | None = None, explained: list[Explanation] | None = None) -> Coverage:
    """Return the coverage of some paragraphs."""
    return cover_document(AskedDocument("report", list(blocks), claims or [], explained or []))


def left(coverage: Coverage) -> list[str]:
    """Return the numbers left over."""
    return [leftover.token for leftover in coverage.leftovers]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In 2015 it was 1,250.5 tonnes", ["2015", "1,250.5"]),
        ("35.8%, US$28 and €5bn", ["35.8", "28", "5"]),
        ("10–25 percent, 2018-19, 3/4", ["10", "25", "2018", "19", "3", "4"]),
        ("5G and COVID-19", ["5", "19"]),
        ("the G20, an A100 and an H20", []),
        ("1,2345", ["1,234"]),
        ("see https://a.example/2015 or a.com/12 and www.b.example/3", []),
        ("a.com/12 in 5 parts", ["5"]),
        ("Twenty or sixty-five", ["Twenty", "sixty", "five"]),
        ("one-third, a third and two thirds", ["one-third", "a third", "two", "thirds"]),
        ("a third", ["a third"]),
        ("It doubled, halved and tripled; twice, tenfold", ["doubled", "halved", "tripled", "twice", "tenfold"]),
        ("half of it, a quarter, decades, a century", ["half", "quarter", "decades", "century"]),
        ("dozens, hundreds, billions", ["dozens", "hundreds", "billions"]),
        ("behalf, often, attends, tension, weight", []),
        ("one, first and last", []),
        ("", []),
    ],
)
def test_numbers_in_digits_and_in_words(text: str, found: list[str]) -> None:
    """Numbers are found in digits and in words, not inside words, names that a letter begins, or addresses."""
    assert tokens(text) == found


def test_numbers_say_where_they_stand() -> None:
    """Each number comes with its place in the text, also behind an address."""
    text = "see https://a.example/2015, then 12 of two hundred"
    assert [text[start:end] for start, end, _ in number_tokens(text)] == ["12", "two", "hundred"]


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), st.sampled_from([" and ", "; ", " (", " – ", "% of "]))
def test_every_number_is_found_once(numbers: list[int], gap: str) -> None:
    """All numbers of a text are found, in order, with and without separators."""
    for shown in ([str(n) for n in numbers], [f"{n:,}" for n in numbers]):
        assert tokens(gap.join(shown)) == shown


def test_what_is_neither_claimed_nor_explained_is_left() -> None:
    """A number is claimed where a claim of its paragraph prints it, explained where a text says so, and else left."""
    result = cover(
        "In 2015 it was 36 percent.",
        "See page 36.",
        "It doubled to 72.",
        claims=[claim("36"), claim("72", 3)],
        explained=[why("page 36", "2", "page number")],
    )
    assert (result.tokens, result.claimed, result.explained, result.reasons) == (5, 2, 1, {"page number": 1})
    assert [(leftover.paragraph, leftover.token) for leftover in result.leftovers] == [(1, "2015"), (3, "doubled")]
    assert result.leftovers[0].around == "In 2015 it was 36 percent."
    assert result.stale == ()
    assert str(result) == "report: 5 numbers, 2 in claims, 1 explained (page number 1), 2 left"


def test_a_claim_covers_its_number_once() -> None:
    """What a text prints twice takes two claims, or a claim and an explanation."""
    twice = "It is 36 here and 36 there."
    assert left(cover(twice, claims=[claim("36")])) == ["36"]
    assert left(cover(twice, claims=[claim("36"), claim("36")])) == []
    assert left(cover(twice, claims=[claim("36")], explained=[why("36 there", reason="repetition")])) == []


def test_a_claim_covers_its_own_paragraph() -> None:
    """The same number in another paragraph is another number."""
    assert left(cover("It is 36.", "It is 36.", claims=[claim("36", 2)])) == ["36"]


def test_a_claim_covers_all_that_it_prints() -> None:
    """A range is one claim and covers both its ends; a number in words is covered in any case of letters."""
    assert left(cover("from 10 to 25 percent", claims=[claim("10 to 25")])) == []
    assert left(cover("Two thirds of it", claims=[claim("two thirds")])) == []
    assert left(cover("from 10 to 25 percent", claims=[claim("10")])) == ["25"]


def test_a_claim_covers_its_period() -> None:
    """The years and days of a claim's period are its own, however often they stand in the paragraph."""
    text = "In 2015, on 7 October 2022, and again in 2015, it was 36."
    assert left(cover(text, claims=[claim("36", period="2015/2022-10-7")])) == []
    assert left(cover(text, claims=[claim("36", period="2022")])) == ["2015", "7", "2015"]


def test_an_explanation_covers_what_it_holds() -> None:
    """An explanation covers every number inside its text wherever that stands in its paragraph, and no other."""
    text = "Made in China 2025 was 25. Made in China 2025."
    assert left(cover(text, explained=[why("China 2025")])) == ["25"]
    assert left(cover(text, explained=[why("China 202")])) == ["2025", "25", "2025"]
    assert left(cover(text, text, explained=[why("China 2025")])) == ["25", "2025", "25", "2025"]
    assert left(cover(text, text, explained=[why("China 2025", EVERYWHERE)])) == ["25", "25"]


def test_an_explained_number_needs_no_claim() -> None:
    """What is explained is left to the claims of other numbers."""
    result = cover("36 and 36", claims=[claim("36")], explained=[why("and 36")])
    assert (result.claimed, result.explained, left(result)) == (1, 1, [])


def test_line_breaks_do_not_matter() -> None:
    """An explanation is found in a paragraph however that is wrapped."""
    result = cover("Made in\n  China 2025", explained=[why("Made in China 2025")])
    assert (left(result), result.stale) == ([], ())


@pytest.mark.parametrize(
    "one", [why("page 7"), why("page 36", "1"), why("page 36", "3"), why("page 37", EVERYWHERE), why("page 36", "two")]
)
def test_stale_explanations(one: Explanation) -> None:
    """An explanation whose words are not in the paragraph that it names is told."""
    result = cover("It is so.", "See page 36.", explained=[one])
    assert result.stale == (one,)
    assert left(result) == ["36"]


def test_leftovers_and_stale_explanations_are_problems() -> None:
    """Each is told with its place, the words around it and the way out."""
    result = cover("In 2015 it fell.", explained=[why("page 36", "2")])
    assert [str(problem) for problem in coverage_problems(result)] == [
        "report, paragraph 1: `2015` is neither claimed nor explained; got “…In 2015 it fell.…”. "
        "Add a claim, or say in data/coverage/report.csv why it is none.",
        "data/coverage/report.csv: “page 36”; expected a text of paragraph 2; got not there. "
        "Correct or remove the row.",
    ]


NUMBERS = st.lists(st.integers(1, 40), max_size=8)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_nothing_is_lost(shown: list[int], claimed: list[int], explained: list[int]) -> None:
    """Claimed, explained and left over are always all the numbers of the text, none twice."""
    result = cover(
        " and ".join(f"x{'' if n % 2 else ' '} {n} tonnes" for n in shown),
        claims=[claim(str(n)) for n in claimed],
        explained=[why(f" {n} tonnes") for n in explained],
    )
    assert result.tokens == len(shown)
    assert result.claimed + result.explained + len(result.leftovers) == result.tokens
    assert result.explained == sum(n in explained for n in shown)
    rest = [n for n in shown if n not in explained]
    assert result.claimed == sum(min(rest.count(n), claimed.count(n)) for n in set(rest))


# Files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with one document, one claim of it, and no word on its other numbers."""
    text = "It is 36 percent.\n\nSee page 7.\n"
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "report.txt").write_text(text, encoding="utf-8")
    cells = dict.fromkeys(COLUMNS, "") | {"id": "c", "source": "report", "paragraph": "1", "as_printed": "36"}
    cells["fingerprint"] = fingerprint("It is 36 percent.")
    write(tmp_path / "data" / "claims" / "report.csv", cells)
    return tmp_path


def write(path: Path, *rows: dict[str, str]) -> None:
    """Write a CSV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def explain(root: Path, *texts: tuple[str, str]) -> None:
    """Write what a project says of the numbers that are no claims: paragraph and text."""
    rows = [
        {"id": f"{n}", "source": "report", "paragraph": at, "text": text, "reason": "page number", "note": ""}
        for n, (at, text) in enumerate(texts)
    ]
    write(root / "data" / "coverage" / "report.csv", *rows)


def test_documents_are_covered(project: Path) -> None:
    """Each document at hand is accounted for, from its claims and from what the project says of other numbers."""
    explain(project, ("2", "page 7"))
    [result] = cover_documents(project, project / "documents")
    assert (result.source, result.tokens, result.claimed, result.explained, result.leftovers) == ("report", 2, 1, 1, ())
    assert read_explanations(project) == {"report": [Explanation("report", "2", "page 7", "page number", "")]}


def test_all_gaps_are_refused_at_once(project: Path) -> None:
    """Every leftover and every stale explanation of a document comes in one error."""
    explain(project, ("2", "page 8"), ("1", "page 7"))
    with pytest.raises(DataError) as caught:
        cover_documents(project, project / "documents")
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["leftover-number", "stale-explanation", "stale-explanation"]


def test_a_register_that_has_only_begun_is_reported(project: Path) -> None:
    """A document of whose other numbers nothing is said is counted and not refused; one not at hand is passed over."""
    [result] = cover_documents(project, project / "documents")
    assert left(result) == ["7"]
    assert cover_documents(project, project / "nowhere") == ()


def test_reasons_have_names() -> None:
    """The reasons why a number is no claim are few, and each is told apart from the others."""
    assert REASONS
    assert len(set(REASONS)) == len(REASONS)
