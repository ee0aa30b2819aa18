"""Drafts in the graph of what hangs together: what each answers or comes from, and what it became."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import access
from lienthong.casework.drafting.models import Draft
from lienthong.casework.drafting.rules.words import STATES
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.linked import Room, Thing, links_of


def links() -> list[QuerySet[Any, Any]]:
    """Return from the letter and the dossier to the draft, and from the draft to the document."""
    rows = Draft.objects.all()
    return [
        links_of(rows, "answers_uid", "document", "drafted_for", "uid", "draft"),
        links_of(rows, "dossier_uid", "dossier", "drafted_from", "uid", "draft"),
        links_of(rows, "uid", "draft", "issued", "document_uid", "document"),
    ]


def told(actor: Actor, uids: Collection[UUID]) -> list[Thing]:
    """Return those drafts that the actor may read; one statement."""
    rows = Draft.objects.filter(access.in_sight(actor), uid__in=uids)
    return [
        Thing(
            row.uid, "draft", documents.types.by_key(row.system, row.type_key, org.local_day(row.changed_at)).name, row.subject,
            org.local_day(row.begun_at), STATES[row.state],
        )
        for row in rows
    ]  # fmt: skip


LINKED = Room(links, {"draft": told})
