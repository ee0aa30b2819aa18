"""The frame of an act on minutes: context, lock of their row, what the ledger is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.fees import public as fees
from lienthong.casework.handover import access
from lienthong.casework.handover.errors import HandoverUnknown, NotInThisState, TillOpen
from lienthong.casework.handover.models import Handover, HandoverReceiver, Keeping
from lienthong.casework.handover.queries.reading import number_of, open_tills
from lienthong.casework.handover.rules.listing import STATES
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


@contextmanager
def acting(
    actor: Actor, handover_uid: UUID, *allowed: str, act: str, headed: Set[int]
) -> Iterator[tuple[Handover, list[HandoverReceiver]]]:  # fmt: skip
    """Open the transaction of an act on minutes in one of the states allowed, with their receivers in order.

    headed  as `access.line` gives it; `access.own` where only the giving side or who is named acts.
    The context holds the units of both sides: who may see the minutes may finish what they say.
    Raises HandoverUnknown, NotInThisState.
    """
    own = actor.sees | {actor.unit_id}
    with transaction.atomic(), ledger.seeing(own):
        rows = Handover.objects.select_for_update(of=("self",), no_key=True)
        row = rows.filter(access.visible(actor, headed), uid=handover_uid).first()
        if row is None:
            raise HandoverUnknown(handover=str(handover_uid))
        must_be(row, *allowed, act=act)
        receivers = list(row.receivers.order_by("place"))
        with ledger.seeing(own | {row.unit_id, *(one.unit_id for one in receivers)}):
            yield row, receivers


def must_be(row: Handover, *allowed: str, act: str) -> None:
    """Raise NotInThisState unless the minutes are in one of the states."""
    if row.state not in allowed:
        raise NotInThisState(number=number_of(row), state=STATES[row.state], act=act)


def must_have_closed_tills(row: Handover) -> None:
    """Raise TillOpen while money of the giver (of anybody, when a whole unit is handed over) is not counted."""
    found: list[fees.TillRow] = open_tills(row)
    if found:
        raise TillOpen(day=formats.day(found[-1].day), cashier=found[-1].name)


def follow(heirs: Mapping[int, int]) -> list[UUID]:
    """Let what is kept at units that ended be kept, by the same people, at their heirs; return which things.

    Runs in the caller's transaction and context.
    """
    rows = list(Keeping.objects.select_for_update(of=("self",)).filter(unit_id__in=heirs).order_by("pk"))
    for row in rows:
        row.unit_id = heirs[row.unit_id]
    Keeping.objects.bulk_update(rows, ["unit_id"])
    return [row.object_uid for row in rows]


def entry(
    actor: Actor, at: datetime, row: Handover, activity: str, lifecycle: ledger.Lifecycle, body: Mapping[str, Any], **more: Any
) -> ledger.Entry:
    """Return a line about minutes for the ledger; every line says the number.  more: as of `ledger.about`."""
    facts = {"number": number_of(row), "giver": row.giver_uid, **body}
    return ledger.about("handover", row.uid, activity, lifecycle, at=at, actor=actor, body=facts, **more)
