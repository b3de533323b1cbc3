"""What all tests share: Hypothesis settings, and where Chromium is."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# A busy machine must not fail a property, and a failure must come back on the next run.
settings.register_profile("ledger", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ledger")

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of Chromium; without one the test is skipped, or fails where ``PROOFPRESS_REQUIRE_CHROMIUM=1``."""
    named = os.environ.get("PROOFPRESS_CHROMIUM")
    found = next((path for name in (named, *CHROMIUM_NAMES) if name and (path := shutil.which(name))), None)
    if found:
        return found
    reason = "no Chromium found: install the package chromium, or set PROOFPRESS_CHROMIUM to its path"
    if os.environ.get("PROOFPRESS_REQUIRE_CHROMIUM") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
