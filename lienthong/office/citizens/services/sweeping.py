"""Codes and sessions that are of no more use are removed; the database honours it for the worker alone."""

from __future__ import annotations

from datetime import datetime

from lienthong.office.citizens import rules
from lienthong.office.citizens.models import SentCode, Session
from lienthong.office.ledger import public as ledger


def sweep(*, at: datetime) -> tuple[int, int]:
    """Remove codes that ran out a day ago and sessions that have ended; return how many of each.  at: real instant."""
    with ledger.seeing_everything():
        codes = SentCode.objects.filter(expires_at__lt=at - rules.CODE_KEPT).delete()[0]
        idle = Session.objects.filter(seen_at__lt=at - rules.SESSION_IDLE)
        old = Session.objects.filter(opened_at__lt=at - rules.SESSION_LIFE)
        return codes, (idle | old).delete()[0]
