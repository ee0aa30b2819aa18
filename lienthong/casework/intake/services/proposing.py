"""The text of what arrived is read after it is in the list, and what it says is proposed where nothing was known."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.intake.models import Arrival, ArrivalText
from lienthong.casework.intake.rules.arrivals import as_json, fitting, from_json, merged
from lienthong.casework.intake.rules.proposing import Known, propose
from lienthong.casework.intake.services.recognising import text_of
from lienthong.casework.intake.services.settling import hand_text
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.vietnamese import fold

LETTERS = {"state": "cong-van", "party": "cong-van"}
"""Key of the type of a letter that names none."""


def read_text(*, arrival_uid: UUID, at: datetime) -> bool:
    """Read the text of an arrival's files and add what it proposes; return whether there is text now.

    For the role of the worker.  What the arrival said of itself stays; what is settled is not touched.  Done
    again it reads anew.
    """
    with transaction.atomic(), ledger.seeing_everything():
        row = Arrival.objects.filter(uid=arrival_uid).first()
        if row is None:
            return False
        passed = row.files.filter(carrier=False, file_uid__isnull=False).order_by("position")
        wanted = [uid for uid in passed.values_list("file_uid", flat=True) if uid is not None]
        found = files.named(wanted)
    read = [text_of(found[uid]) for uid in wanted if uid in found]
    text = "\n\f".join(one.text for one in read if one.text.strip())
    how = next((one.how for one in read if one.how), "")
    missing = next((one.missing for one in read if one.missing), "")
    with transaction.atomic(), ledger.seeing_everything():
        row = Arrival.objects.select_for_update(of=("self",), no_key=True).get(uid=arrival_uid)
        ArrivalText.objects.update_or_create(
            arrival=row, defaults={"text": text, "folded": fold(text), "how": how, "missing": missing, "read_at": at}
        )
        if text and row.state == "waiting":
            said = propose(text, known(row.system, at))
            row.proposal = as_json(merged(from_json(row.proposal), fitting(said, documents.MOST)))
            row.save(update_fields=["proposal"])
        elif row.state == "registered":
            hand_text(row, at)
    return bool(text)


def known(system: str, at: datetime) -> Known:
    """Return what the lists of documents know on the day of an instant: types of both systems, the own one first."""
    on = org.local_day(at)
    types: dict[str, str] = {}
    for one in sorted(("state", "party"), key=lambda name: name != system):
        types = {fold(kind.name): kind.key for kind in documents.types.all_of(one, on)} | types
    return Known(_written, types, LETTERS[system])


def _written(text: str) -> str:
    try:
        return str(documents.symbols.parse(text))
    except documents.symbols.NotASymbol:
        return ""
