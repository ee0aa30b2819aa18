"""Reception: at the counter, late after a power cut, or registered from the portal and accepted or refused."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.errors import (
    BadPerson,
    LateEntryNeedsReason,
    LateEntryTooOld,
    NoProcedureInForce,
    NotALetter,
    PapersMissing,
    ReceivedInFuture,
    UnknownCase,
)
from lienthong.casework.dossiers.events import DossierOpenedFromLetter, DossierReceived
from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.rules import codes, engine
from lienthong.casework.dossiers.rules.papers import missing
from lienthong.casework.dossiers.rules.persons import Person, basis_fault, cleaned, faults
from lienthong.casework.dossiers.services import frame, steps, timing
from lienthong.casework.dossiers.services.around import write_around
from lienthong.casework.dossiers.services.asking import Application, Paper
from lienthong.casework.dossiers.services.making import Make, plain
from lienthong.casework.dossiers.services.numbering import take_number
from lienthong.casework.dossiers.services.scanning import adopted, with_scans
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import vietnamese
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.sentences import Several

LATE_ENTRY_AFTER = timedelta(minutes=15)
"""A dossier entered later than this after its true reception is a late entry and needs a reason [P]."""
LATE_ENTRY_DAYS = 30
NO_SUCH_PLACE = "Xã, thôn đã chọn không có ở ngày nhận hồ sơ; gõ lại rồi chọn trong danh sách."


@dataclass(frozen=True)
class Received:
    """What reception answers: enough to print the slip and go on."""

    dossier_uid: UUID
    code: str
    lookup_key: str
    due_at: datetime | None
    immediate: bool
    repeated: bool = False


@dataclass(frozen=True)
class Promise:
    """The limits of a reception and the instants they lead to, with the reasons in plain words."""

    legal: worktime.Limit | None
    committed: worktime.Limit | None
    legal_due_at: datetime | None
    due_at: datetime | None
    reasons: tuple[str, ...]
    calendar: str


def promise(*, unit_id: int, version_uid: UUID, case: str, channel: str, received_at: datetime) -> Promise:
    """Return the due date that a reception would promise, and why.  Raises UnknownCase, CalendarGap.

    Writes nothing: the counter shows it while the clerk types.
    """
    version = procedures.version(version_uid)
    code = org.calendar_code(unit_id, received_at.astimezone(VIETNAM).date())
    return promised(version, case, channel, received_at, area_class=org.unit(unit_id).area_class, calendar=code)


def promised(
    version: procedures.VersionRow | frame.Kept, case: str, channel: str, received_at: datetime, *, area_class: str, calendar: str
) -> Promise:
    """Return what `promise` answers for a unit of that area whose calendar has that code.  Raises UnknownCase, CalendarGap."""
    limits = _limits(version, case, channel, area_class)
    if limits is None:
        return Promise(None, None, None, None, ("Thủ tục không ấn định ngày trả kết quả.",), calendar)
    days = worktime.calendar(calendar)
    legal, committed = timing.limit_of(limits[0]), timing.limit_of(limits[1])
    due, legal_due, reasons = timing.first_deadline(received_at, committed, legal, days)
    return Promise(legal, committed, legal_due, due, reasons, calendar)


def receive(*, actor: Actor, at: datetime, application: Application, key: str = "") -> Received:
    """Receive a dossier: check it, number it, promise its date, open its first task, record it.

    at   now on the business clock; the true reception may lie earlier (`application.received_at`).
    key  idempotency key: the same request again answers the same dossier.
    Raises what `must_be_a_letter` does, of the letter that it came as; BadPerson, BadCount, PapersMissing, UnknownCase,
    NoProcedureInForce, ReceivedInFuture, LateEntryNeedsReason, LateEntryTooOld, KeyUsedForAnother, ForeignAct, CalendarGap,
    PaperOnlyShown (a scan of a paper that is only shown), files.FileUnknown (a scan that nobody holds any more).
    Source: law:61/2018/ND-CP#17 [M]; forms and fields: handbook domain.md 1.7 [I].
    """
    access.must(actor, "counter_clerk", "centre_officer", act="tiếp nhận hồ sơ")
    received_at = _true_time(application, at)
    clean = checked(application, received_at)
    version = procedures.version(clean.version_uid)
    must_be_in_force(version, received_at)
    _complete(version, clean)
    uid = new_uid()
    with frame.transacting(actor):
        if key:
            digest = frame.digest_of("receive", request_of(application))
            done = frame.first_time(actor=actor, key=key, verb="receive", digest=digest, dossier_uid=uid, at=at)
            if done is not None:
                return again(done)
        if clean.letter_uid is not None:
            must_be_a_letter(actor, clean.letter_uid)
        clean, scans = adopted(clean, version.definition, actor=actor, at=at, dossier_uid=uid)
        dossier = new_row(uid, actor, received_at, clean, version)
        act = frame.Act(actor, received_at, "receive", dossier, frame.kept(version))
        steps.apply(act, engine.begin(version.definition), outcome="")
        act.events.append(with_scans(reception(act, clean, at), scans, clean.papers))
        act.announcements.append(DossierReceived(uid, received_at))
        if dossier.letter_uid is not None:
            by = (actor.person_uid, actor.post_uid, actor.unit_uid, actor.unit_id, actor.name)
            act.announcements.append(DossierOpenedFromLetter(dossier.letter_uid, uid, dossier.code, *by, at))
        frame.write(act)
        write_around(dossier, clean, version)
    return Received(uid, dossier.code, dossier.lookup_key, dossier.due_at, dossier.immediate)


def must_be_a_letter(actor: Actor, uid: UUID) -> None:
    """Refuse what a dossier cannot come as: a document that the actor may not read, that did not come in, void or recalled.

    Raises documents.DocumentUnknown, documents.DocumentRecalled, NotALetter.
    """
    found = documents.document(actor, uid)
    name = found.line.symbol or found.line.label
    if found.direction != "in" or found.line.state == "void":
        raise NotALetter(symbol=name)
    if found.line.recalled_at is not None:
        raise documents.DocumentRecalled(symbol=name, day=formats.day(found.line.recalled_at))


def _true_time(application: Application, at: datetime) -> datetime:
    received = application.received_at or at
    if received > at:
        raise ReceivedInFuture(received=formats.moment(received))
    if at - received > LATE_ENTRY_AFTER and not application.late_reason.strip():
        raise LateEntryNeedsReason(received=formats.moment(received))
    if at - received > timedelta(days=LATE_ENTRY_DAYS):
        raise LateEntryTooOld(received=formats.moment(received), days=LATE_ENTRY_DAYS)
    return received


def checked(application: Application, received_at: datetime) -> Application:
    """Return the application with every person cleaned.  Raises BadPerson, naming the field."""
    day = received_at.astimezone(VIETNAM).date()
    people: dict[str, Any] = {}
    for role in ("owner", "submitter", "representative"):
        person = getattr(application, role)
        people[role] = _person(person, role, day) if person is not None else None
    people["households"] = tuple(_person(person, "household", day) for person in application.households)
    return Application(**{**{name: getattr(application, name) for name in application.__dataclass_fields__}, **people})


def _person(person: Person, role: str, day: Any) -> Person:
    clean = cleaned(person)
    found = faults(clean, on=day)
    if role == "representative" and (fault := basis_fault(clean)):
        found.append(fault)
    for fault in found:
        raise BadPerson(field=f"{role}.{fault.field}", sentence=fault.sentence)
    return _settled(clean, role, day)


def _settled(person: Person, role: str, day: date) -> Person:
    """Return the person with the unit that governs the picked place on the day; one that named no place is left as it is."""
    if person.place_uid is None:
        return person
    if not org.place_valid(person.place_uid, day):
        raise BadPerson(field=f"{role}.place", sentence=NO_SUCH_PLACE)
    return replace(person, address_unit_id=org.unit_of_place(person.place_uid, day))


def _limits(
    version: procedures.VersionRow | frame.Kept, case: str, channel: str, area_class: str
) -> tuple[procedures.LimitSpec, procedures.LimitSpec] | None:
    definition = version.definition
    if case not in {one.key for one in definition.cases} or channel not in definition.channels:
        raise UnknownCase(procedure=definition.name, case=case)
    return definition.limit_for(case, channel, area_class)


def must_be_in_force(version: procedures.VersionRow, received_at: datetime) -> None:
    """Raise NoProcedureInForce unless the version is published and in force on the local day."""
    day = received_at.astimezone(VIETNAM).date()
    if version.state != "published" or day < version.since or (version.until is not None and day >= version.until):
        raise NoProcedureInForce(procedure=version.code, day=formats.day(day))


def _complete(version: procedures.VersionRow, application: Application) -> None:
    if application.papers_complete:
        return
    asked = version.definition.papers_for(application.case)
    lacking = missing(asked, application.papers, at_counter=application.channel == "direct")
    if lacking:
        raise PapersMissing(papers=Several("; ", lacking))


def new_row(uid: UUID, actor: Actor, received_at: datetime, application: Application, version: procedures.VersionRow) -> Dossier:
    """Return the unsaved row of a dossier with its number, key and promise; the number is taken here."""
    day = received_at.astimezone(VIETNAM).date()
    unit, calendar = org.unit(actor.unit_id), org.calendar_code(actor.unit_id, day)
    told = promised(version, application.case, application.channel, received_at, area_class=unit.area_class, calendar=calendar)
    numbers = take_number(actor.unit_id, day)
    return row_of(uid, actor, received_at, application, version, told=told, unit=unit, numbers=numbers)


def row_of(
    uid: UUID,
    actor: Actor,
    received_at: datetime,
    application: Application,
    version: procedures.VersionRow,
    *,
    told: Promise,
    unit: org.UnitRow,
    numbers: tuple[int, int],
    make: Make = plain,
) -> Dossier:
    """Return the unsaved row of a dossier with that promise and those numbers (of the day, of the year's register)."""
    day = received_at.astimezone(VIETNAM).date()
    number, line = numbers
    owner = application.owner
    return make(
        Dossier,
        uid=uid,
        code=codes.dossier_code(unit.code_legacy if day.year < 2020 and unit.code_legacy else unit.code, day, number),
        lookup_key=codes.lookup_key(secrets.randbits(40)),
        unit_id=unit.id,
        version_id=version.id,
        case=application.case,
        channel=application.channel,
        subject=(application.subject or version.name)[:300],
        owner_name=owner.name,
        owner_folded=vietnamese.fold(owner.name),
        owner_given=given_first(owner.name),
        owner_masked=vietnamese.mask_name(owner.name),
        sets=application.sets,
        households=max(1, len(application.households)),
        shelf=application.shelf,
        result_delivery=application.result_delivery,
        language=application.language,
        letter_uid=application.letter_uid,
        immediate=version.definition.case(application.case).immediate,
        limits=limits_of(told),
        calendar=told.calendar,
        received_at=received_at,
        late_reason=application.late_reason.strip(),
        received_by=actor.name,
        due_at=told.due_at,
        original_due_at=told.due_at,
        legal_due_at=told.legal_due_at,
        book_line=line,
    )


def limits_of(told: Promise) -> dict[str, Any]:
    """Return the limits of a promise as the dossier's row keeps them."""
    return {
        "legal": told.legal.as_dict() if told.legal else None,
        "committed": told.committed.as_dict() if told.committed else None,
    }


def given_first(name: str) -> str:
    """Return the folded name with the given name first, for prefix search by given name."""
    words = vietnamese.fold(name).split()
    return " ".join([*words[-1:], *words[:-1]])


def reception(act: frame.Act, application: Application, entered_at: datetime) -> frame.Event:
    """Return the first line of the dossier's history."""
    dossier = act.dossier
    body: dict[str, Any] = {
        "code": dossier.code,
        "case": dossier.case,
        "channel": dossier.channel,
        "due_at": dossier.due_at,
        "legal_due_at": dossier.legal_due_at,
        "limits": dossier.limits,
        "papers": [[paper.key, paper.originals, paper.certified, paper.copies] for paper in application.papers],
        "sets": dossier.sets,
        "opened": [[task.token, task.step, task.leg] for task in act.opening],
    }
    if dossier.late_reason:
        body["late_entry"] = {"reason": dossier.late_reason, "entered_at": entered_at}
    if dossier.letter_uid is not None:
        body["letter"] = dossier.letter_uid
    personal = {"owner": dossier.owner_name, "id_number": application.owner.id_number}
    return frame.Event(
        activity="received",
        lifecycle=ledger.Lifecycle.STARTED,
        step=act.definition.start,
        body=body,
        personal=personal,
        participants=(dossier.unit_id, *steps.participants(act)),
    )


def request_of(application: Application) -> dict[str, Any]:
    """Return the application as plain values: what an idempotency key stands for.

    Vietnamese is not told, nor that there is no letter: so it was before one could say so, and the keys of then go on standing.
    """
    told = {name: _plain(getattr(application, name)) for name in application.__dataclass_fields__}
    if told["language"] == "vi":
        del told["language"]
    if told["letter_uid"] is None:
        del told["letter_uid"]
    return told


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def again(uid: UUID) -> Received:
    """Return the answer for a request that was done before."""
    dossier = Dossier.objects.get(uid=uid)
    return Received(uid, dossier.code, dossier.lookup_key, dossier.due_at, dossier.immediate, repeated=True)


__all__ = ["Application", "Paper", "Promise", "Received", "promise", "receive", "take_number"]
