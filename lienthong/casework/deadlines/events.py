"""What the deadlines app announces through the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID


@dataclass(frozen=True)
class DeadlineAlertRaised:
    """Somebody must be told that a dossier's promise runs out or has run out.

    level       the rung of the ladder; 0: an apology waits for its signature.
    unit_id     where the person or duty is; person_uid None: everybody who holds the duty there.
    words       what the alert says, in Vietnamese; no personal data.
    """

    topic: ClassVar[str] = "deadlines.alert_raised"
    alert_uid: UUID
    dossier_uid: UUID
    code: str
    level: int
    words: str
    unit_id: int
    duty: str
    person_uid: UUID | None
    due_at: datetime
    at: datetime


@dataclass(frozen=True)
class ApologySigned:
    """The head has signed the apology: the citizen gets a new date."""

    topic: ClassVar[str] = "deadlines.apology_signed"
    dossier_uid: UUID
    code: str
    due_at: datetime
    new_due_at: datetime
    at: datetime
