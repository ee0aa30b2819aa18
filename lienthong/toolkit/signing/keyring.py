"""The port of keys, and its local adapter: PKCS#12 files in one folder, all under one passphrase.

A key never leaves what holds it: a signer is asked for a signature over bytes.  A token is another adapter of `SigningKey`
(`tokens`); so would be a remote signing service, and none is built here: the interface of the state's is not public
(docs/decisions/0014).
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from lienthong.toolkit.sentences import Sentence
from lienthong.toolkit.signing import certificates
from lienthong.toolkit.signing.certificates import Certificate
from lienthong.toolkit.signing.errors import KeyMissing, KeyUnusable

SUFFIX, TOKEN, ROOTS, STAMP_ROOTS, LISTS = ".p12", ".token", "roots", "stamp-roots", "crls"
LONGEST_LIST = 20 * 1024 * 1024
"""Bytes of one revocation list."""
LARGEST_PICTURE = 1024 * 1024
"""Bytes of the picture of a signature or seal."""
OTHERS = 0o077
"""File modes that let anybody but the owner in."""
log = logging.getLogger(__name__)
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


class SigningKey(Protocol):
    """Somebody's or some unit's key: DER certificates, its own first, and signatures (RSA PKCS#1 v1.5, SHA-256) over bytes."""

    @property
    def chain(self) -> Sequence[bytes]:
        """Return the certificates, from its own up to the root as far as they are known."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the bytes."""


@dataclass(frozen=True)
class LocalKey:
    """A key held in the memory of this process."""

    private: rsa.RSAPrivateKey = field(repr=False)
    chain: tuple[bytes, ...]

    def sign(self, data: bytes) -> bytes:
        """Return the signature over the bytes."""
        return self.private.sign(data, padding.PKCS1v15(), hashes.SHA256())

    @property
    def certificate(self) -> Certificate:
        """Return its certificate in words."""
        return certificates.read(self.chain[0])


@dataclass(frozen=True)
class Keyring:
    """The keys of a folder: `<name>.p12` or `<name>.token`, and `roots/*.pem`, the roots that signatures are measured by.

    stamp-roots/*.pem  further roots that only time stamps are measured by.
    crls/*.crl         revocation lists, DER or PEM, put there by hand or by `fetching`.

    sample  every key here was made by this program and is worth nothing in law.
    """

    folder: Path
    passphrase: str = field(repr=False)
    sample: bool = False

    def key(self, name: str) -> LocalKey:
        """Return the key of a name.  Raises KeyMissing, KeyUnusable."""
        path = self.path(name)
        if not path.exists():
            raise KeyMissing(name)
        return opened(path, self.passphrase)

    def signer(self, name: str) -> SigningKey:
        """Return the key of a name wherever it is: in a token that `<name>.token` names, else in this folder.

        Raises KeyMissing, KeyUnusable.
        """
        named = self.path(name).with_name(f"{name}{TOKEN}")
        if not named.exists():
            return self.key(name)
        from lienthong.toolkit.signing import tokens  # it loads a library that few installations need

        return tokens.opened(named, self.passphrase)

    def holds(self, name: str) -> bool:
        """Return whether there is a key of a name, in a file or a token."""
        path = self.path(name)
        return path.exists() or path.with_name(f"{name}{TOKEN}").exists()

    def picture(self, name: str) -> bytes:
        """Return the PNG of the signature or seal of a name, `<name>.png`; empty when there is none, or none that is drawn."""
        path = self.path(name).with_name(f"{name}.png")
        if not path.exists() or path.stat().st_size > LARGEST_PICTURE:
            return b""
        content = path.read_bytes()
        return content if content.startswith(b"\x89PNG\r\n\x1a\n") else b""

    def path(self, name: str) -> Path:
        """Return where the key of a name lies, or would.  Raises KeyMissing for what is no name."""
        if not _NAME.fullmatch(name):
            raise KeyMissing(name)
        return self.folder / f"{name}{SUFFIX}"

    @cached_property
    def roots(self) -> tuple[bytes, ...]:
        """Return the DER root certificates that are trusted, in the order of their files.  Raises KeyUnusable."""
        return _certificates(self.folder / ROOTS)

    @cached_property
    def stamp_roots(self) -> tuple[bytes, ...]:
        """Return the DER root certificates that time stamps are trusted by, those of signatures first.  Raises KeyUnusable."""
        return (*self.roots, *_certificates(self.folder / STAMP_ROOTS))

    @cached_property
    def lists(self) -> tuple[bytes, ...]:
        """Return the DER revocation lists, in the order of their files; one that cannot be read is logged and says nothing."""
        found: list[bytes] = []
        for path in self._list_files():
            try:
                found.append(_list(path))
            except (KeyUnusable, OSError):
                log.warning("revocation list %s cannot be read", path.name)
        return tuple(found)

    def _list_files(self) -> list[Path]:
        return sorted((self.folder / LISTS).glob("*.crl"))

    def check(self) -> None:
        """Open every key of the folder and read what lies beside.  Raises KeyUnusable for the first that cannot be used."""
        for path in sorted(self.folder.glob(f"*{SUFFIX}")):
            opened(path, self.passphrase)
        self.stamp_roots  # noqa: B018 - read for its faults
        for path in self._list_files():
            _list(path)


def _list(path: Path) -> bytes:
    content = path.read_bytes() if path.stat().st_size <= LONGEST_LIST else b""
    try:
        read = (x509.load_pem_x509_crl if content.startswith(b"-----") else x509.load_der_x509_crl)(content)
    except ValueError as fault:
        raise KeyUnusable(Sentence("%(file)s: không phải danh sách thu hồi (CRL)", file=path.name)) from fault
    return read.public_bytes(serialization.Encoding.DER)


def _certificates(folder: Path) -> tuple[bytes, ...]:
    found: list[bytes] = []
    for path in sorted(folder.glob("*.pem")):
        try:
            read = x509.load_pem_x509_certificates(path.read_bytes())
        except ValueError as fault:
            raise KeyUnusable(Sentence("%(file)s: không phải chứng thư PEM", file=path.name)) from fault
        found += [one.public_bytes(serialization.Encoding.DER) for one in read]
    return tuple(found)


def opened(path: Path, passphrase: str) -> LocalKey:
    """Return the key of a PKCS#12 file.  Raises KeyUnusable, in words that name the file and never the passphrase."""
    if path.stat().st_mode & OTHERS:
        raise KeyUnusable(Sentence("%(file)s: người khác trên máy đọc được; đặt quyền 600", file=path.name))
    try:
        private, own, more = pkcs12.load_key_and_certificates(path.read_bytes(), passphrase.encode() or None)
    except ValueError as fault:
        raise KeyUnusable(Sentence("%(file)s: sai mật khẩu khóa, hoặc tệp hỏng", file=path.name)) from fault
    if own is None or not isinstance(private, rsa.RSAPrivateKey):
        raise KeyUnusable(Sentence("%(file)s: cần một khóa RSA cùng chứng thư của nó", file=path.name))
    return LocalKey(private, tuple(one.public_bytes(serialization.Encoding.DER) for one in (own, *more)))


def put(path: Path, content: bytes) -> None:
    """Write a file of the folder whole, for its owner alone."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)
