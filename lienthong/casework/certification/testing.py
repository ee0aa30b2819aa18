"""Factories for tests: electronic copies on each step of their way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from lienthong.casework.certification import public as certification
from lienthong.casework.certification.public import Line
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.signing.testing import a_paper, real_moment

FIRST_DAY = datetime(2020, 5, 22, 8, tzinfo=VIETNAM)


def certified(world: given.World, *lines: Line, at: datetime = FIRST_DAY, key: str = "") -> certification.Certified:
    """Certify electronic copies at the counter, to be signed by the chairman."""
    request = certification.Request(
        "ecopy", dossiers.Person(name="Tằng A Sáng"), lines or (Line("Giấy chứng nhận kết hôn", pages=2),), world.head.person_uid
    )
    return certification.certify(actor=world.clerk, at=at, request=request, key=key)


def a_copy(world: given.World, *lines: Line) -> certification.CopyRow:
    """Return the first of the copies of a request."""
    done = certified(world, *lines)
    with ledger.seeing([world.clerk.unit_id]):
        return certification.copies_of(done.dossier_uid)[0]


def scanned(world: given.World, copy: certification.CopyRow, content: bytes | None = None, name: str = "ban-quet.pdf") -> None:
    """Let the clerk scan the original and compare."""
    content = content or a_paper("Giấy chứng nhận kết hôn")
    certification.scan(actor=world.clerk, at=FIRST_DAY, copy_uid=copy.uid, content=content, name=name)


def signed(world: given.World, copy: certification.CopyRow, **facts: Any) -> results.ResultRow:
    """Let the chairman sign it."""
    told: dict[str, Any] = {"actor": world.head, "at": FIRST_DAY + timedelta(hours=1), "real_at": real_moment(), "key": "k-1"}
    return certification.sign(copy_uid=copy.uid, **(told | facts))
