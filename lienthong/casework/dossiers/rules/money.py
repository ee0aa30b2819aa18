"""What moves for one fee line, and how much of it may be counted."""

from __future__ import annotations

from dataclasses import dataclass

from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.sentences import Sentence

MOST = 9999
"""No fee is counted further [P]: a slip of the hand would charge millions."""


@dataclass(frozen=True)
class PaidLine:
    """What was taken, or is owed, for one fee line (negative: given back); kind is «fee» (phí) or «levy» (lệ phí)."""

    fee_key: str
    kind: str
    name: str
    amount: Dong


def count_fault(quantity: int, copies: int, *, by_page: bool) -> str:
    """Return what is wrong with the counts of a fee in a sentence that says what to do, or nothing."""
    if not (1 <= quantity <= MOST and 1 <= copies <= MOST):
        return Sentence(
            "%(what)s từ 1 đến %(most)s", what=Sentence("số trang, số bản") if by_page else Sentence("số lượng"), most=MOST
        )
    if copies > 1 and not by_page:
        return Sentence("khoản này không tính theo bản; ghi cả vào số lượng")
    return ""
