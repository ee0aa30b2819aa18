"""The minutes of a closed register: signed by who keeps it and sealed by the body, or signed by hand, scanned and attested."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.approval.errors import LinesChanged, MinutesThere
from lienthong.casework.approval.queries.minutes import TEMPLATE, minutes, slots_of_minutes
from lienthong.casework.approval.queries.places import SEAL, SIGNER
from lienthong.casework.approval.rules.words import CLOSING, DIGITAL, PAPER
from lienthong.casework.approval.services import sealing
from lienthong.casework.documents import public as documents
from lienthong.casework.results import public as results
from lienthong.toolkit import paper, signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


def sign_closing(*, actor: Actor, at: datetime, real_at: datetime, series_uid: UUID, digest: str) -> None:
    """Sign the minutes of a closing by the actor's key and seal them by the body's.

    at      business clock.   real_at: by which the certificates are measured.   digest: of the lines, as the actor saw it.
    The person has been asked again for who they are (entrance).  Called in no transaction: a stamp may be asked for.
    Raises NotYourSeal, LinesChanged, MinutesThere, of documents SeriesUnknown and NotClosed, of the results NoSigningKey,
    SigningKeyBroken, CertificateRevoked, CertificateEnded, NotSignable, NotStamped.
    """
    with sealing.keeping(actor):
        row = _unsigned(actor, series_uid, digest)
        data = minutes(row, actor, at)
    wanted = _wanted(row)
    pens = (
        results.pen_of_person(actor.person_uid, actor.name, real_at),
        results.pen_of_unit(row.body_unit_id, real_at, row.book.body_key),
    )
    laid = signing.lay(paper.render(TEMPLATE, data, at=at), slots_of_minutes(data))
    signed = sealing.signed(laid, (SIGNER, SEAL), wanted, actor, pens)
    made = sealing.Made(signed, DIGITAL, sealing.serials(*pens))
    with sealing.keeping(actor):
        _unsigned(actor, series_uid, digest)
        sealing.record(actor, at, wanted, made, f"{wanted.label}.pdf")


def attest_closing(*, actor: Actor, at: datetime, real_at: datetime, series_uid: UUID, scan: documents.Upload) -> None:
    """Attest the scan of minutes that were printed and signed by hand: the body's seal makes it the minutes of the closing.

    Arguments and refusals are those of `sign_closing`, and ScanWrong, a FileRefused of the file store.
    """
    with sealing.keeping(actor):
        row = _unsigned(actor, series_uid)
        beside = sealing.keep_scan(actor, at, scan)
    wanted, seal = _wanted(row), results.pen_of_unit(row.body_unit_id, real_at, row.book.body_key)
    attested = sealing.attested(scan, seal, wanted.agency, wanted.label, real_at)
    made = sealing.Made(attested, PAPER, sealing.serials(seal), beside)
    with sealing.keeping(actor):
        _unsigned(actor, series_uid)
        sealing.record(actor, at, wanted, made, f"{wanted.label} (bản số hóa).pdf")


def _unsigned(actor: Actor, series_uid: UUID, seen: str | None = None) -> documents.ClosingRow:
    """Return a closing of the actor's unit, its lines as they were (`seen`: their digest), its minutes signed by nobody."""
    row = documents.closing_of(actor, series_uid)
    sealing.must_keep(actor, row.book.keeper_id)
    there = sealing.sealed_now(series_uid)
    if there is not None:
        raise MinutesThere(moment=formats.moment(there.sealed_at))
    if not row.whole or (seen is not None and seen != row.digest):
        raise LinesChanged
    return row


def _wanted(row: documents.ClosingRow) -> sealing.Wanted:
    label = f"Biên bản khóa sổ {documents.file_name(row.book)}"
    return sealing.Wanted(CLOSING, row.book.uid, row.book.body, label, row.digest)
