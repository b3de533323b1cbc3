"""Cells of every type, mark and script: what validation accepts loads as what it says, and nothing else is accepted."""

from __future__ import annotations

import csv
import io
import math
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from frictionless import Schema
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.cells import cell_reader, field_faults
from proofpress.data.csv_checks import check_schema
from proofpress.data.row_ids import row_name
from proofpress.data.tables import to_frame
from proofpress.model.errors import DataError
from proofpress.model.records import Table

READ = [
    ({"type": "number"}, "0.1", 0.1),
    ({"type": "number"}, " 12 ", 12.0),
    ({"type": "number"}, "123456789012345", 123456789012345.0),
    ({"type": "number"}, "1e-5", 1e-5),
    ({"type": "number"}, "0.30000000000000004", 0.1 + 0.2),
    ({"type": "number", "decimalChar": ","}, "3,5", 3.5),
    ({"type": "number", "decimalChar": ",", "groupChar": "."}, "-1.234.567,25", -1234567.25),
    ({"type": "number", "groupChar": "\u00a0", "decimalChar": ","}, "12\u00a0345,5", 12345.5),
    ({"type": "number", "groupChar": ","}, "1,00,000", 100000.0),
    ({"type": "number", "groupChar": ","}, "950", 950.0),
    ({"type": "number", "groupChar": "", "decimalChar": "."}, "1234.5", 1234.5),
    ({"type": "number", "bareNumber": False}, "€ 5.5", 5.5),
    ({"type": "number", "bareNumber": False}, "Rs. 5.5", 5.5),
    ({"type": "number", "bareNumber": False}, "USD -5%", -5.0),
    ({"type": "number", "bareNumber": False}, "5 m²", 5.0),
    ({"type": "number", "bareNumber": False, "decimalChar": ",", "groupChar": "."}, "1.234,5 kr.", 1234.5),
    ({"type": "number", "missingValues": ["-", "n/a"]}, "n/a", None),
    ({"type": "integer"}, "+5", 5),
    ({"type": "integer"}, str(2**63 - 1), 2**63 - 1),
    ({"type": "integer", "bareNumber": False}, "5 plants", 5),
    ({"type": "boolean"}, "TRUE", True),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, "no", False),
    ({"type": "year"}, "2024", 2024),
    ({"type": "date"}, "2024-02-29", "2024-02-29"),
    ({"type": "date", "format": "%d.%m.%Y"}, "29.02.2024", "2024-02-29"),
    ({"type": "date", "format": "%Y年%m月%d日"}, "2024年02月29日", "2024-02-29"),
    ({"type": "string"}, "NA", "NA"),
    ({"type": "string", "missingValues": ["-"]}, "", ""),
]
REFUSED = [
    ({"type": "number"}, "1_000"),
    ({"type": "number"}, "٣٫٥"),
    ({"type": "number"}, "１２"),
    ({"type": "number"}, "NaN"),
    ({"type": "number"}, "-Infinity"),
    ({"type": "number"}, "1e400"),
    ({"type": "number"}, "1e-400"),
    ({"type": "number"}, "1e-99999999999999999999"),
    ({"type": "number"}, "12345678901234567890"),
    ({"type": "number"}, "0.1234567890123456789"),
    ({"type": "number"}, "3,5"),
    ({"type": "number"}, "−5"),
    ({"type": "number", "decimalChar": ","}, "3.5"),
    ({"type": "number", "groupChar": ","}, "1,2,3"),
    ({"type": "number", "groupChar": ","}, "1,23"),
    ({"type": "number", "groupChar": ","}, "1234,567"),
    ({"type": "number", "groupChar": ","}, "1.234,5"),
    ({"type": "number", "bareNumber": False}, "−5"),
    ({"type": "number", "bareNumber": False}, "(5)"),
    ({"type": "number", "bareNumber": False}, "about ,5"),
    ({"type": "number", "bareNumber": False}, "5-10 kg"),
    ({"type": "number", "bareNumber": False}, "-$5"),
    ({"type": "integer"}, "1_000"),
    ({"type": "integer"}, "५"),
    ({"type": "integer"}, "5.0"),
    ({"type": "integer"}, str(2**63)),
    ({"type": "integer"}, "9" * 5000),
    ({"type": "boolean"}, "yes"),
    ({"type": "year"}, "+199"),
    ({"type": "year"}, "1_99"),
    ({"type": "date"}, "2023-02-29"),
    ({"type": "date"}, "٢٠٢٣-01-05"),
]
TYPES = ["string", "integer", "number", "boolean", "year", "date"]
MARKS = st.sampled_from([".", ",", " ", "'", "\u00a0", "·", "_", "1", "e"])
FIELDS = st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES)},
    optional={
        "decimalChar": MARKS,
        "groupChar": MARKS,
        "bareNumber": st.booleans(),
        "missingValues": st.lists(st.sampled_from(["", "-", "n/a", "0"]), max_size=2),
        "trueValues": st.just(["yes", "1"]),
        "format": st.sampled_from(["default", "%d.%m.%Y", "%y%m%d"]),
    },
)
CELLS = st.one_of(
    st.text(alphabet="0123456789+-−–.,eE_ '%$€()٣５nayesNAfi\u00a0kg", max_size=12),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.decimals(allow_nan=False).map(str),
    st.sampled_from(["TRUE", "true", "yes", "0", "1", "01.02.2024", "n/a", "1,234.5", "1.234,5", "$ 12"]),
)


def schema_of(field: dict[str, Any]) -> dict[str, Any]:
    """Return a schema of an id and one more column."""
    return {"fields": [{"name": "id", "type": "string"}, {"name": "cell", **field}], "primaryKey": "id"}


def file_of(*cells: str) -> bytes:
    """Return a CSV file of an id and some cells."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([["id", "cell"], *([f"r{number}", cell] for number, cell in enumerate(cells))])
    return out.getvalue().encode()


def load(field: dict[str, Any], *cells: str) -> pd.DataFrame:
    """Return the frame that a notebook gets of some cells."""
    resource = {"schema": schema_of(field)}
    return to_frame(Table("t", "data/tables/t.csv", "T", "", resource, "", len(cells), ()), file_of(*cells))


@pytest.mark.parametrize(("field", "text", "value"), READ)
def test_a_cell_that_is_accepted_loads_as_what_it_says(field: dict[str, Any], text: str, value: Any) -> None:
    """Marks of decimals and thousands, words around a number, own words for truth and gaps, and formats of dates."""
    assert check_schema("t.csv", file_of(text), schema_of(field)) == []
    assert cell_reader(field, {})(text) == value
    [loaded] = load(field, text)["cell"]
    assert pd.isna(loaded) if value is None else loaded == value


@pytest.mark.parametrize(("field", "text"), REFUSED)
def test_a_cell_that_could_mislead_is_refused_by_row_and_column(field: dict[str, Any], text: str) -> None:
    """Other scripts' digits, underscores, hidden signs, wrong groups and digits that would be lost are refused."""
    problems = check_schema("t.csv", file_of(text), schema_of(field))
    assert [problem.place for problem in problems] == ["t.csv, row 2, column `cell`"]
    with pytest.raises(DataError, match=r"data/tables/t\.csv, row 2, column `cell`"):
        load(field, text)


@given(FIELDS, st.lists(CELLS, min_size=1, max_size=4))
def test_what_is_accepted_loads_and_means_what_table_schema_says(field: dict[str, Any], cells: list[str]) -> None:
    """No description and no cell ends in a traceback, and each accepted cell is what frictionless reads."""
    content, schema = file_of(*cells), schema_of(field)
    if any(field_faults(item) for item in schema["fields"]) or check_schema("t.csv", content, schema):
        return
    _, reader = Schema.from_descriptor(schema).fields
    for text, loaded in zip(cells, load(field, *cells)["cell"], strict=True):
        wanted, notes = reader.read_cell(text)
        assert not notes
        if wanted is None:
            assert loaded == "" if field["type"] in {"string", "date"} else pd.isna(loaded)
        elif field["type"] == "number":
            assert math.isfinite(loaded)
            assert Decimal(repr(float(loaded))) == wanted
        else:
            assert loaded == (wanted.isoformat() if field["type"] == "date" else wanted)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=2, max_size=2, unique_by=tuple))
def test_two_keys_never_share_a_name(keys: list[list[str]]) -> None:
    """Whatever two keys hold, their rows have different names, which hold no space and mean the same in an address."""
    first, second = map(row_name, keys)
    assert first != second
    assert not any(letter.isspace() or letter in '%#?&"<>\\:' for letter in first + second)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ({"type": "number", "groupChar": ".", "decimalChar": "."}, "groupChar"),
        ({"type": "number", "groupChar": "."}, "groupChar"),
        ({"type": "number", "decimalChar": "1"}, "decimalChar"),
        ({"type": "number", "groupChar": "-"}, "groupChar"),
        ({"type": "integer", "groupChar": ","}, "groupChar"),
        ({"type": "date", "format": "any"}, "format"),
        ({"type": "boolean", "trueValues": ["0"]}, "trueValues"),
    ],
)
def test_a_description_by_which_cells_cannot_be_read_is_refused(field: dict[str, Any], name: str) -> None:
    """Marks that are letters, digits, signs or each other, dates that read in two ways, and words of both truths."""
    assert [key for key, _ in field_faults(field)] == [name]
