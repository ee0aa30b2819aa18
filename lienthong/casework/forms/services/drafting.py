"""From an upload or a text area to a draft; a text with a fault is never kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from lienthong.casework.forms import access
from lienthong.casework.forms.errors import NotTheWriter
from lienthong.casework.forms.models import FormVersion, State
from lienthong.casework.forms.queries import builtin, trying
from lienthong.casework.forms.rules.texts import sha256_of, text_of
from lienthong.casework.forms.services.recording import acting, locked, record
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


def draft(*, actor: Actor, at: datetime, kind: str, content: bytes | str, note: str = "") -> UUID:
    """Keep a text as a new draft of the actor's unit; return its uid.

    Raises KindUnknown, TextEmpty, TextTooLong, TextNotUtf8, TextHasMarks, NotYourForm; TextFaults: every fault, line and field.
    """
    access.must(actor, access.MAKERS)
    key = builtin.kind(kind).key
    text = text_of(content)
    trying.must_be_right(key, text)
    with acting(actor):
        org.Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.unit_id)  # so that numbers follow one another
        last = FormVersion.objects.filter(unit_id=actor.unit_id, kind=key).aggregate(last=Max("number"))["last"] or 0
        row = FormVersion.objects.create(
            unit_id=actor.unit_id, kind=key, number=last + 1, text=text, sha256=sha256_of(text), note=note.strip()[:300],
            writer_uid=actor.person_uid, writer_name=actor.name, written_at=at,
        )  # fmt: skip
        record(actor, at, row, "form_drafted", note=row.note)
    return row.uid


def rewrite(*, actor: Actor, at: datetime, version_uid: UUID, content: bytes | str, note: str = "") -> None:
    """Put another text into one's own draft; the same text and note again change nothing.

    Raises VersionUnknown, WrongState, NotTheWriter, and what `draft` raises.
    """
    access.must(actor, access.MAKERS)
    with acting(actor):
        key = own_draft(actor, version_uid).kind
    text = text_of(content)
    trying.must_be_right(key, text)
    with acting(actor):
        row = own_draft(actor, version_uid)
        if (row.text, row.note) == (text, note.strip()[:300]):
            return
        row.text, row.sha256, row.note, row.written_at = text, sha256_of(text), note.strip()[:300], at
        row.save(update_fields=["text", "sha256", "note", "written_at"])
        record(actor, at, row, "form_rewritten", note=row.note)


def own_draft(actor: Actor, uid: UUID) -> FormVersion:
    """Return one's own draft, locked.  Raises VersionUnknown, WrongState, NotTheWriter."""
    row = locked(actor, uid, State.DRAFT)
    if row.writer_uid != actor.person_uid:
        raise NotTheWriter(writer=row.writer_name)
    return row
