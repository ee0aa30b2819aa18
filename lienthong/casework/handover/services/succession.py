"""A reorganisation makes the minutes itself, from what really moved: from each unit that ended to each that took over.

The title of such a hand-over is the law, so nothing waits for a signature: both sides sign what was done, the giving side by
who headed the unit until the day before (docs/decisions/0016).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from lienthong.casework.handover import access
from lienthong.casework.handover.models import Handover, HandoverItem, HandoverReceiver
from lienthong.casework.handover.queries.reading import number_of
from lienthong.casework.handover.rules.listing import KINDS, OPEN, SUCCESSION, Item, place_of
from lienthong.casework.handover.services.frame import entry
from lienthong.casework.handover.services.writing import next_number, one_at_a_time
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Act:
    """The reorganisation that moved something: its uid, its day, its legal document."""

    uid: UUID
    on: date
    document: str


@dataclass(frozen=True)
class Made:
    """Minutes that were made: number, units, who signs on each side (empty: nobody heads the unit), how many lines.

    uid  None, and number empty: nobody headed the unit that ended, so nobody can give, and none were made.
    """

    uid: UUID | None
    number: str
    from_unit_id: int
    to_unit_id: int
    giver: str
    receiver: str
    lines: int


def write_up(*, actor: Actor, at: datetime, act: Act, passed: Mapping[tuple[int, int], Sequence[Item]]) -> list[Made]:
    """Make minutes of what moved, by (unit that ended, unit that took over); lines go into those that nobody signed yet.

    A unit that nobody headed on its last day has nobody to give: for it none are made, and that is told.  Runs in the caller's
    transaction and context; whether the actor may end units is the caller's question.
    """
    ended, heirs = {key[0] for key in passed}, {key[1] for key in passed}
    givers, takers = _heads(ended, act.on - timedelta(days=1)), _heads(heirs, act.on)
    told = []
    for (from_id, to_id), items in sorted(passed.items()):
        if items and from_id not in givers:
            told.append(Made(None, "", from_id, to_id, "", "", len(items)))
        elif items:
            receiver = next((one for one in takers.get(to_id, []) if one.person_uid != givers[from_id][0].person_uid), None)
            row = _begun(act, from_id, to_id) or _begin(actor, at, act, givers[from_id][0], to_id, receiver)
            _add(row, items)
            number = row.items.count()
            told.append(
                Made(row.uid, number_of(row), from_id, to_id, row.giver_name, _receiver(row), number)
            )  # fmt: skip
    return told


def _heads(unit_ids: Iterable[int], on: date) -> dict[int, list[org.StaffRow]]:
    """Return who heads each unit on a day, by rank."""
    found: dict[int, list[org.StaffRow]] = {}
    for one in org.staff_of(unit_ids, on):
        if set(one.duties).intersection(access.HEADS):
            found.setdefault(one.unit_id, []).append(one)
    return found


def _receiver(row: Handover) -> str:
    """Return whom minutes name as receiver, who need not head the unit now; empty: nobody does."""
    return ", ".join(one.name for one in row.receivers.order_by("place"))


def _begun(act: Act, from_id: int, to_id: int) -> Handover | None:
    rows = Handover.objects.select_for_update(of=("self",)).filter(act_uid=act.uid, unit_id=from_id, heir_id=to_id)
    return rows.filter(state="draft").order_by("pk").first()


def _begin(
    actor: Actor, at: datetime, act: Act, giver: org.StaffRow, heir_id: int, receiver: org.StaffRow | None
) -> Handover:  # fmt: skip
    one_at_a_time(giver.unit_id)
    year, heir = org.local_day(at).year, org.unit(heir_id)
    row = Handover.objects.create(
        unit_id=giver.unit_id, number=next_number(giver.unit_id, year), year=year, scope=SUCCESSION,
        giver_uid=giver.person_uid, giver_name=giver.name, giver_title=giver.title, giver_post_uid=giver.post_uid,
        giver_duties=list(giver.duties), reason=act.document[:300], place=place_of(heir.name)[:200],
        decision=act.document[:200], act_uid=act.uid, heir_id=heir_id, made_at=at, made_by_uid=actor.person_uid,
        made_by=actor.name,
    )  # fmt: skip
    if receiver is not None:
        HandoverReceiver.objects.create(
            handover=row, place=0, person_uid=receiver.person_uid, name=receiver.name, title=receiver.title, unit_id=heir_id
        )
    now = {one.unit_id for one in org.assignments(giver.person_uid, at)}
    body = {"scope": SUCCESSION, "act": act.uid, "absent": False}
    units = sorted({row.unit_id, heir_id, *now})
    ledger.append(entry(actor, at, row, "handover_begun", ledger.Lifecycle.STARTED, body, participants=units))
    return row


def _add(row: Handover, items: Sequence[Item]) -> None:
    there = row.items.count()
    ordered = sorted(items, key=lambda one: list(KINDS).index(one.kind))
    HandoverItem.objects.bulk_create(
        [
            HandoverItem(
                handover=row, place=there + place, kind=one.kind, object_uid=one.uid, token=one.token, group=one.group,
                label=one.label, detail=one.detail,
            )
            for place, one in enumerate(ordered)
        ]
    )  # fmt: skip


def take_back(*, actor: Actor, at: datetime, act_uid: UUID, reason: str) -> list[str]:
    """Withdraw the minutes that an act made and that are not signed by both sides; return the numbers of those that are.

    Withdrawn minutes name no receiver any more: the unit that took over may be gone with the act.  Runs in the caller's
    transaction and context.
    """
    rows = list(Handover.objects.select_for_update(of=("self",)).filter(act_uid=act_uid).order_by("pk"))
    signed = [number_of(row) for row in rows if row.state == "done"]
    for row in () if signed else [row for row in rows if row.state in OPEN]:
        row.receivers.all().delete()
        row.state, row.closed_at, row.closed_by, row.close_reason, row.heir_id = "withdrawn", at, actor.name, reason[:300], None
        row.save()
        ledger.append(entry(actor, at, row, "handover_withdrawn", ledger.Lifecycle.COMPLETED, {"reason": row.close_reason}))
    return signed
