"""What a part of the site asked of the evidence: the part holds while each answer is what it was.

Nobody lists what a page depends on. A part is rendered through a view of the evidence that notes each question with the
hash of its answer: one entry where a mapping was asked for one, all of it where it was gone through, and the whole of
anything else. What cannot be hashed leaves the part unknown; such a part is rendered each time.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from inspect import isfunction
from pathlib import PurePath
from typing import Any

from ..record.site_input import SiteInput
from ..text.binding import Namespace
from .registers import blocks

NAMES = "names."
"""What a question to the namespace begins with; all others are put to the site's input."""
PLAIN = (type, date, PurePath)
"""Kinds, beside those that Python's own literals have and records, whose content is all that they are."""
GENERATOR = f"{__package__.partition('.')[0]}."
"""What the names of the generator's modules begin with: their functions are known by place and by what
they hold, for a part's key has their code."""
ENTRY = " "
"""Stands between the name of a mapping and the key that it was asked for."""


class _Canonical(pickle.Pickler):
    """Writes equal things alike: records by their fields, without what they have cached, and nothing by reference."""

    def __init__(self, target: Any) -> None:
        super().__init__(target, pickle.HIGHEST_PROTOCOL)
        self.fast = True

    def reducer_override(self, thing: Any) -> Any:
        """Write a record as its class and its fields; refuse what holds more than its content, or else."""
        if is_dataclass(thing) and not isinstance(thing, type):
            return type(thing), tuple(_ordered(getattr(thing, field.name)) for field in fields(thing))
        if isinstance(thing, re.Pattern):
            return str, (f"{thing.flags} {thing.pattern}",)
        if isfunction(thing) and thing.__module__.startswith(GENERATOR):
            held = [cell.cell_contents for cell in thing.__closure__ or ()]
            place = repr((thing.__module__, thing.__qualname__, [*thing.__code__.co_positions()]))
            return tuple, ([place, held, thing.__defaults__, thing.__kwdefaults__],)
        if isinstance(thing, PLAIN):
            return NotImplemented
        raise TypeError(f"{type(thing).__name__} has no content that could be hashed")


def _ordered(thing: Any) -> Any:
    """Return sets, and those that a mapping holds, in an order that is the same in each process."""
    if isinstance(thing, set | frozenset):
        return set, sorted(thing, key=repr)
    if isinstance(thing, Mapping):
        return {key: _ordered(item) if isinstance(item, set | frozenset) else item for key, item in thing.items()}
    return thing


def digest(thing: Any) -> str:
    """Return the hash of a record, or of what is made of records; things that differ have another.

    Raises
    ------
    TypeError
        If it holds what has no content of its own, such as a function or a folder's files.
    """
    target = io.BytesIO()
    _Canonical(target).dump(thing)
    return hashlib.sha256(target.getbuffer()).hexdigest()


class Answers:
    """What the evidence of this build answers, hashed once for all parts."""

    def __init__(self, evidence: SiteInput, names: Namespace) -> None:
        self.evidence, self.names = evidence, names
        self._wholes: dict[str, Any] = {}
        self._digests: dict[str, str] = {}

    def whole(self, name: str) -> Any:
        """Return what an attribute of the input or of the namespace holds."""
        if name not in self._wholes:
            of = self.names if name.startswith(NAMES) else self.evidence
            self._wholes[name] = getattr(of, name.removeprefix(NAMES))
        return self._wholes[name]

    def digest(self, question: str) -> str:
        """Return the hash of the answer to a question; empty where a mapping has no such entry."""
        if question not in self._digests:
            name, is_entry, key = question.partition(ENTRY)
            whole = self.whole(name)
            self._digests[question] = "" if is_entry and key not in whole else digest(whole[key] if is_entry else whole)
        return self._digests[question]

    def hold(self, noted: Mapping[str, str]) -> bool:
        """Whether each question that was noted has the same answer."""
        return all(self._still(question, answer) for question, answer in noted.items())

    def _still(self, question: str, answer: str) -> bool:
        try:
            return self.digest(question) == answer
        except Exception:  # what was asked is there no more, or has become what cannot be hashed
            return False


class Asking:
    """Notes what one part asks.

    Attributes
    ----------
    questions : set of str
        All that was asked.
    """

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.questions: set[str] = set()

    def ask(self, name: str) -> Any:
        """Return an attribute, noted: a mapping by what is asked of it, anything else as a whole."""
        whole = self.answers.whole(name)
        if isinstance(whole, Mapping):
            return _AskedMapping(name, whole, self)
        self.questions.add(name)
        return whole

    def noted(self) -> dict[str, str] | None:
        """Return each question with the hash of its answer; None where one cannot be hashed."""
        try:
            return {question: self.answers.digest(question) for question in sorted(self.questions)}
        except Exception:  # pickle raises many kinds
            return None

    def evidence(self) -> SiteInput:
        """Return the site's input as the part may ask it."""
        return _AskedInput(self)

    def names(self) -> Namespace:
        """Return the namespace as the part may ask it; its blocks ask the input in turn."""
        asked = {field.name: self.ask(NAMES + field.name) for field in fields(Namespace) if field.name != "blocks"}
        names = Namespace(**asked, blocks={})
        return replace(names, blocks=blocks(self.evidence(), names))


class _AskedInput(SiteInput):
    """The site's input, each of whose attributes is noted as it is asked for; its methods ask it in turn."""

    def __init__(self, asking: Asking) -> None:
        object.__setattr__(self, "_asking", asking)

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__") or name == "_asking" or isfunction(getattr(SiteInput, name, None)):
            return object.__getattribute__(self, name)
        return self._asking.ask(name)


class _AskedMapping(Mapping[str, Any]):
    """A mapping whose entries are noted as they are asked for."""

    def __init__(self, name: str, whole: Mapping[str, Any], asking: Asking) -> None:
        self._name, self._whole, self._asking = name, whole, asking

    def __getitem__(self, key: str) -> Any:
        self._asking.questions.add(f"{self._name}{ENTRY}{key}")
        return self._whole[key]

    def __iter__(self) -> Iterator[str]:
        self._asking.questions.add(self._name)
        return iter(self._whole)

    def __len__(self) -> int:
        self._asking.questions.add(self._name)
        return len(self._whole)
