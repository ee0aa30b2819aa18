"""What a citizen asks about what they filed: through one function that looks at `lienthong.citizen` alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.dossiers.models import Filing
from lienthong.casework.dossiers.rules.status import NAMES, Status
from lienthong.toolkit.sentences import Sentence


@dataclass(frozen=True)
class FiledRow:
    """A dossier of a citizen: where it stands, what it owes, what is asked for and whether that was sent.

    filed_at  when it was sent; `received_at` is when the counter received it, once it did.  ended_why: the reason of a refusal.
    """

    uid: UUID
    code: str
    lookup_key: str
    procedure_name: str
    unit_id: int
    unit_name: str
    status: Status
    received_at: datetime
    due_at: datetime | None
    papers_asked: tuple[str, ...]
    reply_by: date | None
    asked_why: str
    sent_at: datetime | None
    fee_owed: int
    filed_at: datetime
    ended_why: str

    @property
    def status_name(self) -> str:
        """Return the status in words; of a supplement that was sent, that the counter has yet to look at it."""
        if self.status is Status.SUPPLEMENT_REQUESTED and self.sent_at:
            return Sentence("Chờ tiếp nhận bổ sung")
        return NAMES[self.status]

    @property
    def received(self) -> bool:
        """Return whether the counter received it, so that `received_at` is when it did."""
        return self.status not in {Status.REGISTERED, Status.REFUSED, Status.WITHDRAWN}

    @property
    def may_supplement(self) -> bool:
        """Return whether papers are asked for."""
        return self.status is Status.SUPPLEMENT_REQUESTED

    @property
    def may_withdraw(self) -> bool:
        """Return whether it can still be withdrawn."""
        return self.status in {Status.REGISTERED, Status.RECEIVED, Status.PROCESSING, Status.SUPPLEMENT_REQUESTED, Status.STOPPED}


def filed() -> list[FiledRow]:
    """Return the dossiers of the citizen of the present context, newest first, 200 at most; one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossiers_of_citizen()")
        rows = cursor.fetchall()
    return [_row(cells) for cells in rows]


def filed_by(dossier_uid: UUID) -> UUID | None:
    """Return whose account filed a dossier that the present context sees; None when it came otherwise.  One statement."""
    return Filing.objects.filter(dossier__uid=dossier_uid).values_list("citizen_uid", flat=True).first()


def _row(cells: tuple[Any, ...]) -> FiledRow:
    values = list(cells)
    values[6], values[9], values[11], values[13] = Status(cells[6]), tuple(cells[9] or ()), cells[11] or "", int(cells[13])
    values[15] = cells[15] or ""
    return FiledRow(*values)
