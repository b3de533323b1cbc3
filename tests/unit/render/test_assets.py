"""Files that every page shares are whole: nothing that was written is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from proofpress.model.options import FONT
from proofpress.model.settings import Settings
from proofpress.render.assets import (
    ASSETS,
    FOLDER,
    PARTS,
    SCRIPTS,
    letters_of,
    site_assets,
    style,
    with_letters,
    without_idle_scripts,
)


def test_the_style_sheet_has_every_part_once() -> None:
    """Each file of the style folder stands in the sheet, whole and once; where one ends, its last rule is closed."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ASSETS / "style").glob("*.css")}
    assert len(texts) > 3
    assert {name: style().count(text) for name, text in texts.items()} == dict.fromkeys(texts, 1)
    assert [name for name, text in texts.items() if text.count("{") != text.count("}")] == []


def test_the_palette_comes_before_what_uses_it() -> None:
    """Colours are set first, for light and dark alike, and no rule uses a variable of ours that nothing sets."""
    sheet = style()
    light, dark = re.match(r":root\{(.*?)\}\n@media \(prefers-color-scheme:dark\)\{:root\{(.*?)\}\}", sheet).groups()
    assert re.findall(r"--pp-[\w-]+(?=:)", light) == re.findall(r"--pp-[\w-]+(?=:)", dark) != []
    used = set(re.findall(r"var\((--pp-[\w-]+)\)", sheet))
    assert used
    assert used - set(re.findall(r"(--pp-[\w-]+):", sheet)) == set()


def test_pages_bring_the_fonts_of_the_letters_that_they_have() -> None:
    """A style sheet gets rules, and the site files, for what its pages say; a Latin site gets none."""
    sheet = f"{FOLDER}/style.css"
    assert letters_of(["Zürich ≤"], FONT, b"body{}") == {sheet: b"body{}"}
    files = letters_of(["Zürich", "中国", "Київ"], "Cellar Serif", b"body{}")
    assert files.keys() == {sheet, f"{FOLDER}/cellar-serif-cjk.woff2", f"{FOLDER}/cellar-serif-more.woff2"}
    assert files[sheet].startswith(b"body{}@font-face")
    alone = with_letters("<style>a{}</style><p>中</p>", "Cellar Serif", "../")
    assert alone.startswith('<style>a{}@font-face{font-family:"Cellar Serif"')
    assert alone.count('url("../assets/proofpress/cellar-serif-cjk.woff2")') == 3
    assert with_letters("<style>a{}</style><p>a</p>", FONT, "../") == "<style>a{}</style><p>a</p>"


@pytest.mark.slow
def test_every_script_is_shared(tmp_path: Path) -> None:
    """Each script of the assets folder is among the files that pages load."""
    scripts = {f"{FOLDER}/{path.name}" for path in ASSETS.glob("*.js")}
    assert len(scripts) > 3
    assert scripts <= site_assets(Settings(tmp_path)).keys()


@pytest.mark.slow
def test_the_typeface_has_the_sites_name_for_it(tmp_path: Path) -> None:
    """Style sheet and font files bear the family name of the site, and no other site's."""
    css = style("Cellar Serif")
    files = site_assets(Settings(tmp_path, font="Cellar Serif"))
    assert '"Cellar Serif"' in css
    assert 'url("cellar-serif.woff2")' in css
    assert FONT not in css
    assert {f"{FOLDER}/cellar-serif.woff2", f"{FOLDER}/cellar-serif-italic.woff2"} <= files.keys()


PAGE = "<html><head></head><body><p>{part}</p>{scripts}</body></html>"
LOADED = "".join(f'\n<script src="../{FOLDER}/{name}.js" defer></script>' for name in SCRIPTS)


@pytest.mark.parametrize("name", PARTS)
def test_a_page_loads_the_scripts_of_its_parts(name: str) -> None:
    """A page with one such part loads that part's script and those that every page needs, and no other."""
    page = without_idle_scripts(PAGE.format(part=f'<b class="{PARTS[name]}">', scripts=LOADED))
    loaded = re.findall(rf"{FOLDER}/(\w+)\.js", page)
    assert loaded == [script for script in SCRIPTS if script == name or script not in PARTS]
    assert page.count("</script>") == page.count("<script") == len(loaded)


def test_scripts_work_on_the_parts_they_wait_for() -> None:
    """The class without which a script is left out is one that the script looks for."""
    assert PARTS.keys() <= set(SCRIPTS)
    for name, part in PARTS.items():
        assert f".{part}" in (ASSETS / f"{name}.js").read_text(encoding="utf-8"), name
