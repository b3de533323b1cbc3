"""What is consequential in a change: a direction that turns, a threshold that is crossed, a status that is another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..model.records import Entry
from ..record.asked import analysis_of
from ..text.placeholders import PLACEHOLDER, find_placeholders
from .differences import Difference, is_number
from .rebuild import STATUS

Facts = Mapping[str, Mapping[str, Any]]
"""What a rebuilt state says of each analysis: title, header, texts, figures' unbound titles."""
TAKEAWAYS = re.compile(r"^## Takeaways\s*$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def prominent(facts: Facts) -> set[str]:
    """Return the values and figures that a page puts first: in its title, its takeaways and its card."""
    result = set()
    for slug, analysis in facts.items():
        text = "\n\n".join(analysis.get("texts", ()))
        match = TAKEAWAYS.search(text)
        named = [
            holder.name for part in (analysis.get("title", ""), match[1] if match else "") for holder in _names(part)
        ]
        card = analysis.get("meta", {}).get("card") or {}
        result |= {name if "." in name else f"{slug}.{name}" for name in [*named, str(card.get("value", ""))]}
        result.add(f"{slug}/{card.get('figure', '')}")
    return result


def _names(text: str) -> list[Any]:
    return [holder for holder in find_placeholders(text) if not holder.escape]


def title_of(key: str, facts: Facts) -> str:
    """Return a figure's title with its placeholders unbound; empty if it is not known."""
    analysis, _, name = key.partition("/")
    return str(facts.get(analysis, {}).get("titles", {}).get(name, ""))


def words_of(title: str) -> str:
    """Return a title's words without its values.

    Examples
    --------
    >>> words_of("Rioja fell to {{ rioja-share }} of wine")
    'rioja fell to of wine'
    """
    return " ".join(PLACEHOLDER.sub(" ", title).lower().split())


def titled_values(key: str, facts: Facts) -> set[str]:
    """Return the values that a figure's title binds."""
    return {f"{analysis_of(key)}.{holder.name}" for holder in _names(title_of(key, facts))}


def turning_point(difference: Difference, first: bool) -> str:
    """Return what a changed value turns or crosses, in words; empty if nothing.

    Parameters
    ----------
    difference : Difference
        A value or status that both states have.
    first : bool
        Whether a page puts it first, so that a changed word is a changed finding.
    """
    if difference.old is None or difference.new is None or difference.is_figure:
        return ""
    old, new = difference.old.fields, difference.new.fields
    if analysis_of(difference.id) == STATUS:
        return f"The audit’s word on it turned from “{old['text']}” to “{new['text']}”."
    if old.get("unit") != new.get("unit"):
        return f"Its unit turned from {old.get('unit') or 'none'} to {new.get('unit') or 'none'}."
    before, after = old.get("number"), new.get("number")
    if not is_number(before) or not is_number(after):
        changed = isinstance(before, str) and before != after and first
        return f"The finding now names {new['text']} instead of {old['text']}." if changed else ""
    return _crossing(before, after, difference.new) or _turn(before, after)


def _crossing(old: float, new: float, entry: Entry) -> str:
    """Return the stated threshold that lies between two numbers; of several the one that was reached last."""
    stated = [(float(at), str(words)) for at, words in entry.fields.get("thresholds", ())]
    crossed = [(at, words) for at, words in stated if (old >= at) != (new >= at)]
    if not crossed:
        return ""
    at, words = max(crossed) if new > old else min(crossed)
    if new > old:
        return f"It reached the threshold of {at:,g}: {words}."
    return f"It fell below the threshold of {at:,g}: no longer {words}."


def _turn(old: float, new: float) -> str:
    if old * new < 0:
        return f"It turned from {'a negative' if old < 0 else 'a positive'} number to the opposite."
    return ""


def figure_turns(difference: Difference, old: Facts, new: Facts, turned: Mapping[str, str]) -> str:
    """Return what turned in a figure's finding: its title's words changed, and a value that it binds has turned.

    Parameters
    ----------
    difference : Difference
        A figure that both states have.
    old, new : mapping
        What the two states say of their analyses.
    turned : mapping of str to str
        What each consequential value turned or crossed, by id.
    """
    if difference.old is None or difference.new is None or not difference.is_figure:
        return ""
    before = difference.before or difference.id
    if words_of(title_of(before, old)) == words_of(title_of(difference.id, new)):
        return ""
    bound = sorted((titled_values(before, old) | titled_values(difference.id, new)) & turned.keys())
    if not bound:
        return ""
    words = turned[bound[0]]
    return f"Its finding reads differently. Of {bound[0]}: {words[:1].lower()}{words[1:]}"
