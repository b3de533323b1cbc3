"""The content security policy: a page may load its own files and run the scripts that it carries, nothing else."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import re

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.render.csp import TEMPLATES, ThemeScripts, own_scripts, script_hashes, with_policy

PAGE = (
    '<!doctype html><html lang="en"><head class="x"><meta charset="utf-8">'
    '<script>var a = 1</script><script src="a.js"></script><script type="application/ld+json">{"a": 1}</script>'
    '</head><body><header class="h">T</header><script type="module">b()</script><script>var a = 1</script></body>'
)


def digest(script: str) -> str:
    """Return a script's hash as a policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_every_inline_script_is_named_once() -> None:
    """Scripts in the page are hashed, equal ones once, in their order; files and data blocks are not."""
    assert script_hashes(PAGE) == [digest("var a = 1"), digest("b()")]


@pytest.mark.parametrize(
    ("attributes", "runs"),
    [
        ("", True),
        (' type="module"', True),
        (' type="text/javascript"', True),
        (' type="application/javascript"', True),
        (' type="application/x-javascript"', True),
        (' data-src="x"', True),
        (' src="x.js"', False),
        (' defer src="x.js"', False),
        (' type="application/json"', False),
        (' id="__config" type="application/json"', False),
        (" type='application/ld+json'", False),
        (" type=application/json", False),
    ],
)
def test_what_runs_is_hashed(attributes: str, runs: bool) -> None:
    """A script is hashed if a browser would run what stands in the page."""
    result = script_hashes(f"<head></head><script{attributes}>x</script>")
    assert result == ([digest("x")] if runs else [])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")).filter(lambda text: "</script" not in text))
def test_a_hash_is_of_the_very_bytes(script: str) -> None:
    """White space, line breaks and foreign letters count: the browser hashes what stands there."""
    assert script_hashes(f"<head></head><script>{script}</script>") == [digest(script)]


def admitted(*scripts: str) -> list[str]:
    """Return the hashes of scripts that a policy may name."""
    return [digest(script) for script in scripts]


def test_the_policy_comes_first_in_the_head_and_once() -> None:
    """Nothing stands before the policy that it would not hold for, and the rest of the page is as it was."""
    page = with_policy(PAGE, admitted("var a = 1", "b()"))
    [tag] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert page.replace(f'<meta http-equiv="Content-Security-Policy" content="{tag}">', "") == PAGE
    assert '<head class="x"><meta http-equiv="Content-Security-Policy"' in page
    assert f"script-src 'self' {digest('var a = 1')} {digest('b()')}" in tag


@pytest.mark.parametrize(
    ("what", "origins"),
    [
        ("img-src", {"'self'", "data:"}),
        ("style-src", {"'self'", "'unsafe-inline'"}),
        *((what, {"'self'"}) for what in ("font-src", "connect-src", "worker-src", "manifest-src")),
        *((what, {"'self'"}) for what in ("media-src", "frame-src")),
        *((what, {"'none'"}) for what in ("object-src", "form-action", "base-uri")),
    ],
)
def test_a_page_may_load_only_its_own(what: str, origins: set[str]) -> None:
    """By the rules of browsers, where a kind of content that is not named falls back to the default, forms never."""
    [tag] = re.findall(r'content="(default-src[^"]*)"', with_policy(PAGE))
    rules = {name: set(allowed) for name, *allowed in (rule.split() for rule in tag.split(";"))}
    never_by_default = {"form-action", "base-uri"}
    assert what not in never_by_default or what in rules
    assert rules.get(what, rules["default-src"]) == origins


def test_the_policy_forbids_what_it_does_not_name() -> None:
    """All is refused by default, no host is named, and no script may run that is not named."""
    page = with_policy(PAGE, admitted("var a = 1", "b()"))
    [policy] = re.findall(r'content="(default-src[^"]*)"', page)
    assert policy.startswith("default-src 'none'; ")
    assert "//" not in re.sub(r"'sha256-[^']*'", "", policy)
    assert "*" not in policy
    [scripts] = re.findall(r"script-src ([^;]*)", policy)
    assert "unsafe" not in scripts


def test_a_page_without_head_stays_as_it_is() -> None:
    """A ``header`` is no ``head``."""
    assert with_policy("<header>T</header>") == "<header>T</header>"


def policy_of(page: str) -> str:
    """Return the policy that a page states."""
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    return str(policy)


def test_a_script_is_not_named_because_it_is_there() -> None:
    """A script that content brought stands in the page, and the policy does not name it."""
    page = with_policy(PAGE.replace("T</header>", "T<script>evil()</script></header>"), admitted("b()"))
    assert "<script>evil()</script>" in page
    assert policy_of(page).endswith(f"script-src 'self' {digest('b()')}")


def test_the_generators_own_scripts_are_constant() -> None:
    """No template of ours puts anything into a script, so that their hashes are known before any content."""
    assert own_scripts()
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*") if path.is_file()]
    bodies = [body for text in sources for body in re.findall(r"<script>(.*?)</script>", text, re.DOTALL)]
    assert len(bodies) >= 3
    assert all("{{" not in body and "{%" not in body for body in bodies)


@pytest.mark.parametrize(
    "content",
    [
        "<script>evil()</script>",
        "<SCRIPT>evil()</SCRIPT >",
        '<script data-x>evil()</script><script type="module">evil()</script>',
        "<script>evil()",
        "<script\n>evil()</script>",
        "<scri<script>pt>evil()</script>",
    ],
)
def test_scripts_are_told_by_the_template_that_they_stand_in(content: str) -> None:
    """What content brings is not admitted; what the theme's templates hold is, whatever they put into it."""
    theme = {
        "main.html": "<head></head>{% include 'part.html' %}<script src=x.js></script>{{ content }}",
        "part.html": "<script>theme('{{ depth }}')</script><script type='application/json'>{}</script>",
    }
    environment = jinja2.Environment(loader=jinja2.DictLoader(theme))
    assert environment.get_template("part.html").render(depth="..")
    scripts = ThemeScripts()
    scripts.watch(environment)
    raw = environment.get_template("main.html").render(content=content, depth="../..")
    page = scripts.finish(raw)
    bare = jinja2.Environment(loader=jinja2.DictLoader(theme)).get_template("main.html")
    assert page.replace(re.findall("<meta [^>]*>", page)[0], "") == bare.render(content=content, depth="../..")
    assert policy_of(page).endswith("script-src 'self' " + digest("theme('../..')"))


def test_marks_differ_from_process_to_process() -> None:
    """No content can hold a mark, for each process makes its own, and it is taken out of every page."""
    source = importlib.util.find_spec(ThemeScripts.__module__)
    assert source is not None
    assert source.loader is not None
    anew = importlib.util.module_from_spec(source)
    source.loader.exec_module(anew)
    mark = ThemeScripts().mark("<script>")
    assert len(mark) > len("<script>") + 32
    assert anew.ThemeScripts().mark("<script>") != mark
    assert ThemeScripts().finish(f"<head></head>{mark}</script>").endswith("<script></script>")


def test_what_content_brought_is_told() -> None:
    """A script, a handler or an address that neither theme nor generator put there is named; theirs are not."""
    scripts = ThemeScripts()
    theme = scripts.mark("<script>theme()</script><script src=a.js></script>")
    data = '<script type="application/json">{"a": "<b onclick=x>"}</script>'
    assert scripts.foreign(f"<p>a</p>{theme}{data}") == []
    assert scripts.foreign(f"{theme}<script>evil()</script>") == ["the element `<script>`"]
    assert "the element `<script>`" in scripts.foreign('<script src="values.csv"></script>')
    assert scripts.foreign("<b onclick=evil()>a</b>") == ["the event handler `onclick`"]
    assert scripts.foreign("<script>mine()</script>", [digest("mine()")]) == []


def test_scripts_that_settings_name_are_the_themes() -> None:
    """MkDocs writes the scripts of ``extra_javascript`` by a filter, which is marked like a template."""
    environment = jinja2.Environment(loader=jinja2.DictLoader({"a.html": "{{ 'x.js' | script_tag }}"}))
    environment.filters["script_tag"] = jinja2.pass_context(lambda context, path: f"<script src={path}></script>")
    scripts = ThemeScripts()
    scripts.watch(environment)
    assert scripts.foreign(environment.get_template("a.html").render()) == []
