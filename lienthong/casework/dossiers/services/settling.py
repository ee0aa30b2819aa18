"""A result given at the counter at once: received, signed, numbered, paid and handed over in one act.

Most of a commune's traffic (certified copies) goes this way: the person with the authority signs the paper at the counter or
next door, and the clerk records it; no slip, but the register's line, the book's number and the figures of every report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import access
from lienthong.casework.dossiers.errors import NotImmediate
from lienthong.casework.dossiers.events import DossierReceived, ResultReturned
from lienthong.casework.dossiers.models import FeeLine, PaperLine, Party
from lienthong.casework.dossiers.rules.engine import Marking
from lienthong.casework.dossiers.rules.status import Status
from lienthong.casework.dossiers.services import around, frame, receiving, timing
from lienthong.casework.dossiers.services.asking import Application
from lienthong.casework.dossiers.services.receiving import Received
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.quantities import Dong


@dataclass(frozen=True)
class Signer:
    """Who signed the result on paper: by which person and post, name and title as printed."""

    person_uid: UUID
    post_uid: UUID
    name: str
    title: str


@dataclass(frozen=True)
class Charge:
    """What `quantity` pieces in each of `copies` cost; with a ground of exemption nothing is taken and the ground is kept."""

    key: str
    kind: str
    name: str
    quantity: int
    amount: Dong
    exempt_ground: str = ""
    copies: int = 1


@dataclass(frozen=True)
class Settlement:
    """What is settled at the counter in one act.  Each entry takes one number in the book of kind `book`, in their order."""

    application: Application
    signer: Signer
    book: str
    entries: Sequence[books.NewEntry]
    charges: Sequence[Charge] = ()
    method: str = "cash"


@dataclass(frozen=True)
class Settled:
    """The dossier, the numbers its results got, and what was paid."""

    received: Received
    labels: tuple[str, ...]
    paid: Dong


def settle(*, actor: Actor, at: datetime, settlement: Settlement, key: str = "") -> Settled:
    """Receive a dossier of a case with an immediate result, and settle it in the same transaction.

    Raises NotImmediate, books.BookClosed and as `receive`.
    """
    access.must(actor, "counter_clerk", "centre_officer", act="giải quyết ngay tại quầy")
    application = receiving.checked(settlement.application, at)
    version = procedures.version(application.version_uid)
    receiving.must_be_in_force(version, at)
    uid = new_uid()
    with frame.transacting(actor):
        if key:
            digest = frame.digest_of("settle", _request(settlement))
            done = frame.first_time(actor=actor, key=key, verb="settle", digest=digest, dossier_uid=uid, at=at)
            if done is not None:
                return _again(done)
        dossier = receiving.new_row(uid, actor, at, application, version)
        if not dossier.immediate:
            raise NotImmediate(procedure=version.name)
        taken = books.take(
            actor=actor, at=at, kind_key=settlement.book, entries=[replace(entry, object_uid=uid) for entry in settlement.entries]
        )
        act = frame.Act(actor, at, "settle", dossier, frame.kept(version))
        labels = tuple(one.label for one in taken)
        _end(act, settlement, application, labels)
        frame.write(act)
        _write_around(act, settlement, application, version)
    received = Received(uid, dossier.code, dossier.lookup_key, dossier.due_at, immediate=True)
    return Settled(received, labels, paid(settlement.charges))


def paid(charges: Sequence[Charge]) -> Dong:
    """Return what is taken for some charges: those with a ground of exemption cost nothing."""
    return Dong(sum(charge.amount for charge in charges if not charge.exempt_ground))


def _end(act: frame.Act, settlement: Settlement, application: Application, labels: tuple[str, ...]) -> None:
    """Let the dossier be received, settled and returned, in memory; the history says each, with the status it led to."""
    dossier, at = act.dossier, act.at
    submitter = application.submitter or application.owner
    received = receiving.reception(act, application, at)
    dossier.status, dossier.marking = Status.RETURNED, Marking().as_dict()
    dossier.finished_at = dossier.returned_at = dossier.ended_at = at
    dossier.ended_as, dossier.result_granted = Status.COMPLETED, True
    dossier.returned_to = submitter.name[:200]
    dossier.result_number = (labels[0] if len(labels) == 1 else f"{labels[0]}-{labels[-1]}")[:100] if labels else ""
    dossier.verdict = timing.verdict(act)
    signer = settlement.signer
    signed = {"signer": signer.person_uid, "post": signer.post_uid, "numbers": list(labels), "book": settlement.book}
    money = {"amount": paid(settlement.charges), "method": settlement.method, "lines": len(settlement.charges)}
    done = {"outcome": "returned", "verdict": dossier.verdict, "result_number": dossier.result_number}
    act.events += [
        received._replace(body={**received.body, "status": int(Status.RECEIVED)}),
        _event("settled", ledger.Lifecycle.STARTED, Status.PROCESSING, signed),
        *([_event("fee_paid", ledger.Lifecycle.COMPLETED, Status.PROCESSING, money)] if money["amount"] else []),
        _event("settled", ledger.Lifecycle.COMPLETED, Status.COMPLETED, {"verdict": dossier.verdict}),
        _event("returned", ledger.Lifecycle.COMPLETED, Status.RETURNED, done)._replace(
            personal={"receiver": dossier.returned_to}
        ),
    ]
    act.announcements += [
        DossierReceived(dossier.uid, at),
        ResultReturned(dossier.uid, at),
    ]


def _event(activity: str, lifecycle: ledger.Lifecycle, status: Status, body: Mapping[str, object]) -> frame.Event:
    return frame.Event(activity, lifecycle, body={**body, "status": int(status)})


def _write_around(act: frame.Act, settlement: Settlement, application: Application, version: procedures.VersionRow) -> None:
    dossier = act.dossier
    parties, papers, _ = around.around(dossier, application, version)
    Party.objects.bulk_create(parties)
    PaperLine.objects.bulk_create(papers)
    FeeLine.objects.bulk_create(
        [
            FeeLine(
                dossier=dossier,
                key=charge.key,
                kind=charge.kind,
                name=charge.name[:300],
                quantity=charge.quantity,
                copies=charge.copies,
                exempt_ground=charge.exempt_ground,
                amount=Dong(0) if charge.exempt_ground else charge.amount,
                paid=Dong(0) if charge.exempt_ground else charge.amount,
                paid_at=act.at,
                method=settlement.method,
            )
            for charge in settlement.charges
        ]
    )
    around.first_promise(dossier).save(force_insert=True)


def _request(settlement: Settlement) -> dict[str, object]:
    return {
        "application": receiving.request_of(settlement.application),
        "signer": settlement.signer.person_uid,
        "book": settlement.book,
        "entries": [[entry.requester, entry.subject, dict(entry.facts)] for entry in settlement.entries],
        "charges": [
            [charge.key, charge.quantity, charge.copies, charge.amount, charge.exempt_ground] for charge in settlement.charges
        ],
        "method": settlement.method,
    }


def _again(uid: UUID) -> Settled:
    lines = books.entries_of([uid])
    fees = FeeLine.objects.filter(dossier__uid=uid).values_list("paid", flat=True)
    return Settled(receiving.again(uid), tuple(line.label for line in lines), Dong(sum(fees)))
