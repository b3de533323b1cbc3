"""What has become of a figure, value or claim that an address names."""

from __future__ import annotations

import re
from dataclasses import replace

from ..data.history import order
from .index_reader import QuoteIndex, correction_of, figure_title, present_name, removal_of
from .wording import Answer, corrected, published

ADDRESS = re.compile(r"^\S*/\S*$|^[a-z0-9-]+\.[a-z0-9][a-z0-9.-]*$")
IN_RELEASE = re.compile(r"(?:^|/)(\d{4}\.\d{2}(?:\.\d+)?)/")
FIGURE = re.compile(r"(?:^|/)figures/([a-z0-9-]+)/([a-z0-9-]+)(?:/|#|\?|$)")
ANCHOR = re.compile(
    r"(?:^|/)(?:analyses/([a-z0-9-]+)/?#([a-z0-9-]+)|values/[a-z0-9-]+/?#([a-z0-9.-]+)|claims/?#([a-z0-9-]+))$"
)


def check_address(given: str, index: QuoteIndex) -> Answer | None:
    """Return what has become of a figure, value or claim, by its address or id; None if the text is no address."""
    key = _key(given)
    if not key:
        return None
    key = present_name(key, index)
    answer = _published(given, key, index)
    if answer is None:
        return _gone(given, key, index)
    if entry := correction_of(key, index):
        return corrected(answer, entry)
    return _changed_since(answer, key, match[1], index) if (match := IN_RELEASE.search(given)) else answer


def _published(given: str, key: str, index: QuoteIndex) -> Answer | None:
    """Return the answer that a release has a figure, value or claim; None if it has not."""
    item = index.items.get(key)
    if item is not None and not item.gone:
        return published(Answer(given, "holds", ""), item, item.places[0] if item.places else None)
    title = figure_title(key, index)
    if not title:
        return None
    line, grade = f"Holds: in release {index.release} it says “{title}.”", index.index["figures"][key]["grade"]
    return Answer(given, "holds", line, key, new=title, of=title, page=f"figures/{key}/", grade=grade)


def _changed_since(answer: Answer, key: str, release: str, index: QuoteIndex) -> Answer:
    """Return an answer with what has changed since the release that the address is of."""
    moved = [change for change in index.index["changes"] if change["id"] == key and change["kind"] == "changed"]
    later = [change for change in moved if order(change["release"]) > order(release)]
    if not later:
        return answer
    last = later[0]
    line = f"Changed since release {release}. {last['sentence']}"
    line += f" Cause: {last['cause']}." if last["cause"] else ""
    old, cause, since = later[-1]["old"], last["cause"], last["release"]
    return replace(answer, verdict="changed", line=line, old=old, cause=cause, since=since)


def _gone(given: str, key: str, index: QuoteIndex) -> Answer | None:
    """Return the answer that a release has nothing of this name; None where the text need not be an address."""
    removed = removal_of(key, index)
    if entry := correction_of(key, index):
        return corrected(Answer(given, "withdrawn", "", key), entry)
    if removed:
        line = f"Withdrawn. It is no longer published since release {removed['release']}. {removed['sentence']}"
        return Answer(
            given, "withdrawn", line, key, old=removed["old"], since=removed["release"], cause=removed["cause"]
        )
    if "/" in given:
        return Answer(given, "not ours", f"Release {index.release} has nothing at this address.")
    return None


def _key(given: str) -> str:
    """Return the id of the figure, value or claim that an address names; empty if it names none."""
    if match := FIGURE.search(given):
        return f"{match[1]}/{match[2]}"
    if match := ANCHOR.search(given):
        analysis, figure, value, claim = match.groups()
        return value or (f"claim.{claim}" if claim else f"{analysis}/{figure}")
    bare = given.strip("/")
    return bare if re.fullmatch(r"[a-z0-9-]+[/.][a-z0-9.-]+", bare) and not bare.endswith(".") else ""
