"""Dossiers in the graph of what hangs together: the letter that each came as, its legs, its result."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.rules.status import NAMES, Status
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.linked import Room, Thing, links_of


def links() -> list[QuerySet[Any, Any]]:
    """Return from each letter to the dossier that it became, and from each dossier to its result and its legs elsewhere."""
    rows = Dossier.objects.all()
    return [
        links_of(rows, "letter_uid", "document", "opened", "uid", "dossier"),
        links_of(rows, "uid", "dossier", "entered", "result_document", "document"),
        links_of(rows, "parent__uid", "dossier", "leg", "uid", "dossier"),
    ]


def told(actor: Actor, uids: Collection[UUID]) -> list[Thing]:
    """Return those dossiers that the present context sees; one statement."""
    rows = Dossier.objects.filter(uid__in=uids).only("uid", "code", "subject", "received_at", "status")
    return [
        Thing(row.uid, "dossier", row.code, row.subject, org.local_day(row.received_at), NAMES[Status(row.status)])
        for row in rows
    ]  # fmt: skip


LINKED = Room(links, {"dossier": told})
