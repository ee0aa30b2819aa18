"""Certified copies: a number of the copies' series, the file copied byte for byte into one with the copy's own last page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, NoReturn
from uuid import UUID

import pikepdf
from django.db import transaction

from lienthong.casework.delivery import access
from lienthong.casework.delivery.errors import CopyUnknown, NothingToCopy, OwnDocument, PagesUnknown
from lienthong.casework.delivery.rules.copies import COPY_SEAL, COPY_SIGNER, EXTRACT, KINDS, RECEIVED_ONLY, pages_of
from lienthong.casework.documents import public as documents
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import paper, signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.paper.joining import joined
from lienthong.toolkit.signing import Slot

TEMPLATE = "delivery/copy.typ"
_FIELDS = {"signer": COPY_SIGNER, "seal": COPY_SEAL}


@dataclass(frozen=True)
class NewCopy:
    """A copy as asked for.  kind: key of KINDS.   pages: «1, 3-4» of an extract, else empty.   recipients: one a line."""

    kind: str
    pages: str = ""
    signer: str = ""
    signer_capacity: str = ""
    recipients: str = ""


def copy(*, actor: Actor, at: datetime, document_uid: UUID, new: NewCopy, key: UUID | None = None) -> documents.Numbered:
    """Make a certified copy of a document's first PDF: an outgoing document of its own, which is sent as any other.

    The original stays; joined, it is no signed PDF: the copy is signed in fields of its own (`approval.sign_copy`), or on paper.
    key  as in `documents.issue_outgoing`.
    Raises NotYourPost, CopyUnknown, OwnDocument, NothingToCopy, PagesUnknown, of documents DocumentUnknown, AlreadyVoid,
    DocumentRecalled, CirculationLimited and what `documents.issue_outgoing` raises.
    """
    access.must(actor)
    if new.kind not in KINDS:
        raise CopyUnknown
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        sheet = documents.document(actor, document_uid)
        _must_be_copied(sheet, new.kind)
        content = _content(sheet, new)
        made = documents.issue_outgoing(actor=actor, at=at, body_key=sheet.body.key, new=_outgoing(sheet, new), key=key)
        if made.document_uid is not None and not made.repeated:
            whole = _whole(content, _facts(sheet, new, made.label, at))
            name = f"{KINDS[new.kind].lower().replace(' ', '-')}-{made.label.replace('/', '-')}.pdf"
            files.store(whole, name=name, actor=actor, object_uid=made.document_uid, at=at)
        return made


def _must_be_copied(sheet: documents.DocumentSheet, kind: str) -> None:
    line = sheet.line
    if line.state == "void":
        raise documents.AlreadyVoid(number=line.label)
    if line.recalled_at is not None:
        raise documents.DocumentRecalled(symbol=line.symbol, day=formats.day(line.recalled_at))
    if not documents.may_copy(line.circulation):
        raise documents.limited(line.circulation)
    if kind == RECEIVED_ONLY and sheet.direction != "in":
        raise OwnDocument


def _content(sheet: documents.DocumentSheet, new: NewCopy) -> bytes:
    """Return the pages that are copied.  Raises NothingToCopy, PagesUnknown."""
    found = next((one for one in sheet.files if one.name.lower().endswith(".pdf")), None)
    if found is None:
        raise NothingToCopy
    with files.content_of(found) as stored:
        content = plain(stored.read())
    if new.kind != EXTRACT:
        return content
    with pikepdf.open(BytesIO(content)) as original, pikepdf.new() as part:
        many = len(original.pages)
        for place in pages_of(new.pages, many) or _no_pages(many):
            part.pages.append(original.pages[place])
        out = BytesIO()
        part.save(out, deterministic_id=True)
    return out.getvalue()


def plain(content: bytes) -> bytes:
    """Return a PDF whose form fields are drawn on its pages and nothing else: the signatures of the original end with it.

    A PDF without fields stays as it is.
    """
    with pikepdf.open(BytesIO(content)) as original:
        if "/AcroForm" not in original.Root:
            return content
        original.flatten_annotations()
        for name in ("/AcroForm", "/Perms", "/DSS"):
            if name in original.Root:
                del original.Root[name]
        out = BytesIO()
        original.save(out, deterministic_id=True)
    return out.getvalue()


def _no_pages(many: int) -> NoReturn:
    raise PagesUnknown(most=many)


def _original(sheet: documents.DocumentSheet) -> str:
    line = sheet.line
    day = f" ngày {formats.day(line.issued_on)}" if line.issued_on else ""
    return f"{line.type_name or 'Văn bản'} {line.symbol}{day} của {line.issuer}"


def _outgoing(sheet: documents.DocumentSheet, new: NewCopy) -> documents.Outgoing:
    return documents.Outgoing(
        type_key=new.kind, subject=f"{KINDS[new.kind]} {_original(sheet)}", signer=new.signer,
        signer_capacity=new.signer_capacity, recipients=new.recipients, circulation=sheet.line.circulation,
    )  # fmt: skip


def _facts(sheet: documents.DocumentSheet, new: NewCopy, number: str, at: datetime) -> dict[str, Any]:
    return {
        "form": KINDS[new.kind], "agency": sheet.body.name, "number": number, "party": sheet.body.system == "party",
        "on": org.local_day(at), "original": _original(sheet), "pages": new.pages if new.kind == EXTRACT else None,
        "signer_capacity": new.signer_capacity or None, "signer": new.signer or None,
        "recipients": documents.listed(new.recipients),
    }  # fmt: skip


def _whole(content: bytes, facts: dict[str, Any]) -> bytes:
    """Return the copied pages and the copy's own last one, with fields for who signs it and for the seal."""
    whole = joined(content, paper.render(TEMPLATE, facts))
    with pikepdf.open(BytesIO(content)) as original:
        before = len(original.pages)
    slots = [
        Slot(_FIELDS[one.role], before + one.page + 1, one.x, one.y, one.w, one.h) for one in paper.spots(TEMPLATE, facts)
    ]  # fmt: skip
    return signing.lay(whole, slots)
