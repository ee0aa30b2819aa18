"""The slip of a round (phiếu trình) as it is printed: who did what with which version, when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lienthong.casework.approval.queries.reading import RoundRow, StandRow
from lienthong.casework.approval.rules.words import ROLES, STAND_STATES, STATES, WAYS
from lienthong.toolkit.formats import text as formats

SHORT = 16
"""Signs of a sum that are printed: enough to tell versions apart."""


def slip(rows: list[RoundRow]) -> dict[str, Any]:
    """Return the fields of the printed slip of a draft's rounds, the first first."""
    last = rows[-1]
    return {
        "unit_name": last.unit,
        "body_name": last.body,
        "type_name": last.type_name,
        "subject": last.subject,
        "label": last.label,
        "rounds": [
            {
                "head": f"Lần trình {row.number} · bản số {row.version_number}",
                "state": STATES[row.state],
                "way": WAYS[row.way],
                "digest": row.sha256[:SHORT],
                "submitted": f"{row.submitted_by}, {formats.moment(row.submitted_at)}",
                "reason": row.reason,
                "cells": [cell for stand in row.stands for cell in _cells(stand.place, stand)],
            }
            for row in rows
        ],
    }


def _cells(place: int, stand: StandRow) -> list[str]:
    by = "; ".join(part for part in (stand.acted_by, stand.acted_title) if part)
    return [str(place), ROLES[stand.role], stand.unit, by, _moment(stand.acted_at), STAND_STATES[stand.state], stand.note]


def _moment(at: datetime | None) -> str:
    return formats.moment(at) if at else ""
