"""What all tests share: Hypothesis settings, projects computed and built once a run, and where Chromium is."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from proofpress.model.machine_cache import VARIABLE
from proofpress.notebook.fonts import Typeface
from tests.support.commands import build_here, mkdocs_here
from tests.support.projects import CACHE_VARIABLE, FIXTURE, PROJECT, ROOT, copy_project, shared
from tests.support.scheduling import begun_apart, group_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proofpress.record.site_input import SiteInput
    from proofpress.render.site import Site

    Shown = list[tuple[str, dict[str, Any]]]

# A busy machine must not fail a property, and a failure must come back on the next run.
settings.register_profile("ledger", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", settings.get_profile("ledger"), max_examples=20)
settings.load_profile("ledger")

BUILT = {"fixture_build", "fonts", "regenerated", "states"}
"""Fixtures that build a site, execute notebooks or cut fonts: what rests on one takes seconds."""
FIRST = (
    "tests/site/test_mutations.py",
    "tests/integration/test_changes.py",
    "tests/integration/test_releases.py",
    "tests/integration/test_serve.py",
    "tests/site",
    "tests/integration",
    "tests/browser",
    "tests/unit/notebook",
    "tests/unit/test_pipeline.py",
)
"""The longest tests: begun first, so that no process is left with one at the end."""
MOST_PROCESSES = 6

CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is Chromium without windows: it draws the same pages in less time."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run one process more than there are processors: tests wait for kernels, browsers and locks half of the time."""
    return min((os.cpu_count() or 1) + 1, MOST_PROCESSES)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out together the tests that share a fixture of their module, however else the run is told to."""
    from tests.support.scheduling import ByNeed

    return ByNeed(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that the projects of a run share; the processes of the run inherit its name."""
    if CACHE_VARIABLE not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="proofpress-tests-")
        os.environ[CACHE_VARIABLE] = folder.name
        os.environ[VARIABLE] = f"{folder.name}/user"  # what a user's projects share, and no test finds from before
        config.add_cleanup(lambda: (os.environ.pop(CACHE_VARIABLE), os.environ.pop(VARIABLE), folder.cleanup()))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what takes long, and begin with it."""
    places = {item: item.path.relative_to(ROOT).as_posix() for item in items}
    for item in items:
        if BUILT & set(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
    ranks = [next((n for n, start in enumerate(FIRST) if places[item].startswith(start)), len(FIRST)) for item in items]
    units, needs = [group_of(item.nodeid) for item in items], [getattr(item, "fixturenames", ()) for item in items]
    items[:] = [items[n] for n in begun_apart(units, needs, ranks)]


def find_chromium() -> str:
    """Return the path of Chromium; empty if there is none."""
    named = os.environ.get("PROOFPRESS_CHROMIUM")
    return next((path for name in (named, *CHROMIUM_NAMES) if name and (path := shutil.which(name))), "")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium; without one the test is skipped, or fails where ``PROOFPRESS_REQUIRE_CHROMIUM=1``."""
    result = find_chromium()
    if result:
        return result
    reason = "no Chromium found: install the package chromium, or set PROOFPRESS_CHROMIUM to its path"
    if os.environ.get("PROOFPRESS_REQUIRE_CHROMIUM") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def drawing() -> None:
    """Let processes that draw stay for the next test's figures, as those of a preview do: two, as builds have here."""
    from proofpress.figures.apart import keep_ready

    keep_ready(2)


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
        return build_here(copy_project(FIXTURE, folder))

    return shared(tmp_path_factory, "fixture_build", make)


@pytest.fixture(scope="session")
def hostile_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Return the fixture site built with a text that wants to run in every field that takes it, and which those are."""
    from tests.support.hostile import build_hostile

    return shared(tmp_path_factory, "hostile_build", build_hostile)


@pytest.fixture(scope="session")
def real_site(regenerated: tuple[Path, SiteInput], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of this repository's project, built with ``mkdocs build --strict``; made once a run."""
    source, _ = regenerated

    def make(folder: Path) -> None:
        copy_project(source, folder, cache=True)
        done = mkdocs_here(folder, "build", "--strict")
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
    return Path(shutil.copytree(fixture_build[0], tmp_path / "project", symlinks=True))


@pytest.fixture(scope="session")
def fonts() -> Typeface:
    """Return the typeface, with the run's folder for its cuts for charts and print."""
    return Typeface(Path(os.environ[VARIABLE]) / "proofpress" / "fonts")


@pytest.fixture
def data_project(tmp_path: Path) -> Path:
    """Return a copy of the fixture site as it stands in the tree, nothing executed: for tests of data alone."""
    return copy_project(FIXTURE, tmp_path / "project", shared_cache=False)


@pytest.fixture(scope="session")
def fixture_results(tmp_path_factory: pytest.TempPathFactory, fixture_build: tuple[Path, str]) -> SiteInput:
    """Return what the fixture site's notebooks publish, computed in this process from its caches."""
    from proofpress import pipeline
    from proofpress.model.settings import load_settings
    from proofpress.render.site import with_documents

    folder = tmp_path_factory.mktemp("results") / "project"
    shutil.copytree(fixture_build[0], folder, symlinks=True)
    settings = load_settings(folder)
    return with_documents(pipeline.compute(settings), pipeline.read_documents(settings))


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
    from proofpress.notebook import place, publish, session, value_fields

    shown: Shown = []
    monkeypatch.setenv(ROOT_VARIABLE, str(data_project))
    monkeypatch.setenv(place.BATCH_VARIABLE, "1")
    for module in (publish, value_fields):
        monkeypatch.setattr(module, "show", lambda mime, payload, preview: shown.append((mime, dict(payload))))
    session.reset()
    yield shown
    session.reset()
