"""What several integration tests edit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from proofpress.model import keys
from proofpress.render import assets, context


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


def _forget() -> None:
    context.templates().cache.clear()  # type: ignore[union-attr]
    assets.style.cache_clear()
