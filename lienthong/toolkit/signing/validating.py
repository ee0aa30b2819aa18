"""Says what the signatures of a PDF are worth, without a network: whole or changed, by whom, by a root that is known or not.

Revocation is what the lists at hand say, ours and those in the file; where none of them answers, a page that shows this says so.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, message_imprint_checker, validate_tst_signed_data
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import TimestampSignatureStatus

from lienthong.toolkit.signing import certificates
from lienthong.toolkit.signing.errors import NotAPdf
from lienthong.toolkit.signing.revocation import NOT_ASKED, Standing, standing
from lienthong.toolkit.signing.stamping import trusting
from lienthong.toolkit.signing.words import Found, Stamp, State

AFTER_THE_LAST = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
BETWEEN = (*AFTER_THE_LAST, ModificationLevel.FORM_FILLING)
"""What may come after a signature without changing what it says: a further signature fills a field; nobody fills one unsigned."""
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)  # it logs names of signers (I15)


@dataclass(frozen=True)
class Measure:
    """What signatures are measured by: DER roots of signers and of time stamps, DER revocation lists, and the real time."""

    roots: Sequence[bytes]
    stamp_roots: Sequence[bytes]
    lists: Sequence[bytes]
    now: datetime


async def verified(pdf: bytes, by: Measure) -> list[Found]:
    """Return the signatures of a PDF in the order in which they were made; an empty list when there is none.  Raises NotAPdf."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        by = replace(by, lists=(*by.lists, *_lists_in(reader)))
        signatures = reader.embedded_regular_signatures
        return [await _found(one, by, last=one is signatures[-1]) for one in signatures]
    except (PdfError, SigningError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise NotAPdf(str(fault)) from fault


def _lists_in(reader: PdfFileReader) -> list[bytes]:
    """Return the DER lists that a file carries; whoever put them in, only those that an issuer signed will count."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return []
    return [one.get_object().data for one in store.crls]


async def _found(one: EmbeddedPdfSignature, by: Measure, *, last: bool) -> Found:
    own = certificates.read(one.signer_cert.dump())
    said, claimed = one.sig_object, one.self_reported_timestamp
    stamp = await _stamp(one, by)
    proved = stamp.at if stamp and stamp.holds else None
    moment = proved or claimed
    state = await _state(one, by.roots, moment, AFTER_THE_LAST if last else BETWEEN)
    asked = _asked(one.signer_cert, one.other_embedded_certs, by.roots, by, proved) if state is State.GOOD else NOT_ASKED
    if asked.revoked_at and (proved is None or asked.revoked_at <= proved):
        state = State.REVOKED
    elif state is not State.CHANGED and (moment is None or not own.holds(moment)):
        state = State.EXPIRED
    return Found(one.field_name, str(said.get("/Name", "")), str(said.get("/Reason", "")), claimed, own, state, stamp, asked)


def _asked(
    own: x509.Certificate, others: Iterable[x509.Certificate], roots: Sequence[bytes], by: Measure, proved: datetime | None
) -> Standing:
    """Return what the lists say; the root first, so that a certificate that a stranger put in takes nobody's place."""
    return standing(own.dump(), (*roots, *(one.dump() for one in others)), by.lists, proved_at=proved, now=by.now)


async def _stamp(one: EmbeddedPdfSignature, by: Measure) -> Stamp | None:
    """Return the time stamp of a signature, each measured at its own instant: the earliest that holds, else any that is there."""
    found = [await _measured(token, one, by) for token in extract_tst_data_iter(one.signer_info, signed=False)]
    return min(found, key=lambda stamp: (not stamp.holds, stamp.at), default=None)


async def _measured(token: cms.SignedData, one: EmbeddedPdfSignature, by: Measure) -> Stamp:
    at = token["encap_content_info"]["content"].parsed["gen_time"].native
    told = await validate_tst_signed_data(token, trusting(by.stamp_roots, at), message_imprint_checker(one.signer_info))
    status = TimestampSignatureStatus(**told)
    others = [choice.chosen for choice in token["certificates"]]
    asked = _asked(status.signing_cert, others, by.stamp_roots, by, at)
    holds = status.intact and status.valid and status.trusted and not (asked.revoked_at and asked.revoked_at <= at)
    return Stamp(at, certificates.read(status.signing_cert.dump()), bool(holds))


async def _state(
    one: EmbeddedPdfSignature, roots: Sequence[bytes], moment: datetime | None, may_follow: Collection[ModificationLevel]
) -> State:
    """Return what a signature is worth at the moment that a stamp proves, else at the one at which it says it was made."""
    try:
        status = await async_validate_pdf_signature(one, signer_validation_context=trusting(roots, moment))
    except SignatureValidationError:
        return State.CHANGED
    if not (status.intact and status.valid and status.modification_level in may_follow):
        return State.CHANGED
    return State.GOOD if status.trusted else State.UNKNOWN
