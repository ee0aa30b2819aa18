"""Says what the signatures of a PDF are worth, without a network: whole or changed, by whom, by a root that is known or not.

Revocation cannot be asked for offline and is not asked for: a certificate that was called back is not noticed.  A page that
shows the answer says so.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from lienthong.toolkit.signing import certificates
from lienthong.toolkit.signing.errors import NotAPdf
from lienthong.toolkit.signing.words import Found, State

AFTER_THE_LAST = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
BETWEEN = (*AFTER_THE_LAST, ModificationLevel.FORM_FILLING)
"""What may come after a signature without changing what it says: a further signature fills a field; nobody fills one unsigned."""
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)  # it logs names of signers (I15)


def verify(pdf: bytes, *, roots: Sequence[bytes]) -> list[Found]:
    """Return the signatures of a PDF in the order in which they were made; an empty list when there is none.

    roots  DER certificates that are trusted.  Raises NotAPdf.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(verified(pdf, roots))
    finally:
        loop.close()


async def verified(pdf: bytes, roots: Sequence[bytes]) -> list[Found]:
    """Do what `verify` does, in a loop of the caller's."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        signatures = reader.embedded_regular_signatures
        return [await _found(one, roots, last=one is signatures[-1]) for one in signatures]
    except (PdfError, SigningError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise NotAPdf(str(fault)) from fault


async def _found(one: EmbeddedPdfSignature, roots: Sequence[bytes], *, last: bool) -> Found:
    own = certificates.read(one.signer_cert.dump())
    signed_at, said = one.self_reported_timestamp, one.sig_object
    state = await _state(one, roots, AFTER_THE_LAST if last else BETWEEN)
    if state is not State.CHANGED and (signed_at is None or not own.holds(signed_at)):
        state = State.EXPIRED
    return Found(one.field_name, str(said.get("/Name", "")), str(said.get("/Reason", "")), signed_at, own, state)


async def _state(one: EmbeddedPdfSignature, roots: Sequence[bytes], may_follow: Collection[ModificationLevel]) -> State:
    """Return what a signature is worth, measured at the moment at which it says it was made; of its time nothing is asked."""
    moment = one.self_reported_timestamp
    trusted = [x509.Certificate.load(root) for root in roots]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=moment, best_signature_time=moment)
    try:
        status = await async_validate_pdf_signature(one, signer_validation_context=context)
    except SignatureValidationError:
        return State.CHANGED
    if not (status.intact and status.valid and status.modification_level in may_follow):
        return State.CHANGED
    return State.GOOD if status.trusted else State.UNKNOWN
