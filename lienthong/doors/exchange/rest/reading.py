"""Questions: dossiers, inbox, procedures, the feed of events, the report, the public look-up."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.doors.exchange.rest import people
from lienthong.doors.exchange.rest import schemas as wire
from lienthong.doors.exchange.rest.acts import router
from lienthong.doors.exchange.rest.entry import actor_of, seen
from lienthong.office.accounts import public as accounts
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM


@router.get("/dossiers", response=wire.DossierPageOut, tags=["dossiers"], summary="Danh sách hồ sơ")
@seen
def listed(request: HttpRequest, state: str = "", procedure: str = "", after: str = "") -> Any:
    """Return dossiers of the units that the token sees, latest first, 50 a page."""
    return dossiers.listed(actor_of(request), clock.now(), state=state, procedure_code=procedure, after=after)


@router.get("/dossiers/search", response=list[wire.DossierOut], tags=["dossiers"], summary="Tìm hồ sơ")
@seen
def search(request: HttpRequest, q: str) -> Any:
    """Find by code, start of a name with or without marks, or identity number."""
    return list(dossiers.search(actor_of(request), q, clock.now()))


@router.get("/dossiers/{uid}", response=wire.WholeDossierOut, tags=["dossiers"], summary="Một hồ sơ")
@seen
def one(request: HttpRequest, uid: UUID) -> Any:
    """Return a dossier, whole, with what the token's duty may do now."""
    page = dossiers.page(actor_of(request), uid, clock.now())
    kept, row = page.dossier, page.row
    return {
        **{name: getattr(row, name) for name in wire.DossierOut.model_fields},
        **{name: getattr(kept, name) for name in _KEPT},
        "owed": page.owed,
        "places": [_place(place) for place in page.places],
        "parties": list(page.parties),
        "papers": [_paper(paper) for paper in page.papers],
        "fees": [
            {"key": f.key, "name": f.name, "quantity": f.quantity, "copies": f.copies, "amount": f.amount, "paid": f.paid}
            for f in page.fees
        ],
        "events": [
            {"seq": e.seq, "activity": e.activity, "lifecycle": e.lifecycle.value, "occurred_at": e.occurred_at, "facts": e.facts}
            for e in page.events
        ],
    }


_KEPT = (
    "case", "channel", "lookup_key", "original_due_at", "legal_due_at", "finished_at", "returned_at", "verdict", "result_number",
)  # fmt: skip


def _paper(paper: Any) -> dict[str, Any]:
    facts = {name: getattr(paper, name) for name in ("key", "name", "originals", "certified", "copies", "shown_only")}
    scans = [str(uid) for uid in (paper.file_uid, *paper.more_files) if uid]
    return {"id": paper.pk, **facts, "scans": scans}


def _place(place: dossiers.OpenPlace) -> dict[str, Any]:
    task = place.task
    return {
        "token": task.token, "leg": task.leg, "step": task.step, "title": task.title, "unit_id": task.unit_id, "unit": place.unit,
        "due_at": task.due_at, "holder_name": task.holder_name, "may_act": place.may_act,
        "actions": [{"outcome": a.outcome, "label": a.label, "back": a.back, "needs": list(a.needs)} for a in place.actions],
    }  # fmt: skip


@router.get("/tasks", response=wire.InboxOut, tags=["tasks"], summary="Hộp việc")
@seen
def inbox(request: HttpRequest, tab: str = "all", q: str = "", page: int = 1) -> Any:
    """Return what the token's duty must do, the most urgent first."""
    return tasks.inbox(actor_of(request), clock.now(), tab=tab, text=q, page=page)


@router.get("/procedures", response=list[wire.ProcedureOut], tags=["procedures"], summary="Tìm thủ tục")
def find_procedures(request: HttpRequest, q: str = "", on: date | None = None) -> Any:
    """Search the procedures in force on a day (today when left out); no text gives the whole catalogue."""
    day = on or clock.now().astimezone(VIETNAM).date()
    if q:
        return procedures.search(q, day)
    return [row for _, rows in procedures.catalogue(day) for row in rows]


@router.get("/procedures/{code}", response=dict[str, Any], tags=["procedures"], summary="Một thủ tục")
def one_procedure(request: HttpRequest, code: str, on: date | None = None) -> Any:
    """Return the version in force on a day: cases, limits, papers, fees, steps."""
    version = procedures.version_in_force(code, on or clock.now().astimezone(VIETNAM).date())
    return {"version_uid": str(version.uid), "digest": version.digest, "definition": procedures.to_json(version.definition)}


@router.get("/places", response=list[people.PlaceOfAddressOut], tags=["places"], summary="Tìm xã, thôn của địa chỉ")
def find_places(request: HttpRequest, q: str, on: date | None = None) -> Any:
    """Return communes and villages valid on a day (today when left out) that the words fit, marks or not."""
    return org.addresses(q, on or org.local_day(clock.now()))


@router.get("/events", response=wire.FeedOut, tags=["events"], summary="Dòng sự kiện")
@seen
def feed(request: HttpRequest, after: int = -1, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> Any:
    """Return sealed events of the objects in which the token's units take part, by gapless position."""
    rows = ledger.feed(after, limit)
    events = [
        {
            "position": row.leaf_index, "uid": e.uid, "stream": e.stream, "seq": e.seq, "activity": e.activity,
            "lifecycle": e.lifecycle.value, "leg": e.leg, "step": e.step, "occurred_at": e.occurred_at,
            "recorded_at": e.recorded_at, "facts": e.facts,
        }
        for row in rows
        for e in [row.event]
    ]  # fmt: skip
    return {"events": events, "next": rows[-1].leaf_index if rows else after}


@router.get("/reports/06a", response=list[wire.ReportLineOut], tags=["reports"], summary="Biểu II.06a")
@seen
def report(request: HttpRequest, first: date, last: date) -> Any:
    """Return form II.06a of the units that the token sees, for the days first..last."""
    accounts.require(actor_of(request), "unit_head", "unit_reporter", "deadline_watcher")
    return dossiers.report_06a(actor_of(request).sees, first, last)


__all__ = ["router"]
