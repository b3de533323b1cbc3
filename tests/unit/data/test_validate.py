"""Every rule on the data beyond a single file: descriptor, registry, listing, grades, drift."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.sources import load_sources
from proofpress.data.tables import load_descriptor
from proofpress.data.validate import MARKUP, SHOWN_FAILURES, accept_data, data_drift, find_problems, validate_data
from proofpress.model.errors import DataError
from tests.support.projects import change

PLANTS = "data/tables/plants.csv"
CLAIMS = "data/claims/trade-press.csv"
HEADER = "id,plant,capacity,source\n"


def said(root: Path) -> str:
    """Return all that is wrong with a project's data, as one text."""
    return "\n".join(map(str, find_problems(root, load_sources(root))))


def describe(root: Path, edit: Callable[[dict[str, Any]], object], name: str = "plants") -> None:
    """Edit a resource in a project's descriptor."""
    path = root / "data" / "datapackage.json"
    package = json.loads(path.read_text())
    [resource] = [resource for resource in package["resources"] if resource["name"] == name]
    edit(resource)
    path.write_text(json.dumps(package))


def test_the_fixture_is_valid(data_project: Path) -> None:
    """The fixture site breaks no rule."""
    assert said(data_project) == ""
    assert data_drift(data_project) == []


@pytest.mark.parametrize("mark", MARKUP)
def test_markup_in_a_cell_is_refused(data_project: Path, mark: str) -> None:
    """Script, closing tags and template braces have no place in a label: file, row, column and cell are named."""
    (data_project / PLANTS).write_text(f"{HEADER}north,No{mark}rth,1,trade-press\n")
    assert f"{PLANTS}, row 2, column `plant`: the cell holds markup; expected plain text; got" in said(data_project)


def test_a_rows_source_is_registered_and_cited(data_project: Path) -> None:
    """An unknown source names the nearest; a known one that the table does not cite is refused too."""
    (data_project / PLANTS).write_text(f"{HEADER}north,North,1,trade-pres\nsouth,South,2,blog\n")
    text = said(data_project)
    assert f"{PLANTS}, row 2, column `source`: the source is not in the registry; got 'trade-pres'. Did you" in text
    assert "Did you mean `trade-press`?" in text
    assert f"{PLANTS}, row 3, column `source`: source `blog` is not among the resource's sources" in text


def test_a_resource_says_all_that_it_must(data_project: Path) -> None:
    """Missing properties, units, descriptions, types and keys are reported together, by resource and field."""

    def spoil(resource: dict[str, Any]) -> None:
        for key in ("title", "licenses", "bytes"):
            del resource[key]
        del resource["schema"]["primaryKey"]
        resource["sources"] = [{"name": "grid-ofice"}]
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        del fields["capacity"]["unit"]
        fields["plant"]["description"] = ""
        fields["plant"]["type"] = "text"
        del fields["source"]["name"]

    describe(data_project, spoil)
    text = said(data_project)
    for key in ("title", "licenses", "bytes"):
        assert f"data/datapackage.json, `plants`: `{key}` is missing" in text
    assert "`plants`: `schema.primaryKey` is missing" in text
    assert "`plants`: source `grid-ofice` is not in the registry. Did you mean `grid-office`?" in text
    assert "`plants`, field `capacity`: `unit` is missing; expected a text; got nothing" in text
    assert '`plants`, field `plant`: `description`; expected a text; got ""' in text
    assert "`plants`, field `4`: `name` is missing" in text
    assert 'field `plant`: `type`; expected string, integer, year, number, boolean, date; got "text"' in text


def test_a_table_has_an_id_and_a_source(data_project: Path) -> None:
    """A table without the columns that trace its rows is refused."""
    describe(data_project, lambda resource: resource["schema"]["fields"].pop())
    assert "`plants`: the table has no column `source`" in said(data_project)


def test_files_and_descriptor_agree(data_project: Path) -> None:
    """A file that is not described and a description without a file are both named."""
    (data_project / PLANTS).rename(data_project / "data" / "tables" / "plant.csv")
    text = said(data_project)
    assert "data/tables/plant.csv: the file is not in the data package. Describe it" in text
    assert f"{PLANTS}: `plants` has no file. Restore the file." in text


def test_a_package_without_tables_is_refused(data_project: Path) -> None:
    """Nothing at all is not valid: the check cannot pass on an empty package."""
    (data_project / "data" / "datapackage.json").write_text('{"resources": []}')
    for folder in ("tables", "claims", "coverage"):
        for path in (data_project / "data" / folder).iterdir():
            path.unlink()
    assert "the data package lists no table" in said(data_project)


def test_a_broken_descriptor_is_one_problem(data_project: Path) -> None:
    """A descriptor that is no JSON is told by its path."""
    (data_project / "data" / "datapackage.json").write_text("{")
    assert said(data_project).startswith("data/datapackage.json: cannot be read; expected a Data Package v2")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "statistic,ministry,C,",
            "statistic,ministry,,",
            "claim `press-coal-2012` has no grade; expected A to D; got ''",
        ),
        ("statistic,ministry,C,", "statistic,ministry,E,", "has no grade; expected A to D; got 'E'"),
        ("statistic,ministry,C,", "statistic,ministry,A,", "expected C or weaker, as its source; got A"),
        (",39,39,percent", ",49,39,percent", "the lower bound is above the upper; expected 39; got 49"),
        (",39,39,percent,39,", ",39,39,percent,half,", "`half`; expected 50 to 50; got 39.0 to 39.0"),
        (",39,39,percent,39,", ",39,,percent,most,", "`most`; expected 50 to open; got 39.0 to open"),
        (",39,39,percent,39,", ",39,39,percent,modestly,", "`modestly`; expected both bounds empty"),
        ("2012,exact", "2012,perhaps", 'constraint "enum"'),
        ("39,39,percent", "39,39,", 'column `unit`: constraint error; expected constraint "required"'),
        ("press-coal-2012,trade-press", "press-coal-2012,blog", "claim `press-coal-2012` of `blog`; expected data/cl"),
    ],
)
def test_a_claims_row_is_checked(data_project: Path, old: str, new: str, told: str) -> None:
    """Grade, bounds, hedge, unit and file of a claim are each checked by row."""
    change(data_project / CLAIMS, old, new)
    text = said(data_project)
    assert told in text
    assert f"{CLAIMS}, row 2" in text


@pytest.mark.parametrize("path", [CLAIMS, PLANTS, "data/claims/new.csv"])
@pytest.mark.parametrize("piece", [b"\r", b'"', b"\0", b"\xff", b'"' + b"x" * 200_000])
@pytest.mark.parametrize("at", [3, -5])
def test_a_broken_file_is_told_by_name(data_project: Path, path: str, piece: bytes, at: int) -> None:
    """Bytes that no CSV file may have are a problem of that file, in the header or in a row, listed or not."""
    file = data_project / path
    content = (data_project / CLAIMS).read_bytes() if path.endswith("new.csv") else file.read_bytes()
    file.write_bytes(content[:at] + piece + content[at:])
    assert path in said(data_project)


def test_a_claim_stands_in_one_file(data_project: Path) -> None:
    """The same id in two files is refused with both names."""
    text = (data_project / CLAIMS).read_text()
    (data_project / "data" / "claims" / "blog.csv").write_text(text)
    assert f"{CLAIMS}, row 2, column `id`: claim `press-coal-2012` stands in blog.csv too" in said(data_project)


def test_the_registers_columns_are_fixed(data_project: Path) -> None:
    """A claims file whose schema has other columns is refused with the right ones."""
    describe(data_project, lambda resource: resource["schema"]["fields"].pop(0), "claims-trade-press")
    assert "the register's columns; expected id, source, section, paragraph" in said(data_project)


def test_long_lists_are_capped(data_project: Path) -> None:
    """Beyond fifty failures the rest is counted, not shown."""
    rows = "".join(f"r{n},P,much,grid-office\n" for n in range(SHOWN_FAILURES + 10))
    (data_project / PLANTS).write_text(HEADER + rows)
    with pytest.raises(DataError) as caught:
        validate_data(data_project, load_sources(data_project))
    assert len(caught.value.problems) == SHOWN_FAILURES + 1
    assert str(caught.value).endswith("data/: and 10 more. Mend these first.")


def test_a_changed_file_drifts_until_accepted(data_project: Path) -> None:
    """Other bytes than the package states are a difference; accepting writes the true ones and nothing else."""
    change(data_project / PLANTS, "1200", "1300")
    [drift] = data_drift(data_project)
    assert (drift.id, drift.what, drift.where) == (PLANTS, "data", "sha256")
    before = json.loads((data_project / "data" / "datapackage.json").read_text())
    stated = json.dumps(load_descriptor(data_project))
    shared = load_descriptor(data_project)
    assert accept_data(data_project) == [drift]
    assert json.dumps(shared) == stated
    assert data_drift(data_project) == []
    after = json.loads((data_project / "data" / "datapackage.json").read_text())
    changed = [(a, b) for a, b in zip(before["resources"], after["resources"], strict=True) if a != b]
    assert [a["name"] for a, _ in changed] == ["plants"]
    [(old, new)] = changed
    assert {key for key in old if old[key] != new[key]} == {"hash"}


@given(st.sampled_from([0, 1]), st.sampled_from([1, 2]), st.text("abc123", min_size=1, max_size=4))
def test_any_changed_cell_is_a_drift(
    tmp_path_factory: pytest.TempPathFactory, row: int, column: int, cell: str
) -> None:
    """Changing any one cell of a table makes its file another than the one that the package states."""
    from tests.support.projects import FIXTURE, copy_project

    root = copy_project(FIXTURE, tmp_path_factory.mktemp("cell") / "project")
    lines = (root / PLANTS).read_text().splitlines()
    cells = lines[row + 1].split(",")
    assert cells[column] != cell
    cells[column] = cell
    lines[row + 1] = ",".join(cells)
    (root / PLANTS).write_text("\n".join(lines) + "\n")
    assert [drift.id for drift in data_drift(root)] == [PLANTS]


@pytest.mark.parametrize("name", ["../../evil", "a.b", "a/b", "A", "", "a b", ".a", "claim", "status", "a--b", "a\\b"])
def test_a_name_is_part_of_an_address(data_project: Path, name: str) -> None:
    """A resource is named by letters, digits, hyphens and underscores, for its page stands at that name."""
    describe(data_project, lambda resource: resource.update(name=name))
    text = said(data_project)
    assert "`name`; expected lower-case letters, digits, `_` and `-`; not `claim`" in text


@pytest.mark.parametrize(
    "path",
    ["tables/../../x.csv", "/etc/x.csv", "x.csv", "tables/.x.csv", 'tables/a"b.csv', "tables/<b>.csv", "a/b.c/d.csv"],
)
def test_a_file_stands_below_data(data_project: Path, path: str) -> None:
    """A resource's file is a plain name in one folder."""
    describe(data_project, lambda resource: resource.update(path=path))
    assert "`path`; expected a file of one folder below `data/`" in said(data_project)


def test_two_tables_have_two_pages(data_project: Path) -> None:
    """Names that differ only in hyphens and underscores would share an address."""
    describe(data_project, lambda resource: resource.update(name="power-mix"))
    assert "the page of" in said(data_project)


@pytest.mark.parametrize("cell", ["=1+1", '"=HYPERLINK(""http://e.example"")"', "@SUM(1)", "+a", "-a", "-1+1"])
def test_a_formula_is_refused(data_project: Path, cell: str) -> None:
    """What a spreadsheet would compute has no place in a download: file, row, column and cell are named."""
    (data_project / PLANTS).write_text(f"{HEADER}north,{cell},1,trade-press\n")
    assert f"{PLANTS}, row 2, column `plant`: a spreadsheet would run this" in said(data_project)


@pytest.mark.parametrize("cell", ["-", "-5", "a=b", "+3 %"])
def test_numbers_and_words_are_no_formulas(data_project: Path, cell: str) -> None:
    """A sign alone, a number with its sign and a word with one inside are shown as they are."""
    (data_project / PLANTS).write_text(f"{HEADER}north,{cell},1,trade-press\n")
    assert "spreadsheet" not in said(data_project)


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\u202e"])
def test_unseen_characters_are_named_by_field(data_project: Path, mark: str) -> None:
    """In a cell: file, row and column; in the descriptor: the resource and the field."""
    (data_project / PLANTS).write_text(f"{HEADER}north,No{mark}rth,1,trade-press\n")
    describe(data_project, lambda resource: resource["schema"]["fields"][1].update(description=f"a{mark}b"))
    text = said(data_project)
    assert f"{PLANTS}, row 2, column `plant`: the text holds U+{ord(mark):04X}" in text
    assert f"`plants`, field `plant`, field `description`: the text holds U+{ord(mark):04X}" in text


def test_a_licence_can_be_followed(data_project: Path) -> None:
    """The address of a licence is one of a page."""
    describe(data_project, lambda resource: resource.update(licenses=[{"name": "X", "path": "javascript:evil()"}]))
    assert "field `licenses[1].path`: the address cannot be followed" in said(data_project)


def test_a_claims_id_is_a_slug(data_project: Path) -> None:
    """A claim is named in addresses and texts."""
    text = (data_project / CLAIMS).read_text().split("\n")
    (data_project / CLAIMS).write_text("\n".join([text[0], f"<b>{text[1]}", *text[2:]]))
    assert f"{CLAIMS}, row 2, column `id`: the claim's id; expected a slug" in said(data_project)
