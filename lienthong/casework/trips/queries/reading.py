"""Trips as pages show them: the list, one with its run sheet as things stand now, what came back, what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.trips import access
from lienthong.casework.trips.errors import TripUnknown
from lienthong.casework.trips.models import Trip, TripAct, TripLine, TripPhone, Visit
from lienthong.casework.trips.rules import acts as rules
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure, Lowered, Sentence, Several

PAGE = 50


@dataclass(frozen=True)
class TripRow:
    """A trip of the list: how many lines it has, how many acts came, how many wait for a decision."""

    uid: UUID
    number: str
    on: date
    villages: tuple[str, ...]
    clerks: tuple[str, ...]
    state: str
    lines: int
    acts: int
    exceptions: int


@dataclass(frozen=True)
class WishRow:
    """A wish for a visit at home."""

    uid: UUID
    name: str
    phone: str
    village: str
    wish: str
    asked_at: datetime
    asked_by: str


@dataclass(frozen=True)
class LineRow:
    """A line of a run sheet as it stands now.

    to_do  whether it can still be done; `told` what happened meanwhile.  asked: the papers that are missing.
    """

    id: int
    kind: str
    kind_name: str
    village: str
    dossier_uid: UUID | None
    visit_uid: UUID | None
    code: str
    lookup_key: str
    name: str
    phone: str
    address: str
    what: str
    procedure: str
    asked: tuple[str, ...]
    reply_by: date | None
    owed: int
    to_do: bool
    told: str


@dataclass(frozen=True)
class ActRow:
    """Something that was done, with what the phone said in words; `representative` empty when nobody stands for the person."""

    uid: UUID
    kind: str
    kind_name: str
    state: str
    state_name: str
    subject: str
    dossier_uid: UUID | None
    done_at: datetime
    sent_at: datetime
    sent_by: str
    by_phone: bool
    words: tuple[tuple[str, str], ...]
    person: dict[str, str]
    representative: dict[str, str]
    files: tuple[dict[str, str], ...]
    cause: str
    decided_at: datetime | None
    decided_by: str
    drop_reason: str


@dataclass(frozen=True)
class TripPage:
    """One trip, whole.

    missing  how many acts phones have made that did not come; away: who carries a phone that has not said it had finished.
    """

    uid: UUID
    unit_id: int
    number: str
    on: date
    villages: tuple[str, ...]
    clerks: tuple[str, ...]
    clerk_uids: tuple[str, ...]
    note: str
    state: str
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    ended_by: str
    end_reason: str
    lines: tuple[LineRow, ...]
    acts: tuple[ActRow, ...]
    missing: int
    away: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Return whether acts may still come."""
        return self.state == "planned"

    @property
    def exceptions(self) -> tuple[ActRow, ...]:
        """Return what waits for a decision."""
        return tuple(one for one in self.acts if one.state == "exception")

    @property
    def untold(self) -> tuple[LineRow, ...]:
        """Return the lines of which nothing was told and that are still to do."""
        return tuple(one for one in self.lines if one.to_do)


def number_of(trip: Trip) -> str:
    """Return the number of a trip as papers write it: 03/2018."""
    return f"{trip.number:02d}/{trip.year}"


def of_uid(actor: Actor, uid: UUID) -> Trip:
    """Return a trip of the actor's unit.  Raises TripUnknown."""
    trip = Trip.objects.filter(access.visible(actor), uid=uid).first()
    if trip is None:
        raise TripUnknown
    return trip


def trips(actor: Actor) -> list[TripRow]:
    """Return the latest trips of the unit, those that are not closed first; three statements."""
    rows = list(Trip.objects.filter(access.visible(actor)).order_by("ended_at", "-on", "-pk")[:PAGE])
    rows.sort(key=lambda one: one.state != "planned")
    lines = _counted(TripLine.objects.filter(trip__in=rows).values_list("trip_id", flat=True))
    acts = list(TripAct.objects.filter(trip__in=rows).values_list("trip_id", "state"))
    came = _counted([trip for trip, _ in acts])
    waits = _counted([trip for trip, state in acts if state == "exception"])
    return [
        TripRow(
            one.uid, number_of(one), one.on, tuple(one.villages), tuple(clerk["name"] for clerk in one.clerks), one.state,
            lines.get(one.pk, 0), came.get(one.pk, 0), waits.get(one.pk, 0),
        )
        for one in rows
    ]  # fmt: skip


def _counted(keys: Any) -> dict[int, int]:
    found: dict[int, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found


def wishes(actor: Actor) -> list[WishRow]:
    """Return the wishes that wait, the longest waiting first; one statement."""
    rows = Visit.objects.filter(access.visible(actor), done_at=None, dropped="").order_by("asked_at", "pk")
    return [WishRow(one.uid, one.name, one.phone, one.village, one.wish, one.asked_at, one.asked_by) for one in rows]


def trip(actor: Actor, uid: UUID) -> TripPage:
    """Return a trip with its run sheet as things stand now; five statements.  Raises TripUnknown."""
    row, phones = _with_phones(actor, uid)
    lines = list(row.lines.select_related("visit").order_by("place", "pk"))
    acts = list(row.acts.select_related("line__visit").order_by("done_at", "pk"))
    named = [*(line.dossier_uid for line in lines), *(act.dossier_uid for act in acts)]
    known = {one for one in named if one is not None}
    there = {one.uid: one for one in dossiers.to_visit(actor, uids=known)}
    told = {one.line_id: one for one in acts if one.line_id is not None and one.kind != "void" and one.state != "dropped"}
    return TripPage(
        uid=row.uid, unit_id=row.unit_id, number=number_of(row), on=row.on, villages=tuple(row.villages),
        clerks=tuple(one["name"] for one in row.clerks), clerk_uids=tuple(one["uid"] for one in row.clerks), note=row.note,
        state=row.state, made_at=row.made_at, made_by=row.made_by, ended_at=row.ended_at, ended_by=row.ended_by,
        end_reason=row.end_reason, lines=tuple(_line(one, there, told.get(one.pk)) for one in lines),
        acts=tuple(_act(one, there) for one in acts), missing=sum(_missing(one, acts) for one in phones),
        away=tuple(one.opened_by for one in phones if one.finished_at is None),
    )  # fmt: skip


def _with_phones(actor: Actor, uid: UUID) -> tuple[Trip, list[TripPhone]]:
    """Return a trip of the actor's unit and the phones carried on it, in one statement.  Raises TripUnknown."""
    names = ("device", "made", "opened_by", "finished_at")
    told = {f"phone_{name}": F(f"phones__{name}") for name in names}
    rows = list(Trip.objects.filter(access.visible(actor), uid=uid).annotate(**told).order_by("phones__pk"))
    if not rows:
        raise TripUnknown
    return rows[0], [
        TripPhone(trip=row, **{name: getattr(row, f"phone_{name}") for name in names})
        for row in rows
        if row.phone_device is not None  # type: ignore[attr-defined]
    ]


def _missing(phone: TripPhone, acts: Sequence[TripAct]) -> int:
    """Return how many acts a phone has made that did not come."""
    return len(rules.gaps([act.number for act in acts if act.device == phone.device and act.number], phone.made))


def _line(line: TripLine, there: dict[UUID, dossiers.VisitRow], act: TripAct | None) -> LineRow:
    what: dict[str, Any] = {"id": line.pk, "kind": line.kind, "kind_name": rules.LINE_KINDS[line.kind], "village": line.village}
    told: str = ""
    if act is not None:
        told = Sentence("%(act)s: %(state)s", act=rules.KINDS[act.kind], state=Lowered(rules.STATES[act.state]))
    if line.visit is not None:
        wish = line.visit
        told = told or (
            Sentence("Đã nhận hồ sơ")
            if wish.done_at
            else Sentence("Đã bỏ: %(dropped)s", dropped=wish.dropped)
            if wish.dropped
            else ""
        )
        return LineRow(
            **what, dossier_uid=None, visit_uid=wish.uid, code="", lookup_key="", name=wish.name, phone=wish.phone,
            address=wish.village, what=wish.wish, procedure=wish.procedure, asked=(), reply_by=None, owed=0, to_do=not told,
            told=told,
        )  # fmt: skip
    row = there[line.dossier_uid]  # type: ignore[index]  # a line without a wish names a dossier
    told = told or _meanwhile(line.kind, row)
    return LineRow(
        **what, dossier_uid=row.uid, visit_uid=None, code=row.code, lookup_key=row.lookup_key, name=row.owner, phone=row.phone,
        address=row.address, what=_what(line.kind, row), procedure=row.procedure, asked=row.asked, reply_by=row.reply_by,
        owed=row.owed, to_do=not told, told=told,
    )  # fmt: skip


def _what(kind: str, row: dossiers.VisitRow) -> str:
    """Return what is brought or asked for, in words."""
    if kind == "supplement":
        return Sentence("Còn thiếu: %(asked)s", asked=Several("; ", row.asked)) if row.asked else Sentence("Giấy tờ bổ sung")
    return Sentence("Kết quả số %(number)s", number=row.result_number) if row.result_number else Sentence("Kết quả")


def _meanwhile(kind: str, row: dossiers.VisitRow) -> str:
    """Return what happened to a dossier at the counter while the line waited; empty when it can still be done."""
    if kind == "return" and row.returned_at is not None:
        return Sentence(
            "Đã trả cho %(who)s, %(moment)s", who=row.returned_to,
            moment=Figure(formats.moment(row.returned_at), row.returned_at, "moment"),
        )  # fmt: skip
    wanted = dossiers.Status.COMPLETED if kind == "return" else dossiers.Status.SUPPLEMENT_REQUESTED
    return "" if row.status is wanted else Sentence("Hồ sơ nay: %(status)s", status=Lowered(row.status_name))


def _act(act: TripAct, there: dict[UUID, dossiers.VisitRow]) -> ActRow:
    row = there.get(act.dossier_uid) if act.dossier_uid else None
    said, wish = act.said, act.line.visit if act.line is not None else None
    person = _person(act, "person", rules.PERSON, "") if act.kind == "receive" else {}
    stands = _person(act, "representative", rules.REPRESENTATIVE, rules.STANDS) if said.get("representative") is not None else {}
    subject = f"{row.code}, {row.owner}" if row else person.get("name") or (wish.name if wish else "")
    return ActRow(
        uid=act.uid, kind=act.kind, kind_name=rules.KINDS[act.kind], state=act.state, state_name=rules.STATES[act.state],
        subject=subject, dossier_uid=act.dossier_uid if row else None, done_at=act.done_at, sent_at=act.sent_at,
        sent_by=act.sent_by, by_phone=act.device is not None, words=tuple(_words(said)), person=person,
        representative=stands, files=tuple(act.files), cause=act.cause, decided_at=act.decided_at, decided_by=act.decided_by,
        drop_reason=act.drop_reason,
    )  # fmt: skip


def _person(act: TripAct, who: str, names: Sequence[str], prefix: str) -> dict[str, str]:
    """Return what was told of a person of an act, each field with its correction, empty where nothing was told."""
    told = act.said.get(who)
    words = told if isinstance(told, dict) else {}
    return {name: str(act.changes.get(prefix + name, words.get(name, ""))) for name in names}


_LABELS = {
    "receiver": "Người nhận", "receiver_id": "Số giấy tờ", "witness": "Người làm chứng", "note": "Ghi chú", "reason": "Lý do",
    "procedure": "Thủ tục",
}  # fmt: skip


def _words(said: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what was told as (label, words); a list of papers on one line."""
    found = [(label, str(said[name])) for name, label in _LABELS.items() if said.get(name)]
    if isinstance(said.get("paid"), int) and said["paid"]:
        found.append(("Đã thu tiền mặt (đồng)", formats.amount(said["paid"])))
    stands = said.get("representative")
    if isinstance(stands, dict):
        told = ", ".join(str(stands[name]) for name in ("name", "basis") if stands.get(name))
        found += [("Người đại diện", told)] if told else []
    listed = said.get("papers")
    named = [str(one.get("name", "")) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return [*found, ("Giấy tờ", "; ".join(named))] if named else found
