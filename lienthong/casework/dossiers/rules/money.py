"""What moves for one fee line."""

from __future__ import annotations

from dataclasses import dataclass

from lienthong.toolkit.quantities import Dong


@dataclass(frozen=True)
class PaidLine:
    """What was taken, or is owed, for one fee line (negative: given back); kind is «fee» (phí) or «levy» (lệ phí)."""

    fee_key: str
    kind: str
    name: str
    amount: Dong
