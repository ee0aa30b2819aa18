"""A .docx that comes in becomes a version: its text is read, the file is kept as it came."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import NotWordFile, WrittenMeanwhile
from lienthong.casework.drafting.queries.word_files import read_word
from lienthong.casework.drafting.rules.checking import must_fit
from lienthong.casework.drafting.rules.content import cleaned, content_of
from lienthong.casework.drafting.services.telling import told
from lienthong.casework.drafting.services.writing import Written, locked, must_be_open, next_version
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


def bring_docx(*, actor: Actor, at: datetime, draft_uid: UUID, name: str, content: files.Content, on_top_of: int) -> Written:
    """Make a version out of a .docx: its text takes the place of the last one's, the other fields stay.

    The file passes the upload policy of the file store first and is kept byte by byte.   on_top_of  as in `write`.
    Raises DraftUnknown, NotADrafter, NotYourDraft, DraftNotOpen, WrittenMeanwhile, NotWordFile, TooLong, a FileRefused.
    """
    if not name.lower().endswith(".docx"):
        raise NotWordFile(name=name)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        access.must_write(actor, row, org.local_day(at))
        must_be_open(row)
        last = row.texts.get(number=row.versions)
        if row.versions != on_top_of:
            raise WrittenMeanwhile(by=last.made_by, number=last.number)
        kept = files.store(content, name=name, actor=actor, object_uid=row.uid, at=at)
        found = read_word(kept.uid, name)
        tidy = cleaned(replace(content_of(last.content), text=found.text))
        must_fit(tidy, documents.MARKS)
        version = next_version(row, tidy, actor, at, file_uid=kept.uid, file_name=kept.name, looks=found.looks())
        told(row, "draft_written", actor=actor, at=at, version=version.uid, file=kept.sha256)
        return Written(row.uid, version.uid, version.number)
