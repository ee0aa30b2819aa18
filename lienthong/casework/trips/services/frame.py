"""The frame of an act on a trip: context, lock of its row, what the ledger is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.trips import access
from lienthong.casework.trips.errors import TripOver, TripUnknown
from lienthong.casework.trips.models import Trip
from lienthong.casework.trips.queries.reading import number_of
from lienthong.casework.trips.rules.acts import TRIP_STATES
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


@contextmanager
def acting(actor: Actor, trip_uid: UUID, *, act: str) -> Iterator[Trip]:
    """Open the transaction of an act on a trip that is under way, its row locked.

    Raises NotYourTrip, TripUnknown, TripOver.
    """
    access.must(actor, act)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = Trip.objects.select_for_update(of=("self",), no_key=True).filter(access.visible(actor), uid=trip_uid).first()
        if row is None:
            raise TripUnknown
        if row.state != "planned":
            raise TripOver(number=number_of(row), state=TRIP_STATES[row.state], act=act)
        yield row


def entry(
    actor: Actor, at: datetime, row: Trip, activity: str, lifecycle: ledger.Lifecycle, body: Mapping[str, Any], **more: Any
) -> ledger.Entry:
    """Return a line about a trip for the ledger; every line says the number.  more: as of `ledger.about`."""
    facts = {"number": number_of(row), **body}
    return ledger.about("trip", row.uid, activity, lifecycle, at=at, actor=actor, body=facts, **more)
