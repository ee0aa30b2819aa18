"""What a unit has in hand here, asked when it ends (its letters go to who takes it over); what a withdrawn document brings."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import clock, outbox

org.register_holding("handling.parts", "phần việc của văn bản đến chưa xong", handling.parts_at)
org.register_holding("handling.presented", "văn bản đến chờ bút phê", handling.presented_at)


@outbox.handles(documents.DocumentWithdrawn, name="handling.withdrawn")
def withdrawn(event: documents.DocumentWithdrawn, delivery_uid: UUID) -> None:
    """Tell those who work on a letter, and its leader, that its document was recalled or replaced."""
    with ledger.seeing_everything():
        handling.tell_withdrawn(document_uid=event.document_uid, at=clock.now())
