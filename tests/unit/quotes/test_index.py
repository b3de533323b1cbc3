"""The index of what can be quoted: sentences with their numbers, and the past."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema

from proofpress.data.corrections import Correction
from proofpress.data.history import Cause, Change, History, Point, ReleaseChanges
from proofpress.quotes.check import QuoteCheck
from proofpress.quotes.index import READ_AS, SCRIPT, quotes_file, quotes_of, sentences_with_numbers
from proofpress.render.site import names_of
from tests.support.projects import varied

if TYPE_CHECKING:
    from proofpress.record.site_input import SiteInput
    from proofpress.render.site import Site

SHARE = "power-mix.coal-share"

CHANGE = Change(
    id=SHARE, kind="changed", what="value", old=18.0, new=19.0, old_text="18%", new_text="19%", unit="percent",
    direction="up", size=0.05, sentence="Coal’s share rose.", consequential=False, threshold="",
    causes=(Cause("data", "data/tables/power_mix.csv"), Cause("software", "pandas 3.1")), interaction=False, order=1,
)  # fmt: skip
PAST = History(
    changes_by_release={"2026.01": ReleaseChanges("2025.12", "2026.01", "2026-01-15", (CHANGE,))},
    values={SHARE: (Point("2025.12", 18.0, "18%", "percent"), Point("2026.01", 19.0, "19%", "percent"))},
)
WITHDRAWN = Correction(
    "plant", "value", "plants.largest", "withdrawn", "It is closed.", "Late news.", "2026-02-01", "We", ("2026.01",)
)


def test_sentences_keep_words_and_leave_holes(evidence: SiteInput) -> None:
    """Marks go, numbers become holes in order, headings and list items end; what has no number is left out."""
    names = names_of(evidence)
    text = (
        "## Coal at {{ coal-share }}\nIn 2023, *coal* made [{{ coal-share }}](x.md) of `power`. No number here.\n"
        "- It was {{ coal-before }}, {{= 25 | ours not }} less. *High confidence*\n"
    )
    at = {SHARE: 0, "power-mix.coal-before": 1}
    assert sentences_with_numbers(text, "power-mix", names, at) == [
        ("Coal at {}", [0]),
        ("In 2023, coal made {} of power.", [0]),
        ("It was {}, 25 less.", [1]),
    ]


def test_the_index_has_every_value_claim_and_figure(evidence: SiteInput) -> None:
    """Whatever the release publishes can be found; every hole of a sentence has a number."""
    index = quotes_of(evidence, names_of(evidence))
    ids = [item["id"] for item in index["items"]]
    assert ids == [*(value.id for value in evidence.values), *(f"claim.{key}" for key in evidence.claims)]
    assert len(ids) > 4
    assert list(index["figures"]) == [figure.id for figure in evidence.figures]
    assert len(index["sentences"]) > 4
    for sentence in index["sentences"]:
        assert sentence["text"].count("{}") == len(sentence["items"]) > 0
        assert not re.search(r"[{}*`]|\n", sentence["text"].replace("{}", "")), sentence


def test_the_past_is_found(evidence: SiteInput) -> None:
    """A number of an earlier release is told as changed, with its causes; a withdrawn one as withdrawn."""
    evidence = varied(evidence, history=PAST)
    check = QuoteCheck(quotes_of(evidence, names_of(evidence), [WITHDRAWN]))
    [answer] = check.answers("Coal made 18% of power in 2023")
    assert (answer.verdict, answer.id, answer.old, answer.new, answer.since) == (
        "another", SHARE, "18%", "19%", "2026.01",
    )  # fmt: skip
    assert answer.cause == "data: data/tables/power_mix.csv; software: pandas 3.1"
    [answer] = check.answers("The largest plant has 1,200 MW")
    assert (answer.verdict, answer.since) == ("withdrawn", "2026-02-01")


def test_script_and_file_hold_the_same_index(rendered: Site) -> None:
    """The script is the file with the rules of reading; the page names it and holds nothing of it."""
    index = json.loads(rendered.files["quotes.json"])
    said = rendered.files[SCRIPT].decode()
    start = f"globalThis.{READ_AS}="
    assert said.startswith(start)
    stored = json.loads(said.removeprefix(start).rstrip().removesuffix(";"))
    assert stored["index"] == index
    assert stored["reading"]["languages"]
    page = rendered.pages["quote-check.md"]
    assert f'data-script="../{SCRIPT}"' in page
    assert index["sentences"][0]["text"] not in page


def test_the_index_keeps_its_schema(rendered: Site) -> None:
    """What other releases' pages fetch has the schema that they rely on; the table of cases keeps to it too."""
    tests = Path(__file__).parents[2]
    schema = json.loads((tests / "schemas" / "quotes.schema.json").read_text(encoding="utf-8"))
    table = json.loads((tests / "quotes.json").read_text(encoding="utf-8"))
    for index in (json.loads(rendered.files["quotes.json"]), table["index"], table["newest"]):
        errors = jsonschema.Draft202012Validator(schema).iter_errors(index)
        assert [f"{list(error.path)}: {error.message}" for error in errors] == []


def test_equal_indexes_have_equal_bytes(evidence: SiteInput) -> None:
    """The file is canonical JSON in one line."""
    names = names_of(evidence)
    once = quotes_file(quotes_of(evidence, names))
    assert once == quotes_file(quotes_of(evidence, names))
    assert b"\n" not in once
    assert len(gzip.compress(once)) < len(once)
