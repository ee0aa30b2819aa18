"""What can go wrong with keys and files; the trade's own refusals are made of these by the apps."""

from __future__ import annotations


class KeyMissing(LookupError):
    """Nobody put a key of that name into the folder."""


class KeyUnusable(ValueError):
    """A key file that cannot be opened (passphrase, damage, readable by others) or holds no key of a kind that signs."""


class NoTimeStamp(OSError):
    """The time stamp authority did not answer, refused, or gave a stamp that cannot be relied on."""


class NotAPdf(ValueError):
    """Bytes that cannot be read as a PDF, or whose signatures cannot."""
