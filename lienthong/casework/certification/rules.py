"""What is certified, what it costs, and how the attestation names its signer.

Source: law:23/2015/ND-CP (kinds, attestation) [M]; fee tariff law:226/2016/TT-BTC [V in the national record 2.000815].
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_PAPERS = 50
MOST_PAGES, MOST_COPIES = 1_000, 100


@dataclass(frozen=True)
class Kind:
    """A kind of quick certification: its procedure, its book, the name on the page, whether pages and copies are counted."""

    key: str
    procedure: str
    book: str
    name: str
    counts_pages: bool


KINDS = (
    Kind("copy", "2.000815", "certified-copy", "Bản sao từ bản chính", counts_pages=True),
    Kind("signature", "2.000884", "signature", "Chữ ký, điểm chỉ", counts_pages=False),
)


@dataclass(frozen=True)
class Line:
    """A paper to be certified: pages of the original, copies made of it, a ground when it is exempt from the fee."""

    name: str
    pages: int = 1
    copies: int = 1
    ground: str = ""


def kind(key: str) -> Kind:
    """Return the kind; KeyError when there is none."""
    for one in KINDS:
        if one.key == key:
            return one
    raise KeyError(key)


def fault(line: Line) -> str:
    """Return what is wrong with a line in a sentence that says what to do, or nothing."""
    if not line.name.strip():
        return "ghi tên giấy tờ, ví dụ «Giấy khai sinh»."
    if not 1 <= line.pages <= MOST_PAGES:
        return f"số trang của bản chính từ 1 đến {MOST_PAGES}."
    if not 1 <= line.copies <= MOST_COPIES:
        return f"số bản từ 1 đến {MOST_COPIES}."
    return ""
