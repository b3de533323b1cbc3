"""What stands in a picture on the screen: words and marks of a chart, measured in the pixels that are painted."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from playwright.sync_api import CDPSession, Page

from tests.support.png import Pixels, pixels_of

SCALE = 2
"""Pixels of the screen to one of the page: letters of 13 pixels have a core that is fully inked."""
BARE = """() => {
  const figures = [...document.querySelectorAll('figure.pp-figure:has(.pp-chart)')];
  if (document.body.dataset.bare) return figures.map(figure => figure.dataset.figure);
  document.body.dataset.bare = 'all';
  const style = document.createElement('style');
  style.textContent = `*, ::before, ::after{transition:none!important;animation:none!important}
    *{content-visibility:visible!important}
    :is(.md-header,.md-tabs,.md-top,.md-sidebar,.md-footer){display:none!important}
    body{padding-bottom:9999px!important}
    .pp-chart svg *{pointer-events:none!important}
    .pp-chart svg :is([data-mark],[data-halo],[data-halo] *){pointer-events:all!important}
    [data-bare~=words] text:not([data-halo]){visibility:hidden!important}
    [data-bare~=marks] :is(path,line,rect,text)[data-mark],[data-bare~=marks] text{visibility:hidden!important}`;
  document.head.append(style);
  figures[0].closest('article').replaceChildren(...figures);
  for (const rest of document.querySelectorAll('.pp-figure > :not(.pp-chart)')) rest.remove();
  return figures.map(figure => figure.dataset.figure);
}"""
"""Leaves nothing but charts, each of which can be scrolled to the top, lets words and marks be hidden; returns ids."""
CHOOSE = """([key, part]) => {
  for (const figure of document.querySelectorAll('figure.pp-figure'))
    figure.classList.toggle('pp-chosen', figure.dataset.figure === key);
  const box = document.querySelector(`.pp-chosen .pp-${part} svg`).getBoundingClientRect();
  const [left, top] = [box.left + scrollX, box.top + scrollY].map(at => Math.floor(at + 1e-3));
  return {x: left, y: top, width: Math.ceil(box.right + scrollX) - left, height: Math.ceil(box.bottom + scrollY) - top};
}"""
"""Marks one chart and returns the whole pixels of the page that it takes."""
HIDE = """([part, bare]) => { document.querySelector(`.pp-chosen .pp-${part} svg`).dataset.bare = bare; }"""
"""Hides nothing of a chart, its words, or words and marks."""
IN_SIGHT = "clip => { scrollTo(0, clip.y); return innerHeight === clip.height && scrollY === clip.y; }"
"""Scrolls to a chart; whether the window shows it whole: what lies outside cannot be asked what is on top."""
LAYOUT = """part => {
  const svg = document.querySelector(`.pp-chosen .pp-${part} svg`);
  const own = svg.getBoundingClientRect(), whole = (at, scroll) => Math.floor(at + scroll + 1e-3) - scroll;
  const frame = {left: whole(own.left, scrollX), top: whole(own.top, scrollY)};
  const faded = element => {
    for (let at = element; at && at !== svg; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.opacity === '0' || style.visibility !== 'visible' || style.display === 'none') return true;
    }
    return false;
  };
  const inAxis = element => element.closest('.role-axis, .role-legend, .role-title');
  const shapes = [...svg.querySelectorAll('path, line, rect')].filter(e => !inAxis(e) && !e.closest('clipPath, defs')
    && /(^| )mark-(?!group)/.test(e.parentElement.getAttribute('class') ?? ''));
  const words = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim() && !faded(t));
  for (const word of words) if (parseFloat(getComputedStyle(word).strokeWidth) > 2 &&
    getComputedStyle(word).stroke !== 'none') word.dataset.halo = '';
  for (const shape of shapes) shape.dataset.mark = '';
  const paint = e => e && 'mark' in e.dataset
    ? JSON.stringify(['fill', 'stroke', 'opacity', 'fill-opacity', 'style'].map(name => e.getAttribute(name))) : null;
  const box = e => { const r = e.getBoundingClientRect();
    return [r.left - frame.left, r.top - frame.top, r.right - frame.left, r.bottom - frame.top]; };
  const texts = words.filter(w => !('halo' in w.dataset)).map(w => ({text: w.textContent.trim(), box: box(w)}));
  const marks = shapes.filter(s => !faded(s)).map(shape => {
    const b = shape.getBoundingClientRect();
    const steps = size => Math.max(2, Math.min(6, Math.round(size / 2)));
    const [m, n] = [steps(b.width), steps(b.height)];
    const inner = [], outline = [];
    for (let i = 0; i <= m; i++) for (let j = 0; j <= n; j++)
      inner.push([b.left + (b.width * i) / m, b.top + (b.height * j) / n]);
    const way = shape.getScreenCTM(), length = shape.getTotalLength();
    for (let k = 0; k <= 20; k++) {
      const at = shape.getPointAtLength((length * k) / 20).matrixTransform(way);
      outline.push([at.x, at.y]);
    }
    const uppermost = ([x, y]) => document.elementFromPoint(x, y)?.closest('[data-mark], [data-halo]');
    const edge = outline.filter(at => uppermost(at) === shape);
    const alike = at => uppermost(at) === shape || paint(uppermost(at)) === paint(shape);
    const shown = edge.length < 11 ? [] : [...inner.filter(alike), ...edge];
    const points = shown.map(([x, y]) => [x - frame.left, y - frame.top]);
    const [left, top, right, bottom] = box(shape);
    const holds = texts.some(({box: t}) => t[0] + t[2] > 2 * left && t[0] + t[2] < 2 * right
      && t[1] + t[3] > 2 * top && t[1] + t[3] < 2 * bottom);
    const kind = (shape.parentElement.getAttribute('class').match(/mark-(\\w+)/) ?? [])[1];
    const [fill, stroke] = ['fill', 'stroke'].map(name => shape.getAttribute(name));
    return {kind, box: box(shape), points, holds, fill, stroke};
  });
  return JSON.stringify({texts, marks});
}"""
"""Words with their boxes, and marks that no others cover with the points where they are on top, or one painted alike.

All from the corner of the chart's picture, whose pixels are whole; as one text, for Playwright looks at each number.
"""
STATES = {"full": "", "wordless": "words", "bare": "words marks"}
"""What is hidden in each picture of a chart."""
STEPS = np.arange(256) / 255
LINEAR = np.where(STEPS <= 0.04045, STEPS / 12.92, ((STEPS + 0.055) / 1.055) ** 2.4)
"""Light of each step of red, green and blue, as WCAG defines it."""
WEIGHTS = np.array([0.2126, 0.7152, 0.0722])
AROUND = np.array([(across, down) for across in (-1, 0, 1) for down in (-1, 0, 1)])
"""A pixel and its neighbours."""


@dataclass(frozen=True)
class Painted:
    """A chart as painted.

    Attributes
    ----------
    figure : str
        The figure's id.
    texts : list of dict
        Each word's ``text``, number of ``inked`` pixels and ``ratio``: the least contrast on any ground that lies
        beneath an eighth of it or more.
    marks : list of dict
        Each mark that can be seen: ``kind``, ``fill`` and ``stroke`` as drawn, ``box``, whether it ``holds`` a word,
        and ``ratio``: the contrast of its most distinct point.
    """

    figure: str
    texts: list[dict[str, Any]]
    marks: list[dict[str, Any]]


def shoot(session: CDPSession, clip: dict[str, int]) -> Pixels:
    """Return a part of the page as it is painted, in the browser's own words, which packs it fast."""
    shot = session.send("Page.captureScreenshot", {"clip": {**clip, "scale": SCALE}, "optimizeForSpeed": True})
    result = pixels_of(base64.b64decode(shot["data"]))
    assert result.shape == (clip["height"] * SCALE, clip["width"] * SCALE, 3)
    return result


def ratios(one: Any, other: Any) -> Any:
    """Return the contrast of each pixel of one picture with that of another."""
    lights = np.stack([LINEAR[pixels] @ WEIGHTS for pixels in (one, other)])
    return (lights.max(axis=0) + 0.05) / (lights.min(axis=0) + 0.05)


def of_word(word: dict[str, Any], full: Pixels, wordless: Pixels) -> dict[str, Any]:
    """Return a word with how it stands out from what is painted without it, ground by ground of the same colour."""
    left, top, right, bottom = (side * SCALE for side in word["box"])
    area = (
        slice(max(0, math.floor(top)), max(0, math.ceil(bottom))),
        slice(max(0, math.floor(left)), max(0, math.ceil(right))),
    )
    inked = (full[area] != wordless[area]).any(axis=2)
    ground = wordless[area][inked]
    shades = (ground >> 3).astype(int) @ [1024, 32, 1]
    _, places, counts = np.unique(shades, return_inverse=True, return_counts=True)
    best = np.zeros(len(counts))
    np.maximum.at(best, places, ratios(full[area][inked], ground))
    wide = best[counts > inked.sum() / 8]
    return {"text": word["text"], "inked": int(inked.sum()), "ratio": float(wide.min()) if len(wide) else math.inf}


def of_mark(mark: dict[str, Any], wordless: Pixels, bare: Pixels) -> dict[str, Any]:
    """Return a mark with the contrast of its most distinct point, or of a pixel beside one."""
    near = np.floor(np.array(mark["points"]) * SCALE).astype(int)[:, None, :] + AROUND
    columns, rows = (near[..., axis].clip(0, wordless.shape[1 - axis] - 1) for axis in (0, 1))
    rest = {key: value for key, value in mark.items() if key != "points"}
    return {**rest, "ratio": float(ratios(wordless[rows, columns], bare[rows, columns]).max())}


def is_whole(mark: dict[str, Any]) -> bool:
    """Return whether a mark lies on top somewhere and, where it is filled, is more than a hair."""
    left, top, right, bottom = mark["box"]
    return bool(mark["points"]) and (not mark["fill"] or (right - left > 1 and bottom - top > 1))


def painted(page: Page, part: str) -> Iterator[Painted]:
    """Yield each chart of a page as painted now, in a window of its size: a picture costs what the window shows.

    Parameters
    ----------
    page : Page
        Open, with charts, at :data:`SCALE` pixels to one.
    part : str
        ``wide`` or ``narrow``.
    """
    size = page.viewport_size
    assert size
    session = page.context.new_cdp_session(page)
    for figure in page.evaluate(BARE):
        clip = page.evaluate(CHOOSE, [figure, part])
        page.set_viewport_size({"width": size["width"], "height": clip["height"]})
        page.wait_for_function(IN_SIGHT, arg=clip)
        layout = json.loads(page.evaluate(LAYOUT, part))
        shots = {}
        for name, hidden in STATES.items():
            page.evaluate(HIDE, [part, hidden])
            shots[name] = shoot(session, clip)
        page.evaluate("part => { delete document.querySelector(`.pp-chosen .pp-${part} svg`).dataset.bare; }", part)
        words = [of_word(word, shots["full"], shots["wordless"]) for word in layout["texts"]]
        marks = [of_mark(mark, shots["wordless"], shots["bare"]) for mark in layout["marks"] if is_whole(mark)]
        yield Painted(str(figure), words, marks)
    page.set_viewport_size(size)
