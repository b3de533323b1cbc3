"""Site code: the packages under ``scripts/`` that a notebook may import beside the generator.

A site keeps its own measures and drawings there. What a notebook imports of it is an input of the notebook, with the
hash of the very bytes that were compiled: a formula that changes makes the notebook stale and is named as the cause.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder, SourceLoader
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from ..model.errors import nearest
from ..model.files import ProjectFiles
from ..model.hashing import sha256
from ..model.inputs import expected_hashes
from ..model.settings import site_packages
from .closed_chance import NAMES
from .closed_clock import CALLED, WatchCalls
from .closed_order import WatchOrder
from .guard_state import STATE, trusted


class SiteCodeLoader(SourceLoader):
    """Compile a module from its source, never from a kept compiled file, and note the hash of what was read."""

    def __init__(self, name: str, path: Path, finder: SiteCodeFinder) -> None:
        self.name = name
        self.path = path
        self.root = finder.root
        self.expected = finder.expected
        self.digests = finder.digests

    def get_filename(self, fullname: str) -> str:
        """Return where the module's source stands."""
        return str(self.path)

    def get_data(self, path: str | bytes) -> bytes:
        """Return the module's source; its hash is noted under the module's name."""
        with trusted():
            files = ProjectFiles(self.root, self.expected)  # a new one: an author may reload what was edited
            content = files.read(Path(str(path)).relative_to(self.root).as_posix())
        self.digests[self.name] = sha256(content)
        STATE.sources.add(str(self.path))
        return content

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        """Return a module's code, in a guarded kernel with its calls watched as those of a cell."""
        tree = ast.parse(data, str(path))
        if hasattr(builtins, CALLED):
            tree = WatchCalls().visit(WatchOrder().visit(tree))
        code: CodeType = compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)
        return code

    def exec_module(self, module: ModuleType) -> None:
        """Run a module, which sees the built-in functions that a notebook sees."""
        vars(module).update(NAMES)
        super().exec_module(module)


class SiteCodeFinder(MetaPathFinder):
    """Find the modules of a site's packages.

    Parameters
    ----------
    root : Path
        The project folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.packages = {package.name for package in site_packages(root)}
        self.expected = expected_hashes()
        self.digests: dict[str, str] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module of the site is loaded from; None for modules that are not the site's.

        Raises
        ------
        ModuleNotFoundError
            If a package of the site has no such module; the message names the nearest.
        """
        if fullname.partition(".")[0] not in self.packages:
            return None
        base = self.root / "scripts" / fullname.replace(".", "/")
        for file, places in ((base / "__init__.py", [str(base)]), (base.with_suffix(".py"), None)):
            if file.is_file():
                loader = SiteCodeLoader(fullname, file, self)
                return spec_from_file_location(fullname, file, loader=loader, submodule_search_locations=places)
        with trusted():
            siblings = [entry.stem for entry in base.parent.iterdir() if entry.suffix == ".py" or entry.is_dir()]
        hint = nearest(base.name, siblings)
        raise ModuleNotFoundError(f"the site has no module `{fullname}`. {hint}".strip(), name=fullname)

    def inputs(self) -> list[dict[str, str]]:
        """Return what was imported, as inputs of the notebook."""
        return [
            {"kind": "code", "name": name, "path": self._path(name), "sha256": digest}
            for name, digest in sorted(self.digests.items())
        ]

    def _path(self, name: str) -> str:
        return Path(str(sys.modules[name].__file__)).relative_to(self.root).as_posix()


def install_finder(root: Path, *, first: bool) -> SiteCodeFinder:
    """Let this process import the site's packages.

    Parameters
    ----------
    root : Path
        The project folder.
    first : bool
        Whether the site's own files win over installed packages of the same name, as in a build.
    """
    finder = SiteCodeFinder(root)
    sys.meta_path.insert(0 if first else len(sys.meta_path), finder)
    return finder


def imported_code() -> list[dict[str, str]]:
    """Return what this process has imported of the site's code, as inputs of the notebook."""
    return [entry for finder in sys.meta_path if isinstance(finder, SiteCodeFinder) for entry in finder.inputs()]
