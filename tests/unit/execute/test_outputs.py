"""Outputs without what differs from run to run, and outputs and tags that are refused."""

from __future__ import annotations

import sysconfig
from pathlib import Path
from typing import Any

import nbformat
import pytest

from proofpress.execute.outputs import in_order, settle_outputs
from proofpress.execute.shown import refused_outputs


def stream(name: str, text: str) -> Any:
    """Return a printed text."""
    return nbformat.v4.new_output("stream", name=name, text=text)


def shown(**data: Any) -> Any:
    """Return a displayed output, its kinds written with underscores."""
    return nbformat.v4.new_output("display_data", data={key.replace("_", "/", 1): text for key, text in data.items()})


def cell(*outputs: Any, **metadata: Any) -> Any:
    """Return a code cell with outputs."""
    return nbformat.v4.new_code_cell("x", outputs=list(outputs), metadata=metadata)


def settled(text: str, tmp_path: Path) -> str:
    """Return what is left of a printed text."""
    notebook = nbformat.v4.new_notebook(cells=[cell(stream("stdout", text))])
    settle_outputs(notebook, [tmp_path / "home", tmp_path / "handed"], tmp_path / "site")
    return str(notebook.cells[0].outputs[0].text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("{home}/a.txt", "~/a.txt"),
        ("cwd {home}", "cwd ~"),
        ("{handed}/inputs.json", "~/inputs.json"),
        ("{root}/scripts/x/y.py:3: UserWarning", "scripts/x/y.py:3: UserWarning"),
        ("{lib}/pandas/core.py:12: W", "pandas/core.py:12: W"),
        ("{std}/json/decoder.py", "json/decoder.py"),
        ("<A object at 0x7f1fa358c680>", "<A object at 0x…>"),
        ("Generator(PCG64) at 0x7F8B81F5E040", "Generator(PCG64) at 0x…"),
        ("the mask 0xff at 0xZZ", "the mask 0xff at 0xZZ"),
    ],
)
def test_paths_and_addresses_are_settled(tmp_path: Path, text: str, left: str) -> None:
    """The kernel's folder, the project, the environment and addresses in memory are shown alike in each run."""
    places = {"home": tmp_path / "home", "handed": tmp_path / "handed", "root": tmp_path / "site"}
    text = text.format(**places, lib=sysconfig.get_path("purelib"), std=sysconfig.get_path("stdlib"))
    assert settled(text, tmp_path) == left


def test_displayed_texts_are_settled_and_pictures_are_not(tmp_path: Path) -> None:
    """Every form of an output is settled, deep inside JSON as well; bytes of pictures stay."""
    output = shown(
        text_html="<b>at 0x7f1fa358c680</b>", application_json={"a": ["at 0x7f1fa358c680"]}, image_png="at 0xffff1"
    )
    notebook = nbformat.v4.new_notebook(cells=[cell(output)])
    settle_outputs(notebook, [tmp_path / "home"], tmp_path / "site")
    data = notebook.cells[0].outputs[0].data
    assert data["text/html"] == "<b>at 0x…</b>"
    assert data["application/json"] == {"a": ["at 0x…"]}
    assert data["image/png"] == "at 0xffff1"


def test_pieces_of_what_is_printed_are_joined() -> None:
    """In whatever pieces and order two streams arrive between two displays, they come out the same."""
    table = shown(text_plain="t")
    first = [stream("stdout", "a"), stream("stderr", "w"), stream("stdout", "b"), table, stream("stdout", "c")]
    second = [stream("stderr", "w"), stream("stdout", "ab"), table, stream("stdout", "c")]
    assert in_order(first) == in_order(second)
    assert [output.get("text") for output in in_order(second)] == ["ab", "w", None, "c"]


@pytest.mark.parametrize(
    ("given", "thing"),
    [
        (cell(shown(image_png="AAAA")), "a picture without words"),
        (cell(shown(text_html="<div></div><SCRIPT src=x>")), "shows a program"),
        (cell(shown(application_javascript="x()", text_plain="x")), "shows a program"),
        (cell(tags=["skip-execution"]), "the tag `skip-execution`"),
        (cell(tags=["raises_exception"]), "the tag `raises-exception`"),
        (cell(tags=["remove-inptu"]), "the tag `remove-inptu` means nothing"),
        (cell(tags=["hide_outputs"]), "the tag `hide-outputs` means nothing"),
        (cell(shown(**{"application_vnd.proofpress.value+json": {}}), tags=["remove_input"]), "would hide how"),
    ],
)
def test_what_a_page_cannot_show_is_refused(given: Any, thing: str) -> None:
    """A program, a picture without words, a tag that leaves a cell out or hides part of the proof."""
    [facts] = refused_outputs(given)
    assert thing in facts["thing"]


@pytest.mark.parametrize(
    "given",
    [
        cell(shown(image_png="AAAA"), alt="A grey square."),
        cell(nbformat.v4.new_output("display_data", data={"image/png": "A"}, metadata={"image/png": {"alt": "A."}})),
        cell(shown(text_html="<table></table>", text_plain="t"), tags=["hide-input", "remove_output"]),
        cell(stream("stderr", "w"), tags=["remove-stderr", "remove-stdout", "parameters", "chapter-2"]),
        cell(shown(**{"application_vnd.proofpress.value+json": {}}), tags=["hide-cell"]),
    ],
)
def test_what_a_page_can_show_passes(given: Any) -> None:
    """A picture with words, of the cell or its own, tables, and tags that hide nothing of the proof."""
    assert list(refused_outputs(given)) == []
