"""Rounds as pages show them.  The context is the caller's; Party and State are apart by the actor's capacity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet, UUIDField, Value

from lienthong.casework.approval import access
from lienthong.casework.approval.errors import RoundUnknown
from lienthong.casework.approval.models import Round, Sealed, Stand
from lienthong.casework.approval.rules.words import ISSUE, OPEN, SIGNING
from lienthong.office.files import public as files
from lienthong.toolkit.actor import Actor

PAGE = 50
VIEWS: dict[str, str] = {"waiting": "Chờ tôi", "mine": "Đơn vị tôi trình", "signed": "Đã ký, chưa phát hành", "ended": "Đã xong"}
"""The lists of rounds."""


@dataclass(frozen=True)
class StandRow:
    """One stand of a chain, by place: role and state are keys of rules.words.

    sha256  of the file that was looked at, or that the signature made; "" while nothing was done.
    """

    place: int
    role: str
    unit_id: int
    unit: str
    state: str
    opened_at: datetime | None
    acted_at: datetime | None
    acted_by: str
    acted_by_uid: UUID | None
    acted_title: str
    note: str
    sha256: str


@dataclass(frozen=True)
class RoundRow:
    """A round with its stands in their order.

    at       its open stand, None when it has ended.   turn: it is the actor's.   late: signed, and not issued in time.
    withdrawable  the actor's unit drafted it and nobody signed.
    """

    uid: UUID
    draft_uid: UUID
    version_uid: UUID
    version_number: int
    number: int
    unit_id: int
    unit: str
    keeper_id: int
    body: str
    body_key: str
    system: str
    type_name: str
    subject: str
    way: str
    register: str
    state: str
    sha256: str
    now_file_uid: UUID
    now_sha256: str
    submitted_at: datetime
    submitted_by: str
    signed_at: datetime | None
    issue_by: datetime | None
    ended_at: datetime | None
    ended_by: str
    reason: str
    document_uid: UUID | None
    label: str
    attested_at: datetime | None
    stands: tuple[StandRow, ...]
    at: StandRow | None
    turn: bool
    late: bool
    withdrawable: bool


def _rows(actor: Actor) -> QuerySet[Round]:
    stands = Prefetch("stands", Stand.objects.select_related("unit").order_by("place"))
    found = Round.objects.filter(system=access.system_of(actor)).select_related("unit").prefetch_related(stands)
    return found if actor.has(*access.READERS) else found.none()


def _turn(actor: Actor) -> QuerySet[Stand]:
    """Return the open stands at which it is the actor's turn."""
    mine = Stand.objects.filter(state="open", unit_id=actor.unit_id)
    if not actor.has(access.CLERK):
        mine = mine.exclude(role=ISSUE)
    return mine if actor.has(*access.LEADERS) else mine.filter(role=ISSUE)


def rounds(actor: Actor, at: datetime, *, view: str, before: int = 0) -> tuple[list[RoundRow], int]:
    """Return 50 rounds of a view, the latest first, and the key to go on before (0: no more); two statements.

    view  key of VIEWS: waiting, mine, signed (the first to be issued first), ended.
    """
    rows = _rows(actor)
    if view == "waiting":
        rows = rows.filter(pk__in=_turn(actor).values("round_id"), state__in=OPEN)
    elif view == "mine":
        rows = rows.filter(unit_id=actor.unit_id, state__in=OPEN)
    elif view == "signed":
        rows = rows.filter(state="signed")
    else:
        rows = rows.exclude(state__in=OPEN)
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return [_row(one, actor, at) for one in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else 0


def round_of(actor: Actor, uid: UUID, at: datetime) -> RoundRow:
    """Return a round; two statements.  Raises RoundUnknown."""
    found = _rows(actor).filter(uid=uid).first()
    if found is None:
        raise RoundUnknown
    return _row(found, actor, at)


def rounds_of(actor: Actor, draft_uid: UUID, at: datetime) -> list[RoundRow]:
    """Return the rounds of a draft, the first first; two statements."""
    return [_row(one, actor, at) for one in _rows(actor).filter(draft_uid=draft_uid).order_by("number")]


def last_round_of(actor: Actor, draft_uid: UUID) -> tuple[UUID, int, str, str, str] | None:
    """Return uid, number, state, reason and who ended it of the last round of a draft, None before the first; one statement."""
    rows = Round.objects.filter(draft_uid=draft_uid, system=access.system_of(actor)).order_by("-number")
    return rows.values_list("uid", "number", "state", "reason", "ended_by").first()


@dataclass(frozen=True)
class SignedAs:
    """How a document was signed: by a round (its uid), or sealed beside the rounds (None); way of WAYS, when, by whom."""

    round_uid: UUID | None
    way: str
    at: datetime | None
    by: str


def signed_as(actor: Actor, document_uid: UUID) -> SignedAs | None:
    """Return how a document of the actor's side was signed here, None: it was not; one statement."""
    rounds = Round.objects.filter(document_uid=document_uid, system=access.system_of(actor), stands__role="sign")
    beside = Sealed.objects.filter(object_uid=document_uid, replaced_at=None)
    rows = rounds.values_list("uid", "way", "signed_at", "stands__acted_by").union(
        beside.values_list(Value(None, output_field=UUIDField()), "way", "sealed_at", "sealed_by"), all=True
    )
    return next((SignedAs(*one) for one in rows), None)


def content(row: RoundRow) -> bytes:
    """Return the paper of a round as it is now; the context must see the round.  Raises files.FileDamaged, files.FileUnknown."""
    with files.open_file(row.now_file_uid) as file:
        return file.read()


def _row(one: Round, actor: Actor, now: datetime) -> RoundRow:
    kept = list(one.stands.all())
    stands = tuple(_stand(stand) for stand in kept)
    current = next((stand for stand in kept if stand.state == "open"), None)
    at = next((stand for stand in stands if stand.state == "open"), None)
    untouched = not any(stand.role in SIGNING and stand.state == "done" for stand in stands)
    return RoundRow(
        one.uid, one.draft_uid, one.version_uid, one.version_number, one.number, one.unit_id, one.unit.name, one.keeper_id,
        one.body_name, one.body_key, one.system, one.type_name, one.subject, one.way, one.register,
        one.state, one.sha256, one.now_file_uid,
        one.now_sha256, one.submitted_at, one.submitted_by, one.signed_at, one.issue_by, one.ended_at, one.ended_by, one.reason,
        one.document_uid, one.label, one.attested_at, stands, at,
        turn=current is not None and access.may_act(actor, one, current),
        late=one.state == "signed" and one.issue_by is not None and one.issue_by < now,
        withdrawable=one.state in OPEN and untouched and one.unit_id == actor.unit_id and actor.has(*access.READERS),
    )  # fmt: skip


def _stand(one: Stand) -> StandRow:
    return StandRow(
        one.place, one.role, one.unit_id, one.unit.name, one.state, one.opened_at, one.acted_at, one.acted_by, one.acted_by_uid,
        one.acted_title, one.note, one.sha256,
    )  # fmt: skip
