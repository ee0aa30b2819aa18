"""Who signs, with which key.  Who sees a result is said by row-level security: units of its dossier, and its citizen."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

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
from lienthong.toolkit.signing.keyring import LocalKey


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


def keys(keyring: Keyring, actor: Actor, real_at: datetime) -> tuple[LocalKey, LocalKey]:
    """Return the key of the person and that of the unit, both of use at a real instant.

    Raises NoSigningKey, SigningKeyBroken, CertificateRevoked, CertificateEnded.
    """
    unit = org.unit(actor.unit_id)
    mine = _key(keyring, rules.person_key(actor.person_uid), actor.name, real_at)
    return mine, _key(keyring, rules.unit_key(unit.code), unit.name, real_at)


def _key(keyring: Keyring, name: str, whose: str, real_at: datetime) -> LocalKey:
    try:
        found = keyring.made(name, words=whose, at=real_at) if isinstance(keyring, SampleKeyring) else keyring.key(name)
    except signing.KeyMissing as none:
        raise NoSigningKey(whose=whose, file=f"{name}.p12") from none
    except signing.KeyUnusable as fault:
        raise SigningKeyBroken(whose=whose, detail=fault.args[0]) from fault
    own = found.certificate
    pool, now = (*keyring.roots, *found.chain[1:]), real_at
    if signing.standing(found.chain[0], pool, keyring.lists, proved_at=None, now=now).revoked_at:
        raise CertificateRevoked(whose=whose)
    if not own.holds(real_at):
        raise CertificateEnded(whose=whose, since=formats.moment(own.since), until=formats.moment(own.until))
    return found
