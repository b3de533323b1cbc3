"""The registers as a reader meets them: statuses, checks, frameworks, debate, values, and ``claims.json``."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from proofpress.evidence.audit import run_audit
from proofpress.evidence.frameworks import framework_from
from proofpress.evidence.records import CHECKS, LINKS, STATUS_MEANING, Register
from proofpress.evidence.rules import RULES
from proofpress.evidence.theses import DEBATE, read_theses
from proofpress.model.errors import ProseError
from proofpress.model.files import ProjectFiles
from proofpress.model.records import Claim, Value
from proofpress.record.site_input import SiteInput
from proofpress.render import listings, prose_checks
from proofpress.render import site as sites
from proofpress.render.context import Page
from proofpress.render.registers import blocks, claims_pages, values_page
from tests.support.projects import varied
from tests.support.registers import Entry, check, framework, link, procedure, reviewed, score, thesis, write_json

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput

FIELDS = (
    *("id", "source", "locator", "statement", "metric", "entity", "iso3", "value_low", "value_high", "unit"),
    *("printed", "period", "hedge", "kind", "origin", "grade", "status", "links", "fingerprint"),
)
"""What an entry of ``claims.json`` holds, in this order."""
OLD, NEW = "press-coal-2012", "press-coal-2030"
MIX = "table:power_mix:coal-2012.generation"
WHOLE = {"value": 50, "unit": "TWh", "why": "half of the fuels, made up"}
ENTRIES = [
    check("share", "half", inputs={"part": MIX, "whole": WHOLE, "share": f"claim:{OLD}"}, tolerance=2),
    check("at_most", "order", inputs={"smaller": f"claim:{NEW}", "larger": f"claim:{OLD}"}),
    check("at_most", "back", inputs={"smaller": f"claim:{OLD}", "larger": "claim:open"}),
]
OPEN: dict[str, Any] = {
    "low": 20.0,
    "high": None,
    "hedge": "more than",
    "as_printed": "20",
    "statement": "Gas made over a fifth.",
}


@pytest.fixture(scope="module")
def base(fixture_results: SiteInput) -> SiteInput:
    """Give what the fixture site is rendered from."""
    return fixture_results


def audited(
    base: SiteInput,
    root: Path,
    *,
    checks: Iterable[Entry] = ENTRIES,
    links: Iterable[Entry] = (),
    frameworks: Iterable[Entry] = (),
    theses: Iterable[Entry] = (),
) -> SiteInput:
    """Return evidence with other registers: checks, links, frameworks and theses by their entries."""
    claims = {**base.claims, "open": replace(base.claims[OLD], id="open", **OPEN)}
    units = {("power_mix", "generation"): "TWh", ("power_mix", "year"): "year"}
    known = Register(claims, base.rows, units, base.sources)
    write_json(root, CHECKS, [reviewed(entry, known) for entry in checks])
    write_json(root, LINKS, list(links))
    write_json(root, DEBATE, list(theses))
    audit = run_audit(root, known)
    return varied(
        base,
        claims=claims,
        claim_paths={**base.claim_paths, "open": "data/claims/trade-press.csv"},
        rows=base.project.rows,
        audit=audit,
        frameworks=tuple(framework_from(entry, "trade-press", claims) for entry in frameworks),
        theses=read_theses(root, claims),
    )


def block(evidence: SiteInput, name: str, root: str = "../") -> str:
    """Return a register as a page places it."""
    return sites.names_of(evidence).blocks[name](root)


def shown(html: str) -> str:
    """Return what a reader reads of some HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def part(html: str, start: str, tag: str) -> str:
    """Return the element that begins with a text, to the next end of its tag."""
    assert html.count(start) == 1, f"{start} stands {html.count(start)} times"
    return html[html.index(start) :].partition(f"</{tag}>")[0]


# Statuses and checks


def test_every_status_is_explained_and_counted(base: SiteInput, tmp_path: Path) -> None:
    """The table of statuses lists each with its meaning, the gravest first, and counts every claim once."""
    evidence = audited(base, tmp_path)
    html = block(evidence, "block.statuses")
    rows = re.findall(r'pp-status--([a-z-]+)">.*?<td data-label="When">(.*?)</td>.*?>(\d+)</td>', html)
    assert [(status, meaning) for status, meaning, _ in rows] == list(STATUS_MEANING.items())
    assert sum(int(count) for *_, count in rows) == len(evidence.claims)
    result = [standing.status for standing in evidence.audit.statuses_by_claim.values()]
    assert [int(count) for *_, count in rows] == [result.count(status) for status in STATUS_MEANING]


def test_every_rule_is_explained(base: SiteInput) -> None:
    """The table of rules lists each with what it asks."""
    text = shown(block(base, "block.rules"))
    assert RULES
    assert [name for name, rule in RULES.items() if f"{name} {rule.formula}" not in text] == []


def test_checks_come_by_verdict(base: SiteInput, tmp_path: Path) -> None:
    """Checks that fail come first, then those that hold; what is in no published count comes last, under its name."""
    html = block(audited(base, tmp_path), "block.checks")
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", html) == [
        "Checks that fail: 1",
        "Sanity checks, in no count: 2",
    ]
    assert re.findall(r'<li id="check-(\w+)">', html) == ["half", "order", "back"]
    assert block(audited(base, tmp_path, checks=[]), "block.checks") == ""


def test_a_check_is_a_sentence_with_its_numbers(base: SiteInput, tmp_path: Path) -> None:
    """A check reads as its rule's sentence: claims and rows are linked, a number of ours says where it is from."""
    html = part(block(audited(base, tmp_path), "block.checks"), '<li id="check-half">', "li")
    assert shown(html) == (
        "The check half. 39 TWh of 50 TWh is 78%; stated is 39% . fails Read it so. "
        "It would fail if what is stated, 39%, lay outside 75.5 to 80.6%, rounding allowed. "
        "Rule share : a part over its whole gives the share, within 2%."
    )
    assert re.search(r'href="\.\./data/power-mix/#coal-2012" title="Grid Office 2024: coal, 2012, 39">39 TWh</a>', html)
    assert f'href="../claims/trade-press/#{OLD}"' in html
    assert 'contradicted."' in html, "the claim's hint tells its status"
    assert '<span title="half of the fuels, made up">50 TWh</span>' in html


def test_what_a_check_computed_is_a_value(base: SiteInput, tmp_path: Path) -> None:
    """Where the audit's analysis publishes what a check computed, the number links to it."""
    evidence = audited(varied(base, settings=replace(base.settings, audit_analysis="our-audit")), tmp_path)
    value = Value(*("our-audit", "half", 78, "percent", "78%", "coal over half", "2012", (), ("grid-office",), "A", 3))
    names = sites.names_of(evidence)
    names = replace(names, values={**names.values, value.id: value})
    html = part(blocks(evidence, names)["block.checks"](""), '<li id="check-half">', "li")
    assert re.search(r'<a class="pp-v" href="values/our-audit/#our-audit\.half"[^>]*>78%</a>', html)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_reads(name: str, base: SiteInput, tmp_path: Path) -> None:
    """The sentence of every rule can be told, and leaves no brace behind."""
    rule = RULES[name]
    value = {"value": "2012", "unit": "date", "why": "made up"} if rule.unit == "=date" else f"claim:{OLD}"
    inputs: dict[str, Any] = {key.removesuffix("[]"): [value] if key.endswith("[]") else value for key in rule.inputs}
    html = block(audited(base, tmp_path, checks=[check(name, "it", inputs=inputs)]), "block.checks")
    text = shown(html)
    assert "{" not in text
    assert "}" not in text
    assert f"Rule {name} : {rule.formula}." in text


def test_the_register_shows_status_reason_and_links(base: SiteInput, tmp_path: Path) -> None:
    """Each claim in the register has its status and reason, and a link to all that stands beside it, either way."""
    links = [
        link("later", claim=NEW, relation="opposes", target=MIX, why="Another year"),
        link("pair", claim=NEW, target=f"claim:{OLD}", why="One fuel", independent=False),
    ]
    evidence = audited(base, tmp_path, checks=[], links=links)
    [(result, html)] = claims_pages(evidence, sites.names_of(evidence))
    assert result.address == "claims/trade-press/"
    new, old = (part(html, f'<tr id="{key}" ', "tr") for key in (NEW, OLD))
    assert "disputed" in shown(new)
    assert evidence.audit.statuses_by_claim[NEW].reason in shown(new)
    assert (
        'href="../../data/power-mix/#coal-2012" title="Another year; Trade Press; Grid Office; 18 years apart"' in new
    )
    where = "../../claims/trade-press/"
    title = "One fuel; both rest on Trade Press; 18 years apart"
    assert f'title="{title}">Trade Press 2023: 39%</a> (speaks against, 18 years apart)' in new
    assert f'href="{where}#{NEW}" title="{title}">Trade Press 2023: less than 15%</a> (speaks against' in old


# Frameworks


def test_a_framework_is_shown_whole(base: SiteInput, tmp_path: Path) -> None:
    """A framework's page section has its kind, parts, cases, place in the text, and the analysis that uses it."""
    entries = [framework(), framework("second", paragraphs=[2, 3], analysis="debate", cases=[], kind="typology")]
    html = block(audited(base, tmp_path, frameworks=entries), "block.frameworks")
    first, second = (part(html, f'id="{key}" aria', "section") for key in ("ladder", "second"))
    text = shown(first)
    assert "Ladder of plants ladder Plants are ranked by age. Old Built before the law. Each follows" in text
    assert "North Old It is the first. 2" in text
    assert "Power in brief, paragraph 2. Put to work: Plants . The page ranks them." in text
    assert 'href="../analyses/plants/"' in first
    assert "paragraphs 2, 3. Put to work: Debate ." in shown(second)
    assert "<table" not in second
    assert "2 frameworks in" in shown(html)


def test_a_procedure_works_without_script(base: SiteInput, tmp_path: Path) -> None:
    """A procedure is a decision table that is open, with the text's cases by row; its form waits for the script."""
    evidence = audited(base, tmp_path, frameworks=[framework(procedure=procedure())])
    html = block(evidence, "procedure.ladder")
    assert '<form class="pp-ask" hidden' in html
    assert '<details class="pp-table-view" open>' in html
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    rows = [shown(line) for line in body.split("</tr>") if line.strip()]
    assert [line for line in rows if line != "<tbody>"] == [
        "1 No any It is shut It makes nothing.",
        "2 any No It is shut The bank will close it.",
        "3 any any It runs Nothing is in the way.",
    ]
    assert "The text’s own cases: North (row 3, paragraph 2)." in shown(html)
    assert html.count('type="radio"') == 4
    assert "you can use it" in block(evidence, "block.frameworks")
    assert html in block(evidence, "block.frameworks"), "the register of frameworks holds the same procedure"


def test_the_script_gets_a_procedures_rules(base: SiteInput, tmp_path: Path) -> None:
    """The data that the page's script reads are the rules as shown, numbers bound, and close no tag early."""
    entry = framework(procedure=procedure())
    entry["procedure"]["rules"][0]["why"] = f"Of {{{{ claim.{OLD} }}}} </script>"
    html = block(audited(base, tmp_path, frameworks=[entry]), "procedure.ladder")
    [data] = re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    loads = json.loads(data)
    assert [rule["outcome"] for rule in loads["rules"]] == ["shut", "shut", "runs"]
    assert loads["rules"][0]["why"] == "Of 39% </script>"


def test_an_index_shows_its_weights(base: SiteInput, tmp_path: Path) -> None:
    """An index is a table of inputs and weights, a weight that a claim states linked to it, with its zones."""
    given = score(
        inputs=[
            {"id": "load", "text": "Load", "weight": f"claim:{OLD}", "min": 0, "max": 100, "help": "At noon."},
            {"id": "age", "text": "Age", "weight": 0.25, "min": 0, "max": 10, "help": "Of the oven."},
        ],
        zones=[{"name": "Low", "from": None, "to": f"claim:{OLD}", "text": "Idle."}],
    )
    html = block(audited(base, tmp_path, frameworks=[framework(score=given)]), "procedure.ladder")
    assert re.search(rf'href="\.\./claims/trade-press/#{OLD}"[^>]*>39%</a>', html)
    assert "Age 0.25 Of the oven." in shown(html)
    assert "Low Idle." in shown(html)
    assert html.count('type="range"') == 2


def test_what_does_not_work_is_no_block(base: SiteInput, tmp_path: Path) -> None:
    """Only what a reader can apply can be placed by name."""
    names = sites.names_of(audited(base, tmp_path, frameworks=[framework(), framework("test", procedure=procedure())]))
    assert [name for name in names.blocks if name.startswith("procedure.")] == ["procedure.test"]


# Debate


def test_theses_stand_side_by_side(base: SiteInput, tmp_path: Path) -> None:
    """Theses come by topic, each with what it needs, what bears on it and on which side, and whom it answers."""
    bears = [
        {"figure": "plants/capacity", "side": "against", "how": "Capacity grew."},
        {"claim": OLD, "side": "neither", "how": "Its share is known."},
    ]
    theses = [
        thesis("one", bears=bears, answers=["two"]),
        thesis("two", author="B. Reader", bears=[], paragraphs=[2, 3]),
        thesis("three", topic="Will gas stay?", bears=[], answers=["one"]),
    ]
    html = block(audited(base, tmp_path, theses=theses), "block.debate")
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == ["Will coal go?", "Will gas stay?"]
    one, two = (part(html, f'id="{key}"', "article") for key in ("one", "two"))
    assert "Coal stays. What it would need. A series of shares. against Capacity grew. Figure" in shown(one)
    assert "bears on it Its share is known. Claim" in shown(one)
    assert 'href="../figures/plants/capacity/"' in one
    assert f'href="../claims/trade-press/#{OLD}"' in one
    assert '<a href="#two">B. Reader</a>' in one
    assert ", thesis 1</a>" in part(html, 'id="three"', "article")
    assert 'aria-label="Figure: ' in one
    assert 'aria-label="Claim: ' in one
    assert "None of our figures bears on it." in two
    assert "On coal, paragraphs 2, 3." in shown(two)


# Values


def test_a_values_page_says_how_each_number_was_made(base: SiteInput, tmp_path: Path) -> None:
    """Each value of an analysis has formula, period, unit, grade, its rows with the status of claims, and sources."""
    evidence = audited(base, tmp_path)
    analysis = evidence.analyses[0]
    rows = (f"claim:{OLD}", *(f"power_mix:{key}" for key in ("coal-2012", "coal-2023", "gas-2012", "gas-2023")))
    fields: dict[str, Any] = {"formula": "coal over all", "period": "2012", "unit": "percent", "grade": "C"}
    value = replace(analysis.values[0], row_ids=rows, text="39%", sources=("trade-press", "grid-office"), **fields)
    page = Page("../../", evidence, sites.names_of(evidence))
    html = values_page(replace(analysis, values=(value,)), page)
    assert f'<dt id="{value.id}">39% <code>{value.id}</code></dt>' in html
    text = shown(html)
    assert "coal over all (2012). Unit: percent." in text
    assert "Grade C" in text
    assert re.search(rf"claim:{OLD} contradicted .*, 2012.*: \d+ .*power_mix:coal-2012", text)
    assert "and 1 more rows" in text
    assert f'href="../../claims/trade-press/#{OLD}"' in html
    assert 'href="../../data/power-mix/#coal-2012"' in html
    assert "Trade Press 2023" in text
    assert "Grid Office 2024" in text


def test_values_are_counted_by_analysis(base: SiteInput) -> None:
    """The register of values leads to each analysis's page and says how many values of which grade it has."""
    html = block(base, "block.values")
    assert base.analyses
    for analysis in base.analyses:
        line = part(html, f'<tr><th scope="row"><a href="../values/{analysis.slug}/">', "tr")
        assert f"{analysis.meta['nav']} {len(analysis.values)} " in shown(line)
        assert sum(map(int, re.findall(r"</abbr> (\d+)", line))) == len(analysis.values)


# Nothing from outside is run


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_register_texts_cannot_inject(text: str, base: SiteInput, tmp_path: Path) -> None:
    """Markup in any text of a framework, a thesis, a check or a link reaches the page as text."""
    worked = procedure(intro=text)
    worked["questions"][0] |= {"text": text, "help": text}
    worked["rules"][0]["why"] = worked["outcomes"][0]["text"] = worked["outcomes"][0]["explain"] = text
    worked["examples"][0]["case"] = text
    cases = [{"case": text, "place": text, "why": text, "paragraph": 2}]
    written = dict.fromkeys(("name", "what", "relations", "use", "section"), text)
    entry = framework(**written, elements=[{"name": text, "text": text}], cases=cases, procedure=worked)
    held = thesis(**dict.fromkeys(("author", "essay", "topic", "thesis", "needs"), text))
    held["bears"] = [{"claim": OLD, "side": "for", "how": text}]
    share = {"part": MIX, "whole": {**WHOLE, "why": text}, "share": f"claim:{OLD}"}
    evidence = audited(
        base,
        tmp_path,
        checks=[check("share", "half", inputs=share, title=text, reading=text)],
        links=[link(claim=OLD, relation="opposes", target=MIX, why=text)],
        frameworks=[entry],
        theses=[held],
    )
    for name in ("block.frameworks", "block.debate", "block.checks", "block.claims", "procedure.ladder"):
        assert text not in block(evidence, name), name


# What is refused


def refused(base: SiteInput, root: Path, **registers: list[Entry]) -> str:
    """Return what is said of registers that a site has beside its own; nothing when they are in order."""
    result = audited(base, root, **{"checks": [], **registers})
    evidence = replace(result, frameworks=(*base.frameworks, *result.frameworks))
    try:
        prose_checks.check_prose(evidence, {}, sites.names_of(evidence))
    except ProseError as err:
        return str(err)
    return ""


TYPED = "It grew by 12 percent."
HOLDERS: dict[str, tuple[str, Entry]] = {
    "framework's what": ("frameworks", framework(what=TYPED)),
    "framework's relations": ("frameworks", framework(relations=TYPED)),
    "framework's use": ("frameworks", framework(use=TYPED)),
    "element": ("frameworks", framework(elements=[{"name": "Old", "text": TYPED}])),
    "case": ("frameworks", framework(cases=[{"case": "North", "place": "Old", "why": TYPED, "paragraph": 2}])),
    "procedure": ("frameworks", framework(procedure=procedure(intro=TYPED))),
    "outcome": ("frameworks", framework(procedure=procedure(outcomes=[{"id": "x", "text": "X", "explain": TYPED}]))),
    "rule": ("frameworks", framework(procedure=procedure(rules=[{"when": {}, "outcome": "runs", "why": TYPED}]))),
    "zone": ("frameworks", framework(score=score(inputs=[], zones=[{"name": "X", "from": 0, "to": 1, "text": TYPED}]))),
    "thesis": ("theses", thesis(thesis=TYPED, bears=[])),
    "thesis's needs": ("theses", thesis(needs=TYPED, bears=[])),
    "bearing": ("theses", thesis(bears=[{"claim": OLD, "side": "for", "how": TYPED}])),
    "check's title": ("checks", {**ENTRIES[0], "title": TYPED}),
    "check's reading": ("checks", {**ENTRIES[0], "reading": TYPED}),
}
PLACES = {"frameworks": "framework `ladder`", "theses": "thesis `coal-stays`", "checks": "check `half`"}


@pytest.mark.parametrize("holder", HOLDERS)
def test_typed_numbers_are_refused(holder: str, base: SiteInput, tmp_path: Path) -> None:
    """A number typed in any text of a framework, a thesis or a check is refused with its place and its sentence."""
    kind, entry = HOLDERS[holder]
    said = refused(base, tmp_path, **{kind: [entry]})
    assert f"[typed-number] {PLACES[kind]}:1: “12” is typed; expected a bound value" in said
    assert TYPED in said


@pytest.mark.parametrize("kind", PLACES)
def test_unknown_names_are_refused(kind: str, base: SiteInput, tmp_path: Path) -> None:
    """A name that means nothing is refused in the registers' texts too, with the nearest one."""
    text = f"It is {{{{ claim.{OLD}x }}}}."
    entries: dict[str, Entry] = {
        "frameworks": framework(what=text),
        "theses": thesis(needs=text, bears=[]),
        "checks": {**ENTRIES[0], "reading": text},
    }
    said = refused(base, tmp_path, **{kind: [entries[kind]]})
    assert f"[unknown-value] {PLACES[kind]}:1: no value `claim.{OLD}x`. Did you mean `claim.{OLD}`?" in said


def test_an_unknown_figure_is_refused(base: SiteInput, tmp_path: Path) -> None:
    """A thesis that names a figure which is not published is refused with the nearest one."""
    bears = [{"figure": "plants/capacities", "side": "for", "how": "It grew."}]
    said = refused(base, tmp_path, theses=[thesis(bears=bears)])
    assert (
        "[unknown-figure] thesis `coal-stays`: no figure `plants/capacities`. Did you mean `plants/capacity`?" in said
    )
    bears[0]["figure"] = "plants/capacity"
    assert refused(base, tmp_path, theses=[thesis(bears=bears)]) == ""


def test_all_registers_are_told_at_once(base: SiteInput, tmp_path: Path) -> None:
    """Faults of frameworks, theses and checks come in one error."""
    bears = [{"figure": "plants/none", "side": "for", "how": "It grew."}]
    faults = {"frameworks": [framework(what=TYPED)], "theses": [thesis(thesis=TYPED, bears=bears)]}
    said = refused(base, tmp_path, checks=[{**ENTRIES[0], "title": TYPED}], **faults)
    assert said.startswith("prose: 4 problems")


# Listings


def entry_of(evidence: SiteInput, key: str) -> dict[str, Any]:
    """Return a claim's entry in ``claims.json``, as a program reads it."""
    content = json.loads(sites.listings(evidence, sites.names_of(evidence), [])["claims.json"])
    [entry] = [claim for claim in content["claims"] if claim["id"] == key]
    return dict(entry)


def test_claims_have_exactly_these_fields(base: SiteInput, tmp_path: Path) -> None:
    """Each claim is listed with exactly the fields that are promised, an open bound as null."""
    evidence = audited(base, tmp_path)
    assert evidence.claims
    for key, claim in evidence.claims.items():
        assert tuple(listings.claim_json(claim, evidence)) == FIELDS
        assert set(entry_of(evidence, key)) == set(FIELDS)
    entry = entry_of(evidence, NEW)
    assert (entry["value_low"], entry["value_high"], entry["printed"], entry["hedge"]) == (None, 15, "15", "less than")
    assert entry["locator"] == {"section": "Power in brief", "paragraph": 2, "note": ""}


def test_claims_say_status_and_links(base: SiteInput, tmp_path: Path) -> None:
    """A listed claim has its status, and each link and check that it follows from, seen from either end."""
    links = [
        link("row", claim=NEW, relation="opposes", target=MIX),
        link("pair", claim=NEW, target=f"claim:{OLD}", independent=False),
    ]
    evidence = audited(base, tmp_path, checks=ENTRIES[:2], links=links)
    old, new = entry_of(evidence, OLD), entry_of(evidence, NEW)
    order = {"relation": "check: at_most", "row": "check:order", "column": "", "verdict": "holds"}
    half = {"relation": "check: share", "row": "check:half", "column": "", "verdict": "fails"}
    assert new["links"] == [
        {"relation": "opposes", "row": "power_mix:coal-2012", "column": "generation", "verdict": "differs"},
        {"relation": "same", "row": f"claim:{OLD}", "column": "", "verdict": "differs"},
        order,
    ]
    assert old["links"] == [
        {"relation": "same", "row": f"claim:{NEW}", "column": "", "verdict": "differs"},
        half,
        order,
    ]
    for key, entry in ((OLD, old), (NEW, new), ("open", entry_of(evidence, "open"))):
        assert entry["status"] == evidence.audit.statuses_by_claim[key].status
    assert old["status"] == "contradicted"


def test_registers_are_offered_as_they_are(base: SiteInput) -> None:
    """The files of claims, audit, frameworks, coverage and debate stand beside the tables, byte for byte."""
    files = sites.listings(base, sites.names_of(base), [])
    root = base.settings.root
    own = [
        path for folder in ("claims", "audit", "frameworks", "coverage") for path in (root / "data" / folder).iterdir()
    ]
    own += [root / DEBATE]
    assert len(own) >= 5
    for path in own:
        assert files[path.relative_to(root).as_posix()] == path.read_bytes(), path


def test_provenance_names_the_audits_files(base: SiteInput, tmp_path: Path) -> None:
    """A value that was counted over checks and statuses names the files which these follow from."""
    evidence = audited(base, tmp_path)
    analysis = evidence.analyses[0]
    value = replace(analysis.values[0], row_ids=("check:half", f"status:{OLD}", f"claim:{OLD}"))
    evidence = varied(
        evidence,
        analyses=(replace(analysis, values=(value,)), *evidence.analyses[1:]),
        files=ProjectFiles(Path(shutil.copytree(base.settings.root, tmp_path / "site", dirs_exist_ok=True))),
    )
    content = json.loads(sites.listings(evidence, sites.names_of(evidence), [])["values.json"])
    [result] = [item for item in content["values"] if item["id"] == value.id]
    assert set(result["inputs"]) == {CHECKS, LINKS, "data/claims/trade-press.csv"}


def test_a_claim_is_whole() -> None:
    """Each field of a claim is listed, under its own name or a clearer one."""
    from dataclasses import fields

    names = {field.name for field in fields(Claim)}
    renamed = {"low", "high", "section", "paragraph", "footnote", "as_printed"}
    assert names - renamed == set(FIELDS) - {"locator", "value_low", "value_high", "printed", "status", "links"}
