"""A certificate office of a test: a root, an office below it, keys that it gives out, and its revocation lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from lienthong.toolkit.signing.keyring import LocalKey

DER = serialization.Encoding.DER


class Office:
    """A root and an office below it, both valid for a year from `at`; `point` is where the certificates say its lists are."""

    def __init__(self, at: datetime, point: str = "") -> None:
        self.at, self.point = at, point
        self.root_key, self.key = _new(), _new()
        self.root = self._made("Gốc thử", self.root_key, "Gốc thử", self.root_key, ca=True)
        self.own = self._made("Nơi cấp thử", self.key, "Gốc thử", self.root_key, ca=True)

    @property
    def roots(self) -> tuple[bytes, ...]:
        """Return the DER root."""
        return (self.root.public_bytes(DER),)

    def gives(self, words: str) -> LocalKey:
        """Return a key with its certificate, and the office's above it."""
        private = _new()
        own = self._made(words, private, "Nơi cấp thử", self.key, ca=False)
        return LocalKey(private, (own.public_bytes(DER), self.own.public_bytes(DER)))

    def list(self, revoked: Mapping[LocalKey, datetime] | None = None, **facts: Any) -> bytes:
        """Return its DER list.  facts: at, until (aware), reason, by (a key that is not its own), more (a critical extension)."""
        at, by = facts.get("at", self.at), facts.get("by", self.key)
        return self._list("Nơi cấp thử", by, {_serial(key): day for key, day in (revoked or {}).items()}, at, facts)

    def root_list(self, **facts: Any) -> bytes:
        """Return the DER list of the root.  facts: as `list`; office_at: when it revoked the office below."""
        revoked = {self.own.serial_number: facts["office_at"]} if "office_at" in facts else {}
        return self._list("Gốc thử", self.root_key, revoked, facts.get("at", self.at), facts)

    def _list(
        self, name: str, by: rsa.RSAPrivateKey, revoked: Mapping[int, datetime], at: datetime, facts: dict[str, Any]
    ) -> bytes:
        made = x509.CertificateRevocationListBuilder().issuer_name(_name(name)).last_update(at)
        made = made.next_update(facts.get("until", at + timedelta(days=7)))
        for serial, day in revoked.items():
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(day)
            if "reason" in facts:
                entry = entry.add_extension(x509.CRLReason(facts["reason"]), critical=False)
            made = made.add_revoked_certificate(entry.build())
        if "more" in facts:
            made = made.add_extension(facts["more"], critical=True)
        return made.sign(by, hashes.SHA256()).public_bytes(DER)

    def _made(self, name: str, private: rsa.RSAPrivateKey, issuer: str, by: rsa.RSAPrivateKey, *, ca: bool) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=not ca, content_commitment=not ca, key_encipherment=False, data_encipherment=False,
            key_agreement=False, key_cert_sign=ca, crl_sign=ca, encipher_only=False, decipher_only=False,
        )  # fmt: skip
        made = (
            x509.CertificateBuilder()
            .subject_name(_name(name))
            .issuer_name(_name(issuer))
            .public_key(private.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.at - timedelta(days=300))
            .not_valid_after(self.at + timedelta(days=65))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
        )
        if self.point and name != issuer:
            place = x509.DistributionPoint([x509.UniformResourceIdentifier(self.point)], None, None, None)
            made = made.add_extension(x509.CRLDistributionPoints([place]), critical=False)
        return made.sign(by, hashes.SHA256())


def _new() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _serial(key: LocalKey) -> int:
    return x509.load_der_x509_certificate(key.chain[0]).serial_number
