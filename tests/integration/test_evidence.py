"""The evidence base on the fixture site: audit, statuses, frameworks, debate, and what is wrong with them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofpress import pipeline
from proofpress.model.errors import SiteError
from proofpress.model.settings import load_settings
from tests.support.commands import proofpress_here
from tests.support.projects import change

CHECKS = "data/audit/checks.json"
LINKS = "data/audit/links.json"
FRAMEWORKS = "data/frameworks/trade-press.json"
DEBATE = "data/debate.json"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(fixture_build: tuple[Path, str]) -> Path:
    """Return the fixture site's folder."""
    return fixture_build[0] / "site"


def page(site: Path, address: str) -> str:
    """Return a page's HTML with its entities resolved."""
    return html.unescape((site / address / "index.html").read_text(encoding="utf-8"))


def words(text: str) -> str:
    """Return the words of some HTML."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def part(text: str, start: str, end: str) -> str:
    """Return the piece of a page from one mark to the next."""
    result = re.search(rf"{start}.*?{end}", text, re.DOTALL)
    assert result, start
    return result[0]


def test_claims_have_status_and_reason(site: Path) -> None:
    """A claim's row and its entry in ``claims.json`` say the same status; the row says why, and links what it means."""
    claims = {item["id"]: item for item in json.loads((site / "claims.json").read_text(encoding="utf-8"))["claims"]}
    assert {key: item["status"] for key, item in claims.items()} == {
        "press-coal-2012": "supported",
        "press-coal-2030": "contradicted",
    }
    text = page(site, "claims/trade-press")
    for key, item in claims.items():
        row = part(text, f'<tr id="{key}" ', "</tr>")
        assert f'<span class="pp-status pp-status--{item["status"]}">{item["status"]}</span>' in row
        assert item["links"]
    assert "Same fuel and same year, counted by the office." in part(text, '<tr id="press-coal-2012" ', "</tr>")
    assert 'href="../../data/power-mix/#coal-2012"' in part(text, '<tr id="press-coal-2012" ', "</tr>")
    assert "Coal’s share of 2023 beside what is expected of 2030: fails" in part(
        text, '<tr id="press-coal-2030" ', "</tr>"
    )


def test_checks_are_sentences_with_their_numbers(site: Path) -> None:
    """The audit's page has each check under its verdict, the failing first, numbers computed and linked."""
    text = page(site, "audit")
    assert "2 checks." in words(text)
    assert text.index('id="checks-fails"') < text.index('id="checks-holds"')
    holds, fails = (part(text, f'<li id="check-{key}">', "</li>") for key in ("coal-2012", "coal-2023"))
    assert "39 TWh of 100 TWh is 39%; stated is 39% ." in words(holds)
    assert "19 TWh of 100 TWh is 19%; stated is less than 15% ." in words(fails)
    assert "Not there yet: 19% against less than 15% ." in words(fails)
    assert 'href="../data/power-mix/#coal-2023"' in fails
    assert 'href="../claims/trade-press/#press-coal-2030"' in fails
    assert 'href="../values/power-mix/#power-mix.coal-share"' in fails
    table = words(part(text, "<caption>What each status means", "</table>"))
    for status, count in (("supported", 1), ("contradicted", 1), ("single-source", 0)):
        assert re.search(rf"{status} .+? {count}\b", table), status


def test_a_number_leads_to_its_entry(site: Path) -> None:
    """An analysis's numbers have a page of their own: unit, formula, rows, source, grade."""
    entry = part(page(site, "values/power-mix"), '<dt id="power-mix.coal-share">', "</dd>")
    assert re.search(r"coal over all fuels \(2023\)\. Unit: percent\. \d+ / \d+ = \d+% Grade A ?\. From", words(entry))
    assert 'href="../../data/power-mix/#coal-2023"' in entry
    assert 'href="../../sources/#grid-office"' in entry
    assert 'href="../values/power-mix/"' in page(site, "values")


def test_frameworks_show_parts_cases_and_use(site: Path) -> None:
    """Each framework has its parts, cases, place in the text and use; one that works has all that a form needs."""
    text = page(site, "frameworks")
    section = part(text, '<section class="pp-framework" [^>]*id="plant-test"', "</section>")
    for said in ("What it burns.", "Both must speak for closing.", "North", "It burns coal.", "paragraph 2"):
        assert said in words(section), said
    assert 'href="../analyses/plants/"' in section
    assert 'href="../claims/trade-press/#press-coal-2030"' in section
    other = part(text, '<section class="pp-framework" [^>]*id="plan-index"', "</section>")
    assert 'href="../debate/"' in other
    assert "75" not in words(other).replace("0.75", "")


@pytest.mark.parametrize("address", ["frameworks", "analyses/plants"])
def test_a_procedure_is_whole_without_script(address: str, site: Path) -> None:
    """Wherever a procedure stands, its table is open and complete and its form is hidden until the script comes."""
    box = part(page(site, address), '<div class="pp-procedure" data-procedure="plant-test">', "</details>")
    assert '<form class="pp-ask" hidden' in box
    assert '<details class="pp-table-view" open>' in box
    rows = [words(row) for row in re.findall(r"<tr>(?:(?!</tr>).)*</tr>", box.partition("<tbody>")[2], re.DOTALL)]
    assert rows == [
        "1 Nothing any It stays There is nothing to close it for.",
        "2 Coal Yes It closes It is old and burns coal.",
        "3 Coal any It waits It is too new.",
        "4 any any It stays It burns no coal.",
    ]
    assert "North (row 2, paragraph 2); South (row 4, paragraph 2)." in words(box)
    said = json.loads(part(box, "{", "</script>").removesuffix("</script>"))
    assert said["questions"] == ["fuel", "old"]
    assert [rule["outcome"] for rule in said["rules"]] == ["stays", "closes", "waits", "stays"]


def test_an_index_states_weights_and_zones(site: Path) -> None:
    """An index shows its inputs with weights as a table; its zones' bounds come from claims."""
    box = part(page(site, "frameworks"), '<div class="pp-procedure" data-procedure="plan-index">', "</dl>")
    said = json.loads(part(box, "{", "</script>").removesuffix("</script>"))
    assert [input_["weight"] for input_ in said["inputs"]] == [0.75, 0.25]
    assert [(zone["from"], zone["to"]) for zone in said["zones"]] == [(0, 15), (15, None)]
    table = words(part(box, "<caption>How near the plan is: inputs and weights", "</table>"))
    assert "Closed 0.75 Of the plan." in table


def test_the_debate_shows_both_sides(site: Path) -> None:
    """A thesis has what it needs and what bears on it, with numbers bound and figure and claim linked."""
    thesis = part(page(site, "debate"), '<article class="pp-thesis" id="coal-goes">', "</article>")
    assert "Its share over years." in words(thesis)
    assert "for The share fell to 19% . Figure" in words(thesis)
    assert re.search(r'href="\.\./figures/power-mix/coal-halves/" aria-label="Figure: [^"]+">Figure<', thesis)
    assert re.search(r'href="\.\./claims/trade-press/#press-coal-2030" aria-label="Claim: [^"]+">Claim<', thesis)


def test_the_documents_numbers_are_accounted_for(fixture_build: tuple[Path, str]) -> None:
    """``check-documents`` counts the document's numbers: in claims, explained, none left."""
    done = proofpress_here(fixture_build[0], "check-documents", "documents")
    assert done.returncode == 0, done.stdout
    assert "trade-press: 5 numbers, 4 in claims, 1 explained (page number 1), 0 left" in done.stdout


# --- what is wrong --------------------------------------------------------------------------------------------------


def refused(root: Path) -> str:
    """Return what a strict build of a project is refused with."""
    with pytest.raises(SiteError) as caught:
        pipeline.build(load_settings(root))
    return str(caught.value)


def edit(root: Path, path: str, spoil: Callable[[list[dict[str, Any]]], object]) -> None:
    """Edit the entries of a JSON register."""
    entries = json.loads((root / path).read_text(encoding="utf-8"))
    spoil(entries)
    (root / path).write_text(json.dumps(entries), encoding="utf-8")


def test_a_verdict_that_moves_stops_the_build(fixture_project: Path) -> None:
    """A changed cell that turns a check stops the build before any notebook, with check, verdict and what to do."""
    change(fixture_project / "data" / "tables" / "power_mix.csv", "coal-2012,coal,2012,39,", "coal-2012,coal,2012,45,")
    text = refused(fixture_project)
    assert f"{CHECKS}, check `coal-2012`: the verdict that was reviewed; expected fails; got holds" in text


@pytest.mark.parametrize(
    ("path", "spoil", "told"),
    [
        pytest.param(
            CHECKS,
            lambda entries: entries[0]["inputs"].update(share="claim:press-coal-2021"),
            "no claim `press-coal-2021`. Did you mean `press-coal-20",
            id="unknown claim",
        ),
        pytest.param(
            CHECKS,
            lambda entries: entries[0].update(rule="shares"),
            "no rule `shares`. Did you mean `share`?",
            id="rule",
        ),
        pytest.param(
            CHECKS,
            lambda entries: entries[0].update(reading="It is 39 percent."),
            "check `coal-2012`:1: “39” is typed",
            id="typed number in a check",
        ),
        pytest.param(
            LINKS,
            lambda entries: entries[0].update(relation="alike"),
            'link `coal-2012`: `relation`; expected same, newer, supports, opposes, allows; got "alike"',
            id="relation",
        ),
        pytest.param(
            LINKS,
            lambda entries: entries[0].update(relation="same"),
            "a percent cannot be compared with a TWh",
            id="units that do not compare",
        ),
        pytest.param(
            FRAMEWORKS,
            lambda entries: entries[0]["procedure"]["examples"][0].update(outcome="waits"),
            "example `North`: the text’s case; expected waits; got closes",
            id="a case that lands elsewhere",
        ),
        pytest.param(
            FRAMEWORKS,
            lambda entries: entries[0]["procedure"]["rules"].pop(),
            "lead nowhere; expected a rule that fits",
            id="answers without outcome",
        ),
        pytest.param(
            FRAMEWORKS,
            lambda entries: entries[0].update(analysis="plant"),
            "analysis `plant`. Did you mean `plants`?",
            id="unknown analysis",
        ),
        pytest.param(
            FRAMEWORKS,
            lambda entries: entries[0].update(what="About 20 percent close."),
            "framework `plant-test`:1: “20” is typed",
            id="typed number in a framework",
        ),
        pytest.param(
            DEBATE,
            lambda entries: entries[0]["bears"][0].update(figure="power-mix/coal-halved"),
            "thesis `coal-goes`: no figure `power-mix/coal-halved`. Did you mean `power-mix/coal-halves`?",
            id="unknown figure",
        ),
        pytest.param(
            DEBATE,
            lambda entries: entries[0]["bears"][1].update(side="both"),
            '`bears[1].side`; expected for, against, neither; got "both"',
            id="side",
        ),
    ],
)
def test_a_bad_entry_is_named(
    fixture_project: Path, path: str, spoil: Callable[[list[dict[str, Any]]], object], told: str
) -> None:
    """An entry of audit, frameworks or debate that is not whole is named, with what was expected."""
    edit(fixture_project, path, spoil)
    assert told in refused(fixture_project)


def test_a_number_that_is_not_accounted_for(data_project: Path) -> None:
    """A number of the document that is neither claimed nor explained, and an explanation of none, are both named."""
    text = data_project / "documents" / "trade-press.txt"
    change(text, "Page 4", "Seen by 7")
    done = proofpress_here(data_project, "check-documents", "documents")
    assert done.returncode == 1
    assert "trade-press, paragraph 4: `7` is neither claimed nor explained" in done.stdout
    assert "data/coverage/trade-press.csv: “Page 4”; expected a text of paragraph 4; got not there" in done.stdout
