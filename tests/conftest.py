"""What all tests share: Hypothesis settings, projects computed and built once a run, and where Chromium is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from proofpress.notebook.fonts import Typeface
from tests.support.projects import FIXTURE, PROJECT, copy_project, mkdocs, proofpress, shared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from proofpress.record.site_input import SiteInput
    from proofpress.render.site import Site

    Shown = list[tuple[str, dict[str, Any]]]

# A busy machine must not fail a property, and a failure must come back on the next run.
settings.register_profile("ledger", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ledger")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str:
    """Return the path of Chromium; empty if there is none."""
    named = os.environ.get("PROOFPRESS_CHROMIUM")
    return next((path for name in (named, *CHROMIUM_NAMES) if name and (path := shutil.which(name))), "")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium; without one the test is skipped, or fails where ``PROOFPRESS_REQUIRE_CHROMIUM=1``."""
    found = find_chromium()
    if found:
        return found
    reason = "no Chromium found: install the package chromium, or set PROOFPRESS_CHROMIUM to its path"
    if os.environ.get("PROOFPRESS_REQUIRE_CHROMIUM") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SiteInput]:
    """Return a copy of this repository's project, and what its notebooks give in fresh kernels; made once."""
    from proofpress import pipeline
    from proofpress.model.settings import load_settings

    def make(folder: Path) -> SiteInput:
        copy_project(PROJECT, folder)
        return pipeline.compute(load_settings(folder), fresh=True)

    return shared(tmp_path_factory, "regenerated", make)


@pytest.fixture(scope="session")
def fixture_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the fixture site, accepted and built with ``mkdocs build --strict``, and the build's log; made once."""

    def make(folder: Path) -> str:
        copy_project(FIXTURE, folder)
        for done in (proofpress(folder, "accept"), mkdocs(folder, "build", "--strict")):
            assert done.returncode == 0, done.stdout
        return done.stdout

    return shared(tmp_path_factory, "fixture_build", make)


@pytest.fixture(scope="session")
def real_site(regenerated: tuple[Path, SiteInput], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of this repository's project, built with ``mkdocs build --strict``; made once a run."""
    source, _ = regenerated

    def make(folder: Path) -> None:
        copy_project(source, folder, cache=True)
        done = mkdocs(folder, "build", "--strict")
        assert done.returncode == 0, done.stdout

    return shared(tmp_path_factory, "real_site", make)[0] / "site"


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return the fixture site built in four states, and the commit of each by release; made once a run."""
    from tests.support.releases import make_states

    return shared(tmp_path_factory, "states", make_states)


@pytest.fixture(scope="session")
def published(states: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the four states published: ``origin.git``, a clone ``work``, the files in ``branch``."""
    from tests.support.releases import publish_states

    return shared(tmp_path_factory, "published", lambda folder: publish_states(*states, folder))[0]


@pytest.fixture
def fixture_project(tmp_path: Path, fixture_build: tuple[Path, str]) -> Path:
    """Return a copy of the fixture site, accepted and built, with its record, its caches and its site: to break."""
    return Path(shutil.copytree(fixture_build[0], tmp_path / "project"))


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Typeface:
    """Return the typeface, with a folder for its cuts for charts and print that is filled at first use."""
    return Typeface(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def data_project(tmp_path: Path) -> Path:
    """Return a copy of the fixture site as it stands in the tree, nothing executed: for tests of data alone."""
    return copy_project(FIXTURE, tmp_path / "project")


@pytest.fixture(scope="session")
def fixture_results(tmp_path_factory: pytest.TempPathFactory, fixture_build: tuple[Path, str]) -> SiteInput:
    """Return what the fixture site's notebooks publish, computed in this process from its caches."""
    from proofpress import pipeline
    from proofpress.model.settings import load_settings

    folder = tmp_path_factory.mktemp("results") / "project"
    shutil.copytree(fixture_build[0], folder)
    return pipeline.compute(load_settings(folder))


@pytest.fixture(scope="session")
def evidence(fixture_results: SiteInput) -> SiteInput:
    """Return what the fixture site is rendered from."""
    return fixture_results


@pytest.fixture(scope="session")
def rendered(fixture_results: SiteInput) -> Site:
    """Return the fixture site's pages and files, rendered in this process."""
    from proofpress import pipeline

    site: Site = pipeline.render(fixture_results)
    return site


@pytest.fixture
def kernel_session(data_project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """Yield a notebook's session on the fixture site in this process; what is published is gathered, not displayed."""
    from proofpress.model.settings import ROOT_VARIABLE
    from proofpress.notebook import publish, session

    shown: Shown = []
    monkeypatch.setenv(ROOT_VARIABLE, str(data_project))
    monkeypatch.setenv(publish.BATCH_VARIABLE, "1")
    monkeypatch.setattr(publish, "_show", lambda mime, payload, preview: shown.append((mime, dict(payload))))
    session.reset()
    yield shown
    session.reset()
