"""Factories for tests: sample keys made once, a dossier whose result is signed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.signing.sample import ROOT
from lienthong.toolkit.signing.testing import a_paper, a_ring, a_signed_name, real_moment
from lienthong.toolkit.signing.testing.authority import TimeAuthority, a_time_authority


def sample_keys(settings: Any) -> None:
    """Let the installation be a demonstration that makes sample keys, in the folder that the whole run shares."""
    settings.DEMO, settings.SIGNING_PASSPHRASE, settings.SIGNING_DIR = True, "", a_ring().folder


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
