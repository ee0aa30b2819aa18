"""Files are handed in to the archive by a list and minutes that both sides sign; a unit may keep one longer with consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import (
    HandInSettled,
    HandInUnknown,
    KeptTooLong,
    NotForArchive,
    NothingChosen,
    SameSide,
)
from lienthong.casework.workfiles.models import HandIn, HandInLine, WorkFile
from lienthong.casework.workfiles.queries.archives import archive_of
from lienthong.casework.workfiles.queries.periods import period
from lienthong.casework.workfiles.rules.retention import SHORTEST_ARCHIVED, longest_kept
from lienthong.casework.workfiles.rules.words import FILE_STATES, HAND_IN_STATES
from lienthong.casework.workfiles.services.telling import acting, file_of, text, told
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Sentence

MOST_HANDED = 200
"""Files of one hand-in at most."""


@dataclass(frozen=True)
class Shelved:
    """Where the archive put a file: number of the box, shelf."""

    box: str
    shelf: str = ""


def keep_longer(*, actor: Actor, at: datetime, file_uid: UUID, until: date, reason: str) -> None:
    """Consent that a unit keeps a closed file beyond the day it is due at the archive, two years at most.

    Raises NotYourFile, WorkFileUnknown, NotInThisState, TextMissing, TextTooLong, KeptTooLong.
    """
    with acting(actor, access.HEADS):
        row = file_of(actor, file_uid, "closed")
        said = text("reason", reason)
        most = longest_kept(row.ended_on or org.local_day(at), capital=row.capital)
        if until > most:
            raise KeptTooLong(symbol=row.symbol, most=formats.day(most))
        row.kept_until, row.kept_why = until, said
        row.save(update_fields=["kept_until", "kept_why"])
        told(actor, at, "work_file", row.uid, "work_file_kept_longer", {"until": until, "reason": said})


def hand_in(*, actor: Actor, at: datetime, file_uids: Sequence[UUID], condition: str = "", store: str = "agency") -> UUID:
    """Give closed files to the archive: the giver signs the minutes, their list stands; return the uid of the hand-in.

    store  «agency»: the unit's files to its agency's archive.  From there, by the archive: «historical» permanent State files to
           the province, «party_store» Party files to the committee's store.
    Raises NotYourFile, NothingChosen, WorkFileUnknown, NotForArchive, TextTooLong.
    """
    with acting(actor, access.WRITERS if store == "agency" else access.ARCHIVISTS):
        uids = list(dict.fromkeys(file_uids))
        if not 1 <= len(uids) <= MOST_HANDED:
            raise NothingChosen(most=MOST_HANDED)
        to = archive_of(actor.unit_id, access.system_of(actor), org.local_day(at)) if store == "agency" else actor.unit_id
        rows = [_going(actor, uid, store) for uid in uids]
        made = HandIn.objects.create(
            keeper_id=actor.unit_id, archive_id=to, system=access.system_of(actor), store=store,
            condition=text("condition", condition, needed=False), given_at=at, given_by=actor.name,
            given_as=actor.signs_as(*access.WRITERS), given_by_uid=actor.person_uid,
        )  # fmt: skip
        lines = [HandInLine(hand_in=made, file=row, place=number) for number, row in enumerate(rows, 1)]
        HandInLine.objects.bulk_create(lines)
        objects = [ledger.ObjectRef("work_file", row.uid) for row in rows]
        told(
            actor, at, "hand_in", made.uid, "hand_in_given", {"store": store, "files": len(rows)}, objects=objects,
            participants=tuple({actor.unit_id, to}),
        )  # fmt: skip
        for row in rows:
            ledger.take_part(row.uid, [to], at)
    return made.uid


def _going(actor: Actor, uid: UUID, store: str) -> WorkFile:
    """Return a file that may go to a store, locked.  Raises WorkFileUnknown, NotForArchive."""
    row = file_of(actor, uid) if store == "agency" else _in_archive(actor, uid)
    why, kept = "", period(row.period)
    wanted = "closed" if store == "agency" else "handed"
    if row.state != wanted:
        why = Sentence("hồ sơ %(state)s", state=FILE_STATES[row.state].lower())
    elif not kept.archived:
        why = Sentence("thời hạn bảo quản dưới %(years)s năm thì giữ tại đơn vị", years=SHORTEST_ARCHIVED)
    elif store == "historical" and (kept.years is not None or row.system != "state"):
        why = Sentence("lưu trữ lịch sử chỉ nhận hồ sơ vĩnh viễn của chính quyền")
    elif store == "party_store" and row.system != "party":
        why = Sentence("kho lưu trữ cấp ủy chỉ nhận hồ sơ của Đảng")
    elif row.hand_ins.filter(hand_in__state="given").exists():
        why = Sentence("hồ sơ đang nằm trong một biên bản chờ bên nhận ký")
    if why:
        raise NotForArchive(symbol=row.symbol, why=why)
    return row


def _in_archive(actor: Actor, uid: UUID) -> WorkFile:
    rows = WorkFile.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(uid=uid, archive_id=actor.unit_id, system=access.system_of(actor)).first()
    return row if row is not None else file_of(actor, uid)


def _given(actor: Actor, uid: UUID) -> HandIn:
    """Return a hand-in that waits for the actor's archive, locked.  Raises HandInUnknown, HandInSettled, SameSide."""
    rows = HandIn.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(uid=uid, archive_id=actor.unit_id, system=access.system_of(actor)).first()
    if row is None:
        raise HandInUnknown(hand_in=str(uid))
    if row.state != "given":
        raise HandInSettled(state=HAND_IN_STATES[row.state].lower())
    if row.given_by_uid == actor.person_uid and row.store == "agency":
        raise SameSide
    return row


def take_over(
    *, actor: Actor, at: datetime, hand_in_uid: UUID, places: Mapping[UUID, Shelved] | None = None, taker: str = ""
) -> None:
    """Sign for a hand-in on the side of the archive: its files lie there now.

    places  box and shelf by uid of the file.
    taker   who signed for a store outside our units (of the province, of the committee), as written on the paper minutes.
    Raises NotYourFile, HandInUnknown, HandInSettled, SameSide, TextMissing (nobody named for a store outside), TextTooLong.
    """
    with acting(actor, access.ARCHIVISTS):
        row = _given(actor, hand_in_uid)
        named = actor.name if row.store == "agency" else text("person", taker)
        title = actor.signs_as(*access.ARCHIVISTS) if row.store == "agency" else ""
        for line in row.lines.select_related("file").order_by("place"):
            put, file = (places or {}).get(line.file.uid, Shelved("")), line.file
            line.box, line.shelf = text("box", put.box, needed=False), text("shelf", put.shelf, needed=False)
            line.save(update_fields=["box", "shelf"])
            file.state, file.store = ("handed" if row.store == "agency" else "transferred"), row.store
            file.archive_id, file.box, file.shelf = actor.unit_id, line.box or file.box, line.shelf or file.shelf
            file.save(update_fields=["state", "store", "archive", "box", "shelf"])
            facts = {"hand_in": row.uid, "store": row.store}
            told(actor, at, "work_file", file.uid, "work_file_handed_in", facts)
        row.state, row.taken_at, row.taken_by, row.taken_as = "done", at, named, title
        row.save(update_fields=["state", "taken_at", "taken_by", "taken_as"])
        told(actor, at, "hand_in", row.uid, "hand_in_taken", {"store": row.store})


def give_back(*, actor: Actor, at: datetime, hand_in_uid: UUID, reason: str) -> None:
    """Refuse a hand-in with a reason: its files stay with who gave them.

    Raises NotYourFile, HandInUnknown, HandInSettled, SameSide, TextMissing, TextTooLong.
    """
    with acting(actor, access.ARCHIVISTS):
        row, said = _given(actor, hand_in_uid), text("reason", reason)
        row.state, row.taken_at, row.refused_why = "refused", at, said
        row.save(update_fields=["state", "taken_at", "refused_why"])
        told(actor, at, "hand_in", row.uid, "hand_in_refused", {"reason": said})
