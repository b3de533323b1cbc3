"""What stands in a picture on the screen: words and marks of a chart, measured in the pixels that are painted."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

SCALE = 2
"""Pixels of the screen to one of the page: letters of 13 pixels have a core that is fully inked."""
BARE = """() => {
  const figures = [...document.querySelectorAll('figure.pp-figure')];
  if (document.body.dataset.bare) return;
  document.body.dataset.bare = 'all';
  const style = document.createElement('style');
  style.textContent = `.pp-chart svg *{pointer-events:all!important}
    :is(.md-header,.md-tabs,.md-top,.md-sidebar,.md-footer){display:none!important}
    [data-bare~=words] text:not([data-halo]){visibility:hidden!important}
    [data-bare~=marks] :is(path,line,rect,text)[data-mark],[data-bare~=marks] text{visibility:hidden!important}`;
  document.head.append(style);
  figures[0].closest('article').replaceChildren(...figures);
  for (const rest of document.querySelectorAll('.pp-figure > :not(.pp-chart)')) rest.remove();
}"""
"""Leaves nothing but charts on the page, and lets words and marks be hidden, one chart at a time."""
LAYOUT = """svg => {
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
    const onTop = ([x, y]) =>
      document.elementsFromPoint(x, y).find(e => e.closest('[data-mark], [data-halo]')) === shape;
    const edge = outline.filter(onTop);
    const shown = edge.length < 11 ? [] : [...inner.filter(onTop), ...edge];
    const points = shown.map(([x, y]) => [x - frame.left, y - frame.top]);
    const [left, top, right, bottom] = box(shape);
    const holds = texts.some(({box: t}) => t[0] + t[2] > 2 * left && t[0] + t[2] < 2 * right
      && t[1] + t[3] > 2 * top && t[1] + t[3] < 2 * bottom);
    const kind = (shape.parentElement.getAttribute('class').match(/mark-(\\w+)/) ?? [])[1];
    const [fill, stroke] = ['fill', 'stroke'].map(name => shape.getAttribute(name));
    return {kind, box: box(shape), points, holds, fill, stroke};
  });
  return {texts, marks};
}"""
"""Words with their boxes, and marks that no others cover with the points at which they lie on top.

All from the corner of the chart's picture, whose pixels are whole.
"""
COMPARE = """async ({full, wordless, bare, scale, layout}) => {
  const pixels = async text => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(text), c => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  };
  const [a, b, c] = await Promise.all([full, wordless, bare].map(pixels));
  const linear = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (image, at) =>
    0.2126 * linear(image.data[at]) + 0.7152 * linear(image.data[at + 1]) + 0.0722 * linear(image.data[at + 2]);
  const ratio = (one, two, at) => {
    const [x, y] = [light(one, at), light(two, at)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const same = (one, two, at) => [0, 1, 2].every(n => one.data[at + n] === two.data[at + n]);
  const texts = layout.texts.map(({text, box}) => {
    const grounds = new Map();
    let inked = 0;
    for (let y = Math.max(0, Math.floor(box[1] * scale)); y < Math.min(a.height, box[3] * scale); y++)
      for (let x = Math.max(0, Math.floor(box[0] * scale)); x < Math.min(a.width, box[2] * scale); x++) {
        const at = 4 * (y * a.width + x);
        if (same(a, b, at)) continue;
        inked++;
        const key = [0, 1, 2].map(n => b.data[at + n] >> 3).join();
        const ground = grounds.get(key) ?? {pixels: 0, best: 0};
        ground.pixels++;
        ground.best = Math.max(ground.best, ratio(a, b, at));
        grounds.set(key, ground);
      }
    const wide = [...grounds.values()].filter(ground => ground.pixels > inked / 8);
    return {text, inked, ratio: Math.min(...wide.map(ground => ground.best))};
  });
  const whole = ({points, box, fill}) =>
    points.length && (!fill || (box[2] - box[0] > 1 && box[3] - box[1] > 1));
  const near = at => [-1, 0, 1].map(by => Math.floor(at * scale) + by);
  const within = (at, size) => Math.max(0, Math.min(size - 1, at));
  const marks = layout.marks.filter(whole).map(({points, ...mark}) => ({...mark, ratio: Math.max(
    ...points.flatMap(([x, y]) => near(x).flatMap(column => near(y).map(row =>
      ratio(b, c, 4 * (within(row, b.height) * b.width + within(column, b.width)))))))}));
  return {texts, marks};
}"""
"""Contrast of the painted words against what is painted without them, and of marks against the ground without them."""


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


def shoot(chart: Locator, bare: str) -> str:
    """Return a picture of a chart with nothing hidden, its words, or words and marks."""
    chart.evaluate("(svg, bare) => { svg.dataset.bare = bare; }", bare)
    return base64.b64encode(chart.screenshot(animations="disabled")).decode()


def painted(page: Page, judge: Page, part: str) -> Iterator[Painted]:
    """Yield each chart of a page as painted now.

    Parameters
    ----------
    page : Page
        Open, with charts, at :data:`SCALE` pixels to one.
    judge : Page
        Another page, without a policy, that looks at the pictures.
    part : str
        ``wide`` or ``narrow``.
    """
    page.evaluate(BARE)
    for figure in page.locator("figure.pp-figure").all():
        chart = figure.locator(f".pp-{part} svg").first
        chart.scroll_into_view_if_needed()
        layout = chart.evaluate(LAYOUT)
        shots = {"full": shoot(chart, ""), "wordless": shoot(chart, "words"), "bare": shoot(chart, "words marks")}
        chart.evaluate("svg => { delete svg.dataset.bare; }")
        result = judge.evaluate(COMPARE, {**shots, "scale": SCALE, "layout": layout})
        yield Painted(str(figure.get_attribute("data-figure")), result["texts"], result["marks"])
