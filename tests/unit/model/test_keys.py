"""Keys by layer: which of the generator's files a result depends on, and on no others."""

from __future__ import annotations

import ast
import shutil
from importlib import metadata
from pathlib import Path

import pytest

from proofpress.data.loading import VALIDATING
from proofpress.model import keys
from proofpress.model.keys import (
    DRAWING,
    DRAWING_PACKAGES,
    GENERATOR_FOLDER,
    KERNEL,
    differing,
    environment_parts,
    generator_parts,
    installed_parts,
    package_hash,
    package_parts,
    packages_of,
)
from proofpress.model.settings import load_settings


@pytest.fixture
def generator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the generator that keys are made from, to edit."""
    folder = Path(shutil.copytree(GENERATOR_FOLDER, tmp_path / "proofpress"))
    monkeypatch.setattr(keys, "GENERATOR_FOLDER", folder)
    return folder


def test_the_package_hash_covers_every_file(generator: Path) -> None:
    """Changing, adding or removing any file of the package changes its hash; compiled files do not count."""
    first = package_hash()
    (generator / "__pycache__").mkdir(exist_ok=True)
    (generator / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert package_hash() == first
    files = [path for path in sorted(generator.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    assert {".py", ".j2", ".css", ".js"} <= {path.suffix for path in files}
    for path in (files[0], next(path for path in files if path.suffix == ".j2"), files[-1]):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert package_hash() != first, path
        path.write_bytes(content)
    assert package_hash() == first
    (generator / "new.py").write_text("")
    assert package_hash() != first


@pytest.mark.parametrize(
    ("name", "executes", "draws"),
    [
        ("render/assets/style/text.css", False, False),
        ("render/templates/foot.md.j2", False, False),
        ("render/site.py", False, False),
        ("changes/causes.py", False, False),
        ("record/compare.py", False, False),
        ("pipeline.py", False, False),
        ("figures/draw.py", False, True),
        ("notebook/theme.py", True, True),
        ("notebook/publish.py", True, False),
        ("model/records.py", True, False),
        ("text/quantities.py", True, False),
        ("data/tables.py", True, False),
        ("evidence/rules.py", True, False),
        ("execute/kernel.py", True, False),
        ("__init__.py", True, False),
    ],
)
def test_an_edit_reaches_its_own_layers_only(generator: Path, name: str, executes: bool, draws: bool) -> None:
    """A style, template or rendering edit executes and draws nothing; drawing code draws; kernel code executes."""
    before = generator_parts(*KERNEL), generator_parts(*DRAWING), generator_parts()
    with (generator / name).open("a") as file:
        file.write("\n")
    after = generator_parts(*KERNEL), generator_parts(*DRAWING), generator_parts()
    part = (f"generator {name}",)
    assert [differing(old, new) for old, new in zip(before, after, strict=True)] == [
        part if executes else (),
        part if draws else (),
        part,
    ]


def imported(name: str) -> set[str]:
    """Return the generator's modules that a module imports, and that these import, as paths below its folder."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        for node in ast.walk(ast.parse((GENERATOR_FOLDER / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level:
                base = (GENERATOR_FOLDER / path).parents[node.level - 1]
                for module in [node.module or "", *(f"{node.module or ''}.{alias.name}" for alias in node.names)]:
                    target = base.joinpath(*module.strip(".").split("."))
                    files = [target.with_suffix(".py"), target / "__init__.py"]
                    waiting += [file.relative_to(GENERATOR_FOLDER).as_posix() for file in files if file.is_file()]
    return seen


def outside(modules: set[str], layer: tuple[str, ...]) -> set[str]:
    """Return the modules that a layer does not hold."""
    return {name for name in modules if not any(name == place or name.startswith(f"{place}/") for place in layer)}


def test_what_runs_in_the_kernel_is_in_its_layer() -> None:
    """Every module that the kernel and the notebook's interface import counts for the notebooks' keys."""
    modules = imported("__init__.py") | imported("execute/kernel.py") | imported("execute/run.py")
    assert len(modules) > 20
    assert outside(modules, KERNEL) == set()


def test_what_draws_is_in_its_layer() -> None:
    """Every module that the drawing process imports counts for the pictures' keys, but for records and settings."""
    modules = imported("figures/draw.py")
    assert len(modules) > 6
    others = outside(modules, DRAWING)
    assert {name for name in others if not name.startswith("model/") and not name.endswith("/__init__.py")} == set()


def test_what_validates_is_in_its_layer() -> None:
    """Every module that the check of the data imports counts for what is kept as valid."""
    modules = imported("data/validate.py") | imported("data/sources.py")
    assert len(modules) > 20
    assert outside(modules, VALIDATING) == set()


def test_packages_are_named_with_their_versions() -> None:
    """A package is known by its installed version; one that is not installed has none."""
    assert package_parts(["pandas", "no-such-package"]) == {
        "package no-such-package": "",
        "package pandas": metadata.version("pandas"),
    }
    drawing = package_parts(DRAWING_PACKAGES)
    assert len(drawing) == len(DRAWING_PACKAGES)
    assert all(drawing.values())
    assert drawing.items() <= installed_parts().items()


def test_modules_lead_to_their_packages() -> None:
    """A module's package is found whatever its name; the standard library's have none."""
    assert packages_of(["json", "yaml", "pandas", "no_such_module"]) == ("PyYAML", "pandas")


def test_the_environment_covers_lock_and_python(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another lock or another Python is another environment, and the part that differs says which."""
    settings = load_settings(data_project)
    first = environment_parts(settings)
    with settings.lock.open("a") as lock:
        lock.write("# more\n")
    assert differing(first, environment_parts(settings)) == ("lock requirements.txt",)
    monkeypatch.setattr(keys.sys, "version", "9.9 x")
    assert differing(first, environment_parts(settings)) == ("lock requirements.txt", "python")
