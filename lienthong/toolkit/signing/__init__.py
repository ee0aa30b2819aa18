"""Digital signatures in PDF (PAdES): keys behind a port, signing, and saying what the signatures of a file are worth."""

from __future__ import annotations

from lienthong.toolkit.signing.acting import certificate_of, lay, sign, slot_of, verify
from lienthong.toolkit.signing.certificates import Certificate
from lienthong.toolkit.signing.errors import KeyMissing, KeyUnusable, NotAPdf, NoTimeStamp
from lienthong.toolkit.signing.keyring import Keyring, SigningKey
from lienthong.toolkit.signing.revocation import Standing, standing
from lienthong.toolkit.signing.sample import SAMPLE_MARK, SampleKeyring
from lienthong.toolkit.signing.words import NOTHING, Authority, Beside, Filling, Found, Slot, Stamp, State, Wish

__all__ = [
    "NOTHING",
    "SAMPLE_MARK",
    "Authority",
    "Beside",
    "Certificate",
    "Filling",
    "Found",
    "KeyMissing",
    "KeyUnusable",
    "Keyring",
    "NoTimeStamp",
    "NotAPdf",
    "SampleKeyring",
    "SigningKey",
    "Slot",
    "Stamp",
    "Standing",
    "State",
    "Wish",
    "certificate_of",
    "lay",
    "sign",
    "slot_of",
    "standing",
    "verify",
]
