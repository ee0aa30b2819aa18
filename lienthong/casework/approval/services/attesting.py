"""The way on paper: the sheet that was signed by hand gets its number, is scanned, and the scan attested with the agency's seal.

Source: law:nd-30-2020 [V: domain 2.1, «bản số hóa»]: at the top right of the first page agency and time, no picture.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.approval import access
from lienthong.casework.approval.errors import NothingToAttest, RoundUnknown, ScanThere, ScanWrong
from lienthong.casework.approval.models import Round
from lienthong.casework.approval.rules.words import PAPER
from lienthong.casework.approval.services.issuing import file_name, keep, numbered, settle, to_issue
from lienthong.casework.approval.services.sealing import attested
from lienthong.casework.approval.services.telling import told
from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.casework.results import public as results
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor


def issue_paper(
    *, actor: Actor, at: datetime, round_uid: UUID, day: date | None = None, reason: str = "", key: UUID
) -> documents.Numbered:
    """Give a document that was signed by hand its number and day, to be written on the sheet, and enter it in the register.

    Arguments and refusals are those of `issuing.issue`, but for the seal's: the sheet is stamped by hand.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, stand = to_issue(actor, round_uid, PAPER)
        version = drafting.version(actor, row.version_uid)
        taken = numbered(actor, at, row, stand, version, day, reason, key)
        settle(actor, at, row, stand, version, taken)
    return taken


def attest(*, actor: Actor, at: datetime, real_at: datetime, round_uid: UUID, scan: documents.Upload) -> None:
    """Attest the scan of an issued sheet: its seal makes it the electronic document of the same line of the register.

    The scan as it came is kept beside.  Called in no transaction: a stamp may be asked for.
    Raises RoundUnknown, NothingToAttest, ScanThere, ScanWrong, a FileRefused of the file store, and of the results NoSigningKey,
    SigningKeyBroken, CertificateRevoked, CertificateEnded, NotSignable, NotStamped.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, _ = _issued(actor, round_uid)
        kept = files.store(scan.content, name=scan.name, actor=actor, object_uid=row.uid, at=at)
        seal = results.pen_of_unit(row.body_unit_id, real_at, row.body_key)
        agency, label = row.body_name, row.label
    if kept.mime != files.MIME["pdf"]:
        raise ScanWrong(name=scan.name)
    made = attested(scan, seal, agency, label, real_at)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, document_uid = _issued(actor, round_uid)
        file = keep(actor, at, row, document_uid, made, f"{file_name(label)} (bản số hóa).pdf")
        row.attested_at, row.now_file_uid, row.now_sha256 = at, file.uid, file.sha256
        row.save(update_fields=["attested_at", "now_file_uid", "now_sha256"])
        told(row, "round_attested", actor=actor, at=at, certificate=signing.certificate_of(seal.key).serial)


def _issued(actor: Actor, uid: UUID) -> tuple[Round, UUID]:
    """Return a round that was issued on paper and has no scan yet, locked, and its document.

    Raises RoundUnknown, NothingToAttest, ScanThere.
    """
    row = Round.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
    if row is None:
        raise RoundUnknown
    clerk = actor.unit_id == row.keeper_id and actor.has(access.CLERK)
    if row.document_uid is None or row.way != PAPER or not clerk:
        raise NothingToAttest
    if row.attested_at is not None:
        raise ScanThere
    return row, row.document_uid
