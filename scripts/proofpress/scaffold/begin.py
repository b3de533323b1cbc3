"""A site of one's own from the template: written beside its place, built and accepted there, and put in place whole."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import jinja2
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from ..model.characters import find_unseen
from ..model.errors import OutputError, Problem, SettingsError
from ..model.git import Repository
from ..model.options import is_date
from ..model.safe_yaml import read_yaml
from ..model.scratch import scratch_folder
from ..model.settings import GENERATOR, site_packages
from .update import WHEELS, Origin

HERE = Path(__file__).parent
SOURCE = HERE.parents[2]
"""The generator's own source, where it was installed with what it was made from."""
LOCK = "requirements.txt"
PACKED = ("pyproject.toml", "README.md", "LICENSE")
"""Files that a wheel is made from, besides the package."""
TEMPLATE = HERE / "template"
QUESTIONS = HERE / "questions.yml"
SUFFIX = ".jinja"
EXAMPLES = ("notebooks", "data", "docs", "tests", ".github", ".ci", "scripts/bench", "scripts/faults")
"""What a copy of another site's repository has that is that site's own, besides its code."""
NAMED = (".zenodo.json", "CITATION.cff", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "requirements-test.txt")
"""Files at the top of such a copy that speak in its name."""


@dataclass(frozen=True)
class Answers:
    """What a new site is asked; the questions stand in ``questions.yml``.

    Raises
    ------
    SettingsError
        With each answer that no site can be made with: before anything is written, or removed.
    """

    title: str
    address: str
    author: str
    licence: str
    colour: str
    takeaways: int
    today: str

    def __post_init__(self) -> None:
        rules = {
            "title": (r"\S.{0,79}", "a line of at most 80 characters that readers can see"),
            "address": (r"https?://[^\s/]+(?:/\S*)?", "an address such as https://site.example/"),
            "author": (r"\S.{0,119}", "a line of at most 120 characters that readers can see"),
            "licence": (r"[A-Za-z0-9.+-]+", "a licence's SPDX name, such as CC-BY-4.0 or MIT"),
            "colour": (r"#[0-9a-fA-F]{6}", "a colour such as #1f3a5f"),
            "takeaways": (r"[1-9]", "a number from 1 to 9"),
            "today": (r"\d{4}-\d{2}-\d{2}", "an ISO date"),
        }
        refused = [name for name, (pattern, _) in rules.items() if not re.fullmatch(pattern, str(getattr(self, name)))]
        refused += [name for name in ("title", "author") if find_unseen(getattr(self, name)) and name not in refused]
        refused += [] if "licence" in refused or _is_licence(self.licence) else ["licence"]
        refused += [] if "today" in refused or is_date(self.today) else ["today"]
        if refused:
            options = {name: "--date" if name == "today" else f"--{name}" for name in rules if name in refused}
            raise SettingsError(
                Problem("bad-answer", option, "cannot be used", rules[name][1], repr(getattr(self, name)))
                for name, option in options.items()
            )


def _is_licence(name: str) -> bool:
    """Whether a name is one that SPDX lists, as it is written there: citation files hold no other."""
    try:
        return str(canonicalize_license_expression(name)) == name and not name.startswith("LicenseRef")
    except InvalidLicenseExpression:
        return False


def questions() -> Mapping[str, Mapping[str, Any]]:
    """Return what a new site is asked, by name, each with its help and its default."""
    text = QUESTIONS.read_text(encoding="utf-8")
    return {name: entry for name, entry in read_yaml(text, QUESTIONS.name).items() if not name.startswith("_")}


def template_files(answers: Answers, origin: Origin) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a new site by its path, with its content."""
    marks = {"block": "%", "variable": "", "comment": "#"}
    options: dict[str, Any] = {f"{name}_start_string": f"[{mark or '['}" for name, mark in marks.items()}
    options |= {f"{name}_end_string": f"{mark or ']'}]" for name, mark in marks.items()}
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True, **options
    )
    for path in sorted(path for path in TEMPLATE.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        name = path.relative_to(TEMPLATE).as_posix()
        if name.endswith(SUFFIX):
            text = environment.from_string(path.read_text(encoding="utf-8")).render(asdict(answers), origin=origin)
            yield name.removesuffix(SUFFIX), text.encode()
        else:
            yield name, path.read_bytes()


def write_site(folder: Path, answers: Answers, origin: Origin) -> list[str]:
    """Write a new site's files into a folder; return their paths.

    Parameters
    ----------
    folder : Path
        Where the site goes.
    answers : Answers
        What its author was asked.
    origin : Origin
        Where later versions of the template come from.
    """
    written = []
    for name, content in template_files(answers, origin):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        written.append(name)
    return written


def check_place(folder: Path) -> None:
    """Refuse a folder that holds something.

    Raises
    ------
    OutputError
        If it does, or is no folder.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fix = "Name a folder that is empty or not there; in a copy of another site's repository: `--here`."
        raise OutputError([Problem("not-empty", str(folder), "a new site needs a place of its own", fix=fix)])


def check_source() -> None:
    """Refuse to hand on a generator that was installed without the files that it was made from.

    Raises
    ------
    OutputError
        If it was.
    """
    if not (SOURCE / "pyproject.toml").is_file() or not (SOURCE / LOCK).is_file():
        thing, fix = "the generator's own source is not here", "Run this from a copy of the generator's repository."
        raise OutputError([Problem("no-source", str(SOURCE), thing, f"`pyproject.toml` and `{LOCK}`", fix=fix)])


def write_generator(folder: Path) -> list[str]:
    """Write what a site is built with: the generator as a wheel, in an older one's place, and the locked environment.

    Raises
    ------
    OutputError
        If the generator cannot be packed; then what was there stays.
    """
    check_source()
    options = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    with scratch_folder(folder, ".wheel-") as work:
        source = _copy_source(work / "source")
        command = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(work), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            problem = Problem("no-wheel", str(SOURCE), "the generator could not be packed", got=done.stderr.strip())
            raise OutputError([problem])
        target = folder / WHEELS
        target.mkdir(exist_ok=True)
        for wheel in target.glob("*.whl"):
            wheel.unlink()
        made = [Path(shutil.move(wheel, target / wheel.name)) for wheel in sorted(work.glob("*.whl"))]
    shutil.copyfile(SOURCE / LOCK, folder / LOCK)
    return [LOCK, *(path.relative_to(folder).as_posix() for path in made)]


def _copy_source(target: Path) -> Path:
    """Return a copy of what a wheel is made from: packing writes beside it, where others may be packing too."""
    target.mkdir()
    for name in PACKED:
        shutil.copyfile(SOURCE / name, target / name)
    shutil.copytree(
        SOURCE / "scripts" / GENERATOR, target / "scripts" / GENERATOR, ignore=shutil.ignore_patterns("__pycache__")
    )
    return target


def clear_examples(root: Path) -> list[str]:
    """Remove from a copy of another site's repository what is that site's own; the generator stays.

    Raises
    ------
    OutputError
        If the folder is no such copy, or holds what is not committed.
    """
    repository = Repository(root)
    problems = []
    if not (root / "scripts" / GENERATOR).is_dir() or not (root / "pyproject.toml").is_file():
        fix = "Name a folder for a new site instead: `proofpress init DIR`."
        problems.append(Problem("no-copy", str(root), f"no copy of a repository with `scripts/{GENERATOR}`", fix=fix))
    elif not repository.exists() or repository.changed():
        thing = "what is removed must be in version control first"
        problems.append(
            Problem("dirty-tree", str(root), thing, "everything committed", fix="Commit, then run this again.")
        )
    if problems:
        raise OutputError(problems)
    removed = []
    for path in [root / name for name in (*EXAMPLES, *NAMED)] + [Path(package) for package in site_packages(root)]:
        if path.is_dir():
            shutil.rmtree(path)
        elif path.is_file():
            path.unlink()
        else:
            continue
        removed.append(path.relative_to(root).as_posix())
    _forget_packages(root / "pyproject.toml")
    return removed


def _forget_packages(path: Path) -> None:
    """Take tools that check another site's code out of the settings of the copy: only what builds the package stays."""
    text = path.read_text(encoding="utf-8")
    at = text.find("\n[tool.ruff]")
    path.write_text(text[:at] + "\n" if at >= 0 else text, encoding="utf-8")


def version() -> str:
    """Return the version of the generator that is installed."""
    return metadata.version(GENERATOR)
