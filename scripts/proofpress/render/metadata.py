"""What machines read of a page: schema.org JSON-LD, link previews, feeds.

All addresses are this release's own: what is read of a page stays true of the page that it names.
"""

from __future__ import annotations

from typing import Any

from ..model.canonical_json import to_json
from ..model.records import Analysis, Figure, Table
from ..model.settings import Settings
from ..text.escape import xml_text
from .context import Page, sources_of
from .data_package import is_published
from .licences import licence_field


def _publisher(settings: Settings) -> dict[str, Any]:
    return {"@type": "Organization", "name": settings.site_name, "url": settings.site_url}


def _crumbs(settings: Settings, *steps: tuple[str, str]) -> dict[str, Any]:
    """Return the way from the home page as a BreadcrumbList."""
    items = [("Home", ""), *steps]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": settings.address(path)}
            for number, (name, path) in enumerate(items, 1)
        ],
    }


def _graph(*nodes: dict[str, Any]) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def _download(settings: Settings, path: str, media: str) -> dict[str, Any]:
    return {"@type": "DataDownload", "encodingFormat": media, "contentUrl": settings.address(path)}


def analysis_graph(analysis: Analysis, title: str, description: str, page: Page) -> dict[str, Any]:
    """Return an analysis as a schema.org Report."""
    settings = page.evidence.settings
    address = f"analyses/{analysis.slug}/"
    cited = sorted({key for figure in analysis.figures for key in figure.sources})
    report = {
        "@type": "Report",
        "@id": settings.address(address),
        "url": settings.address(address),
        "name": title,
        "headline": title,
        "description": description,
        "datePublished": settings.released,
        "dateModified": str(analysis.meta.get("reviewed") or settings.released),
        "version": settings.release,
        "inLanguage": "en",
        **licence_field("license", settings),
        "author": _publisher(settings),
        "publisher": _publisher(settings),
        "image": settings.address(f"figures/{analysis.slug}/{analysis.meta['card']['figure']}/preview.png"),
        "citation": [item["citation"] for item in sources_of(cited, page.evidence)],
        "isAccessibleForFree": True,
    }
    return _graph(report, _crumbs(settings, (str(analysis.meta["nav"]), address)))


def figure_graph(figure: Figure, nav: str, page: Page) -> dict[str, Any]:
    """Return a figure as a schema.org Dataset: its values, and the picture as its image."""
    settings = page.evidence.settings
    address = f"figures/{figure.id}/"
    dataset = {
        "@type": "Dataset",
        "@id": settings.address(address),
        "url": settings.address(address),
        "name": page.text(figure.title, figure.analysis),
        "description": f"{page.text(figure.subtitle, figure.analysis)}. {page.text(figure.note, figure.analysis)}",
        "version": settings.release,
        "datePublished": settings.released,
        **licence_field("license", settings),
        "creator": _publisher(settings),
        "isAccessibleForFree": True,
        "image": settings.address(f"{address}preview.png"),
        "variableMeasured": list(figure.columns.values()),
        "isBasedOn": [item["citation"] for item in sources_of(figure.sources, page.evidence)],
        "distribution": [
            _download(settings, f"{address}values.csv", "text/csv"),
            _download(settings, f"{address}spec.json", "application/json"),
        ],
    }
    crumbs = _crumbs(settings, (nav, f"analyses/{figure.analysis}/"), (figure.id, address))
    return _graph(dataset, crumbs)


def table_graph(table: Table, settings: Settings) -> dict[str, Any]:
    """Return a table as a schema.org Dataset."""
    address = f"data/{table.name.replace('_', '-')}/"
    media = "application/vnd.apache.parquet" if table.is_large else "text/csv"
    licences = [
        licence.get("path") or {"@type": "CreativeWork", "name": licence.get("title") or licence.get("name")}
        for licence in table.resource.get("licenses", ())
    ]
    dataset = {
        "@type": "Dataset",
        "@id": settings.address(address),
        "url": settings.address(address),
        "name": table.title,
        "description": table.description,
        "version": settings.release,
        "creator": _publisher(settings),
        "isAccessibleForFree": True,
        **({"license": licences} if licences else licence_field("license", settings)),
        "variableMeasured": [field.get("title") or field["name"] for field in table.resource["schema"]["fields"]],
        **({"distribution": [_download(settings, table.path, media)]} if is_published(table) else {}),
    }
    return _graph(dataset, _crumbs(settings, ("Data", "data/"), (table.title, address)))


def feeds(entries: list[dict[str, str]], settings: Settings, page: str = "changes/") -> dict[str, bytes]:
    """Return the feed of changes, as Atom and as JSON Feed.

    Parameters
    ----------
    entries : list of dict
        ``title``, ``path`` and ``summary`` of each, newest first.
    settings : Settings
        Site and release.
    page : str
        The page for people that tells the same, by its address below the release's folder.
    """
    site, stamp = settings.site_url, f"{settings.released}T00:00:00Z"
    atom = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{xml_text(settings.site_name)}</title>",
        f'<link rel="self" type="application/atom+xml" href="{xml_text(site)}feed.xml"/>',
        f'<link rel="alternate" type="text/html" href="{xml_text(settings.address(page))}"/>',
        f"<id>{xml_text(site)}</id>",
        f"<updated>{stamp}</updated>",
        f"<author><name>{xml_text(settings.site_name)}</name></author>",
    ]
    for entry in entries:
        address = xml_text(settings.address(entry["path"]))
        atom += [
            "<entry>",
            f"<title>{xml_text(entry['title'])}</title>",
            f'<link href="{address}"/>',
            f"<id>{address}#release-{settings.release}</id>",
            f"<updated>{stamp}</updated>",
            f"<summary>{xml_text(entry['summary'])}</summary>",
            "</entry>",
        ]
    items = [
        {
            "id": f"{settings.address(entry['path'])}#release-{settings.release}",
            "url": settings.address(entry["path"]),
            "title": entry["title"],
            "content_text": entry["summary"],
            "date_published": stamp,
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.site_name,
        "home_page_url": site,
        "feed_url": f"{site}feed.json",
        "language": "en",
        "items": items,
    }
    return {"feed.xml": "\n".join([*atom, "</feed>", ""]).encode(), "feed.json": to_json(feed).encode()}
