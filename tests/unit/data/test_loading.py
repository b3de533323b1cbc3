"""What was found valid is not checked again, and whatever a check reads is enough to have it made again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from proofpress.data import loading, validate
from proofpress.data.sources import load_sources
from proofpress.data.tables import load_descriptor
from proofpress.data.valid_before import ValidBefore, table_key
from proofpress.model import keys
from proofpress.model.errors import DataError
from proofpress.model.files import ProjectFiles
from proofpress.model.own_cache import with_empty_cache
from proofpress.model.settings import load_settings
from proofpress.model.store import Store, key_of
from tests.support.large import MADE, PATH, large_project, write_parquet
from tests.support.projects import change
from tests.unit.data.test_validate import CLAIMS, PLANTS, describe

MIX = "data/tables/power_mix.csv"
COVERAGE = "data/coverage/trade-press.csv"
ALL = {CLAIMS, COVERAGE, MIX, PLANTS}
OFF_GRADE = ('"Trade Press 2023", "grade": "C"', '"Trade Press 2023", "grade": "D"')
BEHIND_TABLES = (*keys.FONT_PACKAGES, "duckdb", "frictionless", "jsonschema", "pandas", "petl", "referencing")
"""Packages that check tables, and some that these rest on."""


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files of the tables that are checked from here on."""
    paths: list[str] = []
    real = validate._check_table
    monkeypatch.setattr(
        validate, "_check_table", lambda files, path, *rest: (paths.append(path), real(files, path, *rest))[1]
    )
    return paths


def checks_of(root: Path, checked: list[str], refused: str = "") -> set[str]:
    """Return which tables are checked when a project's data are loaded, or refused with a message."""
    checked.clear()
    if refused:
        with pytest.raises(DataError, match=refused):
            loading.load_data(load_settings(root))
    else:
        loading.load_data(load_settings(root))
    assert len(checked) == len(set(checked))
    return set(checked)


def test_the_same_data_are_not_checked_again(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files pass without a second check; a renamed or moved one is checked."""
    settings = load_settings(data_project)
    runs: list[int] = []
    real = loading.validate_data
    monkeypatch.setattr(loading, "validate_data", lambda *args: (runs.append(1), real(*args)))
    loading.load_data(settings)
    loading.load_data(settings)
    assert len(runs) == 1
    shutil.move(data_project / "data" / "tables" / "plants.csv", data_project / "data" / "claims" / "plants.csv")
    with pytest.raises(DataError, match=r"data/tables/plants\.csv: `plants` has no file"):
        loading.load_data(settings)


def test_of_the_tables_an_edited_one_is_checked(data_project: Path, checked: list[str]) -> None:
    """An edit of a table has that one checked; a wrong one is told as often as it is met, until it is mended."""
    assert checks_of(data_project, checked) == ALL
    change(data_project / PLANTS, "North,1200", "North,1300")
    assert checks_of(data_project, checked) == {PLANTS}
    assert checks_of(data_project, checked) == set()
    change(data_project / PLANTS, "North,1300", "North,many")
    for _ in range(2):
        assert checks_of(data_project, checked, r"data/tables/plants\.csv, row 2, column `?capacity") == {PLANTS}
    change(data_project / PLANTS, "North,many", "North,1400")
    assert checks_of(data_project, checked) == {PLANTS}
    (data_project / MIX).write_bytes((data_project / MIX).read_bytes() + b"\xff")
    assert checks_of(data_project, checked, "a byte is not UTF-8") == {MIX}


def test_whatever_was_wrong_else_the_valid_ones_are_known(data_project: Path, checked: list[str]) -> None:
    """At the first check of all, a wrong table does not have the others checked a second time."""
    change(data_project / PLANTS, "North,1200", "North,many")
    assert checks_of(data_project, checked, "many") == ALL
    change(data_project / PLANTS, "North,many", "North,1200")
    assert checks_of(data_project, checked) == {PLANTS}


@pytest.mark.parametrize(
    ("edit", "refused"),
    [
        (lambda plants: plants.update(title="Plants, by capacity"), ""),
        (lambda plants: plants["schema"]["fields"][2].update(constraints={"maximum": 1000}), "column `capacity`"),
        (lambda plants: plants["schema"]["fields"].reverse(), "columns are out of order"),
        (lambda plants: plants["schema"].update(primaryKey="plants"), "`schema.primaryKey` names `plants`"),
        (lambda plants: plants["sources"].pop(), "is not among the resource's sources"),
        (lambda plants: plants["sources"].append({"name": "nobody"}), "source `nobody` is not in the registry"),
    ],
)
def test_a_described_anew_table_is_checked(
    data_project: Path, checked: list[str], edit: Callable[[dict[str, Any]], object], refused: str
) -> None:
    """Whatever changes in a table's description has that table checked, whose file is the same."""
    checks_of(data_project, checked)
    describe(data_project, edit)
    assert checks_of(data_project, checked, refused) == {PLANTS}


def test_a_regraded_source_has_the_tables_that_cite_it_checked(data_project: Path, checked: list[str]) -> None:
    """A claim's grade may be too good for its source from now on; what does not cite the source is as it was."""
    checks_of(data_project, checked)
    change(data_project / "data" / "sources.json", *OFF_GRADE)
    assert checks_of(data_project, checked, "expected D or weaker, as its source; got C") == {PLANTS, CLAIMS, COVERAGE}


def test_a_source_that_is_gone_is_missed(data_project: Path, checked: list[str]) -> None:
    """Tables that cite a source under the id that it had are refused; a new source has nothing checked."""
    checks_of(data_project, checked)
    path = data_project / "data" / "sources.json"
    entries = json.loads(path.read_text())
    path.write_text(json.dumps([*entries, {**entries[0], "id": "another"}]))
    assert checks_of(data_project, checked) == set()
    change(path, '"id": "grid-office"', '"id": "grid"')
    found = checks_of(data_project, checked, "source `grid-office` is not in the registry")
    assert found == {PLANTS, MIX}


def test_a_check_reads_no_more_than_is_hashed(data_project: Path) -> None:
    """The check of a table opens its own file alone, and asks no more of a source than its id and grade."""
    registry = {key: SimpleNamespace(id=key, grade=source.grade) for key, source in load_sources(data_project).items()}
    resources = load_descriptor(data_project)["resources"]
    assert len(resources) == len(ALL)
    for resource in resources:
        files, shown = ProjectFiles(data_project), f"data/{resource['path']}"
        assert validate._check_table(files, shown, resource, cast("Any", registry)) == []
        assert files.reads == {shown: 1}


@pytest.mark.parametrize("folder", loading.VALIDATING)
def test_other_code_of_the_generator_checks_all(
    data_project: Path, checked: list[str], folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line more in one file of the code that checks, or of its schemas, has all tables checked again."""
    copy = tmp_path / "generator"
    for name in loading.VALIDATING:
        shutil.copytree(keys.GENERATOR_FOLDER / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(keys, "GENERATOR_FOLDER", copy)
    assert checks_of(data_project, checked) == ALL
    assert checks_of(data_project, checked) == set()
    file = sorted(path for path in (copy / folder).iterdir() if path.is_file())[-1]
    file.write_text(file.read_text() + "\n")
    assert checks_of(data_project, checked) == ALL


@pytest.mark.parametrize("name", BEHIND_TABLES)
def test_another_version_of_a_library_checks_all(
    data_project: Path, checked: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that checks cells, and one that it rests on, may find something else in its next version."""
    part = f"{keys.PACKAGE} {name}"
    installed = keys.installed_parts()
    assert installed[part]
    checks_of(data_project, checked)
    monkeypatch.setattr(loading, "installed_parts", lambda: {**installed, part: "0.0.1"})
    assert checks_of(data_project, checked) == ALL
    assert checks_of(data_project, checked) == set()


def test_another_python_checks_all(data_project: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Python reads the files and says what is a letter: another version checks again."""
    checks_of(data_project, checked)
    monkeypatch.setattr(loading, "python_part", lambda: {"python": "3.99.0"})
    assert checks_of(data_project, checked) == ALL


def other_claims(root: Path) -> None:
    """Add a second claims file, one of whose claims has the id of another file's claim."""
    file = root / "data" / "claims" / "blog.csv"
    file.write_text((root / CLAIMS).read_text().replace(",trade-press,", ",blog,").replace(",C,", ",D,"))
    path = root / "data" / "datapackage.json"
    package = json.loads(path.read_text())
    [claims] = [item for item in package["resources"] if item["path"] == CLAIMS.removeprefix("data/")]
    package["resources"].append({**claims, "name": "blog", "path": "claims/blog.csv", "sources": [{"name": "blog"}]})
    path.write_text(json.dumps(package))


def undescribed(root: Path) -> None:
    """Put a file beside the tables that nothing describes."""
    shutil.copy(root / PLANTS, root / "data" / "tables" / "more.csv")


def same_page(root: Path) -> None:
    """Give a table the name of which another's page has the address."""
    describe(root, lambda plants: plants.update(name="power-mix"))


def unknown_field(root: Path) -> None:
    """Write into the data package what it has no place for."""
    change(root / "data" / "datapackage.json", '"title": "Fixture"', '"titel": "Fixture"')


@pytest.mark.parametrize(
    ("edit", "refused"),
    [
        (other_claims, r"claim `press-coal-2012` stands in blog\.csv too|stands in trade-press\.csv too"),
        (undescribed, r"data/tables/more\.csv: the file is not in the data package"),
        (lambda root: (root / MIX).unlink(), "`power_mix` has no file"),
        (same_page, "the page of `power-mix` would be that of `power_mix`"),
        (unknown_field, "unknown field `titel`"),
        (lambda root: (root / "data" / "glossary.json").write_text("[1]"), "glossary"),
    ],
)
def test_what_holds_between_files_is_always_checked(
    data_project: Path, checked: list[str], edit: Callable[[Path], object], refused: str
) -> None:
    """A rule that no table breaks by itself is told again and again, though each table is known to be valid."""
    checks_of(data_project, checked)
    edit(data_project)
    checks_of(data_project, checked, refused)
    assert checks_of(data_project, checked, refused) <= {MIX}  # which is checked as long as it is not there


def test_beside_a_broken_registry_all_is_told(data_project: Path, checked: list[str]) -> None:
    """Where the sources are not in order nothing is taken as known: what is wrong with the tables is told too."""
    checks_of(data_project, checked)
    change(data_project / "data" / "sources.json", '"grade": "D"', '"grade": "E"')
    change(data_project / PLANTS, "North,1200", "North,many")
    for refused in ("many", "source `blog`"):
        assert checks_of(data_project, checked, refused) == ALL


def test_foreign_keys_are_always_held_to(data_project: Path, checked: list[str]) -> None:
    """A key into the table itself is checked with its bytes; one into another table is refused each time."""
    rows = "id,plant,capacity,source\nnorth,north,1200,trade-press\nsouth,north,800,grid-office\n"
    (data_project / PLANTS).write_text(rows)
    key = {"fields": ["plant"], "reference": {"resource": "", "fields": ["id"]}}
    describe(data_project, lambda plants: plants["schema"].update(foreignKeys=[key]))
    assert checks_of(data_project, checked) == ALL
    change(data_project / PLANTS, "south,north", "south,east")
    assert checks_of(data_project, checked, 'values "east" not found') == {PLANTS}
    change(data_project / PLANTS, "south,east", "south,north")
    other = {"fields": ["source"], "reference": {"resource": "power_mix", "fields": ["source"]}}
    describe(data_project, lambda plants: plants["schema"].update(foreignKeys=[other]))
    for _ in range(2):
        assert checks_of(data_project, checked, "package is required for foreign keys") == {PLANTS}


def believe(root: Path, path: str) -> None:
    """Write into a project's cache that a table is valid, whatever it holds."""
    [resource] = [item for item in load_descriptor(root)["resources"] if f"data/{item['path']}" == path]
    registry = load_sources(root)
    cited = [source["name"] for source in resource["sources"]]
    before = ValidBefore()
    before.add(table_key(resource, ProjectFiles(root).sha256(path), cited, registry))
    code = {**keys.generator_parts(*loading.VALIDATING), **keys.installed_parts(), **keys.python_part()}
    store = Store(load_settings(root).cache / "valid", 1)
    store.keep("tables", key_of(code), {loading.VALID_TABLES: before.to_bytes()}, code)


def test_a_proof_believes_no_cache(data_project: Path, checked: list[str]) -> None:
    """What lies in the project's cache decides a preview and no proof, whose own cache is empty."""
    change(data_project / PLANTS, "North,1200", "North,many")
    believe(data_project, PLANTS)
    with with_empty_cache(load_settings(data_project)) as proof, pytest.raises(DataError, match="many"):
        loading.load_data(proof)
    assert set(checked) == ALL
    assert PLANTS not in checks_of(data_project, checked)


@pytest.mark.parametrize("damage", [lambda content: content[:-9], lambda content: content[:-1] + b"\x00"])
def test_a_damaged_cache_is_none(data_project: Path, checked: list[str], damage: Callable[[bytes], bytes]) -> None:
    """Of what is kept, a byte less or another one has all tables checked."""
    checks_of(data_project, checked)
    kept = list((load_settings(data_project).cache / "valid").rglob("*.kept"))
    assert len(kept) == 2
    for file in kept:
        file.write_bytes(damage(file.read_bytes()))
    assert checks_of(data_project, checked) == ALL


@pytest.mark.parametrize("content", [b"", b"{", b"3", b"\xff", b'{"a": 1}', b"[1, null]"])
def test_what_is_no_list_of_hashes_is_nobodys_knowledge(content: bytes) -> None:
    """A file of another shape knows no table."""
    before = ValidBefore.from_bytes(content)
    assert not before.knows("0" * 64)
    assert before.valid == set()


def test_a_large_table_is_hashed_as_it_streams_by(
    tmp_path: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Parquet file is known by a hash for which nobody holds it; an edit of it has it checked, one of others not."""
    project = large_project(tmp_path / "large", MADE.format(rows=40))
    real = Path.read_bytes

    def refuse(path: Path) -> bytes:
        assert path.suffix != ".parquet", "a large file was read whole"
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert PATH in checks_of(project, checked)
    describe(project, lambda trade: trade.update(title="All trade"), "trade")
    assert checks_of(project, checked) == {PATH}
    change(project / "data" / "datapackage.json", '"title": "All trade"', '"title": "Trade"')
    checks_of(project, checked)
    write_parquet(project / PATH, f"SELECT * REPLACE (-1.0::DOUBLE AS value) FROM ({MADE.format(rows=40)})")
    for _ in range(2):
        assert checks_of(project, checked, "expected at least 0") == {PATH}
    write_parquet(project / PATH, MADE.format(rows=41))
    assert checks_of(project, checked) == {PATH}
    assert checks_of(project, checked) == set()


def test_a_large_table_that_changed_while_it_was_checked_is_not_known(
    tmp_path: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB reads a file after it was hashed: what it found of another file says nothing of the one with the hash."""
    project = large_project(
        tmp_path / "large", f"SELECT * REPLACE (-1.0::DOUBLE AS value) FROM ({MADE.format(rows=40)})"
    )
    wrong = (project / PATH).read_bytes()
    real = validate.parquet_problems

    def swapped(shown: str, files: ProjectFiles, *rest: Mapping[str, Any]) -> Any:
        files.sha256(shown)
        write_parquet(project / PATH, MADE.format(rows=40))
        return real(shown, files, *cast("Any", rest))

    monkeypatch.setattr(validate, "parquet_problems", swapped)
    checks_of(project, checked)
    monkeypatch.setattr(validate, "parquet_problems", real)
    (project / PATH).write_bytes(wrong)
    assert checks_of(project, checked, "expected at least 0") == {PATH}
