"""MkDocs hook of the fixture site."""

from proofpress.hook import on_build_error, on_config, on_files, on_post_build, on_post_page, on_serve, on_startup  # noqa: F401
