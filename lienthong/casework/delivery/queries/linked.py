"""Dispatches in the graph of what hangs together: to whom each brought what, and what it became there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lienthong.casework.delivery import access
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.rules.words import MEANS, STATES
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.linked import Room, Thing, links_of


def links() -> list[QuerySet[Any, Any]]:
    """Return from the document that was sent to each dispatch, and from it to the document that the receiver registered."""
    rows = Dispatch.objects.all()
    return [
        links_of(rows, "document_uid", "document", "sent", "uid", "dispatch"),
        links_of(rows, "uid", "dispatch", "registered", "received_uid", "document"),
    ]


def told(actor: Actor, uids: Collection[UUID]) -> list[Thing]:
    """Return those dispatches that the actor's unit sent or got; one statement."""
    rows = Dispatch.objects.filter(access.sent_by(actor) | access.got_by(actor), uid__in=uids)
    return [_thing(actor, row) for row in rows] if actor.has(*access.READERS) else []


def _thing(actor: Actor, row: Dispatch) -> Thing:
    sent = row.sender_id == actor.unit_id
    page = row.document_uid if sent else row.received_uid
    name = row.receiver_name if sent else row.sender_name
    kind = "dispatch" if sent else "got"
    return Thing(row.uid, kind, name, MEANS[row.means], org.local_day(row.queued_at), STATES[row.state], page)


LINKED = Room(links, {"dispatch": told})
