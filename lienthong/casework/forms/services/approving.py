"""The way of a version: handed in, reviewed by somebody else, published by the head from a later day on, withdrawn."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q

from lienthong.casework.forms import access
from lienthong.casework.forms.errors import DayNotAhead, FourEyes, PeriodBackward, PeriodsOverlap, ReasonMissing
from lienthong.casework.forms.models import FormVersion, State
from lienthong.casework.forms.queries import trying
from lienthong.casework.forms.services.drafting import own_draft
from lienthong.casework.forms.services.recording import acting, locked, record
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


def submit(*, actor: Actor, at: datetime, version_uid: UUID) -> None:
    """Hand one's own draft in for review.  Raises VersionUnknown, WrongState, NotTheWriter, NotYourForm."""
    access.must(actor, access.MAKERS)
    with acting(actor):
        row = own_draft(actor, version_uid)
        row.state = State.IN_REVIEW
        row.save(update_fields=["state"])
        record(actor, at, row, "form_submitted")


def review(*, actor: Actor, at: datetime, version_uid: UUID, agree: bool, remark: str = "") -> None:
    """Agree with a version handed in, or send it back to its writer with a remark.

    Raises VersionUnknown, WrongState, FourEyes, ReasonMissing (sent back without a word), NotYourForm.
    """
    access.must(actor, access.MAKERS)
    with acting(actor):
        row = locked(actor, version_uid, State.IN_REVIEW)
        if row.writer_uid == actor.person_uid:
            raise FourEyes
        row.remark = remark.strip()[:500]
        if not agree and not row.remark:
            raise ReasonMissing
        row.state = State.REVIEWED if agree else State.DRAFT
        row.reviewer_uid, row.reviewer_name, row.reviewed_at = (actor.person_uid, actor.name, at) if agree else (None, "", None)
        row.save(update_fields=["state", "remark", "reviewer_uid", "reviewer_name", "reviewed_at"])
        record(actor, at, row, "form_reviewed" if agree else "form_sent_back", remark=row.remark)


def publish(
    *, actor: Actor, at: datetime, version_uid: UUID, since: date, until: date | None = None, below: bool = False
) -> None:
    """Let a reviewed version hold for dossiers received during [since, until); the unit's open version before it ends there.

    since   tomorrow at the earliest: what was received until today keeps the paper it was printed with.
    below   for the units below too, as far as they have no version of their own.
    Raises VersionUnknown, WrongState, DayNotAhead, PeriodBackward, PeriodsOverlap, TextFaults, NotYourForm.
    """
    access.must(actor, access.PUBLISHERS)
    earliest = org.local_day(at) + timedelta(days=1)
    if since < earliest:
        raise DayNotAhead(earliest=formats.day(earliest))
    if until is not None and until <= since:
        raise PeriodBackward(since=formats.day(since), until=formats.day(until))
    with acting(actor):
        row = locked(actor, version_uid, State.REVIEWED)
        trying.must_be_right(row.kind, row.text)  # the fields of the kind may have changed since it was written
        _make_room(actor, at, row, since, until)
        row.state, row.since, row.until, row.below = State.PUBLISHED, since, until, below
        row.publisher_uid, row.publisher_name, row.published_at = actor.person_uid, actor.name, at
        row.save()
        record(actor, at, row, "form_published", since=since, until=until, below=below)


def _make_room(actor: Actor, at: datetime, row: FormVersion, since: date, until: date | None) -> None:
    """End the open version before; refuse any other that holds in the same days."""
    org.Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=row.unit_id)
    others = FormVersion.objects.select_for_update(of=("self",), no_key=True).filter(
        unit_id=row.unit_id, kind=row.kind, since__isnull=False
    )
    earlier = others.filter(until=None, since__lt=since).order_by("pk").first()
    if earlier is not None:
        earlier.until = since
        earlier.save(update_fields=["until"])
        record(actor, at, earlier, "form_ended", until=since)
    clash = others.filter(Q(until=None) | Q(until__gt=since) & Q(until__gt=F("since")))
    if until is not None:
        clash = clash.filter(since__lt=until)
    other = clash.order_by("since", "pk").first()
    if other is not None:
        raise PeriodsOverlap(number=other.number, period=formats.period(other.since or since, other.until))


def withdraw(*, actor: Actor, at: datetime, version_uid: UUID, reason: str) -> None:
    """Take a version back: from tomorrow on it holds no more, and what was received under it keeps its paper.

    One that has not begun never holds; a draft is put away.
    Raises VersionUnknown, WrongState, ReasonMissing, NotYourForm.
    """
    access.must(actor, access.PUBLISHERS)
    if not reason.strip():
        raise ReasonMissing
    with acting(actor):
        row = locked(actor, version_uid, State.DRAFT, State.IN_REVIEW, State.REVIEWED, State.PUBLISHED)
        if row.since is not None:
            ends = max(row.since, org.local_day(at) + timedelta(days=1))
            row.until = min(ends, row.until or ends)
        row.state, row.withdrawn_by, row.withdrawn_at, row.withdraw_reason = State.WITHDRAWN, actor.name, at, reason.strip()[:500]
        row.save(update_fields=["state", "until", "withdrawn_by", "withdrawn_at", "withdraw_reason"])
        record(actor, at, row, "form_withdrawn", reason=row.withdraw_reason, until=row.until)
