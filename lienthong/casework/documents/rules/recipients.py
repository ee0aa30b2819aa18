"""«Nơi nhận» as it stands below a document, taken apart: who gets an envelope."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[;\n]")
_BULLET = re.compile(r"^[-–+•*\s]+")
_INSIDE = re.compile(r"^(?:lưu\s*:|như\s+(?:trên|kính gửi|điều)\b)", re.IGNORECASE)
"""The copy that stays here («Lưu: VT, NV (03)»), and who stands elsewhere on the document («Như trên», «Như Điều 3»)."""


def listed(text: str) -> list[str]:
    """Return the recipients of «- Thường trực Huyện ủy;\\n- Các phòng; Lưu: VT.»: each once, in their order, without signs.

    What stays here is left out, and so is who is named elsewhere: nobody could write an address of it.  Source: law:nd-30-2020
    [V: domain 2.1, box 9b]; that parts are separated by «;» or lines is how offices type it [I].
    """
    found = (_BULLET.sub("", part).strip().rstrip(".;,").strip() for part in _PARTS.split(text))
    return list(dict.fromkeys(one for one in found if one and not _INSIDE.match(one)))
