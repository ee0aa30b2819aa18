"""Small decisions about money and paper counts."""

from __future__ import annotations

from lienthong.toolkit.quantities import Dong


def owed(*, fee: Dong, paid: Dong) -> Dong:
    """Return what the applicant still owes, never below zero."""
    return Dong(max(fee - paid, 0))
