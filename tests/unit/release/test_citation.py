"""CITATION.cff says how to cite the release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def citation() -> dict[str, Any]:
    """Return the file's fields as text, as its schema expects of dates."""
    loaded = yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def test_it_follows_the_official_schema(citation: dict[str, Any]) -> None:
    """The file is valid by the Citation File Format's own schema, version 1.2.0, formats included."""
    schema = json.loads((ROOT / "tests" / "schemas" / "cff-1.2.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(citation)] == []


def test_it_names_both_licences(citation: dict[str, Any]) -> None:
    """Code and text have the two licences that LICENSE holds."""
    assert citation["license"] == ["MIT", "CC-BY-4.0"]
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Permission is hereby granted, free of charge" in text
    assert "Creative Commons Attribution 4.0 International" in text


def test_it_names_the_release_that_is_built(citation: dict[str, Any]) -> None:
    """Version and date are those of ``mkdocs.yml`` and of the data package."""
    from proofpress.model.settings import load_settings

    settings = load_settings(ROOT)
    assert (citation["title"], citation["version"], citation["date-released"]) == (
        settings.site_name,
        settings.release,
        settings.released,
    )
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == citation["version"]
