"""Pages, files and assets of the site, from what the notebooks publish."""
