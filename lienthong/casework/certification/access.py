"""Who scans for an electronic copy, and who signs it."""

from __future__ import annotations

from lienthong.casework.certification.errors import NotTheSigner, NotYourScan
from lienthong.casework.certification.models import ElectronicCopy
from lienthong.toolkit.actor import Actor

SCANNERS = ("counter_clerk", "centre_officer")


def must_scan(actor: Actor) -> None:
    """Raise NotYourScan unless the actor compares originals at the counter."""
    if not actor.has(*SCANNERS):
        raise NotYourScan


def must_sign(actor: Actor, copy: ElectronicCopy) -> None:
    """Raise NotTheSigner unless the actor is whom the attestation names."""
    if actor.person_uid != copy.signer_uid:
        raise NotTheSigner(signer=copy.signer_name)
