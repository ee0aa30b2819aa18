"""Looks at a submitted version: agreed to and passed on, given back with a reason, withdrawn while nobody signed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.approval import access
from lienthong.casework.approval.errors import AlreadySigned, AskedToSign, NotYourDraft, OtherVersion, ReasonMissing
from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.rules.words import CONTENT, FORM, SIGNING, cleaned
from lienthong.casework.approval.services.telling import end, told
from lienthong.casework.approval.services.turning import done, locked, open_stand, pass_on, turn_of
from lienthong.casework.drafting import public as drafting
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def approve(*, actor: Actor, at: datetime, round_uid: UUID, sha256: str, note: str = "") -> None:
    """Agree to a version where a look is asked for, and pass it on.

    sha256  of the file that the actor saw.
    Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourTurn, AskedToSign, OtherVersion.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, stand = turn_of(actor, round_uid)
        if stand.role not in (CONTENT, FORM):
            raise AskedToSign
        must_be_seen(row, sha256)
        done(row, stand, actor, at, note=cleaned(note, "note"))
        pass_on(row, stand, actor, at, "approved")
        told(row, "round_approved", actor=actor, at=at, place=stand.place, role=stand.role)


def must_be_seen(row: Round, sha256: str) -> None:
    """Raise OtherVersion unless the file that somebody saw is the one that lies there now."""
    if row.now_sha256 != sha256:
        raise OtherVersion


def give_back(*, actor: Actor, at: datetime, round_uid: UUID, reason: str) -> None:
    """Give a version back to who drafts it, whoever's turn it is, also after signatures: the draft is open again.

    Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourTurn, ReasonMissing.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, stand = turn_of(actor, round_uid)
        said = cleaned(reason, "reason")
        if not said:
            raise ReasonMissing
        done(row, stand, actor, at, note=said, state="returned")
        _ended(row, stand, actor, at, "returned", said)


def withdraw(*, actor: Actor, at: datetime, round_uid: UUID, reason: str = "") -> None:
    """Take a version back while nobody has signed it: the drafting unit's right.

    Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourDraft, AlreadySigned.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(round_uid)
        access.must_be_of(actor, row)
        if actor.unit_id != row.unit_id:
            raise NotYourDraft(unit=row.unit.name)
        signed = row.stands.filter(role__in=SIGNING, state="done").order_by("place").first()
        if signed is not None:
            raise AlreadySigned(who=signed.acted_by)
        stop(row, actor, at, "withdrawn", cleaned(reason, "reason") or WITHDRAWN)


WITHDRAWN = "Nơi soạn rút lại"
"""What a draft is told when its drafter gives no reason."""


def stop(row: Round, actor: Actor, at: datetime, state: str, reason: str) -> None:
    """End an open, locked round at which nobody acts any more, in a state without a document; runs in the caller's context."""
    stand = open_stand(row)
    stand.state = "dropped"
    stand.save(update_fields=["state"])
    _ended(row, stand, actor, at, state, reason)


def _ended(row: Round, stand: Stand, actor: Actor, at: datetime, state: str, reason: str) -> None:
    """End a round without a document; whoever was to come after is not waited for any more."""
    row.stands.filter(state="waiting").update(state="dropped")
    row.state, row.ended_at, row.ended_by, row.reason = state, at, actor.name, reason
    row.save(update_fields=["state", "ended_at", "ended_by", "reason"])
    end(row, stand, at, state, actor)
    drafting.reopen(actor=actor, at=at, draft_uid=row.draft_uid, reason=reason)
    told(row, f"round_{state}", actor=actor, at=at, place=stand.place, role=stand.role)
