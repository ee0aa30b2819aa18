"""Letters, dossiers and loose files are put into a file by link, counted, ordered, taken out; never copied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.drafting import public as drafting
from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import (
    DaysWrong,
    FileFull,
    NotOpen,
    PagesWrong,
    ThereAlready,
    ThingUnknown,
)
from lienthong.casework.workfiles.models import FileItem, WorkFile
from lienthong.casework.workfiles.rules.words import FILE_STATES, MOST, MOST_ITEMS, MOST_PAGES
from lienthong.casework.workfiles.services.telling import acting, file_of, text, told
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Sentence


@dataclass(frozen=True)
class Loose:
    """A loose file as it is typed: its name and bytes, what it is, its day and author, how many pages."""

    name: str
    content: files.Content
    title: str
    day: date | None = None
    author: str = ""
    pages: int | None = None


def open_one(actor: Actor, uid: UUID) -> WorkFile:
    """Return a file of the actor's unit that is open, locked.  Raises WorkFileUnknown, NotOpen."""
    row = file_of(actor, uid)
    if row.state != "open":
        raise NotOpen(symbol=row.symbol, state=FILE_STATES[row.state].lower())
    return row


def _put(actor: Actor, at: datetime, row: WorkFile, item: FileItem) -> UUID:
    """Put a described thing at the end of a locked file.  Raises FileFull, ThereAlready."""
    if row.items.filter(object_uid=item.object_uid).exists():
        raise ThereAlready(name=item.symbol or item.title[:80], symbol=row.symbol)
    if row.items.count() >= MOST_ITEMS:
        raise FileFull(symbol=row.symbol, most=MOST_ITEMS)
    item.file, item.added_at, item.added_by = row, at, actor.name
    item.place = (row.items.aggregate(last=Max("place"))["last"] or 0) + 1
    item.save(force_insert=True)
    objects = (ledger.ObjectRef({"letter": "document", "loose": "file"}.get(item.kind, item.kind), item.object_uid),)
    told(actor, at, "work_file", row.uid, "work_file_thing_put", {"item": item.uid, "kind": item.kind}, objects=objects)
    return item.uid


def put_letter(*, actor: Actor, at: datetime, file_uid: UUID, document_uid: UUID) -> UUID:
    """Put a letter that came or went out into a file; return the uid of its place in it.

    The line of the register gets the symbol of the file, where the actor's unit keeps that register.
    Raises NotYourFile, WorkFileUnknown, NotOpen, ThingUnknown, ThereAlready, FileFull.
    """
    with acting(actor, access.WRITERS):
        row = open_one(actor, file_uid)
        try:
            sheet = documents.document(actor, document_uid)
        except documents.DocumentUnknown:
            raise ThingUnknown(thing=str(document_uid)) from None
        line = sheet.line
        said = ": ".join(part for part in (line.type_name, line.subject) if part) or f"Văn bản mật số {line.label}"
        item = FileItem(
            kind="letter", object_uid=document_uid, symbol=line.symbol or line.label, day=line.issued_on or line.day,
            title=said[: MOST["item_title"]], author=line.issuer, pages=line.pages or 0,
        )  # fmt: skip
        done = _put(actor, at, row, item)
        documents.file_under(actor=actor, at=at, document_uid=document_uid, symbol=row.symbol)
    return done


def put_dossier(*, actor: Actor, at: datetime, file_uid: UUID, dossier_uid: UUID, pages: int | None = None) -> UUID:
    """Put a citizen's dossier, with its result when it has one, into a file; return the uid of its place in it.

    Raises NotYourFile, WorkFileUnknown, NotOpen, ThingUnknown, PagesWrong, ThereAlready, FileFull.
    """
    with acting(actor, access.WRITERS):
        row = open_one(actor, file_uid)
        try:
            told_of = dossiers.brief(dossier_uid)
        except dossiers.DossierUnknown:
            raise ThingUnknown(thing=str(dossier_uid)) from None
        item = FileItem(
            kind="result" if told_of.result_number else "dossier", object_uid=dossier_uid, symbol=told_of.code,
            day=org.local_day(at), title=f"Hồ sơ thủ tục: {told_of.procedure_name}"[: MOST["item_title"]],
            author=org.unit(told_of.unit_id).name, pages=_pages(pages),
            note=f"Kết quả số {told_of.result_number}"[: MOST["note"]] if told_of.result_number else "",
        )  # fmt: skip
        return _put(actor, at, row, item)


def put_draft(*, actor: Actor, at: datetime, file_uid: UUID, version_uid: UUID) -> UUID:
    """Put a version of a draft into a file; return the uid of its place in it.  A file is closed without drafts.

    Raises NotYourFile, WorkFileUnknown, NotOpen, ThingUnknown, ThereAlready, FileFull.
    """
    with acting(actor, access.WRITERS):
        row = open_one(actor, file_uid)
        try:
            version = drafting.version(actor, version_uid)
            draft = drafting.draft(actor, version.draft_uid)
        except (drafting.VersionUnknown, drafting.DraftUnknown):
            raise ThingUnknown(thing=str(version_uid)) from None
        item = FileItem(
            kind="draft", object_uid=version_uid, day=org.local_day(version.made_at), author=draft.unit,
            title=f"{draft.type_name}: {draft.subject} (dự thảo, bản {version.number})"[: MOST["item_title"]],
        )  # fmt: skip
        return _put(actor, at, row, item)


def put_loose(*, actor: Actor, at: datetime, file_uid: UUID, new: Loose) -> UUID:
    """Take a loose file in and put it into a work file; return the uid of its place in it.

    Raises NotYourFile, WorkFileUnknown, NotOpen, TextMissing, TextTooLong, PagesWrong, DaysWrong, FileFull, and a FileRefused.
    """
    with acting(actor, access.WRITERS):
        row = open_one(actor, file_uid)
        if new.day and new.day > org.local_day(at):
            raise DaysWrong(what="Ngày", day=formats.day(new.day), why=Sentence("chưa tới"))
        item = FileItem(
            kind="loose", title=text("item_title", new.title), day=new.day, author=text("author", new.author, needed=False),
            pages=_pages(new.pages),
        )  # fmt: skip
        stored = files.store(new.content, name=new.name, actor=actor, object_uid=row.uid, at=at)
        item.object_uid, item.digest = stored.uid, stored.sha256
        return _put(actor, at, row, item)


def _pages(pages: int | None) -> int:
    """Return a count of pages, 0 where nobody counted.  Raises PagesWrong."""
    if pages is not None and not 1 <= pages <= MOST_PAGES:
        raise PagesWrong(most="9.999")
    return pages or 0


def _item(row: WorkFile, uid: UUID) -> FileItem:
    item = row.items.filter(uid=uid).first()
    if item is None:
        raise ThingUnknown(thing=str(uid))
    return item


def describe(
    *, actor: Actor, at: datetime, file_uid: UUID, item_uid: UUID, pages: int | None, note: str = "", place: int | None = None
) -> None:
    """Write how many pages a thing in a file has, a note, and at which place it lies (from 1; None: where it is).

    Raises NotYourFile, WorkFileUnknown, NotOpen, ThingUnknown, PagesWrong, TextTooLong.
    """
    with acting(actor, access.WRITERS):
        row = open_one(actor, file_uid)
        item = _item(row, item_uid)
        item.pages, item.note = _pages(pages), text("note", note, needed=False)
        item.save(update_fields=["pages", "note"])
        if place is not None:
            _reorder(row, item, place)
        told(actor, at, "work_file", row.uid, "work_file_thing_described", {"item": item.uid, "pages": item.pages})


def _reorder(row: WorkFile, item: FileItem, place: int) -> None:
    """Put a thing at a place; the others close up behind it."""
    rest = list(row.items.exclude(pk=item.pk).order_by("place"))
    rest.insert(max(place - 1, 0), item)
    for number, one in enumerate(rest, 1):
        one.place = number
    FileItem.objects.bulk_update(rest, ["place"])


def take_out(*, actor: Actor, at: datetime, file_uid: UUID, item_uid: UUID, reason: str) -> None:
    """Take a thing out of a file; the ledger keeps why.  The thing itself stays where it is registered.

    Raises NotYourFile, WorkFileUnknown, NotOpen, ThingUnknown, TextMissing, TextTooLong.
    """
    with acting(actor, access.WRITERS):
        row = open_one(actor, file_uid)
        item, said = _item(row, item_uid), text("reason", reason)
        item.delete()
        if item.kind == "letter":
            documents.file_under(actor=actor, at=at, document_uid=item.object_uid, symbol=row.symbol, out=True)
        facts = {"item": item.uid, "kind": item.kind, "reason": said}
        told(actor, at, "work_file", row.uid, "work_file_thing_taken_out", facts)
