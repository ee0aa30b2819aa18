"""What arrives is put before the clerk: each file looked at, and whatever is wrong with it kept, with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.intake.errors import KeeperUnknown
from lienthong.casework.intake.models import Arrival, ArrivalFile
from lienthong.casework.intake.rules.arrivals import LONGEST, MOST_FILES, Arriving, FileLike, as_json, fitting
from lienthong.casework.intake.services.telling import told
from lienthong.casework.intake.services.waking import look_later, read_later
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import nfc


def put(*, at: datetime, new: Arriving, actor: Actor | None = None, later: bool = False) -> UUID:
    """Put before the clerk of a unit what arrived there, and return its uid; what has the same origin is put once.

    actor  who brought it in at the desk; None: a system did (a mail box, a packet, a dispatch of another unit).
    later  the files are only kept now, and a job has the upload policy look at them.
    A file that the upload policy refuses is kept untouched with the reason; it hinders nothing.  With the first put it is in the
    list of the clerk as soon as the transaction is committed; a second one changes nothing.
    Raises KeeperUnknown: no such unit, or it keeps no registers of that body.
    """
    keeper, body = _whose(new, at)
    with transaction.atomic(), ledger.seeing({keeper.pk}):
        proposal = as_json(fitting(new.proposal, documents.MOST))
        made = Arrival(
            keeper=keeper, body_key=body.key, body_name=body.name, system=body.system, channel=new.channel, origin=_origin(new),
            title=_title(new), sender=_line(new.sender, "sender"), trouble=_line(new.trouble, "trouble"),
            received_at=new.received_at, put_by=actor.name if actor else "", proposal=proposal,
        )  # fmt: skip
        Arrival.objects.bulk_create([made], ignore_conflicts=True)
        row = Arrival.objects.get(keeper=keeper, origin=made.origin)
        if row.uid == made.uid:
            told(row, "arrival_put", actor=actor, at=at, participants=(keeper.pk,), channel=new.channel, files=len(new.files))
            brought = list(_files(row, new, actor, at, later=later))
            for place, one in enumerate(brought, 1):
                one.position = place
            ArrivalFile.objects.bulk_create(brought)
            if any(one.pending for one in brought):
                look_later(row.uid)
            elif any(one.file_uid for one in brought):
                read_later(row.uid)
        return row.uid


def _whose(new: Arriving, at: datetime) -> tuple[org.Unit, documents.BodyRow]:
    keeper = org.Unit.objects.filter(uid=new.keeper_uid).first()
    try:
        kept = documents.kept_at(keeper.pk, org.local_day(at)) if keeper is not None else []
    except (org.UnitNotValid, org.NoServingUnit) as no:
        raise KeeperUnknown from no
    body = next((one for one in kept if one.key == new.body_key), None)
    if keeper is None or body is None:
        raise KeeperUnknown
    return keeper, body


def _origin(new: Arriving) -> str:
    """Return the origin as it is kept: one that is longer than any of ours by its hash."""
    long = len(new.origin) > LONGEST["origin"]
    return f"sha256:{hashlib.sha256(new.origin.encode()).hexdigest()}" if long else new.origin


def _line(text: str, name: str) -> str:
    """Return a text of anywhere as one line that is stored: no signs that hide, turn or end it."""
    seen = "".join(char if char.isprintable() else " " for char in nfc(text))
    return " ".join(seen.split())[: LONGEST[name]]


def _title(new: Arriving) -> str:
    texts = (new.title, new.proposal.subject, *(files.clean_name(one.name) for one in new.files[:1]), "–")
    return next(said for text in texts if (said := _line(text, "title")))


def _files(row: Arrival, new: Arriving, actor: Actor | None, at: datetime, *, later: bool) -> Iterator[ArrivalFile]:
    """Yield the rows of the files, the carrier first."""
    if new.carrier is not None:
        yield _kept(row, new.carrier, ArrivalFile(carrier=True), actor, at)
    for upload in new.files[:MOST_FILES]:
        yield _kept(row, upload, ArrivalFile(pending=True), actor, at) if later else _looked_at(row, upload, actor, at)


def _looked_at(row: Arrival, upload: FileLike, actor: Actor | None, at: datetime) -> ArrivalFile:
    """Return a file after the upload policy; its original bytes are kept beside it unless they are what passed."""
    made = ArrivalFile()
    try:
        checked = files.store(upload.content, name=upload.name, actor=actor, object_uid=row.uid, at=at)
    except files.FileRefused as no:
        made.fault = no.on_record[:500]
        return _kept(row, upload, made, actor, at)
    made.file_uid = checked.uid
    if checked.sha256 == hashlib.sha256(upload.content).hexdigest():
        return _placed(row, upload, made)
    return _kept(row, upload, made, actor, at)


def _kept(row: Arrival, upload: FileLike, made: ArrivalFile, actor: Actor | None, at: datetime) -> ArrivalFile:
    """Keep the bytes as they came, for inspection; what is empty or too big has only its line."""
    try:
        made.original_uid = files.keep(upload.content, name=upload.name, actor=actor, object_uid=row.uid, at=at).uid
    except (files.EmptyFile, files.FileTooBig) as no:
        made.fault, made.pending = no.on_record[:500], False
    return _placed(row, upload, made)


def _placed(row: Arrival, upload: FileLike, made: ArrivalFile) -> ArrivalFile:
    there = made.file_uid or made.original_uid
    made.arrival, made.name, made.size = row, files.clean_name(upload.name), len(upload.content)
    made.sha256 = hashlib.sha256(upload.content).hexdigest() if there else ""
    return made
