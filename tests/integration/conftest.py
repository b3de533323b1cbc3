"""What several integration tests edit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import jinja2
import pytest

from proofpress.changes import rebuild, worker
from proofpress.model import keys
from proofpress.release.build import Checkout
from proofpress.render import assets, context
from tests.support.commands import module_here


@pytest.fixture
def generator(tmp_path: Path) -> Iterator[Path]:
    """Yield a copy of the generator that keys and templates are read from, to edit.

    What this process has read of it is forgotten before and after: another test would build with an edited style.
    """
    folder = Path(shutil.copytree(keys.GENERATOR_FOLDER, tmp_path / "library" / "proofpress"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "GENERATOR_FOLDER", folder)
        patch.setattr(context.templates(), "loader", jinja2.FileSystemLoader(folder / "render" / "templates"))
        patch.setattr(assets, "ASSETS", folder / "render" / "assets")
        _forget()
        yield folder
    _forget()


@pytest.fixture
def proved_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a release's commands and states run in this process, not in their own: the same code without the imports.

    ``test_command_publishes_what_it_proved`` and ``test_states_are_rebuilt_apart`` run the processes.
    """

    def run(checkout: Checkout, arguments: Sequence[str], *told: str) -> None:
        done = module_here(checkout.project, *arguments)
        assert done.returncode == 0, (*told, done.stdout)

    def compute(_: Path, tree: Path, out: Path) -> str:
        worker.main(tree, out)
        return ""

    monkeypatch.setattr(Checkout, "_run", run)
    monkeypatch.setattr(rebuild, "run_apart", compute)


def _forget() -> None:
    context.templates().cache.clear()  # type: ignore[union-attr]
    assets.style.cache_clear()
