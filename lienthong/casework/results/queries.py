"""Questions to signed results: what a dossier has, what a citizen holds, what a file's signatures are worth."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from lienthong.casework.results import access, rules
from lienthong.casework.results.errors import ResultUnknown
from lienthong.casework.results.models import SignedResult
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import signing
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.keys import clean_key
from lienthong.toolkit.linked import Room, Thing, links_of
from lienthong.toolkit.signing import Found, State

STATE_WORDS = {
    State.GOOD: "Không bị sửa từ khi ký",
    State.CHANGED: "Đã bị sửa sau khi ký",
    State.REVOKED: "Không bị sửa, nhưng nơi cấp đã thu hồi chứng thư và không gì chứng minh chữ ký có trước đó",
    State.EXPIRED: "Chứng thư đã hết hạn khi ký",
    State.UNKNOWN: "Không bị sửa, nhưng không biết nơi cấp chứng thư",
}
REPLACED = "Đã được thay thế"
FIELDS = (
    "uid", "dossier_uid", "dossier_code", "unit_id", "kind", "title", "number", "file_uid", "sha256", "signer_name",
    "signer_title", "signing_unit", "signed_at", "sample", "citizen_uid", "replaced_at",
)  # fmt: skip


@dataclass(frozen=True)
class ResultRow:
    """A signed result as others see it; `signed_at` on the business clock."""

    uid: UUID
    dossier_uid: UUID
    dossier_code: str
    unit_id: int
    kind: str
    title: str
    number: str
    file_uid: UUID
    sha256: str
    signer_name: str
    signer_title: str
    signing_unit: str
    signed_at: datetime
    sample: bool
    citizen_uid: UUID | None
    replaced_at: datetime | None

    @property
    def kind_name(self) -> str:
        """Return the kind in words."""
        return rules.KINDS[self.kind]

    @property
    def holds(self) -> bool:
        """Return whether no later one took its place."""
        return self.replaced_at is None


@dataclass(frozen=True)
class Known:
    """What is told of a file that was signed here, to whoever has the very file."""

    title: str
    number: str
    signing_unit: str
    signed_at: datetime
    replaced_at: datetime | None


@dataclass(frozen=True)
class Checked:
    """What a file is worth: its signatures, what we know of it, whether it could be read, whether a sample key signed it."""

    signatures: list[Found]
    known: Known | None
    readable: bool = True

    @property
    def whole(self) -> bool:
        """Return whether it is signed and every signature in it is good."""
        return self.readable and bool(self.signatures) and all(one.state is State.GOOD for one in self.signatures)

    @property
    def changed(self) -> bool:
        """Return whether something in it was changed after it was signed."""
        return any(one.state is State.CHANGED for one in self.signatures)

    @property
    def sample(self) -> bool:
        """Return whether a certificate in it is one of a demonstration, worth nothing in law."""
        return any(signing.SAMPLE_MARK in one.certificate.issuer for one in self.signatures)

    @property
    def lists_of(self) -> datetime | None:
        """Return the day of the oldest revocation list that was needed (aware); None: for some signature nobody was asked."""
        days = [one.standing.lists_of for one in self.signatures if one.state in (State.GOOD, State.REVOKED)]
        asked = [day for day in days if day is not None]
        return min(asked) if asked and len(asked) == len(self.signatures) else None

    @property
    def rows(self) -> list[tuple[Found, str]]:
        """Return each signature with its worth in words."""
        return [(one, STATE_WORDS[one.state]) for one in self.signatures]


def row_of(one: SignedResult) -> ResultRow:
    """Return a signed result as others see it."""
    return ResultRow(*(getattr(one, name) for name in FIELDS))


def of_dossier(dossier_uid: UUID) -> list[ResultRow]:
    """Return the signed results of a dossier that the present context sees, the newest first; one statement."""
    return [row_of(one) for one in SignedResult.objects.filter(dossier_uid=dossier_uid).order_by("-pk")]


def result(uid: UUID) -> ResultRow:
    """Return a signed result that the present context sees.  Raises ResultUnknown."""
    found = SignedResult.objects.filter(uid=uid).first()
    if found is None:
        raise ResultUnknown
    return row_of(found)


def held_by(citizen_uid: UUID) -> list[ResultRow]:
    """Return a citizen's store, the newest first, 200 at most; one statement, in the citizen's context."""
    return [row_of(one) for one in SignedResult.objects.filter(citizen_uid=citizen_uid).order_by("-pk")[:200]]


def opened(code: str, key: str) -> list[ResultRow]:
    """Return the signed results of the dossier that a code and its look-up key open; one statement, no context needed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM results_opened(%s, %s)", [code.strip().upper(), clean_key(key)])
        return [ResultRow(*cells) for cells in cursor.fetchall()]


def links() -> list[QuerySet[Any, Any]]:
    """Return from each dossier to its signed results, for the graph of what hangs together."""
    return [links_of(SignedResult.objects.filter(kind=rules.RESULT), "dossier_uid", "dossier", "result", "uid", "result")]


def told(actor: Actor, uids: Collection[UUID]) -> list[Thing]:
    """Return those signed results that the present context sees; one statement."""
    return [
        Thing(
            row.uid, "result", row.number or row.title, row.title, org.local_day(row.signed_at),
            REPLACED if row.replaced_at else "", row.dossier_uid,
        )
        for row in SignedResult.objects.filter(uid__in=uids)
    ]  # fmt: skip


LINKED = Room(links, {"result": told})


def content(row: ResultRow) -> bytes:
    """Return the signed file; the caller has shown that it may see the row.  Raises files.FileDamaged."""
    with ledger.seeing([row.unit_id]), files.open_file(row.file_uid) as file:
        return file.read()


def checked(pdf: bytes) -> Checked:
    """Return what the signatures of anybody's PDF are worth, and whether the very file was signed here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM results_known(%s)", [hashlib.sha256(pdf).hexdigest()])
        cells = cursor.fetchone()
    known = Known(*cells) if cells else None
    try:
        ring = access.ring()
        return Checked(signing.verify(pdf, roots=ring.roots, stamp_roots=ring.stamp_roots, lists=ring.lists), known)
    except signing.NotAPdf:
        return Checked([], known, readable=False)
