"""What is still owed on a dossier."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F

from lienthong.casework.dossiers.models import FeeLine
from lienthong.casework.dossiers.rules.money import PaidLine
from lienthong.casework.dossiers.rules.status import LEFT
from lienthong.toolkit.quantities import Dong


def owed_lines(dossier_uid: UUID) -> tuple[PaidLine, ...]:
    """Return the fee lines of a dossier that are not paid in full, each with what is still owed; one statement.

    A dossier that was refused or withdrawn owes nothing.
    """
    lines = FeeLine.objects.filter(dossier__uid=dossier_uid, paid__lt=F("amount")).exclude(dossier__status__in=LEFT)
    return tuple(PaidLine(one.key, one.kind, one.name, Dong(one.amount - one.paid)) for one in lines.order_by("pk"))
