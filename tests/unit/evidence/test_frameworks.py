"""The frameworks register and the theses: what an entry must hold, and where a procedure leads."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.data.claims import read_claims
from proofpress.data.registers import read_entries
from proofpress.evidence.frameworks import FOLDER, Framework, framework_from, procedure_json, read_frameworks
from proofpress.evidence.procedures import SHOWN, Outcome, Procedure, Question, RuleRow, procedure_problems
from proofpress.evidence.theses import DEBATE, read_theses
from proofpress.model.errors import DataError
from proofpress.model.records import Claim
from proofpress.model.settings import Settings
from tests.support.registers import Entry, framework, procedure, said, score, thesis, write_json
from tests.support.shapes import words_of

ROOT = Path(__file__).parents[3]
FILE = f"{FOLDER}/report.json"
KINDS = words_of("frameworks", "kind")
CLAIMS = {"a": said("a", "36"), "words": said("words", "1", low=None, high=None), "most": said("most", "60", low=None)}


def framework_of(entry: Entry | None = None, claims: Mapping[str, Claim] = CLAIMS) -> Framework:
    """Return the framework of an entry."""
    return framework_from(entry or framework(), "report", claims)


def table(**changes: Any) -> Procedure:
    """Return the decision table of an entry that is changed as told."""
    result = framework_of(framework(procedure=procedure(**changes))).procedure
    assert result is not None
    return result


def settings(root: Path) -> Settings:
    """Return the settings of a project with one analysis."""
    return Settings(root, analyses=("plants", "power-mix"))


def refused(root: Path, *entries: Any) -> list[str]:
    """Return what is said of a document's frameworks, a line each."""
    write_json(root, FILE, list(entries))
    with pytest.raises(DataError) as caught:
        read_frameworks(settings(root), CLAIMS)
    return [f"[{problem.code}] {problem}" for problem in caught.value.problems]


# Entries


def test_an_entry_becomes_a_framework() -> None:
    """Each field of an entry is kept, the document is the file's, and what cannot be applied does not work."""
    procedure = framework_of()
    assert (procedure.id, procedure.name, procedure.kind, procedure.source) == (
        "ladder",
        "Ladder of plants",
        "ladder",
        "report",
    )
    assert (procedure.section, procedure.paragraphs, procedure.analysis, procedure.use) == (
        "Power in brief",
        (2,),
        "plants",
        "The page ranks them.",
    )
    assert [(part.name, part.text) for part in procedure.elements] == [("Old", "Built before the law.")]
    assert [(case.case, case.place, case.why, case.paragraph) for case in procedure.cases] == [
        ("North", "Old", "It is the first.", 2)
    ]
    assert not procedure.works


def test_an_index_takes_its_numbers_from_claims() -> None:
    """A weight and the bounds of zones may be claims; a bound that is left open is open."""
    procedure = framework_of(framework(score=score()))
    assert procedure.score is not None
    assert procedure.works
    [load], [low, high] = procedure.score.inputs, procedure.score.zones
    assert (load.weight, load.weight_claim, load.low, load.high) == (36, "a", 0, 100)
    assert ((low.low, low.high), (high.low, high.high)) == ((None, 36), (36, None))
    plain = framework_of(
        framework(score=score(inputs=[{"id": "x", "text": "X", "weight": 0.5, "min": 0, "max": "claim:most"}]))
    )
    assert plain.score is not None
    assert (plain.score.inputs[0].weight_claim, plain.score.inputs[0].high) == ("", 60)


def test_every_text_is_told() -> None:
    """All that a person wrote for a reader comes up for the lint: changing any of it changes the texts."""
    entry = framework(procedure=procedure(), score=score())
    entry["procedure"]["questions"][1]["help"] = "Or owed."
    text = "\n".join(framework_of(entry).texts())
    keys = {"name", "what", "text", "relations", "case", "why", "use", "intro", "help", "explain"}
    seen = 0

    def texts_in(item: Any, at: str = "") -> None:
        nonlocal seen
        if isinstance(item, dict):
            for key, inner in item.items():
                if key != "examples" and not (at == "zones" and key == "name"):
                    texts_in(inner, key if isinstance(inner, list | dict) else f"{at}.{key}")
        elif isinstance(item, list):
            for inner in item:
                texts_in(inner, at)
        elif at.rpartition(".")[2] in keys:
            seen += 1
            assert str(item) in text, at

    texts_in(entry)
    assert seen > 25


@pytest.mark.parametrize("key", sorted(framework().keys() - {"id"}))
def test_a_field_that_is_missing(key: str, tmp_path: Path) -> None:
    """An entry without one of its fields is told by its id and the field."""
    entry = framework()
    del entry[key]
    [line] = refused(tmp_path, entry)
    assert line.startswith(f"[missing-field] {FILE}, framework `ladder`: `{key}` is missing; expected ")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"paragraphs": ["two"]}, '`paragraphs[0]`; expected the number of a paragraph, counted from one; got "two"'),
        ({"paragraphs": 2}, "`paragraphs`; expected a list of paragraph numbers; got 2"),
        ({"kind": "laddre"}, 'checklist; got "laddre". Did you mean `ladder`?'),
        ({"elements": []}, "`elements`; expected a list of elements, one at least; got []"),
        ({"elements": ["Old"]}, '`elements[0]`; expected an element; got "Old"'),
        ({"cases": [{"case": "North", "place": "Old"}]}, "`cases[0].paragraph` is missing"),
        ({"procedure": procedure(questions=[])}, "`procedure.questions`; expected a list of questions, one at least"),
        ({"procedure": procedure(rule=[])}, "unknown field `procedure.rule`. Did you mean `rules`?"),
        ({"score": score(zones=[{"name": "Low", "from": 0}])}, "`score.zones[0].to` is missing"),
        (
            {"score": score(inputs=[{"id": "x", "text": "X", "weight": "claim:b", "min": 0, "max": 1}])},
            "no claim `b`. Known: `a`, `most`, `words`.",
        ),
        (
            {"score": score(inputs=[{"id": "x", "text": "X", "weight": "claim:words", "min": 0, "max": 1}])},
            "claim `words`; expected a number; got none",
        ),
    ],
)
def test_a_field_of_another_shape(changes: Entry, says: str, tmp_path: Path) -> None:
    """A field that holds something else than it should is told by the entry's id, whatever stands there."""
    lines = refused(tmp_path, framework(**{"cases": [], **changes}))
    assert all(f"] {FILE}, framework `ladder`: " in line for line in lines)
    assert says in "\n".join(lines)


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Kind, elements, analysis, place, procedure and id: each fault of each entry is in one error."""
    write_json(tmp_path, f"{FOLDER}/another.json", [framework("shared")])
    place = f"{FILE}, framework"
    lines = refused(
        tmp_path,
        framework("kind", kind="ladders"),
        framework("empty", elements=[], cases=[]),
        framework("analysis", analysis="plant"),
        framework("place", cases=[{"case": "North", "place": "New", "paragraph": 2}]),
        framework("astray", procedure=procedure(examples=[example("shut", open="yes", paid="yes")])),
        framework("shared"),
        framework("twice"),
        framework("twice"),
        {"id": "shape"},
    )
    assert [line.partition("]")[0][1:] for line in lines] == [
        *("bad-field", "bad-field", "entry-id", *["missing-field"] * 10),
        *("unknown-analysis", "case-place", "example-astray", "duplicate-framework"),
    ]
    text = "\n".join(lines)
    assert f"{place} `twice`: id `twice`; expected an id of its own; got twice" in text
    assert f'{place} `kind`: `kind`; expected {", ".join(KINDS)}; got "ladders". Did you mean `ladder`?' in text
    assert f"{place} `empty`: `elements`; expected a list of elements, one at least; got []" in text
    assert f"{place} `analysis`: analysis `plant`. Did you mean `plants`?" in text
    assert f"{place} `place`, case `North`: place `New`; expected an element’s name; got New" in text
    assert f"{place} `astray`, example `North`: the text’s case; expected shut; got runs" in text
    assert f"{place} `shared`: the id stands in {FOLDER}/another.json too" in text


def test_frameworks_come_by_document(tmp_path: Path) -> None:
    """All files are read, each document's frameworks in their own order; without files there are none."""
    assert read_frameworks(settings(tmp_path), {}) == ()
    write_json(tmp_path, f"{FOLDER}/b.json", [framework("z"), framework("y", analysis="debate")])
    write_json(tmp_path, f"{FOLDER}/a.json", [framework("x", procedure=procedure())])
    frameworks = read_frameworks(settings(tmp_path), CLAIMS)
    assert [(item.source, item.id) for item in frameworks] == [("a", "x"), ("b", "z"), ("b", "y")]
    assert [item.works for item in frameworks] == [True, False, False]


def test_a_case_may_stand_at_an_outcome(tmp_path: Path) -> None:
    """A case that the text decides is placed at an outcome of the procedure as well as at an element."""
    cases = [{"case": "North", "place": "It runs", "paragraph": 2}]
    write_json(tmp_path, FILE, [framework(cases=cases, procedure=procedure())])
    assert len(read_frameworks(settings(tmp_path), CLAIMS)) == 1
    assert "[case-place]" in refused(tmp_path, framework(cases=cases))[0]


# Procedures


def example(outcome: str, **answers: str) -> Entry:
    """Return one of the text's own cases."""
    return {"case": "North", "answers": answers, "outcome": outcome, "paragraph": 2}


def codes(**changes: Any) -> list[str]:
    """Return what is wrong with the made-up decision table, changed as told."""
    return [problem.code for problem in procedure_problems(table(**changes), "here")]


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ({"open": "yes", "paid": "yes"}, "runs"),
        ({"open": "yes", "paid": "no"}, "shut"),
        ({"open": "no", "paid": "yes"}, "shut"),
        ({"open": "no"}, "shut"),
        ({}, "runs"),
    ],
)
def test_the_first_rule_that_fits_decides(answers: dict[str, str], outcome: str) -> None:
    """Rules are tried in order; an answer that a rule does not ask for does not matter."""
    decided = table().decide(answers)
    assert decided is not None
    assert decided.outcome == outcome
    assert table(rules=[]).decide(answers) is None


def test_a_good_table_has_no_problems() -> None:
    """Every answer leads somewhere, every rule decides something, and the text's case lands where the text says."""
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"rules": [{"when": {"open": "maybe"}, "outcome": "runs"}, {"when": {}, "outcome": "shut"}]},
            "[unknown-answer] here, rule 1: `open`: `maybe`; expected a question and one of its answers.",
        ),
        (
            {"rules": [{"when": {"opened": "yes"}, "outcome": "runs"}, {"when": {}, "outcome": "shut"}]},
            "[unknown-answer] here, rule 1: `opened`: `yes`; expected a question and one of its answers.",
        ),
        (
            {"rules": [{"when": {}, "outcome": "run"}]},
            "[unknown-outcome] here, rule 1: outcome `run`; expected runs, shut.",
        ),
        (
            {"examples": [example("runs", open="maybe")]},
            "[unknown-answer] here, example `North`: `open`: `maybe`; expected a question and one of its answers.",
        ),
        (
            {"examples": [example("run", open="no")]},
            "[unknown-outcome] here, example `North`: outcome `run`; expected runs, shut.",
        ),
        (
            {"rules": [{"when": {"open": "yes"}, "outcome": "runs"}, {"when": {"paid": "yes"}, "outcome": "shut"}]},
            "[no-outcome] here: the answers {'open': 'no', 'paid': 'no'} lead nowhere; expected a rule that fits. "
            "Add a rule.",
        ),
        (
            {
                "rules": [
                    {"when": {}, "outcome": "runs"},
                    {"when": {"open": "no"}, "outcome": "shut"},
                ]
            },
            "[idle-rule] here, rule 2: an earlier rule always decides. Remove or reorder it.",
        ),
        (
            {"examples": [example("shut", open="yes", paid="yes")]},
            "[example-astray] here, example `North`: the text’s case; expected shut; got runs.",
        ),
    ],
)
def test_what_is_wrong_with_a_table(changes: Entry, says: str) -> None:
    """Unknown answers and outcomes, answers that lead nowhere, rules that never decide and stray cases are told."""
    assert [f"[{problem.code}] {problem}" for problem in procedure_problems(table(**changes), "here")] == [says]


def test_a_case_that_no_rule_meets_is_astray() -> None:
    """A case of the text that leads nowhere is told beside the answers that do."""
    rules = [{"when": {"open": "yes"}, "outcome": "runs"}]
    assert codes(rules=rules, examples=[example("shut", open="no")]) == ["no-outcome"] * 2 + ["example-astray"]


def test_few_of_many_dead_ends_are_told() -> None:
    """Of many answers that lead nowhere, the first few are told."""
    answers = [{"id": str(n), "text": str(n)} for n in range(9)]
    questions = [{"id": "one", "text": "Which?", "answers": answers}]
    assert codes(questions=questions, rules=[], examples=[]) == ["no-outcome"] * SHOWN


@st.composite
def tables(draw: st.DrawFn) -> Procedure:
    """Return a decision table of some questions and rules, whole or not."""
    names = [f"q{n}" for n in range(draw(st.integers(1, 3)))]
    answers = {name: [f"a{n}" for n in range(draw(st.integers(1, 3)))] for name in names}
    outcomes = ["x", "y", "z"]
    rules = []
    for _ in range(draw(st.integers(0, 5))):
        asked = draw(st.lists(st.sampled_from(names), unique=True))
        when = {name: draw(st.sampled_from(answers[name])) for name in asked}
        rules.append(RuleRow(when, draw(st.sampled_from(outcomes)), "because"))
    questions = tuple(Question(name, name, "", dict.fromkeys(answers[name], "")) for name in names)
    return Procedure("", questions, tuple(rules), tuple(Outcome(outcome, outcome, "") for outcome in outcomes), ())


@given(tables())
def test_a_table_without_problems_decides_everything(found: Procedure) -> None:
    """Where nothing is told, every answer leads to an outcome and every rule is some answer's; else one does not."""
    text = {problem.code for problem in procedure_problems(found, "here")}
    combinations = list(found.combinations())
    assert len(combinations) == len({tuple(answers.items()) for answers in combinations})
    decided = [found.decide(answers) for answers in combinations]
    assert ("no-outcome" in text) is any(rule is None for rule in decided)
    used = [any(rule is other for other in decided) for rule in found.rules]
    assert ("idle-rule" in text) is (not all(used))
    for answers, rule in zip(combinations, decided, strict=True):
        fitting = [other for other in found.rules if other.fits(answers)]
        assert rule is (fitting[0] if fitting else None)


def test_the_script_gets_what_the_page_shows() -> None:
    """The JSON of a procedure holds its questions, rules, outcomes and cases, its texts bound, and opens no tag."""
    entry = framework(procedure=procedure(), score=score())
    entry["procedure"]["rules"][2]["why"] = "At {{ share }} </script>"
    text = procedure_json(framework_of(entry), lambda text: text.replace("{{ share }}", "36%"))
    assert "<" not in text
    loads = json.loads(text)
    assert loads["questions"] == ["open", "paid"]
    assert loads["rules"][2] == {"when": {}, "outcome": "runs", "why": "At 36% </script>"}
    assert loads["outcomes"]["shut"] == {"text": "It is shut", "explain": "It makes none."}
    assert loads["examples"] == [{"case": "North", "answers": {"open": "yes", "paid": "yes"}}]
    assert loads["inputs"] == [{"id": "load", "weight": 36, "low": 0, "high": 100}]
    assert [(zone["from"], zone["to"]) for zone in loads["zones"]] == [(None, 36), (36, None)]


# Theses


def test_theses_come_in_order(tmp_path: Path) -> None:
    """The debate keeps the register's order and may answer a thesis that comes later; without a file there is none."""
    assert read_theses(tmp_path, {}) == ()
    write_json(tmp_path, DEBATE, [thesis("one", answers=["two"]), thesis("two")])
    one, two = read_theses(tmp_path, CLAIMS)
    assert (one.id, one.answers, two.id) == ("one", ("two",), "two")
    assert (one.bears[0].claim, one.bears[0].figure, one.bears[0].side) == ("a", "", "for")
    assert list(one.texts()) == ["Coal stays.", "A series of shares.", "The share did not move."]


def bears(**changes: Any) -> list[Entry]:
    """Return what bears on a thesis, changed as told."""
    return [{"claim": "a", "side": "for", "how": "So.", **changes}]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"bears": bears(side="with")},
            f'[bad-field] {DEBATE}, thesis `x`: `bears[0].side`; expected for, against, neither; got "with"',
        ),
        (
            {"bears": bears(figure="plants/capacity")},
            "`bears[0]`; expected either `figure` or `claim`; got `figure` and `claim`",
        ),
        ({"bears": [{"side": "for", "how": "So."}]}, "`bears[0]`; expected either `figure` or `claim`; got neither"),
        ({"bears": bears(claim="")}, '`bears[0].claim`; expected a text; got ""'),
        (
            {"bears": bears(claim="wordz")},
            "[unknown-claim] data/debate.json, thesis `x`: no claim `wordz`. Did you mean",
        ),
        ({"answers": ["y"]}, "[unknown-thesis] data/debate.json, thesis `x`: no thesis `y`. Known: `x`."),
        ({"bears": [{"claim": "a", "how": "So."}]}, "`bears[0].side` is missing; expected for, against, neither"),
        ({"paragraphs": None}, "`paragraphs`; expected a list of paragraph numbers; got null"),
    ],
)
def test_what_is_wrong_with_a_thesis(changes: Entry, says: str, tmp_path: Path) -> None:
    """An unknown side, claim or thesis, and what bears on it as both or neither of figure and claim, is told."""
    write_json(tmp_path, DEBATE, [thesis("x", **changes)])
    with pytest.raises(DataError) as caught:
        read_theses(tmp_path, CLAIMS)
    [problem] = caught.value.problems
    assert says in f"[{problem.code}] {problem}"


@pytest.mark.parametrize("key", sorted(thesis().keys() - {"id", "answers"}))
def test_a_thesis_needs_every_field(key: str, tmp_path: Path) -> None:
    """A thesis without one of its fields is told by its id and the field; one that answers nothing need not say so."""
    write_json(tmp_path, DEBATE, [{name: cell for name, cell in thesis("x").items() if name != key}])
    with pytest.raises(DataError, match=rf"\[missing-field\] {DEBATE}, thesis `x`: `{key}` is missing"):
        read_theses(tmp_path, CLAIMS)


def test_all_theses_are_told_at_once(tmp_path: Path) -> None:
    """Every fault of every thesis, ids that stand twice included, is in one error."""
    write_json(tmp_path, DEBATE, [thesis("x", bears=bears(claim="b")), thesis("x", answers=["y"]), {}])
    with pytest.raises(DataError) as caught:
        read_theses(tmp_path, CLAIMS)
    assert [problem.code for problem in caught.value.problems] == [
        *("entry-id", *["missing-field"] * 9, "unknown-claim", "unknown-thesis")
    ]


# The procedures of the real register


def real() -> list[Framework]:
    """Return the frameworks of this repository that are decision tables, without its settings."""
    claims = {key: claim for key, (claim, _) in read_claims(ROOT).items()}
    files = sorted((ROOT / FOLDER).glob("*.json"))
    entries = [
        (file.stem, entry) for file in files for entry in read_entries(ROOT, f"{FOLDER}/{file.name}", "frameworks")[0]
    ]
    result = [framework_from(entry, source, claims) for source, entry in entries]
    return [item for item in result if item.procedure]


REAL = {item.id: item.procedure for item in real() if item.procedure}


def test_there_are_procedures() -> None:
    """The register holds decision tables to apply."""
    assert REAL
    assert all(procedure.questions and procedure.rules for procedure in REAL.values())
    assert any(procedure.examples for procedure in REAL.values())


@pytest.mark.parametrize("name", REAL)
def test_every_answer_has_one_outcome(name: str) -> None:
    """Every combination of answers leads to exactly one outcome that the procedure names."""
    procedure = REAL[name]
    assert procedure_problems(procedure, name) == []
    known = [outcome.id for outcome in procedure.outcomes]
    assert len(set(known)) == len(known)
    combinations = list(procedure.combinations())
    assert combinations
    for answers in combinations:
        rule = procedure.decide(answers)
        assert rule is not None, answers
        assert known.count(rule.outcome) == 1, answers


@pytest.mark.parametrize("name", REAL)
def test_every_outcome_is_reached(name: str) -> None:
    """Some answers lead to each outcome, and each question changes the outcome of some."""
    procedure = REAL[name]
    decided = {tuple(answers.items()): procedure.decide(answers) for answers in procedure.combinations()}
    reached = {rule.outcome for rule in decided.values() if rule}
    assert reached == {outcome.id for outcome in procedure.outcomes}
    asked = {key for rule in procedure.rules for key in rule.when}
    assert asked == {question.id for question in procedure.questions}, "a question that no rule asks for"


@pytest.mark.parametrize("name", REAL)
def test_the_texts_cases_are_answered(name: str) -> None:
    """Each case of the text answers only questions that exist, and lands where the text puts it."""
    procedure = REAL[name]
    for example in procedure.examples:
        open_questions = [question for question in procedure.questions if question.id not in example.answers]
        for rest in itertools.product(*(question.answers for question in open_questions)):
            answers = {**example.answers, **dict(zip((q.id for q in open_questions), rest, strict=True))}
            rule = procedure.decide(answers)
            assert rule is not None
            assert rule.outcome == example.outcome, f"{example.case}: the questions left open decide it: {answers}"
