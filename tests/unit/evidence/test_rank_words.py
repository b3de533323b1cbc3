"""Words that rank or bound: each is printed by a claim of its paragraph, or explained; none is passed over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.evidence.number_coverage import AskedDocument, Explanation
from proofpress.evidence.rank_words import cover_rank_words, cover_ranks, rank_tokens
from proofpress.model.errors import DataError
from tests.support.registers import said

TEXT = "It is the largest plant, and most of the power is sold; at most it runs half the year."


def explained(text: str, paragraph: str = "1") -> Explanation:
    """Return an explanation of a literal text."""
    return Explanation("paper", paragraph, text, "no rank", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The largest, the first and the only one", ["largest", "first", "only"]),
        ("Most agree; almost all left", ["Most", "almost all"]),
        ("A leader dominates, a monopoly excludes", ["leader", "dominates", "monopoly"]),
        ("Mostly, firstly, topical, misleading", []),
        ("https://press.example/top/first", []),
    ],
)
def test_which_words_rank(text: str, words: list[str]) -> None:
    """Whole words that rank or bound are found, parts of other words and of addresses are not."""
    assert [token for _, _, token in rank_tokens(text)] == words


@pytest.mark.parametrize(
    ("printed", "texts", "left"),
    [
        ((), (), ["largest", "most", "most"]),
        (("largest",), (), ["most", "most"]),
        (("largest plant", "most of"), (), ["most"]),
        (("largest", "most", "most"), (), []),
        (("largest",), ("most of the power", "at most it"), []),
        ((), ("largest", "most"), []),
    ],
)
def test_what_is_left_over(printed: tuple[str, ...], texts: tuple[str, ...], left: list[str]) -> None:
    """A claim accounts once for each such word that it prints, an explanation for all inside its text."""
    claims = [replace(said(f"c{place}", "1"), as_printed=words, paragraph=1) for place, words in enumerate(printed)]
    total, leftovers = cover_ranks(AskedDocument("paper", [TEXT], list(claims), [explained(text) for text in texts]))
    assert total == 3
    assert [entry.token for entry in leftovers] == left


def test_a_claim_elsewhere_accounts_for_nothing() -> None:
    """What stands in another paragraph leaves a word over, except an explanation that is for all of them."""
    claim = replace(said("c", "1"), as_printed="largest", paragraph=2)
    assert len(cover_ranks(AskedDocument("paper", [TEXT, "Nothing."], [claim], [explained("most", "2")]))[1]) == 3
    assert len(cover_ranks(AskedDocument("paper", [TEXT, "Nothing."], [], [explained("most", "*")]))[1]) == 1


def test_leftovers_are_refused_with_their_words(data_project: Path, tmp_path: Path) -> None:
    """A document with a word that nothing accounts for is told by paragraph and word; one that is whole is counted."""
    (data_project / "data/coverage").mkdir(exist_ok=True)
    head = "id,source,paragraph,text,reason,note\n"
    (data_project / "data/coverage/trade-press.csv").write_text(f"{head}001-01,trade-press,1,the only,no rank,\n")
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "trade-press.txt").write_text("It is the only plant.\n\nIt is the first.")
    with pytest.raises(DataError, match=r"trade-press, paragraph 2: `first` is neither claimed nor explained"):
        cover_rank_words(data_project, folder)
    (folder / "trade-press.txt").write_text("It is the only plant.\n\nIt is old.")
    assert cover_rank_words(data_project, folder) == {"trade-press": 1}
