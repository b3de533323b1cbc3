"""Licences by their SPDX names: where each can be read, and how a description names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.model.settings import Settings
from proofpress.render.licences import data_licences, licence_address, licence_field, licence_lines


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC-BY-3.0-US", "https://spdx.org/licenses/CC-BY-3.0-US.html"),
        ("ODC-By-1.0", "https://spdx.org/licenses/ODC-By-1.0.html"),
        ("LicenseRef-ours", ""),
    ],
)
def test_a_licence_has_the_address_of_its_text(name: str, address: str) -> None:
    """Creative Commons are read at their own place, others in SPDX’s list, and what no list holds nowhere."""
    assert licence_address(name) == address


def test_a_licence_without_address_is_named() -> None:
    """A description has the address, or the name where there is none; without a licence it has no such field."""
    settings = Settings(Path(), licences=("MIT", "LicenseRef-ours"))
    assert licence_field("license", settings) == {"license": "LicenseRef-ours"}
    assert [sorted(licence) for licence in data_licences(settings)] == [["name", "title"]]
    assert licence_field("license", Settings(Path(), licences=())) == {}
    assert data_licences(Settings(Path(), licences=())) == []


def test_a_readme_says_of_a_licence_what_is_known() -> None:
    """Title, name and address stand in a line, whichever of them there are."""
    licences = [{"title": "Ours", "name": "MIT", "path": "https://a.example/"}, {"path": "https://b.example/"}]
    assert licence_lines(licences) == "- Ours: MIT: https://a.example/\n- https://b.example/"
