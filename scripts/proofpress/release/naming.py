"""The name of a release wherever a project states it: settings, citation and deposit files, data package."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ..data.tables import DESCRIPTOR
from ..model.errors import Problem, SettingsError
from ..model.exchange import write_whole
from ..model.options import PLUGIN
from ..model.scratch import scratch_folder
from ..model.settings import Settings, load_settings
from .citation_files import deposit_files

CONFIG = "mkdocs.yml"
LISTED = re.compile(rf"^(?P<margin> *)- {PLUGIN}(?P<colon>:?)[ ]*(?:#.*)?$", re.MULTILINE)
"""The line that lists the plugin."""


def write_names(settings: Settings, names: tuple[str, str, str], written: list[str]) -> Settings:
    """Write a release into settings, citation and deposit files and the data package; return the new settings.

    Parameters
    ----------
    settings : Settings
        The project's so far.
    names : tuple of str
        The release, its date and its reason.
    written : list of str
        Takes each file before it is written, by path from the project's folder.

    Raises
    ------
    SettingsError
        If they cannot be set in ``mkdocs.yml``.
    """
    root, (version, released, reason) = settings.root, names
    config = (root / CONFIG).read_text(encoding="utf-8")
    options = {"release": f'"{version}"', "released": released, "reason": json.dumps(reason)}
    _write(root, CONFIG, with_options(config, options), written)
    new = load_settings(root)
    got = (new.release, new.released, new.reason)
    if got != names:
        thing = f"`release`, `released` and `reason` could not be set under `plugins.{PLUGIN}`"
        fix = "Another file or a later line says otherwise: set them there, commit, and run this again."
        raise SettingsError([Problem("not-set", CONFIG, thing, version, got[0], fix)])
    for name, text in deposit_files(new).items():
        if (root / name).is_file():
            _write(root, name, text, written)
    if not (root / DESCRIPTOR).is_file():
        return new
    package = json.loads((root / DESCRIPTOR).read_text(encoding="utf-8"))
    for name, value in (("version", version), ("created", f"{released}T00:00:00Z")):
        if name in package:
            package[name] = value
    _write(root, DESCRIPTOR, json.dumps(package, indent=1, ensure_ascii=False) + "\n", written)
    return new


def with_options(text: str, options: dict[str, str]) -> str:
    r"""Return the text of ``mkdocs.yml`` with options of the plugin set, and everything else as it was.

    Examples
    --------
    >>> print(with_options("plugins:\n  - search\n  - proofpress\n", {"release": '"2026.12"'}), end="")
    plugins:
      - search
      - proofpress:
          release: "2026.12"
    """
    listed = LISTED.search(text)
    if listed is None:
        return text
    if not listed["colon"]:
        text = text[: listed.end()].rstrip() + ":" + text[listed.end() :]
        listed = LISTED.search(text)
        assert listed is not None
    head, body = text[: listed.end()], text[listed.end() :]
    margin = " " * (len(listed["margin"]) + 4)
    block = re.match(rf"(?:\n(?:{margin}[^\n]*|[ ]*(?:#[^\n]*)?))*", body)
    own, rest = (body[: block.end()], body[block.end() :]) if block else ("", body)
    added = ""
    for name, value in options.items():
        line = re.compile(rf"^{margin}{name}:[^\n]*(?:\n{margin} +[^\n]*)*$", re.MULTILINE)
        own, number = line.subn(lambda match, new=f"{margin}{name}: {value}": new, own, count=1)  # type: ignore[misc]
        added += "" if number else f"\n{margin}{name}: {value}"
    return head + added + own + rest


def _write(root: Path, name: str, text: str, written: list[str]) -> None:
    written.append(name)
    with scratch_folder(root, ".release-") as work:
        write_whole(root / name, text, work)
