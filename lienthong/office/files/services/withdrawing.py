"""Files are served no more when what they belong to was destroyed: row and hash stay, the content is for nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lienthong.office.files.models import WithdrawnObject


def withdraw(uids: Iterable[UUID], *, because: UUID, at: datetime) -> None:
    """Serve some files, or every file of some objects, no more; for good.

    uids     of files, or of the objects that they belong to.   because  of the act that says so (the minutes).
    In the caller's transaction; whether the act may is the caller's question.  What was withdrawn before stays so.
    """
    rows = [WithdrawnObject(object_uid=uid, because=because, withdrawn_at=at) for uid in sorted(set(uids))]
    WithdrawnObject.objects.bulk_create(rows, ignore_conflicts=True)
