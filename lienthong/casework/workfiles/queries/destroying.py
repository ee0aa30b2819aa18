"""Destruction: what may go and what may not, a list with its council and what its members say, what is printed of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import DestructionUnknown
from lienthong.casework.workfiles.models import CouncilMember, Destruction, DestructionLine, FileItem, WorkFile
from lienthong.casework.workfiles.queries import contents
from lienthong.casework.workfiles.queries.contents import ItemRow
from lienthong.casework.workfiles.queries.periods import period
from lienthong.casework.workfiles.rules.retention import ends_on
from lienthong.casework.workfiles.rules.words import FILE_STATES, HOLD_KINDS
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure, Sentence


def why_not(row: WorkFile, on: date, *, listed_by: int | None = None) -> Sentence | None:
    """Return why a file may not be destroyed on a day, None when it may; three statements at most.

    listed_by  key of the destruction list that is being decided: standing on it is no obstacle.
    """
    if row.state not in {"closed", "handed"}:
        return Sentence("hồ sơ %(state)s", state=FILE_STATES[row.state].lower())
    last = ends_on(row.ended_on, period(row.period).years) if row.ended_on else None
    if last is None:
        return Sentence("hồ sơ bảo quản vĩnh viễn")
    if last >= on:
        return Sentence("thời hạn bảo quản đến hết ngày %(day)s", day=Figure(formats.day(last), last, "day"))
    held = row.holds.filter(lifted_at=None).first()
    if held is not None:
        return Sentence("đang giữ lại: %(kind)s", kind=HOLD_KINDS[held.kind].lower())
    if row.destruction_lines.filter(destruction__state="review").exclude(destruction_id=listed_by or 0).exists():
        return Sentence("hồ sơ đang nằm trong một danh sách tiêu hủy khác")
    return None


@dataclass(frozen=True)
class Spared:
    """A thing of a file that is not destroyed with it, and why."""

    object_uid: UUID
    name: str
    why: Sentence


def spared(row: WorkFile, items: Sequence[ItemRow], going: Collection[int]) -> list[Spared]:
    """Return what lies in a file and lives on: in another living file, or as a dossier that is open; two statements.

    going  keys of the files that go with this one.
    """
    uids = {one.object_uid for one in items}
    others = FileItem.objects.filter(object_uid__in=uids).exclude(file_id__in={*going, row.pk}).select_related("file")
    living = {one.object_uid: one.file.symbol for one in others.order_by("pk") if one.file.state != "destroyed"}
    open_ = contents.running_of({one.object_uid for one in items if one.kind in {"dossier", "result"}})
    found = []
    for one in items:
        name = one.symbol or one.title[:80]
        if one.object_uid in living:
            why = Sentence("còn trong hồ sơ %(symbol)s", symbol=living[one.object_uid])
            found.append(Spared(one.object_uid, name, why))
        elif one.object_uid in open_:
            found.append(Spared(one.object_uid, name, Sentence("hồ sơ thủ tục đang giải quyết")))
    return found


@dataclass(frozen=True)
class DestructionRow:
    """A destruction list: its number in the year, state, files, who made and who settled it when."""

    uid: UUID
    year: int
    number: int
    state: str
    reason: str
    files: int
    made_at: datetime
    made_by: str
    settled_at: datetime | None
    settled_by: str
    settled_as: str
    settled_why: str


@dataclass(frozen=True)
class MemberRow:
    """A member of the council."""

    person_uid: UUID
    name: str
    title: str
    role: str


@dataclass(frozen=True)
class SaidRow:
    """What a member says of a file: it may go, or it stays and why; `agrees` None: nothing yet."""

    name: str
    agrees: bool | None
    reason: str


@dataclass(frozen=True)
class DestroyedRow:
    """A file of a list as its minutes name it, what each member says, what became of it, what of it lives on."""

    uid: UUID
    file_uid: UUID
    place: int
    symbol: str
    title: str
    first: str
    last: date | None
    period_name: str
    documents: int
    pages: int
    digest: str
    reason: str
    outcome: str
    outcome_why: str
    spared: tuple[tuple[str, str], ...]
    said: tuple[SaidRow, ...]

    def of(self, name: str) -> SaidRow:
        """Return what a member says."""
        return next(one for one in self.said if one.name == name)


def destructions(actor: Actor) -> list[DestructionRow]:
    """Return the destruction lists of the actor's unit, the latest first, a hundred at most; one statement."""
    rows = Destruction.objects.filter(access.own(actor) | _member(actor)).annotate(many=Count("lines", distinct=True))
    return [_row(one) for one in rows.order_by("-pk")[:100]]


def _member(actor: Actor) -> Q:
    return Q(members__person_uid=actor.person_uid, system=access.system_of(actor))


def _row(one: Destruction) -> DestructionRow:
    return DestructionRow(
        one.uid, one.year, one.number, one.state, one.reason, one.many, one.made_at, one.made_by, one.settled_at,  # type: ignore[attr-defined]
        one.settled_by, one.settled_as, one.settled_why,
    )  # fmt: skip


def destruction(actor: Actor, uid: UUID) -> tuple[DestructionRow, list[MemberRow], list[DestroyedRow]]:
    """Return a destruction list, its council and its files with what the members say; four statements.

    Raises DestructionUnknown.
    """
    rows = Destruction.objects.filter(Q(uid=uid) & (access.own(actor) | _member(actor)))
    row = rows.annotate(many=Count("lines", distinct=True)).first()
    if row is None:
        raise DestructionUnknown(destruction=str(uid))
    members = list(CouncilMember.objects.filter(destruction=row.pk).order_by("place"))
    lines = DestructionLine.objects.filter(destruction=row.pk).select_related("file").prefetch_related("verdicts")
    council = [MemberRow(one.person_uid, one.name, one.title, one.role) for one in members]
    return _row(row), council, [_line(one, members) for one in lines.order_by("place")]


def _line(line: DestructionLine, members: Sequence[CouncilMember]) -> DestroyedRow:
    file, said = line.file, {one.member_id: one for one in line.verdicts.all()}
    return DestroyedRow(
        line.uid, file.uid, line.place, file.symbol, file.title, file.closing.get("started_on", ""), file.ended_on,
        period(file.period).name, file.closing.get("documents", 0), file.closing.get("pages", 0), file.closing.get("digest", ""),
        line.reason, line.outcome, line.outcome_why, tuple((one[0], one[1]) for one in line.spared),
        tuple(
            SaidRow(one.name, said[one.pk].agrees if one.pk in said else None, said[one.pk].reason if one.pk in said else "")
            for one in members
        ),
    )  # fmt: skip
