"""Says what the signatures of a PDF are worth, without a network: whole or changed, by whom, by a root that is known or not.

Revocation cannot be asked for offline and is not asked for: a certificate that was called back is not noticed.  A page that
shows the answer says so.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, message_imprint_checker, validate_tst_signed_data
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import TimestampSignatureStatus

from lienthong.toolkit.signing import certificates
from lienthong.toolkit.signing.errors import NotAPdf
from lienthong.toolkit.signing.stamping import trusting
from lienthong.toolkit.signing.words import Found, Stamp, State

AFTER_THE_LAST = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
BETWEEN = (*AFTER_THE_LAST, ModificationLevel.FORM_FILLING)
"""What may come after a signature without changing what it says: a further signature fills a field; nobody fills one unsigned."""
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)  # it logs names of signers (I15)


def verify(pdf: bytes, *, roots: Sequence[bytes], stamp_roots: Sequence[bytes] = ()) -> list[Found]:
    """Return the signatures of a PDF in the order in which they were made; an empty list when there is none.

    roots  DER certificates that are trusted; stamp_roots: those that time stamps are trusted by.  Raises NotAPdf.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(verified(pdf, roots, stamp_roots))
    finally:
        loop.close()


async def verified(pdf: bytes, roots: Sequence[bytes], stamp_roots: Sequence[bytes]) -> list[Found]:
    """Do what `verify` does, in a loop of the caller's."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        signatures = reader.embedded_regular_signatures
        return [await _found(one, roots, stamp_roots, last=one is signatures[-1]) for one in signatures]
    except (PdfError, SigningError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise NotAPdf(str(fault)) from fault


async def _found(one: EmbeddedPdfSignature, roots: Sequence[bytes], stamp_roots: Sequence[bytes], *, last: bool) -> Found:
    own = certificates.read(one.signer_cert.dump())
    said, claimed = one.sig_object, one.self_reported_timestamp
    stamp = await _stamp(one, stamp_roots)
    moment = stamp.at if stamp and stamp.holds else claimed
    state = await _state(one, roots, moment, AFTER_THE_LAST if last else BETWEEN)
    if state is not State.CHANGED and (moment is None or not own.holds(moment)):
        state = State.EXPIRED
    return Found(one.field_name, str(said.get("/Name", "")), str(said.get("/Reason", "")), claimed, own, state, stamp)


async def _stamp(one: EmbeddedPdfSignature, roots: Sequence[bytes]) -> Stamp | None:
    """Return the time stamp of a signature, each measured at its own instant: the earliest that holds, else any that is there."""
    found = [await _measured(token, one, roots) for token in extract_tst_data_iter(one.signer_info, signed=False)]
    return min(found, key=lambda stamp: (not stamp.holds, stamp.at), default=None)


async def _measured(token: cms.SignedData, one: EmbeddedPdfSignature, roots: Sequence[bytes]) -> Stamp:
    at = token["encap_content_info"]["content"].parsed["gen_time"].native
    told = await validate_tst_signed_data(token, trusting(roots, at), message_imprint_checker(one.signer_info))
    status = TimestampSignatureStatus(**told)
    return Stamp(at, certificates.read(status.signing_cert.dump()), bool(status.intact and status.valid and status.trusted))


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
