"""Factories for tests: sample keys made once, a dossier whose result is signed."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from django.db import connection, connections

from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.signing import SampleKeyring
from lienthong.toolkit.signing.sample import ROOT
from lienthong.toolkit.signing.testing import a_paper, a_ring, a_signed_name, real_moment
from lienthong.toolkit.signing.testing.authority import TimeAuthority, a_time_authority


def sample_keys(settings: Any) -> None:
    """Let the installation be a demonstration that makes sample keys, in the folder that the whole run shares."""
    settings.DEMO, settings.SIGNING_PASSPHRASE, settings.SIGNING_DIR = True, "", a_ring().folder


def own_keys(settings: Any, folder: Path) -> SampleKeyring:
    """Let the installation have a copy of the sample keys in a folder, to which lists may be laid; return it."""
    settings.SIGNING_DIR = folder / "keys"
    shutil.copytree(a_ring().folder, folder / "keys")
    (folder / "keys" / "crls").mkdir()
    return SampleKeyring.at(folder / "keys")


def lay(ring: SampleKeyring, *revoked: str) -> None:
    """Lay a revocation list of the sample root, of an hour ago, beside the keys; it revokes the keys of these names."""
    root, now = ring.key(ROOT), real_moment()
    made = x509.CertificateRevocationListBuilder().issuer_name(x509.load_der_x509_certificate(root.chain[0]).subject)
    made = made.last_update(now - timedelta(hours=1)).next_update(now + timedelta(days=7))
    for name in revoked:
        serial = x509.load_der_x509_certificate(ring.key(name).chain[0]).serial_number
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now - timedelta(hours=2))
        made = made.add_revoked_certificate(entry.build())
    content = made.sign(root.private, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
    (ring.folder / "crls" / "mau.crl").write_bytes(content)


@contextmanager
def stamping(settings: Any, folder: Path) -> Generator[TimeAuthority]:
    """Let an authority of the sample root stamp every signature; it works in a folder."""
    a_signed_name(a_ring())
    with a_time_authority(folder, a_ring().key(ROOT), real_moment()) as one:
        settings.SIGNING_TIMESTAMP = one.address
        yield one


def decided(world: given.World, **facts: Any) -> UUID:
    """Receive a birth registration and let it be verified and signed on paper, so that its result is there; return its uid."""
    uid = given.received(world, **facts)
    for title, outcome in (("receive", "done"), ("verify", "done"), ("sign", "signed")):
        given.step(world, uid, title, outcome)
    return uid


def signed(world: given.World, uid: UUID, **facts: Any) -> results.ResultRow:
    """Let the chairman sign the result of a dossier."""
    told: dict[str, Any] = {
        "content": a_paper(), "name": "giay-khai-sinh.pdf", "title": "Giấy khai sinh", "number": "12/2018",
    }  # fmt: skip
    key = str(facts.pop("key", new_uid()))
    who = facts.pop("actor", world.head)
    return results.sign_result(
        actor=who, at=facts.pop("at", world.at), real_at=facts.pop("real_at", real_moment()), dossier_uid=uid,
        wanted=results.ToSign(**(told | facts)), key=key,
    )  # fmt: skip


def watched(authority: TimeAuthority) -> list[Any]:
    """Return the starts of our transaction as the authority sees them, filled when it is asked; None when there is none."""
    seen: list[Any] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone()

    def look() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT xact_start FROM pg_stat_activity WHERE pid = %s", [mine])
            seen.extend(cursor.fetchone())
        connections["owner"].close()

    authority.before = look
    return seen
