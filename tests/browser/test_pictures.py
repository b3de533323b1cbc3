"""Each kind of page looks as somebody has seen it: light, dark, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.browser.pictures import (
    MODES,
    PAGES,
    REVIEWED,
    SHARE,
    Compared,
    Darkroom,
    compare_all,
    dressed,
    looking,
    picture_of,
    read_reviewed,
    renew,
    report,
    take,
)
from tests.support.projects import names_of, shared

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SPOILT = {
    "another colour": ":root, [data-md-color-scheme] { --pp-1: #007a3d !important }",
    "moved a little": ".md-typeset .pp-figure { padding-left: 10px }",
    "a missing line": ".pp-source { display: none }",
    "wider letters": ".md-typeset { letter-spacing: .3px }",
}


@pytest.fixture(scope="module")
def dressed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the fixture site in this repository's dress."""
    folder, _ = shared(tmp_path_factory, "dressed", lambda empty: str(dressed(empty)))
    with serving(folder / "site") as address:
        yield address


def test_every_kind_of_page_is_reviewed() -> None:
    """There is a reviewed picture of each page in each mode, none of anything else, and all are small."""
    names = {f"{page}.{mode}" for page in PAGES for mode in MODES}
    reviewed = read_reviewed()
    assert set(reviewed) == names
    assert sum(map(len, reviewed.values())) < 3_000_000
    assert {path.suffix for path in REVIEWED.iterdir()} == {".webp"}


def test_pages_look_as_reviewed(browser: Browser, dressed_site: str, tmp_path: Path) -> None:
    """No page differs from its reviewed picture; if one does, a report shows expected, actual and difference."""
    result = compare_all(browser, take(browser, dressed_site), read_reviewed())
    assert len(result) == len(PAGES) * len(MODES) > 0
    different = [f"{item.name}: {100 * item.share:.3f}% of the blocks" for item in result if not item.same]
    if different:
        (tmp_path / "pictures.html").write_text(report(result), encoding="utf-8")
    assert different == [], (
        f"{names_of(different)}\nSee {tmp_path / 'pictures.html'}; if all is right: "
        "python -m tests.browser.pictures --renew"
    )


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_page_is_noticed(what: str, browser: Browser, dressed_site: str, tmp_path: Path) -> None:
    """A changed colour, a small shift, a missing line and other letters are each noticed, and the report shows them."""
    room = Darkroom(browser)
    with looking(browser, 1280) as page:
        url = f"{dressed_site}{PAGES['analysis']}"
        good, again = (room.pack(picture_of(page, url)) for _ in range(2))
        bad = room.pack(picture_of(page, url, SPOILT[what]))
    same, other = room.compare("analysis", good, again), room.compare("analysis", good, bad)
    assert same.same
    assert same.share == 0
    assert not other.same
    assert other.share > 2 * SHARE
    text = report([same, other])
    assert text.count("<img ") == 2 + 3
    assert f"analysis: differs, {100 * other.share:.3f}% of the blocks" in text
    assert renew([same, other], tmp_path) == ["analysis"]
    assert (tmp_path / "analysis.webp").read_bytes() == bad


def test_a_longer_page_is_noticed(browser: Browser, dressed_site: str) -> None:
    """A page that has grown at its end differs, although all above is the same."""
    room = Darkroom(browser)
    with looking(browser, 1280) as page:
        url = f"{dressed_site}{PAGES['about']}"
        short = room.pack(picture_of(page, url))
        long = room.pack(picture_of(page, url, "body { padding-bottom: 600px }"))
    assert not room.compare("about", short, long).same


def test_a_page_that_nobody_reviewed_fails(browser: Browser) -> None:
    """A picture with nothing beside it is not the same as reviewed, and the report says so."""
    [result] = compare_all(browser, {"new.light": b"picture"}, {})
    assert result == Compared("new.light", b"", b"picture", b"", 1.0)
    assert not result.same
    assert "new.light: not reviewed" in report([result])
