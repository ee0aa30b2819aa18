"""Letters under handling in lists: those of the actor, of the unit, late ones; the official register of their handling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import access
from lienthong.casework.handling.models import Letter, Move, Part
from lienthong.casework.handling.rules.words import ENDED, OPEN, is_late
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.vietnamese import fold

PAGE = 50
MOST_LINES = 5000
"""So many lines has a workbook or printed register at most; a longer period is asked in parts."""
VIEWS: dict[str, str] = {
    "mine": "Việc của tôi", "unit": "Đơn vị tôi", "late": "Quá hạn", "open": "Đang xử lý", "ended": "Đã xong",
}  # fmt: skip
"""The lists of letters."""
ROLES = ("lead", "co")
AGES: tuple[tuple[str, int, int | None], ...] = (("0-3", 0, 3), ("4-7", 4, 7), ("8-15", 8, 15), ("16+", 16, None))
"""Buckets of days since a part was given that is still open, both ends counted [P]."""
FIGURES: dict[str, str] = {
    "presented": "Trình trong tuần", "finished": "Hoàn thành trong tuần", "finished_late": "Hoàn thành quá hạn trong tuần",
    "filed": "Lưu, không cần xử lý", "waiting": "Chờ bút phê lúc này", "open": "Đang xử lý lúc này", "late": "Quá hạn lúc này",
}  # fmt: skip
"""What the page of a week counts."""


@dataclass(frozen=True)
class LetterRow:
    """A letter in a list: its number, what it is, to whom it was presented, who handles it, by when, how it stands.

    handlers  (role, name) of those whom the leader named and who were not taken out again.   late  a part of it is late, or it
    was when it ended.   risen  to whom an open part of it rose the highest for being late or near its day; "" to nobody.
    """

    document_uid: UUID
    number: str
    symbol: str
    type_name: str
    subject: str
    issuer: str
    issued_on: date | None
    arrived_at: datetime | None
    secrecy: str
    leader: str
    handlers: tuple[tuple[str, str], ...]
    state: str
    due_at: datetime | None
    closed_at: datetime | None
    late: bool
    closing: str
    answer: str
    risen: str = ""


@dataclass(frozen=True)
class Wanted:
    """Which letters are looked for: words in number, symbol, issuer or subject; parts of a unit or person, given in a span.

    verdict  on_time, late (answered so), open, open_late, waived: how those parts stand; "": any.
    age      name of AGES: those parts are open for so many days.
    figure   key of FIGURES: the letters of the own registers that the page of a week counts; the span is then its own.
    person_uid with unit_id  the parts of a person at one unit.
    """

    word: str = ""
    unit_id: int = 0
    person_uid: UUID | None = None
    verdict: str = ""
    first: date | None = None
    last: date | None = None
    age: str = ""
    figure: str = ""


def listed(actor: Actor, at: datetime, *, view: str, wanted: Wanted, before: int = 0) -> tuple[list[LetterRow], int]:
    """Return 50 letters of a view, the latest first, and the key to go on before (0: no more); two statements."""
    rows = _of(actor, at, view, wanted)
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return _rows(found[:PAGE], at), found[PAGE - 1].pk if len(found) > PAGE else 0


def all_listed(actor: Actor, at: datetime, *, view: str, wanted: Wanted) -> list[LetterRow]:
    """Return the letters of a view, the latest first, at most MOST_LINES; two statements."""
    return _rows(list(_of(actor, at, view, wanted).order_by("-pk")[:MOST_LINES]), at)


def followed(actor: Actor, first: date, last: date, at: datetime) -> list[LetterRow]:
    """Return the letters of the own registers presented on the days `first`..`last`, in the order of their numbers."""
    if not actor.has(*documents.READERS):
        return []
    start, end = span(first, last)
    rows = _letters().filter(system=actor.capacity, keeper_id__in=actor.sees | {actor.unit_id})
    found = rows.filter(presented_at__gte=start, presented_at__lt=end).order_by("document__entry__number", "pk")
    return _rows(list(found[:MOST_LINES]), at)


def span(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the instants between which local days lie: from the first one's beginning to before the day after the last."""
    start = datetime(first.year, first.month, first.day, tzinfo=VIETNAM)
    return start, datetime(last.year, last.month, last.day, tzinfo=VIETNAM) + timedelta(days=1)


def _letters() -> QuerySet[Letter]:
    rose = Move.objects.filter(letter_id=OuterRef("pk"), kind="rise", part__state="open", due_at=F("part__due_at"))
    highest = Subquery(rose.order_by("-level", "-pk").values("whom")[:1])
    return Letter.objects.select_related("document__entry", "answer").annotate(risen=Coalesce(highest, Value("")))


def _of(actor: Actor, at: datetime, view: str, wanted: Wanted) -> QuerySet[Letter]:
    rows = _letters().filter(access.visible(actor)).filter(_in_view(actor, at, view))
    for part in fold(wanted.word).split():
        digits = part.isascii() and part.isdecimal()
        said = Q(document__folded__contains=part)
        rows = rows.filter(said | Q(document__entry__number=int(part[:9])) if digits else said)
    if wanted.figure:
        return rows.filter(own_registers(actor), figure(wanted.figure, wanted.first, wanted.last, at))
    if wanted.unit_id or wanted.person_uid or wanted.verdict or wanted.age or wanted.first:
        rows = rows.filter(Exists(counted_parts(wanted, at).filter(letter_id=OuterRef("pk"))))
    return rows


def _in_view(actor: Actor, at: datetime, view: str) -> Q:
    parts = Part.objects.filter(letter_id=OuterRef("pk"), state="open")
    own = Q(leader_unit_id=actor.unit_id, system=actor.capacity, state="presented")
    kept = Q(keeper_id=actor.unit_id, system=actor.capacity)
    return {
        "mine": Exists(parts.filter(access.own_parts(actor))) | own & Q(leader_uid__in=access.hands(actor)),
        "unit": Q(state__in=OPEN) & (Exists(parts.filter(unit_id=actor.unit_id, side=actor.capacity)) | own | kept),
        "late": Q(state__in=OPEN) & Q(Exists(parts.filter(due_at__lt=at))),
        "ended": Q(state__in=ENDED),
        "all": Q(),
    }.get(view, Q(state__in=OPEN))


def counted_parts(wanted: Wanted, at: datetime) -> QuerySet[Part]:
    """Return the parts that statistics count: of who leads or co-operates, named or passed down to, not taken out again."""
    rows = Part.objects.filter(role__in=ROLES).exclude(state__in=["returned", "withdrawn"])
    rows = rows.filter(unit_id=wanted.unit_id) if wanted.unit_id else rows
    rows = rows.filter(person_uid=wanted.person_uid) if wanted.person_uid else rows
    rows = rows.filter(parent=None) if wanted.unit_id and not wanted.person_uid else rows
    if wanted.first and wanted.last:
        start, end = span(wanted.first, wanted.last)
        rows = rows.filter(given_at__gte=start, given_at__lt=end)
    rows = rows.filter(aged(wanted.age, at)) if wanted.age else rows
    return rows.filter(verdict(wanted.verdict, at)) if wanted.verdict else rows


def aged(name: str, at: datetime) -> Q:
    """Return which parts are open for as many whole days as a bucket of AGES says; of another name none."""
    for bucket, low, high in AGES:
        if bucket == name:
            found = Q(state="open", given_at__lte=at - timedelta(days=low))
            return found if high is None else found & Q(given_at__gt=at - timedelta(days=high + 1))
    return Q(pk__in=[])


def own_registers(actor: Actor) -> Q:
    """Return which letters the page of a week counts: those of the own registers, for who reads them."""
    if not actor.has(*documents.READERS):
        return Q(pk__in=[])
    return Q(system=actor.capacity, keeper_id__in=actor.sees | {actor.unit_id})


def figure(name: str, first: date | None, last: date | None, at: datetime) -> Q:
    """Return which letters a figure of a week counts, in the span where it asks for one; of another name, or no span, none."""
    now = {
        "waiting": Q(state="presented"),
        "open": Q(state__in=["assigned", "working"]),
        "late": Q(closed_at=None, due_at__lt=at),
    }
    if name in now or first is None or last is None:
        return now.get(name, Q(pk__in=[]))
    start, end = span(first, last)
    inside, ended = Q(presented_at__gte=start, presented_at__lt=end), Q(closed_at__gte=start, closed_at__lt=end)
    return {
        "presented": inside, "finished": ended & Q(state="finished"), "filed": ended & Q(state="filed"),
        "finished_late": ended & Q(state="finished", closed_at__gt=F("due_at")),
    }.get(name, Q(pk__in=[]))  # fmt: skip


def verdict(name: str, at: datetime) -> Q:
    """Return which parts stand so at an instant: on_time, late, waived, open, open_late."""
    return {
        "on_time": Q(state="done", closed_at__lte=F("due_at")), "late": Q(state="done", closed_at__gt=F("due_at")),
        "waived": Q(state="waived"), "open": Q(state="open", due_at__gte=at), "open_late": Q(state="open", due_at__lt=at),
    }.get(name, Q(pk__in=[]))  # fmt: skip


def _rows(found: Sequence[Letter], at: datetime) -> list[LetterRow]:
    parts = Part.objects.select_related("unit").filter(letter__in=found, parent=None, role__in=ROLES)
    named: dict[int, list[Part]] = {}
    for part in parts.exclude(state__in=["returned", "withdrawn"]).order_by("-role", "pk"):
        named.setdefault(part.letter_id, []).append(part)
    return [_row(one, named.get(one.pk, []), at) for one in found]


def _row(one: Letter, parts: Sequence[Part], at: datetime) -> LetterRow:
    document = one.document
    late = is_late(one.due_at, one.closed_at, at) or any(
        part.state == "open" and is_late(part.due_at, None, at) for part in parts
    )
    entry = getattr(document, "entry", None)
    return LetterRow(
        document.uid, entry.label if entry else "", document.symbol, document.type_name, document.subject, document.issuer,
        document.issued_on, document.arrived_at, document.secrecy, one.leader_name,
        tuple((part.role, part.name) for part in parts), one.state, one.due_at, one.closed_at, late, one.closing,
        (one.answer.symbol or one.answer.subject) if one.answer else "", one.risen,  # type: ignore[attr-defined]  # of the query
    )  # fmt: skip
