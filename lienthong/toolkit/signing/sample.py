"""Sample keys of a demonstration: a self-made root and what it signs, marked so that nobody takes them for real ones."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from lienthong.toolkit.signing.keyring import ROOTS, Keyring, LocalKey, put

SAMPLE_MARK = "MẪU MINH HỌA"
ROOT_NAME = f"{SAMPLE_MARK} - không có giá trị pháp lý"
ROOT, PASSPHRASE = "sample-root", "passphrase"
LONGEST = 64
"""So many octets has a common name (X.520 ub-common-name, as `cryptography` counts it)."""
BITS, LIFE = 2048, timedelta(days=3 * 365)


class SampleKeyring(Keyring):
    """A folder in which a key is made for whoever is asked for; root and passphrase are made first, once."""

    @classmethod
    def at(cls, folder: Path) -> SampleKeyring:
        """Return the ring of a folder, which need not exist yet."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / PASSPHRASE
        with _alone(folder):
            if not path.exists():
                put(path, secrets.token_urlsafe(24).encode())
        return cls(folder, path.read_text(encoding="utf-8"), sample=True)

    def made(self, name: str, *, words: str, at: datetime, life: timedelta = LIFE) -> LocalKey:
        """Return the key of a name; the first time it is made, with `words` as its subject, valid from a day before `at`."""
        path = self.path(name)
        with _alone(self.folder):
            if not path.exists():
                root = self._root(at)
                private = _new()
                own = _certificate(marked(words), private, root, at, life)
                chain = [x509.load_der_x509_certificate(root.chain[0])]
                put(path, _packed(name, private, own, chain, self.passphrase))
        return self.key(name)

    def _root(self, at: datetime) -> LocalKey:
        path = self.path(ROOT)
        if not path.exists():
            private = _new()
            own = _certificate(ROOT_NAME, private, None, at, 4 * LIFE)
            (self.folder / ROOTS).mkdir(exist_ok=True, mode=0o700)
            put(self.folder / ROOTS / f"{ROOT}.pem", own.public_bytes(serialization.Encoding.PEM))
            put(path, _packed(ROOT, private, own, [], self.passphrase))
        return self.key(ROOT)


def marked(words: str) -> str:
    """Return a subject with the sample mark behind it, so long as a common name may be: 64 octets, the mark whole."""
    mark = f" ({SAMPLE_MARK})"
    return words.encode()[: LONGEST - len(mark.encode())].decode(errors="ignore").rstrip() + mark


def _new() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=BITS)


def _certificate(
    words: str, private: rsa.RSAPrivateKey, root: LocalKey | None, at: datetime, life: timedelta
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])
    issuer = x509.load_der_x509_certificate(root.chain[0]).subject if root else subject
    usage = x509.KeyUsage(
        digital_signature=bool(root), content_commitment=bool(root), key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=not root, crl_sign=not root, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + life)
        .add_extension(x509.BasicConstraints(ca=not root, path_length=None if root else 0), critical=True)
        .add_extension(usage, critical=True)
        .sign(root.private if root else private, hashes.SHA256())
    )


def _packed(
    name: str, private: rsa.RSAPrivateKey, own: x509.Certificate, chain: list[x509.Certificate], passphrase: str
) -> bytes:
    lock = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(name.encode(), private, own, chain, lock)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time make keys."""
    handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
