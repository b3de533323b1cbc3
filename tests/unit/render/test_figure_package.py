"""Data of figures and of analyses to take away: valid, the same bytes each time, loaded by the line told."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from proofpress import pipeline
from proofpress.record.site_input import SiteInput
from proofpress.render.context import Page
from proofpress.render.figure_package import analysis_package
from proofpress.render.packing import load_all_lines, load_lines
from proofpress.render.site import Site, names_of
from tests.support.projects import varied

COUNT = "; print({name: len(table) for name, table in data.items()})"


def taken(content: bytes, folder: Path) -> frictionless.Package:
    """Return the data package that an archive holds, taken out into a folder and valid."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)
    package = frictionless.Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])
    return package


def test_the_values_of_a_figure_are_taken_away_whole(rendered: Site, evidence: SiteInput, tmp_path: Path) -> None:
    """Each figure’s values are a data package: the same file, citation, sources with licences, and how to load it."""
    assert evidence.figures
    for figure in evidence.figures:
        place, folder = f"figures/{figure.id}/", tmp_path / figure.id
        package = taken(rendered.files[f"{place}package.zip"], folder)
        file = folder / f"{figure.name}.csv"
        assert file.read_bytes() == evidence.files_of(figure)["values.csv"]
        assert (folder / "cite.bib").read_bytes() == rendered.files[f"{place}cite.bib"]
        readme = (folder / "README.md").read_text(encoding="utf-8")
        assert all(line in readme for line in load_lines(figure.name, file.name).values())
        sources = [evidence.sources[key] for key in figure.sources]
        assert len(package.sources) == len(sources) > 0
        assert all(source.title in readme and source.licence in readme for source in sources)
        assert len(pd.read_csv(file)) == sum(len(layer.records) for layer in figure.layers)


def test_the_data_of_an_analysis_are_taken_away_whole(rendered: Site, evidence: SiteInput, tmp_path: Path) -> None:
    """One data package has each figure’s values, every source with grade and licence, and the citation."""
    assert evidence.analyses
    for analysis in evidence.analyses:
        place, folder = f"analyses/{analysis.slug}/", tmp_path / analysis.slug
        package = taken(rendered.files[f"{place}package.zip"], folder)
        assert [resource.name for resource in package.resources] == [figure.name for figure in analysis.figures] != []
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        keys = {key for figure in analysis.figures for key in figure.sources}
        named = {(source["name"], source["grade"], source["licence"]) for source in descriptor["sources"]}
        assert named == {(key, evidence.sources[key].grade, evidence.sources[key].licence) for key in keys}
        readme = (folder / "README.md").read_text(encoding="utf-8")
        assert all(line in readme for line in load_all_lines().values())
        assert rendered.files[f"{place}cite.txt"].decode().strip() in readme
        for figure, resource in zip(analysis.figures, descriptor["resources"], strict=True):
            assert (folder / resource["path"]).read_bytes() == evidence.files_of(figure)["values.csv"]
            assert [source["name"] for source in resource["sources"]] == list(figure.sources)
            assert f"`{resource['path']}`: {resource['title']}" in readme


def test_the_line_of_python_loads_every_file(rendered: Site, evidence: SiteInput, tmp_path: Path) -> None:
    """Run where the archive was unpacked, it gives each figure’s values by name."""
    analysis = evidence.analyses[0]
    taken(rendered.files[f"analyses/{analysis.slug}/package.zip"], tmp_path)
    line = load_all_lines()["Python"] + COUNT
    done = subprocess.run(
        [sys.executable, "-c", line], cwd=tmp_path, env=dict(os.environ), capture_output=True, text=True, check=True
    )
    counts = {figure.name: sum(len(layer.records) for layer in figure.layers) for figure in analysis.figures}
    assert json.loads(done.stdout.replace("'", '"')) == counts


@pytest.mark.parametrize(("licences", "expected"), [(("MIT", "ODbL-1.0"), "ODbL-1.0"), ((), None)])
def test_data_have_the_sites_licence(
    evidence: SiteInput, tmp_path: Path, licences: tuple[str, ...], expected: str | None
) -> None:
    """Every package, dictionary and graph names the last licence of the settings; without one they name none."""
    settings = replace(evidence.settings, licences=licences, cache_folder=tmp_path / "cache")
    site = pipeline.render(varied(evidence, settings=settings))
    packages = [content for path, content in site.files.items() if path.endswith("/package.zip")]
    assert len(packages) == len(evidence.analyses) + len(evidence.figures)
    for number, content in enumerate(packages):
        package = taken(content, tmp_path / str(number))
        assert [licence["name"] for licence in package.licenses] == ([expected] if expected else [])
    dictionaries = [json.loads(content) for path, content in site.files.items() if path.endswith("-metadata.json")]
    address = f"https://spdx.org/licenses/{expected}.html"
    assert {told.get("dc:license") for told in dictionaries} == {address if expected else None}
    graphs = [
        text for path, text in site.pages.items() if path.startswith(("analyses/", "figures/")) and "jsonld" in text
    ]
    assert len(graphs) >= len(evidence.analyses) + len(evidence.figures)
    assert [text for text in graphs if (address in text) is (expected is None)] == []
    named = (*(text.encode() for text in site.pages.values()), *site.files.values())
    assert [text[:80] for text in named if b"creativecommons.org/licenses/by" in text or b"CC-BY-4.0" in text] == []


def test_a_package_is_the_same_whenever_it_is_made(evidence: SiteInput, rendered: Site) -> None:
    """Two archives of one analysis are equal byte for byte."""
    analysis, page = evidence.analyses[0], Page("../../", evidence, names_of(evidence))
    place = f"analyses/{analysis.slug}/"
    files = {path.removeprefix(place): content for path, content in rendered.files.items() if path.startswith(place)}
    for figure in analysis.figures:
        beside = f"figures/{figure.id}/values.csv"
        files |= {f"{figure.name}.csv{end}": rendered.files[beside + end] for end in ("", "-metadata.json")}
    assert analysis_package(analysis, page, files) == analysis_package(analysis, page, files) == files["package.zip"]
