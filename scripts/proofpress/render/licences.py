"""The licence of what a site compiles: its name and address, as descriptions for programs have them.

The last of the site's licences is that of texts, figures and data; one before it is that of code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.settings import Settings

COMMONS = re.compile(r"CC-(BY(?:-(?:NC|ND|SA))*)-(\d\.\d)")
OWN_NAME = "LicenseRef-"
"""What SPDX names of licences begin with that its list does not hold."""
OURS = "Our compilation; sources keep their terms"


def licence_address(name: str) -> str:
    """Return where a licence can be read, by its SPDX name; empty for one that no list holds.

    Examples
    --------
    >>> licence_address("CC-BY-SA-4.0")
    'https://creativecommons.org/licenses/by-sa/4.0/'
    >>> licence_address("ODbL-1.0")
    'https://spdx.org/licenses/ODbL-1.0.html'
    """
    if name.startswith(OWN_NAME):
        return ""
    if name == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    commons = COMMONS.fullmatch(name)
    if commons:
        return f"https://creativecommons.org/licenses/{commons[1].lower()}/{commons[2]}/"
    return f"https://spdx.org/licenses/{name}.html"


def data_licences(settings: Settings) -> list[dict[str, str]]:
    """Return the licence of what the site compiles as a data package lists it; none where the site names none."""
    name = settings.data_licence
    address = licence_address(name)
    return [{"name": name, **({"path": address} if address else {}), "title": OURS}] if name else []


def licence_field(key: str, settings: Settings) -> dict[str, str]:
    """Return that licence as one field of a description: its address, or its name where it has none."""
    name = settings.data_licence
    return {key: licence_address(name) or name} if name else {}


def licence_lines(licences: Sequence[Mapping[str, Any]]) -> str:
    """Return licences as a README lists them: what each is called, its SPDX name, its address."""
    said = ([licence.get(key, "") for key in ("title", "name", "path")] for licence in licences)
    return "\n".join(f"- {': '.join(dict.fromkeys(filter(None, parts)))}" for parts in said)
