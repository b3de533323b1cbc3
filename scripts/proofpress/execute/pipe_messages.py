"""How messages stand on the connection between a build and a kernel without sockets; neither side imports the other."""

from __future__ import annotations

import struct

HEAD = struct.Struct(">cI")
"""Before each message: its channel's letter, and how many bytes it has."""
PUBLISHED, REPLIES = "p", "r"
"""Channels: what everybody may see, and answers to one request."""
