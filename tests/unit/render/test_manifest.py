"""The manifest: what a release says and what that rests on, with hashes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from proofpress.model.hashing import sha256, sha256_file
from proofpress.model.records import Input
from proofpress.record.facts import content_hash
from proofpress.record.site_input import SiteInput
from proofpress.render.context import Page
from proofpress.render.figures import figure_page
from proofpress.render.manifest import locked_packages, manifest_of
from proofpress.render.site import Site, names_of
from tests.support.projects import ROOT, varied
from tests.support.projects import names_of as listed

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def manifest(evidence: SiteInput) -> dict[str, Any]:
    """Return the fixture site's manifest."""
    return manifest_of(evidence, names_of(evidence))


def test_manifest_keeps_its_schema(rendered: Site) -> None:
    """The manifest in the build holds something of each part and keeps the schema that readers rely on."""
    schema = json.loads((ROOT / "tests" / "schemas" / "manifest.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    errors = jsonschema.Draft202012Validator(schema).iter_errors(json.loads(rendered.files["manifest.json"]))
    result = [f"{list(error.path)}: {error.message[:200]}" for error in errors]
    assert result == [], listed(result)


def test_manifest_lists_all_that_is_published(manifest: dict[str, Any], evidence: SiteInput) -> None:
    """Every figure, value and claim has its entry, and no other."""
    assert list(manifest["figures"]) == [figure.id for figure in evidence.figures]
    assert list(manifest["values"]) == [value.id for value in evidence.values]
    assert list(manifest["claims"]) == list(evidence.claims)
    assert (manifest["release"], manifest["released"]) == ("2026.01", "2026-01-15")


def test_hashes_are_of_the_files(manifest: dict[str, Any], rendered: Site, evidence: SiteInput) -> None:
    """A figure's hashes are those of the files at its address, an input's that of the file in the project."""
    root = evidence.settings.root
    for key, figure in manifest["figures"].items():
        for name, digest in figure["files"].items():
            assert sha256(rendered.files[f"figures/{key}/{name}"]) == digest, f"{key}/{name}"
        assert figure["sha256"] == content_hash({name: figure["files"][name] for name in ("spec.json", "values.csv")})
        assert figure["notebook"]["sha256"] == sha256_file(root / figure["notebook"]["path"])
    assert {"data/tables/plants.csv", "data/claims/trade-press.csv", "data/audit/checks.json", "data/sources.json",
            "data/datapackage.json", "notebooks/plants.py"} <= set(manifest["inputs"])  # fmt: skip
    for path, digest in manifest["inputs"].items():
        assert sha256_file(root / path) == digest, path


def test_only_what_changed_has_another_hash(manifest: dict[str, Any], evidence: SiteInput) -> None:
    """With another number in one value, exactly that value's hash is another; the release's name changes none."""
    first, *rest = evidence.analyses
    value, *values = first.values
    moved = replace(first, values=(replace(value, number=value.number + 1), *values))  # type: ignore[operator]
    settings = replace(evidence.settings, release="2026.02", released="2026-02-15", reason="Why")
    other = varied(evidence, analyses=(moved, *rest), settings=settings)
    after = manifest_of(other, names_of(other))
    assert after["reason"] == "Why"
    for part in ("figures", "values", "claims"):
        differ = {key for key, item in manifest[part].items() if item["sha256"] != after[part][key]["sha256"]}
        assert differ == ({value.id} if part == "values" else set())


def test_locked_packages_are_read_without_their_marks(tmp_path: Path) -> None:
    """Names and versions come from the lock; hashes, conditions and remarks do not."""
    lock = tmp_path / "requirements.txt"
    lock.write_text(
        "# made by a tool\nAltair==6.3.0 \\\n    --hash=sha256:aa\n    # via x==1\n"
        "colorama==0.4.6 ; sys_platform == 'win32'\n",
        encoding="utf-8",
    )
    assert locked_packages(lock) == {"altair": "6.3.0", "colorama": "0.4.6"}


def test_site_code_is_an_input(evidence: SiteInput) -> None:
    """A module that a notebook imported stands in the manifest, and with each of its figures and values."""
    first, *rest = evidence.analyses
    module = Input("code", "sizes.plants", "scripts/sizes/plants.py", "c" * 64)
    changed = varied(evidence, analyses=(replace(first, inputs=(*first.inputs, module)), *rest))
    manifest = manifest_of(changed, names_of(changed))
    assert manifest["inputs"][module.path] == module.sha256
    own = [*manifest["figures"].items(), *manifest["values"].items()]
    assert {key for key, entry in own if module.path in entry["inputs"]} == {
        key for key, _ in own if key.startswith((f"{first.slug}/", f"{first.slug}."))
    }
    page = Page("../../../", changed, names_of(changed))
    assert "<code title=" in figure_page(first.figures[0], page, {})
    assert "scripts/sizes" not in figure_page(rest[0].figures[0], page, {})
