"""Questions to certification: who may sign, what a request costs, what its attestations say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from lienthong.casework.books import public as books
from lienthong.casework.certification.errors import CopyUnknown, NotCertifiedHere
from lienthong.casework.certification.models import ElectronicCopy
from lienthong.casework.certification.rules import Kind, Line
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.procedures import public as procedures
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.quantities import Dong

DATA = Path(__file__).parent / "data" / "papers.yaml"
SIGNING = "unit_head"
JOINABLE = frozenset(files.MIME[kind] for kind in ("pdf", "jpeg", "png", "webp"))
"""What an attestation can be put on: a PDF, or a picture, drawn anew by the upload policy."""


@dataclass(frozen=True)
class Suggestions:
    """Names of papers that are certified every day, and grounds on which the fee is not taken."""

    papers: tuple[str, ...]
    grounds: tuple[str, ...]


@cache
def suggestions() -> Suggestions:
    """Return the names and grounds that the reviewed file holds."""
    file = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return Suggestions(tuple(file["papers"]), tuple(file["grounds"]))


def signers(actor: Actor, at: datetime) -> list[dossiers.Signer]:
    """Return who may sign at the actor's unit now, or at the one above when nobody may here."""
    found = org.holders(SIGNING, actor.unit_id, at)
    if not found:
        try:
            found = org.holders(SIGNING, org.parent_of(actor.unit_id, org.local_day(at)).id, at)
        except org.NoServingUnit:
            return []
    return [dossiers.Signer(one.person_uid, one.post_uid, one.name, one.title) for one in found]


def version_of(kind: Kind, at: datetime) -> procedures.VersionRow:
    """Return the version of the kind's procedure in force at an instant.  Raises NotCertifiedHere."""
    day = org.local_day(at)
    try:
        return procedures.version_in_force(kind.procedure, day)
    except (procedures.NoVersionInForce, procedures.ProcedureUnknown) as none:
        raise NotCertifiedHere(kind=kind.name, day=formats.day(day)) from none


@dataclass(frozen=True)
class Priced:
    """A paper to be certified and what it costs by the tariff."""

    line: Line
    charges: tuple[dossiers.Charge, ...]

    @property
    def cost(self) -> Dong:
        """Return what is taken for it; an exempt one costs nothing."""
        return dossiers.paid(self.charges)


def priced(kind: Kind, definition: procedures.Definition, lines: Sequence[Line]) -> list[Priced]:
    """Return each line with its charges by the version's tariff: pages in steps, capped for each copy; else each paper once."""
    fees = [fee for fee in definition.fees_for(definition.cases[0].key) if fee.moment != "free"]
    return [Priced(line, tuple(_charges(kind, fees, line, place))) for place, line in enumerate(lines, start=1)]


def _charges(kind: Kind, fees: Sequence[procedures.Fee], line: Line, place: int) -> Iterator[dossiers.Charge]:
    for fee in fees:
        pages, copies = (line.pages, line.copies) if kind.counts_pages else (1, 1)
        amount = procedures.fee_amount(fee, pages, copies=copies)
        if amount is not None:
            name = procedures.fee_title(fee, pages, copies=copies, of=line.name)
            yield dossiers.Charge(f"{fee.key}.{place}", fee.kind, name, pages, amount, line.ground, copies)


def attestations(dossier_uid: UUID) -> dict[str, Any]:
    """Return the fields of the attestations of a request, one sheet for each copy; empty when the context sees none."""
    lines = [line for line in books.entries_of([dossier_uid]) if line.voided_at is None]
    return {"sheets": [_sheet(line) for line in lines for _ in range(int(line.facts.get("copies", 1)))]} if lines else {}


def _sheet(line: books.EntryRow) -> dict[str, Any]:
    facts = line.facts
    return {
        "text": str(facts.get("attests", "copy")),
        "number": line.label,
        "volume": line.cited,
        "requester": line.requester,
        "id_number": str(facts.get("id_number", "")),
        "place": str(facts.get("place", "")),
        "on": org.local_day(line.entered_at),
        "signer_lines": list(org.signature_lines(str(facts.get("title", "")))),
        "signer_title": str(facts.get("title", "")),
        "signer_name": str(facts.get("signer", "")),
    }


@dataclass(frozen=True)
class CopyRow:
    """An electronic copy as others see it, by the uid of its line in the book: who signs it, whether it is scanned and signed."""

    uid: UUID
    dossier_uid: UUID
    title: str
    number: str
    requester: str
    signer_uid: UUID
    signer_name: str
    certified_at: datetime
    scan_uid: UUID | None
    scanned_by: str
    result_uid: UUID | None


def _copy_row(one: ElectronicCopy) -> CopyRow:
    return CopyRow(*(getattr(one, name) for name in CopyRow.__dataclass_fields__))


def copies_of(dossier_uid: UUID) -> list[CopyRow]:
    """Return the electronic copies of a request, in the order of their numbers; one statement."""
    return [_copy_row(one) for one in ElectronicCopy.objects.filter(dossier_uid=dossier_uid).order_by("pk")]


def waiting_copies(unit_id: int) -> list[CopyRow]:
    """Return the electronic copies of a unit that are not signed, the oldest first, 100 at most; one statement."""
    return [_copy_row(one) for one in ElectronicCopy.objects.filter(unit_id=unit_id, result_uid=None).order_by("pk")[:100]]


def copy(uid: UUID) -> CopyRow:
    """Return an electronic copy that the present context sees.  Raises CopyUnknown."""
    found = ElectronicCopy.objects.filter(uid=uid).first()
    if found is None:
        raise CopyUnknown
    return _copy_row(found)


def attestation_of(one: ElectronicCopy, at: datetime) -> dict[str, Any]:
    """Return the fields of the attestation of an electronic copy that is signed at an instant."""
    line = next(line for line in books.entries_of([one.dossier_uid]) if line.uid == one.uid)
    return {"sheets": [_sheet(line) | {"on": org.local_day(at)}]}


def fee_slip(dossier_uid: UUID) -> dict[str, Any]:
    """Return the fields of the fee slip of a request; empty when the context sees none, or every number is void."""
    lines = [line for line in books.entries_of([dossier_uid]) if line.voided_at is None]
    if not lines:
        return {}
    paid = [one for one in fees.payments_of_dossier(dossier_uid) if one.amount > 0]
    total = sum(int(line.facts.get("fee", 0)) for line in lines)
    rows: list[dict[str, Any]] = [
        {"no": place, "name": line.subject, "copies": int(line.facts.get("copies", 1)), "fee": int(line.facts.get("fee", 0))}
        | {name: line.facts[name] for name in ("pages", "note") if name in line.facts}
        for place, line in enumerate(lines, start=1)
    ]
    return {
        "agency_name": str(lines[0].facts.get("place", "")),
        "receipt": ", ".join(one.receipt for one in paid),
        "on": org.local_day(lines[0].entered_at),
        "requester": lines[0].requester,
        "lines": rows,
        "total": total,
        "in_words": formats.amount_in_words(Dong(total)),
        "cashier": lines[0].entered_by,
    }
