"""What every page says of its release: the menu of releases in the header, and a line for footer and paper."""

from __future__ import annotations

from typing import Any

from ..data.history import History, order
from ..model.settings import Settings
from ..text.periods import format_period

LISTED = 12
"""How many releases a page lists by itself; the list of all is a link away, and a script fetches it."""


def release_menu(settings: Settings, history: History) -> dict[str, Any]:
    """Return what the theme's templates show of this release and of those before it.

    Parameters
    ----------
    settings : Settings
        This release.
    history : History
        The releases before it.

    Returns
    -------
    dict
        ``release``, ``released``, ``root`` (the address that releases stand below), and ``listed``, newest first.
    """
    this = {"release": settings.release, "released": settings.released, "reason": settings.reason}
    former = {release.release: {"released": release.released, "reason": release.reason} for release in history.releases}
    names = sorted(former.keys() - {settings.release}, key=order, reverse=True)
    entries = [this, *({"release": name, **former[name]} for name in names)]
    entries.sort(key=lambda entry: order(entry["release"]), reverse=True)
    listed = [{**entry, "released": format_period(entry["released"])} for entry in entries[:LISTED]]
    return {
        "release": settings.release,
        "released": format_period(settings.released),
        "root": settings.home,
        "listed": listed,
        "more": len(entries) > LISTED,
    }
