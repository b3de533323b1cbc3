"""Files that every page shares are whole: nothing that was written is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from proofpress.model.options import FONT
from proofpress.model.settings import Settings
from proofpress.render.assets import ASSETS, FOLDER, STYLE, palette_css, site_assets, style


def test_the_style_sheet_has_every_part_once() -> None:
    """Each file of the style folder is named, and the sheet is the palette with all of them in that order."""
    assert STYLE
    assert sorted(STYLE) == sorted(path.stem for path in (ASSETS / "style").glob("*.css"))
    texts = [(ASSETS / "style" / f"{part}.css").read_text(encoding="utf-8") for part in STYLE]
    assert style() == palette_css() + "".join(texts)
    assert [text.count("{") for text in texts] == [text.count("}") for text in texts]


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
