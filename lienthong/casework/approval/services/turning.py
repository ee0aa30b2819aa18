"""Whose turn it is: a round is locked, its open stand found, and passed on when it is done."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.approval import access
from lienthong.casework.approval.errors import RoundClosed, RoundUnknown
from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.rules.words import ISSUE, OPEN, STATES
from lienthong.casework.approval.services.telling import due_of, lay
from lienthong.toolkit.actor import Actor


def locked(uid: UUID) -> Round:
    """Return an open round that the context sees, locked until the transaction ends.  Raises RoundUnknown, RoundClosed."""
    rows = Round.objects.select_for_update(of=("self",), no_key=True).select_related("unit", "keeper", "body_unit")
    row = rows.filter(uid=uid).first()
    if row is None:
        raise RoundUnknown
    if row.state not in OPEN:
        raise RoundClosed(state=STATES[row.state])
    return row


def open_stand(row: Round) -> Stand:
    """Return the stand of an open round at which it is."""
    return row.stands.select_related("unit").get(state="open")


def turn_of(actor: Actor, uid: UUID) -> tuple[Round, Stand]:
    """Return a round, locked, and its open stand, which is the actor's.

    Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourTurn.
    """
    row = locked(uid)
    stand = open_stand(row)
    access.must_act(actor, row, stand)
    return row, stand


def done(row: Round, stand: Stand, actor: Actor, at: datetime, *, note: str = "", state: str = "done") -> None:
    """Write down what was done at a stand."""
    stand.state, stand.acted_at, stand.acted_by, stand.acted_by_uid = state, at, actor.name, actor.person_uid
    stand.acted_title = actor.signs_as(*access.duties_of(stand.role))[:300]
    stand.note, stand.sha256 = note, row.now_sha256
    stand.save(update_fields=["state", "acted_at", "acted_by", "acted_by_uid", "acted_title", "note", "sha256"])


def pass_on(row: Round, stand: Stand, actor: Actor, at: datetime, outcome: str) -> Stand:
    """Open the stand after one that is done; when only the issue is left, the round is signed."""
    following = row.stands.select_related("unit").filter(place__gt=stand.place).order_by("place")[0]
    if following.role == ISSUE:
        row.state, row.signed_at, row.issue_by = "signed", at, due_of(following.unit_id, at)
        row.save(update_fields=["state", "signed_at", "issue_by"])
    following.state, following.opened_at = "open", at
    following.save(update_fields=["state", "opened_at"])
    lay(row, following, at, actor=actor, after=stand, outcome=outcome)
    return following
