"""Setting up: groups and counters of a unit, opened and closed by its administrator."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lienthong.casework.queue import access
from lienthong.casework.queue.errors import (
    CounterTaken,
    GroupUnknown,
    LetterTaken,
    StillWaiting,
    TooManyGroups,
)
from lienthong.casework.queue.models import Counter, CounterGroup, Ticket
from lienthong.casework.queue.rules.states import State
from lienthong.casework.queue.services.frame import at_counter
from lienthong.casework.queue.services.withdrawing import withdraw_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

MOST_GROUPS = 5
"""A kiosk holds six big choices; the sixth is the look-up."""
GROUP_CLOSED = "nhóm quầy này đã đóng"
UNIT_ENDED = "cơ quan được sắp xếp lại"


def add_group(*, actor: Actor, at: datetime, name: str, letter: str, fields: str = "", counters: int = 0) -> UUID:
    """Open a counter group, on request with so many counters; return its uid.

    letter  A-Z, begins the numbers.  counters  are numbered after the unit's last one.
    Raises TooManyGroups, LetterTaken, NotYourQueue.
    """
    access.must(actor, access.KEEPERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        open_groups = CounterGroup.objects.filter(unit_id=actor.unit_id, closed_at=None)
        if len(open_groups.select_for_update(of=("self",), no_key=True)) >= MOST_GROUPS:
            raise TooManyGroups(most=MOST_GROUPS)
        group = CounterGroup(unit_id=actor.unit_id, name=name.strip()[:80], letter=letter.upper(), fields=fields.strip()[:200])
        try:
            with transaction.atomic():
                group.save()
        except IntegrityError as clash:
            raise LetterTaken(letter=group.letter) from clash
        _told(actor, at, group, "counter_group_opened", {"letter": group.letter}, first=True)
        last = _last_number(actor)
        for number in range(last + 1, last + 1 + counters):
            _add_counter(actor, at, group, number)
    return group.uid


def add_counter(*, actor: Actor, at: datetime, group_uid: UUID, number: int | None = None) -> UUID:
    """Open a counter of a group, without a number the next free one; return its uid.

    Raises GroupUnknown, CounterTaken, NotYourQueue; ValueError for a number below 1.
    """
    access.must(actor, access.KEEPERS)
    if number is not None and number < 1:
        raise ValueError(number)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        group = _group(actor, group_uid)
        return _add_counter(actor, at, group, number or _last_number(actor) + 1).uid


def close_group(*, actor: Actor, at: datetime, group_uid: UUID) -> None:
    """Close a group and its counters; its tickets stay, visits still booked are cancelled.

    Raises StillWaiting, GroupUnknown, NotYourQueue.
    """
    access.must(actor, access.KEEPERS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        group = _group(actor, group_uid)
        here = Ticket.objects.filter(group=group, day=org.local_day(at), state__in=(State.WAITING, State.CALLED)).count()
        if here:
            raise StillWaiting(people=here)
        Counter.objects.filter(group=group, closed_at=None).update(closed_at=at)
        withdraw_of(actor=actor, at=at, group_ids=[group.pk], reason=GROUP_CLOSED)
        group.closed_at = at
        group.save(update_fields=["closed_at"])
        _told(actor, at, group, "counter_group_closed", {})


def close_counter(*, actor: Actor, at: datetime, counter_uid: UUID) -> None:
    """Close a counter that has nobody called.  Raises StillWaiting, CounterUnknown, NotYourQueue."""
    with at_counter(actor, counter_uid, access.KEEPERS) as counter:
        here = Ticket.objects.filter(counter=counter, state=State.CALLED, day=org.local_day(at)).count()
        if here:
            raise StillWaiting(people=here)
        counter.closed_at = at
        counter.save(update_fields=["closed_at"])
        _told(actor, at, counter.group, "counter_closed", {"counter": counter.number})


def close_units(*, actor: Actor, at: datetime, unit_ids: Collection[int]) -> int:
    """Close the groups and counters of units that end; return how many groups.  Tickets stay, booked visits are cancelled.

    Runs in the caller's transaction and context; whether the actor may end units is the caller's question.
    """
    rows = CounterGroup.objects.select_for_update(of=("self",), no_key=True).filter(unit_id__in=unit_ids, closed_at=None)
    groups = list(rows.order_by("pk"))
    Counter.objects.filter(group__in=groups, closed_at=None).update(closed_at=at)
    withdraw_of(actor=actor, at=at, group_ids=[group.pk for group in groups], reason=UNIT_ENDED)
    for group in groups:
        group.closed_at = at
        group.save(update_fields=["closed_at"])
        _told(actor, at, group, "counter_group_closed", {})
    return len(groups)


def _group(actor: Actor, uid: UUID) -> CounterGroup:
    found = CounterGroup.objects.select_for_update(of=("self",), no_key=True).filter(
        uid=uid, unit_id=actor.unit_id, closed_at=None
    )
    group = found.first()
    if group is None:
        raise GroupUnknown(group=str(uid))
    return group


def _last_number(actor: Actor) -> int:
    last = Counter.objects.filter(unit_id=actor.unit_id, closed_at=None).order_by("-number").first()
    return last.number if last else 0


def _add_counter(actor: Actor, at: datetime, group: CounterGroup, number: int) -> Counter:
    counter = Counter(unit_id=actor.unit_id, group=group, number=number)
    try:
        with transaction.atomic():
            counter.save()
    except IntegrityError as clash:
        raise CounterTaken(number=number) from clash
    _told(actor, at, group, "counter_opened", {"counter": number})
    return counter


def _told(
    actor: Actor, at: datetime, group: CounterGroup, activity: str, body: dict[str, object], *, first: bool = False
) -> None:
    ledger.append(
        ledger.Entry(
            stream=group.uid, activity=activity, lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=at, actor=actor,
            objects=(ledger.ObjectRef("counter_group", group.uid),), body=body, participants=(group.unit_id,) if first else (),
        )
    )  # fmt: skip
