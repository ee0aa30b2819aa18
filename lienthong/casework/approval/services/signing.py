"""Signatures in order: made in no transaction (docs/decisions/0018), recorded when nothing changed meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.approval.errors import NamesAnotherSigner, NothingToSignHere, OnPaper, SignedMeanwhile
from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.queries.pictures import mark
from lienthong.casework.approval.queries.places import SIGNER, cosigner_field
from lienthong.casework.approval.rules import pictures
from lienthong.casework.approval.rules.words import DIGITAL, PAPER, ROLES, SIGN, SIGNING, WAYS, cleaned
from lienthong.casework.approval.services.reviewing import must_be_seen
from lienthong.casework.approval.services.sealing import SIGNED_WORDS
from lienthong.casework.approval.services.telling import told
from lienthong.casework.approval.services.turning import done, pass_on, turn_of
from lienthong.casework.drafting import public as drafting
from lienthong.casework.results import public as results
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import fold


@dataclass(frozen=True)
class Made:
    """A signature that nobody has recorded yet: over which file, at which place, and the file with it."""

    before: str
    place: int
    pdf: bytes
    serial: str


def sign(*, actor: Actor, at: datetime, real_at: datetime, round_uid: UUID, sha256: str, note: str = "") -> None:
    """Sign a version where it is the actor's turn, by the actor's key, and pass it on.

    at       business clock.   real_at: by which the certificate is measured.   sha256  of the file that the actor saw.
    The person has been asked again for who they are (entrance).  Called in no transaction: a stamp may be asked for.
    Raises as `make` and `record`.
    """
    made = make(actor=actor, at=at, real_at=real_at, round_uid=round_uid, sha256=sha256)
    record(made, actor=actor, at=at, round_uid=round_uid, note=note)


def make(*, actor: Actor, at: datetime, real_at: datetime, round_uid: UUID, sha256: str) -> Made:
    """Sign without recording.

    Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourTurn, OnPaper, NothingToSignHere, OtherVersion, NamesAnotherSigner,
    and of the results NoSigningKey, SigningKeyBroken, CertificateRevoked, CertificateEnded, NotSignable, NotStamped.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, stand = turn_of(actor, round_uid)
        _must_be_signed(row, stand, actor, DIGITAL)
        must_be_seen(row, sha256)
        with files.open_file(row.now_file_uid) as file:
            pdf = file.read()
        first = not row.stands.filter(role__in=SIGNING, state="done").exists()
        reason = f"{ROLES[stand.role]}: {row.type_name} {row.subject}"[:300]
        field = SIGNER if stand.role == SIGN else cosigner_field(stand.place)
        place, unit, name = stand.place, stand.unit.name, f"{row.type_name}.pdf"
    pen = results.pen_of_person(actor.person_uid, actor.name, real_at)
    slot = signing.slot_of(pdf, field)
    look = mark(slot, pictures.signature(actor.name), pen, words=SIGNED_WORDS) if slot.width else b""
    wish = signing.Wish(field, actor.name, reason, unit, look, certifies=first)
    signed = results.put(pdf, pen=pen, wish=wish, name=name)
    return Made(sha256, place, signed, signing.certificate_of(pen.key).serial)


def record(made: Made, *, actor: Actor, at: datetime, round_uid: UUID, note: str = "") -> None:
    """Make a signature the round's.  Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourTurn, SignedMeanwhile."""
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, stand = turn_of(actor, round_uid)
        if row.now_sha256 != made.before or stand.place != made.place:
            raise SignedMeanwhile
        file = files.store(made.pdf, name=f"{row.type_name} - đã ký.pdf", actor=actor, object_uid=row.uid, at=at)
        row.now_file_uid, row.now_sha256 = file.uid, file.sha256
        row.save(update_fields=["now_file_uid", "now_sha256"])
        done(row, stand, actor, at, note=cleaned(note, "note"))
        pass_on(row, stand, actor, at, "signed")
        told(row, "round_signed", actor=actor, at=at, place=stand.place, role=stand.role, certificate=made.serial)


def sign_on_paper(*, actor: Actor, at: datetime, round_uid: UUID, sha256: str, note: str = "") -> None:
    """Say that the printed version was signed by hand, where it is the actor's turn, and pass it on.

    Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourTurn, OnPaper, NothingToSignHere, OtherVersion, NamesAnotherSigner.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, stand = turn_of(actor, round_uid)
        _must_be_signed(row, stand, actor, PAPER)
        must_be_seen(row, sha256)
        done(row, stand, actor, at, note=cleaned(note, "note"))
        pass_on(row, stand, actor, at, "signed")
        told(row, "round_signed_on_paper", actor=actor, at=at, place=stand.place, role=stand.role)


def _must_be_signed(row: Round, stand: Stand, actor: Actor, way: str) -> None:
    """Raise unless a signature is asked in this way, and of the one whose name the paper bears."""
    if stand.role not in SIGNING:
        raise NothingToSignHere(role=ROLES[stand.role].lower())
    if row.way != way:
        raise OnPaper(way=WAYS[row.way].lower())
    named = drafting.version(actor, row.version_uid).content.signer
    if stand.role == SIGN and fold(named) != fold(actor.name):
        raise NamesAnotherSigner(named=named, actor=actor.name)
