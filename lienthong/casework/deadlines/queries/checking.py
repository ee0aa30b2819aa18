"""What is true of deadline duties at every moment."""

from __future__ import annotations

from django.db.models import F, Q

from lienthong.casework.deadlines.models import Apology
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.invariants import Invariant

SHOWN = 20
CHECKED = 2_000


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("deadlines.apologies_told", "Mỗi thư xin lỗi đã ký có đúng một lần ký trong sổ cái của hồ sơ", apologies_told),
        Invariant("deadlines.promise_stays", "Thư xin lỗi không đổi hẹn trả của hồ sơ", promise_stays),
    ]


def apologies_told() -> list[str]:
    """Return signed letters whose signing the ledger tells never or more than once, or otherwise."""
    wrong = []
    rows = Apology.objects.filter(signed_at__isnull=False).select_related("dossier").order_by("-pk")[:CHECKED]
    for letter in rows:
        told = [one for one in ledger.history(letter.dossier.uid) if one.facts.get("verb") == "apology_signed"]
        if [one.occurred_at for one in told] != [letter.signed_at]:
            wrong.append(f"{letter.dossier.code}: thư ký lúc {letter.signed_at}, sổ cái ghi {len(told)} lần ký")
    return wrong[:SHOWN]


def promise_stays() -> list[str]:
    """Return open dossiers whose promise became the new date of their letter."""
    rows = Apology.objects.filter(Q(signed_at__isnull=False), dossier__ended_at=None, dossier__due_at=F("new_due_at"))
    return [
        f"{code}: hẹn trả bị đổi thành ngày hẹn lại"
        for code in rows.order_by("pk").values_list("dossier__code", flat=True)[:SHOWN]
    ]
