"""A person sends a notice again, and says why."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.notices import rules
from lienthong.casework.notices.errors import NothingToSendTo, NoticeUnderWay, NoticeUnknown, ResendNeedsReason
from lienthong.casework.notices.models import Notice
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
        last = Notice.objects.filter(delivery_uid=old.delivery_uid, channel=old.channel).latest("round")
        if rules.is_under_way(last.state, last.next_try_at):  # the last: a double press sends once
            raise NoticeUnderWay(dossier=old.dossier_code)
        if not old.address:
            raise NothingToSendTo(dossier=old.dossier_code)
        if not reason.strip():
            raise ResendNeedsReason(dossier=old.dossier_code)
        new = old.another(at=at, round=last.round + 1, asked_by=actor.name, asked_reason=reason.strip()[:300])
        new.save()
    return new.uid
