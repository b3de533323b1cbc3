"""The table of China's export controls by date, of goods, technology and without a published rule."""

from __future__ import annotations

import pandas as pd

import proofpress as pp
from ledger.measures.counts import Counted
from proofpress.notebook.session import ROWS, join_rows
from proofpress.text.periods import format_period, year_span

GOODS, KNOWHOW, QUIET, FRAME = "goods", "technology", "no published rule", "law or relief"
LAW = "merics-2024-control-law-2020"
JAPAN = "merics-2024-japan-embargo-2011"
FROM_CLAIMS = {
    "merics-2024-drones-2002": (GOODS, "Drones on the missile list"),
    "merics-2024-graphite-announcement-2006": (GOODS, "Temporary control of graphite items"),
    JAPAN: (QUIET, "Rare earths withheld from Japan (2011 in the report)"),
    "merics-2024-drones-2015": (GOODS, "Drone controls widened"),
    "merics-2024-ip-measures-2018": (KNOWHOW, "Review of rights that pass to foreigners"),
    "merics-2024-graphite-sweden-2020": (QUIET, "Graphite withheld from Sweden"),
    "merics-2024-tiktok-2020": (KNOWHOW, "TikTok’s algorithm under control"),
    "merics-2024-control-law-2020": (FRAME, "Export Control Law"),
    "merics-2024-announcement-27": (GOODS, "More drone items"),
    "merics-2024-announcement-57": (KNOWHOW, "Magnet technology: export banned"),
    "merics-2024-announcement-21": (GOODS, "Aerospace items, parts of protective vests"),
}
FROM_TABLES = {
    "gallium-germanium-2023": (GOODS, "Gallium and germanium: licence from 1\u00a0August"),
    "graphite-2023": (GOODS, "Graphite: wider licence from 1\u00a0December"),
    "ban-to-us-2024": (GOODS, "Gallium, germanium and others: ban on sales to the US"),
    "rare-earths-april-2025": (GOODS, "Seven rare earths: licence"),
    "rare-earths-october-2025": (GOODS, "Five more rare earths, suspended within weeks"),
    "suspension-2025": (FRAME, "Ban on sales to the US suspended for a year"),
}
CONTROLS = [GOODS, KNOWHOW]
COUNTS: dict[str, Counted] = {
    "measures": ({"kind": CONTROLS}, {}, "dated controls on goods or technology"),
    "measures-later": ({"kind": CONTROLS}, {"late": True}, "dated controls on goods or technology of 2021 and later"),
}
"""What is counted among the events, with ``late`` from 2021 on."""
COLOUR = {GOODS: pp.RED, KNOWHOW: pp.BLUE, QUIET: pp.OCHRE, FRAME: pp.GREY}
BEFORE, AFTER = "before", "after"
COLUMNS = {
    "event": pp.Column("Measure or event"),
    "when": pp.Column("Date", order="start"),
    "kind": pp.Column("Kind", dots=COLOUR, tally=dict.fromkeys(CONTROLS, "controls")),
    "law": pp.Column("Export Control Law of 2020", tally={AFTER: "after it", BEFORE: "before it"}),
}


def events_frame(dates: pd.DataFrame, steps: pd.DataFrame, stop: pd.DataFrame) -> pd.DataFrame:
    """Return the events in order of time, each with its kind, its words, and for controls whether the law came first.

    Parameters
    ----------
    dates : DataFrame
        The claims of :data:`FROM_CLAIMS`.
    steps : DataFrame
        The controls of :data:`FROM_TABLES`, with the column ``announced``.
    stop : DataFrame
        The one row that dates the stop of rare earths for Japan, in place of the claim's own date.
    """
    parts = [dates, steps.assign(period=steps["announced"])]
    events = pd.concat([part[["id", "period", ROWS]] for part in parts])
    texts = events["id"].map({**FROM_CLAIMS, **FROM_TABLES})
    events["kind"], events["event"] = texts.str[0], texts.str[1]
    japan = events["id"] == JAPAN
    events.loc[japan, "period"] = stop["period"].iloc[0]
    events.loc[japan, ROWS] = join_rows([*events.loc[japan, ROWS], *stop[ROWS]])
    events["start"] = [year_span(period)[0] for period in events["period"]]
    events = events.sort_values("start", kind="stable", ignore_index=True)
    events["when"] = [format_period(period, short=True) for period in events["period"]]
    law, control = events["id"] == LAW, events["kind"].isin(CONTROLS)
    later = events["start"] >= year_span(events.loc[law, "period"].iloc[0])[1]
    events["law"] = later.map({True: AFTER, False: BEFORE}).where(control, "")
    return events
