"""Silent consent: an agency that was asked and did not answer by its limit has agreed, where the procedure's version says so.

Runs as the worker.  Run twice it changes nothing the second time; killed, it goes on where it was.
Source: the version's own `silent_basis`; for building permits law:luat-xay-dung-2014#102 [M], the 12 days read in 1.013225 [V].
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.rules.status import RUNNING
from lienthong.casework.dossiers.services import crossing, frame, timing
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor

MOST = 1_000
"""Legs of one run; the rest is found by the next one."""
NOBODY = UUID(int=0)


def consent_by_silence(*, at: datetime) -> int:
    """Let every leg agree whose consulted agency did not answer by its limit; return how many did."""
    return len(agreed_by_silence(at=at))


def agreed_by_silence(*, at: datetime) -> list[Standing]:
    """Do what `consent_by_silence` does; return where each leg stands, with its parent.

    What asked its sender something, or was given back, has answered: its clock stands and it is not silent.
    """
    with ledger.seeing_everything():
        due = Dossier.objects.filter(parent__isnull=False, ended_at=None, due_at__lt=at, link__silent=True)
        uids = list(due.order_by("due_at", "pk").values_list("uid", flat=True)[:MOST])
    return [done for uid in uids if (done := _one(uid, at)) is not None]


def _one(uid: UUID, at: datetime) -> Standing | None:
    with transaction.atomic(), ledger.seeing_everything():
        dossier, version = frame.locked(uid)
        basis = str(dossier.link.get("basis", ""))
        if dossier.ended_at is not None or dossier.due_at is None or not basis or dossier.status not in RUNNING:
            return None
        nobody = Actor(NOBODY, NOBODY, dossier.unit_id, dossier.unit.uid, name="Hệ thống")
        act = frame.Act(nobody, at, "silent_consent", dossier, version, itself=True)
        if timing.verdict(act) != worktime.Verdict.OVERDUE:
            return None  # a limit of days lasts to the end of its last day
        act.open = tasks.open_of(uid)
        edge = act.definition.node(dossier.link["start"]).edges[0]
        act.changing = (*frame.CHANGEABLE, "link")
        crossing.end(act, edge.to, edge.outcome, "", basis=basis)
        frame.write(act)
        return standing(act)
