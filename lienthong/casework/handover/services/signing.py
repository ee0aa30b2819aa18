"""Both sides sign; with the last signature everything moves, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.agenda import public as agenda
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.drafting import public as drafting
from lienthong.casework.handling import public as handling
from lienthong.casework.handover import access
from lienthong.casework.handover.errors import (
    ListChanged,
    MustSignAnew,
    NothingToHandOver,
    NotYourHandover,
    Ownerless,
    ReceiverUnknown,
    SameHand,
)
from lienthong.casework.handover.models import Handover, HandoverItem, HandoverReceiver, Keeping
from lienthong.casework.handover.queries.listing import Listed, listed, ownerless, shares_of
from lienthong.casework.handover.rules import listing as rules
from lienthong.casework.handover.services.frame import acting, entry, must_be, must_have_closed_tills
from lienthong.casework.petitions import public as petitions
from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles import public as workfiles
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Sentence, Several

SHOWN = 5


@dataclass(frozen=True)
class _Whose:
    """Which of the objects whose tasks are handed over are whose; the others have nothing to say about it (rounds)."""

    dossiers: set[UUID]
    petitions: set[UUID]
    jobs: set[UUID]
    letters: set[UUID]
    drafts: set[UUID]


def give(*, actor: Actor, at: datetime, handover_uid: UUID, digest: str) -> None:
    """Sign on the giver's side the list that was shown (`digest`); the same again changes nothing.

    Raises HandoverUnknown, NotInThisState, NotYourHandover, ReceiverUnknown, SameHand, TillOpen, NothingToHandOver, ListChanged,
    Ownerless.
    """
    with acting(actor, handover_uid, *rules.OPEN, act="ký", headed=access.own(actor)) as (row, receivers):
        access.must_give(actor, row, Sentence("ký bên giao"))
        if not receivers and row.scope != rules.SUCCESSION:
            raise ReceiverUnknown
        if actor.person_uid in {one.person_uid for one in receivers}:
            raise SameHand(person=actor.name)
        must_have_closed_tills(row)
        now = listed(row)
        found = rules.digest(now.items, shares_of(row, receivers))
        if row.state == "given" and found == row.digest == digest:
            return
        if not now.items:
            raise NothingToHandOver(giver=row.giver_name)
        if found != digest:
            raise ListChanged(changes=_changes(row, now) or Sentence("có việc, số hoặc người nhận khác trước"))
        _must_have_owners(row, now, receivers, at)
        _keep_list(row, now, receivers)
        row.state, row.digest, row.given_at = "given", found, at
        row.given_by_uid, row.given_by, row.given_title = actor.person_uid, actor.name, access.giving_title(actor, row)
        row.save()
        body = {"lines": len(now.items), "digest": found, "receivers": [one.person_uid for one in receivers]}
        units = [row.unit_id, *(one.unit_id for one in receivers)]
        ledger.append(entry(actor, at, row, "handover_given", ledger.Lifecycle.OFFERED, body, participants=units))


def _must_have_owners(row: Handover, now: Listed, receivers: Sequence[HandoverReceiver], at: datetime) -> None:
    left = ownerless(row, now, receivers, at)
    if left:
        more = Sentence(" và %(count)s thứ nữa", count=len(left) - SHOWN) if len(left) > SHOWN else ""
        raise Ownerless(left=Several("", (Several("; ", left[:SHOWN]), more)))


def _changes(row: Handover, now: Listed) -> str:
    """Return in words what differs from the list that the giver signed, nothing when none was signed."""
    if not row.digest:
        return ""
    before = row.items.values_list("kind", "object_uid", "token", "label")
    came, went = rules.changed(before, now.items)
    parts = [Sentence("thêm %(came)s", came=Several(", ", came[:SHOWN]))] if came else []
    parts += [Sentence("bớt %(went)s", went=Several(", ", went[:SHOWN]))] if went else []
    return Several("; ", parts) or Sentence("số đang dùng, hạn hoặc người nhận khác trước")


def _keep_list(row: Handover, now: Listed, receivers: Sequence[HandoverReceiver]) -> None:
    """Write the list as it is signed."""
    row.items.all().delete()
    people, shares = {one.person_uid: one for one in receivers}, shares_of(row, receivers)
    HandoverItem.objects.bulk_create(
        [
            HandoverItem(
                handover=row, place=place, kind=one.kind, object_uid=one.uid, token=one.token, group=one.group, label=one.label,
                detail=one.detail, receiver=_receiver(people, rules.receiver_of(one.group, shares)),
            )
            for place, one in enumerate(now.items)
        ]
    )  # fmt: skip
    row.receivers.update(signed_at=None)


def _receiver(people: dict[UUID, HandoverReceiver], uid: UUID | None) -> HandoverReceiver | None:
    return people[uid] if uid else None


def receive(*, actor: Actor, at: datetime, handover_uid: UUID, digest: str) -> bool:
    """Sign on the receiver's side the list that was shown (`digest`); with the last signature everything moves.

    Return whether everything has moved; the same again changes nothing.
    Raises HandoverUnknown, NotInThisState, NotYourHandover, TillOpen, MustSignAnew, ListChanged, Ownerless, and of the
    organisation BackwardPeriod, PostFull.
    """
    headed = access.line(actor, at)
    with acting(actor, handover_uid, "given", "done", act="ký nhận", headed=headed) as (row, receivers):
        receivers = _of_today(actor, row, receivers, headed)
        mine = next((one for one in receivers if one.person_uid == actor.person_uid), None)
        if mine is None:
            raise NotYourHandover(act="ký nhận bàn giao", giver=row.giver_name, who="một người nhận của biên bản")
        if mine.signed_at is not None:
            return row.state == "done"
        must_be(row, "given", act="ký nhận")
        items = list(row.items.select_related("receiver").order_by("place"))
        whose = _lock({one.object_uid for one in items if one.kind == "task"})
        must_have_closed_tills(row)
        now = listed(row)
        if rules.digest(now.items, shares_of(row, receivers)) != row.digest:
            raise MustSignAnew(changes=_changes(row, now))
        if digest != row.digest:
            raise ListChanged(changes=Sentence("bên giao đã ký lại danh sách khác"))
        mine.signed_at = at
        mine.save(update_fields=["signed_at"])
        if any(one.signed_at is None for one in receivers):
            ledger.append(entry(actor, at, row, "handover_signed", ledger.Lifecycle.CLAIMED, {"digest": row.digest}))
            return False
        _must_have_owners(row, now, receivers, at)
        if row.scope == rules.SUCCESSION:
            _close(actor, at, row, mine, items)
        else:
            _move(actor, at, row, receivers, items, whose)
    return True


def _lock(objects: Collection[UUID]) -> _Whose:
    """Lock the objects whose tasks are handed over; return which of them are whose."""
    cases = {one.uid for one in dossiers.lock_all(objects)}
    return _Whose(
        dossiers=cases,
        petitions=petitions.lock_all(objects),
        jobs=agenda.lock_all(objects),
        letters=handling.lock_all(objects),
        drafts=drafting.lock_all(objects),
    )


def _of_today(actor: Actor, row: Handover, receivers: list[HandoverReceiver], headed: Set[int]) -> list[HandoverReceiver]:
    """Return who receives; for the unit that took over that is whichever of its heads signs."""
    if row.state != "given" or not access.takes_over(actor, row, headed):
        return receivers
    row.receivers.all().delete()
    facts = {"name": actor.name, "title": actor.signs_as(*access.HEADS), "unit_id": actor.unit_id}
    return [HandoverReceiver.objects.create(handover=row, place=0, person_uid=actor.person_uid, **facts)]


def _close(actor: Actor, at: datetime, row: Handover, receiver: HandoverReceiver, items: Sequence[HandoverItem]) -> None:
    """Let minutes of a succession be signed by both sides: what they tell of moved before."""
    row.items.update(receiver=receiver)
    row.state, row.closed_at, row.closed_by = "done", at, actor.name
    row.save()
    body = {"lines": dict(Counter(one.kind for one in items)), "act": row.act_uid}
    ledger.append(entry(actor, at, row, "handover_done", ledger.Lifecycle.COMPLETED, body))


def _move(
    actor: Actor, at: datetime, row: Handover, receivers: Sequence[HandoverReceiver], items: Sequence[HandoverItem],
    whose: _Whose,
) -> None:  # fmt: skip
    """Let everything on the list go to its receiver, and the post when that was asked; whose: which app's each object is."""
    _turn_post(at, row, receivers[0] if receivers else None)
    going = [one for one in items if one.receiver is not None]
    _pass_tasks(actor, at, row, going, whose)
    _pass_files(actor, at, row, going)
    things = [one for one in going if one.kind in rules.KEPT]
    for one in things:
        if one.receiver is not None:
            facts = {
                "kind": one.kind,
                "label": one.label,
                "keeper_uid": one.receiver.person_uid,
                "keeper_name": one.receiver.name,
            }
            told = facts | {"unit_id": one.receiver.unit_id, "since": at, "handover": row}
            Keeping.objects.update_or_create(object_uid=one.object_uid, defaults=told)
    _must_leave_nothing(row)
    row.state, row.closed_at, row.closed_by = "done", at, actor.name
    row.save()
    body = {"lines": dict(Counter(one.kind for one in items)), "ends": row.ends, "takes_post": row.takes_post}
    told_all = [
        entry(
            actor, at, row, "keeping_moved", ledger.Lifecycle.COMPLETED,
            {"kind": one.kind, "to": one.receiver.person_uid if one.receiver else None},
            objects=[ledger.ObjectRef(one.kind, one.object_uid)],
        )
        for one in things
    ]  # fmt: skip
    ledger.append_many([*told_all, entry(actor, at, row, "handover_done", ledger.Lifecycle.COMPLETED, body)])


def _pass_tasks(actor: Actor, at: datetime, row: Handover, going: Sequence[HandoverItem], whose: _Whose) -> None:
    """Put the tasks on the list into the hands of their receivers; the apps whose objects follow a task let them."""
    passings = [
        tasks.Passing(one.object_uid, one.token, one.receiver.person_uid, one.receiver.name, one.receiver.unit_id)
        for one in going
        if one.kind == "task" and one.receiver is not None
    ]
    rest = {one.object_uid for one in passings}
    for pass_on, mine in (
        (dossiers.pass_on, whose.dossiers),
        (petitions.pass_on, whose.petitions),
        (agenda.pass_on, whose.jobs),
        (handling.pass_on, whose.letters),
        (drafting.pass_on_asked, whose.drafts),
    ):
        ours = [one for one in passings if one.object_uid in mine]
        pass_on(actor=actor, at=at, passings=ours, minutes_uid=row.uid, giver=row.giver_name)
        rest -= mine
    tasks.pass_on(passings=[one for one in passings if one.object_uid in rest], at=at, handed_by=row.giver_name)


def _pass_files(actor: Actor, at: datetime, row: Handover, going: Sequence[HandoverItem]) -> None:
    """Let work files and drafts that are not finished be their receiver's."""
    taken: dict[int, dict[str, list[UUID]]] = {}
    people = {one.receiver.pk: one.receiver for one in going if one.receiver is not None}
    for one in going:
        if one.receiver is not None:
            taken.setdefault(one.receiver.pk, {}).setdefault(one.kind, []).append(one.object_uid)
    for key, uids in taken.items():
        taker = people[key]
        facts: dict[str, Any] = {"taker_uid": taker.person_uid, "taker": taker.name, "unit_id": taker.unit_id}
        workfiles.pass_on(actor=actor, at=at, file_uids=uids.get("file", ()), **facts)
        drafting.pass_on(actor=actor, at=at, draft_uids=uids.get("draft", ()), minutes_uid=row.uid, **facts)


def _turn_post(at: datetime, row: Handover, heir: HandoverReceiver | None) -> None:
    """End the giver's appointment and give the post to the first receiver, where the minutes say so; from this day on."""
    day = org.local_day(at)
    held = [one for one in org.staff_of([row.unit_id], day) if one.post_uid == row.giver_post_uid] if row.ends else []
    for one in held:
        if one.person_uid == row.giver_uid:
            org.end_appointment(appointment_uid=one.appointment_uid, on=day)
    if row.takes_post and heir and heir.person_uid not in {one.person_uid for one in held}:
        post, person = org.post(row.giver_post_uid), org.person(heir.person_uid)
        if post is not None and person is not None:
            org.appoint(post_id=post.id, person_id=person.id, since=day, decision=row.decision)


def _must_leave_nothing(row: Handover) -> None:
    """Raise Ownerless when a task stays with the giver, or came to the dissolving unit, while the list was signed."""
    here = tasks.in_hands(row.unit_id)
    rest = here.filter(holder_uid=None) if row.scope == "unit" else here.filter(holder_uid=row.giver_uid)
    stays = list(rest.values_list("code", flat=True)[:SHOWN])
    if stays:
        raise Ownerless(left=Sentence("việc %(stays)s vừa đến, chưa có trong biên bản", stays=", ".join(stays)))
