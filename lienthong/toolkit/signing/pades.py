"""Signs a PDF: PAdES B-B, stamped B-T, as a further revision of the file, so that what was signed before stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from asn1crypto import crl, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lienthong.toolkit.signing.errors import KeyUnusable, NotAPdf
from lienthong.toolkit.signing.keyring import SigningKey
from lienthong.toolkit.signing.laying import fill, shown
from lienthong.toolkit.signing.stamping import Stamper
from lienthong.toolkit.signing.words import NOTHING, Authority, Beside, Filling, Wish

ROOM = 2 * 16 * 1024
"""Characters for a stamped signature (hex of 16 KB): without it the library asks for a stamp only to measure it."""


class _Asked(signers.Signer):
    """A signer of the library that asks our port for the signature."""

    def __init__(self, key: SigningKey) -> None:
        chain = [x509.Certificate.load(one) for one in key.chain]
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(chain)
        super().__init__(signing_cert=chain[0], cert_registry=store, embed_roots=True)
        self._key = key
        self._room = (chain[0].public_key.bit_size + 7) // 8

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """Return the signature; a rehearsal, which only measures the room it takes, asks nobody."""
        return bytes(self._room) if dry_run else self._key.sign(data)


def sign(
    pdf: bytes,
    *,
    key: SigningKey,
    wish: Wish,
    authority: Authority | None = None,
    stamp_roots: Sequence[bytes] = (),
    beside: Beside = NOTHING,
    fillings: Sequence[Filling] = (),
) -> bytes:
    """Return the PDF with one signature more over everything in it; the time in it is this machine's real clock.

    authority, stamp_roots  who stamps it, once, and the DER roots by which the stamp must hold; None: no stamp.
    beside                  what a later reader needs, put into the file with this signature.
    fillings                texts for fields that were laid before, in the revision of this signature.
    Raises NotAPdf: not a PDF, encrypted, a field of that name that is signed, no field for a text; NoTimeStamp, KeyUnusable.
    """
    said = signers.PdfSignatureMetadata(
        field_name=wish.field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=wish.name, reason=wish.reason,
        location=wish.place, certify=wish.certifies, docmdp_permissions=MDPPerm.FILL_FORMS,
    )  # fmt: skip
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        if beside.lists:
            DocumentSecurityStore.supply_dss_in_writer(
                writer, None, certs=[x509.Certificate.load(one) for one in beside.certificates],
                crls=[crl.CertificateList.load(one) for one in beside.lists],
            )  # fmt: skip
        stamper = Stamper(authority, stamp_roots) if authority else None
        fill(writer, fillings)
        with ThreadPoolExecutor(1) as alone, shown(wish.look) as style:  # the library runs a loop, and this thread may be in one
            look = style if wish.look else None
            signer = signers.PdfSigner(said, signer=_Asked(key), timestamper=stamper, stamp_style=look)
            made = alone.submit(signer.sign_pdf, writer, bytes_reserved=ROOM if stamper else None).result()
    except KeyUnusable:  # a ValueError, too
        raise
    except (PdfError, ValueError) as fault:
        raise NotAPdf(str(fault)) from fault
    return bytes(made.getbuffer())
