"""What a site made of hostile texts must not hold: elements, scripts and addresses that the texts would bring."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from proofpress.render.csp import script_hashes
from tests.support.faults import Outcome
from tests.support.hostile import MARK, Page, build_hostile
from tests.support.projects import files_below

SCRIPT = "<script>ran=true</script>"
POLICY = re.compile(r'Content-Security-Policy" content="([^"]*)"')
RIS_LINE = re.compile(r"[A-Z][A-Z0-9]  - ")


def faults_of_page(text: str) -> Iterator[str]:
    """Yield what a page holds that would run: a handler, an address, a script with the text, a policy that lets one."""
    page = Page(text)
    yield from page.bad
    for kind, body in page.scripts:
        if "json" in kind:
            yield from faults_of_json(body)
        elif MARK in body:
            yield "a script holds the text"
    policies = POLICY.findall(text)
    if len(policies) != 1:
        yield f"{len(policies)} security policies"
    elif not set(script_hashes(SCRIPT)).isdisjoint(policies[0].split()):
        yield "its policy names the text's script"


def faults_of_json(text: str) -> Iterator[str]:
    """Yield a fault if a text is no JSON."""
    try:
        json.loads(text)
    except ValueError as err:
        yield f"no JSON: {err}"


def faults_of_xml(content: bytes) -> Iterator[str]:
    """Yield a fault if a feed or a picture is not well formed or holds an element that runs."""
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as err:
        yield f"not well formed: {err}"
        return
    yield from (f"holds {node.tag}" for node in root.iter() if str(node.tag).endswith(("script", "foreignObject")))


def faults_of_ris(text: str) -> Iterator[str]:
    """Yield a fault if a reference is cut into two, or a line is no field."""
    yield from (f"line {line[:40]!r}" for line in text.splitlines() if line and not RIS_LINE.match(line))
    if text.count("TY  - ") != text.count("ER  - "):
        yield "a record does not end"


def faults_of_file(path: Path) -> Iterator[str]:
    """Yield what is wrong with a file of a site into whose every field the text was put."""
    if path.suffix == ".html":
        yield from faults_of_page(path.read_text(encoding="utf-8"))
    elif path.suffix in {".xml", ".svg"}:
        yield from faults_of_xml(path.read_bytes())
    elif path.suffix == ".ris":
        yield from faults_of_ris(path.read_text(encoding="utf-8"))
    elif path.name.endswith((".json", "json-metadata")):
        yield from faults_of_json(path.read_text(encoding="utf-8"))


def try_hostile_texts(project: Path) -> Outcome:
    """Put the text into every field that a schema, a table, a notebook or the settings have, build, and read the files.

    A field holds if it takes the text or is refused with its file named; a file, if nothing in it would run.
    """
    outcome = Outcome("hostile fields")
    build = build_hostile(project)
    for kind, names in build["tried"].items():
        for name in sorted(names):
            outcome.note(f"field {kind}.{name}", "")
    for unnamed in build["unnamed"]:
        outcome.note(unnamed, "was refused without its file named")
    for column in sorted(build["tables"]):
        outcome.note(f"column {column}", "")
    for name, path in files_below(project / "site").items():
        outcome.note(name, ", ".join([*faults_of_file(path)][:3]))
    return outcome
