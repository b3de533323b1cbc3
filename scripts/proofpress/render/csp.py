"""The content security policy of a page: nothing but its own files, and the very scripts that it carries."""

from __future__ import annotations

import base64
import hashlib
import re

SCRIPT = re.compile(r"<script(?P<attributes>(?:\s[^>]*)?)>(?P<body>.*?)</script>", re.DOTALL)
HEAD = re.compile(r"<head(?:\s[^>]*)?>")
LOADED = re.compile(r"\ssrc=")
DATA = re.compile(r"""\stype=["']?application/(?!(?:x-)?(?:java|ecma)script)""")
RULES = (
    "default-src 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
)
"""Styles may stand in the page: pictures and the theme set them on their elements."""


def script_hashes(html: str) -> list[str]:
    """Return the hashes of the scripts that stand in a page, as a policy names them; data blocks are no scripts."""
    found = []
    for match in SCRIPT.finditer(html):
        if LOADED.search(match["attributes"]) or DATA.search(match["attributes"]):
            continue
        digest = hashlib.sha256(match["body"].encode()).digest()
        found.append(f"'sha256-{base64.b64encode(digest).decode()}'")
    return list(dict.fromkeys(found))


def with_policy(html: str) -> str:
    """Return a finished page that names, first in its head, all that it may load."""
    rules = [*RULES, " ".join(["script-src 'self'", *script_hashes(html)])]
    tag = f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'
    return HEAD.sub(lambda match: match[0] + tag, html, count=1)
