"""Tests of the plain line that a change is told in."""

from __future__ import annotations

from typing import Any

from proofpress.changes.causes import Finding
from proofpress.changes.differences import Difference
from proofpress.changes.factors import Factor, RowChange
from proofpress.changes.sentences import detail, sentence
from proofpress.model.data_table import KEY, META, Column, TableRecord
from proofpress.record.store import value_entry
from tests.support import samples
from tests.support.entries import one_entry

ROW = RowChange("mix:r1", "changed", (("share", "19", "21"),))
TABLE = Factor("data/tables/mix.csv", "data", "Power mix", ("data/tables/mix.csv",), "r1: share 19 → 21", (ROW,))
EDITION = Factor(TABLE.key, "data", TABLE.title, TABLE.paths, TABLE.detail, (ROW,), ("USGS 2025", "USGS 2026"))
NOTEBOOK = Factor("notebooks/power.py", "analysis", "the analysis", ("notebooks/power.py",), "cell 3, “x”")
CODE = Factor("proofpress", "software", "our own software", ("scripts/proofpress/forms.py",), "forms.py")
LOCK = Factor("altair 6.2 → 6.3", "software", "the locked packages", ("requirements.txt",), "altair 6.2 → 6.3")
FACTORS = {item.key: item for item in (TABLE, NOTEBOOK, CODE, LOCK)}


def value(old: Any = 19, new: Any = 21, **changes: Any) -> Difference:
    """Return a value that went from one number to another."""
    before, after = (value_entry(samples.value(number=item, text=f"{item}%", **changes)) for item in (old, new))
    return Difference(after.id, "changed", before, after)


def said(difference: Difference, finding: Finding, factors: dict[str, Factor] = FACTORS) -> str:
    """Return the sentence, with no facts about pages."""
    return sentence(difference, finding, factors, {})


def test_a_correction_says_row_column_old_and_new() -> None:
    """One corrected cell is spelt out."""
    assert said(value(), Finding({TABLE.key: 1.0})) == (
        "Coal over all, 2023: from 19% to 21%, because the table “Power mix” was corrected (r1: share from 19 to 21)."
    )


def test_a_new_edition_is_named_with_the_one_before() -> None:
    """A source edition that replaced another says it all."""
    text = said(value(), Finding({TABLE.key: 1.0}), {TABLE.key: EDITION})
    assert text.endswith("because USGS 2026 replaced USGS 2025 in the table “Power mix”.")
    assert detail(EDITION, value()) == "now from USGS 2026, before from USGS 2025; r1: share 19 → 21"


def test_each_kind_of_cause_has_its_words() -> None:
    """Analysis, our own software, a locked package."""
    assert said(value(), Finding({NOTEBOOK.key: 1.0})).endswith("because the analysis was revised.")
    assert said(value(), Finding({CODE.key: 1.0})).endswith("because our own software was revised.")
    assert said(value(), Finding({LOCK.key: 1.0})).endswith(
        "because the locked packages were renewed (altair 6.2 → 6.3)."
    )


def test_a_chart_that_becomes_a_table_says_so() -> None:
    """The form is told, not each cell that stands elsewhere; and the other way round."""
    record = TableRecord({"year": Column("Year"), "share": Column("Share")}).payload()
    spec = {**samples.figure().spec, META: {KEY: record}}
    chart, table = one_entry(), one_entry(spec=spec)
    key = samples.figure().id
    to_table, to_chart = (
        Difference(key, "changed", before[key], after[key]) for before, after in ((chart, table), (table, chart))
    )
    finding = Finding({NOTEBOOK.key: 1.0})
    assert ": now a table, before a chart, because the analysis was revised." in said(to_table, finding)
    assert ": now a chart, before a table, because" in said(to_chart, finding)


def test_several_causes_are_told_by_their_share() -> None:
    """The greater share first; a counteracting one is negative, with a true minus sign."""
    text = said(value(), Finding({NOTEBOOK.key: -0.2, TABLE.key: 1.2}))
    assert text.endswith(
        "because the table “Power mix” was corrected (120% of the change; r1: share from 19 to 21) "
        "and the analysis was revised (−20%)."
    )


def test_interaction_and_ignorance_are_said() -> None:
    """Effects that cannot be told apart, and a cause that cannot be told."""
    text = said(value(), Finding({NOTEBOOK.key: None, CODE.key: None}, interaction=True))
    assert text.endswith(
        "because the analysis was revised and our own software was revised; their effects cannot be told apart."
    )
    text = said(value(), Finding(unknown="no such package."))
    assert text == "Coal over all, 2023: from 19% to 21%, and the cause cannot be told: no such package."


def test_a_text_that_stayed_says_what_changed() -> None:
    """Behind the rounding, or in the words around the number."""
    old, new = (value_entry(samples.value(number=number)) for number in (19.1, 19.2))
    assert "still 19% as printed; behind the rounding it moved" in said(
        Difference(new.id, "changed", old, new), Finding({TABLE.key: 1.0})
    )
    old, new = (value_entry(samples.value(formula=words)) for words in ("coal over all", "coal over the sum"))
    assert "still 19%; its formula changed" in said(
        Difference(new.id, "changed", old, new), Finding({NOTEBOOK.key: 1.0})
    )


def test_what_comes_goes_and_is_renamed() -> None:
    """Each with what it shows or showed, and its earlier name."""
    entry = value_entry(samples.value())
    cause = Finding({NOTEBOOK.key: 1.0})
    assert ": new, 19%, because" in said(Difference(entry.id, "added", None, entry), cause)
    assert ": no longer published (was 19%), because" in said(Difference(entry.id, "removed", entry, None), cause)
    renamed = Difference("power.part", "renamed", entry, entry, "power.share")
    assert "now under the name power.part, before power.share, because" in said(renamed, cause)


def test_a_figure_is_told_by_its_finding_and_its_entries() -> None:
    """How many entries moved, one of them in full, and what the finding was before."""
    [old] = one_entry(title="Coal fell").values()
    [new] = one_entry([{"year": 2012, "share": 39}, {"year": 2023, "share": 21}], title="Coal rose").values()
    assert said(Difference(new.id, "changed", old, new), Finding({NOTEBOOK.key: 1.0})).startswith(
        "Figure “Coal rose”: one entry changed: 2023, Share (%), from 19 to 21, and its finding was “Coal fell”"
    )
    [drawn] = one_entry(title="Coal fell", content=b"<svg>2</svg>").values()
    assert "the same numbers, drawn differently" in said(
        Difference(drawn.id, "changed", old, drawn), Finding({LOCK.key: 1.0})
    )


def test_a_card_gives_a_value_its_name() -> None:
    """What the home page says of the number."""
    facts = {"power": {"meta": {"card": {"value": "share", "label": "of power came from coal"}}}}
    assert sentence(value(), Finding({NOTEBOOK.key: 1.0}), FACTORS, facts).startswith("Of power came from coal, 2023:")


def test_a_status_is_told_by_its_claim() -> None:
    """The audit's word on a claim, by the claim's id."""
    from proofpress.model.records import Entry

    old, new = (Entry("claim.fall", {"text": text}, {}) for text in ("single source", "contradicted"))
    text = said(Difference("claim.fall", "changed", old, new), Finding({TABLE.key: 1.0}))
    assert text.startswith("Status of the claim fall: from single source to contradicted, because")


def test_a_revision_of_words_alone_is_told_beside_the_cause() -> None:
    """The table moved the numbers, the notebook the title."""
    text = said(value(), Finding({TABLE.key: 1.0}, words=(NOTEBOOK.key,)))
    assert text.endswith("(r1: share from 19 to 21); the analysis was revised in its words.")
