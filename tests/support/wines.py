"""Another field: an index of wines, with and without the words of its field, and what is asked of it."""

from __future__ import annotations

from typing import Any

VOCABULARY: dict[str, Any] = {
    "subjects": {
        "regions": {"Rioja": ["Riojan"], "Douro Valley": ["Douro"], "Côte d’Or": ["Burgundian"]},
        "grapes": {"tempranillo": ["tinta roriz"], "touriga": []},
    },
    "synonyms": {"designation of origin": ["DO"]},
    "numbered": ["Cask"],
    "counted": ["bottles"],
}
_VALUES = (
    ("wines.rioja-share", "62%", "share of tempranillo in the vineyards of the region Rioja"),
    ("wines.douro-share", "41%", "share of tempranillo in the vineyards of the region Douro Valley"),
)


def index(vocabulary: dict[str, Any]) -> dict[str, Any]:
    """Return an index of two regions' shares under a vocabulary."""
    return {
        "schema_version": 1,
        "site": "The Cellar Book",
        "site_url": "https://cellar.example/",
        "release": "2026.05",
        "released": "2026-05-01",
        "analyses": {"wines": {"title": "Wines", "nav": "Wines"}},
        "figures": {},
        "items": [
            {"id": key, "text": text, "of": of, "period": "2024", "unit": "percent", "grade": "A"}
            for key, text, of in _VALUES
        ],
        "sentences": [],
        "past": {},
        "changes": [],
        "corrections": [],
        "vocabulary": vocabulary,
    }


CASES = (
    ("Riojan vineyards: tempranillo had a share of 62 percent in 2024", "published", "wines.rioja-share"),
    ("In the Douro, tinta roriz had a share of 41% of the vineyards in 2024", "published", "wines.douro-share"),
    ("The share of tempranillo in the vineyards of the region Douro was 62% in 2024", "another", "wines.douro-share"),
    ("The Burgundian region had a share of 62% of tempranillo in its vineyards in 2024", "not ours", ""),
    ("Cask 62 of the region’s tempranillo vineyards", "", ""),
)
"""A quotation, the verdict on its number, and which value holds; nothing where it states no number."""
