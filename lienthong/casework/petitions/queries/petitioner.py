"""Whom to tell how a petition goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.petitions.models import Petition


@dataclass(frozen=True)
class Petitioner:
    """Who sent a petition and agreed to be told; neither who it is nor what was said.

    contact  phone or e-mail.   unit  in whose register it stands.   state  as `rules.words.STATES`.
    """

    uid: UUID
    code: str
    unit_id: int
    unit: str
    contact: str
    language: str
    state: str
    due_at: datetime


def petitioner(petition_uid: UUID) -> Petitioner | None:
    """Return whom to tell of a petition; None when nobody agreed, or the context does not see it.  One statement."""
    row = Petition.objects.select_related("unit").filter(uid=petition_uid, notify=True).first()
    if row is None:
        return None
    return Petitioner(row.uid, row.code, row.unit_id, row.unit.name, row.contact, row.language, row.state, row.due_at)
