"""Letters are those of the shipped fonts; what none has is told, wherever a text is read."""

from __future__ import annotations

import pytest

from proofpress.model.characters import check_texts
from proofpress.model.letters import FURTHER, by_face, further_letters, letters_of, missing_letters

SHOWN = "Zürich Łódź Ελλάδα Київ ₹ № ™ → ≤ 中国（大陆）漢字 かな カナ 한국어 ㄅ 𠮷 السعودية، ١٢٣ فارسی اردو"
"""Of each script that a shipped font has; one letter beyond the first plane."""
LACKING = ["ไทย", "हिन्दी", "עברית", "ქართული", "🙂", "\u200b", "\ufeff"]


def test_every_script_that_is_shipped_has_its_letters() -> None:
    """Latin of all countries, Greek, Cyrillic, signs, Chinese, Japanese, Korean and Arabic."""
    assert missing_letters(SHOWN) == ""
    assert {face.name for face in by_face(SHOWN)} == {"more", "cjk", "arabic"}


@pytest.mark.parametrize("text", LACKING)
def test_other_letters_are_told_by_code(text: str) -> None:
    """In any text that authors write, with its place; a text with them among others too."""
    code = f"U+{min(map(ord, set(text))):04X}"
    assert missing_letters(f"a {text} b").startswith(code)
    [problem] = check_texts([{"title": f"a {text} b"}], "data/sources.json")
    assert str(problem).startswith(f"data/sources.json, field `[1].title`: no shipped font has {code}")


def test_further_letters_are_those_that_the_typeface_lacks() -> None:
    """Each once and in order, so that one set of letters gives one font."""
    assert further_letters(["Київ ≤ é", "国中国", "中"]) == "中国"


@pytest.mark.parametrize("face", FURTHER, ids=lambda face: face.name)
def test_each_further_font_has_most_of_its_ranges(face: object) -> None:
    """A package that lost its font, or has another one, would be seen."""
    assert len(letters_of(face)) > 1000  # type: ignore[arg-type]
