"""The public look-up: by code and key, through one SECURITY DEFINER function that returns masked facts only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from lienthong.casework.dossiers.rules import codes
from lienthong.casework.dossiers.rules.legs import STATE_NAMES, LegState
from lienthong.casework.dossiers.rules.status import NAMES, Status
from lienthong.toolkit.keys import clean_key


@dataclass(frozen=True)
class PublicLeg:
    """What a citizen sees of an interlinked leg: who does what, how it stands, by when."""

    name: str
    unit: str
    state: LegState
    state_name: str
    due_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class PublicStanding:
    """What a citizen sees of a dossier: masked owner, the step reached, the promised date."""

    code: str
    owner_masked: str
    procedure_name: str
    unit_name: str
    status: Status
    status_name: str
    step: str
    where_unit: str
    received_at: datetime
    due_at: datetime | None
    original_due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    pause_cause: str
    papers_asked: tuple[str, ...]
    reply_by: str
    fee_owed: int
    legs: tuple[PublicLeg, ...] = ()


def public_lookup(code: str, key: str) -> PublicStanding | None:
    """Return a dossier's public standing, or None when no dossier has that code and key.

    The answer does not tell a wrong code from a wrong key.  One statement; needs no context.
    """
    code, key = code.strip().upper(), clean_key(key)
    if not codes.is_dossier_code(code) or len(key) != 8:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM dossiers_public_lookup(%s, %s)", [code, key])
        found = cursor.fetchone()
    if found is None:
        return None
    values = list(found)
    status = Status(values[4])
    return PublicStanding(
        code=values[0], owner_masked=values[1], procedure_name=values[2], unit_name=values[3], status=status,
        status_name=NAMES[status], step=values[5] or "", where_unit=values[6] or "", received_at=values[7], due_at=values[8],
        original_due_at=values[9], finished_at=values[10], returned_at=values[11], pause_cause=values[12] or "",
        papers_asked=tuple(values[13] or ()), reply_by=values[14] or "", fee_owed=int(values[15] or 0),
        legs=_legs(values[16]),
    )  # fmt: skip


def _legs(found: Any) -> tuple[PublicLeg, ...]:
    rows = json.loads(found) if isinstance(found, str) else found
    return tuple(
        PublicLeg(
            row["name"], row["unit"] or "", LegState(row["state"]), STATE_NAMES[LegState(row["state"])],
            *(datetime.fromisoformat(row[name]) if row[name] else None for name in ("due_at", "ended_at")),
        )
        for row in rows or ()
    )  # fmt: skip
