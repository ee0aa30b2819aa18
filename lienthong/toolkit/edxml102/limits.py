"""How much of a packet is read: enough for what offices send, little enough that a hostile packet cannot use up the machine."""

from __future__ import annotations

from typing import Final

MAX_PACKET: Final = 64 * 1024 * 1024
"""Bytes of a whole packet, which is held in memory.  It carries 48 MB of zipped files (base64 adds a third), 500 scans."""
MAX_DEPTH: Final = 24
"""Elements inside each other.  The deepest known path (an organ of a replacement) is 9 deep; the rest is for unknown ones."""
MAX_ELEMENTS: Final = 50_000
"""Elements of a packet: 5,000 recipients with all nine elements of each, and the rest."""
MAX_ATTRIBUTES: Final = 16
"""Attributes of one element, name spaces included.  The most seen is 5, on a reference."""
MAX_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes of all attachments together after unpacking: what `office.files` takes of one archive."""
MAX_RATIO: Final = 200
"""Unpacked bytes for each packed one, above RATIO_FREE.  XML of a large sheet reaches about 60, deflate at most 1,032."""
RATIO_FREE: Final = 1024 * 1024
"""Unpacked bytes at which the ratio is not asked yet: a small empty sheet packs very well."""
MAX_NAME: Final = 255
"""Characters of a file name: what file systems take of an ASCII name."""
MIN_RSA: Final = 2048
"""Bits of a key whose signature counts."""
