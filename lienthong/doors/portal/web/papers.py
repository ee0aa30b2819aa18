"""The page of papers: a box for files at each paper of the procedure, what is held, what was refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.casework.results import public as results
from lienthong.doors.portal.errors import FieldUnknown
from lienthong.doors.portal.models import OnlineDraft
from lienthong.doors.portal.services import KEPT_FOR
from lienthong.doors.portal.web.filing_steps import PAPERS, PLACE, REVIEW, Walk, around
from lienthong.doors.portal.web.following import MOVED
from lienthong.doors.portal.web.frame import framed
from lienthong.office.citizens import public as citizens
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.tongues import said, told

TYPES = "image/*,.pdf,application/pdf"
MOST_FILES = 40
"""Files of one filing: a paper of forty pages, each photographed."""
TOO_MANY = "Mỗi hồ sơ nhận tối đa %(most)s tệp; gộp các trang vào một tệp PDF rồi gửi lại."
TYPED_IN = " (khai trực tuyến)"
"""Stands behind the name of the form in the dossier, which is Vietnamese."""
SPARE = timedelta(days=1)
"""Files outlive the draft that they belong to, never the other way round."""


@dataclass(frozen=True)
class PaperRow:
    """A place for files: its slot, the paper's name, whether it is demanded, what is held, what was refused, what of the
    citizen's store can be it.
    """

    slot: str
    name: str
    required: bool
    condition: str
    held: list[files.HeldRow]
    faults: list[str]
    offers: Sequence[results.ResultRow] = ()


def as_actor(citizen: citizens.CitizenRow, unit: org.UnitRow) -> Actor:
    """Return the citizen as who holds files for a unit."""
    return dossiers.as_actor(dossiers.Filer(citizen.uid, citizen.name), unit)


def take(
    request: HttpRequest, citizen: citizens.CitizenRow, unit: org.UnitRow, form: UUID, slots: Collection[str]
) -> dict[str, list[str]]:
    """Hold every file that came with the page, let go the one that it drops; return by slot why others were refused.

    slots  where files are asked for.  Raises FieldUnknown for a file at another place.
    """
    actor, faults = as_actor(citizen, unit), defaultdict[str, list[str]](list)
    until = clock.real_now() + KEPT_FOR + SPARE
    with ledger.seeing([unit.id]):
        dropped = request.POST.get("bo", "")
        before = files.held(actor=actor, held_for=form)
        for row in before:
            if str(row.uid) == dropped:
                files.let_go(actor=actor, held_for=form, uid=row.uid)
        left = MOST_FILES - len(before)
        for slot, uploads in request.FILES.lists():
            if slot not in slots:
                raise FieldUnknown(field=slot[:60])
            if len(uploads) > left:
                faults[slot].append(told(TOO_MANY, most=MOST_FILES))
                continue
            left -= len(uploads)
            for upload in uploads:
                try:
                    files.hold(upload, name=upload.name or "", actor=actor, held_for=form, slot=slot, until=until)
                except (files.FileRefused, files.NoRoom) as no:
                    faults[slot].append(said(no))
    return dict(faults)


def held(citizen: citizens.CitizenRow, unit_id: int, form: UUID) -> dict[str, list[files.HeldRow]]:
    """Return what the citizen holds for a form, by slot."""
    found = defaultdict[str, list[files.HeldRow]](list)
    with ledger.seeing([unit_id]):
        for row in files.held_by(citizen.uid, held_for=form):
            found[row.slot].append(row)
    return dict(found)


def let_go(draft: OnlineDraft) -> None:
    """Let go every file that is held for a begun filing; those of one whose unit ended, with no heir, are with that unit."""
    unit_id = draft.unit_id or int(draft.typed.get(MOVED, {}).get("unit", 0))
    if not unit_id:
        return
    with ledger.seeing([unit_id]):
        filer = dossiers.Filer(draft.citizen_uid, "")
        files.let_go(actor=dossiers.as_actor(filer, org.unit(unit_id)), held_for=draft.uid)


def not_asked(walk: Walk, mine: Mapping[str, list[files.HeldRow]]) -> list[files.HeldRow]:
    """Return the files that are held for papers which the case, as it is now, does not ask for: they are not filed."""
    slots = {one.key for one in asked(walk)}
    return [one for slot, held_there in mine.items() if slot not in slots for one in held_there]


def of_filing(citizen: citizens.CitizenRow, walk: Walk) -> dict[str, list[files.HeldRow]]:
    """Return what is held for a begun filing, by slot; nothing before its place is told."""
    return held(citizen, walk.draft.unit_id, walk.draft.uid) if walk.draft.unit_id else {}


def rows(
    citizen: citizens.CitizenRow,
    walk: Walk,
    faults: dict[str, list[str]] | None = None,
    *,
    mine: Mapping[str, list[files.HeldRow]] | None = None,
    offering: bool = False,
) -> list[PaperRow]:
    """Return the papers of the case that are handed in, each with its files; `offering`: and what of the store can be it.

    mine  as `of_filing`, when it was asked already.
    """
    mine = of_filing(citizen, walk) if mine is None else mine
    store = in_store(citizen) if offering else []
    sent = {one.sha256 for slot in mine.values() for one in slot}
    return [
        PaperRow(
            one.key, one.name, one.required, one.condition, mine.get(one.key, []), (faults or {}).get(one.key, []),
            offers(store, one.name, sent),
        )
        for one in asked(walk)
    ]  # fmt: skip


def in_store(citizen: citizens.CitizenRow) -> list[results.ResultRow]:
    """Return the results of the citizen's store that hold."""
    return [row for row in results.held_by(citizen.uid) if row.holds]


def offers(store: Sequence[results.ResultRow], name: str, sent: Collection[str]) -> list[results.ResultRow]:
    """Return what of the store can be the paper of that name, and was not taken yet (`sent`: SHA-256 of what was)."""
    return [row for row in store if row.sha256 not in sent and results.fits(row.title, name)]


def reuse_of(store: Sequence[results.ResultRow], mine: Sequence[files.HeldRow]) -> UUID | None:
    """Return which result of the store is among the files of a paper."""
    known = {one.sha256: one.uid for one in store}
    return next((known[one.sha256] for one in mine if one.sha256 in known), None)


def use(
    request: HttpRequest, citizen: citizens.CitizenRow, unit: org.UnitRow, form: UUID, shown: Sequence[PaperRow]
) -> dict[str, list[str]]:
    """Hold the result of the store whose button was pressed («slot:uid») as the paper of its slot; return faults by slot.

    shown  the papers with what they offer: nothing else is taken.
    """
    slot, _, uid = request.POST.get("dung", "").partition(":")
    offered = [row for one in shown if one.slot == slot for row in one.offers]
    row = next((row for row in offered if str(row.uid) == uid), None)
    if row is None:
        return {}
    until = clock.real_now() + KEPT_FOR + SPARE
    try:
        results.hold_for_form(row, actor=as_actor(citizen, unit), unit_id=unit.id, held_for=form, slot=slot, until=until)
    except Refusal as no:
        return {slot: [said(no)]}
    return {}


def asked(walk: Walk) -> list[procedures.Paper]:
    """Return the papers of the case that somebody sends: to be handed in, and not the form itself."""
    return [one for one in walk.version.definition.papers_for(walk.case) if one.action == "submit" and not _is_form(walk, one)]


def to_show(walk: Walk) -> list[procedures.Paper]:
    """Return the papers of the case that nobody sends: they are looked at when the result is fetched."""
    return [one for one in walk.version.definition.papers_for(walk.case) if one.action == "show"]


def _is_form(walk: Walk, paper: procedures.Paper) -> bool:
    """Return whether the form that was filled in is this paper."""
    return paper.by_form and bool(walk.version.definition.form)


def handed_in(citizen: citizens.CitizenRow, walk: Walk) -> list[dossiers.Paper]:
    """Return the papers that have files or are the form itself, as a dossier takes them."""
    filled = [
        dossiers.Paper(one.key, one.name + TYPED_IN, copies=1)
        for one in walk.version.definition.papers_for(walk.case)
        if one.action == "submit" and _is_form(walk, one)
    ]
    store = in_store(citizen)
    return filled + [
        dossiers.Paper(
            row.slot, row.name, copies=1, file_uid=row.held[0].uid, more_files=[one.uid for one in row.held[1:]],
            reuses=reuse_of(store, row.held),
        )
        for row in rows(citizen, walk)
        if row.held
    ]  # fmt: skip


def page(request: HttpRequest, citizen: citizens.CitizenRow, walk: Walk) -> HttpResponse:
    """Show the papers, or take files; a file that was refused says why, the others stay."""
    if walk.draft.unit_id is None:
        return redirect("portal:question", walk.draft.uid, PLACE.key)
    faults: dict[str, list[str]] = {}
    if request.method == "POST" and (unit := walk.unit):
        faults = take(request, citizen, unit, walk.draft.uid, {one.key for one in asked(walk)})
        if "dung" in request.POST:
            faults |= use(request, citizen, unit, walk.draft.uid, rows(citizen, walk, offering=True))
        act = request.POST.get("viec", "")
        onward = walk.first_open() if request.GET.get("ve") == REVIEW else walk.after(PAPERS)
        if not faults and act in {"tiep", "luu"}:
            return redirect("portal:mine") if act == "luu" else redirect("portal:question", walk.draft.uid, onward)
    mine = of_filing(citizen, walk)
    facts = {
        **around(walk, PAPERS),
        "rows": rows(citizen, walk, faults, mine=mine, offering=True),
        "not_asked": not_asked(walk, mine),
        "shown": to_show(walk),
        "types": TYPES,
        "faulty": bool(faults),
    }
    return render(request, "portal/online/papers.html", framed(facts), status=422 if faults else 200)
