"""Somebody is absent for a period, and another stands in: set, and taken back before its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.handover import access
from lienthong.casework.handover.errors import GiverUnknown, NotYourHandover, ReceiverUnknown
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Absence:
    """Who is absent from which post, who stands in from when to when, how the stand-in signs (kt, tl, tuq), and why.

    duties  of the post that the stand-in does; none named: all of them.
    """

    post_uid: UUID
    giver_uid: UUID
    taker_uid: UUID
    since: datetime
    until: datetime
    form: str
    reason: str
    duties: Sequence[str] = ()


def stand_in(*, actor: Actor, at: datetime, absence: Absence) -> UUID:
    """Let somebody stand in for the holder of a post of the actor's unit; return the delegation's uid.

    Raises NotYourHandover, GiverUnknown, ReceiverUnknown, and as org.delegate.
    """
    _must_be_able(actor, absence.giver_uid, "giao người thay mặt")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        staff = org.staff_of([actor.unit_id], org.local_day(absence.since))
        held = next((one for one in staff if (one.post_uid, one.person_uid) == (absence.post_uid, absence.giver_uid)), None)
        if held is None:
            raise GiverUnknown(unit=actor.unit)
        taker = org.person(absence.taker_uid)
        if taker is None or taker.uid == absence.giver_uid:
            raise ReceiverUnknown
        made = org.delegate(
            from_post_id=held.post_id, from_person_id=held.person_id, to_person_id=taker.id,
            duties=absence.duties or held.duties, since=absence.since, until=absence.until, reason=absence.reason.strip()[:300],
            form=absence.form,
        )  # fmt: skip
        body = {"delegation": made, "form": absence.form, "to": taker.uid, "since": absence.since, "until": absence.until}
        _tell(actor, at, held.post_uid, "stand_in_set", body)
    return made


def end_stand_in(*, actor: Actor, at: datetime, delegation_uid: UUID) -> None:
    """Let the absent be back: the stand-in's right ends at once.  Raises org.DelegationUnknown, NotYourHandover."""
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        found = next((one for one in org.delegations_of(actor.unit_id, at) if one.uid == delegation_uid), None)
        if found is None:
            raise org.DelegationUnknown
        _must_be_able(actor, found.giver_uid, "thu hồi việc thay mặt")
        org.revoke_delegation(delegation_uid=delegation_uid, at=at)
        _tell(actor, at, found.post_uid, "stand_in_ended", {"delegation": delegation_uid})


def _must_be_able(actor: Actor, giver_uid: UUID, act: str) -> None:
    if actor.person_uid != giver_uid and not access.heads(actor, actor.unit_id):
        raise NotYourHandover(act=act, giver="người khác", who="chính người ấy hoặc lãnh đạo đơn vị")


def _tell(actor: Actor, at: datetime, post_uid: UUID, activity: str, body: dict[str, object]) -> None:
    ledger.append(
        ledger.Entry(
            stream=post_uid, activity=activity, lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=at, actor=actor,
            objects=(ledger.ObjectRef("post", post_uid),), body=body, participants=(actor.unit_id,),
        )
    )  # fmt: skip
