"""What people read of a certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Certificate:
    """A certificate in words: whose, by whom, its number in hex, from when until when (aware)."""

    subject: str
    issuer: str
    serial: str
    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        """Return whether an instant lies within its time."""
        return self.since <= at <= self.until


def read(der: bytes) -> Certificate:
    """Return a DER certificate in words."""
    one = x509.load_der_x509_certificate(der)
    return Certificate(
        _name(one.subject), _name(one.issuer), f"{one.serial_number:x}", one.not_valid_before_utc, one.not_valid_after_utc
    )


def _name(name: x509.Name) -> str:
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()
