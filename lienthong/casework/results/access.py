"""Who signs, with which key.  Who sees a result is said by row-level security: units of its dossier, and its citizen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lienthong.casework.results import rules
from lienthong.casework.results.errors import (
    CertificateEnded,
    CertificateRevoked,
    NoSigningKey,
    NotYourSignature,
    SigningKeyBroken,
)
from lienthong.office.org import public as org
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.signing import Keyring, SampleKeyring


def may_sign(actor: Actor) -> bool:
    """Return whether the actor signs results for a unit."""
    return actor.has(*rules.SIGNERS)


def must_sign(actor: Actor) -> None:
    """Raise NotYourSignature unless the actor signs results for a unit."""
    if not may_sign(actor):
        raise NotYourSignature


def ring() -> Keyring:
    """Return the keys of this installation; a demonstration without a passphrase makes sample keys for itself."""
    folder = Path(settings.SIGNING_DIR)
    if settings.DEMO and not settings.SIGNING_PASSPHRASE:
        return SampleKeyring.at(folder)
    return Keyring(folder, settings.SIGNING_PASSPHRASE)


def authority() -> signing.Authority | None:
    """Return who stamps every signature of this installation; None when nobody does."""
    address = settings.SIGNING_TIMESTAMP
    return signing.Authority(address, settings.SIGNING_TIMEOUT) if address else None


@dataclass(frozen=True)
class Pen:
    """A key of use now: whose, the ring that it is of, and its name there."""

    whose: str
    key: signing.SigningKey
    ring: Keyring
    name: str

    @property
    def picture(self) -> bytes:
        """Return the PNG of the signature or seal that lies beside the key; empty when there is none."""
        return self.ring.picture(self.name)


def pen_of_person(person_uid: UUID, name: str, real_at: datetime) -> Pen:
    """Return the key of a person, of use at a real instant.

    Raises NoSigningKey, SigningKeyBroken, CertificateRevoked, CertificateEnded.
    """
    return _pen(ring(), rules.person_key(person_uid), name, real_at)


def pen_of_unit(unit_id: int, real_at: datetime, body_key: str = "") -> Pen:
    """Return the key of a unit, its seal, of use at a real instant.

    body_key  of a body that the unit bears the name of: where two were merged each may have a seal, `unit-<code>.<body>`.
    Raises NoSigningKey, SigningKeyBroken, CertificateRevoked, CertificateEnded.
    """
    unit, keyring = org.unit(unit_id), ring()
    own = rules.unit_key(unit.code, body_key)
    return _pen(keyring, own if keyring.holds(own) else rules.unit_key(unit.code), unit.name, real_at)


def _pen(keyring: Keyring, name: str, whose: str, real_at: datetime) -> Pen:
    try:
        if isinstance(keyring, SampleKeyring):
            keyring.made(name, words=whose, at=real_at)
        found = keyring.signer(name)
    except signing.KeyMissing as none:
        raise NoSigningKey(whose=whose, file=f"{name}.p12") from none
    except signing.KeyUnusable as fault:
        raise SigningKeyBroken(whose=whose, detail=fault.args[0]) from fault
    own = signing.certificate_of(found)
    pool, now = (*keyring.roots, *found.chain[1:]), real_at
    if signing.standing(found.chain[0], pool, keyring.lists, proved_at=None, now=now).revoked_at:
        raise CertificateRevoked(whose=whose)
    if not own.holds(real_at):
        raise CertificateEnded(whose=whose, since=formats.moment(own.since), until=formats.moment(own.until))
    return Pen(whose, found, keyring, name)
