"""Minutes are begun and written: whose things, why, who receives, what is typed in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from lienthong.casework.handover import access
from lienthong.casework.handover.errors import (
    AbsentNeedsReason,
    GiverUnknown,
    NotYourHandover,
    ReceiverUnknown,
    RefusalNeedsReason,
    UnderWay,
    WrittenByAct,
)
from lienthong.casework.handover.models import Handover, HandoverReceiver
from lienthong.casework.handover.queries.reading import number_of
from lienthong.casework.handover.rules.listing import OPEN, SUCCESSION
from lienthong.casework.handover.services.frame import acting, entry
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


@dataclass(frozen=True)
class Asked:
    """Whose things are handed over and why; `absent` = why a head signs for the giver."""

    giver_uid: UUID
    reason: str
    place: str
    scope: str = "person"
    absent: str = ""


@dataclass(frozen=True)
class Named:
    """A receiver: a person in a unit, and for what (nothing named: for all the rest)."""

    person_uid: UUID
    unit_id: int
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """How minutes are to be: who receives, what is typed in as (kind, words), what the giver does not keep, what ends."""

    receivers: Sequence[Named]
    things: Sequence[tuple[str, str]] = ()
    left_out: frozenset[UUID] = frozenset()
    ends: bool = False
    takes_post: bool = False
    decision: str = ""


def start(*, actor: Actor, at: datetime, asked: Asked, key: str = "") -> UUID:
    """Begin minutes for oneself, or as head for somebody gone or absent or for the whole unit; return their uid.

    key  idempotency key: the same request again answers the same minutes.
    Raises NotYourHandover, AbsentNeedsReason, GiverUnknown, UnderWay.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        one_at_a_time(actor.unit_id)
        done = Handover.objects.filter(made_by_uid=actor.person_uid, key=key).first() if key else None
        if done is not None:
            return done.uid
        giver, duties = _giver(actor, asked, at)
        begun = Handover.objects.filter(unit_id=actor.unit_id, giver_uid=giver.person_uid, scope=asked.scope)
        if (other := begun.filter(state__in=OPEN).first()) is not None:
            raise UnderWay(giver=giver.name, number=number_of(other))
        year = org.local_day(at).year
        row = Handover.objects.create(
            unit_id=actor.unit_id, number=next_number(actor.unit_id, year), year=year, scope=asked.scope,
            giver_uid=giver.person_uid, giver_name=giver.name, giver_title=giver.title, giver_post_uid=giver.post_uid,
            giver_duties=duties, absent=asked.absent.strip()[:300], reason=asked.reason.strip()[:300],
            place=asked.place.strip()[:200], made_at=at, made_by_uid=actor.person_uid, made_by=actor.name, key=key,
        )  # fmt: skip
        body = {"scope": asked.scope, "absent": bool(row.absent)}
        ledger.append(entry(actor, at, row, "handover_begun", ledger.Lifecycle.STARTED, body, participants=[row.unit_id]))
    return row.uid


def next_number(unit_id: int, year: int) -> int:
    """Return the number of the next minutes of a unit in a year; the caller lets others wait."""
    return (Handover.objects.filter(unit_id=unit_id, year=year).aggregate(last=Max("number"))["last"] or 0) + 1


def one_at_a_time(unit_id: int) -> None:
    """Let those who begin minutes of one unit wait for each other, so that numbers have no gap and nothing is begun twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"handover.start:{unit_id}"])


def _giver(actor: Actor, asked: Asked, at: datetime) -> tuple[org.StaffRow, list[str]]:
    """Return the giver's post at the actor's unit (the latest, when there is none now) and the duties of all posts held there."""
    itself = asked.giver_uid == actor.person_uid
    if (asked.scope == "unit" or not itself) and not access.heads(actor, actor.unit_id):
        raise NotYourHandover(act="lập biên bản bàn giao", giver="người khác hoặc cả đơn vị", who="lãnh đạo đơn vị")
    day = org.local_day(at)
    held = [one for one in org.staff_of([actor.unit_id], day, gone=True) if one.person_uid == asked.giver_uid]
    if not held:
        raise GiverUnknown(unit=actor.unit)
    if not itself and not asked.absent.strip():
        raise AbsentNeedsReason(giver=held[0].name)
    now = [one for one in held if one.on(day)] or [max(held, key=lambda one: one.until or day)]
    here = next((one for one in now if itself and one.post_uid == actor.post_uid), now[0])
    return here, sorted({duty for one in now for duty in one.duties})


def plan(*, actor: Actor, at: datetime, handover_uid: UUID, wanted: Plan) -> None:
    """Write who receives and what is typed in; minutes that were given go back to be signed anew.

    Raises HandoverUnknown, NotInThisState, NotYourHandover, ReceiverUnknown, WrittenByAct.
    """
    with acting(actor, handover_uid, *OPEN, act="sửa", headed=access.own(actor)) as (row, _):
        _must_be_written(row)
        access.must_give(actor, row, "soạn biên bản bàn giao")
        people = _people(row, wanted.receivers, at)
        row.items.all().delete()
        HandoverReceiver.objects.filter(handover=row).delete()
        HandoverReceiver.objects.bulk_create(
            [
                HandoverReceiver(
                    handover=row, place=place, person_uid=one.person_uid, name=one.name, title=one.title, unit_id=one.unit_id,
                    groups=sorted(named.groups),
                )
                for place, (named, one) in enumerate(people)
            ]
        )  # fmt: skip
        row.typed = [{"kind": kind, "uid": str(new_uid()), "words": words[:300]} for kind, words in wanted.things]
        row.left_out = sorted(map(str, wanted.left_out))
        row.ends = wanted.ends and row.scope == "person"
        row.takes_post, row.decision = row.ends and wanted.takes_post, wanted.decision.strip()[:200]
        row.state, row.digest, row.given_at, row.given_by_uid, row.given_by, row.given_title = "draft", "", None, None, "", ""
        row.save()


def _people(row: Handover, named: Sequence[Named], at: datetime) -> list[tuple[Named, org.StaffRow]]:
    """Return each receiver with the post held now; ReceiverUnknown: holds none, is the giver, twice, or nobody takes the rest."""
    staff = {
        (one.person_uid, one.unit_id): one for one in reversed(org.staff_of({one.unit_id for one in named}, org.local_day(at)))
    }
    found = [(one, staff[one.person_uid, one.unit_id]) for one in named if (one.person_uid, one.unit_id) in staff]
    people = {one.person_uid for one in named}
    if len(found) != len(named) or len(people) != len(named) or (row.giver_uid in people and row.scope == "person"):
        raise ReceiverUnknown
    if named and sum(not one.groups for one in named) != 1:
        raise ReceiverUnknown
    return found


def withdraw(*, actor: Actor, at: datetime, handover_uid: UUID, reason: str) -> None:
    """Take minutes back before the last signature.

    Raises HandoverUnknown, NotInThisState, NotYourHandover, RefusalNeedsReason, WrittenByAct.
    """
    with acting(actor, handover_uid, *OPEN, act="rút lại", headed=access.own(actor)) as (row, _):
        _must_be_written(row)
        if row.made_by_uid != actor.person_uid:
            access.must_give(actor, row, "rút biên bản bàn giao")
        _end(actor, at, row, "withdrawn", reason)


def refuse(*, actor: Actor, at: datetime, handover_uid: UUID, reason: str) -> None:
    """Refuse to receive, with the reason.

    Raises HandoverUnknown, NotInThisState, NotYourHandover, RefusalNeedsReason, WrittenByAct.
    """
    with acting(actor, handover_uid, "given", act="từ chối", headed=access.own(actor)) as (row, receivers):
        _must_be_written(row)
        if actor.person_uid not in {one.person_uid for one in receivers}:
            raise NotYourHandover(act="từ chối nhận bàn giao", giver=row.giver_name, who="một người nhận của biên bản")
        _end(actor, at, row, "refused", reason)


def _must_be_written(row: Handover) -> None:
    """Raise WrittenByAct for minutes that nobody wrote: a reorganisation made them."""
    if row.scope == SUCCESSION:
        raise WrittenByAct(number=number_of(row))


def _end(actor: Actor, at: datetime, row: Handover, state: str, reason: str) -> None:
    if not reason.strip():
        raise RefusalNeedsReason
    row.state, row.closed_at, row.closed_by, row.close_reason = state, at, actor.name, reason.strip()[:300]
    row.save()
    ledger.append(entry(actor, at, row, f"handover_{state}", ledger.Lifecycle.COMPLETED, {"reason": row.close_reason}))
