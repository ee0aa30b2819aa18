"""What citizens are told when dossiers, petitions, or the queue before the counters, announce something."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.notices import public as notices
from lienthong.casework.petitions import public as petitions
from lienthong.casework.queue import public as queue
from lienthong.toolkit import clock, outbox

PAUSES = ("supplement", "payment")
"""Pauses in which the citizen must do something; of the others (posting, another agency) the slip tells enough."""


class _Happening(Protocol):
    @property
    def dossier_uid(self) -> UUID: ...
    @property
    def at(self) -> datetime: ...


def _tell(happening: str, event: _Happening, delivery_uid: UUID) -> None:
    notices.tell(
        happening=happening, dossier_uid=event.dossier_uid, delivery_uid=delivery_uid, happened_at=event.at, at=clock.real_now()
    )


@outbox.handles(dossiers.DossierReceived, name="notices.received", patient=True)
def received(event: dossiers.DossierReceived, delivery_uid: UUID) -> None:
    """Tell that the dossier was received."""
    _tell("received", event, delivery_uid)


@outbox.handles(dossiers.DossierPaused, name="notices.paused", patient=True)
def paused(event: dossiers.DossierPaused, delivery_uid: UUID) -> None:
    """Tell what the citizen must bring or pay."""
    if event.cause in PAUSES:
        _tell(event.cause, event, delivery_uid)


@outbox.handles(dossiers.DossierRefused, name="notices.refused", patient=True)
def refused(event: dossiers.DossierRefused, delivery_uid: UUID) -> None:
    """Tell that the dossier was not taken in, and where the reason stands."""
    _tell("refused", event, delivery_uid)


@outbox.handles(dossiers.ResultReady, name="notices.ready", patient=True)
def ready(event: dossiers.ResultReady, delivery_uid: UUID) -> None:
    """Tell that the result may be fetched."""
    _tell("ready", event, delivery_uid)


@outbox.handles(dossiers.ResultReturned, name="notices.returned", patient=True)
def returned(event: dossiers.ResultReturned, delivery_uid: UUID) -> None:
    """Tell that the result was handed over, so that a stranger who fetched it is noticed."""
    _tell("returned", event, delivery_uid)


@outbox.handles(queue.VisitWithdrawn, name="notices.visit_withdrawn", patient=True)
def visit_withdrawn(event: queue.VisitWithdrawn, delivery_uid: UUID) -> None:
    """Tell that the office cancelled a booked visit, and why."""
    notices.tell_visitor(booking_uid=event.booking_uid, delivery_uid=delivery_uid, happened_at=event.at, at=clock.real_now())


@outbox.handles(petitions.PetitionReceived, name="notices.petition_received", patient=True)
def petition_received(event: petitions.PetitionReceived, delivery_uid: UUID) -> None:
    """Tell who sent a petition that it was taken in."""
    _tell_petitioner("open", event.petition_uid, event.at, delivery_uid)


@outbox.handles(petitions.PetitionExtended, name="notices.petition_extended", patient=True)
def petition_extended(event: petitions.PetitionExtended, delivery_uid: UUID) -> None:
    """Tell who sent a petition that its answer comes later, and where to read why."""
    _tell_petitioner("extended", event.petition_uid, event.at, delivery_uid)


@outbox.handles(petitions.PetitionClosed, name="notices.petition_closed", patient=True)
def petition_closed(event: petitions.PetitionClosed, delivery_uid: UUID) -> None:
    """Tell who sent a petition that it was answered, or went elsewhere, and where to read it."""
    _tell_petitioner(event.state, event.petition_uid, event.at, delivery_uid)


def _tell_petitioner(happening: str, petition_uid: UUID, at: datetime, delivery_uid: UUID) -> None:
    notices.tell_petitioner(
        happening=happening, petition_uid=petition_uid, delivery_uid=delivery_uid, happened_at=at, at=clock.real_now()
    )
