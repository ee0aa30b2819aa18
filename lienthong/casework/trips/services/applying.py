"""One act of a trip, done by the real services with its own key and its true time: handed over, taken in, received."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.trips.errors import ActUnreadable, DoneBeforeThat, DoneInFuture, NotOnTheTrip, PaidOtherwise
from lienthong.casework.trips.models import TripAct, Visit
from lienthong.casework.trips.rules import acts as rules
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats

AHEAD = timedelta(minutes=5)
"""How far a phone's clock may run ahead of ours and still be believed; it counts as now then."""


@dataclass
class Applying:
    """An act that is being merged; `at` is now, `done_at` when it was done."""

    actor: Actor
    at: datetime
    act: TripAct
    done_at: datetime

    @property
    def said(self) -> dict[str, Any]:
        """Return what was told."""
        return dict(self.act.said)

    @property
    def key(self) -> str:
        """Return the idempotency key under which the service is asked."""
        return str(self.act.uid)

    def files_at(self, slot: str) -> list[dict[str, str]]:
        """Return the files of a place of the act: «signature», «paper:0»."""
        return [one for one in self.act.files if one["slot"] == slot]


def apply(*, actor: Actor, at: datetime, act: TripAct) -> UUID | None:
    """Do what an act tells; return the dossier it was done on, None when it was on none.

    In the caller's transaction.  Raises what the services raise, DoneInFuture, DoneBeforeThat, NotOnTheTrip, ActUnreadable,
    SignatureMissing, PaidOtherwise.
    """
    if act.done_at > at + AHEAD:
        raise DoneInFuture(done=formats.moment(act.done_at))
    return HOW[act.kind](Applying(actor, at, act, min(act.done_at, at)))


def _return(one: Applying) -> UUID:
    page = _page(one)
    on_paper = one.act.device is None  # the typed sheet itself holds the signature
    rules.must_be_signed(one.said, signed=on_paper or bool(one.files_at("signature")))
    finished = page.dossier.finished_at
    if finished is not None and page.dossier.status == dossiers.Status.COMPLETED:
        _not_before(one, finished, page.dossier.code, "có kết quả")
    _take_fees(one, page)
    dossiers.return_result(
        actor=one.actor, at=one.done_at, dossier_uid=page.dossier.uid, receiver=rules.text(one.said, "receiver", most=200),
        receiver_id=rules.text(one.said, "receiver_id", most=20), key=one.key,
    )  # fmt: skip
    _share(one, page.dossier.uid, one.files_at("signature"))
    return page.dossier.uid


def _take_fees(one: Applying, page: dossiers.DossierPage) -> None:
    """Take what the dossier owes, as it was paid in cash in the village.

    It stands in the till of who sends it: of the day of the trip, or of the day on which it came to the office, for the till of
    the day before may be closed.  Raises PaidOtherwise, and what `fees.collect` raises.
    """
    paid = rules.paid(one.said)
    if not paid:
        return
    if paid != page.owed:
        told = {"paid": formats.amount(paid), "owed": formats.amount(page.owed)}
        raise PaidOtherwise(**told, dossier=page.dossier.code)
    counted_at = one.done_at if org.local_day(one.done_at) == org.local_day(one.at) else one.at
    fees.collect(
        actor=one.actor, at=counted_at, dossier_uid=page.dossier.uid, method="cash", key=f"{one.key}:phi",
        fee_keys=[line.key for line in page.fees if line.amount > line.paid],
        payer=rules.text(one.said, "receiver", most=200),
    )  # fmt: skip


def _supplement(one: Applying) -> UUID:
    page = _page(one)
    asked = next((row for row in page.supplements if row.received_at is None), None)
    if asked is not None:
        _not_before(one, asked.requested_at, page.dossier.code, "bị yêu cầu bổ sung")
    keys = {paper.name: paper.key for paper in page.definition.papers}
    taken = rules.papers(one.said)
    if not taken:
        raise ActUnreadable(what="papers")
    papers = [dossiers.Paper(keys.get(row.name, ""), row.name, originals=row.originals, copies=row.copies) for row in taken]
    dossiers.receive_supplement(
        actor=one.actor, at=one.done_at, dossier_uid=page.dossier.uid, papers=papers,
        note=rules.text(one.said, "note") or rules.REASON, key=one.key,
    )  # fmt: skip
    before = {line.pk for line in page.papers}
    _scans(one, page.dossier.uid, before)
    return page.dossier.uid


def _receive(one: Applying) -> UUID:
    told = rules.person(one.said, one.act.changes)
    stands = rules.representative(one.said, one.act.changes)
    day = org.local_day(one.done_at)
    papers = [
        dossiers.Paper(row.key, row.name, originals=row.originals, copies=row.copies, shown_only=row.shown_only)
        for row in rules.papers(one.said)
    ]
    application = dossiers.Application(
        version_uid=rules.uid(one.said, "version"), case=rules.text(one.said, "case", most=60), channel="direct",
        owner=_person(told, day), representative=_person(stands, day) if stands is not None else None, papers=papers,
        received_at=one.done_at, late_reason=rules.REASON,
    )  # fmt: skip
    got = dossiers.receive(actor=one.actor, at=one.at, application=application, key=one.key)
    _scans(one, got.dossier_uid, set())
    _share(one, got.dossier_uid, one.files_at("signature"))
    if one.act.line is not None and one.act.line.visit_id is not None:
        Visit.objects.filter(pk=one.act.line.visit_id, done_at=None, dropped="").update(done_at=one.done_at)
    return got.dossier_uid


def _missed(one: Applying) -> None:
    rules.text(one.said, "reason")
    if one.act.line is None:
        raise NotOnTheTrip


HOW: dict[str, Callable[[Applying], UUID | None]] = {
    "return": _return,
    "supplement": _supplement,
    "receive": _receive,
    "missed": _missed,
}


def _page(one: Applying) -> dossiers.DossierPage:
    """Return the dossier of an act.  Raises NotOnTheTrip when the run sheet does not hold it."""
    uid = one.act.dossier_uid
    if uid is None or not one.act.trip.lines.filter(dossier_uid=uid).exists():
        raise NotOnTheTrip
    return dossiers.page(one.actor, uid, one.at)


def _not_before(one: Applying, since: datetime, code: str, what: str) -> None:
    if one.done_at < since:
        raise DoneBeforeThat(done=formats.moment(one.done_at), dossier=code, since=formats.moment(since), what=what)


def _person(told: dict[str, str], day: date) -> dossiers.Person:
    """Return the person who was told of; a place that there was not on the day is refused by the reception."""
    picked = rules.place(told)
    found = org.place(picked, day) if picked else None
    address = dossiers.whole_address(told["address"], found.path if found else "")
    born = formats.parse_birth(told["born"]) if told["born"] else None
    read = {"born", "place", "address"}
    kept = {name: words for name, words in told.items() if name == "name" or (name not in read and words)}
    return dossiers.Person(
        **kept, address=address, place_uid=picked, born_on=born.on if born else None, born_year=born.year if born else None  # type: ignore[arg-type]
    )  # fmt: skip


def _scans(one: Applying, uid: UUID, before: set[int]) -> None:
    """Make the photos of an act scans of the papers that came with it."""
    if not any(kept["slot"].startswith("paper:") for kept in one.act.files):
        return
    lines = [line for line in dossiers.page(one.actor, uid, one.at).papers if line.pk not in before]
    for place, line in enumerate(sorted(lines, key=lambda row: row.pk)):
        for number, shared in enumerate(_share(one, uid, one.files_at(f"paper:{place}"))):
            dossiers.attach_scan(
                actor=one.actor, at=one.done_at, dossier_uid=uid, paper_id=line.pk, file_uid=shared,
                key=f"{one.key}:{place}:{number}", beside=True,
            )  # fmt: skip


def _share(one: Applying, uid: UUID, kept: Sequence[dict[str, str]]) -> list[UUID]:
    """Make files of the trip files of a dossier too; return them as such."""
    return [files.share(UUID(row["uid"]), object_uid=uid, unit_id=one.act.trip.unit_id, at=one.at).uid for row in kept]
