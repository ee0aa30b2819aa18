"""A person sends a notice again, and says why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from lienthong.casework.notices.errors import NothingToSendTo, NoticeUnderWay, NoticeUnknown, ResendNeedsReason
from lienthong.casework.notices.models import Notice
from lienthong.casework.notices.rules import UNDER_WAY, State
from lienthong.office.accounts import public as accounts
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def resend(*, actor: Actor, at: datetime, notice_uid: UUID, reason: str) -> UUID:
    """Send a notice again as a new one, with its own key at the gateway; return the new one's uid.  `at`: real clock.

    Raises NotYourDuty, NoticeUnknown, NoticeUnderWay, NothingToSendTo, ResendNeedsReason.
    """
    accounts.require(actor, "unit_admin", "system_admin")
    with ledger.seeing(actor.sees | {actor.unit_id}):
        old = Notice.objects.select_for_update(of=("self",), no_key=True).filter(uid=notice_uid).first()
        if old is None:
            raise NoticeUnknown(notice=str(notice_uid))
        if old.state in UNDER_WAY or (old.state == State.UNKNOWN and old.next_try_at):
            raise NoticeUnderWay(dossier=old.dossier_code)
        if not old.address:
            raise NothingToSendTo(dossier=old.dossier_code)
        if not reason.strip():
            raise ResendNeedsReason(dossier=old.dossier_code)
        again = Notice.objects.filter(delivery_uid=old.delivery_uid, channel=old.channel).aggregate(last=Max("round"))["last"] + 1
        new = Notice.objects.create(
            delivery_uid=old.delivery_uid, round=again, template=old.template, since=old.since, language=old.language,
            channel=old.channel, address=old.address, unit_id=old.unit_id, dossier_uid=old.dossier_uid,
            dossier_code=old.dossier_code, fields=old.fields, created_at=at, next_try_at=at, asked_by=actor.name,
            asked_reason=reason.strip()[:300],
        )  # fmt: skip
    return new.uid
