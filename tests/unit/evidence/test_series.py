"""Series of tables: which rows belong together, and how new the newest is."""

from __future__ import annotations

from typing import Any

import pytest

from proofpress.data.row_ids import key_of, row_id
from proofpress.evidence.series import Years, series_years
from proofpress.model.records import Source, Table


def years_of(
    fields: dict[str, dict[str, Any]], *cells: str, key: str = "id", issued: str = "2021"
) -> dict[str, tuple[int, int]]:
    """Return the own and newest year of the rows of a table, by the rest of their row ids; source x has its year."""
    schema = {"primaryKey": key, "fields": [{"name": name, **field} for name, field in fields.items()]}
    table = Table("wine", "data/tables/wine.csv", "Wine", "", {"schema": schema}, "0" * 64, len(cells), ())
    rows = [dict(zip(fields, line.split(","), strict=True)) for line in cells]
    by_id = {row_id("wine", row, key_of(schema)): row for row in rows}
    sources = {"x": Source("x", "Wine report", "Office", "Office", issued, "", "A", "", "", {})}
    assert series_years([], by_id, sources) == {}
    found = series_years([table], by_id, sources)
    assert all(isinstance(entry, Years) for entry in found.values())
    return {row.removeprefix("wine:"): (entry.own, entry.newest) for row, entry in found.items()}


TEXT, YEAR = {"type": "string"}, {"type": "integer", "unit": "year"}


def test_a_series_is_what_agrees_in_texts_that_recur() -> None:
    """Rows of one region are a series; a footnote of each row's own, the source and the measure name none."""
    fields = {"id": TEXT, "region": TEXT, "year": YEAR, "litres": {"type": "number"}, "source": TEXT, "footnote": TEXT}
    assert years_of(
        fields, "a,Mosel,2019,5,x,one", "b,Mosel,2021,6,y,two", "c,Saar,2019,7,x,three", "d,Saar,2020,8,y,four"
    ) == {"a": (2019, 2021), "b": (2021, 2021), "c": (2019, 2020), "d": (2020, 2020)}


def test_an_estimate_is_the_newest_of_its_series() -> None:
    """What is said of single rows, where they stand and how sure they are, makes no series of its own."""
    fields = {"id": TEXT, "region": TEXT, "year": YEAR, "qualifier": TEXT, "locator": TEXT, "edition": TEXT}
    cells = ("a,Mosel,2019,,p. 1,old", "b,Mosel,2020,,p. 1,old", "c,Mosel,2021,estimated,p. 2,new")
    more = ("d,Saar,2021,estimated,p. 2,new",)
    assert years_of(fields, *cells, *more)["a"] == (2019, 2021)


def test_a_projection_makes_no_series_newer() -> None:
    """A row of a year after its source was issued is no evidence held; without a year of issue each row is."""
    fields = {"id": TEXT, "region": TEXT, "year": YEAR, "source": TEXT}
    cells = ("a,Mosel,2019,x", "b,Mosel,2021,x", "c,Mosel,2030,x", "d,Saar,2030,x")
    found = years_of(fields, *cells)
    assert (found["a"], found["c"], found["d"]) == ((2019, 2021), (2030, 2021), (2030, 2030))
    assert years_of(fields, *cells, issued="")["a"] == (2019, 2030)
    assert years_of(fields, *(cell.replace(",x", ",y") for cell in cells))["a"] == (2019, 2030)


@pytest.mark.parametrize(
    ("field", "cells", "expected"),
    [
        ({"type": "string"}, ("2019-Q3", "2021-03/2021-09"), {"a": (2019, 2021), "b": (2021, 2021)}),
        ({"type": "date"}, ("2019-05-01", "not known"), {"a": (2019, 2019)}),
        ({"type": "year"}, ("2019", "2020"), {"a": (2019, 2020), "b": (2020, 2020)}),
    ],
)
def test_periods_of_any_form_have_a_year(
    field: dict[str, Any], cells: tuple[str, str], expected: dict[str, tuple[int, int]]
) -> None:
    """Quarters, spans, days and years count by their last year; a row without one has none."""
    fields = {"id": TEXT, "region": TEXT, "period": field}
    assert years_of(fields, f"a,Mosel,{cells[0]}", f"b,Mosel,{cells[1]}") == expected


def test_a_table_without_periods_has_no_years() -> None:
    """Codes that look like years are no periods."""
    assert years_of({"id": TEXT, "lot": TEXT}, "a,2019", "b,2020") == {}
