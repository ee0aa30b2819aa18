"""A reorganisation is tried out, and done: the tree changes and all that hangs on the units that end goes over, in one act."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from lienthong.casework.agenda import public as agenda
from lienthong.casework.approval import public as approval
from lienthong.casework.books import public as books
from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.drafting import public as drafting
from lienthong.casework.fees import public as fees
from lienthong.casework.handling import public as handling
from lienthong.casework.handover import public as handover
from lienthong.casework.petitions import public as petitions
from lienthong.casework.queue import public as queue
from lienthong.casework.reorganisation import access
from lienthong.casework.reorganisation.errors import (
    AlreadyExecuted,
    MinutesUnderWay,
    MoneyNotCounted,
    NobodyTakesOver,
    OutOfOrder,
    ReorganisationUnknown,
    StillHeld,
    TooEarly,
)
from lienthong.casework.reorganisation.models import Reorganisation, WaitingDossier
from lienthong.casework.reorganisation.queries.telling import Found, Things, told
from lienthong.casework.reorganisation.rules.passing import STATES, seat_of
from lienthong.casework.reorganisation.services import images
from lienthong.casework.reorganisation.services.writing_up import write_up
from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles import public as workfiles
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Sentence, Several

OBSTACLES = ("fees.tills", "handover.under_way")
"""What people must finish before units end, by the name under which its app counts it: `_obstacles` tells it one by one."""
FOLLOWING = ("handling.parts", "handling.presented", "approval.waiting", "drafting.asked", "agenda.weeks")
"""What goes to the heir, or is ended, without a list of its own, by the name under which its app counts it."""
ANY_NUMBER = 2**31


@contextmanager
def acting(actor: Actor, uid: UUID) -> Iterator[Reorganisation]:
    """Open the transaction of an act on a reorganisation, its row and the map locked; one act on the map at a time.

    Raises NotYourReorganisation, ReorganisationUnknown.
    """
    with access.everywhere(actor):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('reorganisation', 0))")
        row = Reorganisation.objects.select_for_update(of=("self",)).filter(uid=uid).first()
        if row is None:
            raise ReorganisationUnknown(uid=str(uid))
        yield row


def preview(*, actor: Actor, at: datetime, uid: UUID) -> dict[str, Any]:
    """Do a reorganisation to the end, keep what was found, and take everything back; return what was found.

    A preview is the execution itself, so it says what the execution will do, also when the day has not come: then it is done as
    on the first instant of that day, when people have their posts at the heirs.  What must be done before (money counted,
    hand-overs signed) stops the execution only: here it is a list of its own, «obstacles».
    Raises NotYourReorganisation, ReorganisationUnknown, AlreadyExecuted, and whatever would stop the execution.
    """
    with acting(actor, uid) as row:
        _must_be_planned(row)
        inside = transaction.savepoint()
        try:
            found = _carry_out(actor, max(at, datetime.combine(row.on, time(), tzinfo=VIETNAM)), row, obstacles=OBSTACLES)
        finally:
            transaction.savepoint_rollback(inside)
        found["obstacles"] = [{"what": one.on_record} for one in _obstacles(row)]
        row.shown, row.shown_at = found, at
        row.save(update_fields=["shown", "shown_at"])
    return found


def execute(*, actor: Actor, at: datetime, uid: UUID) -> dict[str, Any]:
    """Do a reorganisation whose day has come; return what was found.  Until it is confirmed it can be undone.

    Raises NotYourReorganisation, ReorganisationUnknown, AlreadyExecuted, TooEarly, OutOfOrder, MoneyNotCounted, MinutesUnderWay,
    NobodyTakesOver, StillHeld, and of the organisation BadOrganisationFile.
    """
    with acting(actor, uid) as row:
        _must_be_planned(row)
        if org.local_day(at) < row.on:
            raise TooEarly(on=formats.day(row.on), today=formats.day(org.local_day(at)))
        earlier = Reorganisation.objects.filter(on__lt=row.on, state="planned").order_by("on", "pk").first()
        if earlier is not None:
            raise OutOfOrder(act="thực hiện", day=formats.day(earlier.on), state=STATES[earlier.state].lower())
        for obstacle in _obstacles(row):
            raise obstacle
        found = _carry_out(actor, at, row) | {"obstacles": []}
        row.shown, row.shown_at, row.state, row.executed_at, row.executed_by = found, at, "executed", at, actor.name
        row.save()
        tell(actor, at, row, "reorganisation_executed", {"dossiers": len(found["dossiers"]), "waiting": len(found["waiting"])})
    return found


def _must_be_planned(row: Reorganisation) -> None:
    if row.state != "planned" and row.executed_at is not None:
        raise AlreadyExecuted(on=formats.day(row.on), at=formats.moment(row.executed_at))


def tell(actor: Actor, at: datetime, row: Reorganisation, activity: str, body: dict[str, Any]) -> None:
    """Write a line about a reorganisation into the ledger."""
    ledger.append(
        ledger.about(
            "reorganisation", row.uid, activity, ledger.Lifecycle.COMPLETED, at=at, actor=actor,
            body={"on": row.on, "document": row.document, "digest": row.digest, **body}, participants=(actor.unit_id,),
        )
    )  # fmt: skip


@dataclass(frozen=True)
class _Map:
    """The units that end, each with those that follow it, the larger part first.

    by_itself   what goes over when the heir opens it: (unit, words, how many), counted before.
    others      the same of what the act moves or ends.
    """

    followed: dict[int, list[org.Successor]]
    left: org.Legacy
    by_itself: list[tuple[int, str, int]]
    others: list[tuple[int, str, int]]

    @property
    def heirs(self) -> dict[int, int]:
        """Return the main heir of each unit that has one."""
        return {unit_id: rows[0].unit.id for unit_id, rows in self.followed.items() if rows}


def reforms_of(row: Reorganisation) -> list[org.Reform]:
    """Return the entries of a reorganisation as the organisation plays them."""
    return [
        org.Reform(one["number"], row.on, one["entry"]["document"], {**one["entry"], "date": row.on})
        for one in row.entries
    ]  # fmt: skip


def _carry_out(actor: Actor, at: datetime, row: Reorganisation, *, obstacles: Collection[str] = ()) -> dict[str, Any]:
    """Change the tree and move everything; return what was found.  obstacles: kinds of things that may be in the way yet."""
    reforms, before = reforms_of(row), images.organisation()
    ended = org.ending(reforms, units=row.names, name=row.source)
    left, by_itself, others = org.legacy(ended, row.on), org.held_at(ended, follows=True), org.held_at(ended, only=FOLLOWING)
    org.play(reforms, units=row.names, name=row.source)
    anchor = ended[0] if ended else actor.unit_id
    with access.everywhere(actor):  # what goes to a unit that this very act made is in sight too
        found = _move(actor, at, row, _Map(org.successors_of(ended, row.on), left, by_itself, others), obstacles, anchor)
        images.keep(row, anchor, before, images.organisation())
    return told(found)


def _move(actor: Actor, at: datetime, row: Reorganisation, change: _Map, obstacles: Collection[str], anchor: int) -> Found:
    """Move all that hangs on the units that ended, and keep its rows as they were; return what was found."""
    ended = list(change.followed)
    seated = org.hand_down(change.left, heirs=change.heirs, document=row.document)
    lying = dossiers.lying_at(ended)
    approval.end_units(actor=actor, at=at, unit_ids=ended)  # before the images: an undo does not revive rounds
    letters = handling.strayed(ended)
    others = letters | petitions.strayed(at) | agenda.strayed(at) | drafting.strayed(ended)
    rows = images.held([*(one.uid for one in lying), *others], ended)
    drafts = [(unit_id, handover.draft_item(one)) for unit_id in ended for one in drafting.unfinished(unit_id)]
    homes, waiting = _homes(row.on, lying, change)
    act = dossiers.Succession(row.uid, row.on, row.document, change.heirs)
    moved = dossiers.reseat(
        actor=actor, at=at, act=act, homes=homes, uids=[one.uid for one in lying], waiting=waiting.keys()
    )  # fmt: skip
    followed = [
        *petitions.follow(at=at, heirs=change.heirs), *agenda.follow(at=at, heirs=change.heirs),
        *handling.follow(actor=actor, at=at, uids=letters, heirs=change.heirs),
        *drafting.follow(actor=actor, at=at, heirs=change.heirs),
    ]  # fmt: skip
    things = _pass_things(actor, at, row, change)
    alerts = deadlines.follow(at=at, moves=moves_of(change.heirs, moved))
    codes = {one.uid: one for one in lying}
    _must_have_left_nothing(change, _staying(waiting, codes), obstacles)
    passed = [*(task for one in moved for task in one.tasks), *followed]
    minutes = write_up(
        actor, at, row, passed=passed, heirs=change.heirs, volumes=things.volumes, registers=things.registers,
        ranges=things.ranges, kept=[*drafts, *things.kept],
    )  # fmt: skip
    images.keep(row, anchor, rows, images.again(rows) | images.made(others))
    _keep_waiting(row, waiting, codes)
    counted = change.by_itself, change.others
    return Found(row.on, change.followed, seated, moved, waiting, codes, things, alerts, minutes, *counted)


def _pass_things(actor: Actor, at: datetime, row: Reorganisation, change: _Map) -> Things:
    """Close books, registers, counters, accounts of units that end; hand ranges, notes, kept things, waiting money."""
    ended = list(change.followed)
    volumes = [book for unit_id in ended for book in books.running(unit_id)]
    registers = [one for unit_id in ended for one in documents.running(unit_id)]
    ranges = [one for unit_id in ended for one in fees.running_ranges(unit_id)]
    dossiers.redirect_notes(change.heirs)
    kept = handover.kept_things(ended)
    books.close_units(actor=actor, at=at, unit_ids=ended)
    documents.close_units(actor=actor, at=at, unit_ids=ended)
    agenda.close_units(actor=actor, at=at, unit_ids=ended)
    workfiles.follow(actor=actor, at=at, heirs=change.heirs)
    fees.hand_ranges(actor=actor, at=at, heirs=change.heirs)
    groups = queue.close_units(actor=actor, at=at, unit_ids=ended)
    followed = handover.follow(change.heirs)
    bank = fees.end_units(actor=actor, at=at, on=row.on, unit_ids=ended, heirs=change.heirs)
    return Things(volumes, registers, ranges, kept, groups, len(followed), bank)


def _keep_waiting(row: Reorganisation, waiting: Mapping[UUID, Collection[int]], lying: Mapping[UUID, dossiers.Lying]) -> None:
    """Write down which dossiers wait until somebody chooses their unit, and among which units."""
    row.waiting.all().delete()
    WaitingDossier.objects.bulk_create(
        WaitingDossier(
            reorganisation=row, dossier_uid=uid, code=lying[uid].code, unit_id=lying[uid].unit_id, candidates=list(units)
        )
        for uid, units in waiting.items()
    )


def moves_of(heirs: Mapping[int, int], moved: Iterable[dossiers.Reseating]) -> deadlines.Moves:
    """Return what moved as the warnings about it follow."""
    rows = list(moved)
    hands = {(one.uid, task.from_unit_id): task.task.unit_id for one in rows for task in one.tasks}
    return deadlines.Moves(heirs, {one.uid: one.to_unit_id for one in rows}, hands)


def _obstacles(row: Reorganisation) -> Iterator[Refusal]:
    """Yield what must be done before the units of a reorganisation end: money counted, half-signed hand-overs finished."""
    ended = org.ending(reforms_of(row), units=row.names, name=row.source)
    tills = [till for till in fees.open_tills_of(ended) if not till.automatic]
    names = org.units({till.unit_id for till in tills}) if tills else {}
    for till in tills:
        yield MoneyNotCounted(unit=names[till.unit_id].name, day=formats.day(till.day), cashier=till.name)
    for minutes in handover.under_way(ended):
        yield MinutesUnderWay(number=minutes.number, giver=minutes.giver)


def _homes(on: date, lying: list[dossiers.Lying], change: _Map) -> tuple[dict[UUID, int], dict[UUID, tuple[int, ...]]]:
    """Return the new unit of each dossier whose unit ended, and those for which somebody must choose between units."""
    units = org.units(change.followed)
    territory: dict[int, frozenset[int]] = {}
    for ids in sorted(change.left.below.values(), key=len):  # the largest that holds a unit comes last
        territory |= dict.fromkeys(ids, ids)
    homes: dict[UUID, int] = {}
    waiting: dict[UUID, tuple[int, ...]] = {}
    for one in lying:
        if one.unit_id not in change.followed or not one.open:
            continue
        whole = units[one.unit_id].level != "commune"
        lived = one.address_unit_id
        by_address = change.followed.get(lived or 0, []) if whole and lived in territory.get(one.unit_id, frozenset()) else []
        seat, choice = seat_of(
            [row.unit.id for row in change.followed[one.unit_id]], by_address=[row.unit.id for row in by_address], whole=whole
        )
        if seat is not None:
            homes[one.uid] = seat
        elif choice:
            waiting[one.uid] = choice
        else:
            raise NobodyTakesOver(unit=units[one.unit_id].name, left=Sentence("hồ sơ %(code)s", code=one.code))
    return homes, waiting


def _staying(waiting: Iterable[UUID], lying: Mapping[UUID, dossiers.Lying]) -> dict[str, dict[int, int]]:
    """Return how many dossiers and tasks stay at each ended unit because somebody must choose, as `org.held_at` asks them."""
    by_unit: dict[int, set[UUID]] = {}
    for uid in waiting:
        by_unit.setdefault(lying[uid].unit_id, set()).add(uid)
    return {
        "dossiers.open": {unit_id: len(uids) for unit_id, uids in by_unit.items()},
        "tasks.open": {unit_id: tasks.in_hands(unit_id).filter(object_uid__in=uids).count() for unit_id, uids in by_unit.items()},
    }


def _must_have_left_nothing(change: _Map, staying: Mapping[str, Mapping[int, int]], obstacles: Collection[str]) -> None:
    """Ask every app whether something is left at a unit that ended.  Raises NobodyTakesOver, StillHeld."""
    ended = list(change.followed)
    stays = {**staying, **{name: dict.fromkeys(ended, ANY_NUMBER) for name in obstacles}}
    left: dict[int, list[Sentence]] = {}
    for unit_id, words, number in org.held_at(ended, stays=stays):
        left.setdefault(unit_id, []).append(Sentence("%(number)s %(words)s", number=number, words=words))
    for unit_id, things in left.items():
        refusal = StillHeld if change.followed[unit_id] else NobodyTakesOver
        raise refusal(unit=org.unit(unit_id).name, left=Several("; ", things))
