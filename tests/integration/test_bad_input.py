"""Bad data, prose and records: each refusal names thing, place, expected, got and the next step."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from proofpress import pipeline
from proofpress.data.documents import check_claims
from proofpress.model.errors import DataError, SiteError
from proofpress.model.settings import load_settings
from proofpress.record.store import load_record
from tests.support.commands import proofpress_here
from tests.support.projects import change, differences, digests

PLANTS = "data/tables/plants.csv"
CLAIMS = "data/claims/trade-press.csv"
HEADER = b"id,plant,capacity,source\n"
ROW = b"north,North,1200,trade-press\n"


def refused(root: Path) -> str:
    """Return what a strict build of a project is refused with."""
    with pytest.raises(SiteError) as caught:
        pipeline.build(load_settings(root))
    assert caught.value.problems
    return str(caught.value)


# --- data: refused before any notebook runs -------------------------------------------------------------------------


@pytest.fixture
def no_kernel(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project of which no notebook may run: what is wrong with its data must be found before."""
    monkeypatch.setattr(pipeline, "execute_notebooks", lambda *_, **__: pytest.fail("a notebook was executed"))
    return data_project


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(
            b"id,plant,source\nnorth,North,trade-press\n",
            f"{PLANTS}, row 1: column `capacity` is missing. Add the column.",
            id="missing column",
        ),
        pytest.param(
            b"id,plant,capacity,colour,source\nnorth,North,1,red,trade-press\n",
            f"{PLANTS}, row 1: column `colour` is not in the schema. Known: `capacity`, `id`, `plant`, `source`.",
            id="extra column",
        ),
        pytest.param(
            HEADER + b"north,North,much,trade-press\n",
            f"{PLANTS}, row 2, column `capacity`: type error; expected type \"number/default\"; got 'much'. Correct",
            id="wrong type",
        ),
        pytest.param(
            HEADER + ROW + ROW,
            f"{PLANTS}, row 3: duplicate key `north` (id): the same as in the row at position 2; expected a key of its",
            id="duplicate key",
        ),
        pytest.param(
            HEADER + b"north,North,1,trade-pres\n",
            f"{PLANTS}, row 2, column `source`: the source is not in the registry; got 'trade-pres'. Did you mean "
            "`trade-press`?",
            id="unknown source",
        ),
        pytest.param(
            b"\xef\xbb\xbf" + HEADER + ROW,
            f"{PLANTS}, row 1: the file starts with a byte-order mark; expected UTF-8 without one. Save it without.",
            id="byte-order mark",
        ),
        pytest.param(
            (HEADER + ROW).replace(b"\n", b"\r\n"),
            f"{PLANTS}, row 1: the line ends in CR; expected LF line ends; got CRLF. Convert the line ends.",
            id="CRLF",
        ),
        pytest.param(
            HEADER + b'north,"North,1,trade-press\n',
            f"{PLANTS}, row 2: the row cannot be read as CSV; expected quotes doubled inside quoted cells; got unexp",
            id="open quote",
        ),
        pytest.param(
            HEADER + b'north,5" North,1,trade-press\n',
            f"{PLANTS}, row 2: a quote stands in a cell that is not quoted; expected the cell in quotes",
            id="stray quote",
        ),
        pytest.param(
            HEADER + b"north,K\xf8rt,1,trade-press\n",
            f"{PLANTS}, row 2: a byte is not UTF-8; expected UTF-8; got 0xf8. Save the file as UTF-8.",
            id="invalid UTF-8",
        ),
        pytest.param(
            b"",
            f"{PLANTS}: the file is empty; expected a header and rows; got nothing. Restore it.",
            id="empty file",
        ),
        pytest.param(
            HEADER + b"north,<script>alert(1)</script>,1,trade-press\n",
            f"{PLANTS}, row 2, column `plant`: the cell holds markup; expected plain text; got '<script>alert(1)",
            id="script in a label",
        ),
        pytest.param(
            HEADER + b"north,{{ site.figures }},1,trade-press\n",
            f"{PLANTS}, row 2, column `plant`: the cell holds markup; expected plain text; got '{{{{ site.fig",
            id="braces in a label",
        ),
        pytest.param(
            HEADER + b"north,North,NaN,trade-press\n",
            f"{PLANTS}, row 2, column `capacity`: the cell cannot be read; expected a number in the digits 0 to 9, its "
            "decimals after `.`; got 'NaN'",
            id="NaN in a table",
        ),
    ],
)
def test_a_bad_table(no_kernel: Path, content: bytes, told: str) -> None:
    """A table that breaks a rule is refused with file, row, column, value, rule and what to do."""
    (no_kernel / PLANTS).write_bytes(content)
    assert told in refused(no_kernel)


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        pytest.param(
            "data/tables/power_mix.csv",
            "coal-2012,coal",
            "coal-2012,peat",
            'data/tables/power_mix.csv, row 2, column `fuel`: constraint error; expected constraint "enum" is '
            "\"['coal', 'gas', 'wind']\"; got 'peat'",
            id="outside an enumeration",
        ),
        pytest.param(
            "data/tables/power_mix.csv",
            "coal,2012,39",
            "coal,2012,-39",
            'data/tables/power_mix.csv, row 2, column `generation`: constraint error; expected constraint "minimum" is '
            "\"0\"; got '-39'",
            id="below a minimum",
        ),
        pytest.param(
            "data/datapackage.json",
            '"unit": "MW"',
            '"unit": ""',
            'data/datapackage.json, `plants`, field `capacity`: `unit`; expected a text; got "". Correct it.',
            id="unit missing",
        ),
        pytest.param(
            CLAIMS,
            "projection,ministry,C",
            "projection,ministry,",
            f"{CLAIMS}, row 3, column `grade`: claim `press-coal-2030` has no grade; expected A to D; got ''. Grade it",
            id="claim without grade",
        ),
        pytest.param(
            CLAIMS,
            "15,percent,15",
            "15,,15",
            f'{CLAIMS}, row 3, column `unit`: constraint error; expected constraint "required" is',
            id="claim without unit",
        ),
        pytest.param(
            "data/sources.json",
            '"grade": "A"',
            '"grade": "E"',
            'data/sources.json, source `grid-office`: `custom.grade`; expected A, B, C, D; got "E". Correct it.',
            id="source without grade",
        ),
    ],
)
def test_a_bad_cell_or_entry(no_kernel: Path, path: str, old: str, new: str, told: str) -> None:
    """A value outside its constraints, a missing unit and a missing grade are refused where they stand."""
    change(no_kernel / path, old, new)
    assert told in refused(no_kernel)


def test_everything_bad_in_the_data_is_told_at_once(no_kernel: Path) -> None:
    """One build tells of the registry, two tables, the descriptor and a claim together."""
    change(no_kernel / "data" / "sources.json", '"grade": "D"', '"grade": ""')
    (no_kernel / PLANTS).write_bytes(HEADER + b"north,North,much,nobody\n")
    change(no_kernel / "data" / "tables" / "power_mix.csv", "coal-2012,coal", "coal-2012,peat")
    change(no_kernel / "data" / "datapackage.json", '"unit": "MW"', '"unit": ""')
    change(no_kernel / CLAIMS, "projection,ministry,C", "projection,ministry,")
    text = refused(no_kernel)
    parts = ["source `blog`: `custom.grade`", "got 'much'", "got 'nobody'", "got 'peat'"]
    parts += ["field `capacity`: `unit`; expected a text", "has no grade"]
    assert [part for part in parts if part not in text] == []


def test_a_claims_number_must_stand_in_its_paragraph(data_project: Path) -> None:
    """Against the document, a wrong number names claim, paragraph, what stands there and where the number is."""
    documents = data_project / "documents"
    assert check_claims(data_project, documents) == (2, ())
    change(data_project / CLAIMS, "15,percent,15,", "15,percent,51,")
    with pytest.raises(DataError) as caught:
        check_claims(data_project, documents)
    text = str(caught.value)
    assert f"{CLAIMS}: claim `press-coal-2030`: `51` is not in paragraph 2; expected the digits as the source" in text
    assert "got “Coal will fall below 15 percent" in text
    assert "It stands nowhere." in text


def test_the_command_says_so_too(data_project: Path) -> None:
    """`proofpress check-documents` leaves with 1 and the message alone; a register that is not valid is told first."""
    change(data_project / CLAIMS, "trade-press,Power in brief,2,,Coal is", "trade-press,Power in brief,3,,Coal is")
    done = proofpress_here(data_project, "check-documents", "documents")
    assert done.returncode == 1
    assert "claim `press-coal-2030`, paragraph 3" in done.stdout
    assert "That fingerprint is of paragraph 2: correct the locator." in done.stdout
    assert "Traceback" not in done.stdout
    change(data_project / CLAIMS, "trade-press,Power in brief,3,,Coal is", "trade-press,Power in brief,two,,Coal is")
    done = proofpress_here(data_project, "check-documents", "documents")
    assert done.returncode == 1
    assert f"{CLAIMS}, row 3, column `paragraph`: type error" in done.stdout
    assert "Traceback" not in done.stdout


# --- prose ----------------------------------------------------------------------------------------------------------


def test_typed_numbers_and_unknown_values_in_pages(fixture_project: Path) -> None:
    """All pages are read, and each typed number, unknown name and open placeholder is told with file and line."""
    (fixture_project / "docs" / "methods.md").write_text("# Methods\n\nIt fell by 20 percent.\n")
    (fixture_project / "docs" / "index.md").write_text(
        "# Home\n\nNow {{ power-mix.coal-shar }}.\n\n{{ site.figures }\n"
    )
    text = refused(fixture_project)
    assert "docs/methods.md:3: “20” is typed; expected a bound value, {{ name }}; got “It fell by 20 percent.”" in text
    assert "docs/index.md:3: no value `power-mix.coal-shar`. Did you mean `power-mix.coal-share`?" in text
    assert "docs/index.md:5: `{{` binds nothing; expected {{ name }}" in text


# --- record ---------------------------------------------------------------------------------------------------------


def edit_record(root: Path, edit: Any) -> Path:
    """Edit the stored record of the plants and return its path."""
    path = root / "docs" / "published" / "plants" / "record.json"
    stored = json.loads(path.read_text())
    edit(stored)
    path.write_text(json.dumps(stored))
    return path


def test_a_figure_without_record_entry(fixture_project: Path) -> None:
    """What is published but not recorded is named, figure and value, with the command that records it."""
    edit_record(fixture_project, lambda stored: stored.update(figures={}, values={}))
    text = refused(fixture_project)
    for thing in ("figure `plants/capacity`", "value `plants.largest`"):
        assert f"notebooks: {thing} is published but not in the record. If that is right, review it and run" in text


def test_a_record_entry_without_figure(fixture_project: Path) -> None:
    """What is recorded but no longer published is named, figure and value."""
    published = fixture_project / "docs" / "published" / "plants"
    shutil.copytree(published / "capacity", published / "gone")

    def more(stored: dict[str, Any]) -> None:
        stored["figures"]["gone"] = stored["figures"]["capacity"]
        stored["values"]["least"] = stored["values"]["largest"]

    edit_record(fixture_project, more)
    text = refused(fixture_project)
    for thing in ("figure `plants/gone`", "value `plants.least`"):
        assert f"docs/published: {thing} is in the record but no notebook publishes it. If that is right" in text


@pytest.mark.parametrize("kind", ["half-written", "binary", "missing file", "unreadable"])
def test_a_broken_record(fixture_project: Path, kind: str) -> None:
    """A record that is cut, no text, incomplete or not readable is named with what `accept` and version control do."""
    folder = fixture_project / "docs" / "published" / "plants"
    path = folder / "record.json"
    if kind == "half-written":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif kind == "binary":
        path.write_bytes(b"\xff\xfe\x00")
    elif kind == "missing file":
        path = folder / "capacity" / "values.csv"
        path.unlink()
    else:
        path.unlink()
        path.mkdir()
    text = refused(fixture_project)
    name = path.relative_to(fixture_project).as_posix()
    assert f"{name}: the record cannot be read; expected what `accept` wrote; got " in text
    assert "Restore it from version control, or review and run `proofpress accept`." in text


def test_accept_mends_a_broken_record(fixture_project: Path) -> None:
    """The command that the message names does what it says."""
    settings = load_settings(fixture_project)
    whole = digests(settings.record)
    path = settings.record / "plants" / "record.json"
    path.write_bytes(path.read_bytes()[:50])
    pipeline.accept(settings)
    assert differences(whole, digests(settings.record)) == []
    assert len(load_record(fixture_project, settings.record)) == 6
