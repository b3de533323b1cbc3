"""Texts that want to be more than text, put into every field of a project that an author can fill."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from proofpress.data.loading import load_data
from proofpress.data.shapes import load_schema, schema_names
from proofpress.evidence.audit import register_of, run_audit
from proofpress.evidence.frameworks import read_frameworks
from proofpress.evidence.theses import check_documents, read_theses
from proofpress.model.data_table import Column
from proofpress.model.settings import Settings, load_settings
from tests.support.commands import build_here
from tests.support.projects import FIXTURE, change, copy_project

MARK = "Zq"
HOSTILE = (
    f"{MARK}</title></script><script>ran=true</script>\"'><img src=x onerror=ran=true> [a](javascript:ran=true) "
    "`b` *c* { onclick=ran=true } \\ & &lt;"
)
"""Ends what it may stand in, then brings a script, a handler, an address and attributes."""
IN_CELLS = f"{MARK}\"'><img src=x onerror=ran=true> [a](javascript:ran=true) `b` *c* {{ onclick=ran=true }} \\ &"
"""The same for cells of tables, which refuse closing tags."""
IN_KEYS = f"{MARK}\"'><img/src=x/onerror=ran=true>"
"""The same without a space, for row ids, which are listed with spaces between them."""
GENERATED = {"history-changes", "history-releases", "history-values"}
"""Kinds of files that commands write."""
EMPTY: Mapping[str, Any] = {
    "data/glossary.json": [{"id": "mw", "term": "MW", "also": ["MWs"], "meaning": "A unit."}],
    "data/corrections.json": [
        {
            "id": "late-news", "figure": "plants/capacity", "kind": "withdrawn", "what": "It is wrong.", "why": "News.",
            "since": "2026-01-20", "decided_by": "The editors", "releases": ["2026.01"], "fixed_in": "",
        }
    ],
    "data/vocabulary.json": {
        "subjects": {"plants": {"Northern": ["north of the river"]}}, "synonyms": {"power plant": ["power station"]},
        "numbered": ["Block"], "counted": ["turbines"], "contrasts": [["opened", "shut"]], "units": {"MWs": "MW"},
    },
}  # fmt: skip
"""Registers that the fixture site does without."""
NOTEBOOK = "notebooks/plants.py"
LINE_BY_LINE = "alt.Axis(labelExpr=\"split(replace(datum.label, regexp('[:=]', 'g'), '$& '), ' ')\")"
"""An axis whose labels stand a word or a part of one a line: the text is longer than a narrow page is wide."""
QUOTED = json.dumps(f"{MARK} {HOSTILE}")
Place = tuple[str | int, ...]


def free_texts() -> dict[str, set[str]]:
    """Return, for each kind of file that authors write, the names of its fields that hold a text of their own."""
    schemas = {kind: load_schema(kind) for kind in schema_names() if kind not in GENERATED}
    return {kind: {*_named(schema, schema.get("$defs", {}))} - {""} for kind, schema in schemas.items()}


def _named(schema: Any, parts: Mapping[str, Any], name: str = "", within: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the name of each field that holds a text, lists and shapes that stand elsewhere in the schema followed."""
    if isinstance(schema, list):
        for item in schema:
            yield from _named(item, parts, name, within)
    if not isinstance(schema, dict):
        return
    fixed = {"enum", "const", "format"} & schema.keys() or schema.get("pattern", "\\S") != "\\S"
    if schema.get("type") == "string" and not fixed:
        yield name
    part = str(schema.get("$ref", "")).rpartition("/")[2]
    if part in parts and part not in within:
        yield from _named(parts[part], parts, name, (*within, part))
    for key, item in schema.items():
        if key == "properties":
            for field, shape in item.items():
                yield from _named(shape, parts, field, within)
        elif key in {"items", "additionalProperties", "anyOf", "oneOf", "allOf"}:
            yield from _named(item, parts, name, within)
        elif key not in {"$defs", "examples", "propertyNames"}:
            yield from _named(item, parts, "", within)


def leaves(content: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Yield each text of a JSON structure with its place."""
    if isinstance(content, str):
        yield place, content
    elif isinstance(content, dict | list):
        items = content.items() if isinstance(content, dict) else enumerate(content)
        for key, item in items:
            yield from leaves(item, (*place, key))


def put(content: Any, place: Place, text: str) -> None:
    """Set a text in a JSON structure."""
    for key in place[:-1]:
        content = content[key]
    content[place[-1]] = text


def check(settings: Settings) -> str:
    """Return what a build finds wrong with a project's data before it runs a notebook; empty if nothing."""
    from proofpress.model.errors import SiteError

    try:
        data = load_data(settings)
        run_audit(data.files, register_of(data))
        frameworks = read_frameworks(settings, data.claims, data.files)
        theses = read_theses(data.files, data.claims)
        check_documents(frameworks, theses, data.sources)
    except SiteError as err:
        return str(err)
    return ""


def objects(content: Any) -> list[dict[str, Any]]:
    """Return every object of a JSON structure, outer ones first."""
    if isinstance(content, dict):
        return [content, *(entry for item in content.values() for entry in objects(item))]
    return [entry for item in content for entry in objects(item)] if isinstance(content, list) else []


def kind_of(name: str) -> str:
    """Return the kind of a JSON file of ``data/``, as its schema is called."""
    return "frameworks" if name.startswith("data/frameworks/") else Path(name).stem


def fill_registers(project: Path) -> tuple[dict[str, set[str]], dict[str, set[str]], list[str]]:
    """Put the hostile text into each text of each JSON file of ``data/`` that takes it, and into each that it may have.

    Returns
    -------
    tried, taken : dict of str to set of str
        Namespace of the fields that were filled, and of those that hold the text now, by kind of file.
    unnamed : list of str
        Fields that were refused without their file being named.
    """
    settings = load_settings(project)
    tried: dict[str, set[str]] = {}
    taken: dict[str, set[str]] = {}
    unnamed: list[str] = []
    for name, content in EMPTY.items():
        (project / name).write_text(json.dumps(content), encoding="utf-8")
    for path in sorted((project / "data").rglob("*.json")):
        name = path.relative_to(project).as_posix()
        content, kind = json.loads(path.read_text(encoding="utf-8")), kind_of(name)
        for place, old in list(leaves(content)):
            field = str(next(key for key in reversed(place) if isinstance(key, str)))
            tried.setdefault(kind, set()).add(field)
            put(content, place, f"{old} {HOSTILE}")
            path.write_text(json.dumps(content), encoding="utf-8")
            text = check(settings)
            if text:
                put(content, place, old)
                if "data/" not in text:
                    unnamed.append(f"{name}, {place}: {text[:200]}")
            else:
                taken.setdefault(kind, set()).add(field)
        for field in sorted(free_texts().get(kind, set()) - tried[kind]):
            tried[kind].add(field)
            for holder in [item for item in objects(content) if field not in item]:
                holder[field] = HOSTILE
                path.write_text(json.dumps(content), encoding="utf-8")
                if not check(settings):
                    taken.setdefault(kind, set()).add(field)
                    break
                del holder[field]
        path.write_text(json.dumps(content), encoding="utf-8")
    return tried, taken, unnamed


def fill_tables(project: Path) -> set[str]:
    """Put the hostile text into each column of each CSV file that takes it; return those columns."""
    taken, settings = set(), load_settings(project)
    for path in sorted((project / "data").rglob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        for at, column in enumerate(rows[0]):
            old = rows[1][at]
            rows[1][at] = old + (IN_KEYS if column == "id" else f" {IN_CELLS}")
            _write(path, rows)
            if check(settings):
                rows[1][at] = old
            else:
                taken.add(f"{path.stem}.{column}")
        _write(path, rows)
    return taken


def _write(path: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def fill_texts(project: Path) -> set[str]:
    """Put the hostile text into what a notebook publishes, into its header and the settings.

    Returns the names of the header's fields.
    """
    notebook, text = project / NOTEBOOK, repr(HOSTILE.replace("{", "(").replace("}", ")"))
    for old in ('"largest capacity"', '"Plant"', '"Capacity, MW, 2023"', '"Press figures for one of two."'):
        change(notebook, old, text)
    change(notebook, '"Two bars of capacity."', text)
    change(notebook, 'y=alt.Y("plant:N", title=None)', f'y=alt.Y("plant:N", title=None, axis={LINE_BY_LINE})')
    change(
        notebook, 'title=f"The largest plant has {largest}"', f'title=f"The largest plant has {{largest}} " + {text}'
    )
    for old in ("nav: Plants", "topic: power", "question: What happened?", "edition: Grid Office 2024"):
        change(notebook, old, f"{old.partition(':')[0]}: {QUOTED}")
    change(notebook, "value: largest}", f"value: largest, label: {QUOTED}}}\n#     renamed: {{capacity: {QUOTED}}}")
    change(notebook, "data_through: 2023", f"data_through: 2023\n#     searched: [{QUOTED}]")
    settings = project / "mkdocs.yml"
    change(settings, "site_name: Fixture", f"site_name: {QUOTED}\nsite_description: {QUOTED}\nsite_author: {QUOTED}")
    change(settings, "reason: The first release", f"reason: {json.dumps(HOSTILE[:150])}\n      abstract: {QUOTED}")
    change(settings, "- Sources: sources.md", f"- {QUOTED}: sources.md")
    return {"nav", "topic", "question", "edition", "label", "renamed", "searched"}


LISTED = """
# %%
TEXT = {text}
listed = plants[["plant", "capacity", "rows"]].assign(state=[TEXT, *["none"] * (len(plants) - 1)], said=TEXT, gap=None)
pp.publish_table(
    listed,
    name="listed",
    columns={{
        "plant": TEXT,
        "capacity": pp.Column(heading=TEXT, unit=TEXT, format="{{:.0f}} " + TEXT, bar=True),
        "state": pp.Column(TEXT, dots={{TEXT: pp.RED}}, tally={{TEXT: TEXT}}),
        "said": pp.Column(TEXT, order="state"),
        "gap": pp.Column(TEXT),
    }},
    picks=["plant", "state"],
    missing=TEXT,
    **dict.fromkeys(("title", "subtitle", "note", "alt"), TEXT),
)
"""
"""A table as a figure with the text in each of its own texts and cells."""
NO_TEXTS = {"order", "rows"}
"""Texts of a column that name columns of the frame."""


def fill_listing(project: Path) -> set[str]:
    """Publish a table with the hostile text wherever it takes one; return the names of a column's texts."""
    notebook = project / NOTEBOOK
    text = repr(HOSTILE.replace("{", "(").replace("}", ")"))
    notebook.write_text(notebook.read_text(encoding="utf-8") + LISTED.format(text=text), encoding="utf-8")
    return {field.name for field in fields(Column) if f"{field.name}=" in LISTED or field.name in NO_TEXTS}


def build_hostile(project: Path) -> dict[str, Any]:
    """Build the fixture site with the hostile text in every field that takes it; return which those are."""
    copy_project(FIXTURE, project)
    tables = fill_tables(project)
    tried, taken, unnamed = fill_registers(project)
    tried["notebook"] = fill_texts(project)
    tried["column"] = fill_listing(project)
    return {"tables": tables, "tried": tried, "taken": taken, "unnamed": unnamed, "log": build_here(project)}


class Page(HTMLParser):
    """What a page is made of: its elements, and the scripts that it holds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self._script: str | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whatever the hostile text would have made."""
        facts = {name: value or "" for name, value in attrs}
        self.bad += [f"<{tag} {name}>" for name in facts if name.startswith("on")]
        links = {name: facts.get(name, "") for name in ("href", "src", "action")}
        self.bad += [f"<{tag} {name}={link}>" for name, link in links.items() if "javascript:" in link[:12]]
        if tag == "img" and facts.get("src") == "x":
            self.bad.append("<img src=x>")
        if tag == "script":
            self._script = facts.get("type", "")

    def handle_data(self, data: str) -> None:
        """Keep the content of scripts."""
        if self._script is not None:
            self.scripts.append((self._script, data))
            self._script = None
