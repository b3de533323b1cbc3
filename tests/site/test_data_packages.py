"""Data packages of this site's analyses: each is valid and holds every figure and table as published."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import frictionless

from proofpress.model.settings import load_settings
from proofpress.render.packing import load_all_lines
from tests.support.projects import ROOT

SLUGS = [path.stem.replace("_", "-") for path in load_settings(ROOT).notebook_paths()]


def test_each_analysis_gives_all_its_data(real_site: Path, tmp_path: Path) -> None:
    """Its package is valid, and its files are those beside the figures and tables, byte for byte."""
    assert len(SLUGS) > 10
    tables = 0
    for slug in SLUGS:
        with zipfile.ZipFile(io.BytesIO((real_site / "analyses" / slug / "package.zip").read_bytes())) as archive:
            archive.extractall(tmp_path / slug)
        report = frictionless.Package(str(tmp_path / slug / "datapackage.json")).validate()
        assert report.valid, (slug, report.flatten(["title", "message"]))
        beside = {path.stem: path for path in (real_site / "analyses" / slug).glob("*.csv")}
        beside |= {path.parent.name: path for path in (real_site / "figures" / slug).glob("*/values.csv")}
        files = {path.stem: path.read_bytes() for path in (tmp_path / slug).glob("*.csv")}
        assert files == {name: path.read_bytes() for name, path in beside.items()}
        page = (real_site / "analyses" / slug / "index.html").read_text(encoding="utf-8")
        assert f'href="package.zip" download="{slug}.zip"' in page
        tables += len(list((real_site / "analyses" / slug).glob("*.csv")))
    assert tables > 0


def test_a_package_with_tables_is_loaded_by_its_line(real_site: Path, tmp_path: Path) -> None:
    """The line of Python gives every file of the analysis with most tables, each with rows."""
    slug = max(SLUGS, key=lambda name: len(list((real_site / "analyses" / name).glob("*.csv"))))
    with zipfile.ZipFile(io.BytesIO((real_site / "analyses" / slug / "package.zip").read_bytes())) as archive:
        archive.extractall(tmp_path)
    line = load_all_lines()["Python"] + "; import json; print(json.dumps({k: len(v) for k, v in data.items()}))"
    done = subprocess.run([sys.executable, "-c", line], cwd=tmp_path, capture_output=True, text=True, check=True)
    counts = json.loads(done.stdout)
    assert sorted(counts) == sorted(path.stem for path in tmp_path.glob("*.csv"))
    assert min(counts.values()) > 0
