"""File names as they come from anywhere, made fit to be stored and offered again."""

from __future__ import annotations

import unicodedata
from typing import Final

MAX_BYTES: Final = 200
"""Bytes of UTF-8: safely below the 255 of every file system, with room for « (2)»."""
FALLBACK: Final = "tệp"

_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")}
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
_LONGEST_EXTENSION = 10


def clean_name(raw: str) -> str:
    """Return the last part of a name: NFC, no control or direction characters, no device name, at most MAX_BYTES.

    Leading dots go (no hidden file), trailing dots and spaces go (Windows drops them), `< > : " | ? *` become `_`.
    The extension survives the shortening.
    """
    last = raw.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    kept = "".join(" " if char.isspace() else char for char in last if not _invisible(char))
    name = " ".join(unicodedata.normalize("NFC", kept).translate(_FORBIDDEN).split()).strip(". ")
    if not name:
        return FALLBACK
    if name.split(".", 1)[0].strip().lower() in _DEVICES:
        name = f"_{name}"
    return _shortened(name)


def extension(name: str) -> str:
    """Return the extension of a cleaned name, lower case, without its dot; empty when it has none."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem else ""


def _invisible(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _shortened(name: str) -> str:
    if len(name.encode()) <= MAX_BYTES:
        return name
    stem, dot, last = name.rpartition(".")
    tail = f".{last}" if dot and stem and len(last) <= _LONGEST_EXTENSION else ""
    head = name.removesuffix(tail) if tail else name
    while len((head + tail).encode()) > MAX_BYTES:
        head = head[:-1]
    return f"{head.strip('. ') or FALLBACK}{tail}"
