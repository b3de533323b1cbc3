"""A new document's registers and claims: whole, valid once filled in, and none of the document's words in them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from proofpress.data import loading
from proofpress.data.documents import check_claims, fingerprint
from proofpress.model.errors import DataError
from proofpress.model.settings import load_settings
from proofpress.scaffold.documents import new_claim, new_document
from tests.support.projects import digests

TEXT = "Coal is dear.\n\nPower from coal fell to 39 percent.\n\nIn 2030 it is to be 15 percent, 2 of 3 say.\n"
FILLED = {
    "section": "One",
    "statement": "Coal made this part of power.",
    "metric": "share of coal in power",
    "entity": "Gridland",
    "value_low": "39",
    "value_high": "39",
    "unit": "percent",
    "period": "2012",
    "hedge": "exact",
    "kind": "statistic",
    "grade": "C",
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Give a document in a folder of its own."""
    file = tmp_path / "documents" / "power-report.txt"
    file.parent.mkdir()
    file.write_text(TEXT)
    return file


def fill_source(project: Path) -> None:
    """Fill in what only an author knows of the newest source."""
    path = project / "data" / "sources.json"
    sources = json.loads(path.read_text())
    sources[-1] |= {"title": "Power", "publisher": "An office", "issued": {"date-parts": [[2025]]}}
    sources[-1]["custom"] = {"short": "Office 2025", "grade": "C", "licence": "public domain"}
    path.write_text(json.dumps(sources))


def test_a_documents_registers_are_valid_once_its_source_is(data_project: Path, document: Path) -> None:
    """Claims and coverage are described and empty; paragraphs are told with fingerprints, and their words not kept."""
    settings = load_settings(data_project)
    paths, key, found = new_document(settings, document)
    assert paths == [
        "data/claims/power-report.csv",
        "data/coverage/power-report.csv",
        "data/datapackage.json",
        "data/sources.json",
    ]
    assert key == "power-report"
    assert [(item.number, item.numbers) for item in found] == [(1, 0), (2, 1), (3, 4)]
    assert found[1].fingerprint == fingerprint("Power from coal fell to 39 percent.")
    assert not any("Power from coal" in (data_project / path).read_text() for path in paths)
    with pytest.raises(DataError, match=r"source `power-report`: `title`; expected a text"):
        loading.load_data(settings)
    fill_source(data_project)
    loading.load_data(settings)


def test_a_claim_is_added_with_its_fingerprint(data_project: Path, document: Path) -> None:
    """A claim's row has what its paragraph tells; filled in, it is valid and stands against the document."""
    settings = load_settings(data_project)
    new_document(settings, document)
    fill_source(data_project)
    path, chosen = new_claim(settings, "power-report", 2, document.parent)
    assert chosen == "power-report-2"
    assert new_claim(settings, "power-report", 2, document.parent, "a-claim") == (path, "a-claim")
    with pytest.raises(DataError, match="claim `a-claim` is there already"):
        new_claim(settings, "power-report", 3, document.parent, "a-claim")
    with pytest.raises(DataError, match="column `statement`"):
        loading.load_data(settings)
    file = data_project / path
    with file.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["id"] for row in rows] == ["a-claim", "power-report-2"]
    assert {row["as_printed"] for row in rows} == {"39"}
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerow(rows[1] | FILLED)
    project = loading.load_data(settings)
    assert project.claims["power-report-2"].paragraph == 2
    checked, _ = check_claims(data_project, document.parent)
    assert checked == 1


@pytest.mark.parametrize(
    ("name", "content", "thing"),
    [
        ("power-report.txt", b"\xff\xfe", "cannot be read as a text"),
        ("power-report.txt", b"\n \n", "it has no paragraph"),
        ("trade-press.txt", b"Some text.\n", "it is there already"),
    ],
)
def test_what_is_no_new_document_is_refused(
    data_project: Path, tmp_path: Path, name: str, content: bytes, thing: str
) -> None:
    """No text, or a document that has its registers, is refused by name, and nothing is written."""
    (tmp_path / name).write_bytes(content)
    before = digests(data_project)
    with pytest.raises(DataError, match=thing):
        new_document(load_settings(data_project), tmp_path / name)
    assert digests(data_project) == before


def test_a_document_inside_the_project_is_refused(data_project: Path) -> None:
    """It would be published with the project."""
    (data_project / "docs" / "press.txt").write_text(TEXT)
    with pytest.raises(DataError, match="lies in the project"):
        new_document(load_settings(data_project), data_project / "docs" / "press.txt")


def test_a_claim_of_no_register_is_refused(data_project: Path, document: Path) -> None:
    """The message says which command makes one."""
    with pytest.raises(DataError, match="`proofpress new document FILE` makes one"):
        new_claim(load_settings(data_project), "power-report", 1, document.parent)
