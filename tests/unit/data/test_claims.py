"""The claims register and its check against the documents."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.claims import COLUMNS, claim_digest, claim_from, find_claims, read_claims
from proofpress.data.documents import check_claims, find_paragraph, fingerprint, fold, number_stands_in, paragraphs
from proofpress.model.errors import DataError

DOCUMENT = "Title\n\nSales reached 1,234 cars\nin 2020.\n\nThe share was 35.8 percent.\n"
SPACES = st.text(alphabet=" \t\n\r\u00a0\u2009", min_size=1, max_size=4)
WORDS = st.lists(st.text(alphabet="abc5.,é", min_size=1, max_size=6), min_size=1, max_size=8)


def row(**changes: str) -> dict[str, str]:
    """Return a valid row about paragraph 2 of ``DOCUMENT``, changed as told."""
    return {
        **dict.fromkeys(COLUMNS, ""),
        "id": "car-sales",
        "source": "report",
        "section": "Sales",
        "paragraph": "2",
        "statement": "Car sales in one year",
        "metric": "car sales",
        "entity": "China",
        "iso3": "CHN",
        "value_low": "1234",
        "value_high": "1234",
        "unit": "count",
        "as_printed": "1,234",
        "period": "2020",
        "hedge": "exact",
        "kind": "count",
        "grade": "C",
        "fingerprint": fingerprint("Sales reached 1,234 cars in 2020."),
    } | changes


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project folder with one claim and its document in ``documents/``."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "report.txt").write_text(DOCUMENT, encoding="utf-8")
    write(tmp_path, row())
    return tmp_path


def write(root: Path, *rows: dict[str, str]) -> None:
    """Write the claims file of a project."""
    path = root / "data" / "claims" / "report.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("one\ntwo\n\nthree\n", ["one\ntwo", "three"]),
        ("\n\none\n \t\n\n\ntwo", ["one", "two"]),
        ("one\r\n\r\ntwo\r\n", ["one", "two"]),
        ("one\ntwo\nthree", ["one", "two", "three"]),
        ("one\ntwo\n", ["one", "two"]),
        ("", []),
    ],
)
def test_paragraphs(text: str, blocks: list[str]) -> None:
    """Paragraphs are blocks between blank lines; in a text without blank lines, each line is one."""
    assert paragraphs(text) == blocks


@given(WORDS, st.data())
def test_fingerprint_ignores_white_space(words: list[str], data: st.DataObject) -> None:
    """However a paragraph is wrapped or spaced, its fingerprint is the same; folding twice is folding once."""
    spaced = "".join(word + data.draw(SPACES) for word in words)
    assert fingerprint(spaced) == fingerprint(" ".join(words))
    assert fold(fold(spaced)) == fold(spaced) == " ".join(words)


@given(WORDS, st.integers(0, 7))
def test_fingerprint_sees_a_changed_word(words: list[str], at: int) -> None:
    """Changing any one word changes the fingerprint."""
    changed = list(words)
    changed[at % len(words)] += "x"
    assert fingerprint(" ".join(changed)) != fingerprint(" ".join(words))


@pytest.mark.parametrize(
    ("printed", "paragraph"),
    [
        ("5", "It rose by 5."),
        ("5", "a share of 5 percent (5%)"),
        ("5", "from 5 to 10"),
        ("35.8", "worth US$35.8 billion"),
        ("4,500", "by 4,500 percent"),
        ("4500", "by 4,500 percent"),
        ("4,500", "by 4500 percent"),
        ("1\u00a0234", "some 1\u00a0234 cars"),
        ("1234", "some 1\u202f234 cars"),
        ("80%", "more than 80% of"),
        ("10–25", "between 10–25 percent"),
        ("2019", "in\n2019, and"),
        ("half", "about Half of the market"),
        ("two thirds", "some two\nthirds of it"),
    ],
)
def test_number_that_stands(printed: str, paragraph: str) -> None:
    """A number stands in a paragraph whatever its separators, line breaks and neighbours; a word in any case."""
    assert number_stands_in(printed, paragraph)


@pytest.mark.parametrize(
    ("printed", "paragraph"),
    [
        ("5", "35 percent"),
        ("5", "5.8 percent"),
        ("5", "0.5 percent"),
        ("5", "50 percent"),
        ("5", "1,500 cars"),
        ("500", "1,500 cars"),
        ("1,5", "1,500 cars"),
        ("35", "35.8 percent"),
        ("5.8", "35.8 percent"),
        ("35.8", "35.85 percent"),
        ("half", "behalf"),
        ("5", "no digits here"),
        ("", "any text"),
        (" ", "any text"),
    ],
)
def test_number_that_does_not_stand(printed: str, paragraph: str) -> None:
    """Digits inside a longer number do not count, nor does an empty quotation."""
    assert not number_stands_in(printed, paragraph)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_only_the_whole_number_stands(one: int, other: int) -> None:
    """A number stands in a text that prints another only if the two are equal, with and without separators."""
    for paragraph in (f"a total of {other} cars.", f"a total of {other:,} cars."):
        assert number_stands_in(str(one), paragraph) is (one == other)
        assert number_stands_in(f"{one:,}", paragraph) is (one == other)


def test_claim_from_row() -> None:
    """Empty bounds are open, numbers are numbers, and the claim knows its row id."""
    claim = claim_from(row(value_high="", hedge="more than"))
    assert (claim.low, claim.high, claim.paragraph, claim.row) == (1234.0, None, 2, "claim:car-sales")
    assert str(claim) == "{{ claim.car-sales }}"
    with pytest.raises(ValueError, match="many"):
        claim_from(row(value_low="many"))


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in {"paragraph", "value_low", "value_high"}])
def test_digest_covers_every_text_column(column: str) -> None:
    """Changing any one cell of a claim changes its digest, so its notebooks run again."""
    assert claim_digest(claim_from(row(**{column: "other"}))) != claim_digest(claim_from(row()))


@pytest.mark.parametrize("column", ["paragraph", "value_low", "value_high"])
def test_digest_covers_every_number_column(column: str) -> None:
    """The same holds for numbers."""
    assert claim_digest(claim_from(row(**{column: "7"}))) != claim_digest(claim_from(row()))


def test_check_claims_counts_what_it_compared(project: Path) -> None:
    """A register that agrees with its documents is counted; documents not at hand are named."""
    write(project, row(), row(id="other", source="elsewhere"))
    assert check_claims(project, project / "documents") == (1, ("elsewhere",))


def test_check_claims_reports_everything_at_once(project: Path) -> None:
    """A number elsewhere, a changed paragraph and a paragraph that is not there are all reported, with the mend."""
    write(
        project,
        row(id="wrong-number", as_printed="35.8"),
        row(id="wrong-paragraph", paragraph="3"),
        row(id="changed", fingerprint=fingerprint("Something else.")),
        row(id="beyond", paragraph="4"),
    )
    with pytest.raises(DataError) as caught:
        check_claims(project, project / "documents")
    text = str(caught.value)
    assert "claim `wrong-number`: `35.8` is not in paragraph 2" in text
    assert "It stands in paragraph 3." in text
    assert "claim `wrong-paragraph`, paragraph 3" in text
    assert "That fingerprint is of paragraph 2: correct the locator." in text
    assert "claim `changed`, paragraph 2" in text
    assert "claim `beyond`; expected a paragraph from 1 to 3; got 4" in text


def test_check_claims_refuses_to_pass_on_nothing(project: Path) -> None:
    """No folder, or a folder with no document that a claim cites, is a failure and not a pass."""
    with pytest.raises(DataError, match="no such folder"):
        check_claims(project, project / "nowhere")
    (project / "documents" / "report.txt").unlink()
    with pytest.raises(DataError, match=r"no claim could be compared; expected report\.txt"):
        check_claims(project, project / "documents")


def test_find_paragraph_folds_it(project: Path) -> None:
    """A paragraph comes by its number, white space folded."""
    assert find_paragraph("report", 2, project / "documents") == "Sales reached 1,234 cars in 2020."


@pytest.mark.parametrize(
    ("source", "number", "message"),
    [
        ("reprot", 1, r"documents: `reprot`; expected reprot\.txt; got no such file\. .*Did you mean `report`\?"),
        ("report", 4, r"report\.txt: paragraph 4; expected a paragraph from 1 to 3; got 4"),
        ("report", 0, r"report\.txt: paragraph 0; expected a paragraph from 1 to 3; got 0"),
    ],
)
def test_find_paragraph_says_what_is_not_there(project: Path, source: str, number: int, message: str) -> None:
    """A document that is not at hand and a paragraph that it does not have are refused, with what there is."""
    with pytest.raises(DataError, match=message):
        find_paragraph(source, number, project / "documents")


def test_find_claims_names_the_nearest(project: Path) -> None:
    """Known claims come in the order asked for with their file; unknown ones are all named, with the nearest."""
    assert [(claim.id, path) for claim, path in find_claims(["car-sales"], read_claims(project))] == [
        ("car-sales", "data/claims/report.csv")
    ]
    with pytest.raises(DataError, match=r"(?s)no claim `car-sale`.*Did you mean `car-sales`\?.*no claim `x`"):
        find_claims(["car-sale", "x"], read_claims(project))


def test_row_order_does_not_matter(project: Path) -> None:
    """Reading a register in another row order gives the same claims."""
    rows = [row(id=f"c-{n}") for n in range(5)]
    write(project, *rows)
    first = read_claims(project)
    write(project, *reversed(rows))
    assert len(first) == 5
    assert read_claims(project) == first
