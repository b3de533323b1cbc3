"""The content security policy: a page may load its own files and run the scripts that it carries, nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofpress.render.csp import RULES, script_hashes, with_policy

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
    found = script_hashes(f"<head></head><script{attributes}>x</script>")
    assert found == ([digest("x")] if runs else [])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r")).filter(lambda text: "</script" not in text))
def test_a_hash_is_of_the_very_bytes(script: str) -> None:
    """White space, line breaks and foreign letters count: the browser hashes what stands there."""
    assert script_hashes(f"<head></head><script>{script}</script>") == [digest(script)]


def test_the_policy_comes_first_in_the_head_and_once() -> None:
    """Nothing stands before the policy that it would not hold for, and the rest of the page is as it was."""
    page = with_policy(PAGE)
    [tag] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert page.replace(f'<meta http-equiv="Content-Security-Policy" content="{tag}">', "") == PAGE
    assert '<head class="x"><meta http-equiv="Content-Security-Policy"' in page
    rules = [rule.strip() for rule in tag.split(";")]
    assert rules == [*RULES, f"script-src 'self' {digest('var a = 1')} {digest('b()')}"]


def test_the_policy_forbids_what_it_does_not_name() -> None:
    """All is refused by default, no host is named, and no script may run that is not named."""
    page = with_policy(PAGE)
    [policy] = re.findall(r'content="(default-src[^"]*)"', page)
    assert policy.startswith("default-src 'none'; ")
    assert "//" not in re.sub(r"'sha256-[^']*'", "", policy)
    assert "*" not in policy
    [scripts] = re.findall(r"script-src ([^;]*)", policy)
    assert "unsafe" not in scripts


def test_a_page_without_head_stays_as_it_is() -> None:
    """A ``header`` is no ``head``."""
    assert with_policy("<header>T</header>") == "<header>T</header>"
