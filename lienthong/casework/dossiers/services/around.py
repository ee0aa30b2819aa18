"""What stands around a dossier's row from reception on: persons, papers, fees, the first promise."""

from __future__ import annotations

from lienthong.casework.dossiers.errors import BadCount
from lienthong.casework.dossiers.models import Dossier, DueDate, FeeLine, PaperLine, Party
from lienthong.casework.dossiers.rules.money import count_fault
from lienthong.casework.dossiers.services.asking import Application
from lienthong.casework.dossiers.services.making import Make, plain
from lienthong.casework.procedures import public as procedures


def write_around(dossier: Dossier, application: Application, version: procedures.VersionRow, *, promised: bool = True) -> None:
    """Write persons, papers, fees and, when a date was promised, the first line of the promise's history."""
    parties, papers, fees = around(dossier, application, version)
    Party.objects.bulk_create(parties)
    PaperLine.objects.bulk_create(papers)
    FeeLine.objects.bulk_create(fees)
    if promised:
        first_promise(dossier).save(force_insert=True)


def around(
    dossier: Dossier, application: Application, version: procedures.VersionRow, make: Make = plain
) -> tuple[list[Party], list[PaperLine], list[FeeLine]]:
    """Return the unsaved persons, papers and fees of a reception.  Raises BadCount."""
    people = [("owner", application.owner), ("submitter", application.submitter), ("representative", application.representative)]
    people += [("household", person) for person in application.households]
    parties = [make(Party, dossier=dossier, role=role, **vars(person)) for role, person in people if person is not None]
    papers = [make(PaperLine, dossier=dossier, added_at=dossier.received_at, **vars(paper)) for paper in application.papers]
    return parties, papers, _fees(dossier, application, version, make)


def first_promise(dossier: Dossier, make: Make = plain) -> DueDate:
    """Return the unsaved first line of the promise's history."""
    return make(DueDate, dossier=dossier, since=dossier.received_at, due_at=dossier.original_due_at, reason="received")


def _fees(dossier: Dossier, application: Application, version: procedures.VersionRow, make: Make) -> list[FeeLine]:
    lines = []
    for fee in version.definition.fees_for(application.case, application.channel):
        quantity, copies = application.fees.get(fee.key, 1), application.copies.get(fee.key, 1)
        ground = application.exempt.get(fee.key, "")
        if fault := count_fault(quantity, copies, by_page=fee.by_page):
            raise BadCount(fee=fee.name, sentence=fault)
        amount = procedures.fee_amount(fee, quantity, copies=copies, ground=ground)
        if amount is None or fee.moment == "free":
            continue
        name = procedures.fee_title(fee, quantity, copies=copies)[:300]
        lines.append(
            make(
                FeeLine, dossier=dossier, key=fee.key, kind=fee.kind, name=name, quantity=quantity, copies=copies,
                exempt_ground=ground, amount=amount, moment=fee.moment,
            )
        )  # fmt: skip
    return lines
