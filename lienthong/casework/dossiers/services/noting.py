"""What an upper app says about a dossier: under the dossier's own lock, in the dossier's own stream.

It changes neither the row nor the clock; the acts of the other modules do that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.services import frame
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def lock(dossier_uid: UUID) -> Dossier:
    """Return a dossier, locked until the caller's transaction ends; one statement.  Raises DossierUnknown."""
    return frame.locked(dossier_uid)[0]


def note(
    dossier: Dossier,
    *,
    actor: Actor | None,
    at: datetime,
    activity: str,
    lifecycle: ledger.Lifecycle = ledger.Lifecycle.COMPLETED,
    body: Mapping[str, Any],
) -> None:
    """Write one event about a dossier that `lock` gave into its stream; actor None: the product itself did it."""
    ledger.append(
        ledger.Entry(
            stream=dossier.uid, activity=activity, lifecycle=lifecycle, occurred_at=at, actor=actor,
            procedure_version=dossier.version.uid, objects=(ledger.ObjectRef("dossier", dossier.uid),), body=dict(body),
        )
    )  # fmt: skip
