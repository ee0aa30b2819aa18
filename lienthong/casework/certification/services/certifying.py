"""Certifying: one act from the requester's words to the numbers in the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.books import public as books
from lienthong.casework.certification import queries, rules
from lienthong.casework.certification.errors import BadPaper, NoSigner, NotElectronicYet, NothingToCertify, TooManyPapers
from lienthong.casework.certification.services import electronic
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import public as fees
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.quantities import Dong


@dataclass(frozen=True)
class Request:
    """What the counter writes down: who asks, the papers, who signs, how the fee is paid (cash | transfer)."""

    kind: str
    requester: dossiers.Person
    lines: Sequence[rules.Line]
    signer: UUID
    method: str = "cash"


@dataclass(frozen=True)
class Certified:
    """The dossier that the register counts, the numbers given, what was paid; `repeated` = done before, nothing changed."""

    dossier_uid: UUID
    code: str
    labels: tuple[str, ...]
    paid: Dong
    repeated: bool = False


def certify(*, actor: Actor, at: datetime, request: Request, key: str = "") -> Certified:
    """Certify papers: take the fee, give each paper its number in the book, record who signed; one transaction.

    key  idempotency key: the same request again answers the same numbers.
    Raises NothingToCertify, TooManyPapers, BadPaper, NoSigner, NotCertifiedHere, NotElectronicYet, dossiers.BadPerson,
    dossiers.ForeignAct,
    books.BookClosed, fees.DayClosed, dossiers.KeyUsedForAnother.
    """
    kind = rules.kind(request.kind)
    if kind not in rules.kinds_on(org.local_day(at)):
        raise NotElectronicYet(since=formats.day(kind.since))
    lines = _checked(request.lines, kind)
    signer = next((one for one in queries.signers(actor, at) if one.person_uid == request.signer), None)
    if signer is None:
        raise NoSigner
    version = queries.version_of(kind, at)
    papers = queries.priced(kind, version.definition, lines)
    application = dossiers.Application(
        version_uid=version.uid,
        case=version.definition.cases[0].key,
        channel="direct",
        owner=request.requester,
        papers=[dossiers.Paper("", line.name, copies=line.copies, shown_only=True) for line in lines],
        subject=_subject(kind, lines),
        papers_complete=True,
    )
    settlement = dossiers.Settlement(
        application=application,
        signer=signer,
        book=kind.book,
        entries=[_entry(actor, kind, request, signer, paper) for paper in papers],
        charges=[charge for paper in papers for charge in paper.charges],
        method=request.method,
    )
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        done = dossiers.settle(actor=actor, at=at, settlement=settlement, key=key)
        if not done.received.repeated:
            fees.record(actor=actor, at=at, move=_money(done, request, settlement.charges))
            if kind.electronic:
                electronic.begin(actor=actor, at=at, dossier_uid=done.received.dossier_uid, signer=signer)
    return Certified(done.received.dossier_uid, done.received.code, done.labels, done.paid, done.received.repeated)


def _money(done: dossiers.Settled, request: Request, charges: Sequence[dossiers.Charge]) -> fees.Move:
    lines = [dossiers.PaidLine(one.key, one.kind, one.name, Dong(0 if one.exempt_ground else one.amount)) for one in charges]
    received = done.received
    return fees.Move(received.dossier_uid, received.code, request.method, request.requester.name, lines, "certification")


def _checked(lines: Sequence[rules.Line], kind: rules.Kind) -> list[rules.Line]:
    if not lines:
        raise NothingToCertify
    if len(lines) > rules.MOST_PAPERS:
        raise TooManyPapers(most=rules.MOST_PAPERS, papers=len(lines))
    for place, line in enumerate(lines, start=1):
        if fault := rules.fault(line, electronic=kind.electronic):
            raise BadPaper(line=place, sentence=fault)
    return list(lines)


def _subject(kind: rules.Kind, lines: Sequence[rules.Line]) -> str:
    names = "; ".join(dict.fromkeys(line.name for line in lines))
    return f"Chứng thực {kind.name[:1].lower()}{kind.name[1:]}: {names}"


def _entry(actor: Actor, kind: rules.Kind, request: Request, signer: dossiers.Signer, paper: queries.Priced) -> books.NewEntry:
    line = paper.line
    facts: dict[str, Any] = {
        "attests": kind.key,
        "copies": line.copies,
        "fee": paper.cost,
        "signer": signer.name,
        "title": signer.title,
        "place": actor.unit,
    }
    if kind.counts_pages:
        facts["pages"] = line.pages
    else:
        facts["id_number"] = request.requester.id_number
    if line.ground:
        facts["note"] = f"Miễn phí: {line.ground}"
    return books.NewEntry(subject=line.name.strip(), requester=request.requester.name, facts=facts)
