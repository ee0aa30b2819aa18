"""Files of a form that is not saved yet: held, given to what the form becomes, or let go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from lienthong.office.files.errors import FileNotChecked, FileUnknown, NotEvidence
from lienthong.office.files.models import HeldFile, StoredFile
from lienthong.office.files.models.stored_file import Status
from lienthong.office.files.queries.reading import FileRow, HeldRow, held_row_of, row_of
from lienthong.office.files.rules.kinds import VIEWED
from lienthong.office.files.services.storing import Content, Taken, keep_from_sweep, take_in
from lienthong.toolkit.actor import Actor


def hold(content: Content, *, name: str, actor: Actor, held_for: UUID, slot: str, until: datetime) -> HeldRow:
    """Take in a file for a form that is not saved yet, after the upload policy; the same file again is the same row.

    held_for, slot  the form (the key of its draft) and the place in it, 60 characters at most.
    until           on the real clock: nobody finds it afterwards.
    Needs the context of the actor's unit.  Raises what `store` raises.
    """

    def write(taken: Taken) -> HeldFile:
        made = HeldFile(
            uid=uuid5(held_for, f"{actor.person_uid} {actor.unit_id} {slot} {taken.sha256}"), held_for=held_for, slot=slot,
            sha256=taken.sha256, size=taken.size, mime=taken.mime, name=taken.name, redrawn=taken.redrawn,
            held_by=actor.person_uid, unit_id=actor.unit_id, until=until,
        )  # fmt: skip
        HeldFile.objects.bulk_create([made], update_conflicts=True, unique_fields=["uid"], update_fields=["name", "until"])
        return made

    return held_row_of(take_in(content, name, write))


@transaction.atomic
def hold_stored(uid: UUID, *, actor: Actor, held_for: UUID, slot: str, until: datetime) -> HeldRow:
    """Hold the content of a stored file for a form, as if it had been sent: nothing is taken in anew, the content is kept once.

    The caller has shown that the actor may have the file.  Needs a context that sees it and the actor's unit.
    Raises FileUnknown; FileNotChecked of one that is kept untouched.
    """
    there = StoredFile.objects.filter(uid=uid).first()
    if there is None:
        raise FileUnknown
    if there.status == Status.UNTOUCHED:
        raise FileNotChecked(name=there.name)
    keep_from_sweep(there.sha256)
    made = HeldFile(
        uid=uuid5(held_for, f"{actor.person_uid} {actor.unit_id} {slot} {there.sha256}"), held_for=held_for, slot=slot,
        sha256=there.sha256, size=there.size, mime=there.mime, name=there.name, redrawn=there.status == Status.REDRAWN,
        held_by=actor.person_uid, unit_id=actor.unit_id, until=until,
    )  # fmt: skip
    HeldFile.objects.bulk_create([made], update_conflicts=True, unique_fields=["uid"], update_fields=["name", "until"])
    return held_row_of(made)


@transaction.atomic
def hand_on(*, held_for: UUID, held_by: UUID, unit_id: int) -> int:
    """Let what somebody holds for a form be held under another unit, which will receive it; return how many files moved.

    Nothing is sent anew, each stays as long as before; what is held under that unit already is one with what comes.
    Needs a context that sees the units under which it is held and this one.
    """
    held = HeldFile.objects.filter(held_for=held_for, held_by=held_by).exclude(unit_id=unit_id)
    rows = list(held.select_for_update(of=("self",)).order_by("pk"))
    HeldFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        row.pk, row.unit_id = None, unit_id
        row.uid = uuid5(held_for, f"{held_by} {unit_id} {row.slot} {row.sha256}")
    one_each = list({row.uid: row for row in rows}.values())  # the same file under two units before
    HeldFile.objects.bulk_create(one_each, update_conflicts=True, unique_fields=["uid"], update_fields=["name", "until"])
    return len(rows)


@transaction.atomic
def adopt(uid: UUID, *, actor: Actor, object_uid: UUID, at: datetime) -> FileRow:
    """Make a file of an object out of one that the actor holds; roll-back leaves it held.  Raises FileUnknown."""
    held = HeldFile.objects.select_for_update(of=("self",)).filter(uid=uid, held_by=actor.person_uid).first()
    if held is None:
        raise FileUnknown
    keep_from_sweep(held.sha256)
    row = StoredFile.objects.create(
        sha256=held.sha256, size=held.size, mime=held.mime, name=held.name, object_uid=object_uid, added_by=actor.person_uid,
        unit_id=actor.unit_id, added_at=at, status=Status.REDRAWN if held.redrawn else Status.AS_SENT,
    )  # fmt: skip
    held.delete()
    return row_of(row)


@transaction.atomic
def adopt_evidence(
    uids: Sequence[UUID], *, actor: Actor, object_uid: UUID, at: datetime, otherwise: type[NotEvidence]
) -> list[FileRow]:
    """Make held files the evidence of an object: pictures and PDFs, which anybody can look at.

    otherwise  the refusal of the app whose object it is; it names the file.
    Raises it, and FileUnknown; then every file stays held.
    """
    rows = [adopt(uid, actor=actor, object_uid=object_uid, at=at) for uid in uids]
    for row in rows:
        if row.mime not in VIEWED:
            raise otherwise(name=row.name)
    return rows


@transaction.atomic
def share(uid: UUID, *, object_uid: UUID, unit_id: int, at: datetime) -> FileRow:
    """Make a file of one object a file of another too: `unit_id` works on that; the content is kept once.

    Needs a context that sees both.  Raises FileUnknown.
    """
    there = StoredFile.objects.filter(uid=uid).first()
    if there is None:
        raise FileUnknown
    keep_from_sweep(there.sha256)
    row = StoredFile.objects.create(
        sha256=there.sha256, size=there.size, mime=there.mime, name=there.name, object_uid=object_uid, added_by=there.added_by,
        unit_id=unit_id, added_at=at, status=there.status,
    )  # fmt: skip
    return row_of(row)


def let_go(*, actor: Actor, held_for: UUID, uid: UUID | None = None) -> None:
    """Forget one file that the actor holds for a form, or all of them; the nightly sweep removes contents nobody names."""
    held = HeldFile.objects.filter(held_for=held_for, held_by=actor.person_uid)
    (held if uid is None else held.filter(uid=uid)).delete()
