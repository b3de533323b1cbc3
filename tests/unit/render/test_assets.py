"""Files that every page shares are whole: nothing that was written is left out."""

from __future__ import annotations

from proofpress.render.assets import ASSETS, FOLDER, STYLE, palette_css, site_assets, style


def test_the_style_sheet_has_every_part_once() -> None:
    """Each file of the style folder is named, and the sheet is the palette with all of them in that order."""
    assert STYLE
    assert sorted(STYLE) == sorted(path.stem for path in (ASSETS / "style").glob("*.css"))
    texts = [(ASSETS / "style" / f"{part}.css").read_text(encoding="utf-8") for part in STYLE]
    assert style() == palette_css() + "".join(texts)
    assert [text.count("{") for text in texts] == [text.count("}") for text in texts]


def test_every_script_is_shared() -> None:
    """Each script of the assets folder is among the files that pages load."""
    scripts = {f"{FOLDER}/{path.name}" for path in ASSETS.glob("*.js")}
    assert len(scripts) > 3
    assert scripts <= site_assets().keys()
