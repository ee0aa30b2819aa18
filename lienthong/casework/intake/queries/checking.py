"""What is true of arrivals at every moment; asked as the owner, who sees every row."""

from __future__ import annotations

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from lienthong.casework.intake.models import Arrival, ArrivalFile
from lienthong.office.files import public as files
from lienthong.toolkit.invariants import Invariant

SHOWN = 20


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("intake.settled", "Văn bản chờ đã vào sổ nằm đúng sổ của đơn vị và cơ quan nhận nó", settled),
        Invariant("intake.kept", "Tệp của văn bản chờ còn nguyên trong kho, đúng mã băm lúc đến", kept),
    ]


def settled() -> list[str]:
    """Return arrivals whose document lies with another unit or body, or did not come in."""
    wrong = ~Q(document__keeper_id=F("keeper_id")) | ~Q(document__body__key=F("body_key")) | ~Q(document__direction="in")
    rows = Arrival.objects.filter(wrong, document__isnull=False).order_by("pk")[:SHOWN]
    return [f"{row.title} ({row.uid}): văn bản trong sổ không thuộc đơn vị, cơ quan nhận" for row in rows]


def kept() -> list[str]:
    """Return files of arrivals whose bytes as they came are not in the store under their hash."""
    stored = files.StoredFile.objects.filter(uid=Coalesce(OuterRef("original_uid"), OuterRef("file_uid")))
    rows = ArrivalFile.objects.exclude(sha256="").annotate(there=Subquery(stored.values("sha256")[:1]))
    wrong = rows.filter(~Q(there=F("sha256")) | Q(there=None)).order_by("pk")[:SHOWN]
    return [f"{row.name} ({row.original_uid or row.file_uid}): không còn đúng tệp lúc đến" for row in wrong]
