"""The languages in which people read pages and are told things (docs/decisions: 0013)."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("vi", "en")
"""Codes of ISO 639-1, the default first; who chose an English page, or said so at the counter, is told in English."""
