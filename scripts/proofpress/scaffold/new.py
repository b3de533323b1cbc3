"""New entries of a site: how they are written, and a first notebook. Each is written whole or not at all."""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..data.sources import REGISTRY
from ..data.tables import DESCRIPTOR
from ..model.errors import DataError, Problem, nearest
from ..model.exchange import write_whole
from ..model.locks import locked
from ..model.scratch import scratch_folder
from ..model.settings import Settings
from ..model.slug import is_slug, slugify
from ..text.decision import CONFIDENCE, MEANS, NEEDED

HERE = Path(__file__).parent
SKELETON = HERE / "analysis.py.txt"
WHOLE = re.compile(r"-?\d+(?:\.0+)?")
NAV = re.compile(r"^(#     nav: ).*$", re.MULTILINE)


def write_all(settings: Settings, files: Mapping[str, str]) -> None:
    """Write files of a project, each whole, once all of them are known."""
    with locked(settings.root), scratch_folder(settings.root, ".new-") as work:
        for name, text in files.items():
            path = settings.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text, work)


def refuse_taken(settings: Settings, name: str) -> None:
    """Refuse to write over a file.

    Raises
    ------
    DataError
        If it is there.
    """
    if (settings.root / name).exists():
        problem = Problem("taken", name, "it is there already", "a name of its own", fix="Choose another name.")
        raise DataError([problem])


def name_of(text: str, fix: str = "Give it a name in Latin letters or digits.") -> str:
    """Return the name of files and addresses that a text makes.

    Raises
    ------
    DataError
        If it makes none.
    """
    if name := slugify(text):
        return name
    raise DataError([Problem("no-name", f"`{text}`", "no letter of it can stand in an address", fix=fix)])


def new_analysis(settings: Settings, name: str, like: str = "", table: str = "") -> list[str]:
    """Write a notebook: one like another, or a first one on a table; return its path.

    Raises
    ------
    DataError
        If the name is taken, or there is no such analysis or table.
    """
    slug = name_of(name)
    path = f"notebooks/{slug.replace('-', '_')}.py"
    refuse_taken(settings, path)
    if like:
        known = {slugify(file.stem): file for file in settings.notebook_files()}
        if like not in known:
            raise DataError([Problem("unknown-analysis", "--like", f"no analysis `{like}`", fix=nearest(like, known))])
        text = NAV.sub(lambda match: match[1] + json.dumps(name), known[like].read_text(encoding="utf-8"), count=1)
    else:
        text = _skeleton(settings, name, table)
    write_all(settings, {path: text})
    return [path]


def _skeleton(settings: Settings, name: str, table: str) -> str:
    """Return a notebook that publishes one figure and one number of a table."""
    resources = {item["name"]: item for item in read_package(settings)["resources"] if "claims" not in item["name"]}
    if not resources:
        fix = "`proofpress new table FILE` makes one."
        raise DataError([Problem("no-table", DESCRIPTOR, "there is no table to write about", fix=fix)])
    if table and table not in resources:
        raise DataError([Problem("unknown-table", "--table", f"no table `{table}`", fix=nearest(table, resources))])
    resource = resources[table or _first_drawable(resources)]
    numbers = _numbers(resource)
    if not numbers:
        thing = "it has no column of numbers to draw"
        raise DataError([Problem("no-numbers", f"table {resource['name']}", thing, fix="Name another: `--table`.")])
    if not numbers[0].get("unit"):
        thing, fix = f"column `{numbers[0]['name']}` has no unit yet", "Fill it in, then run this again."
        raise DataError([Problem("no-unit", f"{DESCRIPTOR}, `{resource['name']}`", thing, "a unit", fix=fix)])
    measure, rows = numbers[0], _rows(settings, resource)
    names = _telling(resource, rows)
    facts = {
        "name": json.dumps(name, ensure_ascii=False),
        "title": resource["title"],
        "table": resource["name"],
        "measure": measure["name"],
        "unit": _quoted(measure["unit"]),
        "said unit": measure["unit"],
        "format": "{:,.0f}" if _is_whole(measure, rows) else "{:,.1f}",
        "bar": ' + " " + '.join(f'top["{column}"].astype(str)' for column in names),
        "heading": " ".join(names),
    }
    facts |= _house_style(settings)
    text = SKELETON.read_text(encoding="utf-8")
    for key, value in facts.items():
        text = text.replace(f"<<{key}>>", str(value))
    return text


def _numbers(resource: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the columns of a table that hold numbers to draw."""
    fields = resource["schema"]["fields"]
    return [item for item in fields if item["type"] in {"number", "integer"} and item.get("unit") != "year"]


def _first_drawable(resources: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the first table whose first numbers have a unit; the first with numbers, or at all, where none has."""
    with_numbers = [name for name, resource in resources.items() if _numbers(resource)]
    whole = [name for name in with_numbers if _numbers(resources[name])[0].get("unit")]
    return next(iter([*whole, *with_numbers, *resources]))


def _quoted(text: str) -> str:
    """Return a text as it stands in a string of Python."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _rows(settings: Settings, resource: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return a table's rows as printed; none of one that is no CSV file."""
    path = settings.root / "data" / str(resource["path"])
    if path.suffix != ".csv":
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _is_whole(measure: Mapping[str, Any], rows: list[dict[str, str]]) -> bool:
    """Whether a column holds whole numbers only, by its type or as printed."""
    cells = [row[measure["name"]] for row in rows if row[measure["name"]]]
    return measure["type"] == "integer" or (bool(cells) and all(WHOLE.fullmatch(cell) for cell in cells))


def _telling(resource: Mapping[str, Any], rows: list[dict[str, str]]) -> tuple[str, ...]:
    """Return the fewest columns that tell a table's rows apart in words: texts, with a year; its key where none do.

    Bars of rows with one name would be drawn one upon the other.
    """
    fields, keys = resource["schema"]["fields"], tuple(resource["schema"].get("primaryKey", ()))
    numbers = {item["name"] for item in _numbers(resource)}
    names = [item["name"] for item in fields if item["name"] not in {"source", *keys, *numbers}]
    if not rows:
        return keys
    several = [pair for count in (1, 2) for pair in itertools.combinations(names, count)]
    return next((some for some in several if len({tuple(row[one] for one in some) for row in rows}) == len(rows)), keys)


def _house_style(settings: Settings) -> dict[str, str]:
    """Return the parts of a notebook that the site's editors ask for: header, decision, takeaways, sections."""
    rules = settings.rules
    number = rules.takeaways or 1
    word = rules.confidence[-1][0] if rules.confidence else "Low"
    day = settings.released
    known = {
        "reviewed": json.dumps(day),
        "review_by": json.dumps(f"{int(day[:4]) + 1}{day[4:8]}01"),
        "data_through": day[:4],
    }
    asked = [name for name in rules.header if name not in {"nav", "card"}]
    texts = ["Write a takeaway: {{ largest }}.", *(["Write another takeaway."] * (number - 1))]
    sections = rules.sections or ("Limits",)
    return {
        "header": "".join(f"#     {name}: {known.get(name, 'Write it')}\n" for name in asked),
        "decision": _decision_cell(word) if rules.decision_sentences else "",
        "takeaways": "\n".join(f"# {at}. {text} *{word} confidence*" for at, text in enumerate(texts, 1)),
        "sections": "\n#\n".join(f"# ## {section}\n# - Write it." for section in sections),
    }


def _decision_cell(confidence: str) -> str:
    """Return the cell that says what a page's finding means, with every line that it needs."""
    known = {MEANS: "Write what {{ largest }} means for a decision.", "Answer": "Write it: {{ largest }}."}
    lines = dict.fromkeys(NEEDED, "Write it.") | known | {CONFIDENCE: confidence}
    written = "".join(f"#\n# {label}: {lines[label]}\n" for label in (MEANS, *NEEDED))
    return f"# %% [markdown]\n# ::: decision\n{written}\n"


def read_package(settings: Settings) -> dict[str, Any]:
    """Return the descriptor of a project's tables."""
    package: dict[str, Any] = json.loads((settings.root / DESCRIPTOR).read_text(encoding="utf-8"))
    return package


def read_sources(settings: Settings) -> tuple[Any, list[dict[str, Any]]]:
    """Return the registry of sources as its file holds it, and its entries: what is added to these is in it."""
    registry = json.loads((settings.root / REGISTRY).read_text(encoding="utf-8"))
    return registry, registry["entries"] if isinstance(registry, dict) else registry


def check_id(chosen: str) -> None:
    """Refuse an id that an option names and addresses could not hold.

    Raises
    ------
    DataError
        If it is no slug.
    """
    if not is_slug(chosen):
        expected, fix = "small letters, digits and single hyphens", "Name another: `--id`."
        raise DataError([Problem("no-slug", "--id", "an id", expected, chosen, fix)])


def empty_source(key: str, kind: str) -> dict[str, Any]:
    """Return a source of which only the id is known, with all that is to be filled in."""
    custom = {"short": "", "grade": "", "licence": ""}
    return {"id": key, "type": kind, "title": "", "publisher": "", "issued": {"literal": ""}, "custom": custom}
