"""Systems that the generator runs on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from proofpress.model.platforms import refuse_other_systems


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_supported_systems_pass(platform: str) -> None:
    """Linux and macOS go on."""
    refuse_other_systems(platform)


def test_windows_is_told_what_to_do() -> None:
    """The first thing that Windows hears is what it needs, not a module that is missing."""
    source = "import sys; sys.platform = 'win32'; import proofpress"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("proofpress runs on Linux and macOS, not on win32.")
    assert "Traceback" not in done.stderr
