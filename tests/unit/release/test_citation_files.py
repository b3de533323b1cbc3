"""The files that archives and reference managers read are what the settings give."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from proofpress.cli import main
from proofpress.model.errors import SettingsError
from proofpress.model.settings import Settings, load_settings, parse_settings
from proofpress.release.citation_files import CFF, DEPOSIT, citation_file, deposit_file, deposit_files, settings_at

ROOT = Path(__file__).parents[3]
SCHEMAS = ROOT / "tests" / "schemas"
SETTINGS = Settings(
    Path(),
    "Ledger & Co",
    "https://ledger.example/",
    release="2026.10",
    released="2026-10-05",
    author="The Editors",
    abstract="What we found: “much”, and <more>.",
    keywords=("one", "two"),
    licences=("MIT", "CC-BY-4.0"),
)
WITH_DOI = replace(SETTINGS, doi="10.5281/zenodo.1234567")


def checked(settings: Settings) -> dict[str, Any]:
    """Return a citation file's fields as text, valid by the format's own schema."""
    result = yaml.load(citation_file(settings), Loader=yaml.BaseLoader)
    schema = json.loads((SCHEMAS / "cff-1.2.0.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(result)] == []
    return dict(result)


@pytest.mark.parametrize("name", [CFF, DEPOSIT])
def test_the_repositorys_files_are_what_its_settings_give(name: str) -> None:
    """Nobody edits them: version, date, title, authors, licences and DOI come from ``mkdocs.yml``."""
    result = deposit_files(load_settings(ROOT))[name]
    assert (ROOT / name).read_text(encoding="utf-8") == result, "run `proofpress citation-files --write`"


@pytest.mark.parametrize("settings", [SETTINGS, WITH_DOI, replace(SETTINGS, abstract="", keywords=(), site_url="")])
def test_the_citation_file_is_valid_and_says_what_the_settings_say(settings: Settings) -> None:
    """It follows the schema with and without DOI; a version such as 2026.10 stays a text."""
    result = checked(settings)
    assert (result["title"], result["version"], result["date-released"]) == ("Ledger & Co", "2026.10", "2026-10-05")
    assert result["authors"] == [{"name": "The Editors"}]
    assert result["license"] == ["MIT", "CC-BY-4.0"]
    assert result.get("doi", "") == settings.doi
    assert result.get("abstract", "") == settings.abstract
    assert result.get("url", "") == ("https://ledger.example/2026.10/" if settings.site_url else "")
    assert yaml.safe_load(citation_file(settings))["version"] == "2026.10"


@pytest.mark.parametrize("settings", [SETTINGS, WITH_DOI])
def test_the_deposit_file_has_what_a_deposit_needs(settings: Settings) -> None:
    """Title, kind, date, creators, description as HTML, licence, version, frozen address; the DOI once there is one."""
    schema = json.loads((SCHEMAS / "deposit.schema.json").read_text(encoding="utf-8"))
    loads = json.loads(deposit_file(settings))
    jsonschema.Draft202012Validator(schema).validate(loads)
    assert loads["title"] == "Ledger & Co, release 2026.10"
    assert loads["description"] == "<p>What we found: “much”, and &lt;more&gt;.</p>"
    assert loads["license"] == "CC-BY-4.0"
    assert loads["related_identifiers"][0]["identifier"] == "https://ledger.example/2026.10/"
    assert loads.get("doi", "") == settings.doi


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """Return a repository whose tag 2026.01 has other settings than its checkout."""

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *identity, *arguments], check=True, capture_output=True)

    config = 'site_name: Fixture\nplugins: [{{proofpress: {{release: "{0}", released: {1}}}}}]\n'
    git("init", "-q")
    for release, day in (("2026.01", "2026-01-15"), ("2026.02", "2026-02-15")):
        (tmp_path / "mkdocs.yml").write_text(config.format(release, day), encoding="utf-8")
        git("add", ".")
        git("commit", "-qm", release)
        if release == "2026.01":
            git("tag", release)
    return tmp_path


def test_a_tags_files_are_made_from_the_tag(tagged: Path) -> None:
    """``--tag`` reads the settings that the tag has, whatever the checkout has."""
    assert settings_at(tagged, "2026.01").release == "2026.01"
    assert load_settings(tagged).release == "2026.02"
    done = CliRunner().invoke(main, ["--root", str(tagged), "citation-files", "--tag", "2026.01"])
    assert done.exit_code == 0, done.output
    assert 'version: "2026.01"' in done.output
    assert '"publication_date": "2026-01-15"' in done.output


def test_an_unknown_tag_is_named(tagged: Path) -> None:
    """A tag that does not exist is refused by its name."""
    with pytest.raises(SettingsError, match=r"2031\.01: no such tag"):
        settings_at(tagged, "2031.01")


def test_writing_puts_both_files_there(tagged: Path) -> None:
    """``--write`` writes both files; without it nothing is written."""
    assert CliRunner().invoke(main, ["--root", str(tagged), "citation-files"]).exit_code == 0
    assert not (tagged / CFF).exists()
    assert CliRunner().invoke(main, ["--root", str(tagged), "citation-files", "--write"]).exit_code == 0
    assert (tagged / CFF).read_text(encoding="utf-8") == deposit_files(load_settings(tagged))[CFF]
    assert json.loads((tagged / DEPOSIT).read_text(encoding="utf-8"))["version"] == "2026.02"


@pytest.mark.parametrize("doi", ["https://doi.org/10.5281/zenodo.1", "zenodo.1", "10.5281/has blank", "10.1/x}"])
def test_a_doi_is_a_bare_doi(doi: str) -> None:
    """An address, or what is no DOI, is refused by name."""
    text = yaml.safe_dump({"plugins": [{"proofpress": {"doi": doi}}]})
    with pytest.raises(SettingsError, match=r"option `plugins\.proofpress\.doi`"):
        parse_settings(text, Path())
