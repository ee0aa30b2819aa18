"""What a phone or a typed sheet tells is taken in: kept first, done by the real services, or held with the cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lienthong.casework.trips import access
from lienthong.casework.trips.errors import ActUnknown, ActUnreadable, AlreadyDecided, DropNeedsReason, KeyTakenByAnother
from lienthong.casework.trips.models import Trip, TripAct, TripPhone
from lienthong.casework.trips.queries import reading
from lienthong.casework.trips.rules import acts as rules
from lienthong.casework.trips.services import applying
from lienthong.casework.trips.services.frame import acting, entry
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal

VOIDED = "Xóa trên điện thoại trước khi gửi"


@dataclass(frozen=True)
class Sent:
    """An act as it was told: `uid` is its key; device and number when a phone made it; facts as `rules.acts` reads them."""

    uid: UUID
    kind: str
    done_at: datetime
    facts: Mapping[str, Any]
    line_id: int | None = None
    dossier_uid: UUID | None = None
    device: UUID | None = None
    number: int | None = None


@dataclass(frozen=True)
class Attached:
    """A file of an act: its place («signature», «paper:0»), its name, its content."""

    slot: str
    name: str
    content: files.Content


@dataclass(frozen=True)
class Told:
    """What became of an act: merged, held as an exception with its cause, or dropped."""

    uid: UUID
    state: str
    cause: str = ""
    dossier_uid: UUID | None = None
    repeated: bool = False


@dataclass
class _Kept:
    """Files of an act as they were taken in, and why others were refused."""

    rows: list[dict[str, str]] = field(default_factory=list)
    fault: Refusal | None = None


def merge(*, actor: Actor, at: datetime, trip_uid: UUID, sent: Sent, attached: Sequence[Attached] = ()) -> Told:
    """Take an act in and do it; a refusal of the trade holds it as an exception, so that nothing that was done is lost.

    at  now; the act itself was done at `sent.done_at`.  The same act again answers what became of it.
    Raises NotYourTrip, TripUnknown, TripOver, KeyTakenByAnother, ActUnreadable (no such kind), files.FileNotChecked.
    """
    if sent.kind not in rules.KINDS or (sent.device is None) != (sent.number is None):
        raise ActUnreadable(what="kind")
    access.must(actor, "nhập việc của chuyến")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        trip = reading.of_uid(actor, trip_uid)
        digest = _digest(sent, attached)
        if (done := _before(trip, sent, digest)) is not None:
            return done
        before = transaction.savepoint()
        kept = _keep(actor, at, trip, attached)
        with acting(actor, trip_uid, act="nhập việc") as row:
            if (done := _before(trip, sent, digest)) is None:
                return _new(actor, at, row, sent, kept, digest)
        transaction.savepoint_rollback(before)  # the same act came twice at once: the first one's files are there
        return done


def _new(actor: Actor, at: datetime, row: Trip, sent: Sent, kept: _Kept, digest: bytes) -> Told:
    line = row.lines.filter(pk=sent.line_id).first() if sent.line_id is not None else None
    act = TripAct(
        uid=sent.uid, trip=row, line=line, device=sent.device, number=sent.number, kind=sent.kind, dossier_uid=sent.dossier_uid,
        done_at=sent.done_at, sent_at=at, sent_by_uid=actor.person_uid, sent_by=actor.name, said=dict(sent.facts),
        files=kept.rows, digest=digest,
    )  # fmt: skip
    if sent.kind == "void":
        _dropped(actor, at, act, VOIDED)
        act.save(force_insert=True)
        return _told(act)
    return _done(actor, at, act, kept.fault)


def _digest(sent: Sent, attached: Sequence[Attached]) -> bytes:
    told = {
        "uid": sent.uid,
        "kind": sent.kind,
        "line": sent.line_id,
        "dossier": sent.dossier_uid,
        "done_at": sent.done_at,
        "facts": dict(sent.facts),
    }
    return rules.digest(told, [f"{one.slot} {one.name}" for one in attached])


def _before(trip: Trip, sent: Sent, digest: bytes) -> Told | None:
    """Return what became of the act when it came before.  Raises KeyTakenByAnother."""
    numbered = Q(trip=trip, device=sent.device, number=sent.number) if sent.device is not None else Q(uid=sent.uid)
    known = TripAct.objects.filter(Q(uid=sent.uid) | numbered).order_by("pk").first()
    if known is None:
        return None
    if known.trip_id != trip.pk or bytes(known.digest) != digest:
        raise KeyTakenByAnother(key=str(sent.uid))
    return _told(known, repeated=True)


def _told(act: TripAct, *, repeated: bool = False) -> Told:
    return Told(act.uid, act.state, act.cause, act.dossier_uid, repeated)


def _keep(actor: Actor, at: datetime, trip: Trip, attached: Sequence[Attached]) -> _Kept:
    """Take the files of an act in, as files of the trip; one that the policy refuses holds the act, without that file."""
    kept = _Kept()
    for one in attached:
        try:
            row = files.store(one.content, name=one.name, actor=actor, object_uid=trip.uid, at=at)
        except files.FileNotChecked:
            raise
        except files.FileRefused as no:
            kept.fault = no
        else:
            kept.rows.append({"slot": one.slot, "uid": str(row.uid), "name": row.name})
    return kept


def _done(actor: Actor, at: datetime, act: TripAct, fault: Refusal | None) -> Told:
    """Do an act and write what became of it: merged with one line in the trip's history, or held."""
    no = fault
    if no is None:
        try:
            with transaction.atomic():
                dossier = applying.apply(actor=actor, at=at, act=act)
        except Refusal as refusal:
            no = refusal
    if no is not None:
        act.state, act.cause, act.cause_code = "exception", no.on_record[:1000], no.code
        act.save()
        _note(actor, at, act, "trip_act_held", {"cause": no.code})
        return _told(act)
    act.state, act.cause, act.cause_code, act.dossier_uid = "merged", "", "", dossier
    act.decided_at, act.decided_by = at, actor.name
    act.save()
    objects = [ledger.ObjectRef("dossier", dossier)] if dossier is not None else []
    objects += [ledger.ObjectRef("file", UUID(one["uid"])) for one in act.files]
    _note(actor, at, act, "trip_act_merged", {"dossier": dossier, "done_at": act.done_at}, objects)
    return _told(act)


def _note(
    actor: Actor, at: datetime, act: TripAct, activity: str, body: Mapping[str, Any], objects: Sequence[ledger.ObjectRef] = ()
) -> None:
    facts = {"act": act.uid, "kind": act.kind, **body}
    ledger.append(entry(actor, at, act.trip, activity, ledger.Lifecycle.COMPLETED, facts, objects=objects))


def _dropped(actor: Actor, at: datetime, act: TripAct, reason: str) -> None:
    act.state, act.drop_reason, act.decided_at, act.decided_by = "dropped", reason.strip()[:300], at, actor.name
    _note(actor, at, act, "trip_act_dropped", {"reason": act.drop_reason})


def phone_says(*, actor: Actor, at: datetime, trip_uid: UUID, device: UUID, made: int, finished: bool = False) -> None:
    """Remember a phone of a trip and how many acts it has made; `finished` when it says that all of them were sent.

    A phone that goes on after it had finished has not finished.  Raises NotYourTrip, TripUnknown, TripOver.
    """
    with acting(actor, trip_uid, act="mang theo") as row:
        phone, _ = TripPhone.objects.get_or_create(trip=row, device=device, defaults={"opened_by": actor.name})
        phone.made, phone.finished_at = max(made, phone.made), at if finished else None
        phone.save(update_fields=["made", "finished_at"])


def retry(*, actor: Actor, at: datetime, trip_uid: UUID, act_uid: UUID, changes: Mapping[str, str] | None = None) -> Told:
    """Do a held act again, with what was corrected of the applicant (names of `rules.acts.CORRECTED`).

    Raises NotYourTrip, TripUnknown, TripOver, ActUnknown, AlreadyDecided.
    """
    with acting(actor, trip_uid, act="nhập lại việc") as row:
        act = _held(row, act_uid)
        act.changes = {name: words for name, words in (changes or {}).items() if name in rules.CORRECTED}
        return _done(actor, at, act, None)


def drop(*, actor: Actor, at: datetime, trip_uid: UUID, act_uid: UUID, reason: str) -> None:
    """Drop a held act, with the reason; what was told stays.

    Raises NotYourTrip, TripUnknown, TripOver, ActUnknown, AlreadyDecided, DropNeedsReason.
    """
    with acting(actor, trip_uid, act="bỏ việc") as row:
        act = _held(row, act_uid)
        if not reason.strip():
            raise DropNeedsReason
        _dropped(actor, at, act, reason)
        act.save()


def _held(row: Trip, act_uid: UUID) -> TripAct:
    act = row.acts.select_related("line", "trip").filter(uid=act_uid).first()
    if act is None:
        raise ActUnknown
    if act.state != "exception":
        raise AlreadyDecided(state=rules.STATES[act.state])
    return act
