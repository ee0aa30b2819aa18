"""A happening becomes notices: one for each way that reaches the person, none twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import translation

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.notices import rules
from lienthong.casework.notices.models import Notice, StoppedNotice
from lienthong.casework.notices.queries.templates import template
from lienthong.casework.notices.rules import State, Template
from lienthong.casework.notices.services.channels import open_channels
from lienthong.casework.petitions import public as petitions
from lienthong.casework.queue import public as queue
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import pages

VISIT_WITHDRAWN = "visit_withdrawn"
PETITION_KEYS = {
    "open": "petition_received", "answered": "petition_answered", "transferred": "petition_closed", "refused": "petition_closed",
    "extended": "petition_extended",
}  # fmt: skip
"""The template of what is told of a petition, by the state it came to, or that its limit was extended, which leaves it open."""


@dataclass(frozen=True)
class _Subject:
    """What a notice tells of, and to whom."""

    about: str
    uid: UUID
    code: str
    unit_id: int
    phone: str
    email: str
    language: str
    fields: Mapping[str, str]


def tell(*, happening: str, dossier_uid: UUID, delivery_uid: UUID, happened_at: datetime, at: datetime) -> int:
    """Write the notices of a happening; return how many were written.  Nothing the second time, or for history played or loaded.

    happened_at  business clock.  at  real clock, now.  The worker calls it: it sees every dossier.
    """

    def found() -> _Subject | None:
        row = dossiers.addressee(dossier_uid)
        return None if row is None or _needless(happening, row) else _of_dossier(dossier_uid, row)

    return _tell(happening, found, delivery_uid=delivery_uid, happened_at=happened_at, at=at)


def tell_visitor(*, booking_uid: UUID, delivery_uid: UUID, happened_at: datetime, at: datetime) -> int:
    """Write the notices that an office cancelled a booked visit; else as `tell`.

    Nobody is told whose contact was erased (the day is over), nor of a visit that is not cancelled by the office.
    """

    def found() -> _Subject | None:
        row = queue.visitor(booking_uid)
        return None if row is None or row.state != queue.Coming.WITHDRAWN or not row.contact else _of_visit(row)

    return _tell(VISIT_WITHDRAWN, found, delivery_uid=delivery_uid, happened_at=happened_at, at=at)


def tell_petitioner(*, happening: str, petition_uid: UUID, delivery_uid: UUID, happened_at: datetime, at: datetime) -> int:
    """Write the notices that a petition was taken in, extended or closed; else as `tell`.

    happening  the state that it came to, or «extended».  Nobody is told who did not agree to be, nor what is not so any more.
    """

    def found() -> _Subject | None:
        row = petitions.petitioner(petition_uid)
        return None if row is None or row.state != {"extended": "open"}.get(happening, happening) else _of_petition(row)

    return _tell(PETITION_KEYS[happening], found, delivery_uid=delivery_uid, happened_at=happened_at, at=at)


def _tell(
    happening: str, found: Callable[[], _Subject | None], *, delivery_uid: UUID, happened_at: datetime, at: datetime
) -> int:
    channels = open_channels()
    made_at = datetime.fromtimestamp((delivery_uid.int >> 80) / 1000, VIETNAM)
    announced = made_at + timedelta(seconds=settings.CLOCK_OFFSET_SECONDS)
    if not channels or rules.is_history(happened=happened_at, announced=announced):
        return 0
    with ledger.seeing_everything():
        subject = found()
        if subject is None:
            return 0
        words = template(happening, happened_at.astimezone(VIETNAM).date(), subject.language)
        ways = rules.ways(phone=subject.phone, email=subject.email, open_channels=channels) or [("none", "")]
        notices = [
            Notice(
                delivery_uid=delivery_uid, template=words.key, since=words.since, language=words.language, channel=channel,
                address=address, unit_id=subject.unit_id, about=subject.about, dossier_uid=subject.uid,
                dossier_code=subject.code, fields=subject.fields, created_at=at, **_first_state(words, channel, address, at),
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


def _of_dossier(uid: UUID, row: dossiers.Addressee) -> _Subject:
    """Return a dossier as what is told; the key of the look-up is not kept among the facts."""
    english = row.language == "en"
    owed = ", still to pay: {} đồng" if english else ", số tiền còn phải nộp {} đồng"
    with translation.override(row.language):
        fields = {
            "code": row.code,
            "procedure": row.procedure,
            "unit": row.unit,
            "due": pages.moment_with_weekday(row.due_at) if row.due_at else "not set" if english else "không ấn định",
            "papers": "; ".join(row.papers),
            "reply_by": pages.day(row.reply_by) if row.reply_by else "as soon as possible" if english else "sớm nhất có thể",
            "owed": owed.format(pages.amount(row.owed)) if row.owed else "",
        }
    return _Subject(rules.DOSSIER, uid, row.code, row.unit_id, row.phone, row.email, row.language, fields)


def _of_visit(row: queue.Visitor) -> _Subject:
    email = row.contact if "@" in row.contact else ""
    with translation.override(row.language):
        when, reason = pages.moment_with_weekday(row.begins_at), translation.gettext(row.reason)
    fields = {"code": row.code, "unit": row.unit, "when": when, "reason": reason, "unit_code": row.unit_code}
    phone = "" if email else row.contact
    return _Subject(rules.VISIT, row.uid, row.code, row.unit_id, phone, email, row.language, fields)


def _of_petition(row: petitions.Petitioner) -> _Subject:
    """Return a petition as what is told: that it goes on, and where to read how; nothing of what was said or answered."""
    email = row.contact if "@" in row.contact else ""
    with translation.override(row.language):
        fields = {"code": row.code, "unit": row.unit, "due": pages.day(row.due_at.astimezone(VIETNAM).date())}
    phone = "" if email else row.contact
    return _Subject(rules.PETITION, row.uid, row.code, row.unit_id, phone, email, row.language, fields)
