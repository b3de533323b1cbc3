"""The record: what is written is read back, and a comparison names each difference, no more and no less."""

from __future__ import annotations

import errno
import json
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given

from proofpress.model import exchange
from proofpress.model.errors import RecordError
from proofpress.model.records import Analysis, Entry, Layer
from proofpress.notebook.theme import RED
from proofpress.record import store as record
from proofpress.record.store import entries_of, load_record, values_csv, write_record
from proofpress.text.binding import Namespace
from proofpress.text.bound import plain
from tests.support import samples
from tests.support.entries import entries, one_entry, written
from tests.support.kills import killed_before


@given(entries())
def test_what_is_written_is_read_back(found: dict[str, Entry]) -> None:
    """Writing a record and reading it gives every entry back, texts, numbers and bytes alike."""
    with tempfile.TemporaryDirectory() as folder:
        read = written(found, Path(folder))
    assert read.keys() == found.keys()
    for key, entry in found.items():
        assert (read[key].fields, read[key].files) == (entry.fields, entry.files)


@given(entries())
def test_writing_twice_changes_no_byte(found: dict[str, Entry]) -> None:
    """The record of a record has the same bytes, so that an unchanged site has no difference in version control."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        read = written(found, root)
        files = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
        assert files
        written(read, root)
        assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file()} == files


def test_values_csv_is_what_the_marks_show() -> None:
    """Every layer's rows with their ids; a gap is empty, and the layer is named where there are several."""
    layers = (
        Layer("main", ({"year": 2012, "share": None},), ("m:a m:b",)),
        Layer("layer-1", ({"end": True},), ("m:c",)),
    )
    assert values_csv(samples.figure(layers=layers)).decode() == (
        "layer,year,share,end,rows\nmain,2012,,,m:a m:b\nlayer-1,,,true,m:c\n"
    )
    assert values_csv(samples.figure()).decode().startswith("year,share,rows\n2012,39,mix:r0\n")


def test_colours_are_no_data() -> None:
    """A column that only colours marks is left out of the values; one that also holds words stays."""
    records = ({"year": 2012, "tone": RED, "name": RED}, {"year": 2013, "tone": None, "name": "red"})
    result = values_csv(samples.figure(layers=(Layer("main", records, ("m:a", "m:b")),))).decode()
    assert result.splitlines()[0] == "year,name,rows"


def test_entries_hold_resolved_texts() -> None:
    """The record keeps what a reader reads, so that a moved number in a title is a difference."""
    analysis = Analysis("power", "p", "0", "T", {}, {}, (samples.figure(),), (samples.value(),), ())
    names = Namespace({"power.share": samples.value()}, {}, {}, {})
    result = entries_of([analysis], {"power/bars": samples.picture()}, {}, lambda slug, text: plain(text, slug, names))
    assert list(result) == ["power/bars", "power.share"]
    assert result["power/bars"].fields["title"] == "Coal fell to 19%"


def test_no_record_is_empty(tmp_path: Path) -> None:
    """Before anything was accepted the record is empty, not broken."""
    assert load_record(tmp_path, tmp_path / "published") == {}


def test_every_broken_file_is_named_at_once(tmp_path: Path) -> None:
    """A cut file, a missing one, one with other bytes and one of another version are told together, with the mend."""
    result = {}
    for analysis in ("a", "b", "c", "d"):
        result |= one_entry(analysis=analysis)
    write_record(tmp_path / "published", result)
    published = tmp_path / "published"
    cut = published / "a" / "record.json"
    cut.write_bytes(cut.read_bytes()[:100])
    (published / "b" / "bars" / "chart.svg").unlink()
    (published / "c" / "bars" / "values.csv").write_bytes(b"year\n")
    other = published / "d" / "record.json"
    other.write_text(other.read_text().replace('"schema_version": 1', '"schema_version": 9'))
    with pytest.raises(RecordError) as caught:
        load_record(tmp_path, published)
    text = str(caught.value)
    assert len(caught.value.problems) == 4
    assert (
        "published/a/record.json: the record cannot be read; expected what `accept` wrote; got JSONDecodeError" in text
    )
    assert (
        "published/b/bars/chart.svg: the record cannot be read; expected what `accept` wrote; got No such file" in text
    )
    assert (
        "published/c/bars/values.csv: the record cannot be read; expected what `accept` wrote; got bytes whose" in text
    )
    assert "published/d/record.json: the record cannot be read; expected what `accept` wrote; got ValueError" in text
    assert text.count("Restore it from version control, or review and run `proofpress accept`.") == 4


@pytest.mark.parametrize(
    "content", ["[]", "null", "{}", '{"schema_version": 1}', '{"schema_version": 1, "figures": 5}']
)
def test_a_record_of_another_shape_is_refused(tmp_path: Path, content: str) -> None:
    """JSON that is no record is refused by its path, not by a traceback."""
    (tmp_path / "published" / "a").mkdir(parents=True)
    (tmp_path / "published" / "a" / "record.json").write_text(content)
    with pytest.raises(RecordError, match=r"published/a/record\.json: the record cannot be read"):
        load_record(tmp_path, tmp_path / "published")


def test_an_unfinished_accept_is_passed_over(tmp_path: Path) -> None:
    """What a killed `accept` left beside the record is not read, and the next one clears it away."""
    result = one_entry()
    write_record(tmp_path / "published", result)
    left = tmp_path / "published" / ".power-abc"
    left.mkdir()
    (left / "record.json").write_text('{"schema_version": 1, "figures": {}, "values": {"ghost": {}}}')
    assert load_record(tmp_path, tmp_path / "published").keys() == result.keys()
    write_record(tmp_path / "published", result)
    assert [path.name for path in (tmp_path / "published").iterdir()] == ["power"]


def test_writing_removes_what_is_gone(tmp_path: Path) -> None:
    """The record holds what it was given and nothing else."""
    write_record(tmp_path / "published", {**one_entry(), **one_entry(analysis="old")})
    write_record(tmp_path / "published", one_entry())
    assert load_record(tmp_path, tmp_path / "published").keys() == {"power/bars"}
    assert not (tmp_path / "published" / "old").exists()


def test_a_full_disk_leaves_the_record_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new record cannot be written the old one stays, nothing lies beside it, and the message says so."""
    write_record(tmp_path / "published", one_entry())

    def full(folder: Path, entries: Mapping[str, Entry]) -> None:
        (folder / "record.json").write_text(json.dumps({}))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(record, "_write_analysis", full)
    with pytest.raises(
        RecordError, match=r"published: the record cannot be written; .*No space left on device.*accept"
    ):
        write_record(tmp_path / "published", one_entry(title="New"))
    assert load_record(tmp_path, tmp_path / "published")["power/bars"].fields["title"] == "Coal fell to {{ share }}"
    assert [path.name for path in (tmp_path / "published").iterdir()] == ["power"]


def test_two_writers_and_a_reader(tmp_path: Path) -> None:
    """Two write the record again and again while a third reads it: nobody is refused, each reading is of one writer."""
    folder = tmp_path / "published"
    write_record(folder, {**one_entry(), **one_entry(analysis="other")})
    seen: set[tuple[str, ...]] = set()
    writing = threading.Barrier(3)

    def write(title: str) -> None:
        writing.wait()
        for _ in range(60):
            write_record(folder, {**one_entry(title=title), **one_entry(title=title, analysis="other")})

    writers = [threading.Thread(target=write, args=(title,)) for title in ("A", "B")]
    for writer in writers:
        writer.start()
    writing.wait()
    while any(writer.is_alive() for writer in writers):
        seen.add(tuple(str(entry.fields["title"]) for entry in load_record(tmp_path, folder).values()))
    old = str(one_entry()["power/bars"].fields["title"])
    assert seen <= {("A", "A"), ("B", "B"), (old, old)}
    assert [path.name for path in tmp_path.iterdir()] == ["published"]


def test_a_file_beside_the_analyses_stays(tmp_path: Path) -> None:
    """A note that somebody put into the record's folder outlives the next `accept`."""
    write_record(tmp_path / "published", one_entry())
    (tmp_path / "published" / "README.md").write_text("Ours.")
    write_record(tmp_path / "published", one_entry(title="New"))
    assert (tmp_path / "published" / "README.md").read_text() == "Ours."


@pytest.mark.parametrize("way", ["at once", "steps"])
def test_killed_at_any_step_the_record_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """Wherever `accept` is killed while it writes, the record that is read next is the old or the new, whole."""
    if way == "steps":
        monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    (tmp_path / "mkdocs.yml").touch()
    folder = tmp_path / "docs" / "published"
    old, new = ({**one_entry(title=title), **one_entry(title=title, analysis="other")} for title in ("old", "new"))
    write_record(folder, old)
    number = killed_before(0, lambda: write_record(folder, new), "published")
    assert number > 20
    for step in range(1, number + 1):
        write_record(folder, old)
        assert killed_before(step, lambda: write_record(folder, new), "published") == step
        titles = {str(entry.fields["title"]) for entry in load_record(tmp_path, folder).values()}
        assert titles in ({"old"}, {"new"}), step
        assert len(load_record(tmp_path, folder)) == len(old)
        assert {path.name for path in tmp_path.iterdir()} == {"docs", "mkdocs.yml"}, step
