"""Stage 4: records in, pages and files out; nothing here touches the disk but templates and assets."""

from .site import Site, render_site

__all__ = ["Site", "render_site"]
