"""Templates compiled once a process: the same source gives the same page, whatever environment asks for it."""

from __future__ import annotations

import jinja2
import pytest

from proofpress.render import compiled
from proofpress.render.compiled import keep_compiled


def environment(source: str, **options: bool) -> jinja2.Environment:
    """Return an environment with one template that takes part in it."""
    result = jinja2.Environment(loader=jinja2.DictLoader({"a.html": source}), **options)  # type: ignore[arg-type]
    keep_compiled(result)
    return result


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the sources that are compiled, as they are."""
    seen: list[str] = []
    real = jinja2.Environment._parse

    def parse(self: jinja2.Environment, source: str, *places: str | None) -> object:
        seen.append(source)
        return real(self, source, *places)

    monkeypatch.setattr(compiled, "_codes", {})
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
