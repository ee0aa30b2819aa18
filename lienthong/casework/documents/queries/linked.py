"""Documents in the graph of what hangs together: what took the place of what, and how a document is told of there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from lienthong.casework.documents import access
from lienthong.casework.documents.models import Document, Share
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.linked import Room, Thing, links_of

VOID = "Số đã hủy"
RECALLED = "Đã thu hồi"
REPLACED = "Đã được thay thế"


def links() -> list[QuerySet[Any, Any]]:
    """Return from each document to what took its place."""
    return [links_of(Document.objects.all(), "uid", "document", "replaced", "replaced_by_id", "document")]


def told(actor: Actor, uids: Collection[UUID]) -> list[Thing]:
    """Return those documents that the actor may read, in a register or because they are shared; one statement."""
    shared = Exists(Share.objects.filter(access.shared_with(actor), document_id=OuterRef("uid")))
    rows = Document.objects.filter(uid__in=uids).filter(access.kept_for(actor) | shared).select_related("entry")
    return [_thing(row) for row in rows]


def _thing(row: Document) -> Thing:
    line = row.entry
    state = RECALLED if row.recalled_at else REPLACED if row.replaced_by_id else VOID if line.state == "void" else ""
    day = org.local_day(row.arrived_at) if row.arrived_at else line.day
    return Thing(row.uid, row.direction, row.symbol or line.label, row.subject or row.type_name, day, state)


LINKED = Room(links, {"document": told})
