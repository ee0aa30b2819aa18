"""Petitions as staff see them: lists, one with what happened, the register of a period, who may handle one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from lienthong.casework.petitions import access
from lienthong.casework.petitions.errors import PetitionUnknown
from lienthong.casework.petitions.models import Petition
from lienthong.casework.petitions.queries.limits import mark_of
from lienthong.casework.petitions.rules.words import CHANNELS, CLOSED, FEELINGS, KINDS, STATES, is_late
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

PAGE = 50
REGISTER_MOST = 5000
"""So many lines has a printed register at most; a longer period is asked in parts."""


@dataclass(frozen=True)
class PetitionRow:
    """A petition on a list: code, of what, who sent it, who handles it, by when, how it stands.

    limit_mark  how sure we are of its limit: V I M P.
    """

    uid: UUID
    code: str
    kind: str
    kind_name: str
    channel_name: str
    name: str
    subject: str
    unit_id: int
    unit: str
    handler: str
    state: str
    state_name: str
    came_at: datetime
    due_at: datetime
    handle_by: date | None
    closed_at: datetime | None
    late: bool
    limit_mark: str


@dataclass(frozen=True)
class PetitionPage:
    """A page of rows; `after` is the key of the next page, 0 on the last."""

    rows: tuple[PetitionRow, ...]
    after: int


@dataclass(frozen=True)
class PetitionSheet:
    """All of a petition: its row, what was said by whom about what, how it was closed, what is public, what the actor may do.

    lookup_key  empty but for who entered it at the desk.
    first_due_at, extension, extended_by  the limit before it was extended, why and by whom; None and empty when it was not.
    """

    row: PetitionRow
    lookup_key: str
    contact: str
    address: str
    words: str
    procedure: str
    dossier_code: str
    entered_by: str
    closing: str
    closed_by: str
    agency: str
    public_subject: str
    public_answer: str
    felt: str
    first_due_at: datetime | None
    extension: str
    extended_by: str
    acts: tuple[str, ...]
    events: tuple[ledger.EventRow, ...]


def _row(one: Petition, at: datetime) -> PetitionRow:
    return PetitionRow(
        one.uid, one.code, one.kind, KINDS[one.kind], CHANNELS[one.channel], one.name, one.subject, one.unit_id, one.unit.name,
        one.handler.name if one.handler else "", one.state, STATES[one.state], one.came_at, one.due_at, one.handle_by,
        one.closed_at, is_late(one.due_at, one.closed_at, at), mark_of(one.kind, one.came_at),
    )  # fmt: skip


def _seen(actor: Actor) -> QuerySet[Petition]:
    return Petition.objects.filter(access.visible(actor)).select_related("unit", "handler")


VIEWS = {
    "waiting": "Chờ tiếp nhận", "open": "Đang xử lý", "overdue": "Quá hạn", "closed": "Đã khép", "all": "Tất cả",
}  # fmt: skip


def of_view(view: str, at: datetime) -> Q:
    """Return which petitions a view holds; open ones are said to be without an end, as the index of open ones is."""
    return {
        "waiting": Q(state="sent", closed_at=None), "open": Q(state="open", closed_at=None),
        "overdue": Q(closed_at=None, due_at__lt=at), "closed": Q(state__in=CLOSED),
    }.get(view, Q())  # fmt: skip


def listed(actor: Actor, at: datetime, *, view: str = "open", kind: str = "", word: str = "", after: int = 0) -> PetitionPage:
    """Return petitions of the units seen, the latest first, 50 a page; one statement.

    view   a key of VIEWS.   kind  a key of KINDS, else every kind.   word  the beginning of a code.   after  as told by the page.
    """
    rows = _seen(actor).filter(of_view(view, at))
    rows = rows.filter(kind=kind) if kind in KINDS else rows
    if word.strip():
        start = word.strip().upper()
        rows = rows.filter(code__gte=start, code__lt=start + "\uffff")
    rows = rows.filter(pk__lt=after) if after else rows
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return PetitionPage(tuple(_row(one, at) for one in found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else 0)


@dataclass(frozen=True)
class Register:
    """The register of a period in the order of entry; `cut`: there are more lines than one workbook takes."""

    rows: tuple[PetitionRow, ...]
    cut: bool


def register(actor: Actor, first: date, last: date, at: datetime) -> Register:
    """Return the register of the units seen for the local days `first`..`last`, at most REGISTER_MOST lines."""
    start = datetime(first.year, first.month, first.day, tzinfo=VIETNAM)
    end = datetime(last.year, last.month, last.day, tzinfo=VIETNAM) + timedelta(days=1)
    found = list(_seen(actor).filter(came_at__gte=start, came_at__lt=end).order_by("came_at", "pk")[: REGISTER_MOST + 1])
    return Register(tuple(_row(one, at) for one in found[:REGISTER_MOST]), len(found) > REGISTER_MOST)


def sheet(actor: Actor, uid: UUID, at: datetime) -> PetitionSheet:
    """Return a petition with what happened to it and what the actor may do now.  Raises PetitionUnknown."""
    one = _seen(actor).select_related("procedure").filter(uid=uid).first()
    if one is None:
        raise PetitionUnknown
    return PetitionSheet(
        _row(one, at), _key_for(actor, one), one.contact, one.address, one.words, one.procedure.name if one.procedure else "",
        one.dossier_code, one.entered_by, one.closing, one.closed_by, one.agency, one.public_subject, one.public_answer,
        FEELINGS.get(one.felt, ""), one.first_due_at, one.extension, one.extended_by,
        acts(actor, one, at), tuple(ledger.history(uid)),
    )  # fmt: skip


def _key_for(actor: Actor, one: Petition) -> str:
    """Return the key for who entered the petition and gives it to its sender: others could judge the answer in their place."""
    return one.lookup_key if one.entered_by_uid == actor.person_uid else ""


def seen(actor: Actor, uid: UUID) -> bool:
    """Return whether the actor may open a petition: who takes one in as about behaviour may not open it any more."""
    return _seen(actor).filter(uid=uid).exists()


def acts(actor: Actor, one: Petition, at: datetime) -> tuple[str, ...]:
    """Return what the actor may do with a petition at an instant: receive, assign, answer, transfer, refuse, extend."""
    if one.state in CLOSED:
        return ()
    whose = access.keepers(one, org.local_day(at))
    if one.state == "sent":
        allowed = {"receive": access.may_receive(actor, whose), "refuse": access.may_close(actor, whose)}
    else:
        allowed = {
            "assign": access.may_assign(actor, whose), "answer": access.may_answer(actor, whose),
            "transfer": access.may_close(actor, whose), "refuse": access.may_close(actor, whose),
            "extend": access.may_answer(actor, whose) and one.first_due_at is None and at <= one.due_at,
        }  # fmt: skip
    return tuple(name for name, may in allowed.items() if may)


def handlers(unit_id: int, day: date) -> list[org.UnitRow]:
    """Return the units to which a unit may give a petition on a day: those of its People's Committee, and the committees above.

    Of a unit that has ended: those of who took it over; none when nobody did.
    """
    heirs = org.successors(unit_id, day)
    if not heirs:
        return []
    first = heirs[0].unit.id
    above = [first, *org.units_above(first, day)]
    rows = org.units(above)
    committees = [key for key in above if key in rows and _is_committee(rows[key])]
    inside = org.subtree(committees[0] if committees else first, day)
    known = {one.id: one for one in [*inside, *(rows[key] for key in committees)] if one.system == "state"}
    return list(known.values())


def _is_committee(unit: org.UnitRow) -> bool:
    return unit.function == "people_committee" or "people_committee" in unit.functions
