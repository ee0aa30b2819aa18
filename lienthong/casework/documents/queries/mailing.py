"""What goes by post: the postal register of some days, and the envelopes of a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import TooManySent
from lienthong.casework.documents.models import RegisterEntry
from lienthong.casework.documents.queries.reading import document
from lienthong.casework.documents.rules.recipients import listed
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats

POSTAL_HEADS = ("Ngày chuyển", "Số, ký hiệu", "Nơi nhận", "Số lượng bì", "Ký nhận và dấu bưu điện", "Ghi chú")
"""The columns of «Sổ gửi văn bản bưu điện», as the form of law:nd-30-2020 has them [V: domain 2.2]."""
MOST_SENT = 1000
"""Documents in one postal register at most; a longer span is asked in parts."""


@dataclass(frozen=True)
class Sent:
    """One envelope: when, which document, to whom."""

    document_uid: UUID
    day: date
    symbol: str
    recipient: str
    note: str

    @property
    def cells(self) -> list[str]:
        """Return what stands below each head; one envelope each, and nothing where somebody signs."""
        return [formats.day(self.day), self.symbol, self.recipient, "1", "", self.note]


def posted(actor: Actor, body_key: str, first: date, last: date) -> list[Sent]:
    """Return the envelopes of what a body of the actor's unit sent on some days, both counted, by day and number; one statement.

    The day is that on which it was passed on, where nobody wrote one that of the document.  A document to nobody has no envelope.
    Raises TooManySent.
    """
    rows = list(
        RegisterEntry.objects.filter(access.in_sight(actor, "series__body"), keeper_id=actor.unit_id, series__direction="out")
        .filter(series__body__key=body_key, state="used")
        .annotate(sent_on=Coalesce("document__moved_on", "day"))
        .filter(sent_on__gte=first, sent_on__lte=last)
        .select_related("document")
        .order_by("sent_on", "series_id", "number")[: MOST_SENT + 1]
    )
    if len(rows) > MOST_SENT:
        raise TooManySent(most=MOST_SENT)
    return [
        Sent(row.document.uid, row.sent_on, row.label, recipient, row.document.note)
        for row in rows
        if row.document is not None
        for recipient in listed(row.document.recipients)
    ]


def postal_register(body_name: str, sent: list[Sent], first: date, last: date) -> dict[str, Any]:
    """Return the fields of the printed postal register."""
    return {
        "body_name": body_name, "first": first, "last": last, "heads": list(POSTAL_HEADS),
        "lines": [{"cells": one.cells} for one in sent], "envelopes": len(sent),
    }  # fmt: skip


def envelopes(actor: Actor, uid: UUID) -> dict[str, Any]:
    """Return the fields of a document's envelopes, one page for each recipient.  Raises DocumentUnknown."""
    sheet = document(actor, uid)
    pages = [{"recipient": one} for one in listed(sheet.line.recipients)]
    return {"sender": sheet.body.name, "symbol": sheet.line.label, "urgency": sheet.line.urgency, "pages": pages}
