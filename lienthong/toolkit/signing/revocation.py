"""What revocation lists (CRLs) say of a certificate and of those above it.  Nobody is asked here: the lists are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.oid import ExtensionOID

LONGEST_CHAIN = 8


@dataclass(frozen=True)
class Standing:
    """What the lists say; instants are aware.

    revoked_at  when the first certificate of the chain was revoked, None: no list says so.
    lists_of    the day of the oldest list that was needed for «not revoked»; None: one is missing or too old.
    """

    revoked_at: datetime | None = None
    lists_of: datetime | None = None


NOT_ASKED = Standing()


def standing(
    leaf: bytes, pool: Iterable[bytes], lists: Sequence[bytes], *, proved_at: datetime | None, now: datetime
) -> Standing:
    """Return what lists say of a DER certificate and of its issuers below the root.

    pool       DER certificates among which the issuers are; the last one found issued itself, or is the end of what is known.
    lists      DER lists of anybody: only those that the issuer signed count.
    proved_at  when the signature was there for certain: a list that held then, or is later, answers.  None: it has to hold now.
    """
    read = [one for one in map(_list, lists) if one is not None]
    revoked: list[datetime] = []
    days: list[datetime | None] = []
    for own, issuer in chain(leaf, pool):
        mine = [one for one in read if _is_of(one, own, issuer)]
        newest = max(mine, key=lambda one: one.last_update_utc, default=None)
        revoked += [at for at in (_revoked(one, own, newest=one is newest) for one in mine) if at is not None]
        days.append(max((one.last_update_utc for one in mine if _answers(one, proved_at or now)), default=None))
    whole = [day for day in days if day is not None]
    return Standing(min(revoked, default=None), min(whole) if whole and len(whole) == len(days) else None)


def chain(leaf: bytes, pool: Iterable[bytes]) -> Iterator[tuple[x509.Certificate, x509.Certificate]]:
    """Yield a certificate and its issuer, then that one and its own, up to a root or to where no issuer is known."""
    known = _read(pool)
    own = x509.load_der_x509_certificate(leaf)
    for _ in range(LONGEST_CHAIN):
        issuer = next((one for one in known if own.issuer == one.subject and _issued(one, own)), None)
        if issuer is None or issuer == own:
            return
        yield own, issuer
        own = issuer


def signed_by_one_of(der: bytes, pool: Iterable[bytes]) -> x509.CertificateRevocationList | None:
    """Return a DER list if one of these DER certificates signed it, else None."""
    found = _list(der)
    return found if found is not None and any(_is_signed(found, one) for one in _read(pool)) else None


def _read(pool: Iterable[bytes]) -> list[x509.Certificate]:
    """Return the certificates that can be read; a file may bring along whatever it likes."""
    known: list[x509.Certificate] = []
    for one in dict.fromkeys(pool):
        with suppress(ValueError):
            known.append(x509.load_der_x509_certificate(one))
    return known


def _list(der: bytes) -> x509.CertificateRevocationList | None:
    try:
        return x509.load_der_x509_crl(der)
    except ValueError:
        return None


def _issued(issuer: x509.Certificate, own: x509.Certificate) -> bool:
    try:
        own.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _is_signed(one: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    try:
        usage = issuer.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        usage = True
    except ValueError:  # extensions that are none
        return False
    try:
        public = issuer.public_key()
        return usage and one.issuer == issuer.subject and one.is_signature_valid(public)  # type: ignore[arg-type]  # TypeError
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return False


def _is_of(one: x509.CertificateRevocationList, own: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Return whether a list is of this issuer and speaks of such a certificate: no delta, not some reasons only."""
    if not _is_signed(one, issuer):
        return False
    try:
        extensions = list(one.extensions)
    except ValueError:
        return False
    for extension in extensions:
        if extension.oid == ExtensionOID.ISSUING_DISTRIBUTION_POINT:
            if not _covers(extension.value, own):
                return False
        elif extension.critical:
            return False
    return True


def _covers(part: x509.IssuingDistributionPoint, own: x509.Certificate) -> bool:
    if part.indirect_crl or part.only_some_reasons or part.only_contains_attribute_certs:
        return False
    try:
        is_ca = own.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        is_ca = False
    return not (part.only_contains_user_certs and is_ca) and not (part.only_contains_ca_certs and not is_ca)


def _revoked(one: x509.CertificateRevocationList, own: x509.Certificate, *, newest: bool) -> datetime | None:
    """Return when a list revokes; a certificate that was only on hold is free again when the newest list has left it out."""
    found = one.get_revoked_certificate_by_serial_number(own.serial_number)
    if found is None:
        return None
    try:
        on_hold = found.extensions.get_extension_for_class(x509.CRLReason).value.reason is x509.ReasonFlags.certificate_hold
    except x509.ExtensionNotFound:
        on_hold = False
    return found.revocation_date_utc if newest or not on_hold else None


def _answers(one: x509.CertificateRevocationList, at: datetime) -> bool:
    """Return whether a list is of that instant or later, or still held at it."""
    return one.last_update_utc >= at or (one.next_update_utc is not None and at <= one.next_update_utc)
