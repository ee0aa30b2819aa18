"""Certified copies: which kinds there are, and which pages an extract has."""

from __future__ import annotations

import re

KINDS: dict[str, str] = {"sao-y": "Sao y", "sao-luc": "Sao lục", "trich-sao": "Trích sao"}
"""Kinds by the key of their type: the whole, the whole by who received it, a part.  Source: law:nd-30-2020 [V: domain 2.1]."""
RECEIVED_ONLY = "sao-luc"
"""The kind that only the body that received the document makes."""
EXTRACT = "trich-sao"
COPY_SIGNER, COPY_SEAL = "NguoiKySao", "ConDauSao"
"""The fields that a copy keeps free for who signs it and for the seal."""
_PART = re.compile(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?")


def pages_of(typed: str, many: int) -> list[int] | None:
    """Return the pages that «1, 3-4» names of `many`, counted from 0, each once in their order; None: it names none."""
    found: list[int] = []
    for part in (one.strip() for one in typed.replace(";", ",").split(",")):
        said = _PART.fullmatch(part)
        if said is None:
            return None
        first, last = int(said[1]), int(said[2] or said[1])
        if not 1 <= first <= last <= many:
            return None
        found += range(first - 1, last)
    return sorted(set(found)) or None
