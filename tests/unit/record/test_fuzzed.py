"""A record that a merge or a disk has changed is told by its path, or read as what it says: no other error."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from proofpress.model.errors import RecordError
from proofpress.model.hashing import sha256
from proofpress.model.records import Entry
from proofpress.record.compare import compare
from proofpress.record.shape import parts_of
from proofpress.record.store import load_record, write_record
from tests.support.entries import entries
from tests.support.mutating import mutated_bytes, mutated_json

QUIET = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)


def changed(found: dict[str, Entry], data: st.DataObject) -> None:
    """Write a record, change one of its files, and read it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_record(root / "published", found)
        [path, *_] = sorted((root / "published").glob("*/record.json"))
        if data.draw(st.booleans()):
            path.write_text(data.draw(mutated_json(json.loads(path.read_bytes()))), encoding="utf-8")
        else:
            path.write_bytes(data.draw(mutated_bytes(path.read_bytes())))
        try:
            read, problems = load_record(root, root / "published"), []
        except RecordError as err:
            read, problems = {}, list(err.problems)
            event("refused")
        assert all(problem.place.startswith("published/") for problem in problems)
        for entry in read.values():
            assert set(entry.files) <= set(entry.fields.get("files", {}))
            assert all(sha256(content) == entry.fields["files"][name] for name, content in entry.files.items())
        compare(read, found)
        compare(found, read)


@QUIET
@given(entries(), st.data())
def test_a_changed_record_is_told_or_read(found: dict[str, Entry], data: st.DataObject) -> None:
    """Whatever stands in `record.json`: problems with its path, or entries whose files are what their hashes say."""
    changed(found, data)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"schema_version": 1, "figures": {}, "values": {"a": 5}, "claims": {}}', "`a` is no object"),
        ('{"schema_version": 1, "figures": {"a": {}}, "values": {}, "claims": {}}', "`title` is None"),
        ('{"schema_version": 1, "figures": {}, "figures": {}, "values": {}, "claims": {}}', "`figures` twice"),
        ("[" * 100_000, "without end"),
        ('{"schema_version": true, "figures": [], "values": {}, "claims": {}}', "no object"),
    ],
)
def test_what_is_no_record_says_why(text: str, told: str) -> None:
    """Entries that are none, missing parts, a key that a merge doubled, lists without end."""
    with pytest.raises(ValueError, match=told):
        parts_of(text)
