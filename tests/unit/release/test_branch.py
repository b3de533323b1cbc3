"""The files at the root of the published branch, from what has been published alone."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from proofpress.data.corrections import corrections_from
from proofpress.model.settings import Settings
from proofpress.release.branch import (
    Published,
    newest_first,
    redirect,
    releases_from,
    releases_json,
    root_files,
    sums,
)
from proofpress.render.csp import with_policy
from tests.unit.data.test_corrections import GOOD, VALUE

SETTINGS = Settings(Path(), site_name="Site & Co", site_url="https://s.example/ledger/", release="2026.02")
FIRST = Published("2026.01", "2026-01-15", "The <first>", "", "a" * 40, "b" * 64, False)
SECOND = Published("2026.02", "2026-02-15", "Newer data", "It turned.", "c" * 40, "d" * 64, True)
REPAIR = Published("2026.01.1", "2026-02-20", "A correction", "", "e" * 40, "f" * 64, False)
ALL = (FIRST, REPAIR, SECOND)


def test_releases_are_listed_newest_first_and_read_back() -> None:
    """``releases.json`` orders by name, not by text or date, names the latest, and is read back as it was."""
    stored = json.loads(releases_json(ALL))
    assert stored["latest"] == "2026.02"
    assert [release["release"] for release in stored["releases"]] == ["2026.02", "2026.01.1", "2026.01"]
    assert set(stored["releases"][0]) == {
        *("release", "released", "reason", "note", "commit", "manifest_sha256", "consequential")
    }
    assert releases_from(releases_json(ALL)) == newest_first(ALL)
    ten = [Published(f"2026.01.{n}", "2026-01-15", "", "", "", "", False) for n in (2, 10)]
    assert [item.release for item in newest_first(ten)] == ["2026.01.10", "2026.01.2"]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"schema_version": 2, "releases": []}', b'{"schema_version": 1}'])
def test_another_listing_is_refused(content: bytes) -> None:
    """What this package did not write is not taken for a list of releases."""
    with pytest.raises(ValueError, match=r"."):
        releases_from(content)


def test_root_files_are_these_whatever_the_order() -> None:
    """The same releases give the same bytes; every page says what it may load and shows text as text."""
    corrections = corrections_from([GOOD, VALUE], "register")
    files = root_files(SETTINGS, ALL, corrections)
    assert files == root_files(SETTINGS, ALL[::-1], corrections)
    assert set(files) == {
        *(".nojekyll", "index.html", "releases.json", "corrections.json", "releases/index.html", "404.html"),
        *("sitemap.xml", "robots.txt"),
    }
    assert b"/2026.02/sitemap.xml</loc>" in files["sitemap.xml"]
    assert files["robots.txt"].endswith(b"/sitemap.xml\n")
    for name, content in files.items():
        if name.endswith(".html"):
            text = content.decode()
            assert 'http-equiv="Content-Security-Policy"' in text
            assert "<first>" not in text
    page = files["releases/index.html"].decode()
    for words in ("The &lt;first&gt;", "15 February 2026, the latest", "It turned.", 'id="swapped"', "Site &amp; Co"):
        assert words in page
    assert 'href="../2026.01/figures/plants/capacity/"' in page
    assert 'href="../2026.01/values/plants/#plants.largest"' in page
    assert 'href="/ledger/2026.02/"' in files["404.html"].decode()


def test_no_correction_says_so() -> None:
    """Without corrections the list says that nothing is known to be wrong."""
    assert (
        b"Nothing of what has been released is known to be wrong."
        in root_files(SETTINGS, ALL, ())["releases/index.html"]
    )


def test_redirect_works_without_script_and_keeps_what_the_address_holds() -> None:
    """A redirect page has a link, a refresh for readers without script, and one script whatever the address."""
    one, two = redirect("../2026.02/").decode(), redirect('../a"b/').decode()
    assert '<a id="to" href="../2026.02/">' in one
    assert '<noscript><meta http-equiv="refresh" content="0; url=../2026.02/"></noscript>' in one
    scripts = [re.findall(r"<script>(.*?)</script>", text) for text in (one, two)]
    assert scripts[0] == scripts[1]
    assert "location.search + location.hash" in scripts[0][0]
    assert 'a"b' not in two
    assert with_policy(one).count("script-src 'self' 'sha256-") == 2, "the page already says which script it runs"


def test_sums_are_sorted() -> None:
    """Hashes stand in the order of the files' names, as ``sha256sum`` reads them."""
    assert sums({"b": "2" * 64, "a": "1" * 64}).decode() == f"{'1' * 64}  a\n{'2' * 64}  b\n"


def test_a_contact_is_told_where_tools_look_for_it() -> None:
    """The address for reports stands in ``security.txt``, with an end; a site without one has no such file."""
    name = ".well-known/security.txt"
    assert name not in root_files(SETTINGS, ALL, ())
    text = root_files(replace(SETTINGS, contact="mailto:a@b.example"), ALL, ())[name].decode()
    assert text.startswith("Contact: mailto:a@b.example\nExpires: ")
    assert text.count("\n") == 3
