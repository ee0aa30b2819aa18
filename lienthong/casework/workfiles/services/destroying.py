"""Files whose time is over are listed, reviewed by a council, and destroyed when the head says so: a stub of each is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import (
    CouncilTooSmall,
    DestructionSettled,
    DestructionUnknown,
    MayNotBeDestroyed,
    NotAllDecided,
    NothingChosen,
    NotOfCouncil,
)
from lienthong.casework.workfiles.models import CouncilMember, Destruction, DestructionLine, Verdict, WorkFile
from lienthong.casework.workfiles.queries import contents
from lienthong.casework.workfiles.queries.destroying import spared, why_not
from lienthong.casework.workfiles.rules.words import DESTRUCTION_STATES
from lienthong.casework.workfiles.services.retaining import kept_file
from lienthong.casework.workfiles.services.telling import acting, text, told
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Sentence

MOST_LISTED = 200
SMALLEST_COUNCIL = 3


@dataclass(frozen=True)
class Doomed:
    """A file on a list, and why it may go."""

    file_uid: UUID
    reason: str


@dataclass(frozen=True)
class Said:
    """What a member says of a file: it may go, or it stays, and why."""

    agrees: bool
    reason: str = ""


def list_for_destruction(
    *, actor: Actor, at: datetime, reason: str, doomed: Sequence[Doomed], council: Mapping[UUID, str]
) -> UUID:
    """Make a list of files to destroy, with the council that reviews it; return its uid.

    council  people of the actor's unit, by uid, each with a role: one «chair», «member», «secretary».
    Raises NotYourFile, TextMissing, TextTooLong, NothingChosen, CouncilTooSmall, WorkFileUnknown, MayNotBeDestroyed.
    """
    with acting(actor, access.PLANNERS):
        said, today = text("reason", reason), org.local_day(at)
        if not 1 <= len(doomed) <= MOST_LISTED:
            raise NothingChosen(most=MOST_LISTED)
        people = {one.person_uid: one for one in org.staff_of([actor.unit_id], today) if one.person_uid in council}
        if len(people) < SMALLEST_COUNCIL or len(people) < len(council) or sorted(council.values()).count("chair") != 1:
            raise CouncilTooSmall
        lists = Destruction.objects.filter(access.own(actor), year=today.year)
        number = (lists.aggregate(last=Max("number"))["last"] or 0) + 1
        row = Destruction.objects.create(
            keeper_id=actor.unit_id, system=access.system_of(actor), year=today.year, number=number, reason=said, made_at=at,
            made_by=actor.name,
        )  # fmt: skip
        rows = [_may_go(actor, one.file_uid, at) for one in doomed]
        objects = [ledger.ObjectRef("work_file", one.uid) for one in rows]
        told(
            actor, at, "destruction", row.uid, "destruction_listed", {"files": len(rows)}, objects=objects,
            participants=(actor.unit_id,),
        )  # fmt: skip
        DestructionLine.objects.bulk_create(
            DestructionLine(destruction=row, file=file, place=place, reason=text("reason", one.reason or said))
            for place, (file, one) in enumerate(zip(rows, doomed, strict=True), 1)
        )
        CouncilMember.objects.bulk_create(
            CouncilMember(
                destruction=row, place=place, person_uid=uid, name=people[uid].name, title=people[uid].title, role=role
            )
            for place, (uid, role) in enumerate(council.items(), 1)
        )  # fmt: skip
    return row.uid


def _may_go(actor: Actor, uid: UUID, at: datetime) -> WorkFile:
    row = kept_file(actor, uid)
    why = why_not(row, org.local_day(at))
    if why is None and row.state == "handed" and row.archive_id != actor.unit_id:
        why = Sentence("hồ sơ do lưu trữ giữ, lưu trữ lập danh sách")
    if why is not None:
        raise MayNotBeDestroyed(symbol=row.symbol, why=why)
    return row


def _listed(uid: UUID) -> Destruction:
    """Return a list that is under review, locked.  Raises DestructionUnknown, DestructionSettled."""
    row = Destruction.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
    if row is None:
        raise DestructionUnknown(destruction=str(uid))
    if row.state != "review":
        raise DestructionSettled(state=DESTRUCTION_STATES[row.state].lower())
    return row


def decide(*, actor: Actor, at: datetime, destruction_uid: UUID, said: Mapping[UUID, Said]) -> None:
    """Say as a member of the council what may go and what stays, by uid of the line; said again it is the latest that counts.

    Raises NotYourFile, DestructionUnknown, DestructionSettled, NotOfCouncil, TextMissing (why something stays), TextTooLong.
    """
    with acting(actor, access.READERS):
        row = _listed(destruction_uid)
        member = row.members.filter(person_uid=actor.person_uid).first()
        if member is None:
            raise NotOfCouncil
        lines = {one.uid: one for one in row.lines.filter(uid__in=said)}
        if set(lines) != set(said) or not said:
            raise DestructionUnknown(destruction=str(destruction_uid))
        for uid, one in said.items():
            why = text("reason", one.reason, needed=not one.agrees)
            Verdict.objects.update_or_create(
                line=lines[uid], member=member, defaults={"agrees": one.agrees, "reason": why, "said_at": at}
            )
        facts = {"go": sum(one.agrees for one in said.values()), "stay": sum(not one.agrees for one in said.values())}
        told(actor, at, "destruction", row.uid, "destruction_decided", facts)


def settle(*, actor: Actor, at: datetime, destruction_uid: UUID, agrees: bool = True, reason: str = "") -> int:
    """Decide a list as the head, when every member said something of every file; return how many files were destroyed.

    What one member wants to stay stays [P], and so does what is held meanwhile.  Of what goes a stub is left: symbol, title,
    days, period, these minutes, sha-256 of the list of documents.
    Its contents are served no more, unless they live on elsewhere.
    Raises NotYourFile, DestructionUnknown, DestructionSettled, NotAllDecided, TextMissing (no, and why), TextTooLong.
    """
    with acting(actor, access.HEADS):
        row = _listed(destruction_uid)
        if row.keeper_id != actor.unit_id:
            raise DestructionUnknown(destruction=str(destruction_uid))
        why = text("reason", reason, needed=not agrees)
        done = _destroy(actor, at, row) if agrees else 0
        row.state, row.settled_at, row.settled_by = "done" if agrees else "dropped", at, actor.name
        row.settled_as, row.settled_why = actor.signs_as(*access.HEADS), why
        row.save(update_fields=["state", "settled_at", "settled_by", "settled_as", "settled_why"])
        told(actor, at, "destruction", row.uid, f"destruction_{row.state}", {"destroyed": done})
    return done


def _destroy(actor: Actor, at: datetime, row: Destruction) -> int:
    """Destroy what every member lets go; return how many files.  Raises NotAllDecided."""
    members = row.members.count()
    lines = list(row.lines.select_related("file").prefetch_related("verdicts").order_by("place"))
    lacking = sum(members - len(line.verdicts.all()) for line in lines)
    if lacking:
        raise NotAllDecided(count=lacking)
    going = []
    for line in lines:
        file = WorkFile.objects.select_for_update(of=("self",), no_key=True).get(pk=line.file_id)
        stays = [one.reason for one in line.verdicts.all() if not one.agrees]
        why: str | None = stays[0] if stays else why_not(file, org.local_day(at), listed_by=row.pk)
        line.outcome, line.outcome_why = ("keep", str(why)) if why else ("destroy", "")
        line.file = file
        if not why:
            going.append(line)
    keys = {line.file_id for line in going}
    gone: set[UUID] = set()
    for line in going:
        items = contents.items_of(line.file)
        living = spared(line.file, items, keys)
        line.spared = [[one.name, str(one.why)] for one in living]
        gone |= {one.object_uid for one in items} - {one.object_uid for one in living}
        _leave_stub(actor, at, line.file, row)
    files.withdraw(gone, because=row.uid, at=at)
    DestructionLine.objects.bulk_update(lines, ["outcome", "outcome_why", "spared"])
    return len(going)


def _leave_stub(actor: Actor, at: datetime, file: WorkFile, row: Destruction) -> None:
    file.state, file.destroyed_at, file.destruction = "destroyed", at, row
    file.save(update_fields=["state", "destroyed_at", "destruction"])
    file.items.all().delete()
    told(actor, at, "work_file", file.uid, "work_file_destroyed", {"minutes": row.uid, "digest": file.closing.get("digest", "")})
