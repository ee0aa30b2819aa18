"""What happens to a registered document: its paper comes after the electronic twin, it goes on to somebody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import (
    AlreadyVoid,
    DayAhead,
    DaysCross,
    DocumentRecalled,
    DocumentUnknown,
    NotIncoming,
    PaperThereAlready,
    SecretHasContent,
    TooLong,
)
from lienthong.casework.documents.models import Document
from lienthong.casework.documents.rules.letters import FIELD_NAMES, MOST, Common, Upload
from lienthong.casework.documents.services.attaching import keep_files
from lienthong.casework.documents.services.opening import noted
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import one_line


def join_paper(
    *,
    actor: Actor,
    at: datetime,
    document_uid: UUID,
    came_at: datetime,
    files: tuple[Upload, ...] = (),
    held: tuple[UUID, ...] = (),
) -> None:
    """Let the paper that came after its electronic twin join the number that the twin has.

    came_at  when the paper came.   files, held  its scan, beside the original that came first.
    Also when the register is closed meanwhile: no number is entered.
    Raises NotYourRegister, DocumentUnknown, WrongCapacity, DocumentRecalled, NotIncoming, AlreadyVoid, PaperThereAlready,
    DayAhead, DaysCross, SecretHasContent, and of the files a FileRefused or FileUnknown.
    """
    with acting(actor, document_uid) as row:
        must_be_live(row)
        if row.direction != "in" or row.arrived_at is None:
            raise NotIncoming
        if row.entry.state == "void":
            raise AlreadyVoid(number=row.entry.label)
        if row.paper_at is not None or row.channel == "paper":
            raise PaperThereAlready(number=row.entry.label)
        came, today = org.local_day(came_at), org.local_day(at)
        if came > today:
            raise DayAhead(day=formats.day(came), today=formats.day(today))
        if came_at < row.arrived_at:
            raise DaysCross(what=FIELD_NAMES["paper_at"], day=formats.day(came), arrived=formats.day(row.arrived_at))
        if row.secrecy and (files or held):
            raise SecretHasContent
        keep_files(actor, at, row.uid, Common(files=files, held=held))
        row.paper_at = came_at
        row.save(update_fields=["paper_at"])
        told_of(actor, at, row, "paper_joined", {"came_at": came_at})


def move_on(*, actor: Actor, at: datetime, document_uid: UUID, moved_to: str, moved_on: date | None = None) -> None:
    """Write down to whom a document was given and when (today unless said): «Đơn vị hoặc người nhận», «Ngày chuyển».

    Written again it is the latest that stands; the ledger keeps each.
    Raises NotYourRegister, DocumentUnknown, WrongCapacity, DocumentRecalled, AlreadyVoid, TooLong, DayAhead.
    """
    on, today, said = moved_on or org.local_day(at), org.local_day(at), one_line(moved_to)
    if len(said) > MOST["moved_to"]:
        raise TooLong(what=FIELD_NAMES["moved_to"], most=MOST["moved_to"])
    if on > today:
        raise DayAhead(day=formats.day(on), today=formats.day(today))
    with acting(actor, document_uid) as row:
        must_be_live(row)
        if row.entry.state == "void":
            raise AlreadyVoid(number=row.entry.label)
        row.moved_to, row.moved_on = said, on
        row.save(update_fields=["moved_to", "moved_on"])
        told_of(actor, at, row, "document_moved_on", {"on": on})


def must_be_live(row: Document) -> None:
    """Raise DocumentRecalled when the issuer took the document back."""
    if row.recalled_at is not None:
        raise DocumentRecalled(symbol=row.symbol or row.entry.label, day=formats.day(row.recalled_at))


@contextmanager
def acting(actor: Actor, document_uid: UUID, keeper_id: int | None = None) -> Iterator[Document]:
    """Open the transaction of an act on a document that the actor's unit keeps (or `keeper_id`, in its place), locked.

    Raises NotYourRegister, DocumentUnknown, WrongCapacity.
    """
    access.must(actor, access.REGISTRARS)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        rows = Document.objects.select_for_update(of=("self",), no_key=True).select_related("body", "entry__series")
        row = rows.filter(uid=document_uid, keeper_id=keeper_id or actor.unit_id).first()
        if row is None:
            raise DocumentUnknown(document=str(document_uid))
        access.must_act_for(actor, row.body.system, row.body.name)
        yield row


def told_of(actor: Actor, at: datetime, row: Document, activity: str, facts: Mapping[str, Any]) -> None:
    """Write an event of a document into the stream of its register."""
    body = {"entry": row.entry.uid, "number": row.entry.number, **facts}
    ledger.append(noted(actor, at, row.entry.series, activity, body, objects=(ledger.ObjectRef("document", row.uid),)))


def file_under(*, actor: Actor, at: datetime, document_uid: UUID, symbol: str, out: bool = False) -> None:
    """Write into the register in which work file a document lies («số, ký hiệu hồ sơ»), or that it lies there no more (`out`).

    Several files stand behind one another as far as the column reaches; nothing is written in another unit's register.
    Runs in the caller's transaction and context; whether the actor may file is the question of who keeps the file.
    """
    rows = Document.objects.select_for_update(of=("self",), no_key=True).select_related("body", "entry__series")
    row = rows.filter(uid=document_uid, keeper_id=actor.unit_id).first()
    if row is None:
        return
    codes = [one for one in row.file_code.split("; ") if one and one != symbol] + ([] if out else [symbol])
    while len("; ".join(codes)) > MOST["file_code"]:
        codes.pop(0)
    if row.file_code != "; ".join(codes):
        row.file_code = "; ".join(codes)
        row.save(update_fields=["file_code"])
        told_of(actor, at, row, "document_filed", {"file": symbol, "out": out})
