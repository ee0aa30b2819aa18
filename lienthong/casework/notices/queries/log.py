"""The log of notices, personal data masked; how the channels stand; what a stop link is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Min, Q

from lienthong.casework.notices import rules
from lienthong.casework.notices.errors import StopLinkBroken
from lienthong.casework.notices.models import Notice, StoppedNotice
from lienthong.casework.notices.queries.templates import kind_name, must_be_told, template
from lienthong.casework.notices.rules import CHANNELS, STATE_NAMES, UNDER_WAY, State
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.invariants import Invariant

PAGE = 50


@dataclass(frozen=True)
class NoticeRow:
    """One line of the log; `address` is masked.  about: whose uid and code: dossier, visit or petition."""

    id: int
    uid: UUID
    name: str
    channel: str
    address: str
    dossier_uid: UUID
    dossier_code: str
    state: State
    state_name: str
    fault: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    next_try_at: datetime | None
    asked_by: str
    asked_reason: str
    about: str
    may_resend: bool


@dataclass(frozen=True)
class NoticePage:
    """A page of the log; `after` is the key of the next page, 0 on the last."""

    rows: tuple[NoticeRow, ...]
    after: int


@dataclass(frozen=True)
class ChannelStanding:
    """How a channel stands: open or off, how many wait (and since when), are in doubt, were given up."""

    key: str
    name: str
    is_open: bool
    waiting: int
    oldest: datetime | None
    unknown: int
    failed: int


@dataclass(frozen=True)
class StopLink:
    """What a stop link is about."""

    channel: str
    kind: str
    must: bool
    stopped: bool


def log(actor: Actor, *, state: str = "", channel: str = "", code: str = "", after: int = 0) -> NoticePage:
    """Return the notices of the units the actor sees, the latest first; filters that are empty do not filter.  One statement."""
    rows = Notice.objects.filter(unit_id__in=sorted(actor.sees | {actor.unit_id}))
    if state in STATE_NAMES:
        rows = rows.filter(state=state)
    if channel in CHANNELS:
        rows = rows.filter(channel=channel)
    if code.strip():
        rows = rows.filter(dossier_code=code.strip().upper())
    if after:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return NoticePage(tuple(_row(one) for one in found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else 0)


def of_dossier(code: str) -> list[NoticeRow]:
    """Return the notices of a dossier in the order in which they were made, fifty at most.  One statement."""
    return [_row(one) for one in Notice.objects.filter(dossier_code=code, about=rules.DOSSIER).order_by("pk")[:PAGE]]


def notice_row(uid: UUID) -> NoticeRow | None:
    """Return one line of the log, None when the context does not see it."""
    found = Notice.objects.filter(uid=uid).first()
    return _row(found) if found else None


def _row(one: Notice) -> NoticeRow:
    state = State(one.state)
    return NoticeRow(
        id=one.pk, uid=one.uid, name=template(one.template, one.since).name, channel=CHANNELS[one.channel],
        address=rules.masked(one.address), dossier_uid=one.dossier_uid, dossier_code=one.dossier_code, state=state,
        state_name=STATE_NAMES[state], fault=one.fault, attempts=one.attempts, created_at=one.created_at, sent_at=one.sent_at,
        next_try_at=one.next_try_at, asked_by=one.asked_by, asked_reason=one.asked_reason,
        about=one.about, may_resend=bool(one.address) and not rules.is_under_way(one.state, one.next_try_at),
    )  # fmt: skip


def channel_addresses() -> dict[str, str]:
    """Return where each channel leads as the settings say; an empty one is closed."""
    return {"email": settings.NOTICES_EMAIL, "sms": settings.NOTICES_SMS, "zalo": settings.NOTICES_ZALO}


def standings() -> list[ChannelStanding]:
    """Return how each channel stands over the notices that the context sees.  One statement."""
    waiting, unknown, failed = Q(state__in=UNDER_WAY), Q(state=State.UNKNOWN), Q(state=State.FAILED)
    rows = Notice.objects.exclude(state__in=[State.SENT, State.SKIPPED]).values("channel").order_by("channel")
    counted = rows.annotate(
        waiting=Count("id", filter=waiting), oldest=Min("created_at", filter=waiting), unknown=Count("id", filter=unknown),
        failed=Count("id", filter=failed),
    )  # fmt: skip
    found: dict[str, Any] = {row["channel"]: row for row in counted}
    empty: dict[str, Any] = {"waiting": 0, "oldest": None, "unknown": 0, "failed": 0}
    return [
        ChannelStanding(key, CHANNELS[key], bool(address), **{name: found.get(key, empty)[name] for name in empty})
        for key, address in channel_addresses().items()
    ]


def stop_link(token: str) -> StopLink:
    """Return what a stop link is about.  Raises StopLinkBroken."""
    read = rules.read_stop_token(settings.SECRET_KEY.encode(), token)
    if read is None or not kind_name(read[1]):
        raise StopLinkBroken()
    channel, kind, digest = read
    stopped = StoppedNotice.objects.filter(channel=channel, digest=digest, kind=kind).exists()
    return StopLink(CHANNELS.get(channel, channel), kind_name(kind), must_be_told(kind), stopped)


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [Invariant("notices.told_once", "Một tin không đi qua cả Zalo và SMS khi không kênh nào hỏng", _told_once)]


def _told_once() -> list[str]:
    """Return happenings that were sent by two phone channels although neither failed."""
    sent = Notice.objects.filter(state=State.SENT, channel__in=["sms", "zalo"]).values("delivery_uid", "round", "dossier_code")
    twice = sent.annotate(many=Count("id")).filter(many__gt=1).order_by("delivery_uid", "round")[:20]
    return [f"Mã {row['dossier_code']}: cùng một tin gửi qua {row['many']} kênh điện thoại." for row in twice]
