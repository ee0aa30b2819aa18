"""What is sealed beside the rounds: files with fields laid at their boxes, scans with the words of their attestation.

Made in no transaction (docs/decisions/0018), recorded when nothing stands there meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import pikepdf
from django.db import connection, transaction

from lienthong.casework.approval.errors import NotYourSeal, ScanWrong
from lienthong.casework.approval.models import Sealed
from lienthong.casework.approval.queries.pictures import attested as words_of
from lienthong.casework.approval.queries.pictures import corner, mark
from lienthong.casework.approval.queries.places import SCAN
from lienthong.casework.approval.rules import pictures
from lienthong.casework.approval.rules.words import CLOSING
from lienthong.casework.documents import public as documents
from lienthong.casework.results import public as results
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

SIGNED_WORDS, SEALED_WORDS = "(đã ký số)", "(đã đóng dấu số)"
"""What stands where a picture would, for a signer or a body that gave none [P]."""


@dataclass(frozen=True)
class Wanted:
    """What is sealed: its kind of SEALED, the register or document, in whose name, what it is called, the digest of a closing."""

    kind: str
    object_uid: UUID
    agency: str
    label: str
    digest: str = ""


@dataclass(frozen=True)
class Made:
    """A sealed file that nobody has recorded yet: its bytes, its way, the numbers of the certificates in it.

    uid  that it gets: under it lies the scan as it came.
    """

    pdf: bytes
    way: str
    certificates: tuple[str, ...]
    uid: UUID = field(default_factory=new_uid)


@contextmanager
def keeping(actor: Actor) -> Iterator[None]:
    """Open the transaction and context of who keeps registers.  Raises NotYourSeal."""
    if not actor.has(*documents.KEEPERS):
        raise NotYourSeal
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        yield


def must_keep(actor: Actor, keeper_id: int) -> None:
    """Raise NotYourSeal unless the actor's unit keeps the register."""
    if actor.unit_id != keeper_id:
        raise NotYourSeal


def sealed_now(object_uid: UUID) -> Sealed | None:
    """Return what is sealed for a register or document and stands; nobody seals for it until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"approval.sealed {object_uid}"])
    return Sealed.objects.filter(object_uid=object_uid, replaced_at=None).first()


def signed(laid: bytes, fields: tuple[str, str], wanted: Wanted, actor: Actor, pens: tuple[results.Pen, results.Pen]) -> bytes:
    """Return a PDF signed by a person and sealed by the body in fields that were laid before; no lock is held meanwhile.

    Raises signing.NotAPdf: a field is not there; of the results NotSignable, NotStamped, SigningKeyBroken.
    """
    (mine, seal), name = pens, f"{wanted.label}.pdf"
    places = [signing.slot_of(laid, field) for field in fields]
    look = mark(places[0], pictures.signature(actor.name), mine, words=SIGNED_WORDS)
    wish = signing.Wish(fields[0], actor.name, wanted.label, wanted.agency, look, certifies=True)
    first = results.put(laid, pen=mine, wish=wish, name=name)
    look = mark(places[1], pictures.seal(seal.whose), seal, words=SEALED_WORDS, colour=pictures.RED)
    wish = signing.Wish(fields[1], wanted.agency, wanted.label, wanted.agency, look)
    return results.put(first, pen=seal, wish=wish, name=name, beside=pens)


def keep_scan(actor: Actor, at: datetime, scan: documents.Upload) -> UUID:
    """Keep a scan as it came, after the policy, beside what will be sealed of it; return the uid that this gets.

    Raises ScanWrong: no PDF; a FileRefused of the file store.
    """
    uid = new_uid()
    kept = files.store(scan.content, name=scan.name, actor=actor, object_uid=uid, at=at)
    if kept.mime != files.MIME["pdf"]:
        raise ScanWrong(name=scan.name)
    return uid


def attested(scan: documents.Upload, seal: results.Pen, agency: str, label: str, real_at: datetime) -> bytes:
    """Return a scan with agency and time at its top right, sealed; no lock is held meanwhile.

    Raises ScanWrong, and of the results NotSignable, NotStamped, SigningKeyBroken.
    """
    try:
        slot = corner(scan.content)
        laid = signing.lay(scan.content, [slot])
    except (pikepdf.PdfError, signing.NotAPdf) as fault:
        raise ScanWrong(name=scan.name) from fault
    wish = signing.Wish(SCAN, agency, f"Số hóa {label}", agency, words_of(slot, agency, real_at))
    return results.put(laid, pen=seal, wish=wish, name=scan.name, beside=(seal,))


def serials(*pens: results.Pen) -> tuple[str, ...]:
    """Return the numbers of the certificates of keys."""
    return tuple(signing.certificate_of(one.key).serial for one in pens)


def record(actor: Actor, at: datetime, wanted: Wanted, made: Made, name: str, reason: str = "") -> Sealed:
    """Make a sealed file that of its register or document, in the caller's transaction, and tell the ledger.

    Raises a FileRefused of the file store.
    """
    file = files.store(made.pdf, name=name, actor=actor, object_uid=wanted.object_uid, at=at)
    row = Sealed.objects.create(
        uid=made.uid, kind=wanted.kind, object_uid=wanted.object_uid, keeper_id=actor.unit_id, way=made.way, file_uid=file.uid,
        sha256=file.sha256, digest=wanted.digest, sealed_at=at, sealed_by=actor.name, sealed_by_uid=actor.person_uid,
        sealed_title=actor.signs_as(*documents.KEEPERS)[:300], reason=reason,
    )  # fmt: skip
    body = {
        "sealed": row.uid, "kind": row.kind, "way": row.way, "sha256": row.sha256, "certificates": list(made.certificates),
        "replaces": bool(reason),
    }  # fmt: skip
    of = ("register", wanted.object_uid) if wanted.kind == CLOSING else ("sealed_paper", row.uid)
    objects = () if wanted.kind == CLOSING else (ledger.ObjectRef("document", wanted.object_uid),)
    entry = ledger.about(
        *of, "paper_sealed", ledger.Lifecycle.COMPLETED, at=at, actor=actor, body=body, objects=objects,
        participants=(actor.unit_id,),
    )  # fmt: skip
    ledger.append(entry)
    return row
