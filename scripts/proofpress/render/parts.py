"""Parts of the site, one an analysis, each rendered once: an edit renders anew what rests on what it changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.keys import making_parts
from ..model.records import Analysis
from ..model.store import Kept, Store, key_of
from ..record.site_input import SiteInput
from ..text.binding import Namespace
from .asked import Answers, Asking, digest

KEPT_PARTS = 2
"""States of a part that are kept, so that undoing an edit is free."""
PAGES, FILES, LISTED = "pages/", "files/", "listed.json"


@dataclass(frozen=True)
class Part:
    """What of a site follows from one analysis.

    Attributes
    ----------
    pages : mapping of str to str
        Markdown by source path.
    files : mapping of str to bytes
        Other files by address; those that are the evidence's own are no part of it.
    listed : sequence of mapping
        Its figures' entries in the site's listing.
    """

    pages: Mapping[str, str]
    files: Mapping[str, bytes]
    listed: Sequence[Mapping[str, Any]]


Render = Callable[[Analysis, SiteInput, Namespace], Part]
"""Renders an analysis's part from what it asks of the site's input and of the namespace."""


def parts_of(evidence: SiteInput, names: Namespace, render: Render) -> list[Part]:
    """Return the part of each analysis: as an earlier build has rendered it, where all that it asked is the same."""
    settings = evidence.settings
    base = {"made by": key_of(making_parts(settings))}
    store, answers = Store(settings.cache / "parts", KEPT_PARTS), Answers(evidence, names)
    return [_part(analysis, base, answers, store, render) for analysis in evidence.analyses]


def _part(analysis: Analysis, base: Mapping[str, str], answers: Answers, store: Store, render: Render) -> Part:
    try:
        own = {**base, "analysis": digest(analysis)}
    except Exception:  # it holds what has no content of its own
        return render(analysis, answers.evidence, answers.names)
    for kept in store.entries(analysis.slug, own):
        if answers.hold({name: text for name, text in kept.parts.items() if name not in own}):
            return _from_files(kept)
    asking = Asking(answers)
    part = render(analysis, asking.evidence(), asking.names())
    noted = asking.noted()
    if noted is not None:
        parts = {**noted, **own}
        store.keep(analysis.slug, key_of(parts), _to_files(part), parts)
    return part


def _to_files(part: Part) -> dict[str, bytes]:
    return {
        LISTED: json.dumps(part.listed).encode(),
        **{PAGES + path: text.encode() for path, text in part.pages.items()},
        **{FILES + path: content for path, content in part.files.items()},
    }


def _from_files(kept: Kept) -> Part:
    pages = {name.removeprefix(PAGES): text.decode() for name, text in kept.files.items() if name.startswith(PAGES)}
    files = {name.removeprefix(FILES): content for name, content in kept.files.items() if name.startswith(FILES)}
    return Part(pages, files, json.loads(kept.files[LISTED]))
