"""The records clerk issues what was signed: number, day, seal and register in one transaction.

The seal's signature covers the number, so it can only be made once the number is taken, under the lock of its series; where an
authority stamps signatures, it is asked under that lock, for its time-out at most (docs/decisions/0019).  Refused or killed
anywhere, there is no number, no document and no seal.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction

from lienthong.casework.approval.errors import NotSignedYet, OnPaper
from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.queries.pictures import line, mark
from lienthong.casework.approval.queries.places import DAY, NUMBER, SEAL
from lienthong.casework.approval.rules import pictures
from lienthong.casework.approval.rules.words import DIGITAL, INTERNAL, ISSUE, WAYS
from lienthong.casework.approval.services.sealing import SEALED_WORDS
from lienthong.casework.approval.services.telling import end, told
from lienthong.casework.approval.services.turning import done, turn_of
from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import public as drafting
from lienthong.casework.handling import public as handling
from lienthong.casework.results import public as results
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


def issue(
    *, actor: Actor, at: datetime, real_at: datetime, round_uid: UUID, day: date | None = None, reason: str = "", key: UUID
) -> documents.Numbered:
    """Give a signed document its number and day, seal it and enter it in the outgoing or the internal register.

    day, reason, key  as documents.issue_outgoing: an earlier day asks for a reason.   real_at: by which the seal is measured.
    Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourTurn, NotSignedYet, OnPaper, what documents.issue_outgoing raises, and
    of the results NoSigningKey, SigningKeyBroken, CertificateRevoked, CertificateEnded, NotSignable, NotStamped.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, stand = to_issue(actor, round_uid, DIGITAL)
        seal = results.pen_of_unit(row.body_unit_id, real_at, row.body_key)
        version = drafting.version(actor, row.version_uid)
        taken = numbered(actor, at, row, stand, version, day, reason, key)
        with files.open_file(row.now_file_uid) as file:
            signed = file.read()
        sealed = _sealed(signed, row, taken.label, day or org.local_day(at), seal)
        stored = keep(actor, at, row, document_of(taken), sealed, f"{file_name(taken.label)}.pdf")
        row.now_file_uid, row.now_sha256 = stored.uid, stored.sha256
        settle(actor, at, row, stand, version, taken, certificate=signing.certificate_of(seal.key).serial)
    return taken


def keep(actor: Actor, at: datetime, row: Round, document_uid: UUID, pdf: bytes, name: str) -> files.FileRow:
    """Keep a sealed paper as the round's, which its drafter and signers see, and as the document's; the content is kept once."""
    stored = files.store(pdf, name=name, actor=actor, object_uid=row.uid, at=at)
    files.share(stored.uid, object_uid=document_uid, unit_id=actor.unit_id, at=at)
    return stored


def to_issue(actor: Actor, round_uid: UUID, way: str) -> tuple[Round, Stand]:
    """Return a signed round, locked, and its last stand, when the actor issues it in this way.

    Raises RoundUnknown, RoundClosed, OtherCapacity, NotYourTurn, NotSignedYet, OnPaper.
    """
    row, stand = turn_of(actor, round_uid)
    if stand.role != ISSUE or row.state != "signed":
        raise NotSignedYet
    if row.way != way:
        raise OnPaper(way=WAYS[row.way].lower())
    return row, stand


def numbered(
    actor: Actor, at: datetime, row: Round, stand: Stand, version: drafting.VersionRow, day: date | None, reason: str, key: UUID
) -> documents.Numbered:
    """Enter a signed document in the register that its round names.  Raises what documents.issue_outgoing raises."""
    said = version.content
    signer = row.stands.filter(role="sign").get()
    new = documents.Outgoing(
        type_key=row.type_key, subject=said.subject, signer=signer.acted_by, signer_capacity=capacity_of(version),
        recipients=said.recipients, copies=said.copies, urgency=said.urgency, circulation=said.circulation, drafter=said.drafter,
        kept_by=f"Văn thư, {stand.unit.name}"[: documents.MOST["kept_by"]],
    )  # fmt: skip
    enter = documents.register_internal if row.register == INTERNAL else documents.issue_outgoing
    return enter(actor=actor, at=at, body_key=row.body_key, new=new, day=day, reason=reason, key=key)


def file_name(label: str) -> str:
    """Return a number as part of a file's name, where a stroke would begin a folder."""
    return label.replace("/", "-")


def words_of(said: drafting.Content) -> str:
    """Return what a paper says beyond what its line of the register does."""
    return "\n".join(one for one in (said.to, said.grounds, said.text) if one)


def capacity_of(version: drafting.VersionRow) -> str:
    """Return in which capacity a document is signed, as the paper says it: «TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH»."""
    lines = drafting.layout_of(version.uid).signing_lines(version.content)
    return " / ".join(lines)[: documents.MOST["signer_capacity"]]


def document_of(taken: documents.Numbered) -> UUID:
    """Return the document of a number that was taken for one."""
    return cast(UUID, taken.document_uid)


def _sealed(pdf: bytes, row: Round, label: str, day: date, seal: results.Pen) -> bytes:
    """Return a signed paper with number and day filled in under the seal."""
    fillings = []
    for field, words, italic in ((NUMBER, label, False), (DAY, formats.day_long(day), True)):
        slot = signing.slot_of(pdf, field)
        fillings.append(signing.Filling(field, words, line(slot, words, row.system, italic=italic)))
    look = mark(signing.slot_of(pdf, SEAL), pictures.seal(seal.whose), seal, words=SEALED_WORDS, colour=pictures.RED)
    wish = signing.Wish(SEAL, row.body_name, f"Ban hành {label}", row.body_name, look)
    return results.put(pdf, pen=seal, wish=wish, name=f"{label}.pdf", fillings=fillings, beside=(seal,))


def settle(
    actor: Actor, at: datetime, row: Round, stand: Stand, version: drafting.VersionRow, taken: documents.Numbered, **told_of: Any
) -> None:
    """End a round with its document: stand, task, draft, ledger; a search finds the document by its words."""
    document_uid = document_of(taken)
    row.state, row.ended_at, row.ended_by = "issued", at, actor.name
    row.document_uid, row.label = document_uid, taken.label
    row.save(
        update_fields=["state", "ended_at", "ended_by", "document_uid", "label", "now_file_uid", "now_sha256"]
    )  # fmt: skip
    done(row, stand, actor, at)
    end(row, stand, at, "issued", actor)
    drafting.settle(actor=actor, at=at, draft_uid=row.draft_uid, document_uid=document_uid)
    documents.keep_text(at=at, document_uid=document_uid, text=words_of(version.content))
    _answer(actor, at, row.draft_uid, document_uid)
    told(
        row, "round_issued", actor=actor, at=at, objects=(ledger.ObjectRef("document", document_uid),), label=taken.label,
        place=stand.place, **told_of,
    )  # fmt: skip


def _answer(actor: Actor, at: datetime, draft_uid: UUID, document_uid: UUID) -> None:
    """Let the letter that a document answers be finished with it, where who issues keeps its register or issues for who leads it.

    Elsewhere, and while a co-operator owes an answer, who leads finishes it.
    """
    answers = drafting.draft(actor, draft_uid).answers_uid
    if answers is not None:
        with suppress(handling.LetterUnknown, handling.NotTheLead, handling.NotYourPart):
            handling.finish_with_answer(actor=actor, at=at, document_uid=answers, answer_uid=document_uid)
