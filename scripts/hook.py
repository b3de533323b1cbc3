"""MkDocs hook: hands MkDocs' events to the package."""

from proofpress.mkdocs_plugin import (  # noqa: F401
    on_build_error,
    on_config,
    on_env,
    on_files,
    on_post_build,
    on_post_page,
    on_post_template,
    on_serve,
    on_startup,
)
