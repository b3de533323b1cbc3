"""The past as a reader meets it: the Changes page, a figure's earlier versions, a value's history, the feed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..changes.differences import Cell, changed_cells, is_number
from ..changes.sentences import cell_text
from ..data.history import Change, Point, ReleaseChanges, Version, order
from ..figures.social_card import with_font
from ..model.records import Figure
from ..model.slug import slugify
from ..notebook.theme import DARK, LIGHT
from ..record.site_input import SiteInput
from ..text.escape import html_text
from .context import Page

FACTORS = {"data": "Data", "analysis": "Analysis", "software": "Software"}
PALETTE = {LIGHT[name].lower(): DARK[name] for name in LIGHT}
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
LINE = (120, 26, 4)
"""Width, height and margin of a value's history, in pixels."""
SHOWN_CELLS = 40
"""Differing cells that a page lists; beyond them it gives the number, and both files hold all."""
NEWS = 3
"""Changes that the home page tells."""


@dataclass(frozen=True)
class PastPicture:
    """A form of a figure: where its two pictures are, from the page's root, and which release showed it."""

    light: str
    dark: str
    release: str
    title: str


@dataclass(frozen=True)
class PastVersion:
    """An earlier version of a figure beside the form that took its place."""

    picture: PastPicture
    after: PastPicture
    values: str
    cells: tuple[tuple[str, str, str, str], ...]
    more: int
    change: Change | None


def anchor(change: Change, release: str) -> str:
    """Return the address of a change on the Changes page.

    Examples
    --------
    >>> from proofpress.data.history import Change
    >>> change = Change("a.b", "changed", "value", 1, 2, "1", "2", "", "up", 1.0, "", False, "", (), False, 1)
    >>> anchor(change, "2026.12")
    'release-2026-12-value-a-b'
    """
    return slugify(f"release {release} {change.what} {change.id}")


def to_dark_palette(svg: bytes) -> bytes:
    """Return a picture kept in light colours as it looks on a dark page."""
    return COLOUR.sub(lambda match: PALETTE.get(match[0].lower(), match[0]), svg.decode()).encode()


def past_files(figure: Figure, evidence: SiteInput) -> dict[str, bytes]:
    """Return the files of a figure's earlier versions, by address below the figure's."""
    files, family = {}, evidence.settings.font
    for version in evidence.history.figures.get(figure.id, ()):
        name = f"history/{version.release}"
        files[f"{name}.svg"] = with_font(version.chart.decode(), family).encode()
        files[f"{name}-dark.svg"] = with_font(to_dark_palette(version.chart).decode(), family).encode()
        files[f"{name}.csv"] = version.values
    return files


def _title_then(figure: Figure, version: Version, page: Page) -> str:
    """Return the title that an earlier version bore."""
    for changes in page.evidence.history.newest_first:
        for change in changes.changes:
            known = {change.id, str(change.old)} if change.kind == "renamed" else {change.id}
            if changes.origin == version.release and change.what == "figure" and version.figure in known:
                return change.old_text
    return page.text(figure.title, figure.analysis)


def _pictures(figure: Figure, page: Page) -> list[PastPicture]:
    """Return a figure's forms, newest first: today's, then the superseded ones."""
    folder = f"figures/{figure.id}/"
    now = page.evidence.settings.release
    title = page.text(figure.title, figure.analysis)
    pictures = [PastPicture(f"{folder}chart.svg", f"{folder}chart-dark.svg", now, title)]
    for version in page.evidence.history.figures.get(figure.id, ()):
        name = f"{folder}history/{version.release}"
        pictures.append(
            PastPicture(f"{name}.svg", f"{name}-dark.svg", version.release, _title_then(figure, version, page))
        )
    return pictures


def earlier_versions(figure: Figure, page: Page) -> list[PastVersion]:
    """Return a figure's earlier versions, newest first, each beside the form that took its place."""
    versions = page.evidence.history.figures.get(figure.id, ())
    pictures = _pictures(figure, page)
    values = [page.evidence.files_of(figure)["values.csv"], *(version.values for version in versions)]
    result = []
    for number, version in enumerate(versions, 1):
        cells = changed_cells(values[number], values[number - 1], figure.columns)
        shown = tuple(_shown(cell, figure.columns) for cell in cells[:SHOWN_CELLS])
        more = max(0, len(cells) - SHOWN_CELLS)
        change = _change_after(figure, version, page.evidence)
        address = f"history/{version.release}.csv"
        result.append(PastVersion(pictures[number], pictures[number - 1], address, shown, more, change))
    return result


def _shown(cell: Cell, headings: Mapping[str, str]) -> tuple[str, str, str, str]:
    return cell.row, headings.get(cell.column, cell.column), cell_text(cell.old), cell_text(cell.new)


def _change_after(figure: Figure, version: Version, evidence: SiteInput) -> Change | None:
    """Return the change that put an earlier version out of date."""
    for changes in evidence.history.newest_first:
        for change in changes.changes:
            if changes.origin == version.release and change.what == "figure" and figure.id == change.id:
                return change
    return None


def change_facts(changes: ReleaseChanges, page: Page) -> list[dict[str, Any]]:
    """Return the changes of a release with their addresses, pictures and causes."""
    figures = {figure.id: figure for figure in page.evidence.figures}
    return [
        {
            "change": change,
            "anchor": anchor(change, changes.to),
            "href": _address(change, page.evidence),
            "pictures": _before_and_after(figures.get(change.id), changes, page) if change.what == "figure" else (),
            "causes": [
                {
                    "factor": FACTORS[cause.factor],
                    "name": cause.name,
                    "detail": cause.detail,
                    "share": f"{100 * cause.share:.0f}%".replace("-", "−")
                    if cause.share is not None and len(change.causes) > 1
                    else "",
                }
                for cause in change.causes
            ],
        }
        for change in changes.changes
    ]


def _before_and_after(figure: Figure | None, changes: ReleaseChanges, page: Page) -> tuple[PastPicture, ...]:
    """Return the form that a release replaced and the one that it brought; none if nothing of it is kept."""
    if figure is None:
        return ()
    versions = _pictures(figure, page)
    before = [form for form in versions[1:] if form.release == changes.origin]
    after = [form for form in versions if order(form.release) >= order(changes.to)]
    return (before[0], after[-1]) if before and after else ()


def _address(change: Change, evidence: SiteInput) -> str:
    """Return where a figure, value or claim stands in this release; empty if it is gone."""
    analysis, mark, name = re.match(r"([^/.]+)([/.])(.*)", change.id).groups()  # type: ignore[union-attr]
    claim = name.removeprefix("claim.") if name.startswith("claim.") else name if analysis == "claim" else ""
    if claim:
        return evidence.claim_addresses.get(claim, "")
    if mark == "/":
        return f"figures/{change.id}/" if any(figure.id == change.id for figure in evidence.figures) else ""
    return f"values/{analysis}/#{change.id}" if any(value.id == change.id for value in evidence.values) else ""


def changes_context(page: Page) -> dict[str, Any]:
    """Return what the Changes page shows: each release's changes, newest first, and the first release."""
    history = page.evidence.history
    reasons = {release.release: release.reason for release in history.releases}
    settings = page.evidence.settings
    releases = [
        {
            "release": changes.to,
            "origin": changes.origin,
            "released": changes.released,
            "reason": reasons.get(changes.to) or (settings.reason if changes.to == settings.release else ""),
            "note": changes.note,
            "consequential": sum(change.consequential for change in changes.changes),
            "items": (items := change_facts(changes, page)),
            "figures": [item for item in items if item["change"].what == "figure"],
            "values": [item for item in items if item["change"].what == "value"],
        }
        for changes in history.newest_first
    ]
    first = history.releases[0] if history.releases else None
    return {"releases": releases, "first": first, "settings": settings, "evidence": page.evidence}


def news_context(page: Page) -> dict[str, Any]:
    """Return what the home page tells of this release: how much changed, and the most consequential of it."""
    latest = page.evidence.history.changes_by_release.get(page.evidence.settings.release)
    changes = latest.changes if latest else ()
    counts = Counter(change.what for change in changes)
    return {"latest": latest, "figures": counts["figure"], "values": counts["value"], "first": changes[:NEWS]}


def history_line(points: Iterable[Point]) -> Any:
    """Return a value's history: a small line where it is a number, and always its words.

    Parameters
    ----------
    points : iterable of Point
        Oldest first.

    Returns
    -------
    Markup
        Empty if the value has never moved.
    """
    result = list(points)
    if len(result) < 2:
        return Markup("")
    said = "; ".join(f"{point.release}: {point.text}" for point in result)
    text = f'<span class="pp-history__text">{html_text(said)}.</span>'
    drawn = _drawn([point.number for point in result if is_number(point.number)], len(result))
    return Markup(f'<span class="pp-history">By release: {drawn}{text}</span>')


def _drawn(numbers: list[float], points: int) -> str:
    """Return numbers as a line with a mark on the last; empty unless each point is a number."""
    if len(numbers) != points:
        return ""
    width, height, margin = LINE
    low, high = min(numbers), max(numbers)
    span = (high - low) or 1
    step = (width - 2 * margin) / (len(numbers) - 1)
    places = [
        (margin + step * index, height - margin - (height - 2 * margin) * (number - low) / span)
        for index, number in enumerate(numbers)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    return (
        f'<svg class="pp-spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" '
        f'focusable="false"><polyline points="{path}" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="currentColor"/></svg> '
    )


def change_news(evidence: SiteInput) -> list[dict[str, str]]:
    """Return what the feed tells of this release's changes, the most consequential first."""
    changes = evidence.history.changes_by_release.get(evidence.settings.release)
    if changes is None:
        return []
    return [
        {
            "title": change.sentence.rstrip("."),
            "path": f"changes/#{anchor(change, changes.to)}",
            "summary": " ".join([change.sentence, change.threshold, *(_cause_line(change))]).strip(),
        }
        for change in changes.changes
    ]


def _cause_line(change: Change) -> Iterable[str]:
    return (f"{FACTORS[cause.factor]}: {cause.name}, {cause.detail}." for cause in change.causes)
