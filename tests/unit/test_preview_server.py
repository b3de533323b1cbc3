"""What a preview takes for a saved edit: each change of a file once, whoever tells of it, and no reading of files."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog import events

from proofpress import pipeline
from proofpress.mkdocs_plugin import preview as previewing
from proofpress.mkdocs_plugin.preview import Preview
from proofpress.mkdocs_plugin.preview_server import PreviewServer, tidy_memory
from proofpress.model.inputs import read_inputs
from proofpress.model.settings import Settings, load_settings
from proofpress.render.site import Site


@pytest.fixture
def told(tmp_path: Path) -> Iterator[tuple[events.FileSystemEventHandler, list[str]]]:
    """Yield a watcher of the test's folder as a preview has it, and the kinds of what it takes for an edit."""
    logger, preview = logging.getLogger("mkdocs"), Preview()
    server = PreviewServer(LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path)), preview)
    handler, kinds = events.FileSystemEventHandler(), []
    handler.on_any_event = lambda event: kinds.append(event.event_type)  # type: ignore[method-assign]
    server._look_at_changes(handler, str(tmp_path))
    yield handler, kinds
    server.server_close()
    logger.removeHandler(preview._gathered)


def test_a_change_is_told_once(tmp_path: Path, told: tuple[events.FileSystemEventHandler, list[str]]) -> None:
    """The system and MkDocs' own look both tell of one edit; the next edit of the same file is another."""
    handler, kinds = told
    page = tmp_path / "page.md"
    for text in ("one", "other"):
        page.write_text(text)
        for event in (events.FileCreatedEvent, events.FileModifiedEvent, events.FileModifiedEvent):
            handler.on_any_event(event(str(page)))
    page.unlink()
    for _ in range(2):
        handler.on_any_event(events.FileDeletedEvent(str(page)))
    assert kinds == ["created", "created", "deleted"]


def test_reading_is_no_change(tmp_path: Path, told: tuple[events.FileSystemEventHandler, list[str]]) -> None:
    """A build reads every file: that tells of nothing, nor do the files that interpreters and editors write."""
    handler, kinds = told
    page = tmp_path / "page.md"
    page.write_text("one")
    for event in (events.FileOpenedEvent, events.FileClosedNoWriteEvent, events.FileClosedEvent):
        handler.on_any_event(event(str(page)))
    for name in (".page.md.swp", "page.md~", "__pycache__/page.pyc"):
        handler.on_any_event(events.FileModifiedEvent(str(tmp_path / name)))
    assert kinds == []


def test_a_file_put_in_place_is_a_change(tmp_path: Path, told: tuple[events.FileSystemEventHandler, list[str]]) -> None:
    """Editors write beside a file and put the new one in its place: its name counts, not that of what they wrote."""
    handler, kinds = told
    page, written = tmp_path / "page.md", tmp_path / "page.md.tmp"
    page.write_text("one")
    written.write_text("other")
    written.replace(page)
    handler.on_any_event(events.FileMovedEvent(str(written), str(page)))
    assert kinds == ["moved"]


def test_memory_is_tidied_between_builds() -> None:
    """What refers to itself and is no longer used goes, also where it was kept before; the rest is passed by."""
    made = []
    for _ in range(2):
        ring: list[object] = [type("Used", (), {})()]
        ring.append(ring)
        made.append(weakref.ref(ring[0]))
        tidy_memory()
        del ring
    try:
        tidy_memory()
        assert [reference() for reference in made] == [None, None]
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_the_first_check_of_a_table_loads_nothing() -> None:
    """What a preview loads while nobody waits is all that the check of the first saved table needs."""
    code = """
import sys
from proofpress.data.csv_checks import check_schema
from proofpress.mkdocs_plugin import preview
preview.prepare_kernels = lambda settings: None
preview.warm_up(None)
before = set(sys.modules)
fields = [{"name": "id", "type": "string"}, {"name": "year", "type": "year"}, {"name": "v", "type": "number"}]
content = b"id,year,v\\na,2020,1.5\\n"
assert check_schema("data/tables/x.csv", content, {"fields": fields, "primaryKey": ["id"]}) == []
assert [problem.code for problem in check_schema("data/tables/x.csv", content[:-4] + b"x\\n", {"fields": fields})]
print(*sorted(set(sys.modules) - before))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_a_build_waits_for_what_loads_libraries(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two threads that load a library at once find it half loaded: a first edit's build begins after the other ends."""
    order = []

    def load(_: Settings) -> None:
        order.append("loading")
        time.sleep(0.3)
        order.append("loaded")

    def build(*_: object, **__: object) -> Site:
        order.append("built")
        return Site({}, {}, {})

    monkeypatch.setattr(previewing, "warm_up", load)
    monkeypatch.setattr(pipeline, "build", build)
    settings = load_settings(data_project)
    preview, inputs = Preview(), read_inputs(settings)
    preview.build(settings, inputs)
    preview.build(settings, inputs)
    assert order[:4] == ["built", "loading", "loaded", "built"]
