"""A trip is planned, its sheet gathered anew, called off, closed; wishes for a visit are written down and dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from lienthong.casework.trips import access
from lienthong.casework.trips.errors import (
    CancelNeedsReason,
    ClerkUnknown,
    DropNeedsReason,
    NothingToVisit,
    NotUndecided,
    RestNeedsReason,
    TripInPast,
    VisitNeedsWords,
    VisitUnknown,
)
from lienthong.casework.trips.models import Trip, TripLine, Visit
from lienthong.casework.trips.queries import gathering, reading
from lienthong.casework.trips.rules.villages import village_of
from lienthong.casework.trips.services.frame import acting, entry
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Counted, Sentence, Several

SHOWN = 5
"""How many lines a refusal names."""


@dataclass(frozen=True)
class Plan:
    """When, to which villages (as people write them), who goes (uids of persons)."""

    on: date
    villages: Sequence[str]
    clerks: Sequence[UUID]
    note: str = ""


@dataclass(frozen=True)
class Wish:
    """Who asks that somebody comes, where, for what."""

    name: str
    village: str
    wish: str
    phone: str = ""
    procedure: str = ""


def plan(*, actor: Actor, at: datetime, wanted: Plan, key: str = "") -> UUID:
    """Plan a trip and gather its run sheet; return its uid.

    key  idempotency key: the same request again answers the same trip.
    Raises NotYourTrip, NothingToVisit, TripInPast, ClerkUnknown.
    """
    access.must(actor, "lập chuyến về bản")
    day, names = org.local_day(at), list(dict.fromkeys(village for one in wanted.villages if (village := village_of(one))))
    if not names or not wanted.clerks:
        raise NothingToVisit
    if wanted.on < day:
        raise TripInPast(day=formats.day(wanted.on))
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _one_at_a_time(actor.unit_id)
        done = Trip.objects.filter(made_by_uid=actor.person_uid, key=key).first() if key else None
        if done is not None:
            return done.uid
        year = wanted.on.year
        last = Trip.objects.filter(unit_id=actor.unit_id, year=year).aggregate(last=Max("number"))["last"] or 0
        row = Trip.objects.create(
            unit_id=actor.unit_id, number=last + 1, year=year, on=wanted.on, villages=names, clerks=_clerks(actor, wanted, day),
            note=wanted.note.strip()[:500], made_at=at, made_by_uid=actor.person_uid, made_by=actor.name, key=key,
        )  # fmt: skip
        lines = _gather(actor, row, day)
        body = {"on": row.on, "villages": names, "lines": lines}
        ledger.append(entry(actor, at, row, "trip_planned", ledger.Lifecycle.STARTED, body, participants=[row.unit_id]))
    return row.uid


def clerks_of(actor: Actor, day: date) -> list[org.StaffRow]:
    """Return who may go: the people of the unit's counter, each once; one statement."""
    staff = [one for one in org.staff_of([actor.unit_id], day) if set(one.duties) & set(access.GOERS)]
    return list({one.person_uid: one for one in reversed(staff)}.values())[::-1]


def _clerks(actor: Actor, wanted: Plan, day: date) -> list[dict[str, str]]:
    staff = {one.person_uid: one.name for one in clerks_of(actor, day)}
    if not set(wanted.clerks) <= staff.keys():
        raise ClerkUnknown
    return [{"uid": str(uid), "name": staff[uid]} for uid in dict.fromkeys(wanted.clerks)]


def _one_at_a_time(unit_id: int) -> None:
    """Let those who plan trips of one unit wait for each other, so that numbers have no gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"trips.plan:{unit_id}"])


def _gather(actor: Actor, row: Trip, day: date) -> int:
    """Put on the sheet what waits in the villages and is not there yet; return how many lines came."""
    there = list(row.lines.order_by("place").values_list("kind", "dossier_uid", "visit_id"))
    found = [
        one for one in gathering.of_villages(actor, day, row.villages) if (one.kind, one.dossier_uid, one.visit_id) not in there
    ]
    TripLine.objects.bulk_create(
        [
            TripLine(
                trip=row, place=len(there) + place, kind=one.kind, village=one.village, dossier_uid=one.dossier_uid,
                visit_id=one.visit_id,
            )
            for place, one in enumerate(found, start=1)
        ]
    )  # fmt: skip
    return len(found)


def gather(*, actor: Actor, at: datetime, trip_uid: UUID) -> int:
    """Put on the sheet what came up since it was gathered; return how many lines came.

    Raises NotYourTrip, TripUnknown, TripOver.
    """
    with acting(actor, trip_uid, act="lấy thêm việc vào danh sách") as row:
        return _gather(actor, row, org.local_day(at))


def cancel(*, actor: Actor, at: datetime, trip_uid: UUID, reason: str) -> None:
    """Call a trip off before anything was done on it.  Raises NotYourTrip, TripUnknown, TripOver, CancelNeedsReason."""
    with acting(actor, trip_uid, act="hủy") as row:
        if not reason.strip() or row.acts.exists() or row.phones.filter(made__gt=0).exists():
            raise CancelNeedsReason
        _end(actor, at, row, "cancelled", reason, {})


def close(*, actor: Actor, at: datetime, trip_uid: UUID, rest: str = "") -> None:
    """Close a trip of which nothing is undecided; `rest` tells why lines were not done, or a phone never said it had finished.

    Raises NotYourTrip, TripUnknown, TripOver, NotUndecided (an exception waits, or an act is still on a phone),
    RestNeedsReason.
    """
    with acting(actor, trip_uid, act="khép") as row:
        page = reading.trip(actor, row.uid)
        if page.exceptions or page.missing:
            waits = (
                Counted("%(count)s việc chờ quyết định", len(page.exceptions)) if page.exceptions else "",
                Counted("%(count)s việc còn trên điện thoại chưa gửi", page.missing) if page.missing else "",
            )
            raise NotUndecided(left=Several(", ", waits))
        if (page.untold or page.away) and not rest.strip():
            left = [one.code or one.name for one in page.untold[:SHOWN]] + [
                Sentence("điện thoại của %(name)s", name=name) for name in page.away
            ]
            raise RestNeedsReason(count=len(page.untold) + len(page.away), some=Several("; ", left))
        counted = {state: sum(one.state == state for one in page.acts) for state in ("merged", "dropped")}
        _end(actor, at, row, "closed", rest, {**counted, "untold": len(page.untold), "away": len(page.away)})


def _end(actor: Actor, at: datetime, row: Trip, state: str, reason: str, facts: dict[str, int]) -> None:
    row.state, row.ended_at, row.ended_by, row.end_reason = state, at, actor.name, reason.strip()[:300]
    row.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
    body = {**facts, "reason": row.end_reason}
    ledger.append(entry(actor, at, row, f"trip_{state}", ledger.Lifecycle.COMPLETED, body))


def ask(*, actor: Actor, at: datetime, wish: Wish, key: str = "") -> UUID:
    """Write down that somebody asks for a visit; return the uid of the wish; the same key again answers the same.

    Raises NotYourTrip, VisitNeedsWords.
    """
    access.must(actor, "ghi đề nghị đến nhà")
    if not (wish.name.strip() and village_of(wish.village) and wish.wish.strip()):
        raise VisitNeedsWords
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        _one_at_a_time(actor.unit_id)
        done = Visit.objects.filter(unit_id=actor.unit_id, key=key).first() if key else None
        if done is not None:
            return done.uid
        row = Visit.objects.create(
            unit_id=actor.unit_id, name=wish.name.strip()[:200], phone=wish.phone.strip()[:20], village=village_of(wish.village),
            wish=wish.wish.strip()[:300], procedure=wish.procedure, asked_at=at, asked_by=actor.name, key=key,
        )  # fmt: skip
    return row.uid


def drop_wish(*, actor: Actor, visit_uid: UUID, reason: str) -> None:
    """Give a wish up, with the reason.  Raises NotYourTrip, VisitUnknown, DropNeedsReason."""
    access.must(actor, "bỏ đề nghị đến nhà")
    if not reason.strip():
        raise DropNeedsReason
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        mine = Visit.objects.filter(access.visible(actor), uid=visit_uid, done_at=None, dropped="")
        if not mine.update(dropped=reason.strip()[:300]):
            raise VisitUnknown
