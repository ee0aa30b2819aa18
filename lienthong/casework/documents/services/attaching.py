"""The original files of a document: taken in before a number is taken, so that nobody waits for them under its lock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.documents.rules.letters import Common
from lienthong.office.files import public as files
from lienthong.toolkit.actor import Actor


def keep_files(actor: Actor, at: datetime, document_uid: UUID, new: Common) -> list[str]:
    """Make the files of a document out of what came with it and of what the actor holds for the form; return their sha256.

    Raises a FileRefused or FileUnknown of the file store.
    """
    stored = [files.store(one.content, name=one.name, actor=actor, object_uid=document_uid, at=at) for one in new.files]
    adopted = [files.adopt(uid, actor=actor, object_uid=document_uid, at=at) for uid in new.held]
    return [one.sha256 for one in (*stored, *adopted)]
