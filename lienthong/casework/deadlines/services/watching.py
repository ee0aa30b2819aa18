"""The watch over promises: warnings climb the ladder, apologies are drafted in time, what is of no use is put away.

Runs as the worker, every ten minutes.  Run twice it changes nothing the second time; killed, it goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lienthong.casework.deadlines.models import Alert
from lienthong.casework.deadlines.queries import finding
from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.deadlines.rules import ladder as rules
from lienthong.casework.deadlines.services import drafting, raising
from lienthong.casework.dossiers import public as dossiers
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime

BATCH = 200
MOST = 5_000
"""Dossiers of one run; the rest is found by the next one, ten minutes later."""


@dataclass(frozen=True)
class Watched:
    """What one run did: alerts raised and closed, letters drafted and cancelled, dossiers whose calendar lacks a year."""

    raised: int = 0
    drafted: int = 0
    closed: int = 0
    cancelled: int = 0
    unknown: int = 0


def watch(*, at: datetime) -> Watched:
    """Raise every warning whose time has come at `at`, draft apologies, close what no longer holds; return how many of each."""
    with ledger.seeing_everything():
        closed = finding.stale_alerts().update(closed_at=at)
        stale = finding.stale_drafts(MOST)
    cancelled = sum(drafting.cancel_stale(dossier_uid=uid, at=at) for uid in stale)
    with ledger.seeing_everything():
        keys = finding.near(at, limit=MOST)
    recipients = finding.Recipients(at)
    done = [_batch(keys[start : start + BATCH], recipients, at) for start in range(0, len(keys), BATCH)]
    return Watched(
        raised=sum(one.raised for one in done),
        drafted=sum(one.drafted for one in done),
        closed=closed,
        cancelled=cancelled,
        unknown=sum(one.unknown for one in done),
    )


def _batch(keys: Sequence[int], recipients: finding.Recipients, at: datetime) -> Watched:
    unknown, drafted, wanted, late = 0, 0, [], []
    with transaction.atomic(), ledger.seeing_everything():
        rows = list(dossiers.Dossier.objects.filter(pk__in=keys, ended_at=None, due_at__isnull=False).order_by("due_at", "pk"))
        hands, known, written = finding.hands_of([row.uid for row in rows]), finding.raised(keys), finding.apologised(keys)
        for row in rows:
            try:
                wanted += [
                    alert for alert in _warnings(row, hands.get(row.uid, []), recipients, at) if raising.key(alert) not in known
                ]
                if row.pk not in written and not row.leg and drafting.is_near(row, at):  # the citizen was promised the whole
                    late.append(row)
            except worktime.CalendarGap:
                unknown += 1  # the calendar's own page says which year is missing
        raised = raising.raise_alerts(wanted)
    for row in late:
        try:
            drafted += drafting.draft(dossier_uid=row.uid, at=at, recipients=recipients)
        except worktime.CalendarGap:
            unknown += 1  # the new date would lie in that year: this letter waits for it, the others do not
    return Watched(raised=raised, drafted=drafted, unknown=unknown)


def _warnings(
    dossier: dossiers.Dossier, places: Sequence[finding.Hands], recipients: finding.Recipients, at: datetime
) -> Iterator[Alert]:
    """Return the unsaved alerts of a dossier whose time has come, each once for the unit or the hands that it warns."""
    told, seen = ladder(), set()
    total = drafting.promised_minutes(dossier)
    for hands in places:
        left = worktime.time_left(at, raising.due_of(dossier), worktime.calendar(hands.calendar))
        for rung in told.rungs:
            if not rules.reached(rung, left=left, passed=at >= raising.due_of(dossier), total=total, share=told.share):
                continue
            alert = raising.made(dossier, hands, rung.level, recipients.of(rung, dossier, hands), at)
            alert.token = hands.token if rung.to_holder else 0
            if raising.key(alert) not in seen:
                seen.add(raising.key(alert))
                yield alert
