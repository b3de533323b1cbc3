"""How a run's tests are handed out: what shares a fixture of its module stays in one process, made once."""

from __future__ import annotations

import pytest

from tests.support.projects import ROOT, names_of
from tests.support.scheduling import ONCE, begun_apart, group_of, sharing


def test_tests_that_share_stay_together(request: pytest.FixtureRequest) -> None:
    """Every test of this run that uses a fixture of its module belongs to the group of its file, as pytest sees it."""
    apart, together = [], 0
    for item in request.session.items:
        definitions = getattr(item, "_fixtureinfo").name2fixturedefs.values()  # noqa: B009 - pytest's own, of each item
        if any(definition.scope == "module" for same_name in definitions for definition in same_name):
            together += 1
            path = item.path.relative_to(ROOT).as_posix()
            apart += [] if group_of(item.nodeid) == path else [item.nodeid]
    assert apart == [], f"made anew in each process for{names_of(apart)}"
    assert together or len(request.session.items) < 1000


def test_others_go_alone() -> None:
    """A slow test that shares nothing is handed out by itself, one of a single module with its file."""
    alone = "tests/integration/test_init.py::test_a_copy_is_cleared_of_its_examples"
    assert group_of(alone) == alone
    assert group_of("tests/unit/text/test_svg.py::test_a[b::c]") == "tests/unit/text/test_svg.py"
    assert group_of("tests/integration/test_init.py::test_it_releases") == "tests/integration/test_init.py"


def test_sharing_is_followed_through_fixtures() -> None:
    """A test that uses a module's fixture through another one shares it; a name in its body alone does not count."""
    source = (
        "@pytest.fixture(scope='module')\ndef made(): ...\n"
        "@pytest.fixture()\ndef copied(made): ...\n"
        "@pytest.fixture(scope='session')\ndef whole(): ...\n"
        "def test_a(copied): ...\n"
        "def test_b(made): ...\n"
        "def test_c(whole): made\n"
    )
    assert sharing(source) == {"test_a", "test_b"}
    above = "@pytest.fixture()\ndef opened(made): ...\n"
    assert sharing(f"{source}def test_d(opened): ...\n", [above]) == {"test_a", "test_b", "test_d"}


def test_processes_begin_with_different_builds() -> None:
    """The first groups each need another thing that is made once, the earliest and then the largest that does."""
    units = ["serve", "site", "site", "site-a", "init", "changes", "hostile"]
    needs = [["fixture_build"], ["regenerated"], ["regenerated"], ["regenerated"], [], ["fixture_build"], []]
    ranks = [1, 0, 0, 0, 2, 1, 2]
    order = begun_apart(units, needs, ranks)
    assert [units[n] for n in order] == ["site", "site", "serve", "site-a", "changes", "init", "hostile"]
    assert begun_apart(units, [[] for _ in units], ranks) == sorted(range(7), key=lambda n: ranks[n])


def test_what_is_made_once_is_known(request: pytest.FixtureRequest) -> None:
    """Each fixture that the order of a run begins with is one that tests use."""
    used = {name for item in request.session.items for name in getattr(item, "fixturenames", ())}
    assert len(request.session.items) < 1000 or set(ONCE) <= used
