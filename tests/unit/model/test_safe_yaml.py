"""Settings are read without running anything: plain YAML and MkDocs' own tags."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from proofpress.model.errors import SettingsError
from proofpress.model.safe_yaml import read_yaml
from proofpress.model.settings import load_settings

RUNNING = [
    '!!python/object/apply:os.system ["touch {mark}"]',
    '!!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ["{mark}"]]',
    '!!python/object/new:os.system ["touch {mark}"]',
    "!!python/object:subprocess.Popen {{args: [touch, {mark}]}}",
    "!!python/module:made_by_reading",
    "!!python/object/apply:eval [\"__import__('os').mkdir('{mark}')\"]",
    "!!python/tuple [1, 2]",
    "!custom {{a: 1}}",
    "!ENV {{a: !!python/object/apply:os.getpid []}}",
    "!ENV [A, !!python/object/apply:os.getpid []]",
]


@pytest.mark.parametrize("value", RUNNING)
def test_a_tag_that_may_run_is_refused_by_line(value: str, tmp_path: Path) -> None:
    """No object is made, and the message names the line."""
    mark = tmp_path / "ran"
    with pytest.raises(SettingsError) as caught:
        read_yaml(f"site_name: S\nextra:\n  a: {value.format(mark=mark)}\n", "mkdocs.yml")
    assert not mark.exists()
    assert caught.value.problems
    assert "mkdocs.yml, line 3" in str(caught.value)


def test_all_tags_are_told_at_once() -> None:
    """Every refused tag is reported, not only the first."""
    with pytest.raises(SettingsError) as caught:
        read_yaml("a: !x 1\nb: !y 2\nc: {d: !z 3}\n", "mkdocs.yml")
    assert [problem.got for problem in caught.value.problems] == ["!x", "!y", "!z"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!ENV SET", "yes it is"),
        ("!ENV [NONE, SET, x]", "yes it is"),
        ("!ENV [NONE, 5]", 5),
        ("!ENV [NONE]", None),
        ("!ENV NONE", None),
        ("!ENV NUMBER", 7),
        ("!ENV TAGGED", "!!python/object/apply:os.getpid []"),
        ("!relative $docs_dir/x", "$docs_dir/x"),
        ("!relative", ""),
        ("!!python/name:material.extensions.emoji.twemoji", "material.extensions.emoji.twemoji"),
        ("2026-11-21", None),
    ],
)
def test_the_tags_of_mkdocs_are_read(text: str, expected: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """``!ENV`` takes variables and a default, ``!relative`` is text, a function stays its name."""
    monkeypatch.setenv("SET", "yes it is")
    monkeypatch.setenv("NUMBER", "7")
    monkeypatch.setenv("TAGGED", "!!python/object/apply:os.getpid []")
    monkeypatch.delenv("NONE", raising=False)
    yaml = read_yaml(f"a: {text}", "mkdocs.yml")["a"]
    assert yaml == expected if expected is not None or "ENV" in text else str(yaml) == "2026-11-21"


def test_naming_a_function_imports_nothing(tmp_path: Path) -> None:
    """A module named for an extension is not loaded by reading."""
    (tmp_path / "noted.py").write_text("from pathlib import Path\nPath(__file__).with_name('ran').touch()\n")
    code = "from proofpress.model.safe_yaml import read_yaml; read_yaml('a: !!python/name:noted.x', 'mkdocs.yml')"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("text", ["- a\n- b", "words", "5"])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    """Settings are names with values."""
    with pytest.raises(SettingsError, match="names with values"):
        read_yaml(text, "mkdocs.yml")


def test_loading_settings_runs_nothing(tmp_path: Path) -> None:
    """Whatever reads the settings of a project refuses such a file before anything else."""
    mark = tmp_path / "ran"
    (tmp_path / "mkdocs.yml").write_text(f'site_name: S\nzz: !!python/object/apply:os.system ["touch {mark}"]\n')
    with pytest.raises(SettingsError, match=r"mkdocs\.yml, line 2"):
        load_settings(tmp_path)
    assert not mark.exists()
