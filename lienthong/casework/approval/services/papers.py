"""Documents beside the rounds: a certified copy signed by who it names, and the scan of what was issued on paper.

A document has one file that is sent: the sealed one; what it takes the place of is served no more, its sum stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lienthong.casework.approval.errors import (
    CopySigned,
    FileThere,
    HasRound,
    NamesAnotherSigner,
    NotACopy,
    ReplaceNeedsReason,
    SentAlready,
)
from lienthong.casework.approval.models import Round, Sealed
from lienthong.casework.approval.rules.words import COPY, DIGITAL, PAPER, SCAN, cleaned
from lienthong.casework.approval.services import sealing
from lienthong.casework.approval.services.issuing import file_name
from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.casework.results import public as results
from lienthong.office.files import public as files
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import fold


def attest_document(
    *, actor: Actor, at: datetime, real_at: datetime, document_uid: UUID, scan: documents.Upload, reason: str = ""
) -> None:
    """Give a document that was issued without a file the scan of its signed paper, attested with the seal of its body.

    reason  why another scan takes the place of one that is there; needed then.
    A copy that nobody signed gets the scan of its signed print in the same way.  Called in no transaction: a stamp may be asked.
    Raises NotYourSeal, HasRound, FileThere, SentAlready, ReplaceNeedsReason, ScanWrong, of documents DocumentUnknown,
    AlreadyVoid, DocumentRecalled, SecretHasContent, a FileRefused of the file store, and of the results NoSigningKey,
    SigningKeyBroken, CertificateRevoked, CertificateEnded, NotSignable, NotStamped.
    """
    said = cleaned(reason, "reason")
    with sealing.keeping(actor):
        sheet, _ = _to_attest(actor, document_uid, said)
        beside = sealing.keep_scan(actor, at, scan)
    label = sheet.line.label
    wanted = sealing.Wanted(SCAN, document_uid, sheet.body.name, label)
    seal = results.pen_of_unit(sheet.body_unit_id, real_at, sheet.body.key)
    attested = sealing.attested(scan, seal, wanted.agency, label, real_at)
    made = sealing.Made(attested, PAPER, sealing.serials(seal), beside)
    with sealing.keeping(actor):
        sheet, there = _to_attest(actor, document_uid, said)
        _stand_aside(sheet.files, there, at, beside)
        sealing.record(actor, at, wanted, made, f"{file_name(label)} (bản số hóa).pdf", said)


def sign_copy(*, actor: Actor, at: datetime, real_at: datetime, document_uid: UUID) -> None:
    """Sign a certified copy by the key of the one whose name it bears, and seal it: the electronic copy (bản sao điện tử).

    The person has been asked again for who they are (entrance).  Called in no transaction: a stamp may be asked for.
    Raises NotYourSeal, NotACopy, NamesAnotherSigner, CopySigned, SentAlready, of documents DocumentUnknown, AlreadyVoid,
    DocumentRecalled, and of the results NoSigningKey, SigningKeyBroken, CertificateRevoked, CertificateEnded, NotSignable,
    NotStamped.
    """
    with sealing.keeping(actor):
        sheet = _to_sign(actor, document_uid)
        with files.content_of(sheet.files[0]) as content:
            pdf = content.read()
    wanted = sealing.Wanted(COPY, document_uid, sheet.body.name, sheet.line.label)
    pens = (
        results.pen_of_person(actor.person_uid, actor.name, real_at),
        results.pen_of_unit(sheet.body_unit_id, real_at, sheet.body.key),
    )
    try:
        signed = sealing.signed(pdf, (delivery.COPY_SIGNER, delivery.COPY_SEAL), wanted, actor, pens)
    except signing.NotAPdf as fault:
        raise NotACopy from fault
    made = sealing.Made(signed, DIGITAL, sealing.serials(*pens))
    with sealing.keeping(actor):
        sheet = _to_sign(actor, document_uid)
        _stand_aside(sheet.files, None, at, made.uid)
        sealing.record(actor, at, wanted, made, f"{file_name(sheet.line.label)} (ký số).pdf")


def _issued(actor: Actor, document_uid: UUID) -> documents.DocumentSheet:
    """Return a document that the actor's unit issued and that stands; raise what speaks against sealing a file of it."""
    sheet = documents.document(actor, document_uid)
    sealing.must_keep(actor, sheet.keeper_id)
    if sheet.direction == "in":
        raise documents.DocumentUnknown(document=str(document_uid))
    if sheet.line.state == "void":
        raise documents.AlreadyVoid(number=sheet.line.label)
    if sheet.line.recalled_at is not None:
        raise documents.DocumentRecalled(symbol=sheet.line.symbol, day=formats.day(sheet.line.recalled_at))
    if sheet.line.secrecy:
        raise documents.SecretHasContent
    return sheet


def _to_attest(actor: Actor, document_uid: UUID, reason: str) -> tuple[documents.DocumentSheet, Sealed | None]:
    """Return a document that may get a scan, and what it takes the place of."""
    sheet, there = _issued(actor, document_uid), sealing.sealed_now(document_uid)
    if Round.objects.filter(document_uid=document_uid).exists():
        raise HasRound
    if there is not None and not reason:
        raise ReplaceNeedsReason(moment=formats.moment(there.sealed_at))
    if there is None and sheet.files and sheet.line.type_key not in delivery.KINDS:
        raise FileThere
    if sheet.files:
        _must_be_unsent(actor, document_uid)
    return sheet, there


def _to_sign(actor: Actor, document_uid: UUID) -> documents.DocumentSheet:
    """Return a copy that waits for its signature, which is the actor's."""
    sheet = _issued(actor, document_uid)
    if sheet.line.type_key not in delivery.KINDS or not sheet.files:
        raise NotACopy
    if sealing.sealed_now(document_uid) is not None:
        raise CopySigned
    if fold(sheet.line.signer) != fold(actor.name):
        raise NamesAnotherSigner(named=sheet.line.signer, actor=actor.name)
    _must_be_unsent(actor, document_uid)
    return sheet


def _must_be_unsent(actor: Actor, document_uid: UUID) -> None:
    """Raise SentAlready when somebody has the file: what was sent is updated or replaced, not changed."""
    if any(one.mine and one.means != "paper" for one in delivery.of_document(actor, document_uid)):
        raise SentAlready


def _stand_aside(rows: Iterable[files.FileRow], there: Sealed | None, at: datetime, because: UUID) -> None:
    """Let the files of a document be served no more, since another takes their place."""
    if there is not None:
        there.replaced_at = at
        there.save(update_fields=["replaced_at"])
    files.withdraw([one.uid for one in rows], because=because, at=at)
