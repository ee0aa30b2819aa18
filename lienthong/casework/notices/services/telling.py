"""A happening becomes notices: one for each way that reaches the person, none twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.notices import rules
from lienthong.casework.notices.models import Notice, StoppedNotice
from lienthong.casework.notices.queries.templates import template
from lienthong.casework.notices.rules import State, Template
from lienthong.casework.notices.services.channels import open_channels
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats


def tell(*, happening: str, dossier_uid: UUID, delivery_uid: UUID, happened_at: datetime, at: datetime) -> int:
    """Write the notices of a happening; return how many were written.  Nothing the second time, or for history played or loaded.

    happened_at  business clock.  at  real clock, now.  The worker calls it: it sees every dossier.
    """
    channels = open_channels()
    made_at = datetime.fromtimestamp((delivery_uid.int >> 80) / 1000, VIETNAM)
    announced = made_at + timedelta(seconds=settings.CLOCK_OFFSET_SECONDS)
    if not channels or rules.is_history(happened=happened_at, announced=announced):
        return 0
    with ledger.seeing_everything():
        found = dossiers.addressee(dossier_uid)
        if found is None or _needless(happening, found):
            return 0
        words = template(happening, happened_at.astimezone(VIETNAM).date())
        ways = rules.ways(phone=found.phone, email=found.email, open_channels=channels) or [("none", "")]
        notices = [
            Notice(
                delivery_uid=delivery_uid, template=words.key, since=words.since, language=words.language, channel=channel,
                address=address, unit_id=found.unit_id, dossier_uid=dossier_uid, dossier_code=found.code, fields=_fields(found),
                created_at=at, **_first_state(words, channel, address, at),
            )
            for channel, address in ways
        ]  # fmt: skip
        told = set(Notice.objects.filter(delivery_uid=delivery_uid).values_list("channel", flat=True))
        made = [one for one in notices if one.channel not in told]
        Notice.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _needless(happening: str, found: dossiers.Addressee) -> bool:
    """Return whether the person stood at the counter, or the news is no longer true; who is refused stood nowhere."""
    if happening == "refused":
        return found.status is not dossiers.Status.REFUSED
    return found.immediate or (happening == "ready" and found.status is dossiers.Status.RETURNED)


def _first_state(words: Template, channel: str, address: str, at: datetime) -> dict[str, object]:
    if channel == "none":
        return {"state": State.SKIPPED, "fault": "người nộp không để lại địa chỉ mà kênh đang mở tới được"}
    digest = rules.address_digest(settings.SECRET_KEY.encode(), channel, address)
    if not words.must and StoppedNotice.objects.filter(channel=channel, digest=digest, kind=words.kind).exists():
        return {"state": State.SKIPPED, "fault": "người nhận đã ngừng nhận loại tin này"}
    return {"state": State.WAITING, "next_try_at": at}


def _fields(found: dossiers.Addressee) -> dict[str, str]:
    """Return the facts that templates may name; the key of the look-up is not kept here."""
    due = found.due_at.astimezone(VIETNAM) if found.due_at else None
    return {
        "code": found.code,
        "procedure": found.procedure,
        "unit": found.unit,
        "due": f"{formats.time_of_day(due)} {formats.day_with_weekday(due)}" if due else "không ấn định",
        "papers": "; ".join(found.papers),
        "reply_by": formats.day(found.reply_by) if found.reply_by else "sớm nhất có thể",
        "owed": f", số tiền còn phải nộp {formats.amount(found.owed)} đồng" if found.owed else "",
    }
