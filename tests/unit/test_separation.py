"""The generator knows nothing of this site: none of its words stands in ``scripts/proofpress``."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from proofpress.data.vocabulary import read_vocabulary
from proofpress.model.settings import load_settings

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "scripts" / "proofpress"
READ = {".py", ".j2", ".html", ".css", ".js", ".json", ".typ", ".svg"}
ALLOWED = {
    "US": "the sign and name of the dollar, which any site may print",
    "World": "the sum of all countries is no country, and a word of English",
    "Supplement": "a label of this site's documents, and a field of bibliographies",
    "claim-audit": "an analysis of this site, and what any site's audit is called unless it says otherwise",
}
"""Words of this site that the generator needs all the same, each with why."""


def names_of_the_site() -> Iterator[str]:
    """Yield what the site and its parts are called: its name, typeface, citations, messages, analyses."""
    settings = load_settings(ROOT)
    yield from (word for word in settings.site_name.split() if word != "The")
    yield from (settings.font, settings.font.replace(" ", ""), settings.font.replace(" ", "-"))
    yield from (settings.citation_prefix, settings.message_type, settings.audit_source)
    for name in (path.stem for path in settings.notebook_paths()):
        yield from (name, name.replace("_", "-"))


def words_of_the_field() -> Iterator[str]:
    """Yield its subjects by all their names, what it numbers and counts, and its units."""
    vocabulary = read_vocabulary(ROOT)
    for name, others in vocabulary.subjects:
        yield from (name, *others)
    yield from (word for _, others in vocabulary.synonyms for word in others)
    yield from vocabulary.numbered
    yield from (unit for unit, base in vocabulary.units if base not in {"count"})


def names_in_the_data() -> Iterator[str]:
    """Yield its tables, sources, and the countries of its claims, by name and code."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    yield from (resource["name"] for resource in package["resources"])
    registry = json.loads((ROOT / "data" / "sources.json").read_text(encoding="utf-8"))
    yield from (source["id"] for source in (registry["entries"] if isinstance(registry, dict) else registry))
    for path in sorted((ROOT / "data" / "claims").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["iso3"]:
                    yield from (row["iso3"], row["entity"])


def pattern_of(words: set[str]) -> re.Pattern[str]:
    """Return a pattern for any of some words as a whole word; short forms in capitals only as they stand."""
    listed = [
        re.escape(word) if len(word) <= 4 and word.upper() == word else f"(?i:{re.escape(word)})"
        for word in sorted(words, key=lambda word: (-len(word), word))
    ]
    return re.compile(rf"(?<![A-Za-z0-9_$-])(?:{'|'.join(listed)})(?![A-Za-z0-9_])")


@pytest.mark.parametrize("words", [names_of_the_site, words_of_the_field, names_in_the_data])
def test_no_word_of_this_site_is_in_the_generator(words: Callable[[], Iterator[str]]) -> None:
    """Code, templates, scripts, styles and docstrings speak of no country, metal, table, source or name of ours."""
    known = set(words())
    assert len(known) > 5
    sought, allowed = pattern_of(known), pattern_of(set(ALLOWED))
    files = [path for path in sorted(GENERATOR.rglob("*")) if path.suffix in READ]
    assert len(files) > 100
    texts = [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}: {line.strip()[:90]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        for match in sought.finditer(allowed.sub("", line))
    ]
    assert texts == [], "\n".join(texts)


def test_each_word_that_is_allowed_is_one_of_ours_and_used() -> None:
    """The list of exceptions holds nothing that is not needed."""
    ours = {*names_of_the_site(), *words_of_the_field(), *names_in_the_data()}
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(GENERATOR.rglob("*")) if path.suffix in READ)
    assert ALLOWED.keys() <= ours
    assert [word for word in ALLOWED if not pattern_of({word}).search(text)] == []


def test_line_ends_are_the_same_in_every_checkout() -> None:
    r"""Whatever git is set to, texts come out with ``\n``, and pictures and fonts as they are."""
    names = ["data/tables/a.csv", "docs/published/a/record.json", "notebooks/a.py", "docs/a.png", "a.woff2"]
    done = subprocess.run(
        ["git", "check-attr", "text", "eol", "--", *names], cwd=ROOT, capture_output=True, text=True, check=True
    )
    facts = dict(line.rsplit(": ", 1) for line in done.stdout.splitlines())
    assert {facts[f"{name}: eol"] for name in names[:3]} == {"lf"}
    assert {facts[f"{name}: text"] for name in names[3:]} == {"unset"}
