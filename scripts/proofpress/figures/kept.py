"""Pictures kept between builds: a figure is drawn again only if its specification, data, texts or drawing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..execute.team import current_team
from ..model.canonical_json import exact_number, to_json
from ..model.freshness import Freshness, compare_parts
from ..model.hashing import sha256
from ..model.keys import DRAWING, DRAWING_PACKAGES, generator_parts, package_parts, python_part
from ..model.records import Picture
from ..model.settings import Settings
from ..model.store import Kept, Store, key_of
from ..notebook.fonts import typeface_of
from .apart import draw_figures
from .draw import DrawJob
from .draw_away import draw_away

KEPT_PICTURES = 4
"""Pictures kept of each figure, so that undoing an edit draws nothing."""


def drawing_parts(settings: Settings) -> dict[str, str]:
    """Return the parts that all pictures' keys have: the drawing code, its libraries and the typeface's name."""
    code = {**generator_parts(*DRAWING), **package_parts(DRAWING_PACKAGES), **python_part()}
    return {**code, "setting font": settings.font}


def picture_parts(order: DrawJob) -> dict[str, str]:
    """Return the parts of a picture's key that are the figure's own: specification, data and texts."""
    figure = order.figure
    layers = {layer.name: [dict(row) for row in layer.records] for layer in figure.layers}
    contents = {
        "specification": [dict(figure.spec), dict(figure.narrow)],
        "data": layers,
        "columns": dict(figure.columns),
        "numbers carried over": sorted(figure.carried),
        "title": order.title,
        "alt text": order.description,
        **{f"frame {name}": text for name, text in vars(order.frame).items()},
    }
    return {name: sha256(to_json(content, indent=None, number=exact_number)) for name, content in contents.items()}


def to_files(picture: Picture) -> dict[str, bytes]:
    """Return a picture as files to keep."""
    inline = {name: text.encode() for name, text in picture.inline.items()}
    groups = {"files": picture.files, "inline": inline, "shared": picture.shared}
    return {f"{group}/{name}": content for group, files in groups.items() for name, content in files.items()}


def from_files(figure: str, kept: Kept) -> Picture:
    """Return the picture that was kept as files."""

    def group(name: str) -> dict[str, bytes]:
        start = f"{name}/"
        return {path.removeprefix(start): body for path, body in kept.files.items() if path.startswith(start)}

    inline = {name: body.decode() for name, body in group("inline").items()}
    return Picture(figure, group("files"), inline, group("shared"))


def picture_freshness(order: DrawJob, base: Mapping[str, str], settings: Settings) -> Freshness:
    """Return whether a figure would be drawn, and what changed since it last was.

    Parameters
    ----------
    order : DrawJob
        The figure with its texts.
    base : mapping of str to str
        The parts that all pictures have, of :func:`drawing_parts`.
    settings : Settings
        Where pictures are kept.
    """
    name, store = order.figure.id, pictures_store(settings)
    parts = {**base, **picture_parts(order)}
    kept = store.recall(name, key_of(parts)) or store.latest(name)
    return compare_parts("figure", name, None if kept is None else kept.parts, parts)


def pictures_store(settings: Settings) -> Store:
    """Return where pictures are kept."""
    return Store(settings.cache / "pictures", KEPT_PICTURES)


def first_store(settings: Settings) -> Store:
    """Return where pictures are kept of which only what a page shows was drawn."""
    return Store(settings.cache / "first-pictures", KEPT_PICTURES)


def draw_changed(orders: Sequence[DrawJob], settings: Settings) -> dict[str, Picture]:
    """Return each figure's pictures: kept ones where nothing has changed, the others drawn.

    Raises
    ------
    PublishError
        Naming each figure that cannot be drawn.
    """
    parts, store = _parts(orders, settings), pictures_store(settings)
    known = _recall(parts, store)
    missing, team = [order for order in orders if order.figure.id not in known], current_team()
    if team is None:
        drawn = draw_figures(missing, typeface_of(settings), settings.workers)
    else:
        drawn = draw_away(missing, settings, team)
    return {**known, **_keep(drawn, parts, store)}


def draw_first(orders: Sequence[DrawJob], settings: Settings) -> dict[str, Picture]:
    """Return what a page shows of each figure: of those that have changed only that is drawn, and it is kept apart.

    Raises
    ------
    PublishError
        Naming each figure that cannot be drawn.
    """
    parts, store = _parts(orders, settings), first_store(settings)
    known = _recall(parts, pictures_store(settings))
    known |= _recall({key: own for key, own in parts.items() if key not in known}, store)
    missing = [order for order in orders if order.figure.id not in known]
    drawn = draw_figures(missing, typeface_of(settings), settings.workers, whole=False)
    return {**known, **_keep(drawn, parts, store)}


def _parts(orders: Sequence[DrawJob], settings: Settings) -> dict[str, Mapping[str, str]]:
    """Return the parts of each picture's key."""
    base = drawing_parts(settings)
    return {order.figure.id: {**base, **picture_parts(order)} for order in orders}


def _recall(parts: Mapping[str, Mapping[str, str]], store: Store) -> dict[str, Picture]:
    """Return the pictures that are kept under their keys."""
    recalled = {key: store.recall(key, key_of(own)) for key, own in parts.items()}
    return {key: from_files(key, kept) for key, kept in recalled.items() if kept is not None}


def _keep(drawn: Sequence[Picture], parts: Mapping[str, Mapping[str, str]], store: Store) -> dict[str, Picture]:
    """Keep pictures under their keys, and return them by their figure."""
    for picture in drawn:
        own = parts[picture.figure]
        store.keep(picture.figure, key_of(own), to_files(picture), own)
    return {picture.figure: picture for picture in drawn}
