"""Templates compiled once: the same source gives the same page, whatever environment and process asks for it."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from proofpress.model import keys
from proofpress.render import compiled
from proofpress.render.compiled import keep_compiled
from proofpress.render.csp import SECRET


def environment(source: str, **options: bool) -> jinja2.Environment:
    """Return an environment with one template that takes part in it."""
    result = jinja2.Environment(loader=jinja2.DictLoader({"a.html": source}), **options)  # type: ignore[arg-type]
    keep_compiled(result)
    return result


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Give the sources that are compiled, as they are."""
    seen: list[str] = []
    real = jinja2.Environment._parse

    def parse(self: jinja2.Environment, source: str, *places: str | None) -> object:
        seen.append(source)
        return real(self, source, *places)

    monkeypatch.setattr(compiled, "_codes", {})
    monkeypatch.setattr(compiled, "_folder", lambda: tmp_path / "templates-now")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(jinja2.Environment, "_parse", parse)
    return seen


def test_a_source_is_compiled_once(counted: list[str]) -> None:
    """Two environments share the code of a source, each filled with its own values; a changed one is compiled anew."""
    one, two = environment("{{ text }}!"), environment("{{ text }}!")
    assert [item.get_template("a.html").render(text=text) for item, text in ((one, 1), (two, 2))] == ["1!", "2!"]
    assert counted == ["{{ text }}!"]
    assert environment("{{ text }}?").get_template("a.html").render(text=3) == "3?"
    assert len(counted) == 2


def test_another_filter_is_compiled_apart(counted: list[str]) -> None:
    """What a filter makes of a constant stands in the code: under the same name another one gives its own."""
    shown = []
    for cased in (str.upper, str.title):
        own = environment("{{ 'ab' | cased }}")
        own.filters["cased"] = cased
        shown.append(own.get_template("a.html").render())
    assert shown == ["AB", "Ab"]
    assert len(counted) == 2


def test_another_way_of_reading_is_compiled_apart(counted: list[str]) -> None:
    """The same source in an environment that escapes is another template."""
    source = "{{ text }}"
    assert environment(source).get_template("a.html").render(text="<b>") == "<b>"
    assert environment(source, autoescape=True).get_template("a.html").render(text="<b>") == "&lt;b&gt;"
    assert counted == [source, source]


def filled(source: str, **options: bool) -> str:
    """Fill a template as another process does, which has compiled nothing yet."""
    compiled._codes.clear()
    return environment(source, **options).get_template("a.html").render(text="<b>")


def test_another_process_takes_what_was_compiled(counted: list[str], tmp_path: Path) -> None:
    """It compiles nothing again; another source, other options or a damaged file are compiled anew."""
    assert [filled("{{ text }}!"), filled("{{ text }}!")] == ["<b>!", "<b>!"]
    assert counted == ["{{ text }}!"]
    assert filled("{{ text }}!", autoescape=True) == "&lt;b&gt;!"
    assert filled("{{ text }}?") == "<b>?"
    assert len(counted) == 3
    for file in (tmp_path / "templates-now").iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    assert filled("{{ text }}!") == "<b>!"
    assert len(counted) == 4


def test_code_of_the_site_itself_is_not_kept(counted: list[str], tmp_path: Path) -> None:
    """Nobody knows the version of a filter that no package brings: a template that may hold its results stays here."""
    own = environment("{{ 'ab' | own }}")
    own.filters["own"] = lambda text: f"{text}!"
    assert own.get_template("a.html").render() == "ab!"
    assert not (tmp_path / "templates-now").exists()


def test_a_secret_is_not_written(counted: list[str], tmp_path: Path) -> None:
    """The mark of the theme's scripts is one of this process: no file holds it."""
    assert filled(f"<script{SECRET}>{{{{ text }}}}</script>") == f"<script{SECRET}><b></script>"
    assert not (tmp_path / "templates-now").exists()


def test_few_states_are_kept(counted: list[str], tmp_path: Path) -> None:
    """With each state of the generator templates lie in another folder; the oldest go."""
    for number in range(5):
        (tmp_path / f"templates-{number}").mkdir()
    filled("{{ text }}")
    assert len([*tmp_path.iterdir()]) == compiled.STATES


def test_another_generator_has_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What filters of another generator make of a constant is not taken."""
    before = compiled._folder.__wrapped__()
    monkeypatch.setattr(keys, "GENERATOR_FOLDER", tmp_path)
    assert compiled._folder.__wrapped__() != before
