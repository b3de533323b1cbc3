"""A finished site that stands: a build with nothing changed leaves it as it is, instead of writing each page again.

It stands while all that its pages are made from is as it was, and no file of it has been touched since.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..model.files import ProjectFiles
from ..model.hashing import sha256
from ..model.inputs import rendered_paths
from ..model.settings import Settings
from ..model.store import Store, key_of
from ..render.kept_site import site_parts

PLUGINS = {"search", "material/search", "proofpress"}
"""Plugins that make pages of nothing but what the key names."""
FILES = "files.json"


@dataclass(frozen=True)
class StandingSite:
    """What is kept of the site that lies at a place.

    Attributes
    ----------
    store : Store
        Where it is kept.
    target : Path
        The site's folder.
    key : str
        The hash of all that the site is made from.
    """

    store: Store
    target: Path
    key: str

    def stands(self) -> bool:
        """Whether the folder holds the site of this key, no file of it touched since it was finished."""
        kept = self.store.recall(self._name, self.key)
        return kept is not None and self.target.is_dir() and kept.files.get(FILES) == self._states()

    def remember(self) -> None:
        """Keep what the folder holds, now that it is finished."""
        self.store.keep(self._name, self.key, {FILES: self._states()})

    @property
    def _name(self) -> str:
        return sha256(str(self.target))[:20]

    def _states(self) -> bytes:
        """Return each file's size, number, and times of its content and its record, which a system sets by itself."""
        states = {}
        for place, _, names in os.walk(self.target):
            for name in names:
                state = os.lstat(f"{place}/{name}")
                states[f"{place}/{name}"] = [
                    state.st_size, state.st_ino, state.st_mtime_ns, state.st_ctime_ns, state.st_mode,
                ]  # fmt: skip
        return json.dumps(states, sort_keys=True).encode()


def standing_site(config: MkDocsConfig, settings: Settings, inputs: ProjectFiles, target: Path) -> StandingSite | None:
    """Return what is kept of the site at a place; None where something takes part in it that no key names.

    Parameters
    ----------
    config : MkDocsConfig
        MkDocs' settings.
    settings : Settings
        The project, with every setting in force: what is inherited, an argument or in the environment too.
    inputs : ProjectFiles
        Its files as the build has read them.
    target : Path
        The site's folder.
    """
    if config.hooks or not set(config.plugins) <= PLUGINS:
        return None
    folders = [Path(folder) for folder in (config.docs_dir, config.theme.custom_dir) if folder]
    beside = {f"beside {name}": digest for folder in folders for name, digest in _unread(folder, inputs)}
    key = key_of({**site_parts(settings, inputs), **beside})
    return StandingSite(Store(settings.cache / "standing", 1), target, key)


def _unread(folder: Path, inputs: ProjectFiles) -> Iterator[tuple[str, str]]:
    """Yield name and hash of each file below a folder that MkDocs may publish and that our pages are not made from."""
    known = {inputs.root / path for path in rendered_paths(inputs)}
    for path in folder.rglob("*"):
        if path.is_file() and path not in known:
            yield str(path), sha256(path.read_bytes())
