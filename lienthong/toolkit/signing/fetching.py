"""Fetches revocation lists from where the certificates that we trust say: our keys' chains and the roots, never a stranger's."""

from __future__ import annotations

import hashlib
import http.client
import logging
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from lienthong.toolkit.signing.errors import KeyUnusable
from lienthong.toolkit.signing.keyring import LISTS, LONGEST_LIST, SUFFIX, Keyring, opened, put
from lienthong.toolkit.signing.revocation import chain, signed_by_one_of

log = logging.getLogger(__name__)


def fetch(ring: Keyring, *, seconds: float) -> int:
    """Fetch the list of each distribution point and keep those that an issuer of ours signed; return how many are new.

    seconds  for each connection and each read.  What does not answer, is no list, or is older than what is there changes
    nothing; the log names the host.
    """
    known = list(dict.fromkeys((*ring.stamp_roots, *(one for own in _chains(ring) for one in own))))
    return sum(_kept(ring, address, known, seconds) for address in sorted(set(_addresses(ring))))


def _chains(ring: Keyring) -> Iterator[tuple[bytes, ...]]:
    for path in sorted(ring.folder.glob(f"*{SUFFIX}")):
        with suppress(KeyUnusable):  # told when somebody signs with it
            yield opened(path, ring.passphrase).chain


def _addresses(ring: Keyring) -> Iterator[str]:
    """Yield the http(s) addresses in certificates that lead to a root of ours."""
    for own in _chains(ring):
        pairs = list(chain(own[0], (*ring.roots, *own[1:])))
        if pairs and pairs[-1][1].public_bytes(serialization.Encoding.DER) in ring.roots:
            yield from (address for one, _ in pairs for address in _points(one))
    for root in ring.stamp_roots:
        yield from _points(x509.load_der_x509_certificate(root))


def _points(one: x509.Certificate) -> Iterator[str]:
    try:
        points = one.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return
    for point in points:
        for name in point.full_name or ():
            if isinstance(name, x509.UniformResourceIdentifier) and name.value.startswith(("http://", "https://")):
                yield name.value


def _kept(ring: Keyring, address: str, known: list[bytes], seconds: float) -> bool:
    try:
        host = urlsplit(address).hostname
        content = _answer(address, seconds)
    except (OSError, http.client.HTTPException, ValueError) as fault:
        log.warning("revocation list: %s", type(fault).__name__)
        return False
    found = signed_by_one_of(content, known)
    if found is None:
        log.warning("revocation list: %s answered no list of ours", host)
        return False
    path = ring.folder / LISTS / f"fetched-{hashlib.sha256(address.encode()).hexdigest()[:16]}.crl"
    if path.exists() and x509.load_der_x509_crl(path.read_bytes()).last_update_utc >= found.last_update_utc:
        return False
    path.parent.mkdir(exist_ok=True, mode=0o700)
    put(path, content)
    return True


def _answer(address: str, seconds: float) -> bytes:
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=seconds)
    try:
        line.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        with line.getresponse() as answer:  # closed even half read: it holds the socket beside the line
            content = answer.read(LONGEST_LIST + 1)
            if answer.status != 200 or len(content) > LONGEST_LIST:
                raise ValueError("no list, or one that is too long")
            return content
    finally:
        line.close()
