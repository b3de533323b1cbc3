"""A timeline that the data cannot fill is refused, all that is wrong with it at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proofpress.data.timelines import check_timelines, is_day, rows_of
from proofpress.model.errors import DataError
from proofpress.model.records import Table
from proofpress.model.settings import Settings
from proofpress.model.timelines import Timeline

FROSTS = Timeline(
    page="frosts",
    title="Frosts",
    table="frosts",
    name="place",
    announced="told",
    effective="began",
    checked="seen",
    text="report",
)
ROW = {
    "id": "a",
    "place": "Hill",
    "told": "2023-07",
    "began": "",
    "seen": "2024-01-31",
    "report": "",
    "source": "office",
}


def table(*columns: str, **changes: Any) -> Table:
    """Return a table with columns."""
    resource: dict[str, Any] = {"schema": {"fields": [{"name": name, "type": "string"} for name in columns]}}
    path = str(changes.pop("path", "data/tables/frosts.csv"))
    return Table("frosts", path, "Frosts", "", {**resource, **changes}, "0" * 64, 1, ("office",))


def problems(timeline: Timeline, row: dict[str, str], held: Table | None = None) -> list[tuple[str, str]]:
    """Return the code and the thing of each problem."""
    tables = {"frosts": held or table(*row)}
    with pytest.raises(DataError) as caught:
        check_timelines(Settings(Path(), timelines=(timeline,)), tables, {"frosts:a": row, "other:a": {}})
    return [(problem.code, problem.thing) for problem in caught.value.problems]


def test_what_can_be_filled_passes() -> None:
    """Days, months and years are dates; one of the first two dates is enough; without timelines nothing is needed."""
    tables = {"frosts": table(*ROW)}
    for row in (ROW, {**ROW, "told": "2023", "began": "2023-07-03"}, {**ROW, "told": "", "began": "2024-02-29"}):
        check_timelines(Settings(Path(), timelines=(FROSTS,)), tables, {"frosts:a": row})
    check_timelines(
        Settings(Path(), timelines=(FROSTS,)), tables, {"frosts:a": {**ROW, "report": "https://a.example/b"}}
    )
    check_timelines(Settings(Path()), {}, {})
    assert rows_of(FROSTS, {"frosts:a": ROW, "frosts_of_old:a": ROW}) == {"frosts:a": ROW}


def test_a_table_or_column_that_is_none_is_refused() -> None:
    """The nearest name is offered; all columns are told at once, and no cell of a table that lacks one."""
    with pytest.raises(DataError, match=r"no table `frost`.*Did you mean `frosts`"):
        check_timelines(Settings(Path(), timelines=(replace(FROSTS, table="frost"),)), {"frosts": table(*ROW)}, {})
    wrong = replace(FROSTS, name="plce", filters=("region",))
    assert problems(wrong, {**ROW, "told": "spring"}) == [
        ("unknown-column", "`frosts` has no column `plce`, which `name` names"),
        ("unknown-column", "`frosts` has no column `region`, which `filters[0]` names"),
    ]


def test_a_large_table_is_refused() -> None:
    """A page shows every row; a table in Parquet has too many."""
    held = table(*ROW, path="data/tables/frosts.parquet", format="parquet")
    assert [code for code, _ in problems(FROSTS, ROW, held)] == ["large-table"]


@pytest.mark.parametrize(
    ("changes", "code", "thing"),
    [
        ({"told": "July 2023"}, "no-date", "`told` is no date"),
        ({"told": "2023-Q3"}, "no-date", "`told` is no date"),
        ({"began": "2023-02-30"}, "no-date", "`began` is no date"),
        ({"told": ""}, "no-date", "has no place for it: `told` and `began` empty"),
        ({"seen": "2024-01"}, "no-date", "`seen` is no day"),
        ({"seen": ""}, "no-date", "`seen` is no day"),
        ({"report": "javascript:alert(1)"}, "bad-address", "`report` cannot be followed"),
        ({"report": "page 3"}, "bad-address", "`report` cannot be followed"),
    ],
)
def test_a_cell_that_does_not_serve_is_refused(changes: dict[str, str], code: str, thing: str) -> None:
    """File and row are named, and what stands there."""
    [(found, said)] = problems(FROSTS, {**ROW, **changes})
    assert found == code
    assert thing in said


def test_days_are_of_the_calendar() -> None:
    """What a page's ``time`` element can state, and nothing else."""
    assert all(map(is_day, ("2024-02-29", "1999-12", "2023")))
    assert not any(map(is_day, ("", "2023-02-29", "2023-00", "23", "2023-7-3", "2023-07-03T10:00", "20230703")))
