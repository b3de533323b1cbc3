"""What an author lets a reader choose in a live chart, checked against the rows that the picture draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from ..model.errors import Problem, nearest
from ..model.offer import MAIN, OFFERED, OUTLINE, PLACE, SHAPE, Offer, values_in
from .contract import check_leaf
from .session import ROWS, Session
from .vegalite import Leaf

if TYPE_CHECKING:
    import pandas as pd

Records = Sequence[Mapping[str, Any]]
MOST_NAMES = 120
"""Names that a reader can find one in."""


class Offered(TypedDict, total=False):
    """What :func:`publish_figure` takes of what a reader may choose.

    ``pick`` names the column of names, such as countries, that a reader picks; of a sequence the further ones are shown
    one at a time, such as editions. ``period`` names the column of years, or of other periods that sort. ``absolute``
    and ``relative`` name the measure that is drawn, or both to switch, that of the picture first; without them it is
    the first numeric column.
    ``among`` is a frame of all that may be chosen, where that is more than ``data``. ``outline`` is land for a map:
    rows then have ``longitude`` and ``latitude``.
    """

    pick: str | Sequence[str]
    period: str
    absolute: str
    relative: str
    among: pd.DataFrame
    outline: pd.DataFrame


ARGUMENTS = tuple(Offered.__annotations__)
MEASURES = ("absolute", "relative")


@dataclass(frozen=True)
class Declared:
    """What an author declares of a figure, with the headings of its columns."""

    given: Offered
    headings: Mapping[str, str]
    place: str

    @property
    def picks(self) -> tuple[str, ...]:
        """The columns of names, the one of which several are shown first."""
        pick = self.given.get("pick", "")
        return (pick,) if isinstance(pick, str) and pick else tuple(pick)

    def frames(self) -> dict[str, Any]:
        """Return the frames beside the picture's, by the data set that each becomes, with the columns kept of it."""
        among, outline = self.given.get("among"), self.given.get("outline")
        place = PLACE if outline is not None else ()
        wanted = {OFFERED: (among, (*self.headings, *place)), OUTLINE: (outline, SHAPE)}
        return {
            name: frame[[key for key in dict.fromkeys((*columns, ROWS)) if key in frame.columns]]
            for name, (frame, columns) in wanted.items()
            if frame is not None
        }

    def charts(self) -> list[Any]:
        """Return a plain chart of each frame beside the picture's, for the checks that every frame keeps."""
        import altair as alt

        return [alt.Chart(frame).mark_point() for frame in self.frames().values()]

    def sets(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of those frames as Altair writes those of the picture: gaps as None, dates as text."""
        written = (next(iter(chart.to_dict(validate=False)["datasets"].values())) for chart in self.charts())
        return dict(zip(self.frames(), written, strict=True))

    def problems(self, data: Any) -> list[Problem]:
        """Return what is wrong with a declaration before its rows are looked at: arguments, columns that are not."""
        unknown = [key for key in self.given if key not in ARGUMENTS]
        found = [
            Problem("unknown-argument", self.place, f"`publish_figure` takes no `{key}`", fix=nearest(key, ARGUMENTS))
            for key in unknown
        ]
        if not self.given or unknown:
            return found
        if not self.picks and not self.given.get("period"):
            fix = "Give `pick=` or `period=`, a column of `columns`."
            return [Problem("no-choice", self.place, "nothing is offered to choose", "a column", "none", fix)]
        return [*self._unknown_columns(), *self._lacking(data)]

    def _unknown_columns(self) -> Iterator[Problem]:
        """Yield the columns that no heading tells a reader."""
        named = {"pick": self.picks, **{key: (self.given.get(key),) for key in ("period", "absolute", "relative")}}
        for argument, columns in named.items():
            for column in columns:
                if column and column not in self.headings:
                    thing = f"`{argument}` names `{column}`, which `columns` has no heading for"
                    fix = nearest(str(column), self.headings) or "Add it to `columns`."
                    yield Problem("unknown-column", self.place, thing, fix=fix)

    def _lacking(self, data: Any) -> Iterator[Problem]:
        """Yield the columns that a frame of what may be chosen or an outline lacks."""
        among, outline = self.given.get("among"), self.given.get("outline")
        place = () if outline is None else PLACE
        needed = {
            "data": (data, place if among is None else ()),
            "among": (among, (*self.headings, ROWS, *place)),
            "outline": (outline, (*SHAPE, ROWS)),
        }
        for name, (frame, columns) in needed.items():
            lacking = [] if frame is None else [key for key in columns if key not in getattr(frame, "columns", ())]
            for key in lacking:
                fix = "Give it the columns of the table view, and `rows`." if name == "among" else ""
                yield Problem("unknown-column", self.place, f"`{name}` lacks the column `{key}`", fix=fix)

    def offer(self, sets: Mapping[str, Records], current: Session) -> tuple[Offer | None, list[Problem]]:
        """Return what a reader may choose among the rows of a figure, and what is wrong with it."""
        if not self.given or MAIN not in sets:
            return None, []
        layer = OFFERED if OFFERED in sets else MAIN
        records = sets[layer]
        pick, *facets = self.picks or ("",)
        period = self.given.get("period", "")
        measures = self._measures(records, {pick, *facets, period})
        offered = Offer(pick, tuple(facets), period, measures, layer, OUTLINE in sets)
        series = {"color": {"field": pick}} if pick else {}
        mixed = check_leaf(Leaf({}, layer, series), records, self.place, current)
        return offered, [*mixed, *self._faults(offered, records, sets[MAIN])]

    def _measures(self, records: Records, taken: set[str]) -> tuple[tuple[str, str], ...]:
        """Return the measures that are offered in the order of the arguments: the first is the picture's."""
        named = tuple((kind, str(column)) for kind, column in self.given.items() if kind in MEASURES and column)
        if named:
            return named
        numeric = (key for key in self.headings if key not in taken and _is_numeric(records, key))
        return tuple(("absolute", key) for key in [next(numeric, "")] if key)

    def _faults(self, offered: Offer, records: Records, drawn: Records) -> Iterator[Problem]:
        """Yield what is wrong with the rows: nothing to choose, no measure, two rows for one choice."""
        for column in (*self.picks, offered.period):
            found = values_in(records, column) if column else []
            if column and (len(found) < 2 or len(found) > MOST_NAMES):
                thing = f"column `{column}` offers {'no choice' if len(found) < 2 else 'too many choices'}"
                fix = "Hand all that may be chosen as `among=`." if len(found) < 2 else "Choose among fewer, or groups."
                yield Problem("no-choice", self.place, thing, f"2 to {MOST_NAMES} values", str(len(found)), fix)
        measured = [column for _, column in offered.measures]
        for column in measured or [""]:
            if not _is_numeric(records, column):
                thing = f"the measure `{column}` is no column of numbers" if column else "no column can be drawn"
                yield Problem(
                    "no-measure", self.place, thing, "numbers", fix="Name one with `absolute=` or `relative=`."
                )
        twice = [key for key, count in Counter(map(offered.key, records)).items() if count > 1]
        if twice:
            got = ", ".join(map(str, twice[0]))
            fix = "Leave all rows but one out, or add the column that tells them apart to `pick`."
            yield Problem("two-rows", self.place, "a choice leads to more than one row", "one", got, fix)
        else:
            yield from self._default_faults(offered, records, drawn)

    def _default_faults(self, offered: Offer, records: Records, drawn: Records) -> Iterator[Problem]:
        """Yield where what is chosen at first is not what is published."""
        for column in offered.facets:
            found = values_in(drawn, column)
            if len(found) != 1:
                fix = "Name the column first in `pick`, or draw one of its values."
                thing = f"the picture shows several of `{column}`, of which a reader sees one at a time"
                yield Problem("many-defaults", self.place, thing, "one", str(len(found)), fix)
        by_key = {offered.key(record): record for record in records}
        for record in drawn:
            other, name = by_key.get(offered.key(record)), ", ".join(map(str, offered.key(record)))
            if other is None:
                fix = "Hand rows that include all that the picture draws."
                yield Problem("other-default", self.place, f"`among` lacks the drawn row {name}", "it", "no row", fix)
                return
            moved = [column for _, column in offered.measures if other.get(column) != record.get(column)]
            for column in moved:
                expected, got = str(record.get(column)), str(other.get(column))
                thing = f"`among` has another `{column}` than the picture for {name}"
                yield Problem("other-default", self.place, thing, expected, got, "Make both from one frame.")
            if moved:
                return


def _is_numeric(records: Records, column: str) -> bool:
    """Whether a column holds numbers, or nothing, and at least one number."""
    cells = [cell for record in records if (cell := record.get(column)) is not None]
    return bool(cells) and all(isinstance(cell, int | float) and not isinstance(cell, bool) for cell in cells)
