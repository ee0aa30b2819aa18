"""What units have in hand, by unit; one statement each."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from lienthong.casework.drafting import public as drafting
from lienthong.casework.fees import public as fees
from lienthong.casework.handover.models import Handover, Keeping
from lienthong.casework.handover.rules.listing import OPEN
from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles import public as workfiles
from lienthong.office.org import public as org


def under_way_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many minutes are not finished."""
    return org.counted(Handover.objects.filter(unit_id__in=unit_ids, state__in=OPEN))


def kept_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many books, ranges, seals and other things somebody keeps."""
    return org.counted(Keeping.objects.filter(unit_id__in=unit_ids))


def held_by(person_uid: UUID, unit_id: int) -> dict[str, int]:
    """Return in words how many open tasks, kept things, unfinished files and drafts, open tills a person has at a unit, if any.

    Five statements, in a context that sees the unit.
    """
    found = {
        "việc đang giữ": tasks.in_hands(unit_id, person_uid).count(),
        "sổ, con dấu và tài sản đang giữ": Keeping.objects.filter(unit_id=unit_id, keeper_uid=person_uid).count(),
        "hồ sơ công việc đang lập": len(workfiles.unfinished(unit_id, person_uid)),
        "dự thảo văn bản đang soạn": len(drafting.unfinished(unit_id, person_uid)),
        "quỹ thu chưa khóa": len(fees.open_tills(unit_id, person_uid)),
    }
    return {words: number for words, number in found.items() if number}
