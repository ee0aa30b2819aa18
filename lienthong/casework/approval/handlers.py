"""What a unit has in hand here, asked when it ends (its rounds are given back); letters that became dossiers are told so."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.approval import public as approval
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.handling import public as handling
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor

org.register_holding("approval.waiting", "văn bản đang trình ký", approval.waiting_at)


@outbox.handles(dossiers.DossierOpenedFromLetter, name="approval.became_dossier")
def became_dossier(event: dossiers.DossierOpenedFromLetter, delivery_uid: UUID) -> None:
    """Write into the course of a letter that it became a dossier, and let it be finished where that is the end of it."""
    actor = Actor(event.by_uid, event.by_post, event.by_unit_id, event.by_unit, name=event.by_name)
    with ledger.seeing_everything():
        handling.became_dossier(actor=actor, at=event.at, document_uid=event.letter_uid, code=event.code)
