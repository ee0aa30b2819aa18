"""Changes of what the staff pages keep: drafts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lienthong.doors.desk.errors import DraftTooLarge
from lienthong.doors.desk.models import Draft

LARGEST = 200_000
"""Characters of a draft, as JSON."""
KEPT_FOR = timedelta(days=30)
"""A draft that nobody touched for so long is forgotten: it holds names and numbers of people."""


@transaction.atomic
def save_draft(*, account_id: int, kind: str, key: UUID, data: dict[str, list[str]], at: datetime) -> None:
    """Keep a form as it stands now, in place of what was kept under its key; forget the account's oldest drafts.

    data  lists of values by field name.  Two statements.  Raises DraftTooLarge.
    """
    if len(json.dumps(data, ensure_ascii=False)) > LARGEST:
        raise DraftTooLarge(limit=LARGEST)
    Draft.objects.filter(account_id=account_id, updated_at__lt=at - KEPT_FOR).delete()
    Draft.objects.bulk_create(
        [Draft(account_id=account_id, kind=kind, key=key, data=data, updated_at=at)],
        update_conflicts=True,
        unique_fields=["account", "kind", "key"],
        update_fields=["data", "updated_at"],
    )


def drop_draft(*, account_id: int, kind: str, key: UUID) -> None:
    """Forget a draft; nothing happens when there is none."""
    Draft.objects.filter(account_id=account_id, kind=kind, key=key).delete()
