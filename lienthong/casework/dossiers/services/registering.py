"""A dossier that came in without anybody having taken it yet: from the portal or by post; accepted or refused later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.events import DossierReceived
from lienthong.casework.dossiers.queries.reading import DossierPage
from lienthong.casework.dossiers.rules import engine
from lienthong.casework.dossiers.rules.status import Status
from lienthong.casework.dossiers.services import around, frame, receiving, steps
from lienthong.casework.dossiers.services.moving import Standing, standing
from lienthong.casework.dossiers.services.scanning import adopted, with_scans
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

PROMISED = ("received_at", "received_by", "calendar", "original_due_at", "legal_due_at")
"""Columns that reception writes once: of a registered dossier its acceptance does."""


def register(*, actor: Actor, at: datetime, application: receiving.Application, key: str = "") -> receiving.Received:
    """Write down a dossier that came in (status 1): numbered and kept, but nobody promised a date yet.

    The counter accepts it (`accept`) or refuses it (`refuse`, form 03).
    Raises as `receive`, but papers may be missing: that is what the counter will look at.
    """
    access.must(actor, "counter_clerk", "centre_officer", act="ghi nhận hồ sơ")
    return written(actor=actor, at=at, application=application, key=key)


def written(
    *, actor: Actor, at: datetime, application: receiving.Application, key: str, answers: Mapping[str, Any] | None = None
) -> receiving.Received:
    """Do what `register` does; the caller has asked whether the actor may.  answers: what else the request says."""
    checked = receiving.checked(application, at)
    version = procedures.version(checked.version_uid)
    receiving.must_be_in_force(version, at)
    uid = new_uid()
    with frame.transacting(actor):
        if key:
            request = receiving.request_of(application)
            if answers is not None:  # a draft sent again from a page in another language is the same dossier
                request.pop("language", None)
                request["answers"] = dict(answers)
            digest = frame.digest_of("register", request)
            done = frame.first_time(actor=actor, key=key, verb="register", digest=digest, dossier_uid=uid, at=at)
            if done is not None:
                return receiving.again(done)
        checked, scans = adopted(checked, version.definition, actor=actor, at=at, dossier_uid=uid)
        dossier = receiving.new_row(uid, actor, at, checked, version)
        dossier.status, dossier.limits = Status.REGISTERED, {}
        dossier.due_at = dossier.original_due_at = dossier.legal_due_at = None
        act = frame.Act(actor, at, "register", dossier, frame.kept(version))
        came = frame.Event(
            "registered",
            ledger.Lifecycle.OFFERED,
            body={"code": dossier.code, "case": dossier.case, "channel": dossier.channel},
            personal={"owner": dossier.owner_name, "id_number": checked.owner.id_number},
            participants=(dossier.unit_id,),
        )
        act.events.append(with_scans(came, scans, checked.papers))
        frame.write(act)
        around.write_around(dossier, checked, version, promised=False)
    return receiving.Received(uid, dossier.code, dossier.lookup_key, None, dossier.immediate)


def accept(*, actor: Actor, at: datetime, dossier_uid: UUID, key: str = "") -> Standing:
    """Take a registered dossier in: from now on the clock runs and the first step is open.

    Raises NotInThisStatus, ForeignAct, DossierUnknown, CalendarGap.
    """
    access.must(actor, "counter_clerk", "centre_officer", act="tiếp nhận hồ sơ")
    with frame.acting(actor=actor, at=at, verb="accept", dossier_uid=dossier_uid, key=key) as act:
        if not act.repeated:
            act.must_be(Status.REGISTERED, act="tiếp nhận")
            _promise(act)
            act.become(Status.RECEIVED, act="tiếp nhận")
            steps.apply(act, engine.begin(act.definition), outcome="")
            body = {"due_at": act.dossier.due_at, "limits": act.dossier.limits}
            act.events.append(
                frame.Event(
                    "received", ledger.Lifecycle.STARTED, act.definition.start, body=body, participants=steps.participants(act)
                )
            )
            act.announcements.append(DossierReceived(act.dossier.uid, at))
    return standing(act)


def would_promise(page: DossierPage, at: datetime) -> receiving.Promise:
    """Return the date that `accept` would promise for a registered dossier at `at`, and why; one statement, nothing written.

    Raises UnknownCase, CalendarGap.
    """
    dossier = page.dossier
    calendar = org.calendar_code(dossier.unit_id, org.local_day(at))
    return receiving.promised(page.version, dossier.case, dossier.channel, at, area_class=page.area_class, calendar=calendar)


def _promise(act: frame.Act) -> None:
    dossier = act.dossier
    code = org.calendar_code(dossier.unit_id, act.at.astimezone(VIETNAM).date())
    told = receiving.promised(
        act.version, dossier.case, dossier.channel, act.at, area_class=dossier.unit.area_class, calendar=code
    )
    dossier.received_at, dossier.received_by = act.at, act.actor.name
    dossier.limits, dossier.calendar = receiving.limits_of(told), told.calendar
    dossier.due_at = dossier.original_due_at = told.due_at
    dossier.legal_due_at = told.legal_due_at
    act.changing = (*frame.CHANGEABLE, *PROMISED)
    around.first_promise(dossier).save(force_insert=True)
