"""Minutes as pages and papers show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.fees import public as fees
from lienthong.casework.handover import access
from lienthong.casework.handover.errors import HandoverUnknown, NotInThisState, WrittenByAct
from lienthong.casework.handover.models import Handover, HandoverReceiver
from lienthong.casework.handover.queries.listing import listed, loose, shares_of
from lienthong.casework.handover.rules import listing as rules
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

MOST = 100


@dataclass(frozen=True)
class ReceiverRow:
    """Somebody who receives; `groups` empty = all that nobody else is named for.

    instead_of  the unit that took over and ended itself before it signed, empty when there is none.
    """

    person_uid: UUID
    name: str
    title: str
    unit_id: int
    groups: tuple[str, ...]
    signed_at: datetime | None
    instead_of: str = ""


@dataclass(frozen=True)
class ItemRow:
    """A line, and who receives it (empty: nobody yet)."""

    kind: str
    uid: UUID
    group: str
    label: str
    detail: str
    receiver: str


@dataclass(frozen=True)
class Minutes:
    """Minutes: as they stand now while they are open, as they were signed afterwards.

    digest    of the list shown.  came, went: what changed since the giver signed; `stale` = the giver must sign anew.
    tills     of the giver that are still open, when the list can be signed.
    writes: the actor acts on the giver's side.  gives, receives: what the actor may sign now.
    """

    uid: UUID
    number: str
    unit_id: int
    scope: str
    state: str
    giver_uid: UUID
    giver: str
    giver_title: str
    absent: str
    reason: str
    place: str
    decision: str
    ends: bool
    takes_post: bool
    made_by: str
    given_at: datetime | None
    given_by: str
    given_title: str
    closed_at: datetime | None
    closed_by: str
    close_reason: str
    receivers: tuple[ReceiverRow, ...]
    items: tuple[ItemRow, ...] = ()
    digest: str = ""
    stale: bool = False
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    tills: tuple[fees.TillRow, ...] = ()
    writes: bool = False
    gives: bool = False
    receives: bool = False
    may_withdraw: bool = False

    @property
    def state_name(self) -> str:
        """Return where the minutes stand, in words."""
        return rules.STATES[self.state]


def number_of(row: Handover) -> str:
    """Return the number of minutes as it is printed."""
    return f"{row.number:02d}/{row.year}"


def read(actor: Actor, uid: UUID, headed: Set[int]) -> tuple[Handover, list[HandoverReceiver]]:
    """Return minutes that are the actor's business with their receivers; one statement, two while there is no receiver.

    headed  as `access.line` gives it.  Raises HandoverUnknown.
    """
    seen = Handover.objects.filter(access.visible(actor, headed), uid=uid)
    receivers = list(HandoverReceiver.objects.filter(handover__in=seen).select_related("handover__heir").order_by("place"))
    row = receivers[0].handover if receivers else seen.select_related("heir").first()
    if row is None:
        raise HandoverUnknown(handover=str(uid))
    return row, receivers


def minutes(actor: Actor, uid: UUID, at: datetime) -> Minutes:
    """Return minutes that are the actor's business; seven statements, three when they are closed, one more for a head.

    Raises HandoverUnknown.
    """
    headed = access.line(actor, at)
    row, receivers = read(actor, uid, headed)
    if row.state in rules.OPEN:
        own = actor.sees | {actor.unit_id}
        with ledger.seeing(own | {row.unit_id}) if row.unit_id not in own else nullcontext():  # a receiver from elsewhere
            return _open(actor, row, receivers, headed)
    items = row.items.select_related("receiver").order_by("place")
    told = [
        ItemRow(one.kind, one.object_uid, one.group, one.label, one.detail, one.receiver.name if one.receiver else "")
        for one in items
    ]
    return _told(row, receivers, items=tuple(told))


def _open(actor: Actor, row: Handover, receivers: Sequence[HandoverReceiver], headed: Set[int]) -> Minutes:
    now, shares = listed(row), shares_of(row, receivers)
    names = {one.person_uid: one.name for one in receivers}
    digest = rules.digest(now.items, shares)
    stale = row.state == "given" and digest != row.digest
    came, went = rules.changed(row.items.values_list("kind", "object_uid", "token", "label"), now.items) if stale else ([], [])
    mine = next((one for one in receivers if one.person_uid == actor.person_uid), None)
    gives = access.gives(actor, row)
    return _told(
        row,
        receivers,
        items=tuple(
            ItemRow(
                one.kind,
                one.uid,
                one.group,
                one.label,
                one.detail,
                _name(names, rules.receiver_of(one.group, shares)) or (row.heir.name if row.heir else ""),
            )
            for one in now.items
        ),
        digest=digest,
        stale=stale,
        came=tuple(came),
        went=tuple(went),
        tills=tuple(open_tills(row) if receivers and not stale else ()),
        writes=gives and row.scope != rules.SUCCESSION,
        gives=gives and (bool(receivers) or row.scope == rules.SUCCESSION) and (row.state == "draft" or stale),
        receives=row.state == "given"
        and not stale
        and (access.takes_over(actor, row, headed) or (mine is not None and mine.signed_at is None)),
        may_withdraw=row.scope != rules.SUCCESSION and (gives or row.made_by_uid == actor.person_uid),
    )


@dataclass(frozen=True)
class Writing:
    """What the giver's side writes in minutes: who receives, what is typed in, which books are the giver's.

    duties  of the giver's posts; for a whole unit none.  loose: as (uid, words, whether it goes by these minutes).
    """

    minutes: Minutes
    duties: tuple[str, ...]
    typed: tuple[str, ...]
    loose: tuple[tuple[UUID, str, bool], ...]


def writing(actor: Actor, uid: UUID) -> Writing:
    """Return open minutes as their writer changes them; at most five statements.

    Raises HandoverUnknown, NotInThisState, NotYourHandover.
    """
    row, receivers = read(actor, uid, access.own(actor))
    if row.state not in rules.OPEN:
        raise NotInThisState(number=number_of(row), state=rules.STATES[row.state], act="sửa")
    access.must_give(actor, row, "soạn biên bản bàn giao")
    if row.scope == rules.SUCCESSION:
        raise WrittenByAct(number=number_of(row))
    left, things = set(row.left_out), loose(row) if row.scope == "person" else []
    return Writing(
        _told(row, receivers),
        tuple(row.giver_duties) if row.scope == "person" else (),
        tuple(str(one["words"]) for one in row.typed),
        tuple((one.uid, f"{one.label}, {one.detail}", str(one.uid) not in left) for one in things),
    )


def _name(names: dict[UUID, str], uid: UUID | None) -> str:
    return names.get(uid, "") if uid else ""


def open_tills(row: Handover) -> list[fees.TillRow]:
    """Return the tills that must be closed before the hand-over, the latest first; one statement."""
    if row.scope == rules.SUCCESSION:  # counted before the unit ended
        return []
    found = fees.open_tills(row.unit_id, None if row.scope == "unit" else row.giver_uid)
    return [one for one in found if not one.automatic]


def under_way(unit_ids: Iterable[int]) -> list[HandoverRow]:
    """Return the minutes of units that are not finished yet; two statements."""
    rows = Handover.objects.filter(unit_id__in=list(unit_ids), state__in=rules.OPEN).prefetch_related("receivers")
    return [
        HandoverRow(
            row.uid, number_of(row), row.scope, row.state, row.giver_name, tuple(one.name for one in row.receivers.all()),
            row.made_at, row.closed_at,
        )
        for row in rows.order_by("made_at", "pk")
    ]  # fmt: skip


def _told(row: Handover, receivers: Sequence[HandoverReceiver], **more: Any) -> Minutes:
    told = tuple(
        ReceiverRow(
            one.person_uid, one.name, one.title, one.unit_id, tuple(one.groups), one.signed_at,
            row.heir.name if row.heir and row.heir.pk != one.unit_id else "",
        )
        for one in receivers
    )  # fmt: skip
    return Minutes(
        uid=row.uid, number=number_of(row), unit_id=row.unit_id, scope=row.scope, state=row.state, giver_uid=row.giver_uid,
        giver=row.giver_name, giver_title=row.giver_title, absent=row.absent, reason=row.reason, place=row.place,
        decision=row.decision, ends=row.ends, takes_post=row.takes_post, made_by=row.made_by, given_at=row.given_at,
        given_by=row.given_by, given_title=row.given_title, closed_at=row.closed_at, closed_by=row.closed_by,
        close_reason=row.close_reason, receivers=told, **more,
    )  # fmt: skip


@dataclass(frozen=True)
class HandoverRow:
    """Minutes in a list; `waits` = the actor's signature is the next."""

    uid: UUID
    number: str
    scope: str
    state: str
    giver: str
    receivers: tuple[str, ...]
    made_at: datetime
    closed_at: datetime | None
    waits: bool = field(default=False)

    @property
    def state_name(self) -> str:
        """Return where the minutes stand, in words."""
        return rules.STATES[self.state]


def handovers(actor: Actor, at: datetime) -> list[HandoverRow]:
    """Return the minutes that are the actor's business, those that wait first, then the latest; two statements, or three."""
    headed = access.line(actor, at)
    rows = Handover.objects.filter(access.visible(actor, headed)).prefetch_related("receivers").order_by("-made_at", "-pk")[:MOST]
    made = [_listed(actor, row, headed) for row in rows]
    return sorted(made, key=lambda one: (not one.waits, one.state not in rules.OPEN))


def _listed(actor: Actor, row: Handover, headed: Set[int]) -> HandoverRow:
    people = sorted(row.receivers.all(), key=lambda one: one.place)
    mine = any(one.person_uid == actor.person_uid and one.signed_at is None for one in people)
    takes = mine or access.takes_over(actor, row, headed)
    waits = (row.state == "given" and takes) or (row.state == "draft" and access.gives(actor, row))
    return HandoverRow(
        row.uid, number_of(row), row.scope, row.state, row.giver_name, tuple(one.name for one in people), row.made_at,
        row.closed_at, waits,
    )  # fmt: skip
