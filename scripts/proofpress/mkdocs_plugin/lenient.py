"""A preview's settings: as lenient as a preview is, and in results' keys as a build has them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

SERVING = {"site_url": "", "site_dir": "site", "dev_addr": "127.0.0.1:8000", "watch": []}
"""Settings that MkDocs changes for a preview, with their values where a site states none."""


def stated_settings(config: MkDocsConfig, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a preview's settings as a build has them: those that MkDocs changes for it as the site's file states them.

    Keys of results, addresses in citations and links thus are the same in both.
    """
    root, schema = Path(config.config_file_path).parent, dict(MkDocsConfig._schema)
    stated = {name: given.get(name, default) for name, default in SERVING.items()}
    stated["site_dir"] = str(root / str(stated["site_dir"]))
    stated["dev_addr"] = schema["dev_addr"].validate(stated["dev_addr"])
    return {**config, **stated, "strict": True}  # as sites are built, whatever the file says


def counters() -> list[CountHandler]:
    """Return what counts warnings in a strict build."""
    return [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]


def be_lenient(config: MkDocsConfig) -> None:
    """Let a preview go on after warnings: what is said of strictness, in whatever place, is meant for builds."""
    config.strict = False
    for handler in counters():
        logging.getLogger("mkdocs").removeHandler(handler)
