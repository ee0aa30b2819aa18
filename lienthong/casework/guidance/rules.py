"""In which languages guidance is spoken, of what, and what becomes of a recording."""

from __future__ import annotations

import re

LANGUAGES = {"vi": "Việt", "tay": "Tày", "dao": "Dao", "san_chi": "Sán Chỉ"}
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "tay": "Tiếng Tày", "dao": "Tiếng Dao", "san_chi": "Tiếng Sán Chỉ"}
IN_LANGUAGE = {"vi": "tiếng Việt", "tay": "tiếng Tày", "dao": "tiếng Dao", "san_chi": "tiếng Sán Chỉ"}
"""The languages of Bình Liêu, in the order in which they are offered."""
PAGES = {"kiosk": "Máy lấy số ở nơi chờ"}
STATES = {"waiting": "Chờ duyệt", "published": "Đang phát", "refused": "Không duyệt", "replaced": "Đã có bản mới"}
MAKERS = ("counter_clerk", "centre_officer", "specialist.culture", "procedure_editor")
"""Who records for the office [P]."""
REVIEWERS = (*MAKERS, "unit_head", "division_head")
"""Who listens and decides; never the one who recorded."""
_CODE = re.compile(r"[0-9]{1,2}\.[0-9]{6}")


def known(subject: str, code: str, language: str) -> bool:
    """Return whether guidance may be spoken of it: a procedure by its code, or a page, in one of the languages."""
    there = code in PAGES if subject == "page" else subject == "procedure" and _CODE.fullmatch(code) is not None
    return there and language in LANGUAGES
