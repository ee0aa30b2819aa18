"""What the dossiers app announces through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class DossierReceived:
    """A dossier was received at a counter or from the portal."""

    topic: ClassVar[str] = "dossiers.received"
    dossier_uid: UUID
    at: datetime


@dataclass(frozen=True)
class DossierOpenedFromLetter:
    """A counter received a dossier that came as a letter; by_*: who did, in which post of which unit."""

    topic: ClassVar[str] = "dossiers.opened_from_letter"
    letter_uid: UUID
    dossier_uid: UUID
    code: str
    by_uid: UUID
    by_post: UUID
    by_unit: UUID
    by_unit_id: int
    by_name: str
    at: datetime


@dataclass(frozen=True)
class DossierHandedOver:
    """A dossier came to another unit.

    No app of the product hears it, so no delivery is written; the benchmark does (`bench.listening`), to have hand-overs go
    through the outbox.
    """

    topic: ClassVar[str] = "dossiers.handed_over"
    dossier_uid: UUID
    code: str
    to_unit_id: int
    step: str
    at: datetime


@dataclass(frozen=True)
class DossierPaused:
    """The clock of a dossier stopped: the citizen must do something."""

    topic: ClassVar[str] = "dossiers.paused"
    dossier_uid: UUID
    cause: str
    at: datetime


@dataclass(frozen=True)
class DossierRefused:
    """A dossier was refused: not taken in, or its supplement did not come."""

    topic: ClassVar[str] = "dossiers.refused"
    dossier_uid: UUID
    at: datetime


@dataclass(frozen=True)
class ResultReady:
    """A dossier is processed: the result may be fetched."""

    topic: ClassVar[str] = "dossiers.result_ready"
    dossier_uid: UUID
    at: datetime


@dataclass(frozen=True)
class ResultReturned:
    """The result was handed to the citizen."""

    topic: ClassVar[str] = "dossiers.result_returned"
    dossier_uid: UUID
    at: datetime
