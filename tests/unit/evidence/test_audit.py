"""The audit: what a reference means, what a check and a link say, and the status that follows for each claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.claims import read_claims
from proofpress.data.sources import load_sources
from proofpress.evidence.audit import audit_rows, read_register, register_digest, run_audit, unit_names
from proofpress.evidence.checks import run_check
from proofpress.evidence.links import run_link
from proofpress.evidence.records import RELATIONS, STATUS_MEANING, Audit, Link, Register, Status
from proofpress.evidence.references import base_unit, find_ref
from proofpress.model.errors import DataError
from proofpress.model.records import Claim
from proofpress.model.vocabulary import Vocabulary
from tests.support.registers import SOURCES, Entry, audit, check, link, origins, register, row, run, said, write_json

MORE: dict[str, Any] = {"high": None, "hedge": "more than"}
CHECKS = "data/audit/checks.json"
LINKS = "data/audit/links.json"


def linked(entry: Entry, known: Register) -> Link:
    """Return the result of a link that has nothing wrong with it."""
    result, problems = run_link(entry, known)
    assert problems == []
    assert result is not None
    return result


# References


@pytest.mark.parametrize(
    ("given", "text", "unit", "low", "high"),
    [
        ("claim:a", "36%", "percent", 35.5, 36.5),
        ("claim:open", "more than 80%", "percent", 80, float("inf")),
        ("claim:event", "2022-10-07", "date", 2022 + 279 / 365, 2022 + 280 / 365),
        ("table:stats:one.value", "35.8%", "percent", 35.75, 35.85),
        ("table:stats:one.sales", "US$2.5 billion", "USD", 2.45e9, 2.55e9),
        ("table:stats:one.day", "2022-10-07", "date", 2022 + 279 / 365, 2022 + 280 / 365),
        ("table:stats:one.period", "2022", "date", 2022, 2023),
        ({"value": 100, "unit": "percent", "why": "all of it"}, "100%", "percent", 100, 100),
        ({"value": 5, "why": "counted by hand"}, "5", "count", 5, 5),
        (
            {"value": "2022-10", "unit": "date", "why": "the month"},
            "2022-10",
            "date",
            2022 + 273 / 365,
            2022 + 304 / 365,
        ),
    ],
)
def test_what_a_reference_means(given: Any, text: str, unit: str, low: float, high: float) -> None:
    """A claim, a table's cell and a constant each give an interval in base units, and the text a reader sees."""
    cells = row(value="35.8", sales="2.5", day="2022-10-07", period="2022")
    known = register(said("a", "36"), said("open", "80", **MORE), said("event", "2022-10-07", "date"), one=cells)
    ref = find_ref(given, known)
    assert (ref.text, ref.unit) == (text, unit)
    assert (ref.interval.low, ref.interval.high) == pytest.approx((low, high), rel=1e-6, abs=1e-3)
    assert ref.claim == (given.removeprefix("claim:") if str(given).startswith("claim:") else "")


def test_years_have_no_moment_in_common() -> None:
    """The end of one year and the beginning of the next are two dates, as are two days in a row."""
    for one, other in (("2014", "2015"), ("2022-10-07", "2022-10-08"), ("2022-12", "2023"), ("2023-Q1", "2023-Q2")):
        known = register(said("a", one, "date"), said("b", other, "date", of="review"))
        assert run(check("same_date"), known).verdict == "fails", (one, other)
        inputs = {"earlier": "claim:a", "later": "claim:b"}
        assert run(check("before", inputs=inputs), known).verdict == "holds", (one, other)


@pytest.mark.parametrize(
    ("unit", "factor", "base"),
    [
        ("percent", 1, "percent"),
        ("billion US dollars", 1e9, "USD"),
        ("million bottles", 1e6, "count"),
        ("% of GDP", 1, "percent of GDP"),
        ("hectolitres of must", 1, "hectolitres"),
        ("", 1, ""),
    ],
)
def test_base_units(unit: str, factor: float, base: str) -> None:
    """A table's unit is read as a factor and the unit that the claims use."""
    names = unit_names(Vocabulary(units=(("bottles", "count"), ("hectolitres of must", "hectolitres"))))
    assert base_unit(unit, names) == (factor, base)


def test_a_sites_own_units_are_its_vocabularys() -> None:
    """Without a vocabulary a unit that only one field knows stays what it is."""
    assert base_unit("million bottles") == (1e6, "bottles")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("claim:shar", r"no claim `shar`\. Did you mean `share`\?"),
        ("table:stats:on.value", r"no row `stats:on`\. Did you mean `stats:one`\?"),
        ("table:stats", r"no row `stats`\. Did you mean `stats:one`\?"),
        ("table:stats:one.valu", r"`stats:one` has no column `valu`\. Did you mean `value`\?"),
        ("table:stats:one.note", "'words' is not a period"),
        ("table:stats:one.sales", "could not convert string to float: ''"),
        ("share", r"`share` is neither `claim:<id>` nor `table:<table>:<id>\.<column>`"),
        ("claim:words", "no number"),
        ("claim:vague", "'of late' is not a period"),
        ({"value": "many", "why": "so"}, "could not convert string to float: 'many'"),
    ],
)
def test_what_cannot_be_referred_to(given: Any, message: str) -> None:
    """An unknown name is refused with the nearest one, and what holds no number or date with what it holds."""
    claims = said("share", "36"), said("words", "1", low=None, high=None), said("vague", "of late", "date")
    known = register(*claims, one=row(value="35.8", sales=""))
    with pytest.raises(ValueError, match=message):
        find_ref(given, known)


# Checks


def test_a_check_says_what_it_found() -> None:
    """A check keeps its rule, texts and inputs in order, and tells what was computed in the stated unit."""
    pay, gap, income = said("pay", "35.8", "USD"), said("gap", "29.0", "USD"), said("income", "6.8", "USD", of="office")
    inputs = {"result": "claim:income", "minuend": "claim:pay", "subtrahend": "claim:gap"}
    entry = check("difference", inputs=inputs, tolerance=1, suspects=["gap"])
    result = run(entry, register(pay, gap, income))
    assert (result.id, result.title, result.reading) == ("one", "The check one", "Read it so.")
    assert (result.verdict, result.unit, result.tolerance, result.suspects) == ("holds", "USD", 1, ("gap",))
    assert (result.text, result.said_text) == ("US$6.8", "US$6.8")
    assert [ref.claim for ref in result.refs] == ["pay", "gap", "income"]
    assert result.row_ids == ("claim:gap", "claim:income", "claim:pay")


def test_a_constant_is_no_row() -> None:
    """A check that compares with a number of ours rests on the claim alone."""
    inputs = {"stated": "claim:a", "listed": {"value": 5, "unit": "count", "why": "the list has five lines"}}
    result = run(check("listed", inputs=inputs), register(said("a", "5", "count")))
    assert (result.verdict, result.row_ids) == ("holds", ("claim:a",))
    assert result.inputs["listed"][0].why == "the list has five lines"


def test_tolerance_is_in_percent() -> None:
    """Two values that are an eleventh apart agree within a tenth and not within a twentieth."""
    known = register(said("a", "100.0"), said("b", "110.0"))
    assert [run(check(tolerance=percent), known).verdict for percent in (0, 5, 10)] == ["fails", "fails", "holds"]


@dataclass(frozen=True)
class Bad:
    """A check's or link's entry that is wrong, and what must be said of it."""

    entry: Entry
    code: str
    says: str


KNOWN = register(
    said("a", "36"),
    said("b", "40", of="review"),
    said("money", "5", "USD"),
    said("date", "2022", "date"),
    said("words", "1", low=None, high=None),
    said("abroad", "36", of="review", iso3="BEL"),
    said("stray", "36", of="wire"),
    one=row(value="35.8", sales="2.5", day="2022"),
)
KNOWN = replace(KNOWN, claims={**KNOWN.claims, "a": said("a", "36", iso3="LUX")}, origins=origins(paper=("paper",)))
BAD_CHECKS = {
    "rule": Bad(check("sam"), "unknown-rule", "no rule `sam`. Did you mean `same`?"),
    "other inputs": Bad(check(inputs={"a": "claim:a", "c": "claim:b"}), "check-inputs", "expected a, b; got a, c"),
    "claim": Bad(check(inputs={"a": "claim:mony", "b": "claim:b"}), "check-input", "Did you mean `money`?"),
    "row": Bad(check(inputs={"a": "claim:a", "b": "table:stats:on.value"}), "check-input", "Did you mean `stats:one`?"),
    "column": Bad(check(inputs={"a": "claim:a", "b": "table:stats:one.valu"}), "check-input", "Did you mean `value`?"),
    "no number": Bad(check(inputs={"a": "claim:words", "b": "claim:b"}), "check-input", "claim:words. no number"),
    "a list": Bad(check(inputs={"a": ["claim:a"], "b": "claim:b"}), "check-input", "input `a`"),
    "suspect": Bad(check(suspects=["mony"]), "unknown-claim", "no claim `mony`. Did you mean `money`?"),
    "unit": Bad(
        check(inputs={"a": "claim:a", "b": "claim:money"}), "unit-mismatch", "expected one unit; got USD, percent"
    ),
    "date": Bad(check(inputs={"a": "claim:a", "b": "claim:date"}), "unit-mismatch", "got date, percent"),
    "nobody's failure": Bad(
        check(verdict="fails", suspects=[]), "failure-of-nobody", "expected `suspects` or `excuse`; got neither"
    ),
    "an excused culprit": Bad(
        check(verdict="fails", excuse="A slip."), "failure-of-nobody", "expected `suspects` or `excuse`; got both"
    ),
    "an excuse for nothing": Bad(
        check(inputs={"a": "claim:a", "b": "claim:a"}, verdict="holds", excuse="A slip."),
        "failure-of-nobody",
        "expected a check that fails; got holds",
    ),
    "a failing sanity check": Bad(
        check("at_most", inputs={"smaller": "claim:b", "larger": "claim:a"}, verdict="fails"),
        "failure-uncounted",
        "Say in `informs` what the check could find",
    ),
    "verdict": Bad(check(verdict="holds"), "verdict-moved", "the verdict that was reviewed; expected fails; got holds"),
    "no verdict": Bad(check(), "verdict-moved", "expected fails; got nothing"),
}
BAD_LINKS = {
    "itself": Bad(link(target="claim:a"), "link-to-itself", "a claim cannot bear out itself"),
    "one document": Bad(
        link(relation="supports", target="claim:money", independent=True),
        "not-independent",
        "One document is one origin",
    ),
    "two places": Bad(link(target="claim:abroad", independent=False), "two-places", "expected LUX; got BEL"),
    "no origin": Bad(link(target="claim:stray"), "origin-unsaid", "`claim:stray` has no origin"),
    "claim": Bad(link(claim="mony"), "unknown-claim", "no claim `mony`. Did you mean `money`?"),
    "target": Bad(link(target="claim:mony"), "link-target", "claim:mony. no claim `mony`. Did you mean `money`?"),
    "row": Bad(link(target="table:stats:on.value"), "link-target", "Did you mean `stats:one`?"),
    "column": Bad(link(target="table:stats:one.valu"), "link-target", "Did you mean `value`?"),
    "judged": Bad(link(relation="supports", target="claim:mony"), "link-target", "Did you mean `money`?"),
    "unit": Bad(link(target="claim:money"), "link-target", "a percent cannot be compared with a USD"),
    "date": Bad(link(target="table:stats:one.day"), "link-target", "a percent cannot be compared with a date"),
    "no number": Bad(link(target="claim:words"), "link-target", "no number"),
}
SHAPELESS = {
    "no rule": Bad(check(rule=""), "bad-field", '`rule`; expected a text; got ""'),
    "no title": Bad(check(title=""), "bad-field", '`title`; expected a text; got ""'),
    "no reading": Bad(check(reading=None), "bad-field", "`reading`; expected a text; got null"),
    "no inputs": Bad(check(inputs={}), "bad-field", "`inputs`; expected an object of quantities; got {}"),
    "an empty list": Bad(check(inputs={"a": []}), "bad-field", "`inputs.a`; expected a list of references"),
    "constant": Bad(check(inputs={"b": {"value": 5}}), "missing-field", "`inputs.b.why` is missing"),
    "no claim": Bad(link(claim=None), "bad-field", "`claim`; expected a text; got null"),
    "relation": Bad(link(relation="sames"), "bad-field", f'expected {", ".join(RELATIONS)}; got "sames". Did you'),
    "no reason": Bad(link(why=""), "bad-field", '`why`; expected a text; got ""'),
    "independence": Bad(link(independent="yes"), "bad-field", '`independent`; expected a typed exception; got "yes"'),
    "an exception without a reason": Bad(
        link(independent={"is": True}), "missing-field", "`independent.why` is missing"
    ),
    "a link's constant": Bad(link(target={"value": 36}), "bad-field", "`target`; expected `claim:<id>` or"),
}


@pytest.mark.parametrize("kind", BAD_CHECKS)
def test_a_bad_check_is_told(kind: str) -> None:
    """Each kind of bad check is told with its place and, where a name is unknown, the nearest one; it has no result."""
    bad = BAD_CHECKS[kind]
    result, [problem] = run_check(bad.entry, KNOWN)
    assert result is None
    assert problem.code == bad.code
    assert str(problem).startswith(f"{CHECKS}, check `{bad.entry['id']}`")
    assert bad.says in str(problem)


@pytest.mark.parametrize("kind", BAD_LINKS)
def test_a_bad_link_is_told(kind: str) -> None:
    """Each kind of bad link is told with its place and, where a name is unknown, the nearest one; it has no result."""
    bad = BAD_LINKS[kind]
    result, [problem] = run_link(bad.entry, KNOWN)
    assert result is None
    assert problem.code == bad.code
    assert str(problem).startswith(f"{LINKS}, link `{bad.entry['id']}`")
    assert bad.says in str(problem)


@pytest.mark.parametrize("kind", SHAPELESS)
def test_an_entry_of_another_shape_is_told(kind: str, tmp_path: Path) -> None:
    """An entry that does not fit its schema is told by its id and the field, and is not run."""
    bad = SHAPELESS[kind]
    path, noun = (CHECKS, "check") if "rule" in bad.entry else (LINKS, "link")
    write_json(tmp_path, path, [bad.entry])
    with pytest.raises(DataError) as caught:
        run_audit(tmp_path, KNOWN)
    [problem] = caught.value.problems
    assert str(problem).startswith(f"{path}, {noun} `one`: ")
    assert (problem.code, bad.says in str(problem)) == (bad.code, True)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Every bad check, every bad link and every id that is missing or stands twice come in one error."""
    checks = [{**bad.entry, "id": f"c{n}"} for n, bad in enumerate(BAD_CHECKS.values())]
    links = [{**bad.entry, "id": f"l{n}"} for n, bad in enumerate(BAD_LINKS.values())]
    write_json(tmp_path, CHECKS, [*checks, check(key="c0", rule="sam")])
    write_json(tmp_path, LINKS, [*links, link("l0"), {**link(), "id": "", "claim": "mony"}])
    with pytest.raises(DataError) as caught:
        run_audit(tmp_path, KNOWN)
    text = str(caught.value)
    wanted = [*BAD_CHECKS.values(), *BAD_LINKS.values()]
    codes = {bad.code for bad in wanted} | {"entry-id", "bad-field"}
    assert all(f"check `{entry['id']}`" in text for entry in checks)
    assert all(f"link `{entry['id']}`" in text for entry in links)
    assert {problem.code for problem in caught.value.problems} == codes
    assert all(bad.says in text for bad in wanted)
    assert f"[entry-id] {CHECKS}, check `c0`: id `c0`; expected an id of its own; got twice" in text
    assert f"[entry-id] {LINKS}, link `l0`: id `l0`; expected an id of its own; got twice" in text
    assert f"{LINKS}, link {len(links) + 2}: `id`; expected a slug" in text


def test_one_bad_entry_tells_all_that_is_wrong_with_it() -> None:
    """A check with an unknown input and an unknown suspect is told twice, a link of an unknown claim to itself too."""
    entry = check(inputs={"a": "claim:mony", "b": "claim:b"}, suspects=["dat"])
    _, problems = run_check(entry, KNOWN)
    assert [problem.code for problem in problems] == ["check-input", "unknown-claim"]
    _, problems = run_link(link(claim="mony", target="claim:mony"), KNOWN)
    assert [problem.code for problem in problems] == ["unknown-claim", "link-to-itself"]


def test_a_link_without_an_id_is_told(tmp_path: Path) -> None:
    """A link that is right but for its missing id is told as such, and is no crash."""
    entry = link()
    del entry["id"]
    write_json(tmp_path, LINKS, [entry])
    with pytest.raises(DataError, match=rf"{LINKS}, link 1: `id` is missing"):
        run_audit(tmp_path, KNOWN)


@pytest.mark.parametrize("content", ["", "{", '{"id": "x"}', '"text"'])
@pytest.mark.parametrize("path", [CHECKS, LINKS])
def test_a_register_that_cannot_be_read(tmp_path: Path, path: str, content: str) -> None:
    """A file that is no JSON list of objects is refused by its path."""
    write_json(tmp_path, path, [])
    (tmp_path / path).write_text(content)
    with pytest.raises(DataError, match=rf"\[bad-json\] {path}: .*; expected (JSON|a list of entries); got"):
        run_audit(tmp_path, KNOWN)


def test_without_files_nothing_is_checked(tmp_path: Path) -> None:
    """A project without checks and links has an audit in which every claim stands alone."""
    result = run_audit(tmp_path, register(said("a", "36")))
    assert (result.checks, result.links) == ((), ())
    assert result.statuses_by_claim["a"].status == "single-source"


# Links


@pytest.mark.parametrize(
    ("relation", "target", "verdict"),
    [
        ("same", "table:stats:near.value", "agrees"),
        ("same", "table:stats:far.value", "differs"),
        ("newer", "table:stats:far.value", "differs"),
        ("newer", "table:stats:near.value", "agrees"),
        ("same", "claim:open", "cannot tell"),
        ("supports", "table:stats:far.value", "agrees"),
        ("opposes", "table:stats:near.value", "differs"),
        ("supports", "claim:words", "agrees"),
        ("opposes", "table:stats:near.note", "differs"),
    ],
)
def test_what_a_link_says(relation: str, target: str, verdict: str) -> None:
    """Numbers are compared; where statements are, the judgement is the register's and needs no number."""
    claims = (
        said("a", "36", **MORE),
        said("open", "50", of="press", **MORE),
        said("words", "1", of="review", low=None, high=None),
    )
    known = register(*claims, near=row(value="45"), far=row(value="20"))
    result = linked(link(relation=relation, target=target), known)
    assert result.verdict == verdict
    assert result.target.row == target.removeprefix("table:").rpartition(".")[0] or result.target.row == target
    assert result.grade == ("A" if target.startswith("table:") else known.grade(target))


def test_a_link_forgives_its_tolerance() -> None:
    """What counts as the same value is the link's to say, in percent."""
    known = register(said("a", "36.0"), said("b", "38.0", of="review"))
    assert [linked(link(tolerance=percent), known).verdict for percent in (0, 10)] == ["differs", "agrees"]


# Origins


def linked_to(known: Register, target: str = "claim:b") -> Link:
    """Return a link from claim ``a`` to another row of some register."""
    return linked(link(target=target), known)


@pytest.mark.parametrize(
    ("known", "independent", "told"),
    [
        ({"paper": ("census",), "review": ("survey",)}, True, "Census; Survey"),
        ({"paper": ("census",), "review": ("census",)}, False, "both rest on Census"),
        ({"paper": ("census", "survey"), "review": ("survey",)}, False, "both rest on Survey"),
        ({"paper": ("census",), "review": ("survey",), "a": ("ministry",), "b": ("ministry",)}, False, "Ministry"),
        ({"paper": ("census",), "review": ("census",), "a": ("survey",)}, True, "Survey; Census"),
        ({"paper": ("census",), "review": ("census",), "a": ("survey",), "b": ("ministry",)}, True, "Survey; Ministry"),
    ],
)
def test_independence_follows_from_origins(known: dict[str, tuple[str, ...]], independent: bool, told: str) -> None:
    """Two statements are independent if no origin is in both; a claim's own origin stands before its document's."""
    claims = said("a", "36"), said("b", "36", of="review")
    result = linked_to(replace(register(*claims), origins=origins(**known)))
    assert (result.independent, result.verdict) == (independent, "agrees")
    assert result.origins.endswith(told)


def test_a_row_has_an_origin_of_its_own() -> None:
    """A table's row rests on what the register names for it, and otherwise on what its source rests on."""
    known = register(said("a", "36"), one=row("review", value="36"), two=row("review", value="36"))
    rests = {"paper": ("census",), "review": ("census",), "stats:two": ("survey",)}
    known = replace(known, origins=origins(**rests))
    links = [linked_to(known, f"table:stats:{key}.value").independent for key in ("one", "two")]
    assert links == [False, True]


def test_publishers_count_where_nothing_is_named() -> None:
    """Two documents of one publisher are not independent though no register says so."""
    same_house = {key: replace(source, publisher="House") for key, source in SOURCES.items()}
    known = replace(register(said("a", "36"), said("b", "36", of="review")), sources=same_house, origins=origins())
    assert not linked_to(known).independent


def test_a_typed_exception_stands_with_its_reason() -> None:
    """Where the editor says why, a typed answer takes the place of the computed one, in either direction."""
    same = {"paper": ("census",), "review": ("census",)}
    known = replace(register(said("a", "36"), said("b", "36", of="review")), origins=origins(**same))
    assert not linked_to(known).independent
    assert linked(link(independent=True), known).independent
    apart = replace(known, origins=origins(paper=("census",), review=("survey",)))
    assert not linked(link(independent=False), apart).independent


def test_bad_origins_are_told(tmp_path: Path) -> None:
    """An origin that names an unknown claim, source or row is told with the nearest name."""
    entry = {"id": "census", "name": "Census", "kind": "statistic", "claims": ["mony"], "sources": ["pres"]}
    write_json(tmp_path, "data/audit/origins.json", [{**entry, "rows": ["stats:on"]}])
    with pytest.raises(DataError) as caught:
        run_audit(tmp_path, KNOWN)
    assert [problem.code for problem in caught.value.problems] == ["unknown-origin"] * 3
    for name in ("money", "press", "stats:one"):
        assert f"Did you mean `{name}`?" in str(caught.value)


def test_origins_are_read(tmp_path: Path) -> None:
    """The register of origins decides: the same two claims corroborate or repeat each other by what it says."""
    known = replace(register(said("a", "36"), said("b", "36", of="review")), origins=origins())
    for sources, status in ((["paper", "review"], "repeated"), (["paper"], "corroborated")):
        entries = [
            {"id": "census", "name": "Census", "kind": "statistic", "sources": sources},
            {"id": "own", "name": "The review", "kind": "publisher", "sources": ["review"]},
        ]
        write_json(tmp_path, "data/audit/origins.json", entries)
        assert audit(tmp_path, known, links=[link()]).statuses_by_claim["a"].status == status


# What counts


@pytest.mark.parametrize(
    ("entry", "counted"),
    [
        (check(), True),
        (check("at_most", inputs={"smaller": "claim:a", "larger": "claim:b"}), False),
        (check("at_most", inputs={"smaller": "claim:a", "larger": "claim:b"}, informs="It could be more."), True),
        (check("distinct"), False),
        (check("distinct", informs="They could be one."), False),
    ],
)
def test_what_counts_as_a_check(entry: Entry, counted: bool) -> None:
    """A check that nearly always holds counts only where it says what it could have found, a warning never."""
    assert run(entry, register(said("a", "36"), said("b", "53", of="review"))).counted is counted


def test_a_check_says_what_would_make_it_fail() -> None:
    """The sentence holds today's numbers, tolerance included, and each rule has its own."""
    known = register(said("a", "36.0"), said("b", "36.0", of="review"))
    assert (
        run(check(tolerance=10), known).fails_if
        == "It would fail if what is stated, 36%, lay outside 32.4 to 39.7%, rounding allowed."
    )
    bound = check("at_most", inputs={"smaller": "claim:a", "larger": "claim:b"})
    assert run(bound, known).fails_if == "It would fail if the first, 36%, lay above the second, 36%."
    days = register(said("a", "2020", "date"), said("b", "2020", "date", of="review"))
    assert run(check("same_date"), days).fails_if == "It would fail if the two dates had no day in common."


def test_an_interval_is_told_where_it_decides() -> None:
    """The numbers as printed give one result; rounding is shown only where they alone would give another verdict."""
    close = register(said("a", "36"), said("b", "36.4", of="review"))
    assert run(check(), close).text == "35.5 to 36.5%, by our reading of the rounding,"
    assert run(check(), register(said("a", "36"), said("b", "36", of="review"))).text == "36%"
    assert run(check(), register(said("a", "36"), said("b", "53", of="review"))).text == "36%"


def test_an_excused_failure_is_not_counted_as_one() -> None:
    """A difference that is nobody's error has an outcome of its own and blames nobody."""
    known = register(said("a", "36"), said("b", "53", of="review"))
    result = run(check(suspects=[], excuse="Two ways to count."), known)
    assert (result.verdict, result.outcome, result.blamed) == ("fails", "explained", ())
    assert run(check(), known).outcome == "fails"


# Statuses


@dataclass(frozen=True)
class Case:
    """The smallest register in which claim ``a`` has a status, and the words of its reason."""

    claims: tuple[Claim, ...]
    reason: str
    checks: tuple[Entry, ...] = ()
    links: tuple[Entry, ...] = ()
    rows: tuple[dict[str, str], ...] = ()

    def run(self, root: Path) -> Audit:
        """Return the case's audit."""
        return audit(
            root,
            register(*self.claims, **{f"r{n}": cells for n, cells in enumerate(self.rows)}),
            self.checks,
            self.links,
        )


SMALLEST: dict[Status, Case] = {
    "inconsistent": Case((said("a", "36"), said("b", "53")), "The check one: fails", checks=(check(),)),
    "contradicted": Case(
        (said("a", "36"), said("b", "53", of="review")), "Review (grade B): One market", links=(link(),)
    ),
    "superseded": Case(
        (said("a", "36"),),
        "Office (grade A): One market",
        links=(link(relation="newer", target="table:stats:r0.value"),),
        rows=(row(value="41"),),
    ),
    "corroborated": Case(
        (said("a", "36"), said("b", "36.4", of="press")), "Press (grade C): One market", links=(link(),)
    ),
    "disputed": Case(
        (said("a", "36"), said("b", "53", of="review")),
        "Review (grade B): One market",
        links=(link(relation="opposes"),),
    ),
    "supported": Case(
        (said("a", "36"), said("b", "53", of="press")),
        "Press (grade C): One market",
        links=(link(relation="supports"),),
    ),
    "repeated": Case(
        (said("a", "36"), said("b", "36", of="press")), "Press (grade C): One market", links=(link(independent=False),)
    ),
    "unverifiable": Case((said("a", "36", of="post"),), "an unverified source, and nothing to test it against"),
    "single-source": Case((said("a", "36"),), "no comparable statement elsewhere"),
}


def test_every_status_has_its_case() -> None:
    """No status is without a meaning and a register in which a claim has it."""
    assert SMALLEST.keys() == STATUS_MEANING.keys() == set(get_args(Status))


@pytest.mark.parametrize("status", SMALLEST)
def test_every_status_is_reached(status: Status, tmp_path: Path) -> None:
    """Each status follows from the smallest register that calls for it, with its reason and what it follows from."""
    case = SMALLEST[status]
    result = case.run(tmp_path)
    standing = result.statuses_by_claim["a"]
    assert (standing.status, standing.reason) == (status, case.reason)
    assert standing.checks == tuple(entry["id"] for entry in case.checks)
    assert standing.links == tuple(entry["id"] for entry in case.links)
    assert result.statuses_by_claim.keys() == {claim.id for claim in case.claims}


def test_the_gravest_status_is_told(tmp_path: Path) -> None:
    """Of all statuses that apply a claim has the gravest: taking that one's cause away brings up the next."""
    causes: dict[Status, tuple[str, Entry]] = {
        "inconsistent": ("check", check(inputs={"a": "claim:a", "b": "claim:own"})),
        "contradicted": ("link", link("against")),
        "superseded": ("link", link("newer", relation="newer", target="table:stats:new.value")),
        "disputed": ("link", link("speaks", relation="opposes")),
        "corroborated": ("link", link("agrees", target="claim:c")),
        "supported": ("link", link("bears-out", relation="supports", target="claim:c")),
        "repeated": ("link", link("repeats", target="claim:c", independent=False)),
    }
    for grade, last in (("post", "unverifiable"), ("paper", "single-source")):
        claims = said("a", "36", of=grade), said("own", "53", of=grade)
        others = said("b", "53", of="review"), said("c", "36", of="press")
        known = register(*claims, *others, new=row(value="41"))
        order: list[Status] = [*causes]
        for first in range(len(order) + 1):
            left = [causes[status] for status in order[first:]]
            checks, links = ([entry for kind, entry in left if kind == wanted] for wanted in ("check", "link"))
            expected = order[first] if first < len(order) else last
            assert audit(tmp_path, known, checks, links).statuses_by_claim["a"].status == expected


@pytest.mark.parametrize(
    ("claim", "other", "entry", "status"),
    [
        (said("a", "36"), said("b", "53", of="press"), link(), "single-source"),
        (said("a", "36", of="post"), said("b", "53", of="post"), link(independent=False), "contradicted"),
        (said("a", "36"), said("b", "36", of="post"), link(), "single-source"),
        (said("a", "36"), said("b", "36", of="review"), link(independent=False), "repeated"),
        (said("a", "36"), said("b", "53", of="review"), link(independent=False), "contradicted"),
        (said("a", "36"), said("b", "53", of="review"), link(relation="newer"), "single-source"),
        (said("a", "36"), said("b", "53", of="office"), link(relation="newer"), "superseded"),
        (said("a", "36"), said("b", "36", of="office"), link(relation="newer"), "corroborated"),
        (said("a", "36", period="2020"), said("b", "36", of="office"), link(relation="newer"), "supported"),
        (said("a", "36", period="2020"), said("b", "36", of="office"), link(), "supported"),
        (said("a", "36", period="2020"), said("b", "36", of="office"), link(years=10), "corroborated"),
        (said("a", "36", period="2020"), said("b", "36", of="office"), link(years=9), "supported"),
        (said("a", "36", period="of late"), said("b", "36", of="office"), link(), "supported"),
        (said("a", "36", period="2020"), said("b", "53", of="office"), link(), "disputed"),
        (said("a", "36"), said("b", "53", of="office"), link(relation="allows"), "single-source"),
        (said("a", "2020", "date"), said("b", "2021", "date", of="office"), link(), "contradicted"),
        (said("a", "36"), said("b", "30", of="office", **MORE), link(), "corroborated"),
        (said("a", "36", **MORE), said("b", "40", of="office", **MORE), link(), "single-source"),
        (said("a", "36"), said("b", "53", of="review"), link(relation="supports"), "supported"),
        (said("a", "36"), said("b", "36", of="review"), link(relation="opposes"), "disputed"),
        (said("a", "36", of="office"), said("b", "53", of="review"), link(relation="opposes"), "single-source"),
    ],
)
def test_who_may_say_so(claim: Claim, other: Claim, entry: Entry, status: Status, tmp_path: Path) -> None:
    """Only an equal or better source contradicts, an official one supersedes, an independent one of grade C agrees."""
    assert audit(tmp_path, register(claim, other), links=[entry]).statuses_by_claim["a"].status == status


@pytest.mark.parametrize(
    ("entry", "printed", "status"),
    [
        (link(), "53", "contradicted"),
        (link(), "36", "corroborated"),
        (link(relation="opposes"), "36", "disputed"),
        (link(relation="newer"), "53", "single-source"),
    ],
)
def test_a_link_speaks_of_both_ends(entry: Entry, printed: str, status: Status, tmp_path: Path) -> None:
    """What a link says of its claim it says of the claim it leads to, but which figure is newer it says of one only."""
    known = register(said("a", "36", of="office"), said("b", printed, of="bureau"))
    standing = audit(tmp_path, known, links=[entry]).statuses_by_claim["b"]
    assert standing.status == status
    assert standing.links == (() if entry["relation"] == "newer" else ("one",))
    assert ("Office (grade A)" in standing.reason) is (status != "single-source")


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ([], "no comparable statement elsewhere"),
        ([link(target="claim:post")], "the only other statement is of grade D"),
        ([link(target="claim:open")], "what else speaks of it has a weaker grade, or leaves the matter open"),
        ([link(target="claim:weak")], "what else speaks of it has a weaker grade, or leaves the matter open"),
    ],
)
def test_why_a_claim_stands_alone(entries: list[Entry], reason: str, tmp_path: Path) -> None:
    """A claim that nothing corroborates says whether nothing speaks of it, or what does decides nothing, and why."""
    others = said("post", "40", of="post"), said("weak", "20", of="press"), said("open", "30", of="review", high=60.0)
    known = register(said("a", "36", **MORE), said("b", "40", of="press"), *others)
    standing = audit(tmp_path, known, links=entries).statuses_by_claim["a"]
    assert (standing.status, standing.reason) == ("single-source", reason)


def statuses(root: Path, known: Register, *checks: Entry) -> dict[str, Status]:
    """Return each claim's status after some checks."""
    return {key: entry.status for key, entry in audit(root, known, checks).statuses_by_claim.items()}


def test_a_check_blames_its_suspects_only(tmp_path: Path) -> None:
    """A failing check makes all its claims inconsistent, or those named as suspects, or with none named nobody."""
    known = register(said("a", "36"), said("b", "53"), said("c", "5"))
    assert statuses(tmp_path, known, check()) == {"a": "inconsistent", "b": "inconsistent", "c": "single-source"}
    only_b = {"a": "single-source", "b": "inconsistent", "c": "single-source"}
    assert statuses(tmp_path, known, check(suspects=["b"])) == only_b
    excused = check(suspects=[], excuse="Two ways to count.")
    assert set(statuses(tmp_path, known, excused).values()) == {"single-source"}


def test_a_suspect_need_not_be_an_input(tmp_path: Path) -> None:
    """A claim that a failing check names as its suspect is inconsistent though the check computes with others."""
    known = register(said("a", "36"), said("b", "53"), said("c", "5"))
    standing = audit(tmp_path, known, [check(suspects=["c"])]).statuses_by_claim["c"]
    assert (standing.status, standing.checks) == ("inconsistent", ("one",))


def test_a_check_that_holds_changes_nothing(tmp_path: Path) -> None:
    """Agreement within one document is no corroboration; the claim still says which checks it passed."""
    standing = audit(tmp_path, register(said("a", "36"), said("b", "36.2")), [check()]).statuses_by_claim["a"]
    assert (standing.status, standing.checks) == ("single-source", ("one",))


def test_one_name_for_two_measures_is_nobodys_error(tmp_path: Path) -> None:
    """A failing check that two measures differ blames no claim."""
    known = register(said("a", "36"), said("b", "36"))
    assert set(statuses(tmp_path, known, check("distinct")).values()) == {"single-source"}


@pytest.mark.parametrize(
    ("own", "other", "status"),
    [
        ("paper", "review", "contradicted"),
        ("paper", "office", "contradicted"),
        ("paper", "press", "single-source"),
        ("post", "press", "contradicted"),
    ],
)
def test_a_check_across_documents(own: str, other: str, status: Status, tmp_path: Path) -> None:
    """A failing check between documents contradicts a claim if what stands against it is of at least equal grade."""
    known = register(said("a", "36", of=own), said("b", "53", of=other))
    assert statuses(tmp_path, known, check())["a"] == status


def test_the_weakest_witness_counts(tmp_path: Path) -> None:
    """A check against several rows contradicts only if all of them are of at least equal grade."""
    known = register(said("a", "36"), x=row("office", value="10"), y=row("press", value="10"))
    inputs = {"parts": ["table:stats:x.value", "table:stats:x.value"], "total": "claim:a"}
    assert statuses(tmp_path, known, check("sum", inputs=inputs))["a"] == "contradicted"
    inputs["parts"] = ["table:stats:x.value", "table:stats:y.value"]
    assert statuses(tmp_path, known, check("sum", inputs=inputs))["a"] == "single-source"


def test_a_document_and_a_constant_are_one_document(tmp_path: Path) -> None:
    """A claim that fails against a count of ours in the same document is inconsistent."""
    inputs = {"stated": "claim:a", "listed": {"value": 7, "unit": "count", "why": "seven are listed"}}
    known = register(said("a", "5", "count"))
    assert statuses(tmp_path, known, check("listed", inputs=inputs)) == {"a": "inconsistent"}


@given(st.permutations(range(4)))
def test_the_order_of_entries_does_not_matter(order: list[int]) -> None:
    """However the registers are ordered, every claim has the same status."""
    from tempfile import TemporaryDirectory

    claims = [said("a", "36"), said("b", "53", of="review"), said("c", "36", of="press"), said("d", "36", of="post")]
    links = [
        link("one"),
        link("two", target="claim:c"),
        link("three", target="claim:d"),
        link("four", claim="b", target="claim:c"),
    ]
    with TemporaryDirectory() as folder:
        first = audit(Path(folder), register(*claims), links=links).statuses_by_claim
        shuffled = register(*(claims[n] for n in order))
        again = audit(Path(folder), shuffled, links=[links[n] for n in order]).statuses_by_claim
    assert {key: entry.status for key, entry in again.items()} == {key: entry.status for key, entry in first.items()}


# Files


def test_the_register_of_a_project(data_project: Path) -> None:
    """A register holds every claim, every table row as printed, every column's unit, and the grades of all of them."""
    known = read_register(data_project, load_sources(data_project))
    assert known.claims.keys() == read_claims(data_project).keys()
    assert known.rows["plants:north"] == {"id": "north", "plant": "North", "capacity": "1200", "source": "trade-press"}
    assert known.units["plants", "capacity"] == "MW"
    assert known.units["plants", "plant"] == ""
    assert (known.grade("plants:south"), known.grade("claim:press-coal-2030")) == ("A", "C")
    assert known.source("plants:south") == "Grid Office 2024"


@pytest.mark.parametrize(
    "path",
    [
        "data/sources.json",
        "data/datapackage.json",
        "data/claims/trade-press.csv",
        "data/tables/plants.csv",
        "data/audit/checks.json",
        "data/audit/links.json",
        "data/audit/origins.json",
    ],
)
def test_the_digest_covers_every_file(path: str, data_project: Path) -> None:
    """Each file that the audit reads changes the digest when it changes, comes or goes; pages and notebooks do not."""
    write_json(data_project, CHECKS, [])
    write_json(data_project, LINKS, [])
    first = register_digest(data_project)
    (data_project / "docs" / "index.md").write_text("Other.")
    assert register_digest(data_project) == first
    content = (data_project / path).read_bytes()
    (data_project / path).write_bytes(content + b"\n")
    assert register_digest(data_project) != first
    (data_project / path).unlink()
    assert register_digest(data_project) != first
    (data_project / path).write_bytes(content)
    assert register_digest(data_project) == first


def test_what_the_audit_found_can_be_cited(tmp_path: Path) -> None:
    """Each check and each standing is a row of its own, whose source is the audit."""
    rows = audit_rows(audit(tmp_path, register(said("a", "36"), said("b", "53")), [check()]), "own")
    assert rows["check:one"] == {"title": "The check one", "verdict": "fails", "source": "own"}
    assert rows["status:a"] == {"claim": "a", "status": "inconsistent", "source": "own"}
    assert rows.keys() == {"check:one", "status:a", "status:b"}


@pytest.mark.parametrize("spoil", [lambda claim: replace(claim, low=53.0, high=53.0, as_printed="53"), None])
def test_statuses_are_computed(spoil: Callable[[Claim], Claim] | None, tmp_path: Path) -> None:
    """Changing a number changes the statuses that rest on it, and nothing else does."""
    other = said("b", "36", of="review")
    known = register(said("a", "36"), spoil(other) if spoil else other)
    result = audit(tmp_path, known, links=[link()])
    assert {item.status for item in result.statuses_by_claim.values()} == {"contradicted" if spoil else "corroborated"}
    target = result.links[0].target.interval
    assert (target.low, target.high) == pytest.approx((52.5, 53.5) if spoil else (35.5, 36.5), abs=1e-5)
