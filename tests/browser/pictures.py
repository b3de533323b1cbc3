"""Pictures of each kind of page, beside those that somebody has looked at: ``python -m tests.browser.pictures``.

They are taken of the fixture site dressed as this repository's own, so that an edit in the data moves none of them, and
at half size, so that all fit into the repository. Two pictures are compared block by block, each block the mean of
eight by eight pixels of the page: what another version of Chromium draws a little softer or harder is no difference,
what is moved or coloured otherwise is one.

Texts are set in our own typeface, code too.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from proofpress.model.mkdocs_file import read_mkdocs
from tests.support.commands import build_here
from tests.support.projects import FIXTURE, ROOT, copy_project

REVIEWED = Path(__file__).parent / "reviewed"
SCALE = 0.5
HEIGHT = 900
TALLEST = 2600
"""Pixels of the window, and of a page that a picture shows at most."""
BLOCK = 4
"""Picture's pixels to a block's side."""
STEP = 14
"""How far a block's red, green or blue may be off, of 255."""
SHARE = 0.0005
"""Share of the blocks that may be further off."""
OWN = {"site_name", "site_url", "nav", "plugins", "strict"}
"""What the dressed site keeps of the fixture's settings."""
IDENTITY = ("font", "message")
"""What it takes of this repository's own options."""
ADDED = {
    "docs/glossary.md": "# Glossary\n\n{{ block.glossary }}\n",
    "docs/about.md": "# About\n\nA site to look at.\n\n> Cite it as you like.\n",
    "data/glossary.json": '[{"id": "mw", "term": "megawatt", "also": ["MW"], "meaning": "A million watts."}]\n',
}
"""Files that the fixture site does without."""
PAGES = {
    "home": "",
    "analysis": "analyses/power-mix/",
    "figure": "figures/power-mix/coal-halves/",
    "embed": "figures/power-mix/coal-halves/embed.html",
    "brief": "analyses/power-mix/brief.html",
    "gallery": "figures/",
    "claims": "claims/",
    "claims-found": "claims/?status=contradicted",
    "claims-of-a-document": "claims/trade-press/",
    "audit": "audit/",
    "frameworks": "frameworks/",
    "debate": "debate/",
    "sources": "sources/",
    "data": "data/",
    "table": "data/power-mix/",
    "values": "values/",
    "values-of-an-analysis": "values/power-mix/",
    "methods": "methods/",
    "quote-check": "quote-check/",
    "changes": "changes/",
    "glossary": "glossary/",
    "about": "about/",
    "reproduce": "reproduce/",
    "not-found": "404.html",
}
MODES: dict[str, dict[str, Any]] = {
    "light": {"width": 1280},
    "dark": {"width": 1280, "dark": True},
    "phone": {"width": 360},
    "print": {"width": 720, "media": "print"},
}
STILL = """
  @font-face { font-family: "Ledger Sans"; src: url("/assets/proofpress/ledger-sans.woff2"); font-weight: 400 700;
    font-display: block }
  @font-face { font-family: "Ledger Sans"; src: url("/assets/proofpress/ledger-sans-italic.woff2");
    font-style: italic; font-display: block }
  :root { --md-code-font: "Ledger Sans" !important }
  code, pre, kbd { font-family: "Ledger Sans" !important }
  * { caret-color: transparent !important }
"""
SETTLE = """async () => {
  const fonts = ["400", "600", "700", "italic 400"].map((style) => `${style} 16px "Ledger Sans"`);
  await Promise.all([...fonts, '16px "Ledger Sans Charts"'].map((font) => document.fonts.load(font)));
  await document.fonts.ready;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    node.data = node.data.replace(/[0-9a-f]{12,64}(?![\\w.])/g, (hash) => "0".repeat(hash.length));
  }
}"""
"""Waits for our typeface, and puts zeros for hashes: those of the package's code change with each commit."""
FOUND = "() => /[0-9] of [0-9]/.test(document.querySelector('form.pp-filter output')?.textContent)"
"""Whether the rows that an address asks for are shown."""
COMPARE = """async ([one, other, block, step]) => {
  const load = async (data) => createImageBitmap(await (await fetch(data)).blob());
  const [a, b] = await Promise.all([load(one), load(other)]);
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  const canvas = (w, h) => new OffscreenCanvas(w, h).getContext("2d", { willReadFrequently: true });
  const pixels = (picture) => {
    const full = canvas(width, height);
    full.fillStyle = "#f0f";
    full.fillRect(0, 0, width, height);
    full.drawImage(picture, 0, 0);
    return full.getImageData(0, 0, width, height).data;
  };
  const [p, q] = [pixels(a), pixels(b)];
  const shown = canvas(width, height);
  shown.globalAlpha = 0.25;
  shown.drawImage(b, 0, 0);
  shown.globalAlpha = 1;
  shown.fillStyle = "#e0007a";
  let [all, off] = [0, 0];
  for (let y = 0; y < height; y += block)
    for (let x = 0; x < width; x += block) {
      const sums = [0, 0, 0];
      let count = 0;
      for (let v = y; v < Math.min(y + block, height); v++)
        for (let u = x; u < Math.min(x + block, width); u++, count++)
          for (let c = 0; c < 3; c++) sums[c] += p[4 * (v * width + u) + c] - q[4 * (v * width + u) + c];
      all++;
      if (Math.max(...sums.map(Math.abs)) > step * count) {
        off++;
        shown.fillRect(x, y, block, block);
      }
    }
  const picture = await shown.canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
  const bytes = new Uint8Array(await picture.arrayBuffer());
  return { share: off / all, picture: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
}"""
PACK = """async (data) => {
  const picture = await createImageBitmap(await (await fetch(data)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: 0.75 })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


@dataclass(frozen=True)
class Compared:
    """A picture beside the reviewed one: all three as WebP, and the share of blocks that differ."""

    name: str
    expected: bytes
    actual: bytes
    difference: bytes
    share: float

    @property
    def same(self) -> bool:
        """Whether the two show the same."""
        return bool(self.expected) and self.share <= SHARE


def dressed(folder: Path) -> Path:
    """Return the built fixture site with this repository's theme and settings.

    Raises
    ------
    AssertionError
        If it cannot be built.
    """
    project = copy_project(FIXTURE, folder)
    shutil.copytree(ROOT / "scripts" / "ledger" / "theme", project / "scripts" / "ledger" / "theme")
    for name, text in ADDED.items():
        (project / name).write_text(text, encoding="utf-8")
    settings = {name: read_mkdocs(root / "mkdocs.yml") for name, root in (("own", FIXTURE), ("ours", ROOT))}
    merged = {key: value for key, value in settings["ours"].items() if key not in OWN}
    merged |= {key: value for key, value in settings["own"].items() if key in OWN}
    [ours] = [plugin["proofpress"] for plugin in settings["ours"]["plugins"] if isinstance(plugin, dict)]
    for plugin in merged["plugins"]:
        if isinstance(plugin, dict):
            plugin["proofpress"] |= {name: ours[name] for name in IDENTITY}
    merged["nav"] = [*merged["nav"], {"Glossary": "glossary.md"}, {"About": "about.md"}]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(merged, sort_keys=False), encoding="utf-8")
    build_here(project)
    return project / "site"


@contextmanager
def looking(browser: Browser, width: int, *, dark: bool = False, media: str = "screen") -> Iterator[Page]:
    """Yield a page of a width, light or dark, on screen or paper."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        device_scale_factor=SCALE,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.emulate_media(media="print" if media == "print" else "screen")
    yield page
    context.close()


def picture_of(page: Page, url: str, style: str = "") -> bytes:
    """Return a page as PNG from its top, all its pictures and fonts loaded."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.set_viewport_size({"width": width, "height": HEIGHT})  # the page before may have been taller
    page.goto(url, wait_until="load")
    if "?" in url:
        page.wait_for_function(FOUND)
    page.add_style_tag(content=STILL + style)
    page.evaluate(SETTLE)
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height, TALLEST)})
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    return page.screenshot(animations="disabled")


def data_url(content: bytes, kind: str) -> str:
    """Return a picture as an address that holds it."""
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


class Darkroom:
    """An empty page in which pictures are packed and compared: Chromium reads and writes them without a library."""

    def __init__(self, browser: Browser) -> None:
        self.page = browser.new_page()

    def pack(self, png: bytes) -> bytes:
        """Return a picture as WebP, small enough to keep."""
        return base64.b64decode(self.page.evaluate(PACK, data_url(png, "png")))

    def compare(self, name: str, expected: bytes, actual: bytes) -> Compared:
        """Return two packed pictures with what is different between them."""
        result = self.page.evaluate(COMPARE, [data_url(expected, "webp"), data_url(actual, "webp"), BLOCK, STEP])
        return Compared(name, expected, actual, base64.b64decode(result["picture"]), float(result["share"]))


def take(browser: Browser, address: str, names: Iterable[str] = (), style: str = "") -> dict[str, bytes]:
    """Return a picture of each page in each mode, packed, by ``<page>.<mode>``.

    Parameters
    ----------
    browser : Browser
        Chromium.
    address : str
        Where the dressed fixture site is served.
    names : iterable of str
        Pages to take; all when empty.
    style : str
        Added to each page: tests spoil pages by it.
    """
    wanted = set(names) or set(PAGES)
    room = Darkroom(browser)
    taken = {}
    for mode, options in MODES.items():
        with looking(browser, **options) as page:
            for name, path in PAGES.items():
                if name in wanted:
                    taken[f"{name}.{mode}"] = room.pack(picture_of(page, address + path, style))
    room.page.close()
    return taken


def compare_all(browser: Browser, taken: Mapping[str, bytes], reviewed: Mapping[str, bytes]) -> list[Compared]:
    """Return each picture beside the reviewed one; a picture that nobody reviewed has nothing beside it."""
    room = Darkroom(browser)
    result = [
        room.compare(name, reviewed[name], picture) if name in reviewed else Compared(name, b"", picture, b"", 1.0)
        for name, picture in taken.items()
    ]
    room.page.close()
    return result


def read_reviewed(folder: Path = REVIEWED) -> dict[str, bytes]:
    """Return the reviewed pictures by name."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.webp"))}


def report(compared: Iterable[Compared]) -> str:
    """Return a page that shows each picture as expected, as it is, and the difference."""
    parts = []
    for entry in sorted(compared, key=lambda one: (one.same, -one.share, one.name)):
        verdict = "same" if entry.same else "differs" if entry.expected else "not reviewed"
        cells = "".join(
            f"<figure><figcaption>{caption}</figcaption>"
            + (f'<img alt="{entry.name}, {caption}" src="{data_url(content, "webp")}">' if content else "none")
            + "</figure>"
            for caption, content in (
                ("expected", entry.expected),
                ("actual", entry.actual),
                ("difference", b"" if entry.same else entry.difference),
            )
        )
        opened = "" if entry.same else " open"
        parts.append(
            f"<details{opened}><summary>{entry.name}: {verdict}, "
            f"{100 * entry.share:.3f}% of the blocks</summary><div>{cells}</div></details>"
        )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures of pages</title>'
        "<style>body{font:15px sans-serif;margin:1rem}div{display:flex;gap:1rem;align-items:start;overflow:auto}"
        "figure{margin:0}img{border:1px solid #999;display:block}summary{font-weight:bold;padding:.3rem}</style>"
        f"<h1>Pictures of pages</h1>{''.join(parts)}</html>\n"
    )


def renew(compared: Iterable[Compared], folder: Path = REVIEWED) -> list[str]:
    """Write the pictures that differ, leave the others as they are, and return the names of those written."""
    folder.mkdir(exist_ok=True)
    written = []
    for entry in compared:
        if not entry.same:
            (folder / f"{entry.name}.webp").write_bytes(entry.actual)
            written.append(entry.name)
    return written


def main() -> int:
    """Compare, or renew what has been looked at."""
    from tests.browser.conftest import FLAGS, serving
    from tests.conftest import find_chromium

    parser = argparse.ArgumentParser(
        prog="python -m tests.browser.pictures", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("pages", nargs="*", help="pages to take; all when none is named")
    parser.add_argument("--renew", action="store_true", help="where they differ, make today's the reviewed ones")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write a page with expected, actual and difference")
    options = parser.parse_args()
    chromium = find_chromium()
    if not chromium:
        parser.error("no Chromium found; set PROOFPRESS_CHROMIUM to its path")
    with tempfile.TemporaryDirectory(prefix="proofpress-pictures-") as name, sync_playwright() as playwright:
        site = dressed(Path(name) / "project")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with serving(site) as address:
            result = compare_all(browser, take(browser, address, options.pages), read_reviewed())
        browser.close()
    different = [item for item in result if not item.same]
    for entry in different:
        print(
            f"{entry.name}: {'differs' if entry.expected else 'not reviewed'}, {100 * entry.share:.3f}% of the blocks"
        )
    if options.report:
        options.report.write_text(report(result), encoding="utf-8")
        print(f"report: {options.report}")
    if options.renew:
        print(f"{len(renew(result))} of {len(result)} pictures renewed")
        if not options.pages:
            for stale in sorted(REVIEWED.glob("*.webp")):
                if stale.stem not in {item.name for item in result}:
                    stale.unlink()
        return 0
    print(f"{len(result) - len(different)} of {len(result)} pictures are as reviewed")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
