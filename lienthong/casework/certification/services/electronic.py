"""Electronic copies: the original is scanned and compared at the counter, the named person signs, the unit seals.

Source: law:45/2020/ND-CP#10 [M]; the attestation stands on a page after the copy [P].
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.books import public as books
from lienthong.casework.certification import access, queries
from lienthong.casework.certification.errors import CopySigned, CopyUnknown, CopyVoid, NotScanned, ScanNotJoinable, ScanReplaced
from lienthong.casework.certification.models import ElectronicCopy
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.results import public as results
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import paper
from lienthong.toolkit.actor import Actor


def begin(*, actor: Actor, at: datetime, dossier_uid: UUID, signer: dossiers.Signer) -> None:
    """Write one copy for each number that a request took, in the caller's transaction."""
    ElectronicCopy.objects.bulk_create(
        [
            ElectronicCopy(
                uid=line.uid, dossier_uid=dossier_uid, unit_id=actor.unit_id, title=line.subject[:200], number=line.label,
                requester=line.requester, signer_uid=signer.person_uid, signer_name=signer.name, certified_at=at,
            )
            for line in books.entries_of([dossier_uid])
        ]
    )  # fmt: skip


def scan(*, actor: Actor, at: datetime, copy_uid: UUID, content: files.Content, name: str) -> None:
    """Take in the scan of an original that was compared; before the signature a later scan takes the place of a former.

    Raises NotYourScan, CopyUnknown, CopySigned, CopyVoid, ScanNotJoinable, a FileRefused of the file store.
    """
    access.must_scan(actor)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        copy = _locked(copy_uid)
        row = files.store(content, name=name, actor=actor, object_uid=copy.dossier_uid, at=at)
        if row.mime not in queries.JOINABLE:
            raise ScanNotJoinable(name=row.name)
        copy.scan_uid, copy.scanned_by = row.uid, actor.name
        copy.save(update_fields=["scan_uid", "scanned_by"])


def sign(*, actor: Actor, at: datetime, real_at: datetime, copy_uid: UUID, key: str) -> results.ResultRow:
    """Sign a copy: scan and attestation become one PDF, signed by the person named in it and sealed by the unit.

    key  idempotency key; asked again, the result that is there.  The person has been asked again for who they are (entrance).
    Raises CopyUnknown, NotTheSigner, NotScanned, CopyVoid, ScanReplaced and as `results.sign_result`, which says more.
    """
    sees = actor.sees | {actor.unit_id}
    with transaction.atomic(), ledger.seeing(sees):
        before = _locked(copy_uid, signed_is_fine=True)
        access.must_sign(actor, before)
        if before.result_uid is not None:
            return results.result(before.result_uid)
        if before.scan_uid is None:
            raise NotScanned
        wanted = results.ToSign(_joined(before, at), f"{before.title}.pdf", before.title, before.number, kind=results.COPY)
    made = results.make(actor=actor, real_at=real_at, dossier_uid=before.dossier_uid, wanted=wanted, key=key)
    with transaction.atomic(), ledger.seeing(sees):
        copy = _locked(copy_uid, signed_is_fine=True)
        if copy.result_uid is not None:
            return results.result(copy.result_uid)
        if copy.scan_uid != before.scan_uid:
            raise ScanReplaced
        row = results.record(made, actor=actor, at=at, dossier_uid=copy.dossier_uid, key=key)
        copy.result_uid = row.uid
        copy.save(update_fields=["result_uid"])
    return row


def _locked(uid: UUID, *, signed_is_fine: bool = False) -> ElectronicCopy:
    found = ElectronicCopy.objects.select_for_update(of=("self",)).filter(uid=uid).first()
    if found is None:
        raise CopyUnknown
    if found.result_uid is not None and not signed_is_fine:
        raise CopySigned(number=found.number)
    if any(line.uid == found.uid and line.voided_at for line in books.entries_of([found.dossier_uid])):
        raise CopyVoid(number=found.number)
    return found


def _joined(copy: ElectronicCopy, at: datetime) -> bytes:
    """Return scan and attestation as one PDF; the attestation says the day of the signature.

    The upload policy has read the scan to its last object, so one that cannot be read now is a defect.
    """
    assert copy.scan_uid is not None  # noqa: S101 - asked by the caller
    with files.open_file(copy.scan_uid) as file:
        content = file.read()
    return paper.joined(content, paper.render("certification/attestation.typ", queries.attestation_of(copy, at), at=at))
