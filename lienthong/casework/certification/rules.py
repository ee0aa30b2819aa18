"""What is certified, what it costs, and how the attestation names its signer.

Source: law:23/2015/ND-CP (kinds, attestation) [M]; law:45/2020/ND-CP#10 (electronic copies, from its first day) [M];
fee tariff law:226/2016/TT-BTC [V in the national record 2.000815].
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lienthong.toolkit.sentences import Sentence

MOST_PAPERS = 50
MOST_PAGES, MOST_COPIES = 1_000, 100


@dataclass(frozen=True)
class Kind:
    """A kind of quick certification: its procedure, its book, the name on the page, whether pages and copies are counted.

    electronic  each number is one file that is signed, so copies are not counted.  since: the first day of the kind.
    """

    key: str
    procedure: str
    book: str
    name: str
    counts_pages: bool
    electronic: bool = False
    since: date = date.min


KINDS = (
    Kind("copy", "2.000815", "certified-copy", "Bản sao từ bản chính", counts_pages=True),
    Kind(
        "ecopy",
        "2.000815",
        "e-certified-copy",
        "Bản sao điện tử từ bản chính",
        counts_pages=True,
        electronic=True,
        since=date(2020, 5, 22),
    ),
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


def kinds_on(day: date) -> tuple[Kind, ...]:
    """Return what is certified on a day."""
    return tuple(one for one in KINDS if one.since <= day)


def fault(line: Line, *, electronic: bool = False) -> str:
    """Return what is wrong with a line in a sentence that says what to do, or nothing."""
    if not line.name.strip():
        return Sentence("ghi tên giấy tờ, ví dụ «Giấy khai sinh».")
    if not 1 <= line.pages <= MOST_PAGES:
        return Sentence("số trang của bản chính từ 1 đến %(most_pages)s.", most_pages=MOST_PAGES)
    if not 1 <= line.copies <= MOST_COPIES:
        return Sentence("số bản từ 1 đến %(most_copies)s.", most_copies=MOST_COPIES)
    if electronic and line.copies != 1:
        return Sentence("bản sao điện tử là một tệp nên số bản là 1; cần thêm bản giấy thì chứng thực bản sao giấy.")
    return ""
