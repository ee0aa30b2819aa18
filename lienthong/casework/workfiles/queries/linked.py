"""Work files in the graph of what hangs together: which file holds what.

A version of a draft in a file is not linked to its draft: no file is closed with one in it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.models import FileItem, WorkFile
from lienthong.casework.workfiles.rules.words import FILE_STATES
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.linked import Room, Thing, links_of


def links() -> list[QuerySet[Any, Any]]:
    """Return from each letter and dossier to the files in which it lies."""
    rows = FileItem.objects.all()
    return [
        links_of(rows.filter(kind="letter"), "object_uid", "document", "held", "file__uid", "work_file"),
        links_of(rows.filter(kind__in=["dossier", "result"]), "object_uid", "dossier", "held", "file__uid", "work_file"),
    ]


def told(actor: Actor, uids: Collection[UUID]) -> list[Thing]:
    """Return those files that the actor may read; one statement."""
    rows = WorkFile.objects.filter(access.in_sight(actor), uid__in=uids)
    return [
        Thing(row.uid, "work_file", row.symbol, row.title, org.local_day(row.opened_at), FILE_STATES[row.state]) for row in rows
    ]


LINKED = Room(links, {"work_file": told}, frozenset({"work_file"}))
