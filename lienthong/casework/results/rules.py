"""Decisions about signed results: who may sign, what name a key has, which paper of a dossier a result can be."""

from __future__ import annotations

import re
from uuid import UUID

from lienthong.toolkit import vietnamese

SIGNERS = ("unit_head",)
RESULT, COPY = "result", "copy"
KINDS = {RESULT: "Kết quả", COPY: "Bản sao chứng thực điện tử"}
PERSON_FIELD, UNIT_FIELD = "NguoiKy", "ConDau"
FEWEST_WORDS = 2
"""A title of one word («Giấy») would be found in every paper."""


def person_key(person_uid: UUID) -> str:
    """Return the name of a person's key file."""
    return f"person-{person_uid}"


def unit_key(code: str, body_key: str = "") -> str:
    """Return the name of a unit's key file, or of one of its bodies'; whatever a file name may not hold becomes a hyphen."""
    said = f"{code}.{body_key}" if body_key else code
    return f"unit-{re.sub('[^A-Za-z0-9._-]', '-', said)}"


def fits(title: str, paper: str) -> bool:
    """Return whether a result of that title is the paper that a procedure asks for under that name [P].

    The words of the title, without marks and case, stand in the paper's name one after the other: «Giấy khai sinh» is
    «Bản sao Giấy khai sinh của trẻ em».  No text of law says which result is which component; the office that receives looks.
    """
    words = vietnamese.fold(title).split()
    return len(words) >= FEWEST_WORDS and f" {' '.join(words)} " in f" {' '.join(_words(paper))} "


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", vietnamese.fold(text))
