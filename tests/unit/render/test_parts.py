"""Parts of a site that are taken from an earlier build: always what would be rendered anew."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from proofpress.record.site_input import SiteInput
from proofpress.render import parts
from proofpress.render.asked import Answers, Asking, digest
from proofpress.render.parts import Part, parts_of
from proofpress.render.site import _of_analysis, names_of
from tests.support.projects import varied

EDITED = ("sources", "claims", "tables", "rows", "settings", "history", "vocabulary", "glossary", "corrections",
          "audit", "analyses", "pictures", "entries", "drifts", "documents")  # fmt: skip
"""What the site's input holds that an edit of data, texts, settings or registers can change."""
TRIES = 120


class UnchangedError(Exception):
    """Raised where a thing has nothing in it that could be another."""


def edited(thing: Any, chance: random.Random) -> Any:
    """Return a thing with one of its leaves changed, or one of its items left out."""
    if isinstance(thing, str | bytes):
        return thing + (" more" if isinstance(thing, str) else b" ")
    if isinstance(thing, bool):
        return not thing
    if isinstance(thing, int | float):
        return thing + 1
    if is_dataclass(thing) and not isinstance(thing, type):
        name = chance.choice([field.name for field in fields(thing)])
        return replace(thing, **{name: edited(getattr(thing, name), chance)})
    if isinstance(thing, Mapping) and thing:
        key = chance.choice(list(thing))
        return {**thing, key: edited(thing[key], chance)}
    if isinstance(thing, Sequence) and thing:
        items, place = list(thing), chance.randrange(len(thing))
        items[place : place + 1] = [] if chance.random() < 0.1 else [edited(items[place], chance)]
        return type(thing)(items)  # type: ignore[call-arg]
    raise UnchangedError


def somehow_edited(evidence: SiteInput, chance: random.Random) -> SiteInput:
    """Return a site's input with anything in it changed."""
    while True:
        name = chance.choice(EDITED)
        whole = evidence.project.rows if name == "rows" else getattr(evidence, name)
        try:
            return varied(evidence, **{name: edited(whole, chance)})
        except (UnchangedError, TypeError, ValueError):
            continue


def rendered_now(evidence: SiteInput) -> list[Part] | str:
    """Return the parts as the input itself gives them, or how it cannot."""
    try:
        return [_of_analysis(analysis, evidence, names_of(evidence)) for analysis in evidence.analyses]
    except Exception as err:
        return repr(type(err))


def rendered_or_taken(evidence: SiteInput) -> list[Part] | str:
    """Return the parts as a build gives them, or how it cannot."""
    try:
        return parts_of(evidence, names_of(evidence), _of_analysis)
    except Exception as err:
        return repr(type(err))


@pytest.fixture
def own(evidence: SiteInput, tmp_path: Path) -> SiteInput:
    """Give the fixture site's input with a cache of its own, in which nothing is kept."""
    return varied(evidence, settings=replace(evidence.settings, cache_folder=tmp_path / "cache"))


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the names of the parts that are taken from the cache, as they are."""
    names: list[str] = []
    read = parts._from_files

    def counted(kept: Any) -> Part:
        names.append(kept.name)
        return read(kept)

    monkeypatch.setattr(parts, "_from_files", counted)
    return names


def test_what_is_taken_is_what_would_be_rendered(own: SiteInput, taken: list[str]) -> None:
    """After each of many edits anywhere in the input the parts are byte for byte those that it gives by itself."""
    chance = random.Random(18)
    before = rendered_now(own)
    assert rendered_or_taken(own) == before
    moved = reused = 0
    for number in range(TRIES):
        now = somehow_edited(own, chance)
        taken.clear()
        anew = rendered_now(now)
        assert rendered_or_taken(now) == anew, number
        moved += isinstance(anew, list) and anew != before
        reused += bool(taken)
    assert moved > TRIES / 8
    assert reused > TRIES / 4


def test_an_unchanged_part_is_not_rendered(own: SiteInput, taken: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing changed renders nothing; a changed notebook renders itself alone; changed code renders all."""
    every = [analysis.slug for analysis in own.analyses]
    assert len(every) > 1
    rendered_or_taken(own)
    assert taken == []
    rendered_or_taken(own)
    assert taken == every
    taken.clear()
    first = replace(own.analyses[0], sha256="0" * 64)
    rendered_or_taken(replace(own, analyses=(first, *own.analyses[1:])))
    assert taken == every[1:]
    taken.clear()
    monkeypatch.setattr(parts, "making_parts", lambda _: {"generator render/site.py": "another"})
    rendered_or_taken(own)
    assert taken == []


def test_a_damaged_part_is_rendered(own: SiteInput, taken: list[str]) -> None:
    """A byte of a kept part that is another is never published."""
    before = rendered_or_taken(own)
    kept = list((own.settings.cache / "parts").rglob("*.kept"))
    assert len(kept) == len(own.analyses)
    for file in kept:
        file.write_bytes(file.read_bytes().replace(b"<p", b"<q"))
    assert rendered_or_taken(own) == before
    assert taken == []


def test_each_question_is_noted(own: SiteInput) -> None:
    """One entry is noted where one was asked for, a missing one too; all where it was gone through."""
    answers = Answers(own, names_of(own))
    asking = Asking(answers)
    evidence, names = asking.evidence(), asking.names()
    key = next(iter(own.sources))
    assert evidence.sources[key] == own.sources[key]
    assert names.find("no.such", "") is None
    assert asking.questions - {"frameworks", "settings", "names.vocabulary"} == {
        f"sources {key}",
        "names.values no.such",
        "names.values .no.such",
        "names.counts no.such",
    }
    noted = asking.noted()
    assert noted is not None
    assert noted["names.counts no.such"] == ""
    assert answers.hold(noted)
    other = varied(own, sources={name: replace(source, short="Other") for name, source in own.sources.items()})
    assert not Answers(other, names_of(other)).hold(noted)
    assert list(evidence.claims) == list(own.claims)
    assert evidence.figures == own.figures
    assert {"claims", "figures"} <= asking.questions


def test_a_block_asks_too(own: SiteInput) -> None:
    """What a part shows of a register is noted like the rest; what rests on files as they are read is not known."""
    asking = Asking(Answers(own, names_of(own)))
    shown, known = asking.names().blocks, names_of(own).blocks
    assert shown.keys() == known.keys()
    assert shown["block.gallery"]("../") == known["block.gallery"]("../")
    assert "analyses" in asking.questions
    assert asking.noted() is not None
    assert asking.evidence().project.files is own.project.files
    assert asking.noted() is None


def test_what_differs_has_another_hash(own: SiteInput) -> None:
    """Numbers of another kind, orders and missing parts are told apart; sets are the same in whatever order."""
    things: list[Any] = [1, 1.0, True, "1", b"1", [1], (1,), [1, 1], {"a": 1}, {"a": None}, {}, None, 0.0, -0.0]
    assert len({digest(thing) for thing in things}) == len(things)
    twice = ["a"] * 2
    assert digest([twice, twice]) == digest([["a", "a"], ["".join(["a"]), "a"]])
    for thing in (lambda: 0, edited, own.project.files):
        with pytest.raises(TypeError, match=r"no content|pickle"):
            digest({"thing": [thing]})
